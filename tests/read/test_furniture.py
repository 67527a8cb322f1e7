"""Furniture is told by its whole line, and a sentence of an article is never taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.read.furniture import find_furniture, find_title_copies
from sayso.read.headline import cut_lines


def read_lines(name: str) -> list[str]:
    """Give the lines of a file in ``lines/``: adding a case is adding a line."""
    text = (Path(__file__).parent / "lines" / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@pytest.mark.parametrize("line", read_lines("furniture.txt"))
def test_find_furniture(line: str) -> None:
    """A line of page furniture is found as it stands."""
    assert find_furniture(cut_lines(line)) == frozenset({0})


@pytest.mark.parametrize("line", read_lines("articles.txt"))
def test_find_furniture_leaves_articles_alone(line: str) -> None:
    """A sentence, a credit or a dateline of an article is no furniture."""
    assert find_furniture(cut_lines(line)) == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sank.\nMAYOR SAYS BRIDGE WILL OPEN ON MONDAY\nTwo died.", {1}),
        ("FERRY SINKS OFF ARDMOUTH IN HEAVY STORM\nIt sank.", set()),
        ("It sank.\nBRIDGE OPENS\nTwo died.", set()),
        ("It sank.\nTHE BRIDGE WILL OPEN ON MONDAY, HE WROTE.\nTwo died.", set()),
        ("IT SANK LATE IN THE NIGHT AND\nTWO OF THE CREW DIED IN IT", set()),
    ],
)
def test_a_link_in_capitals_is_furniture(text: str, expected: set[int]) -> None:
    """But no headline, no short heading, no sentence, and nothing where the copy is in capitals anyway."""
    assert find_furniture(cut_lines(text)) == expected


@pytest.mark.parametrize(
    ("text", "headline", "expected"),
    [
        ("Ferry sinks off Ardmouth\nFERRY SINKS OFF ARDMOUTH\nIt sank.", 0, {1}),
        ("Home » News Ferry sinks off Ardmouth\nFerry sinks off Ardmouth\nIt sank.", 1, {0}),
        ("Ferry sinks off Ardmouth | Coastal News\nFerry sinks off Ardmouth\nIt sank.", 1, {0}),
        ("Ferry sinks off Ardmouth, two dead\nFerry sinks off Ardmouth\nIt sank.", 1, set()),
        ("They said: Ferry sinks off Ardmouth\nIt sank.", None, set()),
        ("It sank.", None, set()),
    ],
)
def test_find_title_copies(text: str, headline: int | None, expected: set[int]) -> None:
    """Copies of the headline are furniture, alone or behind the names of sections, and the headline itself is not."""
    assert find_title_copies(cut_lines(text), "Ferry sinks off Ardmouth", headline) == expected


def test_a_gallery_is_furniture_however_long_it_is() -> None:
    """The captions of all its photographs stand in one line."""
    gallery = " ".join(
        f"Divers at the quay of Ardmouth on a grey morning. Hide Caption {n} of 40" for n in range(1, 41)
    )
    assert find_furniture(cut_lines(f"It sank.\n{gallery}\nTwo died.")) == frozenset({1})
