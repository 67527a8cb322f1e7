"""Who said what, by rules: a cue verb, the source beside it, the words it governs.

Invariant: speakers are resolved in the order of the text; where no rule finds the speaker there is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.annotate.basis import find_basis, find_order
from sayso.annotate.chain import HopFinder, name_outlet
from sayso.annotate.contents import with_addressee, without_verdict
from sayso.annotate.drafts import Draft, Reader, cut_at_cue
from sayso.annotate.extracts import find_extracts, with_extracts
from sayso.annotate.lexicon import Lexicon, load_lexicon
from sayso.annotate.links import Link
from sayso.annotate.merging import join_passed_on
from sayso.annotate.nesting import nest_drafts
from sayso.annotate.papers import find_maker_of
from sayso.annotate.speakers import SpeakerFinder
from sayso.annotate.spoken_lines import find_spoken_lines, with_spoken_lines
from sayso.annotate.units import Block, split_blocks
from sayso.annotate.ways import find_ways, pass_through
from sayso.model.annotation import (
    AnnotatedArticle,
    Attribution,
    EntityKind,
    Form,
    Hop,
    HopKind,
    MentionForm,
    Quotation,
    Speaker,
)
from sayso.model.ids import derive_id
from sayso.model.nearby import Nearby
from sayso.model.span import Span
from sayso.text.modality import ANSWERING_WORDS

_TRADE_WORDS = 2  # "news network"
_REPORTS = re.compile(
    r"[^.,;:“”\"\n]{0,60}\b(?:react\w*|respon(?:d\w*|se)|answer\w*|repl(?:y|ies|ied|ying)) "
    r"(?:(?:to|on) )?(?:\w+ ){0,2}?(?P<cue>reports?|claims?|allegations?|accusations?|suggestions?) (?:from|by|in) "
    r"(?P<by>[^.,;:“”\"\n]{2,60}?) that [“\"]?"
)
# Before whom somebody speaks: "a court heard", "the inquest has heard"
_HEARD = re.compile(
    r"(?:(?:an?|the) )?(?:[\w’'-]+ ){0,4}?(?:court|tribunal|inquest|hearing|inquiry|trial|jury|jurors|panel|committee)"
    r" (?:(?:has|have|had|also|previously|earlier) )*(?:heard|hears?|was told|were told|is told)",
    re.IGNORECASE,
)


class Ground(NamedTuple):
    """What drafts of one article are read from: its outermost quotations, and its blocks, furniture left out."""

    annotated: AnnotatedArticle
    outer: list[Quotation]
    blocks: list[Block]
    lexicon: Lexicon


def find_attributions(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Fill ``attributions``."""
    ground = survey(annotated)
    return finish(ground, read_drafts(ground))


def survey(annotated: AnnotatedArticle) -> Ground:
    """Lay out what drafts are read from."""
    lexicon = load_lexicon()
    text = annotated.article.text
    outer = [q if q.closed else cut_at_cue(text, q, lexicon) for q in annotated.quotations if q.depth == 0]
    return Ground(annotated, outer, list(split_blocks(annotated, outer, lexicon)), lexicon)


def read_drafts(ground: Ground, others: Sequence[Draft] | None = None, places: Sequence[int] = ()) -> list[Draft]:
    """Read by the rules, block by block.

    With ``others``, drafts read by other means, only blocks that hold a quotation or one of ``places`` (offsets).
    """
    drafts: list[Draft] = []
    previous: list[Draft] = []
    read = Nearby(others or (), lambda draft: () if draft.cue is None else (draft.cue,))
    places = sorted(places)
    for block in ground.blocks:
        if (
            others is not None
            and not _is_quoting(block)
            and bisect_left(places, block.span.start) == bisect_left(places, block.span.end)
        ):
            previous = [d for d in read.near((block.span,)) if d.cue is not None and block.span.contains(d.cue)]
            continue
        here = Reader(ground.annotated.article.text, ground.outer, ground.lexicon).read_block(
            block, _has_floor(ground.annotated.article.text, previous)
        )
        drafts.extend(here)
        previous = here
    return drafts


def _has_floor(text: str, drafts: Sequence[Draft]) -> bool:
    """Say whether somebody speaks in a block so that a quotation after it may be his: not "is alleged", no question."""
    if drafts and drafts[-1].form is Form.DIRECT and text[drafts[-1].content[-1].end - 1] == "?":
        return False
    return any(
        draft.form is not Form.INDIRECT or (draft.word is not None and not (draft.word.weak or draft.word.thought))
        for draft in drafts
    )


def _is_quoting(block: Block) -> bool:
    return any(token.quotation >= 0 for unit in block.units for token in unit.tokens)


def finish(ground: Ground, drafts: Sequence[Draft], links: Mapping[int, Link] | None = None) -> AnnotatedArticle:
    """Turn drafts, in the order of the text, into the attributions of the article.

    ``links`` are whom the encoder ties pronouns to, by where they begin.
    """
    article, mentions = ground.annotated.article, ground.annotated.mentions
    finder = SpeakerFinder(article.text, mentions, ground.lexicon, [q.span for q in ground.outer], links or {})
    drafts = with_extracts(drafts, list(find_extracts(article.text, ground.blocks, ground.lexicon)))
    drafts = with_spoken_lines(drafts, find_spoken_lines(article.text, article.furniture))
    drafts = [_with_reporter(article.text, draft) for draft in drafts]
    drafts = [with_addressee(article.text, without_verdict(article.text, draft)) for draft in drafts]
    drafts = join_passed_on(nest_drafts(article.text, drafts, ground.annotated.quotations, ground.lexicon))
    return replace(ground.annotated, attributions=tuple(_finish(ground.annotated, drafts, ground.outer, finder)))


def _finish(
    annotated: AnnotatedArticle, drafts: Sequence[Draft], outer: Sequence[Quotation], finder: SpeakerFinder
) -> Iterator[Attribution]:
    """Name the speakers in the order of the text, follow the chain, nest, and give ids."""
    text = annotated.article.text
    chain = HopFinder(text)
    speakers = [_as_outlet(draft, _find_speaker(text, draft, finder), chain) for draft in drafts]
    makers = {m.span.cut(text): m.kind for m in annotated.mentions if m.form is MentionForm.NAME}
    speakers = [_as_maker(text, draft, speaker, makers) for draft, speaker in zip(drafts, speakers, strict=True)]
    ways = find_ways(text, chain, drafts, speakers)
    made: dict[int, str] = {}  # the id of each draft's attribution
    finished = [
        _attribution(annotated, draft, speaker, via, outer, made)
        for draft, speaker, via in zip(drafts, speakers, ways, strict=True)
    ]
    seen: set[str] = set()
    told_of = {made[id(draft)] for draft in drafts if draft.told_of}
    for attribution in _nested(text, finished, chain):
        if attribution.id in told_of:  # who denies another's claim has not passed it on
            attribution = replace(attribution, via=())
        if attribution.id not in seen:
            seen.add(attribution.id)
            yield attribution


def _find_speaker(text: str, draft: Draft, finder: SpeakerFinder) -> Speaker | None:
    """Name who speaks in a draft; to be asked in the order of the text."""
    source = None if draft.unsure else draft.source
    if draft.nested or draft.aside:
        return finder.resolve(source, remember=False, content=draft.content)
    speaker = finder.last() if draft.carried and source is None else finder.resolve(source, content=draft.content)
    if draft.carried and speaker is not None and _addresses(text, draft, speaker):
        return None
    if draft.cue is not None and ANSWERING_WORDS.search(draft.cue.cut(text)):
        return None  # the words are those of the reports that were answered
    if source is not None and draft.cue is not None and _HEARD.fullmatch(text, source.start, draft.cue.end):
        return None
    return speaker


def _as_outlet(draft: Draft, speaker: Speaker | None, chain: HopFinder) -> Speaker | None:
    """Name the outlet that is only called so: "the paper said", of the last one that the article named."""
    bare = draft.source is not None and speaker is not None and len(speaker.name.split()) <= _TRADE_WORDS
    if draft.source is None or speaker is None or not bare or speaker.span.end != draft.source.end:
        return speaker
    if speaker.span.start - draft.source.start != len("the "):
        return speaker
    called = [hop for hop in chain.find(draft.source) if hop.span.end <= draft.source.start]
    sure = len(called) == 1 and (
        " " in called[0].name or called[0].kind is not HopKind.OUTLET
    )  # "Time" may be no paper
    return Speaker(name=called[0].name, kind=EntityKind.ORGANISATION, span=called[0].span) if sure else speaker


def _as_maker(text: str, draft: Draft, speaker: Speaker | None, kinds: Mapping[str, EntityKind]) -> Speaker | None:
    """Name who made a document that bears his name, if the article names him elsewhere: "a Dyketec brochure said"."""
    maker = None if draft.source is None or speaker is None else find_maker_of(text, draft.source)
    if maker is None or speaker is None or not speaker.name.startswith(maker.cut(text) + " "):
        return speaker
    kind = kinds.get(maker.cut(text), EntityKind.PLACE)
    known = kind is not EntityKind.PLACE and name_outlet(maker.cut(text)) is None
    return Speaker(name=maker.cut(text), kind=kind, span=maker) if known else speaker


def _with_reporter(text: str, draft: Draft) -> Draft:
    """Give the words that are answered to whom they are from: "gave his reaction to reports from Ostland that"."""
    if draft.source is None or draft.cue is None or draft.source.end >= draft.content[0].start:
        return draft
    match = _REPORTS.fullmatch(text, draft.source.end, draft.content[0].start)
    if match is None:
        return draft
    return replace(draft, source=Span(*match.span("by")), cue=Span(*match.span("cue")))


def _addresses(text: str, draft: Draft, speaker: Speaker) -> bool:
    """Say whether a quotation names whom it would be given to: "Minister Lang, when will it end?" is not his."""
    return speaker.name.split()[-1] in draft.content[0].cut(text)


def _attribution(
    annotated: AnnotatedArticle,
    draft: Draft,
    speaker: Speaker | None,
    via: tuple[Hop, ...],
    outer: Sequence[Quotation],
    made: dict[int, str],
) -> Attribution:
    article = annotated.article
    words = " ".join(span.cut(article.text) for span in draft.content)
    does = draft.basis
    if draft.form is not Form.DIRECT:
        does = find_order(article.text, draft.cue, draft.content[0], does)
    made[id(draft)] = derive_id(
        "att", article.id, *(n for span in draft.content for n in span), draft.source, draft.cue
    )
    return Attribution(
        id=made[id(draft)],
        article_id=article.id,
        form=draft.form,
        content=draft.content,
        source=draft.source,
        cue=draft.cue,
        speaker=speaker,
        via=via,
        nested_in=None if draft.outer is None else made.get(id(draft.outer)),
        basis=find_basis(does, words),
        confidence=draft.confidence if speaker is not None else 0.0,
        unbalanced=any(not (outer[q].opened and outer[q].closed) for q in draft.quotations),
    )


def _nested(text: str, attributions: Sequence[Attribution], chain: HopFinder) -> Iterator[Attribution]:
    """Tie each attribution to the one it was read in, else to the smallest whose content holds its content and cue."""
    open_ones: list[Attribution] = []
    holders_of: dict[str, list[Attribution]] = {}
    extents = {a.id: a.extent for a in attributions}
    for inner in sorted(attributions, key=lambda a: (extents[a.id].start, -extents[a.id].end, a.id)):
        begin = extents[inner.id].start
        open_ones = [a for a in open_ones if extents[a.id].end > begin]
        holders_of[inner.id] = [outer for outer in open_ones if _holds(outer, inner)]
        open_ones.append(inner)
    by_id = {a.id: a for a in attributions}
    for inner in attributions:
        holders = [by_id[inner.nested_in]] if inner.nested_in in by_id else holders_of[inner.id]
        if not holders or inner.nested_in == inner.id:
            yield inner if inner.nested_in is None else replace(inner, nested_in=None)
            continue
        outer = min(holders, key=lambda a: (a.extent.end - a.extent.start, a.id))
        if _calls_himself_he(text, outer, inner):
            inner = replace(inner, speaker=None, confidence=0.0)
        yield replace(inner, nested_in=outer.id, via=pass_through(text, outer, inner, chain))


def _calls_himself_he(text: str, outer: Attribution, inner: Attribution) -> bool:
    """Say whether "he" in somebody's own words was taken for himself, who would say "I"."""
    if outer.form is not Form.DIRECT or inner.source is None or inner.speaker is None or outer.speaker is None:
        return False
    return inner.source.cut(text).lower() in ("he", "she", "they") and inner.speaker.name == outer.speaker.name


def _holds(outer: Attribution, inner: Attribution) -> bool:
    held = any(
        span.contains(inner.extent) and (inner.cue is None or span.contains(inner.cue)) for span in outer.content
    )
    return held and outer.extent != inner.extent
