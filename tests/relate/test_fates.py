"""What befell those counted, in the constructions that news copy has for it."""

from __future__ import annotations

import pytest

from sayso.model.span import Span
from sayso.relate.fates import find_fate, find_placed_fate


@pytest.mark.parametrize(
    ("before", "after", "fate"),
    [
        ("The names of ", " who were killed were read out.", "dead"),
        ("The names of ", " who died were read out.", "dead"),
        ("Police named ", " who killed a guard.", None),
        ("", " were shot and killed in the hall.", "dead"),
        ("", " shot and killed in Ardenport", "dead"),
        ("", " shot and killed a guard.", None),
        ("", " resulted in death, the city says.", "dead"),
        ("", " were in police custody.", "arrested"),
        ("", " are behind bars.", "arrested"),
        ("", " in custody, police say.", "arrested"),
        ("", " in state custody and nine guards tested positive.", None),
        ("It gives ", " in hospital funding.", None),
        ("He killed and faces ", " of murder.", None),
        ("", " had not been accounted for.", "missing"),
        ("", " have tested positive.", "infected"),
        ("", " fell ill.", "infected"),
        ("", " were taken to local hospitals.", "injured"),
        ("", " are in critical condition.", "injured"),
        ("", " were told to leave their homes.", "displaced"),
        ("The flood forced ", " from their homes.", "displaced"),
        ("The evacuation of ", " began.", "displaced"),
        ("The mayor was wounded by ", " on Monday.", None),
        ("The gunman wounded ", " before being shot dead.", "injured"),
    ],
)
def test_a_construction_says_what_befell_them(before: str, after: str, fate: str | None) -> None:
    """What was done to those counted, and not what they did."""
    assert find_fate("people", before, after) == fate


@pytest.mark.parametrize(
    ("text", "counted", "fate"),
    [
        ("At least 18 people in the valley died.", "18 people", "dead"),
        ("At least 18 people in the valley said three were killed.", "18 people", None),
        ("At least 18 people, most of them children, were hurt.", "18 people", "injured"),
        ("The shots hit 18 people, including the mayor, who was killed.", "18 people", None),
        ("The shots left two guards and a clerk dead.", "two guards", "dead"),
        ("They mourned the nine pupils and teachers killed at the school.", "nine pupils", "dead"),
        ("Two guards and a clerk were wounded.", "Two guards", "injured"),
        ("He met two guards and a clerk were wounded.", "two guards", None),
    ],
)
def test_a_place_or_others_may_stand_between(text: str, counted: str, fate: str | None) -> None:
    """Where the verb stands behind a place or behind others, of the same clause."""
    start = text.index(counted)
    assert find_placed_fate(text, Span(start, start + len(counted)), len(text)) == fate
