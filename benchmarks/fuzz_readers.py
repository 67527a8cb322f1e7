"""Feed every reader damaged input and see that nothing comes out but articles, faults and our own errors.

    python benchmarks/fuzz_readers.py [--seconds 600] [--seed 1] [--only KIND]

Each reader is given its samples from the test cases, damaged at random: bytes flipped, cut out, doubled, written over
with what formats are made of, spliced with another sample; of zip files mostly what is packed in them. The seed makes a
run come again, but for where the clock ends it. Anything else that comes out is shown, with the seed and the number of
the input that caused it, and the exit code is 1. Prints a table for README.md: inputs, articles, faults, and the
slowest input of each reader.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from pathlib import Path

from sayso.errors import SaysoError
from sayso.model.article import Article
from sayso.read.reader import read_paths

CASES = Path(__file__).resolve().parent.parent / "tests" / "read" / "cases"
KINDS = {
    "text": (".txt", ".md"),
    "page": (".html", ".mhtml"),
    "json": (".json", ".jsonl", ".jsonld"),
    "xml": (".xml",),
    "warc": (".warc", ".warc.gz"),
    "zip": (".wacz", ".docx"),
    "pdf": (".pdf",),
    "mail": (".eml",),
}
PIECES = (
    b"\0", b"\xff\xfe", b"\r\n\r\n", b"<!DOCTYPE x [", b"<!ENTITY a '&a;'>", b"&#x110000;", b"]]>", b"{", b"[[[[", b'"',
    b"\\ud800", b"1e999", b"-1", b"99999999999999999999", b"Content-Length: 0", b"Content-Encoding: gzip\r\n",
    b"WARC/1.1\r\n", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-1.7\n", b"endobj", b"stream\n", b"/Kids [1 0 R]", b"<p>" * 50,
    b"<div>" * 200, b"--part--", b"Content-Type: text/html; charset=utf-7\r\n", b"2031-99-99", b"\xe2\x80\xae",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description="Fuzz the readers.")
    parser.add_argument("--seconds", type=float, default=600.0, help="for each kind of input")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=list(KINDS))
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    print("| reader | seconds | inputs | articles | faults | slowest | broken |\n|---|---|---|---|---|---|---|")
    n_broken = sum(fuzz(kind, asked.seconds, asked.seed) for kind in KINDS if asked.only in (None, kind))
    return 1 if n_broken else 0


def fuzz(kind: str, seconds: float, seed: int) -> int:
    """Fuzz one kind of input for so long; print its row and give how many inputs broke its reader."""
    endings = KINDS[kind]
    paths = sorted(path for path in CASES.iterdir() if path.name.endswith(endings) and path.stat().st_size)
    samples = [
        (path.read_bytes(), "".join(path.suffixes[-2:] if path.suffix == ".gz" else [path.suffix])) for path in paths
    ]
    dice = random.Random(f"{seed} {kind}")  # noqa: S311  (no secret)
    n_inputs = n_articles = n_faults = n_broken = 0
    slowest, begin = 0.0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        while samples and time.monotonic() - begin < seconds:
            data, ending = dice.choice(samples)
            path = Path(folder) / f"input{ending}"
            others = [other for other, _ in samples]
            packed = kind == "zip" and dice.random() < 0.7
            path.write_bytes((damage_member if packed else damage)(data, dice, others))
            n_inputs, started = n_inputs + 1, time.monotonic()
            try:
                found = list(read_paths([path]))
            except SaysoError as error:
                n_broken += 1  # reading tells faults: it raises nothing
                print(f"seed {seed}, {kind} input {n_inputs}: {error}", file=sys.stderr)
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                n_broken += 1
                shown = io.StringIO()
                traceback.print_exception(error, file=shown)
                print(f"seed {seed}, {kind} input {n_inputs}: {shown.getvalue()}", file=sys.stderr)
            else:
                n_articles += sum(isinstance(outcome, Article) for outcome in found)
                n_faults += sum(not isinstance(outcome, Article) for outcome in found)
            slowest = max(slowest, time.monotonic() - started)
    spent = time.monotonic() - begin
    print(
        f"| {kind} | {spent:.0f} | {n_inputs:,} | {n_articles:,} | {n_faults:,} | {slowest:.1f} s | {n_broken} |",
        flush=True,
    )
    return n_broken


def damage_member(data: bytes, dice: random.Random, others: list[bytes]) -> bytes:
    """Damage one member of a zip file, and pack it so that nothing shows it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = dice.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, damage(content, dice, others) if name == chosen else content)
    return out.getvalue()


def damage(data: bytes, dice: random.Random, others: list[bytes]) -> bytes:
    """Damage an input in one to eight places."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(len(out) + 1)
        length = min(dice.choice((1, 2, 8, 64, 512)), len(out) - place)
        match dice.randrange(7):
            case 0 if length:
                out[place] ^= 1 << dice.randrange(8)
            case 1:
                del out[place : place + length]
            case 2:
                out[place:place] = out[place : place + length] * dice.choice((1, 3, 50))
            case 3:
                out[place : place + length] = dice.randbytes(length)
            case 4:
                del out[place:]
            case 5:
                other = dice.choice(others)
                start = dice.randrange(len(other))
                out[place : place + length] = other[start : start + 4 * length]
            case _:
                out[place:place] = dice.choice(PIECES)
    return bytes(out)


if __name__ == "__main__":
    sys.exit(main())
