"""Judgements as a history: corrections beside pairs, where the records stand, and what was withdrawn.

Decisions of the first kind of table are taken over; where their records stand is not known of them.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

from sayso.model.ids import derive_id

revision = "0005"
down_revision = "0004"

JUDGEMENTS = """CREATE TABLE judgements (
    number INTEGER NOT NULL PRIMARY KEY, -- of two decisions in one second the later one counts
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL, -- empty for a correction, which is on one record
    verdict TEXT NOT NULL,
    value TEXT,
    value_span_start INTEGER,
    value_span_end INTEGER,
    was TEXT,
    anchors TEXT NOT NULL, -- JSON: where the records stand
    decided_at TEXT NOT NULL,
    decided_by TEXT,
    withdrawn_at TEXT
)"""
OTHERS = (
    "CREATE INDEX judgements_by_subject ON judgements (kind, a, b)",
    "CREATE INDEX articles_by_sha256 ON articles (sha256)",
    "ALTER TABLE articles ADD COLUMN as_read TEXT",
)
KEEP = text(
    "INSERT INTO judgements (id, kind, a, b, verdict, anchors, decided_at, decided_by)"
    " VALUES (:id, :kind, :a, :b, :verdict, '[]', :decided_at, :decided_by)"
)


def upgrade() -> None:
    """Make the table anew, in which every decision has an id, and take over what was decided."""
    connection = op.get_bind()
    op.execute("ALTER TABLE judgements RENAME TO judgements_before")
    op.execute(JUDGEMENTS)
    for row in connection.execute(text("SELECT * FROM judgements_before ORDER BY decided_at, kind, a, b")).mappings():
        parts = (row["kind"], row["a"], row["b"], row["verdict"], None, row["decided_at"], row["decided_by"] or "")
        connection.execute(KEEP, {**row, "id": derive_id("jdg", *parts)})
    op.execute("DROP TABLE judgements_before")
    for statement in OTHERS:
        op.execute(statement)
