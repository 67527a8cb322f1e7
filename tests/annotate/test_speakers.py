"""Who a source is: the one beside its head, several together, never a name that only stands in the phrase."""

from __future__ import annotations

import pytest

from sayso.annotate.epithets import is_told_of
from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.mentions import find_mentions
from sayso.annotate.speakers import SpeakerFinder
from sayso.model.annotation import EntityKind
from sayso.model.span import Span
from tests.annotate.made import make_article


def who(text: str, source: str) -> str | None:
    """Name the speaker of a source, which is the last place of these words."""
    mentions = find_mentions(make_article(text)).mentions
    start = text.rindex(source)
    speaker = SpeakerFinder(text, mentions, load_lexicon()).resolve(Span(start, start + len(source)))
    return speaker.name if speaker is not None else None


_LANG = "Sen. Peter Lang left with Sen. Anna Rohde. "


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Peter Lang, Anna Rohde and Larry King", "Peter Lang, Anna Rohde and Larry King"),
        (
            "Larry King and Anna Rohde, two former judges who were once thought to be the best there could ever be",
            "Larry King and Anna Rohde",
        ),
        (
            "Mr. Larry King, Sen. Anna Rohde and the chairman of the port, Gen. Peter Lang",
            "Mr. Larry King, Sen. Anna Rohde and the chairman of the port, Gen. Peter Lang",
        ),
        ("Two old friends, Peter Lang and Anna Rohde,", "Peter Lang and Anna Rohde"),
        ("Peter Lang (R-Ky.) and Anna Rohde (D)", "Peter Lang (R-Ky.) and Anna Rohde"),
        ("Larry King’s own lawyers Clara Berg and Peter Lang", "Clara Berg and Peter Lang"),
        ("Most of the hopefuls - Peter Lang, Clara Berg and Larry King", "Peter Lang, Clara Berg and Larry King"),
        ("The United Nations and European Union", "United Nations and European Union"),
        ("Both NATO and the European Union", "NATO and the European Union"),
        ("Officials of NATO and the European Union", "Officials of NATO and the European Union"),
        (
            "Speaker of the House of Ports Clara Berg and Senate leader Peter Lang",
            "Speaker of the House of Ports Clara Berg and Senate leader Peter Lang",
        ),
        ("The glaciologists Clara Berg and Peter Lang", "Clara Berg and Peter Lang"),
        ("The Lang camp", "Lang camp"),
        ("Senator", "Senator"),
        ("The new book, “A Harbour, If You Can", "new book"),
        ("Lang aides", "Lang aides"),
        ("Peter Lang’s official account", "Peter Lang"),
        ("his account", "Peter Lang"),
        ("Peter Lang’s bank account", "Peter Lang’s bank account"),
        ("Many Lang supporters", "Lang supporters"),
        ("An aide, Larry King", "Larry King"),
        ("Some lawmakers, like Peter Lang", "lawmakers"),
        ("Some voters, many of whom saw Peter Lang", "voters"),
        ("The jobs report released Friday", "jobs report"),
        ("Peter Lang Friday", "Peter Lang"),
        ("A Friday afternoon report", "Friday afternoon report"),
        ("The woman who accused the mayor, Clara Berg", "Clara Berg"),
        ("The bill’s author, Assembly member Clara Berg", "Clara Berg"),
        ("Some lawmakers, including Peter Lang, Anna Rohde and Larry King", "lawmakers"),
        ("Lawmakers including Peter Lang, Anna Rohde and Larry King", "Lawmakers"),
        ("VELM (the Ost Lake fund) spokesman Peter Lang", "Peter Lang"),
        ("VELM’S Lang", "Peter Lang"),
        ("Aides to Peter Lang, Anna Rohde and Larry King", "Aides to Peter Lang"),
        ("Aides to Peter Lang and Anna Rohde", "Aides to Peter Lang and Anna Rohde"),
        ("Rep. Anna Rohde (D-Wis.) — a farmer who has served for two years —", "Anna Rohde"),
        ("June’s", None),
        ("Backers of the badly beaten candidate Peter Lang", "Backers of the badly beaten candidate Peter Lang"),
        ("The mayor’s Facebook account", "mayor’s Facebook account"),
        ("A Ministry of Ports spokesman", "Ministry of Ports spokesman"),
        ("The secretary of state’s office", "secretary of state’s office"),
        ("The head of the mill’s office", "head of the mill’s office"),
        ("A clerk for the Velm Mill in Ost Harbour", "clerk for the Velm Mill"),
        ("Lawyers representing the owners", "Lawyers"),
        ("Drivers stuck near the port", "Drivers"),
        ("The video of the fall", "video"),
        ("Peter Lang’s first letter", "Peter Lang"),
        ("A column on Peter Lang’s letter", "column"),
    ],
)
def test_a_source_is_the_one_beside_its_head(source: str, expected: str | None) -> None:
    """A name in the phrase that is neither its head nor in apposition is not who speaks."""
    assert who(f"{_LANG}\n\n{source} said it held.", source) == expected


def test_a_person_of_two_roles_is_one() -> None:
    """Where both roles fit the same person he is meant; two articles are two people."""
    text = "Sen. Peter Lang waved.\n\n{} said it held."
    source = "The Velm senator and presidential candidate"
    assert who(text.format(source), source) == "Peter Lang"
    source = "The Velm senator and the presidential candidate"
    assert who(text.format(source), source) == source.removeprefix("The ")


def test_an_office_told_of_another_is_not_that_of_whom_all_know() -> None:
    """An apposition with the noun says who bears it."""
    text = "Peter Lang, the first mayor born there, left. The mayor"
    assert is_told_of(text, "mayor", text.index("The mayor"))
    assert not is_told_of(text, "governor", text.index("The mayor"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Analysts said so.", EntityKind.UNNAMED),
        ("Insurers said so; the insurers left.", EntityKind.UNNAMED),
        ("King said so.", EntityKind.OTHER),
        ("Republicans said so.", EntityKind.OTHER),
    ],
)
def test_a_first_word_is_no_name_for_its_capital(text: str, kind: EntityKind) -> None:
    """Analysts are people without a name also where they begin the sentence; a party has one everywhere."""
    speaker = SpeakerFinder(text, (), load_lexicon()).resolve(Span(0, text.index(" ")))
    assert speaker is not None
    assert speaker.kind is kind


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Rosa Delmonte 🌊 (@rosa)", "Rosa Delmonte"),
        ("rosa delmonte (@rosa)", "Rosa Delmonte"),
        ("an inverted tide (@tide)", "an inverted tide"),
    ],
)
def test_a_post_is_signed_by_a_name_in_any_letters(source: str, expected: str) -> None:
    """Before an account stands a name, be it in small letters; that of somebody named elsewhere is his."""
    assert who(f"Rosa Delmonte wrote on. It held. — {source}", source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("the agency’s latest safety report", "Orr Harbour Agency"),
        ("the agency’s website", "Orr Harbour Agency"),
        ("agency data", "Orr Harbour Agency"),
        ("the ministry’s latest figures", "ministry’s latest figures"),
        ("an agency report", "agency report"),
    ],
)
def test_what_a_body_gives_out_is_its_say(source: str, expected: str) -> None:
    """Figures and reports of a body that the article names speak for it; those of a body unknown for themselves."""
    assert who(f"The Orr Harbour Agency closed the quay. According to {source}", source) == expected
