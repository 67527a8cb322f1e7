"""One Parquet file a table, read back with pyarrow."""

from __future__ import annotations

import io
import sys

import pytest
from pyarrow import parquet

from sayso.errors import UsageError
from sayso.report.tables import TABLES, Table, read_tables
from sayso.report.to_parquet import to_parquet
from tests.report.invented import AGENCY, dossier

FILES = to_parquet(dossier())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_cell_comes_back(table: Table) -> None:
    """What is read back is what the table says, value by value and of the same kind."""
    found = parquet.read_table(io.BytesIO(FILES[f"{table.name}.parquet"]))
    expected = [dict(zip(table.columns, row, strict=True)) for row in table.rows(read_tables(dossier()))]
    assert (tuple(found.column_names), found.to_pylist()) == (table.columns, expected)


def test_columns_are_typed() -> None:
    """Offsets are integers, values doubles, truths booleans and names strings, also where a table has no rows."""
    found = parquet.read_schema(io.BytesIO(FILES["figures.parquet"]))
    claims = parquet.read_schema(io.BytesIO(FILES["faults.parquet"]))
    types = [str(found.field(name).type) for name in ("start", "value", "unit")]
    assert [*types, str(claims.field("lost").type)] == ["int64", "double", "string", "bool"]


def test_text_is_whole() -> None:
    """An article's text comes back to the letter."""
    assert parquet.read_table(io.BytesIO(FILES["articles.parquet"])).to_pylist()[0]["text"] == AGENCY


def test_the_same_dossier_gives_the_same_bytes() -> None:
    """Nothing of the clock or the machine is in the files."""
    assert to_parquet(dossier()) == FILES


def test_without_its_library_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pyarrow is missing the message names it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="pyarrow"):
        to_parquet(dossier())
