"""What is contested in piles that no rule was made by: whether all who speak of it are found, each on his side.

    python evals/gathered.py [--show PILE]

``gathered.json`` holds piles by the ids of their articles. Each was read in full, and of every matter that it tells of
all attributions written down that speak of it (article, from, to, speaker), by the side that they take, before anything
was run on it. Measured are the matters that somebody asserts and another denies, doubts or has not seen, each by the
claim that shares most with it, behind the fold or not, either way round ("he stayed", "he left"). *F1* is of its
members: a member is right if it overlaps what was written down, and takes its side. *Met* is a matter if a claim has a
member on two of its sides at least, and none on a wrong one. *Sided* is the part of the members that speak of the
matter which are on the right side, and *right* the part of all its members that are right. On "train" piles the lines
of `relate.gathered` were trained, "test" ones were only measured.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from claims import DATA, SETS, annotate, hold, read_rows

from sayso.model.annotation import AnnotatedArticle
from sayso.pipeline import choose_relate

HERE = Path(__file__).resolve().parent
SIDES = ("asserted", "denied", "doubted", "not_observed")
TURNED = {"asserted": "denied", "denied": "asserted"}
FLOORS: dict[str, dict[str, float]] = {
    "train": {"f1": 0.26, "met": 0.35, "sided": 0.92, "right": 0.58},
    "test": {"f1": 0.22, "met": 0.19, "sided": 0.92, "right": 0.52},
}

Place = tuple[str, int, int]  # article, from, to


class Met(NamedTuple):
    """How a claim meets a matter: members that are right, on a wrong side, all, and how many sides are right ones."""

    f1: float
    right: int
    wrong: int
    members: int
    sides: int


def read_matter(pile: Mapping[str, Any], claim: Mapping[str, Any]) -> dict[Place, str]:
    """Give the places where a pile speaks of a matter, and the side that each takes."""
    keys = [key for _, key in pile["articles"]]
    return {(keys[at], start, end): side for side in SIDES for at, start, end, *_ in claim.get(side, ())}


def is_contested(matter: Mapping[Place, str]) -> bool:
    """Say whether somebody asserts a matter, and somebody does not."""
    return "asserted" in matter.values() and len(set(matter.values())) > 1


def read_claims(articles: Sequence[AnnotatedArticle]) -> Iterator[list[tuple[Place, str]]]:
    """Give each claim of a pile as its members: where each stands, and its side."""
    said = {each.id: each for annotated in articles for each in annotated.attributions}
    for claim in choose_relate()(articles, ()).claims:
        members = [(said[key], side) for side in (*SIDES, "observed") for key in getattr(claim, side)]
        yield [((each.article_id, *each.extent), "asserted" if side == "observed" else side) for each, side in members]


def meet(matter: Mapping[Place, str], members: Sequence[tuple[Place, str]]) -> Met:
    """Measure a claim against a matter; one place counts once."""
    found = [Met(0.0, 0, 0, len(members), 0)]
    for turned in (False, True):
        right: dict[Place, str] = {}
        wrong = 0
        for place, side in members:
            side = TURNED.get(side, side) if turned else side
            here = [each for each in matter if overlap(each, place)]
            meant = [each for each in here if matter[each] == side and each not in right]
            if meant:
                right[meant[0]] = side
            wrong += bool(here) and all(matter[each] != side for each in here)
        f1 = 2 * len(right) / (len(matter) + len(members))
        found.append(Met(f1, len(right), wrong, len(members), len(set(right.values()))))
    return max(found, key=lambda each: (each.f1, -each.wrong))


def overlap(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def measure(pile: Mapping[str, Any], claims: Sequence[list[tuple[Place, str]]], *, show: bool) -> Counter[str]:
    """Count for a pile what `main` prints as parts."""
    counts: Counter[str] = Counter(shown=len(claims), articles=len(pile["articles"]))
    for claim in pile["claims"]:
        matter = read_matter(pile, claim)
        if not is_contested(matter):
            continue
        met = [meet(matter, members) for members in claims]
        best = max(met, key=lambda each: (each.f1, -each.wrong), default=Met(0.0, 0, 0, 0, 0))
        counts += Counter(matters=1, f1=round(1000 * best.f1), met=any(m.sides > 1 and not m.wrong for m in met))
        if best.right:
            counts += Counter(right=best.right, wrong=best.wrong, members=best.members)
        if show:
            print(f"  {best.f1:.2f} {best.right} right, {best.wrong} wrong of {best.members}: {claim['claim']}")
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print each matter with how it is met")
    args = parser.parse_args()
    if not all((DATA / path).is_file() for path in SETS["archive"]):
        print("gathered: ../shared/data is not here; nothing measured")
        return 0
    piles = json.loads((HERE / "gathered.json").read_text(encoding="utf-8"))
    rows = read_rows({"archive": {key for pile in piles for _, key in pile["articles"]}})
    failed = 0
    for part, floors in FLOORS.items():
        counts: Counter[str] = Counter()
        for pile in (pile for pile in piles if pile["part"] == part):
            claims = list(read_claims([annotate(rows[key]) for _, key in pile["articles"]]))
            if args.show:
                print(f"{part} {pile['name']}")
            counts += measure(pile, claims, show=args.show and part == "train")
        shown = counts["shown"] / max(1, counts["articles"])
        print(f"{part}: {counts['matters']} contested matters, {shown:.2f} claims an article")
        measured = {
            "f1": counts["f1"] / 1000 / max(1, counts["matters"]),
            "met": counts["met"] / max(1, counts["matters"]),
            "sided": counts["right"] / max(1, counts["right"] + counts["wrong"]),
            "right": counts["right"] / max(1, counts["members"]),
        }
        failed += hold(measured, floors)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
