"""Feeds that are followed: each is asked in its turn, and what it names is read.

Invariant: what a feed names is kept with the feed's own state in one transaction, before any of it is read, and stays
waiting until it is read or lost. So a watch that is killed at any moment goes on where it was: nothing is lost, nothing
is doubled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sayso.annotate.annotator import Annotator
from sayso.engine.engine import Engine
from sayso.errors import FetchError, InputError
from sayso.fetch.address import tidy_address
from sayso.fetch.response import Clock, Response, Validators, to_instant
from sayso.gather.pages import (
    NOT_MODIFIED,
    Fetching,
    Reading,
    describe_fetch,
    read_assumed,
    read_into_case,
    replaced_in,
    settle_entry,
    take_turns,
)
from sayso.gather.versions import NewVersion
from sayso.model.article import Article, Fault
from sayso.model.fetching import EntryState, Feed, FeedEntry
from sayso.pipeline import annotate_new
from sayso.read.feeds import Entry, FeedDocument, read_feed
from sayso.store.store import Added, Store

MOST_TRIES = 5  # of one entry, before it counts as lost
MOST_FEEDS = 1_000  # that a list may bring in
_FIRST_BACKOFF_S = 300.0
_MOST_BACKOFF_S = 24 * 3600.0
_GONE = 410
_MOST_LISTS = 3  # a list may name a list, but not without end


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round brought. ``n_feeds`` were asked, ``n_resting`` left alone, ``n_failed`` had no answer.

    ``n_entries`` are new entries, ``articles`` new articles in the order read, ``versions`` pages that changed,
    ``n_waiting`` the entries that are still to be read.
    """

    number: int
    n_feeds: int
    n_resting: int
    n_failed: int
    n_entries: int
    articles: tuple[Article, ...]
    versions: tuple[NewVersion, ...]
    n_waiting: int
    faults: tuple[Fault, ...]


def follow_feeds(store: Store, addresses: Iterable[str]) -> None:
    """Take feeds into the case, to be asked from now on; those it follows stay as they are."""
    known = {feed.address for feed in store.view().feeds()}
    with store.writer() as writer:
        for address in dict.fromkeys(map(tidy_address, addresses)):
            if address not in known:
                writer.keep_feed(Feed(address=address))


def watch_feeds(
    store: Store,
    fetcher: Fetching,
    clock: Clock,
    *,
    every_s: float,
    n_rounds: int | None = None,
    assumed_published: str | None = None,
    annotator: Annotator | None = None,
    engine: Engine | None = None,
) -> Iterator[Round]:
    """Ask the feeds of a case round after round, read what is new, and give what each round brought.

    Args:
        store: the case.
        fetcher: what fetches.
        clock: tells the time and waits between rounds.
        every_s: seconds from the beginning of a round to that of the next.
        n_rounds: so many rounds; for ever, if not given.
        assumed_published: the date of articles that state none.
        annotator: what annotates them; the one of this installation, if none is named.
        engine: where articles are annotated.
    """
    number, assumed = 0, read_assumed(assumed_published)
    while n_rounds is None or number < n_rounds:
        number += 1
        began = clock.now()
        yield _go_round(store, fetcher, clock, number, assumed, annotator, engine)
        if n_rounds is None or number < n_rounds:
            clock.sleep(max(0.0, began + every_s - clock.now()))


def _go_round(
    store: Store,
    fetcher: Fetching,
    clock: Clock,
    number: int,
    assumed_published: str | None,
    annotator: Annotator | None,
    engine: Engine | None,
) -> Round:
    asked: set[str] = set()
    n_resting = n_failed = n_entries = 0
    faults: list[Fault] = []
    for _ in range(_MOST_LISTS):
        fresh = [feed for feed in store.view().feeds() if feed.address not in asked]
        due = [feed for feed in fresh if not feed.is_gone and _is_due(feed.again_at, clock)]
        n_resting += len(fresh) - len(due)
        by_address = {feed.address: feed for feed in due}
        for address in take_turns(by_address, fetcher):
            answered = _ask_feed(store, fetcher, clock, by_address[address])
            n_entries += answered.n_entries
            n_failed += answered.failed
            faults += answered.faults
        asked.update(feed.address for feed in fresh)
    readings = list(_read_waiting(store, fetcher, clock, assumed_published))
    faults += [fault for reading in readings for fault in reading.faults]
    faults += annotate_new(store, replaced_in(readings), annotator=annotator, engine=engine)
    n_waiting = sum(entry.state is EntryState.WAITING for entry in store.view().entries())
    return Round(
        number=number,
        n_feeds=len(asked) - n_resting,
        n_resting=n_resting,
        n_failed=n_failed,
        n_entries=n_entries,
        articles=tuple(r.article for r in readings if r.article is not None and r.added is Added.NEW),
        versions=tuple(r.version for r in readings if r.version is not None),
        n_waiting=n_waiting,
        faults=tuple(faults),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answered:
    """What asking one feed brought."""

    n_entries: int
    faults: tuple[Fault, ...]
    failed: bool


def _ask_feed(store: Store, fetcher: Fetching, clock: Clock, feed: Feed) -> _Answered:
    """Ask one feed; keep its state and its new entries together."""
    now = to_instant(clock.now())
    feed = replace(feed, checked_at=now)
    known = Validators(address=feed.final_address or "", etag=feed.etag, last_modified=feed.last_modified)
    response: Response | None = None
    document, notes = FeedDocument(), []
    failure: Fault | None = None
    again_in_s = 0.0
    try:
        response = fetcher.fetch(feed.address, known if feed.final_address else None)
        if response.status != NOT_MODIFIED:
            document = _read_document(response)
            notes = [*response.notes, *document.notes]
    except FetchError as error:
        failure, again_in_s = Fault(input=feed.address, reason=error.reason, hint=error.hint), error.again_in_s
    except InputError as error:
        failure = Fault(input=feed.address, reason=error.reason, hint=error.hint)
    if failure is not None:
        wait = max(again_in_s, min(_MOST_BACKOFF_S, _FIRST_BACKOFF_S * 2**feed.n_failures))
        feed = replace(
            feed,
            n_failures=feed.n_failures + 1,
            again_at=to_instant(clock.now() + wait),
            is_gone=response is not None and response.status == _GONE,
        )
    elif response is not None:
        feed = _succeed(feed, response, document)
    before = {entry.key: entry for entry in store.view().entries(feed.address)} if document.entries else {}
    entries = _new_entries(feed, document.entries, before, now)
    followed = {known_feed.address for known_feed in store.view().feeds()}
    listed = [address for address in map(tidy_address, document.feeds[:MOST_FEEDS]) if address not in followed]
    faults = [failure] if failure else [Fault(input=feed.address, reason=note, lost=False) for note in notes]
    with store.writer() as writer:
        writer.forget_faults([feed.address])
        writer.keep_feed(feed)
        writer.keep_entries(entries)
        for address in dict.fromkeys(listed):
            writer.keep_feed(Feed(address=address))
        writer.add_faults(faults)
        if response is not None and (entries or listed):  # a feed that says nothing new is no evidence
            writer.add_fetch(*describe_fetch(response, feed.address, None, None))
    n_new = sum(entry.key not in before for entry in entries)
    return _Answered(n_entries=n_new, faults=tuple(faults), failed=failure is not None)


def _read_document(response: Response) -> FeedDocument:
    if not 200 <= response.status < 300:
        raise InputError(response.address, f"answers {response.status}")
    document = read_feed(response.content, url=response.final_address, content_type=response.content_type)
    if response.cut_off is not None and not document.is_cut:
        return replace(document, is_cut=True, notes=(*document.notes, "the feed came only in part"))
    return document


def _succeed(feed: Feed, response: Response, document: FeedDocument) -> Feed:
    """Give the state of a feed that answered; of one that was cut off, nothing that would hide the rest next time."""
    feed = replace(feed, n_failures=0, again_at=None)
    if response.status == NOT_MODIFIED:
        return feed
    whole = not document.is_cut
    return replace(
        feed,
        title=document.title or feed.title,
        final_address=response.final_address,
        etag=response.etag if whole else None,
        last_modified=response.last_modified if whole else None,
    )


def _new_entries(feed: Feed, entries: Sequence[Entry], known: Mapping[str, FeedEntry], now: str) -> list[FeedEntry]:
    """Give the entries to keep: those that are new, and those that the feed says were updated since."""
    kept: list[FeedEntry] = []
    for entry in entries:
        before, address = known.get(entry.key), tidy_address(entry.address)
        if before is not None and (before.updated_at, before.address) == (entry.updated_at, address):
            continue
        kept.append(
            FeedEntry(
                feed=feed.address,
                key=entry.key,
                address=address,
                title=entry.title,
                publisher=entry.publisher,
                published_at=entry.published_at,
                updated_at=entry.updated_at,
                seen_at=before.seen_at if before else now,
                article_id=before.article_id if before else None,
            )
        )
    return kept


def _read_waiting(store: Store, fetcher: Fetching, clock: Clock, assumed_published: str | None) -> Iterator[Reading]:
    """Read what entries wait for; entries that name one address are read once."""
    waiting: dict[str, list[FeedEntry]] = {}
    for entry in store.view().entries():
        if entry.state is EntryState.WAITING and _is_due(entry.again_at, clock):
            waiting.setdefault(entry.address, []).append(entry)
    decide = _decider(clock)
    for address in take_turns(waiting, fetcher):
        entries = waiting[address]
        if not _is_to_be_read(store, entries):
            continue
        yield read_into_case(
            store, fetcher, address, entries=entries, decide=decide, assumed_published=assumed_published
        )


def _is_to_be_read(store: Store, entries: Sequence[FeedEntry]) -> bool:
    """Say whether an address must be asked: not if another feed's entry brought its article and this one is new."""
    if any(entry.article_id is not None for entry in entries):
        return True  # it was read for this feed before, and the feed says that it changed
    earlier = store.view().last_reading(entries[0].address)
    if earlier is None or earlier.fetched_at < min(entry.seen_at for entry in entries):
        return True
    with store.writer() as writer:
        writer.keep_entries(
            [replace(settle_entry(entry, EntryState.READ), article_id=earlier.article_id) for entry in entries]
        )
    return False


def _decider(clock: Clock) -> Callable[[FeedEntry, Reading], FeedEntry]:
    def decide(entry: FeedEntry, reading: Reading) -> FeedEntry:
        if reading.added is not None:
            return settle_entry(entry, EntryState.READ)
        failure = reading.failure
        if failure is None or not failure.is_passing or entry.n_failures + 1 >= MOST_TRIES:
            return settle_entry(entry, EntryState.LOST)
        wait = max(failure.again_in_s, _FIRST_BACKOFF_S * 2**entry.n_failures)
        return replace(entry, n_failures=entry.n_failures + 1, again_at=to_instant(clock.now() + wait))

    return decide


def _is_due(again_at: str | None, clock: Clock) -> bool:
    if again_at is None:
        return True
    return datetime.fromisoformat(again_at).astimezone(UTC).timestamp() <= clock.now()
