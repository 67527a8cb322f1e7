"""What is read of PDF documents: paragraphs from lines, without what recurs at the edges of pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.model.article import Article, Fault
from sayso.read.assemble import Source
from sayso.read.pdf import Line, join_pages, read_pdf
from sayso.read.selection import Sieve
from tests.read.samples import Drawn, draw_lines, make_pdf

FIRST = [
    "The weir above Harl gave way on Monday night, and the mayor",
    "told reporters that nobody had been hurt when the water came.",
]
SECOND = [
    "“We have been lucky, and luck is no plan,” said Orla Venn, who",
    "leads the council of engineers of the valley and its neigh-",
    "bours. The neighbours agreed; a well-",
    "known lawyer did not. It is a well-known quarrel.",
]
FIRST_TEXT = " ".join(FIRST)
SECOND_TEXT = (
    "“We have been lucky, and luck is no plan,” said Orla Venn, who leads the council of engineers of the valley and "
    "its neighbours. The neighbours agreed; a well-known lawyer did not. It is a well-known quarrel."
)


def read(data: bytes) -> list[Article | Fault]:
    """Read a document from memory."""
    return list(read_pdf(io.BytesIO(data), Source(name="a.pdf", path="a.pdf"), Sieve()))


def try_reading(data: bytes) -> None:
    """Read what may be damaged: all but our own error comes out."""
    with suppress(InputError):
        read(data)


def text_of(pages: Sequence[Sequence[Drawn]]) -> str:
    """Give the text that is read of pages."""
    (article,) = read(make_pdf(pages))
    assert isinstance(article, Article)
    return article.text


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([draw_lines([*FIRST, "", *SECOND])], f"{FIRST_TEXT}\n\n{SECOND_TEXT}"),
        ([draw_lines([*FIRST, f"\t{SECOND[0]}", *SECOND[1:]])], f"{FIRST_TEXT}\n\n{SECOND_TEXT}"),
        ([draw_lines(["Weir gives way"], size=20), draw_lines(FIRST)], f"Weir gives way\n\n{FIRST_TEXT}"),
        ([draw_lines(SECOND[:2]), draw_lines(SECOND[2:])], SECOND_TEXT),
        ([draw_lines(SECOND[:2], left=40) + draw_lines(SECOND[2:], left=320)], SECOND_TEXT),
        (
            [
                [(72, 800, 9, "Vale Courier, 6 May 2031"), *draw_lines(FIRST), (290, 30, 9, "Page 1 of 2")],
                [(72, 800, 9, "Vale Courier, 6 May 2031"), *draw_lines(SECOND), (290, 30, 9, "Page 2 of 2")],
            ],
            f"{FIRST_TEXT}\n\n{SECOND_TEXT}",
        ),
        ([[(72, 700, 11, "Nobody had"), (132, 700, 11, " been hurt.")]], "Nobody had been hurt."),
    ],
)
def test_paragraphs(pages: Sequence[Sequence[Drawn]], expected: str) -> None:
    """Lines are joined to the paragraphs they were laid out from, over columns and pages; headings stand alone."""
    assert text_of(pages) == expected


def test_ligatures() -> None:
    """Letters that the layout joins to one glyph are letters again."""
    line = Line("oﬃcials in ﬁve ﬂats", 0, 0, 10)
    assert join_pages([[line]]) == "officials in five flats"


def test_what_a_document_states() -> None:
    """Title and authors are those the document states; its last change is no publication."""
    info = [("Title", "Weir at Harl gives way"), ("Author", "Ann Lee"), ("ModDate", "D:20310507093000+02'00'")]
    (article,) = read(make_pdf([draw_lines(FIRST)], info))
    assert isinstance(article, Article)
    assert (article.title, article.authors, article.published_at, article.modified_at) == (
        "Weir at Harl gives way",
        ("Ann Lee",),
        None,
        "2031-05-07T07:30:00Z",
    )


def lock(data: bytes, password: str) -> bytes:
    """Encrypt a document."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user_password=password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_open_encryption() -> None:
    """A document that is encrypted but opens without a password is read."""
    (article,) = read(lock(make_pdf([draw_lines(FIRST)]), ""))
    assert getattr(article, "text", None) == FIRST_TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lock(make_pdf([draw_lines(FIRST)]), "secret"), "this PDF is encrypted"),
        (make_pdf([[]]), "no text could be read in this PDF"),
        (b"%PDF-1.7 and no more", "this PDF is cut off: its end is missing"),
        (b"%PDF-1.7 and\n%%EOF\n", "this PDF is damaged: the list of its parts cannot be read"),
        (b"Words, and no more.", "this is no PDF: it does not begin as one"),
    ],
)
def test_what_cannot_be_read(data: bytes, reason: str) -> None:
    """An encrypted document, one of images and one that is none are each told for what they are."""
    with pytest.raises(InputError) as raised:
        read(data)
    assert raised.value.reason == reason


@given(st.binary(max_size=80), st.integers(0, 1200), st.integers(0, 80))
@settings(deadline=None, max_examples=60)
def test_any_damage(junk: bytes, position: int, length: int) -> None:
    """Whatever is written over a document, only our own errors come out."""
    data = make_pdf([draw_lines(FIRST)])
    assert try_reading(data[:position] + junk + data[position + length :]) is None
