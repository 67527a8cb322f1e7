"""From the bytes of a page to its characters, by the order that browsers keep: mark, transport, meta element, guess.

Invariant: bytes that are valid UTF-8 beyond ASCII are UTF-8, whatever the page says of itself; whatever else was
guessed or replaced is told in a note.
"""

from __future__ import annotations

import codecs
import re

from sayso.read.detect import Decoded, decode_bytes, encoding_marked, refuse_binary

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.+-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.+-]{2,40})[\"']")
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.+-]{2,40})", re.IGNORECASE)
_HEAD = 8192
_WEB_LABELS = {  # what the web means by these labels (WHATWG Encoding), in Python's names
    **dict.fromkeys(("iso8859-1", "ascii", "latin-1", "latin1", "cp1252"), "cp1252"),
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"), "utf-8"),  # a meta element cannot mean it
}


def decode_page(data: bytes, content_type: str | None = None, name: str = "page") -> tuple[Decoded, str]:
    """Decode a page; also give the encoding that was used.

    Raises:
        InputError: it is a known binary format, or too many bytes are not of a text. ``name`` is what it is called.
    """
    if marked := encoding_marked(data):
        return decode_bytes(data, name, page=True), marked.removesuffix("-sig")
    refuse_binary(data[: 8 * _HEAD], name, page=True)
    try:
        return Decoded(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        stated = _stated(data[:_HEAD], content_type)
    if stated is None or stated == "utf-8":
        decoded = decode_bytes(data, name, page=True)
        guessed = re.search(r"read as ([\w-]+)", " ".join(decoded.notes))
        return decoded, guessed[1] if guessed else "utf-8"
    text = data.decode(stated, "replace")
    n_lost = text.count("\ufffd")
    note = f"{n_lost} characters not valid {stated}; replaced by U+FFFD"
    return Decoded(text, (note,) if n_lost else ()), stated


def _stated(head: bytes, content_type: str | None) -> str | None:
    """Give the encoding that the transport or the page states, if it is one that we know."""
    header = _HEADER.search(content_type or "")
    meta = _META.search(head) or _XML.match(head)
    for label in (header[1] if header else None, meta[1].decode("ascii", "replace") if meta else None):
        if label is None:
            continue
        try:
            found = codecs.lookup(label).name
            "".encode(found)
        except (LookupError, ValueError, TypeError):
            continue
        return _WEB_LABELS.get(found, found)
    return None
