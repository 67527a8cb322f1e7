"""A web on loopback, a clock that does not keep anyone waiting, and a fetcher that knows both."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from sayso.fetch.fetcher import Fetcher
from sayso.fetch.response import Limits
from tests.fetch.web import FakeClock, Web, run_web

QUICK = Limits(n_bytes=50_000, n_bytes_unpacked=200_000, connect_s=2.0, read_s=1.0, total_s=2.0, n_redirects=4)


@pytest.fixture
def web() -> Iterator[Web]:
    """Give a web that answers nothing but 404 until told otherwise."""
    stop = threading.Event()
    yield run_web(stop)
    stop.set()


@pytest.fixture
def clock() -> FakeClock:
    """Give a clock that stands still until someone sleeps."""
    return FakeClock()


@pytest.fixture
def fetcher(clock: FakeClock) -> Iterator[Fetcher]:
    """Give a fetcher that may speak to loopback and loses patience soon."""
    with Fetcher(limits=QUICK, allow_private=True, clock=clock) as made:
        yield made


@pytest.fixture
def careful(clock: FakeClock) -> Iterator[Fetcher]:
    """Give a fetcher that may not."""
    with Fetcher(limits=QUICK, clock=clock) as made:
        yield made
