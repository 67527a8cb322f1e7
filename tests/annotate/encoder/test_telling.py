"""Who tells it, where the encoder took the speaker for words, or the newspaper for the speaker."""

from __future__ import annotations

from sayso.annotate.drafts import Draft
from sayso.annotate.encoder.telling import find_tellers
from sayso.annotate.lexicon import load_lexicon
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span


def at(text: str, words: str) -> Span:
    """Give where some words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def made(text: str, source: str, cue: str, *content: str) -> Draft:
    """Make a draft as the encoder gives it."""
    return Draft(
        form=Form.MIXED,
        content=tuple(at(text, words) for words in content),
        source=at(text, source),
        cue=at(text, cue),
        basis=Basis.ASSERTS,
        reach=at(text, cue),
        word=load_lexicon().cues.get(cue),
    )


def told(text: str, *drafts: Draft) -> list[tuple[str, str, list[str]]]:
    """Give source, cue and content of what comes of drafts."""
    found = find_tellers(text, drafts, load_lexicon())
    return [
        (d.source.cut(text) if d.source else "", d.cue.cut(text) if d.cue else "", [s.cut(text) for s in d.content])
        for d in found
    ]


def test_a_speaker_behind_his_cue_is_not_what_he_said_and_the_agency_is_not_who_adds() -> None:
    """“said X, adding …, according to Y”: X says both."""
    text = "“It leaks,” said mill spokesman Peter Lang, adding that it would hold, according to the Orel agency."
    drafts = (
        made(text, "the Orel agency", "said", "“It leaks,”", "mill spokesman Peter Lang"),
        made(text, "the Orel agency", "according to", "adding that it would hold"),
    )
    assert told(text, *drafts) == [
        ("mill spokesman Peter Lang", "said", ["It leaks,"]),
        ("mill spokesman Peter Lang", "adding", ["it would hold"]),
    ]
    assert find_tellers(text, drafts, load_lexicon())[0].form is Form.DIRECT


def test_who_was_quoted_as_saying_it_is_not_what_he_said() -> None:
    """The newspaper that quotes him is not who speaks."""
    text = "“It leaks,” Peter Lang was quoted as saying by the Orel Courier. “It always did.”"
    drafts = (made(text, "the Orel Courier", "was quoted as saying", "“It leaks,” Peter Lang", "“It always did.”"),)
    assert told(text, *drafts) == [("Peter Lang", "was quoted as saying", ["It leaks,", "It always did."])]


def test_the_mark_in_a_name_ends_no_quotation() -> None:
    """Peter O’Neill keeps his surname."""
    text = "‘It leaks,’ Peter O’Neill was quoted as saying by the Orel Courier."
    drafts = (made(text, "the Orel Courier", "was quoted as saying", "‘It leaks,’ Peter O’Neill"),)
    assert told(text, *drafts) == [("Peter O’Neill", "was quoted as saying", ["It leaks,"])]


def test_words_behind_a_cue_that_name_nobody_stay_words() -> None:
    """What is no name is no speaker."""
    text = "“It leaks,” Anna Rohde said nobody knew, and left."
    drafts = (made(text, "Anna Rohde", "said", "“It leaks,”", "nobody knew"),)
    assert told(text, *drafts) == [("Anna Rohde", "said", ["“It leaks,”", "nobody knew"])]


def test_what_footage_shows_somebody_asking_is_his() -> None:
    """The ad does not ask."""
    text = "The ad uses footage of Anna Rohde asking, “Why?”"
    drafts = (
        made(text, "The ad", "uses footage of", "Anna Rohde asking"),
        made(text, "The ad", "asking", "“Why?”"),
    )
    assert told(text, *drafts) == [("Anna Rohde", "asking", ["“Why?”"])]


def test_who_is_recorded_says_it_where_all_was_read_as_one() -> None:
    """The ad does not ask, and only a quotation has its speaker named so."""
    text = "The ad uses footage of Anna Rohde asking, “Why?”"
    assert told(text, made(text, "The ad", "uses footage of", "Anna Rohde asking, “Why?”")) == [
        ("Anna Rohde", "asking", ["Why?"])
    ]
    text = "The ad uses footage of Anna Rohde asking for more."
    assert told(text, made(text, "The ad", "uses footage of", "Anna Rohde asking for more"))[0][0] == "The ad"


def test_a_quotation_belongs_to_what_introduces_it() -> None:
    """“…,” said X, asking two things, including, “…”: the second is not said with the first."""
    text = "“It leaks,” Lang said, suggesting two questions, including, “Who knew? Who paid?”"
    drafts = (
        made(text, "Lang", "said", "It leaks,", "Who knew? Who paid?"),
        made(text, "Lang", "suggesting", "two questions, including"),
    )
    assert told(text, *drafts) == [
        ("Lang", "said", ["It leaks,"]),
        ("Lang", "suggesting", ["two questions, including, “Who knew? Who paid?”"]),
    ]


def test_another_sentence_that_begins_with_adding_stays_with_the_agency() -> None:
    """Only what goes on after a comma is of the same breath."""
    text = "“It leaks,” said Peter Lang. Adding that it held was wrong, according to the Orel agency."
    drafts = (
        made(text, "Peter Lang", "said", "“It leaks,”"),
        made(text, "the Orel agency", "according to", "Adding that it held was wrong"),
    )
    assert told(text, *drafts)[1][0] == "the Orel agency"
