"""Patterns of seeing, hearing, truth and doubt, and `blank_quotes`."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.modality import (
    ANSWERING,
    ANSWERING_WORDS,
    DOUBTING,
    FALSE,
    HEARD,
    NOT_SEEING,
    SEEING,
    SUPPOSED,
    Keyed,
    blank_quotes,
    find_false,
)


@pytest.mark.parametrize(
    ("pattern", "words", "rest"),
    [
        (NOT_SEEING, "we don’t see any thaw", " any thaw"),
        (NOT_SEEING, "he saw no clear sign of a thaw", " a thaw"),
        (NOT_SEEING, "there is as yet no evidence that it thawed", " it thawed"),
        (NOT_SEEING, "they were unable to confirm whether it thawed", " it thawed"),
        (NOT_SEEING, "we have no information about a thaw", " a thaw"),
        (NOT_SEEING, "he does not recall that it thawed", " it thawed"),
        (NOT_SEEING, "they denied all knowledge of a thaw", " a thaw"),
        (NOT_SEEING, "they were unaware of a thaw", " a thaw"),
        (NOT_SEEING, "the crew saw little sign of a thaw", " a thaw"),
        (SEEING, "we have seen evidence of a thaw", " a thaw"),
        (HEARD, "we only heard about the thaw", " the thaw"),
        (FALSE, "the forecast was completely false", ""),
        (DOUBTING, "it is unlikely to thaw", " to thaw"),
        (SUPPOSED, "if it thaws", " it thaws"),
    ],
)
def test_a_pattern_ends_where_its_matter_begins(pattern: re.Pattern[str] | Keyed, words: str, rest: str) -> None:
    """What is seen, heard of or doubted stands right after the match."""
    match = pattern.search(words)
    assert match is not None
    assert words[match.end() :] == rest


@pytest.mark.parametrize(
    ("pattern", "words"),
    [(NOT_SEEING, "we see a thaw"), (HEARD, "the judge heard the case"), (DOUBTING, "it is without doubt a thaw")],
)
def test_a_pattern_leaves_its_look_alikes(pattern: re.Pattern[str] | Keyed, words: str) -> None:
    """Words that only look like it are not matched."""
    assert pattern.search(words) is None


def test_a_keyed_pattern_is_tried_where_a_key_stands() -> None:
    """Keys count in any case, and within the stretch alone."""
    pattern = Keyed(r"\bthaws?\b", "thaw")
    text = "A THAW came, and then thaws."
    assert [bool(pattern.search(text, *stretch)) for stretch in ((), (7,), (7, 20), (0, 6))] == [
        True,
        True,
        False,
        True,
    ]


@given(st.text(max_size=80))
def test_blanking_moves_nothing(text: str) -> None:
    """A text without its quotation marks is as long as before."""
    assert len(blank_quotes(text)) == len(text)


@pytest.mark.parametrize(
    ("cue", "answers", "words"),
    [
        ("gave her first reaction to reports", True, True),
        ("responded to the latest allegations", True, True),
        ("comments about", True, False),
        ("replied", False, False),
        ("said in response", False, False),
        ("said in a reply to the court", False, False),
    ],
)
def test_an_answer_is_told_from_what_it_answers(cue: str, answers: bool, words: bool) -> None:
    """A cue of one who answers ends in what is answered, and sometimes that is others' words."""
    assert (bool(ANSWERING.search(cue)), bool(ANSWERING_WORDS.search(cue))) == (answers, words)


@pytest.mark.parametrize(
    ("words", "false"),
    [
        ("the report was simply wrong", "was simply wrong"),
        ("accusations that the quarry had closed were wrong", "were wrong"),
        ("that was wrong and the report was false", "was false"),
        ("the idea that the U.S. would help has proven to be wrong", "be wrong"),
        ("that was wrong", None),
        ("what I did was wrong", None),
        ("he was wrong to believe the report", None),
        ("the report of May said he was wrong", None),
        ("in their report they were wrong", None),
        ("the report will be wrong", None),
        ("the ministry’s report was wrong to name him", None),
        (f"the report, {'and so on, ' * 20} was wrong", None),
    ],
)
def test_only_what_was_told_is_called_false_as_wrong(words: str, false: str | None) -> None:
    """A report that is wrong is false; a deed that was wrong happened."""
    found = find_false(words)
    assert (found and found.group()) == false
