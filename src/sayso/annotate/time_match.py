"""What a rule of the time grammar matched: its chunks, what they hold, and which way the sentence around them looks.

Invariant: nothing here decides a value; a match is read by `time_rules.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sayso.annotate.time_chunks import Chunks
from sayso.annotate.time_words import CODES, FUTURE_WORDS, PAST_WORDS
from sayso.model.annotation import TimexType

_REACH = 14  # how many chunks around a day's name may tell whether it lies ahead
_SENTENCE = 40  # and how many behind "In May, …", which opens its sentence
_ENDS = frozenset((CODES["BREAK"], CODES["STOP"]))
# A stop behind one of these, or behind a single letter ("U.S."), ends no sentence.
_ABBREVIATED = frozenset(
    "mr mrs ms dr sen rep gov gen lt col capt sgt maj prof rev st vs jr sr inc corp co ltd messrs".split()
)
_MODS = {
    "early": "START", "beginning": "START", "start": "START", "late": "END", "end": "END", "close": "END", "mid": "MID",
    "middle": "MID",
}  # fmt: skip
_APPROX = {
    "about": "APPROX", "around": "APPROX", "nearly": "LESS_THAN", "almost": "LESS_THAN", "approximately": "APPROX",
    "roughly": "APPROX", "some": "APPROX", "over": "MORE_THAN", "exceeding": "MORE_THAN", "more": "MORE_THAN",
    "less": "LESS_THAN", "fewer": "LESS_THAN", "under": "LESS_THAN", "least": "EQUAL_OR_MORE", "up": "EQUAL_OR_LESS",
    "within": "EQUAL_OR_LESS",
}  # fmt: skip
# They end like verbs of the past and are none.
NO_VERBS = frozenset(
    "united hundred indeed exceed proceed succeed armed alleged limited unlimited unspecified combined mixed".split()
)
_BEFORE_NOUN = frozenset("a an the its their his her our this these those some any no".split())
_OPENS = 3  # chunks; "Shortly after noon" opens its sentence
_HAS = frozenset(("has", "have"))
_NEARBY = 8  # chunks; "until" and "could" look ahead no farther
_MAYBE = frozenset(("could", "may", "might"))
_NO_MAYBE = frozenset(("not", "have", "n"))  # "could not be reached on Friday"
_PARTICIPLES = frozenset("come become run begun done gone sung sunk read set cut shut cost".split())
_VOWED = frozenset(("vowed", "promised", "pledged"))
_SAY = frozenset("say comment rule confirm answer discuss elaborate identify disclose speculate describe".split())
_LASTED = frozenset("continued lasted waited stayed remained ran held".split())
_NOT = frozenset(("not", "n", "t", "never"))
_DID = frozenset(("did", "didn", "was", "wasn", "were", "weren", "had", "hadn"))
_SURELY = frozenset("will ll shall may might due scheduled slated".split())
_WAS = frozenset(("was", "were", "had"))
# Behind one of these a verb that ends like the past is none: "is expected", "to set", "will cut".
_NOT_YET = frozenset("be to is are been has have will would should could may might must can shall".split())
_ALREADY = frozenset(("as", "had"))  # "as planned" and "had planned" look back
_NO_PLANS = frozenset(("parenthood", "obsolescence", "economy"))
# They look ahead where "to" follows: "is set to meet on Friday", "has agreed to"; "in May it agreed to" does not.
_DECIDING = frozenset("ready poised preparing set hoping aiming aims seeking".split())
_DECIDED = frozenset(("decided", "agreed"))
# In the present, right before a day, they tell what is to come: "the fair opens Friday".
_OPENING = frozenset("opens begins meets convenes airs debuts premieres resumes reopens".split())
_NEED_TO = frozenset(("plan", "plans", "going"))  # verbs that look ahead before "to", else nouns or motion


@dataclass(frozen=True, slots=True)
class Reading:
    """Type, value and modifier of one expression, and the zone that an hour is stated in ("-05:00", "Z")."""

    type: TimexType
    value: str | None
    mod: str | None = None
    zone: str | None = None


@dataclass(slots=True)
class Match:
    """The chunks ``first`` to ``last`` (exclusive) that a rule matched, with what is known around them.

    ``today`` is the publication day, ``focus`` the day named last before, ``quarter`` the quarter named last before, at
    the chunk ``reported``, with a ``longer`` span after it or not; ``month`` the first day of the month or year named
    last before, ``week`` a day of the week named last before; ``named`` the chunk where a month named ``focus``;
    ``ahead`` says that the text tells of ``focus`` as a day to come.
    """

    chunks: Chunks
    first: int
    last: int
    today: date | None
    focus: date | None
    quarter: str | None = None
    reported: int = 0
    longer: bool = False
    month: date | None = None
    week: date | None = None
    named: int | None = None
    ahead: bool = False

    def base(self, designator: str) -> date | None:
        """Give what "that year" and "a day earlier" count from: what was named last, else the publication day."""
        named = {"Y": self.month, "M": self.month, "Q": self.month, "W": self.week, "WE": self.week}
        return named.get(designator, self.focus) or self.today

    def find(self, *names: str) -> int | None:
        """Give the place of the first chunk of one of these classes."""
        codes = {CODES[name] for name in names}
        for place in range(self.first, self.last):
            if self.chunks.codes[place] in codes:
                return place
        return None

    def has(self, *names: str) -> bool:
        """Say whether a chunk of one of these classes is in the match."""
        return self.find(*names) is not None

    def word(self, *names: str) -> str:
        """Give the word of the first chunk of one of these classes, or nothing."""
        place = self.find(*names)
        return "" if place is None else self.chunks.words[place]

    def number(self, *names: str) -> float | None:
        """Give the value of the first chunk of one of these classes."""
        place = self.find(*names)
        return None if place is None else self.chunks.values[place]

    def code(self, place: int) -> str:
        """Give the class of a chunk anywhere in the text, a break outside it."""
        return self.chunks.codes[place] if 0 <= place < len(self.chunks.codes) else CODES["BREAK"]

    def ends_sentence(self, place: int) -> bool:
        """Say whether a sentence ends with the chunk at a place."""
        code = self.code(place)
        if code in _ENDS:
            return True
        before = self.near(place - 1)
        if self.code(place + 1) == CODES["COMMA"]:
            return False  # "Birmingham, Ala., where"
        return code == CODES["DOT"] and before not in _ABBREVIATED and not (len(before) == 1 and before.isalpha())

    def near(self, place: int) -> str:
        """Give a word anywhere in the text, nothing outside it."""
        return self.chunks.words[place] if 0 <= place < len(self.chunks.words) else ""

    @property
    def joined(self) -> bool:
        """Say whether a hyphen joins the next word to the match: "the decade-old pact"."""
        chunks, last = self.chunks, self.last
        hyphen = last < len(chunks.starts) and chunks.codes[last] == CODES["HYPHEN"]
        return hyphen and chunks.starts[last] == chunks.ends[last - 1]

    @property
    def mod(self) -> str | None:
        """The modifier that early, late, about, more than or at least give."""
        for place in range(self.first, self.last):
            word = self.chunks.words[place]
            if word in _MODS:
                return _MODS[word]
            if word in _APPROX:
                return _APPROX[word]
        return None

    @property
    def direction(self) -> int:
        """-1 where the sentence speaks of the past, 1 of the future, 0 where it does not tell.

        The nearest telling word before the expression decides, then the nearest one after it.
        """
        ahead = self._bound
        if ahead:
            return ahead
        for place in range(self.first - 1, max(-1, self.first - _REACH), -1):
            if self.ends_sentence(place):
                break
            told = self._tell(place)
            if told:
                return told
        opens = self.ends_sentence(self.first - 2) and self.near(self.first - 1) == "in"
        for place in range(self.last, min(len(self.chunks.codes), self.last + (_SENTENCE if opens else _REACH))):
            if self.ends_sentence(place):
                break
            if self._is_reported(place):
                return -int(self.has("DAY"))
            told = self._tell(place)
            if told:
                return told
        return int(any(self.near(self.first + away) == "deadline" for away in (-2, -1, 1, 2)))

    @property
    def is_over(self) -> bool:
        """Say whether what the sentence tells up to the expression is past, and nothing behind it is to come.

        What opens its sentence looks at the words behind it. What "has been" decided may lie ahead: "has called a
        meeting at 10 a.m.".
        """
        behind = [told for place in self._reach_behind() if (told := self._tell(place))]
        if any(told > 0 for told in behind):
            return False
        for place in range(self.first - 1, max(-1, self.first - _REACH), -1):
            if self.ends_sentence(place):
                return self.first - place <= _OPENS and bool(behind)
            if told := self._tell(place):
                return told < 0 and self.near(place) not in _HAS
        return False

    def _reach_behind(self) -> Iterator[int]:
        """Yield the places behind the expression, within its sentence, that may tell which way it looks."""
        for place in range(self.last, min(len(self.chunks.codes), self.last + _REACH)):
            if self.ends_sentence(place):
                break
            yield place

    @property
    def _bound(self) -> int:
        """What the words right around the expression say, whatever the sentence does."""
        before = self.near(self.first - 1)
        if before == "as" and self.near(self.first - 3) == "as":
            early = int(self.has("DAY"))  # "as early as July" may lie behind, "as early as Monday" does not
            return {"early": early, "soon": 1, "recently": -1}.get(self.near(self.first - 2), 0)
        if before == "come":
            return int(self.has("DAY"))  # "come Tuesday"
        if before in ("until", "till") and self.code(self.last) == CODES["COMMA"]:
            had = any(self.near(place) == "had" for place in range(self.last + 1, self.last + 5))
            return -1 if had else 0  # "Until Thursday, they had not called him a suspect"
        return 0

    @property
    def soon(self) -> bool:
        """Say whether right before the expression something is told as sure to come: "will meet on Friday"."""
        return not _SURELY.isdisjoint(self.chunks.words[max(0, self.first - _NEARBY) : self.first])

    def _is_reported(self, place: int) -> bool:
        """Say whether a "that" right behind the expression begins what has a time of its own: "news Monday that"."""
        close = place <= self.last + 1 and self.near(place) == "that"
        return close and self.code(place + 1) != CODES["UNIT"]

    def _until(self, place: int) -> int:
        """Tell by an "until": far off it says nothing; "did not know until Friday", "lasted until" look back."""
        if self.first - place > _NEARBY:
            return 0
        words = {self.near(before) for before in range(max(0, place - _NEARBY), place)}
        had = any(self.near(after) == "had" for after in range(self.last, self.last + 3))  # "until Friday had refused"
        return -1 if had or (words & _NOT and words & _DID) or self.near(place - 1) in _LASTED else 1

    def _is_participle(self, place: int) -> bool:
        word = self.near(place)
        return word.endswith(("ed", "en", "wn")) or word in PAST_WORDS or word in _PARTICIPLES

    def _tell(self, place: int) -> int:
        word = self.chunks.words[place]
        if word in _MAYBE and self.chunks.codes[place] != CODES["MONTH"]:
            after = self.near(place + 1)
            if (word, after) == ("could", "not"):
                return -1
            near = 0 < self.first - place <= (_NEARBY if self.has("DAY") else _REACH)
            return int(near and after not in _NO_MAYBE and (word, after) != ("could", "be"))
        if word in _OPENING and self.first - 3 < place < self.first:
            return 1
        if word == "next" and self.near(place + 1) == "to":
            return 0  # "next to the embassy"
        if word == "last" and self.near(place + 2) == "of":
            return 0  # "the last week of June"
        if word in FUTURE_WORDS and (word not in _NEED_TO or self.near(place + 1) == "to"):
            before = self.near(place - 1)
            after = self.near(place + 1)
            if word == "planned" and (before.endswith("ly") or before in _ALREADY or after in _NO_PLANS):
                return 0
            if word == "scheduled" and before.endswith("ly") and after not in ("for", "to"):
                return 0  # "a regularly scheduled lunch"
            vowed = place > self.first or place + 1 + (after in ("on", "again")) >= self.first
            if (word in _VOWED and vowed) or (word == "would" and after == "not" and self.near(place + 2) in _SAY):
                return -1  # "pledged on Friday to help", "On Friday he vowed to stay", "would not say on Friday"
            if word in ("until", "till"):
                return self._until(place)
            had = word in ("would", "should") and after == "have" and self.near(place + 2) != "to"
            return -1 if had else 1
        decided = word in _DECIDING or (word in _DECIDED and self.near(place - 1) in ("has", "have"))
        if decided and place < self.first and self.near(place + 1) == "to":
            return 1
        if word == "by" and place == self.first - 1:
            if self.code(self.last) == CODES["APOS"]:
                return 0  # "hit by Friday's storm"
            if self.near(place - 1) in _WAS:
                return -1  # "was by Friday said to be over"
            opens = self.ends_sentence(place - 1 - (self.near(place - 1) in ("but", "and")))
            return 0 if opens else self._until(place)  # "By Tuesday he had gone" looks either way
        if word in PAST_WORDS or (word.endswith("ed") and len(word) > 4):
            if word in NO_VERBS or (word.endswith("ed") and self.near(place - 1) in _BEFORE_NOUN):
                return 0
            if self.near(place - 1) in ("is", "are") and place + 2 == self.first:
                return 1  # "is held on Friday"
            has = word in ("has", "have")
            if has and self.near(place + 1) == "been" and self.near(place + 2).endswith("ing"):
                return 0  # "has been pushing for talks before the October trial"
            if has and self.has("DAY") and place < self.first and self.near(place + 1) in ("a", "an"):
                return 1  # "has a hearing on Friday"
            if has and not any(self._is_participle(place + away) for away in (1, 2)):
                return 0  # "he has book signings on Sunday"
            return 0 if self.near(place - 1) in _NOT_YET else -1
        if word == "set":
            return 0 if self.near(place - 1) in _NOT_YET or self.near(place + 1) in ("to", "for") else -1
        return int(word == "be" and place < self.first and self.near(place - 1) in ("to", "likely"))
