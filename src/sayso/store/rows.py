"""From core types to rows and back, by a layout that says which fields are spans, JSON or records.

Invariant: reading the rows of a value gives an equal value. Columns that hold words are for people: they are written,
never read back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Table

from sayso.codec import from_builtins, from_json_bytes, to_builtins, to_json_bytes
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.model.dossier import Relations
from sayso.model.judgement import Judgement
from sayso.model.provenance import Provenance
from sayso.model.span import Span
from sayso.store import tables
from sayso.store.search import cut_content

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the fields of a type lie in the columns of a table; fields not named here are columns as they are.

    ``spans`` become two columns, those in ``json`` JSON text, the fields of ``records`` columns with the
    record's name before them. ``words`` gives, for a field that holds spans, the column with their words.
    """

    table: Table
    spans: tuple[str, ...] = ()
    json: tuple[str, ...] = ()
    records: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def columns(self) -> list[ColumnElement[Any]]:
        """Give the columns that reading needs."""
        return [column for column in self.table.c if column.name not in self.words.values()]

    def to_row(self, record: Row, text: str = "") -> dict[str, Any]:
        """Lay out a record (a type as plain data), with the words that its spans cut from ``text``."""
        row = dict(record)
        for name, column in self.words.items():
            row[column] = _cut(row[name], text)
        for name, parts in self.records.items():
            whole = row.pop(name) or {}
            row |= {f"{name}_{part}": whole.get(part) for part in parts}
        for name in self.spans:
            row[f"{name}_start"], row[f"{name}_end"] = row.pop(name) or (None, None)
        for name in self.json:
            row[name] = to_json_bytes(row[name]).decode()
        return row

    def from_row(self, row: Row) -> dict[str, Any]:
        """Give back the record that a row was laid out from; it may hold more keys than its type has fields."""
        record = dict(row)
        for name in self.json:
            record[name] = from_json_bytes(record[name], object)
        for name in self.spans:
            start, end = record.pop(f"{name}_start"), record.pop(f"{name}_end")
            record[name] = None if start is None else (start, end)
        for name, parts in self.records.items():
            whole = {part: record.pop(f"{name}_{part}") for part in parts}
            record[name] = None if whole[parts[0]] is None else whole
        return record


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A list that lies in a table of its own, for people to join: a row for each item, ``parent`` saying whose.

    ``only`` names the one column of items that are plain ids.
    """

    name: str
    layout: Layout
    parent: str
    only: str | None = None

    def to_rows(self, parent_id: str, items: Iterable[Any]) -> Iterator[dict[str, Any]]:
        """Lay out the items of one parent."""
        for position, item in enumerate(items):
            record = {self.only: item} if self.only else item
            yield self.layout.to_row({**record, self.parent: parent_id, "position": position})

    def from_rows(self, rows: Iterable[Row]) -> dict[str, list[Any]]:
        """Give the items of each parent, in order."""
        found: dict[str, list[Any]] = {}
        for row in sorted(rows, key=_position):
            record = self.layout.from_row(row)
            found.setdefault(row[self.parent], []).append(record[self.only] if self.only else record)
        return found


SIDES = ("asserted", "denied", "doubted", "not_observed", "observed")
ARTICLES = Layout(table=tables.articles, spans=("title_span",), json=("authors", "furniture", "source_map"))
FETCHES = Layout(table=tables.fetches, json=("redirects",))
JUDGEMENTS = Layout(table=tables.judgements, spans=("value_span",), json=("anchors",))
LAYERS: Mapping[str, Layout] = {  # in the order they may be written
    "attributions": Layout(
        table=tables.attributions,
        spans=("source", "cue", "speaker_span"),
        json=("content", "via"),
        records={"speaker": ("name", "kind", "span")},
        words={"content": "text", "source": "source_text", "cue": "cue_text"},
    ),
    "mentions": Layout(table=tables.mentions, spans=("span", "role"), words={"span": "text", "role": "role_text"}),
    "times": Layout(table=tables.time_expressions, spans=("span",), words={"span": "text"}),
    "figures": Layout(
        table=tables.figures, spans=("span", "measured"), words={"span": "text", "measured": "measured_text"}
    ),
}
WHOLE_LAYERS = ("sentences", "quotations")  # lie as JSON in `annotated_articles`
RELATIONS: Mapping[str, tuple[Layout, tuple[Parts, ...]]] = {  # in the order they may be written
    "entities": (
        Layout(table=tables.entities, json=("forms",)),
        (Parts(name="mentions", parent="entity_id", layout=Layout(table=tables.entity_places, spans=("span",))),),
    ),
    "stories": (
        Layout(table=tables.stories),
        (Parts(name="articles", parent="story_id", layout=Layout(table=tables.story_articles), only="article"),),
    ),
    "copies": (Layout(table=tables.copies, spans=("credit",), json=("passages",)), ()),
    "quote_families": (
        Layout(table=tables.quote_families),
        (Parts(name="members", parent="family_id", layout=Layout(table=tables.family_members, json=("edits",))),),
    ),
    "quantities": (
        Layout(table=tables.quantities),
        (
            Parts(name="figures", parent="quantity_id", layout=Layout(table=tables.quantity_figures), only="figure"),
            Parts(
                name="positions",
                parent="quantity_id",
                layout=Layout(table=tables.positions, json=("figures", "origins")),
            ),
        ),
    ),
    "claims": (
        Layout(table=tables.claims, json=(*SIDES, "origins", "parties")),
        (),
    ),
    "timeline": (Layout(table=tables.timeline_entries, json=("refs", "said", "places")), ()),
    "flags": (Layout(table=tables.flags, json=("evidence",)), ()),
}


def read_rows(result: CursorResult[Any]) -> list[dict[str, Any]]:
    """Fetch all rows of a result as plain dictionaries."""
    names = [str(name) for name in result.keys()]  # noqa: SIM118  (no dict); plain str, not SQLAlchemy's own
    return [dict(zip(names, values, strict=True)) for values in result]


def article_row(article: Article) -> dict[str, Any]:
    """Lay out an article."""
    return ARTICLES.to_row(to_builtins(article))


def article_from(row: Row) -> Article:
    """Give back an article."""
    return from_builtins(ARTICLES.from_row(row), Article)


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """Lay out a judgement."""
    return {"id": judgement.id, **JUDGEMENTS.to_row(to_builtins(judgement))}


def judgement_from(row: Row) -> Judgement:
    """Give back a judgement."""
    return from_builtins(JUDGEMENTS.from_row(row), Judgement)


def whole_layers_row(annotated: AnnotatedArticle, provenance: Provenance) -> dict[str, Any]:
    """Lay out who annotated an article, and the layers that nobody queries."""
    layers: dict[str, str | None] = {name: to_json_bytes(getattr(annotated, name)).decode() for name in WHOLE_LAYERS}
    layers["not_annotated"] = annotated.not_annotated
    return {"article_id": annotated.article.id, **to_builtins(provenance), **layers}


def layer_rows(name: str, annotated: AnnotatedArticle) -> Iterator[dict[str, Any]]:
    """Lay out one layer of an article."""
    layout, text = LAYERS[name], annotated.article.text
    for position, record in enumerate(to_builtins(getattr(annotated, name))):
        yield layout.to_row({**record, "position": position}, text)


def annotated_from(article: Row, whole: Row, layers: Mapping[str, Sequence[Row]]) -> AnnotatedArticle:
    """Give back an annotated article from its rows; those of a layer lie in their order."""
    record: dict[str, Any] = {name: from_json_bytes(whole[name], object) for name in WHOLE_LAYERS}
    record["not_annotated"] = whole["not_annotated"]
    for name, rows in layers.items():
        record[name] = [LAYERS[name].from_row(row) for row in rows]
    return from_builtins({"article": ARTICLES.from_row(article), **record}, AnnotatedArticle)


def relation_rows(relations: Relations) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """Lay out what ties articles together: each table with its rows, those that are referred to first."""
    for name, (layout, all_parts) in RELATIONS.items():
        records: list[dict[str, Any]] = to_builtins(getattr(relations, name))
        part_rows = [
            (
                parts.layout.table,
                [row for record in records for row in parts.to_rows(record["id"], record.pop(parts.name))],
            )
            for parts in all_parts
        ]
        yield layout.table, [layout.to_row({**record, "position": i}) for i, record in enumerate(records)]
        yield from part_rows
        if name == "entities":
            speakers = enumerate(relations.speakers.items())
            yield tables.speakers, [{"attribution": a, "entity": e, "position": i} for i, (a, e) in speakers]


def relations_from(fetch: Callable[[Table], Sequence[Row]]) -> Relations:
    """Give back the relations; ``fetch`` gives a table's rows."""
    record: dict[str, Any] = {}
    for name, (layout, all_parts) in RELATIONS.items():
        items = [layout.from_row(row) for row in sorted(fetch(layout.table), key=_position)]
        for parts in all_parts:
            found = parts.from_rows(fetch(parts.layout.table))
            for item in items:
                item[parts.name] = found.get(item["id"], [])
        record[name] = items
    record["speakers"] = {row["attribution"]: row["entity"] for row in sorted(fetch(tables.speakers), key=_position)}
    return from_builtins(record, Relations)


def _position(row: Row) -> int:
    position: int = row["position"]
    return position


def _cut(value: Any, text: str) -> str | None:
    """Give the words of a span, or of a list of them; ``None`` for no span."""
    if value is None:
        return None
    return (
        cut_content([Span(*span) for span in value], text)
        if isinstance(value[0], (list, tuple))
        else text[slice(*value)]
    )
