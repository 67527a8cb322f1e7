"""What an amount counts: the noun after it, or the state ("26 were missing"), and whether it is a count at all.

Invariant: what is found is a run of pieces of the text, after the amount; a number that is a name, an age, a year or a
time has no such run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.annotate.amounts import Amount
from sayso.annotate.figure_words import (
    CAPITAL_DESIGNATORS,
    DESCRIBING_PLURALS,
    DESIGNATORS,
    HYPHEN_NOUNS,
    IRREGULAR_PLURALS,
    LINK_WORDS,
    MEASURES,
    NATIONS,
    NOT_PLURALS,
    PLAINLY_COUNTED,
    SINGULAR_PERSONS,
    STATES,
    STOP_WORDS,
    TIME_UNITS,
)
from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.pieces import Piece, PieceKind
from sayso.annotate.time_words import DAY_NUMBERS, MONTH_NUMBERS
from sayso.model.annotation import Bound

_REACH = 6  # how many words a noun phrase may have between number and noun
_HYPHENS = frozenset("-‐‑")
_WHOLE_REACH = 30  # how many pieces before a number its sentence may begin with "Of those cases"
_WHOLES = frozenset("the those these its their all".split())
_NUMBERS = frozenset(("number", "numbers", "total", "count", "tally"))
_NUMBER_REACH = 18  # how many pieces before a number "the number of" may stand
_MEASURE_KINDS = {"square": "square", "sq": "square", "cubic": "cubic", "nautical": "nautical", "basis": "basis"}
_SHORT_NUMBER = 20  # of a model
_PICTURES = frozenset(
    ("caption", "photo", "image", "picture", "slide", "page", "slideshow", "gallery")
)  # "photo 3 of 26 photos"
_HOTLINES = frozenset(("911", "999", "112", "988"))
_DIALLED = frozenset("call calls caller callers operator operators dispatcher dispatchers recordings tapes".split())
_OWNERS = frozenset("its their his her our your my".split())
_OF_AN_AGE = frozenset(
    "adults people persons those anyone everyone children women men patients boys girls workers voters".split()
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The pieces ``first`` to ``last`` (exclusive) of what is counted, and ``head``, its noun.

    ``near`` says that it follows the number directly, so that one span holds both.
    """

    first: int
    head: int
    last: int
    near: bool = True


def _lower(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].lower if 0 <= index < len(pieces) else ""


def _glued(pieces: Sequence[Piece], index: int) -> bool:
    return 0 < index < len(pieces) and pieces[index - 1].end == pieces[index].start


def is_plural(piece: Piece) -> bool:
    """Say whether a word looks like a noun in the plural."""
    word = piece.lower
    if word in IRREGULAR_PLURALS:
        return True
    if word.endswith("is") and word[:-1] in load_lexicon().demonyms:
        return True  # "Israelis"
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ous"))
        and word not in NOT_PLURALS
        and word not in STOP_WORDS
        and word[:-1] not in DAY_NUMBERS
    )


def is_named(pieces: Sequence[Piece], amount: Amount) -> bool:
    """Say whether the words before make the number a name or an order: "Highway 61", "aged 33", "Group of 20"."""
    if amount.unit is not None or amount.first != amount.core:
        return False
    before = amount.core - 1
    if _lower(pieces, before) == "." and _lower(pieces, before - 1) in (
        "no",
        "nos",
        "sec",
        "art",
        "ch",
        "p",
        "pp",
        "vol",
    ):
        return True
    if _lower(pieces, before) in _HYPHENS:
        before -= 1
    if before < 0:
        return False
    piece = pieces[before]
    if piece.text == "(" and _lower(pieces, before - 1) in _PICTURES:  # "Slideshow (17 Images)"
        return True
    if piece.text == "#":
        return True
    if piece.lower in DESIGNATORS or piece.lower in _PICTURES:
        return True
    if piece.lower in CAPITAL_DESIGNATORS and piece.text[0].isupper():
        return True
    if _is_model(pieces, amount, before) or _is_heard(pieces, amount, before) or _is_hotline(pieces, amount):
        return True
    if piece.text[0].islower() and _is_written_large(pieces, amount):
        return True
    if piece.lower != "of":
        return False
    called = pieces[before - 1]  # "the Group of 20", not "a group of 20 people"
    picture = called.kind is PieceKind.DIGITS and _lower(pieces, before - 2) in _PICTURES
    return picture or called.lower in ("gang", "big") or (called.lower == "group" and called.text[0].isupper())


def _is_model(pieces: Sequence[Piece], amount: Amount, before: int) -> bool:
    """Say whether a number ends a name that has a number already: "737 Max 8", no hour and no day."""
    word = pieces[before]
    named = word.text[0].isupper() and before > 0 and pieces[before - 1].kind is PieceKind.DIGITS
    timed = word.lower in TIME_UNITS or word.lower in MONTH_NUMBERS or word.lower in DAY_NUMBERS
    return named and not timed and not amount.number.in_words and amount.value < _SHORT_NUMBER


def _is_written_large(pieces: Sequence[Piece], amount: Amount) -> bool:
    """Say whether a number in words and the noun after it are a name: "the Seven Oaks"."""
    large = [at < len(pieces) and pieces[at].text[0].isupper() for at in (amount.core, amount.last)]
    return amount.number.in_words and all(large)


def _is_heard(pieces: Sequence[Piece], amount: Amount, before: int) -> bool:
    """Say whether a number ends the name of who reports: "France 24 reports that"."""
    after = amount.last + 1
    ends = after >= len(pieces) or pieces[after].text in ".," or pieces[after].lower == "that"
    return pieces[before].text[0].isupper() and _lower(pieces, amount.last) == "reports" and ends


def _is_hotline(pieces: Sequence[Piece], amount: Amount) -> bool:
    """Say whether it is the number that one dials: "911 calls"."""
    return pieces[amount.core].text in _HOTLINES and _lower(pieces, amount.last) in _DIALLED


def is_age(pieces: Sequence[Piece], amount: Amount) -> bool:
    """Say whether the words before make a bare number an age: "adults over 80", "children under 12"."""
    if amount.unit is not None or amount.number.scaled or not 0 < amount.value < 110 or amount.first == amount.core:
        return False
    return _lower(pieces, amount.first) in ("over", "under", "above", "below") and (
        _lower(pieces, amount.first - 1) in _OF_AN_AGE and (amount.last >= len(pieces) or _ends(pieces, amount.last))
    )


def _ends(pieces: Sequence[Piece], at: int) -> bool:
    return pieces[at].kind is not PieceKind.WORD or pieces[at].lower in STOP_WORDS


def is_anaphoric(pieces: Sequence[Piece], amount: Amount) -> bool:
    """Say whether a small number only points back: "the two men", "those three"; "of the two men, one" counts."""
    shares = _lower(pieces, amount.core - 2) == "of" and begins_sentence(pieces, amount.core - 2)
    return not shares and (
        amount.unit is None
        and amount.number.in_words
        and not amount.number.scaled
        and amount.value < 10
        and amount.first == amount.core
        and _lower(pieces, amount.core - 1) in ("the", "these", "those", "all", "both", "other", "number")
    )


def begins_sentence(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether a piece is the first of its sentence."""
    return at == 0 or pieces[at - 1].kind is PieceKind.BREAK or pieces[at - 1].text in ".!?"


def find_whole(pieces: Sequence[Piece], amount: Amount) -> Counted | None:
    """Find what a bare number is a part of where its sentence begins so: "Of those cases, 15 were fatal"."""
    for place in range(amount.first - 1, max(-1, amount.first - 1 - _WHOLE_REACH), -1):
        if pieces[place].lower == "of" and begins_sentence(pieces, place):
            found = _find_after_of(pieces, amount, place + 1) if _lower(pieces, place + 1) in _WHOLES else None
            return None if found is None else Counted(found.first, found.head, found.last, near=False)
        if begins_sentence(pieces, place):
            break
    return None


def is_year(pieces: Sequence[Piece], amount: Amount, counted: Counted | None) -> bool:
    """Say whether four digits without a comma are a year, whatever noun follows: "the 2012 attacks"."""
    text = pieces[amount.number.first].text
    if amount.unit is not None or amount.number.in_words or amount.number.scaled or amount.value_to is not None:
        return False
    if len(text) != 4 or not text.isdecimal() or not 1500 <= amount.value <= 2099:
        return False
    if counted is not None and pieces[counted.head].lower in PLAINLY_COUNTED:
        return False
    return counted is None or amount.bound is Bound.EXACTLY or amount.weak


def find_counted(pieces: Sequence[Piece], amount: Amount) -> Counted | None:
    """Find what a count counts, after it."""
    at = amount.last
    if _lower(pieces, at) in _HYPHENS and _glued(pieces, at) and _glued(pieces, at + 1):
        return _find_after_hyphen(pieces, amount, at + 1)
    if amount.number.value == 1 and amount.number.in_words and amount.value_to is None:
        return _find_one(pieces, amount, at)
    if _lower(pieces, at) == "of":
        return _find_after_of(pieces, amount, at + 1)
    return _find_noun(pieces, at) or _find_state(pieces, at)


def find_number_of(pieces: Sequence[Piece], amount: Amount) -> Counted | None:
    """Find what "the number of dead rose to 40" counts: the noun before the number, in its own clause."""
    for place in range(amount.first - 2, max(0, amount.first - _NUMBER_REACH), -1):
        piece = pieces[place]
        ends = piece.text in ";!?" or (piece.text == "." and len(_lower(pieces, place - 1)) > 1)  # not in "U.S."
        if ends or piece.kind is PieceKind.BREAK:
            return None
        if piece.lower in _NUMBERS and pieces[place + 1].lower == "of":
            found = _find_noun(pieces, place + 2) or _find_state(pieces, place + 2)
            return Counted(found.first, found.head, found.last, near=False) if found else None
    return None


def unit_of(pieces: Sequence[Piece], counted: Counted) -> str:
    """Give the noun that is counted, with what makes another measure of it: "square miles", "basis points"."""
    head = pieces[counted.head].lower
    before = next(
        (_lower(pieces, at) for at in range(counted.head - 1, counted.first - 1, -1) if pieces[at].text != "."), ""
    )
    return f"{_MEASURE_KINDS[before]} {head}" if before in _MEASURE_KINDS else head


def find_share(pieces: Sequence[Piece], amount: Amount) -> Counted | None:
    """Find what a percentage or a sum is of: "60% of voters", "$5 million in aid", "a $5 million deal"."""
    at = amount.last
    if _lower(pieces, at) in ("of", "in", "worth") and not (amount.unit == "%" and _lower(pieces, at) == "in"):
        at += 2 if _lower(pieces, at + 1) == "of" else 1
        at = _skip_owner(pieces, at)
        found = _find_noun(pieces, at) or _find_mass(pieces, at)
        return None if found is None else Counted(found.first, found.head, found.last, near=False)
    return None


def _skip_owner(pieces: Sequence[Piece], at: int) -> int:
    """Go past whose the whole is: "of their income", "of the state's vote"."""
    if _lower(pieces, at) in _OWNERS:
        return at + 1
    for place in range(at, min(at + 3, len(pieces))):
        if pieces[place].kind is not PieceKind.WORD:
            break
        if _is_possessed(pieces, place):
            return place + 3
    return at


def _find_mass(pieces: Sequence[Piece], at: int) -> Counted | None:
    """Take the single words before the next function word: "in military aid"."""
    begin = at
    while (
        at < len(pieces) and at < begin + 4 and pieces[at].kind is PieceKind.WORD and pieces[at].lower not in STOP_WORDS
    ):
        at += 1
    return Counted(begin, at - 1, at) if at > begin else None


def _find_after_hyphen(pieces: Sequence[Piece], amount: Amount, at: int) -> Counted | None:
    """Read "12-member", "28-ton", "200-strong"; "44-year-old" and "10-point" are no counts."""
    word = _lower(pieces, at)
    if word in ("square", "cubic") and _lower(pieces, at + 1) in _HYPHENS | MEASURES:
        at += 2 if _lower(pieces, at + 1) in _HYPHENS else 1
        return Counted(at - 1, at, at + 1) if at < len(pieces) else None
    if word not in HYPHEN_NOUNS or (word == "point" or word == "vote") or amount.number.ordinal:
        return None
    if word == "man" and not amount.number.in_words and amount.value > 1000:
        return None
    return Counted(at, at, at + 1)


def _find_after_of(pieces: Sequence[Piece], amount: Amount, at: int) -> Counted | None:
    """Read "dozens of people", "20 of the 46 passengers", "20 of its soldiers"."""
    while _lower(pieces, at) in ("the", "its", "their", "his", "her", "our", "those", "these", "them", "all"):
        if _lower(pieces, at) == "them":
            return None
        at += 1
    if at < len(pieces) and pieces[at].kind is PieceKind.DIGITS:
        at += 1
    found = _find_noun(pieces, at)
    if found is None:
        return None
    return Counted(found.first, found.head, found.last, near=amount.number.vague or amount.number.in_words)


def _find_one(pieces: Sequence[Piece], amount: Amount, at: int) -> Counted | None:
    """Read "one person", "one Russian soldier", never "one" alone or "no one"."""
    if amount.first == amount.core and _lower(pieces, amount.core - 1) in (
        "no",
        "the",
        "any",
        "every",
        "each",
        "this",
        "that",
    ):
        return None
    for place in range(at, min(at + 3, len(pieces))):
        if pieces[place].kind is not PieceKind.WORD:
            return None
        if pieces[place].lower in SINGULAR_PERSONS:
            place += _lower(pieces, place + 1) in SINGULAR_PERSONS  # "one Israeli soldier"
            return Counted(at, place, place + 1)
        if pieces[place].lower in STOP_WORDS:
            return None
    return None


def _find_noun(pieces: Sequence[Piece], at: int) -> Counted | None:
    """Walk from ``at`` to the first noun in the plural, past adjectives and names, and no further than a verb."""
    begin = at
    last_state = None
    n_words = 0
    while n_words < _REACH:
        if at >= len(pieces):
            break
        piece = pieces[at]
        if piece.kind is PieceKind.MARK and piece.text in _HYPHENS and _glued(pieces, at) and _glued(pieces, at + 1):
            at += 1
            continue
        if (
            piece.kind is PieceKind.DIGITS
            and at > begin + 1
            and _lower(pieces, at - 1) in _HYPHENS
            and _glued(pieces, at)
        ):
            at += 1  # "four B-52 bombers"
            continue
        if piece.kind is not PieceKind.WORD:
            if piece.text == "#" and _glued(pieces, at + 1):
                at += 1  # "four #Tidewire posts"
                continue
            if piece.text in "\"'“”‘’[" and at == begin:  # "11 million [illegal immigrants]"
                begin = at = at + 1
                continue
            break
        word = piece.lower
        if word in TIME_UNITS:
            return None
        if len(word) == 1 and piece.text.isupper() and _lower(pieces, at + 1) == ".":
            at += 2  # "U.N. staff"
            continue
        if last_state is None and (word in STATES or (word in NATIONS and piece.text[0].isupper())):
            last_state = at
        if is_plural(piece) and not (_is_possessed(pieces, at) or word in MONTH_NUMBERS):
            head = _extend(pieces, at)
            return None if pieces[head].lower in TIME_UNITS else Counted(begin, head, head + 1)
        if word in MEASURES:
            if piece.text[0].isupper() and piece.text[1:].islower():
                return None  # "Three Mile Island"
            return _find_measure(pieces, begin, at)
        if _stops(piece):
            break
        if _is_possessed(pieces, at):
            return None
        if word.endswith("ly") is False and word.endswith("ed") and not _leads_on(pieces, at + 1):
            break
        at += 1
        n_words += 1
    if last_state is not None and last_state - begin <= 1:
        return Counted(begin, last_state, last_state + 1)
    return None


def _stops(piece: Piece) -> bool:
    """Say whether a word ends a noun phrase. "US" is no pronoun."""
    word = piece.lower
    if word in STOP_WORDS:
        return not (piece.text.isupper() or piece.text == "Worth")  # the Texan town
    return word in DAY_NUMBERS or (word in MONTH_NUMBERS and piece.text[0].isupper())


def _find_measure(pieces: Sequence[Piece], begin: int, at: int) -> Counted:
    """Read "km", "sq. km", "square miles"."""
    if pieces[at].lower in ("sq", "square", "basis"):
        following = at + 1 + (_lower(pieces, at + 1) == ".")
        if following < len(pieces) and (pieces[following].lower in MEASURES or is_plural(pieces[following])):
            return Counted(begin, following, following + 1)
    return Counted(begin, at, at + 1)


def _leads_on(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether a plural noun follows closely, so that a word in -ed before it is an adjective: "armed young men"."""
    for place in range(at, min(at + 3, len(pieces))):
        if pieces[place].kind is not PieceKind.WORD or pieces[place].lower in STOP_WORDS:
            return False
        if is_plural(pieces[place]):
            return True
    return False


def _is_possessed(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether "'s" follows: the word owns what is counted."""
    return _lower(pieces, at + 1) in ("'", "’") and _glued(pieces, at + 1) and _lower(pieces, at + 2) == "s"


def _extend(pieces: Sequence[Piece], head: int) -> int:
    """Move from a plural that describes to the noun it describes: "police officers", "sports cars"."""
    for _ in range(2):
        following = head + 1
        titled = pieces[
            head
        ].text.istitle()  # "Corrections officers": what is written large names a kind of what follows
        if following >= len(pieces) or (pieces[head].lower not in DESCRIBING_PLURALS and not titled):
            break
        if pieces[following].kind is not PieceKind.WORD or not is_plural(pieces[following]):
            break
        if pieces[following].text[0].isupper() or pieces[following].lower in STATES:
            break
        head = following
    return head


def _find_state(pieces: Sequence[Piece], at: int) -> Counted | None:
    """Read "23 dead", "26 were missing", "20 more were feared trapped", "50 others wounded"."""
    begin = at
    for _ in range(_REACH):
        if at >= len(pieces) or pieces[at].kind is not PieceKind.WORD:
            return None
        if pieces[at].lower in STATES:
            return Counted(at, at, at + 1, near=at == begin)
        if pieces[at].lower not in LINK_WORDS:
            return None
        at += 1
    return None
