"""What people decided, told of the records that are there now.

Invariant: a judgement whose records bear their old ids passes unchanged; one whose record has another id (another
annotator, another folder) is told of what stands at the record's place, and of nothing if nothing does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model.annotation import AnnotatedArticle
from sayso.model.judgement import PAIRS, Anchor, JudgedKind, Judgement, find_anchored


def find_judged(judgements: Iterable[Judgement], articles: Sequence[AnnotatedArticle]) -> tuple[Judgement, ...]:
    """Give the judgements on pairs with the ids that their records have in these articles. Time is linear in both."""
    judgements = tuple(judgements)
    if not judgements:
        return ()
    records = _Records(articles)
    return tuple(found for judgement in judgements if (found := _tell_anew(judgement, records)) is not None)


class _Records:
    """The articles by id and by the SHA-256 of their text, and all ids that a judgement can name."""

    def __init__(self, articles: Sequence[AnnotatedArticle]) -> None:
        ordered = sorted(articles, key=lambda annotated: annotated.article.rank)
        self.by_id = {annotated.article.id: annotated for annotated in ordered}
        self.by_sha256 = {annotated.article.sha256: annotated for annotated in reversed(ordered)}
        self.ids = set(self.by_id)
        for annotated in ordered:
            self.ids.update(attribution.id for attribution in annotated.attributions)
            self.ids.update(figure.id for figure in annotated.figures)

    def find(self, kind: JudgedKind, id_: str, anchor: Anchor | None) -> str | None:
        """Give the id that a record has now."""
        if id_ in self.ids or anchor is None:
            return id_
        annotated = self.by_id.get(anchor.article) or self.by_sha256.get(anchor.sha256)
        if annotated is None or annotated.article.sha256 != anchor.sha256:
            return None
        if kind is JudgedKind.ARTICLE:
            return annotated.article.id
        if kind is JudgedKind.FIGURE:
            return next((each.id for each in annotated.figures if each.span in anchor.spans), None)
        found = find_anchored(anchor, annotated.attributions)
        return found.id if found else None


def _tell_anew(judgement: Judgement, records: _Records) -> Judgement | None:
    if judgement.kind not in PAIRS or judgement.kind is JudgedKind.NAME:
        return judgement
    first, second = (*judgement.anchors, None, None)[:2]
    a = records.find(judgement.kind, judgement.a, first)
    b = records.find(judgement.kind, judgement.b, second)
    if a is None or b is None or a == b:
        return None
    if (a, b) == (judgement.a, judgement.b):
        return judgement
    return replace(judgement, a=min(a, b), b=max(a, b))
