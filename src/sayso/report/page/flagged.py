"""What a careful reader would stop at, with the words that show it. Never a verdict.

Invariant: every flag of the dossier is shown, under its kind, with all its evidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.relation import Flag, FlagKind
from sayso.model.span import Span
from sayso.report.page.pile import Cite, Pile

KIND_WORDS = {
    FlagKind.NAME_VARIANTS: "One name, written in several ways.",
    FlagKind.VENUE_DIFFERS: "One utterance, said to have been made in different places.",
    FlagKind.QUOTE_ALTERED: "Words in quotation marks that are not the same in every article.",
    FlagKind.QUOTE_REWORDED: "One utterance in different words.",
    FlagKind.SPEAKER_DIFFERS: "The same words, given to different speakers.",
    FlagKind.ROLE_DIFFERS: "One person, with different titles or roles.",
    FlagKind.ATTRIBUTION_LOST: "What one article attributes, another states in its own voice.",
    FlagKind.HEDGE_LOST: "What one article hedges, another states plainly.",
    FlagKind.HEADLINE_EXCEEDS_BODY: "A headline that says more than the text under it.",
    FlagKind.DATE_DIFFERS: "One event, with different dates.",
    FlagKind.SAME_ORIGIN: "Several articles that go back to one origin.",
    FlagKind.CIRCULAR_CHAIN: "Two articles, each of which names the other’s outlet as its source.",
    FlagKind.UNBALANCED: "A quotation mark that opens or closes alone.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One flag: the words it stops at, if they can be told, and the places to look at."""

    id: str
    words: list[Cite]
    places: list[Cite]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """All flags of one kind."""

    id: str
    name: str
    meaning: str
    marks: list[Mark]


def flag_id(number: int) -> str:
    """Give the anchor of the flag at a place of the dossier's list, the first being 1."""
    return f"f{number}"


def kinds_of(pile: Pile) -> list[Kind]:
    """Group the flags by kind, in the order of the vocabulary."""
    numbered = list(enumerate(pile.dossier.relations.flags, start=1))
    return [
        Kind(
            id=f"k-{kind.value.replace(' ', '-')}",
            name=kind.value,
            meaning=KIND_WORDS[kind],
            marks=[_mark(pile, flag, number) for number, flag in numbered if flag.kind is kind],
        )
        for kind in FlagKind
        if any(flag.kind is kind for _, flag in numbered)
    ]


def _mark(pile: Pile, flag: Flag, number: int) -> Mark:
    places = [pile.cite_place(place) for place in flag.evidence]
    pieces = flag.detail.split(" · ") if flag.detail else []
    words = [found for piece in pieces if (found := _find(pile, piece, flag)) is not None]
    whole = len(words) == len(pieces) and bool(pieces)
    return Mark(id=flag_id(number), words=words if whole else places, places=places)


def _find(pile: Pile, piece: str, flag: Flag) -> Cite | None:
    for place in flag.evidence:
        text = pile.article(pile.numbers[place.article]).text
        at = text.find(piece, *place.span)
        if at >= 0 and piece:
            return pile.cite(place.article, Span(at, at + len(piece)))
    return None
