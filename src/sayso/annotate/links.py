"""Whom the encoder ties a "he" or a "she" to: a second opinion beside what the rules weigh.

Invariant: a link leads to a mention that the article has; where the encoder finds no name there is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from sayso.annotate.encoder.decode import FloatArray, Heads
from sayso.annotate.encoder.naming import find_names, link_names
from sayso.annotate.encoder.sheet import Sheet
from sayso.model.annotation import Mention

SURE = 0.75  # where rules and encoder differ from here on, each is right about half of the time
_HE_OR_SHE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)


class Link(NamedTuple):
    """A mention that a pronoun may stand for, and how likely it does (0 to 1)."""

    mention: Mention
    chance: float


def read_links(mentions: Sequence[Mention], sheet: Sheet, rows: FloatArray, heads: Heads) -> dict[int, Link]:
    """Give the links that are sure, by where the pronoun begins in the text."""
    pronouns = [match.span() for match in _HE_OR_SHE.finditer(sheet.text)]
    if not pronouns or not mentions or not len(sheet):
        return {}
    names = find_names(sheet, rows, heads)
    starts = [m.span.start for m in mentions]
    links: dict[int, Link] = {}
    for (start, _), (name, chance) in zip(pronouns, link_names(sheet, rows, heads, pronouns, names), strict=True):
        if name is None or chance < SURE:
            continue
        mention = mentions[max(0, bisect_right(starts, name.end - 1) - 1)]
        if mention.span.start < name.end and name.start < mention.span.end:
            links[start] = Link(mention, chance)
    return links
