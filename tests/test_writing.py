"""A file is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import SaysoError, UsageError
from sayso.writing import write_file, write_folder


def break_down(*_: object) -> None:
    """Be a disk that fills up."""
    raise OSError(28, "No space left on device")


def test_a_file_is_written(tmp_path: Path) -> None:
    """The bytes are there and nothing is beside them."""
    write_file(tmp_path / "a.html", b"all")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.html": b"all"}


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    """Writing over a file changes nothing in who may read it."""
    path = tmp_path / "a.html"
    path.touch(mode=0o640)
    path.chmod(0o640)
    write_file(path, b"new")
    assert (path.stat().st_mode & 0o777, path.read_bytes()) == (0o640, b"new")


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stands, and no half of the new one lies beside it."""
    (tmp_path / "a.html").write_bytes(b"old")
    monkeypatch.setattr("os.fsync", break_down)
    with pytest.raises(SaysoError, match="No space left on device"):
        write_file(tmp_path / "a.html", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.html": b"old"}


@pytest.mark.parametrize("name", ["", "no/such/folder.html"])
def test_a_place_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    """A folder, or a file in a folder that is not there, is wrong use."""
    with pytest.raises(UsageError):
        write_file(tmp_path / name, b"all")


def test_a_folder_is_made(tmp_path: Path) -> None:
    """Files come into a folder that is made for them."""
    write_folder(tmp_path / "tables", {"a.csv": b"1", "b.csv": b"2"})
    assert {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()} == {"a.csv": b"1", "b.csv": b"2"}


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """Nothing is written over a file."""
    (tmp_path / "tables").write_bytes(b"kept")
    with pytest.raises(UsageError):
        write_folder(tmp_path / "tables", {"a.csv": b"1"})


def test_a_full_disk_leaves_a_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of two reports never stand side by side: all are moved in, or none, and a new folder is taken away."""
    written: list[int] = []

    def fill_up(handle: int) -> None:
        written.append(handle)
        if len(written) % 2 == 0:
            break_down()

    folder = tmp_path / "tables"
    write_folder(folder, {"a.csv": b"old", "b.csv": b"old"})
    monkeypatch.setattr("os.fsync", fill_up)
    for place in (folder, tmp_path / "new"):
        with pytest.raises(SaysoError, match="nothing was changed"):
            write_folder(place, {"a.csv": b"new", "b.csv": b"new"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.csv": b"old", "b.csv": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]
