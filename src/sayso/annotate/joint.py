"""Several people who speak together: "Mr. Lang and Ms. Rohde", "Peter Lang, Anna Rohde and Larry King".

Invariant: they are one speaker under a name cut from the text, for none of them said it alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.phrases import find_head, is_plural
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import EntityKind, Mention, MentionForm, Speaker
from sayso.model.span import Span

_ASIDE = r"(?: \([^()\n]{1,30}\)|,? [RDI]-[A-Z][\w.]*)?"  # "Anna Rohde (D-Wis.)"
_OF_TWO = re.compile(rf"{_ASIDE}(?:,? \w[^.,“”\n]*,)? and (?:[A-Za-z][\w.’'-]* ){{0,6}}")
_LISTED = re.compile(rf"{_ASIDE}, (?:[A-Z][\w.’'-]* ){{0,4}}")
_LAST = re.compile(rf"{_ASIDE},? and (?:[A-Za-z][\w.’'-]*,? ){{0,12}}")
_BODIES = re.compile(r"(?:,| and|, and) (?:the )?")
_BESIDE = 60  # code points that may follow the last name


def find_several(text: str, inside: Sequence[Mention], source: Span, lexicon: Lexicon) -> Speaker | None:
    """Find those who are named in a source and speak together: "two senators, Peter Lang and Anna Rohde"."""
    people = [
        m for m in inside if m.kind is EntityKind.PERSON and text[m.span.end : m.span.end + 2] not in {"’s", "'s"}
    ]
    if len(people) < 2:
        return find_bodies(text, inside, source)
    tokens = [t for t in tokenize(text, source) if t.is_word]
    head = find_head(text, tokens)
    described = is_plural(tokens[head].bare) and text[tokens[head].end : tokens[head].end + 2] == ", "
    if described and tokens[head].end < people[0].span.start:
        tokens = tokens[head + 1 :]
    return find_joint(text, people, tokens, lexicon)


def find_joint(text: str, people: Sequence[Mention], tokens: Sequence[Token], lexicon: Lexicon) -> Speaker | None:
    """Find the people of a source who speak together; ``people`` are those named in it, ``tokens`` its words."""
    if len(people) < 2 or len({m.chain for m in people}) < len(people):
        return None
    closed = lexicon.closed["determiner"]
    leads = [t for t in tokens if t.end <= people[0].span.start]
    titled = all(t.is_name or t.bare in lexicon.roles or t.bare in closed for t in leads)
    if not titled and is_plural(leads[-1].bare) and not leads[-1].is_name and leads[-1].bare != "as":
        titled, leads = True, []  # "her personal lawyers Peter Lang and Anna Rohde"
    role = people[0].role
    titled = titled or (role is not None and role.start <= leads[0].start and leads[-1].end <= role.end)
    *listed, last = [text[a.span.end : b.span.start] for a, b in pairwise(people)]
    joined = (_LAST if listed else _OF_TWO).fullmatch(last) and all(map(_LISTED.fullmatch, listed))
    far = (
        people[-1].span.end < tokens[-1].start - _BESIDE and text[people[-1].span.end : people[-1].span.end + 1] != ","
    )
    if not titled or not joined or far:
        return None
    named = [t for t in leads if t.lower not in closed]
    span = Span(named[0].start if named else people[0].span.start, people[-1].span.end)
    return Speaker(name=span.cut(text), kind=EntityKind.OTHER, span=span)


def find_bodies(text: str, named: Sequence[Mention], source: Span) -> Speaker | None:
    """Find the bodies that are all of a source, side by side: "the European Union and the Arab League"."""
    named = [m for m in named if m.form is MentionForm.NAME]
    if len(named) < 2 or named[-1].span.end != source.end:
        return None
    if text[source.start : named[0].span.start].strip().lower() not in {"", "the", "both", "both the"}:
        return None
    between = [text[a.span.end : b.span.start] for a, b in pairwise(named)]
    if not all(map(_BODIES.fullmatch, between)) or " and " not in between[-1]:
        return None
    span = Span(named[0].span.start, source.end)
    return Speaker(name=span.cut(text), kind=EntityKind.OTHER, span=span)


def find_pair(
    text: str, before: Sequence[Mention], low: int, kinds: Collection[EntityKind] = (EntityKind.PERSON,)
) -> Speaker | None:
    """Find the two people last named side by side, "Mr. Lang and Ms. Rohde", from an offset on.

    ``before`` are the mentions that may be meant, in order, ``kinds`` what they are. More than two who are listed are
    no pair.
    """
    people = [m for m in before if m.kind in kinds and m.span.start >= low]
    for index in range(len(people) - 2, -1, -1):
        one, other = people[index : index + 2]
        if one.chain == other.chain or not _OF_TWO.fullmatch(text[one.span.end : other.span.start]):
            continue
        first = _begin(one)
        if index and _LISTED.fullmatch(text[people[index - 1].span.end : first]):
            return None
        span = Span(first, other.span.end)
        return Speaker(name=span.cut(text), kind=EntityKind.OTHER, span=span)
    return None


def _begin(mention: Mention) -> int:
    """Give where a name begins with a title before it."""
    role = mention.role
    return role.start if role is not None and role.end <= mention.span.start else mention.span.start
