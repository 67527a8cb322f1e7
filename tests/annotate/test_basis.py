"""What a source does by saying it."""

import pytest

from sayso.annotate.basis import find_basis, find_cue_basis, find_order
from sayso.annotate.lexicon import load_lexicon
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        (Basis.ASSERTS, "the dyke held", Basis.ASSERTS),
        (Basis.ASSERTS, "we don’t see any withdrawal of the boats yet", Basis.REPORTS_NOT_SEEING),
        (Basis.ANNOUNCES, "there are no signs of a thaw", Basis.REPORTS_NOT_SEEING),
        (Basis.ASSERTS, "he had seen no sign of the ship", Basis.REPORTS_NOT_SEEING),
        (Basis.ASSERTS, "we saw the ship leave", Basis.REPORTS_SEEING),
        (Basis.ASSERTS, "we only heard about the ship", Basis.HEARD_OF),
        (Basis.ASSERTS, "the report is “false”", Basis.DENIES),
        (Basis.ASSERTS, "the report is wrong", Basis.DENIES),
        (Basis.ASSERTS, "I struck him, and that was wrong", Basis.ASSERTS),
        (Basis.DENIES, "the dyke leaked", Basis.DENIES),
        (Basis.WARNS, "the river would rise", Basis.WARNS),
    ],
)
def test_the_content_refines_what_the_cue_says(cue: Basis, content: str, expected: Basis) -> None:
    """Not seeing is told from denying, hearing of from asserting."""
    assert find_basis(cue, content) is expected


@pytest.mark.parametrize(
    ("cue", "word", "form", "expected"),
    [
        ("released a statement on Friday denying", "released", Form.INDIRECT, Basis.DENIES),
        ("posted a message warning", "message", Form.MIXED, Basis.WARNS),
        ("denied it, saying", "denied", Form.INDIRECT, Basis.DENIES),
        ("said in a statement announcing", "said", Form.DIRECT, Basis.ASSERTS),
        ("seemed", "seemed", Form.INDIRECT, Basis.ASSERTS),
    ],
)
def test_a_cue_does_what_its_last_word_says(cue: str, word: str, form: Form, expected: Basis) -> None:
    """The participle that a cue ends in governs what stands under it, but no quotation."""
    cues = load_lexicon().cues
    assert find_cue_basis(cue, cues.get(word), form, cues) is expected


@pytest.mark.parametrize(
    ("cue", "basis", "content", "expected"),
    [
        ("told", Basis.ASSERTS, "to resign", Basis.ASKS),
        ("told", Basis.ASSERTS, "that he had to resign", Basis.ASSERTS),
        ("ordered", Basis.ANNOUNCES, "bars to close", Basis.ASKS),
        ("ordered", Basis.ANNOUNCES, "the closure of bars", Basis.ANNOUNCES),
        ("warned", Basis.WARNS, "bars to close", Basis.WARNS),
    ],
)
def test_an_order_asks(cue: str, basis: Basis, content: str, expected: Basis) -> None:
    """Who is told to do a thing has not done it; who warns against it warns."""
    text = f"The mayor {cue} {content}."
    at = text.index(content)
    assert find_order(text, Span(10, 10 + len(cue)), Span(at, at + len(content)), basis) is expected
    assert find_order(text, Span(at + len(content), len(text)), Span(at, at + len(content)), basis) is basis
    assert find_order(text, None, Span(at, at + len(content)), basis) is basis
