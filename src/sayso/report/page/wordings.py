"""One wording beside the fullest: what it shares, what it has instead, where it leaves something out.

Invariant: the pieces of a wording, gaps aside, are its content to the letter, in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model.annotation import Attribution
from sayso.model.relation import Edit
from sayso.model.span import Span
from sayso.report.page.pile import Cite, Pile

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words. ``words`` is ``None`` for a gap; ``lost`` is what the fullest wording has here.

    ``new`` marks words that the fullest wording lacks; ``breaks`` says that the cue stood before these words.
    """

    words: Cite | None
    lost: Cite | None = None
    new: bool = False
    breaks: bool = False


def plain_pieces(pile: Pile, attribution: Attribution) -> list[Piece]:
    """Give the content as it is, a piece a span."""
    return [
        Piece(words=pile.cite(attribution.article_id, span), breaks=number > 0)
        for number, span in enumerate(attribution.content)
    ]


def changed_pieces(pile: Pile, attribution: Attribution, fullest: Attribution, edits: Sequence[Edit]) -> list[Piece]:
    """Give a wording with its differences from the fullest."""
    theirs, ours = _words(pile, fullest), _words(pile, attribution)
    their_starts, our_starts = [word.start for word in theirs], [word.start for word in ours]
    changes: list[tuple[Span, Cite | None]] = []
    gaps: list[tuple[int, Cite]] = []
    n_theirs = n_ours = 0  # how many words of each are behind us
    for edit in edits:
        lost = pile.cite(fullest.article_id, edit.fullest) if edit.fullest is not None else None
        if edit.fullest is not None:
            # The words since the last edit are the same in both: as many as they are there, so many are they here.
            n_ours += max(0, bisect_left(their_starts, edit.fullest.start) - n_theirs)
            n_theirs = bisect_left(their_starts, edit.fullest.end)
        if edit.here is not None:
            changes.append((edit.here, lost))
            before = n_ours
            n_ours = bisect_left(our_starts, edit.here.end)
            if edit.fullest is None:
                n_theirs += max(0, bisect_left(our_starts, edit.here.start) - before)
        elif lost is not None:
            n_here = min(n_ours, len(ours))
            gaps.append((ours[n_here - 1].end if n_here else attribution.content[0].start, lost))
    return _pieces(pile, attribution, sorted(changes, key=lambda change: change[0]), gaps)


def merge(spans: Iterable[Span]) -> list[Span]:
    """Join spans that touch or overlap; the result is sorted and disjoint."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _words(pile: Pile, attribution: Attribution) -> list[Span]:
    text = pile.article(pile.numbers[attribution.article_id]).text
    return [Span(*match.span()) for span in attribution.content for match in _WORD.finditer(text, *span)]


def _pieces(
    pile: Pile, attribution: Attribution, changes: list[tuple[Span, Cite | None]], gaps: list[tuple[int, Cite]]
) -> list[Piece]:
    """Cut each content span at the changes and the gaps. A change reaching over two content spans stands in both."""
    out: list[Piece] = []
    waiting = sorted(gaps, key=lambda gap: gap[0])
    stops: list[tuple[int, int, Span, Cite | None]]
    for number, content in enumerate(attribution.content):
        here, breaks = content.start, number > 0
        inside = [
            (Span(max(s.start, here), min(s.end, content.end)), lost) for s, lost in changes if s.overlaps(content)
        ]
        last = number == len(attribution.content) - 1
        stops = [(span.start, 1, span, lost) for span, lost in inside]
        while waiting and (waiting[0][0] <= content.end or last):
            at, left_out = waiting.pop(0)
            at = min(max(at, content.start), content.end)
            stops.append((at, 0, Span(at, at), left_out))
        for start, _, span, lost in sorted(stops, key=lambda stop: stop[:2]):
            if start > here:
                out.append(Piece(words=pile.cite(attribution.article_id, Span(here, start)), breaks=breaks))
                here, breaks = start, False
            if span.end > here:
                words = pile.cite(attribution.article_id, Span(here, span.end))
                out.append(Piece(words=words, lost=lost, new=True, breaks=breaks))
                here, breaks = span.end, False
            elif span.start == span.end:
                out.append(Piece(words=None, lost=lost, breaks=breaks))
                breaks = False
        if here < content.end:
            out.append(Piece(words=pile.cite(attribution.article_id, Span(here, content.end)), breaks=breaks))
    return out
