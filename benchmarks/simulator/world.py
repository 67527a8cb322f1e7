"""Invented events: where, who speaks, what is said, what is counted, and by whom.

Invariant: an utterance belongs to one speaker, a count to one holder; how many stand behind a claim or a number is
known when the event is made and not read back from any text.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .lexicon import GIVEN, KINDS, ROLES, STATES, THINGS, make_name
from .prose import Sentence, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who speaks."""

    name: str
    role: str

    @property
    def surname(self) -> str:
        """Give the last name."""
        return self.name.split()[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What a speaker said, as sentences; ``claim`` names what is asserted, which others may assert too."""

    id: str
    claim: str
    speaker: Person
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number as one holder gives it; ``quantity`` is what several holders count alike.

    ``holder`` is ``None`` for what an agency counted itself and gives in its own voice.
    """

    id: str
    quantity: str
    holder: Person | None
    number: int
    thing: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A place with a past: ``background`` paragraphs that articles on any of its events repeat."""

    place: str
    background: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, at an hour counted from the first of the pile."""

    id: str
    kind: str
    topic: Topic
    town: str
    begins_at: int
    utterances: tuple[Utterance, ...]
    counts: tuple[Count, ...]
    writer: Writer


def invent_topic(writer: Writer, random: Random) -> Topic:
    """Invent a place and its past."""
    place = make_name(random, 3)
    paragraphs = tuple(
        (writer.narrate(f"the {random.choice(KINDS)} of {place}", background=True), writer.narrate(background=True))
        for _ in range(3)
    )
    return Topic(place=place, background=paragraphs)


def invent_event(number: int, topic: Topic, writer: Writer, random: Random, begins_at: int) -> Event:
    """Invent what happened at a place, who spoke of it and who counted what."""
    people = [Person(name=f"{random.choice(GIVEN)} {make_name(random)}", role=role) for role in random.sample(ROLES, 5)]
    event_id = f"e{number}"
    utterances, counts = [], []
    for claim in range(random.choice((1, 2, 2))):
        for place, speaker in enumerate(random.sample(people, random.choice((1, 1, 2, 3)))):
            clauses = tuple(writer.speak() for _ in range(random.choice((1, 2, 2, 3))))
            key = f"{event_id}-c{claim}"
            utterances.append(Utterance(id=f"{key}-{place}", claim=key, speaker=speaker, clauses=clauses))
    for quantity in range(random.choice((1, 2))):
        number_, thing, state = random.randrange(12, 900), random.choice(THINGS), random.choice(STATES)
        holders: list[Person | None] = [*random.sample(people, random.choice((1, 1, 2)))]
        holders += [None] if random.random() < 0.3 else []
        for place, holder in enumerate(holders):
            key = f"{event_id}-q{quantity}"
            counts.append(
                Count(id=f"{key}-{place}", quantity=key, holder=holder, number=number_, thing=thing, state=state)
            )
    return Event(
        id=event_id,
        kind=random.choice(KINDS),
        topic=topic,
        town=make_name(random),
        begins_at=begins_at,
        utterances=tuple(utterances),
        counts=tuple(counts),
        writer=writer,
    )
