"""Where the sentence around a report goes on: what is a part of it, and what is not.

Invariant: no words are given to a draft that another draft keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.annotate.drafts import Draft
from sayso.annotate.lexicon import Lexicon
from sayso.annotate.tokens import tokenize
from sayso.model.annotation import Form
from sayso.model.span import Span

_HEAD = re.compile(r"(?i)\b(?P<head>everything|anything|nothing|whatever|all)\s(?:that\s)?$")
_IS = re.compile(r"(?:is|was|are|were|has|had|will|would|sounds|turned)\b")
_DOES = re.compile(r"and (?:do|does|did|done)\b")
_WHEN = re.compile(r"(?i)\b(?:once|when|whenever|after|before|until|if|as soon as)\s$")
_HE = frozenset({"he", "she", "they"})
_RESUMES = re.compile(r", (?P<who>he|she|they|it|we|I|you)(?:\s|[’'](?:s|ll|d|re|ve|m)\b)")
_STATES = re.compile(  # a noun: one thing that states something has an article
    r"\b(?:of|in|by|for|from|with|to|across|among|between|both|all|many|most|some|several|few|other)\s[a-z][\w-]*\s$"
)
_HE_TOO = re.compile(r",? (?:and|but) (?P<he>he|she|they) (?:also |still |only )?")
_THINKS = re.compile(
    r"(?:knows?|knew|hopes?|hoped|believes?|believed|thinks?|thought|feels?|felt|expects?|expected|understands?|understood"
    r"|wants?|wanted|doubts?|doubted|fears?|feared)(?: that)?"
)
_IN_WHICH = re.compile(r"\b(?:in|at|on|by|for|during|after) which\s$")
_AND = re.compile(r",? (?:and|but|or) (?:then |also |later )?")
_AS = re.compile(r"(?: -{1,2}| ?[–—]) ?as ")
_AND_SO = re.compile(r"(?: -{1,2}| ?[–—]) ?(?:and |but )")
_ARTICLES = frozenset({"the", "a", "an"})
_BACK = 24  # code points before a source


def without_main_clause(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Give drafts of one article without what their sentence says of them; without those of which nothing is left."""
    for draft in drafts:
        told = draft.source is not None and draft.cue is not None and draft.source.end <= draft.cue.start
        if draft.source is None or draft.cue is None or not told or draft.form is Form.DIRECT:
            yield draft
            continue
        if draft.cue.cut(text) == "states" and _STATES.search(text, draft.source.start, draft.cue.start):
            continue  # "the interests of member states trump all else"
        behind = next((span for span in draft.content if 0 < span.start - draft.cue.end <= 1), None)
        if behind is not None and _DOES.match(text, *behind):
            continue  # "what she said and did"
        before = max(0, draft.source.start - _BACK)
        head = _HEAD.search(text, before, draft.source.start) if behind is not None else None
        if behind is not None and head is not None and _IS.match(text, *behind):
            yield replace(draft, form=Form.INDIRECT, content=(Span(*head.span("head")),), quotations=set())
        elif _WHEN.search(text, before, draft.source.start):
            yield _until_resumed(text, draft, draft.source.cut(text))
        else:
            yield draft


def _until_resumed(text: str, draft: Draft, source: str) -> Draft:
    """End a report that a "when" opens before the clause of the same one: "once he has said his piece, he goes"."""
    last = draft.content[-1]
    if draft.cue is None or last.start < draft.cue.end:
        return draft
    for match in _RESUMES.finditer(text, *last):
        same = match["who"].lower() == source.lower() or (source[0].isupper() and match["who"] in _HE)
        if same and match.start() > last.start and not draft.quotations:
            return replace(draft, content=(*draft.content[:-1], Span(last.start, match.start())))
    return draft


def says_something(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether a content is more than a preposition or an article: not in "the cards they never asked for"."""
    open_words = lexicon.closed["preposition"] | _ARTICLES
    words = [token.lower for span in draft.content for token in tokenize(text, span)]
    return draft.form is not Form.INDIRECT or not all(word in open_words for word in words)


def with_thoughts(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Give to "Lang says she hopes to win" what follows, "but she knows that it is late": we know it from her alone.

    "He has small hands – as Orr has said – and he can wait" is of him too, not of Orr who stands between.

    So too to "a letter in which he called it “a trap”, and blamed Orr", which somebody sent, what was called so.
    """
    found: list[Draft] = []
    for draft in drafts:
        before = found[-1] if found else None
        if before is not None and (_thinks_on(text, before, draft) or _is_within(text, before, draft)):
            found[-1] = _longer(text, before, draft)
        elif before is not None and _is_aside(text, before, draft):
            held = tuple(span for span in draft.content if span.start > before.content[-1].end)
            form = Form.INDIRECT if draft.form is before.form is Form.INDIRECT else Form.MIXED
            quotations = before.quotations | draft.quotations
            found[-1] = replace(before, form=form, content=(*before.content, *held), quotations=quotations)
        else:
            found.append(draft)
    return found


def _longer(text: str, before: Draft, draft: Draft) -> Draft:
    last, end = before.content[-1], draft.content[-1].end
    end += draft.form is Form.DIRECT and text[end : end + 1] in tuple("”\"’'»")
    return replace(
        before,
        form=Form.INDIRECT if draft.form is before.form is Form.INDIRECT else Form.MIXED,
        content=(*before.content[:-1], Span(last.start, end)),
        quotations=before.quotations | draft.quotations,
    )


def _is_aside(text: str, before: Draft, draft: Draft) -> bool:
    """Say whether a draft is a mere "– as Orr has said –" in another's report, and took the rest of it."""
    if draft.source is None or draft.cue is None or Form.DIRECT in (before.form, draft.form) or draft.nested:
        return False
    behind = draft.content[-1].start
    if before.nested or _AS.fullmatch(text, before.content[-1].end, draft.source.start) is None:
        return False
    return (
        draft.source.end < draft.cue.start < behind and _AND_SO.fullmatch(text, draft.cue.end, behind + 4) is not None
    )


def _is_within(text: str, before: Draft, draft: Draft) -> bool:
    """Say whether a draft is the rest of a relative clause that another breaks off in, or joined to it there."""
    if draft.source is None or draft.cue is None or before.form is Form.DIRECT or before.nested or draft.nested:
        return False
    last = before.content[-1]
    if not last.contains(draft.source) or not draft.cue.end <= draft.content[0].start:
        return False
    begins = _IN_WHICH.search(text, last.start, draft.source.start) is not None
    joined = _AND.fullmatch(text, last.end, draft.cue.start) is not None
    return begins and (draft.cue.end == last.end or joined)


def _thinks_on(text: str, before: Draft, draft: Draft) -> bool:
    """Say whether a draft is what he who speaks in the one before it thinks, by his own words."""
    if before.cue is None or draft.cue is None or draft.source is None or before.word is None:
        return False
    if before.form is Form.DIRECT or before.nested or draft.nested or not _THINKS.fullmatch(text, *draft.cue):
        return False
    told = before.word.says and before.cue.end <= before.content[0].start
    joined = _HE_TOO.fullmatch(text, before.content[-1].end, draft.cue.start)
    beside = draft.source.start == (joined.start("he") if joined else -1)
    return told and joined is not None and beside and draft.cue.end <= draft.content[0].start
