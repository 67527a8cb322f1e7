"""What of a file is a later version of what it held, and what is another article."""

from __future__ import annotations

from itertools import count

import pytest

from sayso.model.article import Article, identify_article
from sayso.relate.successors import find_successors

_NUMBERS = count()
SAID = [f"On day {n} the harbour master counted {n + 2} barges at pier {n * 7}." for n in range(12)]
OTHER = [f"Mill {n} will shut its {n + 3} looms in week {n * 5}, the union told us." for n in range(12)]


def make(sentences: list[str], **stated: str) -> Article:
    """Make an article of some sentences."""
    text = " ".join(sentences)
    id_, sha256 = identify_article(
        text, url=stated.get("url"), external_id=stated.get("external_id"), path=f"f/{next(_NUMBERS)}"
    )
    return Article(id=id_, text=text, sha256=sha256, **stated)  # type: ignore[arg-type]  # all that is stated is text


def pairs(gone: list[Article], come: list[Article], *, by_text: bool = True) -> list[tuple[int, int]]:
    """Give which of those gone became which of those that came."""
    found = find_successors(gone, come, by_text=by_text)
    old, new = ([article.id for article in articles] for articles in (gone, come))
    return sorted((old.index(a), new.index(b)) for a, b in found.items())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {}, [(0, 0)]),
        ({"url": "https://a.example/1"}, {"url": "https://a.example/2"}, []),
        ({"external_id": "7"}, {"external_id": "8"}, []),
        ({"external_id": "7"}, {}, [(0, 0)]),
        ({"publisher": "Pots"}, {"publisher": "Post"}, [(0, 0)]),
    ],
    ids=["nothing stated", "two addresses", "two ids", "an id that came", "an outlet put right"],
)
def test_an_edited_text(old: dict[str, str], new: dict[str, str], expected: list[tuple[int, int]]) -> None:
    """A text with one sentence changed is a version of it, unless what the two state parts them."""
    assert pairs([make(SAID, **old)], [make([*SAID[:-1], OTHER[0]], **new)]) == expected


@pytest.mark.parametrize(("n_kept", "is_version"), [(8, True), (3, False), (0, False)])
def test_half_of_the_words_make_a_version(n_kept: int, is_version: bool) -> None:
    """A text that is mostly another one is another article."""
    new = make([*SAID[:n_kept], *OTHER[n_kept:]])
    assert bool(pairs([make(SAID)], [new])) is is_version


def test_a_longer_text_that_holds_the_shorter() -> None:
    """A first report that grew to four times its length is the same article; so is one cut down."""
    short, long = make(SAID[:3]), make([*SAID[:3], *OTHER])
    assert (pairs([short], [long]), pairs([long], [short])) == ([(0, 0)], [(0, 0)])


def test_one_address_or_id_makes_a_version_of_any_text() -> None:
    """What states one address or id is one article, however it was rewritten, among others too."""
    old = [make(SAID, url="https://a.example/1"), make(SAID[:6], external_id="7")]
    new = [make(OTHER, external_id="7"), make(OTHER[:6], url="https://a.example/1")]
    assert (pairs(old, new), pairs(old, new, by_text=False)) == ([(0, 1), (1, 0)],) * 2


def test_without_the_whole_file_only_what_is_stated_counts() -> None:
    """Where some of a file was passed over, a like text may stand in it still."""
    assert pairs([make(SAID)], [make(SAID[1:])], by_text=False) == []


def test_in_a_file_of_several_two_outlets_are_two() -> None:
    """A reprint that came when another outlet's went is no version of it."""
    old = [make(SAID, publisher="Post"), make(OTHER, publisher="Post")]
    new = [make(SAID[1:], publisher="Echo"), make(OTHER[1:], publisher="Post")]
    assert pairs(old, new) == [(1, 1)]


def test_each_has_one_successor() -> None:
    """Of two like articles that became two, each is followed by the one that is most like it; a third one is new."""
    old = [make(SAID), make([*SAID[:8], *OTHER[8:]])]
    new = [make([*SAID[:8], *OTHER[8:11]]), make(SAID[:11]), make([*SAID[:7], *OTHER[9:]])]
    assert pairs(old, new) == [(0, 1), (1, 0)]


def test_many_articles_are_told_apart_without_comparing_all() -> None:
    """Of hundreds of records that were edited at once, each is followed by its own."""
    made = [
        [f"Barge {n} of {n * n} tons left pier {k} for lock {n + k} at {n * k} hours." for k in range(6)]
        for n in range(60)
    ]
    old, new = [make(each) for each in made], [make([*each[:5], f"It was {n}."]) for n, each in enumerate(made)]
    assert pairs(old, new) == [(n, n) for n in range(60)]


def test_texts_without_a_run_of_words() -> None:
    """A text of two words is a version of none but one with the same words."""
    assert (
        pairs([make(["No comment"])], [make(["No reply"])]),
        pairs([make(["No  reply"])], [make(["No reply!"])]),
    ) == (
        [],
        [(0, 0)],
    )
