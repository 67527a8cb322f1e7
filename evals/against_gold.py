"""Build a report on a pile with the command line, score it against its gold file, and hold it to floors.

The scorer is not part of this project: it is read from the shared folder beside the clone. Where that folder is not
there, an evaluation says so and succeeds, for there is nothing to measure.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "score" / "score.py"

Floors = Mapping[str, float]
"""The least (or, for a measure in `CEILINGS`, the most) that a measure may be; "attributions.r" is a field of one."""

CEILINGS = {"items taken from boilerplate", "spans outside their text"}


def build_report(articles: Path, options: Sequence[str] = ()) -> dict[str, Any]:
    """Run `sayso report --format json` on a folder and return the document.

    Raises:
        RuntimeError: the command failed; the message holds what it wrote.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        command = [
            sys.executable,
            "-m",
            "sayso",
            "report",
            str(articles),
            "--format",
            "json",
            "-o",
            str(path),
            *options,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  (our own command)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} gave {done.returncode}:\n{done.stdout}{done.stderr}")
        document: dict[str, Any] = json.loads(path.read_bytes())
    return document


def score_report(gold: Path, document: Mapping[str, Any]) -> dict[str, Any]:
    """Score a document against a gold file; one entry a measure, a number or a group of numbers."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    measures: dict[str, Any] = module.score(json.loads(gold.read_bytes()), document)
    return measures


def value_of(measures: Mapping[str, Any], name: str) -> float:
    """Look up "attributions.r" or "times resolved"; a measure that is not there counts as 0."""
    if name in measures:
        return float(measures[name])
    group, _, field = name.rpartition(".")
    return float(measures.get(group, {}).get(field, 0))


def show(title: str, measures: Mapping[str, Any], floors: Floors) -> int:
    """Print measures and the verdict on each floor; return how many floors are not held."""
    print(f"\n{title}")
    for name, value in measures.items():
        shown = " ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        print(f"  {name:44} {shown}")
    failed = 0
    for name, floor in floors.items():
        value = value_of(measures, name)
        held = value <= floor if name in CEILINGS else value >= floor
        failed += not held
        word, side = "held  " if held else "FAILED", "at most" if name in CEILINGS else "at least"
        print(f"  {word} {name}: {value:g} ({side} {floor:g})")
    return failed


def evaluate(title: str, articles: Path, gold: Path, runs: Sequence[tuple[Sequence[str], Floors]]) -> int:
    """Score one pile under each set of options; return the exit code."""
    if not (SCORER.is_file() and gold.is_file() and articles.is_dir()):
        print(f"{title}: skipped, {SHARED.name}/ with the scorer and the articles is not beside this clone")
        return 0
    failed = 0
    for options, floors in runs:
        name = " ".join((title, *options))
        failed += show(name, score_report(gold, build_report(articles, options)), floors)
    return 1 if failed else 0
