"""Train the lines that tell what a claim is worth: ``python -m training.worth [--cache DIR] [--out FILE]``.

Logistic regressions over the features of `sayso.relate.worth`: whether two clauses of a claim speak of one matter,
where they agree and where they are opposed, and whether two of its parties are two indeed. The claims are those of
``evals/claims_labelled.json`` but for the part ``fresh``, which is for ``evals/claims.py`` alone, and those of
``worth_labelled.json``, which are found with the rules of `propositions` loosened, so that there is more to learn from.
Texts are looked for where the evaluation looks for them; ``--cache`` keeps the annotated articles. Prints what is right
of the claims kept at each threshold, by cross-validation over stories.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from sayso.model.annotation import AnnotatedArticle
from sayso.model.ids import sha256_of
from sayso.relate import claims as finding
from sayso.relate import propositions, worth
from training.wordings import fit_line

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evals"))
from claims import HERE, annotate, find_members, read_rows

Floats = NDArray[np.float64]
Features = dict[str, float]
LOOSE = {
    "_COVERED": 0.12,
    "_OFTEN_COVERED": 0.3,
    "_LEAST_TOLD": 1.1,
    "_LEAST_SHARED": 0.6,
    "_LEAST_VAGUE": 1.1,
    "_MANIFOLD": frozenset(),
}
HELD_DOWN = 5.0
N_FOLDS, N_ROUNDS = 8, 4
LATER = 2.0  # times that a claim counts which no rule was made to meet or to avoid
FIRST = {  # by which pairs are picked before there are lines
    "agreed": worth.Line(defaultdict(float, {"words": 4.0, "entailment": 0.5})),
    "opposed": worth.Line(defaultdict(float, {"one": 1.0, "alone": -0.5, "by the verb": 1.0})),
    "parties": worth.Line(defaultdict(float, {"opposed": 1.0, "run": -0.3, "beside": -1.0})),
}
OUT = Path(worth.__file__).parent / "lexicon" / "worth.txt"
HEAD = """# Weights of the two lines of `sayso.relate.worth`: line, feature, weight, between tabs.
# Made by training/worth.py from claims read by hand.
"""


Lines = Mapping[str, worth.Line]
Tie = tuple[str, Features]  # which line weighs it


@dataclass
class Case:
    """A labelled claim: features of all pairs of its members, what is right, and the story it stands in."""

    story: str
    ties: list[list[Tie]]  # of each member but the first: to those before it
    voices: dict[tuple[Any, Any], list[Features]]  # of each two parties
    matter: bool
    parties: bool | None  # not asked of a claim that does not speak of one matter
    weight: float


def read_cases(piles: Sequence[dict[str, Any]], cache: Path | None, *, loose: bool) -> Iterator[Case]:
    """Find the claims of labelled piles without regard to their worth, and give those that a label speaks of."""
    wanted: dict[str, set[str]] = {}
    for pile in piles:
        wanted.setdefault(pile["set"], set()).update(pile["articles"])
    rows, story_of = read_rows(wanted), {}
    for pile in piles:
        story = next((story_of[key] for key in pile["articles"] if key in story_of), pile["name"])
        story_of |= dict.fromkeys(pile["articles"], story)
        labels = [({tuple(member) for member in label["members"]}, label) for label in pile["claims"]]
        if not labels:
            continue
        for members, told in find_told([read_annotated(rows[key], cache) for key in pile["articles"]], loose=loose):
            shared = [(len(known & members), -len(known ^ members), -at) for at, (known, _) in enumerate(labels)]
            most, _, at = max(shared)
            if most > 1:
                yield make_case(story, told, labels[-at][1], LATER if pile.get("part") == "drawn" else 1.0)


def read_annotated(row: dict[str, Any], cache: Path | None) -> AnnotatedArticle:
    """Annotate an article, or take it from where it was kept."""
    kept = cache / f"{sha256_of(row['text'])}.pickle" if cache else None
    if kept is not None and kept.is_file():
        found: AnnotatedArticle = pickle.loads(kept.read_bytes())  # noqa: S301  (our own file)
        return found
    annotated = annotate(row)
    if kept is not None:
        kept.write_bytes(pickle.dumps(annotated))
    return annotated


def find_told(
    articles: list[AnnotatedArticle], *, loose: bool
) -> Iterator[tuple[set[tuple[str, int, str]], list[worth.Told]]]:
    """Find claims as if all were worth showing: their members as the labels name them, and what is weighed of them."""
    seen: dict[frozenset[tuple[str, int]], list[worth.Told]] = {}

    def look_on(members: list[worth.Told]) -> worth.Weighed:
        places = ((each.attribution.article_id, each.attribution.content[0].start) for each in members)
        seen[frozenset(places)] = members
        return worth.Weighed(1.0, 1.0, ())

    loosened = patch.multiple(propositions, **LOOSE) if loose else nullcontext()
    gathered_none = patch.object(finding, "gather", lambda cores, *_: list(cores))
    with patch.object(finding, "weigh_claim", look_on), gathered_none, loosened:
        for _, members in find_members(articles):
            yield set(members), seen[frozenset((article, start) for article, start, _ in members)]


def make_case(story: str, told: Sequence[worth.Told], label: dict[str, Any], weight: float) -> Case:
    """Measure a claim. Of a label "right" says both, but where "matter" or "parties" says otherwise."""
    matter = bool(label.get("matter", label["right"]))
    more = {"attributions": log(len({each.attribution.id for each in told}))}
    case = Case(story, [], {}, matter, bool(label.get("parties", label["right"])) if matter else None, weight)
    for place, one in enumerate(told):
        before = told[: min(place, worth.MOST_LOOKED)]
        for other in before:
            if one.party != other.party:
                pair = (min(one.party, other.party), max(one.party, other.party))
                case.voices.setdefault(pair, []).append(worth.measure_voices(one, other))
        if before:
            which = ["opposed" if worth.are_opposed(one, other) else "agreed" for other in before]
            ties = [{**worth.measure_tie(one, other), **more} for other in before]
            case.ties.append(list(zip(which, ties, strict=True)))
    return case


def pick_tie(case: Case, lines: Lines) -> Tie:
    """Give the weakest tie of a claim."""

    def weigh(tie: Tie) -> float:
        return lines[tie[0]].weigh(tie[1])

    return min((max(ties, key=weigh) for ties in case.ties), key=weigh)


def pick_voices(case: Case, line: worth.Line) -> Features:
    """Give the features of the nearest clauses of the two parties that are farthest apart."""
    return max((min(pair, key=line.weigh) for pair in case.voices.values()), key=line.weigh)


def fit_lines(cases: Sequence[Case]) -> Lines:
    """Fit the lines: which pair a claim hangs on depends on them, so that they are fitted some times over."""
    lines = dict(FIRST)
    asked = [case for case in cases if case.parties is not None and case.voices]
    for _ in range(N_ROUNDS):
        ties = [(*pick_tie(case, lines), case.matter, case.weight) for case in cases]
        for name in ("agreed", "opposed"):
            lines[name] = fit([(tie, right, weight) for which, tie, right, weight in ties if which == name])
        voices = [(pick_voices(case, lines["parties"]), bool(case.parties), case.weight) for case in asked]
        lines["parties"] = fit(voices)
    return lines


def fit(rows: Sequence[tuple[Features, bool, float]]) -> worth.Line:
    """Fit one line to features, what is right, and how much each counts."""
    names = list(rows[0][0])
    values = np.array([[features[name] for name in names] for features, _, _ in rows])
    counts = np.array([round(weight) for _, _, weight in rows])
    right = np.array([float(answer) for _, answer, _ in rows])
    mean, deviation = values.mean(0), values.std(0) + 1e-6
    constant, *weights = fit_line(
        np.repeat((values - mean) / deviation, counts, axis=0), np.repeat(right, counts), HELD_DOWN
    )
    plain = np.array(weights) / deviation
    return worth.Line({"one": float(constant - plain @ mean), **dict(zip(names, plain.tolist(), strict=True))})


def judge(case: Case, lines: Lines) -> tuple[float, float]:
    """Give how likely a claim is of one matter, and has two parties."""
    which, tie = pick_tie(case, lines)
    apart = lines["parties"].weigh(pick_voices(case, lines["parties"])) if case.voices else 0.0
    return likely(lines[which].weigh(tie)), likely(apart)


def likely(height: float) -> float:
    """Give the probability of a height."""
    return float(1 / (1 + np.exp(-height)))


def cross_validate(cases: Sequence[Case]) -> Floats:
    """Judge each claim (claims x 2) by lines fitted without its story."""
    stories = sorted({case.story for case in cases})
    fold_of = {story: number % N_FOLDS for number, story in enumerate(stories)}
    found = np.zeros((len(cases), 2))
    for fold in range(N_FOLDS):
        lines = fit_lines([case for case in cases if fold_of[case.story] != fold])
        for number, case in enumerate(cases):
            if fold_of[case.story] == fold:
                found[number] = judge(case, lines)
    return found


def print_curve(cases: Sequence[Case], found: Floats) -> None:
    """Print for each two thresholds what is kept, what of it is right, and what part of the right ones that is."""
    matter = np.array([case.matter for case in cases])
    both = np.array([case.matter and bool(case.parties) for case in cases])
    print("matter  parties  kept  of one matter (found)  by two parties too (found)")
    for least in (0.0, 0.4, 0.5, 0.6):
        for limit in (0.0, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7):
            kept = (found >= (limit, least)).all(1)
            if kept.any():
                of = (
                    each for right in (matter, both) for each in (right[kept].mean(), right[kept].sum() / right.sum())
                )
                parts = "  ".join(f"{part:.3f}" for part in of)
                print(f"{limit:.2f}    {least:.2f}     {kept.mean():.2f}  {parts}")


def main() -> None:
    """Print how far the lines can be trusted, and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    first = json.loads((HERE / "claims_labelled.json").read_text(encoding="utf-8"))
    more = json.loads((Path(__file__).parent / "worth_labelled.json").read_text(encoding="utf-8"))
    cases = list(read_cases([pile for pile in first if pile.get("part") != "fresh"], arguments.cache, loose=False))
    cases += read_cases(more, arguments.cache, loose=True)
    print(f"{len(cases)} claims, {sum(case.matter for case in cases)} of one matter")
    print_curve(cases, cross_validate(cases))
    lines = fit_lines(cases)
    rows = (f"{which}\t{name}\t{weight:.4f}\n" for which in FIRST for name, weight in lines[which].weights.items())
    arguments.out.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
