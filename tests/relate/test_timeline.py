"""The timeline: dates in order, each with the sentences that state it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.annotate.figures import find_figures
from sayso.annotate.times import find_times
from sayso.model.annotation import AnnotatedArticle, Attribution, Form
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.model.span import Span
from sayso.relate.timeline import build_timeline


def write(text: str, name: str = "a", *sentences: Span, furniture: tuple[Span, ...] = ()) -> AnnotatedArticle:
    """Give an article of 16 February 2022 with its times and figures."""
    article = Article(
        id=f"art-{name}", text=text, sha256=sha256_of(text), published_at="2022-02-16", furniture=furniture
    )
    return find_figures(find_times(AnnotatedArticle(article=article, sentences=sentences)))


def test_entries_are_sorted_by_time() -> None:
    """Hours come before their day, days before their month, months before their year."""
    lines = (
        "It began in 2022",
        "It began in February 2022",
        "It began on Tuesday",
        "It began on Tuesday night",
        "It began at 9 a.m. Tuesday",
        "It began on Tuesday morning",
        "It began on Monday",
        "It began last week",
        "It began in 2014",
        "It began in the third quarter of 2021",
    )
    assert [entry.at for entry in build_timeline([write("\n".join(lines))])] == [
        "2014",
        "2021-Q3",
        "2022-W06",
        "2022-02-14",
        "2022-02-15TMO",
        "2022-02-15T09:00",
        "2022-02-15TNI",
        "2022-02-15",
        "2022-02",
        "2022",
    ]


@pytest.mark.parametrize("text", ["It took three years", "It is now over", "It began in the 1990s", "No date at all"])
def test_what_names_no_day_is_left_out(text: str) -> None:
    """Durations, vague references and decades have no place on the line."""
    assert build_timeline([write(text)]) == ()


def test_one_sentence_in_two_articles_is_one_entry() -> None:
    """A copied sentence is told once, with both places."""
    articles = [write("The ferry sank on Monday.", "a"), write("Lead.\nThe ferry sank on Monday.", "b")]
    (entry,) = build_timeline(articles)
    assert [(place.article, place.span) for place in entry.places] == [
        ("art-a", Span(0, 25)),
        ("art-b", Span(6, 31)),
    ]


def test_an_entry_refers_to_what_its_sentence_holds() -> None:
    """Attributions and figures of the sentence are named, in the order of the text."""
    annotated = write("On Monday Orla Tenn said 40 people died.")
    attribution = Attribution(
        id="at-1", article_id="art-a", form=Form.INDIRECT, content=(Span(25, 39),), cue=Span(20, 24)
    )
    (entry,) = build_timeline([replace(annotated, attributions=(attribution,))])
    assert entry.refs == ("at-1", annotated.figures[0].id)


def test_sentences_of_the_layer_are_used() -> None:
    """The place is the sentence, not the whole line."""
    text = "It rained. The ferry sank on Monday."
    (entry,) = build_timeline([write(text, "a", Span(0, 10), Span(11, 36))])
    assert entry.places[0].span == Span(11, 36)


def test_furniture_is_left_out() -> None:
    """A date in page furniture places nothing."""
    assert build_timeline([write("Updated on Monday", furniture=(Span(0, 17),))]) == ()


def test_the_order_of_articles_changes_nothing() -> None:
    """The timeline depends on the set of articles alone."""
    articles = [write("The ferry sank on Monday.", "a"), write("Divers came on Tuesday.", "b")]
    assert build_timeline(articles) == build_timeline(articles[::-1])
