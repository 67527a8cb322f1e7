"""The report as Parquet, one file a table, with typed columns.

Invariant: every cell comes back as it was, of its column's kind; the same dossier gives the same bytes with the same
version of the library.
"""

from __future__ import annotations

import io

from sayso.errors import UsageError
from sayso.model.dossier import Dossier
from sayso.report.tables import TABLES, Kind, read_tables


def to_parquet(dossier: Dossier) -> dict[str, bytes]:
    """Render one Parquet file a table: file name to bytes, every table present even when it has no rows.

    Texts are strings, counts and offsets (code points) 64-bit integers, other numbers doubles; an empty cell is null.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow.parquet import write_table
    except ImportError as error:
        raise UsageError(
            "parquet wants the library pyarrow: `pip install '.[parquet]'` in sayso's folder, or use csv"
        ) from error
    types = {
        Kind.TEXT: pyarrow.string(),
        Kind.INTEGER: pyarrow.int64(),
        Kind.NUMBER: pyarrow.float64(),
        Kind.TRUTH: pyarrow.bool_(),
    }
    files: dict[str, bytes] = {}
    source = read_tables(dossier)
    for table in TABLES:
        schema = pyarrow.schema([(column, types[table.kind(column)]) for column in table.columns])
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows(source)]
        out = io.BytesIO()
        write_table(pyarrow.Table.from_pylist(rows, schema=schema), out, compression="zstd")
        files[f"{table.name}.parquet"] = out.getvalue()
    return files
