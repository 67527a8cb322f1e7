"""What every test stands on: no network. Tests marked so may speak to loopback, and to nothing else."""

from __future__ import annotations

import socket
from typing import Any

import pytest

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class NetworkReachedError(AssertionError):
    """A test tried to open a connection."""


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = any(request.node.get_closest_marker(name) for name in ("browser", "loopback"))
    allowed = LOOPBACK if marked else set()
    really_connect, really_resolve = socket.socket.connect, socket.getaddrinfo

    def connect(self: socket.socket, address: Any) -> None:
        if self.family not in (socket.AF_INET, socket.AF_INET6) or address[0] in allowed:
            return really_connect(self, address)
        raise NetworkReachedError(f"a test tried to connect to {address!r}")

    def resolve(host: Any, *rest: Any, **options: Any) -> Any:
        if host in allowed:
            return really_resolve(host, *rest, **options)
        raise NetworkReachedError(f"a test tried to look up {host!r}")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect)
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
