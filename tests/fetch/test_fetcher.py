"""Asking as a good guest: leave, turns, patience, and what is told of ourselves."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from email.utils import formatdate

import pytest

from sayso.errors import FetchError
from sayso.fetch.fetcher import Fetcher
from sayso.fetch.response import Hop, Validators
from sayso.version import VERSION
from tests.fetch.conftest import QUICK
from tests.fetch.web import FakeClock, Web, answer, redirect

pytestmark = pytest.mark.loopback

PAGE = b"<html><body><p>The dam holds, the mayor said.</p></body></html>"


def refusal(fetcher: Fetcher, address: str) -> FetchError:
    """Give the error that fetching an address ends with."""
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(address)
    return caught.value


def test_a_page_comes_as_it_is(web: Web, fetcher: Fetcher) -> None:
    """What an address answers is given whole, with its digest and when it was fetched."""
    got = fetcher.fetch(web.on("/a", answer(PAGE, kind="text/html; charset=utf-8", etag='"1"')))
    assert (got.status, got.content, got.content_type, got.etag) == (200, PAGE, "text/html; charset=utf-8", '"1"')
    assert (got.sha256, got.fetched_at) == (hashlib.sha256(PAGE).hexdigest(), "2024-03-09T16:00:00Z")


def test_we_say_who_we_are(web: Web, fetcher: Fetcher) -> None:
    """Each request bears our name and version, and no other."""
    fetcher.fetch(web.on("/a", answer(PAGE)))
    assert {asked.headers["user-agent"] for asked in web.asked} == {f"sayso/{VERSION}"}


def test_robots_are_asked_once(web: Web, fetcher: Fetcher) -> None:
    """A host's robots.txt is read before its first page and kept for the next."""
    for path in ("/a", "/b"):
        fetcher.fetch(web.on(path, answer(PAGE)))
    assert [asked.path for asked in web.asked] == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    "rules", [b"User-agent: *\nDisallow: /a", b"User-agent: sayso\nDisallow: /\n\nUser-agent: *\nAllow: /"]
)
def test_robots_that_forbid_are_obeyed(web: Web, fetcher: Fetcher, rules: bytes) -> None:
    """A page that robots.txt forbids, to all or to us, is never asked for."""
    web.on("/robots.txt", answer(rules, kind="text/plain"))
    error = refusal(fetcher, web.on("/a", answer(PAGE)))
    assert (error.reason, error.is_passing, web.paths()) == ("its robots.txt forbids sayso to read it", False, [])


def test_robots_hold_on_the_way_of_redirects(web: Web, fetcher: Fetcher) -> None:
    """A redirect does not lead around robots.txt."""
    web.on("/robots.txt", answer(b"User-agent: *\nDisallow: /b", kind="text/plain"))
    error = refusal(fetcher, web.on("/a", redirect("/b")))
    assert error.reason == f"leads to {web.url('/b')}, which its robots.txt forbids sayso to read it"


@pytest.mark.parametrize("rules", [b"", b"\xff\xfe\x00<html>never</html>" * 9, b"Disallow: /" * 99_999])
def test_robots_that_are_no_rules_forbid_nothing(web: Web, fetcher: Fetcher, rules: bytes) -> None:
    """A robots.txt that holds no rule, however it looks, gives leave."""
    web.on("/robots.txt", answer(rules))
    assert fetcher.fetch(web.on("/a", answer(PAGE))).status == 200


def test_robots_that_fail_close_the_door(web: Web, fetcher: Fetcher, clock: FakeClock) -> None:
    """While robots.txt answers 5xx nothing is read, and the host is not asked again for each page."""
    web.on("/robots.txt", answer(status="503 Busy"))
    errors = [refusal(fetcher, web.on(path, answer(PAGE))) for path in ("/a", "/b")]
    assert [error.is_passing for error in errors] == [True, True]
    assert (len(web.asked), web.paths(), clock.slept) == (3, [], [2.0, 4.0])


def test_one_request_at_a_time_with_a_delay(web: Web, fetcher: Fetcher, clock: FakeClock) -> None:
    """Between two requests to one host lies the delay, and another host does not wait for it."""
    for path in ("/a", "/b", "/c"):
        fetcher.fetch(web.on(path, answer(PAGE)))
    waits = (fetcher.waits_for(web.url("/d")), fetcher.waits_for("http://localhost:1/"), fetcher.waits_for("mail:x"))
    assert (clock.slept, waits) == ([1.0, 1.0], (1.0, 0.0, 0.0))


@pytest.mark.parametrize(("rule", "expected"), [(b"Crawl-delay: 7", 7.0), (b"Request-rate: 1/5s", 5.0)])
def test_the_delay_that_a_host_wants_is_kept(
    web: Web, fetcher: Fetcher, clock: FakeClock, rule: bytes, expected: float
) -> None:
    """Crawl-delay and Request-rate of robots.txt lengthen the delay."""
    web.on("/robots.txt", answer(b"User-agent: *\n" + rule, kind="text/plain"))
    for path in ("/a", "/b"):
        fetcher.fetch(web.on(path, answer(PAGE)))
    assert clock.slept == [expected]


def test_a_host_that_wants_an_hour_gets_it(web: Web, fetcher: Fetcher, clock: FakeClock) -> None:
    """A delay longer than we wait is not cut short: the next page is left for later."""
    web.on("/robots.txt", answer(b"User-agent: *\nCrawl-delay: 3600", kind="text/plain"))
    fetcher.fetch(web.on("/a", answer(PAGE)))
    error = refusal(fetcher, web.on("/b", answer(PAGE)))
    assert (error.again_in_s, error.is_passing, web.paths(), clock.slept) == (3600.0, True, ["/a"], [])


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Busy"])
def test_retry_after_in_seconds_is_honoured(web: Web, fetcher: Fetcher, clock: FakeClock, status: str) -> None:
    """Who says when to come back is asked again then."""
    got = fetcher.fetch(web.on("/a", answer(status=status, retry_after="30"), answer(PAGE)))
    assert (got.content, clock.slept) == (PAGE, [30.0])


def test_retry_after_as_a_date_is_honoured(web: Web, fetcher: Fetcher, clock: FakeClock) -> None:
    """A date in Retry-After is a time to wait until."""
    busy = answer(status="503 Busy", retry_after=formatdate(clock.now() + 45, usegmt=True))
    assert (fetcher.fetch(web.on("/a", busy, answer(PAGE))).content, clock.slept) == (PAGE, [45.0])


def test_a_long_retry_after_is_told(web: Web, fetcher: Fetcher, clock: FakeClock) -> None:
    """Who wants to be left alone for longer than we wait is, and the person hears it."""
    error = refusal(fetcher, web.on("/a", answer(status="429 Too Many Requests", retry_after="7200")))
    assert error.reason == "answers 429 and asks to be left alone for 7,200 seconds"
    assert (error.again_in_s, error.status, clock.slept, web.paths()) == (7200.0, 429, [], ["/a"])


def test_what_may_pass_is_tried_again_less_and_less_often(web: Web, fetcher: Fetcher, clock: FakeClock) -> None:
    """A server error is asked again after growing waits, and then given up."""
    error = refusal(fetcher, web.on("/a", answer(status="500 Broken", retry_after="nonsense")))
    assert (error.reason, clock.slept, web.paths()) == ("answers 500", [2.0, 4.0], ["/a"] * 3)


def test_a_page_that_is_not_there_is_an_answer(web: Web, fetcher: Fetcher) -> None:
    """A 404 is no error: that the page is gone is kept like any answer, and not asked twice."""
    assert (fetcher.fetch(web.url("/gone")).status, web.paths()) == (404, ["/gone"])


def test_redirects_are_followed_and_recorded(web: Web, fetcher: Fetcher) -> None:
    """Each address on the way stands in the response, with the status by which it led on."""
    web.on("/b", redirect("c?d=1", "301 Moved"))
    web.on("/c?d=1", answer(PAGE))
    got = fetcher.fetch(web.on("/a", redirect(web.url("/b"))))
    assert got.hops == (Hop(address=web.url("/a"), status=302), Hop(address=web.url("/b"), status=301))
    assert (got.address, got.final_address, got.content) == (web.url("/a"), web.url("/c?d=1"), PAGE)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("file:///etc/passwd", "leads to file:///etc/passwd, which is not of the web"),
        ("ftp://127.0.0.1/x", "leads to ftp://127.0.0.1/x, which is not of the web"),
        ("data:text/html,hello", "leads to data:text/html,hello, which is not of the web"),
        ("http://0x7f000001/", "leads to http://0x7f000001/, which writes an IP number in an unusual way"),
        ("http://a@b/", "leads to http://a@b/, which names a user before its host"),
        ("/a", "redirects in a circle"),
    ],
)
def test_redirects_to_where_nobody_may_go(web: Web, fetcher: Fetcher, location: str, expected: str) -> None:
    """A redirect out of the web, to a host in disguise or back to itself is the end."""
    assert refusal(fetcher, web.on("/a", redirect(location))).reason == expected


def test_redirects_have_an_end(web: Web, fetcher: Fetcher) -> None:
    """A way that leads on and on is left after so many steps."""
    for n in range(9):
        web.on(f"/{n}", redirect(f"/{n + 1}"))
    assert "redirects more than 4 times" in refusal(fetcher, web.url("/0")).reason


def test_a_page_that_has_not_changed(web: Web, fetcher: Fetcher) -> None:
    """What an answer said of itself is sent back, and then the answer may be 304."""
    address = web.on("/a", answer(status="304 Not Modified"))
    known = Validators(address=address, etag='W/"1"', last_modified="Sat, 09 Mar 2024 00:00:00 GMT")
    got = fetcher.fetch(address, known)
    headers = web.asked[-1].headers
    assert (got.status, headers["if-none-match"], headers["if-modified-since"]) == (
        304,
        'W/"1"',
        "Sat, 09 Mar 2024 00:00:00 GMT",
    )


def test_a_dead_host_is_told(fetcher: Fetcher, clock: FakeClock) -> None:
    """Where nobody listens is told after a few tries, and the next page of it at once."""
    errors = [refusal(fetcher, f"http://127.0.0.1:9/{page}") for page in "ab"]
    assert [error.is_passing for error in errors] == [True, True]
    assert (errors[0].reason.startswith("cannot be reached"), len(clock.slept)) == (True, 2)


def test_a_slow_page_costs_its_limit(web: Web, clock: FakeClock) -> None:
    """A page that comes byte by byte is left when its time is over, though each byte came in time."""

    def drip(connection: object) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")  # type: ignore[attr-defined]
        for _ in range(100):
            connection.sendall(b"x")  # type: ignore[attr-defined]
            time.sleep(0.05)

    web.on("/a", drip)
    began = time.monotonic()
    with Fetcher(limits=replace(QUICK, total_s=0.4), allow_private=True, clock=clock) as fetcher:
        error = refusal(fetcher, web.url("/a"))
    assert (error.reason.startswith("was not all there in time"), time.monotonic() - began < 5.0) == (True, True)
