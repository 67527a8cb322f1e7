"""How a text ties a noun to a name: "the group Velm Watch", "Velm Watch, a small charity", "Lang’s campaign".

Invariant: a pattern matches only what touches a name; it says nothing of what else the text tells.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def led_by(noun: str) -> re.Pattern[str]:
    """Match what stands before a name that a noun leads: "the group Velm Watch"."""
    return re.compile(
        rf"\b(?:the|a|an) (?:[a-z-]+ ){{0,3}}{re.escape(noun)} (?:called |named |calling itself (?:the )?)?[“\"]?$",
        re.IGNORECASE,
    )


@cache
def told_to_be(noun: str) -> re.Pattern[str]:
    """Match what follows a name that an apposition tells to be such a body."""
    return re.compile(
        rf",? (?:\([^()\n]{{2,20}}\),? )?(?:an?|the|one of the) (?:[\w’'-]+ ){{0,5}}{re.escape(noun)}\b(?! of\b)"
    )


@cache
def ended_by(noun: str) -> re.Pattern[str]:
    """Match a phrase that such a noun ends."""
    return re.compile(rf"[\w’'-]+ (?:[a-z-]+ ){{0,2}}?{re.escape(noun)}\b")


@cache
def made_of(noun: str) -> re.Pattern[str]:
    """Match a name that only tells what a body is of by a noun: "Velm School of Law"."""
    return re.compile(rf" of (?:[\w-]+ )*{re.escape(noun)}$", re.IGNORECASE)


@cache
def followed_by(noun: str) -> re.Pattern[str]:
    """Match what stands behind a name that a noun follows: "Lang’s new campaign"."""
    return re.compile(rf"(?:[’']s)?(?P<filler>(?: [a-z-]+){{0,2}}?) {re.escape(noun)}\b")


@cache
def by_document(nouns: frozenset[str]) -> re.Pattern[str]:
    """Match a source that speaks by a document of its own: "Lang’s report", "the new poll from Lang"."""
    word, owner = f"(?:{'|'.join(sorted(map(re.escape, nouns)))})", r"(?:an?|its|his|her|their|\w+[’']s)"
    made = "(?:conducted |released |published |written |commissioned |taken )?"
    return re.compile(rf"\b{owner} (?:[\w-]+ ){{0,2}}{word}\b|\b{word} {made}(?:from|by) ", re.IGNORECASE)
