"""Searching a case file: words, speaker, outlet and days together, with what else one could narrow by.

Invariant: a match is a place in an article, shown as a span of it; of words more common than `MOST_MATCHES` so many
matches are looked at, and that is said.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from sqlalchemy import Connection

from sayso.store import lookup_sql, sql
from sayso.store.rows import read_rows
from sayso.store.search import parse_query
from sayso.store.sqlite_view import to_article_hit, to_match, to_quote_hit
from sayso.store.store import Hit

N_FACETS = 12


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

    ``is_capped`` says that there were more matches of the words than are looked at. ``listed`` are ids of articles when
    no words were given.
    """

    hits: tuple[Hit, ...] = ()
    listed: tuple[str, ...] = ()
    n_matches: int = 0
    is_capped: bool = False
    speakers: tuple[Facet, ...] = ()
    outlets: tuple[Facet, ...] = ()


def find(connection: Connection, wish: Wish) -> Found:
    """Search: one pass over the matches gives their order, their number and the facets."""
    values = {name: getattr(wish, name) for name in ("speaker", "outlet", "since", "until", "n", "start")}
    terms = parse_query(wish.words)
    if not terms:
        n_listed = read_rows(connection.execute(lookup_sql.COUNT_LISTED, values))[0]["n"]
        listed = read_rows(connection.execute(lookup_sql.LIST_ARTICLES, values))
        outlets = read_rows(connection.execute(lookup_sql.ALL_OUTLETS, {"n": N_FACETS}))
        facets = tuple(Facet(**row) for row in outlets)
        return Found(listed=tuple(row["id"] for row in listed), n_matches=n_listed, outlets=facets)
    query = " ".join(map(to_match, terms))
    matching, more, mark, to_hit = _QUOTES if wish.quotes else _ARTICLES
    rows = sorted(map(tuple, connection.execute(matching, {**values, "query": query})), key=itemgetter(0, 1))
    numbers = json.dumps([row[1] for row in rows[wish.start : wish.start + wish.n]])
    marks = {"query": query, "numbers": numbers, "open": sql.OPEN, "close": sql.CLOSE}
    return Found(
        hits=tuple(map(to_hit, read_rows(connection.execute(mark, marks)))),
        n_matches=len(rows),
        is_capped=bool(read_rows(connection.execute(more, {"query": query}))[0]["n"]),
        speakers=_name_speakers(connection, _facets(row[3] for row in rows)),
        outlets=_facets(row[2] for row in rows),
    )


_QUOTES = (lookup_sql.MATCHING_QUOTES, lookup_sql.MORE_QUOTES, sql.MARK_QUOTES, to_quote_hit)
_ARTICLES = (lookup_sql.MATCHING_ARTICLES, lookup_sql.MORE_ARTICLES, sql.MARK_ARTICLES, to_article_hit)


def _facets(found: Iterable[str | None]) -> tuple[Facet, ...]:
    counts = Counter(found)
    ranked = sorted((-n, value) for value, n in counts.items() if value is not None)
    return tuple(Facet(value=value, label=value, n=-n) for n, value in ranked[:N_FACETS])


def _name_speakers(connection: Connection, facets: Sequence[Facet]) -> tuple[Facet, ...]:
    ids = json.dumps([facet.value for facet in facets])
    names = {row["id"]: row["name"] for row in read_rows(connection.execute(lookup_sql.ENTITY_NAMES, {"ids": ids}))}
    return tuple(replace(facet, label=names[facet.value]) for facet in facets)
