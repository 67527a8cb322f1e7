"""Whom "who" stands for: the name or the group that its clause hangs on.

Invariant: only what stands in the same line before "who" is the answer; where two readings are open there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.phrases import describe, is_plural
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import EntityKind, Mention, Speaker
from sayso.model.span import Span

_REACH = 160  # code points back
_WORDS = 6  # of a group
_BESIDE = re.compile(r"(?: \([^()\n]{1,30}\)|, [RDI]-[\w.]+)?(?:,? | ?[—–-]{1,2} ?)")
_APPOSED = re.compile(
    r"(?: \([^()\n]{1,30}\))?, (?P<phrase>[^,.;:!?“”\"()\n]{3,100}|[^;:!?“”\"()\n]{3,100}(?=, $))(?P<comma>,?) "
)
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Ms|Mrs|Dr|St|Gen|Sen|Rep|Gov)\.")
_STOP = re.compile(r"[.!?;:“”\"()]")
_MANY = re.compile(r"\s+(?:also |now |both |all )?(?:are|were|have|do)\b")
_LINKING = frozenset({"is", "was", "are", "were", "has", "had", "have", "be", "been", "will", "would"})


def find_antecedent(text: str, at: int, before: Sequence[Mention], lexicon: Lexicon) -> Mention | Speaker | None:
    """Find whom the "who" that begins at ``at`` stands for; ``before`` are the mentions before it, in order."""
    low = max(text.rfind("\n", 0, at) + 1, at - _REACH)
    people = [m for m in before if m.kind is not EntityKind.PLACE and low <= m.span.start and m.span.end <= at]
    several = _MANY.match(text, at + 3) is not None
    if people and not several:
        last = people[-1]
        beside = _BESIDE.fullmatch(text[last.span.end : at]) is not None
        if beside and last.kind is EntityKind.PERSON:
            return last
        person = next((m for m in reversed(people) if m.kind is EntityKind.PERSON), None)
        if person is not None and _is_apposed(text[person.span.end : at], lexicon):
            return person
        if beside and not is_plural(last.name):
            return last
    return _find_group(text, Span(low, at), lexicon)


def _is_apposed(gap: str, lexicon: Lexicon) -> bool:
    """Say whether what lies between a name and "who" says what the named one is: ", a Velm lawyer"."""
    match = _APPOSED.fullmatch(gap)
    if match is None or _STOP.search(_ABBREVIATED.sub("", match["phrase"])):
        return False
    words = match["phrase"].lower().split()
    if any(w in _LINKING or (w in lexicon.cues and w not in lexicon.roles) for w in words):
        return False
    if match["comma"]:
        return True
    return words[0] in {"a", "an", "the"} and not any(w in lexicon.closed["preposition"] for w in words)


def _find_group(text: str, span: Span, lexicon: Lexicon) -> Speaker | None:
    """Take the phrase right before: "some Republicans who", "a diver who"."""
    tokens = tokenize(text, span)
    if tokens and tokens[-1].text in {",", "—", "–"}:
        tokens = tokens[:-1]
    phrase: list[Token] = []
    for token in reversed(tokens):
        stops = not token.is_word or token.possessive or token.lower in lexicon.closed["preposition"]
        stops = stops or token.lower in lexicon.closed["conjunction"] or token.lower in lexicon.closed["auxiliary"]
        if stops or token.lower in lexicon.cues or len(phrase) == _WORDS:
            break
        phrase.insert(0, token)
        if token.lower in lexicon.closed["determiner"]:
            break
    if not phrase:
        return None
    head = phrase[-1]
    if any(c.isdigit() for c in head.text):
        return None
    one = phrase[0].lower in {"a", "an", "one"} and head.bare in lexicon.speaker_nouns
    if not is_plural(head.lower) and not one:
        return None
    return describe(text, phrase, len(phrase) - 1, False, lexicon)
