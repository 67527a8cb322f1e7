"""What stands near a place of one text, found without a look at all that stands elsewhere in it.

Invariant: what is asked about is answered as a look at everything would: nothing that shares a code point is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from sayso.model.span import Span, overlaps_any

_STRETCH = 512  # code points: about a paragraph, so that few things lie in one

T = TypeVar("T")


class Nearby(Generic[T]):
    """Things that stand somewhere in a text, by the stretches of it that they reach into."""

    def __init__(self, things: Iterable[T], spans_of: Callable[[T], Iterable[Span]]) -> None:
        self._things: list[T] = []
        self._spans_of = spans_of
        self._numbers: dict[int, list[int]] = {}  # of the things in each stretch
        for thing in things:
            self.add(thing)

    def add(self, thing: T) -> None:
        """Take one thing more, behind all others in their order."""
        for stretch in _stretches(self._spans_of(thing)):
            self._numbers.setdefault(stretch, []).append(len(self._things))
        self._things.append(thing)

    def near(self, spans: Iterable[Span]) -> list[T]:
        """Give, in their order, all things that touch one of these spans, and some that only stand close by."""
        found = [self._numbers[stretch] for stretch in _stretches(spans) if stretch in self._numbers]
        numbers: Iterable[int] = found[0] if len(found) == 1 else sorted({n for numbers in found for n in numbers})
        return [self._things[number] for number in numbers]


def _stretches(spans: Iterable[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start // _STRETCH, end // _STRETCH + 1)}


class Cover:
    """Spans, to be asked whether they touch others."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans):
            if self._spans and span.start <= self._spans[-1].end:
                self._spans[-1] = Span(self._spans[-1].start, max(span.end, self._spans[-1].end))
            else:
                self._spans.append(span)

    def touches(self, spans: Sequence[Span]) -> bool:
        """Say whether any of ``spans`` shares a code point with these."""
        for span in spans:
            at = bisect_left(self._spans, span)
            if overlaps_any(span, self._spans[max(0, at - 1) : at + 1]):
                return True
        return False
