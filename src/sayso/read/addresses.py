"""Lists of web addresses, as people keep them: one a line, a column of a table, or the feeds of an OPML file.

Invariant: a line either gives its address or is told; an address is given once.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import InputError
from sayso.model.article import Fault
from sayso.read.detect import decode_bytes
from sayso.read.feeds import read_feed_list
from sayso.read.files import show_path, tell_why

MOST_BYTES = 20_000_000
_HEADINGS = ("url", "address", "link", "href", "uri", "feed", "xmlurl")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{0,20}://\S+", re.IGNORECASE)
_OPML = re.compile(rb"<opml[\s>]", re.IGNORECASE)


def is_address(given: str) -> bool:
    """Say whether what was typed is an address and no path: it begins with a scheme and ``://``."""
    return _ADDRESS.match(given) is not None


def read_addresses(path: Path) -> Iterator[str | Fault]:
    """Read the addresses of a list: text (one a line, ``#`` begins a remark), CSV or TSV, or OPML.

    In a table the column is the one headed "url", "address", "link" or the like, else the first cell that holds one.

    Yields:
        Each address once, and a fault for each line without one.

    Raises:
        InputError: the list cannot be read, or is none.
    """
    name = show_path(path, path.parent)
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(name, tell_why(error), "check the path") from error
    if len(data) > MOST_BYTES:
        raise InputError(name, f"a list may have {MOST_BYTES:,} bytes at most")
    if _OPML.search(data[:4096]):
        yield from read_feed_list(data, name)
        return
    lines = decode_bytes(data, name).text.splitlines()
    delimiter = {".csv": _delimiter_of(lines), ".tsv": "\t"}.get(path.suffix.lower())
    rows = _lines(lines) if delimiter is None else _cells(lines, delimiter)
    seen: set[str] = set()
    for number, address in rows:
        if address is None:
            yield Fault(input=f"{name}:{number}", reason="this line holds no web address")
        elif address not in seen:
            seen.add(address)
            yield address


def _lines(lines: list[str]) -> Iterator[tuple[int, str | None]]:
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            found = _ADDRESS.search(line)
            yield number, found[0] if found else None


def _cells(lines: list[str], delimiter: str) -> Iterator[tuple[int, str | None]]:
    table = csv.reader(lines, delimiter=delimiter)
    column: int | None = None
    try:
        for position, row in enumerate(table):
            cells = [cell.strip() for cell in row]
            headings = [cell.casefold() for cell in cells]
            if position == 0 and not any(map(is_address, cells)):
                column = next((headings.index(name) for name in _HEADINGS if name in headings), None)
            elif any(cells):
                wanted = cells if column is None else cells[column : column + 1]
                yield table.line_num, next(filter(is_address, wanted), None)
    except csv.Error:  # a cell too long, a quotation mark that never closes
        yield table.line_num, None


def _delimiter_of(lines: list[str]) -> str:
    first = next((line for line in lines if line.strip()), "")
    return max(",;\t", key=first.count)
