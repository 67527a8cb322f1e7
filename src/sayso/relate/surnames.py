"""Whom a bare surname means in a pile where several people bear it.

Invariant: an answer is the given name of one bearer by whom nearly all counted articles go; else there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.relate.names import PersonKey, key_of_person, same_given, split_name

_CLEARLY = 0.9  # of the articles that name a bearer in full
_SURELY = 0.95  # of those that call one by his surname alone
_OFTEN = 10  # such articles: fewer tell too little


def find_meant(named: Mapping[str, int], called: Mapping[str, int]) -> str | None:
    """Give the given name that a bare surname stands for: "" where nobody bears one, ``None`` where it is not clear.

    ``named`` counts by given name the articles that name a bearer in full, ``called`` those of them that call him by
    the surname alone, too: a minister’s wife may often be named, and seldom be called so.
    """
    meant = _find_most(named, _CLEARLY)
    return _find_most(called, _SURELY) if meant is None and sum(called.values()) >= _OFTEN else meant


def calls_by_surname(forms: Iterable[str], person: PersonKey) -> bool:
    """Say whether one of a person's names in an article is the surname alone."""
    return any(len(split_name(form)) == 1 and key_of_person(form).surname == person.surname for form in forms)


def full_given(given: Sequence[str]) -> str:
    """Give the first name and the initials of the others: "george hw"."""
    return " ".join((given[0], "".join(_initials(name) for name in given[1:]))).strip() if given else ""


def _initials(name: str) -> str:
    return name if len(name) <= 2 else name[0]


def _find_most(bearers: Mapping[str, int], share: float) -> str | None:
    people: dict[str, int] = {}
    borne = [name for name, n_articles in bearers.items() if name and n_articles]
    for name in sorted(borne, key=lambda name: (-bearers[name], -len(name), name)):
        one = next((other for other in people if same_given(tuple(name.split()), tuple(other.split()))), name)
        people[one] = people.get(one, 0) + bearers[name]
    if not people:
        return ""
    most = next(iter(people))
    return most if people[most] >= share * sum(people.values()) else None
