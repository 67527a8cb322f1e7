"""Reports made whole: what stands before their cue, and the clause that they broke off in."""

from __future__ import annotations

import pytest

from sayso.annotate.attributions import survey
from sayso.annotate.drafts import Draft
from sayso.annotate.encoder.joining import Joiner
from sayso.annotate.quotations import find_quotations
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span
from tests.annotate.made import make_article


def joined(text: str, *drafts: tuple[str, str, str]) -> list[tuple[str, list[str]]]:
    """Join drafts (source, cue, content) of a text; give form and contents."""
    ground = survey(find_quotations(make_article(text)))
    units = [unit.span for block in ground.blocks for unit in block.units]

    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    made = [
        Draft(
            Form.DIRECT if any(q.inner == place(content) for q in ground.outer) else Form.INDIRECT,
            (place(content),),
            place(source),
            place(cue),
            Basis.ASSERTS,
            place(cue),
        )
        for source, cue, content in drafts
    ]
    found = Joiner(text, ground.outer, units, ground.lexicon).join(made)
    return [(draft.form.value, [span.cut(text) for span in draft.content]) for draft in found]


@pytest.mark.parametrize(
    ("text", "cue", "content", "form", "expected"),
    [
        (
            "For now, Ann Lee says, the dyke is holding.",
            "says",
            "the dyke is holding",
            "indirect",
            ["For now", "the dyke is holding"],
        ),
        (
            "But sooner or later, Ann Lee told reporters on the quay, “it will give way.”",
            "told",
            "it will give way.",
            "mixed",
            ["sooner or later", "it will give way."],
        ),
        ("The dyke, Ann Lee said, is old.", "said", "is old", "indirect", ["The dyke", "is old"]),
        ("Still, Ann Lee said, the dyke is old.", "said", "the dyke is old", "indirect", ["the dyke is old"]),
        ("Minutes later, Ann Lee wrote, “done.”", "wrote", "done.", "direct", ["done."]),
        ("When it rained, Ann Lee said, “We wait.”", "said", "We wait.", "direct", ["We wait."]),
        ("In the end Ann Lee said, the dyke is old.", "said", "the dyke is old", "indirect", ["the dyke is old"]),
        ("“It held,” he wrote, Ann Lee said, as it can.", "said", "as it can", "indirect", ["as it can"]),
    ],
)
def test_words_before_a_cue_in_the_middle_of_a_sentence(
    text: str, cue: str, content: str, form: str, expected: list[str]
) -> None:
    """Where a sentence goes on in lower case after its cue, what stands before the cue was said too."""
    assert joined(text, ("Ann Lee", cue, content)) == [(form, expected)]


def test_words_of_another_report_are_not_given_away() -> None:
    """What one report has before the cue of the next stays with it."""
    text = "The mayor said it rains, Ann Lee noted, and the dyke is old."
    found = joined(text, ("The mayor", "said", "it rains"), ("Ann Lee", "noted", "and the dyke is old"))
    assert found == [("indirect", ["it rains"]), ("indirect", ["and the dyke is old"])]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the dyke was built by the", "the dyke was built by the people of Orr"),
        ("the dyke was built by the people of", "the dyke was built by the people of Orr"),
        ("the dyke was built", "the dyke was built"),
    ],
)
def test_a_content_ends_with_its_clause(content: str, expected: str) -> None:
    """A content that broke off at a word after which more must come gets the rest of its clause."""
    text = "Ann Lee said the dyke was built by the people of Orr, and left."
    assert joined(text, ("Ann Lee", "said", content)) == [("indirect", [expected])]


def test_a_loose_conjunction_before_the_next_report_is_left_out() -> None:
    """A content does not end in "and" where the words after it are another report's."""
    text = "Ann Lee praised the crew and said the dyke held."
    found = joined(text, ("Ann Lee", "praised", "the crew and"), ("Ann Lee", "said", "the dyke held"))
    assert found == [("indirect", ["the crew"]), ("indirect", ["the dyke held"])]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        (
            "Ann Lee said the dyke that they had built held, and left.",
            "the dyke that they had",
            "the dyke that they had built held",
        ),
        ("Ann Lee said it would hold if Velm paid, and left.", "it would hold if", "it would hold if Velm paid"),
        ("Ann Lee said it cost 6.5 million marks, and left.", "it cost 6.5", "it cost 6.5 million marks"),
        (
            "Ann Lee met the head of a group of former miners, and left.",
            "the head",
            "the head of a group of former miners",
        ),
        ("Ann Lee said she would if he did, and left.", "she would", "she would"),
        (
            "Ann Lee said it was as good as it could be, and left.",
            "it was as good as it could be",
            "it was as good as it could be",
        ),
    ],
)
def test_a_content_goes_on_after_a_word_that_ends_no_clause(text: str, content: str, expected: str) -> None:
    """An auxiliary, a word that begins a clause, a number before its unit end no content; what may end one does."""
    cue = "said" if "said" in text else "met"
    assert joined(text, ("Ann Lee", cue, content)) == [("indirect", [expected])]


def test_a_subject_without_its_verb_is_left_out() -> None:
    """A content does not end in "though she" where the words after it are another report's."""
    text = "Ann Lee said the dyke would hold, though she feared the rain."
    found = joined(text, ("Ann Lee", "said", "the dyke would hold, though she"), ("she", "feared", "the rain"))
    assert found == [("indirect", ["the dyke would hold"]), ("indirect", ["the rain"])]


def compared(rest: str) -> str:
    """Join a draft that ends with a quotation's comma and mark; give its content without what comes before the mark."""
    text = f"Lang rated it “poor,” {rest}. Orr left."
    ground = survey(find_quotations(make_article(text)))
    units = [unit.span for block in ground.blocks for unit in block.units]
    begin, end = text.index("it “"), text.index("”") + 1
    draft = Draft(Form.MIXED, (Span(begin, end),), Span(0, 4), Span(5, 10), Basis.ASSERTS, Span(0, end), quotations={0})
    (found,) = Joiner(text, ground.outer, units, ground.lexicon).join([draft])
    return found.content[0].cut(text)[end - begin :]


def test_a_comparison_behind_quoted_words_is_of_their_report() -> None:
    """What was "rated “poor,” compared to “fair” in May" goes on behind the mark; other words behind it do not."""
    assert compared("compared to a third in May – twice as many") == " compared to a third in May – twice as many"
    assert compared("rather than sound") == " rather than sound"
    assert compared("on a Sunday in May") == ""
