"""Piles of other kinds, read in full before anything was run on them: everything the report says, as for `pullback.py`.

    python evals/gold.py [--show PILE]

``gold/`` holds a file a pile in the format of the scorer's gold, with the ids of its articles for their texts: who
said what, in what form and through whom; figures, what is disputed about them; claims and their sides; times, flags,
furniture. "Read" piles were read again while rules were made, "later" ones too, but run once before; "held" ones are
only measured, "fresh" ones run once, when all was done. Printed is a line a pile, and for each part the mean over its
piles of every measure that the pile has.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from against_gold import SCORER, build_report, score_report, value_of
from claims import DATA, SETS, hold, read_rows

from sayso.read.detect import mend_text
from sayso.read.fused import take_out_links

GOLD = Path(__file__).resolve().parent / "gold"
MEASURES = {
    "found": "attributions.r",
    "direct": "direct attributions found.r",
    "speaker": "speaker right, of found",
    "source": "source span right, of found",
    "form": "form right, of found",
    "via": "via found",
    "families": "quote families (BCubed).f1",
    "figures": "figures found",
    "bound": "figure bound right, of found",
    "holder": "figure's source right, of found",
    "dispute": "dispute over",
    "claim": "claim:",
    "times": "times resolved",
    "flags": "flags raised, by kind",
}
"""A short heading, and the scorer's measure; one that ends in a quantity or a claim is a mean over all of them."""
FLOORS: dict[str, dict[str, float]] = {
    "read": {
        "found": 0.93,
        "direct": 0.92,
        "speaker": 0.91,
        "source": 0.93,
        "form": 0.95,
        "via": 0.76,
        "families": 0.85,
        "figures": 0.98,
        "bound": 0.98,
        "holder": 0.98,
        "dispute": 0.95,
        "claim": 0.26,
        "times": 0.97,
        "flags": 0.63,
    },
    "held": {
        "found": 0.88,
        "direct": 0.86,
        "speaker": 0.92,
        "source": 0.95,
        "form": 0.97,
        "via": 0.46,
        "families": 0.8,
        "figures": 0.91,
        "bound": 0.98,
        "holder": 0.89,
        "dispute": 0.66,
        "claim": 0.13,
        "times": 0.97,
        "flags": 0.29,
    },
    "later": {
        "found": 0.93,
        "direct": 0.94,
        "speaker": 0.87,
        "source": 0.93,
        "form": 0.98,
        "via": 0.69,
        "families": 0.7,
        "figures": 0.96,
        "bound": 0.97,
        "holder": 0.82,
        "dispute": 0.57,
        "claim": 0.21,
        "times": 0.96,
        "flags": 0.45,
    },
    "fresh": {
        "found": 0.88,
        "direct": 0.98,
        "speaker": 0.89,
        "source": 0.9,
        "form": 0.98,
        "via": 0.26,
        "families": 0.77,
        "figures": 0.9,
        "bound": 0.97,
        "holder": 0.69,
        "dispute": 0.34,
        "claim": 0.06,
        "times": 0.97,
        "flags": 0.0,
    },
}


def measure(name: str, scores: Mapping[str, Any], gold: Mapping[str, Any]) -> float | None:
    """Take one measure out of a pile's scores; None where its gold has nothing of the kind."""
    if name in ("dispute over", "claim:"):
        each = [value["f1"] for key, value in scores.items() if key.startswith(name)]
        return sum(each) / len(each) if each else None
    wanted = {
        "via found": any(each["via"] for each in gold["attributions"]),
        "figure's source right, of found": any(each["according_to"] for each in gold["figures"]),
        "figure bound right, of found": bool(gold["figures"]),
    }
    if not wanted.get(name, True) or name.partition(".")[0] not in scores:
        return None
    return value_of(scores, name)


def score_pile(gold: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """Write a pile's articles as files, report on them as the command line does, and score that."""
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        articles.mkdir()
        for at, (_, key) in enumerate(gold["articles"]):
            # A dash that came as a control sign, links run into a sentence: offsets are of the text without them.
            mended, _ = take_out_links(mend_text(texts[key]).text)
            (articles / f"{at:03}.txt").write_text(mended, encoding="utf-8")
        (Path(folder) / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
        return score_report(Path(folder) / "gold.json", build_report(articles, ["--published", gold["published"]]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="PILE", help="print every measure of one pile")
    args = parser.parse_args()
    if not (
        SCORER.is_file() and all((DATA / path).is_file() for kind in ("archive", "hscluster") for path in SETS[kind])
    ):
        print("gold: ../shared with the scorer and its data is not beside this clone; nothing measured")
        return 0
    piles = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for pile in piles:
        for name, key in pile["articles"]:
            wanted["archive" if name == "archive" else "hscluster"].add(key)
    texts = {key: row["text"] for key, row in read_rows(wanted).items()}
    failed = 0
    print(f"{'':24}" + "".join(f"{heading:>9}" for heading in MEASURES))
    for part, floors in FLOORS.items():
        found: defaultdict[str, list[float]] = defaultdict(list)
        for pile in (each for each in piles if each["part"] == part):
            if args.show not in (None, pile["name"]):
                continue
            scores = score_pile(pile, texts)
            if args.show:
                for key, value in scores.items():
                    print(f"  {key:64} {value}")
            line = {heading: measure(name, scores, pile) for heading, name in MEASURES.items()}
            print(
                f"{part + ' ' + pile['name']:24}"
                + "".join("        –" if v is None else f"{v:9.3f}" for v in line.values())
            )
            for heading, value in line.items():
                found[heading] += [] if value is None else [value]
        means = {heading: sum(values) / len(values) for heading, values in found.items() if values}
        print(f"{part + ', mean':24}" + "".join(f"{means[h]:9.3f}" if h in means else "        –" for h in MEASURES))
        if args.show:
            continue
        failed += hold({heading: means.get(heading, 0.0) for heading in floors}, floors)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
