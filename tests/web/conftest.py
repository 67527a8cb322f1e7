"""A case about an invented event, served to an asker in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.model.dossier import Dossier
from sayso.model.provenance import Provenance
from sayso.store.sqlite import SqliteStore, open_store
from sayso.web.app import make_app
from sayso.web.security import Address
from sayso.web.work import Task, Work
from tests.report.invented import dossier
from tests.web.asking import Asker

MADE_BY = Provenance(tool="sayso", version="0.1", annotator="by hand")
NOW = "2031-05-07T08:00:00Z"


class NoWork(Work):
    """A queue that keeps what it is asked for, and does none of it."""

    def __init__(self, path: Path, uploads: Path) -> None:
        super().__init__(path)
        self.uploads = uploads
        self.asked: list[Task] = []

    def ask(self, task: Task) -> None:
        """Keep a task."""
        self.asked.append(task)


def fill(store: SqliteStore, filling: Dossier) -> None:
    """Put a dossier into a case, as a run would have."""
    with store.writer() as writer:
        writer.add_articles(annotated.article for annotated in filling.articles)
        writer.add_annotations(filling.articles, MADE_BY)
        writer.replace_relations(filling.relations, MADE_BY)
        writer.add_faults(filling.faults)


@pytest.fixture(scope="session")
def filled_case(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the bytes of a case that holds the invented dossier."""
    path = tmp_path_factory.mktemp("case") / "case.db"
    with open_store(path) as store:
        fill(store, dossier())
    return path.read_bytes()


@pytest.fixture
def store(tmp_path: Path, filled_case: bytes) -> Iterator[SqliteStore]:
    """Give the case, open."""
    path = tmp_path / "case.db"
    path.write_bytes(filled_case)
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def work(store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NoWork]:
    """Give a queue that does nothing; what it is to read is laid down where the test can see it."""
    made = NoWork(store.path, tmp_path / "uploads")
    made.uploads.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(made.uploads))
    yield made
    made.close()


@pytest.fixture
def asker(store: SqliteStore, work: NoWork) -> Asker:
    """Give one who asks the app, and was let in."""
    made = Asker(make_app(store, Address(), clock=lambda: NOW, work=work))
    made.get("/")
    return made
