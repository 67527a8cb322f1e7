"""Clusters: links between records become disjoint groups, and what a person decided stands above every link.

Invariant: the groups depend on the records, links and judgements alone, never on the order in which links and
judgements come; of links that are equally sure, the one between earlier records is followed first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sayso.model.judgement import Judgement, Verdict


class Link(NamedTuple):
    """Two records that may be one, and how sure the comparison is, 0 to 1."""

    score: float
    a: str
    b: str


class _Groups:
    """Union-find that remembers which groups must stay apart."""

    def __init__(self, records: Iterable[str]) -> None:
        self.parent = {record: record for record in records}
        self.members = {record: [record] for record in self.parent}
        self.foes: dict[str, set[str]] = {}

    def find(self, record: str) -> str:
        while self.parent[record] != record:
            self.parent[record] = self.parent[self.parent[record]]
            record = self.parent[record]
        return record

    def join(self, a: str, b: str) -> bool:
        """Join two groups unless they must stay apart; say whether they are one now."""
        a, b = sorted((self.find(a), self.find(b)))
        if a == b:
            return True
        if b in self.foes.get(a, ()):
            return False
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        self.parent[b] = a
        self.members[a].extend(self.members.pop(b))
        for foe in self.foes.pop(b, set()):
            self.foes[foe].discard(b)
            self.foes[foe].add(a)
            self.foes.setdefault(a, set()).add(foe)
        return True

    def part(self, a: str, b: str) -> None:
        """Keep two groups apart, unless they are one already."""
        a, b = self.find(a), self.find(b)
        if a != b:
            self.foes.setdefault(a, set()).add(b)
            self.foes.setdefault(b, set()).add(a)


def cluster_records(
    records: Iterable[str],
    links: Iterable[Link],
    judgements: Iterable[Judgement] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> tuple[tuple[str, ...], ...]:
    """Join linked records, surest link first, into sorted groups; a record without a link is a group of one.

    Judgements come first, the newest before older ones: "same" joins, "different" keeps apart for good, "unsure" keeps
    only the pair's own link out. Records come in an order that tells (that of their texts): it decides between links
    that are equally sure. ``apart`` are pairs that the data itself forbids. Links and judgements that name other
    records are passed over. Time is that of sorting the links.
    """
    rank = {record: place for place, record in enumerate(records)}
    groups = _Groups(rank)
    known = groups.parent
    decided = sorted(
        (j for j in judgements if j.a in known and j.b in known),
        key=lambda j: (j.decided_at, j.a, j.b, j.verdict),
        reverse=True,
    )
    unsure = set()
    for judgement in decided:
        if judgement.verdict is Verdict.SAME:
            groups.join(judgement.a, judgement.b)
        elif judgement.verdict is Verdict.DIFFERENT:
            groups.part(judgement.a, judgement.b)
        else:
            unsure.add(frozenset((judgement.a, judgement.b)))
    for a, b in sorted(tuple(sorted(pair)) for pair in apart):
        if a in known and b in known:
            groups.part(a, b)
    followed = [link for link in links if link.a in known and link.b in known]
    for link in sorted(followed, key=lambda link: (-link.score, *sorted((rank[link.a], rank[link.b])))):
        if frozenset((link.a, link.b)) not in unsure:
            groups.join(link.a, link.b)
    return tuple(sorted(tuple(sorted(members)) for members in groups.members.values()))
