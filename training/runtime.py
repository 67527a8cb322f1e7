"""Load a trained reader, from a torch checkpoint or from the exported folder, behind one callable.

Invariant: both give the same rows for the same pieces, within the tolerance that ``export`` states.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sayso.annotate.encoder.decode import FloatArray, Heads, Run, Settings
from sayso.annotate.encoder.sheet import IntArray, SheetMaker
from sayso.annotate.encoder.tokenizer import WordPieces
from sayso.annotate.encoder.weights import load_weights


def from_folder(folder: Path, base: Path) -> tuple[SheetMaker, Run, Heads, Settings]:
    """Load whichever model lies in the folder."""
    if (folder / "encoder.onnx").exists():
        return from_onnx(folder)
    return from_checkpoint(folder, base)


def from_checkpoint(folder: Path, base: Path) -> tuple[SheetMaker, Run, Heads, Settings]:
    """Load ``weights.pt``, or the averaged weights of ``checkpoint.pt`` while training runs."""
    import torch

    from training.model import COLUMNS, Inputs, Reader

    reader = Reader.on(base)
    weights = folder / "weights.pt"
    state = torch.load(weights if weights.exists() else folder / "checkpoint.pt", weights_only=True)
    reader.load_state_dict(state.get("average", state), strict=False)
    reader.eval()

    def run(ids: IntArray, quote: IntArray, case: IntArray, gap: IntArray) -> FloatArray:
        with torch.inference_mode():
            inputs = Inputs(*(torch.from_numpy(v)[None] for v in (ids, quote, case, gap)))
            return np.asarray(reader.encoder(inputs)[0].numpy(), dtype=np.float32)

    roles = reader.roles
    heads = Heads(
        COLUMNS,
        *(
            p.detach().numpy().copy()
            for p in (roles.distance.weight, roles.line.weight, roles.out.weight, roles.out.bias)
        ),
    )
    return SheetMaker(WordPieces.from_file(base / "vocab.txt")), run, heads, Settings()


def from_onnx(folder: Path, threads: int = 1) -> tuple[SheetMaker, Run, Heads, Settings]:
    """Load ``encoder.onnx``, ``heads.npz``, ``vocab.txt`` and ``config.json``, checked against their digests."""
    weights = load_weights(folder, threads=threads)
    return weights.maker, weights.run, weights.heads, weights.settings
