"""`compare_sketches`."""

from __future__ import annotations

from sayso.relate.likeness import MOST, compare_sketches
from sayso.relate.sketches import Sketch, sketch_article
from tests.relate.written import write_article

FIRE = "Fire gutted the Larkfield paper mill near Tolland on Tuesday; 40 firefighters fought it, chief Ines Roe said."
SAME_FIRE = "The Larkfield paper mill burned down near Tolland. Chief Ines Roe said 40 firefighters came on Tuesday."
OTHER_FIRE = "Fire gutted a paper mill at Osterby on Tuesday; 25 firefighters fought it, said commander Nils Aaker."


def _sketch(text: str, day: str | None = None) -> Sketch:
    return sketch_article(write_article(text, published_at=day).article)


def test_names_and_numbers_part_two_events_of_one_kind() -> None:
    """The same fire in other words is likelier one event than another fire in the same words."""
    assert compare_sketches(_sketch(FIRE), _sketch(SAME_FIRE), 1) > compare_sketches(
        _sketch(FIRE), _sketch(OTHER_FIRE), 1
    )


def test_days_apart_make_one_event_less_likely() -> None:
    """Likelihood falls with the days between, to the least beyond the window."""
    later = [
        compare_sketches(_sketch(FIRE, "2024-01-01"), _sketch(SAME_FIRE, day), 1)
        for day in ("2024-01-01", "2024-01-20", "2024-06-01")
    ]
    assert (later == sorted(later, reverse=True), later[-1]) == (True, -MOST)


def test_a_crowded_day_makes_one_event_less_likely() -> None:
    """Two articles of one day say less when hundreds were published on it."""
    a, b = _sketch(FIRE, "2024-01-01"), _sketch(OTHER_FIRE, "2024-01-01")
    assert compare_sketches(a, b, 400) < compare_sketches(a, b, 2)


def test_an_article_without_words_is_like_none() -> None:
    """Nothing shared is no likeness, and nothing to divide by is no error."""
    assert compare_sketches(_sketch(FIRE), _sketch("…"), 1) < 0
