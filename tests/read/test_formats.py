"""Which reader reads an input, by what is in it, from a file or a pipe."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from sayso.model.article import Article
from sayso.read import formats
from sayso.read.formats import find_reader
from sayso.read.mail import read_mail
from sayso.read.newsml import read_newsml
from sayso.read.pdf import read_pdf
from sayso.read.reader import read_paths
from sayso.read.warc import read_warc

CASES = Path(__file__).parent / "cases"
NAMES = [
    "crawl.warc",
    "pages.wacz",
    "weir.pdf",
    "weir.docx",
    "newsletter.eml",
    "newsml.xml",
    "ninjs.json",
    "zotero.json",
]


@pytest.mark.parametrize(
    ("suffix", "head", "expected"),
    [
        (".warc", b"", read_warc),
        (".txt", b"WARC/1.0\r\n", read_warc),
        ("", b"junk\n%PDF-1.4\n", read_pdf),
        (".eml", b"", read_mail),
        (".xml", b"<anything/>", read_newsml),
        (".xml", b"<!DOCTYPE html><html>", None),
        ("", b"<newsItem guid='x'>", read_newsml),
        (".txt", b"WARC/ is a format of archives.", None),
        (".txt", b"PK is short for penalty kick.", None),
    ],
)
def test_find_reader(suffix: str, head: bytes, expected: formats.Reader | None) -> None:
    """What an input begins with goes before its name; a text stays a text."""
    assert find_reader(suffix, head) is expected


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, name: str, is_packed: bool) -> None:
    """What comes through a pipe, packed or not, gives the texts that the file gives."""
    data = (CASES / name).read_bytes()
    piped = io.BufferedReader(io.BytesIO(gzip.compress(data, mtime=0) if is_packed else data))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(piped))
    from_pipe = [found.text for found in read_paths(["-"]) if isinstance(found, Article)]
    assert from_pipe == [found.text for found in read_paths([CASES / name]) if isinstance(found, Article)]


def test_most_of_a_pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What would fill the disk is refused before it does."""
    monkeypatch.setattr(formats, "_MOST_SPOOLED", 1000)
    path = tmp_path / "weir.docx.gz"
    path.write_bytes(gzip.compress((CASES / "weir.docx").read_bytes()))
    assert [getattr(found, "hint", "") for found in read_paths([path])] == ["name the file itself"]
