"""Propositions on which attributions take sides: who is on which, and in which articles.

Invariant: every attribution of a claim is one link away; a side is a word, and no side is called right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sayso.model.annotation import Attribution
from sayso.model.relation import Claim
from sayso.model.span import Span
from sayso.report.page.pile import Cite, Pile, Voice
from sayso.report.page.words import say_origins


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A speaker on one side (``None``: unknown), and the words that put it there."""

    voice: Voice | None
    sayings: list[Cite]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """All who say so, or say otherwise."""

    name: str
    n_attributions: int
    n_articles: int
    parties: list[Party]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A claim as shown."""

    id: str
    words: Cite | None
    claim: str
    status: str
    origins: str
    sides: list[Side]


def propositions_of(pile: Pile) -> list[Proposition]:
    """Show the claims, those with the most attributions first."""
    claims = sorted(pile.dossier.relations.claims, key=lambda claim: -claim.origins.reports)
    return [_proposition(pile, claim, f"p{number}") for number, claim in enumerate(claims, start=1)]


def _proposition(pile: Pile, claim: Claim, id_: str) -> Proposition:
    sides = {
        "asserted": claim.asserted,
        "observed": claim.observed,
        "not observed": claim.not_observed,
        "doubted": claim.doubted,
        "denied": claim.denied,
    }
    everyone = [pile.attributions[attribution] for side in sides.values() for attribution in side]
    return Proposition(
        id=id_,
        words=_find(pile, claim.claim, everyone),
        claim=claim.claim,
        status=claim.status,
        origins=say_origins(claim.origins),
        sides=[_side(pile, name, [pile.attributions[id_] for id_ in ids]) for name, ids in sides.items() if ids],
    )


def _side(pile: Pile, name: str, attributions: list[Attribution]) -> Side:
    by_voice: dict[str, list[Attribution]] = defaultdict(list)
    voices: dict[str, Voice | None] = {}
    for attribution in attributions:
        voice = pile.voice(attribution)
        key = voice.id if voice else ""
        voices[key] = voice
        by_voice[key].append(attribution)
    return Side(
        name=name,
        n_attributions=len(attributions),
        n_articles=len({attribution.article_id for attribution in attributions}),
        parties=[
            Party(voice=voices[key], sayings=[pile.cite(a.article_id, a.content[0]) for a in said])
            for key, said in sorted(by_voice.items(), key=lambda item: -len(item[1]))
        ],
    )


def _find(pile: Pile, words: str, attributions: list[Attribution]) -> Cite | None:
    for attribution in attributions:
        text = pile.article(pile.numbers[attribution.article_id]).text
        for content in attribution.content:
            at = text.find(words, *content)
            if at >= 0 and words:
                return pile.cite(attribution.article_id, Span(at, at + len(words)))
    return None
