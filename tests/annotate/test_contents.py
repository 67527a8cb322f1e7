"""What is said of a claim is cut off what is claimed; whom something is told to stands in what is told of it."""

from __future__ import annotations

import pytest

from sayso.annotate.contents import with_addressee, without_verdict
from sayso.annotate.drafts import Draft
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span


def _draft(text: str, source: str, cue: str, form: Form = Form.INDIRECT) -> Draft:
    """Make the draft whose content goes from the cue to the stop of a sentence of its own."""
    by, begin = text.index(source), text.index(cue)
    said = Span(begin + len(cue) + 1, len(text) - 1)
    told = Span(by, by + len(source))
    return Draft(form, (said,), told, Span(begin, begin + len(cue)), Basis.ASSERTS, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "cue", "kept"),
    [
        ("Lang’s claim of building the quay is false.", "claim of", "building the quay"),
        ("Lang’s claim of curing the fever is a hoax, the ward says.", "claim of curing", "the fever"),
        ("Lang’s Claims Of A Plot Were Not True.", "Claims Of", "A Plot"),
        ("Lang’s allegations of a plot have been debunked.", "allegations of", "a plot"),
        ("Lang’s claim that he built the quay is simply untrue.", "claim that", "he built the quay"),
        ("Lang’s claim that the quay is safe turned out to be wrong.", "claim that", "the quay is safe"),
    ],
)
def test_the_verb_of_the_sentence_and_what_follows_are_no_part_of_a_claim(text: str, cue: str, kept: str) -> None:
    """Words such as "is false", said of a claim, are not what it says."""
    draft = without_verdict(text, _draft(text, "Lang’s", cue))
    assert [span.cut(text) for span in draft.content] == [kept]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Lang’s claim that the report is false.", "claim that"),  # a heading: what he claims
        ("Holt denied Lang’s claim that he said the report was false.", "claim that"),
        ("Lang’s claim that he built what is wrong cost him the vote.", "claim that"),
        ("Lang’s claim of a plot that was not true cost him the vote.", "claim of"),
        ("Lang’s wish is that the report that he wrote is false.", "wish is that"),
    ],
)
def test_a_claim_that_something_is_false_stays_whole(text: str, cue: str) -> None:
    """Where "is false" may be a part of what is claimed, nothing is cut off."""
    draft = _draft(text, "Lang’s", cue)
    assert without_verdict(text, draft) is draft


def test_a_quotation_stays_whole() -> None:
    """What stands in quotation marks is never cut."""
    text = "Lang’s claim of building the quay is false."
    draft = _draft(text, "Lang’s", "claim of", Form.DIRECT)
    assert without_verdict(text, draft) is draft


def _in_two(text: str, first: str, second: str, source: str = "police") -> Draft:
    """Make the draft of a sentence whose content is two pieces."""
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in (first, second))
    by = text.index(source)
    return Draft(
        Form.INDIRECT, spans, Span(by, by + len(source)), Span(len(text) - 5, len(text) - 1), Basis.ASSERTS, Span(0, 1)
    )


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Lang told deputies he had fallen asleep, police said.", "Lang told", "he had fallen asleep"),
        ("Lang told a crowd in Velm that it held, police said.", "Lang told", "it held"),
    ],
)
def test_whom_it_was_told_to_joins_two_pieces(text: str, first: str, second: str) -> None:
    """An addressee between two pieces of a content is a part of it."""
    joined = with_addressee(text, _in_two(text, first, second))
    assert [span.cut(text) for span in joined.content] == [text.partition(", police")[0]]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Lang left and, so far, he had not come back, police said.", "Lang left", "he had not come back"),
        ("What Lang told, police added, he had not seen, they said.", "What Lang told", "he had not seen"),
        ("Lang told her and but he had fallen asleep, police said.", "Lang told", "he had fallen asleep"),
    ],
)
def test_other_words_between_two_pieces_stay_out(text: str, first: str, second: str) -> None:
    """Only what follows "told" up to the next piece is taken in, and nothing that has a comma."""
    draft = _in_two(text, first, second)
    assert with_addressee(text, draft) is draft
