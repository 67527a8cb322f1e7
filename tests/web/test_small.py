"""The small functions under the pages: paging, places, names, bars."""

from __future__ import annotations

import pytest

from sayso.model.span import Span
from sayso.store.lookups import Listed, Said
from sayso.web.links import read_span, to_article, with_query
from sayso.web.names import outlet
from sayso.web.pages.speaker import bars_of
from sayso.web.paging import turn_to


@pytest.mark.parametrize(
    ("at", "span"),
    [("3-7", Span(3, 7)), ("3", Span(3, 4)), ("7-3", None), ("0-11", None), ("x", None), ("", None), (None, None)],
)
def test_read_span(at: str | None, span: Span | None) -> None:
    """A place in an address is a span of the text, or none."""
    assert read_span(at, 10) == span


def test_address_of_words() -> None:
    """The address of words names the article and the span, and leads to the mark."""
    assert to_article("art-1", Span(3, 7)) == "/articles/art-1?at=3-7#at"


def test_ids_are_quoted() -> None:
    """An id cannot lead out of its place in an address."""
    assert to_article("../x?y#z") == "/articles/..%2Fx%3Fy%23z"


def test_empty_values_are_left_out() -> None:
    """What narrows nothing is not in the address."""
    assert with_query("/search", {"q": "a b", "outlet": None, "since": ""}) == "/search?q=a+b"


@pytest.mark.parametrize(
    ("number", "shown", "before", "after"),
    [
        (1, 1, None, "/x?q=a&page=2"),
        (2, 2, "/x?q=a", "/x?q=a&page=3"),
        (3, 3, "/x?q=a&page=2", None),
        (99, 3, "/x?q=a&page=2", None),
        (-1, 1, None, "/x?q=a&page=2"),
    ],
)
def test_paging(number: int, shown: int, before: str | None, after: str | None) -> None:
    """A page knows its neighbours; one out of range is the nearest there is."""
    page = turn_to(number, size=10, n_total=25, path="/x", q="a")
    assert (page.number, page.before, page.after, page.start) == (shown, before, after, 10 * (shown - 1))


@pytest.mark.parametrize(
    ("publisher", "url", "path", "name"),
    [
        ("Nord Courier", "https://a.example/1", "b.txt", "Nord Courier"),
        (None, "https://www.a.example/1", "b.txt", "a.example"),
        (None, "http://[broken", "pile\\b.txt", "b.txt"),
        (None, None, None, "art-1"),
    ],
)
def test_outlet(publisher: str | None, url: str | None, path: str | None, name: str) -> None:
    """An article is called by its outlet, else its host, else its file, else its id."""
    listed = Listed(
        id="art-1",
        title=None,
        publisher=publisher,
        url=url,
        path=path,
        external_id=None,
        published_at=None,
        language=None,
    )
    assert outlet(listed) == name


@pytest.mark.parametrize(
    ("days", "names"),
    [
        ([("2031-05-06", 2), ("2031-05-07", 1)], ["6 May 2031", "7 May 2031"]),
        (
            [(f"2031-{1 + n // 28:02}-{1 + n % 28:02}", 1) for n in range(61)],
            ["Jan 2031", "Feb 2031", "Mar 2031"],
        ),
        ([], []),
    ],
)
def test_bars(days: list[tuple[str, int]], names: list[str]) -> None:
    """What was said is drawn by day, and by month where there are too many days."""
    said = Said(n_attributions=3, n_articles=3, outlets=(), days=tuple(days))
    assert [bar.name for bar in bars_of(said)] == names
