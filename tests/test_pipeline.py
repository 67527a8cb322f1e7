"""The path from articles to a dossier: in order, in whole batches, and with one article's trouble kept to itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from sayso.annotate.annotator import RULES, RULES_ALONE
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.model.dossier import Dossier, Relations
from sayso.model.fetching import Fetch
from sayso.model.judgement import Judgement
from sayso.pipeline import BATCH, Step, annotate_case, make_dossier, provenance_of, read_into, relate_pile, report_on
from sayso.report.to_json import to_json
from sayso.store.memory import MemoryStore

Item = TypeVar("Item")
Result = TypeVar("Result")

TEXTS = {
    "a.txt": "“The bridge is open,” Nora Field said.",
    "b.txt": "March 3, 2024\n\n“We counted 12 lorries,” Nora Field told the council.",
    "c.txt": "March 2, 2024\n\nNobody was hurt, according to the police.",
}


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Give a folder with three articles, one of them undated."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def names_of(dossier: Dossier) -> list[str]:
    """Give the file names of a dossier's articles, in its order."""
    return [Path(annotated.article.path or "").name for annotated in dossier.articles]


def break_on_lorries(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Be a layer that cannot stand one word."""
    if "lorries" in annotated.article.text:
        raise RecursionError("lorries all the way down")
    return annotated


def doubt_ids(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Be a layer that gives each attribution twice."""
    return AnnotatedArticle(article=annotated.article, attributions=annotated.attributions * 2)


def relate_no_lorries(articles: Sequence[AnnotatedArticle], _judgements: Sequence[Judgement] = ()) -> Relations:
    """Be a relation that cannot stand one word."""
    for annotated in articles:
        break_on_lorries(annotated)
    return Relations()


def relate_nothing(articles: Sequence[AnnotatedArticle], _judgements: Sequence[Judgement] = ()) -> Relations:
    """Be a relation that breaks on any article."""
    if articles:
        raise ValueError("no")
    return Relations()


class Interrupting:
    """An engine that is stopped by Ctrl-C after so many items."""

    def __init__(self, n_items: int) -> None:
        self.n_items = n_items

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        instead: Callable[[Item, Exception], Result] | None = None,  # noqa: ARG002  (the engine's signature)
    ) -> Iterator[Result]:
        """Work on some items."""
        for number, item in enumerate(items):
            if number == self.n_items:
                raise KeyboardInterrupt
            yield function(item)

    def group_by_key(self, pairs: object) -> Iterator[object]:
        """Group nothing."""
        raise NotImplementedError


def test_articles_come_by_publication(pile: Path) -> None:
    """The earliest is first, the undated last."""
    assert names_of(make_dossier([pile])) == ["c.txt", "b.txt", "a.txt"]


def test_undated_articles_take_the_assumed_date(pile: Path) -> None:
    """An assumed date is used where none is stated, and only there."""
    dossier = make_dossier([pile], assumed_published="2024-03-04")
    dates = [annotated.article.published_at for annotated in dossier.articles]
    assert dates == ["2024-03-02", "2024-03-03", "2024-03-04"]


def test_a_dossier_says_what_made_it(pile: Path) -> None:
    """Tool, version and annotator stand in the dossier."""
    assert make_dossier([pile]).provenance == provenance_of()


def test_the_order_of_the_inputs_does_not_matter(pile: Path) -> None:
    """Naming files in another order gives the same report."""
    files = sorted(pile.iterdir())
    assert to_json(make_dossier(files)) == to_json(make_dossier(files[::-1]))


def test_reading_twice_adds_nothing(pile: Path) -> None:
    """The second time, all articles are known."""
    store = MemoryStore()
    first, second = read_into(store, [pile]), read_into(store, [pile, pile])
    assert (first.n_new, second.n_new, second.n_known, store.view().n_articles()) == (3, 0, 3, 3)


def test_a_layer_that_breaks_costs_one_article_its_layers(pile: Path) -> None:
    """The others are annotated; this one keeps its text and is told by name."""
    store = MemoryStore()
    with store.writer() as writer:
        writer.add_articles(annotated.article for annotated in make_dossier([pile]).articles)
    (fault,) = annotate_case(store, annotator=replace(RULES_ALONE, layers=(*RULES, break_on_lorries)))
    bare = [annotated.article.path for annotated in store.view().annotated() if not annotated.sentences]
    assert (fault.input, fault.lost, bare) == (bare[0], False, [fault.input])
    assert fault.reason == "could not be annotated: RecursionError: lorries all the way down"


def test_annotations_that_cannot_be_kept_are_a_fault(pile: Path) -> None:
    """Two attributions of one id cost that article its layers, and not the batch."""
    store = MemoryStore()
    with store.writer() as writer:
        writer.add_articles(annotated.article for annotated in make_dossier([pile]).articles)
    faults = annotate_case(store, annotator=replace(RULES_ALONE, layers=(*RULES, doubt_ids)))
    assert (len(faults), len(list(store.view().annotated()))) == (3, 3)


def test_a_relation_that_breaks_costs_one_article(pile: Path) -> None:
    """The article that breaks it is found, set aside and told; it stays in the dossier with its text."""
    store = MemoryStore()
    read_into(store, [pile])
    dossier = report_on(store, relate=relate_no_lorries)
    bare = [Path(a.article.path or "").name for a in dossier.articles if not a.sentences]
    assert (names_of(dossier), bare) == (["c.txt", "b.txt", "a.txt"], ["b.txt"])
    assert [fault.lost for fault in dossier.faults] == [False]


def test_a_relation_that_always_breaks_gives_an_unrelated_pile(pile: Path) -> None:
    """Even then each article is in the dossier."""
    store = MemoryStore()
    read_into(store, [pile])
    dossier = report_on(store, relate=relate_nothing)
    assert (len(dossier.articles), len(dossier.faults)) == (3, 3)


def test_relating_gives_up_on_a_large_pile() -> None:
    """When one article after another breaks it, the pile is left unrelated, and that is told once."""
    articles = [Article(id=f"art-{number:02}", text="x", sha256="0") for number in range(40)]
    pile = [AnnotatedArticle(article=article) for article in articles]
    relations, set_aside, faults = relate_pile(pile, (), relate_nothing)
    assert (relations, len(set_aside), faults[-1].input) == (Relations(), 8, "all articles")


def test_a_stopped_run_resumes(tmp_path: Path) -> None:
    """What was annotated is kept in whole batches, and the next run does the rest."""
    for number in range(2 * BATCH):
        (tmp_path / f"{number:03}.txt").write_text(f"“We saw {number} ships,” Nora Field said.", encoding="utf-8")
    store = MemoryStore()
    with pytest.raises(KeyboardInterrupt):
        read_into(store, [tmp_path], engine=Interrupting(BATCH + 1))  # type: ignore[arg-type]  # groups nothing
    n_kept = len(list(store.view().annotated()))
    again = read_into(store, [tmp_path])
    assert (n_kept, again.n_known, len(list(store.view().annotated()))) == (BATCH, 2 * BATCH, 2 * BATCH)


def test_a_fault_is_forgotten_when_its_file_is_read_well(pile: Path) -> None:
    """A second reading of a mended file leaves no fault of it."""
    (pile / "d.txt").write_bytes(b"")
    store = MemoryStore()
    read_into(store, [pile])
    before = len(store.view().faults())
    (pile / "d.txt").write_text("All is well, Nora Field said.", encoding="utf-8")
    read_into(store, [pile])
    assert (before, store.view().faults()) == (1, ())


def test_a_run_is_kept_when_there_is_a_clock(pile: Path) -> None:
    """With a clock, a case remembers when it was read into."""
    store = MemoryStore()
    instants = iter(["2024-03-05T10:00:00Z", "2024-03-05T10:00:07Z"])
    read_into(store, [pile], clock=lambda: next(instants))
    (run,) = store.view().runs()
    assert (run.started_at, run.ended_at) == ("2024-03-05T10:00:00Z", "2024-03-05T10:00:07Z")


def test_progress_is_told(pile: Path) -> None:
    """Each step ends with all of its articles done."""
    told: dict[Step, tuple[int, int | None]] = {}

    def watch(step: Step, n_done: int, n_total: int | None, name: str) -> None:  # noqa: ARG001  (the watcher's)
        told[step] = (n_done, n_total)

    make_dossier([pile], watch=watch)
    assert told == {Step.READING: (3, None), Step.ANNOTATING: (3, 3), Step.RELATING: (3, 3)}


def test_only_the_latest_version_of_a_page_is_in_the_report(pile: Path) -> None:
    """Two readings of one address are one witness: the earlier article stays in the case and out of the dossier."""
    store = MemoryStore()
    articles = [annotated.article for annotated in make_dossier([pile]).articles]
    first, second, third = (article.id for article in articles)
    with store.writer() as writer:
        writer.add_articles(articles)
        for number, article_id in enumerate((first, second)):
            fetch = Fetch(
                id=f"fetch-{number}",
                address="https://daily.example/1",
                final_address="https://daily.example/1",
                fetched_at=f"2024-03-0{number + 1}T00:00:00Z",
                status=200,
                article_id=article_id,
            )
            writer.add_fetch(fetch, None)
    dossier = report_on(store)
    assert {annotated.article.id for annotated in dossier.articles} == {second, third}
