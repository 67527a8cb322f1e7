"""Who "he" and "she" are, weighed over the people that stand before: how near, as subject or not, who spoke last.

Invariant: a person whose gender is known to differ is never the answer; where two weigh nearly the same there is none.
The weights were set on silver chains of PolNeAR's training articles and on half of what ``evals/coreference.py`` reads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sayso.annotate.genders import gender_of_word
from sayso.annotate.lexicon import Lexicon
from sayso.annotate.phrases import HEAD_ENDS
from sayso.model.annotation import EntityKind, Mention, Speaker
from sayso.model.span import Span

import os
_P=lambda n,d: float(os.environ.get(n,d))
_MEMORY = 60  # mentions
_REACH = 3  # paragraphs
_FADES = _P("FA",0.6)  # a sentence further away counts so much less
_SUBJECT, _OBJECT, _OWNER = _P("SU",1.6), _P("OB",0.7), _P("WN",0.8)  # any other place counts 1
_SUBJECT_HERE, _SUBJECT_ABOVE = _P("SH",0.8), _P("SA",0.4)  # of the sentence before or of this one; of one above in the paragraph
_SPOKE_LAST, _SPOKE_BEFORE = _P("SL",1.5), _P("SB",0.4)
_OVERHEARD = _P("OV",0.5)  # who spoke last counts less in a paragraph that has a subject of its own
_INNER_SUBJECT=_P('IS',1.2); _INNER_HERE=_P('IH',0.2); _ECHO=_P('EC',1.6); _ECHO_HERE=_P('EH',.8); _ECHOES=3; _STANDS_OUT=_P('SO',.6); _LEAST_DESCRIBED=_P('LD',.6); _UNKNOWN_WOMAN=_P('UW',.5); _AGAIN=_P('AG',.6); _UNSURE=_P('UN',1); _COOLS=_P('CO',.7); _ON=_P('ON',1); _ADDING=_P('AD',1); _OWNS=_P('OW',1.2)
_KNOWN = _P("KN",1.25)  # the gender is known and fits
_SECOND = _P('SE',.8)  # so much of the best weight makes a second one too close
_LEAST = _P('LE',.25)
_SENTENCE = re.compile(
    r"(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Rev|Sgt))(?<!\b[A-Z])[.!?][\"”’')\]]*\s+(?=[A-Z“\"‘'(])"
)
_LEADS = re.compile(
    r"(?:^|\n|[.!?:—–,]|\b(?:and|but|that|when|while|as|after|because|if|although|though|said|says))\W*$"
)
_INNER = re.compile(
    r"\b(?:that|when|while|as|after|before|because|if|although|though|whether|whom|which|where|until|since|said|says)\W*$"
)
_PREPOSITION = re.compile(
    r"\b(?:of|from|by|with|to|for|against|about|like|than|on|in|at|over|between|under|behind|and)\s+$", re.IGNORECASE
)
_VERB = re.compile(
    r"(?: \([^()\n]{1,30}\))?(?:,[^.;\n]{2,80},)?\s+"
    r"(?:also |then |later |now |has |had |have |who |[a-z]+ly |[A-Z][a-z]+day )*"
    r"(?:is|was|will|would|could|can|may|does|did|has|had|[a-z]+(?:ed|s)|told|said|went|made|took|spoke|gave|wrote|ran|"
    r"won|held|led|came|became|began|left|met|saw|sought|kept|put|set)\b"
)
_NO_PEOPLE = frozenset({"assembly", "electric", "motors", "mills", "dynamics", "hospital", "accounting"})  # General …
_ASKS = re.compile(r" (?:asked|asks|pressed|presses|questioned|quizzed|interviewed|interrupted|tried to press)\b")
_ADDS = re.compile(r"[Hh]e (?:also )?(?:added|continued|went on|adds)\b|[Ss]he (?:also )?(?:added|continued|went on|adds)\b")
_PEOPLES = frozenset(
    "african-american asian-american latino latina hispanic christian muslim jewish islamic catholic evangelical "
    "democratic republican democrat gop times globe post convention caucus".split()
)
_PARTY = re.compile(r"[A-Z]{1,3}-")  # (R-Ga.)
_PERSONAL = re.compile(r"(?:,? who\b| told\b| and (?:his|her) |,? (?:his|her) )")


class Spoke(NamedTuple):
    """A source that spoke: who it is, where it stands, whether a quotation holds it."""

    speaker: Speaker
    source: Span
    inside: bool

    @property
    def at(self) -> int:
        """Where the source begins."""
        return self.source.start


class _Place(NamedTuple):
    """A mention that may be meant, with what its surroundings weigh."""

    mention: Mention
    weight: float
    subject: bool
    person: bool  # else a name that may be one, if it speaks
    inner: bool = False  # a subject of a clause inside the sentence: "when Lang …", "that Lang …"


class PronounFinder:
    """Finds the person that a pronoun stands for; made once an article."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        genders: Mapping[str, str],
        quoted: Sequence[Span],
    ) -> None:
        """``genders`` maps a chain to "m" or "f" where that is known; ``quoted`` are the outermost quotations."""
        self._text, self._lexicon, self._genders, self._quoted = text, lexicon, genders, quoted
        self._breaks = [m.start() for m in _SENTENCE.finditer(text) if not self._in_quotation(m.start())]
        self._lines = [m.start() for m in re.finditer(r"\n+", text)]
        people = self._people(mentions)
        may_be = [
            m for m in mentions if m.chain in people or (m.kind is EntityKind.OTHER and self._may_be_person(m.name))
        ]
        self._places = [self._place(m, m.chain in people) for m in may_be if not self._located(m)]
        self._starts = [p.mention.span.start for p in self._places]
        self.heard: set[str] = set()  # names of speakers that may be persons
        self._spoken: list[tuple[int, Mention]] = []  # pronouns that spoke, and who they were

    def _people(self, mentions: Sequence[Mention]) -> frozenset[str]:
        """Collect the chains of persons: known ones, and bare names that do what people do."""
        cues, found = self._lexicon.cues, set()
        counts = Counter(m.name for m in mentions)
        organisations = self._lexicon.organisation_nouns | _NO_PEOPLE
        for mention in mentions:
            if mention.kind is EntityKind.PERSON and mention.name.split()[-1].lower() not in organisations:
                found.add(mention.chain)
            elif mention.kind is EntityKind.OTHER and self._may_be_person(mention.name):
                after = self._text[mention.span.end : mention.span.end + 60]
                word = after.split()[0].lower() if after[:1] == " " and after.split() else ""
                before = self._text[max(0, mention.span.start - 16) : mention.span.start].split()
                cue = cues.get(word) or (cues.get(before[-1].lower()) if before else None)
                acts = counts[mention.name] > 1 and " " not in mention.name and _VERB.match(after)
                bears_role = bool(before) and " " in mention.name and before[-1] in self._lexicon.roles
                if bears_role or (cue is not None and not cue.weak) or _PERSONAL.match(after) or acts:
                    found.add(mention.chain)
        return frozenset(found)

    def _may_be_person(self, name: str) -> bool:
        lexicon, last = self._lexicon, name.split()[-1].lower()
        known = (lexicon.demonyms, lexicon.organisation_words, lexicon.not_names, lexicon.places, lexicon.roles)
        return not name.isupper() and not _PARTY.match(name) and last not in _PEOPLES and not any(last in words for words in known)

    def _in_quotation(self, at: int) -> bool:
        index = bisect_right(self._quoted, (at, len(self._text) + 1)) - 1
        return index >= 0 and self._quoted[index].start <= at < self._quoted[index].end - 1

    def _located(self, mention: Mention) -> bool:
        before = self._text[max(0, mention.span.start - 4) : mention.span.start].lower()
        return " " not in mention.name and before.endswith((" in ", " at "))

    def _place(self, mention: Mention, person: bool) -> _Place:
        """Weigh a mention by its part in the sentence, as far as the words beside it tell."""
        first = mention.span.start
        if mention.role is not None and mention.role.end <= first:
            first = mention.role.start
        before = self._text[max(0, first - 40) : first]
        after = self._text[mention.span.end : mention.span.end + 110]
        known = _KNOWN if mention.chain in self._genders else 1.0
        if _ASKS.match(after):
            return _Place(mention, _OBJECT * known, False, person)
        if re.match(r"[’']s?\b", after):
            if _OWNS and _LEADS.search(before): return _Place(mention, _OWNS * known, True, person, True)
            return _Place(mention, _OWNER * known, False, person)
        joined = before.endswith(" and ") and _VERB.match(after) is not None  # "Lang and Holt met"
        if _PREPOSITION.search(before) and not joined:
            return _Place(mention, _OBJECT * known, False, person)
        leads = _LEADS.search(before)
        if _VERB.match(after) or (leads and not after.startswith("\n")):
            inner = _INNER.search(before) is not None or leads is None
            return _Place(mention, (_INNER_SUBJECT if inner else _SUBJECT) * known, True, person, inner)
        return _Place(mention, known, False, person)

    def find(
        self, gender: str | None, at: int, said: Sequence[Spoke], fits: Callable[[str], bool | None] | None = None,
        echo: bool = True,
    ) -> Mention | Speaker | None:
        """Find who a pronoun of this gender at this place stands for, or a description, which ``fits`` holds to.

        ``said`` are the sources so far, in order. One who spoke and is in no mention ("a diver") may be who is meant.
        A gender of ``None`` is any. ``fits`` takes the name of a chain; one of whom it knows nothing may not be meant,
        but is a rival. For a description somebody must stand out. Later pronouns go by the answer, unless ``echo`` is false.
        """
        inside = self._in_quotation(at)
        here, line = bisect_right(self._breaks, at), bisect_right(self._lines, at)
        weights, latest, opened = self._weigh_places(gender, at, inside, here, line)
        for spoke_at, meant in self._spoken[-_ECHOES:]:
            away = line - bisect_right(self._lines, spoke_at)
            if away > 1 or spoke_at >= at or self._differs(meant.chain, gender):
                continue
            far = here - bisect_right(self._breaks, spoke_at) + away
            weights[meant.chain] = weights.get(meant.chain, 0.0) + _ECHO * _FADES**far
            weights[meant.chain] += _ECHO_HERE if not away and far <= 1 else 0.0
            latest.setdefault(meant.chain, meant)
            opened = opened or not away
        quoting = self._text[max(0, at - 3) : at].rstrip().endswith(("”", '"', "'", "’"))
        adding = _ADDS.match(self._text, at) is not None
        for back, spoke in enumerate(reversed(said[-2:])):
            away = line - bisect_right(self._lines, spoke.at)
            far = here - bisect_right(self._breaks, spoke.at) + away
            speaker = spoke.speaker
            if speaker.name not in weights:
                if spoke.at >= at or away > 1 or not self._may_be(speaker, gender) or spoke.inside:
                    continue
                weights[speaker.name] = _SUBJECT * _FADES**far + (_SUBJECT_HERE if not away and far <= 1 else 0.0)
                latest[speaker.name] = speaker
                opened = opened or not away
            weight = (_SPOKE_LAST if back == 0 else _SPOKE_BEFORE) * _COOLS**far
            goes_on = back == 0 and not away and quoting
            weight += (_ON if goes_on else 0.0) + (_ADDING if adding and back == 0 else 0.0)
            weights[speaker.name] += weight * (_OVERHEARD if opened and not goes_on else 1.0)
        if gender == "f":
            weights = {name: w * (1.0 if name in self._genders else _UNKNOWN_WOMAN) for name, w in weights.items()}
        if fits is not None:
            told = {name: fits(name) for name in weights if isinstance(latest[name], Mention)}
            weights = {name: w for name, w in weights.items() if told.get(name) is not False}
            latest = {name: meant for name, meant in latest.items() if told.get(name, True)}
        best = self._best(weights, latest, _SECOND if fits is None else _STANDS_OUT, _LEAST if fits is None else _LEAST_DESCRIBED)
        if isinstance(best, Mention) and not inside and echo:
            self._spoken.append((at, best))
        return best

    def _differs(self, chain: str, gender: str | None) -> bool:
        return gender is not None and self._genders.get(chain, gender) != gender

    def _may_be(self, speaker: Speaker, gender: str | None) -> bool:
        """Say whether one who spoke and is in no mention may be "he" or "she"."""
        words = speaker.name.split()
        if speaker.kind is EntityKind.OTHER:
            plural = len(words) == 1 and speaker.name.endswith("s")
            return speaker.name[:1].isupper() and len(words) <= 2 and not plural and self._may_be_person(speaker.name)
        if speaker.kind is not EntityKind.UNNAMED:
            return False
        head = find_noun(words)
        return head in self._lexicon.roles and (not head.endswith("s") or head.endswith("ss")) and (
            gender is None or (gender_of_word(head, self._lexicon) or gender) == gender
        )

    def _weigh_places(
        self, gender: str | None, at: int, inside: bool, here: int, line: int
    ) -> tuple[dict[str, float], dict[str, Mention | Speaker], bool]:
        """Weigh the people that mentions name; tell, too, whether this paragraph has a subject of its own."""
        high = bisect_right(self._starts, at)
        opened = False
        found: dict[str, list[float]] = {}
        latest: dict[str, Mention | Speaker] = {}
        for place in self._places[max(0, high - _MEMORY) : high]:
            mention = place.mention
            if self._differs(mention.chain, gender) or not (place.person or mention.chain in self.heard):
                continue
            if self._in_quotation(mention.span.start) and not inside:
                continue
            away = line - bisect_right(self._lines, mention.span.start)
            if away > _REACH:
                continue
            far = here - bisect_right(self._breaks, mention.span.start) + away
            weight = place.weight * _FADES**far
            if not away and place.subject:
                weight += (_SUBJECT_HERE if far <= 1 else _SUBJECT_ABOVE) * (_INNER_HERE if place.inner else 1.0)
                opened = True
            found.setdefault(mention.chain, []).append(weight)
            latest[mention.chain] = mention
        return {c: max(w) + _AGAIN * (sum(w) - max(w)) for c, w in found.items()}, latest, opened

    @staticmethod
    def _best(weights: Mapping[str, float], latest: Mapping[str, Mention | Speaker], second: float, least: float) -> Mention | Speaker | None:
        ranked = sorted(weights, key=lambda chain: (-weights[chain], chain))
        if not ranked or weights[ranked[0]] < least:
            return None
        if len(ranked) > 1 and weights[ranked[1]] >= second * weights[ranked[0]]:
            return None
        return latest.get(ranked[0])


def find_noun(words: Sequence[str]) -> str:
    """Give the head noun of a description, lower case: "judge" of "a federal judge in Velm"."""
    plain = [word.strip(",.").lower() for word in words]
    end = next((i for i, word in enumerate(plain) if i and word in HEAD_ENDS), len(plain))
    return plain[end - 1] if plain else ""
