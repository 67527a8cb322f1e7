"""Sentences: pieces of text, some of them tagged with what they are, which copying edits without losing the tags.

Invariant: a sentence keeps its ``line`` (the id of the sentence as first written) through every edit, so that two
articles share text exactly where they share lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from .lexicon import ADJECTIVES, ADVERBS, BASE_VERBS, LINKS, NOUNS, PREPOSITIONS, VERBS, replace_word


class Tag(StrEnum):
    """What a piece of a sentence is; plain prose has none."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    NUMBER = "number"
    CREDIT = "credit"


class Manner(StrEnum):
    """How a sentence stands in a copy, beside the line it was copied from."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text and its tag. Quotation marks are pieces of their own."""

    text: str
    tag: Tag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence. ``about`` is the utterance, count or credit it gives, ``by`` the speaker whom it names."""

    line: int
    pieces: tuple[Piece, ...]
    about: str | None = None
    by: str | None = None
    quoted: bool = False
    background: bool = False
    whole: bool = False

    @property
    def n_words(self) -> int:
        """Count the words outside quotation marks."""
        own = (piece for piece in self.pieces if not (self.quoted and piece.tag is Tag.CONTENT))
        return sum(len(piece.text.split()) for piece in own)


class Writer:
    """Writes sentences of one subject: its nouns come back, as they do in an article, and its phrases do not."""

    def __init__(self, random: Random, lines: Iterator[int]) -> None:
        self.random = random
        self.lines = lines
        self.nouns = random.sample(NOUNS, 40)

    def noun(self) -> str:
        """Choose a noun, half the time one of the subject's."""
        return self.random.choice(self.nouns if self.random.random() < 0.5 else NOUNS)

    def noun_phrase(self, depth: int = 0) -> str:
        """Write what a clause speaks of, with what it belongs to or stands near."""
        words = [self.random.choice(("the", "the", "a", "one", "every", "their", "its"))]
        words += self.random.sample(ADJECTIVES, self.random.choice((0, 1, 1, 2)))
        words.append(self.noun())
        if depth < 1 and self.random.random() < 0.35:
            words += ["of", self.noun_phrase(depth + 1)]
        elif depth < 1 and self.random.random() < 0.3:
            words += [self.random.choice(PREPOSITIONS), self.noun_phrase(depth + 1)]
        return _mend_article(" ".join(words))

    def clause(self, subject: str | None = None) -> str:
        """Write somebody doing something to something."""
        words = [subject or self.noun_phrase(), self.random.choice(VERBS), self.noun_phrase()]
        words += [self.random.choice(PREPOSITIONS), self.noun_phrase(1)] if self.random.random() < 0.4 else []
        words += [self.random.choice(ADVERBS)] if self.random.random() < 0.5 else []
        return " ".join(words)

    def narrate(self, subject: str | None = None, *, background: bool = False) -> Sentence:
        """Write a sentence in the article's own voice."""
        clauses = [self.clause(subject)]
        while len(clauses) < 3 and self.random.random() < 0.55:
            clauses += [self.random.choice(LINKS), self.clause()]
        text = " ".join(clauses)
        if self.random.random() < 0.25:
            text = f"{self.random.choice(ADVERBS)}, {text}"
        return Sentence(line=next(self.lines), pieces=(Piece(_open(text) + "."),), background=background)

    def speak(self) -> str:
        """Write what somebody says: a clause or two in the first person, without an end mark."""
        modal = self.random.choice(("will", "must", "cannot", "should", "did not", "never could", "shall"))
        who = self.random.choice(("we", "I", "they", "you", "nobody here", "all of us"))
        words = [who, modal, self.random.choice(BASE_VERBS), self.noun_phrase()]
        words += [self.random.choice(LINKS), self.clause()] if self.random.random() < 0.75 else []
        return _open(" ".join(words))


def edit(sentence: Sentence, manner: Manner, random: Random) -> Sentence:
    """Copy a sentence: to the letter, with a word changed here and there, or with one in seven changed.

    What stands in quotation marks, names, numbers and credits stays.
    """
    if manner is Manner.VERBATIM:
        return sentence
    rate = 0.04 if manner is Manner.EDITED else 0.15
    pieces = tuple(
        Piece(" ".join(_edit_word(word, rate, random) for word in piece.text.split(" ")), piece.tag)
        if piece.tag is None or (piece.tag is Tag.CONTENT and not sentence.quoted)
        else piece
        for piece in sentence.pieces
    )
    return replace(sentence, pieces=pieces)


def _edit_word(word: str, rate: float, random: Random) -> str:
    return replace_word(word, random) if random.random() < rate else word


def _open(text: str) -> str:
    return text[:1].upper() + text[1:]


def _mend_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return f"an {rest}" if first == "a" and rest[:1] in "aeiou" else text
