"""Where words stand in one text, which is read once and not anew for every word that is looked for.

Invariant: the places are those that a search for the word between two word boundaries finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

_RUN = re.compile(r"\w+")


def find_word(text: str, word: str) -> Iterator[int]:
    """Give where a word begins, or several and what stands between them; in order, disjoint."""
    run = _RUN.match(word)
    if run is None:
        yield from (match.start() for match in re.finditer(rf"\b{re.escape(word)}\b", text))
        return
    places = _places(text).get(run.group(), ())
    if run.end() == len(word):
        yield from places
        return
    free = 0
    for at in places:
        end = at + len(word)
        if at >= free and text.startswith(word, at) and _is_of_word(text, end - 1) != _is_of_word(text, end):
            yield at
            free = end


def has_word(text: str, word: str) -> bool:
    """Say whether a word stands anywhere in a text, in these letters."""
    return next(find_word(text, word), None) is not None


def begin_word(text: str, word: str) -> Sequence[int]:
    """Give where the letters that a word begins with, up to its first other character, stand as a whole word."""
    run = _RUN.match(word)
    return () if run is None else _places(text).get(run.group(), ())


def _is_of_word(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isalnum() or text[at] == "_")


@lru_cache(maxsize=2)  # several layers ask about the same article
def _places(text: str) -> Mapping[str, Sequence[int]]:
    places: dict[str, list[int]] = {}
    for match in _RUN.finditer(text):
        places.setdefault(match.group(), []).append(match.start())
    return places
