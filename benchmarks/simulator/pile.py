"""A whole pile with its truth, of any size.

Invariant: `simulate_pile` gives the same pile for the same size and seed, and every span of the truth lies in its text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count as count_from
from random import Random

from sayso.model.annotation import AnnotatedArticle
from sayso.model.span import Span

from .newsroom import (
    Draft,
    House,
    borrow_paragraphs,
    copy_article,
    found_agency,
    found_outlet,
    update_take,
    write_report,
)
from .prose import Writer
from .typesetting import Printed, set_article
from .world import Event, Topic, invent_event, invent_topic

EVENTS_A_DAY = 30
EVENTS_A_TOPIC = 12
LEAST_LINE = 8  # words outside quotation marks that make a sentence somebody's prose
_WARM_UP = 14 * 24 * 60  # minutes by which a topic's background precedes the pile's first event


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Reports (ids of attributions or figures) of one thing said or counted, and the true number of its origins."""

    kind: str  # "utterance", "figure" or "claim"
    id: str
    reports: tuple[str, ...]
    n_origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """Articles with true annotations, and what is true of them.

    ``copies`` are pairs (ids ascending) that share two sentences of prose or more; pairs that share one alone are
    ``doubtful`` and count for nothing. ``sources`` gives for each article those that its text was taken from, directly
    or not. ``credits`` are the spans where each article names an agency or outlet as its origin, and whether all of it
    is theirs. ``events`` gives each article's event, ``families`` the attributions of each utterance.
    """

    articles: tuple[AnnotatedArticle, ...]
    copies: frozenset[tuple[str, str]]
    doubtful: frozenset[tuple[str, str]]
    sources: dict[str, frozenset[str]]
    credits: dict[str, tuple[tuple[Span, bool], ...]]
    events: dict[str, str]
    families: dict[str, tuple[str, ...]]
    questions: tuple[Question, ...]


def simulate_pile(n_articles: int, seed: int = 1) -> Pile:
    """Invent events until so many articles are written on them. Time is linear in the number."""
    random = Random(seed)  # noqa: S311  (a yardstick, no secret)
    lines = count_from()
    drafts: list[Draft] = []
    truth: list[Event] = []
    n_days = max(3, n_articles // (12 * EVENTS_A_DAY))
    agencies = [found_agency(random) for _ in range(8)]
    outlets = [found_outlet(random) for _ in range(max(20, min(400, n_articles // 20)))]
    topic = _open_topic(random, lines)
    while len(drafts) < n_articles:
        if len(truth) % EVENTS_A_TOPIC == 0:
            topic = _open_topic(random, lines)
            drafts.append(_explain(f"t{len(truth)}", topic, random.choice(outlets), Writer(random, lines)))
        event = invent_event(len(truth), topic, Writer(random, lines), random, random.randrange(n_days * 24 * 60))
        truth.append(event)
        drafts += _cover(event, agencies, outlets, random)
    printed = [set_article(draft, random) for draft in drafts[:n_articles]]
    return _tell_truth(drafts[:n_articles], printed, truth)


def _open_topic(random: Random, lines: Iterator[int]) -> Topic:
    return invent_topic(Writer(random, lines), random)


def _explain(key: str, topic: Topic, house: House, writer: Writer) -> Draft:
    """Write the article that holds a topic's background before anything happens."""
    own = tuple((writer.narrate(), writer.narrate()) for _ in range(6))
    return Draft(
        id=key,
        event=key,
        house=house,
        at=-_WARM_UP,
        headline=writer.narrate(topic.place),
        paragraphs=(*own[:3], *topic.background, *own[3:]),
    )


def _cover(event: Event, agencies: list[House], outlets: list[House], random: Random) -> list[Draft]:
    """Write all that is printed on an event; one take in seven stays out of the pile, its reprints do not."""
    houses = iter(random.sample(outlets, 16))
    keys = (f"{event.id}-{number}" for number in count_from())
    drafts: list[Draft] = []
    takes: list[Draft] = []
    for place, agency in enumerate(random.sample(agencies, random.choice((1, 2)))):
        begins_at = event.begins_at + random.randrange(20, 120)
        take = write_report(next(keys), event, agency, begins_at, agency=True, counts=place == 0)
        takes.append(take)
        if random.random() < 0.5:
            takes.append(update_take(next(keys), take, event, take.at + random.randrange(120, 600)))
    drafts += [take for take in takes if random.random() > 0.15]
    own = [
        write_report(next(keys), event, next(houses), event.begins_at + random.randrange(60, 1800))
        for _ in range(random.choice((2, 3, 3, 4)))
    ]
    copies: list[Draft] = []
    for _ in range(random.choice((3, 4, 5, 6, 7))):
        original = random.choice([*takes, *takes, *copies[:2], *own[:1]])
        later = original.at + random.randrange(10, 1200)
        copies.append(copy_article(next(keys), original, event, next(houses), later))
    if random.random() < 0.6:
        original = random.choice(takes)
        later = original.at + random.randrange(30, 900)
        copies.append(borrow_paragraphs(next(keys), original, event, next(houses), later))
    return [*drafts, *own, *copies]


def _tell_truth(drafts: list[Draft], printed: list[Printed], events: list[Event]) -> Pile:
    id_of = {draft.id: each.annotated.article.id for draft, each in zip(drafts, printed, strict=True)}
    n_shared: Counter[tuple[str, str]] = Counter()
    holders: dict[int, list[str]] = {}
    for draft in drafts:
        for sentence in (sentence for paragraph in draft.paragraphs for sentence in paragraph):
            if not sentence.background and sentence.n_words >= LEAST_LINE:
                holders.setdefault(sentence.line, []).append(id_of[draft.id])
    for ids in holders.values():
        ordered = sorted(set(ids))
        for place, a in enumerate(ordered):
            n_shared.update((a, b) for b in ordered[place + 1 :])
    reports: dict[str, list[str]] = {}
    for each in printed:
        for about, report in each.reports:
            reports.setdefault(about, []).append(report)
    return Pile(
        articles=tuple(sorted((each.annotated for each in printed), key=lambda each: each.article.id)),
        copies=frozenset(pair for pair, n in n_shared.items() if n > 1),
        doubtful=frozenset(pair for pair, n in n_shared.items() if n == 1),
        sources={
            id_of[draft.id]: frozenset(id_of[source] for source in draft.sources if source in id_of) for draft in drafts
        },
        credits={each.annotated.article.id: each.credits for each in printed},
        events={id_of[draft.id]: draft.event for draft in drafts},
        families={
            utterance.id: tuple(reports.get(utterance.id, ())) for event in events for utterance in event.utterances
        },
        questions=tuple(_ask(events, reports)),
    )


def _ask(events: list[Event], reports: dict[str, list[str]]) -> Iterator[Question]:
    for event in events:
        groups: dict[tuple[str, str], dict[str, list[str]]] = {}
        for utterance in event.utterances:
            told = reports.get(utterance.id, [])
            groups.setdefault(("claim", utterance.claim), {}).setdefault(utterance.speaker.name, []).extend(told)
            groups.setdefault(("utterance", utterance.id), {}).setdefault(utterance.speaker.name, []).extend(told)
        for count in event.counts:
            told = reports.get(count.id, [])
            holder = count.holder.name if count.holder else "the agency itself"
            groups.setdefault(("figure", count.quantity), {}).setdefault(holder, []).extend(told)
        for (kind, key), by_holder in groups.items():
            ids = sorted(report for told in by_holder.values() for report in told)
            if len(ids) > 1:
                n_origins = sum(bool(told) for told in by_holder.values())
                yield Question(kind=kind, id=key, reports=tuple(ids), n_origins=n_origins)
