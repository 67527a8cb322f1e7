"""What the sentence around a report says of it is no part of the report."""

from __future__ import annotations

import pytest

from sayso.annotate.drafts import Draft
from sayso.annotate.encoder.clauses import without_main_clause
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span


def kept(text: str, source: str, cue: str, content: str) -> list[list[str]]:
    """Give the contents of what is left of one draft."""

    def place(words: str, begin: int = 0) -> Span:
        start = text.index(words, begin)
        return Span(start, start + len(words))

    told = place(cue, place(source).end)
    draft = Draft(Form.INDIRECT, (place(content, told.end),), place(source), told, Basis.ASSERTS, Span(0, len(text)))
    return [[span.cut(text) for span in d.content] for d in without_main_clause(text, [draft])]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("Everything Lang says is a lie.", "Lang", "says", "is a lie", ["Everything"]),
        ("All that she said was sound.", "she", "said", "was sound", ["All"]),
        ("The man she said was sound.", "she", "said", "was sound", ["was sound"]),
        ("Everything held, she said it was sound.", "she", "said", "it was sound", ["it was sound"]),
        ("Once he has said his piece, he goes.", "he", "has said", "his piece, he goes", ["his piece"]),
        ("When Lang says no, he’s heard.", "Lang", "says", "no, he’s heard", ["no"]),
        ("When Lang says no, they go.", "Lang", "says", "no, they go", ["no"]),
        ("When he says no, she goes.", "he", "says", "no, she goes", ["no, she goes"]),
        ("Lang says no, he will go.", "Lang", "says", "no, he will go", ["no, he will go"]),
        ("Look at what she said and did in May.", "she", "said", "and did in May", None),
        ("The wishes of member states trump all else.", "The wishes of member", "states", "trump all else", None),
        ("The view of the court states it all.", "The view of the court", "states", "it all", ["it all"]),
        ("She said and I quote it held.", "She", "said", "and I quote it held", ["and I quote it held"]),
    ],
)
def test_the_verb_of_the_sentence_is_no_part_of_what_was_said(
    text: str, source: str, cue: str, content: str, expected: list[str] | None
) -> None:
    """What is said of a report, or follows a "when" it opens, is left out; what it says is kept."""
    assert kept(text, source, cue, content) == ([] if expected is None else [expected])


def test_a_report_without_a_source_stays() -> None:
    """Nobody says it: nothing is asked of the words around."""
    draft = Draft(Form.INDIRECT, (Span(9, 13),), None, Span(0, 8), Basis.ASSERTS, Span(0, 13))
    assert list(without_main_clause("It says: so.", [draft])) == [draft]
