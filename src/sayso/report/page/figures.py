"""Figures of the same thing on one axis, with who holds which.

Invariant: every figure of the dossier is in this section, and no two labels can overlap: each figure has a row.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.annotation import Bound, Figure
from sayso.model.relation import Position, Quantity
from sayso.model.span import Span
from sayso.report.page.axis import Axis
from sayso.report.page.courses import Step, draw_course, lines_of
from sayso.report.page.pile import Cite, Pile, Voice
from sayso.report.page.words import say_date, say_interval, say_n_origins, say_number, say_origins, say_short

N_ROWS = 6
"""Figures shown of a position at once; the rest is one click away, and counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How a figure lies on the axis, in per cent: a dot, or a bar from ``x`` to ``to``; open to one side or closed."""

    x: float
    to: float | None = None
    open_right: bool = False
    open_left: bool = False
    hollow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure: its words, its reading in numbers, its holder. ``voice`` or ``holder`` may both be missing."""

    words: Cite
    reading: str
    measured: Cite | None
    as_of: str | None
    bar: Bar | None
    voice: Voice | None = None
    holder: Cite | None = None
    holder_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Figures that agree."""

    interval: str
    origins: str
    n_origins: str
    band: tuple[float, float] | None
    shown: list[Row]
    rest: list[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A quantity as shown: its label, its positions, their axis, but ``flat``: all are one number."""

    id: str
    label: Cite | None
    label_words: str
    unit: str
    disputed: bool
    figures: tuple[str, ...]
    n_figures: int
    n_articles: int
    stands: list[Stand]
    flat: bool
    ticks: list[tuple[float, str]]
    logarithmic: bool
    course: list[tuple[Step, Cite, str]]
    lines: list[tuple[Step, Step]]


def quantities_of(pile: Pile) -> list[Sum]:
    """Show the quantities: disputed ones first, then by figures, then as given."""
    ranked = sorted(pile.dossier.relations.quantities, key=lambda q: (not q.disputed, -len(q.figures)))
    return [_quantity(pile, quantity, f"m{number}") for number, quantity in enumerate(ranked, start=1)]


def lone_figures_of(pile: Pile) -> list[Row]:
    """Show the figures that belong to no quantity."""
    owned = {figure for quantity in pile.dossier.relations.quantities for figure in quantity.figures}
    return [_row(pile, figure, None) for figure in pile.figures.values() if figure.id not in owned]


def _quantity(pile: Pile, quantity: Quantity, id_: str) -> Sum:
    figures = [pile.figures[figure] for figure in quantity.figures]
    held = [number for figure in figures for number in (figure.value, figure.value_to)]
    ends = [number for position in quantity.positions for number in (position.low, position.high)]
    axis = Axis.of([number for number in (*held, *ends) if number is not None])
    placed = {figure for position in quantity.positions for figure in position.figures}
    stands = [_stand(pile, position, axis) for position in quantity.positions]
    loose = [_row(pile, figure, axis) for figure in figures if figure.id not in placed]
    if loose:
        stands.append(
            Stand(interval="", origins="", n_origins="", band=None, shown=loose[:N_ROWS], rest=loose[N_ROWS:])
        )
    published = {figure.article_id: pile.article(pile.numbers[figure.article_id]).published_at for figure in figures}
    course = draw_course(quantity, figures, published)
    return Sum(
        id=id_,
        label=_label(pile, quantity, figures),
        label_words=quantity.label,
        unit=figures[0].unit,
        disputed=quantity.disputed,
        figures=quantity.figures,
        n_figures=len(figures),
        n_articles=len({figure.article_id for figure in figures}),
        stands=stands,
        flat=len(stands) == 1 and len({(figure.value, figure.value_to, figure.bound) for figure in figures}) == 1,
        ticks=[(axis.at(tick), say_short(tick)) for tick in axis.ticks],
        logarithmic=axis.logarithmic,
        course=[_step(pile, step) for step in course],
        lines=lines_of(course),
    )


def _step(pile: Pile, step: Step) -> tuple[Step, Cite, str]:
    figure = pile.figures[step.figure]
    return step, pile.cite(figure.article_id, figure.span), say_date(step.published_at)


def _stand(pile: Pile, position: Position, axis: Axis) -> Stand:
    figures = sorted((pile.figures[figure] for figure in position.figures), key=lambda figure: figure.value)
    rows = [_row(pile, figure, axis) for figure in figures]
    return Stand(
        interval=say_interval(position.low, position.high),
        origins=say_origins(position.origins, "figure"),
        n_origins=say_n_origins(position.origins),
        band=_band(position, axis),
        shown=rows[:N_ROWS],
        rest=rows[N_ROWS:],
    )


def _band(position: Position, axis: Axis) -> tuple[float, float]:
    """Give where a position's interval begins on the axis and how wide it is; unbounded, it runs to the edge."""
    left = 0.0 if position.low is None else axis.within(position.low)
    right = 100.0 if position.high is None else axis.within(position.high)
    return left, round(max(right - left, 0.5), 2)


def _row(pile: Pile, figure: Figure, axis: Axis | None) -> Row:
    attribution = pile.attributions.get(figure.attribution or "")
    apart = figure.measured if figure.measured and not figure.span.contains(figure.measured) else None
    name = figure.according_to
    return Row(
        words=pile.cite(figure.article_id, figure.span),
        reading=read_figure(figure),
        measured=pile.cite_words(figure.article_id, apart) if apart else None,
        as_of=figure.as_of,
        bar=_bar(figure, axis) if axis else None,
        voice=pile.voice(attribution) if attribution and name is None else None,
        holder=_nearest(pile, figure, name) if name else None,
        holder_name=name,
    )


def read_figure(figure: Figure) -> str:
    """Write the figure as read: bound, numbers and unit, "more than 100,000 troops"."""
    numbers = say_number(figure.value)
    if figure.value_to is not None:
        numbers = f"{numbers} to {say_number(figure.value_to)}"
    bound = "" if figure.bound in (Bound.EXACTLY, Bound.BETWEEN) else f"{figure.bound.value} "
    return f"{bound}{numbers}{'' if figure.unit == '%' else ' '}{figure.unit}".strip()


def _bar(figure: Figure, axis: Axis) -> Bar:
    return Bar(
        x=axis.at(figure.value),
        to=None if figure.value_to is None else axis.at(figure.value_to),
        open_right=figure.bound in (Bound.MORE_THAN, Bound.AT_LEAST),
        open_left=figure.bound in (Bound.LESS_THAN, Bound.UP_TO),
        hollow=figure.bound is Bound.ABOUT,
    )


def _label(pile: Pile, quantity: Quantity, figures: list[Figure]) -> Cite | None:
    for figure in figures:
        found = _nearest(pile, figure, quantity.label)
        if found:
            return found
    return None


def _nearest(pile: Pile, figure: Figure, words: str) -> Cite | None:
    """Cite ``words`` where they stand nearest before or in the figure's place, else after it; ``None`` if nowhere."""
    text = pile.article(pile.numbers[figure.article_id]).text
    start = text.rfind(words, 0, figure.span.end + len(words))
    if start < 0:
        start = text.find(words)
    return pile.cite(figure.article_id, Span(start, start + len(words))) if words and start >= 0 else None
