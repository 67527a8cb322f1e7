"""Batches made ahead by other processes, so that what learns from them does not wait.

Invariant: the batches and their order hang on the seed alone, never on how many processes make them. A unit is one
share of the texts in one epoch; each text is varied and cut by draws of its own.
"""

from __future__ import annotations

import multiprocessing
import pickle
import random
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

import numpy as np
import torch

from sayso.annotate.encoder.sheet import SheetMaker
from sayso.annotate.encoder.tokenizer import WordPieces
from training.augment import vary
from training.batches import Batch, Window, group, to_batch, windows
from training.corpus import Document, to_example

NAMED_SHARE = 0.12  # of the sentences with names only, drawn anew each epoch
AHEAD = 3  # units a process may be ahead


@dataclass(frozen=True)
class Texts:
    """What to draw batches from: articles, all of them in each epoch, and short texts of which a share is drawn."""

    articles: Sequence[Document]
    named: Sequence[Document]
    vocabulary: Path
    pieces: int  # a batch, with its padding
    seed: int
    shares: int = 4  # an epoch is made in so many units

    @cached_property
    def maker(self) -> SheetMaker:
        """Give what cuts texts to pieces; each process has its own."""
        return SheetMaker(WordPieces.from_file(self.vocabulary))

    def unit(self, number: int) -> list[Batch]:
        """Make the batches of one unit."""
        epoch, share = divmod(number, self.shares)
        chance = random.Random(f"{self.seed} {epoch}")  # noqa: S311
        texts = [*self.articles, *chance.sample(self.named, round(len(self.named) * NAMED_SHARE))]
        chance.shuffle(texts)
        found: list[Window] = []
        for document in texts[share :: self.shares]:
            own = random.Random(f"{self.seed} {epoch} {document.id}")  # noqa: S311
            found.extend(windows(to_example(vary(document, own), self.maker), own))
        chance = random.Random(f"{self.seed} {epoch} {share}")  # noqa: S311
        hide = np.random.default_rng(chance.getrandbits(63))
        return [to_batch(members, hide) for members in group(found, self.pieces, chance)]


def _make(texts: Texts, number: int) -> bytes:
    return pickle.dumps(texts.unit(number))  # as bytes: tensors would go through files shared one by one


def supply(texts: Texts, processes: int, first: int = 0) -> Iterator[tuple[int, list[Batch]]]:
    """Give (number, batches) of unit after unit, from ``first`` on, without end."""
    if not processes:
        for number in count(first):
            yield number, texts.unit(number)
    with multiprocessing.get_context("fork").Pool(processes, _keep, (texts,)) as pool:
        waiting = deque(pool.apply_async(_kept, (number,)) for number in range(first, first + AHEAD * processes))
        for number in count(first):
            batches = pickle.loads(waiting.popleft().get())  # noqa: S301
            waiting.append(pool.apply_async(_kept, (number + AHEAD * processes,)))
            yield number, batches


class Stream:
    """The batches of unit after unit, and the place to go on from: a unit, and how many of its batches are done."""

    def __init__(self, texts: Texts, processes: int, unit: int = 0, done: int = 0) -> None:
        self.unit, self.done = unit, done
        self._supply = supply(texts, processes, unit)

    def __iter__(self) -> Iterator[Batch]:
        """Give batches without end."""
        for unit, batches in self._supply:
            self.unit = unit
            for batch in batches[self.done :]:
                self.done += 1
                yield batch
            self.done = 0


_own: list[Callable[[int], bytes]] = []


def _keep(texts: Texts) -> None:
    torch.set_num_threads(1)  # after a fork the parent's other threads are not there, and would be waited for
    _own.append(lambda number: _make(texts, number))


def _kept(number: int) -> bytes:
    return _own[-1](number)
