"""What people decided on an article, told of its later version.

Invariant: a decision is carried only where the words that it is on stand as they stood, with all of their paragraph;
whoever decided, and when, stays. Of what was changed nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.model.ids import derive_id
from sayso.model.judgement import Anchor, JudgedKind, Judgement, find_anchored
from sayso.model.span import Span


def carry_judgements(
    judgements: Iterable[Judgement], old: Article, new: AnnotatedArticle, *, stated: Iterable[str | None] = ()
) -> Iterator[Judgement]:
    """Give the decisions on an article as decisions on its later version.

    Args:
        judgements: those that stand.
        old: the earlier version.
        new: the later one, as it was annotated.
        stated: the dates of publication that ``old`` ever had; a decided one is carried if the new text states none
            but these.
    """
    dates = frozenset(stated)
    for judgement in judgements:
        if judgement.kind is JudgedKind.PUBLISHED:
            if judgement.a == old.id and new.article.published_at in dates:
                yield from _carry(judgement, old, new)
        elif any(anchor.sha256 == old.sha256 for anchor in judgement.anchors):
            yield from _carry(judgement, old, new)


def _carry(judgement: Judgement, old: Article, new: AnnotatedArticle) -> Iterator[Judgement]:
    ids, anchors = [judgement.a, judgement.b], list(judgement.anchors)
    for number, anchor in enumerate(judgement.anchors):
        if anchor.sha256 != old.sha256:
            continue
        moved = _move_anchor(anchor, old, new.article)
        if moved is None or (id_ := _find_record(judgement.kind, moved, new)) is None:
            return
        ids[number], anchors[number] = id_, moved
    value_span = judgement.value_span
    if value_span is not None:
        value_span = move_span(value_span, old.text, new.article.text)
        if value_span is None:
            return
    if judgement.b:
        if ids[0] == ids[1]:
            return
        (ids[0], anchors[0]), (ids[1], anchors[1]) = sorted(zip(ids, anchors, strict=True), key=lambda each: each[0])
    yield replace(judgement, a=ids[0], b=ids[1], anchors=tuple(anchors), value_span=value_span)


def _find_record(kind: JudgedKind, anchor: Anchor, new: AnnotatedArticle) -> str | None:
    """Give the id that what stands at a place of the later version has there."""
    if kind in (JudgedKind.ARTICLE, JudgedKind.PUBLISHED):
        return new.article.id
    if kind is JudgedKind.TIME:
        return derive_id("tmx", new.article.id, *anchor.spans[0])
    if kind is JudgedKind.FIGURE:
        return next((figure.id for figure in new.figures if figure.span in anchor.spans), None)
    found = find_anchored(anchor, new.attributions)
    if found is None and kind is JudgedKind.SPEAKER:  # who named a speaker keeps the quote
        return derive_id("att", new.article.id, *(n for span in anchor.spans for n in span))
    return found.id if found else None


def _move_anchor(anchor: Anchor, old: Article, new: Article) -> Anchor | None:
    spans = [move_span(span, old.text, new.text) for span in anchor.spans]
    if any(span is None for span in spans):
        return None
    return Anchor(article=new.id, sha256=new.sha256, spans=tuple(span for span in spans if span is not None))


def move_span(span: Span, old: str, new: str) -> Span | None:
    """Give where words of one text stand in another that has all of their paragraph, once; ``None`` if it has not."""
    apart = "\n\n" if "\n\n" in old else "\n"
    at, end = old.rfind(apart, 0, span.start), old.find(apart, span.end)
    start = at + len(apart) if at >= 0 else 0
    paragraph = old[start : end if end >= 0 else len(old)].rstrip("\n")
    framed = f"{apart}{paragraph}{apart}"
    before, after = (_find_only(framed, f"{apart}{text}{apart}") for text in (old.rstrip("\n"), new.rstrip("\n")))
    if before is None or after is None:
        return None
    return Span(span.start + after - start, span.end + after - start)


def _find_only(part: str, text: str) -> int | None:
    """Give where a part of a text stands, if it stands there once."""
    at = text.find(part)
    return at if at >= 0 and text.find(part, at + 1) < 0 else None
