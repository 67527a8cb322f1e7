"""What the words of a source say by themselves: their head, the office they hold, a description to be called by.

Invariant: nothing outside the phrase is looked at; a description is cut from the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.occurrences import has_word
from sayso.annotate.time_words import DAY_NUMBERS
from sayso.annotate.tokens import Token
from sayso.model.annotation import EntityKind, Speaker
from sayso.model.span import Span

HEAD_ENDS = frozenset(
    "for of in at from on with who to near by close familiar briefed that which whose including being just".split()
)
_SPEAKS = frozenset(
    "spokesman spokeswoman spokesperson spokespeople official officials source sources employee employees lawyer "
    "lawyers officer officers economist analyst researcher researchers professor student students".split()
)
_BEFORE_TITLE = " \n\t“\"‘'«„"  # the book, “A Republic”
_SEVERAL = frozenset("people police men women children those some many most others both few several".split())
_PREPOSITIONS = frozenset("by to from in on at with for over under as last this".split())
_AFTER_PARTICIPLE = _PREPOSITIONS | frozenset("near out off up".split())
_ACTED_ON = frozenset("the a an his her their its this other".split())  # begin what the heads act on
_BECAME = frozenset("known seen held taken written made given led sent run put built flown stuck caught".split())
RECORDINGS = frozenset("video footage audio recording tape film documentary".split())
_SERVING = frozenset(
    "adviser advisers advisor advisors aide aides assistant assistants envoy ambassador counsel".split()
)
_PAPERS = frozenset("reporter advocate observer leader guardian examiner inquirer".split())  # "The Velm Reporter"
PARTY_MEMBERS = frozenset({"republican", "democrat", "conservative", "liberal"})
_COMPOUND = frozenset("state staff government defense defence".split())  # "the secretary of state’s office"
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:”\"’\n])\s*[“\"‘']?\Z")
_ADVERBS = frozenset({"even", "just", "only", "perhaps", "especially"})
_COMPLEMENT = 6  # words


def is_plural(noun: str) -> bool:
    """Say whether a noun is of several: "bankers", "women", "some"."""
    noun = noun.lower()
    return noun in _SEVERAL or (noun.endswith("s") and not noun.endswith("ss"))


def find_head(text: str, tokens: Sequence[Token]) -> int:
    """Find the head noun: the last word before "for", "of", "who", "filed by", a weekday, a comma or the end."""
    first = _after_compound(text, tokens)
    for index, token in enumerate(tokens):
        if index <= first:
            continue
        comma = index and text[tokens[index - 1].end : token.start].strip(_BEFORE_TITLE) in {",", "—", "–"}
        when = token.lower in {"last", "this"} and index + 1 < len(tokens)
        ends = index + 1 == len(tokens) or tokens[index + 1].lower in _PREPOSITIONS
        if index and ends and token.bare in DAY_NUMBERS:  # "Ms. Rohde Friday", "a report released Friday"
            done = index > 1 and (tokens[index - 1].lower.endswith("ed") or tokens[index - 1].lower in _BECAME)
            return index - 1 - done
        ends = token.bare in HEAD_ENDS or (token.lower == "as" and tokens[index - 1].lower != "such")
        if index and (ends or comma or when or _is_participle(tokens, index)):
            return index - 1
    return len(tokens) - 1


def _after_compound(text: str, tokens: Sequence[Token]) -> int:
    """Find the last word of a name or an office with "of" in it that only says whose the head is; -1 where none does.

    "A Bank of England official", "the secretary of state’s office"; but "the head of Lang’s office".
    """
    of = next((i for i, t in enumerate(tokens) if t.lower == "of"), 0)
    end = of + 1
    if of == 0 or end >= len(tokens):
        return -1
    if tokens[end].possessive:
        return end if tokens[end].bare in _COMPOUND and end + 1 < len(tokens) else -1
    while end < len(tokens) and tokens[end].is_name and not tokens[end].possessive:
        end += 1
    named = tokens[of - 1].is_name and (of > 1 or not _begins(text, tokens[0]))
    lower = 0
    while end + lower < len(tokens) and lower <= 3 and not _ends_phrase(text, tokens, end + lower):
        lower += 1
    governs = named and end > of + 1 and 0 < lower <= 3
    return end - 1 if governs and tokens[end + lower - 1].bare in _SPEAKS else -1


def _ends_phrase(text: str, tokens: Sequence[Token], index: int) -> bool:
    comma = "," in text[tokens[index - 1].end : tokens[index].start]
    return comma or tokens[index].bare in HEAD_ENDS or _is_participle(tokens, index)


def _begins(text: str, token: Token) -> bool:
    """Say whether a word begins its sentence, where a capital tells nothing."""
    return _ENDS_SENTENCE.search(text, max(0, token.start - 4), token.start) is not None


def find_office(text: str, tokens: Sequence[Token], head: int) -> list[Token]:
    """Give the names in what a role is of: "the president of the Velm Rowing Club"."""
    if head + 1 >= len(tokens) or tokens[head + 1].lower not in {"of", "for"}:
        return []
    inside = []
    for index in range(head + 2, len(tokens)):
        if "," in text[tokens[index - 1].end : tokens[index].start]:
            break
        inside.append(tokens[index])
    return [token for token in inside if token.is_name]


def describe(text: str, tokens: Sequence[Token], head: int, definite: bool, lexicon: Lexicon) -> Speaker | None:
    """Take a description as the name: "a senior US source", "Russia’s defence ministry", "residents"."""
    noun = tokens[head].bare
    determiners = lexicon.closed["determiner"]
    start = 1 if head > 0 and tokens[0].lower in determiners | _ADVERBS else 0
    start += start == 1 < head and tokens[1].lower in determiners
    if tokens[start].lower.endswith("ing") and tokens[0].lower in {"those", "these"}:
        return None  # "those representing us"
    if noun in determiners and noun not in {"many", "most", "some", "both"}:
        return None
    if tokens[head].possessive and noun in lexicon.closed["time"]:
        return None  # "June’s"
    if tokens[start].lower.endswith("-old") or tokens[0].lower in lexicon.closed["pronoun"]:
        return None
    titled = (
        start > 0 and noun in lexicon.roles and not is_plural(noun) and noun not in PARTY_MEMBERS
    )  # "the President"
    plain = definite and head == start and (titled or not tokens[head].is_name)
    complemented = head + 1 < len(tokens) and tokens[head + 1].lower in {"of", "for"}
    if plain and not complemented and noun in lexicon.roles and noun not in lexicon.closed["addressee"]:
        return None  # "the man": which one the text does not tell
    kind = EntityKind.UNNAMED
    if noun in lexicon.organisation_nouns or noun in lexicon.documents or noun in RECORDINGS:
        kind = EntityKind.ORGANISATION
    elif noun == "camp" and any(t.is_name for t in tokens[start:head]):
        kind = EntityKind.ORGANISATION  # "the Lang camp"
    elif start > 0 and noun in lexicon.roles and noun not in _PAPERS and not is_plural(noun):
        kind = EntityKind.UNNAMED  # "the former House Speaker"
    elif tokens[head].is_name and noun not in PARTY_MEMBERS and not _is_common(text, tokens, head, lexicon):
        kind = EntityKind.OTHER
    elif noun not in lexicon.speaker_nouns and not noun.endswith("s") and tokens[0].lower not in {"a", "an", "one"}:
        return None
    # "the head of the army", "a spokesman for the ministry": the complement is part of the name
    serves = {"of", "for", "to"} if noun in _SERVING else {"of", "for"}
    governs = head + 1 < len(tokens) and tokens[head + 1].lower in serves and noun not in RECORDINGS
    span = Span(tokens[start].start, tokens[_complement_end(text, tokens, head) if governs else head].end)
    return Speaker(name=span.cut(text), kind=kind, span=span)


def _is_common(text: str, tokens: Sequence[Token], head: int, lexicon: Lexicon) -> bool:
    """Say whether a noun has its capital since it begins its sentence: "Analysts", not "Republicans" nor "King"."""
    token = tokens[head]
    if not _begins(text, token) or not is_plural(token.bare):
        return False
    if token.bare in lexicon.speaker_nouns or token.bare in _SEVERAL:
        return token.bare.removesuffix("s") not in PARTY_MEMBERS
    after = [t for t in tokens[head + 1 : head + 4] if t.lower not in {"of", "the", "a", "an"}]
    if head + 1 < len(tokens) and tokens[head + 1].lower == "of" and after and not after[0].is_name:
        return True  # "Advocates of the plan"
    return has_word(text, token.bare)


def _complement_end(text: str, tokens: Sequence[Token], head: int) -> int:
    """Give the last word of what follows "of" after the head; the head itself where nothing does."""
    end = head
    for index in range(head + 2, min(len(tokens), head + 2 + _COMPLEMENT)):
        stop = tokens[index].lower in HEAD_ENDS - {"of"} or _is_participle(tokens, index)
        if stop or text[tokens[index - 1].end : tokens[index].start].strip(". "):
            break
        end = index
    return end


def _is_participle(tokens: Sequence[Token], index: int) -> bool:
    """Tell "filed" of "a complaint filed by …": it says what became of the head, or what the heads do."""
    if index == 0 or tokens[index].is_name or index + 1 >= len(tokens):
        return False
    word = tokens[index].lower
    became = word.endswith("ed") or word in _BECAME
    doing = word.endswith("ing") and tokens[index - 1].lower.endswith("s")  # "papers ranging", not "a meeting"
    acted_on = tokens[index + 1].lower in _ACTED_ON or tokens[index + 1].is_name
    acted_on = acted_on and (index == 1 or not tokens[index - 1].is_name)  # "Lawyers representing the town"
    follows = tokens[index + 1].lower in _AFTER_PARTICIPLE
    return (became and follows) or (doing and (follows or acted_on))
