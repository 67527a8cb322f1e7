"""The report as CSV, one file a table (RFC 4180: CRLF, quotation marks doubled; UTF-8 with a byte order mark).

Invariant: every cell can be turned back into the exact words. The byte order mark is for Excel, which reads UTF-8 only
with it. A text cell that a spreadsheet would run as a formula (it starts with ``= + - @`` or a tab, after any
apostrophes) gets one apostrophe in front; ``unguard_cell`` takes it off again.
"""

from __future__ import annotations

import csv
import io
import re

from sayso.model.dossier import Dossier
from sayso.report.tables import TABLES, Cell, Source, Table, read_tables

_GUARDED = re.compile(r"'*[=+\-@\t\r]")


def to_csv(dossier: Dossier) -> dict[str, bytes]:
    """Render one CSV file a table: file name to bytes, every table present even when it has no rows.

    Spans are two columns, ``*_start`` and ``*_end`` (code points of the article's text), with their words beside them.
    """
    source = read_tables(dossier)
    return {f"{table.name}.csv": _write(table, source) for table in TABLES}


def guard_cell(cell: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula; other text is returned as it is."""
    return "'" + cell if _GUARDED.match(cell) else cell


def unguard_cell(cell: str) -> str:
    """Undo ``guard_cell``: ``unguard_cell(guard_cell(cell)) == cell`` for every text."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def _write(table: Table, source: Source) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.rows(source))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cell(value: Cell) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guard_cell(value) if isinstance(value, str) else value
