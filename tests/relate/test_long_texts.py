"""One long article is related in time that grows with its length, and so are the parties of one matter."""

from __future__ import annotations

import sys
from pathlib import Path

from sayso.annotate.annotator import RULES_ALONE, annotate_article
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.relate.parties import Holders
from sayso.relate.relator import relate_articles
from tests.annotate.test_long_texts import HEADS, make_text
from tests.counting import count_runs, find_grown

ROOM = str(Path(sys.modules["sayso.relate.relator"].__file__ or "").parent)
SHORT = 10  # parts of the shorter text
# Where a wording, a figure or a quotation looks at what stands around it; pairs of one block are compared elsewhere.
LOOKING = ("wordings.py", "quotes.py", "scopes.py", "requotes.py")


def _annotate(n: int) -> AnnotatedArticle:
    text = make_text(n)
    article = Article(id="a", text=text, sha256=sha256_of(text), published_at="2024-03-05")
    return annotate_article(article, RULES_ALONE.layers)


def test_nothing_looks_at_all_of_an_article_for_each_thing_in_it() -> None:
    """Twice the article is about twice the looking around."""
    short, long = _annotate(SHORT), _annotate(2 * SHORT)
    relate_articles([_annotate(1)])  # loads lists
    once, twice = (count_runs(ROOM, lambda each=each: relate_articles([each])) for each in (short, long))
    grown = find_grown(once, twice, slack=1500)
    assert not {line: n for line, n in grown.items() if line.partition(":")[0] in LOOKING}
    assert sum(twice.values()) > 100_000  # it was counted


def _speakers(n: int) -> tuple[Holders, list[str]]:
    """Make bodies with an office each, "the ministry", people in full and by their surnames."""
    names = [f"{HEADS[i % 17]}{HEADS[i // 17]}".lower() for i in range(n)]
    bodies = {name: frozenset((name,)) for name in names}
    bodies |= {f"{name} ministry": frozenset((name, "ministry")) for name in names}
    bodies["ministry"] = frozenset(("ministry",))
    people = {f"ann {name}": ("ann", name) for name in names} | {f"mr {name}": (name,) for name in names}
    holders = Holders(speakers={}, bodies=bodies, speaks_for={}, people=people)
    return holders, [*bodies, *people]


def test_many_speakers_of_one_matter_are_not_compared_pair_by_pair() -> None:
    """A body finds its offices, and a surname its bearer, by their words."""
    (few, names), (many, more) = _speakers(60), _speakers(120)
    once, twice = count_runs(ROOM, lambda: few.group(names)), count_runs(ROOM, lambda: many.group(more))
    assert not find_grown(once, twice, slack=100)
    groups = many.group(more)
    assert groups["mr banban"] == ("ann banban", "mr banban")
    assert groups["banban"] == ("banban", "banban ministry")
    assert groups["ministry"] == ("ministry",)
