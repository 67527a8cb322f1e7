"""Who "he" and "she" are, weighed over the people that stand before: how near, as subject or not, who spoke last.

Invariant: a person whose gender is known to differ is never the answer; where two weigh nearly the same there is none.
The weights were set on silver chains of PolNeAR's training articles, read by hand where they differ, and before that on
three quarters of what ``evals/coreference.py`` reads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from sayso.annotate.asides import asks, find_captions, is_asked_by, is_credited, signs
from sayso.annotate.genders import gender_of_word
from sayso.annotate.lexicon import Lexicon
from sayso.annotate.links import Link
from sayso.annotate.phrases import HEAD_ENDS, is_plural
from sayso.model.annotation import EntityKind, Mention, Speaker
from sayso.model.span import Span

_MEMORY, _LAST = 60, 2  # mentions; sources
_REACH = 3  # paragraphs
_FADES = 0.6  # a sentence further away counts so much less
# Any other place counts 1; an inner subject is that of a clause in the sentence; an owner may lead it: "Lang’s bid".
_SUBJECT, _INNER_SUBJECT, _LEADING_OWNER, _OBJECT, _OWNER = 1.6, 1.2, 1.2, 0.7, 0.8
_SUBJECT_HERE, _SUBJECT_ABOVE = 0.8, 0.4  # of the sentence before or of this one; of one above in the paragraph
_INNER_HERE = 0.2  # an inner subject gains so much of that
_AGAIN = 0.6  # of what each mention but the weightiest of somebody counts
_ECHO, _ECHO_HERE = 1.6, 0.8  # a pronoun that spoke counts as a subject of who it was
_ECHOES = 3  # pronouns back
_BRINGS_IN = 1.0  # the sentence before a quotation is about whose it is
_UNSAID = 0.4  # of that what a pronoun counts that began a sentence of an earlier paragraph and said nothing
_SPOKE_LAST, _SPOKE_BEFORE = 1.5, 0.4
_COOLS = 0.7  # who spoke counts so much less a sentence on
_OVERHEARD = 0.5  # who spoke last counts less in a paragraph that has a subject of its own
_HOST = 4.0  # what the subject weighs besides whose speech it is in which "he" says something
_GOES_ON, _ADDS_ON = 1.0, 1.0  # who spoke last goes on after a quotation; "he added"
_KNOWN = 1.25  # the gender is known and fits
_UNKNOWN_WOMAN = 0.5  # "she" is seldom somebody whose gender nothing tells
_NAMES_HIMSELF = 0.5  # who is named in a quotation is seldom quoted
_SECOND = 0.8  # so much of the best weight makes a second one too close
_LEAST, _LEAST_LINKED = 0.25, 0.1
_STANDS_OUT, _LEAST_DESCRIBED = 0.6, 0.3  # the same two for a description
_SENTENCE = re.compile(
    r"[.!?](?<!\b(?:Mr|Ms|Dr|St|Lt).)(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Rev|Sgt).)(?<!\b[A-Z].)"
    r"[\"”’')\]]*\s+(?=[A-Z“\"‘'(])"
)
_LEADS = re.compile(
    r"(?:^|\n|[.!?:—–,]|\b(?:and|but|that|when|while|as|after|because|if|although|though|said|says))\W*$"
)
_INNER = re.compile(
    r"\b(?:that|when|while|as|after|before|because|if|although|though|whether|whom|which|where|until|since|said|says)[^\w.!?\n]*$"
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
_OF_WHICH = re.compile(r"\b(?:in|during|at|after|on) which $")  # "a speech in which he"
_ADDS = re.compile(
    r"[Hh]e (?:also )?(?:added|continued|went on|adds)\b|[Ss]he (?:also )?(?:added|continued|went on|adds)\b"
)
_PEOPLES = frozenset(
    "african-american asian-american latino latina hispanic christian muslim jewish islamic catholic evangelical "
    "democratic republican democrat gop times globe post convention caucus".split()
)
_DOES = re.compile(r"(?:er|or|ist|ian|man|woman|professional|executive)$")  # one who does, not what is done
_AHEAD = re.compile(  # "When he left, Lang …": whom the sentence goes on to name
    r"(?:^|[.!?\n][”\"’']?\s*)(?:[A-Z]{2,} )*(?:[A-Z][a-z]+ (?:[a-z]+ ){0,2})?"
    r"(?:[Ww]hen|[Aa]s|[Ww]hile|[Aa]fter|[Bb]efore|[Aa]lthough|[Tt]hough|[Ss]ince|[Uu]ntil) $"
)
_FOR = re.compile(  # "Lang criticised Holt after he": whose deed it was
    r"\b(?:criticiz|criticis|blast|slamm|attack|accus|condemn|mock|prais|describ|thank|rebuk|denounc|ridicul|"
    r"scold|su|arrest|fin|suspend|congratulat|fir)ed (?P<whom>[^.;:\n]{3,120}?) (?:after|because|when|since) $"
)
_CLAUSE = re.compile(r"(?:he|she)\b[^,.;:“”\"\n]{3,100}, (?:(?:Mr|Mrs|Ms|Dr)\.? )?")
_OFFICES = frozenset(
    "campaign communications press policy senior deputy chief transition team family defense defence".split()
)
_ONE = re.compile(r"\b(?:an?|another|one) $", re.IGNORECASE)
_PARTY = re.compile(r"[A-Z]{1,3}-")  # (R-Ga.)
_FOREIGN = re.compile(r"(?:Le|La|Les|Los|Il|Der|Die) [A-Z]")  # "Le Courrier": what a paper is called
_AFTER_END = r"(?:(?<=[.!?”\"’'] .)|(?<=\n.))"
_BEGINS = re.compile(  # a sentence
    rf"(?P<word>H{_AFTER_END}e|S{_AFTER_END}he|T{_AFTER_END}he (?P<noun>[a-z]+)) (?!(?:of|for|and|who|in)\b)(?=[a-z])"
)
_RELATIVES = frozenset({"who", "which", "that"})
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


class Mentioned(NamedTuple):
    """The chains of those whom the words of a source name, themselves or in a quotation: they seldom are the source."""

    plainly: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()


_NOBODY = Mentioned()


class _Place(NamedTuple):
    """A mention that may be meant, with what its surroundings weigh."""

    mention: Mention
    weight: float
    subject: bool
    person: bool  # else a name that may be one, if it speaks
    inner: bool = False  # a subject of a clause inside the sentence: "when Lang …", "that Lang …"


class _Scale:
    """What each person weighs at one place, and by which mention he is named.

    ``opened`` says that the paragraph has a subject of its own.
    """

    def __init__(self) -> None:
        self.weights: dict[str, float] = {}
        self.latest: dict[str, Mention | Speaker] = {}
        self.opened = False

    def add(self, name: str, meant: Mention | Speaker, weight: float) -> None:
        """Add to what somebody weighs."""
        self.weights[name] = self.weights.get(name, 0.0) + weight
        self.latest.setdefault(name, meant)


class PronounFinder:
    """Finds the person that a pronoun stands for; made once an article."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        genders: Mapping[str, str],
        quoted: Sequence[Span],
        bearer: Callable[[str, int], Mention | None],
    ) -> None:
        """``genders`` maps a chain to "m" or "f" where that is known; ``quoted`` are the outermost quotations.

        ``bearer`` gives who "the president" is at a place.
        """
        self._bearer = bearer
        self._text, self._lexicon, self._genders, self._quoted = text, lexicon, genders, quoted
        self._captions = find_captions(text)
        self._lines = [m.start() for m in re.finditer(r"\n+", text) if not self._in_caption(m.start())]
        breaks = [m.start() for m in _SENTENCE.finditer(text) if not self._in_quotation(m.start())]
        self._breaks = [at for at in breaks if not self._in_caption(at)]
        people = self._people(mentions)
        may_be = [
            m for m in mentions if m.chain in people or (m.kind is EntityKind.OTHER and self._may_be_person(m.name))
        ]
        surnames = {chain.split()[-1] for chain in people}
        may_be = [m for m in may_be if m.name[-1] != "s" or m.name[:-1] not in surnames]  # "the Langs"
        told_of = {m.chain for m in mentions if not signs(text, m)}
        may_be = [m for m in may_be if not self._located(m) and m.chain in told_of and not is_credited(text, m)]
        may_be = [m for m in may_be if not self._in_caption(m.span.start)]
        served = {one.span for one, other in pairwise(mentions) if self._is_served(one, other)}
        self._places = [self._place(m, m.chain in people, m.span in served) for m in may_be]
        self._starts = [p.mention.span.start for p in self._places]
        self._first = {p.mention.chain: p.mention.span.start for p in reversed(self._places)}
        self.heard: set[str] = set()  # names of speakers that may be persons
        self._spoken: list[tuple[int, Mention, bool]] = []  # pronouns, who they were, whether they said something
        self._subjects = [m for m in _BEGINS.finditer(text) if not self._in_quotation(m.start())]
        self._passed = 0  # of these

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
        return (
            not name.isupper()
            and not _FOREIGN.match(name)
            and not _PARTY.match(name)
            and last not in _PEOPLES
            and not any(last in words for words in known)
        )

    def _in_quotation(self, at: int) -> bool:
        index = bisect_right(self._quoted, (at, len(self._text) + 1)) - 1
        return index >= 0 and self._quoted[index].start <= at < self._quoted[index].end - 1

    def _in_caption(self, at: int) -> bool:
        index = bisect_right(self._captions, (at, len(self._text) + 1)) - 1
        return index >= 0 and at < self._captions[index].end

    def _located(self, mention: Mention) -> bool:
        before = self._text[max(0, mention.span.start - 4) : mention.span.start].lower()
        return " " not in mention.name and before.endswith((" in ", " at "))

    def _is_aside(self, mention: Mention) -> bool:
        """Say whether a name is the subject of a clause that only tells when or where, or stands in a case's name."""
        begin, end = mention.span
        return _INNER.search(self._text, max(0, begin - 40), begin) is not None or self._text.startswith(" v. ", end)

    def _is_served(self, mention: Mention, other: Mention) -> bool:
        """Say whether a name only tells whose the next one is: "Lang campaign adviser Anna Rohde"."""
        words = self._text[mention.span.end : other.span.start].split(" ") if other.kind is EntityKind.PERSON else []
        between = len(words) > 2 and words[0] == words[-1] == "" and words[-2] in self._lexicon.roles
        return between and all(word in _OFFICES or word in self._lexicon.roles for word in words[1:-1])

    def _place(self, mention: Mention, person: bool, served: bool) -> _Place:
        """Weigh a mention by its part in the sentence, as far as the words beside it tell."""
        first = _first_word(mention)
        before = self._text[max(0, first - 40) : first]
        after = self._text[mention.span.end : mention.span.end + 110]
        known = _KNOWN if mention.chain in self._genders else 1.0
        if served or asks(self._text, mention.span.end) or is_asked_by(self._text, first):
            return _Place(mention, _OBJECT * known, False, person)
        if re.match(r"[’']s?\b", after):
            if _LEADS.search(before):
                return _Place(mention, _LEADING_OWNER * known, True, person, True)
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
        self,
        gender: str | None,
        at: int,
        said: Sequence[Spoke],
        fits: Callable[[str], bool | None] | None = None,
        echo: bool = True,
        link: Link | None = None,
        told_of: Callable[[str], bool] = lambda _: False,
        mentioned: Mentioned = _NOBODY,
    ) -> Mention | Speaker | None:
        """Find who a pronoun of this gender at this place stands for, or a description, which ``fits`` holds to.

        ``said`` are the sources so far, in order. One who spoke and is in no mention ("a diver") may be who is meant.
        A gender of ``None`` is any. ``fits`` takes the name of a chain; one of whom it knows nothing may not be meant,
        but is a rival. For a description somebody must stand out, less so if he alone is ``told_of`` so. Later
        pronouns go by the answer, unless ``echo`` is false. ``link``, whom the encoder ties the pronoun to, decides
        between two who weigh nearly the same. ``mentioned`` are those whom the words that are said name: "he said that
        Lang …" is not Lang.
        """
        self._catch_up(at, said)
        scale = self._weigh_places(gender, at)
        self._weigh_echoes(scale, gender, at)
        self._weigh_speakers(scale, gender, at, said)
        self._weigh_introduced(scale, gender, at, said)
        latest = scale.latest
        weights = {name: w for name, w in scale.weights.items() if name not in mentioned.plainly}
        weights = {name: w * (_NAMES_HIMSELF if name in mentioned.quoted else 1.0) for name, w in weights.items()}
        if gender == "f":
            weights = {name: w * (1.0 if name in self._genders else _UNKNOWN_WOMAN) for name, w in weights.items()}
        if fits is None:
            best = self._best(weights, latest, _SECOND, _LEAST)
            linked = weights.get(link.mention.chain, 0.0) if link is not None else 0.0
            person = link is not None and link.mention.kind is EntityKind.PERSON
            if best is None and linked >= max(
                _LEAST_LINKED if person else _LEAST, _SECOND * max(weights.values(), default=0.0)
            ):
                best = latest.get(link.mention.chain) if link is not None else None
        else:
            told = {name: fits(name) for name in weights if isinstance(latest[name], Mention)}
            weights = {name: w for name, w in weights.items() if told.get(name) is not False}
            known = {name: meant for name, meant in latest.items() if told.get(name, True)}
            best = self._best(weights, known, _STANDS_OUT, _LEAST_DESCRIBED)
            first = max(weights, key=weights.__getitem__, default="")
            if best is None and [name for name in weights if told_of(name)] == [first]:
                best = self._best(weights, known, _SECOND, _LEAST_DESCRIBED)
        if isinstance(best, Mention) and not self._in_quotation(at) and echo:
            self.echo(at, best)
        return best

    def tied(self, gender: str, at: int) -> Mention | None:
        """Give whom the sentence of a pronoun itself ties it to: "When he left, Lang said", "Lang sued Holt after"."""
        deed = _FOR.search(self._text, max(0, at - 160), at)
        if deed is not None:
            low, high = bisect_right(self._starts, deed.start("whom") - 1), bisect_right(self._starts, at)
            whom = [p.mention for p in self._places[low:high] if p.person]
            fits = len({m.chain for m in whom}) == 1 and self._genders.get(whom[0].chain) == gender
            return whom[0] if fits else None
        clause = _CLAUSE.match(self._text, at)
        if clause is None or _AHEAD.search(self._text, max(0, at - 60), at) is None or self._in_quotation(at):
            return None
        first = bisect_right(self._starts, at)
        ahead = [p for p in self._places[first : first + 1] if p.subject and not p.inner]
        led = [p for p in ahead if clause.end() in {p.mention.span.start, _first_word(p.mention)} and p.person]
        return led[0].mention if led and not self._differs(led[0].mention.chain, gender) else None

    def leads_before(self, at: int) -> str | None:
        """Give the chain of the person whom the sentence of an offset begins with, or else the one before it."""
        ends = self._breaks[: bisect_right(self._breaks, at - 1)]
        for low, high in zip((*ends[-1:], *ends[-2:-1], -1), (at, *ends[-1:]), strict=False):
            places = self._places[bisect_right(self._starts, low) : bisect_right(self._starts, high - 1)]
            places = [p for p in places if p.person and not self._in_quotation(p.mention.span.start)]
            if places:
                person = places[0].mention.kind is EntityKind.PERSON
                return places[0].mention.chain if places[0].subject and person else None
        return None

    def stands_out(self, gender: str | None, at: int, said: Sequence[Spoke]) -> Mention | None:
        """Find who stands out where a description stands that anybody may bear; later pronouns do not go by it."""
        found = self.find(gender, at, said, lambda _: True, echo=False)
        return found if isinstance(found, Mention) else None

    def echo(self, at: int, meant: Mention, said: bool = True) -> None:
        """Keep that a pronoun or a description stood for somebody: later pronouns go by it."""
        if not self._spoken or self._spoken[-1][0] != at:
            self._spoken.append((at, meant, said))

    def _catch_up(self, at: int, said: Sequence[Spoke]) -> None:
        """Find who those pronouns were that began a sentence before ``at`` and said nothing."""
        while self._passed < len(self._subjects) and (begin := self._subjects[self._passed].start()) < at:
            word, noun = self._subjects[self._passed].group("word", "noun")
            self._passed += 1
            if self._distance(begin, at)[0] > 1 or any(spoken == begin for spoken, *_ in self._spoken[-_MEMORY:]):
                continue
            if noun is not None:
                meant: Mention | Speaker | None = self._bearer(noun, begin) if noun in self._lexicon.roles else None
            else:
                last = [*islice((spoke for spoke in reversed(said) if spoke.at < begin), _LAST)][::-1]
                meant = self.find("m" if word == "He" else "f", begin, last, echo=False)
            if isinstance(meant, Mention):
                self.echo(begin, meant, said=False)

    def _weigh_echoes(self, scale: _Scale, gender: str | None, at: int) -> None:
        """Add what pronouns weigh that spoke before, as who they were."""
        for spoke_at, meant, said in self._spoken[-_ECHOES:]:
            away, far = self._distance(spoke_at, at)
            if away > 1 or spoke_at >= at or self._differs(meant.chain, gender):
                continue
            here = _ECHO_HERE if not away and far <= 1 else 0.0
            scale.add(meant.chain, meant, (_ECHO if said or not away else _UNSAID * _ECHO) * _FADES**far + here)
            scale.opened = scale.opened or not away

    def _weigh_speakers(self, scale: _Scale, gender: str | None, at: int, said: Sequence[Spoke]) -> None:
        """Add what it weighs to have spoken last, also for those whom no mention names."""
        quoting = self._text[max(0, at - 3) : at].rstrip().endswith(("”", '"', "'", "’"))
        adding = _ADDS.match(self._text, at) is not None
        for back, spoke in enumerate(reversed(said[-_LAST:])):
            speaker = spoke.speaker
            away, far = self._distance(spoke.at, at)
            if is_asked_by(self._text, spoke.at):
                continue
            if speaker.name not in scale.weights:
                if spoke.at >= at or away > 1 or not self._may_be(speaker, gender) or spoke.inside:
                    continue
                here = _SUBJECT_HERE if not away and far <= 1 else 0.0
                scale.add(speaker.name, speaker, _SUBJECT * _FADES**far + here)
                scale.opened = scale.opened or not away
            goes_on = back == 0 and not away and quoting
            aside = spoke.source.cut(self._text).lower() in _RELATIVES
            weight = (_SPOKE_LAST if back == 0 and not aside else _SPOKE_BEFORE) * _COOLS**far
            weight += (_GOES_ON if goes_on else 0.0) + (_ADDS_ON if adding and back == 0 else 0.0)
            scale.add(speaker.name, speaker, weight * (_OVERHEARD if scale.opened and not goes_on else 1.0))

    def _weigh_introduced(self, scale: _Scale, gender: str | None, at: int, said: Sequence[Spoke]) -> None:
        """Add what it weighs that the sentence before a quoted paragraph is about somebody ("Lang hit back").

        Or that it brings him in: "… worries Peter Lang, head of the port." Where both are, or somebody else speaks in
        that sentence behind him, neither weighs more.
        """
        index = bisect_right(self._quoted, (at, -1)) - 1
        if index < 0 or self._text[self._quoted[index].end : at].strip(" ,"):
            return
        begin = self._quoted[index].start
        low = max((b for b in self._breaks[: bisect_right(self._breaks, begin - 1)][-2:-1]), default=-1)
        if self._text[begin - 1 : begin] != "\n":
            return
        places = self._places[bisect_right(self._starts, low) : bisect_right(self._starts, begin)]
        places = [p for p in places if p.person]
        first = [p for p in places if p.mention.span.start == self._first[p.mention.chain]]
        about = [p for p in places[:1] if p.subject and not p.inner]
        about += [p for p in first[-1:] if p.mention.role is not None and p not in about]
        meant = about[0].mention if len(about) == 1 else None
        if meant is None or self._differs(meant.chain, gender) or (said and said[-1].at > meant.span.start):
            return
        scale.add(meant.chain, meant, _BRINGS_IN)

    def _distance(self, before: int, at: int) -> tuple[int, int]:
        """Give how many paragraphs and how many sentences lie between two places; a new paragraph counts as both."""
        away = bisect_right(self._lines, at) - bisect_right(self._lines, before)
        return away, bisect_right(self._breaks, at) - bisect_right(self._breaks, before) + away

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
        one = _ONE.search(self._text[max(0, speaker.span.start - 9) : speaker.span.start]) is not None
        thing = head in self._lexicon.organisation_nouns or head in self._lexicon.documents
        return (
            (
                (head in self._lexicon.roles and head not in _PEOPLES)
                or (one and not thing and (head in _PEOPLES or _DOES.search(head) is not None))
            )
            and not is_plural(head)
            and (gender is None or (gender_of_word(head, self._lexicon) or gender) == gender)
        )

    def _weigh_places(self, gender: str | None, at: int) -> _Scale:
        """Weigh the people that mentions name."""
        inside, high = self._in_quotation(at), bisect_right(self._starts, at)
        scale = _Scale()
        found: dict[str, list[float]] = {}
        nearest: str | None = None  # the subject before, in this sentence
        for place in self._places[max(0, high - _MEMORY) : high]:
            mention = place.mention
            if self._differs(mention.chain, gender) or not (place.person or mention.chain in self.heard):
                continue
            if self._in_quotation(mention.span.start) and not inside:
                continue
            away, far = self._distance(mention.span.start, at)
            if away > _REACH:
                continue
            weight = place.weight * _FADES**far
            if not away and place.subject:
                weight += (_SUBJECT_HERE if far <= 1 else _SUBJECT_ABOVE) * (_INNER_HERE if place.inner else 1.0)
                scale.opened = True
            if far == 0 and place.subject and not self._is_aside(mention):
                nearest = mention.chain
            found.setdefault(mention.chain, []).append(weight)
            scale.latest[mention.chain] = mention
        if nearest is not None and _OF_WHICH.search(self._text, max(0, at - 14), at):
            found[nearest].append(_HOST)
        for chain, weights in found.items():
            scale.weights[chain] = max(weights) + _AGAIN * (sum(weights) - max(weights))
        return scale

    @staticmethod
    def _best(
        weights: Mapping[str, float], latest: Mapping[str, Mention | Speaker], second: float, least: float
    ) -> Mention | Speaker | None:
        ranked = sorted(weights, key=lambda chain: (-weights[chain], chain))
        if not ranked or weights[ranked[0]] < least:
            return None
        if len(ranked) > 1 and weights[ranked[1]] >= second * weights[ranked[0]]:
            return None
        return latest.get(ranked[0])


def _first_word(mention: Mention) -> int:
    """Give where a name begins with the role before it."""
    role = mention.role
    return role.start if role is not None and role.end <= mention.span.start else mention.span.start


def find_noun(words: Sequence[str]) -> str:
    """Give the head noun of a description, lower case: "judge" of "a federal judge in Velm"."""
    plain = [word.strip(",.").lower() for word in words]
    end = next((i for i, word in enumerate(plain) if i and word in HEAD_ENDS), len(plain))
    return plain[end - 1] if plain else ""
