"""Whose number a figure is and as of when: the attribution it stands in, words like "some reports put", or no one.

Invariant: a name given here is cut from the text or is the speaker's name of an attribution; with neither, the figure
is the article's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from sayso.model.annotation import AnnotatedArticle, Attribution, Basis, Form, TimeExpression, TimexType
from sayso.model.nearby import Nearby
from sayso.model.span import Span

_PUT = re.compile(
    r"\b((?:(?:[Ss]ome|[Ss]everal|[Oo]ther|[Ll]ocal|[Mm]edia|[Nn]ews|[Uu]nconfirmed|[Ee]arlier|[Ii]nitial|[Ee]arly|[Oo]fficial|"
    r"[Ii]ndependent|[Pp]olice|[Pp]ress|[Tt]elevision|[Ww]itness|[Uu]nofficial|[Cc]onflicting|[Vv]arious|[Mm]any|[Mm]ost)\s+){0,3}"
    r"(?:[Rr]eports|[Ee]stimates|[Aa]ccounts|[Ff]igures|[Ss]tatistics|[Ss]ources|[Aa]nalysts|[Ee]xperts|[Oo]fficials))\s+"
    r"(?:have\s+|had\s+)?(?:put(?:ting|s)?|suggest(?:ing|ed)?|say(?:ing)?|said|estimat(?:e|ed|ing)|indicat(?:e|ed|ing)|"
    r"show(?:ed|ing)?|cit(?:e|ed|ing)|giv(?:e|ing)|gave|speak(?:ing)?|spoke)\b"
)
_NAMED_PUT = re.compile(
    r"((?:[Tt]he\s+)?[A-Z][\w.’'&-]*(?:\s+(?:of|the|for|and)\s+[A-Z][\w.’'&-]*|\s+[A-Z][\w.’'&-]*|\s+(?:ministry|government|"
    r"police|officials|authorities|agency|office)){0,5})(?:\s+(?:has\s+|have\s+|had\s+)?"
    r"(?:puts?|estimates?|estimated|(?:stood|stands?|stuck|sticks?)\s+(?:by|to))|[’']s\s+(?:own\s+)?(?:count|tally|estimate)\s+of)\s+"
)
_COUNT = r"(?:figure|estimate|number|count|toll|tally|projection)"
# A count that is somebody's own: "the union has a larger figure", "the latest estimate from the guard is that".
_HAS_FIGURE = re.compile(
    r"((?:[Tt]he\s+)?(?:[A-Z]\.)*[A-Z][\w.’'&-]*(?:\s+(?:of|the|for|and)\s+(?:the\s+)?[A-Z][\w.’'&-]*|\s+[A-Z][\w.’'&-]*|"
    r"\s+(?:ministry|government|police|officials|authorities|agency|office)){0,7}|[Tt]he\s+[a-z]+)\s+"
    rf"(?:has|had|have|gives?|gave|offers?|offered|cites?|cited)\s+(?:an?|its|their)\s+(?:own\s+|\w+er\s+)?{_COUNT}(?:\s+of|[:,])\s*$"
)
_FIGURE_FROM = re.compile(
    rf"\b{_COUNT}s?\s+(?:from|by)\s+((?:the\s+|an?\s+)?[A-Za-z][\w.’'&-]*(?:\s+[A-Za-z][\w.’'&-]*){{0,4}}?)\s+"
    r"(?:is|was|are|were|puts?|stands?|stood)\s+(?:that\s+|at\s+|it\s+at\s+)?$"
)
_FIGURE_BY = re.compile(
    rf"\s+{_COUNT}\s+(?:provided|given|released|issued|offered|made|cited|reported)\s+by\s+"
    r"((?:the\s+|an?\s+)?[A-Za-z][\w.’'&-]*(?:\s+[A-Za-z][\w’'&-]*){0,4})"
)
_ACCORDING = re.compile(
    r"\b[Aa]ccording\s+to\s+((?:an?\s+|the\s+)?(?:(?:[A-Z]\.)+|[^\s,;:.()“”\"])+(?:\s+(?!--|[–—]|who\b|which\b|that\b|and\s+the\b)"
    r"(?:(?:[A-Z]\.)+|[A-Z][a-z]+\.|[^\s,;:.()“”\"])+){0,7})"
)
_TOLD = re.compile(
    r",\s+((?:(?:the|an?)\s+)?[A-Za-z][\w.’'&-]*(?:\s+(?:of\s+|for\s+|the\s+)?[A-Za-z][\w.’'&-]*){0,4}?)\s+"
    r"(?:[Ss]aid|[Ss]ays|reported|announced|estimated|added)(?:\s+(?:on\s+)?[A-Z][a-z]+day|\s+in\s+a\s+statement)?[.”\"]?\s*$"
)
_CLAUSE_END = re.compile(r"[;:—]|,\s|\s[–-]\s|\s(?:but|while|whereas|although)\s")
_PUT_VERB = re.compile(
    r"\b(?:put|suggest|sa[iy]|estimat|indicat|show|cit|giv|gave|spoke|speak|"
    r"st(?:oo|an|uc|ic)|count|tally)"
)
_MEDIUM = re.compile(
    r"\b(?:news|agency|newspaper|daily|magazine|broadcaster|television|TV|radio|Press|Times|Post|Journal|Reuters|reports?)\b"
)
_OF_THOSE = ("Of those", "Of these", "Of them")
_ARTICLE = re.compile(r"^[Tt]he (?=[A-Z])")  # as for speakers: "WHO", not "The WHO"
_PUT_REACH = 60
_PRONOUNS = frozenset("it they he she we i who which that this".split())
_REACH = 600  # code points; a "sentence" that is longer is a list or no prose
_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(]*[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Held:
    """The attribution a figure stands in and the name of whose number it is; either may be missing."""

    attribution: str | None
    name: str | None


class Clauses:
    """The sentences, dates and reports of an article, by offset; lines are cut at full stops where no layer did so."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self._text = annotated.article.text
        self._sentences = sorted(annotated.sentences) or _cut_sentences(self._text)
        self._starts = [span.start for span in self._sentences]
        self._dates = sorted(filter(_can_date, annotated.times), key=lambda time: time.span)
        self._date_starts = [time.span.start for time in self._dates]
        self._told = Nearby(annotated.attributions, lambda attribution: attribution.content)

    def sentence_at(self, span: Span) -> Span:
        """Give the sentence that holds a span, or the nearest one before it, no further than `_REACH` around it."""
        place = bisect_right(self._starts, span.start) - 1
        start, end = self._sentences[place] if place >= 0 else Span(0, len(self._text))
        return Span(max(start, span.start - _REACH), max(span.end, min(end, span.end + _REACH)))

    def times_in(self, sentence: Span) -> list[TimeExpression]:
        """Give the dates that stand in a sentence, in order."""
        first = bisect_left(self._date_starts, sentence.start)
        return self._dates[first : bisect_left(self._date_starts, sentence.end)]

    def told_at(self, span: Span) -> list[Attribution]:
        """Give the attributions whose content may hold a span, in order."""
        return self._told.near((span,))

    def clause_at(self, span: Span) -> Span:
        """Give the part of the sentence around a span, between commas, dashes and "but"."""
        sentence = self.sentence_at(span)
        start, end = sentence
        for mark in _CLAUSE_END.finditer(self._text, sentence.start, sentence.end):
            if mark.end() <= span.start:
                start = mark.end()
            elif mark.start() >= span.end:
                end = mark.start()
                break
        return Span(min(start, span.start), max(end, span.end))


def _cut_sentences(text: str) -> list[Span]:
    spans = []
    for line in _LINE.finditer(text):
        start = line.start()
        for end in _SENTENCE_END.finditer(text, line.start(), line.end()):
            spans.append(Span(start, end.start()))
            start = end.end()
        if start < line.end():
            spans.append(Span(start, line.end()))
    return spans


def find_holder(annotated: AnnotatedArticle, clauses: Clauses, span: Span) -> Held:
    """Find whose number a figure is: "some reports put it at", its attribution's speaker, "according to"."""
    text = annotated.article.text
    attribution = _innermost(clauses, span)
    sentence = clauses.sentence_at(span)
    name = _find_put(text[max(sentence.start, span.start - 2 * _PUT_REACH) : span.start])
    given = _FIGURE_BY.match(text, span.end, sentence.end)
    if given is not None:
        name = given.group(1).rstrip(".’'")
    hit = (
        _ACCORDING.search(text, sentence.start, sentence.end)
        if "ccording" in text[sentence.start : sentence.end]
        else None
    )
    if hit is not None and text[hit.start() - 2 : hit.start() - 1].isdigit():
        # "18,000 people, or 100,000 according to organisers" gives them the second number alone
        if span.end >= hit.start() - 1:
            name = name or hit.group(1)
        elif attribution is not None and _is_source(attribution, hit):
            attribution = None
        hit = None
    if name is None and hit is not None and (hit.start() >= span.end or _opens(text, hit, sentence)):
        name = _name_according(hit, attribution)
    if name is None and attribution is not None:
        name = _name_of(attribution, text)
    if name is None and attribution is None:
        name = _find_teller(text, sentence, span) or _find_before(text, clauses, sentence)
    return Held(attribution.id if attribution else None, _ARTICLE.sub("", name) if name else None)


def _name_according(hit: re.Match[str], attribution: Attribution | None) -> str | None:
    """Name whom "according to" names, unless a quotation holds the figure or the attribution knows the name better."""
    if attribution is not None and (attribution.form is not Form.INDIRECT or _is_source(attribution, hit)):
        return None
    if attribution is not None and attribution.speaker is not None and _MEDIUM.search(hit.group(1)) is not None:
        return None  # who passes a person's number on
    return hit.group(1).rstrip(".’'")


def _is_source(attribution: Attribution, hit: re.Match[str]) -> bool:
    return attribution.source is not None and attribution.source.overlaps(Span(*hit.span(1)))


def _find_teller(text: str, sentence: Span, span: Span) -> str | None:
    """Read ", the company said." at the end of a sentence that no attribution has read."""
    hit = _TOLD.search(text, span.end, sentence.end)
    return hit.group(1) if hit is not None else None


def _find_before(text: str, clauses: Clauses, sentence: Span) -> str | None:
    """Read "… 48 cases, according to the agency. Of those cases, 15 were": who gave the whole gives its part."""
    if not text.startswith(_OF_THOSE, sentence.start) or sentence.start < 2:
        return None
    before = clauses.sentence_at(Span(sentence.start - 2, sentence.start - 1))
    hit = _ACCORDING.search(text, *before) if before.end <= sentence.start else None
    return hit.group(1).rstrip(".’'") if hit is not None and hit.end() >= before.end - 2 else None


def _find_put(before: str) -> str | None:
    """Read "some reports put the number at" in what stands before a figure."""
    for told in (_HAS_FIGURE, _FIGURE_FROM):
        if (named := told.search(before)) is not None:
            return named.group(1)
    if not _PUT_VERB.search(before):
        return None
    for pattern in (_PUT, _NAMED_PUT):
        for hit in pattern.finditer(before):
            if len(before) - hit.end() <= _PUT_REACH:
                return hit.group(1)
    return None


def _opens(text: str, hit: re.Match[str], sentence: Span) -> bool:
    """Say whether nothing but a joining word stands before: "And, according to"."""
    return len(text[sentence.start : hit.start()].split()) <= 1


def _name_of(attribution: Attribution, text: str) -> str | None:
    if attribution.speaker is not None:
        return attribution.speaker.name
    source = attribution.source.cut(text) if attribution.source is not None else None
    return None if source is not None and source.lower() in _PRONOUNS else source  # "it is feared that" names nobody


def _innermost(clauses: Clauses, span: Span) -> Attribution | None:
    """Give the shortest attribution whose content holds the span; a number in what another wants is not his."""
    holding = [
        attribution
        for attribution in clauses.told_at(span)
        if any(part.start <= span.start and span.end <= part.end for part in attribution.content)
        and not (attribution.nested_in is not None and attribution.basis is Basis.ASKS)
    ]
    return min(holding, key=lambda a: (a.extent.end - a.extent.start, a.extent.start), default=None)


def find_time(annotated: AnnotatedArticle, clauses: Clauses, span: Span) -> str | None:
    """Give the value of the date nearest to a figure in its clause, else of the only date in its sentence."""
    sentence = clauses.sentence_at(span)
    text = annotated.article.text
    times = [t for t in clauses.times_in(sentence) if not t.span.overlaps(span) and _dates(text, t.span)]
    if not times:
        return None
    clause = clauses.clause_at(span)
    inside = [time for time in times if clause.contains(time.span)]
    if inside:
        return min(inside, key=lambda time: (_distance(time.span, span), time.span)).at
    return times[0].at if len(times) == 1 else None


def _can_date(time: TimeExpression) -> bool:
    """Say whether an expression names a date that is resolved."""
    return (
        time.type in (TimexType.DATE, TimexType.TIME)
        and time.value is not None
        and time.value[:4].isdecimal()
        and len(time.value) > 3
    )


def _dates(text: str, span: Span) -> bool:
    """Say whether a date can date what is told: not after "since", and no year that only describes."""
    before = text[max(0, span.start - 8) : span.start].lower()
    if before.endswith(("since ", "until ", "from ")):
        return False
    return not span.cut(text).isdecimal() or before.endswith(("in ", "by ", "of ", "for ", "during ", ", "))


def _distance(a: Span, b: Span) -> int:
    return b.start - a.end if a.end <= b.start else a.start - b.end
