"""Claims that may speak of two matters stand apart.

None was told apart before this step; what is there is told anew with the next run.
"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE claims ADD COLUMN doubtful BOOLEAN NOT NULL DEFAULT 0")
