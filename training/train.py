"""Train the encoder: ``python -m training.train --data DATA --base MINILM --out FOLDER``.

Invariant: the same arguments and the same torch give the same weights; a run that was cut off goes on from its last
checkpoint as if it had not been. The learning rate rises, stays, and falls over the last ``--decay-steps``; a run can
so be lengthened by asking for more steps before its fall begins.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.annotate.encoder.sheet import SheetMaker
from sayso.annotate.encoder.tokenizer import WordPieces
from training.augment import vary
from training.batches import Batch, Window, group, to_batch, windows
from training.corpus import IGNORE, Document, read_ner, read_polnear, split_held, to_example
from training.model import ROLE, Reader, link_scores, split_columns

SEED = 20260
NER_SHARE = 0.12  # of the sentences with names only, drawn anew each epoch
ROLE_WEIGHT, MENTION_WEIGHT, LINK_WEIGHT = 1.0, 0.25, 0.1
ROLE_SCALE = 25.0  # about the number of words in source and content of one cue
LAYER_DECAY = 0.88
EMA = 0.998


def losses(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """Give the loss of each head on one batch."""
    columns = split_columns(reader.encoder(batch.inputs, batch.mask))
    zero = columns["tags"].sum() * 0
    found = {"tags": zero, "mentions": zero, "roles": zero, "links": zero}
    if bool((batch.tags != IGNORE).any()):
        found["tags"] = functional.cross_entropy(columns["tags"].flatten(0, 1), batch.tags.flatten())
    if bool((batch.mentions != IGNORE).any()):
        found["mentions"] = functional.cross_entropy(columns["mentions"].flatten(0, 1), batch.mentions.flatten())
    if batch.n_cues:
        cues = columns["cue"].flatten(0, 1)[batch.cue_word]
        sums = torch.zeros(batch.n_cues, ROLE).index_add(0, batch.cue_number, cues)
        sizes = torch.zeros(batch.n_cues).index_add(0, batch.cue_number, torch.ones(len(batch.cue_number)))
        means = sums / sizes[:, None]
        word = columns["word"].flatten(0, 1).index_select(0, batch.pair_word)
        scores = reader.roles(word, means.index_select(0, batch.pair_cue), batch.pair_distance, batch.pair_line)
        found["roles"] = functional.cross_entropy(scores, batch.pair_role, reduction="sum") / (
            batch.n_cues * ROLE_SCALE
        )
    if batch.links:
        query, name, none = (columns[k].flatten(0, 1) for k in ("query", "name", "none"))
        parts = []
        for at, names, right in batch.links:
            scores = torch.cat([none[at], link_scores(query[at : at + 1], name[names])[0]])
            good = torch.cat([~right.any(keepdim=True), right])
            parts.append(torch.logsumexp(scores, 0) - torch.logsumexp(scores[good], 0))
        found["links"] = torch.stack(parts).mean()
    return found


def total(found: dict[str, Tensor]) -> Tensor:
    """Weigh the losses."""
    return (
        found["tags"] + ROLE_WEIGHT * found["roles"] + MENTION_WEIGHT * found["mentions"] + LINK_WEIGHT * found["links"]
    )


def epoch_batches(
    articles: list[Document], named: list[Document], maker: SheetMaker, epoch: int, pieces: int
) -> Iterator[Batch]:
    """Vary, cut and group the texts of one epoch; all draws hang on the epoch's number."""
    chance = random.Random(SEED * 1000 + epoch)  # noqa: S311
    extra = chance.sample(named, round(len(named) * NER_SHARE))
    found: list[Window] = []
    for document in [*articles, *extra]:
        found.extend(windows(to_example(vary(document, chance), maker), chance))
    hide = np.random.default_rng(SEED * 1000 + epoch)
    for members in group(found, pieces, chance):
        yield to_batch(members, hide)


def parameter_groups(reader: Reader, rate: float, head_rate: float) -> list[dict[str, object]]:
    """Lower rates for lower layers; word embeddings stay as they are."""
    encoder = reader.encoder
    encoder.word.weight.requires_grad_(False)
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


def main() -> None:
    """Run or go on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with attribution/ and mentions/")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
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
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    args.out.mkdir(parents=True, exist_ok=True)

    maker = SheetMaker(WordPieces.from_file(args.base / "vocab.txt"))
    polnear = read_polnear(
        args.data / "attribution/polnear-train.jsonl.gz", args.data / "mentions/polnear-silver-train.jsonl.gz"
    )
    articles, _ = split_held(polnear)
    named = [d for n in ("conll03-train", "wikigold") for d in read_ner(args.data / f"mentions/{n}.jsonl.gz")]

    reader = Reader()
    reader.encoder.load_minilm(args.base / "model.safetensors")
    if args.start is not None:
        reader.load_state_dict(torch.load(args.start, weights_only=True), strict=False)
    groups = parameter_groups(reader, args.rate, args.head_rate)
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)  # type: ignore[arg-type]
    average = copy.deepcopy(reader)
    step = epoch = done = 0
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        reader.load_state_dict(state["reader"], strict=False)
        average.load_state_dict(state["average"], strict=False)
        peaks = [entry["lr"] for entry in groups]
        optimizer.load_state_dict(state["optimizer"])
        for entry, peak in zip(optimizer.param_groups, peaks, strict=True):
            entry["peak"] = peak  # the command line's, not the checkpoint's
        torch.set_rng_state(state["rng"])
        step, epoch, done = state["step"], state["epoch"], state["done"]

    def checkpoint_now() -> None:
        state = {
            "reader": trained_part(reader),
            "average": trained_part(average),
            "optimizer": optimizer.state_dict(),
            "rng": torch.get_rng_state(),
            "step": step,
            "epoch": epoch,
            "done": done,
        }
        save(checkpoint, state)

    reader.train()
    sums: dict[str, float] = {}
    since = saved = time.monotonic()
    n_pieces = summed = 0
    while step < args.steps:
        for number, batch in enumerate(epoch_batches(articles, named, maker, epoch, args.pieces)):
            if number < done:
                continue
            factor = rate_factor(step, args.steps, args.warm_steps, args.decay_steps)
            for entry in optimizer.param_groups:
                entry["lr"] = entry["peak"] * factor
            found = losses(reader, batch)
            total(found).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_((p for p in reader.parameters() if p.requires_grad), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            average_into(average, reader, step)
            step, done = step + 1, number + 1
            n_pieces += int(batch.mask.sum())
            for name, value in found.items():
                sums[name] = sums.get(name, 0.0) + value.item()
            summed += 1
            if step % 25 == 0:
                spent = time.monotonic() - since
                means = {name: round(value / summed, 4) for name, value in sums.items()}
                print(
                    json.dumps({"step": step, "epoch": epoch, **means, "pieces/s": round(n_pieces / spent)}), flush=True
                )
                sums, summed, n_pieces, since = {}, 0, 0, time.monotonic()
            if time.monotonic() - saved > args.save_seconds:
                checkpoint_now()
                saved = time.monotonic()
            if step >= args.steps:
                break
        else:
            epoch, done = epoch + 1, 0
            print(json.dumps({"epoch done": epoch, "step": step}), flush=True)
    checkpoint_now()
    save(args.out / "weights.pt", trained_part(average))


if __name__ == "__main__":
    main()
