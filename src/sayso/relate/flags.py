"""Flags: what a careful reader would stop at, straight from the data.

Invariant: a flag is no verdict; its detail is cut from its evidence, pieces joined by " · ". A doubtful one is not
raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from sayso.model.annotation import MEDIA, AnnotatedArticle, Attribution, EntityKind, Form, Mention
from sayso.model.ids import derive_id
from sayso.model.relation import Change, Copy, Edit, Entity, Flag, FlagKind, Place, Quantity, QuoteFamily
from sayso.model.span import Span
from sayso.relate.credits import key_of_outlet
from sayso.relate.lost_bounds import find_lost_bounds
from sayso.relate.names import key_of_body, key_of_person, sound_of, split_name
from sayso.relate.one_origin import find_one_origin
from sayso.relate.restated import find_restated, is_soon_after
from sayso.relate.spellings import find_spellings
from sayso.relate.wordings import WordingReader, find_hidden_drops, is_inserted, is_same_spelling
from sayso.text.words import FUNCTION_STEMS, expand_word, find_words

LEAST_AROUND = 3  # equal words straight before and behind a replacement, together
MOST_SWAPPED = 5  # words on each side of a replacement that is shown as one
_MOST_DETAIL = 90  # code points of one piece of a detail


class _Pile:
    """The annotated articles, by what flags look up."""

    def __init__(self, articles: Sequence[AnnotatedArticle]) -> None:
        self.articles = sorted(articles, key=lambda annotated: annotated.article.rank)
        self.by_id = {annotated.article.id: annotated for annotated in self.articles}
        self.readers = {annotated.article.id: WordingReader(annotated) for annotated in self.articles}
        self.attributions = {each.id: each for annotated in self.articles for each in annotated.attributions}

    def cut(self, place: Place) -> str:
        """Give the words of a place, as they stand."""
        return place.span.cut(self.by_id[place.article].article.text)

    def flag(self, kind: FlagKind, evidence: Sequence[Place], details: Sequence[Place]) -> Flag:
        """Make a flag whose detail is cut at ``details``, each piece once."""
        pieces = dict.fromkeys(_shorten(self.cut(place)) for place in details)
        return Flag(
            id=derive_id("flg", kind.value, *((place.article, *place.span) for place in evidence)),
            kind=kind,
            detail=" · ".join(pieces),
            evidence=tuple(evidence),
        )

    def text_of(self, attribution: Attribution) -> str:
        """Give the text of an attribution's article."""
        return self.by_id[attribution.article_id].article.text

    def published_on(self, attribution: Attribution) -> date | None:
        """Give the day on which an attribution's article came out."""
        return self.by_id[attribution.article_id].article.published_on

    def place_of(self, attribution: Attribution, source: Span | None = None) -> Place:
        """Give where an attribution's content stands, from or to its source if that is to be seen."""
        extent = attribution.extent
        if source is not None:
            extent = Span(min(extent.start, source.start), max(extent.end, source.end))
        return Place(article=attribution.article_id, span=extent)


def _shorten(text: str) -> str:
    """Cut a piece at a word, so that a detail stays a line."""
    text = " ".join(text.split())
    return text if len(text) <= _MOST_DETAIL else text[:_MOST_DETAIL].rpartition(" ")[0]


def find_flags(
    articles: Sequence[AnnotatedArticle],
    *,
    entities: Iterable[Entity] = (),
    speakers: Mapping[str, str] | None = None,
    families: Iterable[QuoteFamily] = (),
    copies: Iterable[Copy] = (),
    quantities: Iterable[Quantity] = (),
) -> tuple[Flag, ...]:
    """Find all flags, by kind, then by evidence."""
    pile = _Pile(articles)
    by_id = {entity.id: entity for entity in entities}
    families = tuple(families)
    flags = [
        *(pile.flag(*finding) for finding in find_spellings(pile.articles, by_id.values())),
        *_flag_roles(pile, by_id.values()),
        *_flag_altered(pile, families),
        *_flag_reworded(pile, families),
        *_flag_speakers(pile, families, by_id, speakers or {}),
        *_flag_venues(pile, families),
        *(pile.flag(*finding) for finding in find_one_origin(pile.articles, families, speakers or {})),
        *(pile.flag(*finding) for finding in find_restated(pile.articles)),
        *(pile.flag(*finding) for finding in find_lost_bounds(pile.articles, copies, quantities)),
        *_flag_unbalanced(pile),
    ]
    order = list(FlagKind)
    unique = {flag.id: flag for flag in flags}
    return tuple(
        sorted(
            unique.values(),
            key=lambda flag: (
                order.index(flag.kind),
                [(place.article, place.span) for place in flag.evidence],
                flag.id,
            ),
        )
    )


def _flag_roles(pile: _Pile, entities: Iterable[Entity]) -> list[Flag]:
    """One person with two offices of one rank: "defence minister", "foreign minister"; or one held otherwise.

    "Interim chief", "chief"; "deputy chief", "assistant chief".
    """
    mention_at = {
        Place(article=mention.article_id, span=mention.span): mention
        for each in pile.articles
        for mention in each.mentions
    }
    flags = []
    for entity in entities:
        roles: dict[tuple[str, ...], Place] = {}
        held: dict[str, list[Place]] = {}
        for place in entity.mentions if entity.kind is EntityKind.PERSON else ():
            role = _role_of(mention_at.get(place))
            if role is not None:
                roles.setdefault(_office(pile.cut(role)), role)
                held.setdefault(role.article, []).append(role)
        differing = [(roles[a], roles[b]) for a, b in _differing(sorted(roles))]
        for pair in differing or _for_a_while(pile, held) or _second_in_rank(pile, held):
            evidence = sorted(pair, key=lambda place: (place.article, place.span))
            if evidence[0].article != evidence[1].article:
                flags.append(pile.flag(FlagKind.ROLE_DIFFERS, evidence, evidence))
    return flags


_FOR_A_WHILE = frozenset({"acting", "interim"})


def _for_a_while(pile: _Pile, held: Mapping[str, Sequence[Place]]) -> list[tuple[Place, Place]]:
    """Find an office that one article says is held for a while, and another nowhere: one pair at most."""
    offices = {article: [(split_name(pile.cut(role)), role) for role in roles] for article, roles in held.items()}
    passing = [(words, role) for roles in offices.values() for words, role in roles if _FOR_A_WHILE & set(words)]
    for words, role in passing:
        office = [word for word in words if word not in _FOR_A_WHILE]
        for article, roles in offices.items():
            lasting = [other for theirs, other in roles if _ends_alike(theirs, office) and not _PAST & set(theirs)]
            text = pile.by_id[article].article.text.casefold()
            if lasting and not any(word in text for word in _FOR_A_WHILE):
                return [(role, lasting[0])]
    return []


_SECOND = frozenset({"assistant", "associate", "deputy"})


def _second_in_rank(pile: _Pile, held: Mapping[str, Sequence[Place]]) -> list[tuple[Place, Place]]:
    """Find an office below which one article puts a deputy and another an assistant: one pair at most.

    Who is both in one article rose from the one to the other.
    """
    below: dict[str, list[tuple[frozenset[str], str, Place]]] = {}
    for article, roles in held.items():
        for words, role in ((split_name(pile.cut(role)), role) for role in roles):
            if rank := _SECOND.intersection(words):
                below.setdefault(article, []).append((rank, words[-1], role))
    single = [found[0] for found in below.values() if len({rank for rank, *_ in found}) == 1]
    for (rank, office, role), (their_rank, their_office, their_role) in combinations(single, 2):
        if office == their_office and not rank & their_rank:
            return [(role, their_role)]
    return []


def _ends_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether one office ends as the other, shorter one: "city police chief", "police chief"."""
    n = min(len(one), len(other))
    return n > 1 and list(one[-n:]) == list(other[-n:])


def _role_of(mention: Mention | None) -> Place | None:
    return (
        Place(article=mention.article_id, span=mention.role)
        if mention is not None and mention.role is not None
        else None
    )


_RANKS = frozenset(
    {"minister", "secretary", "ambassador", "spokesman", "spokeswoman", "commissioner", "governor", "mayor"}
)
_PAST = frozenset(
    {
        "former",
        "ex",
        "new",
        "newly",
        "then",
        "late",
        "acting",
        "deputy",
        "vice",
        "outgoing",
        "incoming",
        "interim",
        "prime",
    }
)


def _office(role: str) -> tuple[str, ...]:
    """Give the rank of a role and what it is over; nothing for a role that is past, or of another rank."""
    words = split_name(role)
    if not words or words[-1] not in _RANKS or _PAST & set(words):
        return ()
    over = set(key_of_body(" ".join(words[:-1])))
    return (words[-1], *sorted(over))


_OFFICES = frozenset(
    "defence foreign interior finance health justice transport education trade energy environment".split(" ")
)


def _differing(offices: Sequence[tuple[str, ...]]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [
        (a, b)
        for index, a in enumerate(offices)
        for b in offices[index + 1 :]
        if a
        and b
        and a[0] == b[0]
        and len(_OFFICES & set(a)) == len(_OFFICES & set(b)) == 1
        and _OFFICES & set(a) != _OFFICES & set(b)
    ]


def _flag_altered(pile: _Pile, families: Iterable[QuoteFamily]) -> list[Flag]:
    """Words left out inside quotation marks, between words that run on as if nothing were. One flag for each loss."""
    flags = []
    for family in families:
        fullest = pile.attributions[family.fullest]
        full = pile.readers[fullest.article_id].read(fullest)
        lost: dict[str, list[tuple[Attribution, Place]]] = {}
        for member in family.members:
            here = pile.attributions[member.attribution]
            if member.change in (Change.VERBATIM, Change.OTHER_SPEAKER) or here.form is Form.INDIRECT:
                continue
            wording = pile.readers[here.article_id].read(here)
            left_out = [Place(article=fullest.article_id, span=span) for span in find_hidden_drops(full, wording)]
            left_out += [Place(article=here.article_id, span=span) for span in find_hidden_drops(wording, full)]
            for place in left_out:
                lost.setdefault(" ".join(find_words(pile.cut(place)).forms), []).append((here, place))
        for found in lost.values():
            evidence = [pile.place_of(fullest), *(pile.place_of(here) for here, _ in found)]
            flags.append(pile.flag(FlagKind.QUOTE_ALTERED, evidence, [found[0][1]]))
    return flags


def _flag_reworded(pile: _Pile, families: Iterable[QuoteFamily]) -> list[Flag]:
    """One utterance in other words, both times in quotation marks. One flag a family."""
    flags = []
    for family in families:
        fullest = pile.attributions[family.fullest]
        evidence = [pile.place_of(fullest)]
        details: list[Place] = []
        for member in family.members:
            here = pile.attributions[member.attribution]
            if member.change is not Change.REWORDED or Form.INDIRECT in (here.form, fullest.form):
                continue
            if not is_soon_after(pile.published_on(fullest), pile.published_on(here)):
                continue  # said anew
            swapped = [pair for edit in member.edits if (pair := _swap(pile, edit, fullest, here)) is not None]
            if swapped:
                evidence.append(pile.place_of(here))
                details += sorted(swapped, key=lambda pair: abs(len(pile.cut(pair[0])) - len(pile.cut(pair[1]))))[0]
        if len(evidence) > 1:
            flags.append(pile.flag(FlagKind.QUOTE_REWORDED, evidence, details))
    return flags


def _swap(pile: _Pile, edit: Edit, fullest: Attribution, here: Attribution) -> tuple[Place, Place] | None:
    """Give the two sides of a replacement where few words stand for others of another meaning."""
    if edit.fullest is None or edit.here is None:
        return None
    pair = Place(article=fullest.article_id, span=edit.fullest), Place(article=here.article_id, span=edit.here)
    words = [find_words(pile.cut(place)).forms for place in pair]
    if any(is_inserted(place.span, pile.by_id[place.article].article) for place in pair):
        return None
    if [len(forms) for forms in words] == [1, 1] and _lacks_letter(words[0][0], words[1][0]):
        return None
    if is_same_spelling(*words) or not _stand_in_one_place(pile, (fullest, here), pair):
        return None  # another spelling
    stems = [{stem for word in forms for stem in expand_word(word)} - FUNCTION_STEMS for forms in words]
    few = max(map(len, words)) <= MOST_SWAPPED
    return pair if few and all(stems) and not stems[0] & stems[1] else None


def _stand_in_one_place(pile: _Pile, said: Sequence[Attribution], pair: Sequence[Place]) -> bool:
    """Say whether two replaced stretches have the same words around them, and end a sentence both or neither."""
    around, ends = [], []
    for attribution, place in zip(said, pair, strict=True):
        piece = next(span for span in attribution.content if span.overlaps(place.span))
        text = pile.by_id[place.article].article.text
        before = find_words(text, [Span(piece.start, max(piece.start, place.span.start))]).forms[::-1]
        after = find_words(text, [Span(min(piece.end, place.span.end), piece.end)]).forms
        around.append((before, after))
        ends.append(not after or text[place.span.end] in ".!?")
    n_equal = sum(_count_equal(around[0][side], around[1][side]) for side in (0, 1))
    return ends[0] == ends[1] and n_equal >= LEAST_AROUND


def _count_equal(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the words at the beginning that are the same."""
    pairs = list(zip(one, other, strict=False))
    return next((n for n, (a, b) in enumerate(pairs) if a != b), len(pairs))


def _flag_speakers(
    pile: _Pile, families: Iterable[QuoteFamily], entities: Mapping[str, Entity], speakers: Mapping[str, str]
) -> list[Flag]:
    """One utterance given to two people by name."""
    flags: dict[tuple[str, str], Flag] = {}
    for family in families:
        main, fullest = entities.get(family.speaker or ""), pile.attributions[family.fullest]
        for member in family.members:
            other, here = entities.get(speakers.get(member.attribution, "")), pile.attributions[member.attribution]
            if member.change is not Change.OTHER_SPEAKER or main is None or other is None:
                continue
            if not (_is_named_beside(pile, fullest, main, other) and _is_named_beside(pile, here, other, main)):
                continue
            if _speaks_for(pile, fullest, here) or _speaks_for(pile, here, fullest):
                continue
            if (misspelt := _misspelt(fullest, here)) is not None:
                flags.setdefault((family.id, other.id), pile.flag(FlagKind.NAME_VARIANTS, misspelt, misspelt))
                continue
            sources = [(each, each.source) for each in (fullest, here) if each.source is not None]
            named = [Place(article=each.article_id, span=source) for each, source in sources]
            evidence = [pile.place_of(each, source) for each, source in sources]
            flags.setdefault((family.id, other.id), pile.flag(FlagKind.SPEAKER_DIFFERS, evidence, named))
    return [flags[key] for key in sorted(flags)]


def _is_named_beside(pile: _Pile, attribution: Attribution, speaker: Entity, other: Entity) -> bool:
    """Say whether a direct quotation has its speaker for source, by name, and not the other near it.

    A paragraph that names both tells of one who reads another's words.
    """
    people = speaker.kind is other.kind is EntityKind.PERSON
    if not people or attribution.form is not Form.DIRECT or attribution.source is None or attribution.nested_in:
        return False
    text = pile.text_of(attribution)
    extent = pile.place_of(attribution, attribution.source).span
    stop = text.find("\n", extent.end)
    paragraph = Span(text.rfind("\n", 0, extent.start) + 1, stop if stop >= 0 else len(text))
    named, said, near = (
        {sound_of(word) for span in spans for word in split_name(span.cut(text))}
        for spans in ([attribution.source], attribution.content, [paragraph])
    )
    own, others = (key_of_person(entity.name).surname for entity in (speaker, other))
    return own in named and own not in said and others not in near


_LEAST_MISSPELT = 5  # letters of a word in which one left out is a slip


def _misspelt(a: Attribution, b: Attribution) -> tuple[Place, Place] | None:
    """Give the names of two speakers of the same words where one surname lacks a letter of the other."""
    said = [(each.article_id, each.speaker) for each in (a, b) if each.speaker is not None]
    if len(said) < 2:
        return None
    if not _lacks_letter(*(split_name(speaker.name)[-1] for _, speaker in said)):
        return None
    one, other = (Place(article=article, span=speaker.span) for article, speaker in said)
    return one, other


def _lacks_letter(one: str, other: str) -> bool:
    """Say whether one of two words, long enough to tell, lacks one letter of the other."""
    short, long = sorted((one, other), key=len)
    shorter = len(short) >= _LEAST_MISSPELT and len(short) + 1 == len(long)
    return shorter and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


_TITLE_REACH = 20  # code points before a name
_SPOKESMAN = re.compile(r"\bspokes(?:man|woman|person)\b", re.IGNORECASE)


def _speaks_for(pile: _Pile, spokesman: Attribution, named: Attribution) -> bool:
    """Say whether a spokesman gives the words of one who is named by a lone name: that may be his firm."""
    source, speaker = spokesman.source, named.speaker
    if source is None or speaker is None or " " in speaker.span.cut(pile.text_of(named)):
        return False
    return _SPOKESMAN.search(pile.text_of(spokesman), max(0, source.start - _TITLE_REACH), source.end) is not None


_TO_PRESS = re.compile(
    r"\b(?:told|to|with|at)\s+((?:the\s+)?(?:reporters|journalists|the press)"
    r"|an?\s+(?:press|news)\s+(?:conference|briefing))\b"
)
_TO_OUTLET = re.compile(
    r"(?:\b(?:told|tells|telling|to|with|by)\s+(?:the\s+)?|\bspeaking\s+(?:to|on)\s+(?:the\s+)?)$", re.IGNORECASE
)


def _venue_of(pile: _Pile, attribution: Attribution) -> tuple[str, Place] | None:
    """Give to whom it was said, as far as the text tells: an outlet that was told, or the press at large."""
    text = pile.by_id[attribution.article_id].article.text
    for hop in attribution.via:
        if hop.kind in MEDIA and _TO_OUTLET.search(text, max(0, hop.span.start - 30), hop.span.start):
            return key_of_outlet(hop.name), Place(article=attribution.article_id, span=hop.span)
    if not attribution.via and attribution.cue is not None:
        match = _TO_PRESS.search(text, attribution.cue.start, min(len(text), attribution.cue.end + 40))
        if match and "\n" not in text[attribution.cue.start : match.start()]:
            return "press", Place(article=attribution.article_id, span=Span(*match.span(1)))
    return None


def _flag_venues(pile: _Pile, families: Iterable[QuoteFamily]) -> list[Flag]:
    """One utterance said to two: "told the BBC" here, "told reporters" there."""
    flags = []
    for family in families:
        venues: dict[str, Place] = {}
        for member in family.members:
            venue = _venue_of(pile, pile.attributions[member.attribution])
            if venue is not None:
                venues.setdefault(*venue)
        # "BBC" and "BBC Radio 4" are one house.
        houses = [key for key in sorted(venues) if not any(key != o and key.startswith(o) for o in venues)]
        places = [venues[key] for key in houses]
        if len({place.article for place in places}) > 1:
            flags.append(pile.flag(FlagKind.VENUE_DIFFERS, places, places))
    return flags


def _flag_unbalanced(pile: _Pile) -> list[Flag]:
    """Raise a flag for each quotation whose mark opens or closes alone."""
    alone = [each for annotated in pile.articles for each in annotated.attributions if each.unbalanced]
    return [pile.flag(FlagKind.UNBALANCED, [pile.place_of(each)], [pile.place_of(each)]) for each in alone]
