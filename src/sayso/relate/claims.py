"""Claims: attributions that speak of one proposition meet, each on its side.

Invariant: a claim is no verdict; its words are cut from one attribution, each attribution stands once in it, and what a
person decided on two attributions is obeyed. The claims do not depend on the order of articles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from sayso.model.annotation import AnnotatedArticle, Attribution, Basis, EntityKind, Form
from sayso.model.ids import derive_id
from sayso.model.judgement import Judgement, Verdict
from sayso.model.relation import Claim, Entity, Origins, Side, Story
from sayso.model.span import Span
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.frequencies import weigh_stem
from sayso.relate.names import key_of_body
from sayso.relate.parties import Holders, Said, count_voices, find_parties, with_seats
from sayso.relate.sides import ORDER, read_lead, say_status, take_side, turn_side
from sayso.relate.statements import FIRST, Frame, Statement, read_statements
from sayso.text.words import find_words, stem_word

JUDGED_AS = "claim"  # the kind of a `Judgement` whose ``a`` and ``b`` are attributions on one proposition or not
_LEAST = 0.5
_COMMON = 12  # a stem in one of so many clauses of its story weighs its whole weight
_LIGHT = 0.6  # of the weight of a name, which many clauses of a story hold
_BARE = 0.5  # weight of what else a clause names, below which it names nothing else
# Of these a story holds many: that both speak of a payment, or of a death, tells little.
_VAGUE = frozenset(
    "+support +pay +lower +raise +visit +agree +sell +marry +negotiate +attack +kill +die +injure +shoot "
    "+infect".split()
) | {"+take over"}
# And of these, where neither speaks against the other: shops close, trains are called off.
_MANIFOLD = frozenset(("+safe", "+explode", "+close", "+call off"))
# And these happen to one person at a time.
_PERSONAL = frozenset("+resign +sack +appoint +elect +convict +jail +divorce +pregnant +drunk".split()) | {"+run for"}
_COUNTED = frozenset("+kill +die +injure +infect +arrest".split())  # another number of victims, another happening
_OFTEN = frozenset("+win +allow +play".split())  # "we won": what, only the rest of the clause tells
_HARM = frozenset(  # what an allegation is of
    "+attack +shoot +kill +die +injure +kidnap +leak +hack +explode +overload +burn +poison +dope +bribe +cheat +rape "
    "+abuse +spy +interfere +collude +fault +drunk".split()
) | {"+lie about", "+threaten life", "+break law"}
_COVERED = 0.27  # part of the weight of the clause that names less which two that both state a thing must share
_VERBATIM, _LONG = 0.7, 2.0  # part of the larger weight, and weight, shared by two wordings of one utterance
_MANY, _FAR_MORE = 4, 3  # clauses of the one case of a happening that a story tells of, and times those of any other
_OFTEN_COVERED = 0.55  # and of what happens often
_LEAST_SHARED = 1.0  # weight that clauses share of whose happening no list tells
_LEAST_VAGUE = 2.0  # weight that clauses of a vague happening share, where they share no name
_MOST_LEADERS = 60  # propositions with one head in one story that a clause is compared with, the largest first
_LONGEST = 200  # code points of a claim's words
_NEAR = 1000  # code points back to what "that assertion" may speak of
_MOST_ABOUT = 2  # that a clause names which speaks of the one before: "the union's claim is false"
_MOST_BACK = 8  # clauses back
_SHORT = 22  # code points of "it was not so", beyond which a clause says more than that
_OPENING = re.compile(r"^[\s,;:–—“”\"'‘’]*(?:(?:that|and|but|however|meanwhile)\s+)?[\s“”\"'‘’]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Saying:
    """A clause of an attribution as compared. ``side`` is that of its positive proposition."""

    id: str
    attribution: Attribution
    statement: Statement
    side: Side
    story: str
    order: tuple[str, str, int]
    speaker: str | None
    weights: Mapping[str, float]
    back_to: str | None = None  # the saying before it that "that is untrue" speaks of


def find_claims(
    articles: Sequence[AnnotatedArticle],
    *,
    entities: Iterable[Entity] = (),
    speakers: Mapping[str, str] | None = None,
    origins_of: Callable[[Sequence[str]], Origins],
    stories: Iterable[Story] = (),
    judgements: Iterable[Judgement] = (),
) -> tuple[Claim, ...]:
    """Find the claims of a pile, those with the most parties and sides first.

    Attributions of different stories never meet; without stories the pile is taken for one. Time is linear in the
    attributions, times the propositions that share a happening within one story (at most `_MOST_LEADERS`).
    """
    holders = Holders.read(articles, entities, speakers or {})
    sayings = _read_sayings(articles, stories, holders)
    links = _link_leaders(sayings) + [Link(1.0, saying.id, saying.back_to) for saying in sayings if saying.back_to]
    groups = cluster_records([saying.id for saying in sayings], links, _judge_sayings(sayings, judgements))
    by_id = {saying.id: saying for saying in sayings}
    texts = {annotated.article.id: annotated.article.text for annotated in articles}
    found = []
    for group in groups:
        if len(group) > 1:
            claim = _make_claim([by_id[id_] for id_ in group], texts, holders, origins_of)
            if claim is not None:
                found.append(claim)
    return tuple(sorted(found, key=_rank))


def _rank(claim: Claim) -> tuple[int, int, int, str]:
    sides = {party.side for party in claim.parties}
    return -len(sides), -len(claim.parties), -claim.origins.reports, claim.id


def _read_sayings(articles: Sequence[AnnotatedArticle], stories: Iterable[Story], holders: Holders) -> list[_Saying]:
    story_of = {article: story.id for story in stories for article in story.articles}
    found: list[_Saying] = []
    for annotated in articles:
        text, article = annotated.article.text, annotated.article
        story = story_of.get(article.id, "")
        named_at = {mention.span.start for mention in annotated.mentions}
        for attribution, content in own_words(annotated.attributions, holders.speakers):
            speaker = holders.speakers.get(attribution.id)
            names = with_seats(key_of_body(attribution.speaker.name)) if attribution.speaker else ()
            statements = read_statements(text, content, names, pronouns=_own_pronouns(attribution), named_at=named_at)
            false_inside = any(each.frame is Frame.FALSE for each in statements)
            lead = read_lead(text, attribution)
            for number, statement in enumerate(statements):
                if _is_asked(text, statement.span):
                    continue
                side = take_side(attribution, statement, lead, first=number == 0, false_inside=false_inside)
                if side is not None:
                    order = (article.published_at or "", article.id, statement.span.start)
                    id_ = f"{attribution.id}#{number:04d}"
                    seated = replace(statement, agents=with_seats(statement.agents))
                    found.append(_Saying(id_, attribution, seated, side, story, order, speaker, {}))
    return _weigh(_point_back(sorted(found, key=lambda saying: (saying.story, saying.order[1:], saying.id)), holders))


def _own_pronouns(attribution: Attribution) -> frozenset[str]:
    """Give the subjects that may stand for the speaker: "I", and of reported words "he"; "we", "it" for a body.

    Whom a person means by "we" nobody can tell: a party, a country, those in the room.
    """
    speaker, direct = attribution.speaker, attribution.form is Form.DIRECT
    if speaker is None:
        return frozenset()
    if speaker.kind in (EntityKind.PERSON, EntityKind.UNNAMED):
        return frozenset(("i",) if direct or speaker.kind is EntityKind.UNNAMED else ("i", "he", "she"))
    return FIRST if direct else FIRST | {"it", "they", "their"}


def _is_asked(text: str, clause: Span) -> bool:
    return "?" in (clause.cut(text).rstrip(' \n”"’')[-1:], text[clause.end : clause.end + 2].lstrip(' ”"’')[:1])


def own_words(
    attributions: Sequence[Attribution], speakers: Mapping[str, str]
) -> list[tuple[Attribution, tuple[Span, ...]]]:
    """Give each attribution with what its speaker says: what another says within it left out, the same one's kept."""
    by_id = {attribution.id: attribution for attribution in attributions}
    inner: dict[str, list[Attribution]] = {}
    kept: dict[tuple[int, int], Attribution] = {}
    for attribution in attributions:
        outer = by_id.get(attribution.nested_in or "")
        if outer is None:
            twin = kept.setdefault((attribution.extent.start, attribution.extent.end), attribution)
            if twin is not attribution:
                continue
        elif speakers.get(attribution.id) in (None, speakers.get(outer.id)):
            continue
        inner.setdefault(attribution.nested_in or "", []).append(attribution)
    found = []
    for attribution in (each for group in inner.values() for each in group):
        holes = sorted(each.extent for each in inner.get(attribution.id, ()))
        content = tuple(part for span in attribution.content for part in _cut_out(span, holes))
        if content:
            found.append((attribution, content))
    return found


def _cut_out(span: Span, holes: Sequence[Span]) -> Iterable[Span]:
    start = span.start
    for hole in holes:
        if hole.start >= span.end or hole.end <= start:
            continue
        if hole.start > start:
            yield Span(start, hole.start)
        start = max(start, hole.end)
    if start < span.end:
        yield Span(start, span.end)


def _weigh(sayings: list[_Saying]) -> list[_Saying]:
    """Weigh what each clause names: rare in news and rare in its story is heavy, who and what takes part is light."""
    n_in: Counter[str] = Counter(saying.story for saying in sayings)
    n_with = Counter((saying.story, stem) for saying in sayings for stem in saying.statement.about)
    spread = log(_COMMON)

    def weigh(saying: _Saying, stem: str) -> float:
        light = stem[0] == "=" or stem in saying.statement.names
        weight = 1.0 if stem[0] == "+" else weigh_stem(stem)
        rare = min(1.0, log(1 + n_in[saying.story] / n_with[saying.story, stem]) / spread)
        return weight * rare * (_LIGHT if light else 1.0)

    return [
        replace(saying, weights={stem: weigh(saying, stem) for stem in sorted(saying.statement.about)})
        for saying in sayings
    ]


class _Leader:
    """A proposition as its best-stated clause states it, and what joined it."""

    def __init__(self, saying: _Saying) -> None:
        self.saying = saying
        self.statement = saying.statement
        self.weights = dict(saying.weights)
        self.size = 1

    def score(self, saying: _Saying) -> float:
        opposed = (saying.side is Side.ASSERTED) is not (self.saying.side is Side.ASSERTED)
        return compare_sayings(saying.statement, saying.weights, self.statement, self.weights, opposed=opposed)

    def add(self, saying: _Saying) -> None:
        """Let what a second clause names count half, so that the group does not drift from its centre."""
        self.size += 1
        told = saying.statement
        if told.patients:
            self.statement = replace(self.statement, patients=self.statement.patients | told.patients)
        if told.agents and told.passive is self.statement.passive:
            self.statement = replace(self.statement, agents=self.statement.agents | told.agents)
        elif told.agents and not self.statement.agents:
            self.statement = replace(self.statement, agents=told.agents, passive=told.passive)
        for stem, weight in saying.weights.items():
            self.weights.setdefault(stem, weight / 2)


def compare_sayings(
    one: Statement,
    weights: Mapping[str, float],
    other: Statement,
    others: Mapping[str, float],
    *,
    opposed: bool = False,
) -> float:
    """Say how likely two clauses speak of one proposition, 0 to 1.

    They must share what happens. A clause that names nothing else ("we have seen no withdrawal") fits every one that
    does, if what happens is a known happening and the clause does not assert it; ``opposed`` says that one of the two
    is denied or not seen by the cue it stands under.
    """
    heads = one.heads & other.heads
    if not heads:
        return 0.0
    vague = _VAGUE if opposed or one.negated is not other.negated else _VAGUE | _MANIFOLD
    known = any(head[0] == "+" and head not in vague for head in heads)
    parted = _are_parted(one, other)
    if parted and (
        heads <= _PERSONAL or one.agents & other.about - other.agents or other.agents & one.about - one.agents
    ):
        return 0.0  # two ministers resigned; "Ruritania attacked Gondal" and "Gondal attacked Ruritania"
    if _differ(one.dates, other.dates) or _differ(one.days, other.days) or _differ(one.rates, other.rates):
        return 0.0
    if heads <= _COUNTED and _differ(one.counts, other.counts):
        return 0.0
    least = min(sum(weights.values()), sum(others.values()))
    shared = sum(min(weight, others[stem]) for stem, weight in weights.items() if stem in others)
    if least < _BARE:
        bare, full = (one, other) if sum(weights.values()) < _BARE else (other, one)
        fits = (opposed and not bare.infinitive) or _fits(bare, full, shared)
        return 0.6 if known and fits and not heads <= _OFTEN and not (parted and not opposed) else 0.0
    if not known and shared < (_LEAST_VAGUE if heads <= vague and not one.names & other.names else _LEAST_SHARED):
        return 0.0
    cover = min(1.0, shared / least)
    alike = one.frame is other.frame is Frame.STATED and one.negated is other.negated
    often = heads <= _OFTEN and (alike or "+allow" in heads)
    if cover < (_OFTEN_COVERED if often else _COVERED if alike else 0.0):
        return 0.0
    if parted and (shared < _LONG or shared < _VERBATIM * max(sum(weights.values()), sum(others.values()))):
        return 0.0  # one utterance may have been given to two speakers; else two did the like
    return (0.35 if known else 0.1) + 0.65 * cover


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _are_parted(one: Statement, other: Statement) -> bool:
    """Say whether two clauses name different ones who do it, or whom it befalls."""
    if one.passive is other.passive and _differ(one.agents, other.agents):
        return True
    if (
        _differ(one.objects, other.objects)
        and one.objects.isdisjoint(other.about)
        and other.objects.isdisjoint(one.about)
    ):
        return True
    apart = _differ(one.patients, other.patients)
    return (
        apart
        and one.patients.isdisjoint(other.about | other.agents)
        and other.patients.isdisjoint(one.about | one.agents)
    )


def _fits(bare: Statement, full: Statement, shared: float) -> bool:
    """Say whether a clause that names nothing but what happens may speak of a given case of it.

    "We have seen no withdrawal", "I never bribed anyone" do; "she was attacked", "a victory" may be another's.
    """
    if bare.frame is not Frame.STATED:
        return True
    if bare.negated:
        return not bare.infinitive or shared > 0 or bool(bare.agents & full.about)
    return shared > 0 or not bare.agents.isdisjoint(full.about | full.agents)


def _quality(saying: _Saying) -> tuple[bool, bool, float, tuple[str, str, int], str]:
    """Put the best-stated clause first: asserted, in a sentence with someone who does it, naming a fair deal."""
    statement = saying.statement
    named = sum(saying.weights.values())
    plain = statement.frame is Frame.STATED and not statement.negated and saying.side in (Side.ASSERTED, Side.DENIED)
    return not plain, not statement.agents, abs(named - 2.5), saying.order, saying.id


def _link_leaders(sayings: Sequence[_Saying]) -> list[Link]:
    leaders: dict[tuple[str, str], list[_Leader]] = {}
    links, loose = [], []
    for saying in sorted((s for s in sayings if s.statement.heads), key=_quality):
        near: dict[str, _Leader] = {}
        for head in sorted(saying.statement.heads):
            near.update((leader.saying.id, leader) for leader in leaders.get((saying.story, head), ())[:_MOST_LEADERS])
        scored = sorted(((-leader.score(saying), -leader.size, id_) for id_, leader in near.items()))
        if scored and -scored[0][0] >= _LEAST:
            leader = near[scored[0][2]]
            links.append(Link(-scored[0][0], saying.id, leader.saying.id))
            leader.add(saying)
        elif near and _is_loose(saying):
            loose.append(saying)
        else:
            for head in saying.statement.heads:
                leaders.setdefault((saying.story, head), []).append(_Leader(saying))
    for saying in loose:
        head = min(saying.statement.heads)
        first, *others = sorted(leaders.get((saying.story, head), ()), key=lambda each: (-each.size, each.saying.id))
        if first.size >= max(_MANY, _FAR_MORE * max((each.size for each in others), default=0)):
            links.append(Link(_LEAST, saying.id, first.saying.id))
    return links


def _is_loose(saying: _Saying) -> bool:
    """Say whether a clause names what happens and nothing else at all: "returning to base"."""
    statement = saying.statement
    known = all(head[0] == "+" and head not in _VAGUE for head in statement.heads)
    return known and not statement.subject and sum(saying.weights.values()) < _BARE


def _point_back(sayings: Iterable[_Saying], holders: Holders) -> list[_Saying]:
    """Tie "that is untrue", "no evidence for the assertion" to what it speaks of, earlier in the same article.

    That is the nearest clause that asserts something, or in which the same party took its side already.
    """
    before: dict[str, list[_Saying]] = {}
    found = []
    for saying in sayings:
        earlier = before.setdefault(saying.attribution.article_id, [])
        if saying.statement.heads:
            earlier.append(saying)
        elif _takes_up(saying):
            near = [each for each in earlier[-_MOST_BACK:] if saying.order[2] - each.order[2] <= _NEAR]
            last = next((each for each in reversed(near) if _is_meant(saying, each, near, holders)), None)
            saying = replace(saying, back_to=(last.back_to or last.id) if last else None)
            if last:
                earlier.append(saying)  # what is said of it next speaks of the same
        found.append(saying)
    return found


def _is_meant(saying: _Saying, earlier: _Saying, near: Sequence[_Saying], holders: Holders) -> bool:
    """Say whether a clause may speak of an earlier one: of whose it names ("the union's claim"), else of a claim."""
    if earlier.back_to is not None:
        return saying.statement.whose is None and earlier.side is saying.side
    if saying.statement.of_harm and not earlier.statement.heads & _HARM:
        return False
    plain = saying.statement.frame is Frame.STATED and earlier.attribution is not saying.attribution
    if plain and earlier.side is Side.ASSERTED and holders.same_party(earlier.speaker, saying.speaker):
        return saying.side is Side.ASSERTED  # nobody denies what he said a moment ago
    whose = saying.statement.whose
    if whose is not None:
        speaker = earlier.attribution.speaker
        return speaker is not None and whose in {stem_word(word) for word in find_words(speaker.name).forms}
    if sum(each.attribution is earlier.attribution for each in near) > 1:
        return False  # of all that he said, nobody can tell which
    if earlier is near[-1] and earlier.side is saying.side:
        return True
    return earlier.side is Side.ASSERTED or holders.same_party(earlier.speaker, saying.speaker)


def _takes_up(saying: _Saying) -> bool:
    """Say whether a clause that states nothing itself takes a side on what stands before it."""
    statement = saying.statement
    opposed = saying.side in (Side.DENIED, Side.DOUBTED) and saying.attribution.basis in (Basis.DENIES, Basis.DOUBTS)
    # "it was not so", "we deny it"; but "this was no concession" and "did not disclose the claim" state their own
    short = statement.span.end - statement.span.start <= _SHORT
    bare = statement.negated and (statement.denies or (short and not statement.about))
    framed = statement.frame is not Frame.STATED and len(statement.about) <= _MOST_ABOUT
    return statement.points_back and (framed or opposed or bare)


def _judge_sayings(sayings: Sequence[_Saying], judgements: Iterable[Judgement]) -> list[Judgement]:
    """Put what was decided on two attributions as decisions on clauses: one pair is the same, all are different."""
    of: dict[str, list[_Saying]] = {}
    for saying in sayings:
        of.setdefault(saying.attribution.id, []).append(saying)
    found = []
    for judgement in judgements:
        if judgement.kind != JUDGED_AS:
            continue
        pairs = [(a, b) for a in of.get(judgement.a, ()) for b in of.get(judgement.b, ())]
        if judgement.verdict is Verdict.SAME:
            pairs = sorted(pairs, key=lambda pair: (-_score(*pair), pair[0].id, pair[1].id))[:1]
        found += [replace(judgement, a=a.id, b=b.id) for a, b in pairs]
    return found


def _score(a: _Saying, b: _Saying) -> float:
    return compare_sayings(a.statement, a.weights, b.statement, b.weights)


def _make_claim(
    sayings: Sequence[_Saying],
    texts: Mapping[str, str],
    holders: Holders,
    origins_of: Callable[[Sequence[str]], Origins],
) -> Claim | None:
    """Make a claim of clauses that meet, or ``None`` where one speaker alone stands on one side."""
    best = min((saying for saying in sayings if saying.statement.heads), key=_quality)
    turned = best.statement.frame is Frame.STATED and best.statement.negated
    side_of: dict[str, Side] = {}
    for saying in sorted(sayings, key=lambda each: (each.order, each.id)):
        side = turn_side(saying.side) if turned else saying.side
        side_of.setdefault(saying.attribution.id, side)
    parties = find_parties(side_of, holders, origins_of, _publication(sayings))
    origins = origins_of(tuple(side_of))
    n_sides = len({party.side for party in parties})
    said = {saying.attribution.id: _read_words(saying, texts) for saying in sayings}
    if count_voices(parties, said) < 2 or (n_sides < 2 and origins.lower < 2):
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


def _read_words(saying: _Saying, texts: Mapping[str, str]) -> Said:
    attribution = saying.attribution
    words = find_words(texts[attribution.article_id], [saying.statement.span]).forms
    return Said(tuple(map(stem_word, words)), attribution.form is not Form.INDIRECT)


def _publication(sayings: Iterable[_Saying]) -> dict[str, str | None]:
    return {saying.attribution.id: saying.order[0] or None for saying in sayings}


def _cut_words(saying: _Saying, text: str) -> str:
    """Cut what a clause states, without what hangs on at its ends."""
    words = saying.statement.matter.cut(text)
    words = _OPENING.sub("", words).rstrip(" \n\t,;:–—“”\"'‘’")
    words = words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0]
    return words or saying.statement.span.cut(text)
