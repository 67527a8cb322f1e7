"""What came back from an address, and within which limits it is waited for.

Invariant: a response is whole, or says why it is not (``cut_off``); its content is unpacked, its record is as sent.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is taken, how long is waited, how often is tried. Sizes in bytes, times in seconds.

    ``n_bytes`` counts what is sent, ``n_bytes_unpacked`` what comes of it. ``connect_s`` and ``read_s`` are for one
    step, ``total_s`` for one request. ``delay_s`` lies between two requests to one host, if its robots.txt does not ask
    for more; whoever asks to be left alone for longer than ``most_wait_s`` is.
    """

    n_bytes: int = 16_000_000
    n_bytes_unpacked: int = 64_000_000
    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 90.0
    delay_s: float = 1.0
    most_wait_s: float = 120.0
    n_redirects: int = 8
    n_tries: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What an earlier response said of itself, so that the next one may be "not modified". ``address`` answered it."""

    address: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """An address on the way that led elsewhere, and the HTTP status by which it did."""

    address: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What an address answered in the end.

    ``address`` is the one asked, ``final_address`` the one that answered after ``hops``. ``content`` is the body,
    unpacked, ``sha256`` and ``n_bytes`` are those of the body as sent. ``content_type``, ``etag`` and
    ``last_modified`` are as stated. ``fetched_at`` is an instant in UTC, ISO 8601. ``cut_off`` says why the body is not
    whole (WARC's words), ``notes`` what was odd. ``record`` is the WARC record.
    """

    address: str
    final_address: str
    hops: tuple[Hop, ...]
    status: int
    content: bytes
    sha256: str
    n_bytes: int
    content_type: str | None
    etag: str | None
    last_modified: str | None
    fetched_at: str
    cut_off: str | None
    notes: tuple[str, ...]
    record: bytes


class Clock(Protocol):
    """Tells the time and lets it pass; tests have one that does not keep them waiting."""

    def now(self) -> float:
        """Give the seconds since 1970."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        """Give the seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        time.sleep(seconds)


def to_instant(seconds: float) -> str:
    """Write seconds since 1970 as an instant in UTC, ISO 8601 to the second."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
