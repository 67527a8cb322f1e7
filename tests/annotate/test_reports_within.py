"""What inside a content is another's report, and what only looks like one."""

from __future__ import annotations

import pytest

from sayso.annotate.annotator import annotate_article
from tests.annotate.made import make_article


def told_within(text: str) -> list[tuple[str, str]]:
    """Give source and content of each attribution that is nested in another."""
    found = annotate_article(make_article(text).article).attributions
    nested = [a for a in found if a.nested_in is not None]
    return [(a.source.cut(text) if a.source else "", " / ".join(s.cut(text) for s in a.content)) for a in nested]


@pytest.mark.parametrize(
    "text",
    [
        "“Right now I’d say the dyke has a chance,” Ann Lee said.",
        "“Let me tell you the dyke is old,” Ann Lee said.",
        "“He’s now blocking the council at every turn including telling crews that they cannot work,” Ann Lee said.",
        "“Call the council, write them an email, post it on the wall today,” Ann Lee said.",
        "“We want everything he says he has built,” Ann Lee said.",
        "“The things they are saying I said, I never said,” Ann Lee said.",
        "“The dyke is not as old as the council says it is,” Ann Lee said.",
        "“They met the man who officers say broke the dyke last week,” Ann Lee said.",
        "“The council added some 300 metres of dyke as planned,” Ann Lee said.",
        "“The mayor said about the dyke what he had to,” Ann Lee said.",
        "“The mayor said that the other night. Did anybody ask?” Ann Lee said.",
        "“The crews protested throughout the town on Monday, leading to delays,” Ann Lee said.",
        "“We want to know what our leaders are promising for us before we vote,” Ann Lee said.",
        "“A letter written that the dyke leaked is old,” Ann Lee said.",
        "“They called the mayor to loudly urge him to build a dyke,” Ann Lee said.",
        "“Said the mayor was asleep at the time of the flood,” Ann Lee wrote.",
        "“The judge wrote an opinion that was short,” Ann Lee said.",
    ],
)
def test_what_only_looks_like_a_report_is_none(text: str) -> None:
    """One's own voice, a relative clause, a count, a time, a place and a deed are no report of another's."""
    assert told_within(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The mayor said the dyke was old,” Ann Lee said.", [("The mayor", "the dyke was old")]),
        (
            "“The council added that 300 metres of dyke were lost,” Ann Lee said.",
            [("The council", "300 metres of dyke were lost")],
        ),
        (
            "“The officers who went down said the dyke was old,” Ann Lee said.",
            [("The officers who went down", "the dyke was old")],
        ),
        (
            "“The mayor has written that the dyke was old,” Ann Lee said.",
            [("The mayor", "the dyke was old")],
        ),
        (
            "“The mayor said it will be gone in five years,” Ann Lee said.",
            [("The mayor", "it will be gone in five years")],
        ),
        ("“The mayor said that was absurd,” Ann Lee said.", [("The mayor", "that was absurd")]),
    ],
)
def test_a_report_of_anothers_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    """A clause that somebody else says stays, whole; "that" before its verb is its subject."""
    assert told_within(text) == expected
