"""A web on loopback with a page and a feed, and what reads it."""

from __future__ import annotations

from tests.fetch.conftest import careful, clock, fetcher, web

__all__ = ["careful", "clock", "fetcher", "web"]
