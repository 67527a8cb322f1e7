"""`sayso export` writes what other tools read; a bundle is checked elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.report.export import EXPORTS
from tests.cli.conftest import Typed


@pytest.mark.parametrize("to", list(EXPORTS))
def test_every_format_is_written(typed: Typed, pile: Path, tmp_path: Path, to: str) -> None:
    """Without a name, each format is written under one that tells it."""
    answer = typed("export", "--rules", "--to", to, pile)
    assert (answer.code, (tmp_path / EXPORTS[to].output).exists()) == (0, True)


def test_to_standard_output(typed: Typed, pile: Path) -> None:
    """With ``-o -`` nothing is written but to standard output."""
    answer = typed("export", "--rules", "--to", "jsonl", pile, "-o", "-")
    assert (answer.code, answer.out.startswith('{"record":"report"')) == (0, True)


def test_bundle_verifies(typed: Typed, pile: Path) -> None:
    """A bundle proves itself, with its texts in it."""
    typed("export", "--rules", "--to", "bundle", pile)
    answer = typed("verify", "sayso-bundle.zip")
    assert (answer.code, answer.out.startswith("sayso-bundle.zip verifies: 2 texts")) == (0, True)


def test_bare_bundle_wants_the_articles(typed: Typed, pile: Path) -> None:
    """With hashes only, the articles are missed until they are named."""
    typed("export", "--rules", "--to", "bundle", "--hashes-only", pile)
    without, with_them = typed("verify", "sayso-bundle.zip"), typed("verify", "sayso-bundle.zip", pile)
    assert (without.code, "2 of its 2 texts are not here" in without.err, with_them.code) == (1, True, 0)


def test_hashes_only_is_for_bundles(typed: Typed, pile: Path) -> None:
    """Other formats show words of the articles, so the option is refused."""
    answer = typed("export", "--to", "csv", "--hashes-only", pile)
    assert (answer.code, "is for --to bundle" in answer.err) == (2, True)
