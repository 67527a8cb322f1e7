"""Which run brought an article first, so that a report can say what is new since a run or a time."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"

TABLE = """CREATE TABLE run_articles (
    article TEXT NOT NULL PRIMARY KEY REFERENCES articles(id),
    run_id TEXT NOT NULL REFERENCES runs(id)
) WITHOUT ROWID"""


def upgrade() -> None:
    """Make the table. Articles that are in the case already were there before every run to come."""
    op.execute(TABLE)
