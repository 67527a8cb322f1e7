"""`meet_articles`: a case that grew and changed one by one tells what the same case tells at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.simulator.pile import simulate_pile
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.annotator import Annotator
from sayso.annotate.quotations import find_quotations
from sayso.gather import meets
from sayso.gather.meets import meet_articles
from sayso.model.article import Article
from sayso.model.fetching import Fetch
from sayso.model.judgement import JudgedKind, Judgement, Verdict
from sayso.model.relation import Copy, Manner, Story
from sayso.pipeline import annotate_case, provenance_of
from sayso.relate.judged import find_judged
from sayso.relate.kept import KeptMeetings
from sayso.relate.meetings import MOST_HOLDERS, Meetings
from sayso.relate.reuse import find_copies
from sayso.relate.stories import find_stories
from sayso.store.sqlite import SqliteStore, open_store

QUOTING = Annotator(name="quotations/1", layers=(find_quotations,))
PILE = [each.article for each in simulate_pile(24, seed=3).articles]
WORDS = "a crane toppled onto the quay shortly before dawn on monday and cut the power to the ferry terminal"

Told = tuple[list[Copy], Story]


def _add(store: SqliteStore, *articles: Article) -> None:
    with store.writer() as writer:
        writer.add_articles(articles)


def _tell(store: SqliteStore) -> dict[str, Told]:
    """Tell what every article of a case meets."""
    ids = [article.id for article in store.view().articles()]
    met = meet_articles(store, ids, annotator=QUOTING)
    return {each.article: (list(each.copies), each.story) for each in met}


def _relate(store: SqliteStore) -> dict[str, Told]:
    """Relate the whole case at once, and tell what every article meets."""
    annotate_case(store, annotator=QUOTING)
    view = store.view()
    earlier = view.replaced()
    pile = [each for each in view.annotated(provenance_of(QUOTING)) if each.article.id not in earlier]
    copies = [copy for copy in find_copies(pile) if copy.manner is not Manner.QUOTED]
    story_of = {
        id_: story for story in find_stories(pile, find_judged(view.judgements(), pile)) for id_ in story.articles
    }
    return {
        each.article.id: (
            [copy for copy in copies if each.article.id in (copy.source, copy.target)],
            story_of[each.article.id],
        )
        for each in pile
    }


def _judge(a: str, b: str, verdict: Verdict, at: str = "2026-01-01T00:00:00Z") -> Judgement:
    first, second = sorted((a, b))
    return Judgement(kind=JudgedKind.ARTICLE, a=first, b=second, verdict=verdict, decided_at=at)


def _write(index: int) -> Article:
    """Write an article of words of its own, but for one sentence."""
    own = " ".join(f"w{index}x{place}" for place in range(60))
    text = f"{own} {WORDS}"
    return replace(PILE[0], id=f"art-{index}", text=text, sha256=f"{index}", title=None, title_span=None, furniture=())


@settings(max_examples=6, deadline=None)
@given(st.permutations(PILE), st.lists(st.integers(1, 8), max_size=8))
def test_a_case_that_grew_tells_what_it_tells_at_once(
    tmp_path_factory: pytest.TempPathFactory, articles: list[Article], steps: list[int]
) -> None:
    """Whatever the order in which articles come, and however often one looks meanwhile, the end is the same."""
    with open_store(tmp_path_factory.mktemp("case") / "case.db") as store:
        for step in steps:
            _add(store, *articles[:step])
            meet_articles(store, [], annotator=QUOTING)
            articles = articles[step:]
        _add(store, *articles)
        assert _tell(store) == _relate(store)


_CHANGES = st.tuples(
    st.sampled_from(PILE),
    st.sampled_from(
        [{"published_at": "2019-01-01"}, {"published_at": None}, {"title": "Dawn over the quay"}, {"publisher": "Echo"}]
    ),
)


@settings(max_examples=6, deadline=None)
@given(st.lists(_CHANGES, min_size=1, max_size=5))
def test_an_article_that_changes_is_told_anew(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[Article, dict[str, str | None]]]
) -> None:
    """Another date, title or outlet read later is taken into account, one by one as at once."""
    with open_store(tmp_path_factory.mktemp("case") / "case.db") as store:
        _add(store, *PILE)
        meet_articles(store, [], annotator=QUOTING)
        for article, change in changes:
            _add(store, replace(article, **change))  # type: ignore[arg-type]
            meet_articles(store, [], annotator=QUOTING)
        assert _tell(store) == _relate(store)


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.tuples(
            *[st.sampled_from([article.id for article in PILE])] * 2,
            st.sampled_from([Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE]),
        ).filter(lambda drawn: drawn[0] != drawn[1]),
        max_size=6,
    )
)
def test_what_a_person_decided_is_obeyed(
    tmp_path_factory: pytest.TempPathFactory, decided: list[tuple[str, str, Verdict]]
) -> None:
    """Stories that were joined or parted are told so, as in the whole case related at once."""
    with open_store(tmp_path_factory.mktemp("case") / "case.db") as store:
        _add(store, *PILE[:18])
        meet_articles(store, [], annotator=QUOTING)
        with store.writer() as writer:
            for place, (a, b, verdict) in enumerate(decided):
                writer.add_judgement(_judge(a, b, verdict, at=f"2026-01-01T00:00:{place:02}Z"))
        _add(store, *PILE[18:])
        assert _tell(store) == _relate(store)


def _read_at(article: Article, at: str) -> Fetch:
    address = "https://herald.example/quay"
    return Fetch(
        id=f"fetch-{at}", address=address, fetched_at=at, status=200, final_address=address, n_bytes=1,
        article_id=article.id,
    )  # fmt: skip


def test_a_page_that_was_read_again_is_one_article(tmp_path: Path) -> None:
    """The earlier version of a page leaves the streams, and a shingle that it alone made common ties the rest again."""
    articles = [_write(index) for index in range(MOST_HOLDERS + 1)]
    before, after = articles[0], replace(_write(0), id="art-later", text="Rain.", sha256="later")
    with open_store(tmp_path / "case.db") as store:
        _add(store, *articles)
        meet_articles(store, [], annotator=QUOTING)
        _add(store, after)
        with store.writer() as writer:
            writer.add_fetch(_read_at(before, "2026-01-01T00:00:00Z"), None)
            writer.add_fetch(_read_at(after, "2026-01-02T00:00:00Z"), None)
        met = meet_articles(store, [before.id, after.id], annotator=QUOTING)
        with store.streams() as kept:
            assert _list_met(KeptMeetings(kept.pairs, lambda number: kept.read(number)[0], int)) == _meet_at_once(store)
    assert [each.article for each in met] == [after.id]


def _meet_at_once(store: SqliteStore) -> set[tuple[str, str, int]]:
    meetings, view = Meetings(), store.view()
    earlier = view.replaced()
    for annotated in view.annotated():
        if annotated.article.id not in earlier:
            meetings.add(annotated)
    return _list_met(meetings)


def _list_met(meetings: Meetings) -> set[tuple[str, str, int]]:
    text = meetings.shelf.text
    return {(text(met.source).id, text(met.target).id, met.n_shared) for met in meetings.list_all()}


def test_settings_that_changed_make_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was kept by other settings is dropped, and the same is told again."""
    with open_store(tmp_path / "case.db") as store:
        _add(store, *PILE[:12])
        told = _tell(store)
        monkeypatch.setattr(meets, "digest_settings", lambda: "others")
        assert _tell(store) == told


def test_batches_tell_what_one_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few articles a transaction takes in, and however late some are, the end is the same."""
    monkeypatch.setattr(meets, "BATCH", 3)
    with open_store(tmp_path / "case.db") as store:
        _add(store, *PILE[12:])
        meet_articles(store, [], annotator=QUOTING)
        _add(store, *PILE[:12])
        assert _tell(store) == _relate(store)
