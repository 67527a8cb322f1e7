"""The report as CSV, one file a table (RFC 4180: CRLF, quotation marks doubled; UTF-8 with a byte order mark).

Invariant: every cell can be turned back into the exact words. The byte order mark is for Excel, which reads UTF-8 only
with it. A text cell that a spreadsheet would run as a formula (it starts with ``= + - @`` or a tab, after any
apostrophes) gets one apostrophe in front; ``unguard_cell`` takes it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.model.dossier import Dossier
from sayso.report.document import build_document

Record = Mapping[str, Any]
Row = list[object]

_GUARDED = re.compile(r"'*[=+\-@\t\r]")


def to_csv(dossier: Dossier) -> dict[str, bytes]:
    """Render one CSV file a table: file name to bytes, every table present even when it has no rows.

    Spans are two columns, ``*_start`` and ``*_end`` (code points of the article's text), with their words beside them.
    """
    document = build_document(dossier)
    texts = {article["id"]: article["text"] for article in document["articles"]}
    return {f"{table.name}.csv": _write(table, _Source(document, texts)) for table in TABLES}


def guard_cell(cell: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula; other text is returned as it is."""
    return "'" + cell if _GUARDED.match(cell) else cell


def unguard_cell(cell: str) -> str:
    """Undo ``guard_cell``: ``unguard_cell(guard_cell(cell)) == cell`` for every text."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


@dataclass(frozen=True, slots=True)
class _Source:
    """The document and the texts by article id."""

    document: Mapping[str, Any]
    texts: Mapping[str, str]

    def spanned(self, article: str, span: tuple[int, int] | None) -> Row:
        """Give a span's start, its end and its words; three empty cells for none."""
        return [None, None, None] if span is None else [span[0], span[1], self.texts[article][span[0] : span[1]]]


@dataclass(frozen=True, slots=True)
class Table:
    """A file: its name, its columns, and how its rows come out of the document."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[_Source], Iterator[Row]]


def _write(table: Table, source: _Source) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows(source))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guard_cell(value) if isinstance(value, str) else value


def _columns(*names: str) -> tuple[str, ...]:
    """Name the columns; ``x*`` stands for ``x_start``, ``x_end`` and ``x``, a bare ``*`` for start, end and exact."""
    out: list[str] = []
    for name in names:
        if name == "*":
            out += ["start", "end", "exact"]
        elif name.endswith("*"):
            out += [f"{name[:-1]}_start", f"{name[:-1]}_end", name[:-1]]
        else:
            out.append(name)
    return tuple(out)


def _articles(source: _Source) -> Iterator[Row]:
    for a in source.document["articles"]:
        yield [
            *(a[key] for key in ("id", "external_id", "path", "url", "title", "publisher")),
            "; ".join(a["authors"]),
            *(a[key] for key in ("published_at", "published_from", "retrieved_at", "language", "sha256")),
            len(a["text"]),
            a["text"],
        ]


def _furniture(source: _Source) -> Iterator[Row]:
    for a in source.document["articles"]:
        for span in a["furniture"]:
            yield [a["id"], *source.spanned(a["id"], span)]


def _stories(source: _Source) -> Iterator[Row]:
    for story in source.document["stories"]:
        yield [story["id"], story["title"], len(story["articles"]), story["begins_at"], story["ends_at"]]


def _story_articles(source: _Source) -> Iterator[Row]:
    for story in source.document["stories"]:
        for article in story["articles"]:
            yield [story["id"], article]


def _entities(source: _Source) -> Iterator[Row]:
    for entity in source.document["entities"]:
        yield [entity["id"], entity["name"], entity["kind"], " | ".join(entity["forms"]), len(entity["mentions"])]


def _mentions(source: _Source) -> Iterator[Row]:
    for entity in source.document["entities"]:
        for place in entity["mentions"]:
            yield [entity["id"], place["article"], *place["span"], place["exact"]]


def _attributions(source: _Source) -> Iterator[Row]:
    for a in source.document["attributions"]:
        speaker: Record = a["speaker"] or {}
        yield [
            *(a[key] for key in ("id", "article", "form")),
            a["content"][0][0],
            a["content"][-1][1],
            " … ".join(a["exact"]),
            *source.spanned(a["article"], a["source"]),
            *source.spanned(a["article"], a["cue"]),
            *(speaker.get(key) for key in ("id", "name", "kind")),
            *source.spanned(a["article"], speaker.get("span"))[:2],
            " > ".join(f"{hop['name']} ({hop['kind']})" for hop in a["via"]),
            *(a[key] for key in ("nested_in", "quote_family", "basis", "confidence", "unbalanced")),
        ]


def _contents(source: _Source) -> Iterator[Row]:
    for a in source.document["attributions"]:
        for part, (span, exact) in enumerate(zip(a["content"], a["exact"], strict=True), start=1):
            yield [a["id"], a["article"], part, *span, exact]


def _via(source: _Source) -> Iterator[Row]:
    for a in source.document["attributions"]:
        for step, hop in enumerate(a["via"], start=1):
            yield [a["id"], a["article"], step, hop["name"], hop["kind"], *source.spanned(a["article"], hop["span"])]


def _quote_families(source: _Source) -> Iterator[Row]:
    for family in source.document["quote_families"]:
        yield [family["id"], family["speaker"], family["fullest"], len(family["members"])]


def _quote_members(source: _Source) -> Iterator[Row]:
    for family in source.document["quote_families"]:
        for member in family["members"]:
            yield [family["id"], member["attribution"], member["change"]]


def _edits(source: _Source) -> Iterator[Row]:
    article_of = {a["id"]: a["article"] for a in source.document["attributions"]}
    for family in source.document["quote_families"]:
        fullest = article_of[family["fullest"]]
        for member in family["members"]:
            here = article_of[member["attribution"]]
            for edit in member["edits"]:
                yield [
                    family["id"],
                    member["attribution"],
                    edit["kind"],
                    *source.spanned(fullest, edit["fullest"]),
                    *source.spanned(here, edit["here"]),
                ]


def _figures(source: _Source) -> Iterator[Row]:
    for f in source.document["figures"]:
        yield [
            *(f["id"], f["article"], *f["span"], f["exact"]),
            *(f[key] for key in ("value", "value_to", "unit", "bound")),
            *source.spanned(f["article"], f["measured"]),
            *(f[key] for key in ("as_of", "attribution", "according_to", "quantity")),
        ]


def _quantities(source: _Source) -> Iterator[Row]:
    for quantity in source.document["quantities"]:
        yield [quantity["id"], quantity["label"], len(quantity["figures"]), quantity["disputed"]]


def _positions(source: _Source) -> Iterator[Row]:
    for quantity in source.document["quantities"]:
        for number, position in enumerate(quantity["positions"], start=1):
            counts = position["origins"]
            for figure in position["figures"]:
                yield [
                    *(quantity["id"], number, position["low"], position["high"]),
                    *(counts["reports"], counts["lower"], counts["upper"], figure),
                ]


_SIDES = ("asserted", "denied", "doubted", "not_observed", "observed")


def _claims(source: _Source) -> Iterator[Row]:
    for claim in source.document["claims"]:
        counts = claim["origins"]
        yield [claim["id"], claim["claim"], claim["status"], counts["reports"], counts["lower"], counts["upper"]]


def _claim_sides(source: _Source) -> Iterator[Row]:
    for claim in source.document["claims"]:
        for side in _SIDES:
            for attribution in claim[side]:
                yield [claim["id"], side, attribution]


def _claim_parties(source: _Source) -> Iterator[Row]:
    for claim in source.document["claims"]:
        for number, party in enumerate(claim["parties"], start=1):
            counts = party["origins"]
            for attribution in party["attributions"]:
                yield [
                    *(claim["id"], number, party["side"], " ".join(party["speakers"]) or None, attribution),
                    *(party["first_at"], party["last_at"], counts["reports"], counts["lower"], counts["upper"]),
                ]


def _copies(source: _Source) -> Iterator[Row]:
    for copy in source.document["copies"]:
        yield [
            *(copy["from"], copy["to"], copy["share"], copy["verbatim"], copy["manner"], copy["direction"]),
            *source.spanned(copy["to"], copy["credit"]),
            len(copy["passages"]),
        ]


def _passages(source: _Source) -> Iterator[Row]:
    for copy in source.document["copies"]:
        for there, here in copy["passages"]:
            yield [
                *(copy["from"], copy["to"]),
                *source.spanned(copy["from"], there),
                *source.spanned(copy["to"], here),
            ]


def _times(source: _Source) -> Iterator[Row]:
    for t in source.document["times"]:
        yield [t["article"], *t["span"], t["exact"], t["type"], t["value"], t["mod"]]


def _timeline(source: _Source) -> Iterator[Row]:
    for entry in source.document["timeline"]:
        for ref in entry["refs"]:
            yield [entry["at"], ref, None, None, None, None]
        for place in entry["places"]:
            yield [entry["at"], None, place["article"], *place["span"], place["exact"]]


def _flags(source: _Source) -> Iterator[Row]:
    for flag in source.document["flags"]:
        head = [flag["id"], flag["kind"], flag["detail"]]
        yield from ([*head, p["article"], *p["span"], p["exact"]] for p in flag["evidence"])
        if not flag["evidence"]:
            yield [*head, None, None, None, None]


def _faults(source: _Source) -> Iterator[Row]:
    for fault in source.document["faults"]:
        yield [fault["input"], fault["reason"], fault["lost"], fault["hint"]]


TABLES: tuple[Table, ...] = (
    Table(
        "articles",
        _columns(
            *("id", "external_id", "path", "url", "title", "publisher", "authors", "published_at", "published_from"),
            *("retrieved_at", "language", "sha256", "n_characters", "text"),
        ),
        _articles,
    ),
    Table("furniture", _columns("article", "*"), _furniture),
    Table("stories", _columns("id", "title", "n_articles", "begins_at", "ends_at"), _stories),
    Table("story_articles", _columns("story", "article"), _story_articles),
    Table("entities", _columns("id", "name", "kind", "forms", "n_mentions"), _entities),
    Table("mentions", _columns("entity", "article", "*"), _mentions),
    Table(
        "attributions",
        _columns(
            *("id", "article", "form", "content*", "source*", "cue*", "speaker_id", "speaker_name", "speaker_kind"),
            *("speaker_start", "speaker_end", "via", "nested_in", "quote_family", "basis", "confidence", "unbalanced"),
        ),
        _attributions,
    ),
    Table("contents", _columns("attribution", "article", "part", "*"), _contents),
    Table("via", _columns("attribution", "article", "step", "name", "kind", "*"), _via),
    Table("quote_families", _columns("id", "speaker", "fullest", "n_members"), _quote_families),
    Table("quote_members", _columns("quote_family", "attribution", "change"), _quote_members),
    Table("edits", _columns("quote_family", "attribution", "kind", "fullest*", "here*"), _edits),
    Table(
        "figures",
        _columns(
            *("id", "article", "*", "value", "value_to", "unit", "bound", "measured*"),
            *("as_of", "attribution", "according_to", "quantity"),
        ),
        _figures,
    ),
    Table("quantities", _columns("id", "label", "n_figures", "disputed"), _quantities),
    Table(
        "positions",
        _columns("quantity", "position", "low", "high", "n_reports", "origins_lower", "origins_upper", "figure"),
        _positions,
    ),
    Table("claims", _columns("id", "claim", "status", "n_reports", "origins_lower", "origins_upper"), _claims),
    Table("claim_sides", _columns("claim", "side", "attribution"), _claim_sides),
    Table(
        "claim_parties",
        _columns(
            *("claim", "party", "side", "speakers", "attribution", "first_at", "last_at"),
            *("n_reports", "origins_lower", "origins_upper"),
        ),
        _claim_parties,
    ),
    Table(
        "copies", _columns("from", "to", "share", "verbatim", "manner", "direction", "credit*", "n_passages"), _copies
    ),
    Table("passages", _columns("from", "to", "there*", "here*"), _passages),
    Table("times", _columns("article", "*", "type", "value", "mod"), _times),
    Table("timeline", _columns("at", "ref", "article", "*"), _timeline),
    Table("flags", _columns("id", "kind", "detail", "article", "*"), _flags),
    Table("faults", _columns("input", "reason", "lost", "hint"), _faults),
)
