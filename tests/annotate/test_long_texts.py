"""A text takes time that grows with its length: no line of a layer runs far more than twice as often in twice it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sayso.annotate.annotator import RULES_ALONE, Annotator, annotate_article, choose_annotator
from sayso.annotate.occurrences import find_word
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.model.nearby import Cover, Nearby
from sayso.model.span import Span
from tests.counting import Runs, count_runs, find_grown

LAYERS = str(Path(sys.modules["sayso.annotate.annotator"].__file__ or "").parent)
SHORT = 8  # parts of the shorter text
ROLES = "minister mayor governor judge sheriff coroner professor senator".split()
HEADS = "Ban Cor Dal Fen Gar Hol Jas Kel Lor Mar Nor Pol Rud Sel Tor Vel Wen Zan".split()
TAILS = "berg dorf field ham ing land man ner ova ric sen ton vic well wood yard".split()
PART = """\
{town} (Tidewire) — Harbour {role} {first} {last} said on Tuesday that {n} people had left the port of {town}, \
and that “the water was at the door by noon.” “We counted {n} boats,” he said. “None of them was ours,” the \
{role} added.

The {town} Herald, a local newspaper, reported that the {last} Agency had closed {n} roads, citing a police \
report. The agency said it would open two of them on Friday. The newspaper said “nobody was told,” according to \
{last} Jr., who told the newspaper that his office had warned the {town} Port Authority in March. The company \
denied it.

{first} {last}, who leads the Clean {town} group, told {town} TV in an interview that she had seen {m} trucks, \
more than the {n} that officials had spoken of. The group’s director, Ann {last}, claimed the toll was at least \
{m}. “It held,” she said, adding that the mayor had asked: “Who counted them?” The mayor said that he had not, \
the Herald reported.

The letter from the {town} council reads:

Nobody who lives beside the harbour was asked whether the gate might be closed in the two weeks before the flood \
came.

“I saw it go under” — {first} {last} (@{last}) March 3, 2024
"""


def make_text(n: int) -> str:
    """Make a text of so many parts, each with names, counts and quotations of its own."""
    parts = []
    for i in range(n):
        last, town = HEADS[i % len(HEADS)] + TAILS[i % len(TAILS)], TAILS[-1 - i % 16].title() + HEADS[i % 17].lower()
        first = ("Peter", "Anna", "Paul", "Mary", "John")[i % 5]
        role = ROLES[i % len(ROLES)]
        parts.append(PART.format(role=role, first=first, last=last, town=town, n=120 + 7 * i, m=340 + 11 * i))
    return "\n".join(parts)


def count_annotating(text: str, annotator: Annotator) -> Runs:
    """Count how often each line of the layers runs while a text is annotated."""
    article = Article(id="a", text=text, sha256=sha256_of(text))
    return count_runs(LAYERS, lambda: annotate_article(article, annotator.layers))


@pytest.mark.parametrize("annotator", [RULES_ALONE, choose_annotator()], ids=["rules", "installed"])
def test_no_line_runs_far_more_often_in_twice_the_text(annotator: Annotator) -> None:
    """Twice the text is about twice the work, in each line of each layer."""
    annotate_article(
        Article(id="a", text=make_text(1), sha256=sha256_of(make_text(1))), annotator.layers
    )  # loads lists
    once, twice = (count_annotating(make_text(n), annotator) for n in (SHORT, 2 * SHORT))
    assert not find_grown(once, twice)
    assert sum(twice.values()) > 100_000  # it was counted


@pytest.mark.parametrize("named", ["Ann Lorne", "{first} {last}"], ids=["one", "many"])
def test_a_text_of_equal_titles_takes_time_that_grows_with_its_length(
    named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whom a title means is looked for among those near, one or many, and not among all who bear it."""
    monkeypatch.setattr("sayso.annotate.bearers._MANY", 10)

    def make_titles(n: int) -> str:
        names = [f"{HEADS[i % 17]} {HEADS[i // 17]}{TAILS[i % 16]}".split() for i in range(n)]
        told = "President {name} said it held. The president said it was shut. “We wait,” the president added.\n\n"
        return "".join(told.format(name=named.format(first=first, last=last)) for first, last in names)

    once, twice = (count_annotating(make_titles(n), RULES_ALONE) for n in (50, 100))
    assert not find_grown(once, twice, slack=600)


def test_what_is_near_comes_in_order_and_nothing_that_touches_is_missed() -> None:
    """A thing of many spans comes once; one far away stays out, one that reaches far is found at its end."""
    things = {"far": (Span(9000, 9010),), "long": (Span(10, 4000),), "two": (Span(0, 5), Span(3990, 3995)), "none": ()}
    near = Nearby(things, things.__getitem__)
    assert near.near((Span(3992, 3999), Span(0, 2))) == ["long", "two"]
    assert near.near((Span(6000, 6001),)) == []


def test_a_cover_is_touched_where_one_of_its_spans_is() -> None:
    """A span that only ends where another begins does not touch it."""
    cover = Cover([Span(20, 30), Span(0, 5), Span(25, 40)])
    assert [cover.touches((span,)) for span in (Span(5, 20), Span(4, 20), Span(39, 50), Span(1, 100))] == [
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("word", "places"),
    [("Lang", [0, 15]), ("Lang’s", [15]), ("boats a", []), ("U.S", [29]), ("U.S.", []), ("L", []), ("’s", [19])],
)
def test_a_word_is_found_where_it_stands_whole(word: str, places: list[int]) -> None:
    """As between two word boundaries, so that a stop that ends it must stand before a letter."""
    assert list(find_word("Lang boats and Lang’s Langs, U.S. a", word)) == places
