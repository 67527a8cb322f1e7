"""Lists of a case's records by stretches, narrowed by what they are of: the ids that are then read as a part.

Invariant: the order of a list is total, so that its stretches hold each record once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from sayso.store.rows import read_rows

_BY_TIME = "articles.published_at IS NULL, articles.published_at, coalesce(articles.path, ''), articles.id"
_SPEAKER = "attributions.id IN (SELECT attribution FROM speakers WHERE entity = :speaker)"
_IN_STORY = "{} IN (SELECT article FROM story_articles WHERE story_id = :story)"
_TOUCHES = "{} IN (SELECT relation FROM article_relations WHERE kind = '{}' AND article = :article)"


@dataclass(frozen=True, slots=True)
class _List:
    """A table, the column that names its rows, their order, and the condition of each narrowing."""

    table: str
    key: str
    order: str
    narrowings: Mapping[str, str]
    article: str | None = None  # whose versions are told apart: those of a replaced article are in no list


def _touching(kind: str, key: str = "id", /, **others: str) -> _List:
    """List relations that are looked up by the articles they touch."""
    return _List(kind, key, "position", {"article": _TOUCHES.format(f"{kind}.{key}", kind), **others})


LISTS: Mapping[str, _List] = {
    "articles": _List(
        "articles",
        "id",
        _BY_TIME,
        {
            "outlet": "publisher = :outlet",
            "story": _IN_STORY.format("articles.id"),
            "since": "substr(published_at, 1, 10) >= :since",
            "until": "substr(published_at, 1, 10) <= :until",
        },
        "id",
    ),
    "stories": _List("stories", "id", "position", {}),
    "speakers": _List("entities", "id", "position", {"name": "instr(lower(entities.name), lower(:name)) > 0"}),
    "attributions": _List(
        "attributions",
        "id",
        "article_id, position",
        {
            "article": "article_id = :article",
            "story": _IN_STORY.format("article_id"),
            "speaker": _SPEAKER,
            "form": "form = :form",
            "family": "id IN (SELECT attribution FROM family_members WHERE family_id = :family)",
        },
        "article_id",
    ),
    "figures": _List(
        "figures",
        "id",
        "article_id, position",
        {
            "article": "article_id = :article",
            "story": _IN_STORY.format("article_id"),
            "quantity": "id IN (SELECT figure FROM quantity_figures WHERE quantity_id = :quantity)",
        },
        "article_id",
    ),
    "families": _touching("quote_families", speaker="speaker = :speaker"),
    "quantities": _touching("quantities"),
    "claims": _touching("claims"),
    "flags": _touching("flags", kind="kind = :kind"),
    "timeline": _touching("timeline_entries", "position"),
    "copies": _List("copies", "position", "position", {"article": "(source = :article OR target = :article)"}),
}


def list_keys(
    connection: Connection, name: str, n: int, start: int, narrowed: Mapping[str, str | None]
) -> tuple[list[str], int]:
    """Give ``n`` keys of a list from ``start``, and how many there are in all, under these narrowings."""
    listed = LISTS[name]
    values = {key: value for key, value in narrowed.items() if value is not None}
    standing = f"{listed.article} NOT IN (SELECT article FROM replaced_articles)" if listed.article else "1"
    where = " AND ".join([standing, *(listed.narrowings[key] for key in sorted(values))])
    select = (
        f"SELECT {listed.key} AS key FROM {listed.table} WHERE {where} ORDER BY {listed.order} LIMIT :n OFFSET :start"
    )
    keys = read_rows(connection.execute(text(select), {**values, "n": n, "start": start}))
    counted = text(f"SELECT count(*) AS n FROM {listed.table} WHERE {where}")
    return [str(row["key"]) for row in keys], int(read_rows(connection.execute(counted, values))[0]["n"])
