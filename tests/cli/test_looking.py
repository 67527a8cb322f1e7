"""`sayso search` leads from a word to the articles, `sayso show` from an article to its marked text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLES, Typed


def test_search_finds_without_accents(typed: Typed, pile: Path) -> None:
    """Words are found whatever their case and accents, with the words around them."""
    lines = typed("search", "OVARI sleep", pile, "--json").out.splitlines()
    found = [json.loads(line) for line in lines]
    assert [(row["kind"], "sleep" in row["exact"]) for row in found] == [("quote", True), ("article", True)]


def test_search_finds_nothing(typed: Typed, pile: Path) -> None:
    """A word that stands nowhere gives no rows and is no error."""
    answer = typed("search", "zeppelin", pile, "--json")
    assert (answer.code, answer.out) == (0, "")


@pytest.mark.parametrize("ref", ["gazette.txt", "articles/gazette.txt"])
def test_show_marks_quotes_in_brackets(typed: Typed, pile: Path, ref: str) -> None:
    """In a pipe a quote stands in brackets with its speaker."""
    answer = typed("show", ref, pile)
    assert (answer.code, "[quote Ann Lee: There is no danger to the town,]" in answer.out) == (0, True)


def test_show_finds_an_article_by_the_beginning_of_its_id(typed: Typed, pile: Path) -> None:
    """A part of the id is enough where it is unique."""
    first = json.loads(typed("articles", pile, "--json").out.splitlines()[0])
    assert typed("show", first["id"][:12], pile).out.startswith(first["id"])


def test_show_refuses_a_name_that_is_not_there(typed: Typed, pile: Path) -> None:
    """An article that is not there is wrong use."""
    assert typed("show", "nothing.txt", pile).code == 2


def test_show_draws_on_a_terminal(typed: Typed, pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the text stands without brackets, under the key to its styles."""
    monkeypatch.setattr("sayso.cli.looking.is_terminal", lambda _: True)
    answer = typed("show", "gazette.txt", pile)
    shown = " ".join(answer.out.split())
    assert ("quote source cue figure time furniture" in shown, "“There is no danger to the town,”" in shown) == (
        True,
        True,
    )


def test_no_article_drives_the_terminal(typed: Typed, pile: Path) -> None:
    """Escape sequences and signs that turn the direction of text are written out."""
    text = ARTICLES["gazette.txt"].replace("no danger", "no \u202edanger\u2066")
    (pile / "gazette.txt").write_text(text, "utf-8")
    out = typed("show", "gazette.txt", pile).out + typed("quotes", pile).out + typed("quotes", pile, "--json").out
    assert (out.count("\\u202edanger\\u2066"), "\u202e" in out) == (3, False)
