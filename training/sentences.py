"""Give the sentence model back: ``python -m training.sentences SHIPPED --base MINILM --archive FILE``.

The encoder was all-MiniLM-L6-v2 before it learnt to find speakers. Each of its matrices gets a small one added, of
``RANK`` columns in four bits, that leads from what it is to what it was; with biases and normalisations as they were
this is the old model but for a little. Written is ``sentences.onnx``, to be put behind ``encoder.onnx``
(`sayso.annotate.encoder.weights.load_sentence_model`).

Invariant: the encoder's own file stays as it is, and no gradient is taken: matrix after matrix, in the order of the
graph, the added one is the reduced-rank regression of what the old model gives on what the new one gets.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from sayso.annotate.encoder.decode import BEGIN_ID, END_ID
from sayso.annotate.encoder.tokenizer import WordPieces
from sayso.annotate.encoder.weights import SENTENCE_DIGESTS, SENTENCES, write_digests
from sayso.relate.inference import split_text
from training.model import HEADS, HIDDEN, Encoder, Shape
from training.recover import recover
from training.second_graph import Added, to_graph

RANK, MOST = 44, 7  # columns of an added matrix, and the largest number in four bits with a sign
CLIPS = (1.0, 0.85, 0.7, 0.6, 0.5)  # of the largest number, tried as the end of the scale
RIDGE = 3e-3
SEED = 1
LENGTHS = range(26, 300)  # characters of a sentence to learn from

Rows = list[Tensor]  # one a batch: (texts, pieces, size)


def read_sentences(path: Path, most: int) -> list[str]:
    """Draw sentences from the archive's articles, two an article at most."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    chance = random.Random(SEED)  # noqa: S311
    found: list[str] = []
    while len(found) < most:
        some = [each for each in split_text(chance.choice(texts)) if len(each) in LENGTHS]
        found += chance.sample(some, min(2, len(some)))
    return found[:most]


def lay(sentences: Sequence[str], pieces: WordPieces, size: int = 32) -> list[tuple[Tensor, Tensor]]:
    """Lay sentences side by side: ids, and which of them are some, both (texts, pieces)."""
    ids = sorted(([BEGIN_ID, *pieces.pieces(each).ids, END_ID] for each in sentences), key=len)
    batches = []
    for at in range(0, len(ids), size):
        some = ids[at : at + size]
        laid = torch.zeros(len(some), len(some[-1]), dtype=torch.long)
        for row, each in enumerate(some):
            laid[row, : len(each)] = torch.tensor(each)
        batches.append((laid, torch.arange(laid.shape[1]) < torch.tensor([len(each) for each in some])[:, None]))
    return batches


def to_fours(matrix: Tensor, dim: int) -> tuple[Tensor, Tensor]:
    """Round to whole numbers within ``MOST``, and give the scales along ``dim`` that err least."""
    top = matrix.abs().amax(dim, keepdim=True)
    scales = torch.stack([(top * clip / MOST).clamp(min=1e-7) for clip in CLIPS])
    rounded = (matrix / scales).round().clamp(-MOST, MOST)
    best = ((rounded * scales - matrix) ** 2).sum(dim + 1, keepdim=True).argmin(0, keepdim=True)
    return (
        rounded.gather(0, best.expand(1, *matrix.shape))[0].to(torch.int8),
        scales.gather(0, best).flatten(),
    )


def fit_added(weight: Tensor, given: Tensor, wanted: Tensor) -> tuple[Added, Tensor]:
    """Give the added matrix, and it and ``weight`` as one.

    ``weight`` is (out, in); ``given`` is (rows, in), ``wanted`` (rows, out).
    """
    mean, spread = given.mean(0), given.std(0).half().float().clamp(min=1e-4)
    x = (given - mean) / spread
    y = wanted - given @ weight.T
    middle = y.mean(0)
    seen = x.T @ x / len(x) + RIDGE * torch.eye(x.shape[1])
    both = (y - middle).T @ x / len(x)
    root = torch.linalg.cholesky(seen)
    leading = torch.linalg.solve_triangular(root, both.T, upper=False).T
    if leading.shape[0] <= leading.shape[1]:
        right = torch.linalg.eigh(leading @ leading.T).eigenvectors.flip(1)[:, :RANK].T @ leading
    else:
        right = torch.linalg.eigh(leading.T @ leading).eigenvectors.flip(1)[:, :RANK].T
    right = functional.normalize(torch.linalg.solve_triangular(root.T, right.T, upper=True).T, dim=1)
    right, right_scale = to_fours(right, 1)
    inner = right * right_scale[:, None]
    square = inner @ seen @ inner.T
    left = torch.linalg.solve(square + 1e-5 * square.diagonal().mean() * torch.eye(RANK), inner @ both.T).T
    left, left_scale = to_fours(left, 0)
    whole = weight + (left * left_scale) @ (inner / spread)
    bias = (middle + given.mean(0) @ weight.T - mean @ whole.T).half().float()
    arrays = (each.numpy() for each in (left, right, left_scale * right_scale, spread, bias))
    return Added(*arrays), whole


@dataclass
class Pair:
    """The old model and the new one, walked side by side."""

    old: Encoder
    new: Encoder
    masks: list[Tensor]

    def lead(self, name: str, given: tuple[Rows, Rows], beside: tuple[Rows, Rows] | None = None) -> Added:
        """Fit what ``name`` lacks to give what the old one gives; with ``beside``, after both are added to that."""
        old, new = self.old.get_submodule(name), self.new.get_submodule(name)
        wanted = [old(x) for x in given[0]]
        if beside is not None:
            wanted = [w + b - n for w, b, n in zip(wanted, *beside, strict=True)]
        added, whole = fit_added(new.weight, self.flat(given[1]), self.flat(wanted))
        new.weight.copy_(whole)
        new.bias.copy_(torch.from_numpy(added.bias))
        return added

    def flat(self, rows: Rows) -> Tensor:
        """Lay the pieces of all texts one behind the other."""
        return torch.cat([x[mask] for x, mask in zip(rows, self.masks, strict=True)])

    def both(self, name: str, rows: tuple[Rows, Rows]) -> tuple[Rows, Rows]:
        """Send rows through a part of either model."""
        old, new = self.old.get_submodule(name), self.new.get_submodule(name)
        return [old(x) for x in rows[0]], [new(x) for x in rows[1]]

    def attend(self, rows: Rows) -> Rows:
        """Give what attention makes of queries, keys and values."""
        found = []
        for x, mask in zip(rows, self.masks, strict=True):
            n, t, _ = x.shape
            q, k, v = x.view(n, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
            seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
            found.append(seen.transpose(1, 2).reshape(n, t, HIDDEN))
        return found


def add_rows(one: tuple[Rows, Rows], other: tuple[Rows, Rows]) -> tuple[Rows, Rows]:
    """Add, for either model."""
    return tuple([x + y for x, y in zip(a, b, strict=True)] for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


def fit_all(pair: Pair, ids: Sequence[Tensor], tell: Callable[[str], None]) -> dict[str, Added]:
    """Fit one added matrix after the other; ``pair.new`` becomes the sentence model."""
    x = tuple([e.norm(e.word(each) + e.position.weight[: each.shape[1]]) for each in ids] for e in (pair.old, pair.new))
    found: dict[str, Added] = {}
    for layer in range(len(pair.old.layers)):
        at = f"layers.{layer}."
        found[at + "qkv"] = pair.lead(at + "qkv", x)
        seen = tuple(map(pair.attend, pair.both(at + "qkv", x)))
        found[at + "attended"] = pair.lead(at + "attended", seen, x)
        x = pair.both(at + "norm1", add_rows(x, pair.both(at + "attended", seen)))
        found[at + "up"] = pair.lead(at + "up", x)
        inner = tuple([functional.gelu(each) for each in rows] for rows in pair.both(at + "up", x))
        found[at + "down"] = pair.lead(at + "down", inner, x)
        x = pair.both(at + "norm2", add_rows(x, pair.both(at + "down", inner)))
        like = functional.cosine_similarity(pair.flat(x[0]), pair.flat(x[1])).mean()
        tell(f"layer {layer}: cosine with the old model's pieces {float(like):.3f}")
    return found


def main() -> None:
    """Fit, and write the graph and its digests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shipped", type=Path, help="folder with encoder.onnx")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--archive", type=Path, required=True, help="articles, JSON a line (gzip)")
    parser.add_argument("--most", type=int, default=6000, help="sentences to learn from")
    args = parser.parse_args()
    old, new = Encoder(Shape(), 0.0), Encoder(Shape(), 0.0)
    for each in (old, new):
        each.load_base(args.base)
        each.eval()
    shipped = recover(args.shipped, args.base).encoder.state_dict()
    batches = lay(read_sentences(args.archive, args.most), WordPieces.from_file(args.base / "vocab.txt"))
    with torch.no_grad():
        for name, value in new.state_dict().items():
            if name == "position.weight" or name.endswith(
                ("qkv.weight", "attended.weight", "up.weight", "down.weight")
            ):
                value.copy_(shipped[name])
        found = fit_all(Pair(old, new, [mask for _, mask in batches]), [ids for ids, _ in batches], print)
    norms = {
        name: (part.weight.detach().numpy(), part.bias.detach().numpy())
        for name, part in new.named_modules()
        if isinstance(part, torch.nn.LayerNorm)
    }
    encoder = (args.shipped / "encoder.onnx").read_bytes()
    (args.shipped / "sentences.onnx").write_bytes(to_graph(encoder, found, norms))
    write_digests(args.shipped, SENTENCES, SENTENCE_DIGESTS)
    print((args.shipped / "sentences.onnx").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
