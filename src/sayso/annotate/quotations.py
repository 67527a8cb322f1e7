"""Where quotation marks open and close, whatever they look like and however they were broken on the way.

Invariant: quotations at one depth are disjoint; a quotation never leaves its paragraph but through ``parts``, one a
paragraph; an article's marks, however odd, never raise and never swallow more than their paragraph.

How: the double marks of a paragraph are read twice, once by the shape of the marks and once by simple alternation;
the reading with fewer contradictions wins (translated copy has ”shapes“ that lie). Single marks are read between
and inside them, apostrophes told apart by their neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.annotate.paragraphs import find_paragraphs
from sayso.model.annotation import AnnotatedArticle, Quotation
from sayso.model.nearby import Cover
from sayso.model.span import Span, trim

_DOUBLE = re.compile(r"[“”„‟\"«»`'‘’](?:(?<=[“”„‟\"«»])|(?<=`)`|(?<=')'|(?<=‘)‘|(?<=’)’)")
_SINGLE = re.compile(r"[‘’‚‛'‹›]")
_OPENING = frozenset({"“", "„", "‟", "``", "‘‘", "«"})
_CLOSING = frozenset({"”", "''", "’’", "»"})
_REACH = 4000  # code points that a single mark looks ahead for the one that closes it
_STYLE = 40  # quotations before one that tell how an article sets its marks
_MOST_MARKS = 200  # and so many marks,
_MOST_OPENERS = 3  # of which so many may open
_APOSTROPHE_WORD = re.compile(r"(?:em|til|tis|twas|cause|cos|n|bout|round|neath|\d0s)\b", re.IGNORECASE)
_DASH_LINE = re.compile(
    r"[—–‒―]\s*(?P<words>[^—–]{2,600}?[,.!?…])\s*(?:[—–]\s*)?(?:(?:he|she|they|[A-Z][\w’'.-]+(?: [\w’'.-]+){0,4}) "
    r"(?:said|says|asked|replied|added|answered|told|insisted|recalled|shouted)|"
    r"(?:said|says|asked|replied|added|answered) [\w’' -]{2,60})"
)


# Who said the words before, up to where his next sentence begins.
_TAG = re.compile(r"\s[\w’'., -]{2,60}\b(?:sa(?:id|ys)|told|added|wrote|asked)\b[^.!?“”\"\n]{0,60}[.] (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    shape: int  # +1 opens, -1 closes, 0 either
    spacing: int  # the same, told by its neighbours


def find_quotations(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Fill ``quotations``: every pair of marks, with its depth; furniture left out."""
    article = annotated.article
    left_out = Cover(article.furniture)
    paragraphs = [p for p in find_paragraphs(article.text) if not left_out.touches((p,))]
    found: list[Quotation] = []
    for index, paragraph in enumerate(paragraphs):
        quotations = _read_paragraph(article.text, paragraph)
        if found and index and quotations:
            quotations = _continue_quotation(article.text, found, paragraphs[index - 1], paragraph, quotations)
        found.extend(quotations)
    return replace(annotated, quotations=tuple(_with_depth(sorted(found, key=lambda q: (q.span.start, -q.span.end)))))


def _continue_quotation(
    text: str, found: list[Quotation], before: Span, here: Span, quotations: list[Quotation]
) -> list[Quotation]:
    """Join a quotation that opens this paragraph to one left open at the end of the paragraph before it."""
    last, first = found[-1], quotations[0]
    goes_on = not last.closed and last.span.end == before.end and first.span.start == here.start
    if not goes_on or _kind(text, last) != _kind(text, first) or _is_spoken_within(text, found, first):
        return quotations
    found[-1] = Quotation(
        span=Span(last.span.start, first.span.end),
        inner=Span(last.inner.start, first.inner.end),
        parts=(*last.parts, first.inner),
        closed=first.closed,
        opened=last.opened,
    )
    return quotations[1:]


def _is_spoken_within(text: str, found: Sequence[Quotation], first: Quotation) -> bool:
    """Say whether “…” opens a paragraph of a passage between straight marks, in which others speak between curved ones.

    Where a straight mark held curved ones before, the two are not taken for each other.
    """
    if text[found[-1].span.start] != '"' or text[first.span.start] != "“":
        return False
    return any(text[q.span.start] == '"' and "“" in q.inner.cut(text) for q in found[-_STYLE:])


def _kind(text: str, quotation: Quotation) -> bool:
    return text[quotation.span.start] in "‘'‚‹"


def _read_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    marks = [_mark(text, m, paragraph) for m in _DOUBLE.finditer(text, *paragraph)]
    marks = [m for m in marks if not _is_measure(text, m)]
    doubles = _pair(marks, paragraph, text) if marks else []
    singles = _pair_singles(text, paragraph, [q.span for q in doubles])
    dash = _DASH_LINE.match(text, *paragraph)
    if dash and not doubles and not singles:
        inner = Span(*dash.span("words"))
        return [Quotation(span=Span(paragraph.start, inner.end), inner=inner, parts=(inner,), closed=True)]
    return doubles + singles


def _is_measure(text: str, mark: _Mark) -> bool:
    """Tell inches and seconds (5" tall) from a quotation mark."""
    return (
        text[mark.start : mark.end] == '"'
        and text[mark.start - 1 : mark.start].isdigit()
        and mark.spacing == -1
        and (re.search(r"\d'\s?\d+$", text[max(0, mark.start - 6) : mark.start]) is not None)
    )


def _mark(text: str, match: re.Match[str], within: Span) -> _Mark:
    before = text[match.start() - 1] if match.start() > within.start else " "
    after = text[match.end()] if match.end() < within.end else " "
    before_free = before.isspace() or before in "([—–-/‘'"
    after_free = after.isspace() or after in ")].,;:!?—–-/’'"
    spacing = 0 if before_free == after_free else (1 if before_free else -1)
    mark = match.group()
    shape = 1 if mark in _OPENING else -1 if mark in _CLOSING else 0
    return _Mark(match.start(), match.end(), shape, spacing)


def _pair(marks: Sequence[_Mark], paragraph: Span, text: str) -> list[Quotation]:
    """Pair the marks by shape or, where that contradicts itself more, by alternation."""
    shapes = [m.shape for m in marks]
    if text[marks[0].start] == "»" and shapes[-1] == 1:  # »German« marks point inwards
        shapes = [-s for s in shapes]
    elif any(text[m.start] == "„" for m in marks):
        shapes = [-1 if text[m.start] in "“‟" else s for m, s in zip(marks, shapes, strict=True)]
    by_shape, faults = _read_shapes(marks, shapes, paragraph)
    alternating = [(marks[i], marks[i + 1] if i + 1 < len(marks) else None) for i in range(0, len(marks), 2)]
    disagreements = sum(_disagrees(m, 1 if i % 2 == 0 else -1) for i, m in enumerate(marks))
    if len(marks) % 2:
        disagreements += 1
    lying = len(marks) % 2 == 0 and 0 not in shapes and sum(shapes) != 0  # as many marks, but not as many of each shape
    pairs = alternating if lying or (faults and disagreements < faults + _misfits(by_shape)) else by_shape
    quotations: list[Quotation] = []
    for opening, closing in pairs:
        if opening is None and closing is not None and quotations:
            opening = _missing_mark(text, quotations[-1], closing)
        quotation = _quotation(text, opening, closing, paragraph)
        quotations += [] if quotation is None else [quotation]
    return quotations


def _disagrees(mark: _Mark, role: int) -> bool:
    return mark.spacing != 0 and mark.spacing != role


def _misfits(pairs: Iterable[tuple[_Mark | None, _Mark | None]]) -> int:
    return sum((a is not None and _disagrees(a, 1)) + (b is not None and _disagrees(b, -1)) for a, b in pairs)


def _read_shapes(
    marks: Sequence[_Mark], shapes: Sequence[int], paragraph: Span
) -> tuple[list[tuple[_Mark | None, _Mark | None]], int]:
    """Pair by shape; a straight mark takes the role that its spacing and the state allow. Also count contradictions."""
    pairs: list[tuple[_Mark | None, _Mark | None]] = []
    open_mark: _Mark | None = None
    faults = 0
    for mark, shape in zip(marks, shapes, strict=True):
        role = shape or (-1 if open_mark is not None else 1)
        if shape == 0 and open_mark is not None and mark.spacing == 1 and mark.start != paragraph.start:
            faults += 1
        if role == 1:
            if open_mark is not None:
                faults += 1
                if shape == 1 and mark.spacing == -1:  # “words“: a closing mark of the wrong shape
                    pairs.append((open_mark, mark))
                    open_mark = None
                    continue
                pairs.append((open_mark, None))
            open_mark = mark
        elif open_mark is None:
            faults += 1
            if mark.spacing == 1:  # ”words”: an opening mark of the wrong shape
                open_mark = mark
            else:
                pairs.append((None, mark))
        else:
            pairs.append((open_mark, mark))
            open_mark = None
    if open_mark is not None:
        closes = open_mark.spacing == -1 and open_mark.end == paragraph.end  # nothing is left that it could open
        pairs.append((None, open_mark) if closes else (open_mark, None))
    return pairs, faults


def _missing_mark(text: str, before: Quotation, closing: _Mark) -> _Mark | None:
    """Give where a mark was left out behind who speaks, as in: “It held,” he said. We went home.” And so on."""
    tag = _TAG.match(text, before.span.end, closing.start) if before.closed else None
    ends = text[closing.start - 1] in ".,!?…"
    return _Mark(tag.end(), tag.end(), 1, 1) if tag is not None and ends else None


def _quotation(text: str, opening: _Mark | None, closing: _Mark | None, within: Span) -> Quotation | None:
    if opening is None:
        return None  # words before a mark that only closes: their beginning is unknown
    end = closing.start if closing else within.end
    inner = trim(Span(opening.end, end), text)
    if inner is None:
        return None
    span = Span(opening.start, closing.end if closing else within.end)
    opened = opening.start < opening.end
    return Quotation(span=span, inner=inner, parts=(inner,), closed=closing is not None, opened=opened)


def _pair_singles(text: str, paragraph: Span, doubles: Sequence[Span]) -> list[Quotation]:
    """Pair single marks, apostrophes left out; a pair lies wholly inside or wholly outside each double quotation."""
    marks = [m.start() for m in _SINGLE.finditer(text, *paragraph)]
    taken = {i for i in marks if text[i - 1 : i + 1] in {"‘‘", "’’", "''"} or text[i : i + 2] in {"‘‘", "’’", "''"}}
    found: list[Quotation] = []
    index = 0
    while index < len(marks):
        start = marks[index]
        index += 1
        if start in taken or not _opens_single(text, start, paragraph):
            continue
        around = _around(doubles, start)
        zone = around if around is not None and start < around.end else None
        limit = min(zone.end if zone else paragraph.end, start + _REACH)
        crosses = zone is None and bool(doubles) and doubles[-1].start > start
        end = _close_single(text, marks[index : index + _MOST_MARKS], limit, paragraph, crosses)
        if end is None:
            if zone is None and text[start] in "‘‚‹" and len(text[start : min(paragraph.end, start + 80)].split()) > 3:
                inner = trim(Span(start + 1, paragraph.end), text)
                if inner and not crosses:
                    found.append(Quotation(span=Span(start, paragraph.end), inner=inner, parts=(inner,), closed=False))
                    break
            continue
        last = _around(doubles, end)
        if last is not None and start < last.start < end < last.end:
            continue
        inner = trim(Span(start + 1, end), text)
        if inner:
            found.append(Quotation(span=Span(start, end + 1), inner=inner, parts=(inner,), closed=True))
        while index < len(marks) and marks[index] <= end:
            index += 1
    return found


def _around(doubles: Sequence[Span], at: int) -> Span | None:
    """Give the last of some sorted spans that begins at or before a place."""
    index = bisect_right(doubles, Span(at, at)) - 1
    while index + 1 < len(doubles) and doubles[index + 1].start == at:
        index += 1
    return doubles[index] if index >= 0 else None


def _opens_single(text: str, at: int, within: Span) -> bool:
    before = text[at - 1] if at > within.start else " "
    after = text[at + 1 : at + 2]
    if not (before.isspace() or before in '([—–-“"„«/') or not (after.isalnum() or after in '“"…$£€['):
        return False
    return text[at] != "›" and _APOSTROPHE_WORD.match(text, at + 1) is None


def _close_single(text: str, candidates: Sequence[int], limit: int, within: Span, crosses: bool) -> int | None:
    """Find the mark that closes: a sure one first, else a doubtful one ("soldiers’ ") with none after it."""
    doubtful: int | None = None
    n_openers = 0
    for at in candidates:
        if at >= limit:
            break
        before, after = text[at - 1], text[at + 1] if at + 1 < within.end else " "
        if before.isspace() and not after.isspace():
            n_openers += _opens_single(text, at, within)
            if n_openers and (doubtful is not None or n_openers > _MOST_OPENERS):
                break
            continue
        if after.isalnum() or text[at] == "‘":
            continue
        if before == "s" and after.isspace() and not crosses:
            doubtful = doubtful or at
            continue
        if before == "s" and after.isspace():
            continue
        return at
    return doubtful


def _with_depth(quotations: Sequence[Quotation]) -> Iterable[Quotation]:
    stack: list[Quotation] = []
    for quotation in quotations:
        while stack and stack[-1].span.end <= quotation.span.start:
            stack.pop()
        yield replace(quotation, depth=len(stack)) if stack else quotation
        stack.append(quotation)
