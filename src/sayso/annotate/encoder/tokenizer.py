"""Uncased BERT word pieces with exact offsets into the untouched text.

Invariant: every piece has an id, a start and an end with ``start < end`` in code points of the text that was given,
pieces are in order and do not overlap, and the ids equal those of the reference (``tokenizers``, ``BertNormalizer``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

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
_GAPS = "".join(map(chr, (9, 10, 13, 32, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)))
_CHUNK = re.compile(f"[^{_GAPS}]+")
_IS_GAP = np.zeros(ord(_GAPS[-1]) + 2, dtype=bool)  # by code point; the last stands for all that are higher
_IS_GAP[[*map(ord, _GAPS)]] = True
_REMEMBERED = 1 << 18  # chunks
_ROW = np.dtype((np.int32, 4))  # a piece of a chunk, as in ``Pieces``


class Pieces(NamedTuple):
    """The word pieces of a text: their ids in the vocabulary, their places, their `case_class`; one entry a piece."""

    ids: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    case: npt.NDArray[np.int64]


def case_class(surface: str) -> int:
    """0 no letters, 1 lower, 2 Capitalised, 3 ALL CAPITALS, 4 mixed, 5 holds a digit."""
    if any(c.isdigit() for c in surface):
        return 5
    letters = [c for c in surface if c.isalpha()]
    if not letters:
        return 0
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 1
    if all(upper):
        return 3 if len(letters) > 1 else 2
    return 2 if upper[0] and not any(upper[1:]) else 4


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


def _chunk_starts(text: str) -> npt.NDArray[np.int64]:
    """Give where each match of ``_CHUNK`` begins."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    gaps = _IS_GAP.take(codes, mode="clip")
    return np.flatnonzero(~gaps & np.append(True, gaps[:-1]))


class WordPieces:
    """The vocabulary and its caches: characters to classes, what stands between two spaces to pieces."""

    def __init__(self, vocabulary: list[str]) -> None:
        self.ids = {word: index for index, word in enumerate(vocabulary)}
        self._unknown = self.ids[UNKNOWN]
        self._classes: dict[str, int] = {}
        self._folds: dict[str, str] = {}
        self._known: dict[str, bytes] = {}  # bytes, for the garbage collector goes through tuples again and again

    @classmethod
    def from_file(cls, path: Path) -> WordPieces:
        """Read one word piece a line."""
        return cls(path.read_text(encoding="utf-8").split("\n")[:-1])

    def pieces(self, text: str) -> Pieces:
        """Cut a text into word pieces."""
        known = self._known.get
        cut = [known(chunk) or self._cut_chunk(chunk) for chunk in _CHUNK.findall(text)]
        ids, starts, ends, case = np.frombuffer(b"".join(cut), dtype=_ROW).T.astype(np.int64, order="C")
        n_pieces = np.array([*map(len, cut)], dtype=np.int64) // _ROW.itemsize
        begins = np.repeat(_chunk_starts(text), n_pieces)
        return Pieces(ids, begins + starts, begins + ends, case)

    def _cut_chunk(self, chunk: str) -> bytes:
        """Give the pieces of what stands between two spaces, a ``_ROW`` each; places from its beginning."""
        pieces = [
            (index, begin + low, begin + high, case_class(chunk[begin + low : begin + high]))
            for begin, end in self._word_bounds(chunk)
            for index, low, high in self._cut_word(chunk[begin:end])
        ]
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        cut = self._known[chunk] = np.array(pieces, dtype=_ROW.base).tobytes()
        return cut

    def _word_bounds(self, text: str) -> Iterator[tuple[int, int]]:
        if text.isascii() and text.isalnum():  # as most chunks are
            yield 0, len(text)
            return
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
        if word.isascii() and word.isalnum():
            folded, origin = word.lower(), list(range(len(word)))
        else:
            folds = [self._fold(character) for character in word]
            folded, origin = "".join(folds), [index for index, fold in enumerate(folds) for _ in fold]
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
