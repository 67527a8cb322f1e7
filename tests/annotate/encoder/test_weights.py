"""The weights' folder: used whole and undamaged, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.annotate.encoder.weights import DIGESTS, FILES, check_files, load_weights, read_digest, write_digests
from sayso.errors import WeightsError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with files of the right names, and their digests."""
    for name in FILES:
        (tmp_path / name).write_text(f"what is in {name}\n")
    write_digests(tmp_path)
    return tmp_path


def test_an_undamaged_folder_is_read(folder: Path) -> None:
    """Every file comes back whole when its digest is the one stated."""
    assert check_files(folder) == {name: f"what is in {name}\n".encode() for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused(folder: Path, name: str) -> None:
    """One changed byte is told, with the file's name."""
    (folder / name).write_text(f"what is iN {name}\n")
    with pytest.raises(WeightsError, match=f"damaged: .*{name}"):
        load_weights(folder)


@pytest.mark.parametrize("name", [*FILES, DIGESTS])
def test_a_missing_file_is_told(folder: Path, name: str) -> None:
    """A file that is not there is named."""
    (folder / name).unlink()
    with pytest.raises(WeightsError, match=f"missing: .*{name}"):
        load_weights(folder)


def test_a_list_that_names_nothing_is_refused(folder: Path) -> None:
    """A list of digests that was cut short does not pass."""
    (folder / DIGESTS).write_text("\nx\n")
    with pytest.raises(WeightsError, match="damaged"):
        check_files(folder)


def test_what_is_no_graph_is_refused(folder: Path) -> None:
    """Files with the right digests that are no weights are refused, not half loaded."""
    with pytest.raises(WeightsError, match=r"cannot be (read|run)"):
        load_weights(folder)


def test_the_digest_names_the_folder(folder: Path) -> None:
    """Another file gives the folder another digest."""
    before = read_digest(folder)
    (folder / "vocab.txt").write_text("more\n")
    write_digests(folder)
    assert read_digest(folder) != before
