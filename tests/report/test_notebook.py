"""Tables in a notebook: each cell the text as it is, and never markup."""

from __future__ import annotations

from html import unescape

import pytest

from sayso.report.notebook import MOST_ROWS, to_table
from tests.web.hostile import HOSTILE


def body(table: str) -> str:
    """Give the rows of a table."""
    return table.partition("<tbody>")[2].removesuffix("</tbody></table>")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_cell_is_the_text(name: str) -> None:
    """Whatever a text tries, it stands in its cell to the letter, with no mark of its own."""
    table = to_table("one", ["words"], [[HOSTILE[name]]], 1)
    cell = body(table).partition("<bdi>")[2].removesuffix("</bdi></td></tr>")
    assert (unescape(cell), "<" in cell) == (HOSTILE[name], False)


def test_captions_and_headings_are_text() -> None:
    """A caption and a heading are no markup either."""
    assert "<b>" not in to_table("<b>", ["<b>"], [], 0)


def test_nothing_is_an_empty_cell() -> None:
    """None is shown as nothing, zero as itself."""
    table = body(to_table("two", ["a", "b"], [[None, 0]], 1))
    assert (table.count("<bdi></bdi>"), table.count("<bdi>0</bdi>")) == (1, 1)


def test_dollars_are_no_mathematics() -> None:
    """The table forbids a notebook to typeset what stands between two dollar signs."""
    assert to_table("", [], [], 0).startswith('<table class="tex2jax_ignore mathjax_ignore"')


def test_rows_are_bounded() -> None:
    """A long table shows its first rows and says so; a short one shows all, and says nothing."""
    short, long = (to_table("n", ["n"], [[n] for n in range(size)], size) for size in (MOST_ROWS, MOST_ROWS + 1))
    assert [(table.count("<td"), "are shown" in table) for table in (short, long)] == [(100, False), (100, True)]
