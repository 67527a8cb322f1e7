"""How an article comes about: written by a reporter, taken from an agency, copied, cut, reworded, credited or not.

Invariant: a draft knows what it was made from; the text never has to be compared to tell it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from .lexicon import PAPERS, WIRES, make_name
from .prose import Manner, Piece, Sentence, Tag, Writer, edit
from .statements import Wording, change_speaker, lose_speaker, report_count, report_utterance
from .world import Event

Paragraph = tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An outlet or an agency; ``short`` is what a dateline calls an agency."""

    name: str
    short: str
    address: str

    def publisher(self, random: Random) -> str:
        """Give the name or the address, as metadata has one or the other."""
        return self.name if random.random() < 0.5 else self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article before it has offsets. ``sources`` are the ids of the drafts that its text was taken from.

    ``at`` is the minute of publication, counted from the pile's first event.
    """

    id: str
    event: str
    house: House
    at: int
    headline: Sentence
    paragraphs: tuple[Paragraph, ...]
    dateline: tuple[Piece, ...] = ()
    head: tuple[Sentence, ...] = ()
    foot: tuple[Sentence, ...] = ()
    sources: tuple[str, ...] = ()
    agency: House | None = None


def found_agency(random: Random) -> House:
    short, kind = make_name(random), random.choice(WIRES)
    return House(name=f"{short} {kind}", short=short, address=f"{short}{kind.replace(' ', '')}.com".lower())


def found_outlet(random: Random) -> House:
    name = f"{make_name(random)} {random.choice(PAPERS)}"
    return House(name=name, short=name, address=f"{name.replace(' ', '')}.net".lower())


def write_report(key: str, event: Event, house: House, at: int, *, agency: bool = False, counts: bool = False) -> Draft:
    """Write an article from scratch: own words, and what was said and counted at the event.

    ``counts`` says that it is this newsroom that counted itself.
    """
    writer, random = event.writer, event.writer.random
    named: set[str] = set()
    paragraphs: list[Paragraph] = [(writer.narrate(f"the {event.kind} in {event.town}"), writer.narrate())]
    for count in event.counts:
        if random.random() < 0.6 and (count.holder is not None or counts):
            sentence = report_count(count, writer, named)
            paragraphs.append((sentence if random.random() > 0.03 else lose_speaker(sentence), writer.narrate()))
    for utterance in event.utterances:
        if random.random() < 0.6:
            wording = random.choice(tuple(Wording))
            paragraphs.append((report_utterance(utterance, wording, writer, named), writer.narrate()))
    for _ in range(random.randrange(2, 6)):
        paragraphs.append(tuple(writer.narrate() for _ in range(random.choice((2, 2, 3)))))
    if random.random() < 0.3:
        paragraphs.append(random.choice(event.topic.background))
    draft = Draft(id=key, event=event.id, house=house, at=at, headline=_headline(event), paragraphs=tuple(paragraphs))
    return replace(draft, dateline=_dateline(event, house), agency=house) if agency else draft


def update_take(key: str, take: Draft, event: Event, at: int) -> Draft:
    """Write an agency's next take: news on top, most of the take before it below."""
    writer = event.writer
    fresh = tuple((writer.narrate(f"rescuers in {event.town}"), writer.narrate()) for _ in range(2))
    kept = take.paragraphs[: max(3, len(take.paragraphs) - 1)]
    return replace(
        take, id=key, at=at, headline=_headline(event), paragraphs=(*fresh, *kept), sources=(take.id, *take.sources)
    )


def copy_article(key: str, original: Draft, event: Event, house: House, at: int) -> Draft:
    """Print an article again: whole or cut, to the letter or reworded, with its credit or without."""
    random = event.writer.random
    manner = random.choices(tuple(Manner), (6, 3, 1))[0]
    n_kept = len(original.paragraphs) if random.random() < 0.65 else random.randrange(3, len(original.paragraphs) + 1)
    paragraphs = tuple(
        tuple(_copy_sentence(sentence, manner, event) for sentence in paragraph)
        for paragraph in original.paragraphs[:n_kept]
    )
    copy = Draft(
        id=key,
        event=event.id,
        house=house,
        at=at,
        headline=_headline(event),
        paragraphs=paragraphs,
        sources=(original.id, *original.sources),
        agency=original.agency,
    )
    if random.random() < 0.2:
        return copy
    if original.agency is None:
        return replace(copy, foot=(_credit(event.writer, "Source: ", original.house.name),))
    return _credit_whole(copy, original.agency, event)


def borrow_paragraphs(key: str, original: Draft, event: Event, house: House, at: int) -> Draft:
    """Write an article of one's own and put some paragraphs of another into it."""
    random = event.writer.random
    own = write_report(key, event, house, at)
    plain = [part for part in original.paragraphs if not any(each.background or each.quoted for each in part)]
    taken = random.sample(plain, min(len(plain), random.randrange(3, 5)))
    place = random.randrange(1, len(own.paragraphs))
    mixed = (*own.paragraphs[:place], *taken, *own.paragraphs[place:])
    lender = original.agency or original.house
    note = random.choice((("With inputs from ", "."), ("", " contributed to this report."), ("via ", "")))
    foot = (_credit(event.writer, note[0], lender.name, note[1], whole=False),) if random.random() < 0.8 else ()
    return replace(own, paragraphs=mixed, foot=foot, sources=(original.id, *original.sources))


def _copy_sentence(sentence: Sentence, manner: Manner, event: Event) -> Sentence:
    random = event.writer.random
    copied = edit(sentence, manner, random)
    if manner is not Manner.VERBATIM and sentence.about and sentence.by:
        chance = random.random()
        if chance < 0.05:
            return lose_speaker(copied)
        others = [each.speaker for each in event.utterances if each.speaker.name != sentence.by]
        if chance < 0.07 and others and sentence.quoted:
            return change_speaker(copied, random.choice(others))
    return copied


def _credit_whole(copy: Draft, agency: House, event: Event) -> Draft:
    random, writer = event.writer.random, event.writer
    style = random.choice(("dateline", "dateline", "byline", "source", "copyright", "dash"))
    if style == "dateline":
        return replace(copy, dateline=_dateline(event, agency))
    if style == "byline":
        return replace(copy, head=(_credit(writer, "By ", agency.name),))
    if style == "source":
        return replace(copy, foot=(_credit(writer, "Source: ", agency.name),))
    if style == "copyright":
        return replace(copy, foot=(_credit(writer, "© 2031 ", agency.name, ". All rights reserved."),))
    *rest, last = copy.paragraphs
    closing = replace(last[-1], pieces=(*last[-1].pieces, Piece(" — "), Piece(agency.name, Tag.CREDIT)), whole=True)
    return replace(copy, paragraphs=(*rest, (*last[:-1], closing)))


def _credit(writer: Writer, before: str, name: str, after: str = "", *, whole: bool = True) -> Sentence:
    pieces = (Piece(before), Piece(name, Tag.CREDIT), Piece(after))
    return Sentence(line=next(writer.lines), pieces=pieces, whole=whole)


def _dateline(event: Event, agency: House) -> tuple[Piece, ...]:
    name = event.writer.random.choice((agency.short, agency.name))
    return (Piece(f"{event.town.upper()} ("), Piece(name, Tag.CREDIT), Piece(") — "))


def _headline(event: Event) -> Sentence:
    writer = event.writer
    text = f"{event.town} {event.kind}: {writer.noun_phrase(1)} {writer.random.choice(('holds', 'fails', 'waits'))}"
    return Sentence(line=next(writer.lines), pieces=(Piece(text),))
