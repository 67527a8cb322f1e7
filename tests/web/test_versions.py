"""Versions of an article on the pages: the one that stands is listed, and leads to the earlier ones."""

from __future__ import annotations

import json
import re

import pytest

from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article, identify_article
from sayso.model.versions import FileVersion
from sayso.store.sqlite import SqliteStore
from tests.web.asking import Asker
from tests.web.conftest import MADE_BY

TEXT = "The bridge at Oberau will stay closed, Mayor Lena Brasc said on Tuesday. <b>Nobody</b> was hurt.\n"


@pytest.fixture
def versions(store: SqliteStore) -> tuple[Article, Article]:
    """Put an article and its later version into the case; nobody related them yet."""
    made = []
    for text in (TEXT, TEXT.replace("<b>Nobody</b>", "<i>One</i> person")):
        id_, sha256 = identify_article(text, url=None, external_id=None, path="added/oberau.txt")
        made.append(Article(id=id_, text=text, sha256=sha256, path="added/oberau.txt", title="Oberau"))
    with store.writer() as writer:
        writer.add_articles(made)
        writer.add_annotations((AnnotatedArticle(article=each) for each in made), MADE_BY)
        writer.add_file_versions(
            FileVersion(file="fil-1", locator="loc-1", article_id=each.id, read_at=f"2031-05-0{day}T08:00:00Z")
            for day, each in enumerate(made, start=1)
        )
    return made[0], made[1]


def test_an_article_leads_to_its_earlier_version(asker: Asker, versions: tuple[Article, Article]) -> None:
    """The page of the last version tells what changed; that of the earlier says that it counts no more."""
    old, new = versions
    page = asker.get(f"/articles/{new.id}").text
    assert "“<bdi>b&gt;Nobody&lt;/b</bdi>” became “<bdi>i&gt;One&lt;/i&gt; person</bdi>”" in page
    assert (f'href="/articles/{old.id}"' in page, "This is the latest version" in page, "notice" in page) == (
        True,
        True,
        False,
    )
    page = asker.get(f"/articles/{old.id}").text
    assert (f'<a href="/articles/{new.id}">Show the latest</a>' in page, "does not count" in page) == (True, True)


def test_an_article_without_versions_says_nothing_of_them(asker: Asker, store: SqliteStore) -> None:
    """Most articles have one text."""
    article = next(iter(store.view().articles()))
    assert "<h3>Versions</h3>" not in asker.get(f"/articles/{article.id}").text


def test_lists_hold_the_last_version(asker: Asker, store: SqliteStore, versions: tuple[Article, Article]) -> None:
    """The pages and the API count and list what stands; the first page tells how many earlier versions there are."""
    old, new = versions
    n_standing = store.view().n_articles() - 1
    for path in ("/", "/articles", "/api/v1/articles?limit=100"):
        found = asker.get(path).text
        assert (old.id in found, new.id in found) == (False, True), path
    assert json.loads(found)["n_total"] == n_standing
    first = asker.get("/").text
    assert ("1 earlier version" in first, re.search(r"(\d+) articles", first)[1]) == (True, str(n_standing))  # type: ignore[index]
    attributions = json.loads(asker.get(f"/api/v1/attributions?article={old.id}").text)
    assert attributions["n_total"] == 0
