"""`find_parties`, `Holders`: who is one voice."""

from __future__ import annotations

import pytest

from sayso.relate.names import key_of_body
from sayso.relate.parties import Holders, is_part, seat_of


def _key(name: str) -> frozenset[str]:
    return seat_of(frozenset(key_of_body(name)))


@pytest.mark.parametrize(
    ("part", "body", "expected"),
    [
        ("Russian defence ministry", "Russia", True),
        ("Moscow", "Russia", True),
        ("the Pentagon", "United States", True),
        ("Northbank Group", "Northbank", True),
        ("Oxford University", "Oxford", False),
        ("Northbank", "Eastbank", False),
    ],
)
def test_offices_and_seats_are_parts(part: str, body: str, expected: bool) -> None:
    """A body's offices and its seat are one voice with it; a namesake is not."""
    assert is_part(_key(part), _key(body)) is expected


def test_a_spokesman_is_one_with_whom_he_speaks_for() -> None:
    """Who speaks for a body is one party with it and its offices; a person alone is a party."""
    holders = Holders(
        speakers={},
        bodies={"body": frozenset({"gondal"}), "office": frozenset({"gondal", "ministry"})},
        speaks_for={"spokesman": frozenset({frozenset({"gondal"})})},
    )
    assert holders.group(["body", "office", "spokesman", "someone"]) == {
        "body": ("body", "office", "spokesman"),
        "office": ("body", "office", "spokesman"),
        "spokesman": ("body", "office", "spokesman"),
        "someone": ("someone",),
    }
