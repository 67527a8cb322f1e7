"""`find_stories`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.annotation import AnnotatedArticle
from sayso.model.judgement import JudgedKind, Judgement, Verdict
from sayso.relate.stories import find_stories
from tests.relate.written import write_article

CRANE = [
    "A crane toppled onto the quay of Port Ellen before dawn, crushing two lorries and closing the ferry terminal.",
    "The ferry terminal at Port Ellen stayed shut after a crane fell on the quay and crushed two empty lorries.",
    "Rusted bolts felled the crane that crushed lorries at the Port Ellen ferry quay, an engineer said.",
]
TRIAL = [
    "A jury in Durham found the beekeeper Ada Finch guilty of selling honey stretched with rice syrup.",
    "Ada Finch, the Durham beekeeper, was convicted by a jury of stretching her honey with rice syrup.",
]


def _pile(dates: tuple[str | None, ...] = (None,) * 5) -> list[AnnotatedArticle]:
    texts = [*CRANE, *TRIAL]
    return [
        write_article(text, name=f"n{index}", title=text.split(",")[0][:40], published_at=day)
        for index, (text, day) in enumerate(zip(texts, dates, strict=True))
    ]


def _groups(articles: list[AnnotatedArticle], *judgements: Judgement) -> list[list[str]]:
    return sorted(
        [name.removesuffix("-article") for name in story.articles] for story in find_stories(articles, judgements)
    )


def _judge(a: str, b: str, verdict: Verdict) -> Judgement:
    return Judgement(kind=JudgedKind.ARTICLE, a=a, b=b, verdict=verdict, decided_at="2024-01-01T00:00:00Z")


def test_articles_on_one_event_are_one_story() -> None:
    """Two events make two stories."""
    assert _groups(_pile()) == [["n0", "n1", "n2"], ["n3", "n4"]]


def test_far_apart_in_time_is_another_story() -> None:
    """The same words two months later are of another event."""
    dates = ("2024-01-01", "2024-01-02", "2024-03-20T10:00:00Z", "2024-01-01", "2024-01-01")
    assert _groups(_pile(dates)) == [["n0", "n1"], ["n2"], ["n3", "n4"]]


QUAKES = [
    "A quake of magnitude 6.1 shook Tarvos before dawn and killed 14 people, the governor of Tarvos, Rhea Lund, said.",
    "At least 14 people died as a quake of magnitude 6.1 hit Tarvos. Governor Rhea Lund asked for tents.",
    "A quake of magnitude 5.4 shook Belmar before dawn and killed three people, mayor Joao Pinto of Belmar said.",
    "Three people died as a quake of magnitude 5.4 hit Belmar. Mayor Joao Pinto asked for blood.",
]


@pytest.mark.parametrize("days", [(None,) * 4, ("2024-05-05", "2024-05-05", "2024-05-14", "2024-05-14")])
def test_two_events_of_one_kind_stay_apart(days: tuple[str | None, ...]) -> None:
    """Two quakes told in the same words are two stories: their places, people and numbers differ."""
    texts = enumerate(zip(QUAKES, days, strict=True))
    pile = [write_article(text, name=f"n{index}", published_at=day) for index, (text, day) in texts]
    assert _groups(pile) == [["n0", "n1"], ["n2", "n3"]]


def test_a_story_is_titled_and_dated_by_its_articles() -> None:
    """The title is the headline of one of the articles; the dates are the first and the last."""
    dates = ("2024-01-02", "2024-01-01", None, None, None)
    story = next(story for story in find_stories(_pile(dates)) if len(story.articles) == 3)
    titles = [text.split(",")[0][:40] for text in CRANE]
    assert (story.title in titles, story.begins_at, story.ends_at) == (True, "2024-01-01", "2024-01-02")


def test_a_person_decides_on_articles() -> None:
    """A judgement takes an article out of a story, or joins two stories."""
    parted = _judge("n0-article", "n2-article", Verdict.DIFFERENT)
    joined = _judge("n0-article", "n3-article", Verdict.SAME)
    assert [_groups(_pile(), parted), _groups(_pile(), joined)] == [
        [["n0", "n1"], ["n2"], ["n3", "n4"]],
        [["n0", "n1", "n2", "n3", "n4"]],
    ]


def test_an_empty_pile_has_no_story() -> None:
    """Nothing in, nothing out; an article without a word is a story of its own."""
    assert [_groups([]), _groups([write_article("…", name="dots")])] == [[], [["dots"]]]


@settings(max_examples=25)
@given(st.permutations(range(5)), st.integers(1, 5))
def test_order_does_not_matter(order: list[int], n: int) -> None:
    """The pile's order changes nothing, and each article is in one story."""
    pile = _pile()
    chosen = [pile[index] for index in order[:n]]
    stories = find_stories(chosen)
    assert find_stories(sorted(chosen, key=lambda each: each.article.id)) == stories
    assert sorted(name for story in stories for name in story.articles) == sorted(each.article.id for each in chosen)
