"""What a figure is a figure of: the class of its unit, what befell those counted, and the words that narrow it.

Invariant: a scope is read from one article's text around one figure; comparing two scopes is for `counts.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sayso.model.annotation import AnnotatedArticle, Figure, TimeExpression, TimexType
from sayso.model.span import Span
from sayso.relate.fates import FATE_STEMS, find_fate, find_fate_after, find_placed_fate, tell_fates
from sayso.relate.intervals import MEASURES, is_continuous, is_money, is_vague
from sayso.relate.moods import UNSAID, Mood, read_mood
from sayso.text.words import STOPWORDS, find_words, stem_word

_Placed = TypeVar("_Placed", Figure, TimeExpression)
LEAD = 500  # code points; the toll in an article's first lines is that of its event
_REACH = 300  # code points of context on each side, less where the sentence ends
_NUMBER_REACH = 60  # code points before a figure in which "the number" makes it the same count
# What makes a second number of an article a rival of the first, and what makes it a sum, a rise or a rate.
_PUT = re.compile(
    r"\b(?:put(?:s|ting)?|plac(?:e[sd]?|ing)|estimat(?:ed|ing)|claim(?:s|ed|ing)?|reports?|reported|accounts?|say(?:s|ing)?|"
    r"said|however|instead|counted|gave|gives?|if we)\b",
    re.I,
)
_OTHER_FIGURE = re.compile(
    r"\b(?:larger|higher|lower|smaller|different|own) (?:figure|number|toll|estimate|count|tally)\b", re.I
)
_SUM = re.compile(
    r"\b(?:bring|brings|bringing|brought|total|totals|totaling|totalling|numbering|rose|rises?|rising|increase[sd]?|"
    r"up|by|from|another|additional|adding|updated|revised|raised|one in|out of|another|record|previous|next|"
    r"last year|a day|per)\b",
    re.I,
)
_RIVAL_REACH = 12  # code points between two numbers of which the second has a holder of its own
# "…, which put the size of the march at 10,000 people": a count given against another, though it has its own noun.
_PUT_AT = re.compile(
    r"\b(?:put(?:s|ting)?|plac(?:e[sd]?|ing)|estimat(?:es?|ed|ing))\b[^.;:]{0,30}\b(?:size|number|toll|count|crowd|turnout|"
    r"figure|total|attendance|tally)\b[^.;:]{0,40}\bat\s*$",
    re.I,
)
_NAME = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+){0,3}")
_DWELLING = re.compile(
    r"\b(?:home to|populations? of|(?:city|town|village|island|country|nation|province|district|region) of)\s*$"
)
_OF_ANOTHER = re.compile(r"\band (?:is |was )?(?:home|has|had)\b")
_DAYS = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_MONTHS = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:\.|(?<=May)\b|(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)\b)"
)
_A_HOUR = re.compile(r"\s*(?:per|an) hour\b|\s*/h\b", re.I)
_TOLD_ON = re.compile(r"\b(?:said|says|told|announced|reported|confirmed|released)\b(?:\s\w+){0,3}\s\w+day\b")
_LASTING = re.compile(
    r"\b(?:since (?:the|last|a)|(?:over|during|in) (?:the )?(?:past |last )?\w+ (?:days|nights|weeks|months|years))\b",
    re.I,
)
_CLOSE = re.compile(
    r"\b(?:clos(?:e|ed|es|ing)|finish(?:ed|es|ing)?|settl(?:e|ed|es|ing)|end(?:ed)? (?:the day|at))\b", re.I
)
_PRICES = frozenset("point points".split())
_PERFECT = re.compile(r"\b(?:has|have|had)\b")
_TOLL = re.compile(r"\b(?:toll|deaths|fatalities)\b", re.I)
_NUMBER = re.compile(r"\b(?:figure|number|count|estimate)\b", re.I)
# "Nine have been killed since the strike began" counts all of them, as a toll does.
_TOTAL = re.compile(
    r"\b(?:toll|so far|up from|in all|in total|a total of|(?:have|has|had) (?:been )?\w+(?: [\w’']+){0,3} since)\b",
    re.I,
)
_PUT_REACH = 600  # code points between a count and one that is given against it
_PLACE = re.compile(
    r"\b(?:in|near|across|at|around) (?:(?:the|[a-z]+ern|[a-z]+east|[a-z]+west) )*([A-Z]\w+(?: [A-Z]\w+){0,2})"
)
# Of a list of places: "in Ardania, 279,000; in Lornia, 140,000".
_LISTED_PLACE = re.compile(r"(?:\bin (?=[A-Z][^,]*, $)|(?=[A-Z][\w ]* \($))([A-Z]\w+(?: [A-Z]\w+){0,2})(?:, | \()$")
_PLACE_REACH = 60
_FEW_BESIDE = 3  # numbers so small stand beside much
_NEAREST = 6  # how many words on each side stand beside a figure
_BREAK = re.compile(r"\n|(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(]*[A-Z0-9])")

# Nouns for one thing: each line is a class and its words.
_SAME_NOUN = """
troops soldiers forces servicemen servicemembers servicewomen personnel
police policemen officers cops
protesters demonstrators marchers
homes houses dwellings
jobs positions posts
employees workers staff staffers staffs
groups organizations organisations
companies firms businesses
countries nations
attorneys lawyers
children kids
prisoners inmates
counts charges
people persons individuals
shots bullets rounds
rockets missiles
aircraft planes jets airplanes aeroplanes
ships vessels boats
meters metres meter metre m
kilometers kilometres kilometer kilometre km
miles mile
tonnes tons ton tonne
kilograms kilogram kg kilos
pounds pound lbs lb
feet foot ft
inches inch
acres acre
hectares hectare
cases infections
refugees migrants asylum-seekers
voters electors
votes ballots
television tv
""".split("\n")
CLASS_OF = {word: line.split()[0] for line in _SAME_NOUN for word in line.split()}
# Counted by what befell them, these are simply people.
_ANYONE = frozenset(
    "people person persons others passengers travellers travelers riders villagers victims man men residents "
    "lives bodies "
    "casualties fatalities deaths death dead killed wounded injured missing survivors hurt trapped rescued homeless "
    "arrested detained displaced civilians miners pilgrims worshippers customers guests inhabitants arrests injuries "
    "drowned unaccounted stranded died survived evacuated suspects hospitalised hospitalized infected infections cases "
    "ill sick body corpses souls detainees hostages captives".split()
)
# "98 cases of the virus", "confirmed cases": those who caught it, not matters before a court.
_CASES = frozenset(("cases", "case"))
_ILLNESS = re.compile(
    r"\b(?:\w*virus|covid\S*|outbreak|epidemic|pandemic|disease|infect\w*|sickened|ebola|flu|influenza|measles|zika|cholera|"
    r"(?:confirmed|suspected) (?:[\w.-]+ ){0,2}cases|tested positive)\b",
    re.I,
)
_CARRIED = frozenset(("passengers", "passenger", "crewmen"))  # who are that because they are on board
_MORE = frozenset("additional new more another further extra fresh other newly others".split())
_STILL_NEWS = "05"  # up to this day of a month, what befell people in the last month may be the news
_ANOTHER = frozenset(("another", "other", "others", "further"))
_MONTH = re.compile(r"\d{4}(?:-\d{2}|$)")
_WORD = re.compile(r"\w+")
_OF_WHOLE = re.compile(r"\sof\s+(?:(?:the|those|these|its|their|his|her|our)\s|them\b|whom\b|\d)")
# The next sentence adds to the dead: "shot nine people dead, a clerk among them. Two guards were also killed".
_OTHERS_ALSO = re.compile(
    r"\b(?:dead|died|kill(?:ed|ing)|deaths?)\b[^.;]{0,120}[.;][”\"’]?\s+"
    r"(?:An?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several|\d+)\s"
    r"(?:[\w-]+\s){1,3}(?:(?:was|were)\salso\skilled|also\s(?:died|perished))"
)
_ALSO_BACK, _ALSO_REACH = 25, 200  # code points
_PART = re.compile(r"(?:including|among them|of whom|of them|among those|as well as)\W+(?:\w+\W+){0,4}$", re.I)
_BRACKETED = re.compile(r"\([^)]*:\s*$")  # "1,884 delegates (pledged: 1,600"
_ASIDE = re.compile(
    r"\b(?:separate|separately|elsewhere|another (?:attack|incident|blast|quake|accident|protest|poll|survey)|previous|"
    r"similar|in a different|meanwhile|earlier (?:attack|incident|blast)|worst|deadliest since|the last time|"
    r"years? ago|decades? ago|years? (?:after|before|since)|last year|"
    r"historic(?:ally)?|on average|typically|usually|each year|every year|annually|"
    r"daily|each day|every day|per year|capacity|authori[sz]ed to|licen[sc]ed to|anniversary|"
    r"designed to|allowed to|can (?:cause|kill|hold|carry|seat))\b",
    re.I,
)
_CONTRAST = frozenset("ukrainian russian american british french german israeli palestinian iraqi afghan syrian "
"turkish "
                      "chinese japanese korean indian pakistani iranian saudi nato allied rebel us un eu uk kurdish "
                      "polish libyan egyptian democratic republican federal".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure counts, as compared.

    ``unit`` is the class of its noun, ``fate`` what befell those counted (or nothing), ``added`` says that it counts
    what came on top ("additional"), ``part`` that it counts some of another figure ("including"), ``aside`` that its
    sentence turns to something else or speaks in general. ``sides`` are nationalities and parties in the phrase,
    ``narrow`` the other words of it, ``context`` the stems of content words around. ``beside`` are
    the stems of the words nearest to it, its verb among them. ``month`` dates it, if it is dated, and ``dated`` says
    that the text names that month or year, and not just the month before. ``lead`` are the stems of the article's first
    lines, for a toll that stands in them or is called one: it is that of the event that they tell of. ``against`` is
    the id of the figure that it is given against, in words of its own ("which put the size of the march at 10,000
    people"). ``names`` are the words written large in its sentence, ``doer`` those of the nearest name before it,
    ``days`` the weekdays on which it happened, ``months`` those that its sentence names, and ``lasting`` says that it
    counts over days ("over four nights"),
    ``dwelling`` that it counts who lives somewhere ("a city of 500,000 people").
    ``inherits`` says that its noun was that of an earlier figure ("some reports put the number at 150,000").
    ``places`` are the names of where it was counted, ``mood`` says whether it is feared, known or named as wrong.
    ``beside_it`` are the other figures of its sentence: unit of a sum or share, value. ``vague`` says that it tells a
    size and no number ("dozens"), ``settled`` that it is the close of a market.
    """

    unit: str
    fate: str | None
    added: bool
    part: bool
    aside: bool
    sides: frozenset[str]
    narrow: frozenset[str]
    context: frozenset[str]
    month: str | None
    sentence: Span
    beside: frozenset[str] = frozenset()
    inherits: bool = False
    dated: bool = False
    lead: frozenset[str] = frozenset()
    against: str | None = None
    names: frozenset[str] = frozenset()
    doer: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    lasting: bool = False
    dwelling: bool = False
    places: frozenset[str] = frozenset()
    mood: Mood = UNSAID
    beside_it: frozenset[tuple[str, float]] = frozenset()
    vague: bool = False
    settled: bool = False


def read_scopes(annotated: AnnotatedArticle) -> Mapping[str, Scope]:
    """Read the scope of every figure of an article, by the figure's id."""
    figures = sorted(annotated.figures, key=lambda figure: figure.span)
    scopes: dict[str, Scope] = {}
    for place, figure in enumerate(figures):
        previous = figures[place - 1] if place else None
        following = figures[place + 1] if place + 1 < len(figures) else None
        scopes[figure.id] = _read_scope(annotated, figure, previous, following, scopes, figures)
    return scopes


def _read_scope(
    annotated: AnnotatedArticle,
    figure: Figure,
    previous: Figure | None,
    following: Figure | None,
    scopes: Mapping[str, Scope],
    figures: Sequence[Figure],
) -> Scope:
    text = annotated.article.text
    sentence = sentence_of(text, figure.span)
    high = min(sentence.end, following.span.start if following else len(text))
    mood = read_mood(text, figure, sentence)
    if _inherits(figure):
        source = next((f for f in figures if f.measured == figure.measured and f.id in scopes), None)
        own = find_fate_after(text[figure.span.end : high])
        if source is not None and own in (None, scopes[source.id].fate):
            base = scopes[source.id]
            before = text[max(0, figure.span.start - _NUMBER_REACH, _end_of(source, figure)) : figure.span.start]
            return replace(
                base,
                added=base.added or bool(_MORE & set(_WORD.findall(before)[-2:])),
                part=base.part
                or _counts_part(text, figure)
                or _BRACKETED.search(text[_end_of(source, figure) : figure.span.start]) is not None,
                context=base.context | _stems(text, sentence),
                month=_month_of(figure) or base.month,
                sentence=sentence,
                inherits=_is_rival(figure, source, before),
                doer=_nearest_name(text, min(_end_of(source, figure), figure.span.start), figure.span.start)
                or base.doer,
                places=_places(text, figure, sentence.end),
                mood=mood,
                vague=is_vague(figure.span.cut(text)),
            )
    phrase = _phrase(text, figure)
    low = max(sentence.start, previous.span.end if previous else 0)
    before, after = text[min(low, figure.span.start) : figure.span.start], text[figure.span.end : high]
    head = figure.unit.rsplit(" ", 1)[-1]
    fate = None
    if not is_continuous(figure.unit) and head not in MEASURES:  # nothing befalls sums, shares and lengths
        fate = find_fate(figure.unit, before, after) or ("aboard" if head in _CARRIED else None)
        fate = fate or find_placed_fate(text, figure.span, sentence.end)
        if fate is None and head in _CASES and _ILLNESS.search(text, sentence.start, sentence.end) is not None:
            fate = "infected"
    clause = text[sentence.start : figure.span.start]
    if fate is None and figure.measured is None and figure.unit == "people" and _TOLL.search(clause) is not None:
        fate = "dead"  # "the death toll from the storm might be 900"
    elif fate is None and figure.measured is None and previous is not None and _NUMBER.search(clause) is not None:
        fate = scopes[previous.id].fate  # "now the figure is more like 700"
    # A count of people is known by what befell them, be they called by their nation; other nouns keep their class.
    nation = head.removesuffix("s") if fate and _is_name(text, figure) else None
    unit = "people" if fate and (head in _ANYONE or nation) else CLASS_OF.get(head, stem_word(head))
    if unit in MEASURES and _A_HOUR.match(after):
        unit = f"{unit} an hour"  # no distance
    words = [form for form in phrase if form not in (unit, head) and stem_word(form) != stem_word(head)]
    lead = {word.lower() for word in _WORD.findall(before)[-2:]}
    added = bool(_MORE & {*phrase, *lead}) or after[:6].strip().lower().startswith("more")
    if added and previous is not None and sentence.contains(previous.span):
        # "22 dead and another 30 missing" adds nothing to a count of the missing.
        added = scopes[previous.id].fate == fate or not {*phrase, *lead} & _ANOTHER
    elif added and {*phrase, *lead} & _ANOTHER:
        # "A clerk was killed and 19 others were hurt": the others are those who did not die.
        added = tell_fates(text[sentence.start : figure.span.start]) <= {fate}
    told = _month_of(figure) or _older_year(annotated, sentence)
    published = annotated.article.published_at or ""
    part = _PART.search(text[max(sentence.start, figure.span.start - 80) : figure.span.start]) is not None
    aside = _ASIDE.search(text, sentence.start, sentence.end) is not None
    opening = Span(0, min(len(text), LEAD))
    return Scope(
        unit=unit,
        fate=fate,
        added=added,
        part=part or _counts_part(text, figure),
        aside=aside,
        sides=frozenset(word for word in words if word in _CONTRAST) | frozenset((nation,) if nation else ()),
        narrow=frozenset(
            CLASS_OF.get(word, word)
            for word in words
            if word not in _CONTRAST and word not in _MORE and word not in STOPWORDS
        ),
        context=_stems(text, sentence) - (FATE_STEMS if fate else frozenset()),
        month=told or published[:7] or None,
        dated=told is not None and _is_past(told, published),
        sentence=sentence,
        beside=_beside(before, after),
        lead=_stems(text, opening) if fate and not aside and _is_of_all(text, figure, sentence) else frozenset(),
        against=_find_rival(text, figure, unit, figures, scopes),
        names=_names(text, sentence),
        doer=_nearest_name(text, sentence.start, figure.span.start),
        days=frozenset(day.lower() for day in _DAYS.findall(_TOLD_ON.sub("", sentence.cut(text)))),
        months=frozenset(_MONTHS.findall(sentence.cut(text))),
        dwelling=_DWELLING.search(before) is not None,
        lasting=_is_lasting(text, sentence, figure),
        mood=mood,
        vague=is_vague(figure.span.cut(text)),
        settled=(head in _PRICES or is_continuous(figure.unit))
        and _CLOSE.search(text, sentence.start, sentence.end) is not None,
        places=_places(text, figure, high),
        beside_it=frozenset(
            (other.unit if other.unit == "%" or is_money(other.unit) else "", other.value)
            for other in _within(figures, sentence)
            if other.value > _FEW_BESIDE and other.value != figure.value
        ),
    )


def _places(text: str, figure: Figure, end: int) -> frozenset[str]:
    """Give the stems of the place that a count is told of: "40 deaths in Port Ana"."""
    listed = _LISTED_PLACE.search(text, max(0, figure.span.start - _PLACE_REACH), figure.span.start)
    if listed is not None:
        return _names(text, Span(*listed.span(1)))
    begin = max(figure.span.end, figure.measured.end if figure.measured is not None else 0)
    found = _PLACE.search(text, begin, min(end, begin + _PLACE_REACH))
    return _names(text, Span(*found.span(1))) if found is not None else frozenset()


def _is_lasting(text: str, sentence: Span, figure: Figure) -> bool:
    """Say whether a figure counts over days: not what has come to be by their end, "over weeks it had massed 9,000"."""
    lasting = _LASTING.search(text, sentence.start, sentence.end)
    return lasting is not None and _PERFECT.search(text, lasting.end(), max(lasting.end(), figure.span.start)) is None


def _is_of_all(text: str, figure: Figure, sentence: Span) -> bool:
    """Say whether a count is of the whole event: in the first lines, or called the toll."""
    return figure.span.start < LEAD or _TOTAL.search(text, sentence.start, sentence.end) is not None


def _names(text: str, span: Span) -> frozenset[str]:
    """Give the stems of words written large; of the first word only where it is no function word."""
    words = (word.group() for word in _WORD.finditer(text, *span))
    return frozenset(stem_word(word.lower()) for word in words if word[0].isupper() and word.lower() not in STOPWORDS)


def _nearest_name(text: str, start: int, end: int) -> frozenset[str]:
    """Give the stems of the last words written large before a place, those that stand together.

    None where what follows is told of something before them: "the isle, off the port of Varna and home to 900".
    """
    runs = list(_NAME.finditer(text, start, end))
    if not runs or _OF_ANOTHER.search(text, runs[-1].end(), end):
        return frozenset()
    return _names(text, Span(*runs[-1].span()))


def _find_rival(
    text: str, figure: Figure, unit: str, figures: Sequence[Figure], scopes: Mapping[str, Scope]
) -> str | None:
    """Give the last count of the same, by somebody else, that a figure is put against."""
    if _PUT_AT.search(text, max(0, figure.span.start - 2 * _NUMBER_REACH), figure.span.start) is None:
        return None
    earlier = [
        other.id
        for other in figures
        if other.id in scopes
        and scopes[other.id].unit == unit
        and scopes[other.id].fate is None
        and other.according_to != figure.according_to
        and figure.span.start - other.span.end <= _PUT_REACH
    ]
    return earlier[-1] if earlier else None


def _is_name(text: str, figure: Figure) -> bool:
    """Say whether what is counted is written large, as nations are: "1,900 Palestinians"."""
    return figure.measured is not None and figure.measured.cut(text).split()[-1][:1].isupper()


def _counts_part(text: str, figure: Figure) -> bool:
    """Say whether the number is taken from a whole: "two of them", "nine also", "nine. Two clerks also died"."""
    if figure.unit == "%":
        return False
    end = figure.measured.start if figure.measured and figure.measured.start > figure.span.start else figure.span.end
    also = text.startswith(" also ", figure.span.end) or bool(
        _OTHERS_ALSO.search(text, max(0, end - _ALSO_BACK), end + _ALSO_REACH)
    )
    return also or _OF_WHOLE.search(text, figure.span.start, end + 12) is not None


def _inherits(figure: Figure) -> bool:
    """Say whether the figure took its noun from an earlier one: "with some reports putting the number at 150,000"."""
    return figure.measured is not None and figure.measured.end <= figure.span.start


def _end_of(source: Figure, figure: Figure) -> int:
    """Give where the figure that lent its noun ends: words before it tell nothing of this one."""
    measured = source.measured.end if source.measured is not None and source.measured.end <= figure.span.start else 0
    return max(source.span.end, measured)


def _is_rival(figure: Figure, source: Figure, between: str) -> bool:
    """Say whether a second number of an article is given against the first: "some reports put the number at".

    Someone else must give it, or words call it another figure; a sum, a rise or a rate is none.
    """
    if _OTHER_FIGURE.search(between):
        return True
    if figure.according_to == source.according_to or _SUM.search(between):
        return False
    return _PUT.search(between) is not None or (figure.according_to is not None and len(between) <= _RIVAL_REACH)


def _is_past(month: str, published: str) -> bool:
    """Say whether a month or year is over for news of a day; in a month's first days the last one is still news."""
    if not published or published.startswith(month):
        return False
    return published[8:10] > _STILL_NEWS or month < published[:4]


def _month_of(figure: Figure) -> str | None:
    """Give the year or month that dates a figure; weeks and quarters date it as its article does."""
    value = figure.as_of
    return value[:7] if value is not None and _MONTH.match(value) else None


def _beside(before: str, after: str) -> frozenset[str]:
    words = (*find_words(before).forms[-_NEAREST:], *find_words(after).forms[:_NEAREST])
    return frozenset(stem_word(form) for form in words if form not in STOPWORDS and not form[0].isdigit())


def _within(ordered: Sequence[_Placed], sentence: Span) -> Iterator[_Placed]:
    """Yield those of some figures or times, in the order of the text, that stand within a sentence."""
    for place in range(bisect_left(ordered, sentence.start, key=lambda each: each.span.start), len(ordered)):
        if ordered[place].span.start >= sentence.end:
            break
        if sentence.contains(ordered[place].span):
            yield ordered[place]


def _older_year(annotated: AnnotatedArticle, sentence: Span) -> str | None:
    """Give the oldest earlier year that a sentence names: it tells of something else than the news."""
    published = (annotated.article.published_at or "")[:4]
    years = [
        time.value[:4]
        for time in _within(annotated.times, sentence)
        if time.value and time.type is TimexType.DATE and time.value[:4].isdecimal()
    ]
    older = [year for year in years if published and year < published]
    return min(older, default=None)


def _phrase(text: str, figure: Figure) -> list[str]:
    spans = [figure.measured] if figure.measured is not None else []
    return [form for form in find_words(text, spans).forms if not form[0].isdigit()]


def sentence_of(text: str, span: Span) -> Span:
    """Give the sentence of a text in which a span stands, of a long one what is near."""
    start = max(0, span.start - _REACH)
    end = min(len(text), span.end + _REACH)
    for mark in _BREAK.finditer(text, start, span.start + 1):  # a break is told by what follows it too
        start = mark.end()
    following = _BREAK.search(text, span.end, end)
    return Span(min(start, span.start), max(span.end, following.start() if following else end))


def _stems(text: str, span: Span) -> frozenset[str]:
    return frozenset(
        stem_word(form)
        for form in find_words(text, [span]).forms
        if form not in STOPWORDS and not form[0].isdigit() and len(form) > 2
    )
