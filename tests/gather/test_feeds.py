"""Following feeds: each entry read once, nothing lost, nothing doubled, nobody pestered."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sayso.fetch.fetcher import Fetcher
from sayso.gather.feeds import Round, follow_feeds, watch_feeds
from sayso.model.fetching import EntryState
from sayso.store.memory import MemoryStore
from tests.fetch.web import FakeClock, Web, answer
from tests.gather.written import feed, page

pytestmark = pytest.mark.loopback

EVERY_S = 900.0


@pytest.fixture
def store() -> MemoryStore:
    """Give an empty case."""
    return MemoryStore()


@pytest.fixture
def pages(web: Web) -> None:
    """Let the web have five pages."""
    for n in range(1, 6):
        web.on(f"/{n}", page(n))


def watch(store: MemoryStore, fetcher: Fetcher, clock: FakeClock, *feeds: str, n_rounds: int = 1) -> Sequence[Round]:
    """Follow feeds for some rounds."""
    follow_feeds(store, feeds)
    return list(watch_feeds(store, fetcher, clock, every_s=EVERY_S, n_rounds=n_rounds))


def states(store: MemoryStore) -> list[tuple[str, str]]:
    """Give what became of each entry."""
    return [(entry.key, entry.state.value) for entry in store.view().entries()]


@pytest.mark.usefixtures("pages")
def test_a_round_reads_what_is_new(web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock) -> None:
    """Each round reads the entries that are new, and asks for no page twice."""
    address = web.on("/rss", feed(web, 2, 1), feed(web, 3, 2, 1))
    rounds = watch(store, fetcher, clock, address, n_rounds=3)
    brought = [(done.n_feeds, done.n_entries, len(done.articles), done.n_waiting, len(done.faults)) for done in rounds]
    assert brought == [(1, 2, 2, 0, 0), (1, 1, 1, 0, 0), (1, 0, 0, 0, 0)]
    assert web.paths() == ["/rss", "/1", "/2", "/rss", "/3", "/rss"]


@pytest.mark.usefixtures("pages")
def test_rounds_keep_their_time(web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock) -> None:
    """From the beginning of a round to that of the next lies the time that was asked for."""
    began = clock.now()
    watch(store, fetcher, clock, web.on("/rss", feed(web, 1)), n_rounds=3)
    assert clock.now() == began + 2 * EVERY_S


@pytest.mark.usefixtures("pages")
def test_a_feed_that_did_not_change(web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock) -> None:
    """A feed is asked whether it changed, by what its last whole answer said of itself."""
    address = web.on("/rss", feed(web, 1, etag='"f"'), answer(status="304 Not Modified"))
    rounds = watch(store, fetcher, clock, address, n_rounds=2)
    asked = [asked.headers.get("if-none-match") for asked in web.asked if asked.path == "/rss"]
    assert (asked, [done.n_entries for done in rounds]) == ([None, '"f"'], [1, 0])


@pytest.mark.usefixtures("pages")
def test_a_feed_cut_in_half_loses_nothing(web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock) -> None:
    """What is whole of a cut feed is read, and its rest the next time: it is not taken for unchanged."""
    address = web.on("/rss", feed(web, 1, 2, 3, cut=250, etag='"f"'), feed(web, 1, 2, 3, etag='"f"'))
    first, second = watch(store, fetcher, clock, address, n_rounds=2)
    assert [fault.reason for fault in first.faults] == ["the feed breaks off; its complete entries were read"]
    assert (first.n_entries + second.n_entries, store.view().n_articles()) == (3, 3)
    assert "if-none-match" not in web.asked[-3].headers


@pytest.mark.usefixtures("pages")
def test_a_feed_that_repeats_doubles_nothing(web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock) -> None:
    """One entry many times, and one page in two feeds, are read once."""
    one, two = web.on("/rss", feed(web, 1, 1, 2, 1)), web.on("/atom", feed(web, 2, 1))
    (done,) = watch(store, fetcher, clock, one, two, one)
    assert (done.n_entries, len(done.articles), sorted(web.paths())) == (4, 2, ["/1", "/2", "/atom", "/rss"])


@pytest.mark.usefixtures("pages")
def test_the_real_publisher_is_kept(web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock) -> None:
    """Where a feed names who published an entry, that is the article's publisher."""
    watch(store, fetcher, clock, web.on("/rss", feed(web, 1, source="The Herald")))
    assert [article.publisher for article in store.view().articles()] == ["The Herald"]


@pytest.mark.usefixtures("pages")
def test_a_list_of_feeds_is_followed(web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock) -> None:
    """The feeds that a list names are asked in the same round, and in each after it."""
    web.on("/rss", feed(web, 1), feed(web, 1, 2))
    opml = web.on(
        "/list", answer(b"<opml><outline xmlUrl='/rss'/><outline xmlUrl='/list'/></opml>", kind="text/x-opml")
    )
    rounds = watch(store, fetcher, clock, opml, n_rounds=2)
    assert [(done.n_feeds, len(done.articles)) for done in rounds] == [(2, 1), (2, 1)]


def test_a_feed_that_fails_rests(web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock) -> None:
    """A feed that fails is left alone for longer and longer, and asked again when it answers."""
    address = web.on("/rss", *[answer(status="404 Not Found")] * 3, feed(web))
    rounds = watch(store, fetcher, clock, address, n_rounds=7)
    kept = store.view().feeds()[0]
    assert [(done.n_failed, done.n_resting) for done in rounds] == [
        (1, 0),
        (1, 0),
        (1, 0),
        (0, 1),
        (0, 0),
        (0, 0),
        (0, 0),
    ]
    assert (kept.n_failures, kept.again_at) == (0, None)


def test_a_feed_that_wants_an_hour_gets_it(web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock) -> None:
    """Retry-After of a feed is kept over rounds."""
    address = web.on("/rss", answer(status="429 Slow Down", retry_after="3600"), feed(web))
    rounds = watch(store, fetcher, clock, address, n_rounds=5)
    assert [(done.n_feeds, done.n_resting) for done in rounds] == [(1, 0), (0, 1), (0, 1), (0, 1), (1, 0)]


def test_a_feed_that_is_gone_is_not_asked_again(
    web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock
) -> None:
    """410 is the end of a feed."""
    watch(store, fetcher, clock, web.on("/rss", answer(status="410 Gone")), n_rounds=3)
    assert (web.paths(), store.view().feeds()[0].is_gone) == (["/rss"], True)


def test_an_entry_that_fails_for_now_waits(web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock) -> None:
    """An entry whose page has a passing failure is tried in a later round, one that is gone is lost and told."""
    web.on("/1", *[answer(status="503 Busy")] * 3, page(1))
    first, second = watch(store, fetcher, clock, web.on("/rss", feed(web, 1, 9)), n_rounds=2)
    assert [fault.reason for fault in first.faults] == ["answers 503", "answers 404: there is no such page"]
    assert (first.n_waiting, len(second.articles), states(store)) == (
        1,
        1,
        [(f"{web.url('/g1')}", "read"), (f"{web.url('/g9')}", "lost")],
    )


def test_an_entry_that_leads_inside_is_refused(web: Web, careful: Fetcher, clock: FakeClock) -> None:
    """A feed cannot send us where a person did not allow us to go; it is not even asked itself."""
    store = MemoryStore()
    (done,) = watch(store, careful, clock, web.on("/rss", feed(web, 1)))
    assert ([fault.reason for fault in done.faults], web.asked) == (["is this very machine (127.0.0.1)"], [])


@pytest.mark.usefixtures("pages")
def test_an_entry_that_was_updated_is_read_again(
    web: Web, fetcher: Fetcher, store: MemoryStore, clock: FakeClock
) -> None:
    """When the feed says that an entry changed, its page is read again, and what changed is told."""
    web.on("/1", page(1, moved=300), page(1, moved=340))
    entry = "<entry><id>a</id><link href='/1'/><updated>{}</updated></entry>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>"
    first, second = (answer(atom.format(day).encode()) for day in ("2024-03-04", "2024-03-05"))
    rounds = watch(store, fetcher, clock, web.on("/atom", first, second), n_rounds=3)
    assert [(len(done.articles), len(done.versions)) for done in rounds] == [(1, 0), (1, 1), (0, 0)]


@pytest.mark.usefixtures("pages")
def test_a_watch_that_was_stopped_goes_on(web: Web, fetcher: Fetcher, clock: FakeClock, store: MemoryStore) -> None:
    """Stopped between two pages, what was read stays and what waits is read the next time, each page once."""
    address = web.on("/rss", feed(web, 1, 2, 3, etag='"f"'), answer(status="304 Not Modified"))
    with pytest.raises(KeyboardInterrupt):
        watch(store, _StopAt(fetcher, 3), clock, address)  # type: ignore[arg-type]
    before = [state for _, state in states(store)]
    watch(store, fetcher, clock, address)
    assert (before.count("waiting"), {state for _, state in states(store)}) == (2, {EntryState.READ.value})
    assert (store.view().n_articles(), sorted(web.paths())) == (3, ["/1", "/2", "/3", "/rss", "/rss"])


class _StopAt:
    """A fetcher during whose n-th request someone types Ctrl-C."""

    def __init__(self, fetcher: Fetcher, n: int) -> None:
        self._fetcher, self._left = fetcher, n

    def fetch(self, written: str, known: object = None) -> object:
        """Fetch, or be stopped."""
        self._left -= 1
        if not self._left:
            raise KeyboardInterrupt
        return self._fetcher.fetch(written, known)  # type: ignore[arg-type]

    def waits_for(self, written: str) -> float:
        """Say how long to wait."""
        return self._fetcher.waits_for(written)
