"""`what_is_new`: what stands in no words that were known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.news import ChangedArticle, NewOrigin, News, NewSide, TextChange
from sayso.model.relation import Side
from sayso.model.span import Span
from sayso.relate.news import what_is_new
from tests.relate.written import find
from tests.report.invented import AGENCY, CUT, FEWER, FULLEST, MANY, ONE, TWO, UNSEEN, dossier

NEWS_OF_ALL = News(
    since="2031-05-01",
    articles=(ONE.id, TWO.id),
    speakers=("ent-keeper",),
    quotes=(FULLEST.id, UNSEEN.id, CUT.id),
    figures=(MANY.id, FEWER.id),
    sides=(
        NewSide(claim="clm-wall", side=Side.ASSERTED, speakers=("ent-keeper",), attributions=(FULLEST.id, CUT.id)),
        NewSide(claim="clm-wall", side=Side.NOT_OBSERVED, speakers=(), attributions=(UNSEEN.id,)),
    ),
    origins=(
        NewOrigin(of="clm-wall", reports=(FULLEST.id, CUT.id)),
        NewOrigin(of="qty-people", reports=(MANY.id,)),
        NewOrigin(of="qty-people", reports=(FEWER.id,)),
    ),
)


def _news(*known: str, changed: tuple[ChangedArticle, ...] = ()) -> News:
    return what_is_new(dossier(), since="2031-05-01", known=known, changed=changed)


def test_all_is_new_where_nothing_was_known() -> None:
    """Every article, and every item in it, is new to who had read none."""
    assert _news() == NEWS_OF_ALL


def test_nothing_is_new_where_all_was_known() -> None:
    """Who had read every article is told nothing."""
    assert _news(ONE.id, TWO.id) == News(since="2031-05-01")


def test_a_later_wording_is_no_new_quote() -> None:
    """A new article that gives a known utterance and another number brings a figure, but no quote, speaker or side."""
    expected = News(
        since="2031-05-01",
        articles=(TWO.id,),
        figures=(FEWER.id,),
        origins=(NewOrigin(of="qty-people", reports=(FEWER.id,)),),
    )
    assert _news(ONE.id) == expected


@pytest.mark.parametrize(
    ("words", "quotes", "figures"),
    [("the wall has not moved", (FULLEST.id,), ()), ("More than 400", (), (MANY.id,)), (None, (), ())],
)
def test_of_a_changed_page_only_what_changed_is_new(
    words: str | None, quotes: tuple[str, ...], figures: tuple[str, ...]
) -> None:
    """Where a page took the place of a known reading, only what stands in changed words is new."""
    change = TextChange(before=Span(0, 3), after=find(AGENCY, words) if words else None)
    changed = ChangedArticle(article=ONE.id, before=replace(ONE, id="art-before"), changes=(change,))
    alone = replace(dossier(), relations=replace(dossier().relations, quote_families=()))
    news = what_is_new(alone, since="x", known=(TWO.id,), changed=(changed,))
    assert (news.articles, news.quotes, news.figures, news.changed) == ((ONE.id,), quotes, figures, (changed,))
