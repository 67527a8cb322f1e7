"""Claims: attributions that speak of one proposition meet, each on its side.

Invariant: a claim is no verdict; its words are cut from one attribution, each attribution stands once in it, and what a
person decided on two attributions is obeyed. The claims do not depend on the order of articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.model.annotation import AnnotatedArticle, Form
from sayso.model.article import Article
from sayso.model.ids import derive_id
from sayso.model.judgement import Judgement, Verdict
from sayso.model.relation import Claim, Entity, Origins, Side, Story
from sayso.model.span import Span
from sayso.relate.answered import point_back
from sayso.relate.blame import DEED, is_bare, may_be_one
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.contested import link_wordings
from sayso.relate.gathered import Core, Nearness, Pile, gather
from sayso.relate.parties import Holders, Said, count_voices, find_parties
from sayso.relate.propositions import BARE, ONCE, VAGUE, compare_statements
from sayso.relate.sayings import Saying, read_sayings, weigh_sayings
from sayso.relate.sides import ORDER, say_status, turn_side
from sayso.relate.statements import Frame
from sayso.relate.worth import Told, Weighed, read_told, weigh_claim
from sayso.text.words import find_words, stem_word

JUDGED_AS = "claim"  # the kind of a `Judgement` whose ``a`` and ``b`` are attributions on one proposition or not
_LEAST = 0.5
_MANY, _FAR_MORE = 4, 3  # clauses of the one case of a happening that a story tells of, and times those of any other
_MORE = 2  # times the clauses of any other thing of which a story blames one
_MOST_LEADERS = 60  # propositions with one head in one story that a clause is compared with, the largest first
_FAIR, _BRIEF = 2.5, 0.5  # weight of what the best-stated clause names, and of one that tells of a death
_LONGEST = 200  # code points of a claim's words
_ASKING = re.compile(r"\W*(?:for\s+)?(?:how|why|what|which|who|whom|whether)\b", re.IGNORECASE)
_MARKED = re.compile(r"“[^”“]+”?|\"[^\"]+\"?")
_OPENING = re.compile(r"^[\s,;:–—“”\"'‘’]*(?:(?:that|and|but|however|meanwhile)\s+)?[\s“”\"'‘’]*", re.IGNORECASE)


def find_claims(
    articles: Sequence[AnnotatedArticle],
    *,
    entities: Iterable[Entity] = (),
    speakers: Mapping[str, str] | None = None,
    origins_of: Callable[[Sequence[str]], Origins],
    stories: Iterable[Story] = (),
    judgements: Iterable[Judgement] = (),
    nearness: Nearness | None = None,
) -> tuple[Claim, ...]:
    """Find the claims of a pile that are worth showing, those with the most sides that are worth most first.

    Attributions of different stories never meet; without stories the pile is taken for one. With ``nearness`` claims
    gather who else speaks of them; one that is made so is doubtful. Time is linear in the attributions, times the
    propositions that share a happening within one story (at most `_MOST_LEADERS`) and its claims.
    """
    holders = Holders.read(articles, entities, speakers or {})
    sayings = weigh_sayings(point_back(read_sayings(articles, stories, holders), holders))
    links = _link_leaders(sayings)
    linked = {link.a for link in links}
    links += [Link(1.0, each.id, each.back_to) for each in sayings if each.back_to and each.id not in linked]
    links += list(link_wordings(sayings, links, holders))
    by_article = {annotated.article.id: annotated.article for annotated in articles}
    texts = {id_: article.text for id_, article in by_article.items()}
    judged = _judge_sayings(sayings, judgements)
    groups = cluster_records([saying.id for saying in sayings], links, judged)
    by_id = {saying.id: saying for saying in sayings}
    decided = {id_ for judgement in judged if judgement.verdict is Verdict.SAME for id_ in (judgement.a, judgement.b)}

    def make(group: Sequence[Saying], stated: Sequence[Saying]) -> Claim | None:
        return _make_claim(group, stated, texts, holders, origins_of) if len(group) > 1 else None

    def weigh(group: Sequence[Saying]) -> tuple[_Found, Weighed] | None:
        claim = make(group, group)
        if claim is None:
            return None
        weighed = weigh_claim(_tell(group, claim, by_article))
        return _Found(weighed.worth, claim, tuple(group)), weighed

    found: list[_Found] = []
    for group in groups:
        members = sorted((by_id[id_] for id_ in group), key=_quality)
        found += _choose(members, weigh, sure=not decided.isdisjoint(group))
    if nearness is not None:
        found = _gather(found, sayings, Pile(texts, holders, nearness), judged, make)
    return tuple(each.claim for each in sorted(found, key=_rank))


class _Found(NamedTuple):
    """A claim, what it is worth, and the clauses that it is made of."""

    worth: float
    claim: Claim
    members: tuple[Saying, ...]


def _gather(
    found: Sequence[_Found],
    sayings: Sequence[Saying],
    pile: Pile,
    judged: Iterable[Judgement],
    make: Callable[[Sequence[Saying], Sequence[Saying]], Claim | None],
) -> list[_Found]:
    """Add to claims who else speaks of them, and claims of denials that met nothing, which are doubtful.

    The words of a claim are still those of the clauses that it was made of.
    """
    apart = {frozenset((each.a, each.b)) for each in judged if each.verdict is not Verdict.SAME}
    cores = [Core(each.members, first=not each.claim.doubtful) for each in found]
    grown = gather(cores, sayings, pile, apart)
    kept = []
    for each, core in zip(found, grown, strict=False):
        claim = make(core.members, each.members) if len(core.members) > len(each.members) else None
        kept.append(
            each if claim is None else _Found(each.worth, replace(claim, doubtful=each.claim.doubtful), core.members)
        )
    for core in grown[len(found) :]:
        claim = make(core.members, core.members)
        if claim is not None:
            kept.append(_Found(core.likely, replace(claim, doubtful=True), core.members))
    return kept


def _choose(
    group: Sequence[Saying], weigh: Callable[[Sequence[Saying]], tuple[_Found, Weighed] | None], *, sure: bool
) -> list[_Found]:
    """Give the claim of a group, or those of its parts where they hold together and it does not."""
    whole = weigh(group)
    if whole is None:
        return []
    found, weighed = whole
    if sure or weighed.is_sure:
        return [found]
    parts = [own for part in weighed.parts if (own := weigh([group[place] for place in part])) is not None]
    chosen = parts if any(own.is_sure for _, own in parts) or not weighed.is_shown else [whole]
    return [each._replace(claim=replace(each.claim, doubtful=not own.is_sure)) for each, own in chosen if own.is_shown]


def _rank(found: _Found) -> tuple[bool, float, int, int, str]:
    worth, claim, _ = found
    n_sides = len({party.side for party in claim.parties})
    return claim.doubtful, -worth * n_sides, -len(claim.parties), -claim.origins.reports, claim.id


def _tell(sayings: Sequence[Saying], claim: Claim, articles: Mapping[str, Article]) -> list[Told]:
    party_of = {id_: party.speakers for party in claim.parties for id_ in party.attributions}
    return [
        read_told(
            articles[each.attribution.article_id],
            each.attribution,
            each.statement,
            each.weights,
            each.side,
            party_of[each.attribution.id],
        )
        for each in sayings
    ]


class _Leader:
    """A proposition as its best-stated clause states it, and what joined it."""

    def __init__(self, saying: Saying) -> None:
        self.saying = saying
        self.statement = saying.statement
        self.weights = dict(saying.weights)
        self.size = 1
        self.articles = {saying.attribution.article_id}
        self.voices = set(_voice(saying))

    def score(self, saying: Saying) -> float:
        opposed = (saying.side is Side.ASSERTED) is not (self.saying.side is Side.ASSERTED)
        asserted = saying.side is self.saying.side is Side.ASSERTED
        return compare_statements(
            saying.statement, saying.weights, self.statement, self.weights, opposed=opposed, asserted=asserted
        )

    def add(self, saying: Saying) -> None:
        """Let what a second clause names count half, so that the group does not drift from its centre."""
        self.size += 1
        self.articles.add(saying.attribution.article_id)
        self.voices.update(_voice(saying))
        told = saying.statement
        if told.patients:
            self.statement = replace(self.statement, patients=self.statement.patients | told.patients)
        if told.agents and told.passive is self.statement.passive:
            self.statement = replace(self.statement, agents=self.statement.agents | told.agents)
        elif told.agents and not self.statement.agents:
            self.statement = replace(self.statement, agents=told.agents, passive=told.passive)
        for stem, weight in saying.weights.items():
            self.weights.setdefault(stem, weight / 2)


def _voice(saying: Saying) -> Iterable[str]:
    """Give the stems of the name of who asserts."""
    speaker = saying.attribution.speaker
    return map(stem_word, find_words(speaker.name).forms) if speaker and saying.side is Side.ASSERTED else ()


def _quality(saying: Saying) -> tuple[bool, bool, bool, float, tuple[str, tuple[str, str], int], str]:
    """Put the best-stated clause first: asserted, in a sentence with someone who does it, naming a fair deal."""
    statement = saying.statement
    named = sum(saying.weights.values())
    fair = _BRIEF if statement.victims else _FAIR  # of a death all say that, and few say more
    plain = statement.frame is Frame.STATED and not statement.negated and saying.side in (Side.ASSERTED, Side.DENIED)
    return not plain, statement.verbless, not statement.agents, abs(named - fair), saying.order, saying.id


def _link_leaders(sayings: Sequence[Saying]) -> list[Link]:
    leaders: dict[tuple[str, str], list[_Leader]] = {}
    links, loose, bare = [], [], []
    for saying in sorted((s for s in sayings if s.statement.heads), key=_quality):
        if is_bare(saying.statement, saying.weights):
            bare.append(saying)
            continue
        near: dict[str, _Leader] = {}
        for head in sorted(saying.statement.heads):
            near.update((leader.saying.id, leader) for leader in leaders.get((saying.story, head), ())[:_MOST_LEADERS])
        scored = sorted((-leader.score(saying), -leader.size, leader.saying.order, id_) for id_, leader in near.items())
        if scored and -scored[0][0] >= _LEAST:
            leader = near[scored[0][-1]]
            links.append(Link(-scored[0][0], saying.id, leader.saying.id))
            leader.add(saying)
        elif near and _is_loose(saying):
            loose.append(saying)
        else:
            leader = _Leader(saying)
            for head in saying.statement.heads:
                leaders.setdefault((saying.story, head), []).append(leader)
    for saying in bare + [each for each in sayings if each.answers and not each.statement.heads]:
        blaming = leaders.setdefault((saying.story, DEED), [])
        meant = [leader for leader in blaming if _may_answer(saying, leader)]
        if saying.back_to is not None:
            meant = [leader for leader in meant if leader.saying.side is Side.ASSERTED]
        if (answered := _find_answered(saying, meant)) is not None:
            links.append(Link(_LEAST, saying.id, answered.saying.id))
            answered.size += 1
        elif not meant and saying.statement.heads and saying.back_to is None:
            blaming.append(_Leader(saying))  # nobody tells of what: "blamed Gondal", "denied any involvement"
    for saying in loose:
        met = {
            each.saying.id: each for head in saying.statement.heads for each in leaders.get((saying.story, head), ())
        }
        first, *others = sorted(met.values(), key=lambda each: (-each.size, each.saying.order, each.saying.id))
        if first.size >= max(_MANY, _FAR_MORE * max((each.size for each in others), default=0)):
            links.append(Link(_LEAST, saying.id, first.saying.id))
    return links


def _may_answer(saying: Saying, leader: _Leader) -> bool:
    """Say whether a clause that does not say of what may speak of a blamed deed: the accuser's, if he is named."""
    whose, blamed = saying.statement.whose, leader.statement.agents
    if whose is not None:
        return whose in leader.voices and whose not in map(stem_word, blamed)
    return may_be_one(blamed, saying.own if saying.answers else saying.statement.agents)


def _find_answered(saying: Saying, near: Sequence[_Leader]) -> _Leader | None:
    """Find the one deed that a clause may speak of: one of its own article, or the one of which far more tell."""
    here = [leader for leader in near if saying.attribution.article_id in leader.articles]
    if not near:
        return None
    first, *others = sorted(here or near, key=lambda each: (-each.size, each.saying.order, each.saying.id))
    others = [other for other in others if first.voices.isdisjoint(other.voices)]  # one accuser's are of one matter
    return first if not others or first.size >= _MORE * others[0].size else None


def _is_loose(saying: Saying) -> bool:
    """Say whether a clause names what happens and nothing else at all: "returning to base"."""
    statement = saying.statement
    if statement.heads <= ONCE and statement.passive:  # "he was killed"
        return statement.subject and not statement.agents and not statement.negated
    known = all(head[0] == "+" and head not in VAGUE for head in statement.heads)
    return known and not statement.subject and sum(saying.weights.values()) < BARE


def _judge_sayings(sayings: Sequence[Saying], judgements: Iterable[Judgement]) -> list[Judgement]:
    """Put what was decided on two attributions as decisions on clauses: one pair is the same, all are different."""
    of: dict[str, list[Saying]] = {}
    for saying in sayings:
        of.setdefault(saying.attribution.id, []).append(saying)
    found = []
    for judgement in judgements:
        if judgement.kind != JUDGED_AS:
            continue
        pairs = [(a, b) for a in of.get(judgement.a, ()) for b in of.get(judgement.b, ())]
        if judgement.verdict is Verdict.SAME:
            pairs = sorted(pairs, key=lambda pair: (-_score(*pair), pair[0].order, pair[1].order))[:1]
        found += [replace(judgement, a=a.id, b=b.id) for a, b in pairs]
    return found


def _score(a: Saying, b: Saying) -> float:
    return compare_statements(a.statement, a.weights, b.statement, b.weights)


def _make_claim(
    sayings: Sequence[Saying],
    stated: Sequence[Saying],
    texts: Mapping[str, str],
    holders: Holders,
    origins_of: Callable[[Sequence[str]], Origins],
) -> Claim | None:
    """Make a claim of clauses that meet, or ``None`` where one speaker alone stands on one side.

    Its words are those of the best ``stated`` clause.
    """
    plain = [saying for saying in stated if saying.answer is None]
    if not plain:
        return None  # all say that "the report" is false, and none what it says
    headed = [saying for saying in plain if saying.statement.heads]
    told = [saying for saying in headed if not _asks(saying, texts[saying.attribution.article_id])]
    best = min(told or headed or plain, key=_quality)
    turned = best.statement.frame is Frame.STATED and best.statement.negated
    side_of: dict[str, Side] = {}
    for saying in sorted(sayings, key=lambda each: (each.order, each.id)):
        side = turn_side(saying.side) if turned else saying.side
        side_of.setdefault(saying.attribution.id, side)
    parties = find_parties(side_of, holders, origins_of, _publication(sayings))
    origins = origins_of(tuple(side_of))
    n_sides = len({party.side for party in parties})
    said = {saying.attribution.id: _read_words(saying, texts) for saying in sayings}
    if count_voices(parties, said, holders.papers) < 2 or (n_sides < 2 and origins.lower < 2):
        return None  # one party with itself, or one saying that two articles give
    sides = {side: tuple(id_ for id_, taken in side_of.items() if taken is side) for side in ORDER}
    words = _cut_words(best, texts[best.attribution.article_id])
    return Claim(
        id=derive_id("clm", words, *sorted(side_of)),
        claim=words,
        asserted=sides[Side.ASSERTED],
        denied=sides[Side.DENIED],
        doubted=sides[Side.DOUBTED],
        not_observed=sides[Side.NOT_OBSERVED],
        observed=sides[Side.OBSERVED],
        parties=parties,
        status=say_status(parties),
        origins=origins,
    )


def _read_words(saying: Saying, texts: Mapping[str, str]) -> Said:
    attribution, span = saying.attribution, saying.statement.span
    text = texts[attribution.article_id]
    stems = _stem(text, span)
    if attribution.form is Form.DIRECT:
        return Said(stems, quoted=True, marked=(stems,))
    marked = (_stem(text, Span(*each.span())) for each in _MARKED.finditer(text, span.start, span.end))
    return Said(stems, attribution.form is not Form.INDIRECT, tuple(marked))


def _stem(text: str, span: Span) -> tuple[str, ...]:
    return tuple(map(stem_word, find_words(text, [span]).forms))


def _publication(sayings: Iterable[Saying]) -> dict[str, str | None]:
    return {saying.attribution.id: saying.order[0] or None for saying in sayings}


def _asks(saying: Saying, text: str) -> bool:
    """Say whether a clause opens as a question does, in whose words a claim reads badly: "how he was killed"."""
    return _ASKING.match(text, saying.statement.matter.start) is not None


def _cut_words(saying: Saying, text: str) -> str:
    """Cut what a clause states, without what hangs on at its ends."""
    words = saying.statement.matter.cut(text)
    words = _OPENING.sub("", words).rstrip(" \n\t,;:–—“”\"'‘’")
    words = words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0]
    return words or saying.statement.span.cut(text)
