"""Lists of addresses as people keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.model.article import Fault
from sayso.read.addresses import is_address, read_addresses

LISTS = {
    "links.txt": "# mine\n\nhttps://a.example/1,2\n  see https://b.example/ (good)\nhttps://a.example/1,2\n",
    "links.csv": "title,URL\nDam,https://a.example/1,\n\nRiver,https://b.example/\n",
    "semicolon.csv": 'Titel;Link\n"Dam; holds";https://a.example/1,2\nRiver;https://b.example/\n',
    "bare.csv": "Dam,https://a.example/1\nRiver,https://b.example/,x\n",
    "links.tsv": "link\tnote\nhttps://a.example/1\tx\nhttps://b.example/\ty\n",
    "feeds.opml": '<opml><outline xmlUrl="https://a.example/1"/><outline xmlUrl="https://b.example/"/></opml>',
}


@pytest.mark.parametrize("name", LISTS)
def test_each_address_is_given_once(tmp_path: Path, name: str) -> None:
    """Texts, tables and lists of feeds give their addresses in order."""
    (tmp_path / name).write_text(LISTS[name], "utf-8")
    found = [str(item).replace(",2", "") for item in read_addresses(tmp_path / name)]
    assert found == ["https://a.example/1", "https://b.example/"]


def test_a_line_without_an_address_is_told(tmp_path: Path) -> None:
    """What is no address is a fault with its line, and loses nothing else."""
    (tmp_path / "links.txt").write_text("www.a.example\nhttps://b.example/\n", "utf-8")
    fault = Fault(input="links.txt:1", reason="this line holds no web address")
    assert list(read_addresses(tmp_path / "links.txt")) == [fault, "https://b.example/"]


@pytest.mark.parametrize("data", [b"\0\1\2\3" * 99, b"<opml></opml>"])
def test_what_is_no_list_is_an_error_of_ours(tmp_path: Path, data: bytes) -> None:
    """Binary data and a list of nothing are refused."""
    (tmp_path / "links.opml").write_bytes(data)
    with pytest.raises(InputError):
        list(read_addresses(tmp_path / "links.opml"))


def test_a_list_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    """A missing list is told."""
    with pytest.raises(InputError, match="does not exist"):
        list(read_addresses(tmp_path / "none.csv"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [("https://a.example/", True), ("FILE:///x", True), ("news/a.txt", False), ("C:/a.txt", False), ("a://", False)],
)
def test_is_address(given: str, expected: bool) -> None:
    """An address is told from a path by its scheme."""
    assert is_address(given) == expected
