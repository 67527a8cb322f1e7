"""The page holds every word where it says, runs nothing of an article, and can be verified by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from sayso.model.dossier import Dossier, Relations
from sayso.model.relation import Origins, Position
from sayso.report.to_html import to_html
from sayso.report.verify import verify_report
from tests.report.drawn import HOSTILE, dossiers
from tests.report.invented import FEWER, MANY, TWO, dossier

PAGE = to_html(dossier()).decode()


def test_same_bytes() -> None:
    """Two runs over the same dossier give the same page."""
    assert to_html(dossier()).decode() == PAGE


@pytest.mark.parametrize(
    "words",
    [
        "2 articles, <span>3 May 2031, 1 undated</span>",
        "date unknown",
        "Speaker unknown",
        "reports not seeing",
        "also written",
        "401 or more",
        "315 to 385",
        "the article’s own voice",
        "direction unknown",
        "name variants",
        "One utterance, told 2 times in 2 articles, in 2 wordings",
        "reworded",
        "pile/03.txt",
        "the file is empty",
        "disputed",
        "hand/1",
        "not observed",
        "1 claim<",
        "3 May 2031, 1 undated · 1 origin",
        "2 attributions · 1 origin",
        "1 figure · 1 origin",
    ],
)
def test_shown(words: str) -> None:
    """What is known, and what is not, is said in words."""
    assert words in PAGE


def test_sections_in_order() -> None:
    """The sections stand in the order in which a person reads them."""
    ids = re.findall(r'<section id="(\w+)"', PAGE)
    assert ids == ["pile", "claimed", "said", "figures", "copied", "when", "flags", "articles"]


def test_headings_in_order() -> None:
    """No heading level is skipped on the way down."""
    levels = [int(level) for level in re.findall(r"<h(\d)", PAGE)]
    assert [b for a, b in pairwise(levels) if b > a + 1] == []


def test_policy_allows_our_own_files_only() -> None:
    """The content security policy names one style sheet and one script by hash, and allows nothing else."""
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', PAGE)
    assert policy is not None
    assert re.sub(r"sha256-[\w+/=]{44}", "HASH", policy[1].replace("&#39;", "'")) == (
        "default-src 'none'; style-src 'HASH'; script-src 'HASH'; img-src data:; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("pattern", [r"\sstyle=", r"\son\w+=", r"\ssrc=", r"@import", r"url\(", r"tabindex=\"[1-9]"])
def test_nothing_is_loaded_or_run(pattern: str) -> None:
    """No inline style, no event handler, no other file, no tab order of its own."""
    assert re.findall(pattern, PAGE) == []


def test_generated_at() -> None:
    """The time of writing is shown if it was given."""
    assert b"written 2031-05-03T07:00:00Z" in to_html(dossier(), generated_at="2031-05-03T07:00:00Z")


def test_empty_pile() -> None:
    """A pile of nothing is a page that says what would fill it, and verifies."""
    empty = Dossier(articles=(), relations=Relations(), provenance=dossier().provenance)
    assert verify_report(to_html(empty)).n_articles == 0


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org/a", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("//example.org", False),
    ],
)
def test_only_web_addresses_are_links(url: str, linked: bool) -> None:
    """An article's address is a link only if it is http or https."""
    first, second = dossier().articles
    changed = replace(second, article=replace(second.article, url=url))
    page = to_html(replace(dossier(), articles=(first, changed))).decode()
    assert ('class="out" href="h' in page.lower()) == linked


@pytest.mark.parametrize("words", [words for words in HOSTILE if "<" in words or '"' in words])
def test_hostile_words_are_text(words: str) -> None:
    """Markup in a publisher's name or a fault is shown, not parsed."""
    fault = replace(dossier().faults[0], reason=words)
    page = to_html(replace(dossier(), faults=(fault,))).decode()
    assert page.count(words) == PAGE.count(words)


@given(dossiers())
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
def test_always_verifies(drawn: Dossier) -> None:
    """Whatever the articles hold, the page verifies: texts, citations, links and nesting."""
    assert verify_report(to_html(drawn)).n_articles == len(drawn.articles)


def test_initials_stand_behind_the_closing_mark() -> None:
    """A speaker's initials follow the mark that closes the quotation, as a note does."""
    assert re.search(r',(</span>)+”<a class="i s1"', PAGE) is not None


def test_figures_in_agreement_need_no_axis() -> None:
    """Figures that are one number are listed with their origins, and no axis is drawn through one point."""
    relations = dossier().relations
    origins = Origins(reports=2, lower=1, upper=2, groups=())
    position = Position(low=401.0, high=None, figures=(MANY.id, "fig-2"), origins=origins)
    agreed = replace(relations.quantities[0], figures=(MANY.id, "fig-2"), disputed=False, positions=(position,))
    first, second = dossier().articles
    twice = replace(
        second, figures=(*second.figures, replace(MANY, id="fig-2", article_id=TWO.id, span=FEWER.span, measured=None))
    )
    made = replace(dossier(), articles=(first, twice), relations=replace(relations, quantities=(agreed,)))
    shown = to_html(made).decode()
    assert ("2 figures in 2 articles · 1–2 origins" in shown, 'class="scale"' in shown) == (True, False)


def test_doubtful_claims_are_counted_apart() -> None:
    """A claim of which it is doubtful that all speak of one matter is no claim of the pile, and is one click away."""
    relations = dossier().relations
    doubtful = replace(relations, claims=tuple(replace(claim, doubtful=True) for claim in relations.claims))
    shown = to_html(replace(dossier(), relations=doubtful)).decode()
    assert ("0 claims and 1 doubtful" in shown, 'href="#doubtful"' in shown) == (True, True)


def test_words_that_look_like_a_citation() -> None:
    """A speaker whose name ends as a citation begins is counted as none, and the page still verifies."""
    relations = dossier().relations
    named = replace(relations.entities[0], name="Lena data-s=")
    made = replace(dossier(), relations=replace(relations, entities=(named,)))
    assert verify_report(to_html(made)).n_articles == 2
