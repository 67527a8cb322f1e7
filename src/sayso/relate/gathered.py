"""Who else speaks of a contested matter: a denial finds what it answers, and a claim gathers the others who tell it.

Invariant: what is gathered depends on the clauses, on their sentences and on who speaks alone; the weights are data
(``lexicon/gathered.txt``, made by ``training/gathered.py``). A party stands on one side only of what it is gathered to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from sayso.relate.contested import AGAINST, denies_in_words, is_contrary, refuses
from sayso.relate.parties import Holders
from sayso.relate.propositions import are_apart
from sayso.relate.sayings import Saying
from sayso.relate.scopes import sentence_of
from sayso.relate.worth import Line, likely, load_lines
from sayso.text.align import match_words
from sayso.text.words import find_words, stem_word

Nearness = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""How near what the two stretches of words of each pair say is, -1 to 1; it does not matter which is first."""

_ANSWERS = 0.2  # likelihood from which a denial is taken for an answer to a clause
_MEMBER, _MEMBER_FIRST = 0.4, 0.85  # likelihoods from which a clause is gathered to a claim
_MOST_ASKED, _MOST_GATHERED = 12, 60  # clauses that are compared with a denial, and with a claim: those that share most
_NEAREST = 0.7  # nearness of two sentences that are taken to be near before they are read
_HAPPENS = 0.8  # weight of what happens
_MOST_SHARED, _MOST_NAMED = 4.0, 6.0  # weights beyond which more tells no more
_BESIDE = 300  # code points between two clauses of one article that stand beside each other
_LEAST_VERBATIM = 5  # words of a clause, below which nothing is a repetition


class Shares:
    """Which clauses name what, and how much two that speak in one story share."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        self.sayings = sayings
        self._named = {one.id: _named(one) for one in sayings}
        self._naming: dict[tuple[str, str], list[tuple[int, float]]] = {}
        for place, one in enumerate(sayings):
            for stem, weight in self._named[one.id].items():
                self._naming.setdefault((one.story, stem), []).append((place, weight))

    def find(self, members: Sequence[Saying]) -> list[tuple[float, Saying]]:
        """Give the clauses of a story that share something with one of its, and the most that each shares.

        Time is linear in the clauses that name one of their words.
        """
        most: dict[int, float] = {}
        for one in members:
            shared: dict[int, float] = {}
            for stem, weight in sorted((self._named.get(one.id) or _named(one)).items()):
                for place, other in self._naming.get((one.story, stem), ()):
                    shared[place] = shared.get(place, 0.0) + min(weight, other)
            for place, weight in shared.items():
                most[place] = max(weight, most.get(place, 0.0))
        return [(weight, self.sayings[place]) for place, weight in most.items() if weight]


class Core(NamedTuple):
    """The clauses of a claim before others are gathered to it; ``likely`` is what a new one is worth, 0 to 1."""

    members: tuple[Saying, ...]
    first: bool
    likely: float = 1.0


@dataclass(slots=True)
class Pile:
    """The clauses that may be gathered, and what tells how near two are."""

    texts: Mapping[str, str]
    holders: Holders
    nearness: Nearness
    sentences: dict[str, str] = field(default_factory=dict)
    stems: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def find_nearest(self, members: Sequence[Saying], one: Saying) -> float:
        """Give how near the sentence of a clause is to the nearest one of others, -1 to 1."""
        return next(self.find_each_nearest([(members, one)]))

    def find_each_nearest(self, asked: Sequence[tuple[Sequence[Saying], Saying]]) -> Iterator[float]:
        """Give `find_nearest` of each; all their sentences are read together."""
        pairs = [(self._sentence(each), self._sentence(one)) for members, one in asked for each in members]
        near = iter(self.nearness(pairs))
        return (max(islice(near, len(members))) for members, _ in asked)

    def measure_repetition(self, one: Saying, other: Saying) -> float:
        """Give which part of the words of the shorter of two clauses stand in the other in runs, 0 to 1."""
        a, b = self._stems(one), self._stems(other)
        shorter = min(len(a), len(b))
        if shorter < _LEAST_VERBATIM:
            return 0.0
        return sum(run.length for run in match_words(*sorted((a, b)))) / shorter

    def _sentence(self, one: Saying) -> str:
        if one.id not in self.sentences:
            text = self.texts[one.attribution.article_id]
            self.sentences[one.id] = sentence_of(text, one.statement.span).cut(text).strip()
        return self.sentences[one.id]

    def _stems(self, one: Saying) -> tuple[str, ...]:
        if one.id not in self.stems:
            words = find_words(self.texts[one.attribution.article_id], [one.statement.matter]).forms
            self.stems[one.id] = tuple(map(stem_word, words))
        return self.stems[one.id]


def gather(
    cores: Sequence[Core],
    sayings: Sequence[Saying],
    pile: Pile,
    apart: Collection[frozenset[str]] = (),
    lines: Mapping[str, Line] | None = None,
) -> list[Core]:
    """Give the claims with all that is gathered to them, in their order, and then those of denials that met none.

    ``apart`` are pairs of clauses that a person keeps apart. Time is that of `Shares.find` for each denial and each
    member of a claim.
    """
    lines = lines or load_lines("gathered.txt")
    shares = Shares([one for one in sayings if not (refuses(one, pile.texts) or is_contrary(one, pile.texts))])
    grown = _answer(cores, shares, pile, apart, lines["answer"])
    taken = {each.id for core in grown for each in core.members}
    asked = [
        (place, one, {**measure_member(core.members, one, pile), "near": _NEAREST})
        for place, core in enumerate(grown)
        for one in find_near(core.members, shares, taken, pile.holders, apart)
        if not (core.first and any(are_apart(one.statement, each.statement) for each in core.members))
    ]

    def judge(place: int, features: Mapping[str, float]) -> float:
        chance = likely(lines["member"].weigh(features))
        return chance if chance >= (_MEMBER_FIRST if grown[place].first else _MEMBER) else 0.0

    asked = [each for each in asked if judge(each[0], each[2])]  # whom no sentence could bring in is not read
    nearest = pile.find_each_nearest([(grown[place].members, one) for place, one, _ in asked])
    found = []
    for (place, one, features), near in zip(asked, nearest, strict=True):
        if chance := judge(place, {**features, "near": near}):
            found.append((-chance, one.order, one.id, place, one))
    for _, _, _, place, one in sorted(found, key=lambda each: each[:4]):
        core = grown[place]
        if one.id not in taken and _may_join(core.members, one, pile.holders, apart):
            taken.add(one.id)
            grown[place] = core._replace(members=(*core.members, one))
    return grown


def _answer(
    cores: Sequence[Core],
    shares: Shares,
    pile: Pile,
    apart: Collection[frozenset[str]],
    line: Line,
) -> list[Core]:
    """Put each denial that stands in no claim with the clause that it most likely answers."""
    grown = list(cores)
    place_of = {each.id: place for place, core in enumerate(cores) for each in core.members}
    asked = [
        (one, other, {**measure_answer(one, other), "near": _NEAREST})
        for one in shares.sayings
        if one.side in AGAINST and one.id not in place_of
        for other in find_told(one, shares, pile.holders)
    ]
    asked = [each for each in asked if likely(line.weigh(each[2])) >= _ANSWERS]
    answers = []
    nearest = pile.find_each_nearest([((other,), one) for one, other, _ in asked])
    for (one, other, features), near in zip(asked, nearest, strict=True):
        chance = likely(line.weigh({**features, "near": near}))
        if chance >= _ANSWERS:
            answers.append((-chance, one.order, one.id, other.order, other.id, chance, one, other))
    answered: set[str] = set()
    for *_, chance, one, other in sorted(answers, key=lambda each: each[:5]):
        if one.id in answered:
            continue  # by a likelier one
        answered.add(one.id)
        place = place_of.get(other.id)
        if place is None:
            if frozenset((one.id, other.id)) not in apart:
                place_of[other.id] = place_of[one.id] = len(grown)
                grown.append(Core((other, one), first=False, likely=chance))
        elif not grown[place].first and _may_join(grown[place].members, one, pile.holders, apart):
            place_of[one.id] = place
            grown[place] = grown[place]._replace(members=(*grown[place].members, one))
    return grown


def find_told(one: Saying, shares: Shares, holders: Holders) -> list[Saying]:
    """Find the clauses of other parties that assert what a denial may answer, those that share most first."""
    told = (
        other
        for other in _most_first(shares.find((one,)))
        if other.side not in AGAINST
        and other.attribution.id != one.attribution.id
        and other.answer is None
        and not holders.same_party(one.speaker, other.speaker)
    )
    return list(islice(told, _MOST_ASKED))


def find_near(
    members: Sequence[Saying],
    shares: Shares,
    taken: Collection[str],
    holders: Holders,
    apart: Collection[frozenset[str]],
) -> Iterator[Saying]:
    """Find the free clauses of the story of a claim that share something with it and may join it."""
    if all(each.side not in AGAINST for each in members):
        return
    free = (one for one in _most_first(shares.find(members)) if one.id not in taken and one.answer is None)
    yield from (one for one in islice(free, _MOST_GATHERED) if _may_join(members, one, holders, apart))


def _most_first(shared: Sequence[tuple[float, Saying]]) -> Iterator[Saying]:
    return (one for _, one in sorted(shared, key=lambda each: (-each[0], each[1].order, each[1].id)))


def _may_join(members: Sequence[Saying], one: Saying, holders: Holders, apart: Collection[frozenset[str]]) -> bool:
    """Say whether a clause may be gathered to others: its attribution is not among them, nor its party opposed."""
    return not any(
        each.attribution.id == one.attribution.id
        or ((each.side in AGAINST) is not (one.side in AGAINST) and holders.same_party(each.speaker, one.speaker))
        or frozenset((each.id, one.id)) in apart
        for each in members
    )


def measure_answer(one: Saying, other: Saying) -> dict[str, float]:
    """Measure, but for nearness, what tells whether a clause that denies or has not seen answers one that asserts."""
    befallen, same = (each.statement.objects | each.statement.patients for each in (one, other))
    return {
        "shared": min(_MOST_SHARED, _share(one, other)),
        "by the verb": float(denies_in_words(one)),
        "denied named": min(_MOST_NAMED, sum(one.weights.values())),
        "befalls one": float(not befallen.isdisjoint(same)),
        "one doer": float(not one.statement.agents.isdisjoint(other.statement.agents)),
    }


def measure_member(members: Sequence[Saying], one: Saying, pile: Pile) -> dict[str, float]:
    """Measure, but for nearness, what tells whether a clause speaks of what those of a claim do."""
    return {
        "shared": min(_MOST_SHARED, max(_share(each, one) for each in members)),
        "overlap": max(_overlap(each, one) for each in members),
        "repeated": max(
            (
                pile.measure_repetition(each, one)
                for each in members
                if pile.holders.same_party(each.speaker, one.speaker)
            ),
            default=0.0,
        ),
        "beside": float(any(_are_beside(each, one) for each in members)),
        "opposed": float(one.side in AGAINST),
    }


def _are_beside(one: Saying, other: Saying) -> bool:
    same = one.attribution.article_id == other.attribution.article_id
    return same and abs(one.order[2] - other.order[2]) < _BESIDE


def _named(one: Saying) -> dict[str, float]:
    """Give what a clause names and what happens in it, weighed."""
    return {**one.weights, **{head: max(_HAPPENS, one.weights.get(head, 0.0)) for head in one.statement.heads}}


def _share(one: Saying, other: Saying) -> float:
    here, there = _named(one), _named(other)
    return sum(min(weight, there[stem]) for stem, weight in sorted(here.items()) if stem in there)


def _overlap(one: Saying, other: Saying) -> float:
    """Give the weight of what both name as a part of all that either names, 0 to 1."""
    shared = _share(one, other)
    return shared / max(_HAPPENS, sum(_named(one).values()) + sum(_named(other).values()) - shared)
