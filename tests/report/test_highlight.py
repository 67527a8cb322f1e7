"""Overlapping marks become well-nested HTML around unchanged text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.span import Span
from sayso.report.highlight import Door, Mark, highlight

TEXT = "ab<cd>&ef\u202egh 𝒜"


class Nesting(HTMLParser):
    """Reads HTML back: its text, and whether every element is closed inside the one it was opened in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.nested, self.links = "", True, True
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.links = self.links and not (tag == "a" and "a" in self.open)
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        self.nested = self.nested and bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    """Draw a mark anywhere, even outside the text, sometimes a link."""
    start = draw(st.integers(0, 40))
    return Mark(
        span=Span(start, start + draw(st.integers(1, 20))),
        classes=draw(st.sampled_from(("", "q", "f x"))),
        href=draw(st.none() | st.just("#p")),
    )


DOORS = st.builds(Door, at=st.integers(0, 40), classes=st.just("i"), href=st.just("#d"), label=st.just('"<&'))


@given(st.text(max_size=30), st.lists(marks(), max_size=8), st.lists(DOORS, max_size=4), st.integers(0, 10))
def test_text_is_kept_and_nesting_holds(text: str, drawn: list[Mark], doors: list[Door], start: int) -> None:
    """Whatever overlaps, the text content is the text, elements nest, and no link stands in a link."""
    text = text.replace("\x00", "").replace("\r", "")
    read = Nesting(str(highlight(text, drawn, doors, start=start)))
    assert (read.text, read.nested, read.open, read.links) == (text, True, [], True)


@pytest.mark.parametrize(
    ("given_marks", "expected"),
    [
        ([], "abcdef"),
        ([(1, 3, "x")], 'a<span class="x">bc</span>def'),
        ([(0, 6, "x"), (2, 4, "y")], '<span class="x">ab<span class="y">cd</span>ef</span>'),
        ([(2, 4, "y"), (0, 6, "x")], '<span class="x">ab<span class="y">cd</span>ef</span>'),
        ([(0, 4, "x"), (2, 6, "y")], '<span class="x">ab<span class="y">cd</span></span><span class="y">ef</span>'),
        ([(1, 3, "x"), (1, 3, "y")], 'a<span class="x"><span class="y">bc</span></span>def'),
        ([(4, 99, "x"), (50, 60, "y")], 'abcd<span class="x">ef</span>'),
    ],
)
def test_pieces(given_marks: list[tuple[int, int, str]], expected: str) -> None:
    """The longer mark stands outside; a mark is cut only where it crosses another."""
    drawn = [Mark(span=Span(start, end), classes=classes) for start, end, classes in given_marks]
    assert highlight("abcdef", drawn) == expected


def test_everything_is_escaped() -> None:
    """What an article says is text, never markup."""
    assert highlight('<i>&"', [Mark(span=Span(0, 3), classes="x")]) == '<span class="x">&lt;i&gt;</span>&amp;&quot;'


def test_id_stands_once() -> None:
    """A mark that is cut in pieces keeps its id on the first piece alone."""
    crossing = [Mark(span=Span(0, 5), classes="x"), Mark(span=Span(2, 9), classes="y", id="here")]
    assert Nesting(str(highlight(TEXT, crossing))).ids == ["here"]


def test_door_has_no_text() -> None:
    """A door is an empty link, read aloud by its label, after what ends there and before what begins there."""
    door = Door(at=2, classes="i", href="#q", label="Said by A & B", data=(("data-l", "AB"),))
    marked = highlight("abcd", [Mark(span=Span(0, 2), classes="x"), Mark(span=Span(2, 4), classes="y")], [door])
    assert marked == (
        '<span class="x">ab</span><a class="i" data-l="AB" href="#q" aria-label="Said by A &amp; B"></a>'
        '<span class="y">cd</span>'
    )


def test_link_in_link() -> None:
    """A link inside a link would end it: the inner one is no link."""
    outer, inner = Mark(span=Span(0, 4), href="#o"), Mark(span=Span(1, 2), classes="f", href="#i")
    assert highlight("abcd", [outer, inner]) == '<a href="#o">a<span class="f">b</span>cd</a>'
