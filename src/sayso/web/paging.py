"""Long lists by pages.

Invariant: a page's address says which page it is, whatever else it is narrowed by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.web.links import with_query

MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a list: where it begins, how many records it holds at most, and its neighbours."""

    number: int
    size: int
    n_total: int
    path: str
    values: Mapping[str, str | int | None]

    @property
    def start(self) -> int:
        """Give the place of the first record."""
        return (self.number - 1) * self.size

    @property
    def n_pages(self) -> int:
        """Count the pages."""
        return max(1, -(-self.n_total // self.size))

    @property
    def before(self) -> str | None:
        """Give the address of the page before."""
        return self._to(self.number - 1) if self.number > 1 else None

    @property
    def after(self) -> str | None:
        """Give the address of the page after."""
        return self._to(self.number + 1) if self.number < self.n_pages else None

    def _to(self, number: int) -> str:
        return with_query(self.path, {**self.values, "page": number if number > 1 else None})


def turn_to(number: int, *, size: int, n_total: int, path: str, **values: str | int | None) -> Page:
    """Open a list at a page; a number past its end is its last."""
    n_pages = max(1, -(-n_total // size))
    return Page(number=min(max(1, number), n_pages), size=size, n_total=n_total, path=path, values=values)
