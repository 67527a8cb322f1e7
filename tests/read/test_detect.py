"""Bytes become characters, and whatever was guessed or repaired is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.read.detect import Decoded, decode_bytes, mend_text

ENGLISH = "The café on Quay Street stayed open, its owner said. “Where else would people go?” It was €2 – no more."
RUSSIAN = "Порт закрыли вечером в субботу, сообщил начальник порта. Никто не пострадал, добавил он."
POLISH = "Port zamknięto w sobotę wieczorem, powiedział dyrektor. Nikt nie ucierpiał, dodał, choć źle to wyglądało."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_decode_bytes_of_a_known_encoding(encoding: str) -> None:
    """UTF-8, and any encoding that a mark states, is read as it is, with nothing to tell."""
    assert decode_bytes(ENGLISH.encode(encoding), "x") == Decoded(ENGLISH)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ENGLISH, "cp1252"), (ENGLISH, "utf-16-le"), (ENGLISH, "utf-16-be"), (RUSSIAN, "cp1251"), (POLISH, "cp1250")],
)
def test_decode_bytes_of_a_guessed_encoding(text: str, encoding: str) -> None:
    """A legacy encoding is guessed, and told."""
    decoded = decode_bytes(text.encode(encoding), "x")
    assert (decoded.text, len(decoded.notes)) == (text, 1)


def test_decode_bytes_of_broken_utf8() -> None:
    """Broken bytes in UTF-8 are replaced, the rest is kept, and the note says where."""
    expected = Decoded("café \ufffdsaid", ("2 bytes not valid utf-8, the first at offset 6; replaced by U+FFFD",))
    assert decode_bytes("café ".encode() + b"\xff\xfesaid", "x") == expected


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 text",
        b"PK\x03\x04",
        b"\x89PNG\r\n",
        bytes(range(256)),
        b"\x00\x01\x02\x03",
        b"<html><body>",
        b"{\\rtf1",
    ],
)
def test_decode_bytes_of_no_text(data: bytes) -> None:
    """Binary data, and formats that are not text, are refused."""
    with pytest.raises(InputError):
        decode_bytes(data, "x")


@given(st.binary(max_size=400))
def test_decode_bytes_raises_only_its_own(data: bytes) -> None:
    """Any bytes are a text or an InputError."""
    try:
        text = decode_bytes(data, "x").text
    except InputError:
        text = ""
    assert isinstance(text.encode(), bytes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the cafÃ© said", "the café said"),
        ("itâ€™s open", "it’s open"),
        ("it\x92s open", "it’s open"),
        ("a line\nâ€œsheâ€\x9d said\n“he” said", "a line\n“she” said\n“he” said"),
        ("raw \udce9t\udce9", "raw été"),
        ("half a pair \ud83d", "half a pair \ufffd"),
    ],
)
def test_mend_text(text: str, expected: str) -> None:
    """Mojibake, undecoded bytes and lone surrogates are repaired, and told."""
    mended = mend_text(text)
    assert (mended.text, len(mended.notes)) == (expected, 1)


@pytest.mark.parametrize(
    "text",
    [
        "“curly” ‘quotes’ – ﬁne\xa0print…",
        "Þjóðveldið, Ångström, ÇA VA, Ã, £5",
        "Привет",
        "naïve café €5",
        "ﬀ Ⅳ ½",
        "日本",
    ],
)
def test_mend_text_leaves_sound_text(text: str) -> None:
    """Sound text is not touched, however unusual."""
    assert mend_text(text) == Decoded(text)
