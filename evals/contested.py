"""Contested stories of an archive: whether what a fact-checker would ask of each is shown, with who is on which side.

    python evals/contested.py [--show]

``contested.json`` holds fifteen piles by the ids of their articles. Each was read, and what is contested in it written
down with the parties, their sides and the places (article, from, to) where they speak of it, before anything was run on
it. A proposition is *met* if in one claim a party that asserts it stands beside one that denies it, doubts it or has
not seen it, and nobody on a side that he does not take or under a wrong name; either way round ("he stayed", "he
left"). Of the claim that meets it best are counted the *parties* that stand there on their side, of all that were read,
and the members that are *right*, of all: a wrong side, a wrong name or another matter is not; *right first* of the
claims that are seen first, which meet it best among those. "Read" piles were read
again while the rules were made, "held" ones (drawn at random) only at the end.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from claims import DATA, SETS, SIDES, annotate, hold, read_rows

from sayso.model.annotation import AnnotatedArticle
from sayso.model.relation import Claim
from sayso.pipeline import choose_relate

HERE = Path(__file__).resolve().parent
FLOORS: dict[str, dict[str, float]] = {
    "read": {"met": 0.54, "parties": 0.38, "right": 0.78, "right first": 0.95},
    "held": {"met": 0.5, "parties": 0.4, "right": 0.86, "right first": 0.93},
}
TURNED = {"asserted": "denied", "denied": "asserted"}


class Member(NamedTuple):
    """One attribution of a claim: where its words stand, on which side, and who is named as saying so."""

    article: str
    spans: tuple[tuple[int, int], ...]
    side: str
    speaker: str | None

    def stands_at(self, places: Sequence[Sequence[Any]]) -> bool:
        """Say whether its words overlap one of some places: an article, from, to."""
        return any(
            self.article == article and any(start < to and end > at for start, end in self.spans)
            for article, at, to in places
        )

    def is_called(self, words: Sequence[str]) -> bool:
        """Say whether one of some words names its speaker; where no speaker is known, it may be anyone's."""
        named = {word.lower() for word in re.findall(r"\w+", self.speaker or "")}
        return self.speaker is None or not named.isdisjoint(word.lower() for word in words)


class Match(NamedTuple):
    """How a claim meets a proposition: parties on their sides, and how many members are right, wrong, or off it."""

    words: str
    parties: frozenset[int]
    right: int
    wrong: int
    other: int

    @property
    def rank(self) -> tuple[int, int]:
        """The key by which the claim is chosen that meets it best."""
        return len(self.parties) - self.wrong, -self.other


def find_members(articles: Sequence[AnnotatedArticle]) -> Iterator[tuple[Claim, tuple[Member, ...]]]:
    """Give each claim of a pile, and its members."""
    said = {each.id: each for annotated in articles for each in annotated.attributions}
    for claim in choose_relate()(articles, ()).claims:
        members = []
        for side in SIDES:
            for each in (said[key] for key in getattr(claim, side)):
                spans = tuple((span.start, span.end) for span in each.content)
                members.append(Member(each.article_id, spans, side, each.speaker.name if each.speaker else None))
        yield claim, tuple(members)


def match_claim(proposition: dict[str, Any], words: str, members: Sequence[Member], *, turned: bool) -> Match:
    found: set[int] = set()
    right = wrong = other = 0
    for member in members:
        side = TURNED.get(member.side, member.side) if turned else member.side
        here = [(at, party) for at, party in enumerate(proposition["parties"]) if member.stands_at(party["at"])]
        meant = [at for at, party in here if member.is_called(party["called"]) and side in party["sides"]]
        found.update(meant if member.speaker is not None else ())
        if meant or (not here and member.stands_at(proposition["also"])):
            right += 1
        elif here:
            wrong += 1
        else:
            other += 1
    return Match(words, frozenset(found), right, wrong, other)


def is_met(proposition: dict[str, Any], match: Match) -> bool:
    sides = [proposition["parties"][at]["sides"] for at in match.parties]
    return not match.wrong and ["asserted"] in sides and any(each != ["asserted"] for each in sides)


def find_best(matches: Sequence[Match]) -> Match | None:
    return max((match for match in matches if match.parties), key=lambda match: match.rank, default=None)


def judge_pile(pile: dict[str, Any], claims: Sequence[tuple[Claim, tuple[Member, ...]]], *, show: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for proposition in pile["propositions"]:
        met_by = [
            (claim, match_claim(proposition, claim.claim, members, turned=turned))
            for claim, members in claims
            for turned in (False, True)
        ]
        matches = [match for _, match in met_by]
        best = find_best(matches)
        if (first := find_best([match for claim, match in met_by if not claim.doubtful])) is not None:
            counts += Counter({"right first": first.right, "members first": first.right + first.wrong + first.other})
        counts += Counter(propositions=1, known=len(proposition["parties"]))
        if show:
            print(f"## {pile['name']}: {proposition['about']}")
        if best is None:
            continue
        met = any(is_met(proposition, match) for match in matches)
        counts += Counter(met=met, parties=len(best.parties), right=best.right)
        counts += Counter(members=best.right + best.wrong + best.other, wrong=best.wrong)
        if show:
            print(
                "  met" if met else "  not met", f"{best.right} right {best.wrong} wrong {best.other} other", best.words
            )
            for at, party in enumerate(proposition["parties"]):
                print("    ", "+" if at in best.parties else "-", "|".join(party["sides"]), " ".join(party["called"]))
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print each proposition with the claim that meets it best")
    args = parser.parse_args()
    if not all((DATA / path).is_file() for path in SETS["archive"]):
        print("contested: ../shared/data is not here; nothing measured")
        return 0
    piles = json.loads((HERE / "contested.json").read_text(encoding="utf-8"))
    rows = read_rows({"archive": {key for pile in piles for key in pile["articles"]}})
    failed = 0
    for part, floors in FLOORS.items():
        counts: Counter[str] = Counter()
        for pile in (pile for pile in piles if pile["part"] == part):
            claims = list(find_members([annotate(rows[key]) for key in pile["articles"]]))
            counts += judge_pile(pile, claims, show=args.show)
        measured = {
            "met": counts["met"] / counts["propositions"],
            "parties": counts["parties"] / counts["known"],
            "right": counts["right"] / max(1, counts["members"]),
            "right first": counts["right first"] / max(1, counts["members first"]),
        }
        print(f"{part}: {counts['met']} of {counts['propositions']} met, {counts['wrong']} members on a wrong side")
        failed += hold(measured, floors)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
