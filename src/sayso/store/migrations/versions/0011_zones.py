"""The zone that an hour is stated in stands apart from its value.

It stood behind the hour in the value; what is there already is taken apart, and entries of the timeline keep both.
"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"

# The hour ends behind 16 code points: "2022-02-16T16:00".
_APART = """UPDATE time_expressions SET zone = substr(value, 17), value = substr(value, 1, 16)
WHERE value GLOB '????-??-??T??:??[Z+-]*'"""


def upgrade() -> None:
    """Add the column and fill it."""
    op.execute("ALTER TABLE time_expressions ADD COLUMN zone TEXT")
    op.execute(_APART)
