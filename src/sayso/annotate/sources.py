"""The noun phrase that speaks: left of its cue, or right of it when the two are turned round.

Invariant: a source is a run of tokens of one unit that holds a name, a pronoun or a noun that can speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.tokens import Token
from sayso.model.span import Span

_MAX_WORDS = 26
_MAX_TOLD_BY = 12  # words
_NAMED_LIKE_TIMES = frozenset({"may", "day", "april", "june", "august"})  # "Theresa May", "Kristen Day"
_FINITE = frozenset(
    "came went took made gave got saw left began became held met led won lost died killed arrived returned fell rose "
    "comes goes takes makes gives gets".split()
)
_MAX_SINCE = 40  # words
_ASIDE = frozenset({"who", "whose", "a", "an", "the"})
_STOPS = frozenset(".;:()[]—–!?")
_WITHIN = frozenset({"at", "in", "from", "with"})
_CASE = frozenset(
    {"of", "for", "at", "in", "from", "on", "with", "to", "against", "by", "near", "under", "behind", "between"}
)


class Phrase(NamedTuple):
    """Tokens ``[start, end)`` of a unit."""

    start: int
    end: int

    def to_span(self, tokens: Sequence[Token]) -> Span:
        """Give where these tokens of the unit stand in the text."""
        return Span(tokens[self.start].start, tokens[self.end - 1].end)


def find_source_left(tokens: Sequence[Token], cue: int, low: int, lexicon: Lexicon) -> Phrase | None:
    """Find the subject that ends just before the cue, its auxiliaries and adverbs."""
    closed = lexicon.closed
    at = cue - 1
    while at >= low and (tokens[at].lower in closed["auxiliary"] or _is_adverb(tokens[at], lexicon)):
        at -= 1
    if at < low or tokens[at].quotation >= 0:
        return None
    if tokens[at].text == ")":  # "Gwen Moore (D-Wis.) said"
        opening = next((i for i in range(at, max(low, at - 8), -1) if tokens[i].text == "("), None)
        head = _walk_left(tokens, opening - 1, low, lexicon) if opening is not None else None
        return None if head is None else Phrase(head.start, at + 1)
    if tokens[at].lower in {"who", "which"} and at - 1 > low and tokens[at - 1].text == ",":
        return _walk_left(tokens, at - 2, low, lexicon)
    if tokens[at].text == ",":
        opening = _opening_comma(tokens, at, low, lexicon)
        if opening is None:
            return _all_since_quotation(tokens, at, low, lexicon)
        end = opening - 1
        if tokens[end].text == ")":
            end = next((i for i in range(end, max(low, end - 8), -1) if tokens[i].text == "("), end) - 1
        head = _walk_left(tokens, end, low, lexicon)
        if head is None:
            return _all_since_quotation(tokens, at, low, lexicon)
        aside = tokens[opening + 1].lower
        belongs = aside not in closed["preposition"] and aside not in closed["adverb"] and aside != "which"
        belongs = belongs and not aside.endswith("ing")
        return Phrase(head.start, at + 1) if belongs else head
    return _walk_left(tokens, at, low, lexicon)


def _is_adverb(token: Token, lexicon: Lexicon) -> bool:
    word = token.lower
    return (
        word in lexicon.closed["adverb"]
        or word in lexicon.closed["leading"]
        or (word.endswith("ly") and len(word) > 4 and not token.is_name)
    )


def _all_since_quotation(tokens: Sequence[Token], closing: int, low: int, lexicon: Lexicon) -> Phrase | None:
    """Take all between a quotation and the cue's comma: "“…,” Lang, who acts for Rohde & Co., a builder, said"."""
    start = closing
    while start > low and tokens[start - 1].quotation < 0 and closing - start <= _MAX_SINCE:
        start -= 1
    first = tokens[start]
    told = first.is_name or first.bare in lexicon.roles or first.lower in lexicon.closed["determiner"]
    if not told or start == 0 or tokens[start - 1].quotation < 0:
        return None
    words = tokens[start:closing]
    asides = any(a.text == "," and b.lower in _ASIDE for a, b in pairwise(words))
    ends = any(t.text in ";:—–?!" or (t.lower in lexicon.cues and not lexicon.cues[t.lower].weak) for t in words)
    return Phrase(start, closing + 1) if asides and not ends else None


def _opening_comma(tokens: Sequence[Token], closing: int, low: int, lexicon: Lexicon) -> int | None:
    """Find the comma that opens the apposition or relative clause which ``closing`` ends."""
    for at in range(closing - 1, max(low, closing - _MAX_WORDS) - 1, -1):
        if tokens[at].quotation >= 0 or tokens[at].text in ".;:":
            return None
        if tokens[at].text == "," and at > low:
            before, first = tokens[at - 1], tokens[at + 1]
            body = tokens[at + 1 : closing]
            if [t.lower for t in body[:2]] == ["and", "who"] or (0 < len(body) <= 4 and all(t.is_name for t in body)):
                return at  # "Its insurer, Fellmark Mutual, said"
            if first.lower in lexicon.closed["conjunction"]:
                return None
            names = before.is_name or before.text == ")" or before.bare in lexicon.speaker_nouns
            fits = (
                before.is_name
                or first.lower in lexicon.closed["determiner"]
                or first.lower in {"who", "which", "whose", "himself", "herself", "aged", "citing", "speaking"}
                or first.text.isdigit()
                or any(t.bare in lexicon.roles for t in body)
                or (len(body) <= 3 and first.is_name)
                or (len(body) <= 7 and first.lower in lexicon.closed["preposition"])
                or (len(body) <= 2 and first.lower in lexicon.closed["adverb"])
            )
            return at if names and fits and body else None
    return None


def _walk_left(tokens: Sequence[Token], end: int, low: int, lexicon: Lexicon) -> Phrase | None:
    closed = lexicon.closed
    start = end + 1
    at = end
    while at >= low and end - at < _MAX_WORDS:
        token = tokens[at]
        word = token.lower
        if token.quotation >= 0 or token.text in _STOPS or token.text == ",":
            if token.quotation >= 0 and start <= end and at > low and not tokens[at + 1].is_name:
                break
            if token.text == "," and _joins_list(tokens, at, start):
                at -= 1
                continue
            break
        if word in closed["conjunction"]:
            if word == "and" and _joins_names(tokens, at, low, lexicon):
                at -= 1
                continue
            break
        if word == "to" and at > low and tokens[at - 1].lower == "according":
            break
        if word == "who" and at > low and tokens[at - 1].is_word:
            at -= 1
            continue
        if word in lexicon.breaks or word in _FINITE:
            relative = _relative_before(tokens, at, low)
            if relative is None:
                break
            at = relative - 1  # "A diver who went down twice said"
            continue
        if (
            word in lexicon.cues
            and not token.is_name
            and not (at > low and tokens[at - 1].lower in closed["determiner"])
            and lexicon.cues[word].lemma in {"say", "tell", "add", "report", "announce", "warn", "write", "claim"}
            and word not in lexicon.speaker_nouns
        ):
            break
        if word in closed["pronoun"]:
            start = at if start > end else start
            break
        start = at
        at -= 1
    return _tidy(tokens, start, end + 1, lexicon)


def _relative_before(tokens: Sequence[Token], verb: int, low: int) -> int | None:
    """Find the "who" of the relative clause that a verb stands in."""
    for at in range(verb - 1, max(low, verb - 5), -1):
        if not tokens[at].is_word:
            return None
        if tokens[at].lower == "who":
            return at
    return None


def _joins_list(tokens: Sequence[Token], comma: int, start: int) -> bool:
    return start < len(tokens) and tokens[start].lower == "and" and comma > 0 and tokens[comma - 1].is_name


def _joins_names(tokens: Sequence[Token], at: int, low: int, lexicon: Lexicon) -> bool:
    """Say whether "and" joins two sources ("Biden and Scholz agreed") rather than two clauses."""
    if at - 1 < low or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.is_name and after.is_name:
        return True
    return before.bare in lexicon.speaker_nouns and (after.is_name or after.bare in lexicon.speaker_nouns)


def _tidy(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> Phrase | None:
    """Drop what leads the subject and is no part of it: conjunctions, adverbs, times, a prepositional phrase."""
    closed = lexicon.closed
    while start < end:
        word = tokens[start].lower
        if word in {"this", "last", "next", "that"} and start + 1 < end and tokens[start + 1].lower in closed["time"]:
            start += 2
            continue
        leads = word in closed["conjunction"] or word in closed["subordinator"] or not tokens[start].is_word
        if (
            leads
            or (word in closed["adverb"] and word != "both")
            or (word in closed["time"] and not tokens[start].possessive)
        ) or (word.endswith("ly") and not tokens[start].is_name):
            start += 1
        elif word in closed["preposition"]:
            start = _after_preposition(tokens, start, end, lexicon)
        else:
            break
    if start >= end or not _can_speak(tokens, start, end, lexicon):
        return None
    return Phrase(start, end)


def _after_preposition(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """Skip "In Moscow" before "officials": the subject begins at the last name or determiner."""
    closed = lexicon.closed
    for at in range(end - 1, start, -1):
        token = tokens[at]
        if token.lower in closed["pronoun"]:
            return at
        if token.lower in closed["determiner"] and at > start + 1 and tokens[at - 1].lower not in _CASE:
            return at
    names = [i for i in range(start + 1, end) if tokens[i].is_name]
    if len(names) > 1 and any(not tokens[i].is_name for i in range(names[0], end)):
        runs = [i for i in names if not tokens[i - 1].is_name]
        return runs[-1] if runs and runs[-1] > start + 1 else end
    nouns = [i for i in range(start + 1, end) if tokens[i].bare in lexicon.speaker_nouns]
    return nouns[-1] if nouns and nouns[-1] > start + 1 else end


def _can_speak(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    if end - start == 1 and tokens[start].lower in {"i", "we", "you", "he", "she", "they", "it", "who"}:
        return True
    return any(
        t.is_name
        or t.bare in lexicon.speaker_nouns
        or t.lower.endswith("-old")
        or t.lower in {"others", "some", "many"}
        for t in tokens[start:end]
    )


def find_source_right(tokens: Sequence[Token], cue: int, high: int, lexicon: Lexicon) -> Phrase | None:
    """Find the subject that follows the cue ("said the minister, a former judge")."""
    closed = lexicon.closed
    start = cue + 1
    if start >= high or not tokens[start].is_word:
        return None
    first = tokens[start].lower
    if first in lexicon.breaks or first in closed["preposition"] or first in closed["conjunction"] or first == "to":
        return None
    if first in closed["time"] or (first in closed["adverb"] and first not in {"both"}):
        return None
    at = start
    if first in closed["pronoun"]:
        return Phrase(start, start + 1) if start + 1 >= high or not _verb_follows(tokens, start + 1, lexicon) else None
    while at < high and tokens[at].quotation < 0 and at - start < _MAX_WORDS:
        token = tokens[at]
        word = token.lower
        surname = word in _NAMED_LIKE_TIMES and at > start and tokens[at - 1].lower in lexicon.first_names
        if word in closed["time"] and not token.possessive and not (surname and token.is_name):
            break
        describes = word in {"of", "for"} or (word in _WITHIN and not _named(tokens, start, at))
        if word in closed["preposition"] and not describes:
            break
        if word == "and" and not _joins_names(tokens, at, start, lexicon):
            break
        if word in lexicon.breaks and word not in {"'s", "’s"}:
            break
        if not token.is_word and token.text not in {"&", ".", "-"}:
            break
        if token.text == "." and not (at > start and len(tokens[at - 1].text) <= 3):
            break
        if word in lexicon.cues and lexicon.cues[word].participle:
            break
        at += 1
    if at == start or not _can_speak(tokens, start, at, lexicon):
        return None
    if not _named(tokens, start, at) and tokens[start].lower not in closed["determiner"]:
        plain = any(t.bare in lexicon.speaker_nouns for t in tokens[start:at])
        if not plain:
            return None
    return Phrase(start, _with_apposition(tokens, at, high, lexicon))


def find_told_by(tokens: Sequence[Token], before: int, high: int, lexicon: Lexicon) -> Phrase | None:
    """Find who or what words come from after "according to", "citing" or "by": any noun phrase may stand there."""
    phrase = find_source_right(tokens, before, high, lexicon)
    if phrase is not None:
        return phrase
    at = before + 1
    while at < high and at - before <= _MAX_TOLD_BY and tokens[at].is_word:
        word = tokens[at].lower
        if word in lexicon.closed["subordinator"] or word in lexicon.closed["auxiliary"] or word in {"as", "who"}:
            break
        at += 1
    while at > before + 1 and tokens[at - 1].lower in lexicon.closed["conjunction"]:
        at -= 1
    return Phrase(before + 1, at) if at > before + 1 else None


def _named(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(t.is_name for t in tokens[start:end])


def _verb_follows(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    word = tokens[at].lower
    return word in lexicon.closed["auxiliary"] or (tokens[at].is_word and word.endswith("ed"))


def _with_apposition(tokens: Sequence[Token], at: int, high: int, lexicon: Lexicon) -> int:
    """Extend past ", a former judge" and ", who leads the inquiry" up to the comma or stop that ends it."""
    if at + 1 >= high or tokens[at].text != ",":
        return at
    first = tokens[at + 1]
    body_end = at + 1
    while (
        body_end < high
        and tokens[body_end].quotation < 0
        and tokens[body_end].text not in {",", ".", ";", ":", "—", "–"}
    ):
        body_end += 1
        if body_end - at > _MAX_WORDS:
            return at
    body = tokens[at + 1 : body_end]
    opens = first.lower in lexicon.closed["determiner"] or first.lower in {"who", "whose"} or first.text.isdigit()
    if not body or first.lower.endswith("ing") or first.lower in lexicon.closed["preposition"]:
        return at
    if any(t.lower in lexicon.cues and not lexicon.cues[t.lower].noun for t in body):
        return at
    if first.lower not in {"who", "whose"} and any(t.lower in lexicon.closed["auxiliary"] for t in body):
        return at  # a clause of its own
    role = any(t.bare in lexicon.roles for t in body[:8]) and not any(t.lower in lexicon.breaks for t in body[:3])
    return body_end if opens or role else at
