"""Counted quantities: how much of what, within which bound, as of when, and whose number it is.

Invariant: a figure's span holds its bound, number and, where it follows, its noun; its value, unit and bound are read
from pieces of the text, never from furniture. Years, dates, clock times, durations, ages, scores, telephone numbers,
ranks and names ("Boeing 737") are no figures.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.annotate.amounts import Amount, read_amount
from sayso.annotate.counted import (
    Counted,
    find_counted,
    find_number_of,
    find_share,
    find_whole,
    is_age,
    is_anaphoric,
    is_named,
    is_year,
    unit_of,
)
from sayso.annotate.figure_words import (
    CURRENCY_NOUNS,
    MEASURES,
    MOVE_VERBS,
    NUMBER_WORDS,
    OUTGROWS,
    REACHES,
    STOP_WORDS,
    TIME_UNITS,
    TOLL_VERBS,
    TOLL_WORDS,
)
from sayso.annotate.holders import Clauses, find_holder, find_time
from sayso.annotate.numbers import Number, number_text
from sayso.annotate.pieces import Piece, PieceKind, split_pieces
from sayso.model.annotation import AnnotatedArticle, Bound, Figure
from sayso.model.ids import derive_id
from sayso.model.nearby import Cover
from sayso.model.span import Span

_OTHERS = frozenset(("others", "more", "other"))
_ELIDED_REACH = 8  # how many words before a bare number may say that it counts what was named before
_NOUN_REACH = 150  # code points between a figure and one that shares its noun without a word that says so
_PEOPLE = "people"
_LENGTHS = frozenset("miles mile yards yard feet foot meters metres kilometers kilometres inches inch km".split())
# "A crew of 12", "a town of more than 9,000": these count people.
_OF_PEOPLE = frozenset(
    "crew crews staff team family crowd audience squad garrison workforce delegation population city town village "
    "community congregation party group".split()
)
_LISTED = frozenset(("in", "at", "near", "from", "to"))
_LIST_REACH = 50  # code points between two numbers that share a noun: "in the town of Orr and"
_TOLL_REACH = 18  # pieces before a number, within which its sentence may call it a toll
_ESTIMATES = frozenset(("estimate", "figure", "count", "toll", "tally", "projection"))
_WON = frozenset("seats votes delegates".split())
_BEFORE_RIVAL = frozenset("to and against versus vs for while , ;".split())
_RIVAL_REACH = 60  # code points between a side's count and its rival's that shares its noun
_SOON = frozenset(("early", "late", "earlier", "later"))  # "the toll was 90 early Monday"
_VERBS = frozenset("were was are is had have did do came went".split())
_PERSONS = frozenset(("her", "him", "me", "them"))
_PICKS = frozenset(("including", "versus", "among", "-", "–", "—"))
_PICKED = frozenset(("who", "whose", "whom", "from", "in", "with"))
_PICK_REACH = 90  # code points between a figure and the part of it that "including seven who" gives
_LONG = 100
_MAKERS = frozenset(("boeing", "airbus", "embraer", "flight"))
_CRAFT = frozenset(("jet", "jets", "plane", "planes", "aircraft", "airliner", "airliners", "flights", "models"))


@dataclass(frozen=True, slots=True)
class _Count:
    """An amount with what it counts: its unit, and where that stands."""

    amount: Amount
    unit: str
    measured: Span | None
    span: Span


def find_figures(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Fill ``figures``, in the order of the text. Reads times, attributions and sentences where they are there."""
    article = annotated.article
    clauses = Clauses(annotated)
    figures = []
    for count in _find_counts(article.text, article.furniture, _taken(annotated)):
        held = find_holder(annotated, clauses, count.span)
        figures.append(
            Figure(
                id=derive_id("fig", article.id, count.span.start, count.span.end),
                article_id=article.id,
                span=count.span,
                value=count.amount.value,
                value_to=count.amount.value_to,
                unit=count.unit,
                bound=count.amount.bound,
                measured=count.measured,
                as_of=find_time(annotated, clauses, count.span),
                attribution=held.attribution,
                according_to=held.name,
            )
        )
    return replace(annotated, figures=tuple(figures))


def _taken(annotated: AnnotatedArticle) -> set[int]:
    """Give every code point that belongs to a date, clock time or duration; a bare year may still be a count."""
    text = annotated.article.text
    spans = (time.span for time in annotated.times)
    return {place for span in spans if not span.cut(text).isdecimal() for place in range(span.start, span.end)}


def _find_counts(text: str, furniture: Sequence[Span], taken: Container[int]) -> list[_Count]:
    pieces = split_pieces(text)
    numbers = number_text(text)
    counts: list[_Count] = []
    previous: _Count | None = None  # the nearest earlier figure that counts things, not money or percent
    models, left_out = _read_models(pieces, numbers), Cover(furniture)
    end = 0
    for number in numbers.values():
        if number.first < end or number.ordinal or pieces[number.first].start in taken:
            continue
        amount = _read_share(pieces, numbers, number) or read_amount(pieces, numbers, number)
        if amount is None or (pieces[amount.core].text in models and _is_model_alone(pieces, amount)):
            continue
        count = _complete(pieces, amount, previous)
        if count is None or left_out.touches((count.span,)):
            continue
        counts.append(count)
        end = amount.last
        if amount.unit is None and count.unit not in MEASURES:
            previous = count
    return counts


def _read_models(pieces: Sequence[Piece], numbers: Mapping[int, Number]) -> frozenset[str]:
    """Collect the long numbers that are names somewhere in the text: "Boeing 737"."""
    named = (number for number in numbers.values() if not number.in_words and number.value >= _LONG)
    return frozenset(
        pieces[number.first].text for number in named if number.first and _lower(pieces, number.first - 1) in _MAKERS
    )


def _is_model_alone(pieces: Sequence[Piece], amount: Amount) -> bool:
    """Say whether the number of a name stands without its maker: "737 Max flights", "the 737 jets"."""
    following = pieces[amount.last] if amount.last < len(pieces) else None
    bare = amount.first == amount.core and amount.unit is None
    return bare and following is not None and (following.text[0].isupper() or following.lower in _CRAFT)


def _read_share(pieces: Sequence[Piece], numbers: Mapping[int, Number], number: Number) -> Amount | None:
    """Read "two-thirds of", "half the", "one in five" as a percentage."""
    value = None
    last = number.last
    if number.part and _lower(pieces, last) == "of" and _lower(pieces, last + 2) in TIME_UNITS:
        return None  # "three-quarters of an hour"
    if number.part and _lower(pieces, last) in ("of", "the", "its", "all", "their"):
        if _lower(pieces, last) == "of" or number.value == 0.5:
            value = number.value
    elif number.in_words and not number.scaled and _lower(pieces, last) in ("in", "out"):
        at = last + 1 + (_lower(pieces, last) == "out" and _lower(pieces, last + 1) == "of")
        whole = numbers.get(at)
        if whole is not None and whole.in_words and 0 < number.value < whole.value <= 100 and not whole.ordinal:
            value, last = number.value / whole.value, whole.last
    if value is None:
        return None
    amount = read_amount(pieces, numbers, number)
    if amount is None or amount.unit is not None:
        return None
    last = max(last, amount.last)
    return replace(amount, end=last, last=last, value=round(100 * value, 2), value_to=None, unit="%")


def _complete(pieces: Sequence[Piece], amount: Amount, previous: _Count | None) -> _Count | None:
    """Find what an amount counts and how far its span reaches; nothing where it counts nothing."""
    if amount.unit is not None:
        return _make(pieces, amount, amount.unit, find_share(pieces, amount))
    if amount.number.part or is_named(pieces, amount) or is_age(pieces, amount) or is_anaphoric(pieces, amount):
        return None
    if _lower(pieces, amount.first - 1) == "magnitude":
        return _make(pieces, amount, "magnitude", None)
    counted = find_counted(pieces, amount)
    if is_year(pieces, amount, counted):
        return None
    if counted is None:
        return _complete_elided(pieces, amount, previous)
    unit = unit_of(pieces, counted)
    if unit in CURRENCY_NOUNS:
        return _make(pieces, replace(amount, unit=CURRENCY_NOUNS[unit]), CURRENCY_NOUNS[unit], counted)
    if unit in _OTHERS:
        near = previous is not None and pieces[amount.core].start - previous.span.end <= _NOUN_REACH
        unit = previous.unit if previous is not None and (near or previous.unit == _PEOPLE) else _PEOPLE
    if amount.bound is Bound.EXACTLY and _lower(pieces, amount.first - 1) == "within" and unit in _LENGTHS:
        amount = replace(amount, first=amount.first - 1, bound=Bound.UP_TO)  # "came within 900 yards"
    return _make(pieces, amount, unit, counted)


def _make(pieces: Sequence[Piece], amount: Amount, unit: str, counted: Counted | None) -> _Count:
    last = counted.last if counted is not None and counted.near else amount.last
    measured = None
    if counted is not None:
        measured = Span(pieces[counted.first].start, pieces[counted.last - 1].end)
    return _Count(amount, unit, measured, Span(pieces[amount.first].start, pieces[last - 1].end))


def _make_like(pieces: Sequence[Piece], amount: Amount, previous: _Count) -> _Count:
    """Make a count of what the figure before counts."""
    return replace(_make(pieces, amount, previous.unit, None), measured=previous.measured)


def _complete_elided(pieces: Sequence[Piece], amount: Amount, previous: _Count | None) -> _Count | None:
    """Take the noun of the figure before where the words say that this number counts the same: "the toll at 40"."""
    words = [_lower(pieces, place) for place in range(amount.first - 1, max(-1, amount.first - 1 - _ELIDED_REACH), -1)]
    if (
        amount.last < len(pieces)
        and pieces[amount.last].text in "-‐‑"
        and pieces[amount.last].start == pieces[amount.end - 1].end
    ):
        return None  # "killed 8-year-old"
    if words and words[0] in OUTGROWS and amount.bound is Bound.EXACTLY:
        amount = replace(amount, bound=Bound.MORE_THAN)
    if words[:2] == ["be", "to"] and words[2:3] and words[2] in _PERSONS:
        return None  # "estimated her to be 25"
    if words and words[0] in TOLL_VERBS:
        return _make(pieces, amount, _PEOPLE, None)
    if previous is not None and _is_listed(pieces, amount, previous):
        return _make_like(pieces, amount, previous)
    if _lower(pieces, amount.last) == "aboard" or _lowers(pieces, amount.last) == ("on", "board"):
        return _make(pieces, amount, _PEOPLE, None)
    ends = _ends_phrase(pieces, amount.last) or _lower(pieces, amount.last).endswith("ed")
    if words[:1] == ["of"] and _OF_PEOPLE.intersection(words[1:2]) and ends:
        return _make(pieces, amount, _PEOPLE, None)
    if words and words[0] in REACHES | OUTGROWS and _ends_phrase(pieces, amount.last):
        counted = find_number_of(pieces, amount)
        if counted is not None:
            return _make(pieces, amount, unit_of(pieces, counted), counted)
        if _follows_toll(pieces, amount):
            return _make(pieces, amount, _PEOPLE, None)
    if previous is not None and _is_called_estimate(pieces, amount, words, previous):
        return _make_like(pieces, amount, previous)
    if previous is not None and _is_rivals(pieces, amount, previous):
        return _make_like(pieces, amount, previous)
    of_them = _lower(pieces, amount.last) == "of" and _lower(pieces, amount.last + 1) in ("them", "whom", "those")
    named = any(word in NUMBER_WORDS for word in words)
    picked = words[:1] and words[0] in _PICKS and _lower(pieces, amount.last) in _PICKED
    if picked and previous is not None and pieces[amount.core].start - previous.span.end <= _PICK_REACH:
        return _make_like(pieces, amount, previous)
    part = words[:1] != ["in"] and _tells_of_part(pieces, amount.last)  # not of "1 in 10 are"
    if part and (whole := find_whole(pieces, amount)) is not None:
        return _make(pieces, amount, unit_of(pieces, whole), whole)
    if amount.number.in_words and amount.value < 10 and amount.bound is Bound.EXACTLY and not (of_them or named):
        return None
    if amount.value == 1 or not _ends_phrase(pieces, amount.last):
        return None  # a noun we do not know follows: "1,015 microsievert"
    if any(word in TOLL_WORDS for word in words):
        return _make(pieces, amount, _PEOPLE, None)
    if amount.number.vague and not of_them:
        return None  # "billions" may be of anything
    if words[:1] == ["number"] and amount.bound is Bound.EXACTLY and words[1:2] != ["to"]:
        return None  # "number 45" ranks
    moved = any(word in MOVE_VERBS for word in words[:3]) and amount.value >= 20
    if previous is None or not (named or of_them or moved or _follows_closely(pieces, amount, words, previous)):
        return None
    return _make_like(pieces, amount, previous)


def _tells_of_part(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether a verb follows a number that is part of a whole: "15 were fatal", "six resulted in"."""
    return _lower(pieces, at) in _VERBS or _lower(pieces, at).endswith("ed")


def _follows_toll(pieces: Sequence[Piece], amount: Amount) -> bool:
    """Say whether a toll is what the number tells, in its own sentence: "the toll as of noon (in Rome) stood at 98"."""
    for place in range(amount.first - 1, max(-1, amount.first - 1 - _TOLL_REACH), -1):
        if pieces[place].kind is PieceKind.BREAK or pieces[place].text in ";!?:":
            return False
        if pieces[place].lower in TOLL_WORDS:
            return True
        if pieces[place].text == "." and len(_lower(pieces, place - 1)) > 1:
            return False
    return False


def _is_called_estimate(pieces: Sequence[Piece], amount: Amount, words: Sequence[str], previous: _Count) -> bool:
    """Say whether the number is called one of what was just counted: "than the 9,000 estimate given by the mayor"."""
    called = words[:1] in (["a"], ["an"], ["the"], ["that"], ["this"]) and _lower(pieces, amount.last) in _ESTIMATES
    return called and amount.value >= _LONG and pieces[amount.core].start - previous.span.end <= _NOUN_REACH


def _is_rivals(pieces: Sequence[Piece], amount: Amount, previous: _Count) -> bool:
    """Say whether a side's count shares its rival's noun: "30 seats to the Union's 24"."""
    start = pieces[amount.first].start
    if previous.unit not in _WON or start - previous.span.end > _RIVAL_REACH or not _ends_phrase(pieces, amount.last):
        return False
    at = amount.first - 1
    owned = _lower(pieces, at) == "s" and _lower(pieces, at - 1) in ("'", "’")
    at -= 2 if owned else 0
    if not owned and _lower(pieces, at) in ("'", "’"):  # "the Democrats' 188"
        owned, at = True, at - 1
    if not owned:
        return False
    last = at
    while at >= 0 and pieces[at].kind is PieceKind.WORD and pieces[at].text[0].isupper():
        at -= 1
    if at == last or pieces[at + 1].start < previous.span.end:
        return False
    at -= _lower(pieces, at) == "the"
    return _lower(pieces, at) in _BEFORE_RIVAL


def _follows_closely(pieces: Sequence[Piece], amount: Amount, words: Sequence[str], previous: _Count) -> bool:
    """Say whether a bounded or added number stands close behind the figure whose noun it shares: "and about 200 in"."""
    told = (amount.bound is not Bound.EXACTLY and amount.value_to is None) or words[:1] in (["another"], ["additional"])
    # A long number that no noun follows counts what the last long number counted: "139 short of the 2,026 needed".
    told = told or (_is_long(pieces, amount) and _is_long_enough(previous.amount))
    return told and pieces[amount.core].start - previous.span.end <= _NOUN_REACH


def _is_long(pieces: Sequence[Piece], amount: Amount) -> bool:
    following = pieces[amount.last].text if amount.last < len(pieces) else ""
    return "," in pieces[amount.number.first].text and not following[:1].isupper()


def _is_long_enough(amount: Amount) -> bool:
    return amount.value >= _LONG


def _ends_phrase(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether no noun can follow the number: it stands before a mark, a function word or a verb."""
    if at >= len(pieces) or pieces[at].kind is not PieceKind.WORD:
        return at >= len(pieces) or pieces[at].text not in "°′″-‐‑"
    return pieces[at].lower in STOP_WORDS | _SOON or pieces[at].text[0].isupper()


def _is_listed(pieces: Sequence[Piece], amount: Amount, previous: _Count) -> bool:
    """Say whether a number shares the noun of the one it is listed with: "killed 17 people in Orr and 11 in Velm"."""
    place = _lower(pieces, amount.last)
    if place not in _LISTED or _lower(pieces, amount.first - 1) not in ("and", ","):
        return False
    if pieces[amount.first].start - previous.span.end > _LIST_REACH or not pieces[amount.last + 1].text[0].isupper():
        return False
    begin = amount.first - 1
    while begin and pieces[begin - 1].start >= previous.span.end:
        begin -= 1
    between = pieces[begin : amount.first - 1]
    named = all(piece.kind is PieceKind.WORD and piece.text[0].isupper() for piece in between[1:])
    return len(between) > 1 and between[0].lower == place and named


def _lower(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].lower if 0 <= index < len(pieces) else ""


def _lowers(pieces: Sequence[Piece], index: int) -> tuple[str, str]:
    return _lower(pieces, index), _lower(pieces, index + 1)
