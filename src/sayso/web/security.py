"""Who may ask what: hosts, origins, the token, sessions, forms, and what an answer allows a browser to do.

Invariant: no page, script or name server elsewhere can read or change a case through a person's browser, and without
the token nobody on another machine can. Every answer carries the policy under which nothing of an article can run.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.errors import UsageError

LEAST_TOKEN = 16  # characters of a token that a person chose
MOST_BYTES = 64 * 1024 * 1024  # of a request's body
MOST_FILES = 500  # uploaded at once
MOST_FIELDS = 200
MOST_FIELD_BYTES = 8 * 1024 * 1024  # of a pasted text

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = frozenset(("GET", "HEAD"))
_METHODS = _SAFE | {"POST"}
ENTER = "/enter"  # where the token is asked for
_UNLOCKED = ("/static/", ENTER)  # what is given without a session


@dataclass(frozen=True)
class Address:
    """Where the server listens, and the token that it asks for (``None``: none, on this machine alone)."""

    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None

    @classmethod
    def of(cls, host: str, port: int, token: str | None) -> Address:
        """Choose the token: the one given; on another address than this machine's own a random one.

        Raises:
            UsageError: the token is too short to be one.
        """
        if token is not None and len(token) < LEAST_TOKEN:
            raise UsageError(f"a token has at least {LEAST_TOKEN} characters, so that nobody can guess it")
        if token is None and not is_loopback(host):
            token = secrets.token_urlsafe(24)
        return cls(host, port, token)

    @property
    def url(self) -> str:
        """Give the address to open in a browser on this machine, with the token if there is one."""
        name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104  (compared, not bound)
        shown = f"[{name}]" if ":" in name and not name.startswith("[") else name
        return f"http://{shown}:{self.port}/" + (f"?{urlencode({'token': self.token})}" if self.token else "")

    @cached_property
    def secret(self) -> bytes:
        """Give the key that signs sessions: of the token, so that a restart keeps them, else random."""
        return (
            hashlib.sha256(f"sayso session {self.token}".encode()).digest() if self.token else secrets.token_bytes(32)
        )

    @property
    def cookie(self) -> str:
        """Name the cookie: cookies know no port, so the port is in the name."""
        return f"sayso-{self.port}"

    def admits(self, host: str) -> bool:
        """Say whether a request for this ``Host`` is for us: a name of this machine, the one given, or a number.

        A name server can make any other name lead here (DNS rebinding); it cannot make a number lead elsewhere.
        """
        try:
            parts = urlsplit(f"//{host}")
            name, port = (parts.hostname or "").lower(), parts.port or 80
        except ValueError:
            return False
        if parts.netloc.rpartition("@")[1] or parts.path or port != self.port:
            return False
        if name in ("localhost", self.host.lower()):
            return True
        try:
            number = ip_address(name)
        except ValueError:
            return False
        return number.is_loopback or not is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach an address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Session:
    """A browser that was let in. Its cookie is signed by this server; its forms carry what follows from it."""

    key: str
    secret: bytes

    @classmethod
    def begin(cls, secret: bytes) -> Session:
        """Make a session for a browser that has none."""
        return cls(secrets.token_urlsafe(18), secret)

    @classmethod
    def of(cls, cookie: str | None, secret: bytes) -> Session | None:
        """Give the session of a cookie; ``None`` if this server did not sign it."""
        key, _, signature = (cookie or "").partition(".")
        session = cls(key, secret)
        return session if key and hmac.compare_digest(signature.encode(), session._sign("in").encode()) else None

    @property
    def cookie(self) -> str:
        """Give the value of the cookie."""
        return f"{self.key}.{self._sign('in')}"

    @property
    def csrf(self) -> str:
        """Give what each form carries."""
        return self._sign("form")

    def owns(self, csrf: object) -> bool:
        """Say whether a form is one that this session was given."""
        return isinstance(csrf, str) and hmac.compare_digest(csrf.encode(), self.csrf.encode())

    def _sign(self, purpose: str) -> str:
        return hmac.new(self.secret, f"{purpose} {self.key}".encode(), hashlib.sha256).hexdigest()


class Guard:
    """Stands before the app: lets in what may come in, and puts `HEADERS` on all that leaves."""

    def __init__(self, app: ASGIApp, address: Address) -> None:
        self._app, self._address = app, address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no other protocol is spoken here; the server closes the connection
        request = Request(scope)
        known = Session.of(request.cookies.get(self._address.cookie), self._address.secret)
        session = known or Session.begin(self._address.secret)
        scope.setdefault("state", {})["session"] = session
        refusal = self._refuse(request)
        answer: ASGIApp = self._app
        cookie = None
        if refusal is not None:
            answer = refusal
        elif known is None and self._address.token is None:
            cookie = session.cookie
        elif known is None and self._holds_token(request.query_params.get("token")):
            answer, cookie = RedirectResponse(_without_token(request), status_code=303), session.cookie
        elif known is None and not request.url.path.startswith(_UNLOCKED) and not self._bears_token(request):
            answer = RedirectResponse(ENTER, 303) if request.method in _SAFE else _refusal(401, "no session: reload")

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
                if cookie is not None:
                    headers.append("Set-Cookie", set_cookie(self._address, cookie))
            await send(message)

        await answer(scope, _limited(receive), send_guarded)

    def _refuse(self, request: Request) -> Response | None:
        """Refuse what was asked of another host, by another page, or is too long."""
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or not self._address.admits(hosts[0]):
            return _refusal(421, "this address is not served here: open the one that `sayso serve` shows")
        if request.method not in _METHODS:
            return _refusal(405, "only GET, HEAD and POST are known here")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return _refusal(413, f"too much at once: at most {MOST_BYTES // 2**20} MiB; use `sayso read` for more")
        if request.method not in _SAFE and not _comes_from_here(request, hosts[0]):
            return _refusal(403, "this form was sent by another page")
        return None

    def _holds_token(self, token: str | None) -> bool:
        return holds_token(self._address, token)

    def _bears_token(self, request: Request) -> bool:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self._holds_token(token.strip())


def holds_token(address: Address, token: object) -> bool:
    """Say whether this is the token, in a time that does not depend on where it differs."""
    if address.token is None or not isinstance(token, str):
        return False
    return hmac.compare_digest(token.encode("utf-8", "replace"), address.token.encode())


def set_cookie(address: Address, value: str) -> str:
    """Give the header that sets a session's cookie: no script reads it, no other site sends it."""
    return f"{address.cookie}={value}; Path=/; HttpOnly; SameSite=Strict"


class RefusedError(Exception):
    """A form that is not ours, or holds too much. ``status`` is the HTTP status to answer with."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(reason)


async def check_form(request: Request) -> AsyncIterator[None]:
    """Let a form in if this session was given it; every route that takes one depends on this.

    Raises:
        RefusedError: it carries no token of this session, or is too much at once.
    """
    if request.method in _SAFE:
        yield
        return
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_FIELD_BYTES)
    except HTTPException as error:  # what the parser refuses: too many parts, or a part too large
        raise RefusedError(413, f"this form holds too much, or is no form: {error.detail}") from error
    session: Session = request.state.session
    if not session.owns(request.headers.get("x-csrf-token") or form.get("csrf")):
        await form.close()
        raise RefusedError(403, "this form is of an earlier session: go back, reload the page, and send it again")
    yield
    await form.close()


def _refusal(status: int, reason: str) -> Response:
    return PlainTextResponse(f"sayso: {reason}\n", status)


def _comes_from_here(request: Request, host: str) -> bool:
    """Say whether a page of ours sent a form, by its ``Origin``, or where a browser sends none, its ``Referer``."""
    origin = request.headers.get("origin")
    if origin is None:
        referrer = urlsplit(request.headers.get("referer", ""))
        origin = f"{referrer.scheme}://{referrer.netloc}"
    return origin == f"http://{host}"


def _without_token(request: Request) -> str:
    kept = [(name, value) for name, value in parse_qsl(request.url.query) if name != "token"]
    path = "/" + request.url.path.lstrip("/\\")  # never "//elsewhere"
    return path + (f"?{urlencode(kept)}" if kept else "")


def _limited(receive: Receive) -> Receive:
    """Count what comes in, for a body may be longer than it says."""
    n_bytes = 0

    async def count() -> Message:
        nonlocal n_bytes
        message = await receive()
        n_bytes += len(message.get("body", b""))
        if n_bytes > MOST_BYTES:
            raise RefusedError(413, f"too much at once: at most {MOST_BYTES // 2**20} MiB")
        return message

    return count
