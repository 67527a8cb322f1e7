"""The report as JSON Lines: one record a line, each saying of what type it is.

Invariant: the lines hold all that the JSON document holds, in its order, and nothing else.
"""

from __future__ import annotations

from sayso.codec import to_json_bytes
from sayso.model.dossier import Dossier
from sayso.report.document import build_document

TYPES = {
    "articles": "article",
    "stories": "story",
    "entities": "entity",
    "attributions": "attribution",
    "quote_families": "quote_family",
    "figures": "figure",
    "quantities": "quantity",
    "claims": "claim",
    "copies": "copy",
    "times": "time",
    "timeline": "timeline_entry",
    "flags": "flag",
    "faults": "fault",
    "judgements": "judgement",
}
"""The lists of the document, and what one record of each is called; as in ``report_schema()["$defs"]``."""


def to_jsonl(dossier: Dossier) -> bytes:
    """Render UTF-8 JSON Lines: first the report's ``schema`` and ``provenance``, then a line a record.

    Each line is an object ``{"record": TYPE, TYPE: {...}}``, with a type of `TYPES`; the first is of type ``report``.
    """
    document = build_document(dossier)
    head = {key: value for key, value in document.items() if key not in TYPES}
    records = [{"record": "report", "report": head}]
    for key, type_ in TYPES.items():
        records += [{"record": type_, type_: record} for record in document[key]]
    return b"".join(to_json_bytes(record) + b"\n" for record in records)
