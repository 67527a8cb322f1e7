"""`find_background`, through `find_copies`: what was there before, or is everywhere, makes no copy."""

from __future__ import annotations

import pytest

from sayso.model.relation import Direction
from sayso.relate.reuse import find_copies
from tests.relate.written import write_article

PAST = (
    "Port Ellen lost its first crane in the storm of 1953, when a coaster broke loose and rammed the quay at night, and"
    " the harbour was rebuilt with money from the sale of the old customs house to a whisky merchant from the mainland."
)
OWN = (
    "A walk along the cliffs is best begun at low water, for the path is cut off twice a day and the bus goes at six.",
    "Divers found the hook of the fallen crane in eleven metres of water and left it there until the insurers came.",
    "Two lorries were crushed, a ferry turned back with its passengers, and the fish went to waste in the midday sun.",
)


def _find_pairs(*days: str | None) -> list[tuple[str, str]]:
    """Give the copies among three articles that share a paragraph of the past, else unlike, sorted."""
    texts = (f"{own}\n{own[::-1]}\n{PAST}\n{' '.join(sorted(own.split()))}\n{own[::-2]}" for own in OWN)
    dated = enumerate(zip(texts, days, strict=True))
    pile = [write_article(text, name=f"n{number}", published_at=day) for number, (text, day) in dated]
    return sorted((min(copy.source, copy.target), max(copy.source, copy.target)) for copy in find_copies(pile))


ALL = [("n0-article", "n1-article"), ("n0-article", "n2-article"), ("n1-article", "n2-article")]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2024-01-02", "2024-03-01", "2024-03-02"), []),
        (("2024-01-02", "2024-03-01T09:00:00Z", None), [ALL[1]]),
        (("2024-02-27", "2024-03-01", "2024-03-02"), ALL),
        ((None, None, None), ALL),
    ],
)
def test_what_stood_in_the_pile_before_is_background(
    days: tuple[str | None, ...], expected: list[tuple[str, str]]
) -> None:
    """A paragraph that an unlike article had a week before is nobody's copy; without dates nothing tells."""
    assert _find_pairs(*days) == expected


def test_an_old_text_printed_again_is_a_copy() -> None:
    """What is alike as a whole is one text, however old the first print."""
    text = f"{OWN[0]} {OWN[1]} {PAST}"
    old = write_article(text, name="a", published_at="2020-01-01")
    new = write_article(text, name="b", published_at="2024-01-01")
    assert [copy.direction for copy in find_copies([new, old])] == [Direction.EARLIER]
