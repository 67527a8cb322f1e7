"""Attributions within attributions: what somebody in a content is said to have said, and who passed words on.

Invariant: nothing is read that the text of the drafts' own sentences does not say; an inner draft knows its outer one
(``Draft.outer``), which stands before it, and both levels keep their own source and cue.

Any reader of attributions, rules or encoder, may hand its drafts to `nest_drafts`: what it has on one level gets its
second by re-reading the inside of each content and the words beside the cue ("citing police",
"was quoted by the agency as saying").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.annotate.alleged import Alleged, find_alleged
from sayso.annotate.drafts import Draft, Reader
from sayso.annotate.idioms import without_idioms
from sayso.annotate.lexicon import Lexicon, load_lexicon
from sayso.annotate.reports_within import is_of_another, passes_on
from sayso.annotate.sources import Phrase, find_source_left, find_told_by
from sayso.annotate.tokens import Token, tokenize
from sayso.annotate.units import Unit, split_units
from sayso.model.annotation import Basis, Form, Quotation
from sayso.model.span import Span, overlaps_any
from sayso.text.modality import Keyed

_MARK, _RESTS = 1, 24  # code points before a draft that fills a content, and after it ("he said on Monday")
_LEAST = 18  # code points; a shorter content holds no attribution of its own
_DEEPEST = 2  # levels read within one content
_CITES = frozenset({"citing", "quoting"})
_CITED = frozenset({"cited", "cites", "quoted", "quotes"})
_GROUNDS = frozenset("law laws bill act amendment constitution clause treaty agreement plan order others".split())
_QUOTED = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "quote"})
_ANSWERING = frozenset(
    "repeat reiterate echo confirm address discuss cite acknowledge respond rebut answer support back".split()
)
_BE = frozenset({"is", "are", "was", "were", "been", "be", "being"})
_PASSES_ON = Keyed(r"\b(?:cit|quot)(?:e[ds]?|ing)\b", "cit quot")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_RELAYS = re.compile(  # begins with all that its ways begin with, so that a search skips to those
    r"[Aa,](?:(?<!,)(?<!\w.)(?i:ccording to\b|s [^,.]{3,80},)"
    r"|(?<=,) (?:(?i:per (?:the )?)[A-Z]|(?i:[^,.]{0,60}\b(?:report|sa[iy]|wr[io]te)\w*\b[^,.]{0,60}\.?$)))"
)
# In speech a clause after ", and" with such a subject is the speaker's own again: "he said it was safe, and we went".
_RESUMES = frozenset(
    "i we you nobody everybody then now that that's that’s there i'm i’m we're we’re let's let’s".split()
)


def nest_drafts(text: str, drafts: Sequence[Draft], quotations: Sequence[Quotation], lexicon: Lexicon) -> list[Draft]:
    """Give the drafts of an article with the levels that they hold, in the same order, an outer one before its inner.

    ``quotations`` are all of the article, of every depth, in order. Drafts that are tied already stay as they are.
    """
    outer, marks = [q for q in quotations if q.depth == 0], _Marks(quotations)
    folded = [q.span for q in outer]
    drafts = _with_relays(text, drafts, outer, folded, lexicon)
    tied = {id(d.outer) for d in drafts if d.outer is not None}
    nested: list[Draft] = []
    for draft in drafts:
        levels = [draft]
        if draft.cue is not None and _PASSES_ON.search(text, *draft.reach):
            levels = _passed_on(draft, tokenize(text, draft.reach, folded), lexicon)
        nested.extend(levels)
        if id(draft) not in tied:
            inside = list(_all_inside(text, levels[-1], marks, lexicon))
            nested.extend(_relayed(text, levels[-1], inside, lexicon))
    nested = without_idioms(text, nested)
    relayed: dict[int, list[tuple[Span, Span]]] = {}  # who speaks and who passes it on, by where the latter ends
    for inner in nested:
        relay = inner.outer
        if relay is not None and relay.aside and relay.source is not None and inner.source is not None:
            relayed.setdefault(relay.source.end, []).append((inner.source, relay.source))
    return [_with_its_speaker(draft, relayed) for draft in nested]


def _with_its_speaker(draft: Draft, relayed: Mapping[int, Sequence[tuple[Span, Span]]]) -> Draft:
    """Give "…, he said, according to the Ledger, adding that …" to him, not to the Ledger."""
    goes_on = draft.word is not None and draft.word.participle and not (draft.aside or draft.outer)
    if not goes_on or draft.source is None or draft.cue is None:
        return draft
    for end in range(draft.cue.start - _MARK - 1, draft.cue.start + 1):
        for inner, relay in relayed.get(end, ()):
            if draft.source.overlaps(relay):
                draft.source = inner
                return draft
    return draft


def _relayed(text: str, outer: Draft, inside: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """Put the outer one aside where it only passes on who speaks: "“It held,” he said, according to the Ledger. “…”".

    The quotations that go on after it are his.
    """
    trails = outer.cue is not None and outer.form is not Form.DIRECT and outer.cue.start >= outer.content[0].end
    if outer.cue is None or not trails:
        return inside
    if outer.cue.cut(text).lower() != "according to" and not passes_on(text, outer, lexicon):
        return inside
    inner = next((d for d in inside if d.outer is outer and _fills(d, outer.content[0])), None)
    if inner is None:
        return inside
    outer.aside, inner.nested = True, False
    rest = outer.content[1:]
    if not rest or not all(_is_marked(text, span) for span in rest):
        return inside
    outer.content = outer.content[:1]
    if inner.form is Form.DIRECT:
        inner.content = (*inner.content, *rest)
        return inside
    return [*inside, replace(inner, form=Form.DIRECT, content=rest, outer=None)]


def _is_marked(text: str, span: Span) -> bool:
    return text[span.start - 1 : span.start] in {'"', "“", "‘", "'", "„", "«"}


def _fills(inner: Draft, span: Span) -> bool:
    """Say whether nothing but an inner draft stands in a content: "he said it held", all of it."""
    parts = [*inner.content, *(part for part in (inner.source, inner.cue) if part is not None)]
    return min(p.start for p in parts) - span.start <= _MARK and span.end - max(p.end for p in parts) <= _RESTS


def _with_relays(
    text: str, drafts: Sequence[Draft], outer: Sequence[Quotation], folded: Sequence[Span], lexicon: Lexicon
) -> list[Draft]:
    """Put who passes a whole sentence on ("…, he said, according to the Journal") over the drafts inside it.

    A reader whose contents share no word gives the sentence to one of the two; another draft with the same cue gives
    way to the one that holds the sentence.
    """
    by_reach: dict[Span, list[Draft]] = {}
    for draft in drafts:
        if draft.cue is not None and _RELAYS.search(text, *draft.reach):
            by_reach.setdefault(draft.reach, []).append(draft)
    before: dict[int, Draft] = {}  # the outer one to put before a draft
    inside: dict[int, list[Draft]] = {}  # what stands in a draft's place
    gone: set[int] = set()
    for reach, here in by_reach.items():
        if any(d.relays for d in here):
            continue
        read = Reader(text, outer, lexicon).read_unit(Unit(reach, tokenize(text, reach, folded)))
        for relay in read:
            if not relay.relays or relay.source is None or relay.cue is None:
                continue
            held = [d for d in here if d.cue is not None and any(s.contains(d.cue) for s in relay.content)]
            by, per = relay.source, relay.cue.cut(text).lower() == "per"
            told = [d for d in read if d.outer is relay and d.word is not None and not d.word.weak]
            crossed = [d for d in here if (per or (told and d.source)) and not held and _crosses(d, relay)]
            if crossed:  # "…, the office said, per the Herald": the office's words were taken for the Herald's
                held = inside[id(crossed[0])] = told
            if not held and not crossed:
                continue
            relay.aside = bool(held)
            before[id((crossed or held)[0])] = relay
            gone |= {id(d) for d in here if d.cue is not None and d.cue.overlaps(relay.cue)}
            for draft in held:
                draft.outer = draft.outer or relay
                teller = next((d.source for d in told if d.cue == draft.cue), None)
                if teller is not None and draft.source is not None and draft.source.start == by.start:
                    draft.source = teller  # "…, officials said, according to the Journal"
                elif draft.source is not None and draft.source.contains(by):
                    # "according to the ministry, the two leaders agreed": who passes it on is not who agreed
                    within = [s for s in relay.content if draft.source.start < s.start < draft.source.end]
                    draft.source = Span(within[0].start, draft.source.end) if within else draft.source
    placed: list[Draft] = []
    for draft in drafts:
        if id(draft) in before:
            placed.append(before[id(draft)])
        placed += inside.get(id(draft), [] if id(draft) in gone else [draft])
    return placed


def _crosses(draft: Draft, relay: Draft) -> bool:
    """Say whether a draft has the cue of another, and the source of neither: the one in what the other passes on."""
    if draft.cue is None or relay.cue is None or not draft.cue.overlaps(relay.cue):
        return False
    return draft.source is None or any(span.contains(draft.source) for span in relay.content)


class _Marks:
    """The quotations of an article, of every depth and in order, found by where they begin."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._quotations, self._starts = quotations, [q.span.start for q in quotations]
        self._outer_starts = [q.span.start for q in quotations if q.depth == 0]

    def outermost_at(self, at: int) -> int:
        """Give the number, among the outermost quotations, of the one that begins last up to an offset."""
        return bisect_right(self._outer_starts, at) - 1

    def outermost_within(self, span: Span) -> list[Quotation]:
        """Give the quotations in a span that lie in no other one inside it; a quotation that fills it is its marks."""
        kept: list[Quotation] = []
        first, last = bisect_left(self._starts, span.start), bisect_right(self._starts, span.end)
        for quotation in self._quotations[first:last]:
            inside = span.contains(quotation.span) and not quotation.inner.contains(span)
            if inside and not (kept and kept[-1].span.end > quotation.span.start):
                kept.append(quotation)
        return kept


def _all_inside(text: str, draft: Draft, marks: _Marks, lexicon: Lexicon, depth: int = 0) -> Iterator[Draft]:
    for inner in _read_inside(text, draft, marks, lexicon):
        yield inner
        if depth + 1 < _DEEPEST:
            yield from _all_inside(text, inner, marks, lexicon, depth + 1)


def _read_inside(text: str, outer: Draft, marks: _Marks, lexicon: Lexicon) -> list[Draft]:
    """Read what the content of a draft itself attributes, to others than its own source.

    Each draft found lies within one span of the content (content, source and cue), has ``outer`` as its outer one, and
    counts the article's outermost quotations.
    """
    found: list[Draft] = []
    for span in outer.content:
        if _answers(text, outer, span) and (alleged := find_alleged(text, span, lexicon)) is not None:
            return [_alleged(outer, alleged, marks.outermost_within(span))]
    for span in _stretches(outer):
        if span.end - span.start < _LEAST or not _tells(text, span):
            continue
        marked = marks.outermost_within(span)
        reader = Reader(text, marked, lexicon)
        for unit in split_units(text, span, marked, [q.span for q in marked], lexicon):
            for draft in reader.read_unit(unit):
                if is_of_another(text, draft, outer, lexicon) and not _has_subject(text, draft, span):
                    held = {marks.outermost_at(marked[q].span.start) for q in draft.quotations}
                    found.append(replace(_spoken(text, draft, outer, marked), quotations=held))
    return found


def _has_subject(text: str, draft: Draft, span: Span) -> bool:
    """Say whether a cue that begins a content has its subject before it: "a memo that said the council was hostile"."""
    begins = draft.cue is not None and draft.cue.start == span.start
    return begins and text[max(0, span.start - 6) : span.start].endswith(("that ", "which "))


def _answers(text: str, outer: Draft, span: Span) -> bool:
    """Say whether a draft tells of another's claim, which follows its cue: it denies, doubts, echoes it."""
    if outer.cue is None or outer.cue.end > span.start or outer.form is Form.DIRECT:
        return False
    if outer.cue.cut(text).lower().startswith("according"):
        return False  # a whole sentence follows, of which the claim is the subject
    return outer.basis in {Basis.DENIES, Basis.DOUBTS} or outer.word is None or outer.word.lemma in _ANSWERING


def _alleged(outer: Draft, alleged: Alleged, marked: Sequence[Quotation]) -> Draft:
    mixed = any(alleged.content.contains(q.span) for q in marked)
    return Draft(
        form=Form.MIXED if mixed else Form.INDIRECT,
        content=(alleged.content,),
        source=alleged.source,
        cue=alleged.cue,
        basis=alleged.basis,
        reach=outer.reach,
        unsure=alleged.unsure,
        nested=True,
        outer=outer,
        told_of=True,
    )


def _stretches(outer: Draft) -> tuple[Span, ...]:
    """Give the spans of a content, as one where its cue comes last: "Lang, who lost, said it held, the Herald said"."""
    whole = Span(outer.content[0].start, outer.content[-1].end)
    last = outer.cue is not None and outer.cue.start >= whole.end
    return (whole,) if last and outer.form is not Form.DIRECT and outer.reach.contains(whole) else outer.content


def _tells(text: str, span: Span) -> bool:
    """Say whether a content holds any word that a cue begins with: most hold none, and need not be read."""
    words = _WORD.findall(text[span.start : span.end].lower())
    return "according" in words or not load_lexicon().cue_words.isdisjoint(words)


def _spoken(text: str, draft: Draft, outer: Draft, marked: Sequence[Quotation]) -> Draft:
    """Tie a draft to its outer one; in speech, end its content where the outer speaker goes on."""
    content, form = draft.content, draft.form
    if outer.form is Form.DIRECT and form is Form.INDIRECT:
        content = tuple(_until_resumed(text, span) for span in content)
    elif outer.form is Form.DIRECT and form is Form.MIXED:
        opening = next((q for q in marked if q.span.start == content[0].start), None)
        if opening is not None and text[opening.inner.end - 1] in ",.!?":  # ‘Run!’ and nobody moved
            content, form = opening.parts, Form.DIRECT
    return replace(draft, content=content, form=form, outer=draft.outer or outer, nested=True)


def _until_resumed(text: str, span: Span) -> Span:
    tokens = tokenize(text, span)
    for at in range(3, len(tokens) - 2):
        joined = tokens[at].text == "," and tokens[at + 1].lower in {"and", "but", "so"}
        if joined and (tokens[at + 1].lower == "so" or tokens[at + 2].lower in _RESUMES):
            return Span(span.start, tokens[at].start)
    return span


def _passed_on(draft: Draft, tokens: Sequence[Token], lexicon: Lexicon) -> list[Draft]:
    """Give both levels of words that one passes on from another by naming him beside the cue, outer one first."""
    at = next((i for i, t in enumerate(tokens) if t.lower in _QUOTED and _says_as(tokens, i)), None)
    if at is not None:
        return _quoted_as_saying(draft, tokens, at, lexicon)
    for at, token in enumerate(tokens):
        relative = token.lower in _CITED and at > 0 and tokens[at - 1].lower in {"who", "which"}
        itself = draft.cue is not None and draft.cue.start <= token.start < draft.cue.end
        if not (token.lower in _CITES or relative) or itself or _within_content(draft, token):
            continue
        cited = find_told_by(tokens, at, len(tokens), lexicon)
        while cited is not None and cited.end - 1 > cited.start and not tokens[cited.end - 1].is_word:
            cited = Phrase(cited.start, cited.end - 1)
        if cited is None or not _beside(draft, token) or not _can_tell(tokens[cited.start : cited.end], lexicon):
            continue
        source = cited.to_span(tokens)
        if overlaps_any(source, draft.content):
            continue  # "citing low demand": what is cited is no speaker
        outer = draft
        if draft.source is not None and draft.source.end > token.start:  # "the Herald, which cited the port"
            outer = replace(draft, source=_cut_before(draft.source, tokens, at))
        return [
            outer,
            replace(draft, source=source, cue=Span(token.start, token.end), word=None, outer=outer, nested=True),
        ]
    return [draft]


def _can_tell(cited: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell who or what can be quoted ("citing police", "citing Ostland's NTV") from a ground: "citing an exemption"."""
    head = next((i for i, t in enumerate(cited) if t.lower in lexicon.closed["preposition"] and i), len(cited))
    nouns = lexicon.speaker_nouns - _GROUNDS
    named = cited[head - 1].is_name and cited[head - 1].bare not in _GROUNDS
    return named or any(token.bare in nouns or token.bare in lexicon.closed["pronoun"] for token in cited[:head])


def _says_as(tokens: Sequence[Token], at: int) -> int | None:
    """Give where "saying" stands after "quoted … as saying"; ``None`` where it does not."""
    for i in range(at + 1, min(at + 16, len(tokens) - 1)):
        if tokens[i].lower == "as" and tokens[i + 1].lower in {"saying", "telling", "adding", "writing"}:
            return i + 1
        if tokens[i].quotation >= 0 or tokens[i].text in ".;:":
            return None
    return None


def _quoted_as_saying(draft: Draft, tokens: Sequence[Token], at: int, lexicon: Lexicon) -> list[Draft]:
    """Read "X quoted Y as saying", "Y was quoted by X as saying" and "Y was quoted as saying by X"."""
    saying = _says_as(tokens, at)
    if saying is None or _within_content(draft, tokens[at]):
        return [draft]
    said = Span(tokens[saying].start, tokens[saying].end)
    cue = Span(tokens[at].start, tokens[at].end)
    left = find_source_left(tokens, at, 0, lexicon)
    passive = any(t.lower in _BE for t in tokens[max(0, at - 3) : at])
    if not passive:
        speaker: Phrase | None = Phrase(at + 1, saying - 1) if saying - 1 > at + 1 else None
        teller = left
        if left is not None and tokens[at].lower == "quoting" and tokens[at - 1].is_word:
            teller = _nearest(tokens, left, at, lexicon)
    else:
        speaker = left
        by = next((i for i in (at + 1, saying + 1) if i < len(tokens) and tokens[i].lower == "by"), None)
        teller = None if by is None else find_told_by(tokens, by, len(tokens), lexicon)
    if speaker is None or teller is None:
        return [draft]
    content = _said_as(draft, tokens, saying, min(teller.start, speaker.start))
    outer = replace(draft, source=teller.to_span(tokens), cue=cue, content=content, aside=True)
    return [outer, replace(outer, aside=draft.aside, source=speaker.to_span(tokens), cue=said, outer=outer)]


def _nearest(tokens: Sequence[Token], left: Phrase, at: int, lexicon: Lexicon) -> Phrase:
    """Cut a source down to what "quoting" stands beside: "a warrant", not "Police released a warrant"."""
    begins = [i for i in range(left.start, at) if tokens[i].lower in lexicon.closed["determiner"]]
    return Phrase(begins[-1], at) if begins else left


def _said_as(draft: Draft, tokens: Sequence[Token], saying: int, begin: int) -> tuple[Span, ...]:
    """Give the content of "X quoted Y as saying": a reader may take "Y as saying" for what is said.

    ``begin`` is where X and Y begin among the tokens; what stands before them is what was said where nothing follows.
    """
    said = Span(tokens[saying].start, tokens[saying].end)
    if not any(s.contains(said) for s in draft.content):
        return draft.content
    first = saying + 1 + (saying + 1 < len(tokens) and tokens[saying + 1].lower == "that")
    follows = first < len(tokens) and tokens[first].is_word and tokens[first].lower != "by"
    if not follows and begin > 1 and tokens[begin - 1].text == ",":
        return (Span(tokens[0].start, tokens[begin - 2].end),)
    starts = tokens[first].start if follows else 0
    return tuple(Span(max(s.start, starts), s.end) if starts < s.end else s for s in draft.content)


def _beside(draft: Draft, token: Token) -> bool:
    """Say whether nothing but source and cue stands between a word and a draft's cue."""
    if draft.cue is None:
        return False
    ends = [draft.cue, *([draft.source] if draft.source else [])]
    return min(abs(token.start - e.end) for e in ends) <= 3 or min(abs(e.start - token.end) for e in ends) <= 60


def _within_content(draft: Draft, token: Token) -> bool:
    return any(span.contains(Span(token.start, token.end)) for span in draft.content)


def _cut_before(source: Span, tokens: Sequence[Token], at: int) -> Span:
    """End a source before ", which cited" or ", citing"."""
    end = at
    while end > 0 and (not tokens[end - 1].is_word or tokens[end - 1].lower in {"who", "which"}):
        end -= 1
    return Span(source.start, max(source.start + 1, tokens[end - 1].end)) if end else source
