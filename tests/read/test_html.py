"""Pages: the text is cut from the page, each word leads back to it, and no page breaks the reader."""

from __future__ import annotations

import socket
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.model.source_map import locate_in_source
from sayso.model.span import Span
from sayso.read.html import read_page

CASES = Path(__file__).parent / "cases"
PARAGRAPH = "The council met on Tuesday and put off the vote on the bypass for the third time this year"
PAGE = f"<html><body><main><h1>Vote put off</h1><p>{PARAGRAPH}.</p><p>{PARAGRAPH}, again.</p></main></body></html>"
PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div class='a'>",
            "</div>",
            "<b>",
            "<br>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<a href='",
            '"',
        ),
        *(
            "<script>",
            "</script>",
            "<title>",
            "<h1>Vote put off</h1>",
            "&amp;",
            "&#0;",
            "&#xD800;",
            "&bogus;",
            "<",
            ">",
        ),
        *("<table><tr><td>", "</table>", "<meta content=2024-02-30 property=article:published_time>", "\0", "\udc80"),
        *('<script type="application/ld+json">', '{"@type": "NewsArticle", "author": {"@id": 1}}', "<html lang=de>"),
        *("<template>", "<svg>", f"<p>{PARAGRAPH}.</p>", "“", "\u0085", "\r\n", "<li>", "</", "<!DOCTYPE", "<?xml"),
    ]
)


@pytest.mark.parametrize("name", ["news.html", "microdata.xhtml", "singlefile.html", "german.html", "mislabelled.html"])
def test_every_word_leads_back_to_the_page(name: str) -> None:
    """Cutting the page at the mapped ranges, and resolving its references, gives the article's letters."""
    data = (CASES / name).read_bytes()
    page = read_page(data)
    source = data.decode(page.source_encoding)
    cut = [(page.text[a:b].split(), unescape(source[c:d]).split()) for a, b, c, d in page.source_map]
    mapped = sum(run.end - run.start for run in page.source_map)
    assert [(here, there) for here, there in cut if "".join(here) != "".join(there)] == []
    assert mapped >= 0.95 * len(page.text)


def test_a_span_is_found_in_the_page() -> None:
    """A span over an element's edge is found as the ranges of the page that hold its words."""
    data = (CASES / "news.html").read_bytes()
    page = read_page(data)
    start = page.text.index("said Ines Holloway")
    ranges = locate_in_source(page.source_map, Span(start, start + len("said Ines Holloway")))
    assert [data.decode()[a:b] for a, b in ranges] == ["said ", "Ines Holloway"]


def test_no_paragraph_twice() -> None:
    """A paragraph that the page holds twice, once for small screens, stands once in the text."""
    body = (
        f"<div><p>{PARAGRAPH}.</p><p>It may vote in May, or not at all, said one of its members afterwards.</p></div>"
    )
    page = read_page(f"<main><h1>Vote put off</h1>{body}{body.replace('<div>', '<div class=mobile>')}</main>".encode())
    assert page.text.count(PARAGRAPH) == 1


def test_a_container_that_repeats_its_parts_is_left_out() -> None:
    """A block that holds all the paragraphs once more is not the article again."""
    parts = [f"{PARAGRAPH}, item {n}, and {'more ' * n}was said of it." for n in range(4)]
    page = read_page(f"<main>{''.join(f'<p>{part}</p>' for part in parts)}<div>{' '.join(parts)}</div></main>".encode())
    assert page.text == "\n\n".join(parts)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text of an article"),
        (b"<html><body></body></html>", "no text of an article"),
        (b"%PDF-1.7 <html>", "a PDF document"),
        (b"\x00\x01\x02" * 500, "binary data"),
        (b"<p>" + b"x" * 50_000_001, "50,000,000 bytes"),
    ],
    ids=["nothing", "no text", "another format", "binary", "too large"],
)
def test_what_is_no_page(data: bytes, reason: str) -> None:
    """What holds no article is refused, with the reason."""
    with pytest.raises(InputError, match=reason):
        read_page(data)


@pytest.mark.parametrize(
    "before",
    [
        "<div>" * 50_000,
        "<!--" * 50_000,
        '<a "' * 1,
        "<b>" * 20_000,
        "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">",
        "<div>" * 2_000 + "</p></span></li>" * 20_000,
        '<script type="application/ld+json">' + "[" * 20_000 + "</script>",
        '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>&b;&b;',
        '<img src="data:image/png;base64,' + "A" * 1_000_000 + '">',
    ],
    ids=["deep", "comments", "quote", "inline", "attributes", "ends", "json", "entities", "embedded"],
)
def test_hostile_pages_are_read(before: str) -> None:
    """Nesting, unclosed marks, endless attributes and bombs before the article neither break nor stall the reader."""
    assert PARAGRAPH in read_page((before + '"></a>' + PAGE).encode()).text


def test_reading_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with images, scripts and an external entity is read without a socket."""

    def refuse(*_args: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "__init__", refuse)  # the class stays one, for what is imported meanwhile
    page = PAGE.replace(
        "<main>", '<main><img src="https://tracker.example/x.gif"><iframe src="https://a.example"></iframe>'
    )
    doctype = '<!DOCTYPE html PUBLIC "-//X//DTD" "https://dtd.example/x.dtd" [<!ENTITY x SYSTEM "file:///etc/hosts">]>'
    assert PARAGRAPH in read_page((doctype + page + "&x;").encode()).text


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=40), cut=st.integers(0, 400))
def test_any_page_gives_a_page_or_our_error(pieces: list[str], cut: int) -> None:
    """Whatever stands in a page, reading it gives words that the map leads back to, or an error of our own."""
    data = "".join(pieces).encode("utf-8", "replace")[: -cut or None]
    try:
        page = read_page(data)
    except InputError:
        return
    source_ends = [run.source_end for run in page.source_map]
    assert source_ends == [] or max(source_ends) <= len(data.decode(page.source_encoding, "replace"))
    assert page.text.strip() == page.text
