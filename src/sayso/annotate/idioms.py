"""Words that have the form of a report and report nothing: "it goes without saying", the label "What they’re saying:".

Invariant: a draft is dropped whole, by its cue and the words right around it; no span of another is changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.annotate.drafts import Draft
from sayso.model.annotation import Form

# "What they’re saying:"; "What Lang said:" may be a cue
_LABEL = re.compile(
    r"[ \t]*(?:What (?:\w+(?:['’]\w+| is| are| was| were)? say(?:ing|s)?|(?:they|we|he|she) said):"
    r"|Story [Hh]ighlights\b)"
)
_IDIOM = re.compile(
    r"\b(?:go(?:es|ing|ne)?|went) without saying\b"
    r"|\blet(?:[’']s| us) (?:just )?say\b"
    r"|\b(?:which|that|this|it)(?: is|[’']s| was)(?: not|n[’']t)? to say\b"
    r"|\b(?:is|was)(?:n[’']t| not) to say\b"
    r"|\b(?:needless|strange|sad|sorry) to say\b|\bsuffice(?: it)? to say\b|\bto say (?:the least|nothing of)\b"
    r"|\bhaving said (?:that|this|so)\b|(?:^|[.!?\n][”\"’']? |\b[Ww]ith )[Tt]hat (?:being )?said,"
    r"|\b(?:see|sees|saw|seen|seeing) to it\b",
    re.IGNORECASE,
)
# ", say," after these stands for "for example": "a toll of, say, ten"
_EXAMPLE = re.compile(
    r"\b(?:of|than|like|how|with|for|in|on|at|by|from|between|is|was|or|if|unlike|after|about),? (?P<cue>say),"
)
_NOBODY = re.compile(r"\b(?:hard|difficult|impossible|early|soon|fair|safe|easy|reasonable|enough) to say\b")
# What words are told by is none who tells: "according to plan", "according to his body mass index"
_MEASURE = re.compile(
    r"(?:(?:plan|schedule|custom|tradition|need|merit|ability|protocol|script|rank|type|preference)s?"
    r"|(?:(?:the|their|his|her|its|your|our|one[’']s|each)\b[ \w’'-]{0,40} )?(?:number|amount|size|tastes?|needs|wishes"
    r"|whims?|preferences|abilit(?:y|ies)|ages?|weight|height|severity|criteria|conscience|race|gender|incomes?"
    r"|philosoph(?:y|ies)|principles|values|beliefs|interests|customs|traditions)(?: of [^,.;]+)?"
    r"|(?:his|her|their|its)(?: [\w-]+){1,3} index|(?:the|his|her|their|its|our) way [^,.;]+)"
)
_AROUND = 28  # code points before a cue, and after it


def without_idioms(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Drop what attributes nothing; what stood in it is said in the flow.

    A quotation behind a label stays, and is nobody's: "Story highlights “It held,” he says".
    """
    idle = {id(draft) for draft in drafts if _is_label(text, draft) or _is_idiom(text, draft)}
    for draft in drafts:
        if id(draft.outer) in idle:
            draft.outer, draft.nested = None, False
    kept: list[Draft] = []
    for draft in drafts:
        if id(draft) not in idle:
            kept.append(draft)
        elif draft.form is Form.DIRECT and _is_label(text, draft):
            kept.append(replace(draft, source=None, cue=None))
    return kept


def _is_label(text: str, draft: Draft) -> bool:
    label = draft.cue and _LABEL.match(text, text.rfind("\n", 0, draft.cue.start) + 1)
    return bool(label and draft.cue and draft.cue.start < label.end())


def _is_idiom(text: str, draft: Draft) -> bool:
    """Say whether a cue is part of a set phrase, of "for example", or nobody says what it tells."""
    if draft.cue is None:
        return False
    begin, cue = max(0, draft.cue.start - _AROUND), draft.cue
    around = text[begin : cue.end + _AROUND]
    if any(begin + m.start() < cue.end and begin + m.end() > cue.start for m in _IDIOM.finditer(around)):
        return True
    if any(begin + m.start("cue") == cue.start for m in _EXAMPLE.finditer(around)):
        return True
    if draft.source is None:
        return any(begin + m.end() == cue.end for m in _NOBODY.finditer(around))
    told_by = cue.cut(text).lower() == "according to"
    return told_by and _MEASURE.fullmatch(text, *draft.source) is not None
