"""What only a file can do: be something else, be damaged, be full, be locked, be killed; and be read by any tool."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sayso.errors import StoreError
from sayso.model.article import Fault
from sayso.store import streamed_tables
from sayso.store.sqlite import SqliteStore, open_store
from tests.store.samples import (
    DAM_ANNOTATED,
    DAM_ARTICLE,
    LATER_ARTICLE,
    RELATIONS,
    RIVER_ANNOTATED,
    RIVER_ARTICLE,
    RULES,
    make_article,
)

# Adds batches of 20 articles for as long as it lives; a batch's number stands in its articles' paths.
WRITE_BATCHES = """
import itertools, sys
from sayso.model.article import Article, identify_article
from sayso.store.sqlite import open_store

def make(batch, n):
    text, path = f"Batch {batch}, article {n}. " + "Rain fell on the town. " * 200, f"{batch}/{n}"
    id_, digest = identify_article(text, url=None, external_id=None, path=path)
    return Article(id=id_, text=text, sha256=digest, path=path)

with open_store(sys.argv[1]) as store:
    for batch in itertools.count():
        with store.writer() as writer:
            writer.add_articles(make(batch, n) for n in range(20))
        print(batch, flush=True)
"""


@pytest.fixture
def full_path(case_path: Path) -> Path:
    """Give the path of a closed case with every kind of thing in it."""
    with open_store(case_path) as store, store.writer() as writer:
        writer.add_articles((DAM_ARTICLE, LATER_ARTICLE, RIVER_ARTICLE))
        writer.add_annotations((DAM_ANNOTATED, RIVER_ANNOTATED), RULES)
        writer.replace_relations(RELATIONS, RULES)
        writer.add_faults((Fault(input="a.txt", reason="empty"),))
    return case_path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _in_bytes(header: bytes, size: int = 4096) -> bytes:
    return header + b"\x01" * (size - len(header))


def test_opens_a_new_case_in_a_new_folder(tmp_path: Path) -> None:
    """The folder of a new case is made."""
    path = tmp_path / "a" / "b" / "case.db"
    open_store(path).close()
    assert path.is_file()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Dear diary, this is no database.", "no SQLite database"),
        (_in_bytes(b"SQLite format 2\x00"), "no SQLite database"),
        (_in_bytes(b"SQLite format 3\x00"), "a database of another program"),
    ],
)
def test_open_store_refuses_other_files_untouched(tmp_path: Path, content: bytes, message: str) -> None:
    """A file that is no case is refused and left as it was."""
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=message):
        open_store(path)
    assert path.read_bytes() == content


def test_open_store_refuses_another_program_s_database(tmp_path: Path) -> None:
    """A database with tables of another program is not written to."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"other\.db: it is a database of another program, left untouched"):
        open_store(path)
    assert (path.read_bytes(), _names(tmp_path)) == (before, ["other.db"])


@pytest.mark.parametrize(
    "change",
    ["PRAGMA user_version = 99", "UPDATE alembic_version SET version_num = '0099'", "DELETE FROM alembic_version"],
)
def test_open_store_refuses_a_newer_case(case_path: Path, change: str) -> None:
    """A case of a version we do not know is not read wrongly but refused."""
    with closing(sqlite3.connect(case_path)) as connection, connection:
        connection.execute(change)
    with pytest.raises(StoreError, match="made by a newer sayso"):
        open_store(case_path)


def test_open_store_refuses_a_folder(tmp_path: Path) -> None:
    """A folder is not a case; the message proposes a file in it."""
    with pytest.raises(StoreError, match=r"it is a folder .*case\.db"):
        open_store(tmp_path)


def test_open_store_says_why_it_cannot_make_the_folder(tmp_path: Path) -> None:
    """A path that runs through a file cannot be made."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="check the path and your rights"):
        open_store(tmp_path / "file" / "sub" / "case.db")


@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}])
def test_open_store_makes_no_case_unasked(tmp_path: Path, options: dict[str, bool]) -> None:
    """A case that is only to be looked into is not made."""
    with pytest.raises(StoreError, match="there is no case here"):
        open_store(tmp_path / "case.db", **options)
    assert _names(tmp_path) == []


def test_read_only_case_is_read_and_not_written(full_path: Path) -> None:
    """A read-only case answers, refuses a writer, and its file stays as it was."""
    before = full_path.read_bytes()
    with open_store(full_path, read_only=True) as store:
        n_articles = store.view().n_articles()
        with pytest.raises(StoreError, match="cannot be written to"):
            store.writer().__enter__()
    assert (n_articles, full_path.read_bytes()) == (3, before)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_file_without_the_right_to_write_opens_read_only(full_path: Path) -> None:
    """A file that may not be written to is opened to read."""
    full_path.chmod(0o444)
    with open_store(full_path) as store:
        assert store.read_only


@pytest.mark.parametrize("offset", [100, 4096, 20000])
def test_damaged_case_says_so(full_path: Path, offset: int) -> None:
    """A case with bytes overwritten is called damaged, whatever is asked of it."""
    content = bytearray(full_path.read_bytes())
    content[offset:] = b"\xff" * (len(content) - offset)
    full_path.write_bytes(content)
    with pytest.raises(StoreError, match="the case is damaged"):
        list(open_store(full_path).view().annotated())


def test_annotation_that_does_not_fit_its_text_is_damage(full_path: Path) -> None:
    """A span that another tool moved out of its text is found when the article is read."""
    with closing(sqlite3.connect(full_path)) as connection, connection:
        connection.execute("UPDATE mentions SET span_end = 9999")
    with open_store(full_path) as store, pytest.raises(StoreError, match="the case is damaged: the span does not lie"):
        list(store.view().annotated())


def test_locked_case_says_so(case_path: Path) -> None:
    """A case that another process is writing to is waited for, and then said to be in use."""
    with closing(sqlite3.connect(case_path)) as other, open_store(case_path, wait_s=0.05) as store:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="another process is writing to it"):
            store.writer().__enter__()


def test_dangling_relation_is_refused(sqlite_store: SqliteStore) -> None:
    """Relations that name what the case does not hold are refused, not kept by half."""
    with pytest.raises(StoreError, match="refers to what the case lacks"), sqlite_store.writer() as writer:
        writer.replace_relations(RELATIONS, RULES)
    assert sqlite_store.view().relations(RULES) is None


def test_half_a_character_is_refused(sqlite_store: SqliteStore) -> None:
    """A lone surrogate, as in a file name that is no UTF-8, cannot be kept; the message names it."""
    with pytest.raises(StoreError, match="U\\+DCFF"), sqlite_store.writer() as writer:
        writer.add_faults((Fault(input="a\udcff.txt", reason="empty"),))


def _limit_file_size() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))


def test_full_disk_loses_nothing_kept_before(case_path: Path) -> None:
    """When no more can be written the run ends with a message, and every batch before it is there whole."""
    written = subprocess.run(
        [sys.executable, "-c", WRITE_BATCHES, case_path],
        preexec_fn=_limit_file_size,
        capture_output=True,
        text=True,
    )
    with open_store(case_path) as store:
        n_articles = store.view().n_articles()
    assert "StoreError" in written.stderr
    assert "the disk is full" in written.stderr
    assert n_articles == 20 * len(written.stdout.split()) > 0


@pytest.mark.parametrize("cut_off", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("n_batches", [1, 3])
def test_killed_writer_leaves_whole_batches(case_path: Path, n_batches: int, cut_off: signal.Signals) -> None:
    """A process killed or interrupted in mid-write leaves a sound case that holds each batch wholly or not at all."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITE_BATCHES, case_path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        kept = [process.stdout.readline() for _ in range(n_batches)] if process.stdout else []
        process.send_signal(cut_off)
    with open_store(case_path) as store:
        n_articles = store.view().n_articles()
    with closing(sqlite3.connect(case_path)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall()
    assert (sound, n_articles % 20, n_articles >= 20 * len(kept)) == ([("ok",)], 0, True)


def test_closed_case_is_one_file(full_path: Path) -> None:
    """A case at rest is a single file in the journal mode that opens from a read-only disk too."""
    assert _names(full_path.parent) == [full_path.name]
    assert full_path.read_bytes()[18:20] == b"\x01\x01"  # the file format that needs no write-ahead log


def test_copied_file_is_the_case(full_path: Path, tmp_path: Path) -> None:
    """The one file, copied, holds all that the case held."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(full_path.read_bytes())
    with open_store(copy) as store:
        found = (list(store.view().annotated()), store.view().relations(RULES))
    assert found == ([RIVER_ANNOTATED, DAM_ANNOTATED], RELATIONS)


def test_same_writes_give_the_same_rows(full_path: Path) -> None:
    """Writing the same again changes no row."""
    with closing(sqlite3.connect(full_path)) as connection:
        before = list(connection.iterdump())
    with open_store(full_path) as store, store.writer() as writer:
        writer.add_articles((DAM_ARTICLE, LATER_ARTICLE, RIVER_ARTICLE))
        writer.add_faults((Fault(input="a.txt", reason="empty"),))
    with closing(sqlite3.connect(full_path)) as connection:
        assert list(connection.iterdump()) == before


def test_every_table_and_view_is_readable_by_any_tool(full_path: Path) -> None:
    """Plain SQLite, with nothing of ours loaded, reads every table and view, and finds rows in those filled."""
    with closing(sqlite3.connect(full_path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
        counts = {name: len(connection.execute(f"SELECT * FROM {name}").fetchall()) for (name,) in names.fetchall()}  # noqa: S608
        problems = connection.execute("PRAGMA foreign_key_check").fetchall()
    of_other_runs = ("judgements", "runs", "fetches", "feeds", "feed_entries", "noted_spans", "run_articles")
    of_other_runs += ("file_versions", "replaced_articles", "versions")
    of_streams = vars(streamed_tables)
    assert [name for name, n in counts.items() if not n and name not in of_other_runs and name not in of_streams] == []
    assert problems == []


def test_quotes_view_is_made_for_people(full_path: Path) -> None:
    """The view of quotes joins who, where, when and the exact words."""
    query = "SELECT publisher, published_at, speaker, text FROM quotes WHERE id = 'att-lucky'"
    with closing(sqlite3.connect(full_path)) as connection:
        found = connection.execute(query).fetchall()
    assert found == [("Nord Courier", "2031-05-06", "Zoë Brandt", "We just got lucky,\nthis time.")]


def test_full_text_index_agrees_with_its_tables(full_path: Path) -> None:
    """The full-text indexes pass their own check against the tables, after updates too."""
    with open_store(full_path) as store, store.writer() as writer:
        writer.add_article(make_article(DAM_ARTICLE.text, "pile/dam.txt", title="Another headline"))
    with closing(sqlite3.connect(full_path)) as connection:
        for index in ("articles_fts", "attributions_fts"):
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        words = connection.execute("SELECT title FROM articles_fts WHERE articles_fts MATCH 'headline'").fetchall()
    assert words == [("Another headline",)]


def test_importing_the_room_costs_nothing() -> None:
    """Importing the store's words does not load SQLAlchemy or alembic."""
    code = "import sys, sayso.store.store, sayso.store.memory; print(sys.modules.keys() & {'sqlalchemy', 'alembic'})"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "set()\n"


def test_reading_does_not_wait_for_a_writer(full_path: Path) -> None:
    """While a writer is at work, another process reads what was kept before."""
    with open_store(full_path) as store, store.writer() as writer:
        writer.add_article(make_article("Not yet kept.", "new.txt"))
        with open_store(full_path, wait_s=0.0) as other:
            assert other.view().n_articles() == 3


def test_whoever_closes_last_leaves_one_file(full_path: Path) -> None:
    """A store that is closed while another is open leaves the tidying to it."""
    with open_store(full_path) as first, first.writer() as writer:
        writer.add_article(make_article("Kept.", "new.txt"))
        second = open_store(full_path)
        n_before = second.view().n_articles()
    n_after = second.view().n_articles()
    second.close()
    assert (n_before, n_after, _names(full_path.parent)) == (3, 4, [full_path.name])
