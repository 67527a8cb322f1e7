"""The report as flat tables: what CSV, spreadsheets, Parquet and SQLite hold.

Invariant: the tables and their columns are the same for every dossier, each value is of its column's kind, and a span
is always ``*_start`` and ``*_end`` (code points of the article's text) with its words beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.model.dossier import Dossier
from sayso.report.document import build_document

Record = Mapping[str, Any]
Cell = str | int | float | bool | None
Row = list[Any]


class Kind(StrEnum):
    """What the cells of a column hold, where they are not empty."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "truth"


_TRUTHS = frozenset(("verbatim", "unbalanced", "disputed", "doubtful", "certain", "lost", "said"))
_NUMBERS = frozenset(("value", "value_to", "low", "high", "share", "confidence"))
_INTEGERS = frozenset(("start", "end", "part", "step", "position", "party", "origin", "origins_lower", "origins_upper"))


@dataclass(frozen=True, slots=True)
class Source:
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
    rows: Callable[[Source], Iterator[Row]]

    def kind(self, column: str) -> Kind:
        """Say what a column of this table holds; a judgement's ``value`` is words."""
        if column in _TRUTHS:
            return Kind.TRUTH
        if column in _NUMBERS and self.name not in _WORDED:
            return Kind.NUMBER
        is_count = column in _INTEGERS or column.startswith("n_") or column.endswith(("_start", "_end"))
        return Kind.INTEGER if is_count else Kind.TEXT


_WORDED = frozenset(("judgements", "times"))  # here ``value`` is a name or a TIMEX3 value


def read_tables(dossier: Dossier) -> Source:
    """Give what the tables' rows come out of."""
    document = build_document(dossier)
    return Source(document, {article["id"]: article["text"] for article in document["articles"]})


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


def _articles(source: Source) -> Iterator[Row]:
    for a in source.document["articles"]:
        yield [
            *(a[key] for key in ("id", "external_id", "path", "url", "title", "publisher")),
            "; ".join(a["authors"]),
            *(a[key] for key in ("published_at", "published_from", "retrieved_at", "language", "sha256")),
            *(a[key] for key in ("published_zone", "modified_at", "modified_zone", "record_id", "record_digest")),
            *(a["title_span"] or (None, None)),
            a["not_annotated"],
            len(a["text"]),
            a["text"],
        ]


def _furniture(source: Source) -> Iterator[Row]:
    for a in source.document["articles"]:
        for span in a["furniture"]:
            yield [a["id"], *source.spanned(a["id"], span)]


def _stories(source: Source) -> Iterator[Row]:
    for story in source.document["stories"]:
        yield [story["id"], story["title"], len(story["articles"]), story["begins_at"], story["ends_at"]]


def _story_articles(source: Source) -> Iterator[Row]:
    for story in source.document["stories"]:
        for article in story["articles"]:
            yield [story["id"], article]


def _entities(source: Source) -> Iterator[Row]:
    for entity in source.document["entities"]:
        yield [entity["id"], entity["name"], entity["kind"], " | ".join(entity["forms"]), len(entity["mentions"])]


def _mentions(source: Source) -> Iterator[Row]:
    for entity in source.document["entities"]:
        for place in entity["mentions"]:
            yield [entity["id"], place["article"], *place["span"], place["exact"]]


def _attributions(source: Source) -> Iterator[Row]:
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


def _contents(source: Source) -> Iterator[Row]:
    for a in source.document["attributions"]:
        for part, (span, exact) in enumerate(zip(a["content"], a["exact"], strict=True), start=1):
            yield [a["id"], a["article"], part, *span, exact]


def _via(source: Source) -> Iterator[Row]:
    for a in source.document["attributions"]:
        for step, hop in enumerate(a["via"], start=1):
            yield [a["id"], a["article"], step, hop["name"], hop["kind"], *source.spanned(a["article"], hop["span"])]


def _quote_families(source: Source) -> Iterator[Row]:
    for family in source.document["quote_families"]:
        yield [family["id"], family["speaker"], family["fullest"], len(family["members"])]


def _quote_members(source: Source) -> Iterator[Row]:
    for family in source.document["quote_families"]:
        for member in family["members"]:
            yield [family["id"], member["attribution"], member["change"]]


def _edits(source: Source) -> Iterator[Row]:
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


def _figures(source: Source) -> Iterator[Row]:
    for f in source.document["figures"]:
        yield [
            *(f["id"], f["article"], *f["span"], f["exact"]),
            *(f[key] for key in ("value", "value_to", "unit", "bound")),
            *source.spanned(f["article"], f["measured"]),
            *(f[key] for key in ("as_of", "attribution", "according_to", "quantity")),
        ]


def _quantities(source: Source) -> Iterator[Row]:
    for quantity in source.document["quantities"]:
        yield [quantity["id"], quantity["label"], len(quantity["figures"]), quantity["disputed"]]


def _positions(source: Source) -> Iterator[Row]:
    for quantity in source.document["quantities"]:
        for number, position in enumerate(quantity["positions"], start=1):
            counts = position["origins"]
            for figure in position["figures"]:
                yield [
                    *(quantity["id"], number, position["low"], position["high"]),
                    *(counts["reports"], counts["lower"], counts["upper"], figure),
                ]


def _origins(source: Source) -> Iterator[tuple[Row, Record]]:
    """Give each count of origins with what it is of: a position of a quantity, a claim, or a party of a claim."""
    for quantity in source.document["quantities"]:
        for number, position in enumerate(quantity["positions"], start=1):
            yield [quantity["id"], number], position["origins"]
    for claim in source.document["claims"]:
        yield [claim["id"], None], claim["origins"]
        for number, party in enumerate(claim["parties"], start=1):
            yield [claim["id"], number], party["origins"]


def _origin_groups(source: Source) -> Iterator[Row]:
    for of, counts in _origins(source):
        for number, group in enumerate(counts["groups"], start=1):
            yield from ([*of, number, report] for report in group)


def _ties(source: Source) -> Iterator[Row]:
    for of, counts in _origins(source):
        for tie in counts["why"]:
            head = [*of, *(tie[key] for key in ("a", "b", "because", "certain"))]
            yield from ([*head, place["article"], *place["span"], place["exact"]] for place in tie["evidence"])
            if not tie["evidence"]:
                yield [*head, None, None, None, None]


_SIDES = ("asserted", "denied", "doubted", "not_observed", "observed")


def _claims(source: Source) -> Iterator[Row]:
    for claim in source.document["claims"]:
        counts = claim["origins"]
        yield [
            *(claim["id"], claim["claim"], claim["status"], claim["doubtful"]),
            *(counts["reports"], counts["lower"], counts["upper"]),
        ]


def _claim_sides(source: Source) -> Iterator[Row]:
    for claim in source.document["claims"]:
        for side in _SIDES:
            for attribution in claim[side]:
                yield [claim["id"], side, attribution]


def _claim_parties(source: Source) -> Iterator[Row]:
    for claim in source.document["claims"]:
        for number, party in enumerate(claim["parties"], start=1):
            counts = party["origins"]
            for attribution in party["attributions"]:
                yield [
                    *(claim["id"], number, party["side"], " ".join(party["speakers"]) or None, attribution),
                    *(party["first_at"], party["last_at"], counts["reports"], counts["lower"], counts["upper"]),
                ]


def _copies(source: Source) -> Iterator[Row]:
    for copy in source.document["copies"]:
        yield [
            *(copy["from"], copy["to"], copy["share"], copy["verbatim"], copy["manner"], copy["direction"]),
            *source.spanned(copy["to"], copy["credit"]),
            len(copy["passages"]),
        ]


def _passages(source: Source) -> Iterator[Row]:
    for copy in source.document["copies"]:
        for there, here in copy["passages"]:
            yield [
                *(copy["from"], copy["to"]),
                *source.spanned(copy["from"], there),
                *source.spanned(copy["to"], here),
            ]


def _times(source: Source) -> Iterator[Row]:
    for t in source.document["times"]:
        yield [t["article"], *t["span"], t["exact"], t["type"], t["value"], t["mod"], t["zone"]]


def _timeline(source: Source) -> Iterator[Row]:
    for entry in source.document["timeline"]:
        for ref in entry["refs"]:
            yield [entry["at"], entry["dated_by"], ref, ref in entry["said"], None, None, None, None]
        for place in entry["places"]:
            yield [entry["at"], entry["dated_by"], None, None, place["article"], *place["span"], place["exact"]]


def _flags(source: Source) -> Iterator[Row]:
    for flag in source.document["flags"]:
        head = [flag["id"], flag["kind"], flag["detail"]]
        yield from ([*head, p["article"], *p["span"], p["exact"]] for p in flag["evidence"])
        if not flag["evidence"]:
            yield [*head, None, None, None, None]


def _faults(source: Source) -> Iterator[Row]:
    for fault in source.document["faults"]:
        yield [fault["input"], fault["reason"], fault["lost"], fault["hint"]]


def _judgements(source: Source) -> Iterator[Row]:
    for judgement in source.document["judgements"]:
        yield [
            *(judgement[key] for key in ("id", "kind", "a", "b", "verdict", "value")),
            *(judgement["value_span"] or (None, None)),
            *(judgement[key] for key in ("was", "decided_at", "decided_by")),
        ]


def _judgement_anchors(source: Source) -> Iterator[Row]:
    for judgement in source.document["judgements"]:
        for anchor in judgement["anchors"]:
            for span in anchor["spans"]:
                words = source.texts.get(anchor["article"], "")[span[0] : span[1]] or None
                yield [judgement["id"], anchor["article"], anchor["sha256"], *span, words]


def _provenance(source: Source) -> Iterator[Row]:
    made_by = source.document["provenance"]
    yield [source.document["schema"], *(made_by[key] for key in ("tool", "version", "annotator", "weights"))]


TABLES: tuple[Table, ...] = (
    Table(
        "articles",
        _columns(
            *("id", "external_id", "path", "url", "title", "publisher", "authors", "published_at", "published_from"),
            *("retrieved_at", "language", "sha256", "published_zone", "modified_at", "modified_zone", "record_id"),
            *("record_digest", "title_start", "title_end", "not_annotated", "n_characters", "text"),
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
    Table("origin_groups", _columns("of", "part", "origin", "report"), _origin_groups),
    Table("ties", _columns("of", "part", "a", "b", "because", "certain", "article", "*"), _ties),
    Table(
        "claims", _columns("id", "claim", "status", "doubtful", "n_reports", "origins_lower", "origins_upper"), _claims
    ),
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
    Table("times", _columns("article", "*", "type", "value", "mod", "zone"), _times),
    Table("timeline", _columns("at", "dated_by", "ref", "said", "article", "*"), _timeline),
    Table("flags", _columns("id", "kind", "detail", "article", "*"), _flags),
    Table("faults", _columns("input", "reason", "lost", "hint"), _faults),
    Table(
        "judgements",
        _columns(
            *("id", "kind", "a", "b", "verdict", "value", "value_start", "value_end"),
            *("was", "decided_at", "decided_by"),
        ),
        _judgements,
    ),
    Table("judgement_anchors", _columns("judgement", "article", "sha256", "*"), _judgement_anchors),
    Table("provenance", _columns("schema", "tool", "version", "annotator", "weights"), _provenance),
)
