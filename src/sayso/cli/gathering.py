"""`sayso watch`, `fetches` and `versions`: following feeds, and what was fetched from the web."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import (
    allow_private_option,
    any_path,
    db_option,
    delay_option,
    gives_rows,
    jobs_option,
    published_option,
    rules_option,
)
from sayso.cli.terminal import tell, write_out

if TYPE_CHECKING:
    from sayso.gather.feeds import Round
    from sayso.gather.versions import NewVersion
    from sayso.model.versions import Version
    from sayso.store.store import View

Row = dict[str, Any]
_MOST_FAULTS = 5  # of a round, lines that are told
MOST_CHANGED = 20  # so many changed articles are told; `sayso versions` lists all
_UNITS = {"": 60.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}


@click.command()
@click.argument("feeds", nargs=-1, metavar="[FEED]...")
@click.option(
    "--every",
    default="15m",
    show_default=True,
    metavar="TIME",
    help="How often: 90s, 15m, 2h; a number is minutes.",
)
@click.option("--once", is_flag=True, help="One round, then leave: for cron.")
@click.option("--rounds", type=click.IntRange(min=1), metavar="N", help="So many rounds, then leave.")
@delay_option
@allow_private_option
@db_option
@published_option
@jobs_option
@rules_option
def watch(
    feeds: tuple[str, ...],
    every: str,
    once: bool,
    rounds: int | None,
    delay: float,
    allow_private: bool,
    db: Path | None,
    published: str | None,
    jobs: int | None,
) -> int:
    """Follow feeds: ask them again and again, and read the articles that are new.

    FEED is the address of a feed (RSS, Atom, JSON Feed) or of a list of feeds (OPML), or a file with such a list. The
    case keeps following it; without FEED those that it follows are asked. Stop with Ctrl-C.
    """
    from sayso.cli.source import choose_asked, open_case
    from sayso.engine.local import LocalEngine
    from sayso.errors import UsageError
    from sayso.fetch.fetcher import Fetcher
    from sayso.fetch.response import Limits, SystemClock
    from sayso.gather.feeds import follow_feeds, watch_feeds

    if once and rounds is not None:
        raise UsageError("ask for --once or for --rounds, not for both")
    every_s = _seconds(every)
    named = list(_addresses_of(feeds))
    clock = SystemClock()
    with (
        closing(open_case(db, create=bool(named))) as store,
        Fetcher(limits=Limits(delay_s=delay), allow_private=allow_private, clock=clock) as fetcher,
    ):
        follow_feeds(store, named)
        if not store.view().feeds():
            raise UsageError("this case follows no feed: name one")
        going_round = watch_feeds(
            store,
            fetcher,
            clock,
            every_s=every_s,
            n_rounds=1 if once else rounds,
            assumed_published=published,
            annotator=choose_asked(),
            engine=LocalEngine(jobs),
        )
        code = 0
        try:
            for done in going_round:
                _tell_round(done, clock.now())
                code = 1 if done.faults else 0
        except KeyboardInterrupt:  # the way to stop it: what is kept is whole
            tell(f"stopped; {store.path} holds {_count(store.view().n_articles(), 'article')}")
            return 0
    return code


@click.command()
@db_option
@click.option("--warc", type=any_path, metavar="OUT", help="Write what was fetched to a WARC file (.warc.gz).")
@gives_rows
def fetches(db: Path | None, warc: Path | None, as_json: bool, as_csv: bool) -> int:
    """List what was fetched from the web; with --warc, write it out as evidence."""
    from sayso.cli.rows import Table, write_rows
    from sayso.cli.source import open_case

    columns = (
        *("id", "fetched_at", "status", "address", "final_address", "redirects", "content_type", "n_bytes"),
        *("sha256", "cut_off", "article", "record_sha256"),
    )
    shown = {"fetched_at": "fetched", "status": "status", "address": "address", "article": "article"}
    table = Table(columns=columns, shown=shown, empty="Nothing was fetched: `sayso read ADDRESS` does.")
    with closing(open_case(db)) as store:
        if warc is None:
            write_rows(table, _fetch_rows(store.view()), as_json=as_json, as_csv=as_csv)
            return 0
        from sayso.gather.evidence import write_warc

        n_records = write_warc(store.view(), warc)
    tell(f"wrote {_count(n_records, 'record')} to {warc}")
    return 0


@click.command()
@db_option
@gives_rows
def versions(db: Path | None, as_json: bool, as_csv: bool) -> int:
    """List what changed in pages and files that were read more than once: words before, words after."""
    from sayso.cli.rows import Table, write_rows
    from sayso.cli.source import open_case
    from sayso.gather.versions import find_versions

    columns = (
        *("address", "before_at", "after_at", "before_article", "after_article"),
        *("before_span", "after_span", "before", "after"),
    )
    shown = {"address": "address", "after_at": "read again", "before": "before", "after": "after"}
    table = Table(columns=columns, shown=shown, empty="Nothing was found changed.")
    with closing(open_case(db)) as store:
        rows = [row for version in find_versions(store.view()) for row in _version_rows(version)]
    write_rows(table, rows, as_json=as_json, as_csv=as_csv)
    return 0


def tell_versions(view: View, replaced: Sequence[tuple[Version, Version]]) -> None:
    """Say on standard error which articles changed in their files, the first of them with their changes."""
    from sayso.gather.versions import compare_versions

    for earlier, later in replaced[:MOST_CHANGED]:
        tell_version(compare_versions(view, earlier, later))
    if len(replaced) > MOST_CHANGED:
        tell(f"and {len(replaced) - MOST_CHANGED} more: sayso versions")


def tell_version(version: NewVersion) -> None:
    """Say on standard error that an article changed, and the first of its changes."""
    n_changes = len(version.changes)
    tell(f"changed: {version.address}" + (f" ({_count(n_changes, 'change')})" if n_changes else " (no word of it)"))
    for change in version.changes[:3]:
        before = f"“{_short(change.before.cut(version.before.text))}”" if change.before else "nothing"
        after = f"“{_short(change.after.cut(version.after.text))}”" if change.after else "nothing"
        tell(f"  {before} became {after}")


def _tell_round(done: Round, now: float) -> None:
    """Say in a line what a round brought, and each new article below it."""
    from sayso.cli.source import tell_faults
    from sayso.fetch.response import to_instant

    parts = [f"{_count(done.n_feeds, 'feed')} asked"]
    parts += [f"{done.n_resting} resting"] if done.n_resting else []
    parts += [f"{done.n_failed} failed"] if done.n_failed else []
    parts += [f"{_count(done.n_entries, 'new entry', 'new entries')}", _count(len(done.articles), "new article")]
    parts += [f"{len(done.versions)} changed"] if done.versions else []
    parts += [f"{done.n_waiting} waiting"] if done.n_waiting else []
    parts += [_count(len(done.faults), "fault")] if done.faults else []
    tell(f"{to_instant(now)} round {done.number}: {', '.join(parts)}")
    for article in done.articles:
        write_out(f"{article.publisher or '?'}\t{article.published_at or '?'}\t{_line(article.title)}\t{article.url}\n")
    for version in done.versions:
        tell_version(version)
    if n_left := tell_faults(done.faults, _MOST_FAULTS):
        tell(f"  and {n_left} more: sayso faults")


def _fetch_rows(view: View) -> Iterator[Row]:
    for fetch in view.fetches():
        yield {
            "id": fetch.id,
            "fetched_at": fetch.fetched_at,
            "status": fetch.status,
            "address": fetch.address,
            "final_address": fetch.final_address,
            "redirects": [[hop.address, hop.status] for hop in fetch.redirects],
            "content_type": fetch.content_type,
            "n_bytes": fetch.n_bytes,
            "sha256": fetch.sha256,
            "cut_off": fetch.cut_off,
            "article": fetch.article_id,
            "record_sha256": fetch.record_sha256,
        }


def _version_rows(version: NewVersion) -> Iterator[Row]:
    for change in version.changes:
        yield {
            "address": version.address,
            "before_at": version.before_at,
            "after_at": version.after_at,
            "before_article": version.before.id,
            "after_article": version.after.id,
            "before_span": change.before,
            "after_span": change.after,
            "before": change.before and change.before.cut(version.before.text),
            "after": change.after and change.after.cut(version.after.text),
        }


def _addresses_of(feeds: tuple[str, ...]) -> Iterator[str]:
    from sayso.errors import InputError, UsageError
    from sayso.model.article import Fault
    from sayso.read.addresses import is_address, read_addresses

    for feed in feeds:
        if is_address(feed):
            yield feed
            continue
        try:
            found = list(read_addresses(Path(feed)))
        except InputError as error:
            raise UsageError(str(error)) from error
        if faulty := next((item for item in found if isinstance(item, Fault)), None):
            raise UsageError(f"{faulty.input}: {faulty.reason}")
        yield from (item for item in found if isinstance(item, str))


def _seconds(written: str) -> float:
    from sayso.errors import UsageError

    found = re.fullmatch(r"(\d{1,6})\s*([smhd]?)", written.strip())
    if found is None or not int(found[1]):
        raise UsageError(f"--every wants a time such as 90s, 15m or 2h, not {written!r}")
    return int(found[1]) * _UNITS[found[2]]


def _count(number: int, noun: str, nouns: str = "") -> str:
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def _short(text: str) -> str:
    line = _line(text)
    return line if len(line) <= 80 else line[:79] + "…"


def _line(text: str | None) -> str:
    from sayso.cli.terminal import escape_line

    return escape_line(" ".join((text or "?").split()))
