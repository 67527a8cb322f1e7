"""A client that speaks to an app without a server: it says what it is told to, and keeps the cookie it is given."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message

HOST = "127.0.0.1:8765"
ORIGIN = f"http://{HOST}"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Give the body as text."""
        return self.body.decode("utf-8")


@dataclass(slots=True)
class Asker:
    """Asks an app. ``cookie`` is sent with each request once an answer has set it."""

    app: ASGIApp
    host: str = HOST
    cookie: str | None = None
    csrf: str = ""
    told: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """Send a form as a page of ours would: with its token and its origin."""
        body = urlencode({"csrf": self.csrf, **fields}).encode()
        return self.ask("POST", path, body=body, headers={"origin": ORIGIN, "content-type": FORM, **headers})

    def upload(self, path: str, files: list[tuple[str, bytes]]) -> Answer:
        """Send files as a page of ours would."""
        parts = [f'--cut\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{self.csrf}\r\n'.encode()]
        for name, data in files:
            head = f'--cut\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
            parts.append(head.encode() + data + b"\r\n")
        headers = {"origin": ORIGIN, "content-type": "multipart/form-data; boundary=cut"}
        return self.ask("POST", path, body=b"".join(parts) + b"--cut--\r\n", headers=headers)

    def ask(self, method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """Ask anything."""
        answer = asyncio.run(_ask(self, method, path, body, headers or {}))
        if (given := answer.headers.get("set-cookie")) is not None:
            self.cookie = given.partition(";")[0]
        if (found := re.search(r'data-csrf="(\w+)"', answer.body.decode("utf-8", "replace"))) is not None:
            self.csrf = found[1]
        return answer


async def _ask(asker: Asker, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
    raw_path, _, query = path.partition("?")
    sent = {"host": asker.host, "content-length": str(len(body)), **headers}
    if asker.cookie is not None:
        sent.setdefault("cookie", asker.cookie)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": raw_path,
        "raw_path": raw_path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items() if value],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8765),
    }
    coming = [body[at : at + 65_536] for at in range(0, len(body), 65_536)] or [b""]
    messages: list[Message] = []

    async def receive() -> Message:
        if not coming:
            return {"type": "http.disconnect"}
        piece = coming.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(coming)}

    async def send(message: Message) -> None:
        messages.append(message)

    await asker.app(scope, receive, send)
    start = next(message for message in messages if message["type"] == "http.response.start")
    return Answer(
        status=start["status"],
        headers={name.decode().lower(): value.decode() for name, value in start["headers"]},
        body=b"".join(m.get("body", b"") for m in messages if m["type"] == "http.response.body"),
    )
