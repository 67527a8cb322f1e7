"""A small web of our own on loopback, as hostile as a test wants it: an answer is raw bytes, or writes them itself."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

Script = Callable[[socket.socket], None]
Scripted = bytes | Script


def answer(
    body: bytes = b"", *, status: str = "200 OK", kind: str | None = "text/html", **headers: str | None
) -> bytes:
    """Write a response; a header's name has ``_`` for ``-``, ``None`` leaves one out."""
    stated: dict[str, str | None] = {"Content-Length": str(len(body)), "Content-Type": kind}
    stated |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in stated.items() if value is not None]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    """Write a response that leads elsewhere."""
    return answer(status=status, location=to)


@dataclass(frozen=True)
class Asked:
    """One request that came in."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Web:
    """A server that runs. ``answers`` maps a path to its answers, one a request, the last one for all after it."""

    port: int
    answers: dict[str, list[Scripted]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        """Give the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def on(self, path: str, *answers: Scripted) -> str:
        """Say what a path answers; give its address."""
        self.answers[path] = list(answers)
        return self.url(path)

    def paths(self) -> list[str]:
        """Give the paths that were asked for, in order, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def serve(self, connection: socket.socket) -> None:
        """Answer one request and close."""
        with connection, suppress(OSError):
            connection.settimeout(5)
            data = b""
            while b"\r\n\r\n" not in data:
                if not (got := connection.recv(65536)):
                    return
                data += got
            first, *lines = data.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
            path = first.split(" ")[1]
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
            n_before = sum(asked.path == path for asked in self.asked)
            self.asked.append(Asked(path, headers))
            scripted = self.answers.get(path, [answer(b"no such page", status="404 Not Found")])
            script = scripted[min(n_before, len(scripted) - 1)]
            if isinstance(script, bytes):
                connection.sendall(script)
            else:
                script(connection)


def run_web(stop: threading.Event) -> Web:
    """Begin to serve on a free port of loopback, until ``stop`` is set."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    web = Web(port=listener.getsockname()[1])

    def accept() -> None:
        with listener:
            while not stop.is_set():
                with suppress(TimeoutError):
                    connection, _ = listener.accept()
                    threading.Thread(target=web.serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return web


@dataclass
class FakeClock:
    """A clock that a sleeper moves on; ``slept`` tells how long each slept."""

    time: float = 1_710_000_000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        """Give the seconds since 1970."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(round(seconds, 3))
        self.time += seconds
