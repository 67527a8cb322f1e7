"""What is read of web archives: pages with their records, and faults for what is damaged, referred to or too large."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.article import Article, Fault
from sayso.read.assemble import Source
from sayso.read.reader import read_paths
from sayso.read.selection import Selection, Sieve
from sayso.read.warc import join_chunks, read_warc
from tests.read.samples import TEXT, make_page, make_record, make_wacz

ADDRESS = "https://courier.example/weir"
HTML = "Content-Type: text/html"
BROKEN = [make_record(make_page("Harl")), make_record(make_page("Brok"), "https://b.example/", number=2)]


def read(data: bytes, sieve: Sieve | None = None) -> list[Article | Fault]:
    """Read an archive from memory."""
    return list(read_warc(io.BufferedReader(io.BytesIO(data)), Source(name="a.warc", path="a.warc"), sieve or Sieve()))


def show(outcomes: Iterable[Article | Fault]) -> list[str]:
    """Give the addresses of articles, and what faults say."""
    return [
        f"{outcome.input} {outcome.reason}" if isinstance(outcome, Fault) else outcome.url or "" for outcome in outcomes
    ]


def test_page_with_its_record() -> None:
    """A page's article keeps its address, the instant of its capture, and its record's id and digest."""
    (article,) = read(make_record(make_page(), fields=["WARC-Payload-Digest: sha1:ABC"]))
    assert isinstance(article, Article)
    assert (
        article.text,
        article.url,
        article.retrieved_at,
        article.published_at,
        article.record_id,
        article.record_digest,
        article.path,
    ) == (
        TEXT.format(place="Harl"),
        ADDRESS,
        "2031-05-08T06:00:00Z",
        "2031-05-06T09:00:00Z",
        "urn:uuid:00000000-0000-4000-8000-000000000001",
        "sha1:ABC",
        "a.warc",
    )


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([HTML], make_page()),
        ([], make_page()),
        ([HTML, "Content-Encoding: gzip"], gzip.compress(make_page())),
        ([HTML, "Content-Encoding: gzip"], make_page()),
        ([HTML, "Content-Encoding: deflate"], zlib.compress(make_page())),
        ([HTML, "Content-Encoding: br"], brotli.compress(make_page())),
        ([HTML, "Transfer-Encoding: chunked"], b"%x\r\n%s\r\n0\r\n\r\n" % (len(make_page()), make_page())),
        ([HTML, "Transfer-Encoding: chunked"], make_page()),
    ],
)
def test_packed_bodies(headers: list[str], body: bytes) -> None:
    """However a body is packed, and whether or not it still is, the page is read."""
    outcomes = read(make_record(body, headers=headers))
    assert [getattr(outcome, "text", outcome) for outcome in outcomes] == [TEXT.format(place="Harl")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (BROKEN[0] + BROKEN[1], [ADDRESS, "https://b.example/"]),
        (
            BROKEN[0] + BROKEN[1][:-300],
            [
                ADDRESS,
                "a.warc:2 https://b.example/: the archive is cut off in this record, "
                "after 373 of 669 bytes of the page",
                "https://b.example/",
            ],
        ),
        (
            BROKEN[0] + b"no record at all" * 9,
            [ADDRESS, "a.warc is damaged or cut off at record 1; whatever comes after is lost (Invalid WARC header)"],
        ),
        (
            b"WARC/1.1 nonsense",
            ["a.warc is damaged or cut off from its start; whatever comes after is lost (Invalid WARC header)"],
        ),
        (
            make_record(b"", headers=[HTML]),
            ["a.warc:1 https://courier.example/weir: holds nothing"],
        ),
        (
            make_record(b"<html></html>"),
            ["a.warc:1 https://courier.example/weir: no text of an article was found in this page"],
        ),
        (
            make_record(gzip.compress(b"<p>" + b" " * 60_000_000, 1), headers=[HTML, "Content-Encoding: gzip"]),
            ["a.warc:1 https://courier.example/weir: grows to more than 50,000,000 bytes when unpacked"],
        ),
        (
            make_record(brotli.compress(b"<p>" + b" " * 60_000_000, quality=1), headers=[HTML, "Content-Encoding: br"]),
            ["a.warc:1 https://courier.example/weir: grows to more than 50,000,000 bytes when unpacked"],
        ),
        (
            make_record(b"brotli?", headers=[HTML, "Content-Encoding: br"]),
            ["a.warc:1 https://courier.example/weir: says that it is packed as br, but is not"],
        ),
        (
            make_record(make_page(), length=999_999_999_999),
            [
                "a.warc:1 https://courier.example/weir: a page may have 50,000,000 bytes at most, "
                "this one says 999,999,999,940"
            ],
        ),
        (
            make_record(make_page(), fields=["WARC-Truncated: length"]),
            ["a.warc:1 https://courier.example/weir: the page is not whole: the crawler stopped it (length)", ADDRESS],
        ),
    ],
)
def test_damaged_archives(data: bytes, expected: list[str]) -> None:
    """What is damaged, cut off, empty or too large is told, and costs nothing beside."""
    assert show(read(data)) == expected


@pytest.mark.parametrize(
    "record",
    [
        make_record(b"GIF89a", headers=["Content-Type: image/gif"]),
        make_record(make_page(), status="404 Not Found"),
        make_record(make_page(), status="301 Moved", headers=[HTML, "Location: /b"]),
        make_record(make_page(), kind="request"),
        make_record(make_page(), kind="metadata"),
        make_record(make_page(), "urn:pageinfo:x", kind="resource"),
    ],
)
def test_records_that_are_no_pages(record: bytes) -> None:
    """Pictures, errors, redirects and what crawlers note are no articles."""
    assert show(read(BROKEN[0] + record)) == [ADDRESS]


DIGEST = ["WARC-Payload-Digest: sha1:ABC"]


@pytest.mark.parametrize(
    ("revisit", "expected"),
    [
        (make_record(b"", kind="revisit", fields=DIGEST), [ADDRESS]),
        (
            make_record(
                b"",
                "https://c.example/",
                kind="revisit",
                number=2,
                fields=[*DIGEST, f"WARC-Refers-To-Target-URI: {ADDRESS}"],
            ),
            [ADDRESS, f"a.warc:2 https://c.example/: the same, byte for byte, as {ADDRESS}; not added again"],
        ),
        (
            make_record(b"", kind="revisit", fields=["WARC-Payload-Digest: sha1:OTHER"]),
            [ADDRESS, f"a.warc:2 {ADDRESS}: this record only refers to a page that another archive holds"],
        ),
    ],
)
def test_revisits(revisit: bytes, expected: list[str]) -> None:
    """A record that says "the same as then" is told where its page is not here, or is another address's."""
    assert show(read(make_record(make_page(), fields=DIGEST) + revisit)) == expected


def test_sieve_by_host() -> None:
    """A page of a host that is not wanted is counted, not read."""
    sieve = Sieve(Selection(hosts=("b.example",)))
    assert (show(read(BROKEN[0] + BROKEN[1], sieve)), sieve.n_left_out) == (["https://b.example/"], 1)


def test_gzip_that_breaks_off(tmp_path: Path) -> None:
    """Of a packed archive that breaks off, all before the break is read."""
    members = [gzip.compress(record, mtime=0) for record in BROKEN]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(members)[:-40])
    outcomes = list(read_paths([path]))
    assert (show(outcomes)[0], getattr(outcomes[-1], "lost", None)) == (ADDRESS, True)


def test_same_page_twice(tmp_path: Path) -> None:
    """A page captured twice with the same words is one article."""
    path = tmp_path / "a.warc"
    path.write_bytes(BROKEN[0] * 2)
    assert show(read_paths([path])) == [ADDRESS]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (
            [("archive/b.warc", BROKEN[1]), ("archive/a.warc.gz", BROKEN[0]), ("pages/pages.jsonl", b"{}")],
            [ADDRESS, "https://b.example/"],
        ),
        (
            [("archive/a.warc", BROKEN[0]), ("archive/b.warc", b"\0" * 40_000_000)],
            [ADDRESS, "a.wacz archive/b.warc grows too much when unpacked"],
        ),
        ([("readme.txt", b"x")], ["a.wacz this is a zip archive of files"]),
    ],
)
def test_wacz(tmp_path: Path, members: list[tuple[str, bytes]], expected: list[str]) -> None:
    """The archives in a WACZ are read by their names; one that would grow beyond measure is not."""
    path = tmp_path / "a.wacz"
    path.write_bytes(make_wacz(members))
    assert [line.replace(f"{tmp_path.name}/", "") for line in show(read_paths([path]))] == expected


@given(st.binary(max_size=200), st.integers(0, 2500), st.integers(0, 200))
@settings(deadline=None, max_examples=60)
def test_any_damage(junk: bytes, position: int, length: int) -> None:
    """Whatever is written over an archive, reading it gives articles and faults."""
    data = b"".join(BROKEN)
    outcomes = read(data[:position] + junk + data[position + length :])
    assert all(isinstance(outcome, Article | Fault) for outcome in outcomes)


@pytest.mark.parametrize(
    ("body", "joined"),
    [
        (b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", b"abcde"),
        (b"3\r\nabc\r\n9\r\nde", b"abcde"),
        (b"<p>no chunks</p>", b"<p>no chunks</p>"),
        (b"", b""),
    ],
)
def test_join_chunks(body: bytes, joined: bytes) -> None:
    """Chunks are joined as far as they go; a body that has none stays as it is."""
    assert join_chunks(body) == joined
