"""`sayso verify` finds the first difference; `sayso schema` prints what a report obeys."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Typed


@pytest.mark.parametrize("name", ["out.json", "out.html"])
def test_a_report_verifies(typed: Typed, pile: Path, name: str) -> None:
    """What sayso wrote, it can prove."""
    typed("report", pile, "-o", name)
    answer = typed("verify", name)
    assert (answer.code, answer.out.startswith(f"{name} verifies: 2 texts")) == (0, True)


def test_a_changed_text_does_not_verify(typed: Typed, pile: Path, tmp_path: Path) -> None:
    """One changed word in an article's text is found."""
    typed("report", pile, "-o", "out.json")
    report = tmp_path / "out.json"
    report.write_text(report.read_text("utf-8").replace("is holding", "is folding"), "utf-8")
    answer = typed("verify", "out.json")
    assert (answer.code, answer.err.startswith("out.json does not verify: ")) == (1, True)


def test_what_is_no_report_does_not_verify(typed: Typed, pile: Path) -> None:
    """An article is no report, and that is said without a traceback."""
    answer = typed("verify", pile / "gazette.txt")
    assert (answer.code, "not a report" in answer.err) == (1, True)


def test_a_report_obeys_the_schema(typed: Typed, pile: Path) -> None:
    """The printed schema is one, and holds for a report."""
    schema = json.loads(typed("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(typed("report", pile, "--format", "json").out)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(report)) == []
