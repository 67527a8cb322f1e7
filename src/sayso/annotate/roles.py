"""The role that stands beside a name: "Mayor", "the director of the hospital, …", ", president of Ukraine,".

Invariant: a role is a run of words of the name's own sentence that touches the name, but for one comma.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.phrases import is_plural
from sayso.annotate.tokens import Token
from sayso.model.span import Span

_SENT = frozenset({"ambassador", "envoy", "nuncio", "delegate"})
_MAX_ROLE_WORDS, _MAX_APPOSED = 8, 14
# "two conservative Lang supporters", "some Americans", "the governor accused Lang"
_NO_ROLES = frozenset({"conservative", "liberal", "others", "accused"})
_BEFORE = re.compile(r"(?:then|ex|former|now)-[A-Z]")  # "then-Attorney General"
CLOSED = ("determiner", "preposition", "conjunction", "subordinator", "auxiliary", "pronoun")


def is_title(word: str, lexicon: Lexicon) -> bool:
    """Say whether a word is a title or a role: "senator", "vice-president", but not "semi-official"."""
    parts = word.rstrip(".").split("-")
    if parts[0] == "semi" or word in _NO_ROLES or word in lexicon.closed["determiner"]:
        return False
    return word.rstrip(".") in lexicon.titles or parts[0] in lexicon.roles or parts[-1] in lexicon.roles


def find_role_before(
    tokens: Sequence[Token], start: int, run: Sequence[Token], title: int, lexicon: Lexicon
) -> Span | None:
    """Give the role that stands before a name: in the capitalised run, or as small words before it."""
    if title >= 0:
        first = run[0].start
        begin = start
        while begin and tokens[begin - 1].is_word and tokens[begin - 1].possessive and tokens[begin - 1].is_name:
            begin -= 1
            first = tokens[begin].start
        if begin and _BEFORE.match(tokens[begin - 1].text):
            first = tokens[begin - 1].start
        return Span(first, run[title].end)
    governed = find_role_with_complement(tokens, start, lexicon)
    if governed is not None:
        return governed
    end = start
    if not end or not tokens[end - 1].is_word or not is_title(tokens[end - 1].bare, lexicon):
        return None
    begin = end - 1
    closed = lexicon.closed
    while begin and end - begin < _MAX_ROLE_WORDS:
        before = tokens[begin - 1]
        if not before.is_word or before.lower in lexicon.cues or any(before.lower in closed[c] for c in CLOSED):
            break
        begin -= 1
    return Span(tokens[begin].start, tokens[end - 1].end)


def find_role_with_complement(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Span | None:
    """Give "director of the hospital" before ", Osk Lindemar," and "minister of transports" before a name."""
    at = start - 1
    comma = at >= 0 and tokens[at].text == ","
    at -= comma
    end = at + 1
    while at >= 0 and end - at <= _MAX_ROLE_WORDS + 2 and tokens[at].is_word:
        word = tokens[at].lower
        says = word in lexicon.cues and not _is_governed(tokens, at)
        if says or word in lexicon.closed["auxiliary"] or word in lexicon.closed["subordinator"]:
            return None
        opens = word in {"the", "a", "an", "its", "his", "her", "their"} and not (
            at > 0 and tokens[at - 1].lower in {"of", "for", "to"}
        )
        if opens:
            break
        at -= 1
    body = tokens[at + 1 : end]
    if not body or (at >= 0 and tokens[at].is_word and tokens[at].lower not in lexicon.closed["determiner"]):
        return None
    if any(body[-1].lower in lexicon.closed[c] for c in ("determiner", "preposition")):
        return None  # "the owner of the Anna Belle": the name is in the complement, and bears no role
    by = next((i for i, t in enumerate(body) if t.lower == "by"), -1)  # "a man backed by his former adviser, …"
    body = body[by + 1 :]
    link = next((i for i, t in enumerate(body) if t.lower in {"of", "for"} or _is_sent(body, i)), None)
    head = body[link - 1] if link else body[-1]
    if head.bare not in lexicon.roles or is_plural(head.bare) or (link is None and not comma):
        return None
    if link is not None and not comma and body[-1].bare in lexicon.roles and len(body) > link + 2:
        return None  # "a lawyer for the Velm candidate Peter Lang"
    return Span(body[0].start, body[-1].end)


def _is_sent(body: Sequence[Token], at: int) -> bool:
    """Tell "ambassador to Velm" from "adviser to Mayor", whose name follows."""
    return at > 0 and body[at].lower == "to" and body[at - 1].bare in _SENT


def _is_governed(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word is no verb, "secretary of state", "director of state campaigns"."""
    return at > 0 and tokens[at - 1].lower in {"of", "for"}


def find_role_after(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> Span | None:
    """Give the role in an apposition after a name: ", president of Ukraine,"."""
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return None
    stop = end + 1
    ends = {",", ".", ";", ":", "—", "–", "who", "whose", "which"}
    while stop < len(tokens) and stop - end <= _MAX_APPOSED and tokens[stop].text not in ends:
        if tokens[stop].quotation >= 0 or (tokens[stop].lower in lexicon.cues and not _is_governed(tokens, stop)):
            return None
        if tokens[stop].lower in lexicon.closed["auxiliary"]:
            return None
        stop += 1
    body = tokens[end + 1 : stop]
    if stop < len(tokens) and tokens[stop].text not in ends:  # as far as it is whole
        last = max((i for i, t in enumerate(body) if t.lower in lexicon.closed["preposition"]), default=0)
        body = body[:last]
    if body and body[0].lower in lexicon.closed["determiner"]:
        body = body[1:]
    head = next((i for i, t in enumerate(body) if t.lower in {"of", "for", "at", "in"}), len(body))
    heads = [t for t in body[: min(head, 6)] if t.bare in lexicon.roles and t.bare not in lexicon.closed["determiner"]]
    of_another = [t for t, after in pairwise(body) if t in heads and after.lower in lexicon.first_names]
    if of_another:  # "Clara Berg, former clerk Anna Rohde and a man who …"
        return None
    opens = ("preposition", "conjunction", "subordinator", "pronoun")
    if (
        not body
        or body[0].lower == "according"
        or not heads
        or stop >= len(tokens)
        or any(body[0].lower in lexicon.closed[c] for c in opens)
    ):
        return None
    return Span(body[0].start, body[-1].end)
