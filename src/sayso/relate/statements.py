"""What a stretch of words states, clause by clause: what happens, to whom, and whether it is negated, seen or supposed.

Invariant: reading is a function of the words alone, linear in them; every statement keeps the span it was read from.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sayso.model.span import Span
from sayso.relate.clause_words import DENIALS, ClauseWords
from sayso.text.modality import (
    A_LIE,
    BARELY_FALSE,
    CALLED_FALSE,
    CLAIMS,
    CONTRARY,
    DISAGREEING,
    DOUBTING,
    HEARD,
    NOT_ESTABLISHING,
    NOT_SEEING,
    SAID_THAT,
    SEEING,
    SUPPOSED,
    blank_quotes,
    find_false,
)
from sayso.text.words import find_words, fold_word, stem_word

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
    named: bool  # so is what happens
    subject: bool  # it says who does it, by a name or a pronoun
    patients: frozenset[str]  # the names of whom or what it befalls, right before or after the verb
    objects: frozenset[str]  # what else it befalls
    dates: frozenset[str]  # years, days of the week and months that it names
    days: frozenset[str]  # days of a month: "may 8"
    counts: frozenset[str]  # its other numbers
    rates: frozenset[str]  # its numbers of per cent
    infinitive: bool  # "to step down": of whom, and whether at all, stands elsewhere
    unsaid: bool  # "to comment", "to say whether": nothing is told
    whose: str | None
    victims: frozenset[str]  # the names of whom it kills, where it tells of a death


_DEATHS = frozenset(("+kill", "+die"))
_CUT_SHORT = frozenset((Frame.NOT_SEEN, Frame.HEARD, Frame.SEEN, Frame.SUPPOSED))  # what they speak of ends at a comma
_CUTS = re.compile(
    r"(?-i:(?<=[.!?;…])(?<![A-Z]\.)(?<!\b[MDS][rst]\.)(?<!\b(?:Mrs|Gov|Sen|Rep|Gen|Col|Rev|Sgt)\.)\s+(?=[^\sa-z]))|(?<!\w)[–—](?!\w)|:\s|\n+"
    r"|,\s+(?:but|while|whereas|although|though|yet|which|who|whose|where|because|adding\s+that|and\s+that|so)\s"
    r"|(?<!\bnothing)\s(?:but|while|whereas|although|because)\s"
    r"|,\s+(?=(?:and\s+)?not\s+(?:an?(?!\s+single\b)|the|his|her|its|their)\s)|\sand\s+(?=not\s+(?:an?|the)\s)"
    r"|,\s+(?P<calling>(?:\w+ly\s+|often\s+)?(?:dismissing|rejecting|denying|calling|describing)\s)"
    r"|,?\sand\s+(?=(?-i:(?:[A-Z][\w’'.-]*\s+){1,3})(?:(?:has|have|had|also|\w+ly)\s+)?(?:den(?:ies|ied)|reject(?:s|ed)|dismiss(?:es|ed)|disput(?:es|ed))\b)"
    r"|,?\sand\s+(?!not\s)(?=(?:\S+\s+){0,4}?(?:is|are|was|were|has|have|had|will|would|does|do|did|can|could)(?:n[’']t)?\s)",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\bto\s+the\s+contrary\b|\botherwise\b", re.IGNORECASE)  # "claims otherwise are bogus"
_IT = re.compile(r"\W*(?:it|they|that|this)\W*$", re.IGNORECASE)
_THAT = re.compile(r"\W*that\b", re.IGNORECASE)
_ADDED = re.compile(r",\s+(?:and\s+)?|\sand\s+", re.IGNORECASE)
_NOT_ONE = re.compile(
    r"\W*(?:and\s+)?not\s+(?:an?(?!\s+(?:single|word|bit|thing)\b)|the|his|her|its|their)\s", re.IGNORECASE
)
_TOLD = re.compile(r"\W*(?:that|to|for)\b", re.IGNORECASE)
_BLAMES = re.compile(r"\bwrong\s+(?:(?:of|for)\s+(?:\S+\s+){1,4}?)?to\s", re.IGNORECASE)  # "was wrong to strike him"
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|does|do|did|can|could|may|might|must|should|to|\w+ed)\b|n[’']t\b|[’'](?:s|re|ve|d|ll)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…]\W*$|,\W*$")
_RELATIVE = re.compile(r",\s+(?:which|who|whose|where)\s", re.IGNORECASE)
# Of "the claims", "the report" nobody can tell which sentence is meant.
_BACK = re.compile(
    r"\b(?:the|that|this|these|those|such|his|her|its|their|(?P<whose>\w+)[’']s|s[’'])\s+(?:\w+\s+)?"
    r"(?:(?P<charge>allegation|accusation|charge)|assertion|claim|statement|suggestion|rumou?r)\b(?!\s+of\b)"
    r"|(?:^\W*(?:no\W+)?(?:it|that|this|those)\s+(?:\w+\s+)?(?:is|was|were|are|did|has|had|never)\b"
    r"|\b(?:that|it|this)(?:\s+(?:was|is)|[’']s)\s+(?=(?:\w+\s+){0,4}?"
    r"(?:false|untrue|not\s+true|lies?|nonsense|fake|garbage|rubbish|hooey|hogwash|bunk|baloney|hoax|smear|fiction)\b)"
    r"|^\W*not\s+true\b|\bthe\s+(?:\w+\s+)?opposite\s+(?:is|was)\s+(?:true|the\s+case)\b)"
    r"|\b(?:deny|denies|denied|reject|rejects|rejected)\s+(?:it|that|this|them)\b(?!\s+\w)",
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
    r"(?:sa(?:y|ys|id|ying)|claim(?:s|ed|ing)?|insist\w*|den(?:y|ies|ied|ying)|alleg\w+|argu\w+|told|tell(?:s|ing)?"
    r"|believ(?:es?|ed)|feels?|felt|thinks?|thought)\b",
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
    r"|^\W*(?:but\s+)?not\s+(?:about|for|because|to|with|in|on|just|only(?!\s+(?:is|was|were|are|did|do|does|has|have|had)\b)|merely|simply|by|from|at|of)\b",
    re.IGNORECASE,
)
_CHARGED = re.compile(r"(?:allegation|accusation)s?\s+that\s+(?:he|she|it|they)\b", re.IGNORECASE)  # see `read_blame`
_WISHED = re.compile(r"\b(?:want|wish|like|hope|care|love)\s", re.IGNORECASE)  # "do not want to see"
# "You cannot win without the coast" tells of no defeat; "you cannot end it by an order" does deny.
_ONLY_WITH = re.compile(r"\byou\s+can(?:not|[’']t|\s+not)\b.*\bwithout\b", re.IGNORECASE | re.DOTALL)
_INFINITIVE = re.compile(r"\W*(?:(?:him|her|them|us|me|it) )?to\s", re.IGNORECASE)
_ORDER = re.compile(
    r"\W*(?:please\s+)?(?:(?:don[’']t|do not|never)"
    r"\s+(?!you|we|they|I\b|(?:said|did|was|were|had|been|knew|saw|met|took|made|\w+ed)\b)\w"
    r"|(?:bring|go|run|let|get|make|be|stay|take|give|look|come|tell|ask|remember|imagine)\s"
    r"(?!is|was|are|were|has|had|have|will|would))",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"\W*to (?:be (?:interviewed|named|identified)"
    r"|(?:comment|discuss|say|answer|respond|elaborate|speculate|speak|talk)\b)",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august"
    r"|september|october|november|december)\b",
)
_DAYS = re.compile(
    r"\b((?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2})(?!\d|:)", re.IGNORECASE
)
_ELIDED = re.compile(r"\W*(?:have|has|had|will|would|am|is|are|was|were)\s", re.IGNORECASE)  # "but has decided to go"
_JOINED = re.compile(r",?\s(?:but|and|while|yet)\s", re.IGNORECASE)
_RATE = re.compile(r"(\d+(?:[.,]\d+)*)\s*(?:%|per\s?cent\b)", re.IGNORECASE)
_COUNT = re.compile(
    r"(?<![\w.,$£€-])(?:\d+(?:,\d{3})*(?![\w.,:%-]\w)|two|three|four|five|six|seven|eight|nine|ten)\b(?!\s*(?:years?|days?|hours?|[ap]\.?m|%|per\s?cent))"
)
_QUESTION = re.compile(r"\W*(?:what|how|why|who|when|where|which)\b", re.IGNORECASE)
_THINKS = frozenset(("believ", "think", "know", "feel"))
_RELATIVES = frozenset(("which", "who", "that"))
_PRONOUNS = frozenset("i we you he she it they who".split())


def read_statements(
    text: str,
    spans: Sequence[Span],
    speaker: Iterable[str] = (),
    *,
    pronouns: Collection[str] = FIRST,
    named_at: Sequence[int] | None = None,
    denying: bool = False,
) -> list[Statement]:
    """Read the clauses of some spans of a text, in order.

    ``speaker`` is for whom the ``pronouns`` stand that are subjects, as compared: "we", of reported words "it".
    ``named_at``, sorted, is where names begin: a capital that only opens a clause makes no name then. ``denying`` says
    that the spans stand under a cue of denying or doubting: of "the claim that Gondal attacked" the attack is meant.
    """
    plain = blank_quotes(text[spans[0].start : spans[-1].end]) if spans else ""
    base = spans[0].start if spans else 0
    if denying and (said := SAID_THAT.match(plain)) and not _CHARGED.search(said.group() + plain[said.end() :][:5]):
        spans = [Span(min(base + said.end(), spans[0].end), spans[0].end), *spans[1:]]
    own = frozenset(speaker)
    named = None if named_at is None else _named_within(named_at, base, base + len(plain))
    found = []
    supposed = False
    last: Statement | None = None
    for number, span in enumerate(spans):
        for clause, aside in _split(plain, Span(span.start - base, span.end - base)):
            statement = None if aside else _read(plain, clause, own, pronouns, named)
            if statement is not None:
                if last is not None and _shares_subject(plain, last, statement):
                    statement = replace(statement, agents=last.agents, subject=last.subject)
                if last is not None and _is_contrast(plain, last, statement):
                    statement = _contrast(last, statement)
                last = statement
                if clause.end == span.end - base and number + 1 < len(spans) and not _ENDED.search(plain, *clause):
                    statement = replace(statement, points_back=False)  # "it was not, experts say, a distinguished one"
                if supposed:  # "it should do what it says: withdraw"
                    statement = replace(statement, frame=Frame.SUPPOSED)
                supposed = statement.frame is Frame.SUPPOSED and plain[clause.end : clause.end + 1] == ":"
                found.append(
                    replace(statement, span=_shift(statement.span, base), matter=_shift(statement.matter, base))
                )
    return found


def _shares_subject(text: str, before: Statement, after: Statement) -> bool:
    """Say whether a clause leaves out its subject, which is that of the one before: "but has decided to step down"."""
    joined = _JOINED.fullmatch(text, before.span.end, after.span.start) and _ELIDED.match(text, *after.span)
    plain = not (before.passive or after.passive or " by " in before.span.cut(text))  # of a passive it does nothing
    return bool(joined) and plain and not after.subject


def _is_contrast(text: str, before: Statement, after: Statement) -> bool:
    joined = _ADDED.fullmatch(text, before.span.end, after.span.start)
    return joined is not None and _NOT_ONE.match(text, *after.span) is not None


def _contrast(said: Statement, other: Statement) -> Statement:
    """Give what a clause denies beside what the one before it states: "he holds a diploma, not a doctorate"."""
    return replace(
        other,
        heads=said.heads - other.about,
        agents=said.agents,
        frame=said.frame,
        negated=not said.negated,
        verbless=said.verbless,
        subject=said.subject,
        passive=said.passive,
    )


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _named_within(named_at: Sequence[int], start: int, end: int) -> frozenset[int]:
    """Give where names begin in a stretch, counted from its begin."""
    return frozenset(at - start for at in named_at[bisect_left(named_at, start) : bisect_right(named_at, end)])


def _split(text: str, span: Span) -> Iterator[tuple[Span, bool]]:
    """Cut a span into clauses; say which are asides ("which Russia annexed in 2014")."""
    start, aside = span.start, False
    for cut in _CUTS.finditer(text, span.start, span.end):
        joins = cut.group().strip(" ,").lower() == "and" and not _VERB.search(text, start, cut.start())
        if joins and (false := find_false(text, start, span.end)) and false.end() > cut.end():
            continue  # "reports from Lund and Hale were false"
        if cut.start() > start:
            yield Span(start, cut.start()), aside
        dash = cut.group().strip() in ("–", "—")
        aside = (
            bool(_RELATIVE.match(cut.group()) or cut["calling"])
            or cut.group().lower() == " while "
            or (dash and not aside and _is_relative(text, cut.end()))
        )
        start = cut.end()
    if span.end > start:
        yield Span(start, span.end), aside


def _is_relative(text: str, at: int) -> bool:
    return re.match(r"\s*(?:which|who|whose|where)\b", text[at : at + 12], re.IGNORECASE) is not None


def _read(
    text: str, clause: Span, own: frozenset[str], pronouns: Collection[str], named_at: Collection[int] | None
) -> Statement | None:
    frame, start, end = _find_frame(text, clause)
    whole = Span(start, end) == clause
    if said := SAID_THAT.match(text, start, end):
        if frame is Frame.STATED:
            frame = Frame.SUPPOSED  # "the claim that Gondal attacked" is another's
        start = said.end()
    if frame is Frame.NOT_SEEN and _QUESTION.match(text, start, end):
        frame = Frame.SUPPOSED  # "any knowledge of what happened"
    if frame in _CUT_SHORT and (comma := text.find(",", start + 8, end)) > 0:
        end = comma
    words = find_words(text, [(start, end)])
    tokens = ClauseWords(text, words, named_at)
    if frame is Frame.STATED and _RELATIVES.issuperset(tokens.forms):
        return None
    heads, verb = tokens.find_head(nominal=frame not in (Frame.STATED, Frame.SUPPOSED))
    passive = tokens.is_passive(heads, verb)
    about, names, agents = tokens.rest(heads, verb, passive=passive)
    nots = tokens.count_nots(heads, 0 if tokens.verbless else verb)
    if frame is Frame.NOT_SEEN and whole:
        nots = 0  # "was not proven" is counted with what it speaks of
    if CONTRARY.match(text, *clause):
        heads, nots = [], 0  # what it tells is not what it denies
    if frame is Frame.STATED and _ONLY_WITH.search(text, *clause):
        frame = Frame.SUPPOSED
    if frame is Frame.STATED and heads and _is_unstated(text, start, words.ends[tokens.places[heads[0]]], pronouns):
        frame = Frame.SUPPOSED
    named = frozenset(tokens.name(i) for i in heads)
    back = _BACK.search(text[clause.start : clause.end])
    if back and frame is Frame.DOUBTED and back.group().lstrip().lower().startswith("it"):
        back = None  # "it is unlikely" may speak of what the article itself tells
    opinion = max(
        (at + 1 for at in range(verb) if tokens.stems[at] in _THINKS), default=0
    )  # "I think it broke the law"
    subject = any(stem in pronouns for stem in tokens.stems[opinion:verb])
    mine = own if subject and frame is Frame.STATED and not tokens.by_whom else frozenset()
    deadly = bool(named) and named <= _DEATHS
    return Statement(
        span=clause,
        matter=Span(start, max(start, end)),
        heads=named,
        about=about,
        names=names,
        agents=agents or mine,
        frame=frame,
        negated=nots % 2 == 1,
        points_back=back is not None,
        of_harm=back is not None and back["charge"] is not None,
        denies=not DENIALS.isdisjoint(tokens.stems),
        passive=passive and not tokens.by_whom,
        patients=tokens.find_patients(heads, verb, passive=passive),
        objects=tokens.find_objects(heads, verb, passive=passive),
        verbless=tokens.verbless,
        named=tokens.is_named(heads),
        subject=bool(agents) or not _PRONOUNS.isdisjoint(tokens.stems[:verb]),
        dates=frozenset(_DATES.findall(text[start:end].lower())),
        days=frozenset(" ".join(day.replace(".", "").split()) for day in _DAYS.findall(text[start:end].lower())),
        counts=frozenset(_COUNT.findall(text[start:end].lower())),
        rates=frozenset(_RATE.findall(text[start:end])),
        infinitive=_INFINITIVE.match(text, *clause) is not None,
        unsaid=_UNSAID.match(text, *clause) is not None,
        whose=stem_word(fold_word(back["whose"])) if back and back["whose"] else None,
        victims=tokens.find_victims(heads, verb, passive=passive) or (mine if passive else frozenset())
        if deadly
        else frozenset(),
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
    against = DISAGREEING.match(text, *clause)
    if against and (said := SAID_THAT.match(text, against.end(), clause.end)):
        return Frame.FALSE, said.end(), clause.end  # "does not accept the finding that Gondal attacked"
    if contrary := CONTRARY.match(text, *clause):
        return Frame.FALSE, contrary.end(), clause.end
    if unseen := NOT_SEEING.search(text, *clause):
        if _WISHED.search(unseen.group()):
            return Frame.SUPPOSED, clause.start, clause.end
        if unseen.end() < clause.end - 3:
            return Frame.NOT_SEEN, unseen.end(), clause.end
        return Frame.NOT_SEEN, clause.start, unseen.start()
    if unfound := NOT_ESTABLISHING.search(text, *clause):
        ahead = not (unfound["whole"] and not _THAT.match(text, unfound.end())) and unfound.end() < clause.end - 3
        unsure = Frame.DOUBTED if unfound["doubted"] else Frame.NOT_SEEN
        return unsure, unfound.end() if ahead else clause.start, clause.end
    if (heard := HEARD.search(text, *clause)) and (heard["only"] or heard["late"] or heard["last"]):
        return Frame.HEARD, heard.end(), clause.end
    false = find_false(text, *clause) or _find_called_false(text, clause) or A_LIE.search(text, *clause)
    if false:
        before, after = Span(clause.start, false.start()), Span(false.end(), clause.end)
        bare = before.end - before.start < 8 and not (_IT.match(text, *before) and not _TOLD.match(text, *after))
        where = after if bare else before
        return Frame.FALSE, where.start, where.end
    if _ORDER.match(text, *clause) or _BLAMES.search(text, *clause):
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


def _find_called_false(text: str, clause: Span) -> re.Match[str] | None:
    """Find the words that call a thing false otherwise than by that word; some do so of claims alone: "is absurd"."""
    found = CALLED_FALSE.search(text, *clause)
    if found is not None:
        before = text[clause.start : found.start()]
        if _OTHERWISE.search(before) or (found["of_claims"] and not CLAIMS.search(before)):
            return None
    return found or BARELY_FALSE.match(text, *clause)
