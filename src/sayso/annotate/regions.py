"""What a cue governs: the words to its right, or those to its left when nothing follows.

Invariant: a region is a run of tokens of one unit; the cue and its source are never part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.annotate.content_starts import find_content_start
from sayso.annotate.lexicon import CueWord, Lexicon
from sayso.annotate.sources import Phrase, find_source_left, find_source_right
from sayso.annotate.tokens import Token

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "get", "got"})
_NEGATED = frozenset(
    "not n't never didn't didn’t doesn't doesn’t don't don’t wouldn't wouldn’t couldn't couldn’t hasn't hasn’t haven't "
    "haven’t won't won’t can't can’t cannot".split()
)
_LEADS_TO = frozenset(
    {"on", "continued", "continues", "proceeded", "sought", "hastened", "quick", "paused", "dared", "rushed", "keen"}
)
_CLAUSE = frozenset(
    {
        "it",
        "he",
        "she",
        "they",
        "there",
        "we",
        "i",
        "the",
        "this",
        "these",
        "its",
        "his",
        "her",
        "their",
        "some",
        "more",
    }
)
_WHEN = frozenset({"on", "at", "in", "by", "during"})
_NO_MORE = frozenset({"that", "adding", "saying", "citing", "per"})
_ACCOMPANIES = frozenset({"of", "with", "by"})
_MAX_NAME = 8  # tokens of "Interior Minister Dara Lang"
_COORDINATORS = frozenset({"and", "but", "while", "whereas", "although", "though", "yet", "or", "as"})


class Cue(NamedTuple):
    """A cue verb in its unit: tokens ``[start, end)``, its source, and whether the source follows it."""

    start: int
    end: int
    word: CueWord
    source: Phrase | None
    inverted: bool = False
    passive: bool = False


def find_cues(tokens: Sequence[Token], lexicon: Lexicon) -> list[Cue]:
    """Find the cue verbs of a unit that have a source, in order."""
    cues: list[Cue] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.lower not in lexicon.cue_words:  # as most are
            index += 1
            continue
        pair = f"{token.lower} {tokens[index + 1].lower}" if index + 1 < len(tokens) else ""
        width = 2 if pair in lexicon.particles else 1
        word = lexicon.cues.get(pair if width == 2 else token.lower)
        if word is not None and word.noun and (_plainly_verb(tokens, index) or _reports_back(tokens, index, lexicon)):
            word = replace(word, weak=False)
        if word is not None and word.noun and word.weak and not _announces(tokens, index + width):
            word = None
        if word is not None and word.lemma == "ask" and _asks_to_be_left_out(tokens, index + 1):
            word = None
        if word is not None and token.quotation < 0 and _is_verb(tokens, index, lexicon):
            cue = _with_source(tokens, index, index + width, word, cues, lexicon)
            if cue is not None:
                cues.append(cue)
        index += width
    return cues


def _asks_to_be_left_out(tokens: Sequence[Token], at: int) -> bool:
    """Tell "asked not to be named", which says nothing of the event."""
    words = [t.lower for t in tokens[at : at + 2]]
    return words in (["not", "to"], ["to", "remain"])


def _reports_back(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell ", reports the Daily" from a list of nouns: the words end soon after the name."""
    if at < 3 or tokens[at - 1].text != "," or at + 1 >= len(tokens) or not tokens[at].lower.endswith("s"):
        return False
    after = tokens[at + 1]
    return (after.is_name or after.lower in lexicon.closed["determiner"]) and len(tokens) - at <= 8


def _announces(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].quotation >= 0 or tokens[at].lower in {"that", ":"})


def _plainly_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell "Moscow claims it will" from "Moscow claims": a name before, the start of a clause after."""
    if not at or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    speaks = (before.is_name and not before.possessive) or before.lower in {"he", "she", "they", "who"}
    return speaks and (after.lower in _CLAUSE or after.is_name)


def _is_verb(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell the verb from the noun of the same form ("the report", "his claims", "in answer")."""
    token = tokens[at]
    if token.is_name and at > 0 and tokens[at - 1].is_word:
        return False
    if token.possessive or (token.lower in lexicon.titles and at + 1 < len(tokens) and tokens[at + 1].is_name):
        return False  # "district judge Ann Lee"
    if at == 0:
        return token.lower.endswith(("ing", "ed", "said")) or token.lower in {"says", "said"}
    before = tokens[at - 1]
    closed = lexicon.closed
    word = lexicon.cues.get(token.lower)
    if word is not None and word.noun and before.lower in {"has", "have", "had"}:
        return False  # "has doubts"
    if (
        word is not None
        and word.lemma == "quote"
        and tokens[at + 1 : at + 2]
        and tokens[at + 1].lower in {"from", "by", "in"}
    ):
        return False
    if before.possessive and not token.lower.endswith(("ed", "s", "said")):
        return False
    if before.lower.endswith(("'s", "’s")) and before.bare not in closed["pronoun"]:
        return False  # "the port’s confirmed losses"
    if before.lower in closed["determiner"] and before.lower not in {
        "both",
        "all",
        "some",
        "many",
        "others",
        "that",
        "most",
    }:
        return False
    if before.possessive and token.lower.endswith("s") and token.lower not in {"says", "tells", "adds"}:
        return False
    if before.lower in closed["preposition"] and not token.lower.endswith("ing"):
        return before.lower in {"on", "to"} and tokens[at - 2].lower in _LEADS_TO if at > 1 else False
    if before.lower == "to":
        return at > 1 and tokens[at - 2].lower in _LEADS_TO
    return before.lower not in _NEGATED


def _with_source(
    tokens: Sequence[Token], start: int, end: int, word: CueWord, cues: Sequence[Cue], lexicon: Lexicon
) -> Cue | None:
    before = tokens[start - 1] if start else None
    low = cues[-1].end if cues else 0
    if any(t.lower in _NEGATED for t in tokens[max(low, start - 3) : start]):
        return None
    if before is not None and before.lower in lexicon.closed["modal"] and word.lemma != "say":
        return None
    be_before = before is not None and (
        before.lower in _BE
        or (
            _BE & {t.lower for t in tokens[max(0, start - 3) : start]}
            and before.lower in {"been", "also", "now", "widely", "quoted", "initially", "first"}
        )
    )
    if be_before and not word.participle:
        return _passive(tokens, start, end, word, lexicon)
    if word.participle and not be_before:
        source = (
            _accompanied(tokens, start, lexicon)
            or next((c.source for c in reversed(cues) if c.source is not None), None)
            or _subject_of_unit(tokens, start, lexicon)
        )
        return Cue(start, end, word, source) if source is not None or start == 0 else None
    source = find_source_left(tokens, start, low, lexicon)
    if source is None and _may_invert(tokens, start, word):  # "…, reported the Journal."
        right = find_source_right(tokens, end - 1, len(tokens), lexicon)
        if right is not None and not any(t.is_word or t.quotation >= 0 for t in tokens[right.end :]):
            return Cue(start, end, word, right, inverted=True)
    if source is None and cues and low > 0:
        source = _shared_source(tokens, start, cues)
    if source is not None:
        return Cue(start, end, word, source)
    if _may_invert(tokens, start, word):
        right = find_source_right(tokens, end - 1, len(tokens), lexicon)
        if right is not None:
            return Cue(start, end, word, right, inverted=True)
    return None


def _shared_source(tokens: Sequence[Token], start: int, cues: Sequence[Cue]) -> Phrase | None:
    """Take the source of the cue before, for "said … and added …" or a cue right after a closing comma."""
    at = start - 1
    while at > 0 and tokens[at].lower in {"also", "then", "later", "further", "has", "had", "have"}:
        at -= 1
    joined = tokens[at].lower in {"and", "but", "then", "or"} or tokens[at].text == ","
    said = [c for c in cues if not c.word.weak] or cues
    return said[-1].source if joined and not said[-1].passive else None


def _subject_of_unit(tokens: Sequence[Token], cue: int, lexicon: Lexicon) -> Phrase | None:
    """Find the subject of the clause that a participle ("…, saying that") hangs on."""
    closed = lexicon.closed
    at = 0
    while at < cue:
        token = tokens[at]
        leads = token.lower in {"according", "speaking", "asked", "responding"}
        if leads or token.lower in closed["preposition"] or token.lower in closed["subordinator"]:
            at = next((i + 1 for i in range(at, cue) if tokens[i].text == ","), cue)
            continue
        starts = token.is_name or token.lower in closed["pronoun"] or token.lower in closed["determiner"]
        if starts and token.lower not in closed["time"] and token.lower not in closed["adverb"]:
            end = at + 1
            while (
                end < cue
                and tokens[end].is_word
                and tokens[end].lower not in lexicon.breaks
                and not (
                    tokens[end].lower.endswith("ed")
                    or tokens[end].lower in lexicon.cues
                    or tokens[end].lower in closed["preposition"]
                )
            ):
                end += 1
            return find_source_left(tokens, end, at, lexicon)
        at += 1
    return None


def _accompanied(tokens: Sequence[Token], cue: int, lexicon: Lexicon) -> Phrase | None:
    """Find the name that a participle follows at once: "footage of Dara Lang saying", "with the mayor saying"."""
    at = cue - 1
    while at > 0 and (tokens[at].is_name or tokens[at].bare in lexicon.speaker_nouns) and cue - at <= _MAX_NAME:
        at -= 1
    at -= at > 0 and at < cue - 1 and tokens[at].lower in lexicon.closed["determiner"]
    told = 0 < at < cue - 1 and tokens[at].lower in _ACCOMPANIES
    return find_source_left(tokens, cue, at + 1, lexicon) if told else None


def _may_invert(tokens: Sequence[Token], cue: int, word: CueWord) -> bool:
    """Say whether the source may follow the cue: after a quotation, a comma, a dash, or at the start."""
    if word.participle or word.weak:
        return False
    if cue == 0:
        return True
    before = tokens[cue - 1]
    return before.quotation >= 0 or before.text in {",", "—", "–", "-", "?", "!", "…"}


def _passive(tokens: Sequence[Token], start: int, end: int, word: CueWord, lexicon: Lexicon) -> Cue | None:
    """Read "was quoted as saying", "it was reported that"; a plain passive has no source we can name."""
    after = [t.lower for t in tokens[end : end + 2]]
    if word.lemma == "quote" and after[:1] == ["as"]:
        source = find_source_left(tokens, start, 0, lexicon)
        return Cue(start, end + 2, word, source) if source is not None else None
    if after[:1] == ["that"] and start >= 2 and tokens[start - 2].lower == "it":
        return Cue(start, end, word, None, passive=True)
    return None


def right_region(tokens: Sequence[Token], cue: Cue, following: Sequence[Cue], lexicon: Lexicon) -> tuple[Phrase, bool]:
    """Give the words to the right of a cue, and whether "that", a colon or a quotation announces them as said."""
    start = cue.source.end if cue.inverted and cue.source is not None else cue.end
    start, announced = find_content_start(tokens, start, cue.word.lemma, lexicon)
    end = len(tokens)
    if not cue.start and cue.word.participle:  # "Saying that …, the president left"
        end = next((i for i in range(start, end) if tokens[i].text == ","), end)
    if _fronted(tokens, cue, lexicon) or _in_relative_clause(
        tokens, cue
    ):  # "Even though Moscow announced a truce, the mayor …"
        end = next((i for i in range(start, end) if tokens[i].text == ","), end)
    for later in following:
        end = min(end, _before_next_cue(tokens, start, later))
        if trails(tokens, later, lexicon):
            begin = later.start if later.inverted or later.source is None else later.source.start
            end = min(end, max(start, begin - 1))
    for at in range(start, end):
        if (
            tokens[at].text == ","
            and at + 2 < end
            and tokens[at + 1].lower == "according"
            and tokens[at + 2].lower == "to"
        ):
            end = at
            break
    return Phrase(start, max(start, end)), announced


def trails(tokens: Sequence[Token], cue: Cue, lexicon: Lexicon) -> bool:
    """Say whether a cue ends its sentence and passes on all before it: "…, the Journal reported on Monday."."""
    begin = cue.start if cue.inverted or cue.source is None else min(cue.start, cue.source.start)
    if cue.source is None or cue.word.weak or cue.word.thought or cue.word.participle or begin < 4:
        return False
    if tokens[begin - 1].text != "," or (cue.source.start < begin and not cue.inverted):
        return False
    at = cue.source.end if cue.inverted else cue.end
    while at < len(tokens) and (tokens[at].lower in lexicon.closed["time"] or tokens[at].lower in _WHEN):
        at += 1
    return all(not t.is_word and t.quotation < 0 for t in tokens[at:])


def _in_relative_clause(tokens: Sequence[Token], cue: Cue) -> bool:
    """Say whether the cue stands in ", which has denied it," set off by commas."""
    return any(
        tokens[at].lower in {"who", "which"} and at > 0 and tokens[at - 1].text == ","
        for at in range(max(0, cue.start - 4), cue.start)
    )


def _fronted(tokens: Sequence[Token], cue: Cue, lexicon: Lexicon) -> bool:
    """Say whether the cue stands in a subordinate clause that opens its unit."""
    begin = cue.source.start if cue.source is not None and not cue.inverted else cue.start
    return 1 <= begin <= 2 and tokens[begin - 1].lower in lexicon.closed["subordinator"]


def _before_next_cue(tokens: Sequence[Token], low: int, following: Cue) -> int:
    """End a region where the next cue's own clause begins, if that clause stands beside this one and not inside it."""
    if following.word.weak or following.word.thought:
        return len(tokens)
    begin = following.start
    if following.source is not None and not following.inverted and low <= following.source.start < following.start:
        begin = following.source.start
    at = begin - 1
    while at > low and tokens[at].lower in {"also", "later", "then", "further", "has", "had", "have", "who"}:
        at -= 1
    if at <= low:
        return len(tokens)
    if following.word.participle and (
        tokens[at].text in {",", "—", "–"} or tokens[at].lower in _COORDINATORS or tokens[at].quotation >= 0
    ):
        return at + 1 if tokens[at].quotation >= 0 else at
    if tokens[at].lower in _COORDINATORS:
        return at
    if tokens[at].text in {";", "—", "–"}:
        return at
    if following.inverted and tokens[begin - 1].quotation >= 0:
        return begin
    return len(tokens)


def broken_region(tokens: Sequence[Token], cue: Cue, lexicon: Lexicon) -> int | None:
    """Give where the words go on after ", the minister said on Monday,", or ``None`` where they do not."""
    at = cue.source.end if cue.inverted and cue.source is not None else cue.end
    first = at
    while (
        at < len(tokens) and at - first < 4 and (tokens[at].lower in lexicon.closed["time"] or tokens[at].lower == "on")
    ):
        at += 1
    if at < len(tokens) and tokens[at].text == "," and at + 2 < len(tokens) and not cue.word.participle:
        follows = tokens[at + 1]
        if follows.quotation < 0 and follows.is_word and follows.lower not in _NO_MORE:
            return None if follows.lower.endswith("ing") else at + 1
    return None


def left_region(tokens: Sequence[Token], cue: Cue, low: int) -> Phrase | None:
    """Give the words before the cue's clause when a comma, a dash or a quotation sets them apart."""
    begin = cue.start
    if cue.source is not None and not cue.inverted and cue.source.start < cue.start:
        begin = cue.source.start
    while begin > low and tokens[begin - 1].lower in {"and", "but", "also"}:
        begin -= 1
    at = begin - 1
    if at < low:
        return None
    before = tokens[at]
    if before.quotation >= 0:  # the writer's lead to it is no part of it: "Lang was curt: “No,” she said"
        led = (i for i in range(at, low, -1) if tokens[i].quotation >= 0 and tokens[i - 1].text == ":")
        return Phrase(next(led, low), begin)
    if before.text in {",", "—", "–", "-", "?", "!", "…", ")"} and at > low:
        return Phrase(low, at)
    return None
