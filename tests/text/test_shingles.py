"""`hash_shingles`, `winnow`, `block_by_shingle`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.text.shingles import block_by_shingle, hash_shingles, winnow

WORDS = st.lists(st.sampled_from(["the", "ferry", "sank", "off", "port", "at", "dawn"]), max_size=60)


def test_hashes_are_the_same_in_every_process() -> None:
    """A shingle may be stored: its number depends on its words alone."""
    assert hash_shingles(["the", "ferry", "sank"], 2) == [1472183808543329584, 2175442065631778060]


@given(WORDS, WORDS, st.integers(1, 6))
def test_a_shingle_depends_on_its_words_alone(before: list[str], after: list[str], size: int) -> None:
    """The same run of words hashes alike wherever it stands."""
    run = ["a", "mayor", "spoke", "for", "an", "hour"][:size]
    hashes = hash_shingles([*before, *run, *after], size)
    assert hashes[len(before)] == hash_shingles(run, size)[0]


def test_too_few_words_have_no_shingle() -> None:
    """Fewer words than the size give nothing."""
    assert hash_shingles(["one", "two"], 3) == []


@given(st.lists(st.integers(0, 1000), min_size=1), st.integers(1, 10))
def test_each_window_holds_a_chosen_hash(hashes: list[int], window: int) -> None:
    """Winnowing leaves no gap as long as the window."""
    chosen = set(winnow(hashes, window))
    windows = [hashes[i : i + window] for i in range(max(1, len(hashes) - window + 1))]
    assert [bool(chosen.intersection(part)) for part in windows] == [True] * len(windows)


def test_blocks_name_the_texts_that_share_a_shingle() -> None:
    """A shingle of one text, or of too many, makes no block."""
    assert list(block_by_shingle([[1, 2, 9], [2, 3, 9], [3, 9], [2, 9]], most=3)) == [(0, 1, 3), (1, 2)]
