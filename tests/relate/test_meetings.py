"""`Meetings`."""

from __future__ import annotations

from sayso.model.annotation import AnnotatedArticle
from sayso.relate.meetings import MOST_HOLDERS, Meetings
from tests.relate.written import write_article

SHARED = "a crane toppled onto the quay shortly before dawn on monday and cut the power to the ferry terminal"


def _write(index: int) -> AnnotatedArticle:
    """Write an article of words of its own, but for one sentence."""
    own = " ".join(f"w{index}x{place}" for place in range(60))
    return write_article(f"{own} {SHARED}", name=f"n{index}")


def _gather(*articles: AnnotatedArticle) -> Meetings:
    meetings = Meetings()
    for article in articles:
        meetings.add(article)
    return meetings


def test_articles_that_share_a_sentence_meet() -> None:
    """Two texts with one sentence in common are aligned at its words."""
    (met,) = _gather(_write(0), _write(1)).list_all()
    assert [run.length for chain in met.chains for run in chain] == [len(SHARED.split())]


def _name_pairs(meetings: Meetings) -> set[frozenset[str]]:
    return {frozenset(meetings.shelf.text(n).id for n in (met.source, met.target)) for met in meetings.list_all()}


def test_what_too_many_hold_ties_nobody_any_more() -> None:
    """One holder too many takes back what a shingle said of all pairs before, in whatever order they came."""
    articles = [_write(index) for index in range(MOST_HOLDERS + 1)]
    meetings = _gather(*articles[:-1])
    before = _name_pairs(meetings)
    assert len(before) == MOST_HOLDERS * (MOST_HOLDERS - 1) // 2
    meetings.add(articles[-1])
    assert not before <= _name_pairs(meetings)
    assert _name_pairs(_gather(*articles[::-1])) == _name_pairs(meetings)


def test_an_article_alone_has_nothing_around_it() -> None:
    """What stands around an article leaves out the pairs of others."""
    meetings = _gather(_write(0), _write(1), write_article("Rain fell on the fish market.", name="alone"))
    assert meetings.list_around("alone-article") == ([], [])
    assert len(meetings.list_around("n0-article")[1]) == 1
