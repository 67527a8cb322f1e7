"""Quote families: one utterance in the several wordings in which articles give it.

Invariant: a member is aligned to the fullest wording word for word, and two named speakers stand in one family only
when the change of one is "other speaker". How near two wordings are is a fact of their words, not a verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.model.annotation import AnnotatedArticle, EntityKind, Form
from sayso.model.ids import derive_id
from sayso.model.judgement import Judgement
from sayso.model.relation import Change, Entity, FamilyMember, QuoteFamily
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.wordings import Wording, describe_change, read_wording
from sayso.text.align import match_words
from sayso.text.shingles import block_by_shingle, hash_shingles
from sayso.text.words import FUNCTION_STEMS

JUDGED_AS = "quote"  # the kind of a `Judgement` whose ``a`` and ``b`` are attributions
SMALL_WEIGHT = 0.35  # what a function word weighs beside a content word's 1
LEAST_WEIGHT = 2.0  # of a wording that is compared at all
LEAST_SHARED = 2.0  # weight of the words that two wordings share
LEAST_LIKENESS = 0.5  # part of the shorter wording, by weight, that both have
LEAST_LIKENESS_SHORT = 0.6  # the same where the shorter weighs less than SHORT
SHORT = 4.0
LEAST_REPEATED = 0.85  # the same for two wordings in one article, and where the shorter has one content word
LEAST_VERBATIM, LEAST_VERBATIM_WORDS = 0.9, 7  # what joins wordings of speakers that are not known to be one
MOST_WORDINGS = 400  # a stem in more wordings of one speaker than this says nothing of a pair


@dataclass(frozen=True, slots=True)
class _Unique:
    """All attributions of one speaker with the same stems. ``speaker`` is ``None`` for one that has no name."""

    speaker: str | None
    stems: tuple[str, ...]
    weight: float
    wordings: tuple[Wording, ...]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Match:
    """How alike two unique wordings are, and which stems of each are matched."""

    score: float
    a: int
    b: int
    a_stems: frozenset[int]
    b_stems: frozenset[int]


def find_quote_families(
    articles: Sequence[AnnotatedArticle],
    entities: Iterable[Entity] = (),
    speakers: Mapping[str, str] | None = None,
    judgements: Iterable[Judgement] = (),
) -> tuple[QuoteFamily, ...]:
    """Group direct and mixed quotations into families of two members or more, sorted by id.

    Block by speaker and shared stems, compare by weighted alignment, cluster under the judgements. A wording that
    competes with another of its own article for the same words of a third loses to the better one.
    """
    names = {entity.id: entity for entity in entities}
    named = {
        entity_id
        for entity_id, entity in names.items()
        if entity.kind is not EntityKind.UNNAMED and _is_name(entity.name)
    }
    wordings = {
        attribution.id: read_wording(annotated.article, attribution)
        for annotated in sorted(articles, key=lambda each: each.article.id)
        for attribution in annotated.attributions
        if attribution.form in (Form.DIRECT, Form.MIXED)
    }
    speaker_of = {key: (speakers or {}).get(key) for key in wordings}
    uniques = _unite(wordings, speaker_of, named)
    matches = [*_match_one_speaker(uniques), *_match_any_speaker(uniques)]
    links = [Link(match.score, *_first_ids(uniques, match)) for match in _settle(uniques, matches)]
    for unique in uniques:
        first = unique.wordings[0].attribution.id
        links += [Link(1.0, first, wording.attribution.id) for wording in unique.wordings[1:]]
    decided = [judgement for judgement in judgements if judgement.kind == JUDGED_AS]
    groups = cluster_records(wordings, links, decided)
    families = (_make_family([wordings[key] for key in group], speaker_of, named) for group in groups if len(group) > 1)
    return tuple(sorted(families, key=lambda family: family.id))


def _is_name(name: str) -> bool:
    return any(c.isupper() for c in name)


def _weigh(stem: str) -> float:
    return SMALL_WEIGHT if stem in FUNCTION_STEMS else 1.0


def _unite(wordings: Mapping[str, Wording], speaker_of: Mapping[str, str | None], named: set[str]) -> list[_Unique]:
    groups: dict[tuple[str, tuple[str, ...]], list[Wording]] = {}
    for key, wording in sorted(wordings.items()):
        speaker = speaker_of[key]
        groups.setdefault((speaker if speaker in named and speaker else "", wording.stems), []).append(wording)
    uniques = []
    for (speaker, stems), members in sorted(groups.items()):
        weight = sum(map(_weigh, stems))
        n_content = sum(stem not in FUNCTION_STEMS for stem in stems)
        if weight >= LEAST_WEIGHT and n_content:
            articles = frozenset(member.attribution.article_id for member in members)
            uniques.append(_Unique(speaker or None, stems, weight, tuple(members), articles))
    return uniques


def _match_one_speaker(uniques: Sequence[_Unique]) -> list[_Match]:
    """Compare wordings of one named speaker that share two content stems."""
    by_stem: dict[tuple[str, str], list[int]] = {}
    for index, unique in enumerate(uniques):
        if unique.speaker:
            for stem in sorted(set(unique.stems)):
                if stem not in FUNCTION_STEMS:
                    by_stem.setdefault((unique.speaker, stem), []).append(index)
    n_shared: Counter[tuple[int, int]] = Counter()
    for holders in by_stem.values():
        if len(holders) <= MOST_WORDINGS:
            for place, i in enumerate(holders):
                for j in holders[place + 1 :]:
                    n_shared[i, j] += 1
    matches = []
    for (i, j), n in sorted(n_shared.items()):
        shorter = min(uniques[i].weight, uniques[j].weight)
        if n >= (1 if shorter < SHORT else 2) and n + 0.4 * shorter >= LEAST_LIKENESS * shorter:
            match = _compare(uniques, i, j)
            least = _least_likeness(uniques[i], uniques[j])
            if match.score >= least and _shared_weight(uniques[i], match.a_stems) >= LEAST_SHARED:
                matches.append(match)
    return matches


def _match_any_speaker(uniques: Sequence[_Unique]) -> list[_Match]:
    """Compare wordings whose speakers differ or are not known: only what is nearly verbatim is one utterance."""
    long = [index for index, unique in enumerate(uniques) if len(unique.stems) >= LEAST_VERBATIM_WORDS]
    shingles = [sorted(set(hash_shingles(uniques[index].stems, 4))) for index in long]
    pairs: set[tuple[int, int]] = set()
    for holders in block_by_shingle(shingles, 32):
        for place, i in enumerate(holders):
            pairs.update((long[i], long[j]) for j in holders[place + 1 :])
    matches = []
    for i, j in sorted(pairs):
        a, b = uniques[i], uniques[j]
        if a.speaker is None or a.speaker != b.speaker:
            match = _compare(uniques, i, j)
            n_longer = max(len(a.stems), len(b.stems))
            enough = len(match.a_stems) >= (
                LEAST_VERBATIM_WORDS if a.speaker is None or b.speaker is None else n_longer / 2
            )
            if match.score >= LEAST_VERBATIM and enough:
                matches.append(_Match(match.score * 0.5, i, j, match.a_stems, match.b_stems))
    return matches


def _least_likeness(a: _Unique, b: _Unique) -> float:
    """Ask more of wordings that say little, and most of two wordings in one article: there only a repetition counts."""
    n_content = min(sum(stem not in FUNCTION_STEMS for stem in unique.stems) for unique in (a, b))
    if n_content < 2 or a.articles & b.articles:
        return LEAST_REPEATED
    return LEAST_LIKENESS_SHORT if min(a.weight, b.weight) < SHORT else LEAST_LIKENESS


def _compare(uniques: Sequence[_Unique], i: int, j: int) -> _Match:
    """Score two wordings: the mean of what they share in order and in any order, by weight, of the shorter one."""
    a, b = uniques[i], uniques[j]
    runs = match_words(a.stems, b.stems)
    a_stems = frozenset(run.a + n for run in runs for n in range(run.length))
    b_stems = frozenset(run.b + n for run in runs for n in range(run.length))
    ordered = sum(_weigh(a.stems[index]) for index in a_stems)
    common = Counter(a.stems) & Counter(b.stems)
    any_order = sum(_weigh(stem) * n for stem, n in common.items())
    return _Match((ordered + any_order) / 2 / min(a.weight, b.weight), i, j, a_stems, b_stems)


def _shared_weight(unique: _Unique, stems: Iterable[int]) -> float:
    return sum(_weigh(unique.stems[index]) for index in stems)


def _settle(uniques: Sequence[_Unique], matches: Iterable[_Match]) -> list[_Match]:
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
    uniques: Sequence[_Unique],
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


def _first_ids(uniques: Sequence[_Unique], match: _Match) -> tuple[str, str]:
    return uniques[match.a].wordings[0].attribution.id, uniques[match.b].wordings[0].attribution.id


def _make_family(members: Sequence[Wording], speaker_of: Mapping[str, str | None], named: set[str]) -> QuoteFamily:
    """Align the members of one utterance to the fullest, which is one by the speaker whom most name."""
    votes = Counter(speaker for wording in members if (speaker := speaker_of[wording.attribution.id]) in named)
    fallback = Counter(speaker for wording in members if (speaker := speaker_of[wording.attribution.id]))
    counted = votes or fallback
    speaker = min(counted, key=lambda each: (-counted[each], str(each))) if counted else None
    own = [wording for wording in members if speaker_of[wording.attribution.id] == speaker] or list(members)
    fullest = min(own, key=lambda wording: (-sum(map(_weigh, wording.stems)), wording.attribution.id))
    described = []
    for wording in members:
        change, edits = describe_change(fullest, wording)
        theirs = speaker_of[wording.attribution.id]
        if theirs in named and speaker in named and theirs != speaker:
            change = Change.OTHER_SPEAKER
        described.append(FamilyMember(attribution=wording.attribution.id, change=change, edits=edits))
    order = {
        wording.attribution.id: (wording.attribution.article_id, wording.attribution.extent) for wording in members
    }
    described.sort(key=lambda member: (member.attribution != fullest.attribution.id, order[member.attribution]))
    return QuoteFamily(
        id=derive_id("fam", fullest.attribution.id),
        speaker=speaker,
        fullest=fullest.attribution.id,
        members=tuple(described),
    )
