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
    "massacre massacred murder murders murdered gunned slaughtered beheaded assassinated fatally killings slayings",
    "missing": "missing unaccounted vanished disappeared",
    "injured": "injure injures injured injuring injury injuries wound wounds wounded wounding hurt hurting "
    "hospitalised hospitalized hospital",
    "rescued": "rescue rescued rescuing survive survived surviving survivor survivors saved saving alive",
    "trapped": "trapped trap",
    "arrested": "arrest arrests arrested arresting detained detaining detention detainees custody",
    "displaced": "homeless displaced displacing evacuate evacuated evacuating evacuation evacuees fled flee fleeing "
    "uprooted",
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
_LINKS = r"(?:(?:have|has|had|were|was|are|is|be|been|being|remain|remained|also|still|now|since|later|\w+ly) )"
_BE = rf"(?P<be>{_LINKS}*)"
_PASSIVE = re.compile(r"\b(?:were|was|are|is|be|been|being)\b")
# "9 million people in 12 provinces were affected", "18 people, most of them children, were hurt"
_OWN_CLAUSE = (
    r"(?:(?!\b(?:said|says|told|that|who|whose|which|when|where|while|after|before|as|and|but|have|has|had|were|was|are|"
    r"is)\b)[^.;:,])"
)
_PLACED_FATE = re.compile(
    rf"(?: (?:in|across|around|from|near|on|at|inside|outside|aboard) {_OWN_CLAUSE}{{1,50}}? (?:who )?|"
    r", (?:including|among them|most|many|some|all|mostly|mainly|at least) [^.;:,]{1,60}, )"
    r"(?:(?:were|was|are|is|have been|had been|has been)(?: \w+ly)? (\w+)|"
    r"(?:(?:have|had|has) )?(died|perished|drowned))\b"
)
# "Two guards and a clerk were killed" where no verb stands before; "left two guards and a clerk dead", "nine pupils and
# teachers killed in".
_COORDINATED = re.compile(
    r" and (?:(?:an?|the|one|two|three|four|five|six|seven|eight|nine|ten|another|\d+) )?(?:[\w-]+ ){1,3}?"
    r"(?:(?P<told>dead\b|(?:killed|wounded|injured|arrested|detained)(?= (?:in|at|by|on|near|during|when)\b))|"
    r"(?:were|are|have been|had been)(?: \w+ly)? (?P<what>\w+)\b)"
)
_BEGINS = re.compile(r"(?:^|[.!?:;,\n“”\"]|\b(?:that|said|says|where|when|which))\s*$")
# "Four officers who were wounded", "three who died"; those who killed are no dead.
_WHO = re.compile(rf" (?:who|that) {_BE}(?P<what>\w+)")
_ALONE = frozenset("died perished drowned fled survived disappeared vanished".split())
# "Two guards were shot and killed", and so in a headline; "two men shot and killed a guard" tells of the guard.
_SHOT_AND = re.compile(
    rf" (?:who )?{_BE}(?:shot|stabbed|beaten|hit|struck|run over) and (?P<what>\w+)"
    r"(?P<end> (?:in|at|by|on|near|outside|inside|during|when|after|while|as)\b|\W*$|[.,;:!?”\n])?"
)
_ENDED_IN = re.compile(r" (?:resulted|ended) in (?:\w+ )?(?P<what>\w+)")
_ILLNESS = r"(?:the |a )?(?:\w+ )?(?:virus|coronavirus|covid\S*|disease|flu)"
_HELD = r"(?:in (?:\w+ )?custody|under arrest|behind bars)"
_TREATED = r"in (?:hospital|(?:critical|serious|grave|stable) condition)"
_ENDS = r"(?=\W*$|[.,;:]| (?:with|after|in|for|on|as|following|where|when|by|over)\b)"  # no verb follows
# What befell those counted -> how the words after them say so, where no one word does.
_SAID_AFTER = {
    "arrested": rf" (?:who )?(?:{_LINKS}+(?:held |kept |placed |taken )?{_HELD}|{_HELD}{_ENDS})\b",
    "missing": rf" {_BE}(?:not|never|yet to)(?: yet)?(?: been| be)? accounted for\b",
    "infected": rf" (?:who )?{_BE}(?:test(?:ed|ing)? positive\b|(?:fell|fallen|taken|became|become) ill\b|"
    rf"(?:contracted|caught|diagnosed with|have|has|had) {_ILLNESS})",
    "injured": rf" (?:who )?(?:{_LINKS}+{_TREATED}|{_TREATED}{_ENDS}|"
    rf"{_LINKS}*(?:taken|rushed|sent|flown|airlifted|admitted) to (?:\w+ ){{0,3}}hospitals?)\b",
    "displaced": r"(?: (?!and\b)\w+){0,5}? (?:(?:forced|driven|moved) (?:from|out of)|left|leave|lost) their homes\b",
}
_SAID_AFTER_RE = {fate: re.compile(words, re.I) for fate, words in _SAID_AFTER.items()}
# "49 counts of murder", "two reports of injuries": what is counted is no one whom anything befell.
_OF_FATE = re.compile(r" of (?:[\w-]+ )?(?:murder|deaths?|injury|injuries|detention|arrests?)\b")
_DRIVEN = frozenset("forced forcing drove driving driven".split())
_WORD = re.compile(r"\w+")


def find_fate(unit: str, before: str, after: str) -> str | None:
    """Tell what befell those counted: by the noun itself, by the words right after, else by the verb before."""
    for word in unit.split():
        if word in _FATE_OF:
            return _FATE_OF[word]
    if unit != "%" and _OF_FATE.match(after) is not None:
        return None
    told = find_fate_after(after)
    if told is not None:
        return told
    from_home = after.startswith(" from their homes")
    leading = find_words(before[-70:]).forms[-5:]
    for form in reversed(leading if leading[-1:] != ("by",) else ()):  # "killed by two gunmen"
        if form in _CLAUSE_WORDS:
            break
        if from_home and form in _DRIVEN:
            return "displaced"
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
        if form in ("and", "but", "who", "including", "while", "in", "at", "by", "before", "after"):
            break
        if form in _FATE_OF and not (form == "affected" and before not in _WAS):  # "of the affected people"
            return _FATE_OF[form]
        before = form
    return _read_construction(after)


def _read_construction(after: str) -> str | None:
    """Tell what befell those counted where more than one word says so: "who were killed", "in custody"."""
    for pattern in (_WHO, _SHOT_AND):
        found = pattern.match(after)
        if found is not None and found["what"] in _FATE_OF and _befalls(found):
            return _FATE_OF[found["what"]]
    ended = _ENDED_IN.match(after)
    if ended is not None:
        return _FATE_OF.get(ended["what"])
    return next((fate for fate, pattern in _SAID_AFTER_RE.items() if pattern.match(after)), None)


def _befalls(found: re.Match[str]) -> bool:
    """Say whether a verb tells of what was done to those before it, not of what they did."""
    if _PASSIVE.search(found["be"]) is not None:
        return not found["what"].endswith("ing") or found["what"] == "missing"
    return found["what"] in _ALONE or bool(found.groupdict().get("end"))


def find_placed_fate(text: str, counted: Span, end: int) -> str | None:
    """Tell what befell those counted where a place or others stand between, in a sentence up to ``end``."""
    placed = _PLACED_FATE.match(text, counted.end, end)
    if placed is not None:
        return _FATE_OF.get(placed[1] or placed[2])
    others = _COORDINATED.match(text, counted.end, end)
    if others is None:
        return None
    if others["told"] or _BEGINS.search(text, max(0, counted.start - _CLOSE_BEFORE), counted.start) is not None:
        return _FATE_OF.get(others["told"] or others["what"])
    return None


def tell_fates(text: str) -> frozenset[str]:
    """Tell all that befalls anyone in some words."""
    return frozenset(_FATE_OF[form] for form in find_words(text).forms if form in _FATE_OF)


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
