"""Where sentences lie. A full stop after an abbreviation or an initial ends none.

Invariant: sentences are disjoint, in order, and lie each within one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.paragraphs import find_paragraphs
from sayso.model.annotation import AnnotatedArticle
from sayso.model.span import Span, trim

# A run of stops is read from its first alone, so that a row of dots costs no more than other text.
_END = re.compile(r"[.!?…](?:(?<![.!?…]{2})[.!?…]*[\"'”’»“)\]]*(?=\s|$)|(?<!…)(?<![.!?]{2})[.!?]*[”’»\"](?=[A-Z]))")
_SPACE = " \t\n\r\u00a0\u200b"
_ALSO_WORDS = frozenset(
    "ill mass miss wash mo ark del ind sat sun mar gen sec fig op".split()
)  # with a capital they are short
_STARTERS = frozenset(
    "the a an he she it they we i his her their but and in on at this that there these those however meanwhile "
    "when while after before if as for some many most no not you our its by with from last".split()
)


def find_sentences(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Fill ``sentences``."""
    text = annotated.article.text
    return replace(annotated, sentences=tuple(s for p in find_paragraphs(text) for s in split_sentences(text, p)))


def split_sentences(text: str, within: Span, shift: int = 0) -> Iterator[Span]:
    """Split one paragraph into sentences; their spans lie so many code points further on."""
    start = within.start
    for match in _END.finditer(text, within.start, within.end):
        end = match.end()
        if end < within.end and not _ends_sentence(text, match, within):
            continue
        while text[start] in _SPACE:  # at the latest its stop is none
            start += 1
        yield Span(start + shift, end + shift)
        start = end
    rest = trim(Span(start, within.end), text, _SPACE)
    if rest:
        yield Span(rest.start + shift, rest.end + shift) if shift else rest


def _ends_sentence(text: str, match: re.Match[str], within: Span) -> bool:
    """Say whether this stop ends its sentence, from the word before it and the first word after it."""
    after = text[match.end() : match.end() + 40].lstrip()
    opener = after.lstrip("\"'“‘«„([–—- ")
    if opener[:1].islower():
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    word_start = match.start()
    while word_start > within.start and not text[word_start - 1].isspace():
        word_start -= 1
    word = text[word_start : match.start()].lstrip("\"'“‘«„([").lower()
    if not match.group().strip("."):  # no closing mark follows the stop
        if len(word) == 1 and word.isalpha() and word != "i":
            return False
        if word in load_lexicon().abbreviations and not (
            word in _ALSO_WORDS and text[match.start() - len(word)].islower()
        ):
            next_word = re.match(r"[\w’']+", opener)
            dotted = "." in word and next_word is not None and next_word.group().lower() in _STARTERS
            return dotted and (text[word_start].isupper() or word in ("a.m", "p.m"))
        if word in {"no", "nos", "p", "pp"} and opener[:1].isdigit():
            return False
    return True
