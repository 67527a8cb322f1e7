"""What gives an entry of the timeline its time, and what of it was said then.

Entries that are there already lack what publication alone dates: the relations are marked as old, to be made anew.
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the columns."""
    op.execute("ALTER TABLE timeline_entries ADD COLUMN said TEXT NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE timeline_entries ADD COLUMN dated_by TEXT NOT NULL DEFAULT 'text'")
    op.execute("DELETE FROM relations")
