"""Whom "who" stands for: the name beside it, the name before an apposition, the group right before."""

from __future__ import annotations

import pytest

from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.mentions import find_mentions
from sayso.annotate.speakers import SpeakerFinder
from sayso.model.span import Span
from tests.annotate.made import make_article


def who(text: str) -> str | None:
    """Name the speaker of the last "who"."""
    mentions = find_mentions(make_article(text)).mentions
    at = text.rindex("who")
    speaker = SpeakerFinder(text, mentions, load_lexicon()).resolve(Span(at, at + 3))
    return speaker.name if speaker is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Mr. Peter Lang, who said it held.", "Peter Lang"),
        ("They met Sen. Peter Lang (R-Velm), who said it held.", "Peter Lang"),
        ("They met Sen. Peter Lang, R-Velm, who said it held.", "Peter Lang"),
        ("So came Mr. Peter Lang—who said it held.", "Peter Lang"),
        ("They met Sen. Peter Lang, a Velm lawyer who said it held.", "Peter Lang"),
        ("They met Sen. Peter Lang, the former mayor of Velm, who said it held.", "Peter Lang"),
        ("They met Sen. Peter Lang, a lawyer for the farmers who said it held.", "farmers"),
        ("They met Sen. Peter Lang and Sen. Anna Rohde, who were saying it held.", None),
        ("It angered some Republicans, who said it held.", "Republicans"),
        ("There Peter Lang saw two state senators who said it held.", "senators"),
        ("They met another doctor, who worked there in the late 1990s, who said it held.", None),
        ("Nobody knew who said it held.", None),
    ],
)
def test_who_is_what_its_clause_hangs_on(text: str, expected: str | None) -> None:
    """Where it may be one of two there is no speaker."""
    assert who(text) == expected
