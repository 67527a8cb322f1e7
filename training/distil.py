"""Teach one reader what several say of text nobody has marked: ``python -m training.distil --teachers A B C ...``.

Invariant: gold stays gold: what people marked is learned as in ``training.train``, and the teachers, readers of any
size trained by it, speak of unmarked text alone. Each step takes one batch of either kind. The unmarked text holds no
article of those to choose by or to measure on. What a large teacher says costs twice what learning it does: each
answer may be learned from several times (``--repeats``), the later times drawn by chance from all that were given.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch, Pairs, lay_pairs, move
from training.corpus import Document
from training.model import Reader, split_columns
from training.supply import Stream, Texts
from training.train import (
    MENTION_WEIGHT,
    ROLE_SCALE,
    ROLE_WEIGHT,
    SEED,
    Learner,
    losses,
    rate_factor,
    read_gold,
    role_scores,
    save,
    total,
    trained_part,
)

B_CUE, I_CUE = 3, 4


def read_unmarked(path: Path, most: int | None = None) -> list[Document]:
    """Read texts, one JSON string a line (xz)."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line) for _, line in zip(range(most or 10**9), lines, strict=False)]
    return [Document(f"unmarked {n}", "", text, (), (), None) for n, text in enumerate(texts)]


def find_cues(tags: np.ndarray) -> list[tuple[int, int, int]]:
    """Give (row, first and last piece) of each run of cue tags; ``tags`` is (texts, pieces), 0 where no word begins."""
    found = []
    for row, first in np.argwhere(tags == B_CUE).tolist():
        last = piece = first
        while piece + 1 < tags.shape[1] and tags[row, piece + 1] in (I_CUE, -1):
            piece += 1
            last = piece if tags[row, piece] == I_CUE else last
        found.append((row, first, last))
    return found


def ask(teachers: Sequence[Reader], batch: Batch) -> tuple[dict[str, Tensor], Pairs]:
    """Give the teachers' mean probabilities: of tags and mentions (texts, pieces, tags), of roles (pairs, roles).

    The pairs are those of the cues that they find together.
    """
    with torch.no_grad():
        answers = [split_columns(teacher.encoder(batch.inputs, batch.mask)) for teacher in teachers]
        said = {
            name: torch.stack([answer[name].float().softmax(-1) for answer in answers]).mean(0)
            for name in ("tags", "mentions")
        }
        best = said["tags"].argmax(-1).masked_fill(~batch.words, -1)
        cues = find_cues(best.cpu().numpy())
        pairs = lay_pairs(batch.words.cpu().numpy(), batch.lines.cpu().numpy(), cues)
        pairs = move(pairs, batch.words.device)
        if cues:
            each = [
                role_scores(teacher, answer, pairs).float().softmax(-1)
                for teacher, answer in zip(teachers, answers, strict=True)
            ]
            said["roles"] = torch.stack(each).mean(0)
    return said, pairs


class Answer(NamedTuple):
    """A batch of unmarked text, and what `ask` gives for it."""

    batch: Batch
    said: dict[str, Tensor]
    pairs: Pairs


def answers(
    teachers: Sequence[Reader], batches: Iterator[Batch], device: torch.device, repeats: int, seed: int
) -> Iterator[Answer]:
    """Ask about every ``repeats``-th batch anew; between, give earlier answers again, drawn from all of them."""
    chance = random.Random(seed)  # noqa: S311
    given: list[Answer] = []
    while True:
        batch = move(next(batches), device)
        given.append(Answer(batch, *ask(teachers, batch)))
        yield given[-1]
        for _ in range(repeats - 1):
            yield chance.choice(given)
        if repeats == 1:
            given.clear()


def soft_losses(reader: Reader, answer: Answer) -> dict[str, Tensor]:
    """Give the cross-entropy of each head with what the teachers said, over words."""
    batch, said, pairs = answer
    columns = split_columns(reader.encoder(batch.inputs, batch.mask))
    found = {
        name: functional.cross_entropy(columns[name][batch.words], said[name][batch.words])
        for name in ("tags", "mentions")
    }
    found["roles"] = columns["word"].sum() * 0
    if pairs.n_cues:
        scores = role_scores(reader, columns, pairs)
        summed = functional.cross_entropy(scores, said["roles"], reduction="sum")
        found["roles"] = summed / (pairs.n_cues * ROLE_SCALE)
    return found


def load(path: Path, base: Path) -> Reader:
    """Read what ``training.train`` or ``training.recover`` wrote; matrices are multiplied in bfloat16."""
    reader = Reader.on(base)
    reader.load_state_dict(torch.load(path, weights_only=True), strict=False)
    reader.encoder.sixteen = True
    return reader


def main() -> None:
    """Train the reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with attribution/ and mentions/")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--unmarked", type=Path, required=True, help="texts, one JSON string a line (xz)")
    parser.add_argument("--start", type=Path, required=True, help="weights that the student begins with")
    parser.add_argument("--teachers", type=Path, nargs="+", required=True, help="weights.pt of each")
    parser.add_argument("--teacher-bases", type=Path, nargs="+", required=True, help="folder of the base of each")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--decay-steps", type=int, default=1200)
    parser.add_argument("--save-seconds", type=float, default=300)
    parser.add_argument("--warm-steps", type=int, default=100)
    parser.add_argument("--pieces", type=int, default=3000, help="pieces a batch of gold")
    parser.add_argument("--unmarked-pieces", type=int, default=12000, help="pieces a batch of unmarked text")
    parser.add_argument("--unmarked-weight", type=float, default=1.0)
    parser.add_argument("--repeats", type=int, default=1, help="times that each answer is learned from")
    parser.add_argument("--most", type=int, help="unmarked texts")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--processes", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary = args.base / "vocab.txt"
    articles, named = read_gold(args.data)
    unmarked = read_unmarked(args.unmarked, args.most)
    shares = max(1, len(unmarked) // 48)
    marked_texts = Texts(articles, named, vocabulary, args.pieces, args.seed)
    unmarked_texts = Texts(unmarked, [], vocabulary, args.unmarked_pieces, args.seed, shares)
    checkpoint = args.out / "checkpoint.pt"
    state = torch.load(checkpoint, weights_only=True, map_location=args.device) if checkpoint.exists() else {}
    gold = Stream(marked_texts, args.processes, *state.get("gold", (0, 0)))
    free = Stream(unmarked_texts, args.processes, *state.get("free", (0, 0)))
    gold_batches, free_batches = iter(gold), iter(free)

    device = torch.device(args.device)
    with_base = zip(args.teachers, args.teacher_bases, strict=True)
    teachers = [load(path, base).to(device).eval() for path, base in with_base]
    reader = load(args.start, args.base).to(device).train()
    learner = Learner(reader, args.rate, args.head_rate)
    if state:
        learner.restore(state)
    taught = answers(teachers, free_batches, device, args.repeats, args.seed)
    sums = dict[str, Tensor]()
    began = saved = time.monotonic()
    while learner.step < args.steps:
        soft = soft_losses(reader, next(taught))
        weighed = soft["tags"] + ROLE_WEIGHT * soft["roles"] + MENTION_WEIGHT * soft["mentions"]
        (args.unmarked_weight * weighed).backward()
        hard = losses(reader, move(next(gold_batches), device))
        total(hard).backward()  # type: ignore[no-untyped-call]
        learner.learn(rate_factor(learner.step, args.steps, args.warm_steps, args.decay_steps), 2.0)
        for name, value in [*hard.items(), *((f"soft {n}", v) for n, v in soft.items())]:
            sums[name] = sums.get(name, 0) + value.detach()
        if learner.step % 25 == 0:
            means = {name: round(float(value) / 25, 4) for name, value in sums.items()}
            print(json.dumps({"step": learner.step, **means, "seconds": round(time.monotonic() - began)}), flush=True)
            sums = {}
        if learner.step == args.steps or time.monotonic() - saved > args.save_seconds:
            places = {"gold": (gold.unit, gold.done), "free": (free.unit, free.done)}
            save(checkpoint, learner.state() | places)
            saved = time.monotonic()
    save(args.out / "weights.pt", trained_part(learner.average))


if __name__ == "__main__":
    main()
