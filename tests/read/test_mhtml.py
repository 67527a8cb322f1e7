"""Pages saved as one message: which part is the page."""

from __future__ import annotations

import pytest

from sayso.errors import InputError
from sayso.read.mhtml import is_mhtml, read_mhtml

HEAD = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"%s\r\n'
    b"Date: Wed, 10 Aug 2022 08:01:12 -0000\r\n\r\n"
)
PART = (
    b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-ID: <%s>\r\n"
    b"Content-Location: https://x.example/%s\r\n\r\n%s\r\n"
)


def test_the_root_part_is_the_page() -> None:
    """Of several pages in a message, the one that it names as its root is read."""
    data = HEAD % b'; start="<2>"' + PART % (b"1", b"1", b"<p>frame") + PART % (b"2", b"2", b"<p>page") + b"--b--"
    page = read_mhtml(data)
    assert (page.data, page.url, page.saved, page.content_type) == (
        b"<p>page",
        "https://x.example/2",
        "Wed, 10 Aug 2022 08:01:12 -0000",
        "text/html; charset=utf-8",
    )


@pytest.mark.parametrize(
    "data", [b"", HEAD % b"" + b"--b--", HEAD % b"" + PART % (b"1", b"1", b"") + b"--b--", b"\xff" * 99]
)
def test_a_message_without_a_page(data: bytes) -> None:
    """A message that holds no page is refused."""
    with pytest.raises(InputError, match="holds no page"):
        read_mhtml(data)


@pytest.mark.parametrize(("head", "expected"), [(HEAD % b"", True), (b"<html>multipart/related", False), (b"", False)])
def test_is_mhtml(head: bytes, expected: bool) -> None:
    """A message is known by its header."""
    assert is_mhtml(head) is expected


def test_a_message_that_breaks_the_parser() -> None:
    """A message whose own field cannot be read is told in plain words, without the name of what broke."""
    data = b"MIME-Version: 1.0\nContent-Type: multipart/related; start*0=x; start*=y; boundary=b\n\n--b--\n"
    with pytest.raises(InputError) as raised:
        read_mhtml(data)
    assert raised.value.reason == "this MHTML file is damaged: what it says of its parts cannot be read"
