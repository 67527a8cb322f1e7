"""From pieces to the classes that the grammar of times reads: one chunk a number, a month, "a.m." or any other word.

Invariant: ``codes`` holds one character a chunk, so a place in it is a chunk, and a chunk knows its place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from sayso.annotate.figure_words import PLAINLY_COUNTED
from sayso.annotate.numbers import Number, find_numbers, number_text
from sayso.annotate.pieces import Piece, PieceKind, split_pieces
from sayso.annotate.time_words import (
    CAR_MAKES,
    CODE_OF_WORD,
    CODES,
    DAY_NUMBERS,
    DECADES,
    DOUBTFUL_MONTHS,
    MONTH_NUMBERS,
    NAMED_DAYS,
    NAMED_WEEKDAYS,
    PARTS_OF_DAY,
    SEASONS,
    SETS,
    SHORT_DAYS,
)

_MARKS = {
    "-": "HYPHEN", "‐": "HYPHEN", "‑": "HYPHEN", "–": "HYPHEN", ",": "COMMA", ".": "DOT", "'": "APOS", "’": "APOS",
    "(": "OPEN", "!": "STOP", "?": "STOP", ";": "STOP", ":": "STOP",
}  # fmt: skip
_KINDS = {PieceKind.ISO_DATE: "ISO", PieceKind.SLASH_DATE: "SLASH", PieceKind.CLOCK: "CLOCK"}
_CODE_OF = CODE_OF_WORD | {mark: CODES[name] for mark, name in (_MARKS | {"\n": "BREAK"}).items()}
_OTHER = CODES["OTHER"]
_BEFORE_MONTH = frozenset(
    "in since until till by from last next this of early late mid during through between to and before after on "
    "every each previous past coming following ending ended beginning around".split()
)
_BEFORE_SURE_MONTH = frozenset("in since until last next this early late mid during every".split())
_PART_OF_MONTH = frozenset("end beginning start middle month part half week weeks".split())
_OF_MONTH = frozenset(("the", "a", "an", "its"))  # "the June Harbour Fair"
_AS_EARLY = frozenset(("early", "late", "recently", "soon"))
# "Ms Clara May", "Mr March": then "by May" and "to May" name no month.
_PERHAPS_SURNAME = re.compile(r" Ma(?:y|rch)\b(?! [\dA-Z])")
_NAMED_BEFORE = re.compile(r"(?:\bM(?:r|s|rs)\.?|[a-z,] (?!On|In|By|Since)[A-Z][a-z]+)$")
_DOTTED_CLOCK = re.compile(r"\d{1,2}\.[0-5]\d$")  # "11.50am", as British copy writes it
_NUMBERED = frozenset("section sections sb hb § flight route highway room page pier".split())
_BEFORE_YEAR = frozenset("in since until by of for during the from".split())
# Units that end the title of a broadcast as readily as they tell a time: "on 60 Minutes", ABC's "This Week".
_TITLED = frozenset(("minutes", "hours", "week", "year", "noon", "tonight"))
# Words and marks whose class depends on what stands beside them.
_LOOK_AROUND = frozenset(
    (
        *MONTH_NUMBERS,
        *SHORT_DAYS,
        *NAMED_DAYS,
        *NAMED_WEEKDAYS,
        *SETS,
        *_TITLED,
        *DAY_NUMBERS,
        *SEASONS,
        "dawn",
        "quarter",
        "q",
        "h",
        "a",
        "p",
        "am",
        "pm",
        "o",
        "following",
        "'",
        "’",
    )
)
_WHOLE_MONTHS = frozenset(("may", "june", "july"))  # short and no abbreviations: a stop after them ends the sentence
_NO_NOUNS = frozenset(
    "on for of to in at by from against through and or was is were are has had will that who which".split()
)
_GIVEN_NAMES = frozenset(("jan", "mar"))
_LISTING = frozenset((",", "and", "or", "to", "-", "–"))  # "April, May and June"
_OF_SOMEONE = frozenset(("his", "her", "their", "my", "your", "our"))  # "in her 30s" is an age
_SEPT_11 = 20010911.0  # a day in digits
_IDENTIFIER = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class Chunks:
    """A text as chunks: classes, places, lower-cased words and the values of numbers (0 where there is none)."""

    codes: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    values: list[float]


def compile_rule(names: str) -> str:
    """Turn a pattern over class names (``"THE? LAST UNIT"``) into one over class characters."""
    return _IDENTIFIER.sub(lambda match: CODES[match.group()], names).replace(" ", "")


def cut_chunks(text: str) -> Chunks:
    """Cut a text into chunks. Linear in its length."""
    pieces = split_pieces(text)
    if not pieces:
        return Chunks("", [], [], [], [])
    begins, stops, kinds, texts, lowers = zip(*pieces, strict=True)
    codes = [_CODE_OF.get(word, _OTHER) for word in lowers]  # right for all but the few that are looked at below
    starts, ends, words = list(begins), list(stops), list(lowers)
    values = [0.0] * len(pieces)
    kept = [True] * len(pieces)  # else a piece belongs to the chunk of one before it
    numbers, surnames = dict(number_text(text)), _find_surnames(text)
    word_kind, mark_kind = PieceKind.WORD, PieceKind.MARK  # looked up once: a member of an enum is slow to come by
    done = 0
    for index, kind in enumerate(kinds):
        if index < done or not (lowers[index] in _LOOK_AROUND or index in numbers or word_kind < kind < mark_kind):
            continue
        if index in numbers:
            codes[index], done, values[index] = _classify_number(pieces, numbers[index])
        elif kind is word_kind:
            codes[index], done, values[index] = _classify_word(pieces, index, surnames)
        elif kind is mark_kind:
            codes[index], done, values[index] = _classify_apostrophe(pieces, index)
        else:
            codes[index], done = CODES[_KINDS[kind]] if kind in _KINDS else _OTHER, index + 1
        if texts[index] == "May":  # a month or a name: it is not the verb
            words[index] = "May"
        ends[index] = stops[done - 1]
        kept[index + 1 : done] = [False] * (done - index - 1)
    columns = (list(compress(column, kept)) for column in (codes, starts, ends, words, values))
    return Chunks("".join(next(columns)), *columns)


def _glued(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether piece ``index`` stands straight after the one before it."""
    return 0 < index < len(pieces) and pieces[index - 1].end == pieces[index].start


def _lower(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].lower if 0 <= index < len(pieces) else ""


def _find_surnames(text: str) -> frozenset[str]:
    """Give which of "May" and "March" somebody is called in a text."""
    months = _PERHAPS_SURNAME.finditer(text)
    return frozenset(
        month.group().strip()
        for month in months
        if _NAMED_BEFORE.search(text, max(0, month.start() - 30), month.start())
    )


def _classify_number(pieces: Sequence[Piece], number: Number) -> tuple[str, int, float]:
    first, last, value = number.first, number.last, number.value
    before = pieces[first - 1].text if _glued(pieces, first) else ""
    if (before.isalpha() and before != "FY") or before in ("$", "£", "€", "#", "/", "_", "@", "+"):
        return _OTHER, last, 0.0
    if number.ordinal:
        return CODES["ORD"], last, value
    if number.part and pieces[last - 1].lower == "half" and (last == first + 1 or pieces[first].lower == "a"):
        return CODES["HALF"], last, 0.0
    if number.part and (of_unit := _read_quarter(pieces, first)):
        return CODES["NUM"], of_unit, 0.25
    if number.part or number.vague:
        return _OTHER, last, 0.0
    text = pieces[first].text
    if not number.in_words and last == first + 1 and text.isdecimal():
        if _glued(pieces, last) and _lower(pieces, last) == "s" and _is_decade(text):
            aged = len(text) == 2 and _is_age(pieces, first)
            return _OTHER if aged else CODES["DECADE"], last + 1, value
        if _glued(pieces, last) and pieces[last].text == "/":
            return (CODES["ISO"], last + 2, _SEPT_11) if _is_sept_11(pieces, first) else (_OTHER, last, 0.0)
        if len(text) == 4 and _lower(pieces, last) in CAR_MAKES and pieces[last].text[0].isupper():
            return _OTHER, last, 0.0  # "a 1987 Chevrolet"
        if len(text) == 4 and value < 1500 and _lower(pieces, last) == ":":
            return _OTHER, last, 0.0  # "1430: The convoy leaves"
        if len(text) == 4 and 1000 <= value <= 2200 and not (_is_count(pieces, first) or _is_label(pieces, first)):
            return CODES["YEAR"], last, value
        if len(text) == 2 and (ended := _end_of_years(pieces, first)):
            return CODES["YEAR"], last, ended
        if len(text) <= 2 and 1 <= value <= 31:
            return CODES["SMALL"], last, value
    elif _DOTTED_CLOCK.match(text) and _read_am_pm(pieces, last):
        return CODES["CLOCK"], last, 0.0
    elif number.in_words:
        if 2000 <= value <= 2100 and _lower(pieces, first - 1) == "year":
            return CODES["YEAR"], last, value
        year = _read_spoken_year(pieces, number)
        if year is not None:
            return CODES["YEAR"], year[0], year[1]
    return CODES["NUM"], last, value


def _is_age(pieces: Sequence[Piece], first: int) -> bool:
    """Say whether a decade is somebody's age: "in her early 30s", "in their 80s and 90s"."""
    before = [_lower(pieces, first - back) for back in range(1, 8)]
    listed = "s" in before and not _LISTING.isdisjoint(before[:3])
    return not _OF_SOMEONE.isdisjoint(before if listed else before[:3])


def _end_of_years(pieces: Sequence[Piece], index: int) -> float | None:
    """Give the year that two digits name behind a year and a hyphen: 1955 in "1951-55"."""
    before = pieces[index - 2].text if index >= 2 else ""
    if len(before) != 4 or not before.isdecimal() or _MARKS.get(pieces[index - 1].text) != "HYPHEN":
        return None
    ended = int(before) // 100 * 100 + int(pieces[index].text)
    return float(ended) if 1000 <= int(before) < ended <= 2200 and _glued(pieces, index) else None


def _is_sept_11(pieces: Sequence[Piece], first: int) -> bool:
    """Say whether "9/11" begins at a piece, as a date and not in a name ("the 9/11 Commission")."""
    if [piece.text for piece in pieces[first : first + 3]] != ["9", "/", "11"] or not _glued(pieces, first + 2):
        return False
    after = pieces[first + 3].text if first + 3 < len(pieces) else ""
    return not after[:1].isupper() and not (_glued(pieces, first + 3) and after == "/")


def _is_count(pieces: Sequence[Piece], first: int) -> bool:
    """Say whether four digits count what follows ("2000 people") and are no year ("in 2020 cases rose")."""
    return _lower(pieces, first + 1) in PLAINLY_COUNTED and _lower(pieces, first - 1) not in _BEFORE_YEAR


def _is_label(pieces: Sequence[Piece], first: int) -> bool:
    """Say whether four digits number something: "Section 1557", "H.R. 1668", "555-2149"."""
    before, further = _lower(pieces, first - 1), _lower(pieces, first - 2)
    if before in _NUMBERED or (before == "." and further == "r"):
        return True
    return before == "-" and _glued(pieces, first) and further.isdecimal() and len(further) != 4


def _is_decade(digits: str) -> bool:
    return digits.endswith("0") and (len(digits) == 2 or (len(digits) == 4 and 1000 <= int(digits) <= 2200))


def _read_spoken_year(pieces: Sequence[Piece], number: Number) -> tuple[int, float] | None:
    """Read "nineteen ninety-six"; gives the piece after it and the year."""
    if number.value not in (17, 18, 19, 20) or number.last >= len(pieces):
        return None
    for following in find_numbers(pieces[number.last : number.last + 3]):
        if following.first == 0 and following.in_words and not following.ordinal and 10 <= following.value <= 99:
            return number.last + following.last, number.value * 100 + following.value
    return None


def _classify_word(pieces: Sequence[Piece], index: int, surnames: frozenset[str]) -> tuple[str, int, float]:
    piece = pieces[index]
    word = piece.lower
    if piece.text[0].isupper():
        if word in MONTH_NUMBERS and _is_month(pieces, index, surnames):
            stop = (
                len(word) <= 4
                and word not in _WHOLE_MONTHS
                and _lower(pieces, index + 1) == "."
                and _glued(pieces, index + 1)
            )
            return CODES["MONTH"], index + 1 + stop, float(MONTH_NUMBERS[word])
        if word in SHORT_DAYS and _lower(pieces, index + 1) in (".", ",") and _is_dated(pieces, index + 2):
            return CODES["DAY"], index + 2, float(SHORT_DAYS[word])
        if word in ("q", "h") and _is_quarter(pieces, index):
            return CODES["QNAME"], index + 2, float(pieces[index + 1].text)
        if word in SEASONS and pieces[index + 1 : index + 2] and pieces[index + 1].text[0].isupper():
            return _OTHER, index + 1, 0.0  # "the Winter Games"
        if word in NAMED_DAYS and (last := _read_named_day(pieces, index)):
            return CODES["HOLIDAY"], last, 0.0
        weekday = NAMED_WEEKDAYS.get(word)
        if weekday is not None and pieces[index + 1 : index + 2] and pieces[index + 1].text == weekday:
            return CODES["HOLIDAY"], index + 2, 0.0
        if word in DAY_NUMBERS and _is_programme(pieces, index):
            return _OTHER, index + 2, 0.0
        if word == "dawn":
            return _OTHER, index + 1, 0.0  # a name
        if word in _TITLED and _is_titled(pieces, index):
            return _OTHER, index + 1, 0.0
    if word == "quarter" or (word == "a" and _lower(pieces, index + 1) == "quarter"):
        last = _read_quarter(pieces, index)
        if last:
            return CODES["NUM"], last, 0.25
    if word in SETS and _is_paper(pieces, index):
        return _OTHER, index + 1, 0.0
    if word in ("a", "p", "am", "pm"):
        last = _read_am_pm(pieces, index)
        if last:
            return CODES["AMPM"], last, 12.0 if word.startswith("p") else 0.0
    if word == "o" and _lower(pieces, index + 2) == "clock":
        return CODES["OCLOCK"], index + 3, 0.0
    if word == "following" and _lower(pieces, index - 1) != "the":
        return _OTHER, index + 1, 0.0
    return CODE_OF_WORD.get(word, _OTHER), index + 1, 0.0


def _is_quarter(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether "Q" or "H" and a digit are a word of their own: "Q3", not "H1N1" or "H1-B"."""
    loose = not _glued(pieces, index) and _glued(pieces, index + 1)
    ends = not _glued(pieces, index + 2) or pieces[index + 2].text in ".,;:)'’"
    return loose and ends and _lower(pieces, index + 1) in ("1", "2", "3", "4")


def _read_named_day(pieces: Sequence[Piece], index: int) -> int | None:
    """Read "Election Day", "Presidents' Day", "Valentine's Day"; gives the piece after it."""
    last = index + 1
    if _lower(pieces, last) in ("'", "’") and _glued(pieces, last):
        last += 1 + (_lower(pieces, last + 1) == "s")
    return last + 1 if pieces[last : last + 1] and pieces[last].text == "Day" else None


def _read_quarter(pieces: Sequence[Piece], index: int) -> int | None:
    """Read the count in "a quarter-century", "the past quarter of a century"; gives the piece after it."""
    last = index + 1 + (_lower(pieces, index) == "a")
    if _lower(pieces, last - 1) != "quarter":
        return None
    last += 2 if _lower(pieces, last) == "of" and _lower(pieces, last + 1) in ("a", "an") else 0
    last += _lower(pieces, last) == "-"
    return last if _lower(pieces, last) in ("century", "hour") else None


def _is_programme(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a weekday begins the name of a broadcast within a sentence: "a Sunday Morning Harbour host"."""
    words = [piece.text for piece in pieces[index - 1 : index + 3]] if index else []
    if len(words) < 4 or words[2].lower() not in PARTS_OF_DAY:
        return False
    return words[0].islower() and words[2][0].isupper() and words[3][0].isupper()


def _is_paper(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether "daily" names a newspaper: "the party daily Trumpet", "the Weekly Standard", "Harbour Daily"."""
    before = pieces[index - 1].text if index else ""
    after = pieces[index + 1].text if index + 1 < len(pieces) else ""
    return after[:1].isupper() or (pieces[index].text[0].isupper() and before[:1].isupper())


def _is_titled(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a capitalised unit ends a title: a quotation begins right before the number or capital before it."""
    before = pieces[index - 1].text[:1] if index >= 2 else ""
    return (before.isupper() or before.isdecimal()) and pieces[index - 2].text in ("`", "'", '"', "“", "‘")


def _is_dated(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether a month, a number or a part of the day comes next, so "Wed." before it is a day."""
    word = _lower(pieces, index)
    return word in MONTH_NUMBERS or word[:1].isdecimal() or word in ("morning", "night", "evening", "afternoon")


def _is_month(pieces: Sequence[Piece], index: int, surnames: frozenset[str]) -> bool:
    word = pieces[index].lower
    before, after = _lower(pieces, index - 1), _lower(pieces, index + 1)
    if after == "." and len(word) <= 4:
        after = _lower(pieces, index + 2)
    capital = index + 1 < len(pieces) and pieces[index + 1].text[0].isupper()
    if word in ("april", "june") and capital and after not in MONTH_NUMBERS and after not in DAY_NUMBERS:
        return before in _BEFORE_SURE_MONTH or before in _OF_MONTH  # "April Moravec" is a person
    if word not in DOUBTFUL_MONTHS and len(word) > 4:
        return True
    if before == "-" and _lower(pieces, index - 2) == "mid":
        return True
    if word == "mar" and after == "-":
        return False  # "Mar-a-Lago"
    dated = after[:1].isdecimal() or _is_day(pieces, index - 1) or (before == "of" and _is_day(pieces, index - 2))
    if word in ("may", "march"):
        listed = (before in _LISTING and _lower(pieces, index - 2) in MONTH_NUMBERS) or (
            after in _LISTING and _lower(pieces, index + 2) in MONTH_NUMBERS
        )
        named = before in ("the", "a", "its") and after[:1].isalpha() and after not in _NO_NOUNS
        named = named and pieces[index + 1].text.islower()  # "the March accession", not "the March on Washington"
        return (
            dated
            or named
            or listed
            or before in (_BEFORE_SURE_MONTH if pieces[index].text in surnames else _BEFORE_MONTH)
            or (before == "as" and _lower(pieces, index - 2) in _AS_EARLY)
            or (before == "of" and _lower(pieces, index - 2) in _PART_OF_MONTH)
            or (after == "," and _lower(pieces, index + 2)[:1].isdecimal())
        )
    if word in _GIVEN_NAMES and capital:
        return dated
    return dated or word in ("june", "july") or (before in _BEFORE_MONTH and len(word) <= 4)


def _is_day(pieces: Sequence[Piece], index: int) -> bool:
    """Say whether piece ``index`` ends "16" or "16th"."""
    word = _lower(pieces, index)
    return word.isdecimal() or (word in ("st", "nd", "rd", "th") and _glued(pieces, index))


def _read_am_pm(pieces: Sequence[Piece], index: int) -> int | None:
    """Read "a.m.", "pm" after a number; gives the piece after it."""
    numbered = index > 0 and pieces[index - 1].kind in (PieceKind.DIGITS, PieceKind.CLOCK)
    if not numbered and _lower(pieces, index + 2) != "m":
        return None
    if pieces[index].lower in ("am", "pm"):
        return index + 1
    if _lower(pieces, index + 1) == "." and _lower(pieces, index + 2) == "m" and _glued(pieces, index + 2):
        return index + 4 if _lower(pieces, index + 3) == "." and _glued(pieces, index + 3) else index + 3
    return None


def _classify_apostrophe(pieces: Sequence[Piece], index: int) -> tuple[str, int, float]:
    """Read "'98" and "'90s"."""
    following = _lower(pieces, index + 1)
    if len(following) == 2 and following.isdecimal() and _glued(pieces, index + 1) and not _glued(pieces, index):
        if _lower(pieces, index + 2) == "s" and _glued(pieces, index + 2) and following[1] == "0":
            return CODES["DECADE"], index + 3, float(following)
        return CODES["SHORTYEAR"], index + 2, float(following)
    return CODES["APOS"], index + 1, 0.0


def decade_of(word: str, value: float, this_year: int) -> str | None:
    """Give the digits of a decade or a century: "1990s", "90s" and "nineties" are ``199``, "the 1800s" ``18``."""
    number = int(value) if value else DECADES.get(word, 0) * 10
    if number % 100 == 0 and 1000 <= number < 2000:
        return str(number // 100)
    if number >= 1000:
        return str(number // 10)
    century = this_year // 100 * 100
    year = century + number if century + number <= this_year else century - 100 + number
    return str(year // 10)
