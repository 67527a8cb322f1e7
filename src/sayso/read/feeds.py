"""From the bytes of a feed (RSS, Atom, JSON Feed) to its entries, from a list of feeds (OPML) to their addresses.

Invariant: an entry is whole or absent. Of a feed that is cut off the entries that are complete are given, and that it
is cut off is told; an entry that a feed repeats is given once.
"""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from sayso.codec import from_json_bytes
from sayso.errors import InputError, ReportError
from sayso.model.ids import derive_id
from sayso.read.dates import parse_stated
from sayso.text.normalize import normalize_line

MOST_ENTRIES = 5_000
_ROOT_ENDS = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.{0,2000}-->\s*)?$", re.IGNORECASE | re.DOTALL)
_ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,500}>")
_FEED_TYPE = re.compile(r"application/(?:rss|atom|feed)\+(?:xml|json)", re.IGNORECASE)
_HEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. ``key`` tells it from the feed's others, ``address`` is where its article stands.

    ``publisher`` is the real publisher, where the feed names one (RSS and Atom ``source``). ``published_at`` is as
    `parse_stated` gives it, ``updated_at`` as the feed states it.
    """

    key: str
    address: str
    title: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    updated_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """What a feed holds. ``feeds`` are the addresses that a list of feeds names. ``is_cut`` says that its end lacks."""

    title: str | None = None
    entries: tuple[Entry, ...] = ()
    feeds: tuple[str, ...] = ()
    is_cut: bool = False
    notes: tuple[str, ...] = ()


def read_feed(data: bytes, *, url: str, content_type: str | None = None) -> FeedDocument:
    """Read a feed or a list of feeds, by what is in it.

    Args:
        data: as it came, not yet decoded.
        url: where it stood: its relative addresses are read against that, and errors name it.
        content_type: the ``Content-Type`` it came with, which may name its encoding.

    Raises:
        InputError: it is neither.
    """
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return _read_json(data, url)
    if re.search(rb"<opml[\s>]", head, re.IGNORECASE):
        feeds = _read_tags(data).feeds
        return FeedDocument(feeds=tuple(dict.fromkeys(urljoin(url, feed) for feed in feeds)))
    return _read_xml(data, url, content_type)


def is_feed(data: bytes) -> bool:
    """Say whether an input begins as a feed does."""
    head = data[:_HEAD]
    return re.search(rb"<(?:rss|feed|rdf:rdf|opml)[\s>]", head, re.IGNORECASE) is not None or (
        head.lstrip().startswith(b"{") and b"jsonfeed.org/version" in head
    )


def _read_xml(data: bytes, url: str, content_type: str | None) -> FeedDocument:
    import feedparser  # a quarter of a second: only where there is a feed

    is_cut = _ROOT_ENDS.search(data[-_HEAD:]) is None and _ENTRY.search(data) is not None
    if is_cut:
        ends = [match.end() for match in _ENTRY_END.finditer(data)]
        data = data[: ends[-1]] if ends else data[: _ENTRY.search(data).start()]  # type: ignore[union-attr]
    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    except Exception as error:  # it was never promised to survive everything
        raise InputError(url, "is damaged: it cannot be read as a feed") from error
    if not parsed.get("version") and not parsed.entries:
        named = [urljoin(url, feed) for feed in _read_tags(data).named]
        hint = f"the page names a feed: {named[0]}" if named else ""
        raise InputError(url, "this is no feed that can be read", hint)
    return _gather(
        title=_line(parsed.feed.get("title")),
        entries=(_from_parsed(entry, url) for entry in parsed.entries[:MOST_ENTRIES]),
        is_cut=is_cut,
        n_stated=len(parsed.entries),
    )


def _from_parsed(entry: Any, url: str) -> Entry | None:
    source = entry.get("source")
    return _make_entry(
        key=entry.get("id"),
        link=entry.get("link"),
        url=url,
        title=entry.get("title"),
        publisher=source.get("title") if isinstance(source, Mapping) else None,
        published_at=_instant(entry.get("published_parsed")),
        updated_at=dict.get(entry, "updated"),  # its own `get` gives the publication for it, and warns
    )


def _read_json(data: bytes, url: str) -> FeedDocument:
    try:
        feed = from_json_bytes(data.removeprefix(b"\xef\xbb\xbf"), object)
    except ReportError as error:
        raise InputError(url, "is JSON that breaks off or is damaged") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise InputError(url, "this is JSON, but no JSON Feed")
    found = (item for item in items[:MOST_ENTRIES] if isinstance(item, dict))
    entries = (
        _make_entry(
            key=item.get("id"),
            link=item.get("url") or item.get("external_url"),
            url=url,
            title=item.get("title"),
            publisher=None,
            published_at=parse_stated(item.get("date_published")),
            updated_at=item.get("date_modified"),
        )
        for item in found
    )
    return _gather(title=_line(feed.get("title")), entries=entries, is_cut=False, n_stated=len(items))


def _make_entry(
    *,
    key: object,
    link: object,
    url: str,
    title: object,
    publisher: object,
    published_at: str | None,
    updated_at: object,
) -> Entry | None:
    """Make an entry, or ``None`` if it leads nowhere."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        address = urljoin(url, link.strip())
    except ValueError:
        return None
    named = _line(key)
    return Entry(
        key=named if named and len(named) <= 500 else derive_id("ent", named or address),
        address=address,
        title=_line(title),
        publisher=_line(publisher),
        published_at=published_at,
        updated_at=_line(updated_at),
    )


def _gather(*, title: str | None, entries: Iterable[Entry | None], is_cut: bool, n_stated: int) -> FeedDocument:
    by_key: dict[str, Entry] = {}
    n_nowhere = 0
    for entry in entries:
        if entry is None:
            n_nowhere += 1
        else:
            by_key.setdefault(entry.key, entry)
    notes = []
    if is_cut:
        notes.append("the feed breaks off; its complete entries were read")
    if n_nowhere:
        notes.append(f"{n_nowhere} of its entries lead to no page")
    if n_stated > MOST_ENTRIES:
        notes.append(f"of its {n_stated:,} entries the first {MOST_ENTRIES:,} were read")
    return FeedDocument(title=title, entries=tuple(by_key.values()), is_cut=is_cut, notes=tuple(notes))


class _Tags(HTMLParser):
    """Collects what tags name feeds: those of a list (``feeds``), and those that a page links to (``named``)."""

    def __init__(self) -> None:
        super().__init__()
        self.feeds: list[str] = []
        self.named: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        stated = dict(attrs)
        if tag == "outline" and (address := stated.get("xmlurl")):
            self.feeds.append(address.strip())
        if tag == "link" and _FEED_TYPE.match(stated.get("type") or "") and (address := stated.get("href")):
            self.named.append(address.strip())


def _read_tags(data: bytes) -> _Tags:
    tags = _Tags()
    tags.feed(data.decode("utf-8", "replace"))
    return tags


def _line(value: object) -> str | None:
    """Give a stated text as one line without tags."""
    if not isinstance(value, str | int):
        return None
    return normalize_line(_TAG.sub("", str(value))) or None


def _instant(parsed: object) -> str | None:
    """Write what feedparser makes of a date, a time in UTC, as ISO 8601."""
    if not isinstance(parsed, tuple):
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return None


def read_feed_list(data: bytes, name: str) -> Iterator[str]:
    """Give the addresses of the feeds that an OPML list names, each once.

    Raises:
        InputError: it names none.
    """
    feeds = dict.fromkeys(feed for feed in _read_tags(data).feeds if "://" in feed)
    if not feeds:
        raise InputError(name, "names no feed")
    yield from feeds
