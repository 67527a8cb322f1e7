"""What a hostile server can do, and that it costs nothing but its own page."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from typing import Any

import pytest

from sayso.errors import FetchError
from sayso.fetch.fetcher import Fetcher
from tests.fetch.web import Web, answer, redirect

pytestmark = pytest.mark.loopback

PAGE = b"<html><body><p>The dam holds, the mayor said.</p></body></html>"
BOMB = gzip.compress(b"\0" * 3_000_000, mtime=0)


def refusal(fetcher: Fetcher, address: str) -> str:
    """Give the reason for which fetching an address fails."""
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(address)
    return caught.value.reason


def silent(connection: socket.socket) -> None:
    """Take the request and say nothing."""
    connection.settimeout(2)
    connection.recv(1)


def endless(connection: socket.socket) -> None:
    """Send without end."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"<p>and on</p>" * 1000)


def endless_headers(connection: socket.socket) -> None:
    """Send headers without end."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-More: " + b"x" * 1000 + b"\r\n")


def slow_headers(connection: socket.socket) -> None:
    """Send headers byte by byte."""
    for byte in b"HTTP/1.1 200 OK\r\nX-More: " + b"x" * 100:
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


def silent_after_headers(connection: socket.socket) -> None:
    """Begin, then say nothing more."""
    connection.sendall(answer(PAGE)[:-5])
    silent(connection)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (silent, "does not answer in time"),
        (slow_headers, "does not answer in time"),
        (silent_after_headers, "was not all there in time (58 bytes came)"),
        (endless, "is larger than 50,000 bytes"),
        (answer(b"", content_length="999999999999"), "is larger than 50,000 bytes"),
        (answer(BOMB, content_encoding="gzip"), "grows to more than 200,000 bytes when unpacked"),
        (
            answer(gzip.compress(BOMB, mtime=0), content_encoding="gzip, gzip"),
            "grows to more than 200,000 bytes when unpacked",
        ),
        (answer(PAGE, content_encoding="gzip, gzip, gzip"), "is packed 3 times over"),
        (answer(PAGE, content_encoding="br"), "is packed as br, which was not asked for"),
    ],
    ids=range(9),
)
def test_hostile_answers_end_as_errors_of_ours(web: Web, fetcher: Fetcher, script: Any, expected: str) -> None:
    """Silence, floods and bombs are told and cost no more than the limits."""
    assert refusal(fetcher, web.on("/a", script)) == expected


@pytest.mark.parametrize(
    "script",
    [
        endless_headers,
        b"",
        b"\0\1\2\3" * 99,
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 9,
    ],
)
def test_what_is_no_answer_is_an_error_of_ours(web: Web, fetcher: Fetcher, script: Any) -> None:
    """Bytes that are no HTTP are told as a host that cannot be reached."""
    assert refusal(fetcher, web.on("/a", script)).startswith(("cannot be reached", "does not answer"))


def test_more_is_promised_than_comes(web: Web, fetcher: Fetcher) -> None:
    """A body shorter than its stated length is asked for again, then taken as far as it came, and said to be cut."""
    got = fetcher.fetch(web.on("/a", answer(PAGE, content_length="5000")))
    assert (got.content, got.cut_off, web.paths()) == (PAGE, "disconnect", ["/a"] * 3)


def test_less_is_promised_than_comes(web: Web, fetcher: Fetcher) -> None:
    """Of a body longer than its stated length, so much is taken as was stated."""
    got = fetcher.fetch(web.on("/a", answer(PAGE, content_length="20")))
    assert (got.content, got.cut_off) == (PAGE[:20], None)


def test_chunks_that_break_off(web: Web, fetcher: Fetcher) -> None:
    """A chunked body without its end is taken as far as it came, and said to be cut."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    got = fetcher.fetch(web.on("/a", head + b"5\r\nhello\r\n5\r\nwo"))
    assert (got.content, got.cut_off) == (b"hellowo", "disconnect")


@pytest.mark.parametrize(
    ("body", "encoding", "content", "notes"),
    [
        (gzip.compress(PAGE, mtime=0), "gzip", PAGE, ()),
        (gzip.compress(PAGE, mtime=0) + gzip.compress(PAGE, mtime=0), "x-gzip", PAGE + PAGE, ()),
        (zlib.compress(PAGE), "deflate", PAGE, ()),
        (zlib.compress(PAGE)[2:-4], "deflate", PAGE, ()),
        (PAGE, "identity", PAGE, ()),
        (PAGE, "gzip", PAGE, ("says that it is packed as gzip, but is not",)),
        (gzip.compress(PAGE, mtime=0)[:-9], "gzip", PAGE, ("says that it is packed as gzip, but breaks off",)),
        (b"", "gzip", b"", ()),
    ],
    ids=range(8),
)
def test_lies_about_the_encoding(
    web: Web, fetcher: Fetcher, body: bytes, encoding: str, content: bytes, notes: tuple[str, ...]
) -> None:
    """What is packed is unpacked; what only says so is taken as it is, with a note."""
    got = fetcher.fetch(web.on("/a", answer(body, content_encoding=encoding)))
    assert (got.content[: len(content)], got.notes) == (content[: len(got.content)], notes)


def test_this_machine_is_not_asked(web: Web, careful: Fetcher) -> None:
    """Without leave, an address on this machine is refused before anything is sent."""
    assert (refusal(careful, web.on("/a", answer(PAGE))), web.asked) == ("is this very machine (127.0.0.1)", [])


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "[::1]", "127.0.0.1."])
def test_this_machine_is_not_asked_by_another_name(web: Web, careful: Fetcher, host: str) -> None:
    """Nor by any other of its names."""
    assert "this very machine" in refusal(careful, f"http://{host}:{web.port}/a")
    assert web.asked == []


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """Give a table of names: for each, the numbers that one look-up after the other finds (the last one stays)."""
    table: dict[str, list[list[str]]] = {}

    def look_up(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        found = table[host].pop(0) if len(table[host]) > 1 else table[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in found]

    monkeypatch.setattr("sayso.fetch.connection.socket.getaddrinfo", look_up)
    return table


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list of numbers that were connected to; each connection is refused."""
    numbers: list[str] = []

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> None:
        numbers.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("socket.create_connection", connect)
    return numbers


def test_a_name_that_leads_home_is_refused(names: dict[str, list[list[str]]], careful: Fetcher) -> None:
    """A public name for a private number is refused."""
    names["news.example"] = [["10.0.0.7"]]
    assert refusal(careful, "http://news.example/") == "is a private address (10.0.0.7)"


def test_the_number_judged_is_the_number_called(
    names: dict[str, list[list[str]]], called: list[str], careful: Fetcher
) -> None:
    """A name server that answers otherwise the second time changes nothing: no second look-up decides a connection."""
    names["news.example"] = [["93.184.216.34"], ["127.0.0.1"]]
    refusal(careful, "http://news.example/")
    assert called == ["93.184.216.34"]


def test_of_several_numbers_the_private_are_left_out(
    names: dict[str, list[list[str]]], called: list[str], careful: Fetcher
) -> None:
    """Where a name has public and private numbers, only the public ones are called."""
    names["news.example"] = [["192.168.0.1", "93.184.216.34"]]
    refusal(careful, "http://news.example/")
    assert set(called) == {"93.184.216.34"}


def test_a_redirect_home_is_refused(
    web: Web, names: dict[str, list[list[str]]], careful: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page out there that redirects to this machine is refused, as is one that redirects to a name for it."""
    names["127.0.0.1"] = [["127.0.0.1"]]
    names["news.example"] = [["93.184.216.34"]]
    really = socket.create_connection
    monkeypatch.setattr("socket.create_connection", lambda _, *__, **___: really(("127.0.0.1", web.port)))
    web.on("/a", redirect(f"http://127.0.0.1:{web.port}/secret"))
    reason = refusal(careful, "http://news.example/a")
    assert reason == f"leads to http://127.0.0.1:{web.port}/secret, which is this very machine (127.0.0.1)"
    assert web.paths() == ["/a"]
