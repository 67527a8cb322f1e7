"""Answers: clauses that deny or doubt what was said without telling it: "denied the report", "Moss's claims are false".

Invariant: reading is a function of a clause and its cue alone; what an answer speaks of is found in `answered`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.model.annotation import Attribution, Basis, Form
from sayso.relate.statements import Frame, Statement
from sayso.text.modality import CONTRARY, blank_quotes
from sayso.text.words import find_words, stem_word

_NAME = r"(?:[A-Z][\w.’'-]*\s+){1,4}?"
_PHRASE = re.compile(
    r"\W*(?:(?i:all|any|both|most|each)\s+(?:of\s+)?)?"
    rf"(?:(?P<whose>(?:[A-Z][\w.-]*\s+){{0,3}}[A-Z][\w.-]*|(?i:the|an?|his|her|their|its)\s+(?:[\w-]+\s+){{0,2}}[\w-]+)"
    rf"(?:[’']s|(?<=s)[’'])\s+|(?i:the|these|those|that|this|such|(?P<his>his|her)|their|its"
    rf"|an?)\s+|(?={_NAME}))?"
    rf"(?P<name>{_NAME})?(?:[a-z-]+\s+){{0,2}}?"
    r"(?:(?P<charge>allegation|accusation|charge|claim|assertion|contention|complaint|suggestion|insinuation|implication"
    r"|characteri[sz]ation|rumou?r|speculation)|(?P<report>report|article|story|stories|account|book|testimony))s?\b"
    r"(?P<rest>(?:\s+(?i:against|about|by|from|made|level+ed|in|of|published|first|reported|that\s+(?:have|had|has|were|was)\s+been)\b"
    r"[^,.;:]*)?)\W*$"
)
_OF = re.compile(
    r"\bof\s+(?!(?:\w+\s+)?(?:wrongdoing|misconduct|impropriety|harassment))", re.IGNORECASE
)  # "of fraud" tells what is alleged
_BY = re.compile(rf"\b(?:by|in|from)\s+(?:the\s+)?(?P<name>{_NAME}|(?:[A-Z][\w.’'-]*\s*)+)")
_THEY = re.compile(r"\W*they\b\W*(?:re\b)?\W*$", re.IGNORECASE)
# "I deny these allegations", "did not agree with the report".
_TURNS = re.compile(
    r"\W*(?:(?:I|we|he|she|they|it)\s+)?(?:(?:\w+ly|have|has|do|did|not|n[’']t|didn[’']t|don[’']t)\s+)*?"
    r"(?:(?:deny|denied|denies|reject|rejected|dispute|disputed|refute|refuted)|(?:not\s+|n[’']t\s+)agree(?:\s+with)?"
    r"|disagreed?(?:\s+with)?)\s+",
    re.IGNORECASE,
)
_CUTS = re.compile(r"[,;:](?:\s|$)")
_CONTRADICTS = re.compile(r"\bcontradict", re.IGNORECASE)  # what does so is often a deed or a paper
# A judge who dismisses a complaint, an editor who rejects a story says nothing of its truth.
_OFFICE = re.compile(r"\b(?:dismiss|reject|throw|threw|toss)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a clause denies or doubts: whose words, by the stems of a name if one stands there, and of what kind."""

    whose: tuple[str, ...] = ()
    of_report: bool = False
    of_person: bool = False  # "her accusations"


def read_answer(text: str, attribution: Attribution, statement: Statement, *, first: bool) -> Answer | None:
    """Read a clause that takes a side against another's words and says no more; ``None`` where it tells what they were.

    ``first`` says that the clause opens its attribution: its cue governs no later one.
    """
    words = blank_quotes(statement.matter.cut(text))
    contrary = CONTRARY.match(blank_quotes(statement.span.cut(text)))
    if contrary is not None:
        words = contrary["said"]
    cue = attribution.cue.cut(text) if attribution.cue is not None else ""
    if _CONTRADICTS.search(cue):
        return None
    denying = first and attribution.basis in (Basis.DENIES, Basis.DOUBTS) and attribution.form is not Form.DIRECT
    if statement.frame is Frame.FALSE and _THEY.match(words):
        return Answer()
    if statement.frame is not Frame.FALSE:
        turns = _TURNS.match(words)
        if turns is not None:
            words = _CUTS.split(words[turns.end() :])[0]
        elif not denying:
            return None
    phrase = _PHRASE.match(words)
    if phrase is None or _OF.search(phrase["rest"]):
        return None
    name = phrase["whose"] or phrase["name"] or ""
    if not name and (by := _BY.search(phrase["rest"])):
        name = by["name"]
    whose = tuple(stem_word(word) for word in find_words(name).forms)
    proposal = (phrase["charge"] or "") == "suggestion"  # who rejects one says that it should not be so
    if denying and (proposal or not whose) and _OFFICE.search(cue):
        return None
    return Answer(whose, phrase["report"] is not None, phrase["his"] is not None)
