"""Uncased BERT word pieces with exact offsets into the untouched text.

Invariant: every piece is ``(id, start, end)`` with ``start < end`` in code points of the text that was given, pieces
are in order and do not overlap, and the ids equal those of the reference (``tokenizers``, ``BertNormalizer``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

UNKNOWN, BEGIN, END, PAD, MASK = "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"
LONGEST_WORD = 100  # the reference gives [UNK] for a longer word
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
_OTHER, _SPACE, _ALONE, _DROP = 0, 1, 2, 3
_CHUNK = re.compile("[^ \\t\\n\\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_CACHED = 500_000  # chunks; then the cache starts anew


class Piece(NamedTuple):
    """One word piece: its id in the vocabulary and its place in the text."""

    id: int
    start: int
    end: int


def _character_class(character: str) -> int:
    """Say whether a character separates words, stands alone, vanishes, or is part of a word."""
    if character in "\t\n\r":
        return _SPACE
    category = unicodedata.category(character)
    code = ord(character)
    if code in (0, 0xFFFD) or category in ("Cc", "Cf", "Cn", "Co"):
        return _DROP
    if category == "Zs" or character in "\u2028\u2029":
        return _SPACE
    if category[0] == "P" or (33 <= code < 128 and not character.isalnum()):
        return _ALONE
    if any(low <= code <= high for low, high in _CJK):
        return _ALONE
    return _OTHER


class WordPieces:
    """The vocabulary and its caches: characters to classes, what stands between two spaces to pieces."""

    def __init__(self, vocabulary: list[str]) -> None:
        self.ids = {word: index for index, word in enumerate(vocabulary)}
        self._unknown = self.ids[UNKNOWN]
        self._classes: dict[str, int] = {}
        self._folds: dict[str, str] = {}
        self._chunks: dict[str, tuple[tuple[int, int, int], ...]] = {}

    @classmethod
    def from_file(cls, path: Path) -> WordPieces:
        """Read one word piece a line."""
        return cls(path.read_text(encoding="utf-8").split("\n")[:-1])

    def pieces(self, text: str) -> list[Piece]:
        """Cut a text into word pieces."""
        found: list[Piece] = []
        chunks = self._chunks
        if len(chunks) > _CACHED:
            chunks.clear()
        for match in _CHUNK.finditer(text):
            chunk, start = match.group(), match.start()
            parts = chunks.get(chunk)
            if parts is None:
                parts = chunks[chunk] = tuple(
                    (index, begin + low, begin + high)
                    for begin, end in self._word_bounds(chunk)
                    for index, low, high in self._cut_word(chunk[begin:end])
                )
            found.extend([Piece(index, start + low, start + high) for index, low, high in parts])
        return found

    def _word_bounds(self, text: str) -> Iterator[tuple[int, int]]:
        classes = self._classes
        start = -1
        for index, character in enumerate(text):
            kind = classes.get(character)
            if kind is None:
                kind = classes[character] = _character_class(character)
            if kind in (_OTHER, _DROP):
                if start < 0:
                    start = index
                continue
            if start >= 0:
                yield start, index
                start = -1
            if kind == _ALONE:
                yield index, index + 1
        if start >= 0:
            yield start, len(text)

    def _fold(self, character: str) -> str:
        """Lower a character and take its accents off; nothing is left of one that vanishes."""
        folded = self._folds.get(character)
        if folded is None:
            kind = self._classes.get(character)
            if kind is None:
                kind = _character_class(character)
            plain = "".join(c for c in unicodedata.normalize("NFD", character) if unicodedata.category(c) != "Mn")
            folded = self._folds[character] = "" if kind == _DROP else plain.lower()
        return folded

    def _cut_word(self, word: str) -> Iterator[tuple[int, int, int]]:
        """Give (id, start, end) of each piece of a word, offsets from the word's first character."""
        folded = ""
        origin: list[int] = []
        for index, character in enumerate(word):
            for letter in self._fold(character):
                folded += letter
                origin.append(index)
        if not folded:
            return
        if len(folded) > LONGEST_WORD:
            yield self._unknown, 0, len(word)
            return
        cut: list[tuple[int, int, int]] = []
        low = 0
        while low < len(folded):
            high = len(folded)
            while high > low:
                index = self.ids.get(folded[low:high] if low == 0 else "##" + folded[low:high], -1)
                if index >= 0:
                    break
                high -= 1
            if high == low:
                yield self._unknown, origin[0], origin[-1] + 1
                return
            cut.append((index, origin[low], origin[high - 1] + 1))
            low = high
        yield from cut
