"""Sentences of a pile that say nearly the same, for a comparison of how they say it.

Invariant: two lines meet only where most of their words of content are the same and in the same order, and where both
or neither deny. Candidates are found by words that few lines hold, so that time stays near linear in the pile.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from sayso.model.annotation import AnnotatedArticle, Attribution, Figure, Form, TimeExpression
from sayso.model.span import Span, overlaps_any
from sayso.text.words import FUNCTION_STEMS, find_words, stem_words

LEAST_SHARED = 4  # stems of content that two lines share in order
LEAST_ALIKE = 0.75  # of the stems of both, those that match in order
_MOST_HOLDERS = 12  # a stem in more lines than this blocks nothing
_LEAST_BLOCKED = 2  # rare stems that two lines share before they are compared

_TELLING = (
    r"according to|said|says|say|saying|told|tells|reports|reported|reportedly|reporting|claims?|claimed|claiming|"
    r"alleged|alleges|allegedly|announced|announces|added|adds|insists|insisted|stated|states|confirmed|confirms|"
    r"believes?|believed|understands|learnt|learned|warned|warns|denied|denies|suggested|suggests|quoted|citing|cited|sources?|"
    r"spokes(?:man|woman|person)|officials?|statement"
)
TELLING = re.compile(rf"\b(?:{_TELLING})\b", re.IGNORECASE)
_SAYING = re.compile(rf"\b(?!allegedly|reportedly)(?:{_TELLING})\b", re.IGNORECASE)
HEDGE = re.compile(  # the month is no hedge
    r"\b(?:may|(?i:may (?:be|have)|might|could have|could be|possibly|perhaps|reportedly|allegedly|apparently|"
    r"supposedly|purportedly|(?:some|unconfirmed|initial|early) reports|rumou?r(?:s|ed)?|suspected|probably|"
    r"(?<!more )(?<!less )likely(?! voters?\b)|appear(?:s|ed)? (?:to|that)|seems?|"
    r"(?:is|are|was|were) (?:believed|thought|said|feared|reported|suspected)|seemed|unconfirmed))\b"
)
_DENYING = re.compile(r"\b(?:not|never|no|none|neither|without|den(?:y|ies|ied)|cannot)\b|n[’']t\b", re.IGNORECASE)
_PLAIN_OUT = frozenset(find_words(_TELLING).forms) | frozenset(
    "may might could possibly perhaps reportedly allegedly apparently supposedly purportedly some unconfirmed initial "
    "early reports believed thought feared suspected rumour rumor rumours rumored rumoured probably likely appears "
    "appear appeared seems seem seemed that have has had is are was were be been claim claims source sources".split()
)


@dataclass(frozen=True)
class Line:
    """A sentence: its place, what is attributed in it, and its words of content as stems, times left out."""

    article: str
    text: str
    span: Span
    attributions: tuple[Attribution, ...]
    figures: tuple[Figure, ...]
    times: tuple[TimeExpression, ...]
    is_headline: bool

    @property
    def words(self) -> str:
        """Give the sentence as it stands."""
        return self.span.cut(self.text)

    def is_quoted(self, place: Span) -> bool:
        """Say whether a place stands in what is quoted word for word, all or in part."""
        quoted = (each for each in self.attributions if each.form is not Form.INDIRECT)
        return any(span.overlaps(place) for each in quoted for span in each.content)

    @cached_property
    def asserted(self) -> tuple[Span, ...]:
        """Give what is asserted: the content of the attributions in it, else the whole sentence."""
        contents = {s for a in self.attributions if self.tells(a) for s in a.content if s.overlaps(self.span)}
        inside = sorted(Span(max(s.start, self.span.start), min(s.end, self.span.end)) for s in contents)
        kept: list[Span] = []
        for span in inside:
            if kept and span.start < kept[-1].end:
                kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
            else:
                kept.append(span)
        return tuple(kept) or (self.span,)

    def tells(self, attribution: Attribution) -> bool:
        """Say whether the words before a content are only its frame, and no part of what happened.

        "He threatened two referees" tells what he did, "it is thought to have" has nobody who thinks.
        """
        if attribution.source is None:
            return attribution.form is not Form.INDIRECT
        cue = attribution.cue
        if cue is None or attribution.form is not Form.INDIRECT or _SAYING.search(cue.cut(self.text)) is not None:
            return True
        return cue.end <= attribution.extent.start and self.text.startswith((" that ", ", that ", ": "), cue.end)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Give the stems of content of what is asserted, in order."""
        return tuple(stem for stem, _ in self._placed)

    @cached_property
    def _placed(self) -> tuple[tuple[str, int], ...]:
        """Give those stems, each with where its word begins."""
        found = find_words(self.text, self.asserted)
        times = [time.span for time in self.times]
        kept = [
            (form, start)
            for form, start, end in zip(found.forms, found.starts, found.ends, strict=True)
            if form not in _PLAIN_OUT and not overlaps_any(Span(start, end), times)
        ]
        stems = stem_words([form for form, _ in kept])
        return tuple((stem, kept[index][1]) for stem, index in stems if stem not in FUNCTION_STEMS)

    def count_stems(self, end: int) -> int:
        """Count the stems of content whose words begin before a place."""
        return sum(start < end for _, start in self._placed)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Give the numbers in it."""
        return frozenset(stem for stem in self.stems if stem[0].isdigit())

    @cached_property
    def is_denying(self) -> bool:
        """Say whether a word of denial stands in it."""
        return _DENYING.search(self.words) is not None

    @cached_property
    def is_told(self) -> bool:
        """Say whether anything in it is anybody's but the article's own."""
        return any(map(self.tells, self.attributions)) or TELLING.search(self.words) is not None

    @cached_property
    def hedge(self) -> Span | None:
        """Give the first hedge in it."""
        match = HEDGE.search(self.text, *self.span)
        return Span(*match.span()) if match else None


def read_lines(annotated: AnnotatedArticle) -> tuple[Line, ...]:
    """Cut an article into lines; furniture is left out."""
    article = annotated.article
    title = article.title_span
    spans = [span for span in sorted(annotated.sentences) if not overlaps_any(span, article.furniture)]
    starts = [span.start for span in spans]

    def of(place: Span) -> list[int]:
        near = range(max(0, bisect_left(starts, place.start + 1) - 1), bisect_left(starts, place.end))
        return [number for number in near if spans[number].overlaps(place)]  # not what stands in furniture behind it

    said: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in annotated.attributions:
        parts = {*attribution.content, *(p for p in (attribution.cue, attribution.source) if p is not None)}
        for number in sorted({n for part in sorted(parts) for n in of(part)}):
            said[number].append(attribution)
    figures: dict[int, list[Figure]] = defaultdict(list)
    for figure in annotated.figures:
        for number in of(figure.span):
            figures[number].append(figure)
    times: dict[int, list[TimeExpression]] = defaultdict(list)
    for time in annotated.times:
        for number in of(time.span):
            times[number].append(time)
    return tuple(
        Line(
            article=article.id,
            text=article.text,
            span=span,
            attributions=tuple(said[number]),
            figures=tuple(figures[number]),
            times=tuple(times[number]),
            is_headline=title is not None and title.overlaps(span),
        )
        for number, span in enumerate(spans)
    )


def alike(one: Line, other: Line) -> float:
    """Say how much of the stems of both match in order, 0 to 1; 0 where their numbers or denials differ."""
    if one.is_denying != other.is_denying or one.numbers != other.numbers:
        return 0.0
    return _match(one.stems, other.stems)


def _match(a: Sequence[str], b: Sequence[str]) -> float:
    shared = sum((Counter(a) & Counter(b)).values())
    if shared < LEAST_SHARED or 2 * shared < LEAST_ALIKE * (len(a) + len(b)):
        return 0.0
    matched = sum(length for _, _, length in match_stems(a, b))
    return 2 * matched / (len(a) + len(b)) if matched >= LEAST_SHARED else 0.0


def match_stems(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Give the runs of stems that match in order: where each begins in both, and how long it is."""
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def pair_lines(lines: Iterable[Line]) -> Iterator[tuple[Line, Line]]:
    """Give the pairs of lines of two articles that say nearly the same, headlines left out, in a fixed order."""
    body = [line for line in lines if not line.is_headline and len(line.stems) >= LEAST_SHARED]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(body):
        for stem in dict.fromkeys(line.stems):
            holders[stem].append(number)
    for number, line in enumerate(body):
        shared: Counter[int] = Counter()
        for stem in dict.fromkeys(line.stems):
            if len(holders[stem]) <= _MOST_HOLDERS:
                shared.update(other for other in holders[stem] if other > number)
        for other in sorted(n for n, count in shared.items() if count >= _LEAST_BLOCKED):
            if body[other].article != line.article and alike(line, body[other]) >= LEAST_ALIKE:
                yield line, body[other]
