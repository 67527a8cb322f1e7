"""Marks around an article's spans: they nest, they can be taken away, and nothing of the text is lost."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.marking import mark_article
from sayso.model.annotation import AnnotatedArticle, Attribution, Bound, Figure, Form, TimeExpression, TimexType
from sayso.model.article import Article
from sayso.model.span import Span

TEXT = "Nine men said on Monday that it was over."


def annotate(*spans: Span) -> AnnotatedArticle:
    """Give the text with a time expression at each span."""
    times = [TimeExpression(article_id="art-1", span=span, type=TimexType.DATE, value="2024") for span in spans]
    return AnnotatedArticle(article=Article(id="art-1", text=TEXT, sha256="0"), times=tuple(times))


def test_each_kind_has_its_mark() -> None:
    """Quote, source, cue, figure and time stand in brackets, with what they say."""
    article = Article(id="art-1", text=TEXT, sha256="0")
    attribution = Attribution(
        id="att-1",
        article_id="art-1",
        form=Form.INDIRECT,
        content=(Span(24, 40),),
        source=Span(0, 8),
        cue=Span(9, 13),
    )
    figure = Figure(id="fig-1", article_id="art-1", span=Span(0, 4), value=9, unit="men", bound=Bound.EXACTLY)
    time = TimeExpression(article_id="art-1", span=Span(17, 23), type=TimexType.DATE, value=None)
    marked = mark_article(
        AnnotatedArticle(article=article, attributions=(attribution,), figures=(figure,), times=(time,))
    )
    assert marked.splitlines()[2] == (
        "[source: [figure exactly 9 men: Nine] men] [cue: said] on [time unresolved: Monday] "
        "[quote speaker unknown: that it was over]."
    )


def test_marks_that_cross_are_closed_and_opened_again() -> None:
    """Brackets always nest."""
    marked = mark_article(annotate(Span(0, 8), Span(5, 13)))
    assert marked.splitlines()[2].startswith("[time 2024: Nine [time 2024: men]][time 2024:  said] on")


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 41)).filter(lambda pair: pair[0] < pair[1]), max_size=6))
def test_taking_the_marks_away_gives_the_text(pairs: list[tuple[int, int]]) -> None:
    """Nothing is lost or doubled, whatever crosses whatever."""
    marked = mark_article(annotate(*(Span(*pair) for pair in pairs))).split("\n\n", 1)[1]
    assert re.sub(r"\[time 2024: |\]", "", marked) == TEXT + "\n"
