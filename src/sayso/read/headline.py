"""The headline and the byline at the top of an article's text.

Invariant: both are found as whole lines of the text; what is only likely is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.model.span import Span, trim
from sayso.read.dates import find_date
from sayso.read.facts import split_names
from sayso.text.offsets import line_spans

N_TOP_LINES = 12
_MIN_TITLE, _MAX_TITLE, _LONG_LINE = 12, 220, 90
_NAME = r"(?:[^\W\d_a-z][\w.’'-]*|de|da|van|von|der|den|al|el|bin|la|le|del|of|the|for|in)"
_BYLINE = re.compile(
    rf"[\W_]{{0,3}}(?:(?:[Ww]ritten|WRITTEN)\s+[Bb][Yy]|By|BY)\b:?\s+"
    rf"(?P<names>[^\W\d_a-z][\w.’'-]*(?:(?:,|\s*[|/&])?\s+(?:and\s+)?{_NAME}){{0,11}})"
    rf"(?:\s*[|•·]\s*[^\n]{{0,60}}|[\s,;–—-]*)"
)
_DATELINE = re.compile(r"[A-Z][A-Z.’'/-]{2,}(?:[\w .,’'/-]{0,50})?(?:\([^()]{2,40}\)\s*)?(?:--|[–—-])\s")
_ENDS_SENTENCE = (".", ",", ";", ":", "…", ".”", '."', ",”", ',"', ".’", ".'")
_CRUMBS = re.compile(
    r"(?:(?:home|news|world|national?|international|politics|business|sports?|latest|top stories|breaking|uk|us|usa"
    r"|asia|europe|africa|middle east|india|opinion|health|science|tech(?:nology)?|entertainment|local|more|[\W_])+)",
    re.IGNORECASE,
)
_NOT_LETTERS = re.compile(r"[\W_]+")


class Line(NamedTuple):
    """One line that is not blank: its span, trimmed of white space, and its words."""

    span: Span
    text: str


def cut_lines(text: str) -> list[Line]:
    """Cut a text into its lines, the blank ones left out."""
    spans = (trim(Span(start, end), text) for start, end in line_spans(text) if start < end)
    return [Line(span, span.cut(text)) for span in spans if span is not None]


def letters_of(text: str) -> str:
    """Give only the letters and digits, in lower case: what two printings of a headline share."""
    return _NOT_LETTERS.sub("", text).casefold()


def find_headline(lines: Sequence[Line], title: str | None, skipped: frozenset[int] = frozenset()) -> int | None:
    """Find which of the lines is the headline: the stated ``title``, if the top lines hold it; else a likely one.

    A likely headline is the first line that is neither ``skipped`` nor byline nor date: short, not ending as a
    sentence does, no dateline before it in it, and with a longer paragraph below it.
    """
    if title is not None:
        wanted = letters_of(title)
        for number, line in enumerate(lines[:N_TOP_LINES]):
            if (held := letters_of(line.text)) and (held == wanted or (len(held) > 20 and wanted.startswith(held))):
                return number
        return None
    for number, line in enumerate(lines[:N_TOP_LINES]):
        if number in skipped or find_byline(lines[number : number + 1]) or find_date(line.text):
            continue
        is_likely = (
            _MIN_TITLE <= len(line.text) <= _MAX_TITLE
            and line.text.count(" ") >= 2
            and not line.text.endswith(_ENDS_SENTENCE)
            and not line.text[0].islower()
            and not _DATELINE.match(line.text)
            and any(len(below.text) >= _LONG_LINE for below in lines[number + 1 : number + 12])
        )
        if not is_likely:
            return None
        below = range(number + 1, min(len(lines), N_TOP_LINES))
        return next((n for n in below if is_crumbs_before(line.text, lines[n].text)), number)
    return None


def is_crumbs_before(line: str, title: str) -> bool:
    """Say whether a line is the title with nothing before it but the sections of a site ("Home News")."""
    return (
        len(line) > len(title) >= _MIN_TITLE and line.endswith(title) and bool(_CRUMBS.fullmatch(line[: -len(title)]))
    )


def find_byline(lines: Sequence[Line]) -> tuple[int, tuple[str, ...]] | None:
    """Find the first of the top lines that is nothing but "By" and names; give its number and the names."""
    for number, line in enumerate(lines[:N_TOP_LINES]):
        if len(line.text) <= 160 and (found := _BYLINE.fullmatch(line.text)):
            return number, split_names(found["names"])
    return None
