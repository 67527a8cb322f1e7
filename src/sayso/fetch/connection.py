"""Connections to the very IP number that was judged, and never longer than allowed.

Invariant: between judging a number and connecting to it no name is looked up again, so no name server can change its
mind in between; each connection is judged, whoever asks for it and after whatever redirect.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore2

from sayso.errors import FetchError
from sayso.fetch.address import refusal_of

MOST_NUMBERS_TRIED = 3


class OutOfTimeError(Exception):
    """The time for one request is over, however lively the other side still is."""


class Deadline:
    """When the request under way must be over, in seconds of `time.monotonic`."""

    def __init__(self) -> None:
        self._at = float("inf")

    def set(self, seconds: float) -> None:
        """Give the request that begins now so many seconds."""
        self._at = time.monotonic() + seconds

    def cut(self, timeout: float | None) -> float:
        """Shorten the time for one step to what is left for the whole.

        Raises:
            OutOfTimeError: nothing is left.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise OutOfTimeError
        return left if timeout is None else min(timeout, left)


class JudgingBackend(httpcore2.NetworkBackend):
    """Looks a host up, judges what it finds, and connects to that."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline, self._allow_private = deadline, allow_private
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to a host.

        Raises:
            FetchError: nobody knows the host, or it is on a private network and that was not allowed.
        """
        failed: Exception | None = None
        for number in self._permitted(host, port)[:MOST_NUMBERS_TRIED]:
            try:
                left = self._deadline.cut(timeout)
                stream = self._plain.connect_tcp(number, port, left, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = failed or error
            else:
                return _TimedStream(stream, self._deadline)
        assert failed is not None  # noqa: S101  (there is at least one number)
        raise failed

    def _permitted(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            passing = getattr(error, "errno", None) != socket.EAI_NONAME
            hint = "check the address, and whether this machine is online"
            raise FetchError(host, "no such host can be found", hint, is_passing=passing) from error
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if self._allow_private:
            return numbers
        refused = {number: refusal_of(number) for number in numbers}
        if permitted := [number for number in numbers if refused[number] is None]:
            return permitted
        number, what = next(iter(refused.items()))
        raise FetchError(host, f"is {what} ({number})", "--allow-private permits it, if you trust the address")


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every step ends with the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.cut(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.cut(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._deadline.cut(timeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
