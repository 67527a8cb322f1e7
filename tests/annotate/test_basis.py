"""What a source does by saying it."""

import pytest

from sayso.annotate.basis import find_basis
from sayso.model.annotation import Basis


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
        (Basis.DENIES, "the dyke leaked", Basis.DENIES),
        (Basis.WARNS, "the river would rise", Basis.WARNS),
    ],
)
def test_the_content_refines_what_the_cue_says(cue: Basis, content: str, expected: Basis) -> None:
    """Not seeing is told from denying, hearing of from asserting."""
    assert find_basis(cue, content) is expected
