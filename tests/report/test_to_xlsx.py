"""A workbook read back by another library than the one that wrote it."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import openpyxl
import pytest

from sayso.errors import UsageError
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import identify_article
from sayso.model.dossier import Dossier, Relations
from sayso.report.tables import TABLES
from sayso.report.to_xlsx import to_xlsx
from tests.report.invented import ONE, dossier

BOOK = openpyxl.load_workbook(io.BytesIO(to_xlsx(dossier())))


def only(text: str) -> Dossier:
    """Make a dossier of one article with this text."""
    id_, digest = identify_article(text, url=None, external_id=None, path="pile/long.txt")
    article = replace(ONE, id=id_, text=text, sha256=digest, title=None, title_span=None, furniture=())
    return Dossier(
        articles=(AnnotatedArticle(article=article),), relations=Relations(), provenance=dossier().provenance
    )


def test_a_sheet_a_table() -> None:
    """Every table has its sheet, in order."""
    assert BOOK.sheetnames == [table.name for table in TABLES]


def test_cells_are_what_they_hold() -> None:
    """Numbers and truths are no text."""
    head, row = list(BOOK["figures"].values)[:2]
    found = dict(zip(head, row, strict=True))
    assert (found["value"], found["start"], found["exact"]) == (400, 217, "More than 400 people")


def test_no_formula() -> None:
    """Text that looks like a formula stays text."""
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(only("=1+1 is what it said\n"))))
    cell = next(row[-1] for row in book["articles"].iter_rows(min_row=2))
    assert (cell.value, cell.data_type) == ("=1+1 is what it said\n", "s")


def test_long_text_goes_on() -> None:
    """A text longer than a cell holds is whole over the cells to its right."""
    text = "A dam 🌊 held. " * 5_000
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(only(text))))["articles"]
    row = next(sheet.iter_rows(min_row=2, min_col=len(TABLES[0].columns), values_only=True))
    assert "".join(row) == text


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is missing, that is said, with what else there is."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match="or use csv"):
        to_xlsx(dossier())
