"""What saved pages state beyond plain texts: when they were changed, in which zone, and where their words stand."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

COLUMNS = (
    "ALTER TABLE articles ADD COLUMN published_zone TEXT",
    "ALTER TABLE articles ADD COLUMN modified_at TEXT",
    "ALTER TABLE articles ADD COLUMN modified_zone TEXT",
    "ALTER TABLE articles ADD COLUMN source_encoding TEXT",
    "ALTER TABLE articles ADD COLUMN source_map TEXT DEFAULT '[]' NOT NULL",
    "ALTER TABLE annotated_articles ADD COLUMN not_annotated TEXT",
)


def upgrade() -> None:
    """Add the columns; articles kept before have none of it."""
    for statement in COLUMNS:
        op.execute(statement)
