"""Export the trained encoder: ``python -m training.export --model FOLDER --base MINILM --out FOLDER``.

Invariant: what is written has been compared with the torch model on fixed inputs; the float graph within ``TOLERANCE``,
and nothing is written to ``--out`` when it is not.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.annotate.encoder.decode import Settings
from sayso.annotate.encoder.weights import FILES, to_config, write_digests
from sayso.annotate.encoder.windows import WINDOW
from training.model import COLUMNS, HIDDEN, Encoder, Reader

TOLERANCE = 2e-3  # largest difference of any column, float graph against torch
OPSET = 18
LARGEST = 25_000_000  # bytes of the whole folder


class Shipped(nn.Module):
    """The encoder with the word embeddings in eight bits, one scale a word, and no batch of more than one."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        weight = encoder.word.weight.detach()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("words", (weight / scale).round().to(torch.int8))
        self.register_buffer("scales", scale)
        self.encoder = encoder

    def forward(self, ids: Tensor, quote: Tensor, case: Tensor, gap: Tensor) -> Tensor:
        """Each (1, pieces); gives (1, pieces, columns)."""
        inner = self.encoder
        words = self.words[ids].to(torch.float32) * self.scales[ids]  # type: ignore[index]
        x = words + inner.position.weight[: ids.shape[1]]
        x = inner.norm(x + inner.quote(quote) + inner.case(case) + inner.gap(gap))
        for layer in inner.layers:
            x = layer(x, None)
        return inner.heads(x)  # type: ignore[no-any-return]


def without_traces(path: Path) -> None:
    """Take out what the exporter wrote about this machine: stack traces at every node."""
    model = onnx.load(path)
    for holder in (model, model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer):
        holder.ClearField("metadata_props")
        holder.ClearField("doc_string")
    for value in (*model.graph.input, *model.graph.output):
        value.ClearField("metadata_props")
    onnx.save(model, path)


def fixed_inputs(length: int) -> tuple[Tensor, ...]:
    """Make the same inputs on every run."""
    draw = torch.Generator().manual_seed(7)
    sizes = (30000, 6, 6, 6)
    return tuple(torch.randint(0, size, (1, length), generator=draw) for size in sizes)


def main() -> None:
    """Export, quantise, compare, and only then write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder with weights.pt (or checkpoint.pt)")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--settings", default="{}", help="decoder settings as JSON")
    args = parser.parse_args()
    reader = Reader.on(args.base)
    weights = args.model / "weights.pt"
    state = torch.load(weights if weights.exists() else args.model / "checkpoint.pt", weights_only=True)
    reader.load_state_dict(state.get("average", state), strict=False)
    reader.eval()
    shipped = Shipped(reader.encoder).eval()
    names = ["ids", "quote", "case", "gap"]
    with tempfile.TemporaryDirectory() as place:
        plain, small = Path(place) / "float.onnx", Path(place) / "encoder.onnx"
        pieces = torch.export.Dim("pieces", min=3, max=510)
        program = torch.onnx.export(
            shipped,
            fixed_inputs(40),
            dynamo=True,
            opset_version=OPSET,
            input_names=names,
            output_names=["rows"],
            dynamic_shapes={name: {1: pieces} for name in names},
        )
        if program is None:
            raise SystemExit("the exporter gave nothing")
        program.save(plain, external_data=False)
        quantize_dynamic(
            plain,
            small,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,  # seven bits: no saturation on processors without VNNI, so all machines agree
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        without_traces(small)
        worst = {}
        for path in (plain, small):
            session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
            worst[path.name] = 0.0
            for length in (5, 100, 322):
                given = fixed_inputs(length)
                with torch.inference_mode():
                    wanted = shipped(*given).numpy()
                got = session.run(["rows"], {n: v.numpy() for n, v in zip(names, given, strict=True)})[0]
                worst[path.name] = max(worst[path.name], float(np.abs(np.asarray(got) - wanted).max()))
        print("largest difference", worst, {o.op_type for o in onnx.load(small).graph.node})
        if worst[plain.name] > TOLERANCE:
            raise SystemExit("the float graph differs from the trained model")
        args.out.mkdir(parents=True, exist_ok=True)
        shutil.copy(small, args.out / "encoder.onnx")
    roles = reader.roles
    np.savez(
        args.out / "heads.npz",
        distance=roles.distance.weight.detach().numpy().astype(np.float32),
        line=roles.line.weight.detach().numpy().astype(np.float32),
        out_weight=roles.out.weight.detach().numpy().astype(np.float32),
        out_bias=roles.out.bias.detach().numpy().astype(np.float32),
    )
    shutil.copy(args.base / "vocab.txt", args.out / "vocab.txt")
    settings = Settings(**json.loads(args.settings))
    config = to_config(COLUMNS, HIDDEN, WINDOW, settings)
    (args.out / "config.json").write_text(config, encoding="utf-8")
    write_digests(args.out)
    size = sum((args.out / name).stat().st_size for name in FILES)
    print("bytes", size)
    if size > LARGEST:
        raise SystemExit(f"too large: {size} bytes")


if __name__ == "__main__":
    main()
