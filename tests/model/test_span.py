"""Spans joined: what touches is one, what has a gap stays apart."""

from __future__ import annotations

import pytest

from sayso.model.span import Span, join_touching


@pytest.mark.parametrize(
    ("spans", "joined"),
    [
        ([], []),
        ([(0, 3), (3, 5)], [(0, 5)]),
        ([(0, 9), (2, 4), (8, 12)], [(0, 12)]),
        ([(0, 3), (4, 5)], [(0, 3), (4, 5)]),
    ],
)
def test_join_touching(spans: list[tuple[int, int]], joined: list[tuple[int, int]]) -> None:
    """One span lies in another, begins where it ends, or neither."""
    assert join_touching([Span(*span) for span in spans]) == [Span(*span) for span in joined]
