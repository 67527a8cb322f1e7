"""Windows of examples, and batches of windows as tensors.

Invariant: a window is a run of whole words of one example, cut before a line where it can be, and holds at most
``WINDOW`` pieces; a batch adds the begin and end piece to each window and pads on the right.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from sayso.annotate.encoder.sheet import LINE, PARAGRAPH, Sheet
from training.corpus import IGNORE, Example
from training.model import Inputs, distance_bucket, line_bucket

WINDOW = 320  # pieces of a training window, begin and end piece not counted
PAD_ID, BEGIN_ID, END_ID, MASK_ID = 0, 101, 102, 103
MASKED = 0.04  # share of pieces hidden in training, so that no single name is leaned on


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``first`` to ``end`` (exclusive) of an example."""

    example: Example
    first: int
    end: int

    def __len__(self) -> int:
        return self.end - self.first


def cut_points(sheet: Sheet, limits: Iterator[int]) -> list[int]:
    """Choose where windows begin: each holds at most the next limit and ends before a line if one is near."""
    points = [0]
    n = len(sheet)
    breaks = np.flatnonzero((sheet.gap == LINE) | (sheet.gap == PARAGRAPH))
    while True:
        first, limit = points[-1], next(limits)
        if first + limit >= n:
            return points
        at = int(np.searchsorted(breaks, first + limit, side="right")) - 1
        cut = int(breaks[at]) if at >= 0 else 0
        if cut <= first + limit * 2 // 3:
            cut = first + limit
            while cut > first + 1 and not sheet.words[cut]:
                cut -= 1
        points.append(cut)


def windows(example: Example, chance: random.Random) -> list[Window]:
    """Cut an example at random places, the first window shorter so that no place is cut in every epoch."""

    def limits() -> Iterator[int]:
        yield chance.randrange(WINDOW // 3, WINDOW + 1)
        while True:
            yield WINDOW

    points = [*cut_points(example.sheet, limits()), len(example.sheet)]
    return [Window(example, a, b) for a, b in pairwise(points) if b > a]


def group(found: Sequence[Window], pieces: int, chance: random.Random) -> list[list[Window]]:
    """Group windows of like length so that a batch holds about ``pieces`` with its padding; the order is drawn."""
    ordered = sorted(found, key=lambda w: (len(w), chance.random()))
    groups: list[list[Window]] = [[]]
    for window in ordered:
        if groups[-1] and len(window) * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(window)
    chance.shuffle(groups)
    return groups


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one batch. Row and piece indices count the begin piece.

    ``pair_*`` list every (cue, word) pair: its row, its word's piece, its cue's number, buckets, and the role.
    ``cue_*`` list the words of each cue. ``link_*`` list queries, names of the row, and which of them are right.
    """

    inputs: Inputs
    mask: Tensor
    tags: Tensor
    mentions: Tensor
    cue_word: Tensor
    cue_number: Tensor
    pair_word: Tensor
    pair_cue: Tensor
    pair_distance: Tensor
    pair_line: Tensor
    pair_role: Tensor
    n_cues: int
    links: list[tuple[int, Tensor, Tensor]]  # query's flat index, names' flat indices, which are right


def _row(values: np.ndarray, window: Window, width: int, fill: int) -> np.ndarray:
    row = np.full(width, fill, dtype=np.int64)
    row[1 : len(window) + 1] = values[window.first : window.end]
    return row


def to_batch(found: Sequence[Window], chance: np.random.Generator | None) -> Batch:
    """Lay windows side by side; with ``chance`` some pieces are hidden."""
    width = max(map(len, found)) + 2
    columns: dict[str, list[np.ndarray]] = {k: [] for k in ("ids", "quote", "case", "gap", "tags", "mentions", "mask")}
    cue_word, cue_number = [], []
    pairs: list[np.ndarray] = []
    links: list[tuple[int, Tensor, Tensor]] = []
    n_cues = 0
    for number, window in enumerate(found):
        example, sheet = window.example, window.example.sheet
        ids = _row(sheet.ids, window, width, PAD_ID)
        if chance is not None:
            hidden = chance.random(width) < MASKED
            hidden &= ids > MASK_ID
            ids[hidden] = MASK_ID
        ids[0], ids[len(window) + 1] = BEGIN_ID, END_ID
        words = _row(sheet.words.astype(np.int64), window, width, 0) > 0
        columns["ids"].append(ids)
        for name in ("quote", "case", "gap"):
            columns[name].append(_row(getattr(sheet, name), window, width, 0))
        for name, values in (("tags", example.tags), ("mentions", example.mention_tags)):
            row = _row(values, window, width, IGNORE)
            row[~words] = IGNORE
            columns[name].append(row)
        columns["mask"].append(np.arange(width) < len(window) + 2)
        base, shift = number * width, 1 - window.first
        lines = _row(sheet.lines, window, width, 0)
        at = np.flatnonzero(words)
        for (first, last), (source, content) in zip(example.cues, example.roles, strict=True):
            if not window.first <= first <= last < window.end:
                continue
            role = np.zeros(width, dtype=np.int64)
            for spans, kind in ((source, 1), (content, 3)):
                for low, high in spans:
                    low, high = max(low, window.first), min(high, window.end - 1)
                    if low <= high:
                        role[low + shift : high + shift + 1] = kind + 1
                        role[low + shift] = kind
            inside = at[(at >= first + shift) & (at <= last + shift)]
            if not len(inside):
                continue
            cue_word.append(base + inside)
            cue_number.append(np.full(len(inside), n_cues))
            offset = np.where(at < first + shift, at - first - shift, np.maximum(at - last - shift, 0))
            pairs.append(
                np.stack([base + at, np.full(len(at), n_cues), offset, lines[at] - lines[first + shift], role[at]])
            )
            n_cues += 1
        names = example.names[(example.names >= window.first) & (example.names < window.end)]
        for query, right in example.links:
            if window.first <= query < window.end and len(names):
                links.append(
                    (
                        base + query + shift,
                        torch.from_numpy(base + names + shift),
                        torch.from_numpy(np.isin(names, right)),
                    )
                )
    stacked = {name: torch.from_numpy(np.stack(rows)) for name, rows in columns.items()}
    joined = torch.from_numpy(np.concatenate(pairs, axis=1) if pairs else np.zeros((5, 0), dtype=np.int64))
    empty = [np.zeros(0, dtype=np.int64)]
    return Batch(
        inputs=Inputs(stacked["ids"], stacked["quote"], stacked["case"], stacked["gap"]),
        mask=stacked["mask"][:, None, None, :],
        tags=stacked["tags"],
        mentions=stacked["mentions"],
        cue_word=torch.from_numpy(np.concatenate(cue_word or empty)),
        cue_number=torch.from_numpy(np.concatenate(cue_number or empty)),
        pair_word=joined[0],
        pair_cue=joined[1],
        pair_distance=distance_bucket(joined[2]),
        pair_line=line_bucket(joined[3]),
        pair_role=joined[4],
        n_cues=n_cues,
        links=links,
    )
