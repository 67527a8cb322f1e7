"""Shingles: hashes of runs of words, by which two texts that share words are found without comparing all pairs.

Invariant: a shingle depends on its words alone, never on the process, so that it may be stored and compared later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from zlib import crc32

_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 61) - 1


@lru_cache(maxsize=1 << 17)
def _hash_word(word: str) -> int:
    return (crc32(word.encode("utf-8", "surrogatepass")) + 1) * 0x9E3779B1 & _MASK


def hash_shingles(words: Sequence[str], size: int) -> list[int]:
    """Hash each run of ``size`` words to 61 bits: ``len(words) - size + 1`` numbers, or none. Time is linear."""
    if len(words) < size:
        return []
    top = pow(_BASE, size - 1, _MASK + 1)
    codes = [_hash_word(word) for word in words]
    value = 0
    for code in codes[:size]:
        value = value * _BASE + code & _MASK
    rolling = [value]
    for leaving, entering in zip(codes, codes[size:], strict=False):
        value = (value - leaving * top) * _BASE + entering & _MASK
        rolling.append(value)
    # spread the hashes, whose low bits depend on the last words alone
    return [((value >> 29) ^ value) * 0xBF58476D1CE4E5B9 & _MASK for value in rolling]


def winnow(hashes: Sequence[int], window: int) -> list[int]:
    """Choose some hashes so that each ``window`` consecutive ones hold a chosen one (Schleimer and others, 2003).

    Two texts that share a run of ``window + size - 1`` words share a chosen shingle. Gives distinct hashes, sorted.
    """
    if not hashes:
        return []
    chosen = {least := min(hashes[:window])}
    for leaving, entering in enumerate(hashes[window:]):
        if entering <= least:
            least = entering
        elif hashes[leaving] == least:
            least = min(hashes[leaving + 1 : leaving + window + 1])
        chosen.add(least)
    return sorted(chosen)


def block_by_shingle(chosen: Sequence[Sequence[int]], most: int) -> Iterator[tuple[int, ...]]:
    """Give, for each shingle that 2 to ``most`` of the texts hold, the indices of those texts, ascending.

    Works by one sort of packed numbers: the memory is that of the shingles, and the order is that of the hashes.
    """
    n_bits = max(1, len(chosen).bit_length())
    low = (1 << n_bits) - 1
    packed = sorted(value << n_bits | index for index, values in enumerate(chosen) for value in values)
    start = 0
    while start < len(packed):
        key = packed[start] >> n_bits
        end = start + 1
        while end < len(packed) and packed[end] >> n_bits == key:
            end += 1
        if 2 <= end - start <= most:
            yield tuple(number & low for number in packed[start:end])
        start = end
