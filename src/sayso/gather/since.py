"""What is new in a case since one of its runs, or since a time: when an article was read decides, not its date.

Invariant: the same case, asked for the same run or time, gives the same answer; no clock is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NoReturn

from sayso.errors import UsageError
from sayso.gather.versions import compare_texts
from sayso.model.dossier import Dossier
from sayso.model.news import ChangedArticle
from sayso.read.dates import parse_stated
from sayso.relate.news import what_is_new
from sayso.store.store import Run, View

_MOST_NAMED = 5  # runs that an error lists, the latest


def tell_news(view: View, dossier: Dossier, since: str) -> Dossier:
    """Give the dossier of a case with what is new in it.

    Args:
        view: the case.
        dossier: what `sayso.pipeline.report_on` made of it.
        since: a run's id or its beginning (what was read until it ended is known), or a date or an instant (ISO 8601;
            what was read before is known). An article of which it is not kept when it was read is known.

    Raises:
        UsageError: it is no time, and no run or several are called so.
    """
    name, late = _articles_after(view, since)
    ids = frozenset(annotated.article.id for annotated in dossier.articles)
    changed = tuple(_changed(view, dossier, late))
    return replace(dossier, news=what_is_new(dossier, since=name, known=ids - late, changed=changed))


def _articles_after(view: View, since: str) -> tuple[str, frozenset[str]]:
    """Give what to call the time asked for, and the ids of the articles that were read after it."""
    runs, by_run = view.runs(), view.articles_of_runs()
    found = [number for number, run in enumerate(runs) if since and run.id.startswith(since)]
    if len(found) == 1:
        here = runs[found[0]]
        name, until = here.id, here.ended_at or here.started_at
        late_runs = {run.id for run in runs[found[0] + 1 :]}
    else:
        name = until = parse_stated(since) or _refuse(runs, since, len(found))
        late_runs = {run.id for run in runs if run.started_at >= until}
    first: dict[str, str] = {}
    for fetch in view.fetches():  # by time; what `sayso watch` reads belongs to no run
        if fetch.article_id is not None and fetch.article_id not in by_run:
            first.setdefault(fetch.article_id, fetch.fetched_at)
    late = {article for article, run in by_run.items() if run in late_runs}
    late |= {article for article, at in first.items() if at > until or (name == until and at == until)}
    return name, frozenset(late)


def _refuse(runs: tuple[Run, ...], since: str, n_found: int) -> NoReturn:
    named = ", ".join(f"{run.id} ({run.started_at})" for run in runs[-_MOST_NAMED:])
    raise UsageError(
        f"{since!r} is no date, and {n_found or 'no'} run{'s are' if n_found > 1 else ' is'} called so: "
        + (f"give one of the runs of this case: {named}" if named else "this case has no record of its runs")
    )


def _changed(view: View, dossier: Dossier, late: frozenset[str]) -> Iterator[ChangedArticle]:
    """Give the articles that were read later, where an earlier version of them was known, with that one."""
    readings: dict[str, list[str]] = {}
    for version in view.versions():
        readings.setdefault(version.locator, []).append(version.article_id)
    before_of: dict[str, str] = {}
    for _, read in sorted(readings.items()):
        known = [article for article in read if article not in late]
        if known and read[-1] in late:
            before_of.setdefault(read[-1], known[-1])
    for annotated in dossier.articles:
        article = annotated.article
        if article.id in before_of:
            before = view.article(before_of[article.id])
            yield ChangedArticle(article=article.id, before=before, changes=compare_texts(before.text, article.text))
