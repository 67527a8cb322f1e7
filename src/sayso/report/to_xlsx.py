"""The report as an Excel workbook (OOXML), one sheet a table.

Invariant: no cell is run as a formula or link, and no text is cut: what is longer than a cell holds goes on in the
cells to the right of the row's last column.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime

from sayso.errors import UsageError
from sayso.model.dossier import Dossier
from sayso.report.tables import TABLES, Row, read_tables

CELL = 32_767  # UTF-16 units that a cell holds at most
MOST_ROWS = 1_048_576
_MADE_AT = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # of every workbook: same input, same bytes
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def to_xlsx(dossier: Dossier) -> bytes:
    """Render a workbook with the tables of the CSV files; cells hold numbers and truths as such.

    Raises:
        UsageError: XlsxWriter is not installed, or a table has more rows than a sheet holds.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise UsageError(
            "xlsx wants the library XlsxWriter: `pip install '.[xlsx]'` in sayso's folder, or use csv"
        ) from error
    out = io.BytesIO()
    source = read_tables(dossier)
    with Workbook(out, _PLAIN) as workbook:
        workbook.set_properties({"created": _MADE_AT})
        for table in TABLES:
            sheet = workbook.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate([list(table.columns), *table.rows(source)]):
                if number >= MOST_ROWS:
                    raise UsageError(f"{table.name} has more rows than a sheet holds ({MOST_ROWS}): use csv")
                for place, value in enumerate(_spread(row)):
                    sheet.write(number, place, value)
    return out.getvalue()


def _spread(row: Row) -> Row:
    """Move what does not fit into a cell behind the row's end."""
    half = CELL // 2  # a code point is two UTF-16 units at most
    first = [value[:half] if isinstance(value, str) and len(value) > half else value for value in row]
    rest = [value[half:] for value in row if isinstance(value, str) and len(value) > half]
    return first + [part[at : at + half] for part in rest for at in range(0, len(part), half)]
