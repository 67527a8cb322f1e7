"""What pages state of themselves, in the ways that pages do."""

from __future__ import annotations

import pytest

from sayso.read.markup import read_markup
from sayso.read.statements import Statements, from_json_ld, read_statements


def stated(source: str, url: str | None = None) -> Statements:
    """Give what a page states."""
    return read_statements(read_markup(source), source, url)


@pytest.mark.parametrize(
    ("content", "authors", "publisher"),
    [
        ('{"@type": "NewsArticle", "author": "By Ann Lee and Bo Ray"}', ("Ann Lee", "Bo Ray"), None),
        (
            '{"@type": ["Thing", "ReportageNewsArticle"], "author": {"name": ["Ann Lee", "Bo Ray"]}}',
            ("Ann Lee", "Bo Ray"),
            None,
        ),
        (
            '[{"@type": "Person", "@id": "#a", "name": "Ann Lee"}, {"@type": "Article", "author": {"@id": "#a"}}]',
            ("Ann Lee",),
            None,
        ),
        ('{"@type": "Article", "author": "https://x.example/ann", "publisher": "Port &amp; Quay"}', (), "Port & Quay"),
        ('{"@type": "Article", "publisher": [{"name": "Dawn by Night"}],}', (), "Dawn by Night"),
        ('<!-- {"@type": "BlogPosting", "creator": {"name": "Ann Lee"}} -->', ("Ann Lee",), None),
        ('{"@type": "Organization", "author": "Ann Lee"}', (), None),
        ('{"@type": "NewsArticle", "author": ', (), None),
        ('{"@type": 7, "author": [[[]]], "publisher": {}}', (), None),
    ],
)
def test_from_json_ld(content: str, authors: tuple[str, ...], publisher: str | None) -> None:
    """Names are found however JSON-LD nests them; what is no article, or no JSON, states nothing."""
    found = from_json_ld([content])
    assert (found.authors, found.publisher) == (authors, publisher)


@pytest.mark.parametrize(
    ("source", "published", "zone", "modified"),
    [
        (
            '<meta property="article:published_time" content="2024-03-05T07:40:00+05:30">',
            "2024-03-05T02:10:00Z",
            "+05:30",
            None,
        ),
        ('<meta property="article:modified_time" content="2024-03-05">', None, None, "2024-03-05"),
        ('<meta name="date" content="03/04/2024">', None, None, None),
        ('<time pubdate datetime="2024-03-05T07:40Z">now</time>', "2024-03-05T07:40:00Z", "+00:00", None),
        ('<time itemprop="dateModified" datetime="2024-03-05">now</time>', None, None, "2024-03-05"),
        (
            '<meta name="date" content="2024-03-05"><meta itemprop="datePublished" content="2024-03-05T10:00-03:00">',
            "2024-03-05T13:00:00Z",
            "-03:00",
            None,
        ),
        (
            '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2024-03-05"}</script>',
            "2024-03-05",
            None,
            None,
        ),
    ],
)
def test_dates(source: str, published: str | None, zone: str | None, modified: str | None) -> None:
    """Publication and change are kept apart, in UTC, with the zone in which they were stated."""
    found = stated(source)
    assert (found.published_at, found.published_zone, found.modified_at) == (published, zone, modified)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<link rel="canonical" href="/news/1">', "https://port.example/news/1"),
        ('<link rel=canonical href="https://port.example/">', None),
        ('<meta property="og:url" content="https://port.example/a">', "https://port.example/a"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="https://[bad">', None),
    ],
)
def test_canonical_address(source: str, expected: str | None) -> None:
    """An address that a page gives itself is made whole; one that leads to the front page, or nowhere, is none."""
    assert stated(source, "https://port.example/b").url == expected
