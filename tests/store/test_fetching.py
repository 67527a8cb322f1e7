"""The contract on what was fetched and which feeds are followed, for every store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.errors import StoreError
from sayso.model.fetching import EntryState, Feed, FeedEntry, Fetch, Redirect
from sayso.store.store import Store
from tests.store.samples import DAM_ARTICLE, RIVER_ARTICLE

PAGE = "https://courier.example/dam"
FIRST = Fetch(
    id="fch-1",
    address=PAGE,
    fetched_at="2031-05-07T08:00:00Z",
    status=200,
    final_address="https://courier.example/dam/",
    redirects=(Redirect(address=PAGE, status=301),),
    content_type="text/html",
    etag='"a"',
    last_modified="Wed, 07 May 2031 07:00:00 GMT",
    sha256="ab" * 32,
    n_bytes=900,
    cut_off="disconnect",
    article_id=DAM_ARTICLE.id,
    record_sha256="cd" * 32,
)
LATER = replace(FIRST, id="fch-0", fetched_at="2031-05-07T09:00:00Z", article_id=RIVER_ARTICLE.id)
GONE = Fetch(id="fch-2", address=PAGE, fetched_at="2031-05-07T10:00:00Z", status=404, final_address=PAGE)
FEED = Feed(address="https://courier.example/rss", title="Courier", etag='"f"', n_failures=2, is_gone=True)
ENTRY = FeedEntry(
    feed=FEED.address,
    key="1",
    address=PAGE,
    title="Dam holds",
    publisher="Radio Nord",
    published_at="2031-05-07",
    updated_at="Wed",
    seen_at="2031-05-07T08:00:00Z",
)


@pytest.fixture
def fetched(store: Store) -> Store:
    """Give a case that fetched one page three times and follows a feed."""
    with store.writer() as writer:
        writer.add_articles((DAM_ARTICLE, RIVER_ARTICLE))
        for fetch, record in ((LATER, b"later"), (FIRST, b"first"), (GONE, None)):
            writer.add_fetch(fetch, record)
        writer.keep_feed(FEED)
        writer.keep_entries((ENTRY, replace(ENTRY, key="0")))
    return store


def test_fetches_come_back_by_time(fetched: Store) -> None:
    """What was fetched comes back equal, the earliest first."""
    assert list(fetched.view().fetches()) == [FIRST, LATER, GONE]


def test_records_come_back(fetched: Store) -> None:
    """Each fetch has its record, or none."""
    assert [fetched.view().record(id_) for id_ in ("fch-1", "fch-0", "fch-2", "?")] == [b"first", b"later", None, None]


def test_the_last_reading_is_the_latest_with_an_article(fetched: Store) -> None:
    """A fetch that brought no article does not hide the one that did."""
    assert (fetched.view().last_reading(PAGE), fetched.view().last_reading("https://x.example/")) == (LATER, None)


def test_a_fetch_is_kept_once(fetched: Store) -> None:
    """A fetch with a known id changes nothing."""
    with fetched.writer() as writer:
        writer.add_fetch(replace(FIRST, status=500), b"other")
    assert (next(iter(fetched.view().fetches())), fetched.view().record("fch-1")) == (FIRST, b"first")


def test_a_fetch_needs_its_article(store: Store) -> None:
    """A fetch whose article is not in the case is refused."""
    with pytest.raises(StoreError), store.writer() as writer:
        writer.add_fetch(FIRST, None)


def test_feeds_and_entries_come_back(fetched: Store) -> None:
    """Feeds and their entries come back equal, in order."""
    view = fetched.view()
    entries = (replace(ENTRY, key="0"), ENTRY)
    assert (view.feeds(), view.entries(), view.entries(FEED.address), view.entries("?")) == (
        (FEED,),
        entries,
        entries,
        (),
    )


def test_what_is_kept_of_a_feed_is_the_latest(fetched: Store) -> None:
    """A feed and an entry are kept in place of what was known of them."""
    read = replace(ENTRY, state=EntryState.READ, article_id=DAM_ARTICLE.id)
    with fetched.writer() as writer:
        writer.keep_feed(replace(FEED, n_failures=0))
        writer.keep_entries((read,))
    view = fetched.view()
    assert (view.feeds()[0].n_failures, view.entries()[1]) == (0, read)
