"""The two verbs by which work is spread, whatever runs it: `map` and `group_by_key`.

Invariant: results depend on the items and their order alone, never on how many workers there are or which is faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Key = TypeVar("Key", bound=Any)
Value = TypeVar("Value")


class Engine(Protocol):
    """What can run work. Items and results are plain values that pickle; functions stand at the top of a module."""

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        instead: Callable[[Item, Exception], Result] | None = None,
    ) -> Iterator[Result]:
        """Give one result an item, in the order of the items, reading them only as far ahead as the work needs.

        ``instead`` makes the result of an item whose function raised, or whose worker died (then the error is a
        `WorkerError`); it runs here, in the caller's process. Without it the error is raised.
        """

    def group_by_key(self, pairs: Iterable[tuple[Key, Value]]) -> Iterator[tuple[Key, tuple[Value, ...]]]:
        """Give each key once, keys ascending, with its values in the order in which they came."""
