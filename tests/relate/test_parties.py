"""`find_parties`, `Holders`: who is one voice."""

from __future__ import annotations

import pytest

from sayso.model.relation import Origins, Party, Side
from sayso.relate.names import key_of_body
from sayso.relate.parties import Holders, Said, count_voices, is_part, seat_of


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
        people={},
    )
    assert holders.group(["body", "office", "spokesman", "someone"]) == {
        "body": ("body", "office", "spokesman"),
        "office": ("body", "office", "spokesman"),
        "spokesman": ("body", "office", "spokesman"),
        "someone": ("someone",),
    }


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"a": ("hale",), "b": ("rowan", "hale")}, ("a", "b")),
        ({"a": ("rowan",), "b": ("rowan", "hale")}, ("a", "b")),
        ({"a": ("hale",), "b": ("rowan", "hale"), "c": ("ann", "hale")}, ("a",)),
    ],
)
def test_a_short_name_is_that_of_the_one_it_fits(names: dict[str, tuple[str, ...]], expected: tuple[str, ...]) -> None:
    """Who bears a part of one longer name is one party with it; of two, nobody can tell."""
    holders = Holders(speakers={}, bodies={}, speaks_for={}, people=names)
    assert holders.group(names)["a"] == expected


@pytest.mark.parametrize(
    ("one", "other", "quoted", "expected"),
    [
        ("the ferry was a coffin with a coat of paint", "the ferry was a coffin with a coat of paint", True, 1),
        ("the ferry was a coffin with a coat of paint", "the ferry was a coffin with a coat of paint", False, 2),
        ("the ferry was a coffin with a coat of paint", "the ferry was safe with a new engine", True, 2),
        ("it is a coffin", "it is a coffin", True, 2),
    ],
)
def test_one_utterance_has_one_voice(one: str, other: str, quoted: bool, expected: int) -> None:
    """Words that two articles quote of two speakers were said by one; a few words, or reported ones, by either."""
    parties = [
        Party(
            side=Side.ASSERTED,
            speakers=(name,),
            attributions=(name,),
            origins=Origins(reports=1, lower=1, upper=1, groups=()),
        )
        for name in ("a", "b")
    ]
    said = {"a": Said(tuple(one.split()), quoted), "b": Said(tuple(other.split()), quoted)}
    assert count_voices(parties, said) == expected
