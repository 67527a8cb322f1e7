"""Mix two readers weight by weight: ``python -m training.mix OLD NEW --share .75 --out FOLDER``.

Both are of one shape, and the second was trained on from the first: what lies between them errs less on text unlike
what the second was trained on (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from training.train import save


def mix(old: Mapping[str, Tensor], new: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """Give ``share`` of the new weights and the rest of the old.

    Raises:
        ValueError: they are not weights of one shape.
    """
    if {name: value.shape for name, value in old.items()} != {name: value.shape for name, value in new.items()}:
        raise ValueError("weights of two shapes")
    return {name: torch.lerp(old[name], value, share) for name, value in new.items()}


def main() -> None:
    """Read both, write what lies between."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path, help="weights of training.recover, train or distil")
    parser.add_argument("new", type=Path, help="weights that were trained on from the old ones")
    parser.add_argument("--share", type=float, default=0.75, help="of the new weights")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    old, new = (torch.load(path, weights_only=True) for path in (args.old, args.new))
    save(args.out / "weights.pt", mix(old, new, args.share))


if __name__ == "__main__":
    main()
