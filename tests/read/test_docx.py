"""What is read of office documents."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.model.article import Article, Fault
from sayso.read.assemble import Source
from sayso.read.docx import read_docx
from sayso.read.reader import read_paths
from tests.read.samples import make_docx

PARAGRAPHS = [
    ("Title", "Weir at Harl gives way"),
    ("Normal", "The weir above Harl gave way on Monday night."),
    ("Normal", ""),
    ("Normal", "“Luck is no plan,” said Orla Venn."),
]
DOCUMENT = make_docx(PARAGRAPHS, title="draft 3", author="Ann Lee", table=True)


def read(data: bytes) -> list[Article | Fault]:
    """Read a document from memory."""
    return list(read_docx(io.BytesIO(data), Source(name="a.docx", path="a.docx")))


def repack(name: str, content: bytes) -> bytes:
    """Replace one member of the document."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCUMENT)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, content if member.filename == name else old.read(member))
    return out.getvalue()


def test_document(tmp_path: Path) -> None:
    """Paragraphs and rows of tables are the text; the title shown goes before the one in the properties."""
    path = tmp_path / "a.docx"
    path.write_bytes(DOCUMENT)
    (article,) = read_paths([path])
    assert isinstance(article, Article)
    assert (article.text, article.title, article.authors, article.published_at, article.modified_at) == (
        "Weir at Harl gives way\n\nThe weir above Harl gave way on Monday night.\n\n"
        "“Luck is no plan,” said Orla Venn.\n\nHouseholds 240",
        "Weir at Harl gives way",
        ("Ann Lee",),
        None,
        "2031-05-07T09:30:00Z",
    )


BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_docx([("Normal", "")]), "this document holds no text"),
        (repack("word/document.xml", BOMB), "this document defines entities, which no office program writes"),
        (repack("word/document.xml", b"<not xml"), "this document is damaged: a part of it is no XML, or is cut off"),
        (
            repack("word/document.xml", b" " * 60_000_000),
            "grows to more than 50,000,000 bytes of text, or 200,000,000 in all, when unpacked",
        ),
        (
            DOCUMENT[:-100],
            "this zip file is cut off, or its end is damaged: the list of its parts is missing",
        ),
        (b"not packed at all", "this is no zip file, as a document (.docx) and a web archive (.wacz) are"),
        (b"\xd0\xcf\x11\xe0 old", "this is an office document of the old kind, or one with a password"),
        (
            DOCUMENT.replace(b"\x00\x00\x08\x00", b"\x00\x00\x63\x00"),
            "this zip file is damaged: one of its parts cannot be unpacked",
        ),
        (
            repack(
                "_rels/.rels", b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>"
            ),
            "this document is damaged: a part is missing that every document has",
        ),
        (
            repack("word/document.xml", b"<document/>"),
            "this document is damaged: its parts are not those of a text document",
        ),
    ],
)
def test_what_cannot_be_read(data: bytes, reason: str) -> None:
    """A document that is empty, damaged, or made to harm is told for what it is."""
    with pytest.raises(InputError) as raised:
        read(data)
    assert (raised.value.input, raised.value.reason) == ("a.docx", reason)


@given(st.binary(max_size=60), st.integers(0, len(DOCUMENT)), st.integers(0, 60))
@settings(deadline=None, max_examples=30)
def test_any_damage(junk: bytes, position: int, length: int) -> None:
    """Whatever is written over a document, only our own errors come out."""
    with suppress(InputError):
        outcomes = read(DOCUMENT[:position] + junk + DOCUMENT[position + length :])
        assert all(isinstance(outcome, Article | Fault) for outcome in outcomes)
