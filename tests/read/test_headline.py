"""Headline and byline are whole lines at the top, or nothing."""

from __future__ import annotations

import pytest

from sayso.model.span import Span
from sayso.read.headline import Line, cut_lines, find_byline, find_headline

BODY = (
    "The ferry Orla sank off Ardmouth on Sunday, and all 31 aboard were taken off by lifeboats, the coast guard said."
)


def test_cut_lines() -> None:
    """Blank lines are left out, and white space at a line's ends too."""
    assert cut_lines("\n one\xa0\n\n \t\ntwo") == [Line(Span(2, 5), "one"), Line(Span(11, 14), "two")]


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("Ferry sinks off Ardmouth", 0),
        ("Has the ferry line learned nothing?", 0),
        ("“We heard nothing”: a night on the Orla", 0),
        ("By Ann Lee\nFerry sinks off Ardmouth", 1),
        ("15 July 2018\nFerry sinks off Ardmouth", 1),
        ("Home News Ferry sinks off Ardmouth\nFerry sinks off Ardmouth", 1),
        ("Ferry sinks off Ardmouth | Coastal News\nFerry sinks off Ardmouth", 1),
        ("News\nFerry sinks off Ardmouth", 1),
        ("Ferry sinks. Nobody hurt.\nFerry sinks. Nobody hurt.", 0),
        ("Ferry sinks off Ardmouth.", None),
        ("He paused.\nThen he went on and on", None),
        ("ARDMOUTH, 15 July 2018 - It sank\nThen he went on and on", None),
        ("ARDMOUTH (Reuters) - Ferry sinks", None),
        ("Sinks", None),
        ("and then it sank off Ardmouth", None),
        ("x" * 300 + " y z", None),
    ],
)
def test_find_headline_unstated(top: str, expected: int | None) -> None:
    """A short line over a paragraph, not ending as a sentence does, is the headline."""
    assert find_headline(cut_lines(f"{top}\n\n{BODY}"), None) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ferry sinks off Ardmouth", 1),
        ("FERRY SINKS OFF ARDMOUTH!", 1),
        ("Ferry sinks off Ardmouth - Coastal News", 1),
        ("Ferry line blamed", None),
        ("—", None),
    ],
)
def test_find_headline_stated(title: str, expected: int | None) -> None:
    """A stated title is looked for by its letters; no other line is taken for it."""
    assert find_headline(cut_lines(f"Coastal News\nFerry sinks off Ardmouth\n{BODY}"), title) == expected


def test_find_headline_of_a_lone_line() -> None:
    """A line with nothing below it is no headline."""
    assert find_headline(cut_lines("Ferry sinks off Ardmouth"), None) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Reuters", ("Reuters",)),
        ("By ANN LEE and BO RAY", ("ANN LEE", "BO RAY")),
        ("By Ann Lee, Bo Ray Jr. and Cy de la Cruz", ("Ann Lee", "Bo Ray Jr.", "Cy de la Cruz")),
        ("Written by: Ann Lee | 15 July 2018", ("Ann Lee",)),
        ("By Ann Lee - Coastal News - Updated: 7:32 a.m. on Monday, July 16, 2018", ("Ann Lee",)),
        ("By ANN LEE and BO RAY Associated Press", ("ANN LEE", "BO RAY")),
        ("By The Associated Press", ("The Associated Press",)),
    ],
)
def test_find_byline(line: str, expected: tuple[str, ...]) -> None:
    """A line of "By" and names gives the names."""
    assert find_byline(cut_lines(f"Ferry sinks\n{line}\n{BODY}")) == (1, expected)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the ferry had sunk.",
        "By 2030 the port will close",
        "By the time it sank",
        "Ann Lee",
        "Bye Bye Ardmouth",
        "By",
    ],
)
def test_find_byline_of_none(line: str) -> None:
    """A sentence that opens with "By" is no byline."""
    assert find_byline(cut_lines(line)) is None
