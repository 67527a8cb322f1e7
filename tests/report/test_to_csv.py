"""One CSV file a table, exact once unguarded."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.report.tables import TABLES
from sayso.report.to_csv import guard_cell, to_csv, unguard_cell
from tests.report.invented import AGENCY, ONE, dossier

FILES = to_csv(dossier())


def rows(name: str) -> list[dict[str, str]]:
    """Read a table back."""
    return list(csv.DictReader(io.StringIO(FILES[name].decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", [f"{table.name}.csv" for table in TABLES])
def test_every_row_fills_its_columns(name: str) -> None:
    """Every row has as many cells as its table has columns."""
    table = list(csv.reader(io.StringIO(FILES[name].decode("utf-8-sig"), newline="")))
    assert {len(row) for row in table} == {len(table[0])}


def test_for_spreadsheets() -> None:
    """Files begin with a byte order mark, without which Excel reads no UTF-8, and lines end with CRLF."""
    assert FILES["stories.csv"] == (
        b"\xef\xbb\xbfid,title,n_articles,begins_at,ends_at\r\n"
        b"sto-dam,Dam at Orsava holds after night of rain,2,2031-05-03,2031-05-03\r\n"
    )


def test_text_is_whole() -> None:
    """An article's text comes back from its cell to the letter, line breaks and all."""
    assert rows("articles.csv")[0]["text"] == AGENCY


def test_attribution() -> None:
    """An attribution's row holds its words beside their offsets, and its speaker."""
    row = rows("attributions.csv")[0]
    found = {key: row[key] for key in ("content_start", "content_end", "content", "cue", "speaker_name", "via")}
    assert found == {
        "content_start": "135",
        "content_end": "203",
        "content": "We opened all six gates before midnight, and the wall has not moved,",
        "cue": "said",
        "speaker_name": "Lena Brask",
        "via": "Radio Vell (broadcaster)",
    }


def test_figure_span() -> None:
    """A figure's offsets cut its words from the article's text."""
    row = rows("figures.csv")[0]
    assert AGENCY[int(row["start"]) : int(row["end"])] == row["exact"]


def test_flag_evidence() -> None:
    """A flag has a row for each place that shows it."""
    assert [row["exact"] for row in rows("flags.csv")] == ["Lena Brask", "Lena Brasc", "the wall has not moved"]


def test_same_bytes() -> None:
    """Two runs give the same files."""
    assert to_csv(dossier()) == FILES


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-3", "'-3"),
        ("@here", "'@here"),
        ("\tx", "'\tx"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("plain = plain", "plain = plain"),
        ("", ""),
    ],
)
def test_guard_cell(cell: str, guarded: str) -> None:
    """What a spreadsheet would run as a formula gets one apostrophe; nothing else is touched."""
    assert guard_cell(cell) == guarded


@given(st.text("='+-@\t\rab", max_size=6))
def test_unguard_cell(cell: str) -> None:
    """The guard can be taken off again, whatever the text."""
    assert unguard_cell(guard_cell(cell)) == cell


def test_no_cell_is_a_formula() -> None:
    """No text cell of any table begins as a formula does."""
    first = (row[0][:1] for data in FILES.values() for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) if row)
    assert set(first) & set("=+-@\t") == set()


def test_article_is_named() -> None:
    """Rows of other tables name their article by its id."""
    assert {row["article"] for row in rows("furniture.csv")} == {ONE.id}
