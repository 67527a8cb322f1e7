"""The chain between an article and a speaker: "told the BBC", "according to a report by CNN", "in an interview with".

Invariant: every hop has the span where it is named; a hop is an outlet of the lexicon or stands after such words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from sayso.annotate.lexicon import load_lexicon
from sayso.model.annotation import Hop, HopKind
from sayso.model.span import Span


@cache
def _outlets() -> re.Pattern[str]:
    names = sorted(load_lexicon().outlets, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")


_TALK = r"(?:interview|conversation|commentary|comments?|remarks|statement|phone call)"
_RUN = r"(?:reported|published|quoted|cited|carried|obtained|seen|aired|broadcast|run)"
_PIECE = r"(?:piece|report|story|article|interview|broadcast)s?"
_FILLER = (
    "the an? its state state-run state-owned official local private public news television TV radio broadcaster "
    "channel network agency newspaper daily magazine programme report piece article story reports interview "
    "published from by in on with to host anchor "
    "Russian German French British American Italian Ukrainian Iranian Turkish Israeli Chinese"
)
_LEADS = re.compile(
    rf"(?:\b(?:told|tells|telling|informed)|\b{_TALK} (?:with|to|for|on|given to)"
    r"|\b(?:speaking|spoke|speaks|talking) (?:to|on|with)"
    rf"|\baccording to|\b{_RUN} (?:by|in|on)|\b{_PIECE} (?:by|in|from|on)|\bciting|\bquoting|\bvia|\bsource:"
    rf"|\binterviewed (?:by|on)|\bappear(?:ing|ed) on)\s+(?:(?:{_FILLER.replace(' ', '|')}),?\s+){{0,6}}$"
    r"|\b(?:said|says|declared|saying|given|spoke)\b[^.]{0,60}\bto\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:’s|'s)?(?: news agency| news| agency)?,? (?:reported|reports|has reported|says|said)\b", re.IGNORECASE
)


_UNLISTED = re.compile(
    r"\b(?:told|tells|interview with|speaking to|spoke to|reported by|quoted by|according to)\s+(?:the\s+)?"
    r"(?P<name>(?:[A-Z][\w’'-]+\s+){0,3}(?:Radio|TV|Television|News|Times|Daily|Standard|Herald|Post|Journal|Gazette|Courier|"
    r"Tribune|Dispatch|Chronicle|Mail|Mirror|Star|Express|Echo|Argus|Examiner|Inquirer|Ledger|Broadcasting|Weekly|Magazine|"
    r"Globe|Sun|Observer|Telegraph|Press|Agency|News Agency)(?:\s+[A-Z][\w’'-]+|\s+\d+)?)(?![\w’'-])"
)
_BROADCAST = re.compile(r"\b(?:Radio|TV|Television|Broadcasting)\b")


class HopFinder:
    """The outlets that an article names as a way the words came, found once and looked up by place."""

    def __init__(self, text: str) -> None:
        listed = [hop for match in _outlets().finditer(text) if (hop := _hop(text, match)) is not None]
        others = [_unlisted(match) for match in _UNLISTED.finditer(text)]
        others = [hop for hop in others if not any(hop.span.overlaps(known.span) for known in listed)]
        self._hops = sorted(listed + others, key=lambda hop: hop.span)
        self._starts = [hop.span.start for hop in self._hops]

    def find(self, within: Span, skip: Sequence[Span] = ()) -> tuple[Hop, ...]:
        """Give the hops of a stretch in the order of the text, each name once; ``skip`` holds contents and sources."""
        low, high = bisect_left(self._starts, within.start), bisect_left(self._starts, within.end)
        here = [hop for hop in self._hops[low:high] if not any(hop.span.overlaps(s) for s in skip)]
        return tuple(
            {hop.name: hop for hop in reversed(here)}[name] for name in dict.fromkeys(hop.name for hop in here)
        )


def _unlisted(match: re.Match[str]) -> Hop:
    name = match.group("name")
    kind = HopKind.BROADCASTER if _BROADCAST.search(name) else HopKind.AGENCY if "Agency" in name else HopKind.OUTLET
    return Hop(name=name, kind=kind, span=Span(*match.span("name")))


def _hop(text: str, match: re.Match[str]) -> Hop | None:
    before = text[max(0, match.start() - 90) : match.start()].rpartition("\n")[2]
    if _LEADS.search(before) is None and _AFTER.match(text[match.end() : match.end() + 40]) is None:
        return None
    kind = HopKind(load_lexicon().outlets[match.group()])
    return Hop(name=match.group(), kind=kind, span=Span(*match.span()))
