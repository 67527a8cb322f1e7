"""How often a flag that is raised should be, and who is named as the last step between an article and a speaker.

    python evals/flags.py [--show] [--rules]

Cases written for this (``flags_written.json``): small piles of invented articles that should raise a flag of one kind,
or narrowly should not; and sentences with the hop nearest the speaker, or none. A flag's precision counts every flag of
its kind, raised on whichever pile; what a pile of another kind raises counts as wrong unless it is listed there.
The cases of ``flags_blind.json`` were written and labelled before sayso was run on any of them; their first scores
stand in ``README.md``. Last, real piles (``labels/piles.json``) on which a flag was ever raised: ``flags_piles.json``
holds those that are right, by the places of their evidence. What is raised and not there counts as wrong; quotation
marks that open or close alone are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from piles import can_read_piles, list_piles, read_pile

from sayso.annotate.annotator import Annotator, annotate_article, choose_annotator
from sayso.model.annotation import AnnotatedArticle, Attribution
from sayso.model.article import Article, identify_article
from sayso.model.relation import FlagKind
from sayso.model.span import Span
from sayso.relate.relator import relate_articles

HERE = Path(__file__).resolve().parent
SETS = ("flags_written.json", "flags_blind.json")
FLOORS = {"precision": 0.8, "recall": 0.75, "last hop": 0.9}
PILES = HERE / "flags_piles.json"
PILE_FLOORS = {"precision": 0.95, "recall": 0.97}
RULES_LAST_HOP = 0.8  # without the encoder some of the words are in no attribution


def annotate(text: str, by: Annotator, name: str, **facts: Any) -> AnnotatedArticle:
    id_, digest = identify_article(text, url=None, external_id=name, path=None)
    title = facts.get("title")
    at = text.find(title) if title else -1
    span = Span(at, at + len(title)) if title and at >= 0 else None
    article = Article(id=id_, text=text, sha256=digest, external_id=name, language="en", title_span=span, **facts)
    return annotate_article(article, by.layers)


def raised(case: dict[str, Any], by: Annotator) -> list[tuple[str, str]]:
    pile = [
        annotate(each["text"], by, f"{case['id']}-{n}", **{k: v for k, v in each.items() if k != "text"})
        for n, each in enumerate(case["articles"])
    ]
    return [(flag.kind.value, flag.detail) for flag in relate_articles(pile).flags]


def last_hop(case: dict[str, Any], by: Annotator) -> tuple[str, str] | None:
    """Give the hop nearest the speaker of the innermost attribution that has the words."""
    annotated = annotate(case["text"], by, case["id"], published_at="2031-05-07")
    at = annotated.article.text.index(case["words"])
    place = Span(at, at + len(case["words"]))
    holding = [a for a in annotated.attributions if any(s.overlaps(place) for s in a.content)]
    if not holding:
        return ("", "no attribution")

    def fit(each: Attribution) -> tuple[int, bool, str]:
        apart = abs(each.extent.start - place.start) + abs(each.extent.end - place.end)
        return (apart, each.nested_in is None, each.id)

    via = min(holding, key=fit).via
    return (via[-1].name, via[-1].kind.value) if via else None


def _is_same(found: str | None, wanted: str | None) -> bool:
    """Take an outlet and a part of it ("BBC", "BBC Sport") for the same."""
    if found is None or wanted is None:
        return found is wanted
    return bool(found) and (found in wanted or wanted in found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print the cases that are wrong")
    parser.add_argument("--rules", action="store_true", help="leave the encoder out")
    args = parser.parse_args()
    by = choose_annotator(rules=args.rules)
    print(f"read with {by.name}")
    low = sum(measure(name, by, show=args.show) for name in SETS)
    if can_read_piles() and by.weights is not None:
        low += measure_piles(by, show=args.show)
    return 1 if low else 0


def measure_piles(by: Annotator, *, show: bool) -> int:
    """Print how many flags of real piles are right, by kind, and which part of the right ones is raised."""
    labelled = json.loads(PILES.read_text(encoding="utf-8"))
    n_right, n_raised, n_wanted = Counter[str](), Counter[str](), Counter[str]()
    for name, wanted in labelled.items():
        found = [flag for flag in flags_of_pile(list_piles()[name], by) if flag[0] != FlagKind.UNBALANCED.value]
        n_wanted.update(kind for kind, _ in wanted)
        for kind, places in found:
            right = any(kind == other and places & {tuple(place) for place in at} for other, at in wanted)
            n_raised[kind] += 1
            n_right[kind] += right
            if show and not right:
                print(f"-- {name}: {kind} raised at {sorted(places)}")
    for kind in sorted(n_raised | n_wanted):
        print(f"{kind:28} right {n_right[kind]} of {n_raised[kind]} raised, of {n_wanted[kind]} wanted")
    share = {
        "precision": n_right.total() / max(1, n_raised.total()),
        "recall": n_right.total() / max(1, n_wanted.total()),
    }
    print(
        f"{len(labelled)} real piles: "
        + ", ".join(f"{k} {v:.3f} (at least {PILE_FLOORS[k]})" for k, v in share.items())
    )
    return sum(share[measure] < floor for measure, floor in PILE_FLOORS.items())


def flags_of_pile(pile: dict[str, Any], by: Annotator) -> list[tuple[str, set[tuple[str, int]]]]:
    """Give each flag of a pile: its kind, and where its evidence begins, each article under its set's id."""
    articles = [annotate_article(article, by.layers) for article in read_pile(pile)]
    names = {each.article.id: each.article.external_id or "" for each in articles}
    flags = relate_articles(articles).flags
    return [(flag.kind.value, {(names[at.article], at.span.start) for at in flag.evidence}) for flag in flags]


def measure(name: str, by: Annotator, *, show: bool) -> int:
    """Print the scores of one file of cases; give how many lie below their floors."""
    cases = json.loads((HERE / name).read_text(encoding="utf-8"))
    print(f"{name}: {len(cases['flags'])} piles, {len(cases['chains'])} sentences")
    n_right, n_raised, n_wanted, n_found = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for case in cases["flags"]:
        found = raised(case, by)
        wanted = {case["kind"], *case.get("also", ())} if case["raised"] else set(case.get("also", ()))
        for kind, _ in found:
            n_raised[kind] += 1
            n_right[kind] += kind in wanted
        n_wanted[case["kind"]] += case["raised"]
        n_found[case["kind"]] += case["raised"] and any(kind == case["kind"] for kind, _ in found)
        if show and ({kind for kind, _ in found} ^ wanted):
            print(f"-- {case['id']}: {sorted(wanted)} expected, found {found}")
    low = 0
    for kind in sorted(n_raised | n_wanted):
        precision = n_right[kind] / n_raised[kind] if n_raised[kind] else 1.0
        recall = n_found[kind] / n_wanted[kind] if n_wanted[kind] else 1.0
        low += precision < FLOORS["precision"] or recall < FLOORS["recall"]
        print(f"{kind:28} precision {precision:.2f} of {n_raised[kind]}  recall {recall:.2f} of {n_wanted[kind]}")
    right = []
    for case in cases["chains"]:
        hop = last_hop(case, by)
        name = hop[0].removeprefix("The ").removeprefix("A ") if hop else None
        right.append(_is_same(name, case["last"]) and (hop is None or hop[1] == case["kind"]))
        if show and not right[-1]:
            print(f"-- {case['id']}: {case['last']} {case['kind']} expected, found {hop}: {case['text']}")
    share = sum(right) / len(right)
    floor = RULES_LAST_HOP if by.name.startswith("rules") else FLOORS["last hop"]
    low += share < floor
    print(f"{'last hop':28} {share:.3f} of {len(right)}  floor {floor}")
    print(f"floors of each kind: precision {FLOORS['precision']}, recall {FLOORS['recall']}")
    return low


if __name__ == "__main__":
    sys.exit(main())
