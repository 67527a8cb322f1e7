"""Judgements told of the records that are there now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.judgement import JudgedKind, Judgement, Verdict, anchor_article, anchor_spans
from sayso.relate.judged import find_judged
from tests.store.samples import (
    DAM_ANNOTATED,
    DAM_ARTICLE,
    FLED,
    HELD,
    LUCKY,
    RIVER_ANNOTATED,
    RIVER_ARTICLE,
    ROSE,
)

PILE = (DAM_ANNOTATED, RIVER_ANNOTATED)
QUOTES = Judgement(
    kind=JudgedKind.QUOTE,
    a=LUCKY.id,
    b=ROSE.id,
    verdict=Verdict.SAME,
    anchors=(anchor_spans(DAM_ARTICLE, *LUCKY.content), anchor_spans(RIVER_ARTICLE, *ROSE.content)),
    decided_at="2031-05-07T08:00:00Z",
)
ARTICLES = replace(
    QUOTES,
    kind=JudgedKind.ARTICLE,
    a=min(DAM_ARTICLE.id, RIVER_ARTICLE.id),
    b=max(DAM_ARTICLE.id, RIVER_ARTICLE.id),
    anchors=tuple(anchor_article(each) for each in sorted((DAM_ARTICLE, RIVER_ARTICLE), key=lambda each: each.id)),
)
FIGURES = replace(
    QUOTES,
    kind=JudgedKind.FIGURE,
    a="fig-0",
    b="fig-1",
    anchors=(anchor_spans(DAM_ARTICLE, FLED.span), anchor_spans(RIVER_ARTICLE, FLED.span)),
)


def test_known_ids_pass_unchanged() -> None:
    """A judgement on what is there is told as it is."""
    assert find_judged([QUOTES, ARTICLES], PILE) == (QUOTES, ARTICLES)


def test_a_quote_with_another_id_is_found_by_its_place() -> None:
    """What another annotator found at the place is what was decided on."""
    other = replace(LUCKY, id="zzz-other", nested_in=None)
    annotated = replace(DAM_ANNOTATED, attributions=(other, HELD))
    assert find_judged([QUOTES], (annotated, RIVER_ANNOTATED)) == (replace(QUOTES, a=ROSE.id, b="zzz-other"),)


def test_an_article_read_from_elsewhere_is_found_by_its_text() -> None:
    """The same text under another path is what was decided on, if the article itself is not there."""
    moved = replace(DAM_ANNOTATED.article, id="art-moved")
    annotated = replace(
        DAM_ANNOTATED, article=moved, attributions=(), figures=(), mentions=(), times=(), quotations=(), sentences=()
    )
    found = find_judged([ARTICLES], (annotated, RIVER_ANNOTATED))
    assert [{judgement.a, judgement.b} for judgement in found] == [{"art-moved", RIVER_ARTICLE.id}]


@pytest.mark.parametrize("pile", [(DAM_ANNOTATED,), ()])
def test_what_is_not_there_is_not_told(pile: tuple[object, ...]) -> None:
    """A decision on what no article holds waits."""
    assert find_judged([QUOTES, FIGURES], pile) == ()  # type: ignore[arg-type]


def test_names_are_told_as_they_are() -> None:
    """A name is its own place."""
    names = replace(QUOTES, kind=JudgedKind.NAME, a="A", b="B", anchors=())
    assert find_judged([names], PILE) == (names,)
