"""How a text ties a noun to a name: "the group Velm Watch", "Velm Watch, a small charity", "Lang’s campaign".

Invariant: a pattern matches only what touches a name; it says nothing of what else the text tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from sayso.annotate.occurrences import begin_word
from sayso.model.span import Span

_CAPITALISED = re.compile(r"(?:\b[A-Z][\w.-]* )+$")
_LONGEST = 200  # code points of a name before the words that end it


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


def find_in_full(text: str, said: Sequence[str], at: int) -> Span | None:
    """Find, up to an offset, the one name that ends with these words, its last place; ``None`` where there are two."""
    called = re.sub("[’']", "[’']", " ".join(map(re.escape, said)))
    full = re.compile(rf"(?!The )(?:\b[A-Z][\w.-]* ){{1,4}}{called}\b")
    found: dict[str, Span] = {}
    for begin in begin_word(text, said[0]):
        if begin >= at or len(found) > 1:
            break
        led = _CAPITALISED.search(text, max(0, begin - _LONGEST), begin)
        end = min(at, begin + len(" ".join(said)) + 1)  # with what follows: no letter does
        match = full.search(text, led.start(), end) if led is not None else None
        if match is not None and match.start() < begin < match.end():
            found[match.group()] = Span(*match.span())
    return next(iter(found.values())) if len(found) == 1 else None


def find_ended_by(text: str, noun: str, at: int) -> Span | None:
    """Find, up to an offset, the one name that a noun ends, its last place; ``None`` where there are two."""
    found: dict[str, Span] = {}
    for match in _names_ended_by(text, noun):
        if match.end() > at or len(found) > 1:
            break
        found[match.group()] = Span(*match.span())
    return next(iter(found.values())) if len(found) == 1 else None


@lru_cache(maxsize=8)  # one article asks for the same few nouns
def _names_ended_by(text: str, noun: str) -> Sequence[re.Match[str]]:
    named = rf"(?!The )(?:\b[A-Z][\w.&-]* )(?:(?:[A-Z][\w.&-]*|of|and|for) ){{0,4}}(?i:{noun})\b"
    return list(re.finditer(named, text))
