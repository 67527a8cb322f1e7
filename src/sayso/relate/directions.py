"""Direction: which of two articles is the source of what they share.

Invariant: a credit in the text speaks, else time, else nothing; how well known an outlet is never does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.model.relation import Direction
from sayso.relate.credits import Credit
from sayso.relate.passages import Comparable


def direct_pair(
    texts: Sequence[Comparable] | Mapping[int, Comparable], i: int, j: int
) -> tuple[int, int, Direction, Credit | None]:
    """Say which of two articles is the source, and on what ground."""
    i_credits_j, j_credits_i = _credit_of(texts[i], texts[j]), _credit_of(texts[j], texts[i])
    if j_credits_i and not i_credits_j:
        return i, j, Direction.CREDITED, j_credits_i
    if i_credits_j and not j_credits_i:
        return j, i, Direction.CREDITED, i_credits_j
    order = _compare_instants(texts[i].annotated.article.published_at, texts[j].annotated.article.published_at)
    source, target = (j, i) if order > 0 else (i, j)
    theirs = {credit.key for credit in texts[source].credits} | {texts[source].publisher}
    shared = next((credit for credit in texts[target].credits if credit.key in theirs), None)
    return source, target, Direction.EARLIER if order else Direction.UNKNOWN, shared


def _credit_of(text: Comparable, other: Comparable) -> Credit | None:
    """Give the credit by which ``text`` names the publisher of ``other``, if it is not its own publisher."""
    if other.publisher is None or other.publisher == text.publisher:
        return None
    return next((credit for credit in text.credits if credit.key == other.publisher), None)


def _compare_instants(a: str | None, b: str | None) -> int:
    """Compare two ISO 8601 dates or instants at the precision both have: -1, 0 or 1; 0 if one is unknown."""
    if not a or not b:
        return 0
    n = min(len(a), len(b))
    return (a[:n] > b[:n]) - (a[:n] < b[:n])
