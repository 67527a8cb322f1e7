"""Windows of examples, and batches of windows as tensors.

Invariant: a window is a run of whole words of one example, cut before a line where it can be, and holds at most
``WINDOW`` pieces; a batch adds the begin and end piece to each window and pads on the right.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import TypeVar

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
class Pairs:
    """Every (cue, word) pair of a batch. Pieces are indices into its rows laid end to end.

    ``cue_*`` list the words of each cue, (words,); ``word`` to ``line`` list the pairs, (pairs,): the word's piece, the
    cue's number, and the buckets of how far they stand apart.
    """

    cue_word: Tensor
    cue_number: Tensor
    word: Tensor
    cue: Tensor
    distance: Tensor
    line: Tensor
    n_cues: int


@dataclass(frozen=True, slots=True)
class Links:
    """Queries (queries,), and the names of their rows with which of them are right, both (queries, most names)."""

    query: Tensor
    names: Tensor
    is_name: Tensor
    is_right: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one batch, (texts, pieces) where not said otherwise. Row and piece indices count the begin piece."""

    inputs: Inputs
    mask: Tensor  # (texts, 1, 1, pieces)
    words: Tensor  # which pieces begin a word
    lines: Tensor
    tags: Tensor
    mentions: Tensor
    pairs: Pairs
    roles: Tensor  # (pairs,)
    links: Links


Moved = TypeVar("Moved")


def move(value: Moved, device: torch.device) -> Moved:
    """Give a batch, or a part of one, on a device."""
    if isinstance(value, Tensor):
        return value.to(device, non_blocking=True)
    if isinstance(value, Batch | Pairs | Links | Inputs):
        return replace(value, **{f.name: move(getattr(value, f.name), device) for f in fields(value)})
    return value


def lay_pairs(words: np.ndarray, lines: np.ndarray, cues: Sequence[tuple[int, int, int]]) -> Pairs:
    """Pair each cue (row, first and last piece, last inclusive) with the words of its row.

    ``words`` and ``lines`` are (texts, pieces). A cue in which no word begins has no pair.
    """
    width = words.shape[1]
    at_row = {row: np.flatnonzero(words[row]) for row in {row for row, _, _ in cues}}
    cue_word, cue_number, pairs = [], [], []
    for number, (row, first, last) in enumerate(cues):
        at = at_row[row]
        inside = at[(at >= first) & (at <= last)]
        cue_word.append(row * width + inside)
        cue_number.append(np.full(len(inside), number))
        offset = np.where(at < first, at - first, np.maximum(at - last, 0))
        pairs.append(np.stack([row * width + at, np.full(len(at), number), offset, lines[row, at] - lines[row, first]]))
    empty = [np.zeros(0, dtype=np.int64)]
    word, cue, offset, line = torch.from_numpy(
        np.concatenate(pairs, axis=1) if pairs else np.zeros((4, 0), dtype=np.int64)
    )
    return Pairs(
        torch.from_numpy(np.concatenate(cue_word or empty)),
        torch.from_numpy(np.concatenate(cue_number or empty)),
        word,
        cue,
        distance_bucket(offset),
        line_bucket(line),
        len(cues),
    )


def _lay_links(found: Sequence[tuple[int, np.ndarray, np.ndarray]]) -> Links:
    most = max((len(names) for _, names, _ in found), default=0)
    names = np.zeros((len(found), most), dtype=np.int64)
    is_name, is_right = np.zeros(names.shape, dtype=bool), np.zeros(names.shape, dtype=bool)
    for row, (_, some, right) in enumerate(found):
        names[row, : len(some)], is_name[row, : len(some)], is_right[row, : len(some)] = some, True, right
    query = np.array([query for query, _, _ in found], dtype=np.int64)
    return Links(*map(torch.from_numpy, (query, names, is_name, is_right)))


def _row(values: np.ndarray, window: Window, width: int, fill: int) -> np.ndarray:
    row = np.full(width, fill, dtype=np.int64)
    row[1 : len(window) + 1] = values[window.first : window.end]
    return row


def to_batch(found: Sequence[Window], chance: np.random.Generator | None) -> Batch:
    """Lay windows side by side; with ``chance`` some pieces are hidden."""
    width = max(map(len, found)) + 2
    names = ("ids", "quote", "case", "gap", "tags", "mentions", "mask", "words", "lines")
    columns: dict[str, list[np.ndarray]] = {name: [] for name in names}
    cues: list[tuple[int, int, int]] = []
    roles: list[np.ndarray] = []
    links: list[tuple[int, np.ndarray, np.ndarray]] = []
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
        for name in ("quote", "case", "gap", "lines"):
            columns[name].append(_row(getattr(sheet, name), window, width, 0))
        for name, values in (("tags", example.tags), ("mentions", example.mention_tags)):
            row = _row(values, window, width, IGNORE)
            row[~words] = IGNORE
            columns[name].append(row)
        columns["words"].append(words)
        columns["mask"].append(np.arange(width) < len(window) + 2)
        base, shift = number * width, 1 - window.first
        for (first, last), (source, content) in zip(example.cues, example.roles, strict=True):
            if not window.first <= first <= last < window.end or not words[first + shift : last + shift + 1].any():
                continue
            role = np.zeros(width, dtype=np.int64)
            for spans, kind in ((source, 1), (content, 3)):
                for low, high in spans:
                    low, high = max(low, window.first), min(high, window.end - 1)
                    if low <= high:
                        role[low + shift : high + shift + 1] = kind + 1
                        role[low + shift] = kind
            cues.append((number, first + shift, last + shift))
            roles.append(role[words])
        within = example.names[(example.names >= window.first) & (example.names < window.end)]
        for query, right in example.links:
            if window.first <= query < window.end and len(within):
                links.append((base + query + shift, base + within + shift, np.isin(within, right)))
    stacked = {name: np.stack(rows) for name, rows in columns.items()}
    tensors = {name: torch.from_numpy(rows) for name, rows in stacked.items()}
    return Batch(
        inputs=Inputs(tensors["ids"], tensors["quote"], tensors["case"], tensors["gap"]),
        mask=tensors["mask"][:, None, None, :],
        words=tensors["words"],
        lines=tensors["lines"],
        tags=tensors["tags"],
        mentions=tensors["mentions"],
        pairs=lay_pairs(stacked["words"], stacked["lines"], cues),
        roles=torch.from_numpy(np.concatenate(roles) if roles else np.zeros(0, dtype=np.int64)),
        links=_lay_links(links),
    )
