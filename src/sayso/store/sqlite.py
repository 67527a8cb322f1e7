"""A case in one SQLite file. At rest it is that one file, whole: what is copied is the case.

Invariant: each transaction is there wholly or not at all, even if the process is killed. While a writer has been at
work the file is in WAL mode, so that readers do not wait for it; closing the store brings it back to a single file
that opens from a read-only disk too.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from sayso.errors import NoCaseError, StoreError
from sayso.model.span import Span
from sayso.store import lookup_sql
from sayso.store.failures import case_errors
from sayso.store.kept import KeptStreams
from sayso.store.lookups import Lookup
from sayso.store.migrations import APPLICATION_ID, LATEST, migrate
from sayso.store.sqlite_view import SqliteView
from sayso.store.sqlite_writer import SqliteWriter
from sayso.store.store import Writer

_MAGIC = b"SQLite format 3\x00"
WAIT_S = 10.0  # for another process to end its transaction


class SqliteStore:
    """A case file that is open. Use as a context manager, or call `close`."""

    def __init__(self, path: Path, engine: Engine, *, read_only: bool) -> None:
        self.path, self.read_only = path, read_only
        self._engine = engine
        self._may_have_wal = False

    def view(self) -> SqliteView:
        """Give the reading side."""
        return SqliteView(self.path, self._engine)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Begin a transaction; leaving the block keeps all of it, an exception (Ctrl-C too) none of it.

        Raises:
            StoreError: the case is read-only, or another process does not end its writing, or the disk is full.
        """
        with self._writing() as connection:
            yield SqliteWriter(self.path, connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self.read_only:
            raise StoreError(f"{self.path}: it cannot be written to (copy it to a folder where you may write)")
        with case_errors(self.path):
            connection = self._engine.connect()
        try:
            with case_errors(self.path):
                if not self._may_have_wal:
                    connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
                    self._may_have_wal = True
                transaction = connection.execution_options(immediate=True).begin()
            try:  # what the block raises is the caller's own, and passes as it is
                yield connection
            except BaseException:
                with suppress(SQLAlchemyError):
                    transaction.rollback()
                raise
            with case_errors(self.path):
                transaction.commit()
        finally:
            connection.close()

    @contextmanager
    def streams(self) -> Iterator[KeptStreams]:
        """Begin a transaction on what the streams of copies and stories keep; see `writer`."""
        with self._writing() as connection, case_errors(self.path):
            yield KeptStreams(connection)

    @contextmanager
    def lookup(self) -> Iterator[Lookup]:
        """Look into the case as of one moment, for a page."""
        with case_errors(self.path):
            connection = self._engine.connect()
        try:
            yield Lookup(self.path, connection)
        finally:
            connection.close()

    def note_span(self, article: str, span: Span, noted_at: str) -> None:
        """Put words of an article into the person's note; those that are there already stay where they are."""
        values = {"article": article, "start": span.start, "end": span.end, "noted_at": noted_at}
        with self._writing() as connection:
            connection.execute(lookup_sql.NOTE, values)

    def unnote_span(self, article: str, span: Span) -> None:
        """Take words out of the note."""
        with self._writing() as connection:
            connection.execute(lookup_sql.UNNOTE, {"article": article, "start": span.start, "end": span.end})

    def close(self) -> None:
        """Let go of the file, and leave it a single file unless another process still has it open."""
        self._engine.dispose()
        if self._may_have_wal:
            self._may_have_wal = False
            with suppress(sqlite3.Error), closing(sqlite3.connect(self.path, timeout=0)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE")

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def open_store(
    path: Path | str, *, create: bool = True, read_only: bool = False, wait_s: float = WAIT_S
) -> SqliteStore:
    """Open a case file, making it and its folder if need be (``create``), and bring it up to this version.

    A file or folder that cannot be written to opens read-only. ``wait_s`` is how long to wait for another process.

    Raises:
        NoCaseError: there is no such file and ``create`` is false, or it is a folder, no database, not a case, or of a
            newer sayso.
        StoreError: it is damaged or in use, or its disk is full.
    """
    path = Path(path)
    with case_errors(path):
        is_new = _check_file(path)
        if is_new and (read_only or not create):
            raise NoCaseError(f"{path}: there is no case here (read some articles into it first, or check the path)")
        if is_new:
            path.parent.mkdir(parents=True, exist_ok=True)
        else:
            read_only = read_only or not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        engine = _make_engine(path, read_only=read_only, wait_s=wait_s)
        try:
            store = SqliteStore(path, engine, read_only=read_only)
            with engine.connect() as connection:
                store._may_have_wal = _bring_up_to_date(connection, path, read_only=read_only) and not read_only
        except BaseException:
            engine.dispose()
            raise
    return store


def _check_file(path: Path) -> bool:
    """Say whether the case is yet to be made. Looks at the header alone, so that a stranger's file is not touched."""
    if path.is_dir():
        raise NoCaseError(f"{path}: it is a folder (give the path of a file in it, such as {path / 'case.db'})")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return True
    if not header or path.with_name(f"{path.name}-journal").exists():
        return not header  # a transaction was cut off: SQLite will undo it, and then we look again
    if not header.startswith(_MAGIC):
        raise NoCaseError(f"{path}: it is no SQLite database (give the path of a case file, or a new path)")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NoCaseError(f"{path}: it is a database of another program, left untouched (give a new path for the case)")
    return False


def _make_engine(path: Path, *, read_only: bool, wait_s: float) -> Engine:
    """Set up connections: transactions begin when we say so, foreign keys hold, strangers' locks are waited for."""
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=wait_s, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode no transaction can be torn by it
        connection.execute("PRAGMA cache_size = -65536")  # 64 MiB
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _bring_up_to_date(connection: Connection, path: Path, *, read_only: bool) -> bool:
    """Migrate if need be; say whether the file is in WAL mode.

    Raises:
        NoCaseError: the case is of a newer version, or its version cannot be told.
    """
    cursor = connection.connection.cursor()
    application_id, version, journal = (
        cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version", "journal_mode")
    )
    if application_id != APPLICATION_ID and cursor.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise NoCaseError(f"{path}: it is a database of another program, left untouched (give a new path for the case)")
    if version == 0 or (version < LATEST and not read_only):
        cursor.execute("PRAGMA synchronous = FULL")
        with connection.execution_options(immediate=True).begin():
            migrate(connection)
    elif version < LATEST:
        raise NoCaseError(f"{path}: the case is of an older sayso and must be brought up to date, but is read-only")
    step = cursor.execute("SELECT version_num FROM alembic_version").fetchone()
    if version > LATEST or step != (f"{LATEST:04}",):
        raise NoCaseError(
            f"{path}: the case was made by a newer sayso (its version is {version}, step {step and step[0]};"
            f" this sayso knows {LATEST}): install the newer sayso, or read the articles into a new case"
        )
    return bool(journal == "wal")
