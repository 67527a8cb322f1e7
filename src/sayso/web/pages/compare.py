"""Two articles side by side: what they share, aligned, and what each has alone.

Invariant: the shared passages and the words between them are, together, each article's text to the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from sayso.model.article import Article
from sayso.model.relation import Copy
from sayso.model.span import Span, trim
from sayso.report.highlight import Mark, highlight
from sayso.report.page.pile import Cite, Pile
from sayso.report.page.wordings import merge
from sayso.store.parts import Wanted
from sayso.web.desk import Desk
from sayso.web.links import AcrossPages
from sayso.web.render import render

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A passage in both articles."""

    number: int
    left: Cite
    right: Cite


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: its text with the passages marked, and what it has alone, in the order of the text."""

    article: Article
    html: Markup
    alone: list[Cite]
    n_alone: int
    share: float


@router.get("/compare")
def compare(request: Request, a: str = "", b: str = "") -> Response:
    """Show two articles side by side."""
    desk: Desk = request.app.state.desk
    if not a or not b or a == b:
        return render(request, "choose.html", a=a, b=b)
    left_id, right_id = desk.article_id(a), desk.article_id(b)
    with desk.look() as lookup:
        found = lookup.copies(pair=(left_id, right_id))
        pile = Pile.of(lookup.part(Wanted(articles=(left_id, right_id), copies=found)), AcrossPages())
    copy = pile.dossier.relations.copies[0] if pile.dossier.relations.copies else None
    shared = shared_passages(pile, copy, left_id, right_id)
    return render(
        request,
        "compare.html",
        pile=pile,
        copy=copy,
        shared=shared,
        left=_side(pile, left_id, [each.left for each in shared], "right"),
        right=_side(pile, right_id, [each.right for each in shared], "left"),
    )


def shared_passages(pile: Pile, copy: Copy | None, left: str, right: str) -> list[Shared]:
    """Give the passages that two articles share, in the order of the left one."""
    if copy is None:
        return []
    pairs = [(passage.source, passage.target) for passage in copy.passages]
    ordered = sorted(pairs if copy.source == left else [(there, here) for here, there in pairs])
    return [
        Shared(number=number, left=pile.cite(left, mine), right=pile.cite(right, theirs))
        for number, (mine, theirs) in enumerate(ordered, start=1)
    ]


def _side(pile: Pile, id_: str, passages: list[Cite], other: str) -> Side:
    side = "left" if other == "right" else "right"
    article = pile.article(pile.numbers[id_])
    marks = [Mark(span=span, classes="x") for span in article.furniture]
    marks += [
        Mark(span=cite.span, classes="c", id=f"{side}-{number}", href=f"#{other}-{number}")
        for number, cite in enumerate(passages, start=1)
    ]
    together = merge(cite.span for cite in passages)
    alone = [pile.cite(id_, span) for span in _between(together, article)]
    n_shared = sum(span.end - span.start for span in together)
    return Side(
        article=article,
        html=highlight(article.text, marks),
        alone=alone,
        n_alone=len(alone),
        share=n_shared / max(1, len(article.text)),
    )


def _between(spans: list[Span], article: Article) -> list[Span]:
    """Give what lies outside some spans, without the white space at its ends and without furniture, by paragraph."""
    edges = [Span(0, 0), *spans, Span(len(article.text), len(article.text))]
    out = []
    for before, after in pairwise(edges):
        at = before.end
        for line in article.text[before.end : after.start].split("\n"):
            found = trim(Span(at, at + len(line)), article.text) if line else None
            at += len(line) + 1
            if found and not any(piece.contains(found) for piece in article.furniture):
                out.append(found)
    return out
