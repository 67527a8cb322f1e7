"""What people corrected, applied to what was found in an article: the last step of annotating.

Invariant: a correction is obeyed wherever the same text stands, by its place in it, so it outlives the annotator whose
mistake it corrects; one that does not fit the text (another's export, damaged by hand) changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.model.annotation import (
    AnnotatedArticle,
    Attribution,
    EntityKind,
    Form,
    Hop,
    Speaker,
    TimeExpression,
    TimexType,
)
from sayso.model.judgement import Anchor, JudgedKind, Judgement, find_anchored
from sayso.model.span import Span

_CORRECTING = frozenset((JudgedKind.SPEAKER, JudgedKind.ATTRIBUTION, JudgedKind.TIME))


def group_corrections(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Group the corrections of annotations by the SHA-256 of the text they are on, older ones first."""
    found: dict[str, list[Judgement]] = {}
    for judgement in sorted(judgements, key=lambda judgement: (judgement.decided_at, judgement.id)):
        if judgement.kind in _CORRECTING and len(judgement.anchors) == 1:
            found.setdefault(judgement.anchors[0].sha256, []).append(judgement)
    return found


def apply_judgements(
    articles: Iterable[AnnotatedArticle], judgements: Iterable[Judgement]
) -> tuple[AnnotatedArticle, ...]:
    """Give articles, as they were annotated, as people corrected them."""
    corrections = group_corrections(judgements)
    return tuple(correct_article(annotated, corrections) for annotated in articles)


def correct_article(annotated: AnnotatedArticle, corrections: Mapping[str, Sequence[Judgement]]) -> AnnotatedArticle:
    """Give one article as people corrected it; ``corrections`` are those of `group_corrections`."""
    for judgement in corrections.get(annotated.article.sha256, ()):
        anchor, length = judgement.anchors[0], len(annotated.article.text)
        if anchor.spans and all(0 <= span.start < span.end <= length for span in anchor.spans):
            if judgement.kind is JudgedKind.TIME:
                annotated = _correct_time(annotated, anchor.spans[0], judgement.value)
            elif judgement.kind is JudgedKind.SPEAKER:
                annotated = _correct_speaker(annotated, judgement, anchor)
            else:
                annotated = _leave_out(annotated, _find(annotated, judgement, anchor))
    return annotated


def _find(annotated: AnnotatedArticle, judgement: Judgement, anchor: Anchor) -> Attribution | None:
    by_id = {attribution.id: attribution for attribution in annotated.attributions}
    return by_id.get(judgement.a) or find_anchored(anchor, annotated.attributions)


def _correct_speaker(annotated: AnnotatedArticle, judgement: Judgement, anchor: Anchor) -> AnnotatedArticle:
    """Give an attribution the speaker that was decided; one that is found no more is put back for it."""
    speaker = None
    if judgement.value is not None:
        speaker = _speaker_at(annotated, judgement.value, judgement.value_span)
        if speaker is None:
            return annotated
    found = _find(annotated, judgement, anchor)
    if found is None:
        if speaker is None:
            return annotated
        quoted = any(quotation.inner.overlaps(span) for quotation in annotated.quotations for span in anchor.spans)
        found = Attribution(
            id=judgement.a,
            article_id=annotated.article.id,
            form=Form.DIRECT if quoted else Form.INDIRECT,
            content=tuple(sorted(anchor.spans)),
        )
        annotated = replace(annotated, attributions=_in_order((*annotated.attributions, found)))
    corrected = replace(found, speaker=speaker, confidence=0.0 if speaker is None else 1.0)
    attributions = tuple(
        corrected if each.id == found.id else _without_hop(each, found) for each in annotated.attributions
    )
    return replace(annotated, attributions=attributions)


def _speaker_at(annotated: AnnotatedArticle, name: str, span: Span | None) -> Speaker | None:
    """Make a speaker of a name that stands in the article; ``None`` if it does not stand where it is said to."""
    text = annotated.article.text
    if span is None or not 0 <= span.start < span.end <= len(text) or not name or name not in span.cut(text):
        return None
    named = [mention for mention in annotated.mentions if name in (mention.name, mention.chain)]
    here = [mention for mention in annotated.mentions if mention.span == span] or named
    return Speaker(name=name, kind=here[0].kind if here else EntityKind.OTHER, span=span)


def _leave_out(annotated: AnnotatedArticle, gone: Attribution | None) -> AnnotatedArticle:
    """Take an attribution away; what it held belongs to what held it."""
    if gone is None:
        return annotated
    attributions = tuple(
        replace(_without_hop(each, gone), nested_in=gone.nested_in) if each.nested_in == gone.id else each
        for each in annotated.attributions
        if each.id != gone.id
    )
    figures = tuple(
        replace(figure, attribution=gone.nested_in) if figure.attribution == gone.id else figure
        for figure in annotated.figures
    )
    return replace(annotated, attributions=attributions, figures=figures)


def _without_hop(attribution: Attribution, outer: Attribution) -> Attribution:
    """Take the speaker of ``outer`` out of the chain of what it holds."""
    if attribution.nested_in != outer.id or outer.speaker is None:
        return attribution
    return replace(attribution, via=tuple(hop for hop in attribution.via if not _is_hop_of(hop, outer.speaker)))


def _is_hop_of(hop: Hop, speaker: Speaker) -> bool:
    return hop.span == speaker.span and hop.name == speaker.name


def _correct_time(annotated: AnnotatedArticle, span: Span, value: str | None) -> AnnotatedArticle:
    """Give the time expression at a span its value; make one where none was found."""
    times = tuple(
        replace(time, value=value, mod=None, zone=None) if time.span == span else time for time in annotated.times
    )
    if not any(time.span == span for time in times):
        kind = TimexType.DURATION if (value or "").startswith("P") else TimexType.DATE
        made = TimeExpression(article_id=annotated.article.id, span=span, type=kind, value=value)
        times = tuple(sorted((*times, made), key=lambda time: time.span))
    return replace(annotated, times=times)


def _in_order(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    return tuple(sorted(attributions, key=lambda each: (each.extent.start, -each.extent.end, each.id)))
