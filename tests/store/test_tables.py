"""Every table and view has its entry in the data model, and what it shows to type can be typed."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.store.sqlite import open_store
from sayso.store.tables import METADATA
from tests.store.samples import DAM_ANNOTATED, DAM_ARTICLE, RULES

DATA_MODEL = (Path(__file__).parents[2] / "docs" / "data-model.md").read_text(encoding="utf-8")
STATEMENTS = re.findall(r"^SELECT.*?;$", DATA_MODEL, flags=re.MULTILINE | re.DOTALL)


def test_every_table_is_in_the_data_model() -> None:
    """A table without a word on it in the documentation is found here."""
    assert [name for name in METADATA.tables if f"`{name}`" not in DATA_MODEL] == []


def test_every_view_is_in_the_data_model(case_path: Path) -> None:
    """A view without a word on it in the documentation is found here."""
    with closing(sqlite3.connect(case_path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    assert [name for (name,) in names if f"`{name}`" not in DATA_MODEL] == []


def test_the_data_model_shows_statements() -> None:
    """The documentation holds statements, which the next test runs."""
    assert len(STATEMENTS) == 3


@pytest.mark.parametrize(
    ("statement", "expected"), list(zip(STATEMENTS, ([], [], [(DAM_ARTICLE.id, "Some")]), strict=True)), ids=range(3)
)
def test_statements_of_the_data_model_run(case_path: Path, statement: str, expected: list[tuple[str, ...]]) -> None:
    """What the documentation says to type gives what it says."""
    with open_store(case_path) as store, store.writer() as writer:
        writer.add_article(DAM_ARTICLE)
        writer.add_annotations((DAM_ANNOTATED,), RULES)
    with closing(sqlite3.connect(case_path)) as connection:
        assert connection.execute(statement).fetchall() == expected
