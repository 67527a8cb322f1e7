"""Rows of a table, for whoever looks: columns that fit a terminal, tab-separated lines, JSON lines or CSV.

Invariant: the same rows with the same keys in every form; a row names its article, and its words stand beside the span
they were cut from. Only the terminal's table leaves out columns, and the end of what is long.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.cli.terminal import escape, escape_json, escape_line, is_terminal, tell, write_out
from sayso.codec import to_json_bytes
from sayso.errors import UsageError
from sayso.report.to_csv import guard_cell

Row = Mapping[str, Any]

WHOLE = {
    "id",
    "published_at",
    "kind",
    "basis",
    "bound",
    "value",
    "value_to",
    "share",
    "direction",
    "lost",
}  # never folded
LONGEST = 300  # characters of a cell that a terminal shows
OPENING = 60  # characters of the first of several texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns by key, those of them that a terminal shows (key to heading), and what to say when there are no rows.

    Of a column in ``opened``, a list of texts, the terminal shows how the first begins and how many more there are.
    """

    columns: Sequence[str]
    shown: Mapping[str, str]
    empty: str
    opened: Container[str] = ()


def write_rows(table: Table, rows: Iterable[Row], *, as_json: bool, as_csv: bool) -> None:
    """Write rows to standard output in the form that was asked for, else as suits where they go.

    Raises:
        UsageError: two forms were asked for.
    """
    if as_json and as_csv:
        raise UsageError("ask for --json or for --csv, not for both")
    if as_json:
        for row in rows:
            write_out(escape_json(to_json_bytes(row).decode("utf-8") + "\n").encode("utf-8"))
    elif as_csv:
        for line in _csv_lines(table, rows):
            write_out(escape(line) if is_terminal(sys.stdout) else line.encode("utf-8"))
    elif is_terminal(sys.stdout):
        _write_table(table, list(rows))
    else:
        for line in _tab_separated(table, rows):
            write_out(line)


def _csv_lines(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    yield _csv_line(table.columns)
    for row in rows:
        yield _csv_line([guard_cell(cell_of(row[key])) for key in table.columns])


def _csv_line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def _tab_separated(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    yield "\t".join(table.columns) + "\n"
    for row in rows:
        yield "\t".join(escape_line(cell_of(row[key])) for key in table.columns) + "\n"


def cell_of(value: object) -> str:
    """Give a value as one cell: words broken by their cue are joined by " … ", spans are written as in JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return " … ".join(value)
    return to_json_bytes(value).decode("utf-8")


def _write_table(table: Table, rows: Sequence[Row]) -> None:
    if not rows:
        tell(table.empty)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for key, heading in table.shown.items():
        drawn.add_column(heading, overflow="fold", no_wrap=key in WHOLE)
    for row in rows:
        drawn.add_row(*(Text(_shown(row[key], opened=key in table.opened)) for key in table.shown))
    console = Console(file=sys.stdout)
    with console.capture() as capture:
        console.print(drawn)
    write_out(capture.get())


def _shown(value: object, *, opened: bool) -> str:
    if not opened or not isinstance(value, list) or not value:
        return _on_one_line(cell_of(value), LONGEST)
    more = f" (+{len(value) - 1} more)" if len(value) > 1 else ""
    return _on_one_line(cell_of(value[:1]), OPENING) + more


def _on_one_line(cell: str, longest: int) -> str:
    words = escape(" ".join(cell.split()))
    return words if len(words) <= longest else words[:longest].rpartition(" ")[0] + " …"
