"""Quote families: one utterance in the several wordings in which articles give it.

Invariant: a member is aligned to the fullest wording word for word, and two named speakers stand in one family only
when the change of one is "other speaker". How near two wordings are is a fact of their words, not a verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sayso.model.annotation import MEDIA, AnnotatedArticle, EntityKind, Form
from sayso.model.ids import derive_id
from sayso.model.judgement import Judgement
from sayso.model.nearby import Nearby
from sayso.model.relation import Change, Entity, FamilyMember, QuoteFamily
from sayso.model.span import Span, overlaps_any
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.frequencies import weigh_stem
from sayso.relate.gathered import Nearness
from sayso.relate.names import split_name
from sayso.relate.wording_matches import (
    LEAST_REPEATED,
    LEAST_VERBATIM_WORDS,
    LEAST_WEIGHT,
    LEAST_WEIGHT_QUOTED,
    Match,
    Unique,
    match_any_speaker,
    match_one_speaker,
)
from sayso.relate.wordings import Wording, WordingReader, compare_without, describe_change
from sayso.text.words import FUNCTION_STEMS

JUDGED_AS = "quote"  # the kind of a `Judgement` whose ``a`` and ``b`` are attributions
NEAR = 300  # code points around a quotation of nobody's, in its paragraph, in which a name may be its speaker's
LEAST_OWN = 0.5  # of the stems of a quotation, those that no other inside it holds


def find_quote_families(
    articles: Sequence[AnnotatedArticle],
    entities: Iterable[Entity] = (),
    speakers: Mapping[str, str] | None = None,
    judgements: Iterable[Judgement] = (),
    nearness: Nearness | None = None,
) -> tuple[QuoteFamily, ...]:
    """Group wordings into families of two members or more, one of them at least a quotation, sorted by id.

    Block by speaker and shared stems, compare by weighted alignment, cluster under the judgements. A wording that
    competes with another of its own article for the same words of a third loses to the better one. What is told in an
    article's own words joins a quotation of the same speaker that has nearly all of them; by ``nearness``, of two
    stretches of words, also one that says the same in others, and what another article tells.
    """
    names = {entity.id: entity for entity in entities}
    named = {entity_id for entity_id, entity in names.items() if entity.is_named}
    wordings = {
        wording.attribution.id: wording
        for annotated in sorted(articles, key=lambda each: each.article.rank)
        for wording in _read_wordings(annotated)
    }
    speaker_of = {key: (speakers or {}).get(key) for key in wordings}
    places = _place_names(names[entity_id] for entity_id in sorted(named))
    uniques = _unite(wordings, speaker_of, named, places)
    matches = [*match_one_speaker(uniques, nearness), *match_any_speaker(uniques)]
    links = [Link(match.score, *_first_ids(uniques, match)) for match in _gather(uniques, _settle(uniques, matches))]
    for unique in uniques:
        first = unique.wordings[0].attribution.id
        links += [Link(1.0, first, wording.attribution.id) for wording in unique.wordings[1:]]
    decided = [judgement for judgement in judgements if judgement.kind == JUDGED_AS]
    groups = cluster_records(wordings, links, decided)
    families = (
        _make_family([wordings[key] for key in group], speaker_of, named)
        for group in groups
        if len(group) > 1 and not _is_only_told([wordings[key] for key in group])
    )
    return tuple(sorted(families, key=lambda family: family.id))


def _read_wordings(annotated: AnnotatedArticle) -> list[Wording]:
    """Read an article's wordings; words that two of them hold count for the inner one alone, if it is quoted.

    A long quotation with a short one inside it counts by the rest of its words.
    """
    reader = WordingReader(annotated)
    wordings = [reader.read(attribution) for attribution in annotated.attributions]
    held: Nearby[Span] = Nearby((), lambda span: (span,))
    kept = []

    def inner_first(each: Wording) -> tuple[bool, int, bool, int]:  # of two with the same words, that which has a way
        form = each.attribution.form
        return each.is_told, len(each.words), form is not Form.DIRECT, -len(each.attribution.via)

    for wording in sorted(wordings, key=inner_first):
        inside = [span for span in held.near(wording.pieces) if overlaps_any(span, wording.pieces)]
        if not inside:
            kept.append(wording)
        elif not wording.is_told and len((rest := compare_without(wording, inside)).stems) > LEAST_OWN * len(
            wording.stems
        ):
            kept.append(rest)
        else:
            continue
        for piece in wording.pieces:
            held.add(piece)
    return kept


def _is_only_told(members: Iterable[Wording]) -> bool:
    """Say whether one article alone tells it, in its own words."""
    members = tuple(members)
    return all(wording.is_told for wording in members) and len({wording.article.id for wording in members}) < 2


def _place_names(entities: Iterable[Entity]) -> dict[str, list[tuple[Span, str]]]:
    """Collect where people and bodies are named, by article."""
    places: dict[str, list[tuple[Span, str]]] = {}
    for entity in entities:
        if entity.kind in (EntityKind.PERSON, EntityKind.ORGANISATION):
            for place in entity.mentions:
                places.setdefault(place.article, []).append((place.span, entity.id))
    return places


def _find_near(wording: Wording, places: Mapping[str, Sequence[tuple[Span, str]]]) -> set[str]:
    """Find the entities named near a quotation, outside it, in its paragraph."""
    text, extent = wording.article.text, wording.attribution.extent
    start = max(text.rfind("\n", 0, extent.start) + 1, extent.start - NEAR)
    end = text.find("\n", extent.end)
    around = Span(start, min(end if end >= 0 else len(text), extent.end + NEAR))
    return {
        entity
        for span, entity in places.get(wording.article.id, ())
        if around.contains(span) and not span.overlaps(extent)
    }


def _unite(
    wordings: Mapping[str, Wording],
    speaker_of: Mapping[str, str | None],
    named: set[str],
    places: Mapping[str, Sequence[tuple[Span, str]]],
) -> list[Unique]:
    groups: dict[tuple[str, tuple[str, ...], bool], list[Wording]] = {}
    for key, wording in sorted(wordings.items()):
        speaker = speaker_of[key]
        told_by_some = wording.attribution.source is not None and len(wording.stems) >= LEAST_VERBATIM_WORDS
        if speaker in named or not wording.is_told or told_by_some:
            by = speaker if speaker in named and speaker else ""
            groups.setdefault((by, wording.stems, wording.is_told and wording.denies), []).append(wording)
    uniques = []
    for (speaker, stems, _), members in sorted(groups.items()):
        weight = sum(map(weigh_stem, stems))
        content = sum(weigh_stem(stem) for stem in stems if stem not in FUNCTION_STEMS)
        quoted = not all(member.is_told for member in members)
        if (weight >= LEAST_WEIGHT and content) or (quoted and content >= LEAST_WEIGHT_QUOTED):
            articles = frozenset(member.attribution.article_id for member in members)
            unknown = [member for member in members if not speaker and not member.is_told]
            near = frozenset[str]().union(*(_find_near(member, places) for member in unknown))
            told = frozenset(
                split_name(hop.name) for member in members for hop in member.attribution.via if hop.kind in MEDIA
            )
            names = frozenset[str]().union(*(member.names for member in members))
            days = _days_of(members)
            uniques.append(Unique(speaker or None, stems, weight, tuple(members), articles, names, near, told, days))
    return uniques


def _days_of(members: Iterable[Wording]) -> tuple[date, date] | None:
    """Give the first and the last day on which a wording was printed; ``None`` where one of them is not known."""
    days = [member.article.published_on for member in members]
    known = [day for day in days if day is not None]
    return (min(known), max(known)) if known and len(known) == len(days) else None


def _settle(uniques: Sequence[Unique], matches: Iterable[Match]) -> list[Match]:
    """Keep the best match where two wordings of one article claim the same words of a third.

    A speaker who is quoted twice in an article said two things.
    """
    claims: dict[int, list[tuple[int, frozenset[int]]]] = {}
    kept = []
    for match in sorted(matches, key=lambda match: (-match.score, match.a, match.b)):
        if not _is_claimed(uniques, claims, match.a, match.b, match.b_stems) and not _is_claimed(
            uniques, claims, match.b, match.a, match.a_stems
        ):
            kept.append(match)
            claims.setdefault(match.b, []).append((match.a, match.b_stems))
            claims.setdefault(match.a, []).append((match.b, match.a_stems))
    return kept


def _is_claimed(
    uniques: Sequence[Unique],
    claims: Mapping[int, Sequence[tuple[int, frozenset[int]]]],
    claimant: int,
    claimed: int,
    stems: frozenset[int],
) -> bool:
    """Say whether another wording of one of the claimant's articles already holds half of these stems."""
    return any(
        2 * len(stems & others) >= len(stems) and uniques[other].articles & uniques[claimant].articles
        for other, others in claims.get(claimed, ())
        if other != claimant
    )


def _gather(uniques: Sequence[Unique], matches: Iterable[Match]) -> list[Match]:
    """Keep the matches with the fullest wording around: each wording joins the one it is most like.

    A wording is a centre if it matches no fuller centre; one of an unknown speaker only if it matches none at all. What
    is nearly a centre's very words stands for it. So each member matches the fullest wording or its repetition, and a
    chain of half-alike wordings does not grow into a family.
    """
    of: dict[int, list[Match]] = {}
    for match in matches:
        of.setdefault(match.a, []).append(match)
        of.setdefault(match.b, []).append(match)
    full: set[int] = set()
    kept = []

    def fullest_first(index: int) -> tuple[bool, bool, float, int]:
        return uniques[index].is_told, uniques[index].speaker is None, -uniques[index].weight, index

    for index in sorted(of, key=fullest_first):
        near = [match for match in of[index] if (match.a if match.b == index else match.b) in full]
        if not near:
            full.add(index)
            continue
        best = max(near, key=lambda match: (match.score, -match.a, -match.b))
        kept.append(best)
        if best.likeness >= LEAST_REPEATED:
            full.add(index)
    return kept


def _first_ids(uniques: Sequence[Unique], match: Match) -> tuple[str, str]:
    return uniques[match.a].wordings[0].attribution.id, uniques[match.b].wordings[0].attribution.id


def _make_family(members: Sequence[Wording], speaker_of: Mapping[str, str | None], named: set[str]) -> QuoteFamily:
    """Align the members of one utterance to the fullest, which is one by the speaker whom most name."""
    votes = Counter(speaker for wording in members if (speaker := speaker_of[wording.attribution.id]) in named)
    fallback = Counter(speaker for wording in members if (speaker := speaker_of[wording.attribution.id]))
    counted = votes or fallback
    speaker = min(counted, key=lambda each: (-counted[each], str(each))) if counted else None
    own = [wording for wording in members if speaker_of[wording.attribution.id] == speaker] or list(members)
    fullest = min(own, key=_rank)
    described = []
    for wording in members:
        change, edits = describe_change(fullest, wording)
        if wording.is_told:
            change = Change.REWORDED
        theirs = speaker_of[wording.attribution.id]
        if theirs in named and speaker in named and theirs != speaker:
            change = Change.OTHER_SPEAKER
        described.append(FamilyMember(attribution=wording.attribution.id, change=change, edits=edits))
    order = {wording.attribution.id: (wording.article.rank, wording.attribution.extent) for wording in members}
    described.sort(key=lambda member: (member.attribution != fullest.attribution.id, order[member.attribution]))
    return QuoteFamily(
        id=derive_id("fam", fullest.attribution.id),
        speaker=speaker,
        fullest=fullest.attribution.id,
        members=tuple(described),
    )


def _rank(wording: Wording) -> tuple[bool, float, str, tuple[str, str], int]:
    """Put the fullest quotation first; of equally full ones the earliest, as far as dates are known."""
    weight = round(sum(map(weigh_stem, wording.stems)), 6)
    return (
        wording.is_told,
        -weight,
        wording.article.published_at or "~",
        wording.article.rank,
        wording.attribution.extent.start,
    )
