"""By what name an article calls "his campaign" and "the administration": somebody's name and the noun.

Invariant: the name is cut from the article, which calls the body so somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.annotate.occurrences import begin_word
from sayso.model.annotation import EntityKind, Mention, Speaker
from sayso.model.span import Span

CAMPAIGNS = frozenset({"campaign", "camp", "team", "foundation", "administration"})  # that bear somebody's name
_CANVASS = frozenset({"campaign", "camp", "team"})  # the same body of a candidate


def campaign_of(text: str, chain: str, noun: str) -> Speaker | None:
    """Give the body that is called by somebody's name and a noun, "the Lang campaign"; ``None`` where none is."""
    nouns = [noun, *sorted(_CANVASS - {noun})] if noun in _CANVASS else [noun]
    owner = chain.split()[-1]
    for called in nouns:
        whole = re.compile(rf"{re.escape(owner)}(?:[’']s?)? (?:[\w.-]+ )?{re.escape(called)}\b")
        match = next(filter(None, (whole.match(text, begin) for begin in begin_word(text, owner))), None)
        if match is not None:
            span = Span(*match.span())
            return Speaker(name=span.cut(text), kind=EntityKind.ORGANISATION, span=span)
    return None


def only_named_so(text: str, mentions: Sequence[Mention], noun: str) -> Speaker | None:
    """Give the one body of the whole article that somebody's name and a noun call: "the Lang administration"."""
    ends = {m.span.end for m in mentions}
    called = re.finditer(rf"\b(?P<owner>[A-Z][\w-]+)(?:[’']s?)? {re.escape(noun)}\b", text)
    found = [match for match in called if match.end("owner") in ends]
    if len({match["owner"] for match in found}) != 1:
        return None
    span = Span(*found[0].span())
    return Speaker(name=span.cut(text), kind=EntityKind.ORGANISATION, span=span)
