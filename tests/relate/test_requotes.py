"""`find_requotes`, through `find_copies`."""

from __future__ import annotations

import pytest

from sayso.model.annotation import AnnotatedArticle
from sayso.model.relation import Direction, Manner
from sayso.relate.reuse import find_copies
from tests.relate.written import attribute, with_attributions, write_article

LONG = "To be frank, we sail when the wind lets us, and of that crane we only heard about it"


def _said(name: str, text: str, words: str, published_at: str | None = None) -> AnnotatedArticle:
    article = write_article(text, name=name, published_at=published_at)
    return with_attributions(article, attribute(article, words, speaker="Ann Moore"))


FULL = _said("a", f"Ann Moore told the harbour board: “{LONG}.” Nobody asked her more.", LONG, "2024-03-01T09:00:00Z")
SHORT = _said(
    "b", "Of the accident “we only heard about it”, Ann Moore said.", "we only heard about it", "2024-03-01T12:00:00Z"
)


def test_a_short_quotation_inside_a_long_one_is_shared() -> None:
    """Five words of reported speech, to the word inside another's quotation marks, tie the two articles."""
    (copy,) = find_copies([SHORT, FULL])
    words = [(p.source.cut(FULL.article.text), p.target.cut(SHORT.article.text)) for p in copy.passages]
    assert (copy.source, copy.manner, copy.direction, words) == (
        "a-article",
        Manner.QUOTED,
        Direction.EARLIER,
        [("we only heard about it", "we only heard about it")],
    )


@pytest.mark.parametrize(
    "other",
    [
        write_article("The song “We only heard about it” was played at the quay.", name="c"),
        write_article("We only heard about it on the radio, a docker wrote.", name="c"),
        _said("c", "“Only heard of it”, Ann Moore said of the crane.", "Only heard of it"),
        _said("c", "“we only heard about it”, Ann Moore said of a crane.", "we only heard about it", "2024-04-01"),
    ],
    ids=["title of another case", "not quoted", "other words", "a month later"],
)
def test_what_is_no_reuse_of_speech(other: AnnotatedArticle) -> None:
    """A title, words outside quotation marks, other words, and words said again long after are not tied."""
    title_alone = write_article("They hummed “We only heard about it” all night.", name="d")
    speech = FULL if other.attributions or not other.quotations else title_alone
    assert find_copies([speech, other]) == ()


def test_ties_grow_with_the_articles() -> None:
    """Each article is tied to the first that has the words, not to all of them."""
    others = [
        _said(
            f"n{hour}",
            f"“we only heard about it”, Ann Moore said at {hour}.",
            "we only heard about it",
            f"2024-03-01T{hour}:00:00Z",
        )
        for hour in range(13, 18)
    ]
    assert [(copy.source, copy.target) for copy in find_copies([FULL, *others])] == [
        ("a-article", f"n{hour}-article") for hour in range(13, 18)
    ]
