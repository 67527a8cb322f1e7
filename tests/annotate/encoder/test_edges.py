"""Edges of reports: what one took of the next, what it broke off in, and what it left open."""

from __future__ import annotations

import pytest

from sayso.annotate.drafts import Draft
from sayso.annotate.encoder.edges import Mender
from sayso.annotate.lexicon import load_lexicon
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span


def mended(text: str, *drafts: tuple[str, str, list[str]], form: Form = Form.INDIRECT) -> list[tuple[str, list[str]]]:
    """Mend drafts (source, cue, contents) of a text, each part looked for after the one before; give both ends."""
    made, at = [], 0

    def place(words: str, begin: int) -> Span:
        start = text.index(words, begin)
        return Span(start, start + len(words))

    for source, cue, content in drafts:
        told = place(cue, at)
        made.append(
            Draft(
                form,
                tuple(place(part, min(at, told.start)) for part in content),
                place(source, 0) if source else None,
                told,
                Basis.ASSERTS,
                Span(0, len(text)),
            )
        )
        at = told.end
    found = Mender(text, made, load_lexicon()).mend()
    return [(d.source.cut(text) if d.source else "", [span.cut(text) for span in d.content]) for d in found]


@pytest.mark.parametrize(
    ("text", "content", "second", "kept"),
    [
        (
            "Velm said it was still bound by the deal and urged Orr to pay.",
            "it was still bound by the deal and urged",
            ("Velm", "urged", ["Orr to pay"]),
            "it was still bound by the deal",
        ),
        (
            "Velm said it was still bound by the deal. Lang promised to pay.",
            "it was still bound by the deal. Lang promised",
            ("Lang", "promised", ["to pay"]),
            "it was still bound by the deal. Lang promised",
        ),
        (
            "Velm said it was still bound by the deal, and she hints at more.",
            "it was still bound by the deal, and she hints at",
            ("she", "hints at", ["more"]),
            "it was still bound by the deal",
        ),
        (
            "Velm said it was still bound after a reporter published a letter.",
            "it was still bound after a reporter",
            ("a reporter", "published", ["a letter"]),
            "it was still bound",
        ),
        (
            "Velm said it was still bound by the deal, noting the price.",
            "it was still bound by the deal, noting",
            ("Velm", "noting", ["the price"]),
            "it was still bound by the deal",
        ),
        (
            "Velm said it would pay what Lang owed.",
            "it would pay what Lang",
            ("Lang", "owed", ["what"]),
            "it would pay what Lang",
        ),
    ],
)
def test_a_content_ends_before_the_next_report(
    text: str, content: str, second: tuple[str, str, list[str]], kept: str
) -> None:
    """What a conjunction, a comma or a dash joins is the next report's; what a clause of its own needs stays."""
    assert mended(text, ("Velm", "said", [content]), second)[0] == ("Velm", [kept])


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Velm said it was wrong and — so it seems — late.", ["it was wrong and"], ["it was wrong"]),
        ("Velm said it was wrong and already, it is late.", ["it was wrong and already"], ["it was wrong"]),
        ("Velm said it was wrong and late.", ["it was wrong"], ["it was wrong"]),
        ("Velm said the pact (known as the Orr pact) holds.", ["the pact ("], ["the pact"]),
        ("Velm said the pact (known as Orr’s) holds.", ["the pact (known as Orr’s"], ["the pact (known as Orr’s)"]),
        ("(Velm said the pact holds.)", ["the pact holds"], ["the pact holds"]),
        ("Velm said it fell at 3 p.m., Lang noted.", ["it fell at 3 p.m"], ["it fell at 3 p.m."]),
        ("Velm said it fell at noon. so it did.", ["it fell at noon"], ["it fell at noon"]),
        ("Velm said it fell in Orr, S.C. Lang left.", ["it fell in Orr, S.C"], ["it fell in Orr, S.C."]),
        (
            "Velm said it was led by a special counsel of Orr.",
            ["it was led by a special"],
            ["it was led by a special counsel"],
        ),
        ("Velm said it was led by Ann Lee of Orr.", ["it was led by"], ["it was led by Ann Lee"]),
        ("Velm said the bill matters, came out and left.", ["the bill"], ["the bill"]),
        ("Velm said it is “old.” Lang left.", ["it is “old.”"], ["it is “old.”"]),
        ("Velm said that was absurd.", ["was absurd"], ["that was absurd"]),
        ("Velm said that had it held he would pay.", ["had it held he would pay"], ["had it held he would pay"]),
        ("Velm said that it held.", ["it held"], ["it held"]),
        ("Velm told a crowd in Orr the dyke held.", ["a", "the dyke held"], ["the dyke held"]),
        ("Velm urged a crowd in Orr to pay.", ["a", "to pay"], ["a crowd in Orr to pay"]),
        ("Velm asked the town’s largest bank to pay.", ["the town", "to pay"], ["the town’s largest bank to pay"]),
        ("Velm urged Lang on Monday to pay.", ["Lang", "to pay"], ["Lang", "to pay"]),
    ],
)
def test_a_content_is_whole(text: str, content: list[str], expected: list[str]) -> None:
    """No content ends in a conjunction or amid a bracket, an abbreviation or a phrase, nor lacks its subject."""
    cue = next(cue for cue in ("told", "urged", "asked", "said") if cue in text)
    assert mended(text, ("Velm", cue, content)) == [("Velm", expected)]


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("Velm last week denied that it was old.", "last week", "it was old", "last week denied"),
        ("Velm at first feebly denied its age.", "at first", "its age", "at first feebly denied"),
        ("Velm said last week that it was old.", "said last", "it was old", "said last week"),
        ("Velm said this plan of it was old.", "said this", "it was old", "said this"),
        ("Velm also said that it was old.", "also", "it was old", "also said"),
        ("Velm denied on Monday that it was old.", "denied on Monday", "it was old", "denied on Monday"),
        ("For Velm, it was old.", "For", "it was old", "For"),
        ("Velm later, it seems, said it was old.", "later", "it was old", "later"),
    ],
)
def test_a_cue_has_its_verb(text: str, cue: str, content: str, expected: str) -> None:
    """A cue that is an adverb or a time takes the verb before what was said, and its basis."""
    told, said = text.index(cue), text.index(content)
    draft = Draft(
        Form.INDIRECT,
        (Span(said, said + len(content)),),
        None,
        Span(told, told + len(cue)),
        Basis.ASSERTS,
        Span(0, len(text)),
    )
    mended_draft = Mender(text, [draft], load_lexicon()).mend()[0]
    assert mended_draft.cue is not None
    assert mended_draft.cue.cut(text) == expected
    assert mended_draft.basis is (Basis.DENIES if expected.startswith(("last", "at")) else Basis.ASSERTS)


def test_the_subject_of_a_sentence_is_not_given_its_verb() -> None:
    """After a noun the words behind a content are the sentence's: "its endorsement of the bill made …"."""
    text = "Velm gave praise for the bill support nobody had."
    assert mended(text, ("Velm", "gave praise for", ["the bill"])) == [("Velm", ["the bill"])]


def test_a_noun_takes_no_subject_from_its_clause() -> None:
    """After a noun "that" is no subject: "made the claim that is heard"."""
    text = "Velm made the claim that is heard in Orr."
    assert mended(text, ("Velm", "made the claim", ["is heard in Orr"])) == [("Velm", ["is heard in Orr"])]


@pytest.mark.parametrize(
    ("rest", "kept"),
    [
        (" Friday on Radio Orr", ""),
        (" on Friday night at a rally in Velm", ""),
        (" Friday", ""),
        (" as they left the quay", ""),
        (" in a long letter to Orr", ""),
        (" in a way", " in a way"),
        (" as a dam", " as a dam"),
        (" Friday was dead", " Friday was dead"),
        (" of Friday", " of Friday"),
    ],
)
def test_the_day_of_a_report_is_no_part_of_what_was_quoted(rest: str, kept: str) -> None:
    """After the quoted words the day, and where it was, are those of the report: "called it “a trap” Friday"."""
    text = f"Velm called it “a trap”{rest}."
    found = mended(text, ("Velm", "called", [f"it “a trap”{rest}"]), form=Form.MIXED)
    assert found == [("Velm", [f"it “a trap”{kept}"])]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Velm left. Velm was curt, saying it held.", 11),
        ("Velm left, and Velm was curt, saying it held.", 0),
        ("Velm left. Velm’s aide was curt, saying it held.", 0),
        ("Velm left. Orr was curt, saying it held.", 0),
    ],
)
def test_a_source_is_the_name_that_the_sentence_begins_with(text: str, at: int) -> None:
    """Of two places with one name, who speaks stands where the sentence of the cue begins."""
    told, said = text.index("saying"), text.index("it held")
    draft = Draft(
        Form.INDIRECT, (Span(said, said + 7),), Span(0, 4), Span(told, told + 6), Basis.ASSERTS, Span(0, len(text))
    )
    assert Mender(text, [draft], load_lexicon()).mend()[0].source == Span(at, at + 4)


def test_words_in_quotation_marks_are_never_cut() -> None:
    """A direct content stays to the character."""
    text = "“It was wrong and,” Velm said."
    assert mended(text, ("Velm", "said", ["It was wrong and"]), form=Form.DIRECT) == [("Velm", ["It was wrong and"])]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Of all, 22% said it held.", "22", "22%"),
        ("Ann Lee, D-Mass., said it held.", "Ann Lee, D-Mass", "Ann Lee, D-Mass."),
        ("Peter Lang Jr. said it held.", "Peter Lang Jr", "Peter Lang Jr."),
        (
            "The head of operations Peter Lang said it held.",
            "The head of operations",
            "The head of operations Peter Lang",
        ),
        ("The Special Counsel Peter Lang then said it held.", "The Special", "The Special Counsel Peter Lang"),
        ("Sen. Peter Lang of Orr left when he said it held.", "Sen. Peter Lang of", "Sen. Peter Lang of Orr"),
        ("The council for weeks has said it held.", "The council for", "The council"),
        ("A man in the room, who left, said it held.", "A man in the", "A man in the room"),
        ("Peter Lang, who hosts the weekly talks, said it held.", "Peter Lang, who hosts the", "Peter Lang"),
        ("A report earlier this month had said it held.", "A report earlier this", "A report"),
        ("The crews nearby said it held.", "The crews nearby", "The crews nearby"),
        ("The man they spoke with said it held.", "The man they spoke with", "The man they spoke with"),
        ("Lang Says It Held", "Lang", "Lang"),
    ],
)
def test_a_source_is_whole(text: str, source: str, expected: str) -> None:
    """A source ends amid no number, name or phrase, and takes no words of its cue."""
    cue = "Says" if "Says" in text else "said"
    assert mended(text, (source, cue, ["t held" if cue == "said" else "It Held"]))[0][0] == expected


def test_the_name_of_a_newspaper_is_whole() -> None:
    """A newspaper whose name ends in a word of time is named whole."""
    text = "It held, according to USA Today."
    assert mended(text, ("USA", "according to", ["It held"])) == [("USA Today", ["It held"])]
