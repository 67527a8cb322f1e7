"""The language of a text: as stated, unless a long text is surely in another; none where it cannot be told."""

from __future__ import annotations

import pytest

from sayso.read.language import detect_language, parse_language, settle_language

GERMAN = (
    "Die Brücke bleibt bis zum Herbst gesperrt, wie das Amt am Dienstag mitteilte, weil an zwei Pfeilern Risse "
    "gefunden wurden, und der Umweg kostet die Pendler jeden Tag eine halbe Stunde. "
)
ENGLISH = (
    "The bridge stays closed until the autumn, the agency said on Tuesday, as cracks were found in two of its piers "
    "and the way round costs people half an hour a day. "
)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("en-US", "en"),
        ("en_GB", "en"),
        ("English", "en"),
        ("DE", "de"),
        ("pt-BR", "pt"),
        ("jp", "ja"),
        ("und", None),
        ("", None),
        ("x", None),
        ("the language", None),
        (None, None),
        (7, None),
    ],
)
def test_parse_language(stated: object, expected: str | None) -> None:
    """A stated language is taken by its code, whatever region stands behind it."""
    assert parse_language(stated) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ENGLISH, "en"),
        (ENGLISH * 20, "en"),
        (GERMAN, "de"),
        ("住民は新しい駅の工事を歓迎していると市が水曜日に発表した。開業は来年の春になる。", "ja"),
        ("Short text", None),
        ("", None),
        ("12 345 67 890 " * 40, None),
    ],
    ids=["English", "long English", "German", "Japanese", "short", "empty", "numbers"],
)
def test_detect_language(text: str, expected: str | None) -> None:
    """A text long enough is told by its words; a short one is not."""
    assert detect_language(text) == expected


@pytest.mark.parametrize(
    ("stated", "text", "expected"),
    [
        ("en", GERMAN * 3, "de"),
        ("de", "Kurz", "de"),
        (None, "Kurz", None),
        (None, GERMAN, "de"),
        ("en-AU", ENGLISH, "en"),
    ],
)
def test_settle_language(stated: str | None, text: str, expected: str | None) -> None:
    """A template's language gives way to that of a long text, and stands where the text is too short."""
    assert settle_language(stated, text) == expected
