"""Where "Jr." and "Sr." tell two people apart, and where they are only part of one man's name.

Invariant: a son is never joined to his father on a guess: a pile that gives any sign of both keeps them two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from sayso.relate.names import PersonKey, key_of_person, same_given


class NamedPerson(NamedTuple):
    """A person as one article has him: his fullest name, and all forms of it there."""

    article: str
    name: str
    forms: Iterable[str]


def without_generation(key: PersonKey) -> PersonKey:
    """Give the key without "Jr." or "Sr."."""
    return replace(key, surname=key.surname.removesuffix(" jr").removesuffix(" sr"))


def find_needless(people: Iterable[NamedPerson]) -> frozenset[str]:
    """Give the names whose "Jr." tells nobody apart: "Roger Lang Jr.", whom other articles call Roger Lang.

    An article must call him plain "Lang"; none may say "Lang Jr.", nor name a Roger Lang beside him.
    """
    marked: dict[str, list[tuple[NamedPerson, PersonKey]]] = {}
    plain: dict[str, list[tuple[NamedPerson, PersonKey]]] = {}
    kept: set[str] = set()
    for person in people:
        key = key_of_person(person.name)
        bare = without_generation(key)
        if bare != key:
            marked.setdefault(key.surname, []).append((person, key))
            kept |= {form.surname for form in map(key_of_person, person.forms) if not form.given}
        elif key.given:
            plain.setdefault(key.surname, []).append((person, key))
    needless: set[str] = set()
    for surname, bearers in marked.items():
        bare_surname = without_generation(bearers[0][1]).surname
        for person, key in bearers:
            one = [other for other, its_key in bearers if _same(its_key, key)]
            beside = {other.article for other in one}
            both = any(o.article in beside and _same(its_key, key) for o, its_key in plain.get(bare_surname, ()))
            called = any(key_of_person(form) == PersonKey(bare_surname, ()) for other in one for form in other.forms)
            if called and not both and surname not in kept:
                needless.add(person.name)
    return frozenset(needless)


def _same(one: PersonKey, other: PersonKey) -> bool:
    return same_given(one.given, other.given)
