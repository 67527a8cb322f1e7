"""Claims of real piles, read by hand: whether all of a claim speak of one matter, each on the side that he takes.

    python evals/claims.py [--show] [--list]

``claims_labelled.json`` holds piles by the ids of their articles, and of claims that were found in them the members
(article, where the words begin, side) with a reader's yes or no: all of them speak of one proposition, and none is put
on a side that he does not take. A claim found today is judged by the labelled one with which it shares most members,
two at least; one that shares none was not read. "Precise" is the part of the judged that are right; "found" the part
of the right ones that are found again. The texts are looked for in ../shared/data. ``--list`` prints all, to
be read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.annotate.annotator import annotate_article, choose_annotator
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.relate.relator import relate_articles

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data"
SETS = {"basil": "stories/basil.jsonl.gz", "archive": "archive/allsides-20k.jsonl.gz"}
SIDES = ("asserted", "denied", "doubted", "not_observed", "observed")
FLOORS = {"precise": 0.72, "found": 0.92, "judged": 0.95}

Member = tuple[str, int, str]  # the article, where its words begin, the side


def read_rows(wanted: dict[str, set[str]]) -> dict[str, dict[str, Any]]:
    """Read the articles that the labels name, by id."""
    rows: dict[str, dict[str, Any]] = {}
    for name, ids in wanted.items():
        with gzip.open(DATA / SETS[name], "rt", encoding="utf-8") as lines:
            rows |= {row["id"]: row for row in map(json.loads, lines) if row["id"] in ids}
    return rows


def annotate(row: dict[str, Any]) -> AnnotatedArticle:
    article = Article(
        id=row["id"],
        text=row["text"],
        sha256=sha256_of(row["text"]),
        title=row.get("title"),
        publisher=row.get("publisher"),
        published_at=row.get("published"),
        language="en",
    )
    return annotate_article(article, choose_annotator().layers)


def find_members(articles: list[AnnotatedArticle]) -> Iterator[tuple[str, tuple[Member, ...]]]:
    """Give each claim of a pile: its words, and its members."""
    said = {each.id: each for annotated in articles for each in annotated.attributions}
    for claim in relate_articles(articles).claims:
        members = [(said[key], side) for side in SIDES for key in getattr(claim, side)]
        yield claim.claim, tuple(sorted((each.article_id, each.content[0].start, side) for each, side in members))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what is wrong, unread or not found again")
    parser.add_argument("--list", action="store_true", help="print all claims as JSON lines, to be labelled")
    args = parser.parse_args()
    if not all((DATA / path).is_file() for path in SETS.values()):
        print("claims: ../shared/data is not here; nothing measured")
        return 0
    piles = json.loads((HERE / "claims_labelled.json").read_text(encoding="utf-8"))
    wanted: dict[str, set[str]] = {}
    for pile in piles:
        wanted.setdefault(pile["set"], set()).update(pile["articles"])
    rows = read_rows(wanted)
    n_found = n_judged = n_right = n_good = n_again = 0
    for pile in piles:
        if not all(key in rows for key in pile["articles"]):
            print(f"claims: {pile['name']} is not the pile that was labelled")
            return 1
        labels = [({tuple(member) for member in label["members"]}, label["right"]) for label in pile["claims"]]
        met: set[int] = set()
        for words, members in find_members([annotate(rows[key]) for key in pile["articles"]]):
            n_found += 1
            if args.list:
                print(json.dumps({"pile": pile["name"], "claim": words, "members": members}, ensure_ascii=False))
            found_now = set(members)
            shared = [
                (len(known & found_now), -len(known ^ found_now), -index) for index, (known, _) in enumerate(labels)
            ]
            most, _, index = max(shared, default=(0, 0, 0))
            if most < 2:
                if args.show:
                    print("NOT READ", pile["name"], words[:120])
                continue
            met.add(-index)
            n_judged += 1
            n_right += labels[-index][1]
            if args.show and not labels[-index][1]:
                print("WRONG", pile["name"], words[:120])
        good = {index for index, (_, right) in enumerate(labels) if right}
        n_good, n_again = n_good + len(good), n_again + len(good & met)
    found = {
        "precise": n_right / max(1, n_judged),
        "found": n_again / max(1, n_good),
        "judged": n_judged / max(1, n_found),
    }
    print(f"{len(piles)} piles, {n_found} claims found, {n_judged} of them read")
    for name, value in found.items():
        print(f"  {'held  ' if value >= FLOORS[name] else 'FAILED'} {name}: {value:.3f} (at least {FLOORS[name]})")
    return int(any(value < FLOORS[name] for name, value in found.items()))


if __name__ == "__main__":
    sys.exit(main())
