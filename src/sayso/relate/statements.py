"""What a stretch of words states, clause by clause: what happens, to whom, and whether it is negated, seen or supposed.

Invariant: reading is a function of the words alone, linear in them; every statement keeps the span it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice, pairwise

from sayso.model.span import Span
from sayso.relate.happenings import match_phrase
from sayso.relate.names import key_of_body
from sayso.text.modality import A_LIE, DOUBTING, FALSE, HEARD, NOT_SEEING, SEEING, SUPPOSED, blank_quotes
from sayso.text.words import STOPWORDS, Words, expand_word, find_words, fold_word, stem_word


FIRST = frozenset(("we", "i", "our"))  # the pronouns of who speaks, as stems


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
    passive: bool  # "was sacked": ``agents`` are those whom it befalls
    verbless: bool  # "the nomination": a thing is named, and nothing said of it
    subject: bool  # it says who does it, by a name or a pronoun
    patients: frozenset[str]  # the names of whom or what it befalls, right before or after the verb
    dates: frozenset[str]  # years, days of the week and months that it names
    rates: frozenset[str]  # its numbers of per cent
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
_WRONG = re.compile(r".*\bwrong", re.IGNORECASE | re.DOTALL)  # of a deed as often as of a statement
_ENDED = re.compile(r"[.!?…]\W*$|,\W*$")
_RELATIVE = re.compile(r",\s+(?:which|who|whose|where)\s", re.IGNORECASE)
# Of "the claims", "the report" nobody can tell which sentence is meant.
_BACK = re.compile(
    r"\b(?:the|that|this|these|those|such|his|her|its|their|(?P<whose>\w+)[’']s|s[’'])\s+(?:\w+\s+)?"
    r"(?:(?P<charge>allegation|accusation|charge)|assertion|claim|statement|suggestion|rumou?r)\b"
    r"|(?:^\W*(?:no\W+)?(?:it|that|this|those)\s+(?:\w+\s+)?(?:is|was|were|are|did|has|had|never)\b"
    r"|\b(?:that|it|this)\s+(?:was|is)\s+(?=(?:\w+\s+){0,2}?(?:false|untrue|not\s+true|a\s+lie|lies|nonsense|fake)\b))"
    r"|\b(?:deny|denies|denied|reject|rejects|rejected)\s+(?:it|that|this|them)\b"
    r"(?!\s+(?:\w+\s+)?(?:allegation|accusation|charge|assertion|claim|statement|suggestion|rumou?r)s?\b)",
    re.IGNORECASE,
)
# "There is little doubt that": what follows is stated.
_SURE = re.compile(
    r"^\W*(?:(?:\w+\s+){1,4}?(?:do|does|did|would|could|can)(?:n[’']t|\s*not)\s+(?:\w+ly\s+)?doubt\s+(?:that\s+)?|(?:there(?:[’']s|\s+(?:is|was|can\s+be))|(?:I|we|they|he|she)\s+(?:have|has|had))\s+(?:(?:absolutely|very)\s+)?"
    r"(?:no|little|hardly\s+any)\s+doubts?(?:\s+(?:at\s+all|whatsoever|now|today|in\s+\w+\s+minds?))*\W*\s+(?:that\s+)?)",
    re.IGNORECASE,
)
_LITTLE_DOUBT = re.compile(r"\b(?:little|hardly\s+any|not\s+a)\s+doubts?\b", re.IGNORECASE)
# What the speaker says that another says.
_OTHERS_SAY = re.compile(
    r"\b(?P<who>he|she|they|it)(?:[’'](?:s|re|ve|d)|\s+(?:is|are|was|were|has|have|had))?\s+(?:(?:\w+ly|still|also|now|once)\s+)?"
    r"(?:sa(?:y|ys|id|ying)|claim(?:s|ed|ing)?|insist\w*|den(?:y|ies|ied|ying)|alleg\w+|argu\w+|told|tell(?:s|ing)?)\b",
    re.IGNORECASE,
)
_OTHERS_DENY = re.compile(
    r"(?P<who>\w+)\W+(?:(?:\w+ly|has|have|had|also)\W+){0,2}(?:denied|denies|rejected|rejects|dismissed|refuted)\b"
    r"(?!\s+(?:bail|entry|access|by\b))",
    re.IGNORECASE,
)
# Of a wish, a plan that is not, a part of a sentence that only says what is not meant: nothing is stated.
_UNSTATED = re.compile(
    r"\b(?:no\s+(?:current\s+|immediate\s+|present\s+)?(?:plans?|intention|desire|need|reason)"
    r"|hop(?:es?|ed|ing)|(?:wants?|wanted|wish(?:es|ed)?)(?=\s+(?!to\b))|(?:not|n[’']t|never)\s+(?:want|wish|hope|need)"
    r"|need(?:s|ed)?\s+only|shouldn[’']t|why|would(?:n[’']t|\s+(?:not|never))?\s+have\s+(?:been|done|gone|made|\w+ed))\b"
    r"|^\W*(?:but\s+)?not\s+(?:about|for|because|to|with|in|on|just|only|merely|simply|by|from|at|of)\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\W*(?:(?:him|her|them|us|me|it) )?to\s", re.IGNORECASE)
_FORCES = frozenset(
    map(stem_word, "tank tanks artillery convoy battalion brigade regiment vehicles militants fighters".split())
)
_ORDER = re.compile(
    r"\W*(?:please\s+)?(?:(?:don[’']t|do not|never)\s+(?!you|we|they|I\b)\w"
    r"|(?:bring|go|run|let|get|make|be|stay|take|give|look|come|tell|ask|remember|imagine)\s"
    r"(?!is|was|are|were|has|had|have|will|would))",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"\W*to (?:be (?:interviewed|named|identified)"
    r"|(?:comment|discuss|say|answer|respond|elaborate|speculate|speak|talk)\b)",
    re.IGNORECASE,
)
_DENIALS = frozenset("deny refut rebut reject dismiss rul".split())
_NOTS = frozenset("not never no neither nor none nobody nothing cannot fail refus".split())
_BEFORE_TO = frozenset(("fail", "refus"))  # "failed to agree"; but "the failed talks" turn nothing round
_NO_NOTS = frozenset(("no", word) for word in ("problem", "doubt", "question", "objection", "secret", "wonder"))
_RUNS = frozenset("your their his her our my its cover life lives shelter".split())  # "run for cover" is no candidacy
_ATTRIBUTES = frozenset("innocent illegal unlawful sober".split())  # "innocent people" says nothing of a verdict
_OTHER_WORDS = frozenset("quite plan plans planned planning back struck striking".split())  # stems of "quit" and of "plane"
_PARTICIPLE = re.compile(r"(?:[^e]ed|[rtvkz]en|wn|ught|hot|orn|ung|eld|old|lost|left|hit|cut|put|shut|made|done)$")
_DATES = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august"
    r"|september|october|november|december)\b",
)
_RATE = re.compile(r"(\d+(?:[.,]\d+)*)\s*(?:%|per\s?cent\b)", re.IGNORECASE)
_PRONOUNS = frozenset("i we you he she it they who".split())
_TITLES = frozenset(  # by themselves they name nobody: "the President" may be any name's
    "president senator sen rep representative gov governor secretary minister mr mrs ms dr chief judge justice mayor "
    "speaker king queen prince general gen col officer attorney police suspect leader republican democrat".split()
)
_OBJECT = 5  # words after a verb within which its object is named
_PAST = re.compile(r"shot|fled|won|sold|bought|quit|fell|broke|rose|hurt|beat|led|sank|withdrew|went|gave|stepped|flew|fought")
_WHEN = frozenset("after before since when until because where once".split())
_WHOM = frozenset("him her them it us me".split())
_JOINS = frozenset(
    "of into about over with for in on from to by after before since as that when why how where if because amid against "
    "than despite during through under".split()
)
_BY = 4  # words after "by" within which a name does it
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


def read_statements(
    text: str,
    spans: Sequence[Span],
    speaker: Iterable[str] = (),
    *,
    pronouns: Collection[str] = FIRST,
    named_at: Collection[int] | None = None,
) -> list[Statement]:
    """Read the clauses of some spans of a text, in order.

    ``speaker`` is for whom the ``pronouns`` stand that are subjects, as compared: "we", and of reported words "it", "he".
    ``named_at`` is where names begin: a capital letter that only opens a clause makes no name then.
    """
    plain = blank_quotes(text[spans[0].start : spans[-1].end]) if spans else ""
    base = spans[0].start if spans else 0
    own = frozenset(speaker)
    named = None if named_at is None else {at - base for at in named_at}
    found = []
    supposed = False
    for number, span in enumerate(spans):
        for clause, aside in _split(plain, Span(span.start - base, span.end - base)):
            statement = None if aside else _read(plain, clause, own, pronouns, named)
            if statement is not None:
                if clause.end == span.end - base and number + 1 < len(spans) and not _ENDED.search(plain, *clause):
                    statement = replace(statement, points_back=False)  # "it was not, experts say, a distinguished one"
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


def _read(
    text: str, clause: Span, own: frozenset[str], pronouns: Collection[str], named_at: Collection[int] | None
) -> Statement | None:
    frame, start, end = _find_frame(text, clause)
    if frame in _CUT_SHORT and (comma := text.find(",", start + 8, end)) > 0:
        end = comma
    words = find_words(text, [(start, end)])
    tokens = _Tokens(text, words, named_at)
    if not tokens.stems and frame is Frame.STATED:
        return None
    heads, verb = tokens.find_head(nominal=frame not in (Frame.STATED, Frame.SUPPOSED))
    passive = tokens.is_passive(heads, verb)
    about, names, agents = tokens.rest(heads, verb, passive=passive)
    nots = tokens.count_nots(heads, 0 if tokens.verbless else verb)
    if frame is Frame.STATED and heads and _is_unstated(text, start, words.starts[tokens.places[heads[0]]], pronouns):
        frame = Frame.SUPPOSED
    back = _BACK.search(text[clause.start : clause.end])
    if back and frame is Frame.DOUBTED and back.group().lstrip().lower().startswith("it"):
        back = None  # "it is unlikely" may speak of what the article itself tells
    subject = any(stem in pronouns for stem in tokens.stems[:verb])
    return Statement(
        span=clause,
        matter=Span(start, max(start, end)),
        heads=frozenset(tokens.name(i) for i in heads),
        about=about,
        names=names,
        agents=agents or (own if subject and frame is Frame.STATED and not tokens.by_whom else frozenset()),
        frame=frame,
        negated=nots % 2 == 1,
        points_back=back is not None,
        of_harm=back is not None and back["charge"] is not None,
        denies=not _DENIALS.isdisjoint(tokens.stems),
        passive=passive and not tokens.by_whom,
        patients=tokens.find_patients(heads, verb, passive=passive),
        verbless=tokens.verbless,
        subject=bool(agents) or not _PRONOUNS.isdisjoint(tokens.stems[:verb]),
        dates=frozenset(_DATES.findall(text[start:end].lower())),
        rates=frozenset(_RATE.findall(text[start:end])),
        infinitive=_INFINITIVE.match(text, *clause) is not None,
        unsaid=_UNSAID.match(text, *clause) is not None,
        whose=stem_word(fold_word(back["whose"])) if back and back["whose"] else None,
    )


def _is_unstated(text: str, start: int, head: int, pronouns: Collection[str]) -> bool:
    """Say whether what stands before what happens leaves open whether it does, or puts it in another's mouth."""
    if _UNSTATED.search(text, start, head):
        return True
    denying = _OTHERS_DENY.search(text, start, head)
    if denying is not None and denying["who"].lower() not in FIRST:
        return True
    other = _OTHERS_SAY.search(text, start, head)
    return other is not None and other["who"].lower() not in pronouns


def _find_frame(text: str, clause: Span) -> tuple[Frame, int, int]:
    """Tell how the clause stands to its matter, and where the matter stands."""
    if unseen := NOT_SEEING.search(text, *clause):
        if unseen.end() < clause.end - 3:
            return Frame.NOT_SEEN, unseen.end(), clause.end
        return Frame.NOT_SEEN, clause.start, unseen.start()
    if (heard := HEARD.search(text, *clause)) and (heard["only"] or heard["late"] or heard["last"]):
        return Frame.HEARD, heard.end(), clause.end
    false = FALSE.search(text, *clause) or A_LIE.search(text, *clause)
    if false and not _WRONG.fullmatch(text, *false.span()):
        before, after = Span(clause.start, false.start()), Span(false.end(), clause.end)
        where = before if before.end - before.start >= 8 else after
        return Frame.FALSE, where.start, where.end
    if _ORDER.match(text, *clause):
        return Frame.SUPPOSED, clause.start, clause.end
    if supposed := SUPPOSED.search(text, *clause):
        return Frame.SUPPOSED, clause.start if supposed.start() > clause.start else supposed.end(), clause.end
    if sure := _SURE.match(text[clause.start : clause.end]):
        return Frame.STATED, clause.start + sure.end(), clause.end
    if (doubting := DOUBTING.search(text, *clause)) and not _LITTLE_DOUBT.search(text, *clause):
        ahead = doubting.end() < clause.end - 8
        return Frame.DOUBTED, doubting.end() if ahead else clause.start, clause.end if ahead else doubting.start()
    if seen := SEEING.search(text, *clause):
        return Frame.SEEN, seen.end(), clause.end
    return Frame.STATED, clause.start, clause.end


class _Tokens:
    """The words of a clause with their stems, and which happening each belongs to."""

    def __init__(self, text: str, words: Words, named_at: Collection[int] | None = None) -> None:
        pairs = [(stem, i) for i, form in enumerate(words.forms) for stem in expand_word(form)]
        self.stems = [stem for stem, _ in pairs]
        self.forms = [words.forms[i] for _, i in pairs]
        self.places = [i for _, i in pairs]
        large = [text[start].isupper() for start in words.starts]
        if named_at is not None and large and words.starts[0] not in named_at and not any(large[1:2]):
            large[0] = False
        self.large = [large[i] for i in self.places]
        self.by_whom: frozenset[str] = frozenset()
        self.verbless = False
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
        """Tell "leave 120,000 troops there" from troops that go, and "quite" from "quit"."""
        if self.forms[at] in _OTHER_WORDS or (self.stems[at] == "run" and self.forms[places[-1] + 1 :][:1] and
            self.forms[places[-1] + 1] in _RUNS):
            return True
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
        happens = [i for i in sorted(self.happening) if self._happens(i)]
        self.verbless = verb is None
        if reversed_ := [i for i in happens if self.happening[i][1] and self._is_told(i, verb[0] if verb else 0)]:
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
            found = [i for i in found if self._is_first(i)]
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
        if at not in self.happening or self.happening[at][0].startswith("="):
            return False
        return self.forms[at] not in _ATTRIBUTES or not (at + 1 < len(self.stems) and self.is_matter(at + 1))

    def _is_told(self, at: int, verb: int) -> bool:
        """Say whether a happening is what the clause tells, and not its aim ("to win acquittal") or of another verb."""
        if any(stem in ("who", "which", "that") for stem in self.stems[verb:at]):
            return False
        return "to" not in self.forms[max(1, verb + 1) : at]

    def _is_verbal(self, at: int) -> bool:
        before = self.forms[at - 1] if at else ""
        return before not in _DETERMINERS and before not in ("of", "about", "for", "with")

    def _is_first(self, at: int) -> bool:
        """Say whether a happening without an auxiliary is what its words are of, and no part of something else.

        "The investigation into the attack angered him" tells of no attack.
        """
        if _PARTICIPLE.search(self.forms[at]) or _PAST.fullmatch(self.forms[at]):
            return True
        for i, form in enumerate(self.forms[:at]):
            whom = i > 0 and (self.large[i - 1] or self.forms[i - 1] in _WHOM)
            if form not in _JOINS or (i == 0 and form == "for") or (i == at - 1 and form == "to"):
                continue
            if (whom and i >= at - 3 and form in ("of", "for", "with", "in")):
                continue  # "Hale of fraud", after "accused"
            return False
        return True

    def _find_verb(self) -> tuple[int, int | None] | None:
        """Give the index of the first auxiliary outside a relative clause, and of the main verb or complement."""
        relative = False
        for at, stem in enumerate(self.stems):
            if stem in ("who", "which") or (at and self.forms[at] in _WHEN):
                relative = True
            if stem in _AUX and not (at == 0 and stem == "can"):
                if relative:
                    relative = at + 1 < len(self.stems) and self.stems[at + 1] in _AUX  # "who could be guilty"
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
        if self.large[at] and not self._happens(at):
            more = (i for i in range(at + 1, min(at + _OBJECT, len(self.stems))) if self.is_matter(i) and not self.large[i])
            return later[:1] or list(islice(more, 1))  # "told Ann Moore to leave"; but "This is America"
        return [at] if self.is_matter(at) else later[:1]

    def is_passive(self, heads: Sequence[int], verb: int) -> bool:
        """Say whether what stands before the verb suffers what happens: "was sacked", "has been withdrawn"."""
        if not heads or heads[0] <= verb or "be" not in self.stems[verb : heads[0]]:
            return False
        return _PARTICIPLE.search(self.forms[heads[0]]) is not None

    def rest(
        self, heads: Sequence[int], verb: int, *, passive: bool
    ) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Give all that the clause names but its head, the names among it, and the names of who does it.

        Those stand before its verb; of a passive one after "by", or if there is no "by" whom it befalls.
        """
        by = next((i for i in range(heads[-1] + 1, len(self.forms) - 1) if self.forms[i] == "by"), 0) if passive else 0
        own = {self.name(i) for i in heads}
        about: set[str] = set()
        called: set[str] = set()
        agents: set[str] = set()
        for at, form in enumerate(self.forms):
            if self.large[at] or form in ("russian", "us"):
                names = _names(form)
                called.update(names if self.is_matter(at) or form == "us" else ())
                if self.is_matter(at) and form not in _TITLES and (by < at <= by + _BY if by else at < verb):
                    agents.update(names)
            elif self.is_matter(at) and self.name(at) not in own:
                about.add(self.name(at))
        called -= own
        if by:
            self.by_whom = frozenset(agents)
        return frozenset((about | called) - own), frozenset(called), frozenset(agents)

    def find_patients(self, heads: Sequence[int], verb: int, *, passive: bool) -> frozenset[str]:
        """Give the names of whom what happens befalls: before a passive verb, right after one that is not."""
        if not heads:
            return frozenset()
        found: set[str] = set()
        if passive:
            places = range(verb)
        else:
            last = heads[-1]
            stop = next((i for i in range(last + 1, len(self.forms)) if self._ends_object(i)), len(self.forms))
            places = range(last + 1, min(stop, last + _OBJECT))
        for at in places:
            if self.large[at] and self.is_matter(at) and self.forms[at] not in _TITLES:
                found.update(_names(self.forms[at]))
        return frozenset(found)

    def _ends_object(self, at: int) -> bool:
        return self.forms[at] in _JOINS or self.forms[at] == "and" or self.stems[at] in _AUX

    def count_nots(self, heads: Sequence[int], verb: int) -> int:
        """Count what turns the statement round: "not", "no", "denies", and the reverse of what happens.

        A "not" before the verb belongs to another one ("those who did not leave were arrested"), but at the beginning.
        """
        end = max(heads, default=len(self.stems)) + 1  # "without warning", after what happens, turns nothing round
        nots = sum(self._turns(at, verb) for at in range(min(end, len(self.stems))))
        turned = {self.happening[at][0] for at in heads if at in self.happening and self.happening[at][1]}
        double = self.stems.count("nor") if "neither" in self.stems else 0
        double += sum(pair in _NO_NOTS for pair in pairwise(self.forms[:end]))
        return nots + len(turned) - double


    def _turns(self, at: int, verb: int) -> bool:
        stem = self.stems[at]
        if stem in _BEFORE_TO:
            return self.forms[at + 1 : at + 2] == ["to"]
        return stem in _DENIALS or (stem in _NOTS and (stem != "not" or at < 2 or at >= verb))


@lru_cache(maxsize=1 << 14)
def _names(form: str) -> tuple[str, ...]:
    """Give a capitalised word as compared: adjectives of countries and their capitals become the country."""
    return key_of_body(form.removesuffix("'s")) or (form,)
