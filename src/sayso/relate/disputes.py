"""Quantities: figures of the same thing, from one article or many, and where they cannot all be right.

Invariant: a figure is an interval; two figures dispute when they are held at comparable times and their intervals do
not meet. Which of them is right is not asked. The quantities depend on the figures alone, not on the order of articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, pairwise
from math import ceil, floor, inf

from sayso.model.annotation import AnnotatedArticle, Bound, Figure
from sayso.model.article import Article
from sayso.model.ids import derive_id
from sayso.model.judgement import Judgement
from sayso.model.relation import Origins, Position, Quantity, Story
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.frequencies import weigh_stem
from sayso.relate.scopes import LEAD, Scope, find_fated, read_scopes

JUDGED_AS = "figure"  # the kind of a `Judgement` whose ``a`` and ``b`` are figures of one quantity or not
ABOUT = 0.1  # "about 30" allows this part of its value on both sides
_MUCH = 1_000_000  # sums of so much, if equal, are seldom two in one story
_ROUGHLY = 0.05  # "roughly 20" allows so much more to meet another number
_BRACKETED = 0.05  # "about 10 km (six miles)"
_CONVERTED = 0.01  # lengths and weights are turned from one unit to another and rounded on the way
ROUNDED = 0.05  # a rounded number ("1.2 million", "150,000") meets what rounds to it, within this part of its value
_LEAST_SCORE = 0.5
_PLAIN = 1.5  # what figures of a common noun must share beyond the one word that a toll must
_FEW = 20
_NEAR = 0.7  # two numbers of one article that are less alike are of two things
_FARTHEST = 0.1  # organisers may count ten times the police's crowd; farther off, it is another thing
_FAR = 0.2  # a number this many times another's counts the same only where much else agrees
_LONGEST_LABEL = 60  # code points
_MOST_PAIRS = 400  # figures of one class in one story beyond which only those that share a rare word are compared
_VAGUE = re.compile(r"\b(?:dozens|scores|tens|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
_SCALED = re.compile(r"\d\s?(?:k|m|bn|b|tn|million|billion|trillion|thousand|crore|lakh)\b", re.IGNORECASE)
MEASURES = frozenset(
    "meters kilometers miles tonnes acres hectares feet foot inch inches yard yards km square degree degrees pound "
    "pounds gallon gallons barrel barrels liter liters litre litres kg magnitude mph".split()
)  # lengths and weights: nothing but the words around tells what they measure
_SCORES = frozenset(
    "points goals runs yards homers rebounds assists touchdowns carries catches games innings wins saves passes "
    "strikeouts rbis boards steals receptions".split()
)  # what players make: nothing but their names tells whose
_MONEY = re.compile(r"[A-Z]{3}$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What two figures of different articles must share for a dispute, in weighed stems: those that tell of one fate, around
# them; others, right beside them and around.
_SHARED_FATE = 1.0
_SHARED_FEW = 3.0  # three killed here and five there: small numbers tell little
_HANDFUL = 10
_APART = 0.45  # counts of two articles that lie further apart are of two things, or of a whole and its part
_SHARED_BESIDE = 1.0
_SHARED_AROUND = 1.5
_LONG = 100
_ALIKE = 0.9  # long numbers this like each other are of one thing: 1,884 and 1,887
_UPDATE_HOURS = 2.0  # a toll may have risen in that time
_STALE_HOURS = 18.0  # what was published longer ago is superseded, not contradicted


@dataclass(frozen=True, slots=True)
class _Record:
    """A figure as compared; ``lead``: it stands in the first lines; ``dated_pile``: half of the pile has a date."""

    figure: Figure
    scope: Scope
    article: Article
    story: str
    lead: bool
    dated_pile: bool
    order: tuple[str, tuple[str, str], int]


_Told = tuple[str, float, float]


def _tell(a: _Record, b: _Record) -> _Told:
    """Give what two figures say as a pair: an article that gives both numbers side by side tells two things apart.

    Where one article writes of 17 killed, 12 of them in one place, the story's other 12 and 17 are no dispute.
    """
    low, high = sorted((a.figure.value, b.figure.value))
    return a.story, low, high


def _told_apart(records: Iterable[_Record]) -> set[_Told]:
    """Give the numbers that stand beside each other in a sentence, neither against the other."""
    told = set()
    ordered = sorted(records, key=lambda record: record.order)
    for a, b in pairwise(ordered):
        beside = a.article.id == b.article.id and a.scope.sentence.contains(b.figure.span)
        if beside and not b.scope.inherits:
            told.add(_tell(a, b))
    return told


def allow(figure: Figure) -> tuple[float | None, float | None]:
    """Give the interval of values that a figure allows, ends included; ``None`` where it is open.

    "More than 100" of things that come whole begins at 101, "about 24" allows 22 to 26; of money and percent the limits
    are not rounded.
    """
    value = figure.value
    step = 1 if float(value).is_integer() and not _is_continuous(figure.unit) else 0
    if figure.bound is Bound.MORE_THAN:
        return value + step, None
    if figure.bound is Bound.AT_LEAST:
        return value, None
    if figure.bound is Bound.UP_TO:
        return None, value
    if figure.bound is Bound.LESS_THAN:
        return None, value - step
    if figure.bound is Bound.ABOUT:
        low, high = round(value * (1 - ABOUT), 6), round(value * (1 + ABOUT), 6)
        return (float(ceil(low)), float(floor(high))) if step else (low, high)
    return value, figure.value_to if figure.value_to is not None else value


def _is_continuous(unit: str) -> bool:
    return unit in ("%", "percentage points") or _MONEY.match(unit) is not None


def find_quantities(
    articles: Sequence[AnnotatedArticle],
    *,
    origins_of: Callable[[Sequence[str]], Origins],
    stories: Iterable[Story] = (),
    judgements: Iterable[Judgement] = (),
) -> tuple[Quantity, ...]:
    """Find the quantities that two or more figures speak of, sorted by id.

    ``origins_of`` counts the origins behind figure ids (see `origins.trace_origins`). Figures of different stories
    never meet; without stories the pile is taken for one. Time is that of comparing figures of one unit in one story.
    """
    records = _read_records(articles, stories)
    texts = {annotated.article.id: annotated.article.text for annotated in articles}
    links: list[Link] = []
    apart: list[tuple[str, str]] = []
    told = _told_apart(records.values())
    for block in _block(records.values()):
        for a, b in _pairs(block):
            score = compare_scopes(a.scope, b.scope, a.figure, b.figure, same_article=a.article.id == b.article.id)
            if score < 0:
                apart.append((a.figure.id, b.figure.id))
                if a.article.id == b.article.id and not (a.scope.dated or b.scope.dated):
                    told.add(_tell(a, b))
            elif score >= _LEAST_SCORE:
                links.append(Link(score, a.figure.id, b.figure.id))
    decided = [judgement for judgement in judgements if judgement.kind == JUDGED_AS]
    ordered = sorted(records, key=lambda key: records[key].order)
    groups = cluster_records(ordered, links, decided, apart)
    quantities = [
        _make_quantity([records[key] for key in group], texts, origins_of, told) for group in groups if len(group) > 1
    ]
    return tuple(sorted(quantities, key=lambda quantity: quantity.id))


def _read_records(articles: Sequence[AnnotatedArticle], stories: Iterable[Story]) -> dict[str, _Record]:
    story_of = {article: story.id for story in stories for article in story.articles}
    dated_pile = 2 * sum(annotated.article.published_at is not None for annotated in articles) >= max(1, len(articles))
    records = {}
    for annotated in articles:
        article = annotated.article
        scopes = read_scopes(annotated)
        for figure in annotated.figures:
            order = (article.published_at or "", article.rank, figure.span.start)
            lead = figure.span.start < LEAD
            records[figure.id] = _Record(
                figure, scopes[figure.id], article, story_of.get(article.id, ""), lead, dated_pile, order
            )
    return records


def _block(records: Iterable[_Record]) -> list[list[_Record]]:
    blocks: dict[tuple[str, str, str | None], list[_Record]] = {}
    for record in records:
        blocks.setdefault((record.story, record.scope.unit, record.scope.fate), []).append(record)
    return [sorted(blocks[key], key=lambda r: r.order) for key in sorted(blocks, key=str) if len(blocks[key]) > 1]


def _pairs(block: Sequence[_Record]) -> Iterable[tuple[_Record, _Record]]:
    if len(block) <= _MOST_PAIRS:
        return combinations(block, 2)
    by_stem: dict[str, list[int]] = {}
    for place, record in enumerate(block):
        for stem in record.scope.context:
            by_stem.setdefault(stem, []).append(place)
    pairs = {pair for places in by_stem.values() if len(places) <= 50 for pair in combinations(places, 2)}
    return [(block[i], block[j]) for i, j in sorted(pairs)]


def compare_scopes(a: Scope, b: Scope, one: Figure, other: Figure, *, same_article: bool) -> float:
    """Say how likely two figures of one unit count the same thing, 0 to 1; below 0 they surely do not."""
    if a.added != b.added or a.part != b.part or (a.sides and b.sides and not a.sides & b.sides):
        return -1.0
    if a.month and b.month and _far_apart(a.month, b.month):
        return -1.0
    if same_article and _is_put_against(a, b, one, other):
        return 1.0
    if same_article and a.sentence.overlaps(b.sentence):
        return -1.0 if one.value != other.value else 0.6
    if same_article and _part_ways(one, other):
        return -1.0
    if a.fate and (a.dated or b.dated) and not _same_month(a.month or "", b.month or ""):
        return -1.0  # the dead of another month are those of another event
    if a.part and one.value != other.value:
        return -1.0
    if a.dwelling and b.dwelling and a.doer and b.doer and not a.doer & b.doer:
        return -1.0  # who lives in one town and in another
    if one.value != other.value and a.days and b.days and not a.days & b.days:
        return -1.0  # Monday's march and Wednesday's
    near = _ratio(one, other)
    shared = sum(weigh_stem(stem) for stem in _share(a, b, near))
    narrow = a.narrow & b.narrow
    if near < _FAR and shared < 2.5:
        return -1.0
    if a.narrow and b.narrow and not narrow and not a.fate:
        shared -= 1.0
    if a.aside or b.aside:
        shared -= 2.0
    if same_article and one.value != other.value:
        shared -= 0.8  # an article rarely gives two numbers for one thing without saying so
    if _is_continuous(one.unit) or a.unit in MEASURES:
        equal = 0.0 if near < 1 else 2.0 if _MONEY.match(one.unit) and one.value >= _MUCH else 1.0
        return _squash(shared + 0.8 * len(narrow) - 3.0 + equal)
    if not a.fate and near < 1 and max(one.value, other.value) < _FEW:
        shared -= 1.0  # three horses here and five there
    if a.fate:
        return _squash(
            shared + (_coincide(one.value) if near == 1 else 0.8 if near >= _NEAR else 0.5 if near > 0.3 else -0.5)
        )
    beside = sum(weigh_stem(stem) for stem in a.beside & b.beside)
    return _squash(shared + 0.5 * beside + 0.7 * len(narrow) - _PLAIN + (1.2 if near >= 0.5 else -0.5))


def _is_put_against(a: Scope, b: Scope, one: Figure, other: Figure) -> bool:
    """Say whether one of two figures of an article is given against the other."""
    inherits = (a.inherits or b.inherits) and one.measured == other.measured
    return inherits or a.against == other.id or b.against == one.id


def _share(a: Scope, b: Scope, near: float) -> frozenset[str]:
    """Give the stems around two counts; of tolls of like size in the first lines of both, those of these lines too."""
    around = a.context & b.context
    return around | (a.lead & b.lead) if near >= _APART else around


def _coincide(value: float) -> float:
    """Give what it tells that two counts are equal: much for 23 or 4,611, less for a few or for round numbers."""
    return 2.0 if value > _FEW and value % 10 else 1.2


def _part_ways(one: Figure, other: Figure) -> bool:
    """Say whether two numbers in one article are too unlike for one thing, where no word says that they are.

    An article that means to contradict itself says so ("others put the number at"); without that its second number is
    of another group, place or hour.
    """
    low, high = allow(one)
    other_low, other_high = allow(other)
    apart = (high is not None and other_low is not None and high < other_low) or (
        low is not None and other_high is not None and other_high < low
    )
    return apart or _ratio(one, other) < _NEAR


def _same_month(month: str, other: str) -> bool:
    """Say whether two months are one, or one is a year that holds the other."""
    return month.startswith(other) or other.startswith(month)


def _far_apart(month: str, other: str) -> bool:
    """Say whether two months (or years) tell of different events."""
    if len(month) < 7 or len(other) < 7:
        return month[:4] != other[:4]
    return abs(12 * (int(month[:4]) - int(other[:4])) + int(month[5:]) - int(other[5:])) > 1


def _squash(evidence: float) -> float:
    """Turn evidence into a score: none is 0, one rare word shared is a half."""
    return max(0.0, evidence) / (1.0 + max(0.0, evidence))


def _ratio(one: Figure, other: Figure) -> float:
    high = max(abs(one.value), abs(other.value))
    return min(abs(one.value), abs(other.value)) / high if high else 1.0


def meet(one: Figure, other: Figure, texts: Mapping[str, str]) -> bool:
    """Say whether some value is allowed by both figures, rounding allowed for."""
    low, high = _loosen(one, texts)
    other_low, other_high = _loosen(other, texts)
    return max(low, other_low) <= min(high, other_high)


def _loosen(figure: Figure, texts: Mapping[str, str]) -> tuple[float, float]:
    low, high = allow(figure)
    words = figure.span.cut(texts[figure.article_id])
    if figure.bound is Bound.AT_LEAST and _VAGUE.search(words):
        return (low or 0) / 2, inf  # "dozens" may be said of fifteen
    slack = _rounding(figure.value, words)
    if figure.unit.rsplit(" ", 1)[-1] in MEASURES:
        bracketed = texts[figure.article_id][max(0, figure.span.start - 1) : figure.span.start] == "("
        slack = max(slack, abs(figure.value) * (_BRACKETED if bracketed else _CONVERTED))
    if figure.bound is Bound.ABOUT and figure.value == round(figure.value, -_digits(figure.value)):
        slack = max(slack, abs(figure.value) * _ROUGHLY)
    if figure.bound in (Bound.MORE_THAN, Bound.LESS_THAN):
        slack = max(slack, 1.0)  # "4,600 killed" is the headline of "more than 4,600", not its denial
    return (-inf if low is None else low - slack), (inf if high is None else high + slack)


def _digits(value: float) -> int:
    """Count the digits behind the first of a number's whole part."""
    return len(f"{int(abs(value))}") - 1


def _rounding(value: float, words: str) -> float:
    """Half of the last digit that is written, where the number is plainly rounded."""
    if not _SCALED.search(words) and not (value >= 10_000 and value % 1000 == 0):
        return 0.0
    digits = "".join(c for c in words if c.isdigit() or c == ".").rstrip(".")
    decimals = len(digits.partition(".")[2])
    scale = 10.0 ** (len(f"{int(abs(value))}") - len(digits.partition(".")[0])) if _SCALED.search(words) else 1000.0
    return min(scale * 10.0**-decimals / 2, abs(value) * ROUNDED)


def _make_quantity(
    records: Sequence[_Record],
    texts: Mapping[str, str],
    origins_of: Callable[[Sequence[str]], Origins],
    told: Container[_Told],
) -> Quantity:
    records = sorted(records, key=lambda record: record.order)
    readings: dict[tuple[float | None, float | None], list[str]] = {}
    for record in records:
        readings.setdefault(allow(record.figure), []).append(record.figure.id)
    ordered = sorted(
        readings, key=lambda ends: (-inf if ends[0] is None else ends[0], inf if ends[1] is None else ends[1])
    )
    positions = tuple(
        Position(low=low, high=high, figures=tuple(readings[low, high]), origins=origins_of(readings[low, high]))
        for low, high in ordered
    )
    pairs = [(a, b) for a, b in combinations(records, 2) if a.figure.value != b.figure.value]
    # Of a common noun, two numbers that an article tells apart show that the quantity holds two things.
    apart = any(a.article.id != b.article.id and _tell(a, b) in told for a, b in pairs)
    mixed = records[0].scope.fate is None and apart
    disputed = not mixed and any(
        not meet(a.figure, b.figure, texts) for a, b in pairs if _at_one_time(a, b) and _speak_alike(a, b, told)
    )
    figures = tuple(record.figure.id for record in records)
    return Quantity(
        id=derive_id("qty", *sorted(figures)),
        label=_label(records, texts),
        figures=figures,
        disputed=disputed,
        positions=positions,
    )


def _by_ends(interval: tuple[float | None, float | None]) -> tuple[float, float]:
    low, high = interval
    return (-inf if low is None else low, inf if high is None else high)


def _speak_alike(a: _Record, b: _Record, told: Container[_Told]) -> bool:
    """Say whether two figures of one quantity are alike enough to contradict each other.

    A quantity may be joined by way of a third figure. In one article only a number given against the other does
    ("others put it at"). Two articles must share enough words around their figures, or give them in their first lines,
    and no article of the story may give both numbers side by side.
    """
    if a.article.id == b.article.id:
        return _is_put_against(a.scope, b.scope, a.figure, b.figure) and _ratio(a.figure, b.figure) >= _FARTHEST
    score = compare_scopes(a.scope, b.scope, a.figure, b.figure, same_article=False)
    if score < _LEAST_SCORE or _tell(a, b) in told or a.scope.lasting != b.scope.lasting:
        return False
    own = {a.scope.unit, "people", *a.figure.unit.split()}
    beside = sum(weigh_stem(stem) for stem in (a.scope.beside & b.scope.beside) - own)
    ratio = _ratio(a.figure, b.figure)
    around = sum(weigh_stem(stem) for stem in _share(a.scope, b.scope, ratio) - own)
    if ratio < _FAR or (ratio < _APART and (a.scope.fate is not None or around < _SHARED_FEW)):
        return False
    if a.scope.fate:
        if bool(a.scope.sides) != bool(b.scope.sides):
            return False  # the dead of one nation need not be all
        few = max(a.figure.value, b.figure.value) < _HANDFUL
        return around >= (_SHARED_FEW if few else _SHARED_FATE) or (not few and a.lead and b.lead)
    if a.scope.dwelling and b.scope.dwelling and not a.scope.doer & b.scope.doer:
        return False
    if a.scope.names and b.scope.names and not a.scope.names & b.scope.names:
        return False
    if a.figure.unit in _SCORES and not (a.scope.doer & b.scope.names and b.scope.doer & a.scope.names):
        return False  # the points of one player and of another
    least = 2.0 if _is_continuous(a.figure.unit) or a.scope.unit in MEASURES else _SHARED_BESIDE
    if max(a.figure.value, b.figure.value) < _FEW:
        least += 1.0
    if ratio >= _ALIKE and a.figure.value >= _LONG and not _is_continuous(a.figure.unit):
        return around >= _SHARED_FATE
    return beside >= least and around >= _SHARED_AROUND


def _at_one_time(a: _Record, b: _Record) -> bool:
    """Say whether two figures are held at comparable times: as of one day and published on one, or on an unknown one.

    A toll that a later article gives otherwise is an update, not a dispute; so is one that has risen by an article of
    some hours later. A later article's lower toll is none: tolls do not fall.
    """
    as_of = [record.figure.as_of[:10] for record in (a, b) if record.figure.as_of and _DAY.match(record.figure.as_of)]
    if len(set(as_of)) > 1:
        return False
    first, second = a.article.published_at, b.article.published_at
    if not first or not second:
        return a.article.id == b.article.id or not a.dated_pile
    earlier, later = (a, b) if first <= second else (b, a)
    hours = _hours_between(first, second)
    if hours is None:
        return first[:10] == second[:10]
    if a.scope.fate and earlier.figure.value < later.figure.value:
        return hours < _UPDATE_HOURS
    return hours < _STALE_HOURS


def _hours_between(first: str, second: str) -> float | None:
    """Give the hours between two instants; nothing where one is a bare date."""
    if len(first) <= 10 or len(second) <= 10:
        return None
    try:
        return abs((datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds()) / 3600
    except (TypeError, ValueError):
        return None


def _label(records: Sequence[_Record], texts: Mapping[str, str]) -> str:
    """Cut the fullest phrase for what is counted from the text of one of the figures, with what befell them if told."""
    spans = [(record, record.figure.measured, texts[record.article.id]) for record in records]
    phrases = [span.cut(text) for _, span, text in spans if span is not None]
    fated = [
        found.cut(text)
        for record, span, text in spans
        if span is not None and record.scope.fate is not None and (found := find_fated(text, span, record.scope.fate))
    ]
    if fated and len(fated) == len(phrases):  # no phrase tells by itself: "people"
        phrases = fated
    phrases = phrases or [record.figure.span.cut(texts[record.article.id]) for record in records]
    short = [phrase for phrase in phrases if len(phrase) <= _LONGEST_LABEL and "\n" not in phrase]
    return max(short or phrases, key=len)
