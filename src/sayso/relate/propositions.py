"""Whether two clauses speak of one proposition: what happens in both, to whom, and what else both name.

Invariant: a pure function of two statements and of the weights of what they name; it does not matter which is first.
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.relate.blame import BLAME, MARKS, compare_blame, is_blame
from sayso.relate.frequencies import weigh_stem
from sayso.relate.statements import Frame, Statement

BARE = 0.5  # weight of what else a clause names, below which it names nothing else
# Of these a story holds many: that both speak of a payment, or of a death, tells little.
VAGUE = frozenset(
    "+support +pay +lower +raise +visit +agree +sell +marry +negotiate +attack +kill +die +injure +shoot "
    "+infect".split()
) | {"+take over"}
# And of these, where neither speaks against the other: shops close, trains are called off.
_MANIFOLD = frozenset(("+safe", "+explode", "+close", "+call off"))
# And these happen to one person at a time.
_PERSONAL = frozenset("+resign +sack +appoint +elect +convict +jail +divorce +pregnant +drunk".split()) | {"+run for"}
_COUNTED = frozenset("+kill +die +injure +infect +arrest".split())  # another number of victims, another happening
_OFTEN = frozenset("+win +allow +play".split())  # "we won": what, only the rest of the clause tells
ONCE = frozenset(("+kill", "+die"))  # a person dies once
_COVERED = 0.27  # part of the weight of the clause that names less which two that both state a thing must share
_VERBATIM, _LONG = 0.7, 2.0  # part of the larger weight, and weight, shared by two wordings of one utterance
_OFTEN_COVERED = 0.55  # and of what happens often
_LEAST_TOLD, _SMALL = 1.5, 0.4  # weight that clauses share of whose happening no list tells, its own counted
# What clauses that share no happening must share: words, weight, part of the larger and of the lesser.
_WORDS_SHARED, _LEAST_WORDED, _OF_MOST, _WORDED = 3, 2.2, 0.45, 0.6
_UNNAMED = 1.5  # of that weight, what is no name
_LEAST_SHARED, _LEAST_VAGUE = 1.0, 2.0  # weight that clauses of a vague happening share: with a name, without


def compare_statements(
    one: Statement,
    weights: Mapping[str, float],
    other: Statement,
    others: Mapping[str, float],
    *,
    opposed: bool = False,
    asserted: bool = False,
) -> float:
    """Say how likely two clauses speak of one proposition, 0 to 1.

    They must share what happens. A clause that names nothing else ("we have seen no withdrawal") fits every one that
    does, if what happens is a known happening and the clause does not assert it; ``opposed`` says that one of the two
    is denied or not seen by the cue it stands under, ``asserted`` that neither is.
    """
    if is_blame(one) and is_blame(other) and BLAME in one.heads | other.heads:
        return compare_blame(one, weights, other, others)
    heads = (one.heads & other.heads) - MARKS
    if not heads:
        return 0.0
    if heads <= ONCE and asserted and not one.victims.isdisjoint(other.victims):
        return 0.6
    vague = VAGUE if opposed or one.negated is not other.negated else VAGUE | _MANIFOLD
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
    if least < BARE:
        bare, full = (one, other) if sum(weights.values()) < BARE else (other, one)
        fits = (opposed and not bare.infinitive) or _fits(bare, full, shared)
        return 0.6 if known and fits and not heads <= _OFTEN and not (parted and not opposed) else 0.0
    if not known and shared < _least_shared(heads, one, other, vague):
        return 0.0
    cover = min(1.0, shared / least)
    alike = one.frame is other.frame is Frame.STATED and one.negated is other.negated
    often = heads <= _OFTEN and (alike or "+allow" in heads)
    if cover < (_OFTEN_COVERED if often else _COVERED if alike else 0.0):
        return 0.0
    if parted and (shared < _LONG or shared < _VERBATIM * max(sum(weights.values()), sum(others.values()))):
        return 0.0  # one utterance may have been given to two speakers; else two did the like
    return (0.35 if known else 0.1) + 0.65 * cover


def compare_wordings(
    one: Statement,
    weights: Mapping[str, float],
    other: Statement,
    others: Mapping[str, float],
    *,
    opposed: bool = False,
) -> float:
    """Say how likely two clauses that tell of no happening in common put one proposition in other words, 0 to 1.

    They must name nearly the same: "tied the aid to the sale of the yard", "the aid hinged on selling the yard";
    ``opposed`` says that one of them is denied, doubted or not seen, by a "not" of its own as well.
    """
    if are_apart(one, other) or _differ(one.names, other.names):
        return 0.0
    if (one.verbless or other.verbless) if opposed else one.negated is not other.negated:
        return 0.0
    least, most = sorted((sum(weights.values()), sum(others.values())))
    both = {stem: min(weight, others[stem]) for stem, weight in weights.items() if stem in others}
    shared = sum(both.values())
    unnamed = sum(weight for stem, weight in both.items() if stem not in one.names)
    if len(both) < _WORDS_SHARED or shared < max(_LEAST_WORDED, _OF_MOST * most) or unnamed < _UNNAMED:
        return 0.0
    cover = shared / least
    return cover if cover >= _WORDED else 0.0


def are_apart(one: Statement, other: Statement) -> bool:
    """Say whether two clauses name different doers, things, days or numbers."""
    if _are_parted(one, other) or _differ(one.dates, other.dates) or _differ(one.days, other.days):
        return True
    return _differ(one.counts, other.counts) or _differ(one.rates, other.rates)


def _least_shared(heads: frozenset[str], one: Statement, other: Statement, vague: frozenset[str]) -> float:
    """Give what two clauses must share besides a happening of which a story holds many, or which no list tells."""
    if heads <= vague:
        return _LEAST_SHARED if one.names & other.names else _LEAST_VAGUE
    return _LEAST_TOLD - max(_SMALL if head[0] == "=" else weigh_stem(head) for head in heads)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _is_short_for(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether a name of one word is made of the initials of another's: "NSB" of "National Seed Board"."""
    initials = sorted(name[0] for name in other)
    return len(initials) > 1 and any(sorted(name) == initials for name in one)


def _are_parted(one: Statement, other: Statement) -> bool:
    """Say whether two clauses name different ones who do it, or whom it befalls."""
    if one.passive is other.passive and _differ(one.agents, other.agents):
        return not (_is_short_for(one.agents, other.agents) or _is_short_for(other.agents, one.agents))
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
