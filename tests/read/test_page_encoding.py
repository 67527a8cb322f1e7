"""From the bytes of a page to characters: who is believed."""

from __future__ import annotations

import pytest

from sayso.read.page_encoding import decode_page

TEXT = "<p>Café “Zürich” – 5 €</p>"


@pytest.mark.parametrize(
    ("data", "content_type", "encoding"),
    [
        (TEXT.encode(), None, "utf-8"),
        (TEXT.encode("utf-8-sig"), "text/html; charset=iso-8859-1", "utf-8"),
        (b"<meta charset=iso-8859-1>" + TEXT.encode(), None, "utf-8"),
        (b"<meta charset=iso-8859-1>" + TEXT.encode("cp1252"), None, "cp1252"),
        (TEXT.encode("cp1252"), "text/html; charset='ISO-8859-1'", "cp1252"),
        (b"<meta charset=shift_jis>" + TEXT.encode("cp1252"), "text/html; charset=windows-1252", "cp1252"),
        (b'<?xml version="1.0" encoding="windows-1252"?>' + TEXT.encode("cp1252"), None, "cp1252"),
        (b"<meta charset=no-such>" + TEXT.encode("cp1252"), "text/html; charset=hex", "cp1252"),
        (TEXT.encode("utf-16"), None, "utf-16"),
    ],
    ids=[
        "UTF-8",
        "mark",
        "UTF-8 that says Latin-1",
        "meta",
        "header",
        "header before meta",
        "XML",
        "unknown",
        "UTF-16",
    ],
)
def test_decode_page(data: bytes, content_type: str | None, encoding: str) -> None:
    """Valid UTF-8 is UTF-8; else the transport goes before the page, and what is unknown is guessed."""
    decoded, used = decode_page(data, content_type)
    assert (decoded.text.endswith(TEXT), used) == (True, encoding)
