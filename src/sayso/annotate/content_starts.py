"""Where what was said begins behind a cue: after whom it was told to, when and where, and "that".

Invariant: a place in the unit at or after the one asked for; nothing in quotation marks is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.tokens import Token

_VENUES = frozenset(
    "statement interview post tweet letter speech conference briefing hearing email message television radio twitter "
    "facebook instagram telegram court parliament report press address remarks testimony memo note call debate rally "
    "event meeting visit article column affidavit filing complaint session appearance broadcast show programme program "
    "podcast video documents evidence summit blog book commentary".split()
)
TELLING = frozenset(
    {"tell", "inform", "assure", "remind", "advise", "brief", "reassure", "warn", "caution", "promise", "teach"}
)
_GIVES = frozenset({"warn", "caution", "promise", "teach"})  # of these an object is what is said, unless "that" follows
_ASK = frozenset(
    {"ask", "urge", "call on", "beg", "implore", "order", "demand", "request", "press", "exhort", "encourage", "invite"}
)
_OBJECTS = frozenset({"me", "him", "her", "us", "them", "you"})
# Before these "that" is the subject: "said that was absurd"; "had", "were" and "should" may begin a condition.
AFTER_SUBJECT = frozenset(
    "is isn’t isn't was wasn’t wasn't will won’t won't would wouldn’t wouldn't could couldn’t couldn't may might must "
    "has hasn’t hasn't does doesn’t doesn't".split()
)


def find_content_start(tokens: Sequence[Token], start: int, lemma: str, lexicon: Lexicon) -> tuple[int, bool]:
    """Give where the words to the right of a cue begin to be what was said, and whether something announces them.

    ``start`` is where they begin at all, ``lemma`` the cue's; "that", a colon and a quotation announce.
    """
    at = start
    if lemma in TELLING:
        at = _skip_addressee(tokens, at, lemma, lexicon)
    at = _skip_circumstance(tokens, at, lexicon)
    if at < len(tokens) and tokens[at].lower == "that":
        return at + (at + 1 == len(tokens) or tokens[at + 1].lower not in AFTER_SUBJECT), True
    if lemma == "accuse":  # "accused the line of sailing too full"
        of = next((i for i in range(at, min(at + 9, len(tokens))) if tokens[i].lower == "of"), None)
        if of is not None:
            return of + 1, True
    if at < len(tokens) and tokens[at].text in {":", ","}:
        follows = at + 1 < len(tokens) and tokens[at + 1].quotation >= 0
        if tokens[at].text == ":" or follows:
            return at + 1, True
        if at + 1 < len(tokens) and tokens[at + 1].lower == "that":
            return at + 2, True
    if at < len(tokens) and tokens[at].quotation >= 0:
        return at, True
    if lemma in _ASK:
        return at, True
    return at, False


def _skip_addressee(tokens: Sequence[Token], at: int, lemma: str, lexicon: Lexicon) -> int:
    """Skip who was told: up to "that", a quotation or a colon nearby, else one pronoun, plain noun or name."""
    if _is_told(tokens, at) and lemma not in _GIVES:
        return at + 1
    for ahead in range(at, min(at + 14, len(tokens))):
        token = tokens[ahead]
        if token.lower == "that" or token.quotation >= 0 or token.text == ":":
            return ahead
        if token.text in {".", ";"}:
            break
    if lemma in _GIVES:
        return at
    start = at
    closed = lexicon.closed
    while at < len(tokens) and tokens[at].is_word and (tokens[at].lower in closed["determiner"] and at == start):
        at += 1
    if at < len(tokens) and tokens[at].lower in closed["addressee"]:
        return at + 1
    while at < len(tokens) and (
        tokens[at].is_name or (tokens[at].is_word and tokens[at].bare in lexicon.speaker_nouns)
    ):
        at += 1
        if tokens[at - 1].possessive and at < len(tokens) and tokens[at].is_word:
            at += 1
    return at if at > start else start


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a pronoun is who was told, and a name after it begins what was: "told her Lang “was right”"."""
    if at + 2 >= len(tokens) or tokens[at].lower not in _OBJECTS:
        return False
    after = tokens[at + 1]
    return after.is_name and not after.possessive and tokens[at + 2].text not in {",", ":"}


def _skip_circumstance(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Skip when and where it was said: "on Tuesday", "in a statement", "at a news conference in Brussels"."""
    closed = lexicon.closed
    start = at
    while at < len(tokens) and at - start < 24:
        word = tokens[at].lower
        if word in closed["time"] or (word in closed["adverb"] and word not in {"both", "himself"}):
            at += 1
            continue
        if word in closed["preposition"] and word not in {"than", "per"}:
            end = None if _is_infinitive(tokens, at, lexicon) else _circumstance_end(tokens, at, lexicon)
            if end is None:
                break
            at = end
            continue
        if (
            word == ","
            and at > start
            and at + 1 < len(tokens)
            and tokens[at + 1].lower in closed["preposition"] | {"that"}
        ):
            if tokens[at + 1].lower == "that":
                return at + 1
            at += 1
            continue
        break
    return at


def _is_infinitive(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell "promised to mend the dyke by May" from "promised to the council in May"."""
    if tokens[at].lower != "to" or at + 1 >= len(tokens):
        return False
    after, closed = tokens[at + 1], lexicon.closed
    whom = closed["determiner"] | closed["addressee"] | closed["pronoun"] | _OBJECTS
    plain = after.is_word and not after.is_name and not after.possessive and after.lower not in whom
    return plain and after.bare not in lexicon.speaker_nouns and not after.lower.endswith(("self", "selves"))


def _circumstance_end(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int | None:
    closed = lexicon.closed
    end = at + 1
    seen = False
    while end < len(tokens) and end - at <= 9:
        token = tokens[end]
        if token.lower in closed["time"] or (token.text.isdigit() and seen):
            end += 1
            seen = True
            continue
        if token.bare in _VENUES:
            return end + 2 if end + 1 < len(tokens) and tokens[end + 1].bare in _VENUES else end + 1
        if seen:
            return end
        if token.lower == "that" or token.quotation >= 0 or token.text in {",", ":"}:
            return end if end > at + 1 else None
        if token.text in {".", ";"} or token.lower in lexicon.breaks or token.lower in closed["pronoun"]:
            return None
        end += 1
    return None
