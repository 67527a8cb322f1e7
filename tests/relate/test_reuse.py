"""`find_copies` and `CopyStream`."""

from __future__ import annotations

from random import Random

import pytest
from benchmarks.simulator.pile import simulate_pile
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.annotation import AnnotatedArticle
from sayso.model.relation import Copy, Direction, Manner
from sayso.relate.reuse import CopyStream, find_copies
from tests.relate.written import write_article

LEAD = (
    "A crane toppled onto the quay of Port Ellen shortly before dawn on Monday, crushing two empty lorries and "
    "cutting the power to the ferry terminal for the third time this winter, harbour officials said."
)
SECOND = (
    "Engineers had warned the council in a letter last autumn that bolts at the foot of the crane were rusted through, "
    "but the repair was put off until spring because the budget had run out."
)
OTHER = (
    "Across the bay the fish market opened an hour late. Buyers stood in the rain and complained of the dark, and "
    "a schoolboy sold them tea from a flask at twice the usual price until his mother came to fetch him."
)
THIRD = (
    "Insurers put the loss at several million and sent their own surveyor, who walked the length of the quay twice and "
    "would not be drawn on who should have paid for new bolts."
)


def _pairs(*articles: AnnotatedArticle) -> list[tuple[str, str]]:
    return [(copy.source, copy.target) for copy in find_copies(articles)]


def _grow(*articles: AnnotatedArticle) -> CopyStream:
    stream = CopyStream()
    for article in articles:
        stream.add(article)
    return stream


def _words(copy: Copy, *articles: AnnotatedArticle) -> list[tuple[str, str]]:
    texts = {each.article.id: each.article.text for each in articles}
    return [(p.source.cut(texts[copy.source]), p.target.cut(texts[copy.target])) for p in copy.passages]


def test_a_reprint_is_a_copy_to_the_character() -> None:
    """A text printed again under another headline is one verbatim passage, marks and all."""
    a = write_article(f"Crane falls\n{LEAD} {SECOND}", name="a")
    b = write_article(f"Port in the dark\n{LEAD} {SECOND}", name="b")
    (copy,) = find_copies([b, a])
    assert (copy.verbatim, _words(copy, a, b)) == (True, [(f"{LEAD} {SECOND}", f"{LEAD} {SECOND}")])


def test_a_short_article_inside_a_long_one_is_found() -> None:
    """What is copied counts as a part of the target, however long the other text is."""
    long = write_article(f"{OTHER}\n{LEAD}\n{THIRD}\n{OTHER[::-1]}", name="a", published_at="2024-01-01")
    short = write_article(LEAD, name="b", published_at="2024-01-02")
    (copy,) = find_copies([long, short])
    assert (copy.target, copy.share, copy.direction) == ("b-article", 1.0, Direction.EARLIER)


def test_light_edits_stay_one_passage() -> None:
    """A word changed here and there does not break a passage, and it is no longer verbatim."""
    a = write_article(LEAD, name="a")
    b = write_article(LEAD.replace("shortly", "just").replace("crushing", "smashing"), name="b")
    (copy,) = find_copies([a, b])
    assert (len(copy.passages), copy.verbatim) == (1, False)


@pytest.mark.parametrize(
    ("step", "expected"),
    [(1000, Manner.VERBATIM), (15, Manner.EDITED), (7, Manner.REWRITTEN)],
)
def test_manner(step: int, expected: Manner) -> None:
    """A copy is verbatim, lightly edited up to one word in ten, or rewritten."""
    words = f"{LEAD} {SECOND} {THIRD}".split()
    edited = " ".join("otherwise" if n % step == step - 1 else word for n, word in enumerate(words))
    (copy,) = find_copies([write_article(" ".join(words), name="a"), write_article(edited, name="b")])
    assert copy.manner == expected


def test_a_shared_speech_is_no_copy() -> None:
    """Two reports that share only what stands in quotation marks were written on their own."""
    a = write_article(f"Mayor Ann Moore faced the press at noon. “{SECOND}” Then she left by a side door.", name="a")
    b = write_article(
        f"The mayor defended herself on Monday. “{SECOND}” Dockers booed from the street below.", name="b"
    )
    assert _pairs(a, b) == []


def test_furniture_is_no_copy() -> None:
    """Page furniture that two articles share does not make a pair, and no passage takes it in."""
    a = write_article(f"{LEAD}\n{OTHER}", name="a", furniture=(OTHER,))
    b = write_article(f"{THIRD}\n{OTHER}", name="b", furniture=(OTHER,))
    assert _pairs(a, b) == []


def test_a_passage_stops_at_furniture() -> None:
    """A share line in the middle of a copied text parts the passage in two."""
    a = write_article(f"{LEAD}\nRead more: our port\n{SECOND}", name="a", furniture=("Read more: our port",))
    b = write_article(f"{LEAD}\n{SECOND}", name="b")
    (copy,) = find_copies([a, b])
    assert _words(copy, a, b) == [(LEAD, LEAD), (SECOND, SECOND)]


def test_unlike_articles_are_no_copies() -> None:
    """One event told by two writers is no copy."""
    assert _pairs(write_article(f"{LEAD} {THIRD}", name="a"), write_article(OTHER, name="b")) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"publisher": "apnews.com"}, {"publisher": "gazette.com"}, ("a-article", Direction.CREDITED, "AP")),
        (
            {"published_at": "2024-03-02"},
            {"published_at": "2024-03-01T09:00:00Z"},
            ("b-article", Direction.EARLIER, None),
        ),
        (
            {"published_at": "2024-03-02"},
            {"published_at": "2024-03-02T09:00:00Z"},
            ("a-article", Direction.UNKNOWN, None),
        ),
        ({"published_at": "2024-03-02"}, {}, ("a-article", Direction.UNKNOWN, None)),
        ({"publisher": "The New York Times"}, {"publisher": "blog.net"}, ("a-article", Direction.UNKNOWN, None)),
    ],
)
def test_direction(first: dict[str, str], second: dict[str, str], expected: tuple[str, Direction, str | None]) -> None:
    """A credit speaks first, then time where both dates differ; fame never."""
    credited = expected[1] is Direction.CREDITED
    a = write_article(f"PORT ELLEN {LEAD} {SECOND}", name="a", **first)  # type: ignore[arg-type]
    b = write_article(f"PORT ELLEN {'(AP) — ' if credited else ''}{LEAD} {SECOND}", name="b", **second)  # type: ignore[arg-type]
    (copy,) = find_copies([a, b])
    credit = copy.credit.cut(b.article.text) if copy.credit else None
    assert (copy.source, copy.direction, credit) == expected


def test_one_agency_behind_both_is_shown_as_credit() -> None:
    """Two reprints of an agency's text that is not in the pile name it, and neither is the other's source by credit."""
    a = write_article(f"PORT ELLEN (Reuters) - {LEAD} {SECOND}", name="a", publisher="gazette.com")
    b = write_article(f"PORT ELLEN (Reuters) - {LEAD} {SECOND}", name="b", publisher="post.com")
    (copy,) = find_copies([a, b])
    credit = copy.credit.cut(b.article.text) if copy.credit else None
    assert (copy.direction, credit) == (Direction.UNKNOWN, "Reuters")


SENTENCES = st.lists(st.sampled_from([LEAD, SECOND, OTHER, THIRD, "Rain fell.", "“No,” she said."]), max_size=4)


@settings(max_examples=40)
@given(st.lists(SENTENCES, min_size=2, max_size=4))
def test_passages_hold_the_same_words_and_order_does_not_matter(texts: list[list[str]]) -> None:
    """Both spans of an unedited passage are equal, shares stay within 0 and 1, and the pile's order changes nothing."""
    articles = [write_article(" ".join(["Start.", *text]), name=f"n{index}") for index, text in enumerate(texts)]
    copies = find_copies(articles)
    assert find_copies(articles[::-1]) == copies
    assert [pair for copy in copies if copy.verbatim for pair in _words(copy, *articles) if pair[0] != pair[1]] == []
    assert [copy.share for copy in copies if not 0 < copy.share <= 1] == []


@settings(max_examples=20)
@given(st.lists(SENTENCES, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_a_pile_grown_in_any_order_has_the_same_copies(texts: list[list[str]], random: Random) -> None:
    """Neither the order in which articles come nor a look at the copies on the way changes them."""
    articles = [write_article(" ".join(["Start.", *text]), name=f"n{index}") for index, text in enumerate(texts)]
    *early, late = random.sample(articles, len(articles))
    stream = _grow(*early)
    stream.list_copies()
    stream.add(late)
    assert stream.list_copies() == find_copies(articles)


def test_the_copies_of_one_article_are_those_that_the_whole_list_has_of_it() -> None:
    """What stands around an article tells its copies, background and all; shared quotations are left to the list."""
    articles = simulate_pile(80, seed=3).articles
    stream = _grow(*articles)
    listed = [copy for copy in stream.list_copies() if copy.manner is not Manner.QUOTED]
    ids = [annotated.article.id for annotated in articles]
    expected = [tuple(copy for copy in listed if key in (copy.source, copy.target)) for key in ids]
    assert any(expected)
    assert [stream.list_copies_of(key) for key in ids] == expected
