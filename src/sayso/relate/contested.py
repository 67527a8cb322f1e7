"""In other words: clauses that say the same with other words meet, above all what somebody denies or has not seen.

Invariant: two clauses meet only if both name something that is rare in their story, and nothing in which they differ.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from sayso.model.annotation import Basis
from sayso.model.relation import Side
from sayso.relate.clusters import Link
from sayso.relate.parties import Holders
from sayso.relate.propositions import are_apart, compare_wordings
from sayso.relate.sayings import Saying
from sayso.relate.statements import Frame
from sayso.text.modality import SAID_THAT

AGAINST = frozenset((Side.DENIED, Side.DOUBTED, Side.NOT_OBSERVED))
Nearness = Callable[[str, str], float]
"""How near what two stretches of words say is, -1 to 1; it does not matter which is first."""

_LEAST_TOLD = 0.8  # weight that a clause names which tells what is denied
_NEAR, _SHARED = 0.62, 0.6  # nearness to what is denied or not seen, and weight that both name
_NEAR_NAMED = 0.72  # nearness to a thing that is only named: "denied authorship of the letter"
_NEAR_BY = 0.17  # below the nearest clause, within which others put the same
_ALIKE, _SHARED_ALIKE, _COVERED = 0.8, 1.2, 0.4  # of two that assert: nearness, weight, its part of the lesser's
_MOST_NEAR = 40  # clauses that are compared with one, those that share most
_COMMON = 60  # clauses of a story that name a thing, beyond which it is not what tells which are near
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
_TAIL = re.compile(r",?\s(?:after|before|amid|when|while|since|until|which|who|because|as)\s", re.IGNORECASE)
_LEAST_LONG = 20  # code points of a clause that stand before what hangs on it
_TELLING = 0.25  # weight of a thing by which clauses are looked for


def link_wordings(sayings: Sequence[Saying], links: Sequence[Link], holders: Holders) -> Iterator[Link]:
    """Join what is contested to clauses that name nearly the same: of what nobody denies or doubts, few would ask.

    Contested are the clauses that stand against another by some link, and those that tell what they deny or doubt.
    """
    by_id = {saying.id: saying for saying in sayings}
    contested = {saying.id: saying for saying in sayings if _denies_in_words(saying)} | _find_contested(by_id, links)
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


def link_near(
    sayings: Sequence[Saying], links: Sequence[Link], texts: Mapping[str, str], holders: Holders, nearness: Nearness
) -> Iterator[Link]:
    """Join what is denied by its verb or not seen to the clauses of others that say the nearest to it, in any words.

    What stands against it then, by these links or by others, is joined to the clauses that say nearly the same. Two
    groups that other links made are not joined into one.
    """
    naming: defaultdict[tuple[str, str], list[Saying]] = defaultdict(list)
    for saying in (each for each in sayings if _tells(each) and not each.statement.infinitive):
        if _CONTRARY.match(saying.statement.span.cut(texts[saying.attribution.article_id])):
            continue  # who speaks against another's claim does not say the same
        for stem in _telling(saying):
            naming[saying.story, stem].append(saying)

    def measure(one: Saying, other: Saying) -> float:
        return nearness(_cut(one, texts), _cut(other, texts))

    contested = _find_contested({saying.id: saying for saying in sayings}, links)
    taken = {id_ for link in links for id_ in (link.a, link.b)}  # what other rules joined is not joined into one
    for one in (each for each in sayings if _tells_against(each, texts)):
        least = _NEAR_NAMED if _only_names(one, texts) else _NEAR
        others = [each for weight, each in _find_sharing(one, naming) if weight >= _SHARED]
        found = [(measure(one, each), each) for each in others if not holders.same_party(one.speaker, each.speaker)]
        found.sort(key=lambda each: (-each[0], each[1].order))
        for near, each in found:
            if near >= max(least, found[0][0] - _NEAR_BY) and not {one.id, each.id} <= taken:
                contested[each.id] = each
                taken |= {one.id, each.id}
                yield Link(near, one.id, each.id)
    for one in contested.values():
        for weight, other in _find_sharing(one, naming):
            if other.id not in taken and weight >= max(_SHARED_ALIKE, _COVERED * min(_weigh(one), _weigh(other))):
                near = measure(one, other)
                if near >= _ALIKE:
                    taken.add(other.id)
                    yield Link(near, one.id, other.id)


def _find_contested(by_id: Mapping[str, Saying], links: Sequence[Link]) -> dict[str, Saying]:
    """Give the clauses that assert what another, by some link, denies, doubts or has not seen."""
    pairs = [(by_id[link.a], by_id[link.b]) for link in links]
    return {
        here.id: here
        for pair in pairs
        for here, there in (pair, pair[::-1])
        if here.side is Side.ASSERTED and there.side in AGAINST
    }


def _find_sharing(one: Saying, naming: Mapping[tuple[str, str], Sequence[Saying]]) -> list[tuple[float, Saying]]:
    """Give the clauses of other attributions that may speak of a clause, with the weight of what both name."""
    near: dict[str, Saying] = {}
    for stem in _telling(one):
        here = naming.get((one.story, stem), ())
        near.update((each.id, each) for each in here if len(here) <= _COMMON)
    scored = []
    for other in near.values():
        if other.attribution.id != one.attribution.id and not are_apart(one.statement, other.statement):
            shared = sum(min(weight, other.weights.get(stem, 0.0)) for stem, weight in one.weights.items())
            scored.append((shared + len(one.statement.heads & other.statement.heads), other))
    return sorted(scored, key=lambda each: (-each[0], each[1].order))[:_MOST_NEAR]


def _telling(saying: Saying) -> list[str]:
    names = saying.statement.names
    named = [stem for stem, weight in saying.weights.items() if weight >= _TELLING and stem not in names]
    return named + sorted(saying.statement.heads)


def _weigh(saying: Saying) -> float:
    return sum(saying.weights.values()) + len(saying.statement.heads)


def _tells(saying: Saying) -> bool:
    """Say whether a clause asserts something, and tells what."""
    return saying.side is Side.ASSERTED and saying.statement.frame is Frame.STATED and not saying.answer


def _tells_against(saying: Saying, texts: Mapping[str, str]) -> bool:
    """Say whether a clause tells what it denies or has not seen: a request that is denied tells nothing.

    What has a "not" of its own denies as a rule nothing that another said, and what it calls unlikely is to come.
    """
    if saying.side not in AGAINST or saying.answers or saying.answer or saying.back_to:
        return False
    if not _denies_in_words(saying) and saying.statement.frame not in (Frame.NOT_SEEN, Frame.FALSE):
        return False
    if sum(saying.weights.values()) < _LEAST_TOLD:
        return False
    attribution, text = saying.attribution, texts[saying.attribution.article_id]
    if saying.statement.verbless and saying.statement.frame is Frame.FALSE:
        return False  # "the paper's description of the talks is false"
    if not _only_names(saying, texts) or attribution.cue is None:
        return True
    content = attribution.extent.cut(text)
    return SAID_THAT.match(content) is not None or not (
        _REFUSES.search(attribution.cue.cut(text)) or _ASKED.search(content)
    )


def _only_names(saying: Saying, texts: Mapping[str, str]) -> bool:
    """Say whether a clause names a thing and tells nothing of it: "denied authorship", not "denied that she wrote"."""
    start = saying.attribution.content[0].start
    text = texts[saying.attribution.article_id]
    return saying.statement.verbless and _THAT.search(text[max(0, start - _BEFORE) : start]) is None


def _cut(saying: Saying, texts: Mapping[str, str]) -> str:
    """Cut what a clause states, without what it says of time or place, or of one it names."""
    words = saying.statement.matter.cut(texts[saying.attribution.article_id])
    tail = _TAIL.search(words, min(len(words), _LEAST_LONG))
    return words[: tail.start()] if tail else words


def _denies_in_words(saying: Saying) -> bool:
    """Say whether a clause stands under a word of denying or doubting, and tells what is denied."""
    named = saying.attribution.basis in (Basis.DENIES, Basis.DOUBTS) and saying.side in (Side.DENIED, Side.DOUBTED)
    return named and saying.answer is None and not saying.statement.negated
