"""Every string is a query, and what is shown is a span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.span import Span
from sayso.store.search import (
    WIDTH,
    Term,
    bears_name,
    find_all,
    fold_words,
    parse_query,
    place_in_content,
    show_matches,
)

LONG = "Rain fell.\n" + "word " * 100 + "needle " + "word " * 100


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("two words", (Term(("two",)), Term(("words",)))),
        ('"two words" x', (Term(("two", "words")), Term(("x",)))),
        ("«deux mots»", (Term(("deux", "mots")),)),
        ("U.S. evac*", (Term(("U", "S")), Term(("evac",), prefix=True))),
        ('"never closed', (Term(("never", "closed")),)),
        ("re\u0301sume\u0301", (Term(("résumé",)),)),
        ("snake_case", (Term(("snake", "case")),)),
        ('* "" — ^', ()),
    ],
)
def test_parse_query(query: str, expected: tuple[Term, ...]) -> None:
    """A query is words, phrases and beginnings; other signs only part words."""
    assert parse_query(query) == expected


@given(st.text())
def test_parse_query_takes_any_string(query: str) -> None:
    """No string is refused, and no term is empty."""
    assert all(term.words and all(term.words) for term in parse_query(query))


@pytest.mark.parametrize(
    ("query", "texts", "expected"),
    [
        ("dam", ("The dam. A DAM.", ""), ((Span(4, 7), Span(11, 14)), ())),
        ("zoe dam", ("The dam.", "Zoë"), ((Span(4, 7),), (Span(0, 3),))),
        ("zoe river", ("The dam.", "Zoë"), None),
        ("riv*", ("A rivulet", ""), ((Span(2, 9),), ())),
    ],
)
def test_find_all(query: str, texts: tuple[str, str], expected: object) -> None:
    """Each term must stand in one of the texts; case and diacritics do not matter."""
    assert find_all(parse_query(query), *texts) == expected


def test_bears_name() -> None:
    """All wanted words must be in one of the names, not some in each."""
    wanted = fold_words("Zoe BRANDT")
    assert (bears_name(("Mayor Zoë Brandt",), wanted), bears_name(("Zoë", "Brandt"), wanted)) == (True, False)


def test_show_matches_cuts_at_words_around_the_first_match() -> None:
    """What is shown begins before the first match, ends at a word's end, and is about as wide as promised."""
    start = LONG.index("needle")
    span, matches = show_matches((Span(start, start + 6),), LONG)
    shown = span.cut(LONG) if span else ""
    assert (shown.startswith("word "), shown.endswith(" word"), "needle" in shown) == (True, True, True)
    assert (len(shown) <= WIDTH, matches) == (True, (Span(start, start + 6),))


def test_show_matches_of_nothing() -> None:
    """Without a match in the text there is nothing to show."""
    assert show_matches((), LONG) == (None, ())


def test_place_in_content_counts_the_newline_between_spans() -> None:
    """A match in a quote's words lies at the same words of the article, whichever span it is in."""
    content = (Span(10, 14), Span(20, 25))
    found = place_in_content(content, (Span(0, 4), Span(5, 10), Span(2, 7)))
    assert found == (Span(10, 14), Span(20, 25), Span(12, 22))
