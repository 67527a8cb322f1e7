"""Whether two figures count the same thing: by their noun, what befell those counted, the words around and the value.

Invariant: a pure function of two scopes and two figures; the pile is not looked at.
"""

from __future__ import annotations

from sayso.model.annotation import Bound, Figure
from sayso.relate.frequencies import weigh_stem
from sayso.relate.intervals import MEASURES, allow, are_opposite, is_continuous, is_money, ratio_of, round_alike
from sayso.relate.scopes import Scope

LEAST_SCORE = 0.5  # from which on two figures are taken to count the same
_MUCH = 1_000_000  # sums of so much, if equal, are seldom two in one story
# What it tells of two figures of a common noun that the lesser is at least this part of the other.
_PLAIN = ((0.9, 0.4), (0.8, 0.2), (0.7, -0.4), (0.5, -0.9), (0.0, -1.5))
_UNLIKE = 2.4  # sums, shares and measures are of many things: what they must share beyond the one word of a toll
TELLING = 3  # a number of so many digits is seldom of two things in one story
_ROUND = ("1", "2", "5")
_SCALES = frozenset("million billion trillion thousand hundred percent dollar number".split())
# Each side has its own.
_CONTESTED = frozenset(("%", "percentage points", *"seats seat votes ballots points delegates".split()))
_EQUAL = 0.7  # that two articles of a story give one number, in digits or words that tell it
_ROUNDED = 0.7  # less where it is rounded in one of them
_UNSURE = 0.5  # two counts of a common noun that differ are more often two things than one
NEAR = 0.7  # two numbers of one article that are less alike are of two things
FAR = 0.2  # a number this many times another's counts the same only where much else agrees
_RIVAL = 0.15  # a number that is named as wrong is not far from the right one
FEW = 20
APART = 0.45  # counts of two articles that lie further apart are of two things, or of a whole and its part


def compare_scopes(a: Scope, b: Scope, one: Figure, other: Figure, *, same_article: bool) -> float:
    """Say how likely two figures of one unit count the same thing, 0 to 1; below 0 they surely do not."""
    if a.sides and b.sides and not a.sides & b.sides:
        return -1.0
    if same_article and (a.added != b.added or a.part != b.part) and (one.value != other.value or one.value < FEW):
        return -1.0
    if one.value == other.value and not (same_article and a.sentence.overlaps(b.sentence)):
        return 0.0 if are_opposite(one, other) and not a.fate else _squash(_weigh_equal(a, b, one, other))
    unlike = _compare_unlike(a, b, one, other, same_article=same_article)
    if not round_alike(one, other) or (same_article and a.sentence.overlaps(b.sentence)):
        return unlike
    shorter = min((one, other), key=lambda figure: (count_digits(figure.value), figure.value))
    less = _ROUNDED
    if is_continuous(one.unit) and a.names and b.names and not a.names & b.names:
        less += 1.0  # a sum of one and of another
    rounded = _squash(_weigh_equal(a, b, shorter, one if shorter is other else other) - less)
    if rounded >= max(LEAST_SCORE, unlike):
        return rounded
    return max(unlike, 0.0) if same_article else unlike  # an article may give one number in full and rounded


def _compare_unlike(a: Scope, b: Scope, one: Figure, other: Figure, *, same_article: bool) -> float:
    if a.added != b.added or a.part != b.part:
        return -1.0
    if a.month and b.month and _far_apart(a.month, b.month):
        return -1.0
    if same_article and is_put_against(a, b, one, other):
        return 1.0
    if same_article and a.sentence.overlaps(b.sentence):
        return -1.0 if one.value != other.value else 0.6
    return _compare_unequal(a, b, one, other, same_article=same_article)


def _compare_unequal(a: Scope, b: Scope, one: Figure, other: Figure, *, same_article: bool) -> float:
    if same_article and _part_ways(one, other):
        return 0.0 if a.inherits or b.inherits else -1.0  # of a number that is given against another there are two
    if a.fate and (a.dated or b.dated) and not _same_month(a.month or "", b.month or ""):
        return -1.0  # the dead of another month are those of another event
    if _count_apart(a, b, one):
        return -1.0
    near = ratio_of(one, other)
    shared = sum(weigh_stem(stem) for stem in share_stems(a, b, near) - _SCALES)
    narrow = a.narrow & b.narrow
    if near < FAR:
        return -1.0
    if near < NEAR and is_continuous(one.unit):
        return -1.0
    if a.narrow and b.narrow and not narrow and not a.fate:
        shared -= 1.0
    if a.aside or b.aside:
        shared -= 2.0
    if same_article:
        shared -= 0.8  # an article rarely gives two numbers for one thing without saying so
    if is_continuous(one.unit) or a.unit in MEASURES:
        return _squash(shared + 0.8 * len(narrow) - _UNLIKE)
    if max(one.value, other.value) < FEW:
        shared -= 1.0  # three horses here and five there
    if a.fate:
        shared += 1.0 if a.mood.foreseen and b.mood.foreseen else 0.0  # what an event may come to is one number
        shared += 0.8 if a.beside_it & b.beside_it else 0.0  # hurt beside the same number of dead
        return _squash(shared + (0.8 if near >= NEAR else 0.4 if near > 0.3 else -0.5))
    beside = sum(weigh_stem(stem) for stem in a.beside & b.beside)
    plain = next(add for least, add in _PLAIN if near >= least) - _UNSURE
    return _squash(shared + 0.5 * beside + 0.7 * len(narrow) + plain)


def _count_apart(a: Scope, b: Scope, one: Figure) -> bool:
    """Say whether two numbers that differ are told of two things: parts, towns, days, sides, or hope and knowledge."""
    if a.part or (a.dwelling and b.dwelling and a.doer and b.doer and not a.doer & b.doer):
        return True
    if a.days and b.days and not a.days & b.days:
        return True  # Monday's march and Wednesday's
    if a.places and b.places and not a.places & b.places:
        return True
    if not a.fate and a.months and b.months and not a.months & b.months:
        return True  # those who signed up in October and in November
    if a.fate and _is_known_and_feared(a, b):
        return True
    return one.unit in _CONTESTED and bool(a.doer or b.doer) and not a.doer & b.doer


def _is_known_and_feared(a: Scope, b: Scope) -> bool:
    return a.mood.confirmed != b.mood.confirmed and (a.mood.foreseen if b.mood.confirmed else b.mood.foreseen)


def _weigh_equal(a: Scope, b: Scope, one: Figure, other: Figure) -> float:
    """Weigh what speaks for two equal numbers of two articles being one: how rare the number is, and what is shared.

    The more digits a number has, the less two things have it by chance: "1,102", "$363,000", "49.6 percent".
    """
    if a.fate and b.fate and a.fate != b.fate:
        return 0.0
    rarity = count_digits(one.value)
    shared = sum(weigh_stem(stem) for stem in share_stems(a, b, 1.0) - _SCALES)
    shared += 0.5 * sum(weigh_stem(stem) for stem in a.beside & b.beside - _SCALES) * (not a.fate)
    shared += 0.7 * len(a.narrow & b.narrow)
    paired = bool(a.beside_it & b.beside_it)
    if paired:
        shared += 1.5  # two numbers that stand side by side in both
    if not a.vague and not b.vague:
        shared += _EQUAL * (one.value > 1)
        if one.bound is other.bound is not Bound.EXACTLY:
            shared += 0.4
    apart = 0.0
    if a.narrow and b.narrow and not a.narrow & b.narrow and not a.fate:
        apart += 1.0
    if a.aside != b.aside:
        apart += 1.0
    if a.added != b.added or a.part != b.part:
        apart += 1.0
    if a.month and b.month and _far_apart(a.month, b.month):
        apart += 2.0 if one.unit == "%" else 1.0 if a.dated and b.dated else 0.3
    if a.fate and (a.dated or b.dated) and not _same_month(a.month or "", b.month or ""):
        apart += 2.0 if a.dated and b.dated else 1.0  # the dead of another month are those of another event
    if _count_apart(a, b, one) and not a.part and not paired:
        apart += 2.0 if one.unit == "%" else 1.0
    if a.unit != b.unit:
        apart += 0.8  # nine of one noun and nine of another
    if a.fate and one.value < FEW and a.names and b.names and not a.names & b.names:
        apart += 1.0  # two dead here and two there
    if rarity >= TELLING:
        apart /= 2
    if a.fate:
        return shared + _coincide(one.value) - apart
    return shared - apart + (0.0 if a.vague or b.vague else _weigh_value(one)) - _unlike(a, one)


def _unlike(a: Scope, one: Figure) -> float:
    """Give how many things in a story are counted in one unit: sums, shares and measures are of much."""
    if is_money(one.unit):
        return 1.8
    return _UNLIKE if is_continuous(one.unit) or a.unit in MEASURES else 0.8


def _weigh_value(one: Figure) -> float:
    """Give what it tells that two figures have this one value."""
    rarity = count_digits(one.value) + (count_digits(one.value_to) if one.value_to is not None else 0.0)
    if is_money(one.unit) and one.value >= _MUCH:
        rarity += 0.5
    if not is_continuous(one.unit) and one.value < FEW:
        rarity = 0.75 if one.value > 1 else -1.0
    return min(2.6, 0.8 * rarity)


def count_digits(value: float) -> float:
    """Count the digits of a number but for noughts at its end, less where they are round: 1 of 30,000, 1.5 of 2.5."""
    digits = f"{value:.6f}".replace(".", "").strip("0")
    round_off = {1: 0.25 * (digits in _ROUND), 2: 0.5 * digits.endswith("5")}
    return len(digits) - round_off.get(len(digits), 0.0)


def is_put_against(a: Scope, b: Scope, one: Figure, other: Figure) -> bool:
    """Say whether one of two figures of an article is given against the other."""
    inherits = (a.inherits or b.inherits) and one.measured == other.measured
    if a.mood.disowned != b.mood.disowned and ratio_of(one, other) >= _RIVAL and not _is_known_and_feared(a, b):
        return True
    return inherits or a.against == other.id or b.against == one.id


def share_stems(a: Scope, b: Scope, near: float) -> frozenset[str]:
    """Give the stems around two counts; of tolls of like size in the first lines of both, those of these lines too."""
    around = a.context & b.context
    return around | (a.lead & b.lead) if near >= APART else around


def _coincide(value: float) -> float:
    """Give what it tells that two counts are equal: much for 23 or 4,611, less for a few or for round numbers."""
    return 2.0 if value > FEW and value % 10 else 1.2


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
    return apart or ratio_of(one, other) < NEAR


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
