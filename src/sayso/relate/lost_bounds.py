"""Bounds that a copy leaves out: "at least 14" in an agency's report is "14" in the article made of it.

Invariant: both numbers stand in one copied passage. Nothing is found where the copy keeps the bound in any sentence of
its own, where only a headline drops it, or where more than a day lies between: an exact number may be better known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sayso.model.annotation import AnnotatedArticle, Bound, Figure
from sayso.model.relation import Copy, Direction, FlagKind, Place, Quantity
from sayso.model.span import Span
from sayso.relate.restated import Finding, is_soon_after

_LEAST_COPIED = 0.2  # of the copy's text
_BOUNDS = (Bound.AT_LEAST, Bound.UP_TO, Bound.ABOUT, Bound.MORE_THAN, Bound.LESS_THAN)
_OPEN = re.compile(
    r"\b(?:at least|at most|more than|less than|fewer than|over|up to|about|around|some|nearly|almost|roughly|"
    r"approximately|estimated|fear(?:s|ed)|believed|thought|so far|known|confirmed|reportedly|could|may|might)\b",
    re.IGNORECASE,
)
_BEFORE = 60  # code points


def find_lost_bounds(
    articles: Sequence[AnnotatedArticle], copies: Iterable[Copy], quantities: Iterable[Quantity]
) -> Iterator[Finding]:
    """Find each figure of a copy that states exactly what its source bounds; one finding a figure."""
    by_id = {annotated.article.id: annotated for annotated in articles}
    figures = {figure.id: figure for annotated in articles for figure in annotated.figures}
    sources: dict[str, list[Copy]] = {}
    for copy in sorted(copies, key=lambda copy: (-copy.share, copy.source)):
        days = [by_id[article].article.published_on for article in (copy.source, copy.target)]
        if copy.direction is not Direction.UNKNOWN and copy.share >= _LEAST_COPIED and is_soon_after(*days):
            sources.setdefault(copy.target, []).append(copy)
    for quantity in quantities:
        held: dict[tuple[str, float], list[Figure]] = {}
        for figure in map(figures.__getitem__, quantity.figures):
            held.setdefault((figure.article_id, figure.value), []).append(figure)
        for (target, value), here in sorted(held.items()):
            body = [figure for figure in here if not _in_headline(by_id[target], figure.span)]
            if not body or any(figure.bound is not Bound.EXACTLY or _is_open(by_id[target], figure) for figure in here):
                continue
            for copy in sources.get(target, ()):
                bounded = [figure for figure in held.get((copy.source, value), ()) if figure.bound in _BOUNDS]
                pairs = ((one, other) for one in bounded for other in body if _is_copied(one, other, copy))
                if (pair := next(pairs, None)) is not None:
                    places = (_place(pair[0]), _place(pair[1]))
                    yield Finding(FlagKind.HEDGE_LOST, places, places)
                    break


def _is_copied(bounded: Figure, flat: Figure, copy: Copy) -> bool:
    """Say whether two figures stand in one passage of a copy."""
    return any(p.source.overlaps(bounded.span) and p.target.overlaps(flat.span) for p in copy.passages)


def _place(figure: Figure) -> Place:
    return Place(article=figure.article_id, span=figure.span)


def _in_headline(annotated: AnnotatedArticle, span: Span) -> bool:
    title = annotated.article.title_span
    return title is not None and title.overlaps(span)


def _is_open(annotated: AnnotatedArticle, figure: Figure) -> bool:
    """Say whether words before a number, of its sentence, leave it open all the same."""
    text = annotated.article.text
    low = max(0, figure.span.start - _BEFORE)
    before = re.split(r"[.!?]\s|\n", text[low : figure.span.start])[-1]
    after = re.split(r"[.!?]\s|\n", text[figure.span.end : figure.span.end + _BEFORE])[0]
    return _OPEN.search(before) is not None or _OPEN.search(after) is not None
