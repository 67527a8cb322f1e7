"""From bytes to characters: what encoding, what repair, or that it is no text at all.

Invariant: whatever was guessed, replaced or repaired is told in a note; the bytes of a clean UTF-8 file come back as
they are. No note, no change.
"""

from __future__ import annotations

import codecs
import logging
import re
from typing import NamedTuple

import charset_normalizer
import ftfy
from ftfy.badness import is_bad

from sayso.errors import InputError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "gzip data within gzip data, or a gzip file without .gz at the end of its name"),
)
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
# What we write says so at its beginning; in an article's text the quotation mark would be escaped.
_OUR_PAGE = re.compile(rb'<html\b[^>]*\sdata-schema="sayso/report/', re.I)
_OUR_RECORDS = re.compile(rb'(?<!\\)"(?:sayso/(?:report|bundle)/\d|urn:x-sayso:)')
_OUR_ENTITIES = re.compile(rb'\{"id":"art-[0-9a-f]{16}","schema":"Article","properties":\{')  # FollowTheMoney
_WESTERN = ("cp1252", "cp1250", "cp1254")
_OTHER = (
    *("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "iso8859_5", "iso8859_7"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
)
# Mojibake cannot be made of these alone; telling so first is what makes reading fast.
_SUSPICIOUS = re.compile("[^\x00-\x7f\xa0“”‘’–—…•]")
_NOT_TEXT = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}) + b"\x7f"
_MAX_SHARE_NOT_TEXT = 0.01
_HEAD = 65_536


class Decoded(NamedTuple):
    """A text, and what was done to get it, each as a sentence for a person."""

    text: str
    notes: tuple[str, ...] = ()


def is_ours(head: bytes) -> bool:
    """Tell a report or an export that sayso wrote: taken for an article, it would be a witness to all that it cites."""
    if is_page(head):
        return _OUR_PAGE.search(head) is not None
    head = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not head.startswith(b"{"):
        return False
    return (_OUR_ENTITIES.match(head) or _OUR_RECORDS.search(head)) is not None


def decode_bytes(data: bytes, name: str, *, page: bool = False) -> Decoded:
    """Decode the bytes of a text of unknown encoding: by its mark, as UTF-8, else as a guessed legacy encoding.

    Raises:
        InputError: it is no text, or in no encoding that can be told. ``name`` is what the error calls it. A web page
            is no text, unless ``page`` says that it is one.
    """
    if marked := encoding_marked(data):
        return _decode_leniently(data, marked)
    if encoding_of := _guess_utf16(data):
        return Decoded(data.decode(encoding_of, "replace"), (f"read as {encoding_of}, though no mark says so",))
    refuse_binary(data[:_HEAD], name, page=page)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_broken(data, name)


def encoding_marked(head: bytes) -> str | None:
    """Give the encoding that a byte order mark at the start states, if there is one."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def refuse_binary(head: bytes, name: str, *, page: bool = False) -> None:
    """Look at the first bytes of an input.

    Raises:
        InputError: they are those of a known binary format or of a web page, or too many are not of a text.
    """
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise InputError(name, f"this is {what}, not text", "save its text as a .txt file")
    if not page and is_page(head):
        raise InputError(name, "this is a web page, not text", "give it a name that ends in .html")
    n_not_text = len(head) - len(head.translate(None, _NOT_TEXT))
    if n_not_text > max(2, _MAX_SHARE_NOT_TEXT * len(head)):
        raise InputError(name, "this is binary data, not text")


def is_page(head: bytes) -> bool:
    """Say whether an input begins as an HTML page does."""
    return _PAGE.match(head) is not None


def mend_text(text: str) -> Decoded:
    """Repair a text that came out of a decoder: raw bytes kept as surrogates, and mojibake.

    Mojibake is repaired line by line and only where ftfy is sure of the wrong turn; quotation marks, spaces and
    ligatures stay as they are.
    """
    if text.isascii():
        return Decoded(text)
    notes: tuple[str, ...] = ()
    if not _is_encodable(text):
        text, notes = _restore_bytes(text)
    if not _SUSPICIOUS.search(text):
        return Decoded(text, notes)
    lines = text.split("\n")
    fixed = [ftfy.fix_encoding(line) if _SUSPICIOUS.search(line) and is_bad(line) else line for line in lines]
    changed = [(old, new) for old, new in zip(lines, fixed, strict=True) if old != new]
    if not changed:
        return Decoded(text, notes)
    note = f"mojibake repaired in {_count(len(changed), 'line')} (as in {_show_change(*changed[0])})"
    return Decoded("\n".join(fixed), (*notes, note))


def _decode_leniently(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return Decoded(text, (_tell_broken(1, error.start, encoding),))
    return Decoded(text)


def _guess_utf16(data: bytes) -> str | None:
    """Western text in UTF-16 has a NUL in nearly every second byte."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) < 8 or max(even, odd) < 0.6 * (len(head) // 2) or min(even, odd) > 0.05 * len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_broken(data: bytes, name: str) -> Decoded:
    """Decode what is not UTF-8: mostly UTF-8 with some broken bytes, or another encoding."""
    escaped = data.decode("utf-8", "surrogateescape")
    n_broken = sum("\udc80" <= c <= "\udcff" for c in escaped)
    n_sound = len(escaped) - n_broken - sum(c < "\x80" for c in escaped)
    text, n_places = re.subn("[\udc80-\udcff]+", "\ufffd", escaped)
    if n_sound >= n_places:
        first = len(escaped[: re.search("[\udc80-\udcff]", escaped).start()].encode("utf-8"))  # type: ignore[union-attr]
        return Decoded(text, (_tell_broken(n_broken, first, "utf-8"),))
    n_letters = sum(c.isalpha() for c in escaped)
    encoding = _guess_legacy(data, _WESTERN if n_broken <= n_letters else _OTHER)
    if encoding is None:
        raise InputError(name, "its encoding cannot be told", "save it as UTF-8")
    text = data.decode(encoding, "replace")
    return Decoded(text, (f"not UTF-8; read as {encoding}, which is a guess",))


def _guess_legacy(data: bytes, encodings: tuple[str, ...]) -> str | None:
    logging.getLogger("charset_normalizer").setLevel(logging.ERROR)
    best = charset_normalizer.from_bytes(data[: 8 * _HEAD], cp_isolation=list(encodings)).best()
    if best is not None:
        # of encodings that give the same characters, the one listed first is the commonest
        return next(e for e in encodings if e == best.encoding or e in best.could_be_from_charset)
    return "cp1252" if encodings is _WESTERN else None


def _restore_bytes(text: str) -> tuple[str, tuple[str, ...]]:
    """Decode anew a text that holds undecoded bytes (as U+DC80 to U+DCFF) or other lone surrogates."""
    cleaned = re.sub("[\ud800-\udc7f\udd00-\udfff]", "\ufffd", text)
    notes = () if cleaned == text else ("lone surrogates replaced by U+FFFD",)
    if _is_encodable(cleaned):
        return cleaned, notes
    decoded = _decode_broken(cleaned.encode("utf-8", "surrogateescape"), "")
    return decoded.text, (*notes, *decoded.notes)


def _is_encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _tell_broken(n_broken: int, first: int, encoding: str) -> str:
    return f"{_count(n_broken, 'byte')} not valid {encoding}, the first at offset {first}; replaced by U+FFFD"


def _show_change(old: str, new: str) -> str:
    """Show the first place where two lines differ."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    return f"“{old[max(0, start - 8) : start + 8]}” to “{new[max(0, start - 8) : start + 6]}”"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
