"""Parties: which speakers are one voice on a matter: a body, its parts, and those who speak for it.

Invariant: two speakers are one party on the evidence of names and of roles that stand beside names, and only so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from typing import NamedTuple

from sayso.model.annotation import AnnotatedArticle, EntityKind
from sayso.model.relation import Entity, Origins, Party, Side
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.names import key_of_body, split_name
from sayso.text.align import match_words
from sayso.text.words import FUNCTION_STEMS

_SPEAKS_FOR = re.compile(r"\b(?:spokes\w+|press\s+secretary|press\s+officer|representative)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:former|ex|late|retired|acting)\b", re.IGNORECASE)

# Of two wordings of one utterance, in quotation marks and not: the words of the shorter one, and the part shared.
_QUOTED, _TOLD = (6, 0.75), (12, 0.9)
_FEWEST, _TELLING = 3, 2  # words in marks that are one's, whoever is quoted, and of these that are no function words
_MOST_COMPARED = 40  # wordings of one claim that are compared

_OFFICIAL = frozenset(
    "ministry government department army navy military force forces parliament president presidency office embassy "
    "foreign "
    "defence interior health justice transport finance treasury council cabinet administration authority "
    "authorities agency "
    "command senate congress ministers minister spokesman group plc company board management".split()
)

_KINDS = _OFFICIAL | frozenset(
    "police campaign committee commission court union prosecutors department bureau university school hospital bank "
    "airline party coalition".split()
)
_PAPERS = frozenset(  # which somebody issued; a study, a poll, a report is a witness of its own
    "statement letter email memo memorandum message tweet post document documents release filing complaint lawsuit "
    "suit affidavit indictment".split()
)


@cache
def load_seats() -> Mapping[frozenset[str], frozenset[str]]:
    """Give, by the key of a seat of government, the key of who sits there."""
    text = files("sayso.relate").joinpath("lexicon", "seats.txt").read_text(encoding="utf-8")
    rows = (line.partition(":") for line in text.splitlines() if line and not line.startswith("#"))
    return {
        frozenset(key_of_body(seat.strip())): frozenset(key_of_body(body))
        for body, _, seats in rows
        for seat in seats.split(",")
    }


def seat_of(key: frozenset[str]) -> frozenset[str]:
    """Put the body for its seat: when Moscow speaks, Russia does."""
    return load_seats().get(key, key)


def with_seats(words: Iterable[str]) -> frozenset[str]:
    """Add to some names the body of every seat among them: Russia to Moscow."""
    return _seated(frozenset(words))


@lru_cache(maxsize=1 << 14)
def _seated(known: frozenset[str]) -> frozenset[str]:
    return known.union(*(body for seat, body in load_seats().items() if seat <= known)) if known else known


def is_part(part: frozenset[str], body: frozenset[str]) -> bool:
    """Say whether one name is another's, or that of an office of it: "Ruritania's defence ministry" of "Ruritania"."""
    return bool(body) and body <= part and (body == part or not _OFFICIAL.isdisjoint(part - body))


@dataclass(frozen=True, slots=True)
class Holders:
    """Who speaks: the entity of each attribution, the names of bodies, and of those whom people speak for, as keys."""

    speakers: Mapping[str, str]
    bodies: Mapping[str, frozenset[str]]
    speaks_for: Mapping[str, frozenset[frozenset[str]]]
    people: Mapping[str, tuple[str, ...]]

    @staticmethod
    def read(articles: Sequence[AnnotatedArticle], entities: Iterable[Entity], speakers: Mapping[str, str]) -> Holders:
        """Read the roles that stand beside the names of people ("Kremlin spokesman Ivan Petrov")."""
        entities = tuple(entities)
        bodies = {
            entity.id: seat_of(frozenset(key_of_body(entity.name)))
            for entity in entities
            if entity.kind in (EntityKind.ORGANISATION, EntityKind.PLACE)
        }
        roles: dict[tuple[str, int], str] = {}
        for annotated in articles:
            for mention in annotated.mentions:
                if mention.role is not None:
                    roles[annotated.article.id, mention.span.start] = mention.role.cut(annotated.article.text)
        speaks_for: dict[str, set[frozenset[str]]] = {}
        for entity in entities:
            for place in entity.mentions if entity.kind is EntityKind.PERSON else ():
                role = roles.get((place.article, place.span.start), "")
                if _SPEAKS_FOR.search(role) and not _PAST.search(role):
                    key = seat_of(frozenset(key_of_body(_SPEAKS_FOR.sub(" ", role))))
                    if key:
                        speaks_for.setdefault(entity.id, set()).add(key)
        return Holders(
            speakers=speakers,
            bodies=bodies,
            speaks_for={entity: frozenset(keys) for entity, keys in speaks_for.items()},
            people={entity.id: split_name(entity.name) for entity in entities if entity.kind is EntityKind.PERSON},
        )

    @property
    def papers(self) -> frozenset[str]:
        """Give the speakers that are a paper and bear no name: "the statement"."""
        return frozenset(id_ for id_, key in self.bodies.items() if key and key <= _PAPERS)

    def same_party(self, one: str | None, other: str | None) -> bool:
        """Say whether two known speakers are one party."""
        return one is not None and other is not None and len(set(self.group((one, other)).values())) == 1

    def group(self, holders: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Give, for each of some entities, all of them that are one party with it, sorted."""
        asked = sorted(set(holders))
        keys = {
            holder: {self.bodies[holder]} if holder in self.bodies else self.speaks_for.get(holder, ())
            for holder in asked
        }
        links = _link_parts(keys)
        links += self._link_people([holder for holder in asked if self.people.get(holder)])
        links += self._link_nouns([holder for holder in asked if self.bodies.get(holder)])
        return {holder: group for group in cluster_records(asked, links) for holder in group}

    def _link_people(self, people: Sequence[str]) -> list[Link]:
        """Link a name to the one longer name that it may be short for: "Hale" to "Rowan Hale"."""
        longer: dict[tuple[str, ...], dict[str, None]] = {}
        for other in people:
            name = self.people[other]
            for n in range(1, len(name)):
                longer.setdefault(tuple(name[:n]), {})[other] = None
                longer.setdefault(tuple(name[-n:]), {})[other] = None
        found = [(one, [*longer.get(tuple(self.people[one]), ())]) for one in people]
        return [Link(1.0, one, others[0]) for one, others in found if len(others) == 1]

    def _link_nouns(self, bodies: Sequence[str]) -> list[Link]:
        """Link a body that bears no name to the one of its kind that does: "police" to "Lund police"."""
        of_kind: dict[str, list[str]] = {}
        for other in bodies:
            for word in self.bodies[other] if len(self.bodies[other]) > 1 else ():
                of_kind.setdefault(word, []).append(other)
        kinds = {one: next(iter(self.bodies[one])) for one in bodies if len(self.bodies[one]) == 1}
        named = {one: of_kind.get(kind, []) for one, kind in kinds.items() if kind in _KINDS}
        return [Link(1.0, one, others[0]) for one, others in named.items() if len(others) == 1]


def _link_parts(keys: Mapping[str, Collection[frozenset[str]]]) -> list[Link]:
    """Link the holders of one name, and those of a name to those of the offices of its body.

    A body is looked for among the names that hold the rarest of its words.
    """
    holders: dict[frozenset[str], list[str]] = {}
    with_word: dict[str, list[frozenset[str]]] = {}
    for holder, names in keys.items():
        for key in names:
            if key not in holders:
                for word in key:
                    with_word.setdefault(word, []).append(key)
            holders.setdefault(key, []).append(holder)
    return [
        Link(1.0, holders[body][0], part)
        for body in holders
        if body
        for key in min((with_word[word] for word in body), key=len)
        if is_part(key, body)
        for part in (holders[key] if key == body else holders[key][:1])
    ]


class Said(NamedTuple):
    """What an attribution says on a matter: the stems of its words, whether marks quote them, and which they quote."""

    stems: tuple[str, ...]
    quoted: bool
    marked: tuple[tuple[str, ...], ...] = ()


def count_voices(parties: Sequence[Party], said: Mapping[str, Said], papers: Collection[str] = ()) -> int:
    """Count those who speak: one utterance that two articles give to two speakers has one, whoever it is.

    ``papers`` are speakers that are a paper of nobody named: beside somebody on its side, who may have issued it, one
    is no voice of its own. Of a claim in which more wordings stand than can be compared, all are counted.
    """
    named = {party.side for party in parties if not _are_papers(party.speakers, papers)}
    parties = [each for each in parties if each.side not in named or not _are_papers(each.speakers, papers)]
    speakers = sorted({party.speakers for party in parties})
    wordings = sorted({(said[id_], party.speakers, party.side) for party in parties for id_ in party.attributions})
    if len(wordings) > _MOST_COMPARED:
        return len(speakers)
    keys = {group: str(number) for number, group in enumerate(speakers)}
    links = [
        Link(1.0, keys[speaker], keys[other])
        for (one, speaker, side), (two, other, taken) in combinations(wordings, 2)
        if speaker != other and (_is_one_utterance(one, two) or (side is taken and _quote_alike(one, two)))
    ]
    return len(cluster_records(list(keys.values()), links))


def _are_papers(speakers: Sequence[str], papers: Collection[str]) -> bool:
    return bool(speakers) and all(each in papers for each in speakers)


def _is_one_utterance(one: Said, other: Said) -> bool:
    least, part = _QUOTED if one.quoted and other.quoted else _TOLD
    shorter = min(len(one.stems), len(other.stems))
    return shorter >= least and sum(run.length for run in match_words(one.stems, other.stems)) >= part * shorter


def _quote_alike(one: Said, other: Said) -> bool:
    """Say whether two quote the same few words; who denies a thing may quote it as well."""
    return any(_holds(a, b) or _holds(b, a) for a in one.marked for b in other.marked)


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Say whether quoted words hold all of some others that few would hit upon alike: "saved the coast"."""
    n = len(part)
    telling = n >= _FEWEST and sum(stem not in FUNCTION_STEMS for stem in part) >= _TELLING
    return telling and any(words[at : at + n] == part for at in range(len(words) - n + 1))


def find_parties(
    side_of: Mapping[str, Side],
    holders: Holders,
    origins_of: Callable[[Sequence[str]], Origins],
    published_at: Mapping[str, str | None],
) -> tuple[Party, ...]:
    """Group attributions by side and speaker; ``side_of`` lists them in the order of publication.

    Those with the most attributions come first on each side, speakers unknown last.
    """
    group_of = holders.group(holders.speakers[id_] for id_ in side_of if id_ in holders.speakers)
    said: dict[tuple[Side, tuple[str, ...]], list[str]] = {}
    for id_, side in side_of.items():
        speaker = holders.speakers.get(id_)
        said.setdefault((side, group_of[speaker] if speaker else ()), []).append(id_)
    order = list(Side)
    parties = []
    for (side, group), ids in said.items():
        heard = {holders.speakers[id_] for id_ in ids if id_ in holders.speakers}
        dates = sorted(at for id_ in ids if (at := published_at[id_]))
        parties.append(
            Party(
                side=side,
                speakers=tuple(speaker for speaker in group if speaker in heard),
                attributions=tuple(ids),
                origins=origins_of(ids),
                first_at=dates[0] if dates else None,
                last_at=dates[-1] if dates else None,
            )
        )
    return tuple(sorted(parties, key=lambda p: (order.index(p.side), not p.speakers, -len(p.attributions), p.speakers)))
