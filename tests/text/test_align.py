"""`find_runs`, `chain_runs`, `match_words`, `find_gaps`."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from sayso.text.align import Gap, Run, chain_runs, find_gaps, find_runs, index_shingles, match_words
from sayso.text.shingles import hash_shingles

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=40)


def _runs(a: list[str], b: list[str], size: int) -> list[Run]:
    return find_runs(a, index_shingles(hash_shingles(a, size)), b, hash_shingles(b, size), size)


def test_runs_cover_what_both_hold() -> None:
    """Each shared run of enough words is found at its place on both sides."""
    a = "the ferry sank off the port at dawn on sunday".split()
    b = "at dawn on sunday a ferry sank off the port".split()
    assert _runs(a, b, 4) == [Run(6, 0, 4), Run(1, 5, 5)]


@given(WORDS, WORDS)
def test_runs_hold_equal_words(a: list[str], b: list[str]) -> None:
    """What is matched is equal, word for word."""
    runs = _runs(a, b, 3)
    assert [a[run.a : run.a + run.length] for run in runs] == [b[run.b : run.b + run.length] for run in runs]


@given(WORDS, WORDS)
def test_a_text_within_another_is_covered_whole(a: list[str], b: list[str]) -> None:
    """A text copied into a longer one is one run, or runs without a gap."""
    copied = ["x", *b, "y", "z"]
    runs = _runs([*a, *copied, *a], copied, 3)
    assert sum(run.length for run in runs) == len(copied)


def test_runs_join_over_a_small_gap() -> None:
    """Runs in order with few words between are one passage; a run out of order is another."""
    runs = [Run(0, 0, 5), Run(6, 6, 5), Run(40, 11, 5), Run(2, 16, 5)]
    assert chain_runs(runs, 2) == [runs[:2], [runs[2]], [runs[3]]]


@given(WORDS, WORDS)
def test_matches_and_gaps_make_up_both_sides(a: list[str], b: list[str]) -> None:
    """What is not matched lies in a gap: nothing of either side is lost."""
    runs = match_words(a, b)
    gaps = find_gaps(runs, len(a), len(b))
    n_matched = sum(run.length for run in runs)
    n_apart = [sum(gap.a_end - gap.a_start for gap in gaps), sum(gap.b_end - gap.b_start for gap in gaps)]
    assert [n_matched + n for n in n_apart] == [len(a), len(b)]


@given(WORDS, WORDS)
def test_matching_finds_no_less_than_difflib(a: list[str], b: list[str]) -> None:
    """The longest common subsequence is at least what the standard library finds."""
    theirs = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    assert sum(run.length for run in match_words(a, b)) >= theirs


def test_gaps_of_a_cut_wording() -> None:
    """Words that one side lacks are a gap with nothing on that side."""
    assert find_gaps([Run(1, 0, 2)], 4, 2) == [Gap(0, 1, 0, 0), Gap(3, 4, 2, 2)]
