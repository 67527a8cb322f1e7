"""Whether a report says only what its articles say.

Invariant: `verify_report` trusts nothing but the texts that stand in the report. It hashes every text again, cuts every
span again, looks up every id and name, and returns only if nothing differs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sayso.errors import ReportError
from sayso.report.document import SCHEMA
from sayso.report.verify_bundle import check_bundle
from sayso.report.verify_document import DocumentCheck
from sayso.report.verify_page import check_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was checked and found right: so many articles, spans and strings of a report of this kind.

    ``n_missing`` counts the articles of a bundle whose text is not in it; then its files were checked, and no span.
    """

    kind: Literal["json", "html", "bundle"]
    n_articles: int
    n_spans: int
    n_strings: int
    n_missing: int = 0


def verify_report(data: bytes, texts: Mapping[str, str] | None = None) -> Verification:
    """Verify a report, JSON or HTML, or a bundle, against the texts it carries.

    ``texts`` are texts by their SHA-256, for a bundle that carries none.

    Raises:
        ReportError: the bytes are no report of a version we know, or a hash, an id, a name or a string differs.
        SpanError: a span does not lie in its text, or other words stand there than the report says.

    The message names the article, the field, what was expected and what was found, at the first difference.
    """
    if data.startswith(b"PK"):
        found_right = check_bundle(data, texts)
        return Verification(
            kind="bundle",
            n_articles=found_right.n_articles,
            n_spans=found_right.n_spans,
            n_strings=found_right.n_strings,
            n_missing=found_right.n_missing,
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReportError(f"not a report: no UTF-8 at byte {error.start}") from error
    if text.lstrip().startswith("<"):
        page = check_page(text)
        return Verification(kind="html", n_articles=page.n_articles, n_spans=page.n_spans, n_strings=page.n_spans)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"not a report: neither a page nor JSON ({error})") from error
    found = document.get("schema") if isinstance(document, dict) else None
    if found != SCHEMA:
        raise ReportError(f"schema: expected {SCHEMA!r}, found {found!r}; verify with the version that wrote it")
    check = DocumentCheck(document)
    check.run()
    return Verification(kind="json", n_articles=len(check.texts), n_spans=check.n_spans, n_strings=check.n_strings)
