"""Which articles a selection lets pass."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.errors import UsageError
from sayso.model.article import Article
from sayso.read.selection import Sieve, make_selection

ARTICLE = Article(
    id="art-1",
    text="The weir at Harl gave way.",
    sha256="0" * 64,
    title="Flood in the vale",
    url="https://www.Courier.example:8443/weir?x=1",
    language="en",
    published_at="2031-05-06T23:30:00Z",
)
BARE = Article(id="art-2", text="Short.", sha256="0" * 64)
CAPTURED = Article(id="art-3", text="Short.", sha256="0" * 64, retrieved_at="2031-05-06T10:00:00Z")


@pytest.mark.parametrize(
    ("asked", "article", "expected"),
    [
        ({}, ARTICLE, True),
        ({}, BARE, True),
        ({"languages": ["en"]}, ARTICLE, True),
        ({"languages": ["DE", "en-GB"]}, ARTICLE, True),
        ({"languages": ["de"]}, ARTICLE, False),
        ({"languages": ["en"]}, BARE, False),
        ({"hosts": ["courier.example"]}, ARTICLE, True),
        ({"hosts": ["https://www.courier.example/"]}, ARTICLE, True),
        ({"hosts": ["rier.example"]}, ARTICLE, False),
        ({"hosts": ["courier.example"]}, BARE, False),
        ({"since": "2031-05-06", "until": "2031-05-06"}, ARTICLE, True),
        ({"since": "2031-05-07"}, ARTICLE, False),
        ({"until": "5 May 2031"}, ARTICLE, False),
        ({"since": "2031-05-06"}, CAPTURED, True),
        ({"since": "2031-05-06"}, BARE, False),
        ({"match": "gave way|gives way"}, ARTICLE, True),
        ({"match": "FLOOD"}, ARTICLE, True),
        ({"match": r"/weir\?"}, ARTICLE, True),
        ({"match": "drought"}, ARTICLE, False),
        ({"match": "weir", "languages": ["de"]}, ARTICLE, False),
    ],
)
def test_selection(asked: dict[str, Any], article: Article, expected: bool) -> None:
    """An article passes if it is all that is asked for; what it does not state, it is not."""
    assert make_selection(**asked).admits(article) == expected


@pytest.mark.parametrize(
    "asked",
    [
        {"languages": ["englisch?"]},
        {"hosts": [""]},
        {"hosts": ["a b"]},
        {"since": "last week"},
        {"since": "2031-05-07", "until": "2031-05-06"},
        {"match": "(open"},
    ],
)
def test_what_cannot_be_asked(asked: dict[str, Any]) -> None:
    """What cannot be understood is wrong use, and is told before anything is read."""
    with pytest.raises(UsageError):
        make_selection(**asked)


def test_sieve_counts() -> None:
    """A sieve counts what it leaves out."""
    sieve = Sieve(make_selection(languages=["en"]))
    assert ([sieve.admits(ARTICLE), sieve.admits(BARE)], sieve.n_left_out) == ([True, False], 1)
