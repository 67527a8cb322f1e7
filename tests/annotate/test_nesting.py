"""What a content itself attributes: the outer and the inner level, and how they are tied."""

import pytest

from tests.annotate.test_attributions import attributed


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said he had seen no sign of a breach.",
        "Luc Perrin said the council had found no leak.",
        "The council has seen no leak, the mayor said.",
    ],
)
def test_not_seeing_is_part_of_what_is_said(text: str) -> None:
    """A report of not seeing within somebody's words is not attributed a second time."""
    assert len(attributed(text)) == 1
