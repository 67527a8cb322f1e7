"""Lines of a laid-out text (a PDF page, a mail) back to paragraphs.

Invariant: nothing is lost and nothing is added but white space; a hyphen at a line's end is taken out only where the
text itself shows that it was put there by the layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median

SOFT_HYPHEN = "\u00ad"
_HYPHENATED = re.compile(r"([^\W\d_]{2,})[-\u2010]$")
_CONTINUED = re.compile(r"([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?:…][\"”’')\]]*$")
_FULL = 0.8  # a line shorter than this share of the others ended for a reason


def join_lines(lines: Sequence[str], words: frozenset[str]) -> str:
    """Join the lines of one paragraph. ``words`` are those of the whole document, in lower case.

    A hyphen at a line's end goes only if the document has the word without it, and nowhere with it.
    """
    joined = ""
    for line in (line.strip() for line in lines):
        if not line:
            continue
        if joined.endswith(SOFT_HYPHEN):
            joined = joined.rstrip(SOFT_HYPHEN) + line
        elif (before := _HYPHENATED.search(joined)) and (after := _CONTINUED.match(line)):
            whole, parted = before[1] + after[1], f"{before[1]}-{after[1]}"
            certain = whole.lower() in words and parted.lower() not in words and after[1].islower()
            joined = (joined[:-1] if certain else joined) + line
        else:
            joined = f"{joined} {line}" if joined else line
    return joined.replace(SOFT_HYPHEN, "")


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """Give the words that stand whole within lines, in lower case; those that a line's end cuts are not among them."""
    found: set[str] = set()
    for line in lines:
        whole = _WORD.findall(line.replace(SOFT_HYPHEN, "").replace("\u2010", "-"))
        if line.rstrip().endswith(("-", "\u2010", SOFT_HYPHEN)):
            whole = whole[:-1]
        found.update(word.lower() for word in whole)
    return frozenset(found)


def unwrap_text(text: str) -> str:
    """Join the lines of a text that was wrapped at some width, as mails are; one that was not stays as it is."""
    lines = text.split("\n")
    filled = [len(line) for line in lines if line.strip()]
    if len(filled) < 4 or max(filled) > 100 or median(filled) < 50:
        return text
    width, words = max(filled), words_of(lines)
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        last = paragraphs[-1]
        if not line.strip():
            paragraphs.append([])
        elif last and (len(last[-1]) < _FULL * width or line.startswith((" ", "\t", "- ", "* ", "•", ">"))):
            paragraphs.append([line])
        else:
            last.append(line)
    return "\n\n".join(join_lines(paragraph, words) for paragraph in paragraphs if paragraph)


def ends_sentence(line: str) -> bool:
    """Say whether a line ends as a sentence does."""
    return _ENDS.search(line.rstrip()) is not None
