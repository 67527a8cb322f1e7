"""From any earlier version of the case file to this one, step by step, by alembic run from the package.

Invariant: the steps are numbered without gaps, and a case is either at one of them or wholly untouched. The number of
the last step stands in ``LATEST`` so that a case that is up to date opens without loading alembic.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

LATEST = 13
APPLICATION_ID = 0x5361_536F  # "SaSo": marks the file as ours, in the header where `file` and SQLite look


def migrate(connection: Connection) -> None:
    """Bring the case up to ``LATEST`` within the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {LATEST}")
