"""What is read of JSON that others write."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.news_records import Translated, strip_markup, translate_record

TEXT = "The weir above Harl gave way."


def read(record: dict[str, Any]) -> list[object]:
    """Give the fields of each article, or why there is none."""
    return [dict(found.fields) if "text" in found.fields else found.missing for found in translate_record(record)]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"text": TEXT, "@type": "NewsArticle"}, [{"text": TEXT, "@type": "NewsArticle"}]),
        ({"headline": "x"}, ["has no “text”"]),
        ({"type": ["webpage"], "URL": "x"}, ["has no “text”"]),
        ({"@type": "NewsArticle", "articleBody": TEXT}, [{"text": TEXT}]),
        ({"@type": "schema:ReportageNewsArticle", "articleBody": [TEXT]}, ["holds no “articleBody”"]),
        ({"@type": "NewsArticle", "headline": "x"}, ["holds no “articleBody”"]),
        ({"@type": "Person", "name": "Ann"}, ["is no article but Person"]),
        ({"@graph": [{"@type": "Person"}]}, ["lists no article"]),
        (
            {
                "@type": "ItemList",
                "itemListElement": [{"@type": "ListItem", "item": {"@type": "Article", "articleBody": TEXT}}],
            },
            [{"text": TEXT}],
        ),
        ({"_items": [{"uri": "u1", "body_text": TEXT}]}, [{"text": TEXT, "id": "u1"}]),
        (
            {
                "uri": "u",
                "type": "composite",
                "versioncreated": "v",
                "associations": {"a": {"uri": "u2", "body_text": TEXT}},
            },
            [{"text": TEXT, "id": "u2"}],
        ),
        (
            {
                "uri": "u",
                "bodies": [{"role": "web", "value": "<p>no</p>"}, {"role": "x:main", "value": f"<p>{TEXT}</p>"}],
            },
            [{"text": TEXT, "id": "u"}],
        ),
        (
            {
                "type": "webpage",
                "issued": {"literal": "6 May 2031"},
                "abstract": TEXT,
                "author": [{"family": "Dow", "given": "Cy"}],
            },
            [{"text": TEXT, "published": "6 May 2031", "authors": ["Cy Dow"]}],
        ),
        ({"type": "webpage", "issued": {"date-parts": [["x", 1, 2]]}, "abstract": TEXT}, [{"text": TEXT}]),
    ],
)
def test_translate_record(record: dict[str, Any], expected: list[object]) -> None:
    """Articles are found in records of each kind; what holds none says why."""
    assert read(record) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("5 < 6 & 7 > 2", "5 < 6 & 7 > 2"), ("<p>One &amp; two</p>\n<p>Three</p>", "One & two\n\nThree")],
)
def test_strip_markup(text: str, expected: str) -> None:
    """Paragraphs of HTML are parted by blank lines; a text that is none stays as it is."""
    assert strip_markup(text) == expected


NAMES = st.sampled_from(
    "text @type @graph articleBody author publisher headline uri bodies headlines associations type issued abstract "
    "date-parts items itemListElement item value role name family URL url versioncreated standard".split()
)
WORDS = st.sampled_from(["NewsArticle", "webpage", "ninjs", "<p>x", "https://a.example/", ""])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)


def test_names_nested_deep() -> None:
    """Names that are nested hundreds deep are left out, and break nothing."""
    nested: Any = "Ann Lee"
    for _ in range(900):
        nested = [nested]
    assert read({"@type": "NewsArticle", "articleBody": TEXT, "author": nested}) == [{"text": TEXT}]


@given(st.dictionaries(NAMES, VALUES, max_size=8))
def test_any_record(record: dict[str, Any]) -> None:
    """Whatever a record holds, it is translated or says why not."""
    assert all(isinstance(found, Translated) for found in translate_record(record))
