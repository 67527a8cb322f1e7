"""`find_alleged`: a claim that a noun tells of, whose it is, and where it is none."""

from __future__ import annotations

import pytest

from sayso.annotate.alleged import find_alleged
from sayso.annotate.lexicon import load_lexicon
from sayso.model.span import Span


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("Peter Lang’s repeated claims that the dyke leaked", "Peter Lang", "the dyke leaked"),
        ("the Republicans' contention that the dyke leaked", "the Republicans", "the dyke leaked"),
        ("claims by the opposition that the dyke leaked were “absurd”", "the opposition", "the dyke leaked"),
        ("claims from Ann Holt, who left, that the dyke leaked", None, None),
        ("her allegation she saw it leak", "her", "she saw it leak"),
        ("Lang's claim to have seen it leak", "Lang", "to have seen it leak"),
        ("reports that two divers had died", None, "two divers had died"),
        ("a report that claimed two divers had died", None, None),
        ("a report that was read to the council", None, None),
        ("the report to the council", None, None),
    ],
)
def test_alleged(text: str, source: str | None, said: str | None) -> None:
    """A noun of claiming with "that" tells a claim and whose it is; one that "that" stands for tells none."""
    found = find_alleged(text, Span(0, len(text)), load_lexicon())
    assert (found.content.cut(text) if found else None) == said
    assert (found.source.cut(text) if found and found.source else None) == source
