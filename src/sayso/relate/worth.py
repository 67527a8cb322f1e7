"""What a claim is worth: how likely all that stands in it speaks of one matter, and that two parties do indeed.

Invariant: a worth depends on the clauses, on who speaks and on the words around them alone; the weights are data
(``lexicon/worth.txt``, made by ``training/worth.py``). It says nothing of who is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, inf, log
from typing import NamedTuple

from sayso.model.annotation import Attribution, Basis, EntityKind
from sayso.model.article import Article
from sayso.model.relation import Side
from sayso.relate.blame import is_blame
from sayso.relate.frequencies import weigh_stem
from sayso.relate.names import key_of_body
from sayso.relate.parties import seat_of
from sayso.relate.rewording import Phrase, read_phrase
from sayso.relate.stances import judge_entailment
from sayso.relate.statements import Statement
from sayso.text.align import match_words
from sayso.text.words import FUNCTION_STEMS, STOPWORDS, find_words, stem_word

_SURE_MATTER, _SURE_PARTIES = 0.5, 0.4  # a claim is seen first from these on
_LEAST_MATTER = 0.1  # and not shown at all below this
_LEAST_TIE = 0.4  # likelihood below which a tie parts a claim that is not sure
_AROUND = 250  # code points on either side of a clause whose words tell what its article speaks of there
_BESIDE = 60  # and of source and cue, in which another party's name is a sign that he speaks for it
MOST_LOOKED = 12  # members before it with which a member is compared, the best stated
_FLOOR = 1e-3  # of a probability before its logarithm
_MOST_ALONE = 6.0  # weight that one of two clauses names alone
_TURNING = frozenset((Basis.DENIES, Basis.DOUBTS))


@dataclass(frozen=True, slots=True)
class Told:
    """A clause of a claim as weighed, with what stands around it and beside who says it."""

    statement: Statement
    weights: Mapping[str, float]
    side: Side
    attribution: Attribution
    party: tuple[str, ...]
    words: str
    phrase: Phrase
    matter: Counter[str]
    around: frozenset[str]
    beside: frozenset[str]
    name: frozenset[str]
    body: frozenset[str]


class Weighed(NamedTuple):
    """How likely, 0 to 1, a claim speaks of one matter, and has two parties.

    ``parts`` are the places of its members, parted where the tie between two is weak.
    """

    matter: float
    parties: float
    parts: tuple[tuple[int, ...], ...]

    @property
    def worth(self) -> float:
        """Give the probability of both."""
        return self.matter * self.parties

    @property
    def is_sure(self) -> bool:
        """Say whether both are likely enough for a claim that is seen first."""
        return self.matter >= _SURE_MATTER and self.parties >= _SURE_PARTIES

    @property
    def is_shown(self) -> bool:
        """Say whether it is worth showing at all."""
        return self.matter >= _LEAST_MATTER


def read_told(
    article: Article,
    attribution: Attribution,
    statement: Statement,
    weights: Mapping[str, float],
    side: Side,
    party: tuple[str, ...],
) -> Told:
    """Read what stands in and around a clause."""
    span, text = statement.span, article.text
    words = span.cut(text)
    ends = [each for each in (attribution.source, attribution.cue) if each is not None] or [attribution.content[0]]
    start, end = min(each.start for each in ends), max(each.end for each in ends)
    name = attribution.speaker.name if attribution.speaker is not None else ""
    phrase = read_phrase(words)
    return Told(
        statement=statement,
        weights=weights,
        side=side,
        attribution=attribution,
        party=party,
        words=words,
        phrase=phrase,
        matter=Counter(stem for stem in phrase.stems if _is_matter(stem)),
        around=_stems(text[max(0, span.start - _AROUND) : span.start] + " " + text[span.end : span.end + _AROUND]),
        beside=frozenset(find_words(text[max(0, start - _BESIDE) : end + _BESIDE]).forms),
        name=frozenset(form for form in find_words(name).forms if form not in STOPWORDS),
        body=seat_of(frozenset(key_of_body(name))),
    )


def _is_matter(stem: str) -> bool:
    return stem not in FUNCTION_STEMS and stem not in STOPWORDS


def _stems(text: str) -> frozenset[str]:
    return frozenset(filter(_is_matter, map(stem_word, find_words(text).forms)))


def measure_tie(a: Told, b: Told) -> dict[str, float]:
    """Measure what tells whether two clauses speak of one matter; it does not matter which is first.

    Of two on one side most is told by the words that they share; of two that are opposed, by what the one that does
    not assert names and the other's article does not, and by how it denies.
    """
    likely = min(1 - _FLOOR, max(judge_entailment(a.words, b.words), judge_entailment(b.words, a.words), _FLOOR))
    entailment = log(likely / (1 - likely))
    blamed = float(is_blame(a.statement) and is_blame(b.statement))
    if are_opposed(a, b):
        turned, asserting = (b, a) if a.side is Side.ASSERTED else (a, b)
        return {
            "entailment": entailment,
            "alone": min(_MOST_ALONE, _weigh_alone(turned, asserting)),
            "by the verb": float(not _TURNING.isdisjoint((a.attribution.basis, b.attribution.basis))),
            "blamed": blamed,
            "seen": float(Side.OBSERVED in (a.side, b.side)),
        }
    befallen, other = (each.statement.patients | each.statement.objects for each in (a, b))
    return {
        "entailment": entailment,
        "words": _weigh(a.matter & b.matter) / max(1.0, _weigh(a.matter), _weigh(b.matter)),
        "blamed": blamed,
        "befalls others": float(bool(befallen and other) and befallen.isdisjoint(other)),
    }


def measure_voices(a: Told, b: Told) -> dict[str, float]:
    """Measure what tells whether two clauses are of two parties; it does not matter which is first."""
    runs = match_words(*sorted((a.phrase.stems, b.phrase.stems)))
    speakers = (a.attribution.speaker, b.attribution.speaker)
    return {
        "run": log(1 + max((run.length for run in runs), default=0)),
        "opposed": float(are_opposed(a, b)),
        "beside": float(not (a.name.isdisjoint(b.beside) and b.name.isdisjoint(a.beside))),
        "one body": float(not a.body.isdisjoint(b.body)),
        "people": float(all(each is not None and each.kind is EntityKind.PERSON for each in speakers)),
    }


def weigh_claim(members: Sequence[Told]) -> Weighed:
    """Weigh the clauses of a claim, the best stated first. Time is linear in the members, beyond the first few.

    Each is tied to the one before it with which it agrees most; the claim is of one matter as far as the weakest of
    these ties. It has two parties as far as the two of it that are farthest apart.
    """
    lines = load_lines()
    more = {"attributions": log(len({member.attribution.id for member in members}))}
    weakest = inf
    part_of = [0]
    for place, member in enumerate(members[1:], 1):
        before = members[: min(place, MOST_LOOKED)]
        height, at = max((weigh_tie(member, other, lines, more), -at) for at, other in enumerate(before))
        weakest = min(weakest, height)
        part_of.append(part_of[-at] if likely(height) >= _LEAST_TIE else place)
    parts = tuple(tuple(i for i, part in enumerate(part_of) if part == first) for first in sorted(set(part_of)))
    return Weighed(likely(weakest), likely(_weigh_parties(members, lines["parties"])), parts)


def weigh_tie(a: Told, b: Told, lines: Mapping[str, Line], more: Mapping[str, float]) -> float:
    """Give the height of the line for two that agree, or of the one for two that do not."""
    return lines["opposed" if are_opposed(a, b) else "agreed"].weigh({**measure_tie(a, b), **more})


def _weigh_parties(members: Sequence[Told], line: Line) -> float:
    """Weigh the two parties that are farthest apart; two are as near as the clauses of them that are nearest."""
    apart: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
    for place, member in enumerate(members):
        for other in members[: min(place, MOST_LOOKED)]:
            if member.party != other.party:
                first, second = sorted((member.party, other.party))
                height = line.weigh(measure_voices(member, other))
                apart[first, second] = min(height, apart.get((first, second), height))
    return max(apart.values(), default=0.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A trained line: a constant under ``one``, and a weight for each feature."""

    weights: Mapping[str, float]

    def weigh(self, features: Mapping[str, float]) -> float:
        """Give the height of the line, whose logistic function is a probability."""
        return self.weights["one"] + sum(self.weights[name] * value for name, value in features.items())


@cache
def load_lines(name: str = "worth.txt") -> Mapping[str, Line]:
    """Load the lines of a file of weights: of ``worth.txt`` those for ties and for two parties."""
    text = files("sayso.relate").joinpath("lexicon", name).read_text(encoding="utf-8")
    lines: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            which, name, weight = line.split("\t")
            lines.setdefault(which, {})[name] = float(weight)
    return {which: Line(weights) for which, weights in lines.items()}


def likely(height: float) -> float:
    """Give the probability of a height."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, height))))


def are_opposed(a: Told, b: Told) -> bool:
    """Say whether one of two clauses asserts what the other does not."""
    return (a.side is Side.ASSERTED) is not (b.side is Side.ASSERTED)


def _weigh(count: Counter[str]) -> float:
    return sum(weigh_stem(stem) * n for stem, n in sorted(count.items()))


def _weigh_alone(one: Told, other: Told) -> float:
    """Weigh what one names that stands neither in the other clause nor around it."""
    known = other.around | other.matter.keys()
    return sum(weight for stem, weight in sorted(one.weights.items()) if stem not in known)
