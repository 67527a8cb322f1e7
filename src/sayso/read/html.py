"""From the bytes of a saved page to the facts it states and the text of its article.

Invariant: nothing in a page breaks this: what cannot be used is left out. The text is cut from the page, so that its
source map leads every word back to where it stands; no passage of the page is taken twice.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.errors import InputError
from sayso.model.article import DateBasis
from sayso.model.source_map import SourceRun
from sayso.model.span import Span
from sayso.read.dates import find_date, parse_stated
from sayso.read.detect import mend_text
from sayso.read.headline import cut_lines, find_byline, letters_of
from sayso.read.language import settle_language
from sayso.read.main_text import choose_blocks
from sayso.read.markup import Block, Markup, read_markup
from sayso.read.page_encoding import decode_page
from sayso.read.statements import Statements, read_statements
from sayso.text.normalize import normalize_text

MAX_PAGE_BYTES = 50_000_000
_MOST_NODES, _MOST_CHARS, _MOST_ATTRIBUTES = (
    30_000,
    4_000_000,
    5_000,
)  # beyond, trafilatura is not asked: it would take its time
_EMBEDDED = re.compile(r"data:[\w/+.;=,-]{0,80}base64,[A-Za-z0-9+/=\s]{100,}+")
_HEADINGS = frozenset(("h1", "h2", "h3"))
_SITE_MARK = re.compile(r"\s+[|»•·–—-]\s+")
_SAVED_FROM = re.compile(r"(?:saved from url=\(\d+\)|^\s*url:\s*)(https?://[^\s\"'<>\\`]{1,2000})", re.MULTILINE)
_SAVED_AT = re.compile(r"saved date:\s*\w{3} (\w{3}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) (?:GMT|UTC)([+-]\d{4})")
_NEAR = 12  # blocks around the headline in which a date or byline may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page holds; ``None`` means that it does not say.

    ``text`` is the headline, if the page shows one (then ``title_span`` says where), and the article's paragraphs,
    parted by blank lines. ``published_at`` and ``modified_at`` are as `parse_stated` gives them, the zones beside them
    as stated. ``retrieved_at`` is when it was saved, if the file says. ``url`` is the canonical address that the page
    gives itself, else the one it was read from. ``language`` is as the page states it (ISO 639-1), else as detected.
    ``notes`` tell what had to be repaired.
    """

    text: str
    title: str | None = None
    title_span: Span | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published_at: str | None = None
    published_from: DateBasis | None = None
    published_zone: str | None = None
    modified_at: str | None = None
    modified_zone: str | None = None
    url: str | None = None
    language: str | None = None
    retrieved_at: str | None = None
    source_encoding: str = "utf-8"
    source_map: tuple[SourceRun, ...] = ()
    notes: tuple[str, ...] = ()


def read_page(data: bytes, *, url: str | None = None, content_type: str | None = None, name: str = "page") -> Page:
    """Read an HTML or XHTML page.

    Args:
        data: the page as it came, not yet decoded; contents of ``Content-Encoding`` must be unpacked.
        url: the address it was read from, if that is known.
        content_type: the ``Content-Type`` it came with, which may name its encoding.
        name: what an error calls it.

    Raises:
        InputError: it is too large, binary, or holds no text of an article.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise InputError(name, f"a page may have {MAX_PAGE_BYTES:,} bytes at most", "save its text as a .txt file")
    (source, notes), encoding = decode_page(data, content_type, name)
    markup = read_markup(source)
    stated = read_statements(markup, source, url)
    headline = _find_headline(markup, stated.titles)
    chosen = choose_blocks(markup, _ask_trafilatura(source, markup), _title_of(markup, headline, stated))
    if not chosen:
        raise InputError(name, "no text of an article was found in this page", "save its text as a .txt file")
    if headline is not None and headline > chosen[len(chosen) // 2]:
        headline = None  # a heading that stands below the article is another's
    title = _title_of(markup, headline, stated)
    order = [*([headline] if headline is not None else []), *(index for index in chosen if index != headline)]
    text, runs = _assemble(markup, order)
    published_at, basis = stated.published_at, DateBasis.RECORD
    near = _near(markup, headline, chosen)
    if published_at is None:
        published_at, basis = find_date(near), DateBasis.TEXT
    byline = find_byline(cut_lines(near)[:_NEAR]) if not stated.authors else None
    return Page(
        text=text,
        title=title,
        title_span=None if headline is None else Span(0, len(_mended(markup.blocks[headline]))),
        authors=stated.authors or (byline[1] if byline else ()),
        publisher=stated.publisher,
        published_at=published_at,
        published_from=basis if published_at else None,
        published_zone=stated.published_zone,
        modified_at=stated.modified_at,
        modified_zone=stated.modified_zone,
        url=stated.url or url or _saved_from(markup),
        retrieved_at=_saved_at(markup),
        language=settle_language(stated.language, text),
        source_encoding=encoding,
        source_map=runs,
        notes=notes,
    )


def _ask_trafilatura(source: str, markup: Markup) -> str:
    """Give what trafilatura takes for the main text; nothing, if the page is too large for it or breaks it."""
    if len(markup.nodes) > _MOST_NODES or any(node.attributes.count("=") > _MOST_ATTRIBUTES for node in markup.nodes):
        return ""
    source = _EMBEDDED.sub("data:,", source)
    if len(source) > _MOST_CHARS:
        return ""
    import trafilatura  # half a second, and only pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return (
            trafilatura.extract(source, fast=True, favor_precision=True, include_comments=False, include_tables=True)
            or ""
        )
    except Exception:  # whatever a page breaks in it, our own rules still find the text
        return ""


def _find_headline(markup: Markup, titles: Sequence[str]) -> int | None:
    """Find the block that is the headline: a heading that says what a stated title says, else the only ``<h1>``."""
    wanted = [letters_of(title) for title in titles]
    found: list[tuple[int, int]] = []
    firsts = []
    for index, block in enumerate(markup.blocks):
        tag = next(
            (n.tag for n, _ in zip(markup.ancestors(block.node), range(4), strict=False) if n.tag in _HEADINGS), ""
        )
        letters = letters_of(block.text)
        if not letters or len(block.text) > 300:
            continue
        if tag == "h1":
            firsts.append(index)
        if letters in wanted:
            found.append(((0 if tag == "h1" else 1 if tag else 4), index))
        elif (
            tag
            and len(letters) > 12
            and any(letters in title or title in letters for title in wanted if len(title) > 12)
        ):
            found.append((2 if tag == "h1" else 3, index))
    if found:
        return min(found)[1]
    likely = [i for i in firsts if len(markup.blocks[i].text.split()) > 2]
    return likely[0] if len(likely) == 1 else None


def _title_of(markup: Markup, headline: int | None, stated: Statements) -> str | None:
    """Give the title as the page shows it, else as it states it, without the site's name behind it."""
    if headline is not None:
        return " ".join(_mended(markup.blocks[headline]).split())
    if not stated.titles:
        return None
    title = stated.titles[0]
    parts = _SITE_MARK.split(title)
    site = letters_of(stated.publisher or "")
    if len(parts) > 1 and (letters_of(parts[-1]) == site or (len(parts[-1]) < 30 and len(parts[0].split()) > 4)):
        title = title[: title.rindex(parts[-1])].rstrip().rstrip("|»•·–—-").rstrip()
    return title


def _assemble(markup: Markup, order: Sequence[int]) -> tuple[str, tuple[SourceRun, ...]]:
    """Join blocks to a text, cells of one row by a space, all else by a blank line; move their runs along."""
    pieces: list[str] = []
    runs: list[SourceRun] = []
    length, row = 0, -1
    for index in order:
        block = markup.blocks[index]
        here = markup.row_of(block)
        if pieces:
            gap = " " if here >= 0 and here == row else "\n\n"
            pieces.append(gap)
            length += len(gap)
        row = here
        text = _mended(block)
        if text == block.text:
            runs += [SourceRun(a + length, b + length, c, d) for a, b, c, d in block.runs]
        else:  # mojibake repaired: the block maps as a whole
            runs.append(SourceRun(length, length + len(text), block.runs[0].source_start, block.runs[-1].source_end))
        pieces.append(text)
        length += len(text)
    return "".join(pieces), tuple(runs)


def _mended(block: Block) -> str:
    return normalize_text(mend_text(block.text).text).strip() or block.text


def _near(markup: Markup, headline: int | None, chosen: Sequence[int]) -> str:
    """Give the blocks around the headline that are not the article's: there stand dates and bylines."""
    first = chosen[0]
    start = first if headline is None else min(headline, first)
    taken = set(chosen)
    indices = range(max(0, start - 4), min(len(markup.blocks), max(first, start + _NEAR)))
    return "\n".join(markup.blocks[i].text for i in indices if i != headline and (i not in taken or i <= first + 1))


def _saved_from(markup: Markup) -> str | None:
    """Give the address that a browser or SingleFile noted when it saved the page."""
    return next((found[1] for comment in markup.comments if (found := _SAVED_FROM.search(comment))), None)


def _saved_at(markup: Markup) -> str | None:
    """Give the time that SingleFile noted: ``saved date: Wed Feb 16 2022 10:00:00 GMT+0100 (...)``."""
    for comment in markup.comments:
        if found := _SAVED_AT.search(comment):
            return parse_stated(f"{found[2]} {found[1]} {found[3]} {found[4]} {found[5]}")
    return None
