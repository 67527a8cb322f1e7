"""The course of a quantity over time: when it is drawn, and where its steps lie."""

from __future__ import annotations

import pytest

from sayso.model.annotation import Bound, Figure
from sayso.model.relation import Origins, Position, Quantity
from sayso.model.span import Span
from sayso.report.page.courses import draw_course, lines_of

ORIGINS = Origins(reports=1, lower=1, upper=1, groups=())


def figure(name: str, value: float, bound: Bound = Bound.EXACTLY) -> Figure:
    """Give a figure of an article of its own."""
    return Figure(id=f"fig-{name}", article_id=f"art-{name}", span=Span(0, 2), value=value, unit="dead", bound=bound)


def quantity(*positions: tuple[float | None, float | None], disputed: bool = False) -> Quantity:
    """Give a quantity with these positions."""
    places = tuple(Position(low=low, high=high, figures=("fig-a",), origins=ORIGINS) for low, high in positions)
    return Quantity(id="qty-1", label="dead", figures=("fig-a", "fig-b"), disputed=disputed, positions=places)


def test_a_rising_toll_is_a_line_from_the_first_article_to_the_last() -> None:
    """Steps stand in the order of publication, later ones to the right and higher numbers above."""
    published = {"art-a": "2022-02-17", "art-b": "2022-02-16"}
    course = draw_course(quantity((22, 22), (28, 28)), [figure("a", 28), figure("b", 22)], published)
    assert [(step.figure, step.x, step.y) for step in course] == [("fig-b", 6.0, 94.0), ("fig-a", 94.0, 6.0)]
    assert [(a.figure, b.figure) for a, b in lines_of(course)] == [("fig-b", "fig-a")]


def test_what_is_known_at_least_rises_too() -> None:
    """From "at least 15" to "at least 16" a day later is a course, though both may hold."""
    figures = [figure("a", 15, Bound.AT_LEAST), figure("b", 16, Bound.AT_LEAST)]
    course = draw_course(quantity((15, None), (16, None)), figures, {"art-a": "2022-02-16", "art-b": "2022-02-17"})
    assert [step.figure for step in course] == ["fig-a", "fig-b"]


@pytest.mark.parametrize(
    ("drawn", "first", "second"),
    [
        (quantity((22, 22), (28, 28), disputed=True), "2022-02-16", "2022-02-17"),
        (quantity((22, 22), (28, 28)), "2022-02-16", "2022-02-16"),
        (quantity((22, 22), (28, 28)), "2022-02-16", None),
        (quantity((22, 22), (20, None)), "2022-02-16", "2022-02-17"),
    ],
)
def test_no_course_without_a_change(drawn: Quantity, first: str | None, second: str | None) -> None:
    """A dispute, one day, an unknown day and positions that meet give no line."""
    figures = [figure("a", 22), figure("b", 28)]
    assert draw_course(drawn, figures, {"art-a": first, "art-b": second}) == ()
