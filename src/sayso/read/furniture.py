"""Page furniture: lines of a page that are no part of the article.

Invariant: a whole line is furniture or none of it is, and only a line that the lexicons (``lexicons/furniture-*.txt``,
one rule a line) or the article's own headline give away. A sentence of the article lost is worse than a line of
furniture kept, so every rule fits the whole line. Credits that name an outlet ("Source: NDTV", "via Daily Wire:", "The
Associated Press contributed to this report") are no furniture: they say where the text came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from sayso.read.headline import Line, frames, letters_of

_MAX_LINE, _MAX_OPENING, _MAX_LINK, _MAX_WHOLE = 1500, 320, 200, 180
_WORD = re.compile(r"[^\W_]+|©")
_DIGITS = re.compile(r"\d+")
_SEPARATOR = re.compile(r"\s*[|:»>›→]")
_DASH = re.compile(r"\s*[–—-]{1,3}\s")  # only after two words or more: "More - much more - is needed" is a sentence
# A careless scraper glues a link to the paragraph after it: then the paragraph is worth more than the link.
_HOLDS_DATELINE = re.compile(r"[A-Z]{4,20} \((?:Reuters|AP|AFP|CNN|UPI)\)")
_GALLERY = re.compile(r"\bHide Caption \d+ of \d+\b", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"[.!?…]['\"”’)]?\s+[A-Z“\"‘]")
_QUOTES = "\"'“”‘’«»„"
_MIN_COPIED, _LINK_WORDS = 15, 6


class _Rules(NamedTuple):
    whole: frozenset[str]
    openings: dict[str, tuple[str, ...]]
    shapes: dict[str, tuple[re.Pattern[str], ...]]
    telling: tuple[tuple[str, re.Pattern[str]], ...]


def find_furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Give the numbers of the lines that the lexicons know as furniture, or that are links in capitals."""
    rules = _load_rules()
    return frozenset(
        number
        for number, line in enumerate(lines)
        if _is_furniture(line.text, rules)
        or (number and _is_shouted(line.text) and not lines[number - 1].text.isupper())
    )


def _is_shouted(line: str) -> bool:
    """Tell a link between paragraphs, "MAYOR SAYS BRIDGE WILL OPEN ON MONDAY": capitals alone, and no full stop."""
    return (
        line.isupper() and len(line.split()) >= _LINK_WORDS and line[-1] not in ".!?:;,”\"’'" and line[0] not in _QUOTES
    )


def find_title_copies(lines: Sequence[Line], title: str, headline: int | None) -> frozenset[int]:
    """Give the numbers of the lines that only repeat the title, or hold it behind "Home News" and the like.

    ``headline`` is the line that stays as the headline itself.
    """
    wanted = letters_of(title)
    if len(wanted) < _MIN_COPIED:
        return frozenset()
    return frozenset(
        number
        for number, line in enumerate(lines)
        if number != headline
        and len(line.text) < len(title) + 80
        and (letters_of(line.text) == wanted or frames(line.text, title))
    )


def _is_furniture(line: str, rules: _Rules) -> bool:
    if _GALLERY.search(line):
        return True  # however long: captions of photographs, one after another
    if len(line) > _MAX_LINE:
        return False
    first = _WORD.search(line)
    if first is None:
        return True  # a rule of dashes, stars or dots
    word = first[0].casefold()
    if len(line) <= _MAX_WHOLE and _key_of(line) in rules.whole:
        return True
    is_quoted = line[0] in _QUOTES  # "Video: they told me it was a video," she said
    if len(line) <= _MAX_OPENING and not is_quoted and _opens_link(line[first.start() :], word, rules):
        return True
    if any(shape.fullmatch(line) for shape in rules.shapes.get(word, ())):
        return True
    folded = line.casefold()
    return any(shape.fullmatch(line) for held, shape in rules.telling if held in folded)


def _opens_link(line: str, word: str, rules: _Rules) -> bool:
    """Say whether a line opens as a link to another piece does ("Read more:"), and holds no more than that."""
    if word not in rules.openings:
        return False
    folded = line.casefold()
    opens = any(
        folded.startswith(start)
        and (_SEPARATOR.match(folded, len(start)) or (" " in start and _DASH.match(folded, len(start))))
        for start in rules.openings[word]
    )
    return opens and not _HOLDS_DATELINE.search(line) and (len(line) <= _MAX_LINK or not _SENTENCE_BREAK.search(line))


def _key_of(line: str) -> str:
    """Fold a line for lookup: lower case, digits as 0, words only."""
    return " ".join(_WORD.findall(_DIGITS.sub("0", line.casefold())))


@cache
def _load_rules() -> _Rules:
    openings: dict[str, list[str]] = {}
    shapes: dict[str, list[re.Pattern[str]]] = {}
    telling: list[tuple[str, re.Pattern[str]]] = []
    for line in _read_lexicon("furniture-openings.txt"):
        openings.setdefault(line.split()[0], []).append(line)
    for line in _read_lexicon("furniture-shapes.txt"):
        words, pattern = line.split(" :: ", 1)
        shape = re.compile(pattern, re.IGNORECASE)
        for word in words.split():
            if word.startswith("~"):
                telling.append((word[1:].replace("_", " "), shape))
            else:
                shapes.setdefault(word, []).append(shape)
    return _Rules(
        frozenset(_key_of(line) for line in _read_lexicon("furniture-lines.txt")),
        {word: tuple(starts) for word, starts in openings.items()},
        {word: tuple(patterns) for word, patterns in shapes.items()},
        tuple(telling),
    )


def _read_lexicon(name: str) -> Iterator[str]:
    text = resources.files("sayso.read").joinpath("lexicons", name).read_text(encoding="utf-8")
    return (line for line in text.split("\n") if line.strip() and not line.startswith("#"))
