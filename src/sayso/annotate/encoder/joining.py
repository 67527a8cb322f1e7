"""Reports made whole: what stands before a cue amid its sentence ("For now, he says, …"), the clause one broke off in.

Invariant: no words are given to a draft that another draft has as its content, its cue or its source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.annotate.drafts import Draft
from sayso.annotate.lexicon import Lexicon
from sayso.annotate.tokens import tokenize
from sayso.model.annotation import Form, Quotation
from sayso.model.span import Span, trim

_GOES_ON = re.compile(r"(?:\s[^,.!?:;()“”\"\n]{0,40})?,\s*(?P<mark>[“\"„«‘']{0,2})")  # ", " or " reporters on Monday, "
_STARTS = re.compile(r"(?:And|But|So|Yet|Or)\s+(?=\w)")
_CLAUSE = re.compile(r"[ \u00a0][^,;:?!()“”\"–—\n]{1,120}")
_BROKEN = re.compile(r"[^\W_]+(?:[.,]\d+|-\w+)?$")
_LOOSE = re.compile(
    r"(?:,?\s(?:and|but|or|which|who|whom|as|if|when|while|whether|though|although|because|where))?"
    r"(?:\s(?:I|he|she|they|we))?$"
)
_FOLLOWS = re.compile(r"[ \u00a0]\w+")
_COUNTED = re.compile(r" (?:percent|per cent|million|billion|trillion|times|people|years|months|weeks|days|hours)\b")
_COMPARED = re.compile(r",[”\"’'] (?:(?:as )?compared (?:to|with)|rather than|instead of|as opposed to)\b")
_WORD = 40  # code points of a word and what stands before it
_LONGEST = 240  # code points of what stands before the cue
_RELATIVE = frozenset({"which", "who", "that", "because", "where"})
_SPANS = frozenset({"seconds", "moments", "minutes", "time", "decades", "ago"})
_CASE = frozenset({"on", "in", "over", "by", "for"})  # as often the end of "weighed in"
_CLOSING = frozenset({"her", "so", "one", "each", *_CASE})
_SUBJECTS = frozenset({"I", "he", "she", "they", "we"})
_TELLING = frozenset({"said", "says", "told"})
_STRESSING = frozenset({"even", "especially", "particularly", "including"})
_FEW = 3  # words; "as he" may be all that somebody said
_MARKS = " \t\u00a0\u200b,–—-"


class Joiner:
    """Gives drafts of one article what stands before their cue."""

    def __init__(self, text: str, outer: Sequence[Quotation], units: Sequence[Span], lexicon: Lexicon) -> None:
        """``outer`` are the outermost quotations, ``units`` the sentences, quotations folded; both sorted."""
        self._text, self._units = text, units
        self._starts = [unit.start for unit in units]
        self._quoted = [q.span for q in outer]
        self._quoted_starts = [span.start for span in self._quoted]
        closed = lexicon.closed
        self._open = (closed["preposition"] | closed["determiner"] | closed["conjunction"] | _RELATIVE) - _CLOSING
        self._auxiliary = closed["auxiliary"]
        self._late = (closed["subordinator"] | closed["attributive"] | _STRESSING) - {"once"}
        self._joins = closed["conjunction"]
        self._times = closed["time"] | _SPANS
        self._leads = closed["determiner"]
        self._adverbs = lexicon.closed["adverb"] | lexicon.closed["leading"] | lexicon.closed["conjunction"]

    def join(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Give each draft the words before ", he said," where its content goes on in lower case after them.

        A content that ends at a word after which more must come gets the rest of its clause, else loses that word.
        """
        taken = sorted(span for draft in drafts for span in _spans(draft))
        ends = _running_ends(taken)
        starts = [span.start for span in taken]
        return [self._joined(self._ended(draft, starts), starts, ends) for draft in drafts]

    def _ended(self, draft: Draft, starts: Sequence[int]) -> Draft:
        content = tuple(self._compared(draft, self._whole(span, starts), starts) for span in draft.content)
        return draft if content == draft.content else replace(draft, content=content)

    def _whole(self, span: Span, starts: Sequence[int]) -> Span:
        follows = _FOLLOWS.match(self._text, span.end)
        if follows is None:  # as after most: it ends with its clause
            return span
        broken = _BROKEN.search(self._text, max(span.start, span.end - _WORD), span.end)
        if broken is None or not self._goes_on(span, broken.group(), follows.group().strip()):
            return span
        end = self._clause_end(span.end, starts)
        if end is None:
            loose = _LOOSE.search(self._text, max(span.start, span.end - _WORD), span.end)
            end = span.end if loose is None else loose.start()  # it matches nothing, too
        return span if end <= span.start else Span(span.start, end)

    def _compared(self, draft: Draft, span: Span, starts: Sequence[int]) -> Span:
        """Give "rated it “poor,” compared to “fair” in May" all of its sentence: it does not end with the mark."""
        told = draft.form is Form.MIXED and draft.cue is not None and draft.cue.end <= span.start
        if not told or _COMPARED.match(self._text, span.end - 2) is None:
            return span
        unit = bisect_right(self._starts, span.start) - 1
        rest = self._text[span.end : self._units[unit].end] if unit >= 0 else ""
        end = span.end + len(rest.rstrip(" .\n"))
        following = bisect_right(starts, span.start)
        return span if following < len(starts) and starts[following] < end else Span(span.start, max(end, span.end))

    def _goes_on(self, span: Span, last: str, following: str) -> bool:
        """Say whether more must come after a content's last word, before the word that follows it."""
        word = last.lower()
        if word in self._open or (word in _CASE and (following[0].isupper() or following in self._leads)):
            return True
        if following in self._joins:
            return False
        if word in self._auxiliary:
            return following not in self._open | _CASE | self._late
        if word in self._late or following == "of":
            return True
        if word[0].isdigit():
            return _COUNTED.match(self._text, span.end) is not None
        return (last in _SUBJECTS or word in _TELLING) and len(span.cut(self._text).split()) > _FEW

    def _clause_end(self, at: int, starts: Sequence[int]) -> int | None:
        """Give where the clause that goes on at a place ends; ``None`` where another draft has words of it."""
        unit = bisect_right(self._starts, at) - 1
        clause = _CLAUSE.match(self._text, at, self._units[unit].end if unit >= 0 else at)
        if clause is None:
            return None
        following = bisect_right(starts, at)
        if following < len(starts) and starts[following] < clause.end():
            return None
        kept = clause.group().rstrip(" .")
        return at + len(kept) if kept else None

    def _joined(self, draft: Draft, starts: Sequence[int], ends: Sequence[int]) -> Draft:
        if draft.cue is None or draft.source is None or draft.nested:
            return draft
        begin, end = min(draft.cue.start, draft.source.start), max(draft.cue.end, draft.source.end)
        first = draft.content[0]
        follows = _GOES_ON.match(self._text, end)
        if follows is None or follows.end() != first.start or not self._text[first.start].islower():
            if follows is None or not (first.start < follows.end() <= first.start + 2):
                return draft
            if not self._text[follows.end()].islower():
                return draft
        lead = self._lead(begin)
        if lead is None or bisect_right(starts, begin - 1) != (at := bisect_right(starts, lead.start - 1)):
            return draft
        if at and ends[at - 1] > lead.start:
            return draft
        return replace(draft, content=(lead, *draft.content), form=self._form(draft))

    @staticmethod
    def _form(draft: Draft) -> Form:
        return Form.INDIRECT if draft.form is Form.INDIRECT else Form.MIXED

    def _lead(self, begin: int) -> Span | None:
        """Give what the sentence says up to the comma before its cue, at ``begin``; ``None`` where it says nothing."""
        at = bisect_right(self._starts, begin) - 1
        if at < 0 or self._units[at].end < begin or begin - self._starts[at] > _LONGEST:
            return None
        before = self._text[self._starts[at] : begin].rstrip()
        if not before.endswith(","):
            return None
        start = self._starts[at]
        if opening := _STARTS.match(self._text, start, begin):
            start = opening.end()
        lead = trim(Span(start, self._starts[at] + len(before)), self._text, _MARKS) if start < begin else None
        if lead is None or self._is_quoted(lead):
            return None
        words = [token.lower for token in tokenize(self._text, lead) if token.is_word]
        when = [word in self._times or word.isdigit() for word in words]  # "Minutes later, she wrote, “done.”"
        apart = all(told or word in self._adverbs or word in self._open for told, word in zip(when, words, strict=True))
        return lead if words and not apart else None

    def _is_quoted(self, lead: Span) -> bool:
        """Say whether a quotation stands in the words, or they in one."""
        at = bisect_right(self._quoted_starts, lead.end) - 1
        return at >= 0 and self._quoted[at].end > lead.start


def _spans(draft: Draft) -> Iterator[Span]:
    yield from draft.content
    if draft.cue is not None:
        yield draft.cue
    if draft.source is not None:
        yield draft.source


def _running_ends(spans: Sequence[Span]) -> list[int]:
    """Give for each of some sorted spans where it and those before it end at the latest."""
    ends: list[int] = []
    for span in spans:
        ends.append(max(span.end, ends[-1]) if ends else span.end)
    return ends
