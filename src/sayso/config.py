"""What a person may set from outside. Read when asked, never at import.

SAYSO_DB            where the case is, in place of the user's data folder
SAYSO_RULES         1 annotates by rules alone, without the encoder
SAYSO_DEBUG         1 shows where an unexpected error came from
SOURCE_DATE_EPOCH   the time to stamp a report with, in seconds since 1970 (reproducible-builds.org)
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from sayso.errors import UsageError


def find_case(given: Path | None) -> Path:
    """Give the case file: the one given, else that of SAYSO_DB, else ``case.db`` in the user's data folder."""
    if given is not None:
        return given
    if named := os.environ.get("SAYSO_DB"):
        return Path(named)
    from platformdirs import user_data_path  # only when the default is asked for

    return user_data_path("sayso", appauthor=False) / "case.db"


def list_files_of(case: Path) -> tuple[Path, ...]:
    """Give the files that a case may consist of while it is written to: SQLite puts some beside it."""
    return (case, *(case.with_name(case.name + ending) for ending in ("-wal", "-shm", "-journal")))


def is_debugging() -> bool:
    """Say whether unexpected errors are to be shown whole."""
    return os.environ.get("SAYSO_DEBUG", "") not in ("", "0")


def wants_rules() -> bool:
    """Say whether articles are to be annotated by rules alone."""
    return os.environ.get("SAYSO_RULES", "") not in ("", "0")


def read_clock() -> str:
    """Give the time now, as an instant in UTC, ISO 8601 to the second."""
    return _instant(datetime.now(UTC))


def read_stamp(wanted: bool) -> str | None:
    """Give what a report says of when it was made: SOURCE_DATE_EPOCH, else now if ``wanted``, else nothing.

    Raises:
        UsageError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return read_clock() if wanted else None
    try:
        return _instant(datetime.fromtimestamp(int(epoch), UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is no number of seconds since 1970: {epoch!r}") from error


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
