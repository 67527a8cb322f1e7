"""The words among which names are looked for: compounds parted, handles left out, and where a sentence begins.

Invariant: what is parted or left out is told by its letters and marks alone, not by what it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.tokens import Token, make_token

# "Velm-based", "the Lang-era rules", "Kremlin-connected": a name and what is told of it; not "Jong-un", "Jae-in"
_COMPOUND = re.compile(
    r"([^\W\d_a-z][\w.&’'-]*)-((?:[a-z]{2,}ed|led|era|free|based|style|wide|size|born|like|friendly|made|run|held|built|"
    r"bound|area|only|leaning|speaking|esque)(?:-[a-z]+)*)"
)
_RUN_ON = re.compile(r"([^\W\d_a-z][^\W\d_A-Z]+)(\.)([^\W\d_a-z][^\W\d_A-Z]+)")
_MARKS = frozenset("“”\"‘’'«»()[]•*·—–-")
_ENDS = frozenset(".!?…:")
_TAGS = frozenset("@#")
_DASHES = frozenset("—–-")
_DATELINE = 8  # words and marks before its dash
_SERVES = frozenset({"to", "of", "for", "at", "in", "from"})
_NUMBER = re.compile(r"\d{1,2}|[a-z]")


def part_compounds(tokens: Sequence[Token]) -> Iterator[Token]:
    """Give the tokens with "Velm-based" as "Velm" and "based", and without accounts and tags ("@duarte", "#Velm").

    Of two sentences that ran into one another, "left Velm.More rain", the words are parted too.
    """
    tagged = -1  # where a tag ends
    for token in tokens:
        text = token.text
        if token.start == tagged and token.is_word:
            continue
        if text.isalpha():  # as most are
            yield token
            continue
        if text in _TAGS:
            tagged = token.end
        parts = _COMPOUND.fullmatch(text) if "-" in text else _RUN_ON.fullmatch(text) if "." in text else None
        if parts is None:
            yield token
        else:
            yield from (_cut(token, *parts.span(group)) for group in range(1, 1 + parts.re.groups))


def _cut(token: Token, start: int, end: int) -> Token:
    """Give a part of a token, by its place in it; the hyphen before it is of its span, and no letter of it."""
    text = token.text[start:end]
    hyphened = start > 0 and token.text[start - 1] == "-"
    return make_token(token.start + start - hyphened, token.start + end, text)


def begins_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word is the first of its sentence, whatever quotation marks, brackets and "(2)" stand before it."""
    while at:
        before = tokens[at - 1]
        if before.quotation >= 0 or before.text in _ENDS:
            return True
        if before.text in _MARKS:
            at -= 1
        elif at > 1 and _NUMBER.fullmatch(before.text) and tokens[at - 2].text in {"(", "["}:
            at -= 2
        else:
            return False
    return True


def is_of_state(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell the state after a town, "Velm, Wis.", which is no name of its own."""
    word = tokens[at]
    if at < 2 or tokens[at - 1].text != "," or not tokens[at - 2].is_name:
        return False
    stopped = word.text.endswith(".") or (at + 1 < len(tokens) and tokens[at + 1].text == ".")
    return word.text == "DC" or (stopped and word.lower.rstrip(".") in lexicon.states)


def is_dateline(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell the town that begins a report: "VELM, Wis. (AP) —"."""
    town = tokens[start:end]
    if start or end == len(tokens) or tokens[end].text not in {",", "(", *_DASHES} or len(town[0].text) < 4:
        return False
    if not all(t.text.isupper() for t in town) or any(t.lower in lexicon.organisation_names for t in town):
        return False
    return any(t.text in _DASHES for t in tokens[end : end + _DATELINE])


def served_end(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """Cut a run after what somebody serves: "ambassador to the UN | Ann Moore", "the envoy to Velm | Ann Moore"."""
    before = start - 1 - (start > 1 and tokens[start - 1].lower == "the")
    if before < 0 or tokens[before].lower not in _SERVES:
        return end
    for at in range(start + 1, end - 1):
        whole = " ".join(t.bare for t in tokens[start:at])
        body = whole in lexicon.places or whole in lexicon.organisation_names
        body = body or any(t.bare in lexicon.organisation_words for t in tokens[start:at])
        if body and tokens[at].lower in lexicon.first_names and not tokens[at - 1].possessive:
            return at
    return end
