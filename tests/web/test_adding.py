"""Adding articles: what is written where, and what becomes of it in the process that reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.revisions import KnownBy
from sayso.store.sqlite import open_store
from sayso.web.pages.adding import LONGEST_NAME, safe_name
from sayso.web.work import ADDED, Progress, Task, Work
from tests.web import tasks
from tests.web.asking import Asker
from tests.web.conftest import NoWork

TEXT = "The bridge at Oberau will stay closed, Mayor Lena Brasc said on Tuesday. “We will not risk a life,” she said.\n"


@pytest.mark.parametrize(
    ("given_", "name"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\a.html", "a.html"),
        ("..", "unnamed"),
        ("", "unnamed"),
        (".bashrc", "bashrc"),
        ("a\x00\n\u202eb.txt", "ab.txt"),
        (f"{'x' * 500}.html", f"{'x' * (LONGEST_NAME - 4)}.html"),
    ],
)
def test_safe_name(given_: str, name: str) -> None:
    """A file keeps its own name, without folders and without signs that drive anything."""
    assert safe_name(given_, set()) == name


@given(st.lists(st.text(max_size=300), max_size=8))
def test_safe_names_stay_in_their_folder(names: list[str]) -> None:
    """Whatever a browser calls its files, each gets a name of its own in the one folder."""
    taken: set[str] = set()
    made = [safe_name(name, taken) for name in names]
    assert ([name for name in made if name in ("", ".", "..") or "/" in name or "\x00" in name], len(set(made))) == (
        [],
        len(names),
    )


def test_files_are_read(asker: Asker, work: NoWork) -> None:
    """Dropped files lie in one folder, each under its own name, when the reading is asked for."""
    answer = asker.upload("/add/files", [("../one.txt", b"one"), ("two.txt", b"two"), ("two.txt", b"three")])
    folder = work.asked[0].folder
    assert folder is not None
    found = {path.name: path.read_bytes() for path in (folder / ADDED).iterdir()}
    assert (answer.status, found) == (303, {"one.txt": b"one", "two.txt": b"two", "two (2).txt": b"three"})


def test_text_is_read(asker: Asker, work: NoWork) -> None:
    """A pasted text is read as a file of the name it was given, with the day that was stated."""
    asker.post("/add/text", {"text": TEXT, "name": "Oberau Post", "published": "2031-05-06"})
    folder = work.asked[0].folder
    assert folder is not None
    assert (work.asked[0].published, (folder / ADDED / "Oberau Post.txt").read_text("utf-8")) == ("2031-05-06", TEXT)


@pytest.mark.parametrize(("name", "known_by"), [("Oberau Post", KnownBy.NAME), (" ", KnownBy.NOTHING)])
def test_a_text_without_a_name_is_no_version(asker: Asker, work: NoWork, name: str, known_by: KnownBy) -> None:
    """A text that was pasted under a name may be pasted again, edited; one without a name is a text of its own."""
    asker.post("/add/text", {"text": TEXT, "name": name})
    assert work.asked[0].known_by is known_by


def test_addresses_are_fetched(asker: Asker, work: NoWork) -> None:
    """Addresses are asked for one a line."""
    asker.post("/add/addresses", {"addresses": "https://one.example/a\r\nhttps://two.example/b\r\n"})
    assert work.asked[0].addresses == ("https://one.example/a", "https://two.example/b")


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/add/text", {"text": "  "}),
        ("/add/text", {"text": TEXT, "published": "yesterday"}),
        ("/add/addresses", {"addresses": ""}),
        ("/add/addresses", {"addresses": "file:///etc/passwd"}),
        ("/add/addresses", {"addresses": "https://one.example/ javascript:alert(1)"}),
        ("/add/files", {}),
    ],
)
def test_what_is_nothing_is_refused(asker: Asker, work: NoWork, path: str, fields: dict[str, str]) -> None:
    """Where there is nothing to read, one is told, nothing is begun, and no file of it stays behind."""
    assert (asker.post(path, fields).status, work.asked, list(work.uploads.iterdir())) == (400, [], [])


def test_work_that_dies_is_told(tmp_path: Path) -> None:
    """A process that ends early is told as a failure, and the next task begins."""
    work = Work(tmp_path / "case.db", tasks.fail)
    work.ask(Task(kind="relate"))
    ended = work.wait(60)
    told = work.progress()
    work.close()
    assert (ended, told and told.failure) == (True, "it ended early (exit code 3)")


def test_work_is_told(tmp_path: Path) -> None:
    """What a process tells last is how it ended."""
    work = Work(tmp_path / "case.db", tasks.count)
    work.ask(Task(kind="read"))
    ended = work.wait(60)
    told = work.progress()
    work.close()
    assert (ended, told) == (True, Progress(kind="read", n_new=2, is_running=False))


def test_relating_waits_once(tmp_path: Path) -> None:
    """However often relating is asked for, it waits once."""
    work = Work(tmp_path / "case.db", tasks.sleep)
    for _ in range(5):
        work.ask(Task(kind="relate"))
    waiting = work.progress()
    work.close()
    assert waiting is not None
    assert waiting.n_waiting <= 1


def test_a_file_that_was_edited_is_added_again(tmp_path: Path) -> None:
    """The second upload of a name is the same article, edited: it is told as changed, and is the one that stands."""
    case = tmp_path / "case.db"
    open_store(case).close()
    work = Work(case)
    told: list[tuple[int, int]] = []
    for number, text in enumerate((TEXT, TEXT.replace("Tuesday", "Monday"))):
        folder = tmp_path / str(number)
        (folder / ADDED).mkdir(parents=True)
        (folder / ADDED / "oberau.txt").write_text(text, "utf-8")
        work.ask(Task(kind="read", folder=folder))
        work.wait(120)
        progress = work.progress()
        assert progress is not None
        told.append((progress.n_new, progress.n_changed))
    work.close()
    with open_store(case) as store:
        article = store.view().article("oberau.txt")
        assert (told, "Monday" in article.text, len(store.view().replaced())) == ([(1, 0), (1, 1)], True, 1)


def test_reading_in_its_own_process(tmp_path: Path) -> None:
    """Files are read, annotated and related in another process; a bad one is a fault; the folder is emptied."""
    case, folder = tmp_path / "case.db", tmp_path / "dropped"
    open_store(case).close()
    (folder / ADDED).mkdir(parents=True)
    (folder / ADDED / "oberau.txt").write_text(TEXT, "utf-8")
    (folder / ADDED / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    work = Work(case)
    work.ask(Task(kind="read", folder=folder, published="2031-05-06"))
    ended = work.wait(120)
    told = work.progress()
    work.close()
    assert told is not None
    with open_store(case) as store:
        paths = [article.path for article in store.view().articles()]
    outcome = (ended, told.failure, told.n_new, [fault.input for fault in told.faults], paths, folder.exists())
    assert outcome == (True, None, 1, ["added/broken.pdf"], ["added/oberau.txt"], False)
