"""The report as JSON, one record a line, and the schema it obeys.

Invariant: the same dossier gives the same bytes; the document obeys ``report_schema()``.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from sayso.codec import to_json_bytes
from sayso.model.dossier import Dossier
from sayso.report.digests import digest_tables
from sayso.report.document import build_document


def to_json(dossier: Dossier, *, generated_at: str | None = None) -> bytes:
    """Render the report document as UTF-8 JSON: one line a record, so that two reports can be compared line by line.

    ``generated_at`` is an instant in UTC, ISO 8601; left out, two runs over the same input give the same bytes.
    """
    document = build_document(dossier, generated_at=generated_at)
    document["digests"] = digest_tables(document)
    return (
        b"{\n" + b",\n".join(to_json_bytes(key) + b": " + _lines(value) for key, value in document.items()) + b"\n}\n"
    )


def report_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of the report document, as shipped beside this file."""
    schema: dict[str, Any] = json.loads(files("sayso.report").joinpath("schema.json").read_bytes())
    return schema


def _lines(value: object) -> bytes:
    """Encode a value; a list gets one line an item."""
    if not isinstance(value, list) or not value:
        return to_json_bytes(value)
    return b"[\n" + b",\n".join(map(to_json_bytes, value)) + b"\n]"
