"""What a name names, told by the encoder where the rules cannot tell, or tell a person from a body wrongly.

Invariant: a kind is that of a name, never of one place in the text: every mention of one name has the same one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from sayso.annotate.chaining import chain_mentions, plain_name
from sayso.annotate.encoder.decode import FloatArray, Words
from sayso.annotate.encoder.naming import KINDS, find_begin, mean_chances, place_spans, read_chances
from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.sifting import sift_mentions
from sayso.model.annotation import EntityKind, Mention
from sayso.model.span import Span

_KINDS = (None, *(EntityKind(kind) for kind in KINDS))
_PERSON = _KINDS.index(EntityKind.PERSON)
_TOLD = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE})
_NO_BODIES = frozenset("act amendment bill law deal plan program programme day award prize doctrine treaty".split())
_LEADERS = frozenset("leader chief chairman chairwoman founder co-founder boss captain coach anchor editor ceo".split())
_TELLS = 0.75  # mean chance at which the encoder's kind is taken where the rules have none
_OVERRULES = 0.9  # where they take a person for a body or a body for a person


def refine_kinds(mentions: Sequence[Mention], words: Words) -> tuple[Mention, ...]:
    """Give the mentions with the kinds that the encoder is sure of, and chained anew where one changed.

    What it surely takes for no name is left out.
    """
    if not mentions or not len(words.starts):
        return tuple(mentions)
    chances = read_chances(words)
    mentions = sift_mentions(mentions, words, chances)
    places = place_spans(words, [(m.span.start, m.span.end) for m in mentions])
    kinds = _kinds_by_name(mentions, mean_chances(chances, places), words.text)
    if not kinds:
        return tuple(mentions)
    refined = [
        _with_kind(m, kinds[m.name], words, chances, int(first), int(after)) if m.name in kinds else m
        for m, first, after in zip(mentions, places.first, places.after, strict=True)
    ]
    return tuple(chain_mentions([m if m.chain == m.name else replace(m, chain=m.name) for m in refined], words.text))


def _with_kind(
    mention: Mention, kind: EntityKind, words: Words, chances: FloatArray, first: int, after: int
) -> Mention:
    """Give a mention its kind; of "National Intelligence Anna Rohde" the person's name alone."""
    if kind is not EntityKind.PERSON or " " not in mention.name:
        return replace(mention, kind=kind)
    begin = find_begin(chances, _PERSON - 1, first, after)
    if begin == first:
        return replace(mention, kind=kind)
    span = Span(int(words.starts[begin]), mention.span.end)
    return replace(mention, kind=kind, span=span, name=span.cut(words.text))


def _led(mentions: Sequence[Mention], text: str) -> set[str]:
    """Collect the names of what somebody leads, "Velm Harbour chief Anna Rohde": they are no persons."""
    roles = [m.role for m in mentions if m.role is not None and m.role.cut(text).split()[-1] in _LEADERS]
    return {m.name for m in mentions if m.kind is EntityKind.OTHER and any(role.contains(m.span) for role in roles)}


def _kinds_by_name(mentions: Sequence[Mention], rows: FloatArray, text: str) -> Mapping[str, EntityKind]:
    """Tell the kinds that differ from what the rules say, over all mentions of a name together."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(m.name for m in mentions))}
    sums, counts = np.zeros((len(numbers), rows.shape[1])), np.zeros((len(numbers), 1))
    told: dict[str, set[EntityKind]] = {}
    of = [numbers[m.name] for m in mentions]
    np.add.at(sums, of, rows)
    np.add.at(counts, of, 1)
    for mention in mentions:
        told.setdefault(mention.name, set()).add(mention.kind)
    means = sums / counts
    best, most = means.argmax(axis=1).tolist(), means.max(axis=1).tolist()
    first_names = load_lexicon().first_names
    surnames = {plain_name(name)[-1] for name in told if name.split()[0].lower() not in first_names or " " in name}
    kinds: dict[str, EntityKind] = {}
    short = {m.name for m in mentions if m.chain != m.name} | _led(mentions, text)  # of somebody named in full
    for name, number in numbers.items():
        kind = _KINDS[best[number]]
        told_otherwise = kind in _TOLD and name not in short and _gives_way(told[name], kind, most[number])
        if told_otherwise and not _is_run_on(name, kind, surnames):
            kinds[name] = kind
    for name in told.keys() - kinds.keys():  # who is a person by his surname is one by his name
        bare = name.split()[-1]
        person = kinds.get(bare) is EntityKind.PERSON and bare != name
        if person and told[name] == {EntityKind.OTHER} and best[numbers[name]] == _PERSON:
            kinds[name] = EntityKind.PERSON
    return kinds


def _is_run_on(name: str, kind: EntityKind, surnames: set[str]) -> bool:
    """Tell two names that only stand side by side ("Lang Rohde"), a law from a body, and "Kentuckians" from one."""
    words = name.split()
    if words[-1].endswith("ians"):
        return True
    if kind is EntityKind.ORGANISATION:
        return words[-1].lower() in _NO_BODIES
    return kind is EntityKind.PERSON and len(words) > 1 and not surnames.isdisjoint(map(str.lower, words[:-1]))


def _gives_way(told: set[EntityKind], kind: EntityKind, chance: float) -> bool:
    """Say whether what the rules tell of a name gives way to the encoder's kind."""
    if EntityKind.OTHER in told and told <= {EntityKind.OTHER, kind}:
        return chance >= _TELLS
    gives = {EntityKind.PERSON} if kind is EntityKind.PLACE else {EntityKind.PERSON, EntityKind.ORGANISATION} - {kind}
    return told <= gives and chance >= _OVERRULES  # "Ann Arbor" is nobody
