"""Windows: every piece read once, cut where the words say, and nothing read twice."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.encoder.decode import FloatArray
from sayso.annotate.encoder.sheet import IntArray
from sayso.annotate.encoder.windows import Encoder, cut_windows
from tests.annotate.encoder.rows import made_sheet

PARAGRAPHS = [
    f"the minister said {word} and {word[::-1]} {' '.join(word)}" for word in "abcdef ghijkl mnopqr stuvwx".split()
]


def run(ids: IntArray, quote: IntArray, case: IntArray, gap: IntArray) -> FloatArray:
    """Give rows that depend on all of a window, as the encoder's do."""
    place = np.arange(len(ids))
    return np.stack([ids, quote, case, gap, place, np.full(len(ids), ids.sum())], axis=1).astype(np.float32)


@given(st.lists(st.sampled_from([*PARAGRAPHS, "x " * 200]), max_size=60))
@settings(max_examples=60, deadline=None)
def test_each_piece_is_kept_once(paragraphs: list[str]) -> None:
    """Whatever the text, its windows are of the length allowed and their bodies follow one another to its end."""
    sheet = made_sheet("\n\n".join(paragraphs))
    windows = cut_windows(sheet, 100, 10, 40)
    assert (windows[0].body, windows[-1].end) == (0, len(sheet))
    assert all(a.end == b.body and b.first == max(0, b.body - 10) for a, b in pairwise(windows))
    assert all(window.end - window.first <= 100 for window in windows)


def test_windows_begin_at_lines() -> None:
    """Where a line is within reach, a window's body begins at one."""
    sheet = made_sheet("\n".join(PARAGRAPHS * 12))
    begins = {int(sheet.starts[window.body]) for window in cut_windows(sheet, 100, 10, 40)}
    assert {sheet.text[start - 1 : start] for start in begins} == {"", "\n"}


def test_a_word_is_not_cut() -> None:
    """Where no line is within reach, a window still ends before a word."""
    sheet = made_sheet("unsaid " * 300)
    assert all(sheet.words[window.body] for window in cut_windows(sheet, 100, 10, 40))


def test_what_was_read_before_is_not_read_again() -> None:
    """A text met again costs nothing, and its rows are the same as the first time."""
    encoder, sheet = Encoder(run), made_sheet("\n\n".join(PARAGRAPHS * 20))
    first, n_read = encoder.encode(sheet), encoder.n_read
    assert (encoder.encode(sheet).tolist(), encoder.n_read) == (first.tolist(), n_read)


def test_a_shared_passage_is_read_once() -> None:
    """Two texts that share most of their paragraphs share most of their windows, though they begin otherwise."""
    passage = "\n\n".join(f"{PARAGRAPHS[i % 4]} {'abcdefghij'[i % 10]} {'klmnopqrst'[i % 7]}" for i in range(200))
    encoder = Encoder(run)
    encoder.encode(made_sheet(passage))
    copy = made_sheet("the minister said\n\n" + passage)
    n_read = encoder.n_read
    encoder.encode(copy)
    assert encoder.n_read - n_read < len(copy) / 4


@given(
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=40), st.lists(st.sampled_from(PARAGRAPHS), max_size=40)
)
@settings(max_examples=40, deadline=None)
def test_rows_do_not_depend_on_what_was_read_before(one: list[str], other: list[str]) -> None:
    """A text has the same rows after another as alone."""
    encoder, sheet = Encoder(run, 3), made_sheet("\n\n".join(one))
    encoder.encode(made_sheet("\n\n".join(other)))
    assert encoder.encode(sheet).tolist() == Encoder(run).encode(sheet).tolist()
