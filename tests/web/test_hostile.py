"""What articles try, and that it is shown as text."""

from __future__ import annotations

from html import unescape
from urllib.parse import quote

import pytest

from sayso.model.article import Article, identify_article
from sayso.store.sqlite import SqliteStore
from tests.web.asking import Asker
from tests.web.hostile import HOSTILE


def keep(store: SqliteStore, name: str, text: str) -> Article:
    """Put a text into the case as an article whose every field says the same."""
    id_, digest = identify_article(text, url=None, external_id=name, path=None)
    said = text[:2000]
    article = Article(
        id=id_, text=text, sha256=digest, external_id=name, title=said, publisher=said, authors=(said,), url=said
    )
    with store.writer() as writer:
        writer.add_article(article)
    return article


@pytest.mark.parametrize("name", HOSTILE)
def test_shown_as_text(asker: Asker, store: SqliteStore, name: str) -> None:
    """An article's text is on its page to the letter, inside one element, and its markup is none of the page's."""
    article = keep(store, name, HOSTILE[name])
    page = asker.get(f"/articles/{article.id}").text
    shown = page.partition('/explain">')[2].partition("</div>\n</article>")[0]
    assert unescape(shown) == article.text


@pytest.mark.parametrize(
    "path", ["/articles/{}", "/articles", "/", "/search", "/articles/{}/saved", "/compare?a={}&b=x"]
)
@pytest.mark.parametrize("name", ["script", "handlers", "svg", "css", "breaking out"])
def test_no_markup_anywhere(asker: Asker, store: SqliteStore, name: str, path: str) -> None:
    """On no page does an article's markup become markup, wherever its words stand."""
    article = keep(store, name, HOSTILE[name])
    page = asker.get(path.format(article.id)).text
    found = [tag for tag in ("<script>window", "<img", "<svg><", "<style>", "<i>'", "<body onload") if tag in page]
    assert found == []


@pytest.mark.parametrize("query", ["<script>window.ran=1</script>", '"><img src=x>', "{{7*7}}", "\x00", "💥" * 300])
def test_queries_are_text(asker: Asker, query: str) -> None:
    """What is searched for is shown as text, whatever it is."""
    answer = asker.get(f"/search?q={quote(query)}")
    assert (answer.status, "<img" in answer.text, "<script>" in answer.text) == (200, False, False)
