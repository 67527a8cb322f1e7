"""`sayso claims` gives a row for each party of each claim."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Typed


def test_each_party_has_a_row(typed: Typed, tmp_path: Path) -> None:
    """Who says so and who has not seen it stand apart, each with the exact words."""
    folder = tmp_path / "quarry"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "Quarry at Holm closed\n\nHOLM, March 4, 2024 - The quarry at Holm has closed, Mayor Ann Lee said on Monday.\n",
        "utf-8",
    )
    (folder / "two.txt").write_text(
        "Quarry at Holm\n\nHOLM, March 5, 2024 - Inspector Ole Dahl said he had seen no evidence that the quarry had "
        "closed. “The quarry at Holm has not closed,” owner Bea Strand said.\n",
        "utf-8",
    )
    rows = [json.loads(line) for line in typed("claims", folder, "--rules", "--json").out.splitlines()]
    assert [(row["side"], row["speakers"], row["first_at"]) for row in rows] == [
        ("asserted", ["Ann Lee"], "2024-03-04"),
        ("not observed", ["Ole Dahl"], "2024-03-05"),
        ("denied", ["Bea Strand"], "2024-03-05"),
    ]
    assert [row["exact"] for row in rows][1:] == [
        ["he had seen no evidence that the quarry had closed"],
        ["The quarry at Holm has not closed,"],
    ]


def test_where_nobody_speaks_of_one_thing_there_is_no_row(typed: Typed, pile: Path) -> None:
    """Articles whose speakers speak of different things give no row, and no failure."""
    answer = typed("claims", pile, "--rules", "--json")
    assert (answer.code, answer.out) == (0, "")
