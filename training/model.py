"""The encoder: MiniLM's forward pass in plain torch, three small added embeddings, and one projection for all heads.

A reader may also stand on MPNet, five times the size, to teach the one that ships; both read the same word pieces.

Invariant: ``Encoder.forward`` gives one row a piece, whose columns are cut by ``COLUMNS``; everything after it (which
cue takes which words, which name a pronoun means) is arithmetic on those rows.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.annotate.encoder.sheet import N_CASE, N_GAP, N_QUOTE
from training.corpus import N_MENTION_TAGS, N_TAGS

HIDDEN, LAYERS, HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522
ROLE, LINK = 160, 64
N_ROLES = 5  # none, then B and I of source and content
N_DISTANCES, N_LINES = 33, 7
FAR = -1e4  # added to the score of what may not be looked at
COLUMNS = {
    "tags": N_TAGS,
    "mentions": N_MENTION_TAGS,
    "word": ROLE,
    "cue": ROLE,
    "query": LINK,
    "name": LINK,
    "none": 1,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a reader is, and whether attention is biased by how far apart two pieces stand (MPNet)."""

    hidden: int = HIDDEN
    layers: int = LAYERS
    heads: int = HEADS
    inner: int = INNER
    epsilon: float = 1e-12
    near: int = 0  # buckets of distances

    @classmethod
    def of(cls, base: Path) -> Shape:
        """Read it from the ``config.json`` of the folder that the weights lie in."""
        config = json.loads((base / "config.json").read_text(encoding="utf-8"))
        names = ("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "layer_norm_eps")
        return cls(*(config[name] for name in names), config.get("relative_attention_num_buckets", 0))


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """Attend, all (texts, heads, pieces, size); ``mask`` is true where a piece may be looked at, or is added to scores.

    With scores to add in bfloat16 the steps are taken one by one, which a CPU goes back through four times as fast as
    through its fused attention.
    """
    if mask is None or mask.dtype != torch.bfloat16:
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    scores = torch.matmul(q * q.shape[-1] ** -0.5, k.transpose(-1, -2)) + mask
    with torch.autocast(q.device.type, enabled=False):
        weights = torch.softmax(scores, -1)
    return torch.matmul(weights, v)


class Layer(nn.Module):
    """One transformer layer, normalised after each half, with query, key and value in one matrix."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.attended = nn.Linear(shape.hidden, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=shape.epsilon)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` is (texts, pieces, hidden); ``mask`` is true where a piece may be looked at, or is added to scores."""
        n, t, hidden = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, self.heads, hidden // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        seen = attend(q, k, v, mask)
        x = self.norm1(x + self.attended(seen.transpose(1, 2).reshape(n, t, hidden)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


def nearness_bucket(pieces: int, buckets: int, furthest: int = 128) -> Tensor:
    """Put the distance of each pair of pieces into a bucket, (pieces, pieces): half for either side, then by size."""
    at = torch.arange(pieces)
    offset = at[:, None] - at[None, :]
    half, exact = buckets // 2, buckets // 4
    size = offset.abs().clamp(min=1).float()
    far = exact + (torch.log(size / exact) / math.log(furthest / exact) * (half - exact)).long()
    return (offset < 0) * half + torch.where(offset.abs() < exact, offset.abs(), far.clamp(max=half - 1))


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the encoder reads, each (texts, pieces)."""

    ids: Tensor
    quote: Tensor
    case: Tensor
    gap: Tensor


class Encoder(nn.Module):
    """From pieces to the columns of all heads; with ``sixteen`` matrices are multiplied in bfloat16."""

    sixteen = False

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.word = nn.Embedding(VOCABULARY, shape.hidden)
        self.position = nn.Embedding(POSITIONS, shape.hidden)
        self.quote = nn.Embedding(N_QUOTE, shape.hidden)
        self.case = nn.Embedding(N_CASE, shape.hidden)
        self.gap = nn.Embedding(N_GAP, shape.hidden)
        for added in (self.quote, self.case, self.gap):
            nn.init.normal_(added.weight, std=0.01)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.near = nn.Embedding(shape.near, shape.heads) if shape.near else None
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.heads = nn.Linear(shape.hidden, sum(COLUMNS.values()))
        self.dropout = nn.Dropout(dropout)

    def hidden(self, inputs: Inputs, mask: Tensor | None = None) -> Tensor:
        """Give the last layer, (texts, pieces, hidden)."""
        pieces = inputs.ids.shape[1]
        x = self.word(inputs.ids) + self.position.weight[:pieces]
        x = x + self.quote(inputs.quote) + self.case(inputs.case) + self.gap(inputs.gap)
        x = self.dropout(self.norm(x))
        if self.near is not None:
            bias = self.near(nearness_bucket(pieces, self.shape.near).to(x.device)).permute(2, 0, 1)[None]
            mask = bias if mask is None else bias.masked_fill(~mask, FAR)
        if self.sixteen and mask is not None:
            if mask.dtype == torch.bool:
                mask = torch.zeros_like(mask, dtype=torch.float).masked_fill(~mask, FAR)
            mask = mask.bfloat16()
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, inputs: Inputs, mask: Tensor | None = None) -> Tensor:
        """Give all columns, (texts, pieces, columns)."""
        with torch.autocast(inputs.ids.device.type, torch.bfloat16, enabled=self.sixteen):
            rows: Tensor = self.heads(self.dropout(self.hidden(inputs, mask)))
        return rows.float()

    def load_base(self, base: Path) -> None:
        """Take over the weights of all-MiniLM-L6-v2 or all-mpnet-base-v2 from its folder.

        MiniLM's token type 0 is folded into the positions; MPNet's pieces are laid in MiniLM's order.
        """
        old = load_file(base / "model.safetensors")
        words, positions = (old[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position"))
        if self.shape.near:
            words, positions = words[mpnet_pieces()], positions[2:]
            part_of = {"qkv": ("attn.q", "attn.k", "attn.v"), "attended": ("attn.o",), "norm1": ("LayerNorm",)}
        else:
            positions = positions + old["embeddings.token_type_embeddings.weight"][0]
            part_of = {"qkv": ("self.query", "self.key", "self.value"), "attended": ("output.dense",)}
            part_of["norm1"] = ("output.LayerNorm",)
        names = {own: [f"attention.{name}" for name in theirs] for own, theirs in part_of.items()}
        names |= {"up": ["intermediate.dense"], "down": ["output.dense"], "norm2": ["output.LayerNorm"]}
        with torch.no_grad():
            self.word.weight.copy_(words)
            self.position.weight.copy_(positions)
            self.norm.weight.copy_(old["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(old["embeddings.LayerNorm.bias"])
            if self.near is not None:
                self.near.weight.copy_(old["encoder.relative_attention_bias.weight"])
            for index, layer in enumerate(self.layers):
                for own, theirs in names.items():
                    for part in ("weight", "bias"):
                        laid = [old[f"encoder.layer.{index}.{name}.{part}"] for name in theirs]
                        getattr(getattr(layer, own), part).copy_(torch.cat(laid))


def mpnet_pieces() -> Tensor:
    """Give, for each of MiniLM's pieces, its row among MPNet's: four further on, but for the special ones."""
    rows = torch.arange(VOCABULARY) + 4
    rows[[0, 101, 102, 103]] = torch.tensor([1, 0, 2, 30526])  # pad, begin, end, hidden
    return rows


class Roles(nn.Module):
    """For one cue, the role of every word: none, or begin and inside of its source or of its content."""

    def __init__(self) -> None:
        super().__init__()
        self.distance = nn.Embedding(N_DISTANCES, ROLE)
        self.line = nn.Embedding(N_LINES, ROLE)
        for added in (self.distance, self.line):
            nn.init.normal_(added.weight, std=0.1)
        self.out = nn.Linear(ROLE, N_ROLES)

    def forward(self, word: Tensor, cue: Tensor, distance: Tensor, line: Tensor) -> Tensor:
        """``word`` and ``cue`` broadcast to (pairs, ROLE); ``distance`` and ``line`` are bucket numbers."""
        return self.out(functional.relu(word + cue + self.distance(distance) + self.line(line)))


def distance_bucket(offset: Tensor) -> Tensor:
    """Put a signed distance in pieces into one of N_DISTANCES logarithmic buckets."""
    size = offset.abs().clamp(min=1).float().log2().mul(2).floor().clamp(max=N_DISTANCES // 2 * 1.0 - 1).long() + 1
    return N_DISTANCES // 2 + torch.sign(offset) * torch.where(offset == 0, 0, size)


def line_bucket(offset: Tensor) -> Tensor:
    """Put a signed distance in lines into one of N_LINES buckets."""
    return offset.clamp(-(N_LINES // 2), N_LINES // 2) + N_LINES // 2


class Reader(nn.Module):
    """Encoder and roles together: what is trained and saved."""

    def __init__(self, shape: Shape = Shape(), dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(shape, dropout)
        self.roles = Roles()

    @classmethod
    def on(cls, base: Path) -> Reader:
        """Begin with the weights in a folder of MiniLM or MPNet; ValueError where its pieces are MPNet's own."""
        if (base / "vocab.txt").read_text(encoding="utf-8").startswith("<s>"):
            raise ValueError(f"{base} needs the vocab.txt of all-MiniLM-L6-v2")
        reader = cls(Shape.of(base))
        reader.encoder.load_base(base)
        return reader


def split_columns(rows: Tensor) -> dict[str, Tensor]:
    """Cut the encoder's rows into the columns of each head."""
    return dict(zip(COLUMNS, rows.split(list(COLUMNS.values()), dim=-1), strict=True))


def link_scores(query: Tensor, name: Tensor) -> Tensor:
    """Score each (query, name) pair."""
    return query @ name.transpose(-1, -2) / math.sqrt(LINK)
