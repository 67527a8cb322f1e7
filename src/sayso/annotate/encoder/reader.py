"""Reads texts with the encoder: one a process, loaded when the first text comes.

Invariant: what a text gives depends on the text and its furniture alone, not on what was read before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.annotate.encoder.decode import FloatArray
from sayso.annotate.encoder.sheet import Sheet, leave_out
from sayso.annotate.encoder.weights import Weights, load_weights
from sayso.annotate.encoder.windows import Encoder
from sayso.model.span import Span


class Reading(NamedTuple):
    """A text's pieces, furniture left out, and one row of scores a piece."""

    sheet: Sheet
    rows: FloatArray


class EncoderReader:
    """Reads texts; the reading of the last one is kept for the next layer."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.encoder = Encoder(weights.run)
        self._last: tuple[str, tuple[Span, ...], Reading] | None = None

    def read(self, text: str, furniture: Sequence[Span] = ()) -> Reading:
        """Read a text; ``furniture`` is as if it were not there."""
        if self._last is not None and self._last[0] == text and self._last[1] == tuple(furniture):
            return self._last[2]
        sheet = leave_out(self.weights.maker.sheet(text), furniture)
        reading = Reading(sheet, self.encoder.encode(sheet))
        self._last = text, tuple(furniture), reading
        return reading


@cache
def shared_reader() -> EncoderReader:
    """Give the reader of this process, with the weights of the package.

    Raises:
        WeightsError: they are missing or damaged.
    """
    return EncoderReader(load_weights())
