"""What every test stands on: no network, and nothing that changes from run to run or hangs on how fast the machine is.

Tests marked so may speak to loopback, and to nothing else. Hypothesis tries the same examples in every run; new ones,
and more of them, with ``--hypothesis-profile=search``.
"""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("repeat", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeat")

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
