"""A claim that a noun tells of inside what another says of it: "the mayor denied Lang’s claims that the dyke leaked".

Invariant: what is claimed runs to the end of the span it was read in; who claims it is named in its phrase, or nobody.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.tokens import tokenize
from sayso.model.annotation import Basis
from sayso.model.span import Span

_WHOSE = r"(?:(?!(?:that|and|into|to|about|against)\b)[\w.&’'-]+ ){0,6}?[\w.&-]+?"
_NOUN = (
    r"(?:claim|allegation|accusation|assertion|suggestion|charge|complaint|contention|argument|warning|report)s?"
    r"|insistence|speculation|rumou?rs?|denials?"
)
_BY = r"(?:by|from|of) (?P<by>(?:(?!that\b)[^\s,.;:]+ ){1,7}?)"
_JUDGED = r" (?:as|were|was|are|is) [“\"'‘][^“”\"\n]{1,80}[”\"]?"  # "said claims that it leaked were “absurd”"
_ALLEGED = re.compile(
    rf"(?:(?P<whose>{_WHOSE})(?:[’']s|(?<=s)[’']) |(?P<pronoun>his|her|their|its) )?(?:(?!that\b)[\w-]+ ){{0,3}}?"
    rf"(?P<cue>{_NOUN}) (?:{_BY})?(?:that |(?=(?:he|she|they|it|to have) ))(?P<said>[^\s,.;:].+?)(?:{_JUDGED})?",
    re.DOTALL,
)
_BASES = {"denial": Basis.DENIES, "warning": Basis.WARNS}


class Alleged(NamedTuple):
    """Who claims by a noun, as far as the phrase says, the noun, and what is claimed."""

    source: Span | None
    cue: Span
    content: Span
    basis: Basis
    unsure: bool  # the source is a pronoun that may be either's


def find_alleged(text: str, span: Span, lexicon: Lexicon) -> Alleged | None:
    """Read a span that begins with such a noun phrase; ``None`` where it does not, or "that" stands for the noun."""
    match = _ALLEGED.fullmatch(text, *span)
    if match is None or _is_relative(text, Span(*match.span("said")), lexicon):
        return None
    named = next((Span(*match.span(group)) for group in ("whose", "by", "pronoun") if match[group]), None)
    if named is not None:
        named = Span(named.start, named.start + len(named.cut(text).rstrip()))
    noun = match["cue"].lower().rstrip("s")
    return Alleged(
        source=named,
        cue=Span(*match.span("cue")),
        content=Span(*match.span("said")),
        basis=_BASES.get(noun, Basis.ASSERTS),
        unsure=match["pronoun"] is not None,
    )


def _is_relative(text: str, said: Span, lexicon: Lexicon) -> bool:
    """Say whether a verb follows "that": "a report that claimed", "a statement that was read"."""
    first = tokenize(text, said)[0]
    verb = first.lower in lexicon.closed["auxiliary"] | lexicon.closed["modal"] or first.lower in lexicon.cues
    return verb or (first.lower.endswith("ed") and not first.is_name)
