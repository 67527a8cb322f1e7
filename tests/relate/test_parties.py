"""`find_parties`, `Holders`: who is one voice."""

from __future__ import annotations

from dataclasses import replace

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


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("saved the coast", "saved the coast", 1),
        ("it does not smell right to me", "smell right", 2),
        ("it does not smell right to me", "not smell right", 1),
        ("saved the coast", "saved the town", 2),
        ("this is not it", "this is not it", 2),
    ],
)
def test_telling_words_in_marks_are_one_utterance(one: str, other: str, expected: int) -> None:
    """Few words in quotation marks are one utterance's if others quote them whole, and they tell enough."""
    origins = Origins(reports=1, lower=1, upper=1, groups=())
    parties = [Party(side=Side.ASSERTED, speakers=(n,), attributions=(n,), origins=origins) for n in ("a", "b")]
    said = {
        name: Said((name, *words.split()), quoted=True, marked=(tuple(words.split()),))
        for name, words in (("a", one), ("b", other))
    }
    assert count_voices(parties, said) == expected
    assert count_voices((parties[0], replace(parties[1], side=Side.DENIED)), said) == 2


def test_a_paper_of_nobody_named_is_no_second_voice() -> None:
    """What “the statement” says beside Hale may be his word; against him, or of a study, it is another's."""
    holders = Holders(
        speakers={},
        bodies={"p": frozenset({"statement"}), "q": frozenset({"study"})},
        speaks_for={},
        people={"h": ("rowan", "hale")},
    )
    said = {name: Said((name,), quoted=False) for name in ("h", "p", "q")}

    def count(*parties: tuple[str, Side]) -> int:
        origins = Origins(reports=1, lower=1, upper=1, groups=())
        found = [Party(side=side, speakers=(name,), attributions=(name,), origins=origins) for name, side in parties]
        return count_voices(found, said, holders.papers)

    assert count(("h", Side.ASSERTED), ("p", Side.ASSERTED)) == 1
    assert count(("h", Side.DENIED), ("p", Side.ASSERTED)) == 2
    assert count(("h", Side.ASSERTED), ("q", Side.ASSERTED)) == 2
    assert count(("p", Side.ASSERTED), ("q", Side.DENIED)) == 2


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        (("police", "lund police"), ("a", "b")),
        (("police", "lund police", "velm police"), ("a",)),
        (("lund", "lund police"), ("a",)),
    ],
)
def test_a_body_without_a_name_is_the_one_of_its_kind(bodies: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """“Police” beside “Lund police” are those; of two, nobody can tell, and a town is not its police."""
    keys = {id_: frozenset(name.split()) for id_, name in zip("abc", bodies, strict=False)}
    assert Holders(speakers={}, bodies=keys, speaks_for={}, people={}).group(keys)["a"] == expected
