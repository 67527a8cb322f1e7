"""Take shipped weights back into torch, to train on: ``python -m training.recover SHIPPED --base MINILM --out FILE``.

Invariant: what is written gives, in torch, the numbers of the shipped graph but for the rounding of what it multiplies.
"""

from __future__ import annotations

import argparse
from itertools import product
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.model import LAYERS, Reader
from training.train import save, trained_part


def recover(folder: Path, base: Path) -> Reader:
    """Give the model in a folder of shipped weights; word embeddings are those of all-MiniLM-L6-v2, as ever."""
    graph = onnx.load(folder / "encoder.onnx").graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    eighths = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger"]
    names = [f"layers.{n}.{part}" for n, part in product(range(LAYERS), ("qkv", "attended", "up", "down"))] + ["heads"]
    state: dict[str, Tensor] = {
        name: torch.from_numpy(np.array(values)) for name, values in held.items() if name.startswith("encoder.")
    }
    for name, eighth in zip(names, eighths, strict=True):
        matrix = held[eighth].astype(np.float32) * held[eighth.replace("_quantized", "_scale")]
        state[f"encoder.{name}.weight"] = torch.from_numpy(matrix.T.copy())
    with np.load(folder / "heads.npz", allow_pickle=False) as heads:
        for name in ("distance", "line"):
            state[f"roles.{name}.weight"] = torch.from_numpy(heads[name])
        for name in ("weight", "bias"):
            state[f"roles.out.{name}"] = torch.from_numpy(heads[f"out_{name}"])
    reader = Reader.on(base)
    missing, unknown = reader.load_state_dict(state, strict=False)
    if unknown or missing != ["encoder.word.weight"]:
        raise SystemExit(f"the weights do not fit: {missing} are missing, {unknown} are unknown")
    return reader


def main() -> None:
    """Write the model's trained part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shipped", type=Path, help="folder with encoder.onnx and heads.npz")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    save(args.out, trained_part(recover(args.shipped, args.base)))


if __name__ == "__main__":
    main()
