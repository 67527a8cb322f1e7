"""The chain between an article and a speaker: "told the BBC", "according to a report by CNN", "in an interview with".

Invariant: every hop has the span where it is named; a hop is an outlet of the lexicon or stands after such words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sayso.annotate.lexicon import load_lexicon
from sayso.model.annotation import Hop, HopKind
from sayso.model.span import Span


@cache
def _outlets() -> re.Pattern[str]:
    names = sorted(load_lexicon().outlets, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")


_LEADS = re.compile(
    r"(?:\b(?:told|tells|telling|informed)|\b(?:interview|conversation|commentary|comments?|remarks|statement|phone call) (?:with|to|for|on|given to)|"
    r"\b(?:speaking|spoke|speaks|talking) (?:to|on|with)|\baccording to|\b(?:reported|published|quoted|cited|carried|obtained|seen|aired|broadcast|run) "
    r"(?:by|in|on)|\b(?:piece|report|story|article|reports|interview|broadcast)s? (?:by|in|from|on)|\bciting|\bquoting|\bvia|\bsource:|"
    r"\binterviewed (?:by|on)|\bappearing on|\bappeared on|\bto)\s+(?:(?:the|an?|its|state|state-run|state-owned|official|local|Russian|private|"
    r"public|German|French|British|American|Italian|Ukrainian|Iranian|Turkish|Israeli|Chinese|news|television|TV|radio|"
    r"broadcaster|channel|network|agency|newspaper|daily|magazine|programme|report|piece|article|story|reports|interview|"
    r"published|from|by|in|on|with|to|host|anchor)(?:,)?\s+){0,6}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:’s|'s)?(?: news agency| news| agency)?,? (?:reported|reports|has reported|says|said)\b", re.IGNORECASE
)


def find_hops(text: str, within: Span, skip: Sequence[Span] = ()) -> tuple[Hop, ...]:
    """Find the outlets named as a way the words came, in the order of the text; ``skip`` holds contents and sources."""
    hops: list[Hop] = []
    for match in _outlets().finditer(text, *within):
        span = Span(*match.span())
        if any(span.overlaps(s) for s in skip):
            continue
        before = text[max(within.start, match.start() - 90) : match.start()]
        if _LEADS.search(before) is None and _AFTER.match(text[match.end() : match.end() + 40]) is None:
            continue
        if re.search(r"\bto\s+(?:the\s+)?$", before) and not re.search(
            r"(?:told|speaking|spoke|interview\w*|comment\w*|talking|according|statement|remarks|given|said|saying)\b[^.]{0,40}\bto\s+(?:the\s+)?$",
            before,
            re.IGNORECASE,
        ):
            continue
        kind = HopKind(load_lexicon().outlets[match.group()])
        if all(hop.name != match.group() for hop in hops):
            hops.append(Hop(name=match.group(), kind=kind, span=span))
    return tuple(hops)
