"""Propositions on which attributions take sides: who is on which, in which words, since when.

Invariant: every attribution of a claim is one link away; a side is a word, and no side is called right.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.annotation import Attribution
from sayso.model.relation import Claim, Party, Side
from sayso.model.span import Span
from sayso.report.page.pile import Cite, Pile, Voice
from sayso.report.page.words import BASIS_WORDS, count, say_days, say_n_origins, say_origins

N_SAYINGS = 3
"""So many sayings of a party are shown in their words; the others are links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """The words of an attribution, and what its speaker does by saying them."""

    words: Cite
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """A party on one side: its speakers (none: unknown), first words first, and the other places where it says so."""

    voices: list[Voice]
    sayings: list[Saying]
    others: list[Cite]
    n_attributions: int
    when: str
    origins: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """All who say so, or say otherwise."""

    name: str
    counts: str
    parties: list[Voices]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A claim as shown."""

    id: str
    words: Cite | None
    claim: str
    status: str
    origins: str
    doubtful: bool
    stands: list[Stand]


def propositions_of(pile: Pile) -> list[Proposition]:
    """Show the claims in their order: those that are worth most first, the doubtful last."""
    return [
        _proposition(pile, claim, f"p{number}") for number, claim in enumerate(pile.dossier.relations.claims, start=1)
    ]


def _proposition(pile: Pile, claim: Claim, id_: str) -> Proposition:
    everyone = [pile.attributions[attribution] for party in claim.parties for attribution in party.attributions]
    return Proposition(
        id=id_,
        words=_find(pile, claim.claim, everyone),
        claim=claim.claim,
        status=claim.status,
        origins=say_origins(claim.origins, "attribution"),
        doubtful=claim.doubtful,
        stands=[
            _stand(pile, side, parties)
            for side in Side
            if (parties := [party for party in claim.parties if party.side is side])
        ],
    )


def _stand(pile: Pile, side: Side, parties: list[Party]) -> Stand:
    attributions = [pile.attributions[id_] for party in parties for id_ in party.attributions]
    n_articles = len({attribution.article_id for attribution in attributions})
    return Stand(
        name=side.value.replace("_", " "),
        counts=f"{count(len(attributions), 'attribution')} in {count(n_articles, 'article')}",
        parties=[_voices(pile, party) for party in parties],
    )


def _voices(pile: Pile, party: Party) -> Voices:
    said = [pile.attributions[id_] for id_ in party.attributions]
    shown = _unlike(pile, said)[:N_SAYINGS]
    undated = {a.article_id for a in said if pile.article(pile.numbers[a.article_id]).published_at is None}
    return Voices(
        voices=[pile.voices[speaker] for speaker in party.speakers if speaker in pile.voices],
        sayings=[Saying(words=pile.cite_words(a.article_id, a.content[0]), basis=BASIS_WORDS[a.basis]) for a in shown],
        others=[pile.cite_words(a.article_id, a.content[0]) for a in said if a not in shown],
        n_attributions=len(said),
        when=say_days(party.first_at, party.last_at, len(undated)),
        origins=say_n_origins(party.origins),
    )


def _unlike(pile: Pile, said: list[Attribution]) -> list[Attribution]:
    """Keep the first of those that say the same to the letter."""
    first: dict[str, Attribution] = {}
    for attribution in said:
        text = pile.article(pile.numbers[attribution.article_id]).text
        first.setdefault(" ".join(span.cut(text) for span in attribution.content).casefold(), attribution)
    return list(first.values())


def _find(pile: Pile, words: str, attributions: list[Attribution]) -> Cite | None:
    for attribution in attributions:
        text = pile.article(pile.numbers[attribution.article_id]).text
        for content in attribution.content:
            at = text.find(words, *content)
            if at >= 0 and words:
                return pile.cite(attribution.article_id, Span(at, at + len(words)))
    return None
