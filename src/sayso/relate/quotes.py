"""Quote families: one utterance in the several wordings in which articles give it.

Invariant: a member is aligned to the fullest wording word for word, and two named speakers stand in one family only
when the change of one is "other speaker". How near two wordings are is a fact of their words, not a verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.model.annotation import MEDIA, AnnotatedArticle, EntityKind, Form
from sayso.model.ids import derive_id
from sayso.model.judgement import Judgement
from sayso.model.relation import Change, Entity, FamilyMember, QuoteFamily
from sayso.model.span import Span
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.frequencies import weigh_stem
from sayso.relate.names import split_name
from sayso.relate.rewording import Phrase, measure_rewording
from sayso.relate.wordings import Wording, describe_change, read_wording
from sayso.text.align import Run, match_words
from sayso.text.shingles import block_by_shingle, hash_shingles
from sayso.text.words import FUNCTION_STEMS

JUDGED_AS = "quote"  # the kind of a `Judgement` whose ``a`` and ``b`` are attributions
LEAST_WEIGHT = 1.5  # of a wording that is compared at all
LEAST_SHARED = 2.0  # weight of the words that two wordings share
LEAST_LIKENESS = 0.5  # part of the shorter wording, by weight, that both have
LEAST_LIKENESS_SHORT = 0.6  # the same where the shorter weighs less than SHORT
SHORT = 3.0
LEAST_LIKENESS_TOLD = 0.7  # the same for a quotation and what is told outside quotation marks, in any words
LEAST_REPEATED = 0.85  # the same for two wordings in one article, and where the shorter has one content word
LEAST_TOLD = 3  # content words of a wording that is told, or whose speaker is not known
LEAST_VERBATIM, LEAST_VERBATIM_WORDS = 0.9, 7  # what joins the wordings of two speakers
LONG_VERBATIM_WORDS = 16  # so many are a whole sentence, however much the longer one goes on
LEAST_LIKENESS_UNKNOWN, LEAST_SHARED_UNKNOWN = 0.55, 5.0  # what joins a wording whose speaker is not known
LEAST_LIKENESS_REWORDED, LEAST_REWORDED = 0.36, 0.6  # less likeness is enough if the trained line says "the same"
LEAST_STRETCH, MOST_BETWEEN = 5.0, 2  # weight of a stretch that both have to the word, but for so many words at a time
LEAST_SHARED_PART = 0.3  # what the words that two wordings share may come to at best: else they are not compared
LEAST_SAID_AGAIN = 0.95  # the same for two wordings of two occasions: the words themselves, cited later
NEAR = 300  # code points around a quotation of nobody's, in its paragraph, in which a name may be its speaker's
SAME_DAYS = 3  # apart: what is alike and printed later is said again
MOST_WORDINGS = 400  # a stem in more wordings of one speaker than this says nothing of a pair


@dataclass(frozen=True, slots=True)
class _Unique:
    """All attributions of one speaker with the same stems. ``speaker`` is ``None`` for one that has no name.

    ``names`` are the stems that are names, ``near`` are entities named around one whose speaker is not known,
    ``told`` are the outlets that it was told to, and ``days`` the first and last day on which it was printed.
    """

    speaker: str | None
    stems: tuple[str, ...]
    weight: float
    wordings: tuple[Wording, ...]
    articles: frozenset[str]
    names: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    told: frozenset[tuple[str, ...]] = frozenset()
    days: tuple[date, date] | None = None

    @property
    def is_told(self) -> bool:
        """Say whether no wording is a quotation."""
        return all(wording.is_told for wording in self.wordings)


@dataclass(frozen=True, slots=True)
class _Match:
    """How alike two unique wordings are, and which stems of each are matched.

    ``score`` ranks: it is the ``likeness``, less where another speaker or no quotation is the second choice.
    ``stretch`` weighs the heaviest stretch that both have nearly word for word.
    """

    score: float
    a: int
    b: int
    a_stems: frozenset[int]
    b_stems: frozenset[int]
    likeness: float
    stretch: float = 0.0


def find_quote_families(
    articles: Sequence[AnnotatedArticle],
    entities: Iterable[Entity] = (),
    speakers: Mapping[str, str] | None = None,
    judgements: Iterable[Judgement] = (),
) -> tuple[QuoteFamily, ...]:
    """Group wordings into families of two members or more, one of them at least a quotation, sorted by id.

    Block by speaker and shared stems, compare by weighted alignment, cluster under the judgements. A wording that
    competes with another of its own article for the same words of a third loses to the better one. What is told in an
    article's own words joins a quotation of the same speaker that has nearly all of them.
    """
    names = {entity.id: entity for entity in entities}
    named = {
        entity_id
        for entity_id, entity in names.items()
        if entity.kind is not EntityKind.UNNAMED and _is_name(entity.name)
    }
    wordings = {
        wording.attribution.id: wording
        for annotated in sorted(articles, key=lambda each: each.article.rank)
        for wording in _read_wordings(annotated)
    }
    speaker_of = {key: (speakers or {}).get(key) for key in wordings}
    places = _place_names(names[entity_id] for entity_id in sorted(named))
    uniques = _unite(wordings, speaker_of, named, places)
    matches = [*_match_one_speaker(uniques), *_match_any_speaker(uniques)]
    links = [Link(match.score, *_first_ids(uniques, match)) for match in _gather(uniques, _settle(uniques, matches))]
    for unique in uniques:
        first = unique.wordings[0].attribution.id
        links += [Link(1.0, first, wording.attribution.id) for wording in unique.wordings[1:]]
    decided = [judgement for judgement in judgements if judgement.kind == JUDGED_AS]
    groups = cluster_records(wordings, links, decided)
    families = (
        _make_family([wordings[key] for key in group], speaker_of, named)
        for group in groups
        if len(group) > 1 and not all(wordings[key].is_told for key in group)
    )
    return tuple(sorted(families, key=lambda family: family.id))


def _read_wordings(annotated: AnnotatedArticle) -> list[Wording]:
    """Read an article's wordings; words that two of them hold count for the inner one alone, if it is quoted."""
    wordings = [read_wording(annotated, attribution) for attribution in annotated.attributions]
    held: list[Span] = []
    kept = []

    def inner_first(each: Wording) -> tuple[bool, int, bool, int]:  # of two with the same words, that which has a way
        form = each.attribution.form
        return each.is_told, len(each.words), form is not Form.DIRECT, -len(each.attribution.via)

    for wording in sorted(wordings, key=inner_first):
        if not any(piece.overlaps(span) for piece in wording.pieces for span in held):
            held += wording.pieces
            kept.append(wording)
    return kept


def _is_name(name: str) -> bool:
    return any(c.isupper() for c in name)


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
) -> list[_Unique]:
    groups: dict[tuple[str, tuple[str, ...]], list[Wording]] = {}
    for key, wording in sorted(wordings.items()):
        speaker = speaker_of[key]
        if speaker in named or not wording.is_told:
            groups.setdefault((speaker if speaker in named and speaker else "", wording.stems), []).append(wording)
    uniques = []
    for (speaker, stems), members in sorted(groups.items()):
        weight = sum(map(weigh_stem, stems))
        n_content = sum(stem not in FUNCTION_STEMS for stem in stems)
        if weight >= LEAST_WEIGHT and n_content:
            articles = frozenset(member.attribution.article_id for member in members)
            near = frozenset[str]().union(*(_find_near(member, places) for member in members if not speaker))
            told = frozenset(
                split_name(hop.name) for member in members for hop in member.attribution.via if hop.kind in MEDIA
            )
            names = frozenset[str]().union(*(member.names for member in members))
            days = _days_of(members)
            uniques.append(_Unique(speaker or None, stems, weight, tuple(members), articles, names, near, told, days))
    return uniques


def _days_of(members: Iterable[Wording]) -> tuple[date, date] | None:
    """Give the first and the last day on which a wording was printed; ``None`` where one of them is not known."""
    days = [member.article.published_on for member in members]
    known = [day for day in days if day is not None]
    return (min(known), max(known)) if known and len(known) == len(days) else None


def _is_said_again(a: _Unique, b: _Unique) -> bool:
    """Say whether two wordings were told to different media, or printed on days too far apart to be one occasion."""
    if (
        a.told
        and b.told
        and not any(set(one) <= set(other) for x in a.told for y in b.told for one, other in ((x, y), (y, x)))
    ):
        return True
    if a.days is None or b.days is None:
        return False
    return max(a.days[0] - b.days[1], b.days[0] - a.days[1]) > timedelta(days=SAME_DAYS)


def _match_one_speaker(uniques: Sequence[_Unique]) -> list[_Match]:
    """Compare wordings of one named speaker that share two content stems.

    One whose speaker is not known is compared with those of whoever is named beside it.
    """
    by_stem: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
    for index, unique in enumerate(uniques):
        for speaker in [unique.speaker] if unique.speaker else sorted(unique.near):
            for stem in sorted(set(unique.stems)):
                if stem not in FUNCTION_STEMS:
                    by_stem.setdefault((speaker, stem), ([], []))[unique.is_told].append(index)
    n_shared: Counter[tuple[int, int]] = Counter()
    for quoted, told in by_stem.values():
        if len(quoted) <= MOST_WORDINGS:
            for place, i in enumerate(quoted):
                for j in quoted[place + 1 :]:
                    if uniques[i].speaker or uniques[j].speaker:
                        n_shared[i, j] += 1
                for j in told if len(told) <= MOST_WORDINGS else ():
                    n_shared[min(i, j), max(i, j)] += 1
    matches = []
    for (i, j), n in sorted(n_shared.items()):
        shorter = min(uniques[i].weight, uniques[j].weight)
        if uniques[i].is_told or uniques[j].is_told:
            matches += _match_told(uniques, i, j) if n >= LEAST_TOLD else []
            continue
        if not (uniques[i].speaker and uniques[j].speaker) and _n_content(uniques[i], uniques[j]) < LEAST_TOLD:
            continue  # a term that many use: “bump stock”
        if n >= (1 if shorter < SHORT else 2) and n + 0.4 * shorter >= LEAST_SHARED_PART * shorter:
            match = _compare(uniques, i, j)
            least = _least_likeness(uniques[i], uniques[j])
            if match.score < least < LEAST_REPEATED and (
                match.stretch >= LEAST_STRETCH
                or (match.score >= LEAST_LIKENESS_REWORDED and _is_reworded(uniques[i], uniques[j]))
            ):
                least = match.score
            enough = LEAST_WEIGHT if match.score >= LEAST_REPEATED else LEAST_SHARED
            if match.score >= least and match.score * shorter >= enough:
                matches.append(match)
    return matches


def _match_told(uniques: Sequence[_Unique], i: int, j: int) -> list[_Match]:
    """Compare what one article tells in its own words with a quotation of the same speaker in another.

    Nearly all of the shorter one stands in the longer, or the trained line takes them for one.
    """
    a, b = uniques[i], uniques[j]
    if a.speaker != b.speaker or _n_content(a, b) < LEAST_TOLD or a.articles & b.articles or _is_said_again(a, b):
        return []
    match = _compare(uniques, i, j)
    enough = match.score >= LEAST_LIKENESS_TOLD or (match.score >= LEAST_LIKENESS and _is_reworded(a, b))
    return [replace(match, score=match.score / 2)] if enough else []


def _match_any_speaker(uniques: Sequence[_Unique]) -> list[_Match]:
    """Compare wordings whose speakers differ or are not known: only what is nearly the same is one utterance."""
    long = [i for i, unique in enumerate(uniques) if len(unique.stems) >= LEAST_VERBATIM_WORDS and not unique.is_told]
    shingles = [sorted(set(hash_shingles(uniques[index].stems, 4))) for index in long]
    pairs: set[tuple[int, int]] = set()
    for holders in block_by_shingle(shingles, 32):
        for place, i in enumerate(holders):
            pairs.update((long[i], long[j]) for j in holders[place + 1 :])
    matches = []
    for i, j in sorted(pairs):
        a, b = uniques[i], uniques[j]
        if a.speaker is not None and a.speaker == b.speaker:
            continue
        match = _compare(uniques, i, j)
        unknown = a.speaker is None or b.speaker is None
        least = LEAST_LIKENESS_UNKNOWN if unknown and not a.articles & b.articles else LEAST_VERBATIM
        half = min(max(len(a.stems), len(b.stems)) // 2, LONG_VERBATIM_WORDS)
        n_least = LEAST_VERBATIM_WORDS if unknown else max(LEAST_VERBATIM_WORDS, half)
        shared = match.score * min(a.weight, b.weight)
        enough = shared >= (LEAST_SHARED if match.score >= LEAST_VERBATIM else LEAST_SHARED_UNKNOWN)
        if match.score >= least and enough and len(match.a_stems) >= n_least:
            matches.append(replace(match, score=match.score / 2))
    return matches


def _n_content(a: _Unique, b: _Unique) -> int:
    """Count the content words of the one that has fewer."""
    return min(sum(stem not in FUNCTION_STEMS for stem in unique.stems) for unique in (a, b))


def _least_likeness(a: _Unique, b: _Unique) -> float:
    """Ask more of wordings that say little, and most of two wordings in one article: there only a repetition counts."""
    n_content = _n_content(a, b)
    if _is_said_again(a, b):
        return LEAST_SAID_AGAIN
    if n_content < 2 or a.articles & b.articles:
        return LEAST_REPEATED
    return LEAST_LIKENESS_SHORT if min(a.weight, b.weight) < SHORT else LEAST_LIKENESS


def _compare(uniques: Sequence[_Unique], i: int, j: int) -> _Match:
    """Score two wordings: the mean of what they share in order and in any order, by weight, of the shorter one.

    Of a much longer wording only the stretch that shares most is looked at: words from all over a long answer are not
    a short one.
    """
    a, b = uniques[i].stems, uniques[j].stems
    a_start, a_end = _nearest_stretch(a, b) if len(a) > len(b) else (0, len(a))
    b_start, b_end = _nearest_stretch(b, a) if len(b) > len(a) else (0, len(b))
    runs = match_words(a[a_start:a_end], b[b_start:b_end])
    a_stems = frozenset(a_start + run.a + n for run in runs for n in range(run.length))
    b_stems = frozenset(b_start + run.b + n for run in runs for n in range(run.length))
    ordered = sum(weigh_stem(a[index]) for index in sorted(a_stems))
    common = Counter(a[a_start:a_end]) & Counter(b[b_start:b_end])
    any_order = sum(weigh_stem(stem) * n for stem, n in sorted(common.items()))
    score = (ordered + any_order) / 2 / min(uniques[i].weight, uniques[j].weight)
    return _Match(score, i, j, a_stems, b_stems, score, _weigh_stretch(runs, a[a_start:a_end]))


def _weigh_stretch(runs: Sequence[Run], a: Sequence[str]) -> float:
    """Weigh the heaviest sequence of runs with at most MOST_BETWEEN other words on either side between two of them."""
    best = weight = 0.0
    for place, run in enumerate(runs):
        if place:
            last = runs[place - 1]
            if max(run.a - last.a, run.b - last.b) - last.length > MOST_BETWEEN:
                weight = 0.0
        weight += sum(weigh_stem(stem) for stem in a[run.a : run.a + run.length])
        best = max(best, weight)
    return best


def _is_reworded(a: _Unique, b: _Unique) -> bool:
    """Say whether the trained line takes the shorter and the stretch of the longer that is nearest to it for one."""
    short, long = sorted((a, b), key=lambda unique: (len(unique.stems), unique.stems))
    start, end = _nearest_stretch(long.stems, short.stems)
    here, there = Phrase(short.stems, short.names), Phrase(long.stems[start:end], long.names)
    return measure_rewording(here, there) >= LEAST_REWORDED


def _nearest_stretch(long: Sequence[str], short: Sequence[str]) -> tuple[int, int]:
    """Find the stretch of ``long``, half as long again as ``short``, that holds most of its weight. Time is linear."""
    size = len(short) + len(short) // 2 + 4
    if len(long) <= size:
        return 0, len(long)
    left = Counter(short)
    weight, best, best_start = 0.0, -1.0, 0
    for end, stem in enumerate(long):
        if end >= size and (gone := long[end - size]) in left:
            left[gone] += 1
            weight -= weigh_stem(gone) if left[gone] > 0 else 0
        if stem in left:
            weight += weigh_stem(stem) if left[stem] > 0 else 0
            left[stem] -= 1
        if weight > best + 1e-9:
            best, best_start = weight, max(0, end - size + 1)
    return best_start, min(len(long), best_start + size)


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


def _gather(uniques: Sequence[_Unique], matches: Iterable[_Match]) -> list[_Match]:
    """Keep the matches with the fullest wording around: each wording joins the one it is most like.

    A wording is a centre if it matches no fuller centre; one of an unknown speaker only if it matches none at all. What
    is nearly a centre's very words stands for it. So each member matches the fullest wording or its repetition, and a
    chain of half-alike wordings does not grow into a family.
    """
    of: dict[int, list[_Match]] = {}
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


def _first_ids(uniques: Sequence[_Unique], match: _Match) -> tuple[str, str]:
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
