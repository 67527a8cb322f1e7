"""What a stretch of words states, clause by clause: what happens, to whom, and whether it is negated, seen or supposed.

Invariant: reading is a function of the words alone, linear in them; every statement keeps the span it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from sayso.model.span import Span
from sayso.relate.happenings import match_phrase
from sayso.relate.names import key_of_body
from sayso.text.modality import A_LIE, DOUBTING, FALSE, HEARD, NOT_SEEING, SEEING, SUPPOSED, blank_quotes
from sayso.text.words import STOPWORDS, Words, expand_word, find_words, fold_word, stem_word


class Frame(StrEnum):
    """How a clause stands to what it speaks of, where it does more than state it."""

    STATED = "stated"
    SEEN = "seen"
    NOT_SEEN = "not seen"
    HEARD = "heard"  # only heard of
    FALSE = "false"
    DOUBTED = "doubted"
    SUPPOSED = "supposed"  # a condition, a wish, an order: nothing is stated


@dataclass(frozen=True, slots=True)
class Statement:
    """One clause as compared. ``heads`` is what happens, ``about`` all else that it names, as compared, never shown.

    ``matter`` is the part of ``span`` that says what is seen, heard of, false or doubted: all of it where it is stated.

    ``names`` are those of it that are names, ``agents`` names before the verb, ``negated`` is the parity of its
    negations. ``points_back`` says that it speaks of a claim that stands before it ("the assertion", "that is untrue"),
    ``whose`` is the stem of whose claim that is, if named.
    """

    span: Span
    matter: Span
    heads: frozenset[str]
    about: frozenset[str]
    names: frozenset[str]
    agents: frozenset[str]
    frame: Frame
    negated: bool
    points_back: bool
    of_harm: bool  # it does so as "the allegation", which is of a deed and of no opinion
    denies: bool  # with a verb of denying
    infinitive: bool  # "to step down": of whom, and whether at all, stands elsewhere
    unsaid: bool  # "to comment", "to say whether": nothing is told
    whose: str | None


_CUT_SHORT = frozenset((Frame.NOT_SEEN, Frame.HEARD, Frame.SEEN, Frame.SUPPOSED))  # what they speak of ends at a comma
_CUTS = re.compile(
    r"(?-i:(?<=[.!?;…])(?<![A-Z]\.)(?<!\b[MDS][rst]\.)(?<!\b(?:Mrs|Gov|Sen|Rep|Gen|Col|Rev|Sgt)\.)\s+(?=[^\sa-z]))|(?<!\w)[–—](?!\w)|:\s|\n+"
    r"|,\s+(?:but|while|whereas|although|though|yet|which|who|whose|where|because|adding\s+that|and\s+that|so)\s"
    r"|\s(?:but|while|whereas|although|because)\s"
    r"|,?\sand\s+(?=(?:\S+\s+){0,4}?(?:is|are|was|were|has|have|had|will|would|does|do|did|can|could)(?:n[’']t)?\s)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",\s+(?:which|who|whose|where)\s", re.IGNORECASE)
# Of "the claims", "the report" nobody can tell which sentence is meant.
_BACK = re.compile(
    r"\b(?:the|that|this|these|those|such|his|her|its|their|(?P<whose>\w+)[’']s|s[’'])\s+(?:\w+\s+)?"
    r"(?:(?P<charge>allegation|accusation|charge)|assertion|claim|statement|suggestion|rumou?r)\b"
    r"|(?:^\W*(?:it|that|this|they|those)\s+(?:\w+\s+)?(?:is|was|were|are)\b|\b(?:that|it|this)\s+(?:was|is)\s+)"
    r"|\b(?:deny|denies|denied|reject|rejects|rejected)\s+(?:it|that|this|them)\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\W*(?:(?:him|her|them|us|me|it) )?to\s", re.IGNORECASE)
_FORCES = frozenset(
    map(stem_word, "tank tanks artillery convoy battalion brigade regiment vehicles militants fighters".split())
)
_ORDER = re.compile(r"\W*(?:please\s+)?(?:don[’']t|do not|never)\s+(?!you|we|they|I\b)\w", re.IGNORECASE)
_UNSAID = re.compile(
    r"\W*to (?:be (?:interviewed|named|identified)"
    r"|(?:comment|discuss|say|answer|respond|elaborate|speculate|speak|talk)\b)",
    re.IGNORECASE,
)
_DENIALS = frozenset("deny refut rebut reject dismiss rul".split())
_NOTS = frozenset("not never no neither nor none nobody nothing cannot fail refus".split())
_NO_NOTS = frozenset(
    ("no", word) for word in ("problem", "doubt", "question", "objection", "secret", "wonder", "plans")
)
_AUX = frozenset("be have do will would shall can may might must should".split())
_LIGHT = frozenset(
    "begin start continu order announc mak tak plan intend expect seem appear try want need go get keep give set "
    "about du "
    "likely ready prepar hav let see use able mov carry admit confirm hold tell suggest indicat turn put mean com say "
    "agre intention intent refus declin propos hop forc fear".split()
)
_ATTITUDES = frozenset(
    "welcom condemn expect fear criticiz criticis investigat blam discuss oppos support demand prais mourn regret "
    "respond react follow cause prevent avoid stop end help describ explain rememb celebrat commemorat survive "
    "witness".split()
)
_SKIPPED = frozenset(
    "only just even still yet already now also ever never not to really actually simply currently reportedly allegedly "
    "apparently likely possibly probably perhaps indeed again about very so too n't merely fully finally soon".split()
)
_DETERMINERS = frozenset("a an the any some no such this that these those its their his her our my more most".split())
_WEAK = frozenset(
    "suppos alleg report so-call purport apparent announc planned possibl potential reportedly thing anything "
    "something everything way lot bit honest reality sign evidenc indication proof fact matter "
    "situation people person moment far claim assertion allegation statement report suggestion accusation rumor "
    "rumour believ think "
    "know hear see like want need comment comments get go come make take put let use able even still yet already "
    "really actually "
    "simply mean seem ground time today tomorrow yesterday tonight morning night afternoon evening hour ago recent "
    "recently currently "
    "som certain clear other such part back here around him them mr mrs ms dr sir be have do".split()
)


def read_statements(text: str, spans: Sequence[Span], speaker: Iterable[str] = ()) -> list[Statement]:
    """Read the clauses of some spans of a text, in order. ``speaker`` is who "we" and "it" stand for, as compared."""
    plain = blank_quotes(text[spans[0].start : spans[-1].end]) if spans else ""
    base = spans[0].start if spans else 0
    own = frozenset(speaker)
    found = []
    supposed = False
    for span in spans:
        for clause, aside in _split(plain, Span(span.start - base, span.end - base)):
            statement = None if aside else _read(plain, clause, own)
            if statement is not None:
                if supposed:  # "it should do what it says: withdraw"
                    statement = replace(statement, frame=Frame.SUPPOSED)
                supposed = statement.frame is Frame.SUPPOSED and plain[clause.end : clause.end + 1] == ":"
                found.append(
                    replace(statement, span=_shift(statement.span, base), matter=_shift(statement.matter, base))
                )
    return found


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _split(text: str, span: Span) -> Iterator[tuple[Span, bool]]:
    """Cut a span into clauses; say which are asides ("which Russia annexed in 2014")."""
    start, aside = span.start, False
    for cut in _CUTS.finditer(text, span.start, span.end):
        if cut.start() > start:
            yield Span(start, cut.start()), aside
        dash = cut.group().strip() in ("–", "—")
        aside = bool(_RELATIVE.match(cut.group())) or (dash and not aside and _is_relative(text, cut.end()))
        start = cut.end()
    if span.end > start:
        yield Span(start, span.end), aside


def _is_relative(text: str, at: int) -> bool:
    return re.match(r"\s*(?:which|who|whose|where)\b", text[at : at + 12], re.IGNORECASE) is not None


def _read(text: str, clause: Span, own: frozenset[str]) -> Statement | None:
    frame, start, end = _find_frame(text, clause)
    if frame in _CUT_SHORT and (comma := text.find(",", start + 8, end)) > 0:
        end = comma
    words = find_words(text, [(start, end)])
    tokens = _Tokens(text, words)
    if not tokens.stems and frame is Frame.STATED:
        return None
    heads, verb = tokens.find_head(nominal=frame not in (Frame.STATED, Frame.SUPPOSED))
    about, names, agents = tokens.rest(heads, verb)
    nots = tokens.count_nots(heads)
    back = _BACK.search(text[clause.start : clause.end])
    subject = {stem for stem in tokens.stems[:verb] if stem in ("it", "he", "she", "they", "we", "i", "our", "their")}
    return Statement(
        span=clause,
        matter=Span(start, max(start, end)),
        heads=frozenset(tokens.name(i) for i in heads),
        about=about,
        names=names,
        agents=agents or (own if subject and frame is Frame.STATED else frozenset()),
        frame=frame,
        negated=nots % 2 == 1,
        points_back=back is not None,
        of_harm=back is not None and back["charge"] is not None,
        denies=not _DENIALS.isdisjoint(tokens.stems),
        infinitive=_INFINITIVE.match(text, *clause) is not None,
        unsaid=_UNSAID.match(text, *clause) is not None,
        whose=stem_word(fold_word(back["whose"])) if back and back["whose"] else None,
    )


def _find_frame(text: str, clause: Span) -> tuple[Frame, int, int]:
    """Tell how the clause stands to its matter, and where the matter stands."""
    if unseen := NOT_SEEING.search(text, *clause):
        if unseen.end() < clause.end - 3:
            return Frame.NOT_SEEN, unseen.end(), clause.end
        return Frame.NOT_SEEN, clause.start, unseen.start()
    if (heard := HEARD.search(text, *clause)) and (heard["only"] or heard["late"] or heard["last"]):
        return Frame.HEARD, heard.end(), clause.end
    if false := FALSE.search(text, *clause) or A_LIE.search(text, *clause):
        before, after = Span(clause.start, false.start()), Span(false.end(), clause.end)
        where = before if before.end - before.start >= 8 else after
        return Frame.FALSE, where.start, where.end
    if _ORDER.match(text, *clause):
        return Frame.SUPPOSED, clause.start, clause.end
    if supposed := SUPPOSED.search(text, *clause):
        return Frame.SUPPOSED, clause.start if supposed.start() > clause.start else supposed.end(), clause.end
    if doubting := DOUBTING.search(text, *clause):
        ahead = doubting.end() < clause.end - 8
        return Frame.DOUBTED, doubting.end() if ahead else clause.start, clause.end if ahead else doubting.start()
    if seen := SEEING.search(text, *clause):
        return Frame.SEEN, seen.end(), clause.end
    return Frame.STATED, clause.start, clause.end


class _Tokens:
    """The words of a clause with their stems, and which happening each belongs to."""

    def __init__(self, text: str, words: Words) -> None:
        pairs = [(stem, i) for i, form in enumerate(words.forms) for stem in expand_word(form)]
        self.stems = [stem for stem, _ in pairs]
        self.forms = [words.forms[i] for _, i in pairs]
        self.large = [text[words.starts[i]].isupper() for _, i in pairs]
        self.happening: dict[int, tuple[str, bool]] = {}
        named = (match_phrase(self.stems, at) for at in range(len(self.stems)))
        self._has_troops = any(found is not None and found[0].happening == "=troops" for found in named)
        self._has_troops = self._has_troops or not _FORCES.isdisjoint(self.stems)
        taken: set[int] = set()
        for at in range(len(self.stems)):
            if at not in taken and (found := match_phrase(self.stems, at)) is not None:
                phrase, places = found
                if not self._is_other_sense(at, places):
                    taken.update(places)
                    self.happening.update((place, (phrase.happening, phrase.reverse)) for place in places)

    def _is_other_sense(self, at: int, places: Sequence[int]) -> bool:
        """Tell "leave 120,000 troops there" and "leave his post" from troops that go."""
        if self.stems[at] not in ("leave", "leav"):
            return False
        after = self.forms[places[-1] + 1 : places[-1] + 3]
        return not self._has_troops or any(form[0].isdigit() or form in ("over", "more") for form in after)

    def name(self, at: int) -> str:
        return self.happening[at][0] if at in self.happening else self.stems[at]

    def is_matter(self, at: int) -> bool:
        stem, form = self.stems[at], self.forms[at]
        if at in self.happening:
            return True
        return not (
            stem in STOPWORDS
            or form in STOPWORDS
            or stem in _WEAK
            or stem in _NOTS
            or stem in _LIGHT
            or form[0].isdigit()
        ) and (len(stem) > 1)

    def find_head(self, *, nominal: bool) -> tuple[list[int], int]:
        """Find what is said to happen, as indexes, and where the verb stands."""
        verb = self._find_verb()
        happens = [i for i in sorted(self.happening) if not self.happening[i][0].startswith("=")]
        if reversed_ := [i for i in happens if self.happening[i][1]]:
            return reversed_[:1], verb[0] if verb else reversed_[0]
        if nominal and (verb is None or verb[0] > 6):
            first = happens[0] if happens else None
            first = (
                first
                if first is not None and first <= 6
                else next(filter(self.is_matter, range(len(self.stems))), None)
            )
            return ([first] if first is not None else []), 0
        if verb is None:
            found = [i for i in happens if self._is_verbal(i)][:1]
            return found, found[0] if found else 0
        at, main = verb
        if main is None:
            return [], at
        if at == 0 and self.forms[0] != "to" and main not in happens:  # "were tanks leaving the town"
            found = [i for i in happens if self.forms[i].endswith("ing")][:1]
            if found:
                return found, found[0]
        return self._light(main), at

    def _happens(self, at: int) -> bool:
        return at in self.happening and not self.happening[at][0].startswith("=")

    def _is_verbal(self, at: int) -> bool:
        before = self.forms[at - 1] if at else ""
        return before not in _DETERMINERS and before not in ("of", "about", "for", "with")

    def _find_verb(self) -> tuple[int, int | None] | None:
        """Give the index of the first auxiliary outside a relative clause, and of the main verb or complement."""
        relative = False
        for at, stem in enumerate(self.stems):
            if stem in ("who", "which"):
                relative = True
            if stem in _AUX and not (at == 0 and stem == "can"):
                if relative:
                    relative = False
                    continue
                main = at + 1
                while main < len(self.stems) and (self.stems[main] in _AUX or self._is_skipped(main)):
                    main += 1
                return at, main if main < len(self.stems) else None
            if self.forms[at] == "to" and at == 0:
                return 0, 1 if len(self.stems) > 1 else None
        return None

    def _is_skipped(self, at: int) -> bool:
        form = self.forms[at]
        return (
            form in _SKIPPED
            or self.stems[at] in _NOTS
            or (form.endswith("ly") and len(form) > 4 and at not in self.happening)
        )

    def _light(self, main: int) -> list[int]:
        """Follow a light verb, or "be", to what carries the meaning: "has begun withdrawing", "is a sign of"."""
        at = main
        while at < len(self.stems) and not self._happens(at):
            form, stem = self.forms[at], self.stems[at]
            if (
                stem in _LIGHT
                or form in _DETERMINERS
                or self._is_skipped(at)
                or form in ("in", "on", "of", "been", "being", "all")
            ):
                at += 1
                continue
            break
        if at >= len(self.stems):
            return [main] if self.is_matter(main) else []
        later = [i for i in range(at, min(at + 3, len(self.stems))) if self._happens(i)]
        if later and self.stems[at] not in _ATTITUDES:
            at = later[0]  # "had made an arrest", "was carrying dozens too many"
        return [at] if self.is_matter(at) else later[:1]

    def rest(self, heads: Sequence[int], verb: int) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Give all that the clause names but its head, the names among it, and the names before its verb."""
        own = {self.name(i) for i in heads}
        about: set[str] = set()
        called: set[str] = set()
        agents: set[str] = set()
        for at, form in enumerate(self.forms):
            if self.large[at] or form in ("russian", "us"):
                names = _names(form)
                called.update(names if self.is_matter(at) or form == "us" else ())
                if at < verb and self.is_matter(at):
                    agents.update(names)
            elif self.is_matter(at) and self.name(at) not in own:
                about.add(self.name(at))
        called -= own
        return frozenset((about | called) - own), frozenset(called), frozenset(agents)

    def count_nots(self, heads: Sequence[int]) -> int:
        """Count what turns the statement round: "not", "no", "denies", and the reverse of what happens."""
        end = max(heads, default=len(self.stems)) + 1  # "without warning", after what happens, turns nothing round
        nots = sum(stem in _NOTS or stem in _DENIALS for stem in self.stems[:end])
        turned = {self.happening[at][0] for at in heads if at in self.happening and self.happening[at][1]}
        double = self.stems.count("nor") if "neither" in self.stems else 0
        double += sum(pair in _NO_NOTS for pair in pairwise(self.forms[:end]))
        return nots + len(turned) - double


@lru_cache(maxsize=1 << 14)
def _names(form: str) -> tuple[str, ...]:
    """Give a capitalised word as compared: adjectives of countries and their capitals become the country."""
    return key_of_body(form.removesuffix("'s")) or (form,)
