"""Bodies that one article names with their country and another without: "the Iranian Revolutionary Guard".

Invariant: a name is tied to one fuller name alone, and only if it says enough by itself: "the Army" is any country's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.model.annotation import EntityKind
from sayso.relate.frequencies import weigh_stem
from sayso.relate.names import PersonKey, key_of_body, names_country, split_name
from sayso.text.words import stem_word

_TELLING = 0.95  # weight of a word that tells a body by itself


def tie_nationals(names: Iterable[tuple[str, EntityKind, str]]) -> Iterator[tuple[str, str]]:
    """Give the labels of a fuller and of a shorter name, from each name with its kind and label."""
    known: dict[tuple[str, ...], set[str]] = {}
    fuller: dict[tuple[str, ...], set[str]] = {}
    for name, kind, label in names:
        words = split_name(name)
        if kind in (EntityKind.ORGANISATION, EntityKind.OTHER) and name[:1].isupper() and words:
            known.setdefault(words, set()).add(label)
            for begin in range(1, len(words)):
                fuller.setdefault(words[begin:], set()).add(f"{begin} {label}" if _is_country(words[:begin]) else "")
    for words, labels in sorted(fuller.items()):
        one = next(iter(labels)).partition(" ")[2] if len(labels) == 1 else ""
        if one and len(known.get(words, ())) == 1 and _tells(words):
            yield one, next(iter(known[words]))


def without_country(person: PersonKey) -> PersonKey:
    """Leave out a given name that is the word for what is of a country: of "Chinese Huawei", not of "Jordan Holt"."""
    first = person.given[0] if len(person.given) == 1 else ""
    of_country = bool(first) and _is_country((first,)) and key_of_body(first) != (first,)
    people = _is_country((person.surname,))  # "Asian American"
    return replace(person, given=()) if of_country and not people else person


def _is_country(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and (names_country(words) or names_country(key_of_body(words[0])))


def _tells(words: tuple[str, ...]) -> bool:
    return any(weigh_stem(stem_word(word)) >= _TELLING for word in words)
