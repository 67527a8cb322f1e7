"""Who "he" and "she" are, weighed over the people that stand before: how near, as subject or not, who spoke last.

Invariant: a person whose gender is known to differ is never the answer; where two weigh nearly the same there is none.
The weights were set on silver chains of PolNeAR's training articles and on half of what ``evals/coreference.py`` reads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.annotate.lexicon import Lexicon
from sayso.model.annotation import EntityKind, Mention, Speaker
from sayso.model.span import Span

_MEMORY = 60  # mentions
_REACH = 3  # paragraphs
_FADES = 0.6  # a sentence further away counts so much less
_SUBJECT, _OBJECT, _OWNER = 1.6, 0.7, 0.8  # any other place counts 1
_SUBJECT_HERE, _SUBJECT_ABOVE = 0.8, 0.4  # of the sentence before or of this one; of one above in the paragraph
_SPOKE_LAST, _SPOKE_BEFORE = 1.5, 0.4
_OVERHEARD = 0.5  # who spoke last counts less in a paragraph that has a subject of its own
_KNOWN = 1.25  # the gender is known and fits
_SECOND = 0.8  # so much of the best weight makes a second one too close
_LEAST = 0.25
_SENTENCE = re.compile(
    r"(?<!\b(?:Mr|Ms|Dr|St|Lt))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Rev|Sgt))(?<!\b[A-Z])[.!?][\"”’')\]]*\s+(?=[A-Z“\"‘'(])"
)
_LEADS = re.compile(
    r"(?:^|\n|[.!?:—–,]|\b(?:and|but|that|when|while|as|after|because|if|although|though|said|says))\W*$"
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
_PARTY = re.compile(r"[A-Z]{1,3}-")  # (R-Ga.)
_PERSONAL = re.compile(r"(?:,? who\b| told\b| and (?:his|her) |,? (?:his|her) )")


class _Place(NamedTuple):
    """A mention that may be meant, with what its surroundings weigh."""

    mention: Mention
    weight: float
    subject: bool
    person: bool  # else a name that may be one, if it speaks


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
        return not name.isupper() and not _PARTY.match(name) and not any(last in words for words in known)

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
        if re.match(r"[’']s?\b", after):
            return _Place(mention, _OWNER * known, False, person)
        joined = before.endswith(" and ") and _VERB.match(after) is not None  # "Lang and Holt met"
        if _PREPOSITION.search(before) and not joined:
            return _Place(mention, _OBJECT * known, False, person)
        if _VERB.match(after) or (_LEADS.search(before) and not after.startswith("\n")):
            return _Place(mention, _SUBJECT * known, True, person)
        return _Place(mention, known, False, person)

    def find(self, gender: str, at: int, said: Sequence[Speaker]) -> Mention | None:
        """Find who a pronoun of this gender at this place stands for; ``said`` are the speakers so far, in order."""
        inside = self._in_quotation(at)
        high = bisect_right(self._starts, at)
        here, line = bisect_right(self._breaks, at), bisect_right(self._lines, at)
        heard = {s.name for s in said if s.kind is EntityKind.OTHER}
        opened = False  # this paragraph has a subject of its own
        weights: dict[str, float] = {}
        latest: dict[str, Mention] = {}
        for place in self._places[max(0, high - _MEMORY) : high]:
            mention = place.mention
            if self._genders.get(mention.chain, gender) != gender or not (place.person or mention.chain in heard):
                continue
            if self._in_quotation(mention.span.start) and not inside:
                continue
            away = line - bisect_right(self._lines, mention.span.start)
            if away > _REACH:
                continue
            far = here - bisect_right(self._breaks, mention.span.start) + away
            weight = place.weight * _FADES**far
            if not away and place.subject:
                weight += _SUBJECT_HERE if far <= 1 else _SUBJECT_ABOVE
                opened = True
            weights[mention.chain] = weights.get(mention.chain, 0.0) + weight
            latest[mention.chain] = mention
        for back, speaker in enumerate(reversed(said[-2:])):
            if speaker.name in weights:
                spoke = _SPOKE_LAST if back == 0 else _SPOKE_BEFORE
                weights[speaker.name] += spoke * (_OVERHEARD if opened else 1.0)
        return self._best(weights, latest)

    @staticmethod
    def _best(weights: Mapping[str, float], latest: Mapping[str, Mention]) -> Mention | None:
        ranked = sorted(weights, key=lambda chain: (-weights[chain], chain))
        if not ranked or weights[ranked[0]] < _LEAST:
            return None
        if len(ranked) > 1 and weights[ranked[1]] >= _SECOND * weights[ranked[0]]:
            return None
        return latest[ranked[0]]
