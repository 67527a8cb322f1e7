"""Who said what, by rules: a cue verb, the source beside it, the words it governs.

Invariant: speakers are resolved in the order of the text; where no rule finds the speaker there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.annotate.basis import find_basis
from sayso.annotate.chain import HopFinder
from sayso.annotate.drafts import Draft, Reader, cut_at_cue
from sayso.annotate.lexicon import Lexicon, load_lexicon
from sayso.annotate.speakers import SpeakerFinder
from sayso.annotate.spoken_lines import find_spoken_lines, with_spoken_lines
from sayso.annotate.units import split_blocks
from sayso.model.annotation import AnnotatedArticle, Attribution, EntityKind, Hop, HopKind, Quotation, Speaker
from sayso.model.ids import derive_id


def find_attributions(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Fill ``attributions``."""
    lexicon = load_lexicon()
    text = annotated.article.text
    outer = [q if q.closed else cut_at_cue(text, q, lexicon) for q in annotated.quotations if q.depth == 0]
    drafts: list[Draft] = []
    previous: list[Draft] = []
    for block in split_blocks(annotated, outer, lexicon):
        here = Reader(annotated.article.text, outer, lexicon).read_block(block, bool(previous))
        drafts.extend(here)
        previous = here
    drafts = with_spoken_lines(drafts, find_spoken_lines(text, annotated.article.furniture))
    return replace(annotated, attributions=tuple(_finish(annotated, drafts, outer, lexicon)))


def _finish(
    annotated: AnnotatedArticle, drafts: Sequence[Draft], outer: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[Attribution]:
    """Name the speakers in the order of the text, follow the chain, nest, and give ids."""
    article = annotated.article
    finder = SpeakerFinder(article.text, annotated.mentions, lexicon, [q.span for q in outer])
    chain = HopFinder(article.text)
    finished: list[Attribution] = []
    via: tuple[Hop, ...] = ()
    speaking: Speaker | None = None
    for draft in drafts:
        if draft.nested:
            finished.append(_attribution(annotated, draft, finder.resolve(draft.source, remember=False), (), outer))
            continue
        speaker = finder.last() if draft.carried and draft.source is None else finder.resolve(draft.source)
        hops = chain.find(draft.reach, (*draft.content, *([draft.source] if draft.source else [])))
        if speaker is None or speaking is None or speaker.name != speaking.name:
            via = ()
        via, speaking = hops or via, speaker
        finished.append(_attribution(annotated, draft, speaker, via, outer))
    seen: set[str] = set()
    for attribution in _nested(finished):
        if attribution.id not in seen:
            seen.add(attribution.id)
            yield attribution


def _attribution(
    annotated: AnnotatedArticle,
    draft: Draft,
    speaker: Speaker | None,
    via: tuple[Hop, ...],
    outer: Sequence[Quotation],
) -> Attribution:
    article = annotated.article
    words = " ".join(span.cut(article.text) for span in draft.content)
    return Attribution(
        id=derive_id("att", article.id, *(n for span in draft.content for n in span), draft.source, draft.cue),
        article_id=article.id,
        form=draft.form,
        content=draft.content,
        source=draft.source,
        cue=draft.cue,
        speaker=speaker,
        via=via,
        basis=find_basis(draft.basis, words),
        confidence=draft.confidence if speaker is not None else 0.0,
        unbalanced=any(not outer[q].closed for q in draft.quotations),
    )


def _nested(attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """Tie each attribution to the smallest other one whose content holds its content and cue."""
    open_ones: list[Attribution] = []
    holders_of: dict[str, list[Attribution]] = {}
    for inner in sorted(attributions, key=lambda a: (a.extent.start, -a.extent.end, a.id)):
        open_ones = [a for a in open_ones if a.extent.end > inner.extent.start]
        holders_of[inner.id] = [outer for outer in open_ones if _holds(outer, inner)]
        open_ones.append(inner)
    for inner in attributions:
        holders = holders_of[inner.id]
        if not holders:
            yield inner
            continue
        outer = min(holders, key=lambda a: (a.extent.end - a.extent.start, a.id))
        via = inner.via or (*outer.via, *_as_hop(outer))
        yield replace(inner, nested_in=outer.id, via=via)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    held = any(
        span.contains(inner.extent) and (inner.cue is None or span.contains(inner.cue)) for span in outer.content
    )
    return held and outer.extent != inner.extent


def _as_hop(outer: Attribution) -> tuple[Hop, ...]:
    """Make the outer speaker a step on the way to the inner one."""
    if outer.speaker is None or outer.source is None:
        return ()
    kinds = {EntityKind.PERSON: HopKind.PERSON, EntityKind.UNNAMED: HopKind.UNNAMED}
    known = load_lexicon().outlets.get(outer.speaker.name)
    kind = HopKind(known) if known else kinds.get(outer.speaker.kind, HopKind.DOCUMENT)
    return (Hop(name=outer.speaker.name, kind=kind, span=outer.speaker.span),)
