"""A text through the encoder, window by window; a window met before costs nothing.

Invariant: where a text is cut depends on the words near the cut alone, so passages that two texts share become the same
windows, and the rows of a text are the same whatever was read before it.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple
from zlib import crc32

import numpy as np

from sayso.annotate.encoder.decode import BEGIN_ID, END_ID, FloatArray, Run
from sayso.annotate.encoder.sheet import LINE, PARAGRAPH, IntArray, Sheet

WINDOW = 320  # pieces, at most; as in training
CONTEXT = 16  # of them before the first whose row is kept
SHORTEST = 192  # pieces whose rows are kept, at least, but in the last window
_REMEMBERED = 400  # windows of about 0.3 MB


class Window(NamedTuple):
    """Pieces ``[first, end)`` are read, and the rows of ``[body, end)`` kept."""

    first: int
    body: int
    end: int


def cut_windows(sheet: Sheet, longest: int = WINDOW, context: int = CONTEXT, shortest: int = SHORTEST) -> list[Window]:
    """Cut a sheet into windows: at the line, among those within reach, whose beginning has the least checksum.

    Where no line is within reach a window ends before a word.
    """
    n = len(sheet)
    lines = np.flatnonzero((sheet.gap == LINE) | (sheet.gap == PARAGRAPH))
    windows: list[Window] = []
    body = 0
    while body < n or not windows:
        first = max(0, body - context)
        most = min(n, first + longest)
        end = n if most == n else _cut(sheet, lines, body + shortest, most)
        windows.append(Window(first, body, end))
        body = end
        if end == n:
            break
    return windows


def _cut(sheet: Sheet, lines: IntArray, least: int, most: int) -> int:
    low, high = np.searchsorted(lines, (least, most + 1))
    if low < high:
        _, chosen = min((crc32(sheet.ids[at : at + 8].tobytes()), at) for at in lines[low:high].tolist())
        return int(chosen)
    words = np.flatnonzero(sheet.words[least : most + 1])
    return least + int(words[-1]) if len(words) else most


class Encoder:
    """Gives the rows of a sheet; remembers those of the windows it read last."""

    def __init__(self, run: Run, n_remembered: int = _REMEMBERED) -> None:
        self._run, self._n_remembered = run, n_remembered
        self._rows: OrderedDict[bytes, FloatArray] = OrderedDict()
        self.n_read = self.n_recalled = 0  # pieces

    def encode(self, sheet: Sheet) -> FloatArray:
        """Give one row a piece."""
        parts = [self._read(sheet, window) for window in cut_windows(sheet)] if len(sheet) else []
        return np.concatenate(parts) if parts else np.zeros((0, 1), dtype=np.float32)

    def _read(self, sheet: Sheet, window: Window) -> FloatArray:
        inputs = np.zeros((4, window.end - window.first + 2), dtype=np.int64)
        for row, column in zip(inputs, (sheet.ids, sheet.quote, sheet.case, sheet.gap), strict=True):
            row[1:-1] = column[window.first : window.end]
        inputs[0, [0, -1]] = BEGIN_ID, END_ID
        kept = window.body - window.first
        key = inputs.astype(np.uint16).tobytes() + kept.to_bytes(2, "little")
        rows = self._rows.pop(key, None)
        if rows is None:
            rows = self._run(*inputs)[1 + kept : -1]
            self.n_read += window.end - window.first
        else:
            self.n_recalled += window.end - window.first
        self._rows[key] = rows
        if len(self._rows) > self._n_remembered:
            self._rows.popitem(last=False)
        return rows
