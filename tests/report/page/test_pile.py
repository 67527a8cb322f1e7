"""Articles and speakers are told apart in a few letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.dossier import Dossier, Relations
from sayso.model.span import Span
from sayso.report.page.pile import Pile, initials_of, site_of
from sayso.web.links import AcrossPages
from tests.report.invented import TWO, dossier


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Volodymyr Zelenskyy", "VZ"),
        ("Russia", "RU"),
        ("Russia’s defence ministry", "RDM"),
        ("the Ministry of the Interior", "MI"),
        ("Jean-Luc Picard", "JLP"),
        ("a senior official", "SO"),
        ("Ü", "Ü"),
        ("“<script>”", "SC"),
        ("", "?"),
        ("!!!", "?"),
    ],
)
def test_initials_of(name: str, initials: str) -> None:
    """A name's initials leave out small words, marks and possessive endings."""
    assert initials_of(name) == initials


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.org/a", "example.org"),
        ("http://news.example.org:80/", "news.example.org"),
        ("javascript:alert(1)", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_site_of(url: str | None, site: str | None) -> None:
    """An address that cannot be read names no site, and breaks nothing."""
    assert site_of(replace(TWO, url=url)) == site


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"publisher": "The Orsava Bell"}, "The Orsava Bell"),
        ({"url": "https://www.bell.example/x"}, "bell.example"),
        ({}, "02"),
        ({"path": "pile/a_very_long_name_of_a_file.txt"}, "a_very_long_…"),
        ({"path": None, "external_id": "x9"}, "x9"),
        ({"path": None}, "article 1"),
    ],
)
def test_label(fields: dict[str, str | None], label: str) -> None:
    """An article is called by its outlet, else its site, its file, its id, its number."""
    second = dossier().articles[1]
    called = replace(TWO, **fields)  # type: ignore[arg-type]
    alone = replace(second, article=called, attributions=(), figures=(), times=())
    pile = Pile.of(Dossier(articles=(alone,), relations=Relations(), provenance=dossier().provenance))
    assert pile.label(1) == label


def test_cite() -> None:
    """A citation holds the exact words, and its place is kept for an anchor."""
    pile = Pile.of(dossier())
    cite = pile.cite(TWO.id, Span(28, 38))
    assert (cite.words, cite.href, pile.places) == ("Lena Brasc", "#a2:28-38", {2: {Span(28, 38)}})


def test_needs_number() -> None:
    """Two articles with one label are told apart by their numbers, where a reader sees these."""
    alike = {"publisher": "The Orsava Bell"}
    made = dossier()
    articles = tuple(replace(each, article=replace(each.article, **alike)) for each in made.articles)
    twins = replace(made, articles=articles)
    piles = Pile.of(made), Pile.of(twins), Pile.of(twins, AcrossPages())
    assert [[pile.needs_number(n) for n in (1, 2)] for pile in piles] == [[False, False], [True, True], [False, False]]
