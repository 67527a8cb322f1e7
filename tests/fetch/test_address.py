"""Addresses: what may be asked, and how it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import FetchError
from sayso.fetch.address import follow, parse_address, refusal_of

WRITTEN = {
    "HTTPS://News.Example/A?b=1#part": "https://news.example/A?b=1",
    "http://news.example:80": "http://news.example/",
    "http://news.example:8080/x": "http://news.example:8080/x",
    "https://news.example./a": "https://news.example/a",
    "https://zeitung-für-alle.example/straße?q=größe": "https://xn--zeitung-fr-alle-7vb.example/stra%C3%9Fe?q=gr%C3%B6%C3%9Fe",
    "https://faß.example/": "https://xn--fa-hia.example/",
    "http://[2001:DB8::0:1]:81/": "http://[2001:db8::1]:81/",
    "https://news.example/a%20b": "https://news.example/a%20b",
    " https://news.example/a\n": "https://news.example/a",
    "http://１２７。０。０。１/": "http://127.0.0.1/",
}
REFUSED = (
    *("file:///etc/passwd", "ftp://news.example/a", "data:text/html,hello", "javascript:alert(1)", "news.example/a"),
    *("http://", "http:///a", "https://user:word@news.example/", "http://127.0.0.1@news.example/", "//news.example/a"),
    *("http://2130706433/", "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/", "http://0x7f000001/"),
    *("http://news.example:0/", "http://news.example:99999/", "http://[::1/", "http://[v1.x]/", "http://a b/"),
    *("http://news.example\\@127.0.0.1/", "http://%31%32%37.0.0.1/", "http://-.-/" + "a" * 5000, "http://a..b/", ""),
    *("http://news.example/\x00", "http://" + "a" * 64 + ".example/", "gopher://127.0.0.1:70/_x", "http://1.2.3.4.5/"),
)
PRIVATE = {
    "127.0.0.1": "this very machine",
    "127.9.9.9": "this very machine",
    "::1": "this very machine",
    "::ffff:127.0.0.1": "this very machine",
    "64:ff9b::7f00:1": "this very machine",
    "0.0.0.0": "an unspecified address",  # noqa: S104  (judged, not bound to)
    "::": "an unspecified address",
    "10.1.2.3": "a private address",
    "172.16.0.1": "a private address",
    "192.168.1.1": "a private address",
    "100.64.0.1": "a private address",
    "::ffff:10.0.0.1": "a private address",
    "64:ff9b::a00:1": "a private address",
    "64:ff9b:1::8.8.8.8": "a private address",
    "2002:7f00:1::": "this very machine",
    "2002:c0a8:101::1": "a private address",
    "fd00::1": "a private address",
    "fec0::1": "a private address",
    "169.254.169.254": "a link-local address",
    "fe80::1%eth0": "a link-local address",
    "224.0.0.1": "a multicast address",
    "ff02::1": "a multicast address",
    "255.255.255.255": "a private address",
    "240.0.0.1": "a private address",
    "::7f00:1": "a private address",
}


@pytest.mark.parametrize(("written", "expected"), WRITTEN.items())
def test_an_address_is_written_one_way(written: str, expected: str) -> None:
    """Case, default ports, dots at the end, fragments and letters beyond ASCII make no second address."""
    assert str(parse_address(written)) == expected


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_web_address_is_refused(written: str) -> None:
    """Other schemes, users, hidden hosts and numbers in disguise are errors of ours."""
    with pytest.raises(FetchError):
        parse_address(written)


@pytest.mark.parametrize(("number", "expected"), PRIVATE.items())
def test_private_numbers_are_refused(number: str, expected: str) -> None:
    """A number that is not of the open internet is refused, in whatever spelling or tunnel."""
    assert (refusal_of(number) or "").replace("a reserved address", "a private address") == expected


@pytest.mark.parametrize("number", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_numbers_pass(number: str) -> None:
    """A number of the open internet may be asked."""
    assert refusal_of(number) is None


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/b", "https://news.example/b"),
        ("b?c", "https://news.example/x/b?c"),
        ("//other.example/", "https://other.example/"),
        ("http://other.example", "http://other.example/"),
    ],
)
def test_redirects_are_seen_from_where_they_stand(location: str, expected: str) -> None:
    """A relative Location is read against the address that sent it."""
    assert str(follow(parse_address("https://news.example/x/a"), location)) == expected


@given(st.one_of(st.text(max_size=60), st.text(max_size=60).map("http://".__add__)))
def test_any_text_is_an_address_or_an_error_of_ours(written: str) -> None:
    """Whatever is given, an address written one way stays as it is when it is read again."""
    try:
        address = parse_address(written)
    except FetchError:
        return
    assert parse_address(str(address)) == address
