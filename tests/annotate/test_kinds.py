"""Kinds that the encoder tells: one a name, from all its mentions; a person's name without what stands before it."""

from __future__ import annotations

import pytest

from sayso.annotate.encoder.decode import FloatArray, to_words
from sayso.annotate.encoder.sheet import Sheet
from sayso.annotate.kinds import refine_kinds
from sayso.annotate.mentions import find_mentions
from sayso.model.annotation import EntityKind, Mention
from tests.annotate.encoder.rows import HEADS, made_rows, made_sheet
from tests.annotate.made import make_article


def refined(text: str, **spans: tuple[str, ...]) -> list[tuple[str, str, EntityKind]]:
    """Give name, chain and kind of each mention; the named texts are what the encoder takes them for."""
    sheet, rows = read(text, **spans)
    return [(m.name, m.chain, m.kind) for m in refine(mentions_of(text), sheet, rows)]


def read(text: str, **spans: tuple[str, ...]) -> tuple[Sheet, FloatArray]:
    """Read a text as an encoder that is sure."""
    sheet = made_sheet(text)
    return sheet, made_rows(sheet, **spans)


def refine(mentions: tuple[Mention, ...], sheet: Sheet, rows: FloatArray) -> tuple[Mention, ...]:
    """Refine by the rows of a sheet."""
    return refine_kinds(mentions, to_words(sheet, rows, HEADS.columns))


def mentions_of(text: str) -> tuple[Mention, ...]:
    """Give what the rules find."""
    return find_mentions(make_article(text)).mentions


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("They met Velmik in town.", {"organisation": ("Velmik",)}, ("Velmik", "Velmik", EntityKind.ORGANISATION)),
        (
            "They met Osk Lindemar in town.",
            {"person": ("Osk Lindemar",)},
            ("Osk Lindemar", "Osk Lindemar", EntityKind.PERSON),
        ),
        ("They read the Harbour Act in town.", {"organisation": ("Harbour Act",)}, None),
    ],
)
def test_where_the_rules_have_no_kind_the_encoder_tells(
    text: str, spans: dict[str, tuple[str, ...]], expected: tuple[str, str, EntityKind] | None
) -> None:
    """Where it is sure; a law is no body."""
    found = refined(text, **spans)
    if expected is None:
        assert all(kind is EntityKind.OTHER for _, _, kind in found)
    else:
        assert found == [expected]


def test_a_person_told_by_the_encoder_has_the_name_alone_and_one_chain() -> None:
    """Words that surely name a body are left out, and the surname that follows is the same person."""
    text = "They met National Osk van Helm Lindemar in town. Later they saw Lindemar again."
    sheet, rows = read(text, person=("Osk van Helm Lindemar",), organisation=("National",))
    first, second = (
        (sheet.starts >= at) & (sheet.ends <= at + 8) for at in (text.index("Linde"), text.rindex("Linde"))
    )
    rows[second] = rows[first]
    mentions = mentions_of(text)
    assert [m.name for m in mentions] == ["National Osk van Helm Lindemar", "Lindemar"]
    found = [(m.name, m.chain) for m in refine(mentions, sheet, rows)]
    assert found == [("Osk van Helm Lindemar", "Osk van Helm Lindemar"), ("Lindemar", "Osk van Helm Lindemar")]


def test_nothing_read_changes_nothing() -> None:
    """No mentions, or a sheet without words."""
    sheet, rows = read("nobody is here")
    assert refine((), sheet, rows) == ()
    empty, none = read("")
    mentions = mentions_of("They met Velmik in town.")
    assert refine(mentions, empty, none) == mentions


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("They met Velmik in town.", {}, []),  # a capital for another reason
        ("They saw GDP and ILMA in town.", {"organisation": ("ILMA",)}, [("ILMA", EntityKind.ORGANISATION)]),
        ("Former Velmik workers left.", {"organisation": ("Velmik",)}, [("Velmik", EntityKind.ORGANISATION)]),
        ("They met Velmik Harbour in town.", {"organisation": ("Harbour",)}, [("Velmik Harbour", EntityKind.OTHER)]),
        ("They flew to Ann Lindemar.", {"place": ("Ann Lindemar",)}, [("Ann Lindemar", EntityKind.PLACE)]),
    ],
)
def test_what_is_surely_no_name_is_left_out(
    text: str, spans: dict[str, tuple[str, ...]], expected: list[tuple[str, EntityKind]]
) -> None:
    """A word is cut off only where its sentence begins with it; nobody is a place because of a first name."""
    assert [(name, kind) for name, _, kind in refined(text, **spans)] == expected


def test_a_surname_of_somebody_named_in_full_is_no_body() -> None:
    """However sure the encoder is; nor is what somebody leads a person."""
    sheet, rows = read("Ana Lindemar left. Later Lindemar wept.", organisation=("Lindemar",), person=("Ana",))
    mentions = mentions_of("Ana Lindemar left. Later Lindemar wept.")
    assert {m.kind for m in refine(mentions, sheet, rows)} == {EntityKind.PERSON}
    found = refined("They met Osk Velmik leader Ana Duarte.", person=("Osk Velmik", "Ana Duarte"))
    assert [(name, kind) for name, _, kind in found] == [
        ("Osk Velmik", EntityKind.OTHER),
        ("Ana Duarte", EntityKind.PERSON),
    ]
