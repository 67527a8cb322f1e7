"""Stated facts are cleaned, and an unusable one is left out and told."""

from __future__ import annotations

import pytest

from sayso.read.facts import Facts, from_fields, split_names


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Facts()),
        ({"id": 7, "title": " A\nB ", "publisher": "", "mood": 1}, Facts(external_id="7", title="A B")),
        (
            {"external_id": "x", "published_at": 1, "retrieved_at": "y"},
            Facts(external_id="x", published=1, retrieved="y"),
        ),
        ({"url": "https://a.example/b?c=d#e", "title": None}, Facts(url="https://a.example/b?c=d#e")),
        ({"authors": "Ann Lee; Bo Ray"}, Facts(authors=("Ann Lee", "Bo Ray"))),
        ({"author": {"name": "Ann Lee"}}, Facts(authors=("Ann Lee",))),
        ({"authors": ["Ann Lee", {"name": "Bo Ray"}, "Ann Lee", ""]}, Facts(authors=("Ann Lee", "Bo Ray"))),
    ],
)
def test_from_fields(fields: dict[str, object], expected: Facts) -> None:
    """Known fields are taken, by their names here or in a report, and others are ignored."""
    assert from_fields(fields, str) == (expected, [])


@pytest.mark.parametrize(
    "fields",
    [{"title": ["x"]}, {"id": True}, {"authors": 5}, {"authors": [5]}, {"url": "javascript:x"}, {"url": "https://a b"}],
)
def test_from_fields_unusable(fields: dict[str, object]) -> None:
    """A field of the wrong kind is left out, with one note."""
    facts, notes = from_fields(fields, str)
    assert (facts, len(notes)) == (Facts(), 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Ann Lee and Bo Ray, Jr.", ("Ann Lee", "Bo Ray, Jr.")),
        ("Ann Lee, Bo Ray & Cy Dow", ("Ann Lee", "Bo Ray", "Cy Dow")),
        ("Andy Sand", ("Andy Sand",)),
        ("", ()),
    ],
)
def test_split_names(text: str, expected: tuple[str, ...]) -> None:
    """Names are parted at commas and "and"; a suffix stays with its name."""
    assert split_names(text) == expected
