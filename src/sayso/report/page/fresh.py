"""What is new in the pile, and what a changed article changed.

Invariant: every item is a door to where it stands, whole, in its own section; what a page no longer says is cut from
its earlier text, which stands on the page too, numbered after the articles.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.article import Article
from sayso.model.news import ChangedArticle, News
from sayso.report.page.pile import Cite, Pile, Voice, anchor
from sayso.report.page.words import count, say_date

N_FRESH = 8
"""So many of each are shown at once; the others stand behind a summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshSide:
    """Who is newly on a side of a claim, and in which words."""

    side: str
    voices: list[Voice]
    words: Cite


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBefore:
    """An earlier text of a page, and the changes from it: words that went, words that came; one may be missing."""

    n: int
    of: int
    article: Article
    changes: list[tuple[Cite | None, Cite | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """All that is new."""

    since: str
    counts: str
    articles: list[int]
    voices: list[Voice]
    quotes: list[Cite]
    figures: list[Cite]
    sides: list[FreshSide]
    origins: list[Cite]
    before: list[TextBefore]


def fresh_of(pile: Pile) -> Fresh | None:
    """Show what is new; ``None`` where that was not asked for."""
    news = pile.dossier.news
    if news is None:
        return None
    quotes = (pile.attributions[id_] for id_ in news.quotes)
    figures = (pile.figures[id_] for id_ in news.figures)
    return Fresh(
        since=news.since if news.since.startswith("run-") else say_date(news.since),
        counts=say_news(news),
        articles=[pile.numbers[id_] for id_ in news.articles],
        voices=[pile.voices[id_] for id_ in news.speakers if id_ in pile.voices],
        quotes=[pile.cite_words(quote.article_id, quote.content[0]) for quote in quotes],
        figures=[pile.cite(figure.article_id, figure.span) for figure in figures],
        sides=[
            FreshSide(
                side=each.side.value.replace("_", " "),
                voices=[pile.voices[id_] for id_ in each.speakers if id_ in pile.voices],
                words=_cite_report(pile, each.attributions[0]),
            )
            for each in news.sides
        ],
        origins=[_cite_report(pile, each.reports[0]) for each in news.origins],
        before=[
            _before(pile, changed, n) for n, changed in enumerate(news.changed, start=len(pile.dossier.articles) + 1)
        ],
    )


def say_news(news: News) -> str:
    """Count what is new: "2 articles, 1 speaker, …"; what there is none of is left out."""
    counted = (
        (news.articles, "article", ""),
        (news.changed, "changed article", ""),
        (news.speakers, "speaker", ""),
        (news.quotes, "quote", ""),
        (news.figures, "figure", ""),
        (news.sides, "side of a claim", "sides of claims"),
        (news.origins, "origin", ""),
    )
    return ", ".join(count(len(items), one, many) for items, one, many in counted if items) or "nothing"


def _cite_report(pile: Pile, report: str) -> Cite:
    if report in pile.attributions:
        attribution = pile.attributions[report]
        return pile.cite_words(attribution.article_id, attribution.content[0])
    figure = pile.figures[report]
    return pile.cite(figure.article_id, figure.span)


def _before(pile: Pile, changed: ChangedArticle, n: int) -> TextBefore:
    return TextBefore(
        n=n,
        of=pile.numbers[changed.article],
        article=changed.before,
        changes=[
            (
                change.before
                and Cite(n, change.before, change.before.cut(changed.before.text), f"#{anchor(n, change.before)}"),
                change.after and pile.cite(changed.article, change.after),
            )
            for change in changed.changes
        ],
    )
