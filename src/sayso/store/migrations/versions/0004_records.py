"""Which record of a web archive an article was read from."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

COLUMNS = (
    "ALTER TABLE articles ADD COLUMN record_id TEXT",
    "ALTER TABLE articles ADD COLUMN record_digest TEXT",
)


def upgrade() -> None:
    """Add the columns; articles kept before have none of it."""
    for statement in COLUMNS:
        op.execute(statement)
