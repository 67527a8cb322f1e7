"""Words that tell somebody to do a thing, of which nobody says that it is done: "told Hale to resign".

Invariant: what is told ("told Hale that …", "warned that …") is no order, whatever is to be done in it.
"""

from __future__ import annotations

import re

_CUE = re.compile(
    r"\b(?:tell|tells|told|telling|(?:order|direct|instruct|command|warn|caution|counsel|urg|ask)(?:e?[sd]?|ing|ed)"
    r"|(?:advis|implor)(?:e[sd]?|ing))\W*$",
    re.IGNORECASE,
)
_TO_DO = (
    r"(?:not\s+|never\s+|instead\s+|immediately\s+)?to\s+"
    r"(?!(?:the|an?|his|her|its|their|our|my|your|this|that|these|those|me|him|us|them|it|one|be\s+sure)\b)[a-z]+"
)
_DOING = re.compile(rf"\W*{_TO_DO}")
_SOMEBODY = re.compile(rf"(?P<who>(?:[\w’'&.-]+,?\s+){{1,8}}?){_TO_DO}")
_ADDRESSEE = re.compile(r"[^.;:!?“”\"]{1,60}[“\"]?")
# What is in no words for somebody, what opens none, and what before "to" tells of what he does, or of a thing.
_NOBODY = frozenset("that how what why when where who which if whether is are was were will would he she we i".split())
_OPENS_OTHER = frozenset("it there they of about against in on for over no".split())
_BEFORE_OTHER = frozenset(
    "be been has have had plans plan wants want needs need going trying likely able ready hopes seeks due set intends "
    "expects began begin continues tries fails threat threats risk risks danger damage right rights access answer "
    "response decision attempt attempts effort efforts bid move failure ability way time vote refusal according up "
    "unlikely close harm return changes".split()
)


def is_order(cue: str, between: str, content: str) -> bool:
    """Say whether a cue, what stands behind it and the content under it tell somebody to do what the content names."""
    if _CUE.search(cue) is None:
        return False
    addressed = between.strip()
    if _DOING.match(content):
        told = "that" in addressed.lower().split()
        return not addressed or (not told and _ADDRESSEE.fullmatch(addressed) is not None)
    who = None if addressed else _SOMEBODY.match(content)
    words = who["who"].lower().split() if who is not None else [*_NOBODY]
    if not _NOBODY.isdisjoint(words) or words[0] in _OPENS_OTHER:
        return False
    return words[-1] not in _BEFORE_OTHER and not words[-1].endswith("ed")
