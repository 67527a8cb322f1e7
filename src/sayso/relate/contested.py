"""In other words: what is contested meets clauses that name nearly the same; and which denials tell nothing.

Invariant: two clauses meet only if they name nothing in which they differ.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.model.annotation import Basis
from sayso.model.relation import Side
from sayso.relate.clusters import Link
from sayso.relate.parties import Holders
from sayso.relate.propositions import compare_wordings
from sayso.relate.sayings import Saying
from sayso.relate.statements import Frame
from sayso.text.modality import SAID_THAT

AGAINST = frozenset((Side.DENIED, Side.DOUBTED, Side.NOT_OBSERVED))

# Who rejects an offer or denies a request says nothing of what is so.
_REFUSES = re.compile(
    r"\b(?:reject|rebuff|dismiss|refus|declin|thr[eo]w|toss|turn|oppos|block|challeng)", re.IGNORECASE
)
_ASKED = re.compile(
    r"\b(?:requests?|bids?|attempts?|efforts?|applications?|access|licen[cs]es?|clearances?|permits?|permission|benefits"
    r"|coverage|bail|parole|visas?|entry|motions?|petitions?|appeals?|asylum|funds|funding|rights?)\b",
    re.IGNORECASE,
)
_CONTRARY = re.compile(r"\W*contrary to\b", re.IGNORECASE)
_THAT = re.compile(r"\bthat\W*$", re.IGNORECASE)
_BEFORE = 8  # code points before a content


def link_wordings(sayings: Sequence[Saying], links: Sequence[Link], holders: Holders) -> Iterator[Link]:
    """Join what is contested to clauses that name nearly the same: of what nobody denies or doubts, few would ask.

    Contested are the clauses that stand against another by some link, and those that tell what they deny or doubt.
    """
    by_id = {saying.id: saying for saying in sayings}
    contested = {saying.id: saying for saying in sayings if denies_in_words(saying)} | _find_contested(by_id, links)
    told: defaultdict[str, list[Saying]] = defaultdict(list)
    for saying in filter(_tells, sayings):
        told[saying.story].append(saying)
    for one in contested.values():
        for other in told[one.story]:
            opposed = one.side in AGAINST
            if other is one or (opposed and holders.same_party(one.speaker, other.speaker)):
                continue
            score = compare_wordings(one.statement, one.weights, other.statement, other.weights, opposed=opposed)
            if score:
                yield Link(score, other.id, one.id)


def _find_contested(by_id: Mapping[str, Saying], links: Sequence[Link]) -> dict[str, Saying]:
    """Give the clauses that assert what another, by some link, denies, doubts or has not seen."""
    pairs = [(by_id[link.a], by_id[link.b]) for link in links]
    return {
        here.id: here
        for pair in pairs
        for here, there in (pair, pair[::-1])
        if here.side is Side.ASSERTED and there.side in AGAINST
    }


def _tells(saying: Saying) -> bool:
    """Say whether a clause asserts something, and tells what."""
    return saying.side is Side.ASSERTED and saying.statement.frame is Frame.STATED and not saying.answer


def refuses(saying: Saying, texts: Mapping[str, str]) -> bool:
    """Say whether one rejects an offer or denies a request, and says nothing of what is so."""
    attribution, text = saying.attribution, texts[saying.attribution.article_id]
    if saying.side not in AGAINST or attribution.cue is None or not _only_names(saying, texts):
        return False
    content = attribution.extent.cut(text)
    if SAID_THAT.match(content) is not None:
        return False
    return bool(_REFUSES.search(attribution.cue.cut(text)) or _ASKED.search(content))


def is_contrary(saying: Saying, texts: Mapping[str, str]) -> bool:
    """Say whether one speaks against another's claim without denying it: "contrary to the plan"."""
    return saying.side not in AGAINST and bool(
        _CONTRARY.match(saying.statement.span.cut(texts[saying.attribution.article_id]))
    )


def _only_names(saying: Saying, texts: Mapping[str, str]) -> bool:
    """Say whether a clause names a thing and tells nothing of it: "denied authorship", not "denied that she wrote"."""
    start = saying.attribution.content[0].start
    text = texts[saying.attribution.article_id]
    return saying.statement.verbless and _THAT.search(text[max(0, start - _BEFORE) : start]) is None


def denies_in_words(saying: Saying) -> bool:
    """Say whether a clause stands under a word of denying or doubting, and tells what is denied."""
    named = saying.attribution.basis in (Basis.DENIES, Basis.DOUBTS) and saying.side in (Side.DENIED, Side.DOUBTED)
    return named and saying.answer is None and not saying.statement.negated
