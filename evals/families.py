"""Quote families on simulated piles (`benchmarks/simulator`), where it is known which wordings are one utterance.

Each utterance is quoted whole, cut, reworded and given to another or to nobody by error. Measured with the true
annotations, so that only the families are measured: BCubed over all quotations, how much of what is told outside
quotation marks is joined, and how much of that rightly, and whether two named speakers ever stand in one family without
the change "other speaker". Needs no corpus.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from simulator.pile import Pile, simulate_pile

from sayso.model.annotation import EntityKind, Form
from sayso.model.relation import Change
from sayso.relate.entities import find_entities
from sayso.relate.quotes import find_quote_families

SEEDS, N_ARTICLES = (31, 32, 33), 600  # seed 5 was looked at
FLOOR = 0.975
TOLD_FLOOR, RIGHT_FLOOR = 0.74, 0.99  # of what is told of a quoted utterance, joined; of what is joined, right


def main() -> int:
    n: Counter[str] = Counter()
    for seed in SEEDS:
        n += measure(simulate_pile(N_ARTICLES, seed))
    precision, recall = n["right of found"] / n["items"] / SCALE, n["right of true"] / n["items"] / SCALE
    f1 = 2 * precision * recall / (precision + recall)
    print(f"families: BCubed precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}, floor {FLOOR:.3f}")
    print(f"{n['items']} quotations, {n['other']} of another speaker; {n['unmarked']} of two speakers without a mark")
    joined, right = n["told right"] / n["told"], n["told right"] / n["told joined"]
    print(
        f"told of {n['told']} quoted: {joined:.3f} joined, floor {TOLD_FLOOR}; {right:.3f} right, floor {RIGHT_FLOOR}"
    )
    only = n["only told right"] / n["only told"]
    print(f"{n['only told']} only told, by two articles or more: {only:.3f} one statement, floor {ONLY_TOLD_FLOOR}")
    low = joined < TOLD_FLOOR or right < RIGHT_FLOOR or only < ONLY_TOLD_FLOOR
    return int(f1 < FLOOR or n["unmarked"] > 0 or low)


ONLY_TOLD_FLOOR = 0.98  # of what no article quotes, one utterance or the very words

SCALE = 1_000_000  # so that parts add up as whole numbers, in any order


def measure(pile: Pile) -> Counter[str]:
    """Compare the families of one pile with the truth."""
    entities, speakers = find_entities(pile.articles)
    families = find_quote_families(pile.articles, entities, speakers)
    named = {entity.id for entity in entities if entity.kind is not EntityKind.UNNAMED}
    quoted = {
        attribution.id: annotated.article.id
        for annotated in pile.articles
        for attribution in annotated.attributions
        if attribution.form in (Form.DIRECT, Form.MIXED)
    }
    words = {
        attribution.id: " ".join(span.cut(annotated.article.text) for span in attribution.content)
        for annotated in pile.articles
        for attribution in annotated.attributions
    }
    utterance = {id_: family for family, ids in pile.families.items() for id_ in ids}
    true = {id_: family for id_, family in utterance.items() if id_ in quoted}
    found = {id_: id_ for id_ in true} | {
        m.attribution: f.id for f in families for m in f.members if m.attribution in quoted
    }
    n = Counter({"items": len(true)})
    n["told"] = len([id_ for id_, family in utterance.items() if id_ not in quoted and family in true.values()])
    for family in families:
        said = {true[m.attribution] for m in family.members if m.attribution in true}
        if not said:
            told_as = {utterance.get(m.attribution) or words[m.attribution] for m in family.members}
            n["only told"] += 1
            n["only told right"] += len(told_as) == 1
            continue
        told = [utterance.get(m.attribution) for m in family.members if m.attribution not in quoted]
        n["told joined"] += len(told)
        n["told right"] += sum(each in said for each in told)
    for family in families:
        for member in family.members:
            other = speakers.get(member.attribution) not in (family.speaker, None)
            other &= speakers.get(member.attribution) in named and family.speaker in named
            n["other"] += other
            n["unmarked"] += other and member.change is not Change.OTHER_SPEAKER
    groups_true, groups_found = _group(true), _group(found)
    for id_, family in true.items():
        both = len(groups_true[family] & groups_found[found[id_]])
        n["right of found"] += SCALE * both // len(groups_found[found[id_]])
        n["right of true"] += SCALE * both // len(groups_true[family])
    return n


def _group(of: Mapping[str, str]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for id_, group in of.items():
        groups.setdefault(group, set()).add(id_)
    return groups


if __name__ == "__main__":
    sys.exit(main())
