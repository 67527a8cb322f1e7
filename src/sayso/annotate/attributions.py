"""Who said what, by rules: a cue verb, the source beside it, the words it governs.

Invariant: speakers are resolved in the order of the text; where no rule finds the speaker there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.annotate.basis import find_basis
from sayso.annotate.chain import HopFinder, find_credit, name_outlet
from sayso.annotate.drafts import Draft, Reader, cut_at_cue
from sayso.annotate.extracts import find_extracts, with_extracts
from sayso.annotate.lexicon import Lexicon, load_lexicon
from sayso.annotate.links import Link
from sayso.annotate.nesting import nest_drafts
from sayso.annotate.speakers import SpeakerFinder
from sayso.annotate.spoken_lines import find_spoken_lines, with_spoken_lines
from sayso.annotate.units import Block, split_blocks
from sayso.model.annotation import (
    MEDIA,
    AnnotatedArticle,
    Attribution,
    EntityKind,
    Form,
    Hop,
    HopKind,
    Quotation,
    Speaker,
)
from sayso.model.ids import derive_id
from sayso.model.span import Span
from sayso.text.modality import ANSWERING_WORDS

_REPORTS = re.compile(
    r"[^.,;:“”\"\n]{0,60}\b(?:react\w*|respon(?:d\w*|se)|answer\w*|repl(?:y|ies|ied|ying)) "
    r"(?:(?:to|on) )?(?:\w+ ){0,2}?(?P<cue>reports?|claims?|allegations?|accusations?|suggestions?) (?:from|by|in) "
    r"(?P<by>[^.,;:“”\"\n]{2,60}?) that [“\"]?"
)

# Who speaks on is no longer in the interview that he gave.
_ELSEWHERE = re.compile(
    r"\b(?:tweet(?:s|ed|ing)?|on (?:Twitter|Facebook|X)|posted|told (?:reporters|journalists)|"
    r"(?:news|press) conference|in (?:a|his|her|their) (?:statement|speech|letter|memo|email)|"
    r"repeatedly|multiple times|previously|often)\b"
)
_WRITING = re.compile(
    r"(?:writes?|wrote|writing|add(?:s|ed|ing)|continue[sd]?|went on|goes on|stat(?:es|ed)|concluded?)\b"
)
# "said at a rally", "testified", "in a speech": what is told to an outlet after it is another talk
_SETTING = re.compile(r"\b(?:at|during|to|in|after|before|when|earlier|last|previously|asked)\b", re.IGNORECASE)
_SAID = re.compile(r"says?|said|describe[sd]|call(?:s|ed)|recall(?:s|ed)|argue[sd]|insist(?:s|ed)")
_EVER = re.compile(r"\b(?:has|have) (?:\w+ ){0,2}$")  # "has called it a hoax": not on that one occasion


_OF_OUTLET = re.compile(
    r"(?:the )?(?P<name>[A-Z][\w.&-]*(?: [\w.&-]+){0,3})(?:[’']s|(?<=s)[’']) (?=[A-Z])", re.IGNORECASE
)
_LABEL = re.compile(r"What (?:they|we|he|she)(?:[’'](?:re|s)| are| is|) (?:saying|said|say):")
_FIRST_PERSON = re.compile(r"(?:I|we|my|our)\b.{0,12}", re.IGNORECASE)  # what he says of himself is no step further


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
    for block in ground.blocks:
        if (
            others is not None
            and not _is_quoting(block)
            and not any(block.span.start <= at < block.span.end for at in places)
        ):
            previous = [d for d in others if d.cue is not None and block.span.contains(d.cue)]
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
    drafts = nest_drafts(article.text, drafts, ground.annotated.quotations, ground.lexicon)
    drafts = _without_labels(article.text, drafts)
    return replace(ground.annotated, attributions=tuple(_finish(ground.annotated, drafts, ground.outer, finder)))


def _finish(
    annotated: AnnotatedArticle, drafts: Sequence[Draft], outer: Sequence[Quotation], finder: SpeakerFinder
) -> Iterator[Attribution]:
    """Name the speakers in the order of the text, follow the chain, nest, and give ids."""
    article = annotated.article
    chain = HopFinder(article.text)
    credited = find_credit(article.text)  # its outlet is how the words of a source that it does not name came
    credit = (credited,) if credited is not None else ()
    finished: list[Attribution] = []
    made: dict[int, str] = {}  # the id of each draft's attribution
    via: tuple[Hop, ...] = ()
    speaking: Speaker | None = None
    previous: Draft | None = None
    for draft in drafts:
        named = (*draft.content, *([draft.source] if draft.source else []))
        hops = chain.find(draft.reach, named)
        if draft.nested or draft.aside:
            speaker = None if draft.unsure else finder.resolve(draft.source, remember=False)
            house = _house(article.text, draft.source, speaker) if draft.aside else ()
            finished.append(_attribution(annotated, draft, speaker, hops if draft.nested else house, outer, made))
            previous = None
            continue
        source = None if draft.unsure else draft.source
        speaker = finder.last() if draft.carried and source is None else finder.resolve(source)
        if draft.carried and speaker is not None and _addresses(article.text, draft, speaker):
            speaker = None
        if draft.cue is not None and ANSWERING_WORDS.search(draft.cue.cut(article.text)):
            speaker = None  # the words are those of the reports that were answered
        hops = hops or _house(article.text, source, speaker)
        if not hops and speaker is not None and not draft.carried:
            hops = chain.find_paper(draft.reach, source, named)
        goes_on = speaker is not None and speaking is not None and _is_same(speaker, speaking)
        if not goes_on:
            via = ()
        ever = draft.cue is not None and _EVER.search(article.text, draft.reach.start, draft.cue.start) is not None
        if ever or _ELSEWHERE.search(draft.reach.cut(article.text)):
            via = ()
        if via and via[-1].kind is HopKind.DOCUMENT and not (draft.carried or _goes_on_writing(article.text, draft)):
            via = ()
        if goes_on and previous is not None and _begins_talk(article.text, previous, draft) and not finished[-1].via:
            finished[-1] = replace(finished[-1], via=tuple(hop for hop in hops if hop.kind in MEDIA))
        via, speaking = hops or via, speaker
        unnamed = speaker is not None and speaker.kind is EntityKind.UNNAMED
        finished.append(_attribution(annotated, draft, speaker, via or (credit if unnamed else ()), outer, made))
        previous = draft
    seen: set[str] = set()
    told_of = {made[id(draft)] for draft in drafts if draft.told_of}
    for attribution in _nested(article.text, finished, chain):
        if attribution.id in told_of:  # who denies another's claim has not passed it on
            attribution = replace(attribution, via=())
        if attribution.id not in seen:
            seen.add(attribution.id)
            yield attribution


def _without_labels(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Drop the heading "What they’re saying:", which attributes nothing; what it leads is said in the flow."""
    labels = {id(draft) for draft in drafts if _is_label(text, draft)}
    for draft in drafts:
        if id(draft.outer) in labels:
            draft.outer, draft.nested = None, False
    return [draft for draft in drafts if id(draft) not in labels]


def _is_label(text: str, draft: Draft) -> bool:
    line = text.rfind("\n", 0, draft.reach.start) + 1
    label = _LABEL.match(text, line)
    return label is not None and draft.cue is not None and draft.cue.start < label.end()


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
        basis=find_basis(draft.basis, words),
        confidence=draft.confidence if speaker is not None else 0.0,
        unbalanced=any(not outer[q].closed for q in draft.quotations),
    )


def _nested(text: str, attributions: Sequence[Attribution], chain: HopFinder) -> Iterator[Attribution]:
    """Tie each attribution to the one it was read in, else to the smallest whose content holds its content and cue."""
    open_ones: list[Attribution] = []
    holders_of: dict[str, list[Attribution]] = {}
    for inner in sorted(attributions, key=lambda a: (a.extent.start, -a.extent.end, a.id)):
        open_ones = [a for a in open_ones if a.extent.end > inner.extent.start]
        holders_of[inner.id] = [outer for outer in open_ones if _holds(outer, inner)]
        open_ones.append(inner)
    by_id = {a.id: a for a in attributions}
    for inner in attributions:
        holders = [by_id[inner.nested_in]] if inner.nested_in in by_id else holders_of[inner.id]
        if not holders or inner.nested_in == inner.id:
            yield inner if inner.nested_in is None else replace(inner, nested_in=None)
            continue
        outer = min(holders, key=lambda a: (a.extent.end - a.extent.start, a.id))
        its_own = inner.speaker is not None and outer.speaker is not None and inner.speaker.name == outer.speaker.name
        its_own = its_own or (inner.source is not None and _FIRST_PERSON.fullmatch(text, *inner.source) is not None)
        through = (*outer.via, *(() if its_own else _as_hops(text, outer, chain)))
        steps = tuple({hop.name: hop for hop in through}.values())
        if inner.speaker is None:  # of nobody known a person's say is no way that leads anywhere
            steps = tuple(hop for hop in steps if hop.kind not in (HopKind.PERSON, HopKind.UNNAMED))
        known = [hop for hop in inner.via if any(hop.name in step.name or step.name in hop.name for step in steps)]
        yield replace(inner, nested_in=outer.id, via=(*steps, *(hop for hop in inner.via if hop not in known)))


def _holds(outer: Attribution, inner: Attribution) -> bool:
    held = any(
        span.contains(inner.extent) and (inner.cue is None or span.contains(inner.cue)) for span in outer.content
    )
    return held and outer.extent != inner.extent


def _goes_on_writing(text: str, draft: Draft) -> bool:
    """Say whether words may still be those of a document: "he wrote", "she added"; who "said" may speak elsewhere."""
    return draft.cue is not None and _WRITING.match(text, *draft.cue) is not None


def _begins_talk(text: str, first: Draft, told: Draft) -> bool:
    """Say whether the sentence before "he told the BBC" is of that talk too: one that says no other setting."""
    if told.source is None or told.cue is None or told.cue.cut(text) not in ("told", "tells"):
        return False
    if told.source.cut(text).lower() not in ("he", "she", "they") or first.cue is None or first.source is None:
        return False
    if _SAID.fullmatch(text, *first.cue) is None or text[first.reach.end : told.reach.start].strip():
        return False
    outside = (text[first.reach.start : first.content[0].start], text[first.content[-1].end : first.reach.end])
    return not any(_SETTING.search(part) for part in outside)


def _is_same(one: Speaker, other: Speaker) -> bool:
    """Say whether two names are one speaker's: "Lang" and "Anna Lang II" too, where he is a person."""
    a, b = set(one.name.split()), set(other.name.split())
    return one.name == other.name or (one.kind is other.kind is EntityKind.PERSON and (a <= b or b <= a))


def _house(text: str, source: Span | None, speaker: Speaker | None) -> tuple[Hop, ...]:
    """Give the outlet of the reporter who speaks: "the Courier’s Ann Holt said"."""
    if source is None or speaker is None or speaker.kind is not EntityKind.PERSON:
        return ()
    house = _of_outlet(text, source)
    return () if house is None else (house,)


def _of_outlet(text: str, source: Span) -> Hop | None:
    """Find the outlet whose reporter a source names: "the Courier’s Ann Holt"."""
    owner = _OF_OUTLET.match(text, *source)
    kind = name_outlet(owner["name"]) if owner is not None else None
    return None if owner is None or kind is None else Hop(name=owner["name"], kind=kind, span=Span(*owner.span("name")))


def _as_hops(text: str, outer: Attribution, chain: HopFinder) -> tuple[Hop, ...]:
    """Make the outer source a step on the way to the inner one: the outlet in it ("a piece by …"), or the speaker."""
    if outer.source is not None and (named := chain.find(outer.source)):
        return named
    if outer.speaker is None or outer.source is None:
        return ()
    name = outer.speaker.name
    house = _of_outlet(text, outer.source)
    if house is not None and name != house.name:
        return (house, Hop(name=name, kind=HopKind.PERSON, span=outer.speaker.span))
    kinds = {EntityKind.PERSON: HopKind.PERSON, EntityKind.UNNAMED: HopKind.UNNAMED}
    kind = name_outlet(name) or kinds.get(outer.speaker.kind)
    if kind is None:  # a name without "the" is an outlet: "Handelsblatt reported, citing people"
        bare = outer.source == outer.speaker.span and name[:1].isupper() and " " not in name
        lexicon, last = load_lexicon(), name.lower().rpartition(" ")[2]
        if bare and last not in lexicon.roles | lexicon.documents:
            kind = HopKind.OUTLET
        elif last in lexicon.documents or not (last in lexicon.organisation_nouns or any(map(str.isupper, name))):
            kind = HopKind.DOCUMENT
        else:
            kind = HopKind.ORGANISATION
    return (Hop(name=name, kind=kind, span=outer.speaker.span),)
