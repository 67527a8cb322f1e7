"""Searching a case file: words, speaker, outlet and days together, with what else one could narrow by.

Invariant: a match is a place in an article, shown as a span of it; counts stop at `MOST_COUNTED` and say so.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Executable

from sayso.store import lookup_sql, sql
from sayso.store.lookup_sql import MOST_COUNTED
from sayso.store.rows import read_rows
from sayso.store.search import parse_query
from sayso.store.sqlite_view import to_article_hit, to_match, to_quote_hit
from sayso.store.store import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is looked for: words (``"phrases"`` and ``begin*`` too), and what narrows it.

    ``speaker`` is an entity's id. ``since`` and ``until`` are days, ISO 8601. With no words, articles are listed.
    """

    words: str = ""
    quotes: bool = True
    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    n: int = 20
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One thing by which a search can be narrowed further, and to how many matches."""

    value: str
    label: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found: a stretch of the matches, best first, and how many there are.

    ``is_capped`` says that there are more than were counted. ``listed`` are ids of articles when no words were given.
    """

    hits: tuple[Hit, ...] = ()
    listed: tuple[str, ...] = ()
    n_matches: int = 0
    is_capped: bool = False
    speakers: tuple[Facet, ...] = ()
    outlets: tuple[Facet, ...] = ()


def find(connection: Connection, wish: Wish) -> Found:
    """Search. Ranking looks at every match, counting at no more than `MOST_COUNTED`."""
    asking = _Asking(connection, wish)
    terms = parse_query(wish.words)
    if not terms:
        n = asking.count(lookup_sql.COUNT_LISTED)
        listed = asking.rows(lookup_sql.LIST_ARTICLES)
        outlets = read_rows(connection.execute(lookup_sql.ALL_OUTLETS, {"n": 12}))
        return Found(
            listed=tuple(row["id"] for row in listed), n_matches=n, outlets=tuple(Facet(**row) for row in outlets)
        )
    asking.values["query"] = " ".join(map(to_match, terms))
    if wish.quotes:
        n = asking.count(lookup_sql.COUNT_QUOTES)
        return Found(
            hits=tuple(map(to_quote_hit, asking.marked(lookup_sql.FIND_QUOTES, sql.MARK_QUOTES))),
            n_matches=n,
            is_capped=n == MOST_COUNTED,
            speakers=asking.facet(lookup_sql.SPEAKER_FACET),
            outlets=asking.facet(lookup_sql.OUTLET_FACET_OF_QUOTES),
        )
    n = asking.count(lookup_sql.COUNT_ARTICLES)
    return Found(
        hits=tuple(map(to_article_hit, asking.marked(lookup_sql.FIND_ARTICLES, sql.MARK_ARTICLES))),
        n_matches=n,
        is_capped=n == MOST_COUNTED,
        outlets=asking.facet(lookup_sql.OUTLET_FACET),
    )


class _Asking:
    """The questions of one search."""

    def __init__(self, connection: Connection, wish: Wish) -> None:
        self._connection = connection
        self.values: dict[str, Any] = {
            "speaker": wish.speaker,
            "outlet": wish.outlet,
            "since": wish.since,
            "until": wish.until,
            "n": wish.n,
            "start": wish.start,
        }

    def rows(self, statement: Executable) -> list[dict[str, Any]]:
        return read_rows(self._connection.execute(statement, self.values))

    def count(self, statement: Executable) -> int:
        return int(self.rows(statement)[0]["n"])

    def facet(self, statement: Executable) -> tuple[Facet, ...]:
        return tuple(Facet(**row) for row in self.rows(statement))

    def marked(self, find_: Executable, mark: Executable) -> Sequence[dict[str, Any]]:
        """Find by rank, then mark the matches of this stretch alone."""
        numbers = json.dumps([row["number"] for row in self.rows(find_)])
        values = {"query": self.values["query"], "numbers": numbers, "open": sql.OPEN, "close": sql.CLOSE}
        return read_rows(self._connection.execute(mark, values))
