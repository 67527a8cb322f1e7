"""The encoder: MiniLM's forward pass in plain torch, three small added embeddings, and one projection for all heads.

Invariant: ``Encoder.forward`` gives one row a piece, whose columns are cut by ``COLUMNS``; everything after it (which
cue takes which words, which name a pronoun means) is arithmetic on those rows.
"""

from __future__ import annotations

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
COLUMNS = {
    "tags": N_TAGS,
    "mentions": N_MENTION_TAGS,
    "word": ROLE,
    "cue": ROLE,
    "query": LINK,
    "name": LINK,
    "none": 1,
}


class Layer(nn.Module):
    """One transformer layer, normalised after each half, with query, key and value in one matrix."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attended = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` is (texts, pieces, HIDDEN); ``mask`` is true where a piece may be looked at."""
        n, t, _ = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.attended(seen.transpose(1, 2).reshape(n, t, HIDDEN)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the encoder reads, each (texts, pieces)."""

    ids: Tensor
    quote: Tensor
    case: Tensor
    gap: Tensor


class Encoder(nn.Module):
    """From pieces to the columns of all heads."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.quote = nn.Embedding(N_QUOTE, HIDDEN)
        self.case = nn.Embedding(N_CASE, HIDDEN)
        self.gap = nn.Embedding(N_GAP, HIDDEN)
        for added in (self.quote, self.case, self.gap):
            nn.init.normal_(added.weight, std=0.01)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.heads = nn.Linear(HIDDEN, sum(COLUMNS.values()))
        self.dropout = nn.Dropout(dropout)

    def hidden(self, inputs: Inputs, mask: Tensor | None = None) -> Tensor:
        """Give the last layer, (texts, pieces, HIDDEN)."""
        x = self.word(inputs.ids) + self.position.weight[: inputs.ids.shape[1]]
        x = x + self.quote(inputs.quote) + self.case(inputs.case) + self.gap(inputs.gap)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, inputs: Inputs, mask: Tensor | None = None) -> Tensor:
        """Give all columns, (texts, pieces, columns)."""
        return self.heads(self.dropout(self.hidden(inputs, mask)))

    def load_minilm(self, path: Path) -> None:
        """Take over the weights of all-MiniLM-L6-v2; its token type 0 is folded into the positions."""
        old = load_file(path)
        with torch.no_grad():
            self.word.weight.copy_(old["embeddings.word_embeddings.weight"])
            positions = old["embeddings.position_embeddings.weight"] + old["embeddings.token_type_embeddings.weight"][0]
            self.position.weight.copy_(positions)
            self.norm.weight.copy_(old["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(old["embeddings.LayerNorm.bias"])
            for index, layer in enumerate(self.layers):
                at = f"encoder.layer.{index}."
                for part in ("weight", "bias"):
                    qkv = [old[f"{at}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(qkv))
                    getattr(layer.attended, part).copy_(old[f"{at}attention.output.dense.{part}"])
                    getattr(layer.norm1, part).copy_(old[f"{at}attention.output.LayerNorm.{part}"])
                    getattr(layer.up, part).copy_(old[f"{at}intermediate.dense.{part}"])
                    getattr(layer.down, part).copy_(old[f"{at}output.dense.{part}"])
                    getattr(layer.norm2, part).copy_(old[f"{at}output.LayerNorm.{part}"])


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

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.roles = Roles()


def split_columns(rows: Tensor) -> dict[str, Tensor]:
    """Cut the encoder's rows into the columns of each head."""
    return dict(zip(COLUMNS, rows.split(list(COLUMNS.values()), dim=-1), strict=True))


def link_scores(query: Tensor, name: Tensor) -> Tensor:
    """Score each (query, name) pair."""
    return query @ name.transpose(-1, -2) / math.sqrt(LINK)
