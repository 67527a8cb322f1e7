"""Which of the runs of capitals in one article are no names: a sentence's first word, a feast, a word that is shouted.

Invariant: a name is judged by the article alone; a person, and a place but where its letters tell, is never left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.name_kinds import SURNAMES
from sayso.annotate.occurrences import find_word
from sayso.model.annotation import EntityKind, Mention, TimeExpression

_INSIDE = re.compile(r"[A-ZÀ-ÖØ-Þ](?<=[a-zà-öø-ÿ,] .)[\w-]+")
_CREDITED = re.compile(r"/\s?(?:AFP|AP|EPA|Getty|Reuters|Bloomberg|Shutterstock|Corbis|Pool)\b")  # who took a photo
_FEASTS = frozenset({"Super", "Black", "Good", "Ash", "Palm", "Cyber"})  # what is left of "Super Tuesday"
_UNSURE = frozenset({EntityKind.OTHER, EntityKind.ORGANISATION})


class NoNames:
    """Tells them for one article, of which ``found`` are all runs that may be names."""

    def __init__(self, text: str, found: Sequence[Mention], times: Sequence[TimeExpression]) -> None:
        self._text, self._lexicon = text, load_lexicon()
        self._times = sorted(time.span for time in times)
        people = [m.name.split() for m in found if m.kind is EntityKind.PERSON]
        # words that stand capitalised inside a sentence, and those that begin or end a person's name: "Xi", "Lang"
        self._proper = {*_INSIDE.findall(text), *(words[end] for words in people for end in (0, -1))}
        self._shouted: dict[str, bool] = {}
        self._times_only = SURNAMES - {words[-1].lower() for words in people}
        self._called = {end for m in found if m.kind is not EntityKind.OTHER for end in (m.name, m.name.split()[-1])}

    def has(self, mention: Mention, begins: bool) -> bool:
        """Say whether a mention is none; ``begins`` says that a lone word has its capital by where it stands."""
        name, lone = mention.name, " " not in mention.name
        if begins and lone and mention.kind is EntityKind.OTHER and name not in self._proper:
            return True
        if "/" in name and _CREDITED.search(name):
            return True
        if lone and "-" in name and all(map(self._is_called, name.split("-"))):
            return True  # "the Lang-Rohde talks", "US-Russia": between two who have names
        if mention.kind not in _UNSURE:
            return False
        if name not in self._shouted:
            self._shouted[name] = self._is_shouted(name)
        return self._shouted[name] or self._is_time(mention)

    def _is_called(self, part: str) -> bool:
        lower, lexicon = part.lower(), self._lexicon
        return part in self._called or lower in lexicon.places or lower in lexicon.demonyms or part in {"US", "U.S"}

    def _is_time(self, mention: Mention) -> bool:
        """Tell "Boxing Day" and "May" from names."""
        at = bisect_right(self._times, (mention.span.start, len(self._text))) - 1
        held = at >= 0 and self._times[at].contains(mention.span)
        return held or mention.name in _FEASTS or mention.name.lower() in self._times_only

    def _is_shouted(self, name: str) -> bool:
        """Tell a word that is only set in capitals ("it NEVER was") from an acronym."""
        lower = name.lower()
        if not name.isupper() or not name.isalpha() or lower in self._lexicon.organisation_names:
            return False
        if any(lower in words for words in self._lexicon.closed.values()):
            return True
        n_lower = sum(1 for _ in find_word(self._text, lower))
        return n_lower > 0 and n_lower >= sum(1 for _ in find_word(self._text, name))
