"""Blame: who is said to have done a thing, in whatever words he is: accused of it, behind it, involved in it.

Invariant: reading is a function of a clause, its cue and its speaker's name; whom a clause blames is named in it, or is
its speaker where he answers for himself ("denies any involvement").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sayso.model.annotation import Attribution, Basis, Form
from sayso.model.span import Span
from sayso.relate.clause_words import ClauseWords
from sayso.relate.names import key_of_body
from sayso.relate.statements import Frame, Statement
from sayso.text.modality import blank_quotes
from sayso.text.words import STOPWORDS, find_words, fold_word, stem_word

BLAME = "+blame"  # the head of a clause that says who did a thing without telling it as a deed
DEED = "+deed"  # the head of one that tells a harmful deed of somebody, and of every one of blame
MARKS = frozenset((BLAME, DEED))
_BARE = 0.5  # weight of what a clause names of the deed, below which it names none
_COVERED = 0.3  # part of the weight of the clause that names less which two must share
_COVERED_APART = 0.6  # and where each tells of another deed
_MOST_WORDS = 8  # of whom a cue of accusing names
_HARMFUL = frozenset(
    "+attack +shoot +kill +kidnap +hack +poison +dope +bribe +cheat +rape +abuse +spy +interfere +collude "
    "+arson".split()
) | {"+shoot down", "+lie about", "+break law"}
_ACCUSING = re.compile(r"\b(?:accus(?!er)|blam|implicat|fault(?:ed|s|ing)\b|point\w*\b.*\bfinger)", re.IGNORECASE)
_CLAIMING = re.compile(r"\bclaim", re.IGNORECASE)  # "claimed responsibility"
_OF = re.compile(r"(?:^|\s+)(?:of|for|over|as|with)\b")
_ON = re.compile(r"\s+on\s+(?=[^,;]*$)")
_STATES = re.compile(
    r"\b(?:is|are|was|were|be|been|being|stands?|stood)\s+(?:\w+ly\s+)?(?:not\s+)?"
    r"(?:(?:behind|to\s+blame(?:\s+for)?|at\s+fault(?:\s+for)?|guilty\s+of)"
    r"|(?:responsible|culpable|involved|complicit|implicated)(?:\s+(?:for|in))?)\b|\bdid\s+(?:do\s+)?(?:it|this|that)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:\b(?:involvement|complicity|culpability|participation)\b(?:\s+of\s+(?P<of>[^,;.]+?))?(?=\s+(?:in|with|for)\b|\W*$)"
    r"|\bresponsibility(?=\s+for\b|\W*$)|\b(?:role|hand|part)(?=\s+in\b))",
    re.IGNORECASE,
)
_CHARGES = re.compile(
    r"^\W*(?:(?:all|the|those|these|such|any|both|his|her|their|of|(?P<whose>\w+)[’']s?)\s+)*(?:\w+\s+)?(?:allegations?|accusations?)\b",
    re.IGNORECASE,
)
# What stands before says that this is asked, hidden, another's word or not yet owned up to, and states nothing.
_OPEN = re.compile(
    r"\b(?:investigat|prob(?:e|ing)\b|question|look(?:ing|ed)?\s+into|examin|whether|deny|denie|obscur|hid|conceal|mask|acknowledg"
    r"|admit|admission|who\b|nobody|no\s+one|possib)",
    re.IGNORECASE,
)
_THAT = re.compile(r"\s+(?:\w+\s+){0,2}?that\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|she|him|her|his)\b", re.IGNORECASE)
_HE_OR_IT = re.compile(r"\b(?:he|she|it|they|him|her|them|his|its|their)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|never|neither|nor|without)\b|n[’']t\b", re.IGNORECASE)
_NEAR = 30  # code points before the words of blame within which "no" and "not" turn them
_SIDED = re.compile(
    r"\b(?:pro|anti)-\w+|\b\w+-(?:aligned|backed|led|allied|based|linked|supported|controlled|run|owned)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\s*(?:it|this|that|them)\W*(?:$|[,.;])", re.IGNORECASE)
_AGAINST = re.compile(r"\s+against\s+(?:him|her|them|us|me|it)\b", re.IGNORECASE)
_DEED_ENDS = re.compile(r"[,;(]|\s(?:without|given|saying|while|because|which|is|are|was|were)\s", re.IGNORECASE)
# By whatever word: of what somebody is blamed for each is an attack.
_ATTACKS = dict.fromkeys(("+explode", "+strike work", "strik"), "+attack")
_CALLED = {"+hack": "+attack"}  # "behind the hacking", "behind the attack"
_GERUND = re.compile(r"\W*(?:ever\s+|\w+ly\s+|having\s+(?:ever\s+)?)*\w+ing\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\W*(?:(?:it|this|that|(?:the|this|that|any)\s+(?:such\s+)?(?:\w+\s+)?(?:incident|assault|attack|episode|encounter|thing))\b"
    r"(?:\s+\w+){0,3}?\s+(?:happen|occurr|took\s+place)"
    r"|(?:I|we|he|she|they)\b(?:\s+\w+|n[’']t)*?\s+(?:do|did|done)\s+(?:it|this|that|so|any\s*thing\s+(?:like|of)\b))",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"(?:\b(?:that|of|for|evidence|and|but|by|link|linking|claims?|allegations?)\s|[,;:(]\s*)", re.IGNORECASE
)
_AUX = re.compile(
    r"(?:\s+(?:has|have|had|may|might|could|would|will|also|itself|himself|themselves|\w+ly)\b)+\s*$", re.IGNORECASE
)
# "Rogue agents", "gunmen".
_NOUNS = re.compile(r"(?:(?:the|those|these)\s+)?(?:\w+\s+)?\w+(?:[^s\W]s|en)", re.IGNORECASE)
_OWN = frozenset("its his her their any no all direct having".split())
_WORDS_OF_BLAME = frozenset(
    map(
        stem_word,
        "accuse accusation allegation blame responsible responsibility involvement involved complicity complicit "
        "guilty culpable wrongdoing misconduct "
        "impropriety evidence proof role hand part claim report deny allegations accusations".split(),
    )
)
_OFFICE = frozenset(
    "government regime authority official officials state administration military forces president minister senator "
    "nominee leader judge".split()
)


@dataclass(frozen=True, slots=True)
class _Blame:
    """Whom a clause blames, nobody where that cannot be told; where it says for what, and where it states that."""

    who: frozenset[str]
    deed: Span
    matter: Span | None = None  # for one that states it: "Iran was behind it", not "Iran", after "accused"
    negated: bool = False
    whose: str | None = None  # the stem of the accuser's name


def read_blame(text: str, attribution: Attribution, statement: Statement, own: frozenset[str]) -> Statement:
    """Give a clause as one of blame or of a harmful deed, if it is: ``agents`` are whose, ``about`` names the deed.

    ``own`` are the names of the speaker and of whom he speaks for, as compared.
    """
    first = statement.span.start <= attribution.content[0].start + 1
    if first and attribution.basis is Basis.DENIES and not statement.agents and _GERUND.match(text, *statement.span):
        statement = replace(statement, agents=own, subject=True)  # "denied killing"
    blame = None if statement.frame is Frame.SUPPOSED else _find_blame(text, attribution, statement, own, first=first)
    if blame is None:
        active = bool(statement.agents) and not statement.passive and not statement.verbless
        harmful = active and not statement.heads.isdisjoint(_HARMFUL)
        return replace(statement, heads=statement.heads | {DEED}) if harmful else statement
    if not blame.who:
        return statement
    tokens = ClauseWords(text, find_words(text, [(blame.deed.start, blame.deed.end)]))
    about, names, _ = tokens.rest((), 0, passive=False)
    told = tokens.find_deed()
    return replace(
        statement,
        matter=blame.matter or statement.matter,
        heads=MARKS if told is None else MARKS | {_ATTACKS.get(told, told)},
        about=frozenset(_ATTACKS.get(stem, stem) for stem in about - blame.who - _WORDS_OF_BLAME - {told}),
        names=names - blame.who,
        agents=blame.who,
        patients=frozenset(),
        negated=blame.negated,
        passive=False,
        verbless=blame.matter is None,
        subject=True,
        points_back=False,
        whose=blame.whose,
    )


def _find_blame(
    text: str, attribution: Attribution, statement: Statement, own: frozenset[str], *, first: bool
) -> _Blame | None:
    basis, start = attribution.basis, statement.matter.start
    words = blank_quotes(statement.matter.cut(text))
    cue = attribution.cue.cut(text) if attribution.cue is not None else ""

    def rest(at: int, *, whole: bool = False) -> Span:
        end = None if whole else _DEED_ENDS.search(words, at)
        return Span(start + at, start + (end.start() if end else len(words)))

    found = _STATES.search(words) or _PART.search(words)
    if found is not None and not _OPEN.search(words, 0, found.start()):
        before = words[: found.start()]
        after = found.groupdict().get("of")
        holder = after or _AUX.sub("", _CUT.split(before)[-1]).strip()
        if not after and {word.lower() for word in holder.split()} <= _OWN:
            answers = first and (basis is Basis.DENIES or _CLAIMING.search(cue) is not None)
            return _Blame(own if answers else frozenset(), rest(found.end()))
        at = start if after else start + before.rfind(holder)
        turned = len(_NOT.findall(words, max(0, found.start() - _NEAR), found.end())) % 2 == 1
        return _Blame(_names(holder, strict=True), rest(found.end()), Span(at, statement.matter.end), turned)
    if first and _ACCUSING.search(cue) and attribution.form is not Form.DIRECT:
        cut = _OF.search(words)
        if cut is None and (on := _ON.search(words)) and "blam" in cue.lower():
            return _Blame(_names(words[on.end() :]), Span(start, start + on.start()))
        if cut and (_PRONOUN.match(words, cut.end()) or words[cut.start() :].lstrip().startswith("for being ")):
            return None  # "blamed him for it", "for being careless": no deed is told
        head = words[: cut.start()] if cut else words
        who = _names(head) if head and len(head.split()) <= _MOST_WORDS else frozenset()
        return _Blame(who, rest(cut.end() if cut else len(words)))
    if first and basis is Basis.DENIES and (charges := _CHARGES.match(words)):
        whose = stem_word(fold_word(charges["whose"])) if charges["whose"] else None
        if that := _THAT.match(words, charges.end()):
            of_him = _HE if whose else _HE_OR_IT  # "Gondal's allegation that it": Gondal
            told = statement.frame is Frame.STATED and of_him.search(words, that.end())
            return _Blame(own, rest(that.end(), whole=True), whose=whose) if told else None
        if statement.frame is Frame.STATED or _AGAINST.match(words, charges.end()):
            return _Blame(own, rest(charges.end()), whose=whose)
    return None


def _names(phrase: str, *, strict: bool = False) -> frozenset[str]:
    """Give whom a phrase names: its capitalised words as compared, or without one its nouns; ``strict``: few words."""
    phrase = " ".join(_SIDED.sub("", phrase).split()[-_MOST_WORDS:])
    words = find_words(phrase)
    large = [form for form, start in zip(words.forms, words.starts, strict=True) if phrase[start].isupper()]
    keys = {key for form in large if form not in STOPWORDS for key in key_of_body(form.removesuffix("'s")) or (form,)}
    if not keys and (not strict or _NOUNS.fullmatch(phrase.strip())):
        keys = {stem_word(form) for form in words.forms if form not in STOPWORDS and form not in _OWN}
    return frozenset(keys - _OFFICE)


def is_blame(statement: Statement) -> bool:
    """Say whether a clause says who did a thing, by blame or as a deed of his."""
    return DEED in statement.heads


def may_be_one(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two names may be one's: "Hale" of "Rowan Hale", but not North of South Gondal."""
    return bool(one and other) and (one <= other or other <= one)


def is_bare(statement: Statement, weights: Mapping[str, float]) -> bool:
    """Say whether a clause blames and does not tell for what: "denies any involvement", "accuses Iran"."""
    return BLAME in statement.heads and sum(_deed(statement, weights).values()) < _BARE


def _deed(statement: Statement, weights: Mapping[str, float]) -> dict[str, float]:
    told = {_CALLED.get(stem, stem): weight for stem, weight in weights.items() if stem not in statement.agents}
    return told | dict.fromkeys(_told(statement), 1.0)


def _told(statement: Statement) -> frozenset[str]:
    return frozenset(_CALLED.get(head, head) for head in statement.heads - MARKS)


def compare_blame(one: Statement, weights: Mapping[str, float], other: Statement, others: Mapping[str, float]) -> float:
    """Say how likely two clauses blame the same one for the same deed, 0 to 1; one of them in so many words."""
    if BLAME not in one.heads | other.heads or not may_be_one(one.agents, other.agents):
        return 0.0
    deed, same = _deed(one, weights), _deed(other, others)
    least = min(sum(deed.values()), sum(same.values()))
    if least < _BARE:
        return 0.0
    cover = min(1.0, sum(min(weight, same[stem]) for stem, weight in deed.items() if stem in same) / least)
    told, other_told = _told(one), _told(other)
    apart = bool(told and other_told) and told.isdisjoint(other_told)  # "of destroying evidence of", "of attacking"
    return 0.35 + 0.65 * cover if cover >= (_COVERED_APART if apart else _COVERED) else 0.0


def denies_all(text: str, statement: Statement) -> bool:
    """Say whether a clause says that it did not happen, or that its speaker did not do it, and not what."""
    return statement.negated and _HAPPENED.match(text, *statement.span) is not None


def names_of(name: str) -> frozenset[str]:
    """Give the words of a speaker's name as compared, without whose ally he is: "the Ruritania-backed rebels"."""
    return frozenset(key_of_body(_SIDED.sub("", name)))
