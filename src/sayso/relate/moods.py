"""How a number is held: feared or expected, known, or named only to say that it is wrong.

Invariant: read from the words of one sentence around one figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.model.annotation import Figure
from sayso.model.span import Span

# A toll that is feared is another count than the one that is known.
_FORESEEN = re.compile(
    r"\b(?:fear(?:s|ed|ing)?|may|might|could|likely|will|would|expect(?:s|ed)?|project(?:ed|ion)|predict(?:s|ed)?)\b",
    re.I,
)
_CONFIRMED = re.compile(r"\b(?:confirm(?:s|ed)?|so far|stood at|officially|official (?:death )?toll)\b", re.I)
# "Estimates of 9,000 seem too high", "nearer 2,000 than the 9,000 estimate": a number named to say that it is wrong.
_DISOWNED = re.compile(
    r"[^.;!?]{0,40}\b(?:too (?:much|high|low|many|few|large|small)|exaggerated|overstated|inflated|understated|"
    r"wrong|incorrect)\b",
    re.I,
)
_LESS_LIKELY = re.compile(
    r"\bthan (?:an?|the|that|those) (?:[^.,;]|[.,]\d){0,40} (?:estimate|figure|count|toll|tally|projection)", re.I
)
_AFTER = 16  # code points after a figure
_MOOD_REACH = 80  # code points before a figure in which it may be called feared or confirmed


@dataclass(frozen=True, slots=True)
class Mood:
    """Whether a number is feared or expected, known, or said to be wrong; none of them where no word says so."""

    foreseen: bool = False
    confirmed: bool = False
    disowned: bool = False


UNSAID = Mood()


def read_mood(text: str, figure: Figure, sentence: Span) -> Mood:
    """Read how a figure is held in its sentence, from the words close to it."""
    begin, end = figure.span
    close = max(sentence.start, begin - _MOOD_REACH)
    less_likely = _LESS_LIKELY.search(text, close, end + _AFTER)
    return Mood(
        foreseen=_FORESEEN.search(text, close, end) is not None,
        confirmed=_CONFIRMED.search(text, close, min(sentence.end, end + _AFTER)) is not None,
        disowned=_DISOWNED.match(text, end, sentence.end) is not None
        or (less_likely is not None and less_likely.start() < begin < less_likely.end()),
    )
