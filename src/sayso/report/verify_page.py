"""The HTML report against the texts that stand in it.

Invariant: the page needs no data beside what a person sees. Each article's text is the text content of one element
(``data-article``, ``data-sha256``), and each citation is an element (``data-a``: the article's number, ``data-s``:
``start-end``) whose text content is the slice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from sayso.errors import ReportError, SpanError
from sayso.model.ids import sha256_of
from sayso.report.digests import digest_page
from sayso.report.document import SCHEMA

_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr"))
_SPAN = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCheck:
    """How many articles and citations a page holds."""

    n_articles: int
    n_spans: int


def check_page(html: str) -> PageCheck:
    """Check a page that `to_html` wrote.

    Raises:
        ReportError: it is no such page, a hash differs, a citation is missing, a link leads nowhere, or anything else
            is not as it was written.
        SpanError: a citation's span does not lie in its text, or its words are not those of the text.
    """
    page = _Page()
    page.feed(html)
    page.close()
    if page.head.get("data-schema") != SCHEMA:
        raise ReportError(f"data-schema: expected {SCHEMA!r}, found {page.head.get('data-schema')!r}")
    if page.open:
        raise ReportError(f"line {page.open[-1].line}: <{page.open[-1].tag}> is never closed")
    texts: dict[str, str] = {}
    for element in page.articles:
        text, number = element.text(), element.attributes.get("data-n") or ""
        digest = sha256_of(text)
        if digest != element.attributes.get("data-sha256"):
            expected = element.attributes.get("data-sha256")
            raise ReportError(
                f"line {element.line}: article {number} ({element.attributes['data-article']}): "
                f"sha256 of its text: expected {expected!r}, found {digest!r}"
            )
        texts[number] = text
    for element in page.citations:
        _check_citation(element, texts)
    for what, found in (("articles", len(page.articles)), ("cited", len(page.citations))):
        if page.head.get(f"data-{what}") != str(found):
            raise ReportError(f"data-{what}: expected {page.head.get(f'data-{what}')}, found {found}")
    for line, target in page.links:
        if target not in page.ids:
            raise ReportError(f"line {line}: the link #{target} leads nowhere")
    stated = page.head.get("data-digest")
    if not stated:
        raise ReportError("data-digest: it states none; write the report anew, if an earlier sayso wrote it")
    if (digest := digest_page(html, stated)) != stated:
        raise ReportError(
            "the words of the articles are as they were, but something around them was changed: "
            f"data-digest: expected {digest!r}, found {stated!r}"
        )
    return PageCheck(n_articles=len(texts), n_spans=len(page.citations))


def _check_citation(element: _Element, texts: dict[str, str]) -> None:
    number, place = element.attributes.get("data-a") or "", element.attributes.get("data-s") or ""
    where = f"line {element.line}: article {number}, span {place}"
    match = _SPAN.fullmatch(place)
    if match is None or number not in texts:
        raise ReportError(f"{where}: expected an article of the page and a span")
    start, end = int(match[1]), int(match[2])
    text, found = texts[number], element.text()
    if not 0 <= start < end <= len(text):
        raise SpanError(f"{where}: the span does not lie in its text", text, start, end)
    if text[start:end] != found:
        raise SpanError(f"{where}: expected {text[start:end]!r}, found {found!r}", text, start, end)


@dataclass(slots=True)
class _Element:
    tag: str
    attributes: dict[str, str | None]
    line: int
    kept: bool
    pieces: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Give the text content."""
        return "".join(self.pieces)


class _Page(HTMLParser):
    """Collects the articles, the citations, the ids and the links of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.head: dict[str, str | None] = {}
        self.open: list[_Element] = []
        self.keeping: list[_Element] = []
        self.articles: list[_Element] = []
        self.citations: list[_Element] = []
        self.ids: set[str] = set()
        self.links: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, and keep what it cites."""
        element = self._note(tag, attrs)
        if tag in _VOID:
            return
        self.open.append(element)
        if element.kept:
            self.keeping.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself, as in a drawing."""
        self._note(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element; it must be the one opened last."""
        line = self.getpos()[0]
        if not self.open or self.open[-1].tag != tag:
            opened = self.open[-1].tag if self.open else "nothing"
            raise ReportError(f"line {line}: expected </{opened}>, found </{tag}>")
        element = self.open.pop()
        if element.kept:
            self.keeping.pop()

    def handle_data(self, data: str) -> None:
        """Add text to every article and citation that is open."""
        for element in self.keeping:
            element.pieces.append(data)

    def _note(self, tag: str, attrs: list[tuple[str, str | None]]) -> _Element:
        attributes = dict(attrs)
        is_article, is_citation = "data-article" in attributes, "data-s" in attributes
        element = _Element(tag, attributes, self.getpos()[0], is_article or is_citation)
        if tag == "html":
            self.head = attributes
        if is_article:
            self.articles.append(element)
        if is_citation:
            self.citations.append(element)
        id_ = attributes.get("id")
        if id_ is not None:
            if id_ in self.ids:
                raise ReportError(f"line {element.line}: the id {id_!r} stands twice")
            self.ids.add(id_)
        href = attributes.get("href") or ""
        if href.startswith("#"):
            self.links.append((element.line, href[1:]))
        return element
