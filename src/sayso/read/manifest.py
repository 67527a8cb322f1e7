"""A ``manifest.csv`` beside the files: what a person stated of each.

Invariant: a row belongs to the file its ``path`` names from the manifest's folder on, and the first row for a file
counts. Whatever is not used (a second row, a row for a file that is not there, an unknown column) is told.
"""

from __future__ import annotations

import csv
import io
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sayso.errors import InputError
from sayso.model.article import Fault
from sayso.read.detect import decode_bytes, mend_text
from sayso.read.facts import NO_FACTS, Facts, from_fields
from sayso.text.normalize import normalize_text

MANIFEST_NAME = "manifest.csv"
MAX_MANIFEST_BYTES = 50_000_000
_MOST_IN_A_CELL = 131_072  # code points; the csv module's own limit is for a whole process, and libraries move it
_COLUMNS = ("path", "id", "title", "publisher", "published", "url", "authors", "retrieved")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest states, by path from its folder on, and what was wrong with it."""

    rows: Mapping[str, Facts] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def facts_of(self, path: str) -> Facts:
        """Give what is stated of a file; nothing, if no row names it."""
        return self.rows.get(path, NO_FACTS)


def read_manifest(path: Path, prefix: str, *, whole: bool) -> Manifest:
    """Read a manifest if there is one. It never raises: what is wrong stands in its faults.

    ``prefix`` is put before its name in faults. ``whole`` says that all of its folder is read, so that a row whose
    file is not there is worth telling.
    """
    name = prefix + MANIFEST_NAME
    try:
        if not path.is_file():
            return Manifest()
        if path.stat().st_size > MAX_MANIFEST_BYTES:
            raise InputError(name, f"a manifest may have {MAX_MANIFEST_BYTES:,} bytes at most")
        decoded = decode_bytes(path.read_bytes(), name)
    except InputError as error:
        return Manifest(faults=(Fault(input=name, reason=error.reason, hint=error.hint),))
    except OSError as error:
        return Manifest(faults=(Fault(input=name, reason=f"cannot be read: {error.strerror}"),))
    rows: dict[str, Facts] = {}
    faults = [Fault(input=name, reason=note, lost=False) for note in decoded.notes]
    try:
        for item in _read_rows(normalize_text(decoded.text), name):
            if isinstance(item, Fault):
                faults.append(item)
                continue
            number, file, facts = item
            if file in rows:
                faults.append(
                    Fault(input=f"{name}:{number}", reason=f"a second row for {file} was not used", lost=False)
                )
            elif whole and not (path.parent / file).exists():
                faults.append(Fault(input=f"{name}:{number}", reason=f"names {file}, which is not there"))
            else:
                rows[file] = facts
    except csv.Error as error:
        faults.append(Fault(input=name, reason=f"is no CSV from some row on: {error}", lost=False))
    return Manifest(rows, tuple(faults))


def _read_rows(text: str, name: str) -> Iterator[tuple[int, str, Facts] | Fault]:
    """Yield each row's line, the path it names and its facts."""
    header = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text.lstrip()), delimiter=delimiter)
    columns = [column.strip().lower() for column in next(reader, [])]
    if "path" not in columns:
        yield Fault(input=name, reason="has no column “path”", hint=f"name its columns {', '.join(_COLUMNS[:6])}")
        return
    if unknown := [column for column in columns if column and column not in _COLUMNS]:
        yield Fault(input=name, reason=f"columns not used: {', '.join(unknown)}", lost=False)
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if max(map(len, cells)) > _MOST_IN_A_CELL:
            raise csv.Error(f"field larger than field limit ({_MOST_IN_A_CELL})")
        row: dict[str, object] = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
        where = f"{name}:{reader.line_num}"
        file = posixpath.normpath(str(row.get("path", "")).replace("\\", "/"))
        if len(cells) > len(columns):
            yield Fault(input=where, reason="has more cells than columns; the last were not used", lost=False)
        if file in (".", "..") or file.startswith(("/", "../")):
            yield Fault(input=where, reason="names no file beside the manifest")
            continue
        facts, notes = from_fields(row, lambda text: mend_text(text).text)
        yield from (Fault(input=where, reason=note, lost=False) for note in notes)
        yield reader.line_num, file, facts
