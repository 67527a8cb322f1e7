"""Asking for pages as a good guest does: with leave, one at a time, not too often, not too much, under our own name.

Invariant: nothing is asked that the host's robots.txt forbids or while it cannot be had; between two requests to one
host lies its delay; every address on a way of redirects is judged like the first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpcore2
from protego import Protego

from sayso.errors import FetchError
from sayso.fetch.address import Address, follow, parse_address
from sayso.fetch.connection import Deadline, JudgingBackend, OutOfTimeError
from sayso.fetch.record import Header, make_record
from sayso.fetch.response import Clock, Hop, Limits, Response, SystemClock, Validators, to_instant
from sayso.fetch.unpacking import ACCEPTED, PackedError, unpack_content
from sayso.version import VERSION

NAME = "sayso"  # what a robots.txt may call us
USER_AGENT = f"{NAME}/{VERSION}"
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json;q=0.9,*/*;q=0.5"
_REDIRECTS = (301, 302, 303, 307, 308)
_PASSING = (408, 425, 429, 500, 502, 503, 504)
_FIRST_BACKOFF_S = 2.0
_ROBOTS_BYTES = 512_000  # RFC 9309 wants 500 KiB read at least
_ROBOTS_REDIRECTS = 5
_ROBOTS_KEPT_S = 6 * 3600.0
_BARRED_S = 300.0
_RULES_FOR_NONE = Protego.parse("")
_NETWORK = (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException, OSError)


class _TooSlowError(FetchError):
    """Something came, but not all of it in time; asking again at once would take as long again."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """One response to one request."""

    status_line: bytes
    status: int
    headers: list[Header]
    body: bytes
    ip: str | None
    cut_off: str | None = None

    def header(self, name: bytes) -> str | None:
        """Give a header as stated, several of one name joined by commas."""
        values = [value.decode("latin-1").strip() for key, value in self.headers if key.lower() == name]
        return ", ".join(values) or None


class Fetcher:
    """Fetches web addresses. A context manager; not for several threads at once."""

    def __init__(
        self, *, limits: Limits | None = None, allow_private: bool = False, clock: Clock | None = None
    ) -> None:
        self._limits, self._clock = limits or Limits(), clock or SystemClock()
        self._deadline = Deadline()
        self._pool = httpcore2.ConnectionPool(
            max_keepalive_connections=0,  # each request is judged anew, and is the only one on its connection
            network_backend=JudgingBackend(self._deadline, allow_private=allow_private),
        )
        self._rules: dict[str, tuple[float, Protego]] = {}  # by site, with when they are to be read anew
        self._barred: dict[str, tuple[float, FetchError]] = {}  # sites whose rules could not be had, and until when
        self._turns: dict[str, float] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()

    def waits_for(self, written: str) -> float:
        """Give the seconds until the host of an address may be asked again; 0 for what is no address."""
        try:
            return max(0.0, self._turns.get(parse_address(written).site, 0.0) - self._clock.now())
        except FetchError:
            return 0.0

    def fetch(self, written: str, known: Validators | None = None) -> Response:
        """Fetch what an address holds, following redirects; with ``known``, the answer may be 304, not modified.

        Raises:
            FetchError: it cannot be had; an answer such as 404 is no error but a response.
        """
        asked = parse_address(written)
        try:
            return self._follow(asked, known)
        except FetchError as error:
            leads = "" if error.address in (str(asked), asked.host) else f"leads to {error.address}, which "
            raise error.retold(str(asked), leads + error.reason) from error

    def _follow(self, asked: Address, known: Validators | None) -> Response:
        hops: list[Hop] = []
        current = asked
        while True:
            self._check_rules(current)
            answer = self._ask_patiently(current, _conditions(current, known))
            location = answer.header(b"location")
            if answer.status not in _REDIRECTS or location is None:
                return self._respond(asked, current, hops, answer)
            hops.append(Hop(address=str(current), status=answer.status))
            current = _next_address(current, location, hops, self._limits.n_redirects)

    def _respond(self, asked: Address, final: Address, hops: list[Hop], answer: _Answer) -> Response:
        fetched_at = to_instant(self._clock.now())
        encodings = (answer.header(b"content-encoding") or "").lower().replace(" ", "").split(",")
        try:
            content, notes = unpack_content(answer.body, encodings, self._limits.n_bytes_unpacked)
        except PackedError as error:
            raise FetchError(str(final), str(error), status=answer.status) from error
        return Response(
            address=str(asked),
            final_address=str(final),
            hops=tuple(hops),
            status=answer.status,
            content=content,
            sha256=hashlib.sha256(answer.body).hexdigest(),
            n_bytes=len(answer.body),
            content_type=answer.header(b"content-type"),
            etag=answer.header(b"etag"),
            last_modified=answer.header(b"last-modified"),
            fetched_at=fetched_at,
            cut_off=answer.cut_off,
            notes=notes,
            record=make_record(
                address=str(final),
                fetched_at=fetched_at,
                ip=answer.ip,
                status_line=answer.status_line,
                headers=answer.headers,
                body=answer.body,
                cut_off=answer.cut_off,
            ),
        )

    def _check_rules(self, address: Address) -> None:
        """Ask the host's robots.txt for leave, and take note of the delay it wants."""
        now = self._clock.now()
        kept_until, rules = self._rules.get(address.site, (0.0, _RULES_FOR_NONE))
        if kept_until <= now:
            barred_until, failure = self._barred.get(address.site, (0.0, None))
            if failure is not None and now < barred_until:
                raise failure.retold(str(address), failure.reason)
            try:
                rules = self._read_rules(address)
            except FetchError as error:
                self._barred[address.site] = (self._clock.now() + _BARRED_S, error)
                raise
            self._rules[address.site] = (now + _ROBOTS_KEPT_S, rules)
        if not rules.can_fetch(str(address), NAME):
            hint = "save the page in a browser and read the file"
            raise FetchError(str(address), f"its robots.txt forbids {NAME} to read it", hint)

    def _read_rules(self, address: Address) -> Protego:
        current = replace(address, target="/robots.txt")
        hops: list[Hop] = []
        while True:
            try:
                answer = self._ask_patiently(current, [], for_rules=True)
                location = answer.header(b"location")
                if answer.status in _REDIRECTS and location is not None:
                    hops.append(Hop(address=str(current), status=answer.status))
                    current = _next_address(current, location, hops, _ROBOTS_REDIRECTS)
                    continue
            except FetchError as error:
                if error.status is None and not hops:  # the host itself cannot be reached, or must not be
                    raise error.retold(str(address), error.reason) from error
                reason = f"its robots.txt cannot be had ({error.reason}), and without it nothing is read"
                raise FetchError(
                    str(address), reason, "try again later", again_in_s=error.again_in_s, is_passing=True
                ) from error
            if answer.status >= 400:  # there are no rules (RFC 9309, 2.3.1.3)
                return _RULES_FOR_NONE
            return Protego.parse(answer.body.decode("utf-8", "replace"))

    def _delay_of(self, site: str) -> float:
        _, rules = self._rules.get(site, (0.0, _RULES_FOR_NONE))
        wanted = [self._limits.delay_s, float(rules.crawl_delay(NAME) or 0.0)]
        if rate := rules.request_rate(NAME):
            wanted.append(rate.seconds / max(1, rate.requests))
        return max(wanted)

    def _ask_patiently(self, address: Address, headers: list[Header], *, for_rules: bool = False) -> _Answer:
        """Ask when it is our turn (for rules at once), and again if what went wrong may pass."""
        backoff = _FIRST_BACKOFF_S
        for left in range(self._limits.n_tries - 1, -1, -1):
            if not for_rules:
                self._wait_turn(address)
            failure: FetchError | None = None
            try:
                answer = self._ask(address, headers, for_rules=for_rules)
            except FetchError as error:
                if not error.is_passing or isinstance(error, _TooSlowError):
                    raise
                failure = error
            else:
                if answer.status in _PASSING:
                    again = _seconds_until(answer.header(b"retry-after"), self._clock.now())
                    failure = _failure_of(address, answer.status, again)
                elif answer.cut_off is None or not left:
                    return answer
            wait = max(backoff, failure.again_in_s if failure else 0.0)
            self._postpone(address.site, wait)
            if failure is not None and (not left or wait > self._limits.most_wait_s):
                raise failure
            if for_rules:
                self._clock.sleep(wait)
            backoff *= 2
        raise AssertionError("the last try returns or raises")

    def _wait_turn(self, address: Address) -> None:
        wait = self._turns.get(address.site, 0.0) - self._clock.now()
        if wait > self._limits.most_wait_s:
            reason = f"its host wants to be left alone for {wait:,.0f} seconds more"
            raise FetchError(str(address), reason, "try again then", again_in_s=wait, is_passing=True)
        if wait > 0:
            self._clock.sleep(wait)
        self._postpone(address.site, self._delay_of(address.site))

    def _postpone(self, site: str, seconds: float) -> None:
        self._turns[site] = max(self._turns.get(site, 0.0), self._clock.now() + seconds)

    def _ask(self, address: Address, headers: list[Header], *, for_rules: bool) -> _Answer:
        """Send one request. Of rules, the beginning is enough."""
        limits = self._limits
        self._deadline.set(limits.total_s)
        timeout = {"connect": limits.connect_s, "read": limits.read_s, "write": limits.read_s, "pool": limits.total_s}
        url = httpcore2.URL(
            scheme=address.scheme.encode(),
            host=address.host.encode(),
            port=address.port,
            target=address.target.encode("ascii"),
        )
        always: list[Header] = [
            (b"Host", address.site.partition("://")[2].encode()),
            (b"User-Agent", USER_AGENT.encode()),
            (b"Accept", _ACCEPT.encode()),
            (b"Accept-Encoding", ACCEPTED.encode()),
            (b"Connection", b"close"),
        ]
        try:
            with self._pool.stream("GET", url, headers=always + headers, extensions={"timeout": timeout}) as response:
                ip = _ip_of(response)  # while the connection is open
                body, cut_off = self._take(address, response, for_rules=for_rules)
                return _Answer(
                    status_line=_status_line(response),
                    status=response.status,
                    headers=[(bytes(name), bytes(value)) for name, value in response.headers],
                    body=body,
                    ip=ip,
                    cut_off=cut_off,
                )
        except (httpcore2.TimeoutException, OutOfTimeError) as error:
            raise FetchError(str(address), "does not answer in time", "try again later", is_passing=True) from error
        except _NETWORK as error:
            raise FetchError(str(address), f"cannot be reached: {_in_words(error)}", is_passing=True) from error

    def _take(self, address: Address, response: httpcore2.Response, *, for_rules: bool) -> tuple[bytes, str | None]:
        """Give the body, and why it is not whole if it is not."""
        limit = _ROBOTS_BYTES if for_rules else self._limits.n_bytes
        stated = next((value for name, value in response.headers if name.lower() == b"content-length"), b"")
        if not for_rules and stated.isdigit() and int(stated[:18]) > limit:
            raise _too_large(address, limit)
        body = bytearray()
        try:
            for chunk in response.iter_stream():
                body += chunk
                if len(body) > limit:
                    if for_rules:
                        return bytes(body[:limit]), None
                    raise _too_large(address, limit)
        except (httpcore2.TimeoutException, OutOfTimeError) as error:
            reason = f"was not all there in time ({len(body):,} bytes came)"
            raise _TooSlowError(str(address), reason, "try again later", is_passing=True) from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError):
            return bytes(body), "disconnect"
        return bytes(body), None


def _conditions(address: Address, known: Validators | None) -> list[Header]:
    if known is None or known.address != str(address):
        return []
    stated = ((b"If-None-Match", known.etag), (b"If-Modified-Since", known.last_modified))
    return [(name, value.encode("latin-1", "replace")) for name, value in stated if value]


def _next_address(current: Address, location: str, hops: Sequence[Hop], most: int) -> Address:
    # a header holds bytes: browsers take them for UTF-8
    target = follow(current, location.encode("latin-1").decode("utf-8", "replace"))
    if str(target) in {hop.address for hop in hops}:
        raise FetchError(str(current), "redirects in a circle")
    if len(hops) > most:
        raise FetchError(str(current), f"redirects more than {most} times")
    return target


def _failure_of(address: Address, status: int, again: float) -> FetchError:
    reason = f"answers {status}" + (f" and asks to be left alone for {again:,.0f} seconds" if again else "")
    return FetchError(str(address), reason, "try again later", status=status, again_in_s=again, is_passing=True)


def _seconds_until(retry_after: str | None, now: float) -> float:
    """Read Retry-After: seconds, or a date."""
    if retry_after is None:
        return 0.0
    if retry_after.isdecimal() and retry_after.isascii():
        return float(retry_after[:9])
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now)
    except (ValueError, OverflowError, OSError):
        return 0.0


def _too_large(address: Address, limit: int) -> FetchError:
    return FetchError(str(address), f"is larger than {limit:,} bytes", "save it in a browser and read the file")


def _status_line(response: httpcore2.Response) -> bytes:
    version = response.extensions.get("http_version", b"HTTP/1.1")
    reason = response.extensions.get("reason_phrase", b"")
    return b"%b %d %b" % (version, response.status, reason)


def _ip_of(response: httpcore2.Response) -> str | None:
    stream = response.extensions.get("network_stream")
    address = stream.get_extra_info("server_addr") if stream is not None else None
    return str(address[0]) if address else None


def _in_words(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200] or type(error).__name__
