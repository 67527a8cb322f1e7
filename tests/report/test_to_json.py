"""The JSON report obeys its schema and its promises."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from sayso.model.dossier import Dossier
from sayso.report.to_json import report_schema, to_json
from sayso.report.verify import verify_report
from tests.report.drawn import dossiers
from tests.report.invented import AGENCY, ONE, TWO, dossier

SCHEMA = jsonschema.Draft202012Validator(report_schema())


def document() -> dict[str, Any]:
    """Give the made-up dossier as the document one reads back."""
    found: dict[str, Any] = json.loads(to_json(dossier()))
    return found


def test_schema_is_a_schema() -> None:
    """What ships as a schema is itself valid JSON Schema 2020-12."""
    assert SCHEMA.check_schema(report_schema()) is None


def test_keys_in_order() -> None:
    """The document's keys are those of the contract, in a fixed order."""
    assert list(document()) == [
        *("schema", "generated_at", "provenance", "articles", "stories", "entities", "attributions"),
        *(
            "quote_families",
            "figures",
            "quantities",
            "claims",
            "copies",
            "times",
            "timeline",
            "flags",
            "faults",
            "judgements",
            "digests",
        ),
    ]


def test_attribution() -> None:
    """An attribution carries its exact words, its speaker with a span, its family and its basis."""
    assert document()["attributions"][2] == {
        "id": "att-cut",
        "article": TWO.id,
        "form": "mixed",
        "content": [[59, 127]],
        "exact": ["the gates were opened “before midnight” and “the wall has not moved”"],
        "source": [28, 38],
        "cue": [39, 43],
        "speaker": {"id": "ent-keeper", "name": "Lena Brasc", "kind": "person", "span": [28, 38]},
        "via": [],
        "nested_in": None,
        "quote_family": "fam-gates",
        "basis": "asserts",
        "confidence": 0.75,
        "unbalanced": False,
    }


def test_figure() -> None:
    """A figure carries its exact words, whole numbers without a point, and its quantity."""
    assert document()["figures"][0] == {
        "id": "fig-400",
        "article": ONE.id,
        "span": [217, 237],
        "exact": "More than 400 people",
        "value": 400,
        "value_to": None,
        "unit": "people",
        "bound": "more than",
        "measured": [231, 237],
        "as_of": None,
        "attribution": None,
        "according_to": None,
        "quantity": "qty-people",
    }


def test_copy() -> None:
    """A copy names its two articles and gives its passages as pairs of spans."""
    assert document()["copies"] == [
        {
            "from": ONE.id,
            "to": TWO.id,
            "share": 0.125,
            "verbatim": True,
            "manner": "verbatim",
            "passages": [[[180, 202], [104, 126]]],
            "direction": "unknown",
            "credit": None,
        }
    ]


def test_text_as_read() -> None:
    """An article's text stands in the document as it was read."""
    assert document()["articles"][0]["text"] == AGENCY


def test_same_bytes() -> None:
    """Two runs over the same dossier give the same bytes."""
    assert to_json(dossier()) == to_json(dossier())


@pytest.mark.parametrize("instant", [None, "2031-05-03T07:00:00Z"])
def test_generated_at(instant: str | None) -> None:
    """The time of writing stands in the report only if it was given."""
    assert json.loads(to_json(dossier(), generated_at=instant))["generated_at"] == instant


def test_a_record_a_line() -> None:
    """Each record has a line of its own, so that two reports can be compared line by line."""
    assert sum(line.startswith(b'{"id":"att-') for line in to_json(dossier()).splitlines()) == 3


def test_obeys_schema() -> None:
    """The made-up dossier's document obeys the schema."""
    assert list(SCHEMA.iter_errors(document())) == []


@given(dossiers())
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
def test_always_obeys_schema_and_verifies(drawn: Dossier) -> None:
    """Whatever the articles hold, the document obeys the schema and verifies."""
    data = to_json(drawn)
    assert (list(SCHEMA.iter_errors(json.loads(data))), verify_report(data).n_articles) == ([], len(drawn.articles))


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("attributions", {"form": "shouted"}),
        ("attributions", {"basis": "claims"}),
        ("figures", {"bound": "roughly"}),
        ("flags", {"kind": "lie"}),
        ("copies", {"share": 1.5}),
        ("articles", {"sha256": "abc"}),
        ("articles", {"surprise": 1}),
        ("times", {"span": [3]}),
    ],
)
def test_schema_refuses(table: str, change: dict[str, Any]) -> None:
    """The schema refuses a word outside its vocabulary, an unknown key, a number out of range."""
    wrong = document()
    wrong[table][0] |= change
    assert len(list(SCHEMA.iter_errors(wrong))) == 1
