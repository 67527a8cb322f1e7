"""Each export is read back by a reader of its format, or held to its standard."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from typing import Any

import jsonschema
import pytest
from prov.model import ProvDocument

from sayso.errors import UsageError
from sayso.report.document import build_document
from sayso.report.export import EXPORTS, export_as
from sayso.report.tables import TABLES, Kind, Source, read_tables
from sayso.report.to_datasette import to_datasette
from sayso.report.to_ftm import to_ftm
from sayso.report.to_json import report_schema
from sayso.report.to_jsonl import TYPES, to_jsonl
from sayso.report.to_prov import to_prov
from sayso.report.to_schema_org import to_schema_org
from sayso.report.to_webanno import to_webanno
from tests.report.invented import AGENCY, CUT, FULLEST, ONE, TWO, dossier

TEXTS = {f"urn:x-sayso:{article.id}": article.text for article in (ONE, TWO)}
LINES = [json.loads(line) for line in to_jsonl(dossier()).splitlines()]
COLLECTION = json.loads(to_webanno(dossier()))
GRAPH = json.loads(to_schema_org(dossier()))["@graph"]
ENTITIES = [json.loads(line) for line in to_ftm(dossier()).splitlines()]
PROV = ProvDocument.deserialize(io.StringIO(to_prov(dossier()).decode()), format="json")

ANNOTATION: dict[str, Any] = {
    "type": "object",
    "required": ["id", "type", "target", "motivation"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:"},
        "type": {"const": "Annotation"},
        "motivation": {
            "enum": "assessing bookmarking classifying commenting describing editing highlighting identifying linking "
            "moderating questioning replying tagging".split()
        },
        "body": {
            "type": "array",
            "items": {"anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in ("text", "identified", "specific")]},
        },
        "target": {"anyOf": [{"$ref": "#/$defs/specific"}, {"type": "array", "items": {"$ref": "#/$defs/specific"}}]},
    },
    "$defs": {
        "text": {
            "required": ["type", "value"],
            "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}},
        },
        "identified": {
            "required": ["type", "source"],
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": {"type": "string", "pattern": "^urn:"},
            },
        },
        "specific": {
            "required": ["type", "source", "selector"],
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": {"type": "object", "required": ["id"]},
                "selector": {
                    "type": "array",
                    "prefixItems": [
                        {"required": ["type", "exact"], "properties": {"type": {"const": "TextQuoteSelector"}}},
                        {
                            "required": ["type", "start", "end"],
                            "properties": {"type": {"const": "TextPositionSelector"}, "start": {"minimum": 0}},
                        },
                    ],
                    "items": False,
                },
            },
        },
    },
}
"""What the Web Annotation Data Model demands of an annotation (sections 3 and 4), as far as ours use it."""


@pytest.mark.parametrize("to", list(EXPORTS))
def test_same_bytes(to: str) -> None:
    """Two runs give the same bytes, in every format."""
    assert export_as(dossier(), to) == export_as(dossier(), to)


def test_no_such_format() -> None:
    """A format that there is not is refused, with those that there are."""
    with pytest.raises(UsageError, match="choose one of jsonl, csv"):
        export_as(dossier(), "docx")


def test_jsonl_holds_the_document() -> None:
    """Put together again, the lines are the document."""
    told = {**LINES[0]["report"]}
    told |= {key: [line[type_] for line in LINES if line["record"] == type_] for key, type_ in TYPES.items()}
    assert told == json.loads(json.dumps(build_document(dossier())))


def test_jsonl_records_obey_the_schema() -> None:
    """Each record is what the report's schema says of its type."""
    definitions = report_schema()["$defs"]
    faults = [
        error.message
        for line in LINES[1:]
        for error in jsonschema.Draft202012Validator(
            {"$ref": f"#/$defs/{line['record']}", "$defs": definitions}
        ).iter_errors(line[line["record"]])
    ]
    assert faults == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_cells_are_of_their_kind(table: Any) -> None:
    """Every cell holds what its column is said to hold."""
    source: Source = read_tables(dossier())
    types = {Kind.TEXT: str, Kind.INTEGER: int, Kind.NUMBER: (int, float), Kind.TRUTH: bool}
    wrong = [
        (column, value)
        for row in table.rows(source)
        for column, value in zip(table.columns, row, strict=True)
        if value is not None and not isinstance(value, types[table.kind(column)])
    ]
    assert wrong == []


def test_annotations_obey_the_model() -> None:
    """Each annotation has what the W3C's model demands."""
    check = jsonschema.Draft202012Validator(ANNOTATION)
    items = COLLECTION["first"]["items"]
    assert [error.message for item in items for error in check.iter_errors(item)] == []


def test_annotations_select_their_words() -> None:
    """Cutting the text at each position gives the quotation, with what stands before and after it."""
    targets = [
        target
        for item in COLLECTION["first"]["items"]
        for target in (item["target"] if isinstance(item["target"], list) else [item["target"]])
    ]
    cut = [(TEXTS[t["source"]["id"]], t["selector"][1]["start"], t["selector"][1]["end"]) for t in targets]
    found = [(text[max(0, a - 32) : a], text[a:b], text[b : b + 32]) for text, a, b in cut]
    assert found == [tuple(t["selector"][0][key] for key in ("prefix", "exact", "suffix")) for t in targets]


def test_annotations_are_counted() -> None:
    """The collection says how many annotations it has, and no two bear one name."""
    names = [item["id"] for item in COLLECTION["first"]["items"]]
    assert (COLLECTION["total"], len(set(names))) == (len(names), len(names))


def test_schema_org_refers_to_what_is_there() -> None:
    """Each thing that is referred to is in the graph."""
    text = to_schema_org(dossier()).decode()
    ids = [node["@id"] for node in GRAPH]
    assert [part.split('"')[0] for part in text.split('"@id": "')[1:] if part.split('"')[0] not in ids] == []


def test_schema_org_quotation() -> None:
    """A quotation names its words, who said them, and where they stand."""
    assert next(node for node in GRAPH if node["@id"].endswith(FULLEST.id)) == {
        "@type": "Quotation",
        "@id": "urn:x-sayso:att-gates",
        "text": "We opened all six gates before midnight, and the wall has not moved,",
        "spokenByCharacter": {"@id": "urn:x-sayso:ent-keeper"},
        "isPartOf": {"@id": f"urn:x-sayso:{ONE.id}"},
        "position": "135-203",
    }


def test_prov_is_read() -> None:
    """A reader of PROV finds the cut article derived from the first, and the quote from its article."""
    derived = {(str(of), str(source)) for _, (of, source, *_) in _derivations()}
    assert derived >= {(f"sayso:{TWO.id}", f"sayso:{ONE.id}"), (f"sayso:{CUT.id}", f"sayso:{TWO.id}")}


def _derivations() -> list[tuple[Any, Any]]:
    return [(r, r.args) for r in PROV.get_records() if r.get_type().localpart == "Derivation"]


def test_ftm_refers_to_what_is_there() -> None:
    """Each entity that is referred to is in the file."""
    ids = {entity["id"] for entity in ENTITIES}
    named = [e["properties"].get(key, []) for e in ENTITIES for key in ("document", "resolved", "entity")]
    assert {id_ for values in named for id_ in values} - ids == set()


def test_sqlite_links_hold() -> None:
    """No foreign key leads nowhere, and nothing is broken."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(to_datasette(dossier()))
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        assert (broken, database.execute("PRAGMA integrity_check").fetchone()) == ([], ("ok",))


def test_sqlite_is_searched() -> None:
    """Words are found by the index, and lead to the very span."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(to_datasette(dossier()))
        found = database.execute(
            'SELECT article, start, "end" FROM contents JOIN contents_fts ON contents.rowid = contents_fts.rowid '
            "WHERE contents_fts MATCH '\"six gates\"'"
        ).fetchall()
    assert [AGENCY[start:end] for _, start, end in found] == [FULLEST.content[0].cut(AGENCY)]
