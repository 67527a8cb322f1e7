"""Files are found in one order and opened without harm: no loop, no pipe and no device can hold a run up."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.model.article import Fault
from sayso.read.files import InputFile, find_inputs, open_input, show_path, tell_why


def names(paths: list[Path | str]) -> list[str]:
    """Give the names of what is found, with a mark for faults."""
    return [f"!{item.input}" if isinstance(item, Fault) else item.name for item in find_inputs(paths)]


def test_find_inputs_ends_on_a_loop(tmp_path: Path) -> None:
    """A link to a folder above is told and not followed."""
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text("A.")
    (tmp_path / "pile" / "loop").symlink_to(tmp_path / "pile")
    assert names([tmp_path / "pile"]) == ["pile/a.txt", "!pile/loop"]


def test_find_inputs_follows_a_link_to_a_file(tmp_path: Path) -> None:
    """A link to a file is read under its own name; one to nowhere is told."""
    (tmp_path / "pile").mkdir()
    (tmp_path / "a.txt").write_text("A.")
    (tmp_path / "pile" / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "pile" / "c.txt").symlink_to(tmp_path / "gone")
    assert names([tmp_path / "pile"]) == ["pile/b.txt", "!pile/c.txt"]


def test_find_inputs_refuses_pipes_and_devices(tmp_path: Path) -> None:
    """A FIFO, a socket and a device are told and never opened."""
    os.mkfifo(tmp_path / "fifo.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        found = names([tmp_path, tmp_path / "fifo.txt", "/dev/null"])
    folder = tmp_path.name
    assert found == [f"!{folder}/fifo.txt", f"!{folder}/s.txt", f"!{folder}/fifo.txt", "!dev/null"]


def test_open_input_of_a_file_that_became_a_pipe(tmp_path: Path) -> None:
    """A pipe that took a file's place since it was found does not hold the run up."""
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(InputError), open_input(InputFile(tmp_path / "a.txt", "a.txt")):
        pass


def test_open_input_of_a_file_that_vanished(tmp_path: Path) -> None:
    """A file that is gone since it was found is an error of ours."""
    with pytest.raises(InputError, match="does not exist"), open_input(InputFile(tmp_path / "a.txt", "a.txt")):
        pass


@pytest.mark.parametrize(
    ("path", "base", "expected"),
    [
        ("/a/b/c.txt", "/a", "b/c.txt"),
        ("/a/b\x1b[31m\n.txt", "/a", "b\ufffd[31m\ufffd.txt"),
        ("/a/b\udcff.txt", "/a", "b\ufffd.txt"),
        ("/", "/", "."),
        ("/x/y", "/a", "y"),
    ],
)
def test_show_path(path: str, base: str, expected: str) -> None:
    """A path is shown from its base on, and nothing in it can act on a terminal."""
    assert show_path(Path(path), Path(base)) == expected


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FileNotFoundError(2, "No such file", "/secret/x"), "this does not exist"),
        (PermissionError(13, "Permission denied", "/secret/x"), "permission denied"),
        (OSError(5, "Input/output error", "/secret/x"), "the system says: Input/output error"),
        (EOFError("cut"), "its compressed data is damaged or cut off: cut"),
        (ValueError(), "it cannot be read, and the system does not say why"),
    ],
)
def test_tell_why(error: BaseException, expected: str) -> None:
    """An error is told in plain words, without the machine's paths."""
    assert tell_why(error) == expected
