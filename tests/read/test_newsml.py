"""What is read of news in XML, and what is refused."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.model.article import Article, Fault
from sayso.read.assemble import Source
from sayso.read.newsml import is_newsml, read_newsml
from sayso.read.selection import Sieve

MESSAGE = (Path(__file__).parent / "cases" / "newsml.xml").read_bytes()


def read(data: bytes) -> list[Article | Fault]:
    """Read a document from memory."""
    return list(read_newsml(io.BytesIO(data), Source(name="a.xml", path="a.xml"), Sieve()))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<inlineData>Nobody was hurt.</inlineData>", "Nobody was hurt."),
        (b"<inlineData>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</inlineData>", "One.\n\nTwo."),
        (
            b"<inlineXML><html><head><title>T</title></head><body><h2>A</h2><p>One.</p></body></html></inlineXML>",
            "A\n\nOne.",
        ),
        (b"<inlineXML><x>Bare words.</x></inlineXML>", "Bare words."),
        (b"<inlineXML><ul><li><p>One.</p></li><li>Two.</li></ul></inlineXML>", "One.\n\nTwo."),
    ],
)
def test_contents(content: bytes, expected: str) -> None:
    """Blocks are paragraphs, and no block is taken twice."""
    outcomes = read(b"<newsItem guid='u'><contentSet>" + content + b"</contentSet></newsItem>")
    assert [getattr(outcome, "text", outcome) for outcome in outcomes] == [expected]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"<!DOCTYPE nitf [<!ENTITY a 'x'>]><nitf><body><p>&a;</p></body></nitf>",
            "this XML declares entities, which no news needs",
        ),
        (
            b"<!DOCTYPE nitf [<!ENTITY % a SYSTEM 'file:///no'> %a;]><nitf/>",
            "this XML declares entities, which no news needs",
        ),
        (b"<catalogue><book/></catalogue>", "this XML is no news: it holds <catalogue>"),
        (b"<rss><channel/></rss>", "this is a feed, not an article"),
        (
            b"<newsItem><cut",
            "this XML is damaged: Couldn't find end of Start Tag cut line 1, line 1, column 15 (<string>, line 1)",
        ),
        (b"", "this XML is damaged: Document is empty, line 1, column 1 (<string>, line 1)"),
    ],
)
def test_what_cannot_be_read(data: bytes, reason: str) -> None:
    """What declares entities, is cut off or is no news is told for what it is."""
    with pytest.raises(InputError) as raised:
        read(data)
    assert (raised.value.input, raised.value.reason) == ("a.xml", reason)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (MESSAGE[:4096], True),
        (b'<!-- x -->\n<!DOCTYPE nitf SYSTEM "nitf.dtd">\n<nitf>', True),
        (b"<g2:newsItem xmlns:g2='x'>", True),
        (b"<rss><channel>", False),
        (b"The newsItem <newsItem>", False),
    ],
)
def test_is_newsml(head: bytes, expected: bool) -> None:
    """A document is told by its root."""
    assert is_newsml(head) == expected


@given(st.binary(max_size=60), st.integers(0, len(MESSAGE)), st.integers(0, 60))
@settings(deadline=None, max_examples=60)
def test_any_damage(junk: bytes, position: int, length: int) -> None:
    """Whatever is written over a document, only our own errors come out."""
    with suppress(InputError):
        outcomes = read(MESSAGE[:position] + junk + MESSAGE[position + length :])
        assert all(isinstance(outcome, Article | Fault) for outcome in outcomes)
