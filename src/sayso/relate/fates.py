"""What befell those counted: they died, are missing, were hurt, moved, arrested, or stood on board.

Invariant: read from the words around one number; whose fate it is is for `scopes.py`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sayso.model.span import Span
from sayso.text.words import find_words, stem_word

# What befell them -> the words that say so.
_FATES = {
    "dead": "dead death deaths die dies died dying kill kills killed killing drown drowns drowned drowning perished "
    "fatal fatality fatalities body bodies corpse corpses toll casualty casualties lives slain slaying claimed "
    "massacre massacred murder murdered gunned",
    "missing": "missing unaccounted vanished disappeared",
    "injured": "injure injures injured injuring injury injuries wound wounds wounded wounding hurt hurting "
    "hospitalised hospitalized hospital",
    "rescued": "rescue rescued rescuing survive survived surviving survivor survivors saved saving alive",
    "trapped": "trapped trap",
    "arrested": "arrest arrests arrested arresting detained detaining detention detainees custody",
    "displaced": "homeless displaced displacing evacuate evacuated evacuating evacuees fled flee fleeing",
    "aboard": "aboard board carrying",
    "infected": "infected infections infection sick sickened",
    "affected": "affected",
}
_FATE_OF = {word: fate for fate, words in _FATES.items() for word in words.split()}
FATE_STEMS = frozenset(map(stem_word, _FATE_OF))
_WAS = frozenset("is are was were be been being".split())
_CLAUSE_WORDS = frozenset("where when who which whom while after before but although because that".split())
_CLOSE_AFTER = re.compile(
    r"(?: (?:were|was|are|is|have been|had been|left|reported|confirmed|feared|[a-z]+ly)){0,3} [a-z]+"
)
_CLOSE_BEFORE = 30  # code points
# "9 million people in 12 provinces were affected"
_PLACED_FATE = re.compile(
    r" (?:in|across|around|from|near) [^.,;:]{1,50}? (?:were|was|are|have been|had been|has been) (\w+)"
)
_WORD = re.compile(r"\w+")


def find_fate(unit: str, before: str, after: str) -> str | None:
    """Tell what befell those counted: by the noun itself, by the words right after, else by the verb before."""
    for word in unit.split():
        if word in _FATE_OF:
            return _FATE_OF[word]
    told = find_fate_after(after)
    if told is not None:
        return told
    for form in reversed(find_words(before[-70:]).forms[-5:]):
        if form in _CLAUSE_WORDS:
            break
        if form in _FATE_OF:
            return _FATE_OF[form]
    return None


def find_fate_after(after: str) -> str | None:
    """Tell what befell those counted by the words right after."""
    following = find_words(after).forms
    following = following[: 5 if following[:1] != ("of",) else 8]  # "660 of the people who lived there were moved"
    before = ""
    for form, then in pairwise((*following, "")):
        if form == "forced" and then in ("from", "out"):
            return "displaced"
        if form in ("and", "but", "who", "including", "while", "in", "at", "by"):
            break
        if form in _FATE_OF and not (form == "affected" and before not in _WAS):  # "of the affected people"
            return _FATE_OF[form]
        before = form
    return None


def find_placed_fate(text: str, rest: Span) -> str | None:
    """Tell what befell those counted where a place stands between, in the ``rest`` of their sentence."""
    placed = _PLACED_FATE.match(text, *rest)
    return _FATE_OF.get(placed[1]) if placed is not None else None


def find_fated(text: str, measured: Span, fate: str) -> Span | None:
    """Find the words that say what befell those counted: "people dead" of "58 people dead", "killed" before them.

    ``measured`` is what is counted. ``None`` where it says so itself ("deaths"), or neither stands close by.
    """
    if any(_FATE_OF.get(word) == fate for word in find_words(measured.cut(text)).forms):
        return None
    after = _CLOSE_AFTER.match(text, measured.end)
    if after is not None:
        for word in _WORD.finditer(text, measured.end, after.end()):
            if _FATE_OF.get(word.group().lower()) == fate:
                return Span(measured.start, word.end())
    begin = max(0, measured.start - _CLOSE_BEFORE, text.rfind("\n", 0, measured.start) + 1)
    before = [
        word for word in _WORD.finditer(text, begin, measured.start) if _FATE_OF.get(word.group().lower()) == fate
    ]
    return Span(*before[-1].span()) if before else None
