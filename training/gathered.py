"""Train the lines that gather who speaks of a claim: ``python -m training.gathered [--cache DIR] [--out FILE]``.

Two logistic regressions over the features of `sayso.relate.gathered`: whether a denial answers a clause that asserts
something, and whether a clause speaks of what those of a claim do. They are fitted to the piles of which all who speak
of a matter were written down: the "train" ones of ``evals/gathered.json``, the "read" and "later" ones of
``evals/gold/`` and the "read" ones of ``evals/contested.json``. A claim is made of two or three clauses of a matter,
drawn at random, the nearer the likelier; all other attributions of its story are told apart by whether they speak of
it. Texts are looked for where the evaluations look for them; ``--cache`` keeps the annotated articles and how near
sentences are. Prints what is found by lines that were fitted without the pile.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from sayso.annotate.encoder.nearness import measure_nearness
from sayso.model.annotation import AnnotatedArticle
from sayso.model.relation import Side
from sayso.relate import claims as finding
from sayso.relate import gathered, worth
from sayso.relate.contested import AGAINST
from sayso.relate.relator import relate_articles
from sayso.relate.sayings import Saying
from training.worth import fit, read_annotated

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evals"))
from claims import HERE, read_rows
from gathered import Met, Place, is_contested, meet, overlap, read_matter

Features = dict[str, float]
Row = tuple[Features, bool, float]
OUT = Path(gathered.__file__).parent / "lexicon" / "gathered.txt"
HEAD = """# Weights of the two lines of `sayso.relate.gathered`: line, feature, weight, between tabs.
# Made by training/gathered.py from piles of which all who speak of a matter were written down.
"""
N_DRAWN = 6  # claims drawn of a matter
SHARP = 6.0  # how much likelier the nearer clauses are drawn
ANY = "any"


@dataclass
class Read:
    """A pile with what was written down of it, and its clauses as `find_claims` gathers them.

    ``sided`` says that it is known of every place which side it takes.
    """

    matters: list[dict[Place, str]]
    sided: bool
    cores: list[gathered.Core]
    sayings: list[Saying]
    pile: gathered.Pile

    def side_of(self, matter: Mapping[Place, str], one: Saying) -> str | None:
        """Give the side that was written down for a clause; none if it speaks of something else."""
        place = (one.attribution.article_id, *one.statement.span)
        return next((side for each, side in matter.items() if overlap(each, place)), None)


def read_piles(cache: Path | None) -> list[Read]:
    """Read the piles, and relate each once."""
    found: list[tuple[Mapping[str, Any], list[dict[Place, str]]]] = []
    for pile in json.loads((HERE / "gathered.json").read_text(encoding="utf-8")):
        if pile["part"] == "train":
            found.append((pile, [read_matter(pile, claim) for claim in pile["claims"]]))
    for path in sorted((HERE / "gold").glob("*.json")):
        pile = json.loads(path.read_text(encoding="utf-8"))
        if pile["part"] in ("read", "later"):
            found.append((pile, [_read_gold(pile, claim) for claim in pile.get("claims", ())]))
    for pile in json.loads((HERE / "contested.json").read_text(encoding="utf-8")):
        if pile["part"] == "read":
            named = {"articles": [("archive", key) for key in pile["articles"]]}
            found.append((named, [_read_contested(each) for each in pile["propositions"]]))
    wanted: dict[str, set[str]] = {}
    for pile, _ in found:
        for name, key in pile["articles"]:
            wanted.setdefault("archive" if name == "archive" else "hscluster", set()).add(key)
    rows = read_rows(wanted)
    return [
        _relate([read_annotated(rows[key], cache) for _, key in pile["articles"]], matters, sided="part" in pile)
        for pile, matters in found
    ]


def _read_gold(pile: Mapping[str, Any], claim: Mapping[str, Any]) -> dict[Place, str]:
    by_id = {each["id"]: each for each in pile["attributions"]}
    keys = [key for _, key in pile["articles"]]
    return {
        (keys[int(by_id[id_]["article"].split(".")[0])], start, end): side
        for side in ("asserted", "denied", "doubted", "not_observed")
        for id_ in claim.get(side, ())
        for start, end in by_id[id_]["content"]
    }


def _read_contested(proposition: Mapping[str, Any]) -> dict[Place, str]:
    places: dict[Place, str] = dict.fromkeys(map(_place, proposition["also"]), ANY)
    for party in proposition["parties"]:
        side = party["sides"][0] if len(party["sides"]) == 1 else ANY
        places |= dict.fromkeys(map(_place, party["at"]), side)
    return places


def _place(row: Sequence[Any]) -> Place:
    article, start, end = row
    return article, start, end


def _relate(articles: list[AnnotatedArticle], matters: list[dict[Place, str]], *, sided: bool) -> Read:
    found: list[Read] = []

    def look_on(
        cores: Sequence[gathered.Core], sayings: Sequence[Saying], pile: gathered.Pile, *_: object
    ) -> list[gathered.Core]:
        found.append(Read(matters, sided, list(cores), list(sayings), pile))
        return list(cores)

    with patch.object(finding, "gather", look_on):
        relate_articles(articles, (), nearness=measure_nearness)
    return found[0]


def read_answers(read: Read) -> Iterator[Row]:
    """Give the features of each denial with each clause that it may answer, and whether it does."""
    shares = gathered.Shares(read.sayings)
    for one in (each for each in read.sayings if each.side in AGAINST):
        for other in gathered.find_told(one, shares, read.pile.holders):
            right = any(_are_opposed(read.side_of(m, one), read.side_of(m, other)) for m in read.matters)
            near = read.pile.find_nearest((other,), one)
            yield {**gathered.measure_answer(one, other), "near": near}, right, 1.0


def _are_opposed(one: str | None, other: str | None) -> bool:
    """Say whether of two sides one asserts and the other does not, whichever it is."""
    if one is None or other is None:
        return False
    return ANY in (one, other) or (one == "asserted") is not (other == "asserted")


def read_members(read: Read, chance: np.random.Generator) -> Iterator[Row]:
    """Give the features of each attribution beside drawn claims, by its nearest clause, and whether it is of them."""
    shares = gathered.Shares(read.sayings)
    for matter in read.matters:
        inside = {each.id for each in read.sayings if read.side_of(matter, each)}
        drawn = list(_draw(read, [each for each in read.sayings if each.id in inside], chance))
        for core in drawn:
            of: dict[str, list[tuple[Features, bool]]] = {}
            for one in gathered.find_near(core, shares, {c.id for c in core}, read.pile.holders, ()):
                features = gathered.measure_member(core, one, read.pile)
                row = {**features, "near": read.pile.find_nearest(core, one)}, one.id in inside
                of.setdefault(one.attribution.id, []).append(row)
            for rows in of.values():
                yield max(rows, key=lambda row: row[0]["near"] + row[0]["overlap"])[0], any(r for _, r in rows), 1.0


def _draw(read: Read, told: Sequence[Saying], chance: np.random.Generator) -> Iterator[tuple[Saying, ...]]:
    pairs = [
        (one, other)
        for one in told
        if one.side in AGAINST
        for other in told
        if other.side not in AGAINST and one.attribution.id != other.attribution.id
    ]
    if not pairs:
        return
    near = np.array([read.pile.find_nearest((one,), other) for one, other in pairs])
    odds = np.exp(SHARP * near)
    for _ in range(N_DRAWN):
        core = pairs[int(chance.choice(len(pairs), p=odds / odds.sum()))]
        if chance.random() < 0.5 and (rest := [each for each in told if each not in core]):
            more = np.exp([SHARP * read.pile.find_nearest(core, each) for each in rest])
            core = (*core, rest[int(chance.choice(len(rest), p=more / more.sum()))])
        yield core


def fit_lines(rows: Sequence[tuple[Sequence[Row], Sequence[Row]]]) -> dict[str, worth.Line]:
    """Fit both lines to the rows of some piles."""
    return {
        "answer": fit([row for answers, _ in rows for row in answers]),
        "member": fit([row for _, members in rows for row in members]),
    }


def judge(read: Read, lines: Mapping[str, worth.Line] | None) -> list[Met]:
    """Tell how the contested matters of a pile are met with some lines, or before anything is gathered."""
    cores = read.cores if lines is None else gathered.gather(read.cores, read.sayings, read.pile, (), lines)
    claims = [[_member(one) for one in core.members] for core in cores]
    matters = [matter for matter in read.matters if read.sided and is_contested(matter)]
    none = Met(0.0, 0, 0, 0, 0)
    return [max((meet(m, c) for c in claims), key=lambda met: (met.f1, -met.wrong), default=none) for m in matters]


def _member(one: Saying) -> tuple[Place, str]:
    side = Side.ASSERTED if one.side is Side.OBSERVED else one.side
    return (one.attribution.article_id, *one.attribution.extent), side.value


def print_judged(title: str, met: Sequence[Met], n_claims: int) -> None:
    """Print the mean F1, and how many members are right, on a wrong side, and neither."""
    right, wrong = sum(each.right for each in met), sum(each.wrong for each in met)
    members = sum(each.members for each in met if each.right)
    f1 = np.mean([each.f1 for each in met])
    print(f"{title}: F1 {f1:.3f}, {right} members right, {wrong} on a wrong side, of {members}; {n_claims} claims")


def main() -> None:
    """Print how far the lines can be trusted, and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    reads = read_piles(arguments.cache)
    chance = np.random.default_rng(1)
    rows = [(list(read_answers(read)), list(read_members(read, chance))) for read in reads]
    before, after, n_before, n_after = [], [], 0, 0
    for number, read in enumerate(reads):
        lines = fit_lines([each for at, each in enumerate(rows) if at != number])
        before += judge(read, None)
        after += judge(read, lines)
        n_before += len(read.cores)
        n_after += len(gathered.gather(read.cores, read.sayings, read.pile, (), lines))
    print_judged("before", before, n_before)
    print_judged("by lines fitted without the pile", after, n_after)
    lines = fit_lines(rows)
    rows_of = ((which, *each) for which, line in lines.items() for each in line.weights.items())
    written = (f"{which}\t{name}\t{weight:.4f}\n" for which, name, weight in rows_of)
    arguments.out.write_text(HEAD + "".join(written), encoding="utf-8")


if __name__ == "__main__":
    main()
