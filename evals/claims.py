"""Claims of real piles, read by hand: whether all of a claim speak of one matter, each on the side that he takes.

    python evals/claims.py [--show] [--list]

``claims_labelled.json`` holds piles by the ids of their articles, and of claims that were found in them the members
(article, where the words begin, side) with a reader's yes or no: all of them speak of one proposition, none is put on a
side that he does not take, and in "blind" and "fresh" piles two parties at least are two indeed. Where that alone is
wrong, "matter" says so; "parties" says what was called right before two parties were asked for. A claim found today is
judged by the labelled one with which it shares most members, two at least; one that shares none was not read. Of those
that are seen first "judged" is the part that were read, "precise" the part of these that are right, and "one matter"
the part that speak of one, each on his side; "found" is the part of the right ones that are found again, "found first"
of those that are seen first, not among the doubtful. A claim that shares as many with two is judged by the one that it
is more like.

The "first" piles were read while the rules were made; of the "later" ones part was read before and part after, and what
was called right there is of several versions. The "blind" ones were drawn after, and labelled from what was found in
them at first sight; so were the "fresh" ones, by which no rule was made and no weight trained. "Near" ones were found
by nearness (decision 0080), and labelled then: they are judged, and not looked for again. The texts are looked for in
../shared/data. ``--list`` prints all, to be read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sayso.annotate.annotator import annotate_article, choose_annotator
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.model.relation import Claim
from sayso.pipeline import choose_relate

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data"
SETS = {
    "basil": ("stories/basil.jsonl.gz",),
    "archive": ("archive/allsides-20k.jsonl.gz",),
    "hscluster": ("stories/hscluster-10E.jsonl.gz", "stories/hscluster-20E.jsonl.gz"),
    "ecb": ("stories/ecbplus-topics-1-35.jsonl.gz",),
    "fnc": ("claims/fnc-bodies.jsonl.gz",),
}
SIDES = ("asserted", "denied", "doubted", "not_observed", "observed")
FLOORS = {
    "first": {"precise": 0.82, "one matter": 0.85, "found": 0.71, "found first": 0.52, "judged": 0.98},
    "later": {"precise": 0.72, "one matter": 0.74, "found": 0.62, "found first": 0.48, "judged": 0.98},
    "blind": {"precise": 0.63, "one matter": 0.76, "found": 0.74, "found first": 0.62, "judged": 0.95},
    "fresh": {"precise": 0.44, "one matter": 0.72, "found": 0.87, "found first": 0.77, "judged": 0.95},
}

Member = tuple[str, int, str]  # the article, where its words begin, the side


def read_rows(wanted: dict[str, set[str]]) -> dict[str, dict[str, Any]]:
    """Read the articles that the labels name, by id."""
    rows: dict[str, dict[str, Any]] = {}
    for name, ids in wanted.items():
        for path in SETS[name]:
            with gzip.open(DATA / path, "rt", encoding="utf-8") as lines:
                named = ({"id": row.get("body"), **row} for row in map(json.loads, lines))
                rows |= {row["id"]: row for row in named if row["id"] in ids}
    return rows


def annotate(row: dict[str, Any]) -> AnnotatedArticle:
    published = row.get("published")
    if isinstance(published, float):
        published = datetime.fromtimestamp(published, UTC).date().isoformat()
    article = Article(
        id=row["id"],
        text=row["text"],
        sha256=sha256_of(row["text"]),
        title=row.get("title"),
        publisher=row.get("publisher"),
        published_at=published,
        language="en",
    )
    return annotate_article(article, choose_annotator().layers)


def find_members(articles: list[AnnotatedArticle]) -> Iterator[tuple[Claim, tuple[Member, ...]]]:
    """Give each claim of a pile, and its members."""
    said = {each.id: each for annotated in articles for each in annotated.attributions}
    for claim in choose_relate()(articles, ()).claims:
        members = [(said[key], side) for side in SIDES for key in getattr(claim, side)]
        yield claim, tuple(sorted((each.article_id, each.content[0].start, side) for each, side in members))


def judge_pile(pile: dict[str, Any], articles: list[AnnotatedArticle], show: bool, as_lines: bool) -> Counter[str]:
    """Count the claims of a pile: found, read before, right of those, and of the right ones known those found again."""
    labels = [({tuple(member) for member in label["members"]}, label) for label in pile["claims"]]
    met: set[int] = set()
    met_first: set[int] = set()
    counts = Counter({"piles": 1})
    for claim, members in find_members(articles):
        words = claim.claim
        counts += Counter({"found": 1, "found first": not claim.doubtful})
        if as_lines:
            row = {"pile": pile["name"], "claim": words, "doubtful": claim.doubtful, "members": members}
            print(json.dumps(row, ensure_ascii=False))
        here = set(members)
        shared = [(len(known & here), -len(known ^ here), -index) for index, (known, _) in enumerate(labels)]
        most, _, index = max(shared, default=(0, 0, 0))
        if most < 2:
            if show and not claim.doubtful:
                print("NOT READ", pile["name"], words[:120])
            continue
        label = labels[-index][1]
        met.add(-index)
        if not claim.doubtful:
            met_first.add(-index)
            counts["first"] += 1
            counts["right"] += label["right"]
            counts["one matter"] += label.get("matter", label["right"])
        if show and label["right"] is claim.doubtful:
            print("DOUBTED" if claim.doubtful else "WRONG", pile["name"], words[:120])
    good = {index for index, (_, label) in enumerate(labels) if label["right"] and not label.get("near")}
    counts["good"] += len(good)
    counts["again"] += len(good & met)
    counts["again first"] += len(good & met_first)
    return counts


def hold(measured: dict[str, float], floors: dict[str, float]) -> int:
    """Print what was measured beside its floors; return how many are not held."""
    for name, value in measured.items():
        print(f"  {'held  ' if value >= floors[name] else 'FAILED'} {name}: {value:.3f} (at least {floors[name]})")
    return sum(value < floors[name] for name, value in measured.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what is wrong, unread or not found again")
    parser.add_argument("--list", action="store_true", help="print all claims as JSON lines, to be labelled")
    args = parser.parse_args()
    if not all((DATA / path).is_file() for paths in SETS.values() for path in paths):
        print("claims: ../shared/data is not here; nothing measured")
        return 0
    piles = json.loads((HERE / "claims_labelled.json").read_text(encoding="utf-8"))
    wanted: dict[str, set[str]] = {}
    for pile in piles:
        wanted.setdefault(pile["set"], set()).update(pile["articles"])
    rows = read_rows(wanted)
    failed = 0
    for part, floors in FLOORS.items():
        counts: Counter[str] = Counter()
        for pile in (pile for pile in piles if pile.get("part", "first") == part):
            if not all(key in rows for key in pile["articles"]):
                print(f"claims: {pile['name']} is not the pile that was labelled")
                return 1
            counts += judge_pile(pile, [annotate(rows[key]) for key in pile["articles"]], args.show, args.list)
        measured = {
            "precise": counts["right"] / max(1, counts["first"]),
            "one matter": counts["one matter"] / max(1, counts["first"]),
            "found": counts["again"] / max(1, counts["good"]),
            "found first": counts["again first"] / max(1, counts["good"]),
            "judged": counts["first"] / max(1, counts["found first"]),
        }
        n_found, n_first = counts["found"], counts["found first"]
        print(f"{part}: {counts['piles']} piles, {n_found} claims found, {n_first} of them seen first")
        failed += hold(measured, floors)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
