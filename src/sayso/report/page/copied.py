"""Who copies whom: articles by time from left to right, a thread from each copy to what it copies.

Invariant: every copy of the dossier is listed but those of a quotation alone; the picture shows all that are listed, or
is left out when there are too many to tell apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.relation import Copy, Direction, Manner
from sayso.model.span import Span, trim
from sayso.report.page.pile import Cite, Pile
from sayso.report.page.words import say_date

N_PICTURED = 40
N_OPENED = 40
N_PASSAGES = 8
"""So many copies show their passages, and so many passages each; the articles show them all."""
_LONG, _HEAD, _TAIL = 700, 420, 180
_STEP, _LEAST, _MARGIN, _LETTER, _LINE = 26.0, 560.0, 24.0, 8.2, 20.0

DIRECTION_WORDS = {
    Direction.CREDITED: "credited",
    Direction.EARLIER: "the other is earlier",
    Direction.UNKNOWN: "direction unknown",
}
MANNER_WORDS = {
    Manner.VERBATIM: "word for word",
    Manner.EDITED: "lightly edited",
    Manner.REWRITTEN: "rewritten",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A passage in both articles; a long one is its beginning and its end. ``n_words`` counts what is left out."""

    there: list[Cite]
    here: list[Cite]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One copy."""

    id: str
    source: int
    target: int
    share: float
    manner: Manner
    direction: Direction
    credit: Cite | None
    pairs: list[Pair]
    n_passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """An article in the picture: where it stands, and where its label begins and on which line."""

    n: int
    x: float
    label: str
    label_y: float
    anchor: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A thread in the picture: its path, its thickness, the place of its words (``None``: no room)."""

    thread: Thread
    path: str
    width: float
    label_x: float
    label_y: float
    labelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture, in pixels."""

    width: float
    height: float
    base: float
    knots: list[Knot]
    arcs: list[Arc]


def threads_of(pile: Pile) -> list[Thread]:
    """Show the copies, the largest share first; shared quotations alone stand with the quote families."""
    copies = sorted(
        (copy for copy in pile.dossier.relations.copies if copy.manner is not Manner.QUOTED),
        key=lambda c: (-c.share, pile.numbers[c.target], pile.numbers[c.source]),
    )
    return [_thread(pile, copy, f"c{number}", number <= N_OPENED) for number, copy in enumerate(copies, start=1)]


def picture_of(pile: Pile, threads: list[Thread]) -> Picture | None:
    """Draw the articles that copy or are copied; ``None`` if there are no copies or too many articles."""
    drawn = sorted({n for thread in threads for n in (thread.source, thread.target)})
    if not drawn or len(drawn) > N_PICTURED:
        return None
    width = max(_LEAST, min(1040.0, len(drawn) * 150.0), len(drawn) * _STEP + 2 * _MARGIN)
    gap = (width - 2 * _MARGIN - 120) / max(1, len(drawn) - 1)
    places = {n: _MARGIN + 60 + number * gap for number, n in enumerate(drawn)}
    spread = max((abs(places[t.source] - places[t.target]) for t in threads), default=0.0)
    top = min(220.0, spread * 0.42) + 34
    labels, n_lines = _stack_labels(pile, places, width)
    knots = [
        Knot(
            n=n, x=round(x, 1), label=text, label_y=round(top + 34 + line * _LINE, 1), anchor=side, date=_when(pile, n)
        )
        for (n, x), (text, line, side) in zip(places.items(), labels, strict=True)
    ]
    return Picture(
        width=round(width, 1),
        height=round(top + 44 + n_lines * _LINE, 1),
        base=round(top, 1),
        knots=knots,
        arcs=_arcs(threads, places, top),
    )


def _thread(pile: Pile, copy: Copy, id_: str, opened: bool) -> Thread:
    longest = sorted(copy.passages, key=lambda p: (p.target.start - p.target.end, p.target.start))
    kept = sorted(longest[: N_PASSAGES if opened else 1], key=lambda p: p.target.start)
    return Thread(
        id=id_,
        source=pile.numbers[copy.source],
        target=pile.numbers[copy.target],
        share=copy.share,
        manner=copy.manner,
        direction=copy.direction,
        credit=pile.cite(copy.target, copy.credit) if copy.credit else None,
        pairs=[
            Pair(there=_ends(pile, copy.source, p.source, opened), here=_ends(pile, copy.target, p.target, opened))
            for p in kept
        ],
        n_passages=len(copy.passages),
    )


def _ends(pile: Pile, article_id: str, span: Span, opened: bool) -> list[Cite]:
    """Cite a passage, or the two ends of a long one. The first citation is where the link goes."""
    text = pile.article(pile.numbers[article_id]).text
    span = trim(span, text) or span
    if not opened:
        span = Span(span.start, min(span.end, span.start + 80))
    if span.end - span.start <= _LONG:
        return [pile.cite(article_id, span)]
    head = Span(span.start, _at_space(text, span.start + _HEAD))
    tail = Span(_at_space(text, span.end - _TAIL), span.end)
    return [pile.cite(article_id, trim(part, text) or part) for part in (head, tail)]


def _at_space(text: str, at: int, reach: int = 40) -> int:
    """Move an offset back to the end of a word, unless the word is too long."""
    space = text.rfind(" ", at - reach, at)
    return space if space > 0 else at


def _when(pile: Pile, n: int) -> str:
    return say_date(pile.article(n).published_at)


def _stack_labels(pile: Pile, places: dict[int, float], width: float) -> tuple[list[tuple[str, int, str]], int]:
    """Give each label the first line on which it meets no other; its side keeps it inside the picture."""
    ends: list[float] = []
    out: list[tuple[str, int, str]] = []
    for n, x in places.items():
        label = pile.label(n)
        number = f" ({n})" if pile.needs_number(n) else ""
        text = f"{label if len(label) + len(number) <= 24 else f'{label[: 22 - len(number)]}…'}{number}"
        size = len(text) * _LETTER
        side = "start" if x - size / 2 < 0 else "end" if x + size / 2 > width else "middle"
        left = {"start": x, "middle": x - size / 2, "end": x - size}[side]
        line = next((number for number, end in enumerate(ends) if end < left), len(ends))
        if line == len(ends):
            ends.append(0.0)
        ends[line] = left + size + 8
        out.append((text, line, side))
    return out, len(ends)


def _arcs(threads: list[Thread], places: dict[int, float], base: float) -> list[Arc]:
    taken: list[tuple[float, float]] = []
    out = []
    for thread in threads:
        left, right = places[thread.target], places[thread.source]
        rise = min(220.0, max(26.0, abs(left - right) * 0.42))
        x, y = (left + right) / 2, base - rise * 0.75 - 6 - 4.4 * thread.share
        free = all(abs(x - other_x) > 52 or abs(y - other_y) > 17 for other_x, other_y in taken)
        if free:
            taken.append((x, y))
        up, a, b = f"{base - rise:.1f}", f"{left:.1f}", f"{right:.1f}"
        out.append(
            Arc(
                thread=thread,
                path=f"M{a} {base:.1f}C{a} {up} {b} {up} {b} {base:.1f}",
                width=round(1.2 + 8.8 * thread.share, 1),
                label_x=round(x, 1),
                label_y=round(y, 1),
                labelled=free,
            )
        )
    return out
