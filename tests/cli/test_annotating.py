"""`--rules`, and what a person is told where the encoder cannot be used."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from sayso.annotate.annotator import choose_annotator
from sayso.cli import source
from tests.cli.conftest import Typed


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Write one article."""
    path = tmp_path / "one.txt"
    path.write_text("Ferry sails again\n\n“We are ready,” Ann Lee told the town on Monday.\n")
    return path


def test_rules_leave_the_encoder_out(typed: Typed, article: Path) -> None:
    """With --rules the report says that rules made it, and of which weights: none."""
    made = json.loads(typed("report", article, "--format", "json", "-o", "-", "--rules", "--quiet").out)
    assert (made["provenance"]["annotator"], made["provenance"]["weights"]) == ("rules/1", None)


def test_rules_can_be_asked_for_by_the_environment(
    typed: Typed, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SAYSO_RULES=1 does what --rules does."""
    monkeypatch.setenv("SAYSO_RULES", "1")
    made = json.loads(typed("report", article, "--format", "json", "-o", "-", "--quiet").out)
    assert made["provenance"]["annotator"] == "rules/1"


def test_missing_weights_are_told_once(
    typed: Typed, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the weights are missing the command says so in one line, and works by rules."""
    monkeypatch.setattr(source, "choose_annotator", partial(choose_annotator, folder=tmp_path / "none"))
    told = typed("quotes", article, "--json", "--quiet")
    notice = f"the weights are missing: {tmp_path / 'none' / 'sha256'}; annotating by rules alone"
    assert (told.code, told.err.count(notice)) == (0, 1)
