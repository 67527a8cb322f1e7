"""`take_out_links`."""

from __future__ import annotations

import pytest

from sayso.read.fused import take_out_links


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sen. Tom Hale Thomas (Tom) HaleFerry strike ends Union to vote on ‘pay’ MORE (Ost) met Mayor Rosa Vane "
            "Rosa Lee VaneVane to stay MORE’s aides.",
            "Sen. Tom Hale (Ost) met Mayor Rosa Vane’s aides.",
        ),
        ("Hale Tom Hale2024 in pictures MORE said no.", "Hale said no."),
    ],
)
def test_a_box_of_links_is_taken_out_of_its_sentence(text: str, expected: str) -> None:
    """The sentence reads on behind it, and a note tells how many there were."""
    found, notes = take_out_links(text)
    assert found == expected
    assert len(notes) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Hale Tom Hale wants MORE and MORE of it.",
        "Tom Hale met HaleFerry’s chief, who wants no MORE.",
        "Vane, of VaneFerries, said that MORE will come.",
    ],
)
def test_a_sentence_is_left_alone(text: str) -> None:
    """Capitals alone, or a name within another, are no box."""
    assert take_out_links(text) == (text, ())
