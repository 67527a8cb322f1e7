"""One machine: work runs in this process while the pile is small, in several when it is large.

Invariant: no item is lost or doubled. The items of a worker that died are tried once more, one by one; the one that
kills its worker again is reported as that item's failure, and its neighbours' results stand.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from sayso.engine.crew import Crew
from sayso.engine.engine import Item, Key, Result, Value

SMALL_PILE = 64  # at most so many items are worked on here: starting workers costs about as much


class LocalEngine:
    """Runs work in this process, or in ``jobs`` processes when there are more than ``small_pile`` items.

    ``jobs=None`` takes one process a core. Workers are spawned, so a script that asks for them needs the usual
    ``if __name__ == "__main__":`` guard.
    """

    def __init__(self, jobs: int | None = None, *, small_pile: int = SMALL_PILE) -> None:
        self.jobs = count_cores() if jobs is None else jobs
        self.small_pile = small_pile

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        instead: Callable[[Item, Exception], Result] | None = None,
    ) -> Iterator[Result]:
        """See `Engine.map`."""
        coming = iter(items)
        first = list(islice(coming, self.small_pile + 1)) if self.jobs > 1 else []
        everything = chain(first, coming)
        if len(first) > self.small_pile:
            return Crew(function, self.jobs, instead).run(everything)
        return _map_here(function, everything, instead)

    def group_by_key(self, pairs: Iterable[tuple[Key, Value]]) -> Iterator[tuple[Key, tuple[Value, ...]]]:
        """See `Engine.group_by_key`. Holds all pairs in memory."""
        groups: dict[Key, list[Value]] = {}
        for key, value in pairs:
            groups.setdefault(key, []).append(value)
        for key in sorted(groups):
            yield key, tuple(groups[key])


def count_cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _map_here(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    instead: Callable[[Item, Exception], Result] | None,
) -> Iterator[Result]:
    for item in items:
        try:
            result = function(item)
        except Exception as error:
            if instead is None:
                raise
            result = instead(item, error)
        yield result
