"""Two readings of one article made one: the encoder's drafts, and what rules see exactly.

Invariant: no words are in two drafts of the result unless one of the two is nested, or both were of the rules; what a
quotation with a cue of its own says is never given to another cue.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from sayso.annotate.drafts import Draft
from sayso.annotate.units import Block
from sayso.model.annotation import Basis, Form, Quotation
from sayso.model.nearby import Cover, Nearby
from sayso.model.span import Span, overlaps_any, trim

_MANY_SPANS = 3  # quotations and words of the writer in so many pieces are several reports
_LEAST_WORDS = 3  # what is left of a content, when its quotations are taken out, is none if it has fewer
_LEAST_QUOTED = 5  # words of a quotation that a report goes on with
_NEW_SENTENCE = re.compile(r"\s*[.!?]\s+\w")
_SHIFTED = re.compile(r",\s+(?:which|who|where|when|whose \w+)\s+(?:had|would|could|might|was|were)\b")
_EDGE = " \t\n\r\u00a0\u200b,;:.–—-“”\"'‘’"


class Merger:
    """Merges the drafts of one article."""

    def __init__(self, text: str, outer: Sequence[Quotation], blocks: Sequence[Block]) -> None:
        self._text, self._outer = text, outer
        tokens = [unit.tokens for block in blocks for unit in block.units]
        self._cues: list[int] = []  # where those of the encoder begin that have a source
        self._parts_of = {q.inner: q.parts for q in reversed(outer)}
        self._ruled = Nearby[Draft]((), _parts)
        self._by_quotation: dict[int, list[Draft]] = {}  # those of the rules
        self._alone = {t.quotation for unit in tokens if not any(t.is_word for t in unit) for t in unit}

    def merge(self, ruled: Sequence[Draft], encoded: Sequence[Draft]) -> list[Draft]:
        """Keep the encoder's drafts, and of the rules' the bare quotations that the encoder left out.

        Words in the writer's own voice are left to the encoder: of those that rules alone take for somebody's, most
        are not. What stands inside a quotation is left to ``nesting``.
        """
        self._ruled, self._by_quotation = Nearby(ruled, _parts), {}
        for draft in ruled:
            for i in draft.quotations:
                self._by_quotation.setdefault(i, []).append(draft)
        kept = [draft for draft in encoded if not draft.nested]
        self._cues = sorted(d.cue.start for d in kept if d.cue is not None and d.source is not None)
        kept = list(self._one_owner(kept))
        kept = list(self._passed_on([self._with_clause(draft) for draft in kept]))
        for take_apart in (
            self._sentences_apart,
            self._own_cues,
            self._earlier_paragraphs,
            self._after_others,
            self._strings,
            self._own_sentences,
        ):
            cues = Cover(draft.cue for draft in kept if draft.cue is not None)
            kept = [part for draft in kept for part in take_apart(draft, cues)]
        taken = Cover(part for draft in kept for part in _parts(draft))
        kept = [self._with_quotation(draft, taken) for draft in kept]
        said = Cover(span for draft in kept for span in draft.content)
        left = [d for d in ruled if d.form is Form.DIRECT and not d.nested and not said.touches(d.content)]
        kept += self._nearest([*left, *self._relayed(ruled, kept)])
        return sorted(kept, key=lambda draft: (draft.content[0].start, -draft.content[-1].end))

    def _relayed(self, ruled: Sequence[Draft], kept: Sequence[Draft]) -> Iterator[Draft]:
        """Give quotations that stand with source and cue in another's report: "“We wait,” said A, according to B"."""
        cues = Cover(draft.cue for draft in kept if draft.cue is not None)
        near = Nearby(kept, _parts)
        for draft in ruled:
            if draft.form is not Form.DIRECT or draft.source is None or draft.carried or draft.nested:
                continue
            if draft.cue is None or cues.touches((draft.cue,)):
                continue
            for other in near.near(draft.content):
                said = (draft.source, *draft.content)
                inside = all(any(span.contains(part) for span in other.content) for part in said)
                if inside and self._is_within(draft, other):
                    yield draft
                    break

    @staticmethod
    def _nearest(ruled: Sequence[Draft]) -> Iterator[Draft]:
        """Of drafts that say the same words keep the one whose cue is nearest to them."""
        nearest: dict[Span, Draft] = {}
        for draft in ruled:
            for span in draft.content:
                other = nearest.get(span)
                if other is None or _distance(draft, span) < _distance(other, span):
                    nearest[span] = draft
        for draft in ruled:
            content = tuple(span for span in draft.content if nearest[span] is draft)
            if content:
                yield draft if content == draft.content else replace(draft, content=content)

    def _one_owner(self, encoded: Sequence[Draft]) -> Iterator[Draft]:
        """Give a quotation that two cues took parts of whole to the one that rules see beside it."""
        claims: dict[int, list[Draft]] = {}
        for draft in encoded:
            for i in draft.quotations:
                claims.setdefault(i, []).append(draft)
        owners: dict[int, Draft] = {}
        for i, claimants in claims.items():
            seen = self._by_quotation.get(i, ())
            beside = [d.cue for d in seen if d.cue is not None and not (d.carried or d.nested)]
            owning = [d for d in claimants if d.cue is not None and overlaps_any(d.cue, beside)]
            if len(claimants) > 1 and len(owning) == 1:
                owners[i] = owning[0]
            elif sum(any(span.contains(self._outer[i].inner) for span in d.content) for d in claimants) > 1:
                owners[i] = min(claimants, key=lambda d: _distance(d, self._outer[i].span))
        for draft in encoded:
            lost = {i for i in draft.quotations if owners.get(i, draft) is not draft}
            own = sorted(self._outer[i].inner for i in draft.quotations if owners.get(i) is draft)
            whole = [span for span in draft.content if not any(inner.contains(span) for inner in own)]
            whole += [part for inner in own if not overlaps_any(inner, whole) for part in self._parts_of[inner]]
            kept = draft if not own else replace(draft, content=tuple(sorted(whole)))
            yield from self._without(kept, lost) if lost else (kept,)

    def _sentences_apart(self, draft: Draft, _cues: Cover) -> Iterator[Draft]:
        """End a content with its quotation where the writer's next sentence was taken with it; rules read the rest."""
        for other in self._ruled.near(() if draft.cue is None else (draft.cue,)):
            same = draft.cue is not None and other.cue is not None and other.cue.overlaps(draft.cue)
            if not same or draft.form is not Form.MIXED or other.form is not Form.DIRECT:
                continue
            if not other.quotations <= draft.quotations or not self._is_held(other, draft):
                continue
            rest = Span(max(self._outer[i].span.end for i in other.quotations), draft.content[-1].end)
            if _NEW_SENTENCE.match(self._text, *rest):
                yield replace(draft, form=Form.DIRECT, content=other.content, quotations=other.quotations)
                near = self._ruled.near((rest,))
                yield from (d for d in near if not d.nested and all(rest.contains(span) for span in d.content))
                return
        yield draft

    def _own_cues(self, draft: Draft, cues: Cover) -> Iterator[Draft]:
        """Leave out quotations that stand beside a cue which the encoder did not see: "“So far,” he continues"."""
        theirs: set[int] = set()
        for other in chain.from_iterable(self._by_quotation.get(i, ()) for i in draft.quotations):
            if other.form is not Form.DIRECT or other.carried or other.nested or other.cue is None:
                continue
            held = not other.quotations - draft.quotations and not cues.touches((other.cue,))
            if held and not self._is_within(other, draft):
                theirs |= other.quotations
        yield from self._without(draft, theirs) if theirs else (draft,)

    def _is_within(self, inner: Draft, outer: Draft) -> bool:
        """Say whether a draft's source and cue are words of another's content, outside the quotation they govern."""
        if inner.cue is None or any(self._outer[i].span.contains(inner.cue) for i in inner.quotations):
            return False
        return any(span.contains(inner.cue) for span in outer.content)

    def _earlier_paragraphs(self, draft: Draft, _cues: Cover) -> Iterator[Draft]:
        """Leave out whole quotations of paragraphs before the cue's own: they are of who spoke there."""
        cue = draft.cue
        if cue is None or "\n" not in self._text[draft.content[0].start : cue.start]:
            yield draft
            return
        begin = self._text.rfind("\n", 0, cue.start)
        here = [span for span in draft.content if span.start > begin]
        earlier = {
            i
            for i in draft.quotations
            if self._outer[i].closed and self._outer[i].span.end <= begin and i in self._alone
        }
        yield from self._without(draft, earlier) if earlier and here else (draft,)

    def _after_others(self, draft: Draft, _cues: Cover) -> Iterator[Draft]:
        """Leave out whole quotations of later paragraphs where another spoke between, or was asked."""
        cue = draft.cue
        if cue is None or "\n" not in self._text[cue.end : draft.content[-1].start]:
            yield draft
            return
        next_one = bisect_left(self._cues, self._text.find("\n", cue.end))
        cues = self._cues[next_one : next_one + 1]
        asked = any(span.end <= cue.start and self._text[span.end - 1] == "?" for span in draft.content)
        first = cue.end if asked and draft.basis is Basis.ASKS else min(cues, default=len(self._text))
        theirs = {i for i in draft.quotations & self._alone if self._outer[i].span.start > first}
        theirs = {i for i in theirs if "\n" in self._text[cue.end : self._outer[i].span.start]}
        yield from self._without(draft, theirs) if theirs else (draft,)

    def _strings(self, draft: Draft, _cues: Cover) -> Iterator[Draft]:
        """Take apart a stretch that strings quotations together with words of the writer, where rules see each."""
        if draft.form is not Form.MIXED:
            yield draft
            return
        near = self._ruled.near(draft.content)
        strung = [d for d in near if d.form is Form.DIRECT and not d.nested and self._is_held(d, draft)]
        if any(self._is_strung(span, strung) for span in draft.content):
            yield from strung
        elif len(draft.content) >= _MANY_SPANS and self._has_cues_between(draft):
            yield from (self._only(draft, span) for span in draft.content)
        else:
            yield draft

    def _has_cues_between(self, draft: Draft) -> bool:
        """Say whether another cue stands among the pieces of a content, outside them."""
        for other in self._ruled.near((Span(draft.content[0].end, draft.content[-1].start),)):
            cue = other.cue
            if cue is None or other.nested or not draft.content[0].end <= cue.start < draft.content[-1].start:
                continue
            if not (draft.cue is not None and draft.cue.overlaps(cue)) and not overlaps_any(cue, draft.content):
                return True
        return False

    def _is_strung(self, span: Span, strung: Sequence[Draft]) -> bool:
        """Say whether a span holds several quotations whose marks have shifted: each mark is the next one's."""
        here = [d for d in strung if span.contains(d.content[0])]
        return len(here) > 1 and any(self._text[span.start] in "”»" for span in self._held(here))

    def _held(self, drafts: Sequence[Draft]) -> list[Span]:
        return [self._outer[i].span for d in drafts for i in d.quotations]

    def _only(self, draft: Draft, span: Span) -> Draft:
        """Give a draft with one of its spans."""
        kept = {i for i in draft.quotations if self._outer[i].inner.overlaps(span)}
        whole = any(self._outer[i].span.contains(span) for i in kept)
        form = Form.DIRECT if whole else Form.MIXED if kept else Form.INDIRECT
        return replace(draft, form=form, content=(span,), quotations=kept)

    def _passed_on(self, encoded: Sequence[Draft]) -> Iterator[Draft]:
        """Give what follows "“So far,” he told X, according to Y. “We wait.”" back to him: Y only tells of him."""
        for draft in encoded:
            owner = self._told_of(draft)
            if owner is None or owner.cue is None:
                yield draft
                continue
            kept = [span for span in draft.content if span.contains(owner.cue)]
            rest = tuple(part for part in owner.content if not overlaps_any(part, kept))
            yield replace(draft, content=tuple(kept), quotations=draft.quotations - owner.quotations)
            if rest:
                yield replace(owner, content=rest)

    def _told_of(self, draft: Draft) -> Draft | None:
        """Find, in what stands before "according to", another's report that has all quotations of a draft."""
        if draft.cue is None or len(draft.content) < 2 or not self._passes(draft.cue):
            return None
        for other in self._by_quotation.get(min(draft.quotations, default=-1), ()):
            if other.cue is None or other.carried or not draft.quotations <= other.quotations:
                continue
            if any(span.contains(other.cue) for span in draft.content):
                return other
        return None

    def _passes(self, cue: Span) -> bool:
        return cue.cut(self._text).lower().startswith("according")

    def open_ends(self, drafts: Sequence[Draft]) -> list[int]:
        """Give where contents end though a clause goes on with them."""
        ends = [draft.content[-1].end for draft in drafts if draft.cue is not None]
        return [end for end in ends if _SHIFTED.match(self._text, end)]

    def _with_clause(self, draft: Draft) -> Draft:
        """Add the clause that goes on with a report in its shifted tense: "it was for defence, which had cost …"."""
        last = draft.content[-1]
        if _SHIFTED.match(self._text, last.end):
            for other in self._longer(draft):
                return replace(draft, content=(*draft.content[:-1], Span(last.start, other.content[-1].end)))
        return draft

    def _with_quotation(self, draft: Draft, taken: Cover) -> Draft:
        """Add a quotation that nobody has, where rules see that a report goes on with it: he said “a” of b “c d e”."""
        last = draft.content[-1]
        for other in self._longer(draft) if draft.form is not Form.DIRECT else ():
            rest = Span(last.end, other.content[-1].end)
            added = {i for i in other.quotations if rest.start <= self._outer[i].span.start < rest.end}
            long = any(len(self._outer[i].inner.cut(self._text).split()) >= _LEAST_QUOTED for i in added)
            if long and not taken.touches((rest,)):
                content = (*draft.content[:-1], Span(last.start, rest.end))
                return replace(draft, form=Form.MIXED, content=content, quotations=draft.quotations | added)
        return draft

    def _longer(self, draft: Draft) -> Iterator[Draft]:
        """Give what rules read with a draft's cue where its last words are the same and go on."""
        last = draft.content[-1]
        for other in self._ruled.near(() if draft.cue is None else (draft.cue,)):
            same = draft.cue is not None and other.cue is not None and other.cue.overlaps(draft.cue)
            if same and other.content[-1].start <= last.start < last.end < other.content[-1].end:
                yield other

    @staticmethod
    def _is_held(inner: Draft, outer: Draft) -> bool:
        return any(span.contains(inner.content[0]) for span in outer.content)

    def _own_sentences(self, draft: Draft, _cues: Cover) -> Iterator[Draft]:
        """Take quotations that are sentences of their own from other words before them.

        Not from those that they go on with: "It did “too little,” he said. “We wait.”", "He said it held. “We wait.”"
        """
        alone = draft.quotations & self._alone
        if draft.cue is not None:
            begin, end = draft.content[0].start, draft.cue.end
            # Of a cue that the lexicon does not know the encoder is believed where it found who speaks.
            known = draft.source is not None if draft.word is None else not draft.word.weak
            plain = known and draft.quotations == alone
            alone = {i for i in alone if not plain and not begin < end < self._outer[i].span.start}
        rest = list(self._without(draft, alone)) if alone and draft.form is Form.MIXED else []
        yield from rest or [draft]
        if rest:
            parts = sorted(part for i in alone for part in self._outer[i].parts)
            yield replace(draft, form=Form.DIRECT, content=tuple(parts), quotations=alone)

    def _without(self, draft: Draft, quotations: set[int]) -> Iterator[Draft]:
        """Give a draft without some of its quotations, if anything is left of it."""
        taken = sorted(self._outer[i].span for i in quotations)
        content: list[Span] = []
        for span in draft.content:
            for part in cut_out(span, taken):
                left = part if part == span else trim(part, self._text, _EDGE)
                if left is not None and len(left.cut(self._text).split()) >= _LEAST_WORDS:
                    content.append(left)
        kept = draft.quotations - quotations
        if content:
            loose = any(not overlaps_any(part, [self._outer[i].inner for i in kept]) for part in content)
            form = Form.INDIRECT if not kept else Form.MIXED if loose else draft.form
            yield replace(draft, form=form, content=tuple(content), quotations=kept)


def _distance(draft: Draft, span: Span) -> int:
    """Give how many code points lie between a draft's cue and a span; without a cue it is the farthest."""
    if draft.cue is None:
        return sys.maxsize
    return max(span.start - draft.cue.end, draft.cue.start - span.end, 0)


def _parts(draft: Draft) -> tuple[Span, ...]:
    return draft.content if draft.cue is None else (*draft.content, draft.cue)


def cut_out(span: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """Give what is left of a span without some sorted others."""
    start = span.start
    for other in taken:
        if start < other.start < span.end:
            yield Span(start, other.start)
        start = max(start, other.end) if other.start < span.end else start
    if start < span.end:
        yield Span(start, span.end)


def join_passed_on(drafts: Sequence[Draft]) -> list[Draft]:
    """Put what a speaker goes on to say with his words that were passed on: a reader may have taken it for itself."""
    kept: list[Draft] = []
    passed_on: dict[tuple[Span | None, Span | None], Draft] = {}
    for draft in drafts:
        first = passed_on.get((draft.source, draft.cue)) if draft.form is Form.DIRECT and not draft.nested else None
        if first is not None and first.content[-1].end < draft.content[0].start:
            first.content, first.quotations = (*first.content, *draft.content), first.quotations | draft.quotations
            continue
        if draft.form is Form.DIRECT and draft.outer is not None and draft.outer.aside:
            passed_on[draft.source, draft.cue] = draft
        kept.append(draft)
    return kept
