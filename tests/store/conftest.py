"""A fresh case of each kind; one empty case file is made once and copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store.memory import MemoryStore
from sayso.store.sqlite import SqliteStore, open_store
from sayso.store.store import Store


@pytest.fixture(scope="session")
def empty_case(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the bytes of a case that holds nothing."""
    path = tmp_path_factory.mktemp("case") / "case.db"
    open_store(path).close()
    return path.read_bytes()


@pytest.fixture
def case_path(tmp_path: Path, empty_case: bytes) -> Path:
    """Give the path of a case that holds nothing."""
    path = tmp_path / "case.db"
    path.write_bytes(empty_case)
    return path


@pytest.fixture
def sqlite_store(case_path: Path) -> Iterator[SqliteStore]:
    """Give an open case in a file."""
    with open_store(case_path) as store:
        yield store


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest) -> Store:
    """Give an open case of each kind."""
    made: Store = MemoryStore() if request.param == "memory" else request.getfixturevalue("sqlite_store")
    return made
