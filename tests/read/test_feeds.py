"""Feeds as they come: whole, cut, repeated, lying, and lists of them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.read.feeds import Entry, is_feed, read_feed

URL = "https://wire.example/rss"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>The &amp; Wire</title>
<item><title>Dam &lt;b&gt;holds&lt;/b&gt;</title><link>https://herald.example/dam</link><guid>1</guid>
<pubDate>Mon, 04 Mar 2024 09:30:00 +0100</pubDate><source url="https://herald.example">The Herald</source></item>
<item><title>River rises</title><link>/river</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><id>urn:1</id><title>Dam holds</title><link href="dam"/><updated>2024-03-04T08:30:00Z</updated>
<source><title>The Herald</title></source></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Wire",
    "items": [
        {"id": 7, "url": "/dam", "title": "Dam holds", "date_published": "2024-03-04T09:30:00+01:00"},
        {"id": "8", "external_url": "https://herald.example/river", "date_modified": "2024-03-05"},
        {"id": "9", "content_text": "no page"},
        "nonsense",
    ],
}
OPML = """<opml version="2.0"><body><outline text="News"><outline type="rss" xmlUrl="https://a.example/rss"/>
<outline xmlurl="/b"></outline><outline type="rss" xmlUrl="https://a.example/rss"/>"""
DAM = Entry(
    key="https://wire.example/1",
    address="https://herald.example/dam",
    title="Dam holds",
    publisher="The Herald",
    published_at="2024-03-04T08:30:00Z",
)


def test_rss() -> None:
    """Title, address, date in UTC and the real publisher of each entry are read; a link may be relative."""
    found = read_feed(RSS.encode(), url=URL, content_type="text/html; charset=latin-1")
    river = Entry(key=found.entries[1].key, address="https://wire.example/river", title="River rises")
    assert (found.title, found.entries, found.is_cut, found.notes) == ("The & Wire", (DAM, river), False, ())


def test_atom() -> None:
    """An Atom entry has its source and its time of update."""
    found = read_feed(ATOM.encode(), url=URL)
    expected = Entry(
        key="urn:1",
        address="https://wire.example/dam",
        title="Dam holds",
        publisher="The Herald",
        updated_at="2024-03-04T08:30:00Z",
    )
    assert found.entries == (expected,)


def test_json_feed() -> None:
    """A JSON Feed's entries are read; those that lead to no page are told."""
    found = read_feed(json.dumps(JSON_FEED).encode(), url=URL)
    first = Entry(key="7", address="https://wire.example/dam", title="Dam holds", published_at="2024-03-04T08:30:00Z")
    second = Entry(key="8", address="https://herald.example/river", updated_at="2024-03-05")
    assert (found.entries, found.notes) == ((first, second), ("1 of its entries lead to no page",))


def test_opml() -> None:
    """A list of feeds gives each address once, though it breaks off."""
    assert read_feed(OPML.encode(), url=URL).feeds == ("https://a.example/rss", "https://wire.example/b")


@pytest.mark.parametrize("cut", range(RSS.index("</item>") + 7, RSS.index("</rss>"), 7))
def test_a_feed_cut_anywhere_gives_its_whole_entries(cut: int) -> None:
    """Wherever a feed breaks off, entries are whole or absent: no half address is ever followed."""
    found = read_feed(RSS[:cut].encode(), url=URL)
    n_whole = RSS[:cut].count("</item>")
    assert ([entry.address for entry in found.entries], found.is_cut) == (
        ["https://herald.example/dam", "https://wire.example/river"][:n_whole],
        True,
    )


def test_a_feed_that_repeats_is_read_once() -> None:
    """An entry that stands in a feed twice is one entry."""
    item = RSS[RSS.index("<item>") : RSS.index("</item>") + 7]
    assert read_feed(RSS.replace("</channel>", item * 3 + "</channel>").encode(), url=URL).entries[0] == DAM
    assert len(read_feed(RSS.replace("</channel>", item * 3 + "</channel>").encode(), url=URL).entries) == 2


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"a": 1}', b"<html><body>no</body></html>", b"\0\1\2", b"\xff" * 99]
)
def test_what_is_no_feed_is_an_error_of_ours(data: bytes) -> None:
    """Something else is told to be no feed."""
    with pytest.raises(InputError):
        read_feed(data, url=URL)


def test_a_page_that_names_its_feed_is_of_help() -> None:
    """Who gives a page for a feed is told the address of the feed."""
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>'
    with pytest.raises(InputError, match=r"the page names a feed: https://wire\.example/rss\.xml"):
        read_feed(page, url=URL)


def test_entities_do_not_explode() -> None:
    """Entities that multiply are not unfolded."""
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{levels}]>' + RSS.partition("?>")[2].replace("River", "&a19;")
    assert len(str(read_feed(bomb.encode(), url=URL))) < 10_000


@given(
    st.one_of(
        st.binary(max_size=200),
        st.builds(lambda cut, junk: RSS.encode()[:cut] + junk, st.integers(0, 600), st.binary(max_size=20)),
    )
)
def test_any_bytes_are_a_feed_or_an_error_of_ours(data: bytes) -> None:
    """Whatever comes, it is read or refused."""
    try:
        found = read_feed(data, url=URL)
    except InputError:
        return
    assert len({entry.key for entry in found.entries}) == len(found.entries)


@pytest.mark.parametrize(
    ("data", "expected"),
    [(RSS, True), (ATOM, True), (OPML, True), (json.dumps(JSON_FEED), True), ("<html>", False), ("{}", False)],
)
def test_is_feed(data: str, expected: bool) -> None:
    """A feed is told from a page by how it begins."""
    assert is_feed(data.encode()) == expected
