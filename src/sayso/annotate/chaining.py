"""Which names of one article are one person: his full name, and what he is called by after it.

Invariant: mentions of one chain share a surname, the last words of a name or a family name that stands first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from sayso.annotate.lexicon import Lexicon, load_lexicon
from sayso.model.annotation import EntityKind, Mention

PARTICLES = frozenset({"de", "da", "di", "van", "von", "der", "den", "bin", "ibn", "del", "dos", "du"})
_GENERATIONS = frozenset({"jr", "jr.", "sr", "sr."})
_LEFT_OUT = 2  # words of a longer name; one longer still is two names run together
_KEPT = 1 << 12  # names of the last articles
_HEADLINE = 600  # a headline and a summary may name shortly whom the first paragraphs name in full


def chain_mentions(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Give each mention the fullest name of its chain; a bare surname joins the one person who bears it."""
    full: dict[str, list[str]] = {}
    counts = Counter(m.name for m in mentions)
    lexicon = load_lexicon()
    people = {m.name for m in mentions if m.kind is EntityKind.PERSON}
    people = {n for n in people if not _is_people(n.lower().split(), lexicon)}
    for name in sorted(people, key=lambda n: (-len(n.split()), -counts[n], n)):
        owners = full.setdefault(plain_name(name)[-1], [])
        if not any(_same_person(name, owner) for owner in owners):
            owners.append(name)
    begun: dict[str, list[str]] = {}
    for name in sorted(people):
        if len(name.split()) == 2:  # a family name and a given one
            begun.setdefault(name.split()[0].lower(), []).append(name)
    known, first = _known_before(mentions, full), {m.name: m.span.start for m in reversed(mentions)}
    juniors = _called_by_surname(mentions, full)
    shared = _shared_by_title(mentions, full, text)
    for mention in mentions:
        words = plain_name(mention.name)
        owners, bare = full.get(words[-1], []), len(words) == 1
        fits = [o for o in owners if _same_person(mention.name, o) and not (bare and o in known)]
        if bare and all(owner == mention.name for owner in owners):
            fits = begun.get(mention.name.lower(), fits)  # "Xi", of Xi Jinping
            fits = juniors.get(mention.name.lower(), fits)
        if bare and words[-1] in shared:
            fits = [o for o in fits if _title_before(text, mention) != "-" and not _is_another(text, mention, o)]
        if bare and len(fits) > 1:
            fits = [o for o in fits if not _is_another(text, mention, o)]
            alone = [o for o in fits if first[o] <= mention.span.start]
            fits = alone if len(alone) == 1 else fits
        joins = len(fits) == 1 and mention.kind in {EntityKind.PERSON, EntityKind.OTHER}
        if joins and (mention.chain != fits[0] or mention.kind is not EntityKind.PERSON):
            yield replace(mention, chain=fits[0], kind=EntityKind.PERSON)
        else:
            yield mention


def _is_people(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell "African Americans", who are not "white Americans", from Dawn French."""
    return words[-1] in lexicon.demonyms and words[0] not in lexicon.first_names


def _known_before(mentions: Sequence[Mention], full: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Collect the people who share a surname that the article uses alone before it names them.

    News names a person in full at first; a bare surname before that is somebody whom every reader knows.
    """
    bare = {m.name.lower(): m.span.start for m in reversed(mentions) if " " not in m.name}
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        if " " in mention.name:
            named.setdefault(plain_name(mention.name)[-1], []).append(mention)
    return frozenset(
        owner
        for surname, owners in full.items()
        if surname in bare
        for owner in owners
        if " " in owner
        and bare[surname] < next(m.span.start for m in named[surname] if _same_person(m.name, owner)) - _HEADLINE
    )


def _called_by_surname(mentions: Sequence[Mention], full: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Give by surname the "Peter Lang Jr." whom an article calls plain "Lang" after it named him.

    Not where it keeps the "Jr." ("Lang Jr. said"), names another Lang, says "Lang" before, or gives Lang a title.
    """
    juniors: dict[str, list[str]] = {}
    for generation in sorted(_GENERATIONS & full.keys()):
        for name in full[generation]:
            juniors.setdefault(plain_name(name)[-2] if " " in name else "", []).append(name)
    if not juniors:  # as in most articles
        return {}
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        named.setdefault(mention.name.lower(), []).append(mention)
    kept = {
        words[0]
        for words in map(plain_name, {m.name for m in mentions})
        if len(words) == 2 and words[1] in _GENERATIONS
    }
    called: dict[str, list[str]] = {}
    for surname, names in juniors.items():
        bare, keeps = named.get(surname, []), surname in kept
        first = min(m.span.start for m in named[names[0].lower()] if m.name == names[0])
        others = [owner for owner in full.get(surname, ()) if owner.lower() != surname]
        titled = any(m.role is not None for m in bare)
        if bare and len(names) == 1 and not (keeps or others or titled) and bare[0].span.start > first - _HEADLINE:
            called[surname] = names
    return called


def _shared_by_title(mentions: Sequence[Mention], full: Mapping[str, Sequence[str]], text: str) -> frozenset[str]:
    """Collect the surnames that somebody else bears too, by his title: "Mr. Lang" where only Anna Lang is named."""
    alone = {surname: owners[0] for surname, owners in full.items() if len(owners) == 1 and " " in owners[0]}
    bare = [m for m in mentions if m.name.lower() in alone]
    return frozenset(m.name.lower() for m in bare if _is_another(text, m, alone[m.name.lower()]))


def _is_another(text: str, mention: Mention, owner: str) -> bool:
    """Say whether the title before a bare surname is not that of its owner: "Mrs. Lang" is not Peter Lang."""
    told = _title_before(text, mention)
    return "-" != told != load_lexicon().first_names.get(owner.split()[0].lower(), told)


def _title_before(text: str, mention: Mention) -> str:
    """Tell whether the title before a name is a man's, "m", or a woman's, "f"; "-" where none tells."""
    before = text[max(0, mention.span.start - 6) : mention.span.start].split()
    return load_lexicon().titles.get(before[-1].rstrip(".").lower(), "-") if before else "-"


@lru_cache(maxsize=_KEPT)
def _same_person(short: str, full: str) -> bool:
    """Say whether one name may be a shorter form of the other: its words come in the same order."""
    a, b = sorted((plain_name(short), plain_name(full)), key=len)
    if a[-1] != b[-1] or (len(a) > 2 and len(b) > 2 and a[0] == b[0] and a[1][0] != b[1][0]):
        return False  # "George W. Lang" is not "George H. W. Lang"
    if len(a) == 1 or (a == b[-len(a) :] and len(b) - len(a) <= _LEFT_OUT):  # "Elena Rohde", of Maria Elena Rohde
        return True
    return a[0] == b[0] or a[0].rstrip(".") == b[0][0] or b[0].rstrip(".") == a[0][0]


@lru_cache(maxsize=_KEPT)
def plain_name(name: str) -> tuple[str, ...]:
    """Give the words of a person's name in lower case, the surname last: no "de" before a lone surname.

    "Jr" stays, and counts as the surname: "Donald Lang Jr" is not "Donald Lang".
    """
    words = name.split()
    if len(words) == 2 and words[0] in PARTICLES:
        words = words[1:]
    return tuple(word.rstrip(",").lower() for word in words)
