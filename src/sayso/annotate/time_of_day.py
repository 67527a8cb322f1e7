"""Times of day: clocks with and without a day and a zone, mornings, evenings, "tonight".

Invariant: as in `time_rules.py`, a reading is a pure function of the match.
"""

from __future__ import annotations

from sayso.annotate import calendar_rules as calendar
from sayso.annotate.time_match import Match, Reading
from sayso.annotate.time_rules import AFTER_TIME, STOPS, TIME, day_of, read_set
from sayso.annotate.time_words import CODES, NOONS, PARTS_OF_DAY, ZONES

_BEFORE_CLOCK = frozenset(
    "at by before until till since around from to about after between and approximately only".split()
)
_NEAR_TODAY = 7  # days
_UPDATED = frozenset(("update", "updated"))  # the hour of such a line is of the page, not of what it told before
_UP_TO_PART = frozenset("at by before until till since around in".split())
_EVERY_PART = frozenset(("mornings", "afternoons", "evenings", "nights"))


def read_clock(match: Match) -> Reading | None:
    """Read "10:30 a.m.", "10 p.m. Wednesday", "2300 GMT" with its zone apart, "noon Thursday", "4 in the morning"."""
    hour = hour_of(match)
    if hour is None or (match.word("ZONE") == "local" and not match.has("TIME")):
        return None  # "two local officers"
    if match.last - match.first == 1 and match.has("CLOCK") and match.near(match.first - 1) not in _BEFORE_CLOCK:
        return None  # "Watch 01:59", "Matthew 25:35"
    if match.near(match.first - 1) == "high" and match.near(match.first - 2) not in _BEFORE_CLOCK:
        return None  # "high noon comes for the party"
    day = day_of(match) or _day_beside(match)
    return Reading(TIME, f"{day}{hour}" if day else None, match.mod, ZONES.get(match.word("ZONE")))


def hour_of(match: Match) -> str | None:
    """Give the hour that a match names, "T22:00"."""
    word = match.word("NOON")
    if word and not match.has("CLOCK", "AMPM"):
        return NOONS[word]
    place = match.find("CLOCK")
    if place is not None:
        hour, minute = (int(part) for part in match.chunks.words[place].replace(".", ":").split(":")[:2])
    else:
        place = next((p for p in range(match.first, match.last) if match.chunks.values[p]), match.first)
        digits = int(match.chunks.values[place])
        four = len(match.chunks.words[place]) == 4
        hour, minute = divmod(digits, 100) if four else (digits, 0)
    late = match.number("AMPM")
    if late is not None:
        hour = hour % 12 + int(late)
    elif match.word("PART") in ("afternoon", "evening", "night") and hour < 12:
        hour += 12
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _day_beside(match: Match) -> str | None:
    """Give the day that the same sentence names next, else the day named last, else the day of publication."""
    for place in range(match.last, min(match.last + 8, len(match.chunks.codes))):
        code = match.chunks.codes[place]
        if match.ends_sentence(place):
            break
        if code in (CODES["DAY"], CODES["TODAY"]):
            return day_of(Match(match.chunks, place, place + 1, match.today, match.focus))
    updated = not _UPDATED.isdisjoint(match.near(match.first - back) for back in (1, 2))
    if not updated and _is_aside(match):
        return None
    day = match.today if updated or _is_before_focus(match) else match.focus or match.today
    return day.isoformat() if day else None


def _is_before_focus(match: Match) -> bool:
    """Say whether an hour is of what is past, though the day named last is to come.

    "Rask will come on Wednesday. The dam broke at 10:30." An hour that describes a thing ("a 10 a.m. call") does not
    tell when that sentence's deed was done, and "at noon that day" counts from what was named.
    """
    told = match.near(match.first - 1) in _BEFORE_CLOCK and match.near(match.last) != "that"
    return match.ahead and told and match.is_over


def _is_aside(match: Match) -> bool:
    """Say whether the day named last is far from that of publication and of another paragraph, as a caption's is."""
    if match.focus is None or match.today is None or match.named is None:
        return False
    parted = CODES["BREAK"] in match.chunks.codes[match.named : match.first]
    return parted and abs((match.today - match.focus).days) > _NEAR_TODAY


def read_part(match: Match) -> Reading | None:
    """Read "Tuesday morning", "this evening", "last night", "tonight", "in the morning"."""
    part = PARTS_OF_DAY[match.word("PART")] if match.has("PART") else "NI"
    if match.has("DAY") and match.word("PART") in _EVERY_PART:
        return read_set(match)
    if match.has("LAST", "TONIGHT") and match.near(match.last) in ("of", "show"):
        return None  # "the last night of the festival"
    if match.has("DAY", "TODAY", "MONTH", "ISO"):
        day = day_of(match)
    elif match.today is None:
        day = None
    elif match.has("LAST") or match.word("TONIGHT") == "overnight":
        moved = calendar.shift_days(match.today, -1)
        day = moved.isoformat() if moved else None
    elif match.has("THIS", "TONIGHT"):
        day = match.today.isoformat()
    else:
        day = (match.focus or match.today).isoformat()
    return Reading(TIME, f"{day}T{part}" if day else None, match.mod)


def read_the_part(match: Match) -> Reading | None:
    """Read "in the morning", "by late afternoon", "at dawn"; "the morning meeting" and "an evening dinner" describe."""
    if match.has("THE"):
        return read_part(match) if match.near(match.first - 1) in ("in", "during", "by") else None
    before, after = match.near(match.first - 1), match.near(match.last)
    told = before in _UP_TO_PART and match.word("PART") not in _EVERY_PART
    return read_part(match) if told and (after in AFTER_TIME or match.code(match.last) in STOPS) else None
