"""The weights that lie in the package: found, checked against their digests, and loaded for one thread.

Invariant: nothing of a folder is used before every file in it has the digest that its list states.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

import numpy as np

from sayso.annotate.encoder.decode import FloatArray, Heads, Run, Settings
from sayso.annotate.encoder.sheet import IntArray, SheetMaker
from sayso.annotate.encoder.tokenizer import WordPieces
from sayso.errors import WeightsError

FILES = ("config.json", "encoder.onnx", "heads.npz", "vocab.txt")
DIGESTS = "sha256"  # the list of them, as ``sha256sum`` writes it
SENTENCES = ("encoder.onnx", "sentences.onnx", "vocab.txt")  # what the sentence model is made of
SENTENCE_DIGESTS = "sha256.sentences"  # a list of its own: another sentence model annotates no article anew
SHIPPED = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Weights:
    """What reads a text: the maker of sheets, the encoder, what stands after it, and the settings it was tuned to.

    ``digest`` is that of the list of digests, so it names the whole folder.
    """

    digest: str
    maker: SheetMaker
    run: Run
    heads: Heads
    settings: Settings


def read_digest(folder: Path = SHIPPED) -> str:
    """Give the digest that names a folder of weights, without checking the files in it.

    Raises:
        WeightsError: there is no such folder, or no list in it.
    """
    return hashlib.sha256(_read(folder / DIGESTS)).hexdigest()


def load_weights(folder: Path = SHIPPED, *, threads: int = 1) -> Weights:
    """Check and load a folder of weights.

    Raises:
        WeightsError: a file is missing or is not the one that the list names, or onnxruntime cannot be used.
    """
    digest = read_digest(folder)
    held = check_files(folder)
    try:
        config = json.loads(held["config.json"])
        with np.load(BytesIO(held["heads.npz"])) as saved:
            heads = Heads(config["columns"], *(saved[n] for n in ("distance", "line", "out_weight", "out_bias")))
        stated = config["settings"]
        fitted = {name: tuple(stated[name]) for name in ("confidence", "worth")}
        settings = Settings(**{**stated, **fitted})
        maker = SheetMaker(WordPieces(held["vocab.txt"].decode("utf-8").split("\n")[:-1]))
    except (ValueError, KeyError, TypeError) as error:
        raise WeightsError(f"the weights cannot be read: {folder}: {type(error).__name__}: {error}") from error
    return Weights(digest, maker, open_session(held["encoder.onnx"], threads), heads, settings)


def load_sentence_model(folder: Path = SHIPPED, *, threads: int = 1) -> tuple[WordPieces, Run]:
    """Check and load the sentence model that the encoder was made from: word pieces, and a vector a piece.

    ``sentences.onnx`` is a second way through the encoder's matrices, each with a small one added to it. Put behind
    the encoder's bytes it is one graph with it, for protocol buffers read one after the other are merged.

    Raises:
        WeightsError: as `load_weights`.
    """
    held = check_files(folder, SENTENCES, SENTENCE_DIGESTS)
    pieces = WordPieces(held["vocab.txt"].decode("utf-8").split("\n")[:-1])
    return pieces, open_session(held["encoder.onnx"] + held["sentences.onnx"], threads, "vectors")


def check_files(folder: Path, names: Sequence[str] = FILES, digests: str = DIGESTS) -> dict[str, bytes]:
    """Give the files of a folder of weights by name, each with the digest that the list ``digests`` states.

    Raises:
        WeightsError: one is missing, not named in the list, or another than the one named.
    """
    lines = _read(folder / digests).decode("ascii", "replace").splitlines()
    stated = {name.strip(): digest for digest, _, name in (line.partition(" ") for line in lines)}
    held = {name: _read(folder / name) for name in names}
    for name, content in held.items():
        if hashlib.sha256(content).hexdigest() != stated.get(name):
            raise WeightsError(f"the weights are damaged: {folder / name} has not the digest that {digests} states")
    return held


def write_digests(folder: Path, names: Sequence[str] = FILES, digests: str = DIGESTS) -> None:
    """Write the list that `check_files` checks by."""
    lines = [f"{hashlib.sha256(_read(folder / name)).hexdigest()}  {name}\n" for name in names]
    (folder / digests).write_text("".join(lines), encoding="ascii")


def open_session(encoder: bytes | Path, threads: int = 1, output: str = "rows") -> Run:
    """Give the encoder as a function: arrays of one number a piece in, one row a piece out.

    Raises:
        WeightsError: onnxruntime is not there, or does not take the graph.
    """
    try:
        import onnxruntime  # 0.1 s and 40 MB: only where a text is read

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        given = encoder if isinstance(encoder, bytes) else str(encoder)
        session = onnxruntime.InferenceSession(given, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its own errors have no common class
        raise WeightsError(f"the encoder cannot be run: {type(error).__name__}: {error}") from error

    def run(ids: IntArray, quote: IntArray, case: IntArray, gap: IntArray) -> FloatArray:
        feed = {"ids": ids[None], "quote": quote[None], "case": case[None], "gap": gap[None]}
        return np.asarray(session.run([output], feed)[0][0], dtype=np.float32)

    return run


def to_config(columns: Mapping[str, int], hidden: int, window: int, settings: Settings) -> str:
    """Write what ``config.json`` holds."""
    config = {"columns": columns, "hidden": hidden, "window": window, "settings": asdict(settings)}
    return json.dumps(config, indent=1) + "\n"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WeightsError(f"the weights are missing: {path}") from error
