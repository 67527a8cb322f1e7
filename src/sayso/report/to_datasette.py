"""The report as a SQLite database with keys, links and full text search, as Datasette and any SQL client open it.

Invariant: the tables are those of the CSV files, with every cell as it is (no apostrophes, truth as 0 and 1); each link
between tables is a foreign key that holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from sayso.model.dossier import Dossier
from sayso.report.tables import TABLES, Kind, Table, read_tables

LINKS = {
    "article": "articles",
    "from": "articles",
    "to": "articles",
    "story": "stories",
    "entity": "entities",
    "speaker": "entities",
    "speaker_id": "entities",
    "attribution": "attributions",
    "nested_in": "attributions",
    "fullest": "attributions",
    "quote_family": "quote_families",
    "figure": "figures",
    "quantity": "quantities",
    "claim": "claims",
    "judgement": "judgements",
}
"""The columns that name a row of another table, by its ``id``."""
_TYPES = {Kind.TEXT: "TEXT", Kind.INTEGER: "INTEGER", Kind.NUMBER: "REAL", Kind.TRUTH: "INTEGER"}
_UNLINKED = frozenset((("claims", "claim"), ("edits", "fullest"), ("judgement_anchors", "article")))
"""Words of a claim and of a wording; an article that a decision was made on and that may not be in this report."""
_MANY_ROWS = frozenset(("flags",))  # tables in which an ``id`` stands in several rows
_SEARCHED = {"articles": ("title", "text"), "contents": ("exact",)}


def to_datasette(dossier: Dossier) -> bytes:
    """Render the bytes of a SQLite database. The same dossier gives the same bytes with the same SQLite."""
    source = read_tables(dossier)
    with closing(sqlite3.connect(":memory:")) as database:
        for table in TABLES:
            database.execute(f"CREATE TABLE {_name(table.name)} ({', '.join(_define(table))})")
        for table in TABLES:
            places = ", ".join("?" * len(table.columns))
            database.executemany(f"INSERT INTO {_name(table.name)} VALUES ({places})", table.rows(source))  # noqa: S608  (names are ours)
            for column in table.columns:
                if _target(table, column):
                    index = _name(f"{table.name}_by_{column}")
                    database.execute(f"CREATE INDEX {index} ON {_name(table.name)} ({_name(column)})")
        for name, columns in _SEARCHED.items():
            listed = ", ".join(columns)
            index = f"{name}_fts"
            database.execute(f"CREATE VIRTUAL TABLE {index} USING fts5({listed}, content='{name}')")
            database.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608
        database.commit()
        return database.serialize()


def _define(table: Table) -> Iterator[str]:
    for column in table.columns:
        defined = f"{_name(column)} {_TYPES[table.kind(column)]}"
        if column == "id" and table.name not in _MANY_ROWS:
            defined += " PRIMARY KEY"
        target = _target(table, column)
        yield defined + (f' REFERENCES "{target}" ("id")' if target else "")


def _target(table: Table, column: str) -> str | None:
    return None if (table.name, column) in _UNLINKED else LINKS.get(column)


def _name(name: str) -> str:
    return f'"{name}"'
