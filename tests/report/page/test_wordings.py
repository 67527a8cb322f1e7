"""A wording beside the fullest: what is new, what is lost, where."""

from __future__ import annotations

import pytest

from sayso.model.annotation import AnnotatedArticle, Attribution, Form
from sayso.model.dossier import Dossier, Relations
from sayso.model.relation import Edit, EditKind
from sayso.model.span import Span
from sayso.report.page.pile import Pile
from sayso.report.page.wordings import changed_pieces, merge
from tests.report.invented import article, dossier

FULL = "We opened all six gates before midnight and the wall has not moved"
Edits = list[tuple[str | None, str | None]]
Shown = list[tuple[str | None, str | None, bool]]


def compare(here: str, edits: Edits, content: list[str]) -> Shown:
    """Show a wording: its words, what the fullest has there, and whether the words are new."""
    texts = (FULL, here)
    articles = [
        article(text, path=f"{n}.txt", publisher=None, published_at=None, title=None) for n, text in enumerate(texts)
    ]
    full = Attribution(id="a", article_id=articles[0].id, form=Form.DIRECT, content=(Span(0, len(FULL)),))
    spans = tuple(span(here, words) for words in content)
    member = Attribution(id="b", article_id=articles[1].id, form=Form.DIRECT, content=spans)
    annotated = [
        AnnotatedArticle(article=one, attributions=(said,)) for one, said in zip(articles, (full, member), strict=True)
    ]
    pile = Pile.of(Dossier(articles=tuple(annotated), relations=Relations(), provenance=dossier().provenance))
    changes = [
        Edit(kind=EditKind.REPLACED, fullest=span(FULL, lost) if lost else None, here=span(here, new) if new else None)
        for lost, new in edits
    ]
    pieces = changed_pieces(pile, member, full, changes)
    return [(p.words.words if p.words else None, p.lost.words if p.lost else None, p.new) for p in pieces]


def span(text: str, words: str) -> Span:
    """Give where words first stand."""
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("here", "edits", "content", "expected"),
    [
        (FULL, [], [FULL], [(FULL, None, False)]),
        (
            "We opened all gates before midnight",
            [("six", None), ("and the wall has not moved", None)],
            ["We opened all gates before midnight"],
            [
                ("We opened all", None, False),
                (None, "six", False),
                (" gates before midnight", None, False),
                (None, "and the wall has not moved", False),
            ],
        ),
        (
            "the wall has not moved",
            [("We opened all six gates before midnight and", None)],
            ["the wall has not moved"],
            [(None, "We opened all six gates before midnight and", False), ("the wall has not moved", None, False)],
        ),
        (
            "We opened seven gates before midnight and the dam has not moved",
            [("all six", "seven"), ("wall", "dam")],
            ["We opened seven gates before midnight and the dam has not moved"],
            [
                ("We opened ", None, False),
                ("seven", "all six", True),
                (" gates before midnight and the ", None, False),
                ("dam", "wall", True),
                (" has not moved", None, False),
            ],
        ),
        (
            "We opened all six gates, she said, before midnight",
            [("and the wall has not moved", None)],
            ["We opened all six gates", "before midnight"],
            [
                ("We opened all six gates", None, False),
                ("before midnight", None, False),
                (None, "and the wall has not moved", False),
            ],
        ),
        (
            "We opened all six old gates before midnight and the wall has not moved",
            [(None, "old")],
            ["We opened all six old gates before midnight and the wall has not moved"],
            [
                ("We opened all six ", None, False),
                ("old", None, True),
                (" gates before midnight and the wall has not moved", None, False),
            ],
        ),
    ],
)
def test_changed_pieces(here: str, edits: Edits, content: list[str], expected: Shown) -> None:
    """What a wording leaves out is a gap where it would stand; what it has instead is marked."""
    assert compare(here, edits, content) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(3, 5), (0, 2)], [(0, 2), (3, 5)]),
        ([(0, 4), (2, 6), (6, 8), (9, 10)], [(0, 8), (9, 10)]),
    ],
)
def test_merge(spans: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    """Spans that touch or overlap become one."""
    assert merge(Span(*span) for span in spans) == expected


def test_words_are_kept() -> None:
    """Gaps aside, the pieces of a wording are its content to the letter."""
    shown = compare("all six gates", [("We opened", None), ("before", "gates")], ["all six gates"])
    assert "".join(words for words, _, _ in shown if words) == "all six gates"
