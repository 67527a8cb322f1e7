"""Whom the encoder ties a "he" or a "she" to: a second opinion beside what the rules weigh.

Invariant: a link leads to a mention that the article has; where the encoder finds no name there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.annotate.chaining import plain_name
from sayso.annotate.encoder.decode import Words
from sayso.annotate.encoder.naming import link_names
from sayso.model.annotation import Mention

LIKELY = 0.3  # from here on a link is heard at all
SURE = 0.75  # where rules and encoder differ from here on, each is right about half of the time
_HE_OR_SHE = re.compile(r"[HhSs](?<!\w.)(?:(?<=[Hh])|(?<=[Ss])[Hh])[Ee]\b")


class Link(NamedTuple):
    """A mention that a pronoun may stand for, and how likely it does (0 to 1)."""

    mention: Mention
    chance: float


def read_links(mentions: Sequence[Mention], words: Words) -> dict[int, Link]:
    """Give the links that are likely, by where the pronoun begins in the text."""
    pronouns = [match.span() for match in _HE_OR_SHE.finditer(words.text)]
    if not pronouns or not mentions:
        return {}
    names = [(m.span.start, m.span.end) for m in mentions]
    keys = [plain_name(m.name)[-1] for m in mentions]
    found = link_names(words, pronouns, names, keys)
    return {
        start: Link(mentions[link[0]], link[1])
        for (start, _), link in zip(pronouns, found, strict=True)
        if link is not None and link[1] >= LIKELY
    }
