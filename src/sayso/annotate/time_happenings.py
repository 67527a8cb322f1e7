"""What a text says happened around its times: "the Oct. 23 shooting", "was shot on Oct. 23", "before the murder".

Happenings are told by the words of `lexicon/en/happenings.txt`; those of one family ("slaying", "killed") may name the
same one.

Invariant: a pure function of the chunks; nothing here gives a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.time_chunks import Chunks
from sayso.annotate.time_match import NO_VERBS, Match
from sayso.annotate.time_words import CODES, PAST_WORDS

_REACH = 16  # chunks between a time and the verb it belongs to
_SUBJECT = 8  # chunks before a verb or the head of a phrase
_MODIFIERS = 4  # words between a day and the noun it stands before
_AUXILIARIES = frozenset("is are was were be been being has have had will would".split())
_JOINING = frozenset(
    "who which that when while as because although but if whether where though unless than after before since until "
    "till following whose".split()
)
_HAPPENED = frozenset(
    "happened occurred took held scheduled set slated planned expected unfolded struck hit began started broke made "
    "came is was".split()
)
_AROUND_DAYS = frozenset("on in at the of night morning evening afternoon day early late around about for just".split())
_MADE_DEAD = frozenset("shot stabbed beaten burned hacked crushed bludgeoned trampled".split())
_SAYS = frozenset(("say", "says"))
_INDEFINITE = frozenset(("a", "an"))
_DEFINITE = frozenset("the this that his her its their our my".split())
_DETERMINERS = _DEFINITE | _INDEFINITE
_PRONOUNS = frozenset("he she it they we i you".split())
_NO_NAMES = frozenset("mr mrs ms dr sen rep gov gen president i he she it they".split())
_QUOTES = frozenset('"“”`)[]')
_TIMES = frozenset(CODES[name] for name in ("DAY", "MONTH", "TODAY", "LAST", "EARLIER", "LATER", "NUM", "SMALL"))
_STOPS = frozenset(CODES[name] for name in ("BREAK", "STOP", "OPEN"))
_MARKS = _STOPS | {CODES["COMMA"], CODES["DOT"]}
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Happening:
    """What is told in the chunks ``first`` to ``last`` (exclusive): its families, and the names that go with it."""

    families: frozenset[str]
    names: frozenset[str]
    first: int
    last: int


class Happenings:
    """A text as far as it tells of happenings, by the places of its chunks."""

    def __init__(self, text: str, chunks: Chunks) -> None:
        lexicon = load_lexicon()
        self.planned = lexicon.planned
        self._nouns, self._verbs = lexicon.happening_nouns, lexicon.happening_verbs
        self._small = lexicon.breaks | lexicon.closed["preposition"] | lexicon.closed["conjunction"]
        self._text, self._chunks = text, chunks
        self._around = Match(chunks, 0, 0, None, None)

    def read_from(self, first: int) -> Happening:
        """Read what a noun with its article or owner ("the vote", "Moravec's death") or a clause tells from a chunk on.

        What is of no family, or is told with its year, can only be dated by a day in its own words.
        """
        last, head = first, self._head(first)
        while not (self.ends_clause(last) or (head is not None and last > head and self._ends_phrase(last))):
            last += 1
        families = self._first_verb(first, min(last, first + _SUBJECT)) if head is None else self._noun(head)
        if CODES["YEAR"] in self._chunks.codes[first:last]:
            families = _NOTHING
        return Happening(families, self._names(first, last), first, last)

    def read_around(self, first: int, last: int) -> Happening:
        """Read what stands with a time in its clause, with the names of its sentence."""
        families = self._before(first) | self._behind(first, last) or self._modified(first, last)
        families |= {self._nouns[word] for word in self._chunks.words[first:last] if word in self._nouns}
        names = self._names(*self.sentence(first)) if families else _NOTHING
        return Happening(families, names, first, last)

    def read_unplanned(self, first: int, last: int) -> Happening:
        """Read what stands with an hour in its clause, but for what happens again and again, as hearings do."""
        told = self.read_around(first, last)
        return replace(told, families=told.families - self.planned)

    def sentence(self, place: int) -> tuple[int, int]:
        """Give the chunks, the last exclusive, of the sentence around a place."""
        first = last = place
        while not self._around.ends_sentence(first - 1):
            first -= 1
        while not self._around.ends_sentence(last):
            last += 1
        return first, last

    def ends_clause(self, place: int) -> bool:
        """Say whether a mark or a joining word ends a clause or a phrase at a place."""
        around = self._around
        return around.ends_sentence(place) or around.code(place) in _MARKS or around.near(place) in _JOINING

    def is_verb(self, place: int) -> bool:
        """Say whether the word at a place looks like a verb of the past, an auxiliary or "says"."""
        word = self._around.near(place)
        if word in NO_VERBS or self._around.code(place) in _TIMES:
            return False
        return word in PAST_WORDS or word in _AUXILIARIES or word in _SAYS or (word.endswith("ed") and len(word) > 4)

    def _is_other_verb(self, place: int) -> bool:
        return self.is_verb(place) and self._around.near(place) not in _AUXILIARIES

    def _head(self, first: int) -> int | None:
        """Give the place of the noun that a phrase with an article or an owner names a happening by."""
        around, owned = self._around, self._around.near(first) in _DEFINITE
        if around.near(first) in _PRONOUNS:
            return None
        for place in range(first, first + _SUBJECT):
            word = around.near(place)
            if owned and self._noun(place):
                return place
            told = self.is_verb(place) and not (word.endswith("ed") and around.near(place - 1) in (*_DEFINITE, "s"))
            if told or self.ends_clause(place) or (word in self._small and word not in _DEFINITE):
                return None
            owned = owned or around.code(place) == CODES["APOS"]
        return None

    def _ends_phrase(self, place: int) -> bool:
        return self.is_verb(place) or self._around.near(place) in ("and", "or", "but")

    def _noun(self, place: int) -> frozenset[str]:
        """Give the families of a noun that is the head of its phrase: "the vote", not "the vote count"."""
        around = self._around
        family = self._nouns.get(around.near(place))
        if family is None:
            return _NOTHING
        after, code = around.near(place + 1), around.code(place + 1)
        if code in (CODES["APOS"], CODES["HYPHEN"]) or around.code(place - 1) == CODES["HYPHEN"]:
            return _NOTHING
        ends = code in _MARKS or code in _TIMES or not after[:1].isalpha() or after in self._small
        if not (ends or self.is_verb(place + 1) or after in self._verbs):
            return _NOTHING
        kind = self._nouns.get(around.near(place - 1))
        if kind is None:
            return frozenset((family,))
        return frozenset((kind,) if family in self.planned else (kind, family))  # "the runoff election" is one of two

    def _verb(self, place: int) -> frozenset[str]:
        """Give the families of a verb form, with what "shot to death" and "arrested and indicted" add."""
        word, family = self._around.near(place), self._verbs.get(self._around.near(place))
        families = set() if family is None or self._around.near(place - 1) in _DETERMINERS else {family}
        behind = self._chunks.words[place + 1 : place + 3]
        if word in _MADE_DEAD and ("dead" in behind or behind == ["to", "death"]):
            families.add("killing")
        if families and len(behind) == 2 and behind[0] == "and" and behind[1] in self._verbs:
            families.add(self._verbs[behind[1]])
        return frozenset(families)

    def _first_verb(self, first: int, last: int) -> frozenset[str]:
        """Give the families of the first verb of a clause; "before the report is released" tells of no one day."""
        for place in range(first, last):
            if (families := self._verb(place)) or self._is_other_verb(place):
                return families
            if self._around.near(place) in ("is", "are"):
                break
        return _NOTHING

    def _names(self, first: int, last: int) -> frozenset[str]:
        """Give the capitalised words of a stretch, but for times, titles and what opens a sentence."""
        chunks = self._chunks
        return frozenset(
            chunks.words[at]
            for at in range(first, min(last, len(chunks.words)))
            if chunks.codes[at] == CODES["OTHER"]
            and self._text[chunks.starts[at]].isupper()
            and chunks.words[at] not in _NO_NAMES
            and not self._around.ends_sentence(at - 1)
        )

    def _modified(self, first: int, last: int) -> frozenset[str]:
        """Give the families of the noun that a day stands before: "the Oct. 23 shooting", "Friday's vote"."""
        around, place = self._around, last
        if around.code(place) == CODES["APOS"]:
            place += 1 + (around.near(place + 1) == "s")
        elif around.near(first - 1) not in (*_DETERMINERS, "s"):
            return _NOTHING
        for at in range(place, place + _MODIFIERS + 1):
            if families := self._noun(at):
                return families
            if around.code(at) in _MARKS or around.near(at) in self._small or around.near(at) in PAST_WORDS:
                break
        return _NOTHING

    def _before(self, first: int) -> frozenset[str]:
        """Give the families of what a time follows: "was shot on Oct. 23", "the vote Friday", "hurt in a blast"."""
        around, nouns = self._around, list[int]()
        for place in range(first - 1, max(-1, first - _REACH), -1):
            word = around.near(place)
            if around.ends_sentence(place) or around.code(place) in _STOPS or word in _QUOTES:
                break
            if families := self._verb(place):
                return families | self._told_in(nouns)
            if word in _HAPPENED and all(around.near(at) in _AROUND_DAYS for at in range(place + 1, first)):
                return self._subject(place)
            if self._is_other_verb(place):
                return self._told_in(nouns)
            if word in _JOINING:
                return _NOTHING
            if self._noun(place):
                nouns.append(place)
        return _NOTHING.union(*(self._noun(place) for place in nouns))

    def _told_in(self, nouns: Sequence[int]) -> frozenset[str]:
        """Give the families of nouns behind "in a": what the verb tells happened there and then."""
        chunks, families = self._chunks, _NOTHING
        for place in nouns:
            for at in range(place - 1, max(0, place - _MODIFIERS - 2), -1):
                if chunks.words[at] in _INDEFINITE and chunks.codes[at - 1] == CODES["IN"]:
                    families |= self._noun(place)
                if chunks.words[at] in self._small:
                    break
        return families

    def _subject(self, verb: int) -> frozenset[str]:
        """Give the families of the noun that is said to have happened: "The attack in Lorn happened on Oct. 23"."""
        for place in range(verb - 1, max(-1, verb - _REACH), -1):
            if self.ends_clause(place) or self._is_other_verb(place):
                break
            if (families := self._noun(place)) and self._opens(self._article(place) - 1):
                return families
        return _NOTHING

    def _article(self, noun: int) -> int:
        """Give the place of the article of a noun, or of the noun where it has none."""
        for at in range(noun - 1, max(-1, noun - _MODIFIERS - 2), -1):
            if self._around.near(at) in _DETERMINERS:
                return at
            if self._around.near(at) in self._small or self._around.code(at) in _MARKS:
                break
        return noun

    def _opens(self, before: int) -> bool:
        """Say whether a clause may begin behind a chunk."""
        word = self._around.near(before)
        return self.ends_clause(before) or word in ("and", "said") or not word[:1].isalpha()

    def _behind(self, first: int, last: int) -> frozenset[str]:
        """Give the families of the verb of a clause that a day opens: "On Oct. 23 he shot", "Oct. 23, when he shot"."""
        around, before, place = self._around, first - 1, last
        while around.near(before) in _AROUND_DAYS:
            before -= 1
        place += around.code(place) == CODES["COMMA"]
        when = around.near(place) == "when"
        if not when and not self._opens(before):
            return _NOTHING
        for at in range(place + when, place + _REACH):
            word = around.near(at)
            if around.ends_sentence(at) or around.code(at) in _STOPS or word in _JOINING or word in _QUOTES:
                break
            if (families := self._verb(at)) or self._is_other_verb(at):
                return families
        return _NOTHING
