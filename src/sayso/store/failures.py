"""From what SQLite and SQLAlchemy raise to our own `StoreError`: what is wrong, where, and what to do next.

Invariant: no exception of a library leaves the room.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from sayso.errors import ReportError, SpanError, StoreError

# SQLite's own names of what went wrong, by their beginning, most telling first.
_REASONS = (
    ("SQLITE_BUSY", "another process is writing to it", "wait until that run has ended and try again"),
    ("SQLITE_LOCKED", "another process is writing to it", "wait until that run has ended and try again"),
    ("SQLITE_FULL", "the disk is full", "make room; all that was kept before is intact"),
    (
        "SQLITE_IOERR_WRITE",
        "the disk is full, or no longer takes what is written",
        "make room; all that was kept before is intact",
    ),
    ("SQLITE_READONLY", "it cannot be written to", "copy it to a folder where you may write, or ask for that right"),
    ("SQLITE_PERM", "access is denied", "ask for the right to read and write it"),
    ("SQLITE_AUTH", "access is denied", "ask for the right to read and write it"),
    ("SQLITE_CANTOPEN", "it cannot be opened", "check that its folder is there and that you may write in it"),
    ("SQLITE_NOTADB", "it is no SQLite database", "give the path of a case file, or a new path"),
    ("SQLITE_IOERR", "the disk failed to read or write", "check the disk; a copy on another one may help"),
    ("SQLITE_TOOBIG", "a text is larger than a database takes", "split the input"),
    ("SQLITE_NOMEM", "there was not enough memory", "close other programs, or read fewer articles at once"),
    ("SQLITE_CONSTRAINT", "what was to be kept refers to what the case lacks, or is there twice", "tell us: a fault"),
)
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_ERROR", "SQLITE_MISMATCH")


@contextmanager
def case_errors(path: Path) -> Iterator[None]:
    """Raise a `StoreError` about the case at ``path`` for whatever a library raises inside the block."""
    try:
        yield
    except DBAPIError as error:
        raise explain(path, error.orig or error) from error
    except (sqlite3.Error, SQLAlchemyError, OSError, UnicodeEncodeError, OverflowError) as error:
        raise explain(path, error) from error
    except (ReportError, SpanError, UnicodeDecodeError) as error:  # what we wrote does not read back
        raise damaged(path, str(error)) from error


def explain(path: Path, error: BaseException) -> StoreError:
    """Say what an exception means for the person whose case this is."""
    name = getattr(error, "sqlite_errorname", "")
    for beginning, reason, hint in _REASONS:
        if name.startswith(beginning):
            return StoreError(f"{path}: {reason} ({hint}) [{error}]")
    if isinstance(error, OSError):
        return StoreError(f"{path}: {error.strerror or error} (check the path and your rights to it)")
    if isinstance(error, UnicodeEncodeError):
        return StoreError(f"{path}: half a character (U+{ord(error.object[error.start]):04X}) cannot be kept")
    if isinstance(error, sqlite3.DatabaseError) and (name in _DAMAGED or name.startswith("SQLITE_CORRUPT")):
        return damaged(path, check_integrity(path) or str(error))
    return StoreError(f"{path}: {error}")


def damaged(path: Path, detail: str) -> StoreError:
    """Say that a case is damaged."""
    return StoreError(f"{path}: the case is damaged: {detail} (use a copy of it, or read the articles into a new case)")


def check_integrity(path: Path) -> str | None:
    """Give the first thing that SQLite's quick check finds wrong in a file, ``None`` if all is well."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            first = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        return str(error)
    return None if first == "ok" else str(first)
