"""Train the encoder: ``python -m training.train --data DATA --base MINILM --out FOLDER``.

Invariant: the same arguments and the same torch give the same weights; a run that was cut off goes on from its last
checkpoint as if it had not been. The learning rate rises, stays, and falls over the last ``--decay-steps``; a run can
so be lengthened by asking for more steps before its fall begins.
"""

from __future__ import annotations

import argparse
import copy
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batches import Batch, Links, Pairs, move
from training.corpus import IGNORE, Document, read_ner, read_polnear, split_held
from training.model import ROLE, Reader, link_scores, split_columns
from training.supply import Stream, Texts

SEED = 20260
ROLE_WEIGHT, MENTION_WEIGHT, LINK_WEIGHT = 1.0, 0.25, 0.1
ROLE_SCALE = 25.0  # about the number of words in source and content of one cue
LAYER_DECAY = 0.88
EMA = 0.998


def role_scores(reader: Reader, columns: dict[str, Tensor], pairs: Pairs) -> Tensor:
    """Give the scores of the five roles for each (cue, word) pair, (pairs, roles)."""
    cues = columns["cue"].flatten(0, 1)[pairs.cue_word]
    sums = cues.new_zeros(pairs.n_cues, ROLE).index_add(0, pairs.cue_number, cues)
    sizes = cues.new_zeros(pairs.n_cues).index_add(0, pairs.cue_number, torch.ones_like(cues[:, 0]))
    means = sums / sizes[:, None]
    word = columns["word"].flatten(0, 1).index_select(0, pairs.word)
    return reader.roles(word, means.index_select(0, pairs.cue), pairs.distance, pairs.line)  # type: ignore[no-any-return]


def link_loss(columns: dict[str, Tensor], links: Links) -> Tensor:
    """Give the loss of the names that pronouns and roles stand for; where no name is right, none should win."""
    query, name, none = (columns[k].flatten(0, 1) for k in ("query", "name", "none"))
    scores = link_scores(query[links.query][:, None], name[links.names])[:, 0]
    scores = torch.cat([none[links.query], scores.masked_fill(~links.is_name, -torch.inf)], dim=1)
    good = torch.cat([~links.is_right.any(dim=1, keepdim=True), links.is_right], dim=1)
    return (scores.logsumexp(1) - scores.masked_fill(~good, -torch.inf).logsumexp(1)).mean()


def losses(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """Give the loss of each head on one batch."""
    columns = split_columns(reader.encoder(batch.inputs, batch.mask))
    zero = columns["tags"].sum() * 0
    found = {"tags": zero, "mentions": zero, "roles": zero, "links": zero}
    for name, gold in (("tags", batch.tags), ("mentions", batch.mentions)):
        if bool((gold != IGNORE).any()):
            found[name] = functional.cross_entropy(columns[name].flatten(0, 1), gold.flatten())
    if batch.pairs.n_cues:
        scores = role_scores(reader, columns, batch.pairs)
        summed = functional.cross_entropy(scores, batch.roles, reduction="sum")
        found["roles"] = summed / (batch.pairs.n_cues * ROLE_SCALE)
    if len(batch.links.query):
        found["links"] = link_loss(columns, batch.links)
    return found


def total(found: dict[str, Tensor]) -> Tensor:
    """Weigh the losses."""
    return (
        found["tags"] + ROLE_WEIGHT * found["roles"] + MENTION_WEIGHT * found["mentions"] + LINK_WEIGHT * found["links"]
    )


def parameter_groups(reader: Reader, rate: float, head_rate: float) -> list[dict[str, object]]:
    """Lower rates for lower layers; word embeddings and MPNet's nearness stay as they are."""
    encoder = reader.encoder
    encoder.word.weight.requires_grad_(False)
    if encoder.near is not None:
        encoder.near.weight.requires_grad_(False)  # attention is a quarter faster so
    groups: list[dict[str, object]] = []
    n = len(encoder.layers)
    for index, layer in enumerate(encoder.layers):
        groups.append({"params": list(layer.parameters()), "lr": rate * LAYER_DECAY ** (n - 1 - index)})
    groups.append({"params": [encoder.position.weight, *encoder.norm.parameters()], "lr": rate * LAYER_DECAY**n})
    added = [encoder.quote.weight, encoder.case.weight, encoder.gap.weight]
    groups.append({"params": added, "lr": head_rate, "weight_decay": 0.0})
    heads = [*encoder.heads.parameters(), *reader.roles.parameters()]
    groups.append({"params": heads, "lr": head_rate})
    for entry in groups:
        entry["peak"] = entry["lr"]
    return groups


def rate_factor(step: int, steps: int, warm: int, decay: int) -> float:
    """Rise, stay, fall to a fiftieth."""
    if step < warm:
        return (step + 1) / warm
    left = steps - step
    return max(0.02, left / decay) if left < decay else 1.0


def average_into(average: nn.Module, current: nn.Module, step: int) -> None:
    """Move the averaged weights towards the current ones."""
    keep = min(EMA, (1 + step) / (10 + step))
    with torch.no_grad():
        for mean, now in zip(average.parameters(), current.parameters(), strict=True):
            if now.requires_grad:
                mean.lerp_(now, 1 - keep)


def save(path: Path, state: dict[str, object]) -> None:
    """Write a checkpoint whole or not at all."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def trained_part(module: nn.Module) -> dict[str, Tensor]:
    """Leave the word embeddings out: they are MiniLM's."""
    return {k: v for k, v in module.state_dict().items() if k != "encoder.word.weight"}


class Learner:
    """A reader that learns, the average of its weights, and how far it is; a checkpoint holds all of it."""

    def __init__(self, reader: Reader, rate: float, head_rate: float) -> None:
        groups = parameter_groups(reader, rate, head_rate)
        self.reader, self.average, self.step = reader, copy.deepcopy(reader), 0
        self._optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)  # type: ignore[arg-type]

    def state(self) -> dict[str, object]:
        """Give what `restore` takes."""
        return {
            "reader": trained_part(self.reader),
            "average": trained_part(self.average),
            "optimizer": self._optimizer.state_dict(),
            "rng": torch.get_rng_state(),
            "step": self.step,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a checkpoint; the rates stay those it was begun with here, not the checkpoint's."""
        self.reader.load_state_dict(state["reader"], strict=False)
        self.average.load_state_dict(state["average"], strict=False)
        peaks = [entry["peak"] for entry in self._optimizer.param_groups]
        self._optimizer.load_state_dict(state["optimizer"])
        for entry, peak in zip(self._optimizer.param_groups, peaks, strict=True):
            entry["peak"] = peak
        torch.set_rng_state(state["rng"].cpu())
        self.step = state["step"]

    def learn(self, factor: float, steepest: float) -> None:
        """Take a step by the gradients that lie there, at ``factor`` of the rates, and forget them."""
        for entry in self._optimizer.param_groups:
            entry["lr"] = entry["peak"] * factor
        nn.utils.clip_grad_norm_((p for p in self.reader.parameters() if p.requires_grad), steepest)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        average_into(self.average, self.reader, self.step)
        self.step += 1


def read_gold(data: Path) -> tuple[list[Document], list[Document]]:
    """Read the articles to learn attributions from, and the short texts to learn names from."""
    polnear = read_polnear(data / "attribution/polnear-train.jsonl.gz", data / "mentions/polnear-silver-train.jsonl.gz")
    named = [d for n in ("conll03-train", "wikigold") for d in read_ner(data / f"mentions/{n}.jsonl.gz")]
    return split_held(polnear)[0], named


def main() -> None:
    """Run or go on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with attribution/ and mentions/")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2, or of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to begin from (training.recover), in place of MiniLM's")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--decay-steps", type=int, default=1200)
    parser.add_argument("--warm-steps", type=int, default=150)
    parser.add_argument("--pieces", type=int, default=2000, help="pieces a batch")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--save-seconds", type=float, default=300)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--device", default="cpu", help="cpu or cuda; cuda does not give the same weights twice")
    parser.add_argument("--sixteen", action="store_true", help="multiply in bfloat16")
    parser.add_argument("--processes", type=int, default=0, help="that make batches ahead")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    articles, named = read_gold(args.data)
    texts = Texts(articles, named, args.base / "vocab.txt", args.pieces, args.seed)
    device = torch.device(args.device)

    reader = Reader.on(args.base)
    if args.start is not None:
        reader.load_state_dict(torch.load(args.start, weights_only=True), strict=False)
    reader.to(device)
    reader.encoder.sixteen = args.sixteen
    learner = Learner(reader, args.rate, args.head_rate)
    checkpoint, place = args.out / "checkpoint.pt", (0, 0)
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True, map_location=device)
        learner.restore(state)
        place = state["unit"], state["done"]
    stream = Stream(texts, args.processes, *place)

    def checkpoint_now() -> None:
        save(checkpoint, learner.state() | {"unit": stream.unit, "done": stream.done})

    reader.train()
    sums: dict[str, Tensor | float] = {}
    since = saved = time.monotonic()
    n_pieces = summed = 0
    batches = iter(stream)
    while learner.step < args.steps:
        batch = next(batches)
        found = losses(reader, move(batch, device))
        total(found).backward()  # type: ignore[no-untyped-call]
        learner.learn(rate_factor(learner.step, args.steps, args.warm_steps, args.decay_steps), 1.0)
        n_pieces += int(batch.mask.sum())
        for name, value in found.items():
            sums[name] = sums.get(name, 0.0) + value.detach()
        summed += 1
        if learner.step % 25 == 0:
            spent = time.monotonic() - since
            means = {name: round(float(value) / summed, 4) for name, value in sums.items()}
            rate = round(n_pieces / spent)
            print(json.dumps({"step": learner.step, "unit": stream.unit, **means, "pieces/s": rate}), flush=True)
            sums, summed, n_pieces, since = {}, 0, 0, time.monotonic()
        if time.monotonic() - saved > args.save_seconds:
            checkpoint_now()
            saved = time.monotonic()
    checkpoint_now()
    save(args.out / "weights.pt", trained_part(learner.average))


if __name__ == "__main__":
    main()
