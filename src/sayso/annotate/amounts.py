"""From numbers to amounts: with currency or percent, as a range, with the bound that stands before or after.

Invariant: an amount says how much, and of money or percent what of; the noun it counts is for `counted.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.annotate.figure_words import (
    BOUNDS_AFTER,
    BOUNDS_BEFORE,
    CODES_BEFORE,
    CURRENCY_NOUNS,
    DOLLARS,
    MEASURES,
    MOVE_VERBS,
    MOVES_UP,
    NATIONAL_CURRENCIES,
    NO_BOUND_AFTER,
    PERCENTS,
    SMALL_COINS,
    SYMBOL_BOUNDS,
    SYMBOLS,
    WEAK_BOUNDS,
)
from sayso.annotate.numbers import Number
from sayso.annotate.pieces import Piece, PieceKind
from sayso.model.annotation import Bound

_DASHES = frozenset("-‐‑–—")
_LONG_RANGE = 100  # "2,000 or 2,500 lives" is a range, "rooms 5 or 6" are two
_WIDEST = 50  # "from 2 to 50" is a range yet, "in 2012 to 1.84 million" none
_FAR_RISE = 4  # "rose 20 to 25 percent" is a range, "rose 7 cents to $23.73" none
_BETWEEN_BOUND_AND_NUMBER = frozenset(("another", "additional", "further", "other", "more"))  # "about another 30"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in pieces ``first`` to ``last`` (exclusive), its bound's words included.

    ``core`` is where the number itself (or its currency sign) begins, ``end`` where it ends before words of a bound
    that follow. ``unit`` is an ISO 4217 code, ``"%"``, ``"percentage points"``, or nothing for a count. ``weak`` says
    that the bound's word may as well be a preposition of place.
    """

    first: int
    core: int
    end: int
    last: int
    number: Number
    value: float
    value_to: float | None = None
    unit: str | None = None
    bound: Bound = Bound.EXACTLY
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Term:
    """One number with its currency or percent sign."""

    first: int
    last: int
    number: Number
    value: float
    unit: str | None


def read_amount(pieces: Sequence[Piece], numbers: Mapping[int, Number], number: Number) -> Amount | None:
    """Read the amount that begins with ``number``, or nothing where it is a part of a name, score or code.

    ``numbers`` gives every number of the text by its first piece.
    """
    term = _read_term(pieces, number)
    if term is None:
        return None
    first, last, value, value_to, bound = term.first, term.last, term.value, None, Bound.EXACTLY
    unit = term.unit
    word_before = _lower(pieces, first - 1)
    ranged = _read_range(pieces, numbers, term, word_before)
    if ranged is not None:
        second, value = ranged
        value_to, unit, last, bound = second.value, second.unit or unit, second.last, Bound.BETWEEN
        if word_before in ("between", "from", "anywhere"):
            first -= 1
        return Amount(first, term.first, last, last, number, value, value_to, unit, bound)
    if _is_joined(pieces, last):
        return None
    core, weak = first, False
    if number.vague:
        bound = Bound.AT_LEAST
    found = read_bound_before(pieces, first)
    if found is not None and not _is_preposition(pieces, number, *found) and not _moves_up(pieces, *found):
        first, bound, weak = found
    end = last
    after = read_bound_after(pieces, last)
    if after is not None:
        last, bound, weak = after[0], after[1], False
    return Amount(first, core, end, last, number, value, None, unit, bound, weak)


def _lower(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].lower if 0 <= index < len(pieces) else ""


def _glued(pieces: Sequence[Piece], index: int) -> bool:
    return 0 < index < len(pieces) and pieces[index - 1].end == pieces[index].start


def _read_term(pieces: Sequence[Piece], number: Number) -> _Term | None:
    """Read a number with its sign; nothing where letters or digits stick to it."""
    first, last, value = number.first, number.last, number.value
    unit = None
    if not number.in_words and _is_code(pieces, number):
        return None
    at, code = _read_currency_before(pieces, first)
    if code is not None:
        first, unit = at, code
    elif _glued(pieces, first) and (
        pieces[first - 1].kind is PieceKind.WORD or pieces[first - 1].text in "_@#/.,:+*=&"
    ):
        return None
    elif _follows_dash(pieces, first):
        return None  # F-16, Covid-19, the end of 555-0143
    if unit is None:
        last, unit, value = _read_unit_after(pieces, last, value)
    if _sticks(pieces, last) and last == number.last and not number.in_words:
        return None  # 747s, 5G
    if _glued(pieces, last) and pieces[last].text in "/:@_" and _glued(pieces, last + 1) and not number.in_words:
        return None  # 24/7, 9/11
    return _Term(first, last, number, value, unit)


def _is_code(pieces: Sequence[Piece], number: Number) -> bool:
    """Say whether digits stand beside digits, or begin with a nought: a telephone number, an account, "007"."""
    text = pieces[number.first].text
    if len(text) > 1 and text[0] == "0" and text[1].isdigit():
        return True
    beside = [number.first - 1, number.last]
    return any(0 <= place < len(pieces) and pieces[place].kind is PieceKind.DIGITS for place in beside)


def _sticks(pieces: Sequence[Piece], last: int) -> bool:
    """Say whether letters stick to the number that are no measure, as in "5G" but not in "12cm"."""
    return _glued(pieces, last) and pieces[last].kind is PieceKind.WORD and pieces[last].lower not in MEASURES


def _follows_dash(pieces: Sequence[Piece], first: int) -> bool:
    """Say whether a dash joins the number to a word or number before it; a quotation mark before a dash does not."""
    return (
        _glued(pieces, first)
        and pieces[first - 1].text in _DASHES
        and _glued(pieces, first - 1)
        and pieces[first - 2].text not in ('"', "'", "“", "”", "‘", "’", "(", ")")
    )


def _read_currency_before(pieces: Sequence[Piece], first: int) -> tuple[int, str | None]:
    before = pieces[first - 1] if first else None
    if before is None:
        return first, None
    if before.text in SYMBOLS:
        code, at = SYMBOLS[before.text], first - 1
        if _glued(pieces, at) and before.text == "$" and pieces[at - 1].lower in DOLLARS:
            return at - 1, DOLLARS[pieces[at - 1].lower]
        if _glued(pieces, at) and pieces[at - 1].kind is PieceKind.WORD and len(pieces[at - 1].text) == 2:
            at -= 1
        return at, code
    at = first - 2 if before.text == "." and first >= 2 else first - 1
    word = pieces[at]
    if word.lower in CODES_BEFORE and (word.text.isupper() or word.text == "Rs") and len(word.text) <= 3:
        return at, CODES_BEFORE[word.lower]
    return first, None


def _read_unit_after(pieces: Sequence[Piece], last: int, value: float) -> tuple[int, str | None, float]:
    """Read "%", "per cent", "dollars", "Swiss francs", "50p" after a number."""
    at = last + 1 if _lower(pieces, last) in _DASHES and _glued(pieces, last) and _glued(pieces, last + 1) else last
    for words in PERCENTS:
        if all(_lower(pieces, at + place) == word for place, word in enumerate(words)):
            if words == ("pc",) and not _glued(pieces, at):
                continue
            unit = "percentage points" if words[0] == "percentage" else "%"
            return at + len(words), unit, value
    word = _lower(pieces, at)
    if word in SMALL_COINS and (len(word) > 1 or (_glued(pieces, at) and word != "c") or word == "¢"):
        return at + 1, SMALL_COINS[word], round(value / 100, 6)
    if word in CURRENCY_NOUNS:
        return at + 1, CURRENCY_NOUNS[word], value
    if word in CODES_BEFORE and pieces[at].text.isupper() and len(word) == 3:
        return at + 1, CODES_BEFORE[word], value
    for length in (1, 2):
        adjective = " ".join(_lower(pieces, at + place) for place in range(length))
        noun = _lower(pieces, at + length)
        if (adjective, noun) in NATIONAL_CURRENCIES:
            return at + length + 1, NATIONAL_CURRENCIES[adjective, noun], value
    if word == "pounds" and (value >= 1_000_000 or _lower(pieces, at + 1) == "sterling"):
        return at + 1 + (_lower(pieces, at + 1) == "sterling"), "GBP", value
    return last, None, value


def _read_range(
    pieces: Sequence[Piece], numbers: Mapping[int, Number], term: _Term, before: str
) -> tuple[_Term, float] | None:
    """Read the second number of a range; gives it and the first value, which may share the second's scale."""
    at = term.last
    joint = _lower(pieces, at)
    dashed = joint in _DASHES and _glued(pieces, at) and _glued(pieces, at + 1)
    if not dashed and joint not in ("to", "and", "or"):
        return None
    if joint == "and" and before != "between":
        return None
    start = at + 1
    while _lower(pieces, start) in SYMBOLS or _lower(pieces, start) in ("a", "us"):
        start += 1
    number = numbers.get(start)
    if number is None or number.ordinal or number.part or term.number.ordinal or number.vague:
        return None
    second = _read_plain(pieces, number)
    if second is None:
        return None
    value = term.value
    if number.scaled and not term.number.scaled and not number.in_words and value < number.value:
        scale = _scale_of(pieces, number)
        value = value * scale if value * scale < number.value else value
    if term.unit and second.unit and term.unit != second.unit:
        return None
    if term.unit == "%" and second.unit is None and joint == "to":
        return None  # "rose 1.2 percent to 5,410"
    if value >= second.value or (joint == "or" and second.value - value > max(1, value)):
        return None
    # "Fell by $500 to $600 billion", "by 26 percent to 28 percent" are ranges, "rose by 20 to 30" is a change.
    either = before == "by" and (value != term.value or (term.unit == second.unit == "%" and second.value < 2 * value))
    moves = joint in ("to", "or") and before in ("from", "to", "by") and _tells_change(pieces, term.first - 1)
    if moves and not either:
        return None
    if joint == "to" and before not in ("from", "between", "anywhere") and _is_reached(pieces, term, value, second):
        return None
    if joint == "or" and not (term.number.in_words and number.in_words) and value < _LONG_RANGE:
        return None
    return second, value


def _is_reached(pieces: Sequence[Piece], term: _Term, value: float, second: _Term) -> bool:
    """Say whether the second number is far beyond the first, a year or a rise: "revised up 15,000 to 161,000"."""
    far = _FAR_RISE if _tells_change(pieces, term.first) else _WIDEST
    return value > 0 and second.value > far * value


def _read_plain(pieces: Sequence[Piece], number: Number) -> _Term | None:
    """Read the second number of a range, whose sign may stand before or after it."""
    at, code = _read_currency_before(pieces, number.first)
    last, unit, value = _read_unit_after(pieces, number.last, number.value)
    unit = code or unit
    joined = _glued(pieces, last) and pieces[last].text in _DASHES and _glued(pieces, last + 1)
    if joined and pieces[last + 1].kind is PieceKind.DIGITS:
        return None
    if _sticks(pieces, last) and unit is None and not number.in_words:
        return None
    return _Term(at, last, number, value, unit)


def _scale_of(pieces: Sequence[Piece], number: Number) -> float:
    """Give what multiplies the digits of "5 to 10 million"."""
    digits = "".join(c for c in pieces[number.first].text if c.isdigit() or c == ".")
    try:
        plain = float(digits)
    except ValueError:
        return 1
    return round(number.value / plain) if plain else 1


def _tells_change(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether a verb of change stands shortly before: "rose from 20 to 30" gives two figures, not a range."""
    return any(
        _lower(pieces, place) in MOVE_VERBS and _lower(pieces, place) != "from" for place in range(max(0, at - 6), at)
    )


def _is_joined(pieces: Sequence[Piece], last: int) -> bool:
    """Say whether a dash and digits follow: a score, a telephone number, a code."""
    return (
        last + 1 < len(pieces)
        and pieces[last].text in _DASHES
        and _glued(pieces, last)
        and _glued(pieces, last + 1)
        and pieces[last + 1].kind in (PieceKind.DIGITS, PieceKind.CLOCK)
    )


def _is_preposition(pieces: Sequence[Piece], number: Number, first: int, bound: Bound, weak: bool) -> bool:
    """Say whether "over", "about" or "under" binds to the word before it: "presided over two briefings"."""
    if not weak:
        return False
    small = bound is not Bound.ABOUT and number.in_words and not number.scaled and number.value < 10
    return small or _lower(pieces, first - 1) in NO_BOUND_AFTER


def _moves_up(pieces: Sequence[Piece], first: int, bound: Bound, _: bool) -> bool:
    """Say whether "up" belongs to a verb, so that the number is reached: "the rate went up to 4.9%"."""
    return bound is Bound.UP_TO and pieces[first].lower == "up" and _lower(pieces, first - 1) in MOVES_UP


def read_bound_before(pieces: Sequence[Piece], first: int) -> tuple[int, Bound, bool] | None:
    """Read the bound before piece ``first``: where it begins, which it is, whether it may be a preposition.

    Of two ("at least about 20") the outer one counts.
    """
    found: tuple[int, Bound, bool] | None = None
    at = first - 1 if _lower(pieces, first - 1) in _BETWEEN_BOUND_AND_NUMBER else first
    for _ in range(3):
        word = _lower(pieces, at - 1)
        if word in SYMBOL_BOUNDS and word not in BOUNDS_BEFORE:
            return at - 1, SYMBOL_BOUNDS[word], False
        for words, bound in BOUNDS_BEFORE.get(word, ()):
            begin = at - len(words)
            if begin >= 0 and all(pieces[begin + place].lower == part for place, part in enumerate(words)):
                found = (begin, bound, len(words) == 1 and word in WEAK_BOUNDS)
                at = begin
                break
        else:
            break
    return found


def read_bound_after(pieces: Sequence[Piece], last: int) -> tuple[int, Bound] | None:
    """Read "or more", "or so", "-plus" after a number: where it ends and which it is."""
    for words, bound in BOUNDS_AFTER:
        if all(_lower(pieces, last + place) == word for place, word in enumerate(words)):
            if words[0] in ("plus", "+") and not (_glued(pieces, last) or words[0] == "plus"):
                continue
            return last + len(words), bound
    return None
