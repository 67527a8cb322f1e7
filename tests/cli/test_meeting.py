"""`sayso meets` tells what articles of a case meet."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Typed

CROSSING = Path(__file__).parents[2] / "examples" / "crossing" / "articles"


def test_meets_tells_what_copies_tells(typed: Typed, tmp_path: Path) -> None:
    """The copies of the articles that the last run brought are those that `sayso copies` lists."""
    case = tmp_path / "case.db"
    typed("read", CROSSING, "--db", case, "--rules")
    rows = [json.loads(line) for line in typed("meets", "--db", case, "--rules", "--json").out.splitlines()]
    copies = [json.loads(line) for line in typed("copies", "--db", case, "--rules", "--json").out.splitlines()]
    found = {(row["other"], row["article"], row["share"]) for row in rows if row["is"] == "target"}
    assert found == {(row["from"], row["to"], row["share"]) for row in copies if row["manner"] != "quotation"}
    assert {row["n_in_story"] for row in rows} == {8}


def test_meets_tells_of_a_named_article(typed: Typed, tmp_path: Path, pile: Path) -> None:
    """An article that copies nothing still has its story."""
    case = tmp_path / "case.db"
    typed("read", pile, "--db", case, "--rules")
    (line,) = typed("meets", "gazette.txt", "--db", case, "--rules", "--json").out.splitlines()
    assert (json.loads(line)["other"], json.loads(line)["story"][:4]) == (None, "sty-")


def test_meets_refuses_a_case_that_is_not_there(typed: Typed, tmp_path: Path) -> None:
    """A case that is only looked at is not made."""
    assert typed("meets", "--db", tmp_path / "none.db").code == 2
