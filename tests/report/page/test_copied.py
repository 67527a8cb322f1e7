"""The picture of the copies has room for every label."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.annotation import AnnotatedArticle
from sayso.model.dossier import Dossier, Relations
from sayso.model.relation import Copy, Direction, Passage
from sayso.model.span import Span
from sayso.report.page.copied import N_PICTURED, Knot, picture_of, threads_of
from sayso.report.page.pile import Pile
from tests.report.invented import article, dossier


def chain(outlets: list[str]) -> Pile:
    """Make a pile in which each article shares text with the one before."""
    articles = [
        article(f"Words {n}", path=f"{n}.txt", publisher=outlet, published_at=None, title=None)
        for n, outlet in enumerate(outlets)
    ]
    copies = [
        Copy(
            source=one.id,
            target=two.id,
            share=0.5,
            verbatim=True,
            passages=(Passage(source=Span(0, 5), target=Span(0, 5)),),
            direction=Direction.EARLIER,
        )
        for one, two in itertools.pairwise(articles)
    ]
    annotated = tuple(AnnotatedArticle(article=one) for one in articles)
    relations = Relations(copies=tuple(copies))
    return Pile.of(Dossier(articles=annotated, relations=relations, provenance=dossier().provenance))


def extent(knot: Knot) -> tuple[float, float]:
    """Give where a label begins and ends, letters taken to be 8 pixels wide."""
    size = len(knot.label) * 8
    left = {"start": knot.x, "middle": knot.x - size / 2, "end": knot.x - size}[knot.anchor]
    return left, left + size


@given(st.lists(st.text("abcde ", min_size=1, max_size=30), min_size=2, max_size=N_PICTURED))
def test_labels_never_overlap(outlets: list[str]) -> None:
    """However long the outlets' names, no two labels on one line meet, and none leaves the picture."""
    pile = chain(outlets)
    picture = picture_of(pile, threads_of(pile))
    assert picture is not None
    lines = sorted((knot.label_y, *extent(knot)) for knot in picture.knots)
    meet = [b for a, b in itertools.pairwise(lines) if a[0] == b[0] and b[1] < a[2]]
    outside = [knot.label for knot in picture.knots if extent(knot)[0] < 0 or extent(knot)[1] > picture.width]
    assert (meet, outside) == ([], [])


@pytest.mark.parametrize(("n", "drawn"), [(1, False), (2, True), (N_PICTURED, True), (N_PICTURED + 1, False)])
def test_picture_only_when_it_can_be_read(n: int, drawn: bool) -> None:
    """No picture of nothing, and none of more articles than one can tell apart."""
    pile = chain([f"Outlet {number}" for number in range(n)])
    assert (picture_of(pile, threads_of(pile)) is not None) == drawn


def test_every_copy_is_listed() -> None:
    """Each copy has its line, the larger share first."""
    pile = Pile.of(dossier())
    assert [(thread.source, thread.target, thread.share) for thread in threads_of(pile)] == [(1, 2, 0.125)]
