"""Claims by party: who stands on which side, beside the lists of attributions.

No claim was found before this step, so there is nothing to take over.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE claims ADD COLUMN parties TEXT NOT NULL DEFAULT '[]'")
