"""Happenings: the words that tell of one event, verb and noun alike, so that "is pulling back" meets "the withdrawal".

Invariant: what a word stands for depends on the shipped list alone; a word that is on no line stands for its own stem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.text.words import find_words, stem_words

_REACH = 6  # words between a verb and its particle, both counted


@dataclass(frozen=True, slots=True)
class Phrase:
    """The stems of one way to name a happening; ``gap`` is the index that may stand farther on, 0 for none."""

    stems: tuple[str, ...]
    gap: int
    happening: str
    reverse: bool


@cache
def load_phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """Give the phrases by their first stem, longest first."""
    text = files("sayso.relate").joinpath("lexicon", "events.txt").read_text(encoding="utf-8")
    by_first: dict[str, dict[tuple[str, ...], Phrase]] = {}
    for line in text.splitlines():
        name, colon, members = line.partition(":")
        if not colon or line.startswith("#"):
            continue
        plain, _, reverse = members.partition("/")
        for part, turned in ((plain, False), (reverse, True)):
            for member in filter(None, (each.strip() for each in part.split(","))):
                head, gap, tail = member.partition("~")
                first = _stems(head)
                stems = (*first, *_stems(tail))
                phrase = Phrase(stems, len(first) if gap else 0, name if name.startswith("=") else f"+{name}", turned)
                by_first.setdefault(stems[0], {}).setdefault(stems, phrase)
    return {
        first: tuple(sorted(phrases.values(), key=lambda p: (-len(p.stems), p.stems)))
        for first, phrases in by_first.items()
    }


def _stems(words: str) -> tuple[str, ...]:
    return tuple(stem for stem, _ in stem_words(find_words(words).forms))


def match_phrase(stems: Sequence[str], at: int) -> tuple[Phrase, tuple[int, ...]] | None:
    """Find the longest phrase that begins at a stem, with the indexes of its stems; ``None`` if there is none."""
    for phrase in load_phrases().get(stems[at], ()):
        end = at + (phrase.gap or len(phrase.stems))
        if tuple(stems[at:end]) != phrase.stems[: end - at]:
            continue
        places = list(range(at, end))
        tail = phrase.stems[phrase.gap :] if phrase.gap else ()
        if tail:
            found = next(
                (i for i in range(end, min(len(stems), at + _REACH)) if tuple(stems[i : i + len(tail)]) == tail), None
            )
            if found is None:
                continue
            places += range(found, found + len(tail))
        return phrase, tuple(places)
    return None
