"""The encoder's links: a second opinion on "he" and "she", which overrules only if it is all but certain."""

from __future__ import annotations

import re

import pytest

from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.links import _HE_OR_SHE, Link
from sayso.annotate.mentions import find_mentions
from sayso.annotate.speakers import SpeakerFinder
from sayso.model.span import Span
from tests.annotate.made import make_article


@pytest.mark.parametrize(
    ("text", "linked", "expected"),
    [
        # one whom the rules find, and the encoder too
        ("Sen. Peter Lang left. Then he said it held.", "Lang", "Peter Lang"),
        # the rules find him, the encoder is sure of another
        ("Sen. Peter Lang left. He met Larry King. Then he said it held.", "Larry King", None),
        # a rival whom the article names later is none
        ("Sen. Peter Lang left. Then he said it held. Larry King waved.", "Larry King", "Peter Lang"),
        # the rules find nobody, as two weigh the same
        ("Larry King and Peter Brown met on Friday. \n\nMuch later he said it held.", "Peter Brown", "Peter Brown"),
        # a link to somebody of the other gender is none
        ("Sen. Peter Lang met Mrs. Anna Rohde. Then he said it held.", "Anna Rohde", "Peter Lang"),
    ],
)
def test_a_link_stands_where_the_rules_find_nobody(text: str, linked: str, expected: str | None) -> None:
    """Where the two differ there is no speaker: unknown is better than wrong."""
    mentions = find_mentions(make_article(text)).mentions
    at = text.rindex("he said")
    links = {at: Link(next(m for m in mentions if linked in m.name), 0.9)}
    speaker = SpeakerFinder(text, mentions, load_lexicon(), (), links).resolve(Span(at, at + 2))
    assert (speaker.name if speaker else None) == expected
    if expected is None:
        alone = SpeakerFinder(text, mentions, load_lexicon()).resolve(Span(at, at + 2))
        assert alone is not None


@pytest.mark.parametrize(
    ("text", "linked", "chance", "expected"),
    [
        # of two who weigh the same it is enough to be likely
        ("Larry King and Peter Brown met on Friday. Much later he said it held.", "Peter Brown", 0.4, "Peter Brown"),
        # a likely link says nothing against one who weighs more
        ("Sen. Peter Lang left. He met Larry King. Then he said it held.", "Larry King", 0.6, "Peter Lang"),
    ],
)
def test_a_likely_link_decides_between_near_equals(text: str, linked: str, chance: float, expected: str | None) -> None:
    """Where two weigh nearly the same, the encoder's guess is heard from a lower chance on."""
    mentions = find_mentions(make_article(text)).mentions
    at = text.rindex("he said")
    links = {at: Link(next(m for m in mentions if linked in m.name), chance)}
    speaker = SpeakerFinder(text, mentions, load_lexicon(), (), links).resolve(Span(at, at + 2))
    assert (speaker.name if speaker else None) == expected


def test_a_sure_link_leads_from_a_description_to_a_name() -> None:
    """Whom the rules know as "a popular governor" only is who the encoder is sure of."""
    text = "Peter Lang left. A popular governor spoke. Then he said it held."
    mentions = find_mentions(make_article(text)).mentions
    at = text.rindex("he said")
    finder = SpeakerFinder(text, mentions, load_lexicon(), (), {at: Link(mentions[0], 0.9)})
    finder.resolve(Span(text.index("A popular"), text.index(" spoke")))
    speaker = finder.resolve(Span(at, at + 2))
    assert speaker is not None
    assert speaker.name == "Peter Lang"


def test_who_still_speaks_has_no_rival_in_a_link() -> None:
    """A link to one who was not named since the last speaker spoke does not silence the rules."""
    text = "Mr. Larry King left. Sen. Peter Lang spoke.\n\nIt is late, he said."
    mentions = find_mentions(make_article(text)).mentions
    at = text.rindex("he said")
    finder = SpeakerFinder(text, mentions, load_lexicon(), (), {at: Link(mentions[0], 0.9)})
    finder.resolve(mentions[1].span)
    speaker = finder.resolve(Span(at, at + 2))
    assert speaker is not None
    assert speaker.name == "Peter Lang"


def test_a_link_that_is_all_but_certain_stands() -> None:
    """Also where the rules find another, if the name stands before the pronoun and the words do not name him."""
    text = "Sen. Peter Lang left. He met Larry King. Then he said it held."
    mentions = find_mentions(make_article(text)).mentions
    at = text.rindex("he said")
    links = {at: Link(next(m for m in mentions if "King" in m.name), 0.97)}
    found = SpeakerFinder(text, mentions, load_lexicon(), (), links).resolve(Span(at, at + 2))
    assert found is not None
    assert found.name == "Larry King"


def test_some_and_women_are_not_one_person() -> None:
    """Whom "she" stands for is not told by several who spoke."""
    for several in ("some", "the homeless women"):
        text = f"Here {several} spoke. She said it held."
        finder = SpeakerFinder(text, (), load_lexicon())
        finder.resolve(Span(5, 5 + len(several)))
        assert finder.resolve(Span(text.index("She"), text.index("She") + 3)) is None


@pytest.mark.parametrize(
    "text", ["He left, she stayed.", "SHE and he", "“He” she", "the sheen, Se, Hhe, hee, ache", "he"]
)
def test_pronouns_are_whole_words_in_any_case(text: str) -> None:
    """The pattern begins with the letters it can begin with, and finds what a plain one finds."""
    plain = re.finditer(r"\b(?:he|she)\b", text, re.IGNORECASE)
    assert [m.span() for m in _HE_OR_SHE.finditer(text)] == [m.span() for m in plain]
