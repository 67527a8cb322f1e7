"""Alignment of two sequences of words: passages they share, and the differences between two wordings.

Invariant: whatever is matched is equal, word for word; nothing is matched because it is near.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

_STEP = 16  # words compared at once


class Run(NamedTuple):
    """``length`` equal words, from index ``a`` of one sequence and index ``b`` of the other."""

    a: int
    b: int
    length: int


class Gap(NamedTuple):
    """A difference: words ``a_start:a_end`` of one sequence stand for words ``b_start:b_end`` of the other."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


def index_shingles(hashes: Sequence[int]) -> dict[int, Sequence[int]]:
    """Index the places of each shingle of a text, from `hash_shingles`, ascending."""
    # most have one place: a range, for the garbage collector need not go through it
    places: dict[int, Sequence[int]] = {value: range(place, place + 1) for place, value in enumerate(hashes)}
    if len(places) < len(hashes):
        repeated: dict[int, list[int]] = {}
        for place, value in enumerate(hashes):
            if places[value][0] != place:
                repeated.setdefault(value, []).append(place)
        for value, earlier in repeated.items():
            places[value] = [*earlier, *places[value]]
    return places


def find_runs(
    a: Sequence[str],
    a_places: Mapping[int, Sequence[int]],
    b: Sequence[str],
    b_hashes: Sequence[int],
    size: int,
    most_places: int = 16,
) -> list[Run]:
    """Cover ``b``, left to right, with the longest runs of at least ``size`` words that ``a`` holds too.

    Seeds are the shared shingles (of ``a`` from `index_shingles`, of ``b`` from `hash_shingles`, both of ``size``),
    each grown to the right while words are equal. Runs are disjoint in ``b``; of equally long ones the run that goes on
    from the one before wins, then the first in ``a``. A shingle repeated in ``a`` is tried at ``most_places`` places,
    so that no text costs more than linear time.
    """
    runs: list[Run] = []
    done, expected = 0, 0
    for place in [place for place, value in enumerate(b_hashes) if value in a_places]:
        if place < done:
            continue
        best_start, best_length = 0, 0
        for start in a_places[b_hashes[place]][:most_places]:
            length = _common_length(a, start, b, place)
            if length >= size and (length > best_length or (length == best_length and best_start < expected <= start)):
                best_start, best_length = start, length
        if best_length:
            runs.append(Run(best_start, place, best_length))
            done, expected = place + best_length, best_start + best_length
    return runs


def _common_length(a: Sequence[str], i: int, b: Sequence[str], j: int) -> int:
    n, most = 0, min(len(a) - i, len(b) - j)
    while n + _STEP <= most and a[i + n : i + n + _STEP] == b[j + n : j + n + _STEP]:
        n += _STEP
    while n < most and a[i + n] == b[j + n]:
        n += 1
    return n


def chain_runs(runs: Sequence[Run], most_gap: int) -> list[list[Run]]:
    """Join neighbouring runs that keep their order and lie at most ``most_gap`` words apart on both sides."""
    chains: list[list[Run]] = []
    for run in runs:
        if chains:
            last = chains[-1][-1]
            if 0 <= run.a - (last.a + last.length) <= most_gap and run.b - (last.b + last.length) <= most_gap:
                chains[-1].append(run)
                continue
        chains.append([run])
    return chains


def match_words(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Match two short sequences by their longest common subsequence: runs of equal words, ascending on both sides."""
    codes: dict[str, str] = {}
    first = "".join(codes.setdefault(word, chr(0xF0000 + len(codes) % 0xFFFF)) for word in a)
    second = "".join(codes.setdefault(word, chr(0xF0000 + len(codes) % 0xFFFF)) for word in b)
    runs: list[Run] = []
    for block in Indel.opcodes(first, second):
        if block.tag == "equal":
            runs.append(Run(block.src_start, block.dest_start, block.src_end - block.src_start))
    return runs


def find_gaps(runs: Sequence[Run], n_a: int, n_b: int) -> list[Gap]:
    """Give what lies between the runs, and before and after them: the differences of the two sequences."""
    gaps: list[Gap] = []
    i = j = 0
    for run in (*runs, Run(n_a, n_b, 0)):
        if run.a > i or run.b > j:
            gaps.append(Gap(i, run.a, j, run.b))
        i, j = run.a + run.length, run.b + run.length
    return gaps
