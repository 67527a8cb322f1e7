"""What is said of a claim is cut off what is claimed."""

from __future__ import annotations

import pytest

from sayso.annotate.drafts import Draft
from sayso.annotate.verdicts import without_verdict
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
