"""What every page works with: the case, its queue of tasks, the clock, and where the server listens.

Invariant: a page sees the case as of one moment, and whatever changes the case is followed by its being related anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import UsageError
from sayso.model.judgement import Judgement
from sayso.store.lookups import Lookup
from sayso.store.sqlite import SqliteStore
from sayso.web.security import Address
from sayso.web.work import Task, Work


class NotThereError(Exception):
    """A page of something that the case does not hold. ``str()`` of it is a message for a person."""


class Desk:
    """The case that is served. Closing it ends the work under way."""

    def __init__(
        self, store: SqliteStore, address: Address, clock: Callable[[], str], work: Work | None = None
    ) -> None:
        self.store, self.address, self.clock = store, address, clock
        self.work = work or Work(store.path)

    @property
    def path(self) -> Path:
        """Give the case file."""
        return self.store.path

    @contextmanager
    def look(self) -> Iterator[Lookup]:
        """Look into the case, as of one moment."""
        with self.store.lookup() as lookup:
            yield lookup

    def article_id(self, ref: str) -> str:
        """Find an article by any of its names.

        Raises:
            NotThereError: none or several are called so.
        """
        try:
            return self.store.view().article(ref).id
        except UsageError as error:
            raise NotThereError(str(error)) from error

    def keep(self, judgement: Judgement) -> None:
        """Keep a decision and have the case related anew with it."""
        with self.store.writer() as writer:
            writer.add_judgement(judgement)
        self.work.ask(Task(kind="relate"))

    def withdraw(self, judgement_id: str) -> None:
        """Take a decision back and have the case related anew without it."""
        with self.store.writer() as writer:
            writer.withdraw_judgement(judgement_id, self.clock())
        self.work.ask(Task(kind="relate"))

    def close(self) -> None:
        """Let go of the case."""
        self.work.close()
        self.store.close()
