"""Sentences that report what somebody said or counted, in the forms that news copy gives them.

Invariant: each tells its utterance or count by id and the name it gives to who is behind it, however it is worded.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from random import Random

from .lexicon import PREPOSITIONS, replace_word
from .prose import Piece, Sentence, Tag, Writer
from .world import Count, Person, Utterance

UNNAMED = "an official"


class Wording(StrEnum):
    """How an utterance is given."""

    FULL = "full"
    BROKEN = "broken"  # by its cue
    CUT = "cut"
    SHORT = "short"  # some words of it in quotation marks
    REWORDED = "reworded"
    INDIRECT = "indirect"


def report_utterance(utterance: Utterance, wording: Wording, writer: Writer, named: set[str]) -> Sentence:
    """Write a sentence that quotes somebody; ``named`` are the people whom the article has introduced, and grows."""
    random = writer.random
    source = Piece(_introduce(utterance.speaker, random, named), Tag.SOURCE)
    cue = Piece(random.choice(("said", "told reporters", "added", "announced", "insisted")), Tag.CUE)
    clauses = list(utterance.clauses)
    if wording is Wording.CUT:
        clauses = clauses[:1]
    if wording in (Wording.REWORDED, Wording.INDIRECT):
        clauses = [" ".join(_reword(word, random) for word in clause.split()) for clause in clauses]
    opening, closing = Piece("“"), Piece("”")
    said = ". ".join(clauses)
    if wording is Wording.INDIRECT:
        clause = clauses[0] if clauses[0].startswith("I ") else clauses[0][:1].lower() + clauses[0][1:]
        pieces = [source, Piece(" "), Piece("said", Tag.CUE), Piece(" that "), Piece(clause, Tag.CONTENT), Piece(".")]
    elif wording is Wording.SHORT:
        words = clauses[0].split()
        short = " ".join(words[: random.randrange(4, 8)])
        pieces = [opening, Piece(short, Tag.CONTENT), closing, Piece(", "), source, Piece(" "), cue]
        pieces += [Piece(f", as {writer.clause()}.")]
    elif wording is Wording.BROKEN and len(clauses) > 1:
        pieces = [opening, Piece(clauses[0], Tag.CONTENT), Piece(","), closing, Piece(" "), source, Piece(" "), cue]
        pieces += [Piece(". "), opening, Piece(". ".join(clauses[1:]), Tag.CONTENT), Piece("."), closing]
    elif random.random() < 0.5:
        pieces = [opening, Piece(said, Tag.CONTENT), Piece(","), closing, Piece(" "), source, Piece(" "), cue]
        pieces += [Piece(f" {random.choice(_OCCASIONS)}.")]
    else:
        pieces = [source, Piece(" "), cue, Piece(": "), opening, Piece(said, Tag.CONTENT), Piece("."), closing]
    return Sentence(
        line=next(writer.lines),
        pieces=tuple(pieces),
        about=utterance.id,
        by=utterance.speaker.name,
        quoted=wording is not Wording.INDIRECT,
    )


def report_count(count: Count, writer: Writer, named: set[str]) -> Sentence:
    """Write a sentence that gives a number, and whose it is unless the agency counted itself."""
    random = writer.random
    number = Piece(str(count.number), Tag.NUMBER)
    content = Piece(f" {count.thing} had been {count.state}", Tag.CONTENT)
    if count.holder is None:
        tail = Piece(f" {random.choice(PREPOSITIONS)} {writer.noun_phrase(1)}.")
        return Sentence(line=next(writer.lines), pieces=(number, content, tail), about=count.id)
    source = Piece(_introduce(count.holder, random, named), Tag.SOURCE)
    if random.random() < 0.5:
        pieces = (number, content, Piece(", "), Piece("according to", Tag.CUE), Piece(" "), source, Piece("."))
    else:
        tail = Piece(f", {random.choice(_OCCASIONS)}.")
        pieces = (source, Piece(" "), Piece("said", Tag.CUE), Piece(" that "), number, content, tail)
    return Sentence(line=next(writer.lines), pieces=pieces, about=count.id, by=count.holder.name)


def lose_speaker(sentence: Sentence) -> Sentence:
    """Take a sentence's speaker away: a number stands in the article's own voice then, a quotation is an official's."""
    if sentence.quoted:
        pieces = (Piece(UNNAMED, Tag.SOURCE) if piece.tag is Tag.SOURCE else piece for piece in sentence.pieces)
        return replace(sentence, pieces=tuple(pieces), by=UNNAMED)
    if not any(piece.tag is Tag.NUMBER for piece in sentence.pieces):
        return sentence
    kept = tuple(piece for piece in sentence.pieces if piece.tag in (Tag.NUMBER, Tag.CONTENT))
    return replace(sentence, pieces=(*kept, Piece(".")), by=None)


def change_speaker(sentence: Sentence, other: Person) -> Sentence:
    """Put a quotation into another's mouth, by error."""
    pieces = (Piece(other.name, Tag.SOURCE) if piece.tag is Tag.SOURCE else piece for piece in sentence.pieces)
    return replace(sentence, pieces=tuple(pieces), by=other.name)


_OCCASIONS = (
    """
on Monday|on Tuesday morning|late on Wednesday|at a hearing|by telephone|in a statement|at the scene|after the meeting
in an interview|on the steps|over the radio|in the evening|as crews left|on Friday
""".strip()
    .replace("\n", "|")
    .split("|")
)


def _introduce(person: Person, random: Random, named: set[str]) -> str:
    """Name a person in full at first, perhaps with his role, then by surname."""
    if person.name in named:
        return person.surname
    named.add(person.name)
    return f"{person.role[:1].upper()}{person.role[1:]} {person.name}" if random.random() < 0.5 else person.name


def _reword(word: str, random: Random) -> str:
    return replace_word(word, random) if random.random() < 0.25 else word
