"""The headline and the byline at the top of an article's text.

Invariant: both are found as whole lines of the text; what is only likely is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.model.span import Span, trim
from sayso.read.dates import is_date_line
from sayso.read.facts import split_names
from sayso.text.offsets import line_spans

N_TOP_LINES = 12
_MIN_TITLE, _MAX_TITLE, _LONG_LINE = 12, 220, 90
_NAME = r"(?:[^\W\d_a-z][\w.’'-]*|de|da|van|von|der|den|al|el|bin|la|le|del|of|the|for|in)"
_BYLINE = re.compile(
    rf"[\W_]{{0,3}}(?:(?:[Ww]ritten|WRITTEN)\s+[Bb][Yy]|By|BY)\b:?\s+"
    rf"(?P<names>[^\W\d_a-z][\w.’'-]*(?:(?:,|\s*[|/&])?\s+(?:and\s+)?{_NAME}){{0,11}})"
    rf"(?:\s*(?:[|•·]|\s[–—-])\s+[^\n]{{0,100}}|[\s|,;–—-]*)"
)
_DATELINE = re.compile(r"[A-Z][A-Z.’'/-]{2,}(?:[\w .,’'/-]{0,50})?(?:\([^()]{2,40}\)\s*)?(?:--|[–—-])\s")
_ENDS_SENTENCE = (".", ",", ";", ":", "…", ".”", '."', ",”", ',"', ".’", ".'")
_CRUMBS = re.compile(
    r"(?:(?:home|news|world|national?|international|politics|business|sports?|latest|top stories|breaking|uk|us|usa"
    r"|asia|europe|africa|middle east|india|opinion|health|science|tech(?:nology)?|entertainment|local|more|[\W_])+)",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s+[|»•·–—-]\s+[^|»]{2,40}")
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
        if number in skipped or find_byline(lines[number : number + 1]) or is_date_line(line.text):
            continue
        is_name = len(line.text) < _MIN_TITLE or line.text.count(" ") < 2  # of a section or an outlet
        if is_name and not line.text.endswith(_ENDS_SENTENCE):
            continue
        if is_name or not _is_likely(line.text, lines[number + 1 : N_TOP_LINES]):
            return None
        below = range(number + 1, min(len(lines), N_TOP_LINES))
        return next((n for n in below if frames(line.text, lines[n].text)), number)
    return None


def _is_likely(line: str, below: Sequence[Line]) -> bool:
    """Say whether a line is the headline of what stands below it; doubled, it may end as a sentence does."""
    if len(line) > _MAX_TITLE or line[0].islower() or _DATELINE.match(line):
        return False
    if any(letters_of(line) == letters_of(other.text) for other in below[:4]):
        return True
    return not line.endswith(_ENDS_SENTENCE) and any(len(other.text) >= _LONG_LINE for other in below)


def frames(line: str, title: str) -> bool:
    """Say whether a line is the title between no more than sections before it and a site's name after it.

    So are "Home News TITLE" and "TITLE | Coastal News".
    """
    before, found, after = line.partition(title)
    return (
        len(line) > len(title) >= _MIN_TITLE
        and bool(found)
        and (not before or _CRUMBS.fullmatch(before) is not None)
        and (not after or _SITE.fullmatch(after) is not None)
    )


def find_byline(lines: Sequence[Line]) -> tuple[int, tuple[str, ...]] | None:
    """Find the first of the top lines that is nothing but "By" and names; give its number and the names."""
    for number, line in enumerate(lines[:N_TOP_LINES]):
        if len(line.text) <= 160 and (found := _BYLINE.fullmatch(line.text)):
            return number, split_names(found["names"])
    return None
