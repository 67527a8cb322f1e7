"""What one article attributes, hedges or dates, and another, or its own headline, does not, or does otherwise.

Invariant: each finding is a kind, the places that show it and the words to stop at, all cut from the articles; where
the article says elsewhere what it seems to leave out, nothing is found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from sayso.model.annotation import AnnotatedArticle, Bound, EntityKind, Figure, Form, TimeExpression
from sayso.model.relation import FlagKind, Place
from sayso.model.span import Span, overlaps_any
from sayso.relate.credits import key_of_outlet
from sayso.relate.lines import TELLING, Line, alike, match_stems, pair_lines, read_lines
from sayso.text.words import FUNCTION_STEMS, find_words, stem_words

_SAME_ELSEWHERE = 0.5  # so alike, a line of the same article says it too
_HEADLINE_COVERED = 0.7  # of a headline's stems, those that one line of the body holds
_LEAST_IN_HEADLINE = 4
_MOST_CITED = 200  # of what one outlet gives as another's, so many are compared
_TOLERANCE = 0.05  # between a round number of a headline and the one in the body
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d(?:\s*[ap]\.?\s?m\.?)?|\s*[ap]\.?\s?m\.?)(?:\s[a-z]{2,3})?")
_FROM_TODAY = re.compile(r"\b(?:today|yesterday|tomorrow|tonight|last night)\b")
_SEEMING = re.compile(r"\b(?:seem\w*|appear\w*|likely)\b")
_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "dawn", "noon", "midnight"})
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OWN_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|apparently|supposedly|purportedly|reports|believed|thought|said|feared|reported|suspected|"
    r"rumou?r\w*|unconfirmed)\b"
)
_INTENDING = re.compile(
    r"\b(?:hop(?:es?|ed|ing)|plan(?:s|ned)|aim(?:s|ed)|intend(?:s|ed)|expect(?:s|ed)|wants?|wanted) to\b"
)
_ASKING = re.compile(r"\W*(?:what|how|why|who|when|where|which|whether|can|will|is|are|does|do|did)\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"\W*[–—-]+\s[^\n]{0,80}\(@\w+\)")  # below a post: its day is not that of what happened
_OPEN = re.compile(
    r"\b(?:could|would|should|can|if|fears?|suggest\w*|possib\w+|unclear|must have|had to have)\b", re.IGNORECASE
)
_MOST_DAYS = 1  # later on, it may be known better, or said anew
_CLAIMING = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg(?:es|ed|ing|edly)|accus(?:es|ed|ing)|rumou?rs?)\b", re.IGNORECASE
)
_NOT_FLAT = re.compile(
    r"[“”\"‘?:]|(?<!\w)['’]|\b(?:says?|said|claims?|alleg\w+|reports?|reportedly|accus\w+|warns?|fears?|feared|could|can|sources?|"
    r"suspect\w*|would|set to|expected|about|nearly|almost|up to|threat\w*|if|likely)\b|[–—-] ",
    re.IGNORECASE,
)
_TOLLS = {
    "dead": "dead killed kill kills die dies died deaths death drowned perished bodies",
    "hurt": "injured injures wounded wounds hurt hospitalised hospitalized injuries",
    "missing": "missing unaccounted",
    "held": "arrested arrests detained detains held",
}
_TOLL_OF = {word: toll for toll, words in _TOLLS.items() for word in words.split(" ")}


class Finding(NamedTuple):
    """What a flag is made of."""

    kind: FlagKind
    evidence: tuple[Place, ...]
    details: tuple[Place, ...]


def find_restated(articles: Sequence[AnnotatedArticle]) -> Iterator[Finding]:
    """Compare lines that say nearly the same across articles, each headline with its body, and who cites whom."""
    lines = {annotated.article.id: read_lines(annotated) for annotated in articles}
    everything = [line for annotated in articles for line in lines[annotated.article.id]]
    published = {annotated.article.id: annotated.article.published_at for annotated in articles}
    days = {annotated.article.id: annotated.article.published_on for annotated in articles}
    for one, other in pair_lines(everything):
        for told, bare in ((one, other), (other, one)):
            if _is_before(published[bare.article], published[told.article]):
                continue  # what stood in print before was not taken from here
            yield from _lost_attribution(told, bare, lines)
            if is_soon_after(days[told.article], days[bare.article]):
                yield from _lost_hedge(told, bare, lines)
        yield from _differing_date(one, other)
    for annotated in articles:
        yield from _exceeding_number(lines[annotated.article.id])
        yield from _exceeding_words(lines[annotated.article.id])
    yield from _circles(articles)


def _place(line: Line, span: Span | None = None) -> Place:
    return Place(article=line.article, span=span or line.span)


def _is_before(first: str | None, second: str | None) -> bool:
    """Say whether an article was surely published before another: where one is a bare date, by a day or more."""
    if first is None or second is None:
        return False
    exact = min(len(first), len(second))
    return first[:exact] < second[:exact]


def is_soon_after(first: date | None, second: date | None, *, most: int = _MOST_DAYS) -> bool:
    """Say whether two articles are no more than so many days apart, as far as is known."""
    return first is None or second is None or abs((second - first).days) <= most


def _lost_attribution(told: Line, bare: Line, lines: Mapping[str, Sequence[Line]]) -> Iterator[Finding]:
    """Find what one gives as somebody's words and the other in its own voice, nowhere as anybody's."""
    telling = [a for a in told.attributions if told.tells(a)]
    sources = [a.source for a in telling if a.source is not None and told.span.contains(a.source)]
    reported = sources and all(a.form is Form.INDIRECT for a in telling)
    if not reported or TELLING.search(told.words) is None:
        return
    if bare.words.rstrip("”\"' ").endswith("?"):
        return
    if bare.is_told or bare.hedge is not None or "“" in bare.words or '"' in bare.words:
        return
    if any(line.is_told and _says_so_too(line, told) for line in lines[bare.article]):
        return
    yield Finding(FlagKind.ATTRIBUTION_LOST, (_place(told), _place(bare)), (_place(told, sources[0]), _place(bare)))


def _lost_hedge(hedged: Line, plain: Line, lines: Mapping[str, Sequence[Line]]) -> Iterator[Finding]:
    """Find what one hedges and the other says in the same words without a hedge, nowhere with one."""
    hedge = hedged.hedge
    if hedge is None or plain.hedge is not None or plain.words.rstrip("”\"' ").endswith("?"):
        return
    if _OPEN.search(plain.words) or _INTENDING.search(plain.words):
        return
    if plain.is_told and (_OWN_HEDGE.search(hedge.cut(hedged.text)) or not _is_told_alike(hedged, plain)):
        return  # "reportedly" is kept by who names the one that reports, and who is named may know
    if hedged.is_quoted(hedge) and any(each.form is not Form.INDIRECT for each in plain.attributions):
        return  # one wording of what was said against another
    if not _runs_on_without(hedge, hedged, plain):
        return
    if any(_hedges_too(line, hedged) for line in lines[plain.article]):
        return
    yield Finding(FlagKind.HEDGE_LOST, (_place(hedged), _place(plain)), (_place(hedged, hedge), _place(plain)))


def _is_told_alike(one: Line, other: Line) -> bool:
    """Say whether a word that names a teller stands in both lines, or none tells in either."""
    tellers = [
        {word for a in line.attributions if a.source is not None for word in find_words(line.text, [a.source]).forms}
        for line in (one, other)
    ]
    return bool(tellers[0] & tellers[1]) or not any(tellers)


def _runs_on_without(hedge: Span, hedged: Line, plain: Line) -> bool:
    """Say whether the words of content straight before and behind a hedge stand together in the other line.

    A hedge outside what is asserted is of him who tells it.
    """
    at = min(max(hedged.count_stems(hedge.start) - 1, 0), len(hedged.stems) - 2)
    runs = match_stems(hedged.stems, plain.stems)
    return overlaps_any(hedge, hedged.asserted) and any(
        start <= at and at + 2 <= start + length for start, _, length in runs
    )


def _hedges_too(line: Line, hedged: Line) -> bool:
    """Say whether a line hedges what another does: the same word behind the hedge, or much the same sentence."""
    if line.hedge is None or hedged.hedge is None:
        return False
    behind = [each.stems[each.count_stems(each.hedge.end) :][:1] for each in (line, hedged) if each.hedge is not None]
    return (bool(behind[0]) and behind[0] == behind[1]) or _says_so_too(line, hedged)


def _says_so_too(line: Line, like: Line) -> bool:
    shared = len(set(line.stems) & set(like.stems))
    return shared >= _SAME_ELSEWHERE * len(set(like.stems)) or alike(line, like) > 0


def _differing_date(one: Line, other: Line) -> Iterator[Finding]:
    """Find one happening on two days: the one date of each line is another day, in other words."""
    if _SIGNATURE.match(one.words) or _SIGNATURE.match(other.words):
        return
    dated = [_dated(line) for line in (one, other)]
    days = [[time for time in times if time.value and _DAY.match(time.value)] for times in dated]
    if [len(found) for found in (*days, *dated)] != [1, 1, 1, 1]:  # how long it took does not matter
        return
    a, b = days[0][0], days[1][0]
    words = [time.span.cut(line.text).casefold() for time, line in ((a, one), (b, other))]
    if (a.value or "")[:10] == (b.value or "")[:10] or words[0] == words[1] or _same_weekday(words):
        return
    if any(map(_CLOCK.fullmatch, words)) or not _is_of(a, one, other) or not _is_of(b, other, one):
        return  # a clock tells no day, and what only one of the two tells of has no other
    if _FROM_TODAY.search(" ".join(words)):
        return  # it rests on when the article came out, which may be stated wrongly
    if not one.numbers and set(one.stems) != set(other.stems):
        return  # what happens every day is told in the same words of two days
    places = sorted(((_place(one, a.span)), (_place(other, b.span))), key=lambda place: (place.article, place.span))
    yield Finding(FlagKind.DATE_DIFFERS, tuple(places), tuple(places))


def _is_of(time: TimeExpression, line: Line, other: Line) -> bool:
    """Say whether the other line has the word of content straight before a date, or the one straight behind it."""
    found = find_words(line.text, [Span(line.span.start, time.span.start), Span(time.span.end, line.span.end)])
    stems = [
        (stem, found.starts[index])
        for stem, index in stem_words(found.forms)
        if stem not in FUNCTION_STEMS and found.forms[index] not in _OF_DAY
    ]
    before = [stem for stem, start in stems if start < time.span.start][-1:]
    behind = [stem for stem, start in stems if start >= time.span.end][:1]
    theirs = {stem for stem, _ in stem_words(find_words(other.text, [other.span]).forms)}
    return not theirs.isdisjoint(before + behind)


def _dated(line: Line) -> list[TimeExpression]:
    """Give the times of a line that are no durations; of "on 2 March, before dawn" the day alone."""
    times = [(time, time.value or "") for time in line.times if not (time.value or "").startswith("P")]
    days = {value for _, value in times}
    return [time for time, value in times if "T" not in value or value.partition("T")[0] not in days]


def _same_weekday(words: Sequence[str]) -> bool:
    named = [{day for day in _WEEKDAYS if day in word} for word in words]
    return bool(named[0] & named[1])


def _exceeding_number(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find a headline's number that is higher than every number of the same thing in the body."""
    body = [(figure, line) for line in lines if not line.is_headline for figure in line.figures]
    for line in (line for line in lines if line.is_headline):
        for figure in line.figures:
            tolls = _tolls_near(figure, line)
            same = [(f, at) for f, at in body if f.unit == figure.unit or (tolls and tolls & _tolls_near(f, at))]
            if not same or figure.bound in (Bound.ABOUT, Bound.LESS_THAN, Bound.UP_TO) or figure.unit == "%":
                continue
            values = [value for f, _ in same for value in (f.value, f.value_to) if value is not None]
            open_ended = any(f.bound in (Bound.MORE_THAN, Bound.AT_LEAST) for f, _ in same)
            if _is_reached(figure, values, open_ended=open_ended) or _is_written(figure, lines):
                continue
            highest, at = max(same, key=lambda item: (item[0].value_to or item[0].value, -item[0].span.start))
            evidence = (_place(line, figure.span), _place(at, highest.span))
            yield Finding(FlagKind.HEADLINE_EXCEEDS_BODY, evidence, evidence)


def _is_reached(figure: Figure, values: Sequence[float], *, open_ended: bool) -> bool:
    """Say whether the body comes up to a headline's number: by one of its own, by a sum, by rounding, or by a bound."""
    wanted = figure.value
    slack = _TOLERANCE * wanted if wanted % 10 == 0 else 0
    sums = {sum(values), *(a + b for a, b in combinations(values[:12], 2))}
    if any(value + slack >= wanted for value in (*values, *(s for s in sums if s == wanted))):
        return True
    return open_ended and figure.bound is not Bound.EXACTLY and max(values) + 1 >= wanted


def _is_written(figure: Figure, lines: Sequence[Line]) -> bool:
    return any(f.value == figure.value for line in lines if not line.is_headline for f in line.figures)


def _tolls_near(figure: Figure, line: Line) -> set[str]:
    """Give what a count of people counts, by the nearest such word of its line on each side."""
    found = find_words(line.text, [line.span])
    near = [
        (min(abs(start - figure.span.end), abs(figure.span.start - end)), _TOLL_OF[form])
        for form, start, end in zip(found.forms, found.starts, found.ends, strict=True)
        if form in _TOLL_OF
    ]
    return {min(near)[1]} if near and min(near)[0] <= 40 else set()  # code points


def _exceeding_words(lines: Sequence[Line]) -> Iterator[Finding]:
    """Find a headline that states flatly what every line of the body on it hedges or gives as a claim."""
    for headline in (line for line in lines if line.is_headline):
        wanted = {stem for stem, _ in stem_words(find_words(headline.text, [headline.span]).forms)}.intersection(
            headline.stems
        )
        if headline.hedge is not None or _NOT_FLAT.search(headline.words) or len(wanted) < _LEAST_IN_HEADLINE:
            continue
        if headline.is_denying or _ASKING.match(headline.words) or _INTENDING.search(headline.words):
            continue
        on_it = [
            line
            for line in lines
            if not line.is_headline and len(wanted.intersection(line.stems)) >= _HEADLINE_COVERED * len(wanted)
        ]
        weak = [_claiming(line) or _hedging(line) for line in on_it]
        if on_it and all(weak):
            first, word = on_it[0], weak[0]
            yield Finding(
                FlagKind.HEADLINE_EXCEEDS_BODY,
                (_place(headline), _place(first)),
                (_place(headline), _place(first, word)),
            )


def _hedging(line: Line) -> Span | None:
    """Give a hedge that can bear a whole sentence: not "it seemed", which often stands aside."""
    return None if line.hedge is None or _SEEMING.search(line.hedge.cut(line.text)) else line.hedge


def _claiming(line: Line) -> Span | None:
    match = _CLAIMING.search(line.text, *line.span)
    return Span(*match.span()) if match else None


def _circles(articles: Sequence[AnnotatedArticle]) -> Iterator[Finding]:
    """Two articles that each give the other's outlet as where the same words came from."""
    publishers = {each.article.publisher for each in articles if each.article.publisher}
    cites: dict[tuple[str, str], list[tuple[Place, set[str]]]] = defaultdict(list)
    for annotated in articles:
        own = key_of_outlet(annotated.article.publisher or "")
        for attribution in annotated.attributions if own else ():
            named = [(hop.name, hop.span) for hop in attribution.via]
            speaker = attribution.speaker
            if speaker is not None and speaker.kind is not EntityKind.PERSON:
                named.append((speaker.name, speaker.span))
            if attribution.source is not None:  # "a report in the Ostrel Gazette"
                source, known = (
                    attribution.source.cut(annotated.article.text),
                    {key_of_outlet(name) for name, _ in named},
                )
                inside = [name for name in sorted(publishers) if name in source and key_of_outlet(name) not in known]
                named += [(name, attribution.source) for name in inside]
            words = find_words(annotated.article.text, attribution.content).forms
            stems = {stem for stem, _ in stem_words(words) if len(stem) > 3}
            for name, span in named:
                if key_of_outlet(name) != own:
                    place = Place(article=annotated.article.id, span=span)
                    cites[own, key_of_outlet(name)].append((place, stems))
    for (own, other), here in sorted(cites.items()):
        for place, stems in here[:_MOST_CITED] if own < other else ():
            for back, said in cites.get((other, own), [])[:_MOST_CITED]:
                if len(stems & said) >= max(3, 0.6 * min(len(stems), len(said))):
                    yield Finding(FlagKind.CIRCULAR_CHAIN, (place, back), (place, back))
