"""Which side a clause takes: from the cue it stands under, and from its own negation, seeing, hearing and truth words.

Invariant: not having seen a thing is never its denial, and what is only supposed takes no side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from sayso.model.annotation import Attribution, Basis, Form
from sayso.model.relation import Party, Side
from sayso.model.span import Span
from sayso.relate.statements import Frame, Statement
from sayso.text.modality import ANSWERING, SAID_THAT, blank_quotes
from sayso.text.orders import is_order

_BY_FRAME = {
    Frame.NOT_SEEN: Side.NOT_OBSERVED,
    Frame.HEARD: Side.NOT_OBSERVED,
    Frame.SEEN: Side.OBSERVED,
    Frame.DOUBTED: Side.DOUBTED,
}
_OPPOSITE = {Side.ASSERTED: Side.DENIED, Side.DENIED: Side.ASSERTED}
ORDER = (Side.ASSERTED, Side.OBSERVED, Side.NOT_OBSERVED, Side.DOUBTED, Side.DENIED)
# What an office does is not denied by who calls it unfounded.
_DEEDS = frozenset("+arrest +charge +convict +jail +sack".split())
_BEFORE = 24  # code points before a cue
_BEHIND = 12  # and after one
_THE_WORD = 5  # code points of "that" at the end of a cue, or at the beginning of a content
_AHEAD = 60  # and of a content, to see how it opens
_NEAR = re.compile(r"\W{0,3}(?:that\W{1,3})?", re.IGNORECASE)  # what stands between a cue and its content
_ALLEGED = re.compile(  # "his alleged fraud": alleged of him, and not by him
    r"(?:[’']s|s[’']|\b(?:his|her|their|its|the|an?))\s+(?:alleged|supposed|purported|reported|so-called|suspected)$",
    re.IGNORECASE,
)
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_TOPIC = re.compile(r"(?:\b(?:about|on|over|regarding)|^(?:alleged|supposed|purported|suspected))\W*$", re.IGNORECASE)
_SAID_OF = re.compile(r"(?:said|says|told)\b", re.IGNORECASE)  # "said in a statement about the dyke that it held"
_FACED = re.compile(r"\bfac(?:e|ed|es|ing)\b", re.IGNORECASE)  # "faced questions": others asked them
# "Declined an offer", "refused on Monday to endorse the finding that": a deed, and nothing is denied.
_DECLINES = re.compile(
    r"\b(?:refus(?!al)|declin)\w*(?!.*\b(?:say|add|tell|claim|argu|insist|cit)ing\b)", re.I | re.DOTALL
)
_OTHERS_WORDS = r"(?:\s+[\w’'-]+){0,3}?\s+(?:claims?|allegations?|accusations?|assertions?|charges?|reports?|rumou?rs?)"
# What others say, and not who is told of: "tackled allegations of", "seized on reports".
_TAKES_UP = re.compile(
    rf"\b(?:tackl|punt|seiz|deflect|dodg|duck|sidestep|address|drop|pursu|substantiat|investigat|convict)\w*{_OTHERS_WORDS}"
    r"(?:\s+(?:of|that|about|against))?\W*$",
    re.IGNORECASE,
)
_SEEN_AS = re.compile(r"\bas\s+(?:an?|the|\w+ly|very|being)\b", re.IGNORECASE)  # "see it as a threat" saw nothing
_IF = re.compile(
    r"(?:^|[.!?,;:—–“\"]\s*|\b(?:but|and|even|only|as)\s)(?:if|unless|whether)\s(?:\S+\s){0,4}$", re.IGNORECASE
)
_NEGATED = re.compile(
    r"\b(?:not|never|nor|neither|cannot)\b|n[’']t\b|\b(?:stop|f[ae]ll)\w*\s+short\s+of\b|\bsteer\w*\s+(?:clear|away)\b"
    r"|\b(?:refrain|hesitat|shied|shy)\w*\b|\b(?:provid|offer|g[ia]ve)\w*\s+no\s+(?:\w+\s+)?evidence\b",
    re.IGNORECASE,
)
_WRONGLY = re.compile(
    r"\bwrong\w*\s+(?:to\s+)?(?:say|said|claim|suggest|stat)", re.IGNORECASE
)  # another says that he did
_SEES = re.compile(r"\b(?:see|sees|saw|seen|seeing|observed?|witness(?:ed)?|spot(?:ted)?)\s*$", re.IGNORECASE)
# Of a cue: begins of words of saying, of knowing, and of what says it ("a letter").
_SAYING = (
    "accord say said tell told report claim alleg announc add insist stat confirm believ think thought "
    "understand learn warn deny deni suggest quot cit wr(?:ite|ote|it) tweet post testif argu not(?:e|ing) "
    "acknowledg admit explain conclud find found show reveal disclos predict estimat forecast declar assert "
    "maintain conten complain conced recall emphasi stress point(?:s|ed|ing)?.out describ call respond repl "
    "answer repeat continu remark observ hear see saw indicat signal impl vow swore accus blam put giv gave hold "
    "know knew fear speak spoke publish footage video releas issu comment mention messag letter memo "
    "document official evidence sign determin caution attest"
)
_SAYS = re.compile(rf"\b(?:{'|'.join(_SAYING.split())}|ruled(?:\s+\w+day)?\W*$)|:", re.IGNORECASE)
_SAYS_THAT = re.compile(  # "hinted that he would go", but "hinted at it"
    r"\b(?:rul(?:e|es|ed|ing)|highlight|underscor|counter|(?:re)?affirm|clarif|reiterat|hint|boast|assur|echo|assess|agree|recount)",
    re.IGNORECASE,
)
# Of a cue that turns against what it names ("lashed out at claims that"); but "slammed it as unfair" says so.
_ADVERSE = re.compile(
    r"\b(?:push(?:ed|es|ing)?\b.{0,40}?\bback|attack|condemn|blast|slam|critici[sz]|decr(?:y|ie)|rebuk|denounc|oppos|protest"
    r"|counter\w*\s+(?:the\s+)?(?:claims?|allegations?|accusations?|reports?)\b|bristl|scoff|mock|ridicul|lash|assail|deplor|lament|prais|welcom|applaud|hail)(?!.*\b(?:as|said|says|saying)\b)",
    re.IGNORECASE | re.DOTALL,
)
# Of a cue that asserts what is only named after it: "announced the closure", "allegations of fraud".
_NAMING = re.compile(
    r"\b(?:alleg|accus|blam|announc|confirm|report(?:s|ed|ing)?$|predict|forecast|warn|threat|claim|admit|acknowledg|conced|reveal"
    r"|disclos|show|f(?:i|ou)nd|declar|suspect|charg|cit(?:e|ing)|evidence|according)",
    re.IGNORECASE,
)
_CHALLENGES = re.compile(r"\b(?:challeng|question|oppos|contest)", re.IGNORECASE)
_ASKED = re.compile(r"\W*(?:why|how|what|when|where|who)\b", re.IGNORECASE)
_OF_TRUTH = re.compile(
    r"^\W*(?:that|whether|if)\b"
    r"|\b(?:claims?|allegations?|reports?|accusations?|assertions?|statements?|accounts?|story|evidence|truth|figures?)\b",
    re.IGNORECASE,
)
# "Declined to say": nothing is told; "suggested postponing", "showed no sign of leaving": his own deed, done or not.
_UNTOLD = re.compile(
    r"\b(?:declin|refus)\w*\s+to\s+(?:\w+ly\s+)?"
    r"(?:say|confirm|comment|discuss|disclose|reveal|acknowledge|admit|answer|rule)\b",
    re.IGNORECASE,
)
_PROPOSES = re.compile(
    r"\b(?:suggest|propos|recommend|consider|discuss|contemplat|float|urg|advocat)\w*$", re.IGNORECASE
)
_SHOWS = re.compile(r"\b(?:show|g[ai]v|betray|display)\w*$", re.IGNORECASE)
_DOING = re.compile(r"\W*\w+ing\b", re.IGNORECASE)
_NO_SIGN_OF_DOING = re.compile(
    r"\W*(?:no|little|few)\s+(?:\w+\s+)?(?:signs?|indications?|hints?)\s+of\s+\w+ing\b", re.IGNORECASE
)
_NOTHING = re.compile(r"\s+(?:no|little|few|nothing)\b", re.IGNORECASE)
_SAYS_NOTHING = re.compile(r"\s+(?:nothing|little)\s+(?:\w+ly\s+)?(?:about|on|of|regarding|more|else)\b", re.IGNORECASE)
# "Did not conclude", "could not say whether": he looked, or would know, and cannot tell.
_CANNOT_TELL = re.compile(
    r"(?:\bnot|n[’']t|\bnever|\bunable\s+to|\bcannot)\s+(?:\w+ly\s+|yet\s+|been\s+able\s+to\s+|able\s+to\s+)*"
    r"(?:(?:concluded?|determined?|established?|prove|proven|ascertain|recall|remember)\s+(?:that|whether|if)|know\s+(?:whether|if))\b"
    r"|\b(?:could\s+not|couldn[’']t|cannot|can[’']t|unable\s+to|not\s+(?:been\s+)?able\s+to)\s+(?:\w+ly\s+|yet\s+)*"
    r"(?:verify|confirm|corroborate|link|tie)\b",
    re.IGNORECASE,
)
_NOT_CONFIRMED = re.compile(r"\b(?:could|can|cannot)\W.*\bbe\s(?:\w+ly\s)?confirmed\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.!?;:,”\"]|\bbut\b|\band\b")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


# Cues that deny the claim, and doubt the clause, named after them: "debunked the notion that", "are sceptical that".
_REBUTS = re.compile(
    r"\b(?:debunk|dispel|rebut|refut|discredit|push\w*\s+back\s+(?:\w+ly\s+)?(?:on|against)|took\s+issue\s+with|disagree[sd]?\s+with"
    r"|(?:brush|shrug|laugh|wav)\w*\s+(?:off|aside)|scoff\w*\s+at|bristl\w*\s+at)",
    re.IGNORECASE,
)
_CONTESTS = re.compile(  # and those that end in what they are against: "sought to counter allegations"
    rf"\b(?:r[au]n\w*\s+counter\s+to|counter(?:s|ed|ing)?|contest(?:s|ed|ing)?|f(?:ight|ights|ought|ighting)\s+back\s+against)"
    rf"{_OTHERS_WORDS}\W*$",
    re.IGNORECASE,
)
_DISBELIEVES = re.compile(
    r"(?:\b(?:do|does|did)(?:\s+not|n[’']t)|\bno\s+longer)\s+(?:\w+ly\s+)?believes?\W*$"
    r"|\b(?:is|are|was|were|remain\w*|seem\w*)\s+(?:\w+\s+)?(?:s[ck]eptical|unconvinced|not\s+convinced)\W*$",
    re.IGNORECASE,
)


class Lead(StrEnum):
    """What the words of the cue do, where the verb is negated or is one of seeing."""

    PLAIN = "plain"
    SEEN = "seen"
    NOT_SEEN = "not seen"
    TOPIC = "topic"  # "testified on", "alleged": a thing that is only named after it is not asserted
    TELLING = "telling"  # "said", "called": so is what happens where it is only named
    ATTITUDE = "attitude"  # "opposes", "was reluctant": what it is about is not stated
    NOT_SAID = "not said"  # "did not say", "has not denied", "reacted to reports that": no side


def with_basis(text: str, attribution: Attribution) -> Attribution:
    """Give an attribution as one that denies or doubts where its cue does so by what it is about, and not by itself."""
    cue = attribution.cue
    if cue is None or attribution.basis is not Basis.ASSERTS or attribution.form is Form.DIRECT:
        return attribution
    if _DISBELIEVES.search(cue.cut(text)) and cue.end <= attribution.content[0].start:
        return replace(attribution, basis=Basis.DOUBTS)
    if _CONTESTS.search(cue.cut(text)) and cue.end <= attribution.content[0].start:
        return replace(attribution, basis=Basis.DENIES)
    if _REBUTS.search(cue.cut(text)) and SAID_THAT.match(blank_quotes(attribution.extent.cut(text))):
        return replace(attribution, basis=Basis.DENIES)
    return attribution


def read_lead(text: str, attribution: Attribution) -> Lead:
    """Read the cue with the few words before it: "are not seeing", "did not say that", "have seen"."""
    cue = attribution.cue
    if cue is not None and (_is_attitude(text, attribution, cue) or _is_opposed(text, attribution)):
        return Lead.ATTITUDE
    if cue is not None and attribution.basis is Basis.DENIES and _DECLINES.search(cue.cut(text)):
        return Lead.NOT_SAID
    start = attribution.content[0].start
    if cue is not None and attribution.form is not Form.DIRECT and (lead := _read_unstated(text, attribution, cue)):
        return lead
    plain = Lead.PLAIN if cue is None or _NAMING.search(cue.cut(text)) else Lead.TELLING
    if cue is None or cue.end > start or not _NEAR.fullmatch(text[cue.end : start]):
        return plain
    if _is_of_deed(cue.cut(text), text[start : start + _AHEAD]):
        return Lead.NOT_SAID
    if _FACED.search(cue.cut(text)) or _TAKES_UP.search(cue.cut(text)):
        return Lead.NOT_SAID
    if _SEES.search(cue.cut(text)) and _SEEN_AS.search(attribution.extent.cut(text)):
        return Lead.NOT_SAID
    if (
        _TOPIC.search(text[cue.start : start])
        and attribution.form is not Form.DIRECT
        and not _SAID_OF.match(cue.cut(text))
    ):
        return Lead.TOPIC
    if _ALLEGED.search(text[max(0, cue.start - _BEFORE) : cue.end]):
        return Lead.NOT_SAID
    if ANSWERING.search(cue.cut(text)) or _WRONGLY.search(cue.cut(text)):
        return Lead.NOT_SAID
    source = attribution.source
    opening = min(cue.start, source.start) if source is not None else cue.start
    if _IF.search(text[max(0, opening - _BEFORE) : opening]) and opening < start:
        return Lead.NOT_SAID  # "if the prosecutors believed"
    before = text[max(0, cue.start - _BEFORE) : cue.start]
    words = blank_quotes(_CLAUSE_END.split(before)[-1] + cue.cut(text))
    if _CANNOT_TELL.search(words + text[cue.end : cue.end + _BEHIND]):
        return Lead.NOT_SEEN
    negated, sees = _NEGATED.search(words) is not None, _SEES.search(words) is not None
    if sees:
        return Lead.NOT_SEEN if negated or _NOTHING.match(text, cue.end) else Lead.SEEN
    if negated and attribution.basis is Basis.DOUBTS and _DISBELIEVES.search(cue.cut(text)):
        return plain
    return Lead.NOT_SAID if negated or _SAYS_NOTHING.match(text, cue.end) else plain


def _read_unstated(text: str, attribution: Attribution, cue: Span) -> Lead | None:
    """Read a cue that orders what stands under it, or that says "not" behind it: "could not be confirmed by"."""
    first, last = attribution.content[0], attribution.content[-1]
    if cue.end <= first.start:
        return Lead.NOT_SAID if is_order(cue.cut(text), text[cue.end : first.start], first.cut(text)) else None
    if cue.start < last.end or not _NEGATED.search(cue.cut(text)):
        return None
    return Lead.NOT_SEEN if _NOT_CONFIRMED.search(cue.cut(text)) else Lead.NOT_SAID


def _is_attitude(text: str, attribution: Attribution, cue: Span) -> bool:
    """Say whether a cue is no word of saying; what stands in quotation marks alone was said all the same."""
    if attribution.basis is not Basis.ASSERTS or attribution.form is Form.DIRECT:
        return False
    words = cue.cut(text)
    clause = _THAT.search(text[cue.end - _THE_WORD : attribution.content[0].start + _THE_WORD])
    told = _SAYS.search(words) or (clause and _SAYS_THAT.search(words))
    return not told or _ADVERSE.search(words) is not None


def _is_of_deed(cue: str, content: str) -> bool:
    """Say whether cue and content tell what the source does or might do, and nothing that he says is so."""
    if _UNTOLD.search(cue) or (_PROPOSES.search(cue) and _DOING.match(content)):
        return True
    return _SHOWS.search(cue) is not None and _NO_SIGN_OF_DOING.match(content) is not None


def _is_opposed(text: str, attribution: Attribution) -> bool:
    """Say whether a cue of doubting is one against a deed ("challenged the nomination"), which is not in doubt."""
    if attribution.basis is not Basis.DOUBTS or attribution.form is Form.DIRECT or attribution.cue is None:
        return False
    content = attribution.extent.cut(text)
    if _ASKED.match(content):
        return True  # "questioned why he had resigned"
    return _CHALLENGES.search(attribution.cue.cut(text)) is not None and not _OF_TRUTH.search(content)


def take_side(
    attribution: Attribution, statement: Statement, lead: Lead = Lead.PLAIN, *, first: bool, false_inside: bool
) -> Side | None:
    """Tell which side of its positive proposition a clause takes, or ``None`` for none.

    ``first`` says that the clause opens its attribution: a cue that denies or doubts governs no later one.
    ``false_inside`` says that some clause of the attribution calls a thing false: then "denies" was read from there.
    """
    basis = attribution.basis
    if basis is Basis.DENIES and (statement.unsaid or statement.infinitive):
        return None  # "declined to comment"; "refused to suspend him" is a deed
    if lead is Lead.TOPIC or (lead is Lead.ATTITUDE and basis is Basis.DOUBTS):
        if statement.verbless or basis is Basis.DOUBTS:
            return None
        lead = Lead.PLAIN if lead is Lead.TOPIC else lead
    if lead is Lead.ATTITUDE and statement.frame is Frame.STATED:
        return None
    if lead is Lead.TELLING:
        if statement.named and statement.frame is Frame.STATED and basis in (Basis.ASSERTS, Basis.REPORTS_SEEING):
            return None
        lead = Lead.PLAIN
    if lead is Lead.NOT_SAID or (lead not in (Lead.PLAIN, Lead.ATTITUDE) and not first):
        return None
    if lead is Lead.NOT_SEEN or (lead is Lead.SEEN and statement.negated):
        return Side.NOT_OBSERVED
    if lead is Lead.SEEN and statement.frame is Frame.STATED:
        return Side.OBSERVED
    if statement.frame is Frame.FALSE and statement.heads and statement.heads <= _DEEDS:
        return None
    if basis is Basis.ASKS or (statement.frame is Frame.SUPPOSED and basis is not Basis.DOUBTS):
        return None
    if statement.frame in _BY_FRAME:
        return None if statement.negated else _BY_FRAME[statement.frame]
    if basis is Basis.DOUBTS:
        return Side.DOUBTED if first else None
    side = Side.DENIED if statement.negated != (statement.frame is Frame.FALSE) else Side.ASSERTED
    if basis is Basis.DENIES and not false_inside and attribution.form is not Form.DIRECT:
        return turn_side(side) if first else None
    return side


def turn_side(side: Side) -> Side:
    """Give the side of the opposite proposition; who has not seen a thing has not seen its opposite either."""
    return _OPPOSITE.get(side, side)


def say_status(parties: Sequence[Party]) -> str:
    """Put in closed words how many parties stand on each side, and how many stand on two."""
    parts: list[str] = []
    for side in ORDER:
        here = [party for party in parties if party.side is side]
        known = sum(bool(party.speakers) for party in here)
        if here:
            unit = "" if parts else " party" if known == 1 else " parties"
            who = [f"{_number(known)}{unit}"] if known else []
            who += ["a speaker unknown"] if known < len(here) else []
            parts.append(f"{side.value.replace('_', ' ')} by {' and '.join(who)}")
    sides_of = Counter(speaker for party in parties for speaker in party.speakers)
    n_on_two = len({party.speakers for party in parties if any(sides_of[speaker] > 1 for speaker in party.speakers)})
    status = ", ".join(parts)
    return f"{status}; {_number(n_on_two)} on more than one side" if n_on_two else status


def _number(n: int) -> str:
    return _NUMBERS[n] if n < len(_NUMBERS) else str(n)
