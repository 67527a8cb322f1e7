"""A case's records by stretches, as the report has them: what the API and the tools of an assistant both give.

Invariant: a record has one shape everywhere, for the function that makes the report renders it here too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sayso.report.document import build_document
from sayso.store.finding import Wish
from sayso.store.lookups import Lookup
from sayso.store.parts import Wanted

Json = dict[str, Any]

KINDS: Mapping[str, tuple[str, str, str]] = {
    "articles": ("articles", "bare", "article"),
    "stories": ("stories", "stories", "story"),
    "speakers": ("entities", "entities", "entity"),
    "attributions": ("attributions", "attributions", "attribution"),
    "figures": ("figures", "figures", "figure"),
    "families": ("quote_families", "families", "quote_family"),
    "quantities": ("quantities", "quantities", "quantity"),
    "claims": ("claims", "claims", "claim"),
    "copies": ("copies", "copies", "copy"),
    "timeline": ("timeline", "timeline", "timeline_entry"),
    "flags": ("flags", "flags", "flag"),
}
"""For each list: its key in the report, what is asked of a part for it, and its type in the report's schema."""
UNNAMED = frozenset(("copies", "timeline"))  # without an id: they come in the order in which they were asked for


def read_records(lookup: Lookup, name: str, keys: Sequence[str]) -> list[Json]:
    """Read records of a list by their keys, in this order, as the report has them; unknown keys are passed over."""
    table, asked, _ = KINDS[name]
    wanted: Json = {asked: [int(key) for key in keys] if name == "copies" else keys}
    document = build_document(lookup.part(Wanted(**wanted)))
    if name in UNNAMED:
        return list(document[table])
    records = {record["id"]: record for record in document[table]}
    return [records[key] for key in keys if key in records]


def list_records(
    lookup: Lookup, name: str, limit: int, offset: int, narrowed: Mapping[str, str | None]
) -> tuple[list[Json], int]:
    """Give a stretch of a list, narrowed (see `sayso.store.listing`), and how many records there are in all."""
    keys, n_total = lookup.listed(name, limit, offset, narrowed)
    return read_records(lookup, name, keys), n_total


def find_records(lookup: Lookup, wish: Wish) -> tuple[list[Json], int]:
    """Give the attributions that a search finds, best first, and how many matches there are in all."""
    found = lookup.find(wish)
    keys = [hit.attribution_id for hit in found.hits if hit.attribution_id]
    return read_records(lookup, "attributions", keys), found.n_matches if found.hits else 0
