"""What the encoder reads beside the pieces: which marks open and close, and what stands between two pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.encoder.sheet import (
    CLOSES,
    CONTINUES,
    GLUED,
    INSIDE,
    LINE,
    LONE,
    NESTED,
    OPENS,
    OUTSIDE,
    PARAGRAPH,
    SPACED,
    TEXT_START,
    find_marks,
    leave_out,
)
from sayso.model.span import Span
from tests.annotate.encoder.rows import MAKER, made_sheet


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("“A,” he said.", [(OPENS, 0), (CLOSES, 0)]),
        ('"A," he said.', [(OPENS, 0), (CLOSES, 0)]),
        ("''A,'' he said.", [(OPENS, 0), (CLOSES, 0)]),
        ("“A ‘b’ c,” he said.", [(OPENS, 0), (OPENS, 1), (CLOSES, 1), (CLOSES, 0)]),
        ("‘The minister’s a b,’ he said.", [(OPENS, 0), (CLOSES, 0)]),
        ("The ministers' boat isn't here.", []),
        ("It ended” here.", [(LONE, 0)]),
        ("“One\nTwo” three", [(OPENS, 0), (LONE, 0)]),
    ],
)
def test_marks_open_and_close(text: str, does: list[tuple[int, int]]) -> None:
    """A mark opens, closes, or stands alone on its line; apostrophes are no marks."""
    assert [(mark.does, mark.depth) for mark in find_marks(text)] == does


def test_each_piece_has_its_quotation_state() -> None:
    """A piece is outside, inside, a mark that opens or closes, or inside a quotation within one."""
    sheet = made_sheet("“a ‘b’ c” d\n“e\nf")
    states = [OPENS, INSIDE, NESTED, NESTED, NESTED, INSIDE, CLOSES, OUTSIDE, OPENS, INSIDE, OUTSIDE]
    assert sheet.quote.tolist() == states


def test_each_piece_has_the_gap_before_it() -> None:
    """Pieces of one word, marks beside it, spaces, and breaks of line and paragraph are told apart."""
    sheet = made_sheet("unsaid, said\nsaid\n\nsaid")
    gaps = [TEXT_START, CONTINUES, GLUED, SPACED, LINE, PARAGRAPH]
    assert (sheet.gap.tolist(), sheet.lines.tolist()) == (gaps, [0, 0, 0, 0, 1, 2])


@given(st.text(alphabet="a “”‘’\"'`«»\n.S1"))
def test_any_marks_make_a_sheet(text: str) -> None:
    """Whatever a text's quotation marks do, each piece has one entry in every array."""
    sheet = MAKER.sheet(text)
    arrays = (sheet.starts, sheet.ends, sheet.quote, sheet.case, sheet.gap, sheet.words, sheet.lines)
    assert {len(array) for array in arrays} == {len(sheet)}


def test_furniture_is_as_if_it_were_not_there() -> None:
    """Pieces that touch furniture are gone, and what follows them begins a paragraph."""
    sheet = leave_out(made_sheet("said said\nthe minister\nsaid unsaid"), [Span(10, 22)])
    shown = [sheet.text[start:end] for start, end in zip(sheet.starts, sheet.ends, strict=True)]
    assert (shown, sheet.gap.tolist()) == (
        ["said", "said", "said", "un", "said"],
        [TEXT_START, SPACED, PARAGRAPH, SPACED, CONTINUES],
    )


def test_a_text_of_furniture_alone_is_empty() -> None:
    """Where everything is furniture nothing is left to read."""
    assert len(leave_out(made_sheet("said said"), [Span(0, 9)])) == 0
