"""A span of a text is found in the page that it was cut from."""

from __future__ import annotations

import pytest

from sayso.model.source_map import SourceRun, check_source_map, locate_in_source
from sayso.model.span import Span

RUNS = (SourceRun(0, 5, 10, 15), SourceRun(5, 6, 15, 20), SourceRun(6, 9, 20, 23), SourceRun(11, 14, 40, 43))


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(1, 3), [(11, 13)]),
        (Span(4, 7), [(14, 21)]),
        (Span(5, 6), [(15, 20)]),
        (Span(8, 12), [(22, 23), (40, 41)]),
        (Span(9, 11), []),
        (Span(20, 30), []),
    ],
    ids=["within", "over a reference", "a reference", "over a gap", "a gap", "beyond"],
)
def test_locate_in_source(span: Span, expected: list[tuple[int, int]]) -> None:
    """A span is cut out of the runs it touches; a run of two lengths is given whole; neighbours are joined."""
    assert list(locate_in_source(RUNS, span)) == expected


@pytest.mark.parametrize("run", [(0, 0, 1, 2), (2, 1, 1, 2), (0, 99, 1, 2), (0, 1, 2, 2), (0, 1, -1, 2)])
def test_check_source_map(run: tuple[int, int, int, int]) -> None:
    """A run that is empty, reversed or outside its text is refused."""
    with pytest.raises(ValueError, match="source map"):
        check_source_map([SourceRun(*run)], "words")
