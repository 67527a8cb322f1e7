"""The path, written once: read, annotate, relate, and what comes out is a dossier, which `report` renders.

Invariant: no article stops the others. What one of them breaks is told as a fault that names it, and it stays in the
pile with its text, un-annotated. Every step is kept in whole batches: a run that is cut off resumes where it stopped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from sayso.annotate.annotator import RULES, Annotator, Layer, annotate_article, choose_annotator
from sayso.annotate.corrections import correct_article, group_corrections
from sayso.annotate.encoder.nearness import find_nearness
from sayso.engine.engine import Engine
from sayso.engine.local import LocalEngine
from sayso.errors import StoreError
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article, Fault
from sayso.model.dossier import Dossier, Relations
from sayso.model.ids import derive_id
from sayso.model.judgement import Judgement
from sayso.model.provenance import Provenance
from sayso.model.versions import Version
from sayso.read.reader import read_paths
from sayso.read.repeated import mark_repeated
from sayso.read.selection import Selection, Sieve
from sayso.relate.relator import relate_articles
from sayso.revisions import KnownBy, Revisions, carry_decisions
from sayso.store.memory import MemoryStore
from sayso.store.store import Added, Run, Store, View, Writer, check_annotated
from sayso.version import VERSION

BATCH = 64  # articles kept in one transaction: what a Ctrl-C can cost
MOST_CULPRITS = 8  # so many articles are set aside when relating breaks; then the pile stays unrelated

Relate = Callable[[Sequence[AnnotatedArticle], Sequence[Judgement]], Relations]
T = TypeVar("T")


class Step(StrEnum):
    """The steps of the path, as a person is told of them."""

    READING = "reading"
    ANNOTATING = "annotating"
    RELATING = "relating"


class Watcher(Protocol):
    """Is told how far a run has come; a progress bar is one."""

    def __call__(self, step: Step, n_done: int, n_total: int | None, name: str) -> None:
        """Take note: ``n_done`` articles of ``n_total`` (``None``: not known), the last of them called ``name``."""


def watch_nothing(step: Step, n_done: int, n_total: int | None, name: str) -> None:
    """Watch nothing."""


def provenance_of(annotator: Annotator | None = None) -> Provenance:
    """Say what made a result: this version, and the annotator (the one of this installation, if none is named)."""
    by = annotator or choose_annotator()
    return Provenance(tool="sayso", version=VERSION, annotator=by.name, weights=by.weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What reading brought: articles that were new, known, or known with other metadata; and what went wrong.

    ``n_left_out`` counts what was not wanted. ``replaced`` are the articles that have another text in their file now:
    what was read there before, and what was read now. ``n_renamed`` counts those in a file of another name now.
    """

    n_new: int
    n_known: int
    n_updated: int
    faults: tuple[Fault, ...]
    n_left_out: int = 0
    replaced: tuple[tuple[Version, Version], ...] = ()
    n_renamed: int = 0


def make_dossier(
    paths: Sequence[Path | str],
    *,
    assumed_published: str | None = None,
    annotator: Annotator | None = None,
    engine: Engine | None = None,
    watch: Watcher = watch_nothing,
) -> Dossier:
    """Go the whole path in memory, from files and folders to a dossier; see `read_into` and `report_on`."""
    store = MemoryStore()
    read_into(store, paths, assumed_published=assumed_published, annotator=annotator, engine=engine, watch=watch)
    return report_on(store, annotator=annotator, engine=engine, watch=watch)


def read_into(
    store: Store,
    paths: Sequence[Path | str],
    *,
    assumed_published: str | None = None,
    selection: Selection | None = None,
    annotator: Annotator | None = None,
    engine: Engine | None = None,
    clock: Callable[[], str] | None = None,
    watch: Watcher = watch_nothing,
    leave_out: Collection[Path] = (),
    known_by: KnownBy = KnownBy.PATH,
) -> Intake:
    """Read files and folders into a case and annotate what is new. Reading the same again adds nothing.

    An article that has another text in its file than when it was read before is a new version of it, and takes the
    place of the earlier one, which is kept. One that its file holds no more stays.

    ``assumed_published`` is a date (ISO 8601) for articles that state none, ``selection`` what is wanted of all that is
    read. ``annotator`` is the one of this installation, if none is named. ``clock`` tells the time as an instant in
    UTC (ISO 8601), for the record of this run; without it none is kept. ``leave_out`` is what the run itself writes,
    ``known_by`` what tells a file from others.
    """
    sieve = Sieve(selection)
    files = Revisions(store, known_by)
    reading = read_paths(
        paths, assumed_published=assumed_published, sieve=sieve, leave_out=leave_out, tell_held=files.take
    )
    run = begin_run(store, paths, clock, annotator)
    run_id = run.id if run else None
    files.read_at = run.started_at if run else None
    added: list[Added] = []
    faults: list[Fault] = []
    inputs: set[str] = set()
    for batch in _batched(reading):
        articles = mark_repeated([found for found in batch if isinstance(found, Article)])
        new_faults = [found for found in batch if isinstance(found, Fault)]
        with store.writer() as writer:
            _forget_faults(writer, batch, inputs)
            outcome = writer.add_articles(articles)
            new = [article.id for article, how in zip(articles, outcome, strict=True) if how is Added.NEW]
            files.new.update(new)
            if run_id is not None:
                writer.add_to_run(run_id, new)
            added += outcome
            writer.add_faults(new_faults, run_id=run_id)
        faults += new_faults
        files.keep()
        watch(Step.READING, len(added), None, articles[-1].name if articles else "")
    files.keep()
    replaced = (*files.replaced, *files.renamed)
    faults += annotate_new(store, replaced, annotator=annotator, engine=engine, run_id=run_id, watch=watch)
    end_run(store, run, clock)
    return Intake(
        n_new=added.count(Added.NEW),
        n_known=added.count(Added.KNOWN),
        n_updated=added.count(Added.UPDATED),
        faults=tuple(faults),
        n_left_out=sieve.n_left_out,
        replaced=tuple(files.replaced),
        n_renamed=len(files.renamed),
    )


def annotate_new(
    store: Store,
    replaced: Iterable[tuple[Version, Version]],
    *,
    annotator: Annotator | None = None,
    engine: Engine | None = None,
    run_id: str | None = None,
    watch: Watcher = watch_nothing,
) -> list[Fault]:
    """Annotate what is new in a case; what was decided on an article holds for the version that took its place."""
    annotate = partial(annotate_case, store, annotator=annotator, engine=engine, run_id=run_id, watch=watch)
    faults = annotate()
    if carry_decisions(store, replaced):
        faults += annotate()
    return faults


def annotate_case(
    store: Store,
    *,
    annotator: Annotator | None = None,
    engine: Engine | None = None,
    run_id: str | None = None,
    watch: Watcher = watch_nothing,
) -> list[Fault]:
    """Annotate every article of a case that this annotator has not annotated yet; give what went wrong."""
    by = annotator or choose_annotator()
    provenance = provenance_of(by)
    faults: list[Fault] = []

    def keep_bare(article: Article, error: Exception) -> AnnotatedArticle:
        faults.append(_fault_of(article, f"could not be annotated: {_in_words(error)}"))
        return AnnotatedArticle(article=article)

    articles = list(store.view().unannotated(provenance))
    corrections = group_corrections(store.view().judgements())
    annotate = partial(annotate_one, layers=by.layers)
    n_done = 0
    annotated = (engine or LocalEngine()).map(annotate, articles, instead=keep_bare)
    for batch in _batched(correct_article(each, corrections) for each in annotated):
        with store.writer() as writer:
            writer.add_annotations(batch, provenance)
            writer.add_faults(faults, run_id=run_id)
        n_done += len(batch)
        watch(Step.ANNOTATING, n_done, len(articles), batch[-1].article.name)
    return faults


def report_on(
    store: Store,
    *,
    annotator: Annotator | None = None,
    engine: Engine | None = None,
    relate: Relate | None = None,
    watch: Watcher = watch_nothing,
) -> Dossier:
    """Make the dossier of a case: what is not annotated or not related yet is now, and is kept.

    ``relate`` is `choose_relate` of the annotator, if none is given.
    """
    annotate_case(store, annotator=annotator, engine=engine, watch=watch)
    provenance, view = provenance_of(annotator), store.view()
    if (kept := read_dossier(view, provenance)) is not None:
        return kept
    unrelated = _assemble(view, provenance, Relations())
    pile, faults = list(unrelated.articles), list(unrelated.faults)
    watch(Step.RELATING, 0, len(pile), "")
    relations, set_aside, new_faults = relate_pile(pile, unrelated.judgements, relate or choose_relate(annotator))
    bare = {article.id: AnnotatedArticle(article=article) for article in set_aside}
    with suppress(StoreError), store.writer() as writer:  # a case that cannot be written to still has its report
        writer.add_annotations(bare.values(), provenance)
        writer.replace_relations(relations, provenance)
        writer.add_faults(new_faults)
    watch(Step.RELATING, len(pile), len(pile), "")
    return replace(
        unrelated,
        articles=tuple(bare.get(annotated.article.id, annotated) for annotated in pile),
        relations=relations,
        faults=tuple(sorted(dict.fromkeys(faults + new_faults), key=lambda fault: fault.rank)),
    )


def choose_relate(annotator: Annotator | None = None) -> Relate:
    """Give how to relate what an annotator annotated: one with weights also tells how near two clauses are."""
    by = annotator or choose_annotator()
    return partial(relate_articles, nearness=find_nearness() if by.weights else None)


def read_dossier(view: View, provenance: Provenance) -> Dossier | None:
    """Give the dossier that a case holds; ``None`` if its articles are not related, or were otherwise annotated."""
    relations = view.relations(provenance)
    return None if relations is None else _assemble(view, provenance, relations)


def _assemble(view: View, provenance: Provenance, relations: Relations) -> Dossier:
    replaced = view.replaced()  # an article is one witness, not one a version
    standing: list[AnnotatedArticle] = []
    past: set[str] = set()
    for each in view.annotated(provenance):
        if each.article.id in replaced:
            past.add(each.article.sha256)
        else:
            standing.append(each)
    past.difference_update(each.article.sha256 for each in standing)
    judgements = view.judgements()
    return Dossier(
        articles=tuple(standing),
        relations=relations,
        provenance=provenance,
        faults=tuple(view.faults()),
        judgements=tuple(j for j in judgements if not any(anchor.sha256 in past for anchor in j.anchors)),
    )


def relate_pile(
    pile: Sequence[AnnotatedArticle], judgements: Sequence[Judgement], relate: Relate
) -> tuple[Relations, list[Article], list[Fault]]:
    """Relate annotated articles; give the relations, the articles set aside because they break it, and the faults."""
    set_aside: list[Article] = []
    faults: list[Fault] = []
    related = list(pile)
    while True:
        try:
            return relate(related, judgements), set_aside, faults
        except Exception as error:
            if not related or len(set_aside) == MOST_CULPRITS:
                faults.append(
                    Fault(input="all articles", reason=f"could not be related: {_in_words(error)}", lost=False)
                )
                return Relations(), set_aside, faults
            culprit = _find_culprit(related, judgements, relate)
            related.remove(culprit)
            set_aside.append(culprit.article)
            faults.append(_fault_of(culprit.article, f"could not be related to the others: {_in_words(error)}"))


def annotate_one(article: Article, layers: Sequence[Layer] = RULES) -> AnnotatedArticle:
    """Annotate one article, and refuse what a case could not keep while it is known whose it is."""
    return check_annotated(annotate_article(article, layers), article.sha256)


def _find_culprit(
    pile: Sequence[AnnotatedArticle], judgements: Sequence[Judgement], relate: Relate
) -> AnnotatedArticle:
    """Find, by halving, an article with which the ones before it cannot be related, and without which they can."""
    works, breaks = 0, len(pile)
    while breaks - works > 1:
        middle = (works + breaks) // 2
        try:
            relate(pile[:middle], judgements)
        except Exception:
            breaks = middle
        else:
            works = middle
    return pile[breaks - 1]


def begin_run(
    store: Store,
    paths: Sequence[Path | str],
    clock: Callable[[], str] | None,
    annotator: Annotator | None = None,
) -> Run | None:
    """Keep a record of a run that begins, on these inputs; none without a clock."""
    if clock is None:
        return None
    started_at = clock()
    run = Run(id=derive_id("run", started_at, *paths), started_at=started_at, provenance=provenance_of(annotator))
    with store.writer() as writer:
        writer.add_run(run)
    return run


def end_run(store: Store, run: Run | None, clock: Callable[[], str] | None) -> None:
    """Complete the record of a run that ends."""
    if run is not None and clock is not None:
        with store.writer() as writer:
            writer.add_run(replace(run, ended_at=clock()))


def _forget_faults(writer: Writer, batch: Iterable[Article | Fault], inputs: set[str]) -> None:
    """Drop what went wrong with these inputs in earlier runs; ``inputs`` are those dropped in this one."""
    named = {_file_of(found.input) if isinstance(found, Fault) else found.path for found in batch}
    fresh = sorted(name for name in named if name is not None and name not in inputs)
    writer.forget_faults(fresh)
    inputs.update(fresh)


def _file_of(input_: str) -> str:
    """Give the file of a record: ``news.jsonl`` of ``news.jsonl:12``."""
    return re.sub(r":\d+$", "", input_)


def _batched(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    coming = iter(items)
    while batch := list(islice(coming, size)):
        yield batch


def _fault_of(article: Article, reason: str) -> Fault:
    return Fault(
        input=article.path or article.url or article.external_id or article.id,
        reason=reason,
        lost=False,
        hint="its text is kept; please tell us, it is a fault of sayso",
    )


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".split("\n", 1)[0][:200]
