"""Words and marks of one stretch of text, each quotation folded into one token.

Invariant: tokens are in order and disjoint; only white space lies between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.annotate.lexicon import load_lexicon
from sayso.model.span import Span

_POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$")


class Token(NamedTuple):
    """A word, a mark or a folded quotation; ``quotation`` is its index in the folded sequence, else -1.

    ``bare`` is the word in lower case without a possessive ending. A folded quotation has no text. What is asked of
    a word again and again is told once, when it is cut.
    """

    start: int
    end: int
    text: str
    lower: str
    bare: str
    is_word: bool  # it begins with a letter or digit
    is_name: bool  # it begins with a capital letter
    quotation: int = -1

    @property
    def possessive(self) -> bool:
        """Say whether it ends in a possessive ending."""
        return len(self.bare) < len(self.lower)


def make_token(start: int, end: int, text: str) -> Token:
    """Give the token of a word or mark."""
    lower = text.lower()
    return Token(start, end, text, lower, _bare(lower), text[:1].isalnum(), text[:1].isupper())


def _bare(lower: str) -> str:
    return _POSSESSIVE.sub("", lower) if "’" in lower or "'" in lower else lower


def tokenize(text: str, within: Span, folded: Sequence[Span] = ()) -> list[Token]:
    """Split a stretch into tokens; each span of ``folded`` (sorted, disjoint) inside it becomes one token."""
    if not folded:
        return _words(text, *within)
    tokens: list[Token] = []
    at = within.start
    first = max(0, bisect_left(folded, within) - 1)
    for index in range(first, len(folded)):
        fold = folded[index]
        if fold.start >= within.end:
            break
        if fold.end <= at:
            continue
        tokens.extend(_words(text, at, fold.start))
        tokens.append(Token(fold.start, min(fold.end, within.end), "", "", "", False, False, index))
        at = fold.end
    tokens.extend(_words(text, at, within.end))
    return tokens


@cache
def _token_pattern() -> re.Pattern[str]:
    """Match, after a space, an abbreviation or initial with its stop, a number, a word with inner marks, or a mark.

    Plain letters before white space or a comma are the word they look like, and most words are: they are tried first.
    """
    words = sorted(
        w for w in load_lexicon().abbreviations if w.isalpha() and len(w) > 1 and w not in {"no", "in", "miss"}
    )
    stopped = "|".join(w.capitalize() for w in words)
    return re.compile(
        r"\s?+([A-Za-z]++(?=[\s,])"
        rf"|(?:{stopped})\.(?=\s+[A-Z])|(?:[A-Za-z]\.){{2,}}|[A-Z]\.(?=\s+[A-Z][\w’'-])"
        r"|\d+(?:[.,:]\d+)*(?:-?[A-Za-z]+(?:-\w+)*)?|\w+(?:[-’'.&@/]\w+)*[’']?(?=\W|$)|[^\w\s])"
    )


def _words(text: str, start: int, end: int) -> list[Token]:
    """Give the words of a stretch: those of the whole text, cut anew where the stretch has its edge in a word.

    Of the last two those with a stop are cut anew too, for it is theirs by what follows: "Mr. Lang", but "Mr" and ".".
    """
    words, starts = _all_words(text)
    low = bisect_left(starts, start)
    high = bisect_left(starts, end, low)
    if low and words[low - 1].end > start:
        return _cut_words(text, start, end)
    for at in range(max(low, high - 2), high):
        if words[at].end > end or (words[at].text[-1] == "." and len(words[at].text) > 1):
            return words[low:at] + _cut_words(text, words[at].start, end)
    return words[low:high]


@lru_cache(maxsize=2)  # several layers read the same article, stretch by stretch
def _all_words(text: str) -> tuple[list[Token], list[int]]:
    """Give the words of a text, and where they start."""
    words = _cut_words(text, 0, len(text))
    return words, [word[0] for word in words]


def _cut_words(text: str, start: int, end: int) -> list[Token]:
    make = tuple.__new__  # what `Token(...)` does, at half the cost
    tokens = []
    for match in _token_pattern().finditer(text, start, max(start, end)):
        word = match[1]
        lower = word.lower()
        if word.isalpha():  # as most are
            fields = match.start(1), match.end(), word, lower, lower, True, word[0].isupper(), -1
        else:
            fields = match.start(1), match.end(), word, lower, _bare(lower), word[0].isalnum(), word[0].isupper(), -1
        tokens.append(make(Token, fields))
    return tokens
