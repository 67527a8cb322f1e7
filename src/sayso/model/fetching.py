"""What was asked of the web, what came, and which feeds are followed. No page's words are in here but in its article.

Invariant: a fetch tells of one answer at one time and is never changed; feeds and their entries are what is still to be
done, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An address on the way that led elsewhere, and the HTTP status by which it did."""

    address: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One answer to one address. Instants are UTC, ISO 8601.

    ``address`` is the one asked, ``final_address`` the one that answered after ``redirects``. ``content_type``,
    ``etag`` and ``last_modified`` are as stated. ``sha256`` and ``n_bytes`` are those of the body as sent, ``cut_off``
    says why it is not whole. ``article_id`` is the article that was read from it, or that is still there (status 304).
    ``record_sha256`` is that of the WARC record that the case keeps, if it does.
    """

    id: str
    address: str
    fetched_at: str
    status: int
    final_address: str
    redirects: tuple[Redirect, ...] = ()
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    n_bytes: int = 0
    cut_off: str | None = None
    article_id: str | None = None
    record_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that is followed. ``again_at`` is when it may be asked again after ``n_failures`` failures in a row.

    ``final_address``, ``etag`` and ``last_modified`` are those of its last whole answer. ``is_gone`` says that its host
    said it is gone for good (410).
    """

    address: str
    title: str | None = None
    checked_at: str | None = None
    final_address: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    n_failures: int = 0
    again_at: str | None = None
    is_gone: bool = False


class EntryState(StrEnum):
    """What became of an entry of a feed."""

    WAITING = "waiting"  # to be read, or tried again
    READ = "read"
    LOST = "lost"  # it cannot be read; a fault says why


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed, as the feed gives it. ``key`` tells it from the feed's others.

    ``publisher`` is the real publisher where the feed names one (RSS ``<source>``), ``updated_at`` as the feed states
    it. ``seen_at`` is when it was first seen.
    """

    feed: str
    key: str
    address: str
    title: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    seen_at: str
    state: EntryState = EntryState.WAITING
    n_failures: int = 0
    again_at: str | None = None
    article_id: str | None = None
