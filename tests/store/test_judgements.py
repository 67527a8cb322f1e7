"""Judgements in a case: a history of which the last word stands; corrections reach the articles they are on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.model.article import DateBasis
from sayso.model.judgement import JudgedKind, Judgement, Verdict, anchor_article, anchor_spans
from sayso.store.sqlite import open_store
from sayso.store.store import Added, Store
from tests.store.samples import (
    DAM_ANNOTATED,
    DAM_ARTICLE,
    LUCKY,
    RIVER_ANNOTATED,
    RIVER_ARTICLE,
    RULES,
    WITHOUT_STREAMS,
)

SAME = Judgement(
    kind=JudgedKind.NAME, a="Brandt", b="Zoë Brandt", verdict=Verdict.SAME, decided_at="2031-05-07T08:00:00Z"
)
DIFFERENT = replace(SAME, verdict=Verdict.DIFFERENT, decided_at="2031-05-08T08:00:00Z", decided_by="ann")
NOBODY = Judgement(
    kind=JudgedKind.ATTRIBUTION,
    a=LUCKY.id,
    verdict=Verdict.IS_NOT,
    anchors=(anchor_spans(DAM_ARTICLE, *LUCKY.content),),
    decided_at="2031-05-07T08:00:00Z",
)
DATED = Judgement(
    kind=JudgedKind.PUBLISHED,
    a=DAM_ARTICLE.id,
    verdict=Verdict.IS,
    value="2031-05-04",
    was="2031-05-06",
    anchors=(anchor_article(DAM_ARTICLE),),
    decided_at="2031-05-07T08:00:00Z",
)
JUDGED_DAM = replace(DAM_ARTICLE, published_at="2031-05-04", published_from=DateBasis.JUDGED)


@pytest.fixture
def full(store: Store) -> Store:
    """Give a case with two annotated articles."""
    with store.writer() as writer:
        writer.add_articles((DAM_ARTICLE, RIVER_ARTICLE))
        writer.add_annotations((DAM_ANNOTATED, RIVER_ANNOTATED), RULES)
    return store


def test_the_last_word_stands_and_the_first_is_kept(store: Store) -> None:
    """A later decision on the same two records stands instead of the earlier, which stays in the history."""
    with store.writer() as writer:
        writer.add_judgement(DIFFERENT)
        writer.add_judgement(SAME)
    assert (store.view().judgements(), store.view().judgement_history()) == ((DIFFERENT,), (SAME, DIFFERENT))


def test_taking_back_brings_the_decision_before_it_back(store: Store) -> None:
    """After a withdrawal the earlier decision stands; the withdrawn one is kept with its instant."""
    withdrawn = replace(DIFFERENT, withdrawn_at="2031-05-09T08:00:00Z")
    with store.writer() as writer:
        writer.add_judgement(SAME)
        writer.add_judgement(DIFFERENT)
        writer.withdraw_judgement(DIFFERENT.id, "2031-05-09T08:00:00Z")
    assert (store.view().judgements(), store.view().judgement_history()) == ((SAME,), (SAME, withdrawn))


def test_the_same_decision_again_is_known(store: Store) -> None:
    """What is imported twice is there once; imported as withdrawn, it is withdrawn, for good."""
    withdrawn = replace(SAME, withdrawn_at="2031-05-09T08:00:00Z")
    with store.writer() as writer:
        added = [writer.add_judgement(each) for each in (SAME, SAME, withdrawn, withdrawn, SAME)]
    assert added == [Added.NEW, Added.KNOWN, Added.UPDATED, Added.KNOWN, Added.KNOWN]


def test_taking_back_what_is_not_there(store: Store) -> None:
    """An id that the case does not hold is told, not passed over."""
    with pytest.raises(UsageError, match="holds no judgement 'jdg-0'"), store.writer() as writer:
        writer.withdraw_judgement("jdg-0", "2031-05-09T08:00:00Z")


@pytest.mark.parametrize("change", ["add", "withdraw"])
def test_a_correction_drops_the_annotations_of_its_text(full: Store, change: str) -> None:
    """Correcting, and taking it back, have the article annotated anew, and no other."""
    with full.writer() as writer:
        writer.add_judgement(NOBODY)
        if change == "withdraw":
            writer.add_annotations((DAM_ANNOTATED,), RULES)
            writer.withdraw_judgement(NOBODY.id, "2031-05-09T08:00:00Z")
    assert [article.id for article in full.view().unannotated(RULES)] == [DAM_ARTICLE.id]


def test_a_decided_date_is_the_articles_date(full: Store) -> None:
    """The article has the date that was decided, and is annotated anew with it."""
    with full.writer() as writer:
        writer.add_judgement(DATED)
    view = full.view()
    assert (view.article(DAM_ARTICLE.id), next(iter(view.articles())), list(view.unannotated(RULES))) == (
        JUDGED_DAM,
        JUDGED_DAM,
        [JUDGED_DAM],
    )


def test_a_decided_date_survives_reading_again(full: Store) -> None:
    """Reading the article again finds it known; with another title, it is updated and keeps the decided date."""
    with full.writer() as writer:
        writer.add_judgement(DATED)
        added = writer.add_articles((DAM_ARTICLE, replace(DAM_ARTICLE, title="Dam holds")))
    assert (added, full.view().article(DAM_ARTICLE.id)) == (
        (Added.KNOWN, Added.UPDATED),
        replace(JUDGED_DAM, title="Dam holds"),
    )


def test_a_date_may_be_decided_before_the_article_is_there(store: Store) -> None:
    """Judgements of another case hold for articles that are read later."""
    with store.writer() as writer:
        writer.add_judgement(DATED)
        writer.add_article(DAM_ARTICLE)
    assert store.view().article(DAM_ARTICLE.id) == JUDGED_DAM


def test_taking_a_date_back_brings_the_date_as_read(full: Store) -> None:
    """Without the judgement the article is as it was read, with where its date was found."""
    with full.writer() as writer:
        writer.add_judgement(DATED)
        writer.add_judgement(replace(DATED, value="2031-05-01", decided_at="2031-05-07T09:00:00Z"))
        writer.withdraw_judgement(DATED.id, "2031-05-09T08:00:00Z")
        writer.withdraw_judgement(
            replace(DATED, value="2031-05-01", decided_at="2031-05-07T09:00:00Z").id, "2031-05-09T08:00:00Z"
        )
    assert full.view().article(DAM_ARTICLE.id) == DAM_ARTICLE


@pytest.mark.parametrize(
    "wrong",
    [
        replace(SAME, a="Zoë", b="Brandt"),
        replace(SAME, verdict=Verdict.IS),
        replace(SAME, value="x"),
        replace(NOBODY, b="att-held"),
        replace(NOBODY, verdict=Verdict.SAME),
        replace(NOBODY, value="x"),
        replace(NOBODY, anchors=()),
        replace(NOBODY, anchors=(anchor_article(DAM_ARTICLE),)),
        replace(NOBODY, kind=JudgedKind.SPEAKER, verdict=Verdict.IS, value="Zoë Brandt"),
        replace(NOBODY, kind=JudgedKind.TIME, verdict=Verdict.IS, value="next Tuesday"),
        replace(DATED, value="6 May"),
        replace(DATED, decided_at="yesterday"),
        replace(DATED, withdrawn_at="2031"),
    ],
)
def test_what_says_nothing_is_refused(store: Store, wrong: Judgement) -> None:
    """A judgement says what its kind can say, or it is not kept."""
    with pytest.raises(UsageError), store.writer() as writer:
        writer.add_judgement(wrong)


def test_an_attribution_is_found_by_the_beginning_of_its_id(full: Store) -> None:
    """What is enough to tell it from the others is enough."""
    assert full.view().attribution("att-lu") == LUCKY


@pytest.mark.parametrize(("ref", "message"), [("att-x", "no quote is called"), ("att-", "3 quotes are called")])
def test_no_attribution_or_several(full: Store, ref: str, message: str) -> None:
    """None, or more than one, is told."""
    with pytest.raises(UsageError, match=message):
        full.view().attribution(ref)


def test_one_annotated_article(full: Store) -> None:
    """An article is given with its layers; one that is not annotated, or not there, is not."""
    assert (full.view().annotated_article(DAM_ARTICLE.id), full.view().annotated_article("art-0")) == (
        DAM_ANNOTATED,
        None,
    )


def test_decisions_of_an_older_case_are_taken_over(tmp_path: Path) -> None:
    """A case of the version before keeps its judgements, now with ids."""
    path = tmp_path / "case.db"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(WITHOUT_STREAMS)
        connection.executescript(
            "DROP TABLE run_articles; DROP TABLE article_relations; DROP TABLE noted_spans;"
            "DROP INDEX articles_by_publisher;"
            "DROP INDEX stories_of_article; DROP INDEX families_of_attribution; DROP INDEX families_by_speaker;"
            "DROP INDEX quantities_of_figure; DROP INDEX copies_by_source; DROP INDEX copies_by_target;"
            "ALTER TABLE claims DROP COLUMN parties; ALTER TABLE timeline_entries DROP COLUMN said;"
            "ALTER TABLE timeline_entries DROP COLUMN dated_by;"
            "DROP TABLE judgements; DROP INDEX articles_by_sha256; ALTER TABLE articles DROP COLUMN as_read;"
            "CREATE TABLE judgements (kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, verdict TEXT NOT NULL,"
            " decided_at TEXT NOT NULL, decided_by TEXT, PRIMARY KEY (kind, a, b), CHECK (a < b));"
            "INSERT INTO judgements VALUES ('name', 'Brandt', 'Zoë Brandt', 'same', '2031-05-07T08:00:00Z', NULL);"
            "UPDATE alembic_version SET version_num = '0004'; PRAGMA user_version = 4;"
        )
    with open_store(path) as store:
        assert store.view().judgements() == (SAME,)
