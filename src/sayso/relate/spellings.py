"""One name in several spellings: of one entity, or of two people who are likely one.

Invariant: each finding shows two spellings or more, each at a place where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from rapidfuzz.distance import Indel

from sayso.model.annotation import AnnotatedArticle, EntityKind
from sayso.model.relation import Entity, FlagKind, Place
from sayso.model.span import Span
from sayso.relate.names import fold_given, frame_of, key_of_person, sound_of, split_name
from sayso.relate.restated import Finding

_LEAST_SLIP, _SLIP = 5, 0.75  # letters of a name that is spelt otherwise, and how alike the two must be
_MOST_BEARERS = 200  # of one name, so many are compared
_LEAST_FRAME, _LEAST_GIVEN = 2, 4  # consonants and letters of a given name
_ADJECTIVE = ("ian", "an", "ino", "ish", "ese", "nch", "ntine", "i")
_SLAVIC = re.compile(r"\w{4,}[iy]")
_SLAVIC_MORE = ("i", "y", "j")


def find_spellings(articles: Sequence[AnnotatedArticle], entities: Iterable[Entity]) -> Iterator[Finding]:
    """Find each name in several spellings: not a given name left out, an initial, a capital, an acronym."""
    entities = tuple(entities)
    texts = {annotated.article.id: annotated.article.text for annotated in articles}
    yield from _find_slips(entities)
    for entity in entities:
        surnames: dict[tuple[str, ...], Place] = {}
        given: dict[tuple[str, ...], Place] = {}
        for place in entity.mentions if entity.kind in (EntityKind.PERSON, EntityKind.PLACE) else ():
            text = place.span.cut(texts[place.article])
            form = _form_at(text, entity.forms)
            if form is not None:
                start = place.span.start + text.index(form)
                at = Place(article=place.article, span=Span(start, start + len(form)))
                surnames.setdefault(_spelling(form, entity.kind), at)
                given.setdefault(_spelling_of_given(form, entity.kind), at)
        for spelt in (surnames, given):
            keys = sorted(spelt)
            respelt = [key for key in keys if any(_is_respelt(key, other, entity.kind) for other in keys)]
            if respelt:
                yield _make_finding([spelt[key] for key in respelt])
                break


def _make_finding(places: Sequence[Place]) -> Finding:
    return Finding(FlagKind.NAME_VARIANTS, tuple(places), tuple(places))


def _find_slips(entities: Iterable[Entity]) -> Iterator[Finding]:
    """Find two people of two articles who share a given name or a surname, and nearly the other: one is a slip.

    Both articles speak of somebody else, too, and neither of the two names both.
    """
    full = [each for each in entities if each.kind is EntityKind.PERSON and len(split_name(each.name)) == 2]
    by_word: dict[str, list[Entity]] = {}
    for entity in full:
        for word in split_name(entity.name):
            by_word.setdefault(word, []).append(entity)
    articles = {entity.id: {place.article for place in entity.mentions} for entity in full}
    held: dict[str, set[str]] = {}
    for entity in full:
        for article in articles[entity.id]:
            held.setdefault(article, set()).add(entity.id)
    few = [bearers for bearers in by_word.values() if len(bearers) <= _MOST_BEARERS]
    for one, other in (pair for bearers in few for pair in combinations(bearers, 2)):
        if not _is_slip(split_name(one.name), split_name(other.name)) or articles[one.id] & articles[other.id]:
            continue
        pairs = product(sorted(articles[one.id]), sorted(articles[other.id]))
        if any(held[a] & held[b] for a, b in pairs):
            yield _make_finding([min(each.mentions, key=lambda at: (at.article, at.span)) for each in (one, other)])


def _is_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two names of two words differ in one of them, by few letters that are not put before or behind."""
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differing) != 1 or min(map(len, differing[0])) < _LEAST_SLIP:
        return False
    a, b = differing[0]
    return a[0] == b[0] and not a.startswith(b) and not b.startswith(a) and Indel.normalized_similarity(a, b) >= _SLIP


def _spelling_of_given(form: str, kind: EntityKind) -> tuple[str, ...]:
    """Give the given name that stands before a surname, if it is long enough to tell a spelling by."""
    words = split_name(form)
    first = len(words) > 1 and kind is EntityKind.PERSON and key_of_person(form).surname == sound_of(words[-1])
    return (words[0],) if first and len(words[0]) >= _LEAST_GIVEN and len(frame_of(words[0])) >= _LEAST_FRAME else ()


def _form_at(text: str, forms: Iterable[str]) -> str | None:
    return max((form for form in forms if form in text), key=lambda form: (len(form), form), default=None)


def _spelling(form: str, kind: EntityKind) -> tuple[str, ...]:
    """Give what makes one spelling: a person's surname, a place's name where it is one word."""
    words = split_name(form)
    if kind is EntityKind.PERSON and words:
        last = words[-1] if key_of_person(form).surname == sound_of(words[-1]) else words[0]
        return (last,)
    return words if len(words) == 1 and len(words[0]) > 3 else ()


def _is_respelt(a: tuple[str, ...], b: tuple[str, ...], kind: EntityKind) -> bool:
    """Tell another spelling ("Kiev") from another word ("Britain") and from an adjective ("Iraqi")."""
    if a and b and max(len(a[0]), len(b[0])) == 1 + min(len(a[0]), len(b[0])):
        short, long = sorted((a[0], b[0]), key=len)
        if long[:-1] == short and long[-1] in _SLAVIC_MORE and _SLAVIC.fullmatch(short):
            return True  # "Makhovsky", "Makhovskyi"
        if long == short + short[-1]:
            return True  # "Holtman", "Holtmann"
    if not a or not b or (kind is EntityKind.PLACE and a[0].endswith(_ADJECTIVE) != b[0].endswith(_ADJECTIVE)):
        return False
    alike = frame_of(a[0]) == frame_of(b[0]) or fold_given(a[0]) == fold_given(b[0])
    return alike and not a[0].startswith(b[0]) and not b[0].startswith(a[0])
