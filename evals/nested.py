"""How often both levels are right of an attribution within another: "the Journal reported that the ministry said".

    python evals/nested.py [--show] [--rules]

Sixty cases written for this (``nested_written.json``, texts and offsets) and forty found in public sets
(``nested_found.json``: ids, offsets and a digest of each text; looked for in ../shared/data). A case is right when an
attribution has the outer content (Jaccard of letters >= .5) and a source that overlaps the outer one, another has the
inner content and source, and the inner one is nested in the outer one. The rules were bettered on the half named
``dev``; the half named ``held`` was only counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attribution_metrics import OVERLAPS, jaccard, letters

from sayso.annotate.annotator import annotate_article, choose_annotator
from sayso.model.annotation import Attribution
from sayso.model.article import Article
from sayso.model.ids import sha256_of

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data"
FLOORS = {
    "rules": {"written, dev": 0.96, "written, held": 0.81, "found, dev": 0.75, "found, held": 0.55, "all": 0.8},
    "encoder": {"written, dev": 0.96, "written, held": 0.88, "found, dev": 0.7, "found, held": 0.6, "all": 0.83},
}

Level = dict[str, list[list[int]]]


def read_written() -> Iterator[dict[str, Any]]:
    for case in json.loads((HERE / "nested_written.json").read_text(encoding="utf-8")):
        yield {**case, "set": "written"}


def read_found() -> Iterator[dict[str, Any]]:
    """Join the labels with their texts; a text that is not there, or another than was labelled, is left out."""
    wanted: dict[str, dict[str, dict[str, Any]]] = {}
    for case in json.loads((HERE / "nested_found.json").read_text(encoding="utf-8")):
        wanted.setdefault(case["file"], {})[case["id"]] = case
    for file, cases in wanted.items():
        if not (DATA / file).exists():
            continue
        with gzip.open(DATA / file, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                case = cases.pop(row.get("id") or row.get("url"), None)
                if case is not None and sha256_of(row["text"]) == case["sha256"]:
                    yield {**case, "set": "found", "manner": file.partition("/")[0], "text": row["text"]}
                if not cases:
                    break


def fits(text: str, gold: Level, found: Attribution) -> bool:
    content = jaccard(letters(text, map(tuple, gold["content"])), letters(text, found.content))
    source = letters(text, map(tuple, gold["source"])) & letters(text, [found.source] if found.source else [])
    return content >= OVERLAPS and bool(source)


def is_right(case: dict[str, Any], found: Sequence[Attribution]) -> bool:
    text = case["text"]
    outer = {a.id for a in found if fits(text, case["outer"], a)}
    return any(a.nested_in in outer and fits(text, case["inner"], a) for a in found if a.nested_in)


def show(case: dict[str, Any], found: Sequence[Attribution]) -> None:
    text = case["text"]
    spans = [s for level in ("outer", "inner") for part in ("source", "content") for s in case[level][part]]
    low, high = max(0, min(s for s, _ in spans) - 80), max(e for _, e in spans) + 80
    print(f"-- {case['id']} {case['part']} {case['manner']}: {text[low:high]!r}")
    for a in found:
        if a.extent.end < low or a.extent.start > high:
            continue
        words = " / ".join(s.cut(text) for s in a.content)
        source, cue = (s.cut(text) if s else None for s in (a.source, a.cue))
        print(f"     {'  ' if a.nested_in else ''}{source!r} {cue!r}: {words!r}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print the cases of the dev half that are wrong")
    parser.add_argument("--rules", action="store_true", help="leave the encoder out")
    args = parser.parse_args()
    annotator = choose_annotator(rules=args.rules)
    floors = FLOORS[annotator.name.partition("/")[0]]
    print(f"read with {annotator.name}")
    right: dict[str, list[bool]] = {}
    for case in (*read_written(), *read_found()):
        article = Article(id=case["id"], text=case["text"], sha256=sha256_of(case["text"]))
        found = annotate_article(article, annotator.layers).attributions
        ok = is_right(case, found)
        for name in ("all", f"{case['set']}, {case['part']}", f"manner: {case['manner']}"):
            right.setdefault(name, []).append(ok)
        if args.show and not ok and case["part"] == "dev":
            show(case, found)
    low = 0
    for name, marks in right.items():
        share, floor = sum(marks) / len(marks), floors.get(name)
        below = floor is not None and share < floor and not (name == "all" and len(marks) < 100)
        low += below
        print(f"{name:46} {share:.3f} of {len(marks)}" + (f"  floor {floor}" if floor is not None else ""))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
