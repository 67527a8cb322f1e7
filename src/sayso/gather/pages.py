"""From addresses into a case: each is fetched, kept as it came, and read.

Invariant: what one address brought (the record of the answer, its article, what went wrong, what became of the entry
that named it) is kept in one transaction. A run that is cut off lost at most the page under way, and doubles nothing
when it is run again.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import urlsplit

from sayso.annotate.annotator import Annotator
from sayso.engine.engine import Engine
from sayso.errors import FetchError, UsageError
from sayso.fetch.address import tidy_address
from sayso.fetch.response import Response, Validators
from sayso.gather.versions import NewVersion, compare_versions
from sayso.model.article import Article, Fault
from sayso.model.fetching import EntryState, FeedEntry, Fetch, Redirect
from sayso.model.ids import derive_id
from sayso.model.versions import Version
from sayso.pipeline import Step, Watcher, annotate_new, begin_run, end_run, watch_nothing
from sayso.read.dates import parse_stated
from sayso.read.facts import NO_FACTS, Facts
from sayso.read.fetched import Answer, read_answer
from sayso.store.store import Added, Store

NOT_MODIFIED = 304
_MEANINGS = {
    401: "it wants a log-in",
    402: "it wants to be paid",
    403: "it lets nobody in, or not us",
    404: "there is no such page",
    410: "the page is gone for good",
    451: "it is withheld for legal reasons",
}


class Fetching(Protocol):
    """What fetches; see `sayso.fetch.fetcher.Fetcher`."""

    def fetch(self, written: str, known: Validators | None = None) -> Response:
        """Fetch an address."""
        ...

    def waits_for(self, written: str) -> float:
        """Give the seconds until the host of an address may be asked again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading one address brought.

    ``added`` is ``None`` if there is no article. ``version`` is set if the page had another text before. ``failure`` is
    set if the address could not be had, or not whole.
    """

    address: str
    article: Article | None = None
    added: Added | None = None
    version: NewVersion | None = None
    faults: tuple[Fault, ...] = ()
    failure: FetchError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebIntake:
    """What reading addresses brought: articles new, known, or known with other metadata; and what went wrong.

    ``versions`` are the pages that changed since they were last read.
    """

    n_new: int
    n_known: int
    n_updated: int
    versions: tuple[NewVersion, ...]
    faults: tuple[Fault, ...]


def read_addresses_into(
    store: Store,
    addresses: Sequence[str],
    fetcher: Fetching,
    *,
    assumed_published: str | None = None,
    annotator: Annotator | None = None,
    engine: Engine | None = None,
    clock: Callable[[], str] | None = None,
    watch: Watcher = watch_nothing,
) -> WebIntake:
    """Fetch web pages into a case and annotate what is new; hosts take turns.

    ``assumed_published`` is a date (ISO 8601) for articles that state none. ``clock`` tells the time as an instant in
    UTC (ISO 8601), for the record of this run; without it none is kept.
    """
    assumed = read_assumed(assumed_published)
    run = begin_run(store, addresses, clock, annotator)
    run_id = run.id if run else None
    readings: list[Reading] = []
    for address in take_turns(map(tidy_address, addresses), fetcher):
        readings.append(read_into_case(store, fetcher, address, assumed_published=assumed, run_id=run_id))
        watch(Step.READING, len(readings), len(addresses), address)
    faults = [fault for reading in readings for fault in reading.faults]
    faults += annotate_new(store, replaced_in(readings), annotator=annotator, engine=engine, run_id=run_id, watch=watch)
    end_run(store, run, clock)
    added = [reading.added for reading in readings]
    return WebIntake(
        n_new=added.count(Added.NEW),
        n_known=added.count(Added.KNOWN),
        n_updated=added.count(Added.UPDATED),
        versions=tuple(reading.version for reading in readings if reading.version is not None),
        faults=tuple(faults),
    )


def read_assumed(published: str | None) -> str | None:
    """Read the date that a person gives to articles that state none.

    Raises:
        UsageError: it is no date.
    """
    assumed = parse_stated(published)
    if published is not None and assumed is None:
        raise UsageError(f"not a date that can be read one way only: {published} (write it as 2022-02-16)")
    return assumed


def take_turns(addresses: Iterable[str], fetcher: Fetching) -> Iterator[str]:
    """Give each address once, such that whoever asks for it waits as little as may be: hosts take turns."""
    queues: dict[str, deque[str]] = {}
    for address in dict.fromkeys(addresses):
        queues.setdefault(_host_of(address), deque()).append(address)
    waiting = deque(queues.values())
    while waiting:
        for _ in range(len(waiting)):
            if fetcher.waits_for(waiting[0][0]) <= 0:
                break
            waiting.rotate(-1)
        else:
            soonest = min(range(len(waiting)), key=lambda place: fetcher.waits_for(waiting[place][0]))
            waiting.rotate(-soonest)
        queue = waiting.popleft()
        yield queue.popleft()
        if queue:
            waiting.append(queue)


def read_into_case(
    store: Store,
    fetcher: Fetching,
    address: str,
    *,
    entries: Sequence[FeedEntry] = (),
    decide: Callable[[FeedEntry, Reading], FeedEntry] | None = None,
    assumed_published: str | None = None,
    run_id: str | None = None,
) -> Reading:
    """Fetch one address and keep what it brought, all in one transaction.

    Args:
        store: the case.
        fetcher: what fetches.
        address: the address.
        entries: the entries of feeds that name it, the first of which tells facts of it.
        decide: what becomes of such an entry.
        assumed_published: the date of an article that states none.
        run_id: the run that this belongs to.
    """
    earlier = store.view().last_reading(address)
    try:
        response = fetcher.fetch(address, _validators_of(earlier))
    except FetchError as error:
        fault = Fault(input=address, reason=error.reason, hint=error.hint)
        reading = Reading(address=address, faults=(fault,), failure=error)
        fetch, record = None, None
    else:
        reading = _read(response, earlier, _facts_of(entries), assumed_published)
        reading = replace(reading, address=address)
        fetch, record = describe_fetch(response, address, earlier, reading.article)
    with store.writer() as writer:
        writer.forget_faults([address])
        if reading.article is not None:
            added = writer.add_article(reading.article)
            if run_id is not None and added is Added.NEW:
                writer.add_to_run(run_id, [reading.article.id])
            reading = replace(reading, added=added)
        elif fetch is not None and fetch.article_id is not None:
            reading = replace(reading, added=Added.KNOWN)
        if fetch is not None:
            writer.add_fetch(fetch, record)
        writer.add_faults(reading.faults, run_id=run_id)
        if decide is not None:
            done = (decide(entry, reading) for entry in entries)
            article_id = fetch.article_id if fetch is not None else None
            writer.keep_entries([replace(entry, article_id=article_id or entry.article_id) for entry in done])
    if fetch is not None and earlier is not None and fetch.article_id not in (None, earlier.article_id):
        reading = replace(reading, version=compare_versions(store.view(), _version_of(earlier), _version_of(fetch)))
    return reading


def replaced_in(readings: Iterable[Reading]) -> list[tuple[Version, Version]]:
    """Give the articles that readings replaced, each with the one that took its place."""
    return [
        (
            Version(locator=reading.address, article_id=version.before.id, read_at=version.before_at),
            Version(locator=reading.address, article_id=version.after.id, read_at=version.after_at),
        )
        for reading in readings
        if (version := reading.version) is not None
    ]


def _version_of(fetch: Fetch) -> Version:
    return Version(locator=fetch.address, article_id=fetch.article_id or "", read_at=fetch.fetched_at)


def describe_fetch(
    response: Response, address: str, earlier: Fetch | None, article: Article | None
) -> tuple[Fetch, bytes | None]:
    """Give the fetch to keep, and the record to keep with it: none if the same body was kept before."""
    not_modified = response.status == NOT_MODIFIED and earlier is not None
    known = earlier is not None and earlier.record_sha256 is not None
    same = known and (not_modified or (earlier is not None and earlier.sha256 == response.sha256))
    article_id = article.id if article is not None else None
    if earlier is not None and not_modified:
        article_id = earlier.article_id
    fetch = Fetch(
        id=derive_id("fch", address, response.fetched_at, response.status, response.sha256),
        address=address,
        fetched_at=response.fetched_at,
        status=response.status,
        final_address=response.final_address,
        redirects=tuple(Redirect(address=hop.address, status=hop.status) for hop in response.hops),
        content_type=response.content_type or (earlier.content_type if earlier and not_modified else None),
        etag=response.etag or (earlier.etag if earlier and not_modified else None),
        last_modified=response.last_modified or (earlier.last_modified if earlier and not_modified else None),
        sha256=earlier.sha256 if earlier and not_modified else response.sha256,
        n_bytes=earlier.n_bytes if earlier and not_modified else response.n_bytes,
        cut_off=response.cut_off,
        article_id=article_id,
        record_sha256=earlier.record_sha256 if earlier and same else hashlib.sha256(response.record).hexdigest(),
    )
    return fetch, None if same else response.record


def _read(response: Response, earlier: Fetch | None, stated: Facts, assumed_published: str | None) -> Reading:
    """Read the article of a response, and tell what went wrong."""
    address = response.address
    if response.status == NOT_MODIFIED and earlier is not None:
        return Reading(address=address)
    if not 200 <= response.status < 300:
        meaning = _MEANINGS.get(response.status)
        reason = f"answers {response.status}" + (f": {meaning}" if meaning else "")
        return Reading(address=address, faults=(Fault(input=address, reason=reason),))
    notes = [Fault(input=address, reason=note, lost=False) for note in response.notes]
    if response.cut_off is not None:
        kept = earlier is not None
        reason = "came only in part; " + ("what was read before is kept" if kept else "the article may lack its end")
        notes.append(Fault(input=address, reason=reason, lost=False, hint="read it again later"))
        if kept:
            failure = FetchError(address, "came only in part", is_passing=True)
            return Reading(address=address, faults=tuple(notes), failure=failure)
    answer = Answer(
        content=response.content,
        address=address,
        final_address=response.final_address,
        content_type=response.content_type,
        fetched_at=response.fetched_at,
    )
    try:
        found = list(read_answer(answer, stated, assumed_published=assumed_published))
    except Exception as error:  # a page that breaks the reader costs itself alone; what came of it is kept
        reason = f"could not be read: {type(error).__name__}: {error}".split("\n", 1)[0][:300]
        found = [Fault(input=address, reason=reason, hint="please tell us, it is a fault of sayso")]
    articles = [item for item in found if isinstance(item, Article)]
    faults = [*notes, *(item for item in found if isinstance(item, Fault))]
    if len(articles) > 1:
        reason = f"holds {len(articles):,} articles, of which the first was read"
        faults.append(Fault(input=address, reason=reason, hint="download it and name the file"))
    return Reading(address=address, article=articles[0] if articles else None, faults=tuple(faults))


def _validators_of(earlier: Fetch | None) -> Validators | None:
    if earlier is None or earlier.cut_off is not None:
        return None
    return Validators(address=earlier.final_address, etag=earlier.etag, last_modified=earlier.last_modified)


def _facts_of(entries: Sequence[FeedEntry]) -> Facts:
    if not entries:
        return NO_FACTS
    first = entries[0]
    return Facts(title=first.title, publisher=first.publisher, published=first.published_at)


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def settle_entry(entry: FeedEntry, state: EntryState) -> FeedEntry:
    """Give an entry of which no more is to be done."""
    return replace(entry, state=state, n_failures=0, again_at=None)
