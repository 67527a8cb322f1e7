"""A part of a case as a dossier: what a page shows, and nothing else of the case.

Invariant: every id that a relation of the part names is in the part, as in any dossier. An article that was not asked
for whole holds only the annotations that something in the part names.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, func, select

from sayso.codec import from_builtins, from_json_bytes
from sayso.model.annotation import AnnotatedArticle
from sayso.model.dossier import Dossier, Relations
from sayso.model.provenance import Provenance
from sayso.model.relation import Claim, Entity, Place
from sayso.store import tables
from sayso.store.rows import ARTICLES, LAYERS, Row, annotated_from, read_rows, relations_from

_IDS = select(func.json_each(bindparam("ids")).table_valued("value").c.value)
_OTHER_IDS = select(func.json_each(bindparam("others")).table_valued("value").c.value)
_BY_ARTICLE = ("attributions", "figures", "mentions", "times")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a part is to hold, by id. ``articles`` are read with all their layers, ``bare`` ones with none.

    ``copies`` and ``timeline`` are positions in their tables. ``entities`` are wanted by name even if nothing that they
    say is in the part.
    """

    articles: Collection[str] = ()
    bare: Collection[str] = ()
    attributions: Collection[str] = ()
    figures: Collection[str] = ()
    families: Collection[str] = ()
    quantities: Collection[str] = ()
    claims: Collection[str] = ()
    flags: Collection[str] = ()
    timeline: Collection[str] = ()
    copies: Collection[int] = ()
    stories: Collection[str] = ()
    entities: Collection[str] = ()


def read_part(connection: Connection, wanted: Wanted, provenance: Provenance) -> Dossier:
    """Read a part. Costs what it holds; the size of the case does not matter."""
    asking = _Asking(connection)
    related = relations_from(asking.relations(wanted))
    refs = set(chain.from_iterable(entry.refs for entry in related.timeline))
    figures = {*wanted.figures, *refs, *(id_ for quantity in related.quantities for id_ in quantity.figures)}
    rows = {"figures": asking.layer("figures", wanted.articles, figures)}
    spoken = {*wanted.attributions, *refs, *_spoken_in(related), *(row["attribution"] for row in rows["figures"])}
    rows["attributions"] = asking.layer("attributions", wanted.articles, spoken - {None})
    rows |= {name: asking.layer(name, wanted.articles, ()) for name in ("mentions", "times")}
    named = {row["article_id"] for layer in rows.values() for row in layer}
    shown = {*wanted.articles, *wanted.bare, *named, *(place.article for place in _places_in(related))}
    shown |= set(chain.from_iterable((copy.source, copy.target) for copy in related.copies))
    shown |= set(chain.from_iterable(story.articles for story in related.stories))
    speakers = asking.speakers([row["id"] for row in rows["attributions"]])
    owners = {family.speaker for family in related.quote_families if family.speaker}
    entities = asking.entities({*speakers.values(), *owners, *wanted.entities}, shown)
    relations = Relations(
        **{name: getattr(related, name) for name in Relations.__slots__ if name not in ("entities", "speakers")},
        entities=entities,
        speakers=speakers,
    )
    return Dossier(articles=asking.articles(shown, rows), relations=relations, provenance=provenance)


class _Asking:
    """The questions, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(
        self, statement: Select[Any], ids: Iterable[object], others: Iterable[object] = ()
    ) -> list[dict[str, Any]]:
        wanted = sorted(ids, key=str)
        values = {"ids": json.dumps(wanted), "others": json.dumps(sorted(others, key=str))}
        return read_rows(self._connection.execute(statement, values)) if wanted else []

    def relations(self, wanted: Wanted) -> Callable[[Table], Sequence[Row]]:
        """Give what reads those rows of a table of relations that are wanted."""
        chosen: dict[str, tuple[str, Iterable[object]]] = {
            "stories": ("id", wanted.stories),
            "story_articles": ("story_id", wanted.stories),
            "quote_families": ("id", wanted.families),
            "family_members": ("family_id", wanted.families),
            "quantities": ("id", wanted.quantities),
            "quantity_figures": ("quantity_id", wanted.quantities),
            "positions": ("quantity_id", wanted.quantities),
            "claims": ("id", wanted.claims),
            "flags": ("id", wanted.flags),
            "copies": ("position", wanted.copies),
            "timeline_entries": ("position", map(int, wanted.timeline)),
        }

        def fetch(table: Table) -> Sequence[Row]:
            column, ids = chosen.get(table.name, ("", ()))
            return self.rows(select(table).where(table.c[column].in_(_IDS)), ids) if column else ()

        return fetch

    def layer(self, name: str, whole: Collection[str], ids: Iterable[object]) -> list[dict[str, Any]]:
        """Give the rows of a layer: those of whole articles, and some by id."""
        layout = LAYERS[name]
        asked = select(*layout.columns())
        found = self.rows(asked.where(layout.table.c.article_id.in_(_IDS)), whole)
        apart = {id_ for id_ in ids if id_ is not None} - {row.get("id") for row in found}
        return found + (self.rows(asked.where(layout.table.c.id.in_(_IDS)), apart) if apart else [])

    def speakers(self, attributions: Collection[str]) -> dict[str, str]:
        """Give who speaks in each of some attributions."""
        table = tables.speakers
        rows = self.rows(select(table).where(table.c.attribution.in_(_IDS)), attributions)
        return {row["attribution"]: row["entity"] for row in sorted(rows, key=_position)}

    def entities(self, ids: Collection[str], articles: Collection[str]) -> tuple[Entity, ...]:
        """Give entities, with the places where they stand in some articles."""
        table, places = tables.entities, tables.entity_places
        within = select(places).where(places.c.entity_id.in_(_IDS), places.c.article.in_(_OTHER_IDS))
        mentions: dict[str, list[dict[str, Any]]] = {}
        for row in sorted(self.rows(within, ids, articles), key=_position):
            span = (row["span_start"], row["span_end"])
            mentions.setdefault(row["entity_id"], []).append({"article": row["article"], "span": span})
        rows = sorted(self.rows(select(table).where(table.c.id.in_(_IDS)), ids), key=_position)
        return tuple(
            from_builtins(
                {**row, "forms": from_json_bytes(row["forms"], list), "mentions": mentions.get(row["id"], [])}, Entity
            )
            for row in rows
        )

    def articles(self, ids: Collection[str], layers: dict[str, list[dict[str, Any]]]) -> tuple[AnnotatedArticle, ...]:
        """Give articles in report order with the annotations read of them; no article's map to its page is read."""
        columns = [column for column in ARTICLES.columns() if column.name != "source_map"]
        rows = self.rows(select(*columns).where(tables.articles.c.id.in_(_IDS)), ids)
        rows.sort(key=lambda r: (r["published_at"] is None, r["published_at"] or "", r["path"] or "", r["id"]))
        whole = tables.annotated_articles
        reasons = self.rows(select(whole.c.article_id, whole.c.not_annotated).where(whole.c.article_id.in_(_IDS)), ids)
        bare = {row["article_id"]: {"not_annotated": row["not_annotated"]} for row in reasons}
        held: dict[str, dict[str, list[Row]]] = {id_: {name: [] for name in _BY_ARTICLE} for id_ in ids}
        for name, found in layers.items():
            for row in sorted(found, key=_position):
                held[row["article_id"]][name].append(row)
        nothing = {"sentences": "[]", "quotations": "[]", "not_annotated": None}
        return tuple(
            annotated_from({**row, "source_map": "[]"}, nothing | bare.get(row["id"], {}), held[row["id"]])
            for row in rows
        )


def _spoken_in(relations: Relations) -> Iterable[str]:
    for family in relations.quote_families:
        yield family.fullest
        yield from (member.attribution for member in family.members)
    for claim in relations.claims:
        yield from _sides_of(claim)


def _sides_of(claim: Claim) -> Iterable[str]:
    return chain(claim.asserted, claim.denied, claim.doubted, claim.not_observed, claim.observed)


def _places_in(relations: Relations) -> Iterable[Place]:
    yield from chain.from_iterable(flag.evidence for flag in relations.flags)
    yield from chain.from_iterable(entry.places for entry in relations.timeline)


def _position(row: Row) -> int:
    position: int = row["position"]
    return position
