"""A grammar for numbers in English text, in digits and in words.

Invariant: `find_numbers` gives disjoint numbers in text order, each with the pieces it was read from. It knows how a
number is written; what the number counts, or whether it is a year, is for its readers (`figures.py`, `times.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from sayso.annotate.pieces import Piece, PieceKind, split_pieces

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
}
# Written straight after the digits: "1.2m", "270bn". "m" alone may be metres; its readers look at the noun.
SUFFIXES = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "mio": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
}
# "Dozens" says at least two dozen. The bound is the reader's business; the value is that least number.
VAGUE = {
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
    "trillions": 2_000_000_000_000,
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        start=1,
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth".split(), start=2
    )
}
# The same endings name parts: "two-thirds", "three quarters". "Second" is never a half.
PARTS = {word + ending: value for word, value in ORDINALS.items() if value > 2 for ending in ("", "s")} | {
    "half": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅕": 0.2}
_SMALL = UNITS | TENS
_HYPHENS = frozenset("-‐‑")
_OPENERS = frozenset(UNITS) | frozenset(TENS) | frozenset(VAGUE) | frozenset(ORDINALS) | {"a", "an", "half"}
_LONGEST = 18  # digits; longer runs are codes, not counts


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written in pieces ``first`` to ``last`` (exclusive); ``value`` is exact where the words are.

    ``in_words`` says that no digit is in it, ``ordinal`` that it ranks ("16th"), ``vague`` that it is a bare plural
    ("dozens") whose value is the least it can mean, ``part`` that it is a fraction of a whole ("two-thirds").
    ``scaled`` says that a word or letter multiplies it ("1.2 million", "5m").
    """

    first: int
    last: int
    value: float
    in_words: bool = False
    ordinal: bool = False
    vague: bool = False
    part: bool = False
    scaled: bool = False


@lru_cache(maxsize=2)  # two layers read the same article one after the other
def number_text(text: str) -> Mapping[int, Number]:
    """Read every number of a text, each by its first piece."""
    return MappingProxyType({number.first: number for number in find_numbers(split_pieces(text))})


def find_numbers(pieces: Sequence[Piece]) -> list[Number]:
    """Read every number of a text, left to right, each as long as it can be."""
    found: list[Number] = []
    digits, word = PieceKind.DIGITS, PieceKind.WORD  # looked up once: a member of an enum is slow to come by
    read = 0  # the piece up to which all is read
    for index in [at for at, p in enumerate(pieces) if p.kind is digits or p.lower in _OPENERS or p.text in _VULGAR]:
        if index < read:
            continue
        piece = pieces[index]
        number = None
        if piece.kind is digits:
            number = _read_digits(pieces, index)
        elif piece.kind is word:
            number = _read_words(pieces, index) if piece.lower in _OPENERS else None
        elif piece.text in _VULGAR:
            number = Number(index, index + 1, _VULGAR[piece.text], part=True)
        if number is not None:
            found.append(number)
            read = number.last
    return found


def parse_digits(cut: str) -> float | None:
    """Give the value of ``"1,200"`` or ``"1.5"``; ``None`` when it is too long to be a count."""
    plain = "".join(c for c in cut if c.isdigit() or c == ".")
    if len(plain) > _LONGEST:
        return None
    value = float(plain)
    return int(value) if value.is_integer() else value


def _word(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].lower if index < len(pieces) else ""


def _adjacent(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether piece ``index`` follows the one before it without a space."""
    return 0 < index < len(pieces) and pieces[index - 1].end == pieces[index].start


def _hyphened(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether piece ``index`` is a hyphen that joins its neighbours."""
    return (
        index < len(pieces)
        and pieces[index].text in _HYPHENS
        and _adjacent(pieces, index)
        and _adjacent(pieces, index + 1)
    )


def _read_digits(pieces: Sequence[Piece], first: int) -> Number | None:
    value = parse_digits(pieces[first].text)
    if value is None:
        return None
    last = first + 1
    following = _word(pieces, last)
    if _adjacent(pieces, last):
        if following in ("st", "nd", "rd", "th"):
            return Number(first, last + 1, value, ordinal=True)
        if following in SUFFIXES and not _runs_on(pieces, last + 1):
            return Number(first, last + 1, _times(value, SUFFIXES[following]), scaled=True)
        if pieces[last].text in _VULGAR:
            value, last = value + _VULGAR[pieces[last].text], last + 1
        elif following == "/" and _is_part(pieces, last):
            return Number(first, last + 2, value / int(pieces[last + 1].text), part=True)
    elif last + 2 < len(pieces) and pieces[last].text in "1357" and _is_fraction(pieces, last):
        value, last = value + int(pieces[last].text) / int(pieces[last + 2].text), last + 3
    at = last + 1 if _hyphened(pieces, last) else last
    scale = _word(pieces, at)
    if scale in SCALES and scale != "hundred":
        value, last = _times(value, SCALES[scale]), at + 1
        if scale in ("thousand", "hundred") and _word(pieces, last) in ("million", "billion"):
            value, last = _times(value, SCALES[_word(pieces, last)]), last + 1
        return Number(first, last, value, scaled=True)
    if at == last and scale in ("m", "bn", "tn", "mn", "mln", "bln", "trn") and pieces[at].text.islower():
        return Number(first, at + 1, _times(value, SUFFIXES[scale]), scaled=True)
    return Number(first, last, value)


def _runs_on(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether letters or digits stick to the piece before ``index``."""
    return _adjacent(pieces, index) and pieces[index].kind in (PieceKind.WORD, PieceKind.DIGITS)


def _is_part(pieces: Sequence[Piece], slash: int) -> bool:
    """Say whether "/2" follows a numerator, as in "1/2" and "3/4" but not "9/11" or "24/7"."""
    return (
        _adjacent(pieces, slash + 1)
        and pieces[slash + 1].text in ("2", "3", "4", "5", "8")
        and pieces[slash - 1].text in ("1", "2", "3", "5", "7")
        and int(pieces[slash - 1].text) < int(pieces[slash + 1].text)
        and not _adjacent(pieces, slash - 1)
    )


def _is_fraction(pieces: Sequence[Piece], first: int) -> bool:
    return pieces[first + 1].text == "/" and _adjacent(pieces, first + 1) and _is_part(pieces, first + 1)


def _times(value: float, scale: int) -> float:
    """Multiply without the dust of binary fractions: 1.2 million is 1,200,000."""
    product = round(value * scale, 6)
    return int(product) if product == math.floor(product) else product


def _read_words(pieces: Sequence[Piece], first: int) -> Number | None:
    word = pieces[first].lower
    if word in VAGUE:
        return _read_vague(pieces, first)
    if word == "half":
        return _read_half(pieces, first, first)
    if word in ("a", "an"):
        return _read_article(pieces, first)
    if word in ORDINALS:
        return Number(first, first + 1, ORDINALS[word], in_words=True, ordinal=True)
    return _read_cardinal(pieces, first)


def _read_vague(pieces: Sequence[Piece], first: int) -> Number | None:
    """Read "dozens", "hundreds of thousands"; "scores" and "tens" only where they count."""
    value, last = VAGUE[pieces[first].lower], first + 1
    if pieces[first].lower in ("scores", "tens") and _word(pieces, last) != "of":
        return None
    if _word(pieces, last) == "of" and _word(pieces, last + 1) in VAGUE:
        value = value // 2 * VAGUE[_word(pieces, last + 1)]
        last += 2
    return Number(first, last, value, in_words=True, vague=True, scaled=True)


def _read_half(pieces: Sequence[Piece], first: int, half: int) -> Number:
    """Read "half a million", "half a dozen", "half-dozen", else the part "half"."""
    at = half + 1
    if _hyphened(pieces, at) or _word(pieces, at) in ("a", "an"):
        at += 1
    scale = _word(pieces, at)
    if scale in SCALES:
        return Number(first, at + 1, SCALES[scale] / 2, in_words=True, scaled=True)
    return Number(first, half + 1, 0.5, in_words=True, part=True)


def _read_article(pieces: Sequence[Piece], first: int) -> Number | None:
    """Read "a hundred", "a dozen", "a million and a half", "a third", "a half-million"."""
    word = _word(pieces, first + 1)
    if word in SCALES or (word == "couple" and _word(pieces, first + 2) in ("dozen", "hundred", "thousand", "million")):
        return _read_cardinal(pieces, first)
    if word == "half" and (_hyphened(pieces, first + 2) or _word(pieces, first + 2) in SCALES):
        return _read_half(pieces, first, first + 1)
    if word in ("third", "quarter", "fifth", "half") and _word(pieces, first + 2) == "of":
        return Number(first, first + 2, 1 / PARTS[word], in_words=True, part=True)
    return None


def _read_cardinal(pieces: Sequence[Piece], first: int) -> Number | None:
    """Read number words by their places: hundreds within thousands within millions."""
    total: float = 0
    small: float | None = None  # what has been read since the last thousand or million
    ceiling = math.inf  # the next scale must be smaller
    index = last = first
    scaled = False
    if pieces[first].lower in ("a", "an"):
        small, index = 1, first + 1
        if _word(pieces, index) == "couple":
            small, index = 2, index + 1
    while index < len(pieces):
        word = _word(pieces, index)
        if word in _SMALL:
            step = _SMALL[word]
            if small is not None and not _fits(int(small), step):
                break
            small, last = (small or 0) + step, index + 1
        elif word in SCALES and small is not None:
            scale, scaled = SCALES[word], True
            if scale in (100, 12) and small < 100:
                small = small * scale
            elif scale >= ceiling or scale == 100:
                break
            else:
                total, small, ceiling = total + small * scale, None, scale
            last = index + 1
        elif word == "and" and _word(pieces, index + 1) in ("a", "one") and _word(pieces, index + 2) == "half":
            return _add_half(pieces, first, index, total, small, scaled)
        elif not (word == "and" and scaled and _word(pieces, index + 1) in _SMALL and index == last) and not (
            _hyphened(pieces, index) and index == last and last > first
        ):
            break
        index += 1
    if last == first:
        return None
    total += small or 0
    return _read_part(pieces, first, last, total) or Number(first, last, total, in_words=True, scaled=scaled)


def _fits(small: int, value: int) -> bool:
    """Say whether ``value`` can follow ``small`` in one number: "twenty" and "three", "two hundred" and "forty"."""
    if small == 0:
        return False
    room = small % 100
    return (room == 0 and small >= 100) or (room >= 20 and room % 10 == 0 and 0 < value < 10)


def _add_half(
    pieces: Sequence[Piece], first: int, at: int, total: float, small: float | None, scaled: bool
) -> Number | None:
    """Read "two and a half", "one and a half million", "a million and a half"."""
    last = at + 3
    if small is not None and not scaled:
        value = small + 0.5
        scale = SCALES.get(_word(pieces, last))
        if scale is not None:
            return Number(first, last + 1, _times(value, scale), in_words=True, scaled=True)
        return Number(first, last, value, in_words=True)
    if small is None and total and scaled:
        half = SCALES.get(pieces[at - 1].lower, 0) / 2
        return Number(first, last, total + half, in_words=True, scaled=True)
    return Number(first, at, total + (small or 0), in_words=True, scaled=scaled)


def _read_part(pieces: Sequence[Piece], first: int, last: int, value: float) -> Number | None:
    """Read "two-thirds", "three quarters", "one third", and the ordinals "twenty-first"."""
    at = last + 1 if _hyphened(pieces, last) else last
    word = _word(pieces, at)
    if at > last and value >= 20 and value % 10 == 0 and word in ORDINALS and ORDINALS[word] < 10:
        return Number(first, at + 1, value + ORDINALS[word], in_words=True, ordinal=True)
    if word in PARTS and 0 < value < PARTS[word] <= 20 and (value == 1) == (not word.endswith("s")):
        if at == last and word.startswith("quarter") and value != 3:
            return None  # "two quarters" are six months
        if value == 1 and word in ("third", "fourth", "fifth") and at == last and _word(pieces, at + 1) != "of":
            return None
        return Number(first, at + 1, value / PARTS[word], in_words=True, part=True)
    return None
