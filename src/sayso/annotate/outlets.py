"""What publishes and who asks people: outlets by their names, and the bodies whose "the poll" may be.

Invariant: a name alone tells it, or what the text says right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.paragraphs import begin_before
from sayso.annotate.phrases import is_plural
from sayso.annotate.pronouns import Spoke
from sayso.model.annotation import EntityKind, Speaker

MASTHEADS = frozenset(
    "news times post journal herald tribune gazette guardian telegraph mirror mail sun observer chronicle star press "
    "advocate globe register dispatch examiner inquirer leader magazine review standard radio television tv "
    "sentinel courier bulletin".split()
)
_GOVERN = frozenset("senate house congress parliament court government party administration ministry".split())
_SITES = frozenset({"website", "site", "blog"})
_POLLSTERS = frozenset(
    "poll polls polling survey study research university college institute center centre foundation project".split()
)
_FOUND = re.compile(r" (?:has |also |have )*(?:found|finds|shows|showed|surveyed|polled|asked|reported|estimates)\b")
_ASKS_PEOPLE = re.compile(r"\b(?:poll|survey|study)\b", re.IGNORECASE)


def publishes(name: str, lexicon: Lexicon) -> bool:
    """Say whether a name is an outlet's."""
    last = re.split("[ -]", name.lower())[-1]
    return name in lexicon.outlets or last in MASTHEADS or name.endswith((".com", ".org"))


def may_be_outlet(noun: str, name: str, lexicon: Lexicon) -> bool:
    """Say whether an outlet may be called so: "the agency" is one only where it serves others."""
    return publishes(name, lexicon) and (noun != "agency" or lexicon.outlets.get(name) == "agency")


def may_have_asked(text: str, spoke: Spoke, lexicon: Lexicon) -> bool:
    """Say whether one who spoke may have asked people: an outlet, an institute, or who spoke by a poll or found it."""
    words = spoke.speaker.name.lower().split()
    found = _FOUND.match(text, spoke.source.end) or _ASKS_PEOPLE.search(text, *spoke.source)
    asked = found is not None or not _POLLSTERS.isdisjoint(words)
    return words[-1] not in _GOVERN and (asked or publishes(spoke.speaker.name, lexicon))


def site_that_spoke(text: str, noun: str, at: int, spoke: Sequence[Spoke], lexicon: Lexicon) -> Speaker | None:
    """Give who spoke last under a name of several words that is nobody's, for "the website" at an offset."""
    if noun not in _SITES or not spoke or spoke[-1].at < begin_before(text, at):
        return None
    speaker, words = spoke[-1].speaker, spoke[-1].speaker.name.split()
    named = speaker.kind is EntityKind.OTHER and len(words) > 1 and all(map(str.istitle, words))
    nobody = words[0].lower() not in lexicon.first_names and not is_plural(words[-1])
    return speaker if named and nobody else None
