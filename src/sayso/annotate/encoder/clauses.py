"""Where the sentence around a report goes on: its own verb, or noun, is no part of it.

Invariant: a draft only loses words, but for the one word that stands for what it tells ("everything he says is …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.annotate.drafts import Draft
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
