"""Each thing that can go wrong with a file is said in words a person can act on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.errors import StoreError
from sayso.store.failures import case_errors, check_integrity

PATH = Path("case.db")


def _sqlite_error(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("SQLITE_BUSY", "another process is writing to it"),
        ("SQLITE_BUSY_SNAPSHOT", "another process is writing to it"),
        ("SQLITE_IOERR_WRITE", "the disk is full, or no longer takes"),
        ("SQLITE_IOERR_READ", "the disk failed to read or write"),
        ("SQLITE_READONLY_DIRECTORY", "it cannot be written to"),
        ("SQLITE_CANTOPEN", "it cannot be opened"),
        ("SQLITE_PROTOCOL", "as SQLite says it"),
    ],
)
def test_case_errors_says_what_to_do(name: str, message: str) -> None:
    """What SQLite calls by a code is said in words, with the path."""
    with pytest.raises(StoreError, match=f"case.db: {message}"), case_errors(PATH):
        raise _sqlite_error(name)


def test_case_errors_says_that_the_disk_is_full(tmp_path: Path) -> None:
    """A database that may grow no further is a full disk, and what was there stays."""
    path = tmp_path / "case.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE rain (text)")
        connection.execute("PRAGMA max_page_count = 4")
        with pytest.raises(StoreError, match="the disk is full"), case_errors(path):
            connection.execute("INSERT INTO rain VALUES (zeroblob(100000))")
    assert check_integrity(path) is None


def test_case_errors_lets_other_exceptions_pass() -> None:
    """A fault of the program is not dressed up as a fault of the file."""
    with pytest.raises(ZeroDivisionError), case_errors(PATH):
        raise ZeroDivisionError


def test_check_integrity_finds_the_first_fault(tmp_path: Path) -> None:
    """A file that is no database has a fault to name."""
    path = tmp_path / "case.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\x01" * 4080)
    assert check_integrity(path) == "file is not a database"
