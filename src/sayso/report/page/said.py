"""Who said what: sayings grouped by speaker, one utterance's wordings side by side.

Invariant: every attribution of the dossier stands in this section exactly once, unless it is a wording of another
speaker's utterance: then it stands there and under its own speaker.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sayso.model.annotation import Attribution, Basis
from sayso.model.relation import Change, FamilyMember, QuoteFamily
from sayso.model.span import Span
from sayso.report.names import plain
from sayso.report.page.pile import Cite, Pile, Voice
from sayso.report.page.wordings import Piece, changed_pieces, plain_pieces
from sayso.report.page.words import BASIS_WORDS

_WORD = re.compile(r"\w+")

N_ROLES = 4
N_SAYINGS = 6
"""Shown of each speaker at once; the rest is one click away, and counted."""
N_FAMILIES = 8
N_SPEAKERS = 30
N_WORDINGS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the chain from the article to the speaker."""

    name: Cite
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """The same words, to the letter, in another place."""

    id: str
    n: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One attribution: its words, where they stand, and how they came there."""

    id: str
    n: int
    href: str
    pieces: list[Piece]
    whole: Cite | None
    direct: bool
    basis: str | None
    source: Cite | None
    via: list[Step]
    unbalanced: bool
    nested: bool
    other: Voice | None = None
    change: str | None = None
    also: list[Again] = field(default_factory=list)

    @property
    def likeness(self) -> tuple[object, ...]:
        """Give what two sayings must share to be shown as one: words, change, basis, chain and speaker."""
        words = tuple((piece.words and piece.words.words, piece.lost and piece.lost.words) for piece in self.pieces)
        chain = tuple(plain(step.name.words) for step in self.via)
        return (words, self.change, self.basis, self.direct, chain, self.other, self.nested)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One utterance: the fullest wording, then the others.

    ``opening`` is the fullest up to its cue, if it has one; ``basis`` is what all wordings have in common. ``n_told``
    counts attributions, ``n_wordings`` those that differ by more than signs and capitals.
    """

    id: str
    n_articles: int
    opening: Cite
    goes_on: bool
    basis: str | None
    n_told: int
    n_wordings: int
    fullest: Saying
    others: list[Saying]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker and all it said. ``voice`` is ``None`` for all whose speaker is unknown.

    ``n_elsewhere`` counts sayings that are not here, but where the link of the voice leads.
    """

    voice: Voice | None
    name: Cite | None
    forms: list[Cite]
    roles: list[Cite]
    families: list[Family]
    shown: list[Saying]
    rest: list[Saying]
    n_attributions: int
    n_articles: int
    n_elsewhere: int = 0


def saying_id(pile: Pile, attribution: Attribution) -> str:
    """Give the anchor of a saying on the page: ``q3:120`` is what begins at code point 120 of the third article."""
    return f"q{pile.numbers[attribution.article_id]}:{attribution.content[0].start}-{attribution.content[-1].end}"


def speakers_of(pile: Pile) -> list[Speaker]:
    """Group every attribution under its speaker, the most cited first; those of unknown speakers come last."""
    by_voice: dict[str | None, list[Attribution]] = defaultdict(list)
    for attribution in pile.attributions.values():
        voice = pile.voice(attribution)
        by_voice[voice.id if voice else None].append(attribution)
    families: dict[str | None, list[QuoteFamily]] = defaultdict(list)
    for family in pile.dossier.relations.quote_families:
        if len(family.members) > 1:
            owner = pile.voices.get(family.speaker or "") or pile.voice(pile.attributions[family.fullest])
            families[owner.id if owner else None].append(family)
    roles = _roles(pile)
    taken: set[str] = set()
    out = [
        _speaker(pile, voice, by_voice[voice.id], families[voice.id], roles.get(voice.entity.id, []), taken)
        for voice in pile.ordered_voices()
    ]
    if by_voice[None] or families[None]:
        out.append(_speaker(pile, None, by_voice[None], families[None], [], taken))
    return out


def saying_of(
    pile: Pile,
    attribution: Attribution,
    taken: set[str],
    *,
    pieces: list[Piece] | None = None,
    change: str | None = None,
    owner: Voice | None = None,
) -> Saying:
    """Show one attribution. ``taken`` holds the anchors given out; ``owner`` is the speaker it stands under."""
    voice = pile.voice(attribution)
    id_ = saying_id(pile, attribution)
    while id_ in taken:
        id_ += "+"
    taken.add(id_)
    first = pile.cite(attribution.article_id, attribution.content[0])
    shown = pieces or plain_pieces(pile, attribution)
    return Saying(
        id=id_,
        n=first.n,
        href=first.href,
        pieces=shown,
        whole=shown[0].words if len(shown) == 1 and not shown[0].new else None,
        direct=attribution.form.value == "direct",
        basis=BASIS_WORDS[attribution.basis] if attribution.basis is not Basis.ASSERTS else None,
        source=_source(pile, attribution),
        via=[Step(name=pile.cite(attribution.article_id, hop.span), kind=hop.kind.value) for hop in attribution.via],
        unbalanced=attribution.unbalanced,
        nested=attribution.nested_in is not None,
        other=voice if owner is not None and voice is not None and voice.id != owner.id else None,
        change=change,
    )


def gather(sayings: Iterable[Saying]) -> list[Saying]:
    """Show the same words once, with every place where they stand, in the order of their first."""
    alike: dict[tuple[object, ...], list[Saying]] = {}
    for saying in sayings:
        alike.setdefault(saying.likeness, []).append(saying)
    return [
        replace(first, also=[Again(id=other.id, n=other.n, href=other.href) for other in rest])
        for first, *rest in alike.values()
    ]


def _source(pile: Pile, attribution: Attribution) -> Cite | None:
    """Cite how the article calls the speaker, where that is not simply one of its names."""
    if attribution.source is None:
        return None
    source = pile.cite_words(attribution.article_id, attribution.source)
    voice = pile.voice(attribution)
    names = {plain(form) for form in (voice.entity.name, *voice.entity.forms)} if voice else set()
    return None if plain(source.words) in names else source


def _speaker(
    pile: Pile,
    voice: Voice | None,
    attributions: list[Attribution],
    families: list[QuoteFamily],
    roles: list[Cite],
    taken: set[str],
) -> Speaker:
    shown_families = [_family(pile, family, voice, taken) for family in families]
    shown_families.sort(key=lambda family: (-family.n_articles, -family.n_told))
    in_families = {member.attribution for family in families for member in family.members}
    single = gather(saying_of(pile, a, taken) for a in attributions if a.id not in in_families)
    forms = _forms(pile, voice) if voice else []
    return Speaker(
        voice=voice,
        name=next((form for form in forms if voice and form.words == voice.entity.name), None),
        forms=[form for form in forms if voice and form.words != voice.entity.name],
        roles=roles[:N_ROLES],
        families=shown_families,
        shown=single[:N_SAYINGS],
        rest=single[N_SAYINGS:],
        n_attributions=len(attributions),
        n_articles=len({a.article_id for a in attributions}),
    )


def _family(pile: Pile, family: QuoteFamily, voice: Voice | None, taken: set[str]) -> Family:
    fullest = pile.attributions[family.fullest]
    rest = [member for member in family.members if member.attribution != family.fullest]
    members = [pile.attributions[member.attribution] for member in family.members]
    same = len({member.basis for member in members}) == 1
    id_ = f"u{saying_id(pile, fullest)[1:]}"
    while id_ in taken:
        id_ += "+"
    taken.add(id_)
    return Family(
        id=id_,
        opening=pile.cite(fullest.article_id, fullest.content[0]),
        goes_on=len(fullest.content) > 1,
        basis=BASIS_WORDS[fullest.basis] if same and fullest.basis is not Basis.ASSERTS else None,
        n_articles=len({a.article_id for a in members}),
        fullest=saying_of(pile, fullest, taken, owner=voice),
        n_told=len(members),
        n_wordings=len({tuple(_words(pile, member)) for member in members}),
        others=gather(_wording(pile, member, fullest, voice, taken) for member in rest),
    )


def _words(pile: Pile, attribution: Attribution) -> Iterator[str]:
    text = pile.article(pile.numbers[attribution.article_id]).text
    for span in attribution.content:
        yield from _WORD.findall(span.cut(text).casefold())


def _wording(pile: Pile, member: FamilyMember, fullest: Attribution, voice: Voice | None, taken: set[str]) -> Saying:
    attribution = pile.attributions[member.attribution]
    pieces = changed_pieces(pile, attribution, fullest, member.edits)
    change = {Change.VERBATIM: "word for word"}.get(member.change, member.change.value)
    return saying_of(pile, attribution, taken, pieces=pieces, change=change, owner=voice)


def _forms(pile: Pile, voice: Voice) -> list[Cite]:
    """Cite each name the articles use, once, where it first stands."""
    firsts: dict[str, Cite] = {}
    wanted = set(voice.entity.forms) | {voice.entity.name}
    texts = {n: pile.article(n).text for n in {pile.numbers[place.article] for place in voice.entity.mentions}}
    for place in voice.entity.mentions:
        words = place.span.cut(texts[pile.numbers[place.article]])
        if words in wanted and words not in firsts:
            firsts[words] = pile.cite_place(place)
    return list(firsts.values())


def _roles(pile: Pile) -> dict[str, list[Cite]]:
    """Cite the titles and roles that stand with each entity's names, each once."""
    owner = {
        (place.article, place.span): entity.id
        for entity in (voice.entity for voice in pile.ordered_voices())
        for place in entity.mentions
    }
    found: dict[str, dict[str, tuple[str, Span]]] = defaultdict(dict)
    for annotated in pile.dossier.articles:
        for mention in annotated.mentions:
            entity_id = owner.get((annotated.article.id, mention.span))
            if entity_id is not None and mention.role is not None:
                words = mention.role.cut(annotated.article.text)
                found[entity_id].setdefault(plain(words), (annotated.article.id, mention.role))
    return {id_: [pile.cite(*place) for place in _first(roles.values())] for id_, roles in found.items()}


def _first(places: Iterable[tuple[str, Span]]) -> list[tuple[str, Span]]:
    return list(places)[:N_ROLES]
