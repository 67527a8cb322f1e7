"""Who tells it, where the encoder took the speaker for words, or the newspaper for the speaker."""

from __future__ import annotations

import pytest

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


def test_another_sentence_that_begins_with_adding_stays_with_the_agency() -> None:
    """Only what goes on after a comma is of the same breath."""
    text = "“It leaks,” said Peter Lang. Adding that it held was wrong, according to the Orel agency."
    drafts = (
        made(text, "Peter Lang", "said", "“It leaks,”"),
        made(text, "the Orel agency", "according to", "Adding that it held was wrong"),
    )
    assert told(text, *drafts)[1][0] == "the Orel agency"


def parted(
    text: str, *cues: str, quoted: tuple[str, ...] = ("“We wait,”", "“and count.”")
) -> list[tuple[str, list[str]]]:
    """Tell of a quotation that is broken off for what its speaker does; give cues and contents."""
    first, last = (at(text, words) for words in quoted)
    inner = Span(first.start + 1, first.end - 1)
    rest = Span(text.index(cues[1]) + len(cues[1]) + 1, last.end)
    lang, word = at(text, "Lang"), load_lexicon().cues.get(cues[1])
    drafts = [
        Draft(Form.DIRECT, (inner,), lang, at(text, cues[0]), Basis.ASSERTS, lang, quotations={0}),
        Draft(Form.MIXED, (rest,), lang, at(text, cues[1]), Basis.ASSERTS, lang, word=word, quotations={1}),
    ]
    found = find_tellers(text, drafts, load_lexicon())
    return [(d.cue.cut(text) if d.cue else "", [s.cut(text) for s in d.content]) for d in found]


def test_a_sentence_broken_off_for_what_its_speaker_does_is_whole() -> None:
    """A quotation that goes on in lower case behind "pointing at Orr" is of the cue before it."""
    text = "“We wait,” said Lang, pointing at Orr, “and count.”"
    assert parted(text, "said", "pointing at") == [("said", ["We wait,", "and count."]), ("pointing at", ["Orr"])]


def test_a_sentence_that_another_saying_follows_is_not_joined() -> None:
    """What "adding" tells, a quotation in a sentence of its own, and one that ends before the aside stay apart."""
    for text, cue, quoted in (
        ("“We wait,” said Lang, adding that it held, “and count.”", "adding", ("“We wait,”", "“and count.”")),
        ("“We wait,” said Lang, pointing at Orr, “Count!”", "pointing at", ("“We wait,”", "“Count!”")),
        ("“We wait.” said Lang, pointing at Orr, “and count.”", "pointing at", ("“We wait.”", "“and count.”")),
    ):
        assert len(parted(text, "said", cue, quoted=quoted)[0][1]) == 1, text


@pytest.mark.parametrize(
    ("text", "first", "second", "source"),
    [
        ("He left after she attacked Orr and blamed the rain.", ("she", "attacked", "Orr"), "blamed", "she"),
        ("He left after she attacked Orr, and blamed the rain.", ("she", "attacked", "Orr"), "blamed", "He"),
        ("He sent word via aides denying it and blamed the rain.", ("aides", "denying", "it"), "blamed", "He"),
        ("He won through aides denying it and blaming the rain.", ("aides", "denying", "it"), "blaming", "aides"),
        ("He dropped his support for it and blamed the rain.", ("his", "support for", "it"), "blamed", "He"),
    ],
)
def test_two_verbs_of_one_clause_have_one_subject(
    text: str, first: tuple[str, str, str], second: str, source: str
) -> None:
    """Of "she attacked Orr and blamed the rain" she blames, where the encoder went farther; other joints stay."""
    found = told(text, made(text, *first), made(text, "He", second, "the rain"))
    assert [draft[0] for draft in found] == [first[0], source]


def test_a_headline_quotes_its_subject() -> None:
    """Of "Velm Answers Lee On Some Docks: “No”" Velm says so, not what it answers on; a label alone stays."""
    text = "Velm Answers Lee On Some Docks: “We Wait”"
    answer, quoted = made(text, "Velm", "Answers", "Lee On Some Docks"), made(text, "Some Docks", ":", "We Wait")
    assert [draft[0] for draft in told(text, answer, quoted)] == ["Velm", "Velm"]
    assert [draft[0] for draft in told(text, made(text, "Lee", ":", "We Wait"))] == ["Lee"]


def test_a_headline_may_name_who_alleges_it_last() -> None:
    """Of "Raid on docks, banks, alleges Velm" Velm alleges the raid; a sentence, and a report in it, stay."""
    text = "Also read | Raid on docks, banks, alleges Velm\n\nIt held."
    draft = made(text, "banks", "alleges", "Velm")
    draft.form = Form.INDIRECT
    assert told(text, draft) == [("Velm", "alleges", ["Raid on docks, banks"])]
    for other, content in (
        ("Raid on docks, banks, alleges Velm.", "Velm"),
        ("Raid on docks, banks, alleges it held", "it held"),
        ("Raid on docks and banks alleges Velm", "Velm"),
    ):
        draft = made(other, "banks", "alleges", content)
        draft.form = Form.INDIRECT
        assert told(other, draft)[0][0] == "banks", other


def shown(text: str, cue: str) -> list[tuple[str, str, list[str]]]:
    """Tell of a draft whose source is an ad and whose content is all behind its cue."""
    begin = text.index(cue) + len(cue) + 1
    draft = Draft(
        Form.MIXED,
        (Span(begin, text.index("”") + 1),),
        at(text, "The ad"),
        at(text, cue),
        Basis.ASSERTS,
        at(text, cue),
        quotations={0},
    )
    return told(text, draft)


def test_who_is_heard_in_a_film_says_it() -> None:
    """Of "The ad uses footage of Lang asking, “Why?”" Lang asks, though the encoder gave all of it to the ad."""
    text = "The ad uses footage of Ann Lang asking on the quay, “Why am I here?” again."
    assert shown(text, "uses footage of") == [("Ann Lang", "asking", ["Why am I here?"])]
    for other, cue in (
        ("The ad criticises Ann Lang asking on the quay, “Why am I here?” again.", "criticises"),
        ("The ad uses footage of the long quay asking, “Why am I here?” again.", "uses footage of"),
        ("The ad uses footage of Ann Lang walking, “Why am I here?” again.", "uses footage of"),
    ):
        assert [draft[0] for draft in shown(other, cue)] == ["The ad"], other
