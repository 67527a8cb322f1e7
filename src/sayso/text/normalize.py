"""Text as every later stage may rely on it: one kind of line break, nothing invisible that an output cannot carry.

Invariant: the result holds no control character but newline and tab, no lone surrogate and no byte order mark at its
start, and normalising it again changes nothing. All else stays as it was written: no-break spaces, ligatures, curly
quotation marks and composed letters are evidence.
"""

from __future__ import annotations

import re

_LINE_BREAK = re.compile(r"\r\n?|[\v\f]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NEEDS_WORK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_WHITESPACE = re.compile(r"\s+")


def normalize_text(text: str) -> str:
    """Give the text with line breaks as newlines (form feeds too), and without what no output can carry.

    Control characters are dropped, lone surrogates become U+FFFD. Nothing is trimmed and no Unicode form is changed.
    """
    if _NEEDS_WORK.search(text):
        text = _FORBIDDEN.sub("", _LINE_BREAK.sub("\n", text))
        text = _LONE_SURROGATE.sub("\ufffd", text)
    return text.lstrip("\ufeff") if text.startswith("\ufeff") else text


def normalize_line(text: str) -> str:
    """Give the text as one line for a title or a name: normalised, every run of white space one space, trimmed."""
    return _WHITESPACE.sub(" ", normalize_text(text)).strip()
