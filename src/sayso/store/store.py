"""What a case can be asked and told, whatever keeps it. Writing and reading are two objects.

Invariant: what a writer did is seen whole or not at all, and what a view yields equals what was written, in the order
that every report uses (`article_order`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from sayso.errors import StoreError, UsageError
from sayso.model.annotation import AnnotatedArticle, Attribution, Figure
from sayso.model.article import Article, Fault
from sayso.model.dossier import Relations
from sayso.model.fetching import Feed, FeedEntry, Fetch
from sayso.model.judgement import Judgement
from sayso.model.provenance import Provenance
from sayso.model.span import Span
from sayso.model.versions import FileVersion, Version


class Added(StrEnum):
    """What became of an article that was given to a writer."""

    NEW = "new"
    KNOWN = "known"  # nothing was changed
    UPDATED = "updated"  # its metadata changed, and what had been annotated with the old was dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over the case (W3C PROV activity). ``ended_at`` is ``None`` while it goes on, or if it was cut off.

    Instants are UTC, ISO 8601; the caller reads the clock.
    """

    id: str
    started_at: str
    ended_at: str | None = None
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedQuote:
    """An attribution with its words. ``article`` is the article's name, ``speaker`` the entity's, else as in the text.

    ``text`` is cut from the article, one line for each span of the content.
    """

    article_id: str
    article: str
    published_at: str | None
    speaker: str | None
    text: str
    attribution: Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedFigure:
    """A figure with its words. ``article`` is the article's name; ``text`` and ``measured`` are cut from it."""

    article_id: str
    article: str
    published_at: str | None
    text: str
    measured: str | None
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place that a search found: the span to show of the article's text, and the matches within it.

    ``span`` is ``None`` when only the title or the speaker's name matches. ``attribution_id`` is set for a quote.
    """

    article_id: str
    attribution_id: str | None = None
    span: Span | None = None
    matches: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What a search found, best first."""

    articles: tuple[Hit, ...] = ()
    quotes: tuple[Hit, ...] = ()


class Writer(Protocol):
    """What can be done to a case, inside one transaction."""

    def add_articles(self, articles: Iterable[Article]) -> tuple[Added, ...]:
        """Add articles and say of each, in order, whether it was new, known or updated."""
        ...

    def add_article(self, article: Article) -> Added:
        """Add one article; many at once are faster."""
        ...

    def add_annotations(self, annotated: Iterable[AnnotatedArticle], provenance: Provenance) -> None:
        """Keep the layers of articles that are in the case, in place of those they had; drops the relations.

        Raises:
            StoreError: an article is not in the case, or an id within it is there twice or missing.
        """
        ...

    def replace_relations(self, relations: Relations, provenance: Provenance) -> None:
        """Keep what ties the annotated articles together, in place of what was kept before."""
        ...

    def add_faults(self, faults: Iterable[Fault], *, run_id: str | None = None) -> None:
        """Keep faults; the same input and reason are kept once, under the latest run."""
        ...

    def forget_faults(self, inputs: Iterable[str]) -> None:
        """Drop the faults of inputs that are read again: of each file and of its records (``"news.jsonl:12"``)."""
        ...

    def add_judgement(self, judgement: Judgement) -> Added:
        """Keep a person's decision; it stands instead of earlier ones on the same subject. Drops the relations.

        A correction drops the annotations of the articles it is on too, so that they are made anew with it: call
        `sayso.pipeline.annotate_case` afterwards. The same decision again is known, or updated if it is withdrawn now.

        Raises:
            UsageError: it does not say what its kind can say (see `Judgement`).
        """
        ...

    def withdraw_judgement(self, judgement_id: str, withdrawn_at: str) -> None:
        """Take a decision back; the one before it on the same subject, if any, stands again. Drops what adding drops.

        Raises:
            UsageError: the case does not hold it.
        """
        ...

    def add_run(self, run: Run) -> None:
        """Keep a run; the same id again (with ``ended_at``) completes it."""
        ...

    def add_to_run(self, run_id: str, article_ids: Iterable[str]) -> None:
        """Keep that a run brought these articles; the first run that is told of an article stays the one.

        Raises:
            StoreError: the run or an article is not in the case.
        """
        ...

    def add_fetch(self, fetch: Fetch, record: bytes | None) -> None:
        """Keep what an address answered, and the WARC record of it; one with a known id is known.

        Raises:
            StoreError: its article is not in the case.
        """
        ...

    def add_file_versions(self, versions: Iterable[FileVersion]) -> None:
        """Keep which articles files gave, in this order; each replaces the one before under its locator.

        Raises:
            StoreError: an article is not in the case.
        """
        ...

    def keep_feed(self, feed: Feed) -> None:
        """Keep a feed, in place of what was known of it."""
        ...

    def keep_entries(self, entries: Iterable[FeedEntry]) -> None:
        """Keep entries of feeds, in place of what was known of each."""
        ...


class View(Protocol):
    """What can be asked of a case. Iterators stream: they hold a few hundred articles at a time."""

    def n_articles(self) -> int:
        """Count the articles."""
        ...

    def articles(self) -> Iterator[Article]:
        """Give every article, in report order."""
        ...

    def annotated(self, provenance: Provenance | None = None) -> Iterator[AnnotatedArticle]:
        """Give the annotated articles, in report order; with ``provenance``, those of that annotator and weights."""
        ...

    def unannotated(self, provenance: Provenance) -> Iterator[Article]:
        """Give the articles that lack annotations by that annotator with those weights, in report order."""
        ...

    def relations(self, provenance: Provenance) -> Relations | None:
        """Give the relations of all annotated articles, or ``None`` if they are to be made anew.

        They are kept only as long as no annotation and no judgement changed, and belong to one tool, version and
        annotator.
        """
        ...

    def article(self, ref: str) -> Article:
        """Find an article by its id, external id, address, path, the end of its path, or the beginning of its id.

        A name that several versions of an article bear is that of the last.

        Raises:
            UsageError: no article is called so, or several are; the message lists them.
        """
        ...

    def annotated_article(self, article_id: str) -> AnnotatedArticle | None:
        """Give one annotated article; ``None`` if the case does not hold it, or not annotated."""
        ...

    def attribution(self, ref: str) -> Attribution:
        """Find an attribution by its id or the beginning of its id.

        Raises:
            UsageError: none is called so, or several are.
        """
        ...

    def search(self, query: str, limit: int = 20) -> Hits:
        """Find articles and quotes (words and speaker) that hold every word of the query.

        Case and diacritics are ignored; ``"exact phrase"`` and ``begin*`` work; no query is an error.
        """
        ...

    def quotes(self, speaker: str | None = None) -> Iterator[CitedQuote]:
        """Give attributions in report order; with ``speaker``, those whose speaker bears a name with these words.

        Those of replaced articles are left out.
        """
        ...

    def figures(self) -> Iterator[CitedFigure]:
        """Give every figure, in report order; those of replaced articles are left out."""
        ...

    def faults(self, run_id: str | None = None) -> tuple[Fault, ...]:
        """Give the faults, sorted by file, record and reason; with ``run_id``, those that this run met."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """Give what people decided, the last word on each subject, sorted by kind, ``a`` and ``b``."""
        ...

    def judgement_history(self) -> tuple[Judgement, ...]:
        """Give all that people ever decided, withdrawn or not, in the order in which they did."""
        ...

    def runs(self) -> tuple[Run, ...]:
        """Give the runs, by start; within a second, in the order in which they were kept."""
        ...

    def articles_of_runs(self) -> dict[str, str]:
        """Give each article's id the id of the run that brought it, as far as that was kept; by article id."""
        ...

    def fetches(self) -> Iterator[Fetch]:
        """Give what was fetched, by time; within a second, in the order in which it was kept."""
        ...

    def last_reading(self, address: str) -> Fetch | None:
        """Give the latest fetch of an address that an article was read from."""
        ...

    def versions(self) -> Iterator[Version]:
        """Give which articles were read where, by locator; those under one locator in the order of reading."""
        ...

    def replaced(self) -> frozenset[str]:
        """Give the ids of the articles that are earlier versions: the last one under no locator.

        An article of which it is not kept where it was read stands.
        """
        ...

    def n_file_versions(self) -> int:
        """Count what was ever kept of the articles that files gave."""
        ...

    def versions_in(self, files: Sequence[str]) -> dict[str, tuple[FileVersion, ...]]:
        """Give the last version under each locator of some files, by file, in the order of reading."""
        ...

    def versions_with(self, texts: Sequence[str]) -> dict[str, tuple[FileVersion, ...]]:
        """Give the last versions that have one of some texts, by the SHA-256 of it, in the order of reading."""
        ...

    def unlocated(self, paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Give the ids of the articles with some paths of which it is not kept where they were read, by path."""
        ...

    def record(self, fetch_id: str) -> bytes | None:
        """Give the WARC record of a fetch, if it is kept."""
        ...

    def feeds(self) -> tuple[Feed, ...]:
        """Give the feeds that are followed, by address."""
        ...

    def entries(self, feed: str | None = None) -> tuple[FeedEntry, ...]:
        """Give the entries of one feed, or of all, by feed, when they were first seen, and key."""
        ...


class Store(Protocol):
    """A case: hands out its view and, for one transaction at a time, a writer."""

    def view(self) -> View:
        """Give the reading side."""
        ...

    def writer(self) -> AbstractContextManager[Writer]:
        """Begin a transaction; leaving the block keeps all of it, an exception (Ctrl-C too) none of it."""
        ...

    def close(self) -> None:
        """Let go of the case. Views and writers are of no use afterwards."""
        ...


def article_order(article: Article) -> tuple[bool, str, str, str]:
    """Give the key by which reports sort articles: publication (unknown last), path, id."""
    return (article.published_at is None, article.published_at or "", article.path or "", article.id)


@dataclass(frozen=True, slots=True)
class Known:
    """What tells one article from another without its text."""

    id: str
    external_id: str | None
    url: str | None
    path: str | None


def pick_article(ref: str, candidates: Sequence[Known], replaced: Collection[str] = ()) -> str:
    """Give the id of the one candidate that ``ref`` names; an exact name goes before a part of one.

    Of several versions of an article, that is the last.

    Raises:
        UsageError: none or several are called so.
    """
    exact = [known.id for known in candidates if ref in (known.id, known.external_id, known.url, known.path)]
    partial = [k.id for k in candidates if k.id.startswith(ref) or (k.path or "").endswith(f"/{ref}")]
    found = sorted(set(exact or partial))
    found = [id_ for id_ in found if id_ not in replaced] or found
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"no article is called {ref!r}: give an id, a path or an address that the case holds")
    shown = ", ".join(found[:5]) + (", …" if len(found) > 5 else "")
    raise UsageError(f"{len(found)} articles are called {ref!r}: give one of the ids {shown}")


def pick_attribution(ref: str, found: Sequence[str]) -> str:
    """Give the one attribution id of those found to begin with ``ref``.

    Raises:
        UsageError: none or several were found.
    """
    if len(found) == 1 or ref in found:
        return ref if ref in found else found[0]
    if not found:
        raise UsageError(f"no quote is called {ref!r}: give an id, as `sayso quotes --json` shows it")
    shown = ", ".join(sorted(found)[:5]) + (", …" if len(found) > 5 else "")
    raise UsageError(f"{len(found)} quotes are called {ref!r}: give one of the ids {shown}")


def compare_articles(old: Article | None, new: Article) -> Added:
    """Say what adding ``new`` would do. Where and when the same article was read again is no change."""
    if old is None:
        return Added.NEW
    same_place = replace(new, path=old.path, record_id=old.record_id, record_digest=old.record_digest)
    return Added.KNOWN if replace(same_place, retrieved_at=old.retrieved_at) == old else Added.UPDATED


def check_annotated(annotated: AnnotatedArticle, sha256: str | None) -> AnnotatedArticle:
    """Return the annotated article if the case can keep it; ``sha256`` is that of the text the case holds.

    Raises:
        StoreError: it is not in the case with this text, or an id is there twice or refers to nothing.
    """
    article = annotated.article
    if sha256 != article.sha256:
        raise StoreError(f"article {article.id} is not in the case with this text: add it before its annotations")
    attribution_ids = [attribution.id for attribution in annotated.attributions]
    figure_ids = [figure.id for figure in annotated.figures]
    for ids in (attribution_ids, figure_ids):
        if len(ids) != len(set(ids)):
            twice = next(id_ for id_ in ids if ids.count(id_) > 1)
            raise StoreError(f"article {article.id}: {twice} stands for two annotations; this is a fault of sayso")
    referred = {a.nested_in for a in annotated.attributions} | {f.attribution for f in annotated.figures}
    missing = sorted(id_ for id_ in referred if id_ is not None and id_ not in set(attribution_ids))
    if missing:
        raise StoreError(f"article {article.id}: an annotation refers to {missing[0]}, which is not there")
    layers = (annotated.attributions, annotated.figures, annotated.mentions, annotated.times)
    if any(item.article_id != article.id for layer in layers for item in layer):
        raise StoreError(f"article {article.id}: an annotation names another article")
    return annotated


def same_annotator(one: Provenance, other: Provenance) -> bool:
    """Say whether two results come from the same annotator with the same weights; the tool's version may differ."""
    return (one.annotator, one.weights) == (other.annotator, other.weights)
