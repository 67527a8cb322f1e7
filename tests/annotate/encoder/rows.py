"""Rows as the encoder would give them, written by hand: a plan of tags over words becomes columns."""

from __future__ import annotations

import numpy as np

from sayso.annotate.encoder.decode import FloatArray, Heads
from sayso.annotate.encoder.sheet import Sheet, SheetMaker
from sayso.annotate.encoder.tokenizer import WordPieces

COLUMNS = {"tags": 7, "mentions": 9, "word": 5, "cue": 5, "query": 2, "name": 2, "none": 1}
_FIRST = {name: sum(list(COLUMNS.values())[:i]) for i, name in enumerate(COLUMNS)}
TAGS = {"O": 0, "source": 1, "cue": 3, "content": 5}
KINDS = {"person": 1, "organisation": 3, "place": 5, "other": 7}
# A pair's five scores are the word's and the cue's columns, added: nothing else is in the way.
HEADS = Heads(COLUMNS, np.zeros((33, 5)), np.zeros((7, 5)), np.eye(5, dtype=np.float32), np.zeros(5, dtype=np.float32))
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
MAKER = SheetMaker(
    WordPieces(
        [
            *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", '"', "'", ".", ",", ":", "-", "said", "minister", "the"),
            *("un", "##said", "##s"),
            *LETTERS,
            *(f"##{letter}" for letter in LETTERS),
        ]
    )
)


def made_rows(sheet: Sheet, **spans: tuple[str, ...]) -> FloatArray:
    """Make rows in which each named text is surely what it is named; the rest is surely nothing.

    Names are those of ``TAGS`` and ``KINDS``. Any cue takes whatever is a source or a content.
    """
    rows = np.zeros((len(sheet), sum(COLUMNS.values())), dtype=np.float32)
    rows[:, _FIRST["tags"]] = rows[:, _FIRST["mentions"]] = rows[:, _FIRST["word"]] = 9
    for name, texts in spans.items():
        for text in texts:
            start = sheet.text.index(text)
            inside = np.flatnonzero((sheet.starts >= start) & (sheet.ends <= start + len(text)))
            head = "tags" if name in TAGS else "mentions"
            begin = _FIRST[head] + (TAGS if name in TAGS else KINDS)[name]
            rows[inside, begin + 1] = rows[inside[0], begin] = 20
            rows[inside[0], begin + 1] = 0
            if name in ("source", "content"):
                role = _FIRST["word"] + (1 if name == "source" else 3)
                rows[inside, role + 1] = rows[inside[0], role] = 20
                rows[inside[0], role + 1] = 0
    return rows


def made_sheet(text: str) -> Sheet:
    """Read a text with the small vocabulary of these tests."""
    return MAKER.sheet(text)
