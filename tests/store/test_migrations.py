"""The migrations make the tables that the code speaks to, from nothing and only once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from sayso.model.annotation import TimeExpression, TimexType
from sayso.store import migrations
from sayso.store.migrations import APPLICATION_ID, LATEST, migrate
from sayso.store.sqlite import open_store
from sayso.store.tables import METADATA
from tests.store.samples import (
    DAM_ANNOTATED,
    DAM_ARTICLE,
    LATER_ARTICLE,
    RIVER_ARTICLE,
    RULES,
    WITHOUT_FILE_VERSIONS,
    WITHOUT_STREAMS,
    WITHOUT_ZONES,
)
from tests.store.test_fetching import FIRST, LATER


def _is_ours(_object: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
    """Leave out what the full-text index keeps for itself."""
    return not (kind == "table" and "_fts" in (name or ""))


def test_migrated_case_has_the_tables_of_the_code(case_path: Path) -> None:
    """What the migrations make and what `tables` says are the same tables, columns, keys and indexes."""
    engine = create_engine(f"sqlite:///{case_path}")
    with engine.connect() as connection:
        options = {"compare_type": True, "include_object": _is_ours}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)
    engine.dispose()
    assert found == []


def test_steps_are_numbered_up_to_latest() -> None:
    """The steps bear the numbers 1 to ``LATEST``, without gaps."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert sorted(steps) == [f"{number:04}" for number in range(1, LATEST + 1)]


def test_migrating_again_changes_nothing(case_path: Path, empty_case: bytes) -> None:
    """A case that is up to date stays as it is, to the byte."""
    with open_store(case_path) as store:
        n_articles = store.view().n_articles()
    assert (n_articles, case_path.read_bytes()) == (0, empty_case)


def test_migrate_is_idempotent(case_path: Path) -> None:
    """Running the steps on a case that has them all is no error and changes no table."""
    engine = create_engine(f"sqlite:///{case_path}")
    with engine.begin() as connection:
        migrate(connection)
    engine.dispose()
    with closing(sqlite3.connect(case_path)) as connection:
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == [(f"{LATEST:04}",)]


def test_case_says_whose_it_is(case_path: Path) -> None:
    """The file's header holds our mark and the version."""
    with closing(sqlite3.connect(case_path)) as connection:
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    assert (mark, version) == (APPLICATION_ID, LATEST)


def test_an_empty_file_becomes_a_case(tmp_path: Path) -> None:
    """A file without a byte in it, as a file chooser leaves behind, is made a case."""
    path = tmp_path / "empty.db"
    path.touch()
    with open_store(path) as store:
        assert store.view().n_articles() == 0


def test_migrating_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Making a case writes nothing to the terminal."""
    open_store(tmp_path / "folder" / "case.db").close()
    assert capfd.readouterr() == ("", "")


def test_articles_of_an_older_case_are_on_the_lists(tmp_path: Path) -> None:
    """A case of before there were lists has its articles without annotations on theirs, and all others wait."""
    path = tmp_path / "case.db"
    with open_store(path) as store, store.writer() as writer:
        writer.add_articles((DAM_ARTICLE, LATER_ARTICLE))
        writer.add_annotations((DAM_ANNOTATED,), RULES)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(WITHOUT_STREAMS)
    with open_store(path) as store:
        bare = list(store.view().unannotated(RULES))
        with store.streams() as kept:
            kept.begin("settings")
            waiting = [article for _, article, _ in kept.list_waiting(9)]
    assert (bare, waiting) == ([LATER_ARTICLE], [DAM_ARTICLE.id])


def test_pages_of_an_older_case_have_their_versions(tmp_path: Path) -> None:
    """Of a page that was read twice before, the earlier article is known to be replaced; files are to be read first."""
    path = tmp_path / "case.db"
    with open_store(path) as store, store.writer() as writer:
        writer.add_articles((DAM_ARTICLE, RIVER_ARTICLE, LATER_ARTICLE))
        writer.add_fetch(FIRST, None)
        writer.add_fetch(LATER, None)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(WITHOUT_FILE_VERSIONS)
    with open_store(path) as store:
        assert (store.view().replaced(), store.view().n_file_versions()) == ({DAM_ARTICLE.id}, 0)


def test_hours_of_an_older_case_give_up_their_zone(tmp_path: Path) -> None:
    """A zone that stands behind an hour moves into its own column, and no other value is touched."""
    path = tmp_path / "case.db"
    span = DAM_ANNOTATED.figures[0].span
    told = {"2022-02-16T16:00": "-05:00", "2022-02-16T23:30": "Z", "2022-02-16TNI": None, "2022-02-16": None}
    times = tuple(
        TimeExpression(article_id=DAM_ARTICLE.id, span=span, type=TimexType.TIME, value=value, zone=zone)
        for value, zone in told.items()
    )
    with open_store(path) as store, store.writer() as writer:
        writer.add_articles((DAM_ARTICLE,))
        writer.add_annotations((replace(DAM_ANNOTATED, times=times),), RULES)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(WITHOUT_ZONES)
        assert connection.execute("SELECT value FROM time_expressions").fetchall()[0] == ("2022-02-16T16:00-05:00",)
    with open_store(path) as store:
        (found,) = store.view().annotated()
    assert found.times == times
