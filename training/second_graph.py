"""Write the sentence model as a second way through the encoder's graph: nodes and small matrices, to be put behind it.

Invariant: what is written names matrices of the encoder and holds none of them, so it works behind that encoder alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.model import HEADS, HIDDEN, LAYERS

Array = npt.NDArray[Any]
NORM_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Added:
    """What is added to a matrix (out, in): ``left`` (out, rank) and ``right`` (rank, in) in -7 to 7, one scale a rank.

    What comes in is divided by ``spread`` (in,) first; ``bias`` (out,) stands in place of the matrix's own.
    """

    left: Array
    right: Array
    scale: Array
    spread: Array
    bias: Array


class _Way:
    """Nodes and what they hold, each with a name that the encoder's graph has not."""

    def __init__(self) -> None:
        self.model = onnx.ModelProto()
        self._held: dict[str, str] = {}

    def hold(self, value: Any, kind: type[Any] = np.float32) -> str:
        array = np.array(value, dtype=kind, order="C")
        key = f"{array.dtype} {array.shape} {array.tobytes()!r}"
        if key not in self._held:
            self._held[key] = f"sentences.{len(self._held)}"
            self.model.graph.initializer.append(numpy_helper.from_array(array, self._held[key]))
        return self._held[key]

    def do(self, kind: str, *given: str, **attributes: Any) -> str:
        return self.do_many(kind, 1, *given, **attributes)[0]

    def do_many(self, kind: str, n_outputs: int, *given: str, **attributes: Any) -> list[str]:
        number = len(self.model.graph.node)
        names = [f"sentences.{kind}.{number}.{each}" for each in range(n_outputs)]
        self.model.graph.node.append(helper.make_node(kind, list(given), names, **attributes))
        return names

    def halves(self, value: Array) -> str:
        """Hold numbers in sixteen bits."""
        return self.do("Cast", self.hold(value, np.float16), to=TensorProto.FLOAT)

    def fours(self, value: Array) -> str:
        """Hold whole numbers, -8 to 7, two a byte; their count is even."""
        flat = (value.reshape(-1) + 8).astype(np.uint8)
        packed = self.hold(flat[::2] | (flat[1::2] << 4), np.uint8)
        low = self.do("BitwiseAnd", packed, self.hold(15, np.uint8))
        high = self.do("BitShift", packed, self.hold(4, np.uint8), direction="RIGHT")
        last = self.hold([1], np.int64)
        both = self.do("Concat", self.do("Unsqueeze", low, last), self.do("Unsqueeze", high, last), axis=1)
        numbers = self.do("Sub", self.do("Cast", both, to=TensorProto.FLOAT), self.hold(8))
        return self.do("Reshape", numbers, self.hold(value.shape, np.int64))

    def linear(self, x: str, matrix: onnx.NodeProto, added: Added) -> str:
        """Multiply by the encoder's matrix, as it does, and by what is added."""
        _, weight, _, zero = matrix.input
        eighths, scale, shift = self.do_many("DynamicQuantizeLinear", 3, x)
        product = self.do("Cast", self.do("MatMulInteger", eighths, weight, shift, zero), to=TensorProto.FLOAT)
        large = self.do("Mul", product, self.do("Mul", scale, weight.replace("_quantized", "_scale")))
        right = self.do("Transpose", self.fours(added.right), perm=[1, 0])
        left = self.do("Transpose", self.fours(added.left), perm=[1, 0])
        inner = self.do("MatMul", self.do("Div", x, self.halves(added.spread)), right)
        small = self.do("MatMul", self.do("Mul", inner, self.hold(added.scale)), left)
        return self.do("Add", self.do("Add", large, small), self.halves(added.bias))

    def norm(self, x: str, weights: tuple[Array, Array]) -> str:
        return self.do("LayerNormalization", x, *map(self.halves, weights), axis=-1, epsilon=NORM_EPSILON)

    def attend(self, x: str) -> str:
        """Give what attention makes of queries, keys and values, (1, pieces, 3 * HIDDEN)."""
        cut = self.do("Reshape", x, self.hold([1, -1, 3, HEADS, HIDDEN // HEADS], np.int64))
        turned = self.do("Transpose", cut, perm=[2, 0, 3, 1, 4])
        query, key, value = (self.do("Gather", turned, self.hold(each, np.int64), axis=0) for each in range(3))
        query = self.do("Mul", query, self.hold((HIDDEN // HEADS) ** -0.5))
        scores = self.do("MatMul", query, self.do("Transpose", key, perm=[0, 1, 3, 2]))
        seen = self.do("MatMul", self.do("Softmax", scores, axis=-1), value)
        return self.do("Reshape", self.do("Transpose", seen, perm=[0, 2, 1, 3]), self.hold([1, -1, HIDDEN], np.int64))

    def gelu(self, x: str) -> str:
        bent = self.do("Add", self.do("Erf", self.do("Mul", x, self.hold(2**-0.5))), self.hold(1))
        return self.do("Mul", self.do("Mul", x, self.hold(0.5)), bent)


def to_graph(encoder: bytes, added: Mapping[str, Added], norms: Mapping[str, tuple[Array, Array]]) -> bytes:
    """Give the bytes to put behind ``encoder``: then ``vectors``, (1, pieces, HIDDEN), is an output too.

    ``added`` and ``norms`` are named as the parts of `training.model.Encoder`.
    """
    nodes = onnx.load_from_string(encoder).graph.node
    matrices = [node for node in nodes if node.op_type == "MatMulInteger"]
    parts = ("qkv", "attended", "up", "down")
    of = {f"layers.{n}.{part}": m for (n, part), m in zip(product(range(LAYERS), parts), matrices, strict=False)}
    way = _Way()
    x = way.norm(_words_at_places(nodes), norms["norm"])
    for layer in range(LAYERS):

        def lead(x: str, part: str, layer: int = layer) -> str:
            name = f"layers.{layer}.{part}"
            return way.linear(x, of[name], added[name])

        seen = lead(way.attend(lead(x, "qkv")), "attended")
        x = way.norm(way.do("Add", x, seen), norms[f"layers.{layer}.norm1"])
        told = lead(way.gelu(lead(x, "up")), "down")
        x = way.norm(way.do("Add", x, told), norms[f"layers.{layer}.norm2"])
    graph = way.model.graph
    graph.node.append(helper.make_node("Identity", [x], ["vectors"]))
    graph.output.append(helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, None, HIDDEN]))
    return way.model.SerializeToString()  # type: ignore[no-any-return]


def _words_at_places(nodes: Any) -> str:
    """Name what the encoder adds quotation, case and gap to: the words' vectors with those of their places."""
    made_by = {name: node for node in nodes for name in node.output}
    at = str(next(node for node in nodes if node.op_type == "LayerNormalization").input[0])
    for _ in range(3):
        at = made_by[at].input[0]
    return at
