"""The stretches in which a cue looks for its content: sentences, with each quotation folded into one token.

Invariant: units are in order and disjoint; a quotation lies in exactly one block, also when it runs over paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.paragraphs import find_paragraphs
from sayso.annotate.sentences import split_sentences
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import AnnotatedArticle, Quotation
from sayso.model.nearby import Cover
from sayso.model.span import Span

_FOLD = "\ufffc"
_TAIL = re.compile(r"\s*[^.!?\n]{2,160}(?:[.!?]|$)")
_LOST_SPACE = re.compile(r"\.(?:(?<=[a-z]{3}\.)|(?<=\d{3}\.))(?=[A-Z][a-z]+ )")  # "… on Monday.The mayor said"
_MAX_TAIL_WORDS = 16
_MAX_TOKENS = 160


class Unit(NamedTuple):
    """A sentence and its tokens; ``Token.quotation`` indexes the article's outermost quotations."""

    span: Span
    tokens: list[Token]


class Block(NamedTuple):
    """A paragraph, or several that one quotation runs through."""

    span: Span
    units: list[Unit]


def split_blocks(annotated: AnnotatedArticle, outer: Sequence[Quotation], lexicon: Lexicon) -> Iterator[Block]:
    """Split an article into blocks of units; furniture left out."""
    article = annotated.article
    left_out = Cover(article.furniture)
    paragraphs = [p for p in find_paragraphs(article.text) if not left_out.touches((p,))]
    folded = [q.span for q in outer]
    index = 0
    while index < len(paragraphs):
        start, end = paragraphs[index]
        index += 1
        while (last := _last_quotation(folded, start, end)) is not None and folded[last].end > end:
            end = folded[last].end
            while index < len(paragraphs) and paragraphs[index].start < end:
                end = max(end, paragraphs[index].end)
                index += 1
        block = Span(start, end)
        yield Block(block, split_units(article.text, block, outer, folded, lexicon))


def split_units(
    text: str, within: Span, outer: Sequence[Quotation], folded: Sequence[Span], lexicon: Lexicon
) -> list[Unit]:
    """Split a stretch into sentences; each of ``outer`` (in order, disjoint; ``folded`` their spans) is one token."""
    here = outer[bisect_left(folded, Span(within.start, 0)) : bisect_left(folded, Span(within.end, 0))]
    masked = _mask(text, within, here, lexicon)
    return [
        Unit(Span(part[0].start, part[-1].end), part)
        for sentence in split_sentences(masked, Span(0, len(masked)), within.start)
        for part in _parts(tokenize(text, sentence, folded))
    ]


def _last_quotation(folded: Sequence[Span], start: int, end: int) -> int | None:
    """Give the index of the last quotation that opens in a stretch."""
    at = bisect_left(folded, Span(end, 0)) - 1
    return at if at >= 0 and folded[at].start >= start else None


def _parts(tokens: list[Token]) -> Iterator[list[Token]]:
    """Cut what is too long to be a sentence: no cue governs words so far away."""
    for start in range(0, len(tokens), _MAX_TOKENS):
        yield tokens[start : start + _MAX_TOKENS]


def _mask(text: str, block: Span, outer: Sequence[Quotation], lexicon: Lexicon) -> str:
    """Blank the quotations so that sentences are split around them, not inside.

    A quotation that ends in a full stop ends its sentence, unless a bare "said the minister" follows it.
    """
    masked = list(text[block.start : block.end]) if outer else []
    for quotation in outer:
        if not (block.start <= quotation.span.start and quotation.span.end <= block.end):
            continue
        a, b = quotation.span.start - block.start, quotation.span.end - block.start
        masked[a:b] = _FOLD * (b - a)
        final = text[quotation.inner.end - 1]
        if final in ".!?…" and not _only_cue_follows(text, quotation.span.end, block.end, final, lexicon):
            masked[b - 1] = "."
            if b < len(masked) and masked[b].isupper() and b - a > 1:  # a space was lost: “… here.”The mayor
                masked[b - 2 : b] = ". "
    whole = "".join(masked) if outer else text[block.start : block.end]
    for match in _LOST_SPACE.finditer(whole):
        whole = f"{whole[: match.start() - 1]}. {whole[match.end() :]}"
    return whole


def _only_cue_follows(text: str, start: int, end: int, final: str, lexicon: Lexicon) -> bool:
    """Say whether what follows up to the next full stop is a cue with its source and nothing said."""
    match = _TAIL.match(text, start, end)
    if match is None:
        return False
    words = [t.lower for t in tokenize(text, Span(*match.span())) if t.is_word]
    if not words or len(words) > _MAX_TAIL_WORDS or "that" in words or '"' in match.group() or "“" in match.group():
        return False
    at = next((i for i, w in enumerate(words) if w in lexicon.cues and not lexicon.cues[w].weak), None)
    if at is None or at > 8:
        return False
    after = words[at + 1 :]
    limit = 4 if final == "." else _MAX_TAIL_WORDS
    return at == 0 or not after or len(after) <= limit or after[0] in lexicon.closed["preposition"]
