"""A case in plain dictionaries: for a report that keeps nothing, and as the yardstick of what every store does.

Invariant: a writer works on copies of the dictionaries, which become the case only when its block is left in peace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sayso.errors import StoreError, UsageError
from sayso.model.annotation import AnnotatedArticle, Attribution
from sayso.model.article import Article, Fault
from sayso.model.dossier import Relations
from sayso.model.fetching import Feed, FeedEntry, Fetch
from sayso.model.judgement import Judgement, standing_judgements
from sayso.model.provenance import Provenance
from sayso.model.versions import FileVersion, Version
from sayso.store.judged import (
    check_judgement,
    date_article,
    dates_touched,
    decided_dates,
    merge_judgement,
    texts_touched,
)
from sayso.store.search import (
    bears_name,
    cut_content,
    find_all,
    fold_words,
    parse_query,
    place_in_content,
    show_matches,
)
from sayso.store.store import (
    Added,
    CitedFigure,
    CitedQuote,
    Hit,
    Hits,
    Known,
    Run,
    Writer,
    article_order,
    check_annotated,
    compare_articles,
    pick_article,
    pick_attribution,
    same_annotator,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """All that a case holds, by id; articles as they were read."""

    articles: dict[str, Article] = field(default_factory=dict)
    annotations: dict[str, tuple[AnnotatedArticle, Provenance]] = field(default_factory=dict)
    relations: dict[Provenance, Relations] = field(default_factory=dict)
    faults: dict[tuple[str, str], tuple[Fault, str | None]] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    run_articles: dict[str, str] = field(default_factory=dict)
    fetches: dict[str, tuple[Fetch, bytes | None]] = field(default_factory=dict)
    file_versions: dict[int, FileVersion] = field(default_factory=dict)  # by number
    feeds: dict[str, Feed] = field(default_factory=dict)
    entries: dict[tuple[str, str], FeedEntry] = field(default_factory=dict)

    def copied(self) -> _Case:
        return _Case(
            articles=dict(self.articles),
            annotations=dict(self.annotations),
            relations=dict(self.relations),
            faults=dict(self.faults),
            judgements=dict(self.judgements),
            runs=dict(self.runs),
            run_articles=dict(self.run_articles),
            fetches=dict(self.fetches),
            file_versions=dict(self.file_versions),
            feeds=dict(self.feeds),
            entries=dict(self.entries),
        )

    def versions(self) -> list[Version]:
        read = [(f.fetched_at, f) for f, _ in self.fetches.values() if f.article_id is not None]
        fetched = [
            Version(locator=f.address, article_id=f.article_id or "", read_at=at)
            for at, f in sorted(read, key=lambda each: each[0])
        ]
        filed = [
            Version(locator=each.locator, article_id=each.article_id, read_at=each.read_at)
            for each in self.file_versions.values()
        ]
        return sorted((*fetched, *filed), key=lambda version: version.locator)

    def last_versions(self) -> Iterable[FileVersion]:
        last = {version.locator: version for version in self.file_versions.values()}
        return [version for version in self.file_versions.values() if last[version.locator] is version]

    def replaced(self) -> frozenset[str]:
        versions = self.versions()
        last = {version.locator: version.article_id for version in versions}
        return frozenset(version.article_id for version in versions).difference(last.values())


class MemoryStore:
    """A case that ends with the process."""

    def __init__(self) -> None:
        self._case = _Case()

    def view(self) -> MemoryView:
        """Give the reading side."""
        return MemoryView(lambda: self._case)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """Begin a transaction; leaving the block keeps all of it, an exception (Ctrl-C too) none of it."""
        case = self._case.copied()
        yield MemoryWriter(case)
        self._case = case

    def close(self) -> None:
        """Let go of the case."""
        self._case = _Case()

    def __enter__(self) -> MemoryStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class MemoryWriter:
    """See `sayso.store.store.Writer`."""

    def __init__(self, case: _Case) -> None:
        self._case = case

    def add_article(self, article: Article) -> Added:
        """Add one article."""
        added = compare_articles(self._case.articles.get(article.id), article)
        if added is not Added.KNOWN:
            self._case.articles[article.id] = article
        if added is Added.UPDATED:
            self._case.annotations.pop(article.id, None)
            self._case.relations.clear()
        return added

    def add_articles(self, articles: Iterable[Article]) -> tuple[Added, ...]:
        """Add articles and say of each, in order, whether it was new, known or updated."""
        return tuple(self.add_article(article) for article in articles)

    def add_annotations(self, annotated: Iterable[AnnotatedArticle], provenance: Provenance) -> None:
        """Keep the layers of articles that are in the case, in place of those they had; drops the relations."""
        for each in annotated:
            stored = self._case.articles.get(each.article.id)
            check_annotated(each, stored.sha256 if stored else None)
            self._case.annotations[each.article.id] = (each, provenance)
            self._case.relations.clear()

    def replace_relations(self, relations: Relations, provenance: Provenance) -> None:
        """Keep what ties the annotated articles together, in place of what was kept before."""
        self._case.relations.clear()
        self._case.relations[provenance] = relations

    def add_faults(self, faults: Iterable[Fault], *, run_id: str | None = None) -> None:
        """Keep faults; the same input and reason are kept once, under the latest run."""
        self._case.faults.update({(fault.input, fault.reason): (fault, run_id) for fault in faults})

    def forget_faults(self, inputs: Iterable[str]) -> None:
        """Drop the faults of inputs that are read again: of each file and of its records (``"news.jsonl:12"``)."""
        for read_again in inputs:
            for key in [key for key in self._case.faults if f"{key[0]}:".startswith(f"{read_again}:")]:
                del self._case.faults[key]

    def add_judgement(self, judgement: Judgement) -> Added:
        """Keep a person's decision; it stands instead of earlier ones on the same subject."""
        known = self._case.judgements.get(check_judgement(judgement).id)
        kept = merge_judgement(known, judgement)
        if kept is None:
            return Added.KNOWN
        self._case.judgements[kept.id] = kept
        touched = {*dates_touched(kept), *texts_touched(kept)}
        for article in self._case.articles.values():
            if article.id in touched or article.sha256 in touched:
                self._case.annotations.pop(article.id, None)
        self._case.relations.clear()
        return Added.UPDATED if known else Added.NEW

    def withdraw_judgement(self, judgement_id: str, withdrawn_at: str) -> None:
        """Take a decision back; the one before it on the same subject, if any, stands again."""
        known = self._case.judgements.get(judgement_id)
        if known is None:
            raise UsageError(f"the case holds no judgement {judgement_id!r}")
        self.add_judgement(replace(known, withdrawn_at=withdrawn_at))

    def add_run(self, run: Run) -> None:
        """Keep a run; the same id again (with ``ended_at``) completes it."""
        self._case.runs[run.id] = run

    def add_to_run(self, run_id: str, article_ids: Iterable[str]) -> None:
        """Keep that a run brought these articles; the first run that is told of an article stays the one."""
        for article_id in article_ids:
            if run_id not in self._case.runs or article_id not in self._case.articles:
                raise StoreError(f"the case does not hold both {run_id} and {article_id}: add them first")
            self._case.run_articles.setdefault(article_id, run_id)

    def add_fetch(self, fetch: Fetch, record: bytes | None) -> None:
        """Keep what an address answered, and the WARC record of it; one with a known id is known."""
        if fetch.article_id is not None and fetch.article_id not in self._case.articles:
            raise StoreError(f"article {fetch.article_id} is not in the case: add it before what it was read from")
        replaced = self._case.replaced() if self._case.relations else frozenset()
        self._case.fetches.setdefault(fetch.id, (fetch, record))
        self._tell_apart(replaced)

    def add_file_versions(self, versions: Iterable[FileVersion]) -> None:
        """Keep which articles files gave, in this order; each replaces the one before under its locator."""
        replaced = self._case.replaced() if self._case.relations else frozenset()
        for version in versions:
            if version.article_id not in self._case.articles:
                raise StoreError(f"article {version.article_id} is not in the case: add it before where it was read")
            self._case.file_versions[len(self._case.file_versions)] = version
        self._tell_apart(replaced)

    def _tell_apart(self, replaced: frozenset[str]) -> None:
        """Drop the relations if other articles are replaced than before."""
        if self._case.relations and self._case.replaced() != replaced:
            self._case.relations.clear()

    def keep_feed(self, feed: Feed) -> None:
        """Keep a feed, in place of what was known of it."""
        self._case.feeds[feed.address] = feed

    def keep_entries(self, entries: Iterable[FeedEntry]) -> None:
        """Keep entries of feeds, in place of what was known of each."""
        self._case.entries.update({(entry.feed, entry.key): entry for entry in entries})


class MemoryView:
    """See `sayso.store.store.View`. ``now`` gives what the case holds at the moment of asking."""

    def __init__(self, now: Callable[[], _Case]) -> None:
        self._now = now

    @property
    def _case(self) -> _Case:
        return self._now()

    def n_articles(self) -> int:
        """Count the articles."""
        return len(self._case.articles)

    def articles(self) -> Iterator[Article]:
        """Give every article, in report order."""
        dates = decided_dates(self.judgements())
        yield from sorted((date_article(article, dates) for article in self._case.articles.values()), key=article_order)

    def annotated(self, provenance: Provenance | None = None) -> Iterator[AnnotatedArticle]:
        """Give the annotated articles, in report order; with ``provenance``, those of that annotator and weights."""
        for article in self.articles():
            annotated, by = self._case.annotations.get(article.id, (None, None))
            if annotated and by and (provenance is None or same_annotator(by, provenance)):
                yield replace(annotated, article=article)

    def unannotated(self, provenance: Provenance) -> Iterator[Article]:
        """Give the articles that lack annotations by that annotator with those weights, in report order."""
        done = {annotated.article.id for annotated in self.annotated(provenance)}
        return (article for article in self.articles() if article.id not in done)

    def relations(self, provenance: Provenance) -> Relations | None:
        """Give the relations of all annotated articles, or ``None`` if they are to be made anew."""
        return self._case.relations.get(provenance)

    def article(self, ref: str) -> Article:
        """Find an article by its id, external id, address, path, the end of its path, or the beginning of its id."""
        known = [Known(a.id, a.external_id, a.url, a.path) for a in self.articles()]
        found = self._case.articles[pick_article(ref, known, self.replaced())]
        return date_article(found, decided_dates(self.judgements()))

    def annotated_article(self, article_id: str) -> AnnotatedArticle | None:
        """Give one annotated article; ``None`` if the case does not hold it, or not annotated."""
        annotated, _ = self._case.annotations.get(article_id, (None, None))
        return replace(annotated, article=self.article(article_id)) if annotated else None

    def attribution(self, ref: str) -> Attribution:
        """Find an attribution by its id or the beginning of its id."""
        found = {a.id: a for each, _ in self._case.annotations.values() for a in each.attributions}
        return found[pick_attribution(ref, [id_ for id_ in found if id_.startswith(ref)])]

    def search(self, query: str, limit: int = 20) -> Hits:
        """Find articles and quotes that hold every word of the query, those with most matches first."""
        terms = parse_query(query)
        if not terms:
            return Hits()
        articles: list[tuple[int, Hit]] = []
        quotes: list[tuple[int, Hit]] = []
        for article in self.articles():
            if found := find_all(terms, article.text, article.title or ""):
                span, matches = show_matches(found[0], article.text)
                articles.append((-len(found[0]), Hit(article_id=article.id, span=span, matches=matches)))
        for quote in self._quotes(frozenset()):
            name = quote.attribution.speaker.name if quote.attribution.speaker else ""
            if found := find_all(terms, quote.text, name):
                matches = place_in_content(quote.attribution.content, found[0])
                hit = Hit(
                    article_id=quote.article_id,
                    attribution_id=quote.attribution.id,
                    span=quote.attribution.extent,
                    matches=matches,
                )
                quotes.append((-len(matches), hit))
        return Hits(articles=_best(articles, limit), quotes=_best(quotes, limit))

    def quotes(self, speaker: str | None = None) -> Iterator[CitedQuote]:
        """Give attributions in report order, without those of replaced articles; with ``speaker``, his alone."""
        return self._quotes(self.replaced(), speaker)

    def _quotes(self, left_out: frozenset[str], speaker: str | None = None) -> Iterator[CitedQuote]:
        wanted = fold_words(speaker or "")
        if speaker is not None and not wanted:
            return
        relations = next(iter(self._case.relations.values()), Relations())
        entities = {entity.id: entity for entity in relations.entities}
        for annotated in self.annotated():
            article = annotated.article
            for attribution in annotated.attributions if article.id not in left_out else ():
                entity = entities.get(relations.speakers.get(attribution.id, ""))
                here = attribution.speaker.name if attribution.speaker else None
                forms = (entity.name, *entity.forms) if entity else ()
                if not wanted or bears_name((here or "",), wanted) or bears_name(forms, wanted):
                    yield CitedQuote(
                        article_id=article.id,
                        article=article.name,
                        published_at=article.published_at,
                        speaker=entity.name if entity else here,
                        text=cut_content(attribution.content, article.text),
                        attribution=attribution,
                    )

    def figures(self) -> Iterator[CitedFigure]:
        """Give every figure, in report order, without those of replaced articles."""
        replaced = self.replaced()
        for annotated in self.annotated():
            article = annotated.article
            for figure in annotated.figures if article.id not in replaced else ():
                yield CitedFigure(
                    article_id=article.id,
                    article=article.name,
                    published_at=article.published_at,
                    text=figure.span.cut(article.text),
                    measured=figure.measured.cut(article.text) if figure.measured else None,
                    figure=figure,
                )

    def faults(self, run_id: str | None = None) -> tuple[Fault, ...]:
        """Give the faults, sorted by file, record and reason; with ``run_id``, those that this run met."""
        kept = [fault for fault, by in self._case.faults.values() if run_id is None or by == run_id]
        return tuple(sorted(kept, key=lambda fault: fault.rank))

    def judgements(self) -> tuple[Judgement, ...]:
        """Give what people decided, the last word on each subject, sorted by kind, ``a`` and ``b``."""
        return standing_judgements(self.judgement_history())

    def judgement_history(self) -> tuple[Judgement, ...]:
        """Give all that people ever decided, withdrawn or not, in the order in which they did."""
        return tuple(sorted(self._case.judgements.values(), key=lambda judgement: judgement.decided_at))

    def runs(self) -> tuple[Run, ...]:
        """Give the runs, by start; within a second, in the order in which they were kept."""
        return tuple(sorted(self._case.runs.values(), key=lambda run: run.started_at))

    def articles_of_runs(self) -> dict[str, str]:
        """Give each article's id the id of the run that brought it, as far as that was kept; by article id."""
        return dict(sorted(self._case.run_articles.items()))

    def fetches(self) -> Iterator[Fetch]:
        """Give what was fetched, by time; within a second, in the order in which it was kept."""
        kept = (fetch for fetch, _ in self._case.fetches.values())
        return iter(sorted(kept, key=lambda fetch: fetch.fetched_at))

    def last_reading(self, address: str) -> Fetch | None:
        """Give the latest fetch of an address that an article was read from."""
        readings = [f for f, _ in self._case.fetches.values() if f.address == address and f.article_id is not None]
        return max(reversed(readings), key=lambda fetch: fetch.fetched_at, default=None)

    def versions(self) -> Iterator[Version]:
        """Give which articles were read where, by locator; those under one locator in the order of reading."""
        return iter(self._case.versions())

    def replaced(self) -> frozenset[str]:
        """Give the ids of the articles that are earlier versions: the last one under no locator."""
        return self._case.replaced()

    def n_file_versions(self) -> int:
        """Count what was ever kept of the articles that files gave."""
        return len(self._case.file_versions)

    def versions_in(self, files: Sequence[str]) -> dict[str, tuple[FileVersion, ...]]:
        """Give the last version under each locator of some files, by file, in the order of reading."""
        wanted = set(files)
        found: dict[str, tuple[FileVersion, ...]] = {}
        for version in self._case.last_versions():
            if version.file in wanted:
                found[version.file] = (*found.get(version.file, ()), version)
        return found

    def versions_with(self, texts: Sequence[str]) -> dict[str, tuple[FileVersion, ...]]:
        """Give the last versions that have one of some texts, by the SHA-256 of it, in the order of reading."""
        wanted = set(texts)
        found: dict[str, tuple[FileVersion, ...]] = {}
        for version in self._case.last_versions():
            sha256 = self._case.articles[version.article_id].sha256
            if sha256 in wanted:
                found[sha256] = (*found.get(sha256, ()), version)
        return found

    def unlocated(self, paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Give the ids of the articles with some paths of which it is not kept where they were read, by path."""
        located = {version.article_id for version in self._case.versions()}
        found: dict[str, tuple[str, ...]] = {}
        for article in self._case.articles.values():
            if article.path is not None and article.path in paths and article.id not in located:
                found[article.path] = (*found.get(article.path, ()), article.id)
        return found

    def record(self, fetch_id: str) -> bytes | None:
        """Give the WARC record of a fetch, if it is kept."""
        return self._case.fetches.get(fetch_id, (None, None))[1]

    def feeds(self) -> tuple[Feed, ...]:
        """Give the feeds that are followed, by address."""
        return tuple(feed for _, feed in sorted(self._case.feeds.items()))

    def entries(self, feed: str | None = None) -> tuple[FeedEntry, ...]:
        """Give the entries of one feed, or of all, by feed, when they were first seen, and key."""
        kept = (entry for entry in self._case.entries.values() if feed is None or entry.feed == feed)
        return tuple(sorted(kept, key=lambda entry: (entry.feed, entry.seen_at, entry.key)))


def _best(found: list[tuple[int, Hit]], limit: int) -> tuple[Hit, ...]:
    return tuple(hit for _, hit in sorted(found, key=lambda pair: pair[0])[:limit])
