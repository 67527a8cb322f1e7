"""The WARC record of a response: what other tools will read, and what proves it."""

from __future__ import annotations

import gzip
import hashlib

import pytest

from sayso.fetch.record import make_record, make_warcinfo

BODY = b"<p>The dam holds.</p>"
HEADERS = [(b"Content-Type", b"text/html"), (b"Transfer-Encoding", b"chunked"), (b"X-Odd", b"\xe9")]


def record(cut_off: str | None = None) -> tuple[dict[str, str], bytes]:
    """Give the fields and the block of a record, read by hand."""
    made = make_record(
        address="https://news.example/a",
        fetched_at="2024-03-09T16:00:00Z",
        ip="93.184.216.34",
        status_line=b"HTTP/1.1 200 OK",
        headers=HEADERS,
        body=BODY,
        cut_off=cut_off,
    )
    head, block = gzip.decompress(made).split(b"\r\n\r\n", 1)
    first, *lines = head.decode().split("\r\n")
    return {"": first, **dict(line.split(": ", 1) for line in lines)}, block.removesuffix(b"\r\n\r\n")


def test_the_block_is_the_response() -> None:
    """The block holds status line, headers and body as sent; that the chunks were joined is told."""
    expected = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Crawler-Transfer-Encoding: chunked\r\nX-Odd: \xe9\r\n\r\n"
    )
    assert record()[1] == expected + BODY


def test_the_fields_tell_what_it_is() -> None:
    """Version, type, address, time and machine stand in the record."""
    fields, block = record()
    assert (fields[""], fields["WARC-Type"], fields["WARC-Target-URI"], fields["WARC-Date"]) == (
        "WARC/1.1",
        "response",
        "https://news.example/a",
        "2024-03-09T16:00:00Z",
    )
    assert (fields["WARC-IP-Address"], fields["Content-Length"]) == ("93.184.216.34", str(len(block)))


def test_the_digests_prove_it() -> None:
    """Body and block are each under their SHA-256."""
    fields, block = record()
    digests = (fields["WARC-Payload-Digest"], fields["WARC-Block-Digest"])
    assert digests == tuple(f"sha256:{hashlib.sha256(data).hexdigest()}" for data in (BODY, block))


@pytest.mark.parametrize("cut_off", [None, "disconnect"])
def test_what_is_not_whole_says_so(cut_off: str | None) -> None:
    """WARC-Truncated stands in the record of a body that broke off, and in no other."""
    assert record(cut_off)[0].get("WARC-Truncated") == cut_off


def test_the_same_response_is_the_same_record() -> None:
    """No clock and no chance goes into a record."""
    assert record() == record()


def test_a_file_begins_with_who_wrote_it() -> None:
    """The first record of a file tells its writer."""
    made = gzip.decompress(make_warcinfo("2024-03-09T16:00:00Z", [("software", "sayso/1")]))
    assert made.endswith(b"Content-Length: 19\r\n\r\nsoftware: sayso/1\r\n\r\n\r\n")
