"""Which wordings are one utterance, two by two: by the words they share, by the trained line, by how near they are.

Invariant: a match depends on the two wordings alone. Candidates share a speaker and words of content, or many words in
a row, so that time stays near linear in the wordings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from sayso.relate.frequencies import weigh_stem
from sayso.relate.gathered import Nearness
from sayso.relate.rewording import Phrase, measure_rewording
from sayso.relate.wordings import Wording
from sayso.text.align import Run, match_words
from sayso.text.shingles import block_by_shingle, hash_shingles
from sayso.text.words import FUNCTION_STEMS

LEAST_WEIGHT = 1.5  # of a wording that is compared at all
LEAST_WEIGHT_QUOTED = 0.8  # of the words of content of one that says less, if it is quoted: “despicable”
LEAST_SHARED = 2.0  # weight of the words that two wordings share
LEAST_LIKENESS = 0.5  # part of the shorter wording, by weight, that both have
LEAST_LIKENESS_SHORT = 0.6  # the same where the shorter weighs less than SHORT
SHORT = 3.0
LEAST_LIKENESS_TOLD = 0.7  # the same for a quotation and what is told outside quotation marks, in any words
LEAST_REPEATED = 0.85  # the same for two wordings in one article, and where the shorter has one content word
LEAST_SHARED_TOLD, LEAST_CLAUSE = 2, 5  # content words that what is told shares; words of it that say something
LEAST_LIKENESS_NEAR = 0.4  # the same for two wordings that are asked how near they are
LEAST_NEAR, LEAST_NEAR_ALIKE = 0.75, 0.68  # cosine of two wordings as wholes, one of them told; of two that are alike
LEAST_TOLD = 3  # content words of a wording that is told, or whose speaker is not known
LEAST_VERBATIM, LEAST_VERBATIM_WORDS = 0.9, 7  # what joins the wordings of two speakers
LEAST_RUN = 4  # words in a row that two wordings share before they are compared whoever says them
LONG_VERBATIM_WORDS = 16  # so many are a whole sentence, however much the longer one goes on
LEAST_LIKENESS_UNKNOWN, LEAST_SHARED_UNKNOWN = 0.55, 5.0  # what joins a wording whose speaker is not known
LEAST_LIKENESS_REWORDED, LEAST_REWORDED = 0.36, 0.6  # less likeness is enough if the trained line says "the same"
LEAST_STRETCH, MOST_BETWEEN = 5.0, 2  # weight of a stretch that both have to the word, but for so many words at a time
LEAST_SHARED_PART = 0.3  # what the words that two wordings share may come to at best: else they are not compared
LEAST_SAID_AGAIN = 0.95  # the same for two wordings of two occasions: the words themselves, cited later
SAME_DAYS = 3  # apart: what is alike and printed later is said again
MOST_WORDINGS = 400  # a stem in more wordings of one speaker than this says nothing of a pair
_NEGATED = re.compile(r"\b(?:not?|never|none|nobody|nothing|neither|nor|false)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unique:
    """All attributions of one speaker with the same stems, told denials apart. ``speaker`` may be ``None``: no name.

    ``names`` are the stems that are names, ``near`` are entities named around one whose speaker is not known,
    ``told`` are the outlets that it was told to, and ``days`` the first and last day on which it was printed.
    """

    speaker: str | None
    stems: tuple[str, ...]
    weight: float
    wordings: tuple[Wording, ...]
    articles: frozenset[str]
    names: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    told: frozenset[tuple[str, ...]] = frozenset()
    days: tuple[date, date] | None = None

    @property
    def is_told(self) -> bool:
        """Say whether no wording is a quotation."""
        return all(wording.is_told for wording in self.wordings)


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two unique wordings are, and which stems of each are matched.

    ``score`` ranks: it is the ``likeness``, less where another speaker or no quotation is the second choice.
    ``stretch`` weighs the heaviest stretch that both have nearly word for word.
    """

    score: float
    a: int
    b: int
    a_stems: frozenset[int]
    b_stems: frozenset[int]
    likeness: float
    stretch: float = 0.0


def _is_said_again(a: Unique, b: Unique) -> bool:
    """Say whether two wordings were told to different media, or printed on days too far apart to be one occasion."""
    if (
        a.told
        and b.told
        and not any(set(one) <= set(other) for x in a.told for y in b.told for one, other in ((x, y), (y, x)))
    ):
        return True
    if a.days is None or b.days is None:
        return False
    return max(a.days[0] - b.days[1], b.days[0] - a.days[1]) > timedelta(days=SAME_DAYS)


def match_one_speaker(uniques: Sequence[Unique], nearness: Nearness | None) -> list[Match]:
    """Compare wordings of one named speaker that share two content stems.

    One whose speaker is not known is compared with those of whoever is named beside it.
    """
    by_stem: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
    for index, unique in enumerate(uniques):
        for speaker in [unique.speaker] if unique.speaker else sorted(unique.near):
            for stem in sorted(set(unique.stems)):
                if stem not in FUNCTION_STEMS:
                    by_stem.setdefault((speaker, stem), ([], []))[unique.is_told].append(index)
    n_shared: Counter[tuple[int, int]] = Counter()
    for quoted, told in by_stem.values():
        if len(quoted) <= MOST_WORDINGS:
            for place, i in enumerate(quoted):
                for j in quoted[place + 1 :]:
                    if uniques[i].speaker or uniques[j].speaker:
                        n_shared[i, j] += 1
                for j in told if len(told) <= MOST_WORDINGS else ():
                    n_shared[min(i, j), max(i, j)] += 1
        for place, i in enumerate(told if len(told) <= MOST_WORDINGS else ()):
            for j in told[place + 1 :]:
                n_shared[i, j] += 1
    matches: list[Match] = []
    unsure: list[_Unsure] = []
    for (i, j), n in sorted(n_shared.items()):
        shorter = min(uniques[i].weight, uniques[j].weight)
        if uniques[i].is_told or uniques[j].is_told:
            one = _match_told(uniques, i, j, n) if n >= LEAST_SHARED_TOLD else None
            if one is not None and one.least:
                unsure.append(one)
            elif one is not None:
                matches.append(one.match)
            continue
        if not (uniques[i].speaker and uniques[j].speaker) and _n_content(uniques[i], uniques[j]) < LEAST_TOLD:
            continue  # a term that many use: “bump stock”
        if n >= (1 if shorter < SHORT else 2) and n + 0.4 * shorter >= LEAST_SHARED_PART * shorter:
            match = _compare(uniques, i, j)
            least = _least_likeness(uniques[i], uniques[j])
            if match.score < least < LEAST_REPEATED and (
                match.stretch >= LEAST_STRETCH
                or (match.score >= LEAST_LIKENESS_REWORDED and _is_reworded(uniques[i], uniques[j]))
            ):
                least = match.score
            enough = LEAST_WEIGHT_QUOTED if match.score >= LEAST_REPEATED else LEAST_SHARED
            if match.score >= least and match.score * shorter >= enough:
                matches.append(match)
    if nearness is not None:
        near = nearness([each.words for each in unsure])
        matches += [each.match for each, found in zip(unsure, near, strict=True) if found >= each.least]
    return matches


class _Unsure(NamedTuple):
    """Two wordings that are one if what they say is as near as ``least``; by their words already if that is 0."""

    match: Match
    words: tuple[str, str]
    least: float


def _match_told(uniques: Sequence[Unique], i: int, j: int, n_shared: int) -> _Unsure | None:
    """Compare what one article tells in its own words with a quotation of the same speaker, or with what another tells.

    Nearly all of the shorter one stands in the longer, the trained line takes them for one, or they may be near as
    wholes.
    """
    a, b = uniques[i], uniques[j]
    both, here = a.is_told and b.is_told, bool(a.articles & b.articles)
    if a.speaker != b.speaker or _is_said_again(a, b) or (both and here):
        return None
    if _count_otherwise(a, b) or _deny_otherwise(a, b):
        return None
    match = _compare(uniques, i, j)
    few = min(_n_content(a, b), n_shared) < LEAST_TOLD
    if few:
        shorter = min((a, b), key=lambda unique: len(unique.stems))
        clause = shorter.is_told and len(shorter.stems) >= LEAST_CLAUSE  # a short quotation may be a term: “travel ban”
        enough = not both and clause and match.score >= LEAST_SAID_AGAIN
    elif both or here:
        enough = match.score >= LEAST_REPEATED
    else:
        enough = match.score >= LEAST_LIKENESS_TOLD or (match.score >= LEAST_LIKENESS and _is_reworded(a, b))
    if not enough and match.score < LEAST_LIKENESS_NEAR:
        return None
    near = LEAST_NEAR if few or here or match.score < LEAST_LIKENESS else LEAST_NEAR_ALIKE
    return _Unsure(replace(match, score=match.score / 2), (_words_of(a), _words_of(b)), 0.0 if enough else near)


def _count_otherwise(a: Unique, b: Unique) -> bool:
    """Say whether each of two wordings has a number that the other lacks: a later count is another statement."""
    one, other = ({stem for stem in unique.stems if stem[:1].isdigit()} for unique in (a, b))
    return bool(one - other) and bool(other - one)


def _deny_otherwise(a: Unique, b: Unique) -> bool:
    """Say whether one denies what the other says without a "not": "denied that he took it", "said he took it"."""
    denied = [all(each.denies for each in unique.wordings) for unique in (a, b)]
    plain = [unique for unique, denies in zip((a, b), denied, strict=True) if not denies]
    return len(plain) == 1 and _NEGATED.search(_words_of(plain[0])) is None


def _words_of(unique: Unique) -> str:
    wording = unique.wordings[0]
    return " ".join(piece.cut(wording.article.text) for piece in wording.pieces)


def match_any_speaker(uniques: Sequence[Unique]) -> list[Match]:
    """Compare wordings whose speakers differ or are not known: only what is nearly the same is one utterance.

    What an article tells of "officials" is compared, too, and has to be nearly the same whoever says the other.
    """
    long = [i for i, each in enumerate(uniques) if len(each.stems) >= LEAST_RUN and not (each.is_told and each.speaker)]
    shingles = [sorted(set(hash_shingles(uniques[index].stems, LEAST_RUN))) for index in long]
    pairs: set[tuple[int, int]] = set()
    for holders in block_by_shingle(shingles, 32):
        for place, i in enumerate(holders):
            pairs.update((long[i], long[j]) for j in holders[place + 1 :])
    matches = []
    for i, j in sorted(pairs):
        a, b = uniques[i], uniques[j]
        if a.speaker is not None and a.speaker == b.speaker:
            continue
        match = _compare(uniques, i, j)
        told = a.is_told or b.is_told
        if told and (a.articles & b.articles or _count_otherwise(a, b) or _deny_otherwise(a, b)):
            continue
        unknown = (a.speaker is None or b.speaker is None) and not told
        if min(len(a.stems), len(b.stems)) < LEAST_VERBATIM_WORDS:
            matches += [replace(match, score=match.score / 2)] if unknown and _is_quoted_within(a, b) else []
            continue
        least = LEAST_LIKENESS_UNKNOWN if unknown and not a.articles & b.articles else LEAST_VERBATIM
        half = min(max(len(a.stems), len(b.stems)) // 2, LONG_VERBATIM_WORDS)
        n_least = LEAST_VERBATIM_WORDS if unknown else max(LEAST_VERBATIM_WORDS, half)
        shared = match.score * min(a.weight, b.weight)
        enough = shared >= (LEAST_SHARED if match.score >= LEAST_VERBATIM else LEAST_SHARED_UNKNOWN)
        if match.score >= least and enough and len(match.a_stems) >= n_least:
            matches.append(replace(match, score=match.score / 2))
    return matches


def _is_quoted_within(a: Unique, b: Unique) -> bool:
    """Say whether all of the shorter, if it says enough, stands in the longer in a row: “an assault on our port”."""
    short, long = sorted((a.stems, b.stems), key=len)
    content = [weigh_stem(stem) for stem in short if stem not in FUNCTION_STEMS]
    n = len(short)
    in_a_row = any(long[start : start + n] == short for start in range(len(long) - n + 1))
    return in_a_row and len(content) > 1 and sum(content) >= LEAST_WEIGHT and not _is_said_again(a, b)


def _n_content(a: Unique, b: Unique) -> int:
    """Count the content words of the one that has fewer."""
    return min(sum(stem not in FUNCTION_STEMS for stem in unique.stems) for unique in (a, b))


def _least_likeness(a: Unique, b: Unique) -> float:
    """Ask more of wordings that say little, and most of two wordings in one article: there only a repetition counts."""
    n_content = _n_content(a, b)
    if _is_said_again(a, b):
        return LEAST_SAID_AGAIN
    if n_content < 2 or a.articles & b.articles:
        return LEAST_REPEATED
    return LEAST_LIKENESS_SHORT if min(a.weight, b.weight) < SHORT else LEAST_LIKENESS


def _compare(uniques: Sequence[Unique], i: int, j: int) -> Match:
    """Score two wordings: the mean of what they share in order and in any order, by weight, of the shorter one.

    Of a much longer wording only the stretch that shares most is looked at: words from all over a long answer are not
    a short one.
    """
    a, b = uniques[i].stems, uniques[j].stems
    a_start, a_end = _nearest_stretch(a, b) if len(a) > len(b) else (0, len(a))
    b_start, b_end = _nearest_stretch(b, a) if len(b) > len(a) else (0, len(b))
    runs = match_words(a[a_start:a_end], b[b_start:b_end])
    a_stems = frozenset(a_start + run.a + n for run in runs for n in range(run.length))
    b_stems = frozenset(b_start + run.b + n for run in runs for n in range(run.length))
    ordered = sum(weigh_stem(a[index]) for index in sorted(a_stems))
    common = Counter(a[a_start:a_end]) & Counter(b[b_start:b_end])
    any_order = sum(weigh_stem(stem) * n for stem, n in sorted(common.items()))
    score = (ordered + any_order) / 2 / min(uniques[i].weight, uniques[j].weight)
    return Match(score, i, j, a_stems, b_stems, score, _weigh_stretch(runs, a[a_start:a_end]))


def _weigh_stretch(runs: Sequence[Run], a: Sequence[str]) -> float:
    """Weigh the heaviest sequence of runs with at most MOST_BETWEEN other words on either side between two of them."""
    best = weight = 0.0
    for place, run in enumerate(runs):
        if place:
            last = runs[place - 1]
            if max(run.a - last.a, run.b - last.b) - last.length > MOST_BETWEEN:
                weight = 0.0
        weight += sum(weigh_stem(stem) for stem in a[run.a : run.a + run.length])
        best = max(best, weight)
    return best


def _is_reworded(a: Unique, b: Unique) -> bool:
    """Say whether the trained line takes the shorter and the stretch of the longer that is nearest to it for one."""
    short, long = sorted((a, b), key=lambda unique: (len(unique.stems), unique.stems))
    start, end = _nearest_stretch(long.stems, short.stems)
    here, there = Phrase(short.stems, short.names), Phrase(long.stems[start:end], long.names)
    return measure_rewording(here, there) >= LEAST_REWORDED


def _nearest_stretch(long: Sequence[str], short: Sequence[str]) -> tuple[int, int]:
    """Find the stretch of ``long``, half as long again as ``short``, that holds most of its weight. Time is linear."""
    size = len(short) + len(short) // 2 + 4
    if len(long) <= size:
        return 0, len(long)
    left = Counter(short)
    weight, best, best_start = 0.0, -1.0, 0
    for end, stem in enumerate(long):
        if end >= size and (gone := long[end - size]) in left:
            left[gone] += 1
            weight -= weigh_stem(gone) if left[gone] > 0 else 0
        if stem in left:
            weight += weigh_stem(stem) if left[stem] > 0 else 0
            left[stem] -= 1
        if weight > best + 1e-9:
            best, best_start = weight, max(0, end - size + 1)
    return best_start, min(len(long), best_start + size)
