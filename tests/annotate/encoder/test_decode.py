"""From rows to attributions: what the rows say, at whole words, within one line."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.encoder.decode import Settings, _best_stretch, best_path, decode, to_words
from sayso.annotate.encoder.naming import KINDS, link_names, mean_chances, place_spans, read_chances
from tests.annotate.encoder.rows import HEADS, made_rows, made_sheet

TEXT = "The minister said it is a fine day for us.\nNone of it was true."


def found(text: str, **spans: tuple[str, ...]) -> list[tuple[list[str], list[str], list[str]]]:
    """Give the texts of sources, cues and contents decoded from rows that say exactly these."""
    sheet = made_sheet(text)
    return [
        (
            [text[slice(*s)] for s in item.source],
            [text[slice(*s)] for s in item.cue],
            [text[slice(*s)] for s in item.content],
        )
        for item in decode(sheet, made_rows(sheet, **spans), HEADS, Settings())
    ]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        (
            {"source": ("The minister",), "cue": ("said",), "content": ("it is a fine day",)},
            [(["The minister"], ["said"], ["it is a fine day"])],
        ),
        ({"cue": ("said",), "content": ("it is a fine day",)}, [([], ["said"], ["it is a fine day"])]),
        ({"source": ("The minister",), "content": ("it is a fine day",)}, []),
        ({"source": ("The minister",), "cue": ("said",)}, []),
    ],
)
def test_decodes_what_the_rows_say(
    spans: dict[str, tuple[str, ...]], expected: list[tuple[list[str], list[str], list[str]]]
) -> None:
    """A cue with a content is an attribution, with a source or without; a content alone is none."""
    assert found(TEXT, **spans) == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("as much on Monday.", ["as much"]),
        ("so, and left.", ["so"]),
        ("otherwise.", ["otherwise"]),
        ("as much as he could.", None),
        ("so much of it.", None),
        ("nothing.", None),
    ],
)
def test_what_stands_for_a_report_is_its_content(rest: str, expected: list[str] | None) -> None:
    """Of a cue with a source, "as much" or "so" right behind it is what was said, though the rows do not say so."""
    got = found(f"The minister said {rest}", source=("The minister",), cue=("said",))
    assert got == ([] if expected is None else [(["The minister"], ["said"], expected)])
    assert found(f"The minister said {rest}", cue=("said",)) == []


def test_no_content_crosses_a_line() -> None:
    """A content that the rows carry over a line break is cut there."""
    spans = {"cue": ("said",), "content": ("a fine day for us.\nNone of it",)}
    assert [content for _, _, contents in found(TEXT, **spans) for content in contents if "\n" in content] == []


def test_a_content_takes_in_its_marks() -> None:
    """A content that begins right after an opening mark and ends before the closing one is stretched over both."""
    text = "“It is a fine day,” the minister said."
    spans = {"source": ("the minister",), "cue": ("said",), "content": ("It is a fine day,",)}
    assert found(text, **spans) == [(["the minister"], ["said"], ["“It is a fine day,”"])]


def test_names_are_told_by_their_kind() -> None:
    """The mean over the words of a span says what it names; a span without words says nothing."""
    sheet = made_sheet(TEXT)
    words = to_words(sheet, made_rows(sheet, person=("minister",), place=("day",)), HEADS.columns)
    spans = [(TEXT.index(name), TEXT.index(name) + len(name)) for name in ("minister", "day")] + [(0, 0)]
    means = mean_chances(read_chances(words), place_spans(words, spans))
    assert [int(row.argmax()) for row in means[:2]] == [1 + KINDS.index("person"), 1 + KINDS.index("place")]
    assert not means[2].any()


def test_a_pronoun_is_linked_to_all_mentions_of_a_name_together() -> None:
    """Two mentions that share a key share its probability; of them the nearer is given."""
    text = "lang saw rohde and lang, he said"
    sheet = made_sheet(text)
    rows = made_rows(sheet)
    words = to_words(sheet, rows, HEADS.columns)
    words.columns["query"] = np.ones_like(words.columns["query"])
    words.columns["name"] = np.ones_like(words.columns["name"])
    words.columns["none"] = np.zeros_like(words.columns["none"])
    names = [(0, 4), (9, 14), (19, 23)]
    ((number, chance),) = link_names(words, [(25, 27)], names, ["lang", "rohde", "lang"])  # type: ignore[misc]
    assert number == 2
    assert 0.5 < chance < 0.75
    assert link_names(words, [(25, 27)], [], []) == [None]


def test_an_empty_text_has_nothing() -> None:
    """A text without pieces gives no rows and no attributions."""
    sheet = made_sheet(" \n")
    assert decode(sheet, made_rows(sheet), HEADS, Settings()) == []


def test_an_inside_needs_its_begin() -> None:
    """The best path never goes inside a span that has not begun, however likely the inside is."""
    scores = np.array([[0, -9, -9], [-9, -9, 0], [0, -9, -9]], dtype=np.float32)
    assert best_path(scores).tolist() in ([0, 0, 0], [0, 1, 0], [1, 2, 0])


@given(st.lists(st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=1), min_size=1, max_size=4))
def test_sequences_read_together_are_read_as_each_alone(rows: list[list[list[int]]]) -> None:
    """Paths of sequences in one array are those of each sequence, which never go inside what has not begun."""
    parts = [np.asarray(part, dtype=np.float32) + np.arange(5, dtype=np.float32) / 64 for part in rows]
    begins = np.cumsum([len(part) for part in parts])[:-1].tolist()
    together = best_path(np.concatenate(parts), begins).tolist()
    assert together == [state for part in parts for state in best_path(part).tolist()]
    assert re.fullmatch("(?:0|12*|34*)*", "".join(map(str, best_path(parts[0]).tolist())))


@given(st.lists(st.lists(st.integers(-3, 3), min_size=5, max_size=5), min_size=1, max_size=30))
def test_a_path_is_the_best_though_it_is_sought_in_few_words_alone(rows: list[list[int]]) -> None:
    """Words that are outside by more than a begin after them costs part what is sought from what is not."""
    scores, words = np.asarray(rows, dtype=np.float32), np.arange(len(rows))
    best = _best_stretch(scores.tolist())
    assert scores[words, best_path(scores)].sum() == scores[words, best].sum()
