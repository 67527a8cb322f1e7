"""From what a person types to terms, and from matches to the span worth showing. No backend is known here.

Invariant: every string is a query; what it cannot mean is left out, and a snippet is a span, never new text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model.span import Span

_WORD = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)')
WIDTH = 200  # code points of a snippet, about three lines on a terminal


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow one another; ``prefix`` lets the last go on."""

    words: tuple[str, ...]
    prefix: bool = False


def parse_query(query: str) -> tuple[Term, ...]:
    """Read a query: words, ``"phrases"`` and ``begin*``; all must be found. Other signs only part words."""
    terms = []
    for chunk in _CHUNK.finditer(unicodedata.normalize("NFC", query)):
        phrase, bare = chunk.groups(default="")
        words = tuple(_WORD.findall(phrase or bare))
        if words:
            terms.append(Term(words, prefix=bare.endswith("*")))
    return tuple(terms)


def fold(word: str) -> str:
    """Reduce a word to what is compared: no case, no diacritics."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return plain.casefold()


def fold_words(text: str) -> frozenset[str]:
    """Give the words of a name or a query as they are compared."""
    return frozenset(fold(word) for word in _WORD.findall(text))


def bears_name(names: Sequence[str], wanted: frozenset[str]) -> bool:
    """Say whether one of the names has all the wanted words ("Biden" is in "Joe Biden")."""
    return any(wanted <= fold_words(name) for name in names)


def find_term(term: Term, text: str) -> Iterator[Span]:
    """Find a term in a text, as a full-text index would: whole words, folded."""
    found = [(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]
    wanted = [fold(word) for word in term.words]
    n = len(wanted)
    for i in range(len(found) - n + 1):
        *head, last = (word for _, _, word in found[i : i + n])
        goes_on = last.startswith(wanted[-1]) if term.prefix else last == wanted[-1]
        if head == wanted[:-1] and goes_on:
            yield Span(found[i][0], found[i + n - 1][1])


def find_all(terms: Sequence[Term], *texts: str) -> tuple[tuple[Span, ...], ...] | None:
    """Find where the terms stand in each text, sorted; ``None`` unless every term stands in one of them."""
    found = [[tuple(find_term(term, text)) for text in texts] for term in terms]
    if not all(any(spans) for spans in found):
        return None
    return tuple(tuple(sorted({s for spans in found for s in spans[i]})) for i in range(len(texts)))


def show_matches(matches: Sequence[Span], text: str) -> tuple[Span | None, tuple[Span, ...]]:
    """Choose the stretch of text to show: about ``WIDTH`` code points from before the first match, at word ends.

    Returns the stretch and the matches in it.
    """
    if not matches:
        return None, ()
    first = matches[0]
    start = max(0, first.start - WIDTH // 4)
    start = max(start, text.rfind("\n", 0, first.start) + 1)
    while 0 < start < first.start and not text[start - 1].isspace():
        start += 1
    end = min(len(text), max(first.end, start + WIDTH))
    while first.end < end < len(text) and not text[end].isspace():
        end -= 1
    stretch = Span(start, end)
    return stretch, tuple(match for match in matches if stretch.contains(match))


def place_in_content(content: Sequence[Span], matches: Sequence[Span]) -> tuple[Span, ...]:
    """Move matches in a quote's words (its spans joined by one newline) to the article's text.

    A match that runs over a join covers what lies between in the article.
    """
    pieces, at = [], 0
    for span in content:
        pieces.append((at, span))
        at += span.end - span.start + 1

    def to_article(offset: int) -> int:
        begin, span = next(piece for piece in reversed(pieces) if piece[0] <= offset)
        return span.start + offset - begin

    return tuple(Span(to_article(match.start), to_article(match.end - 1) + 1) for match in matches)


def cut_content(content: Sequence[Span], text: str) -> str:
    """Give a quote's words, one line for each span."""
    return "\n".join(span.cut(text) for span in content)
