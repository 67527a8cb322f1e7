"""Where a command writes: asked for before the work, never an article, and no article the next time."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.report.export import EXPORTS
from tests.cli.conftest import Typed


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-o", "none/report.html"), "there is no folder none"),
        (("-o", "articles"), "articles is a folder; name a file in it"),
        (("-o", "report.xlsx"), "report.xlsx: a report is written as .html, .json or .csv; say which with --format"),
        (("-o", "-", "--format", "csv"), "it cannot go to standard output"),
        (("-o", "note.csv"), "note.csv is a file; CSV is one file a table and wants a folder"),
    ],
)
def test_a_place_is_refused_before_anything_is_read(
    typed: Typed, pile: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], says: str
) -> None:
    """Nobody waits for a report that cannot be written."""
    Path("note.csv").touch()
    monkeypatch.setattr("sayso.cli.source.read_into", None)
    answer = typed("report", pile, *arguments)
    assert (answer.code, says in answer.err, Path("-").exists()) == (2, True, False)


def test_a_name_with_another_ending_is_written_if_the_format_is_said(typed: Typed, pile: Path) -> None:
    """--format stands above the name."""
    assert (typed("report", pile, "-o", "report.txt", "--format", "json").code, Path("report.txt").exists()) == (
        0,
        True,
    )


@pytest.mark.parametrize("command", [("report",), ("export", "--to", "jsonl")])
def test_an_article_is_not_written_over(typed: Typed, pile: Path, command: tuple[str, ...]) -> None:
    """An output that is one of the inputs is refused."""
    page = pile / "page.html"
    page.write_text("<html><body><p>An article.</p></body></html>", encoding="utf-8")
    answer = typed(*command, page, "-o", page)
    assert (answer.code, "would be written over" in answer.err, "An article." in page.read_text()) == (2, True, True)


@pytest.mark.parametrize("output", ["report.html", "report.json"])
def test_a_report_among_its_articles_is_no_article(typed: Typed, pile: Path, output: str) -> None:
    """The same command gives the same bytes, though the first time has put its report into the folder."""
    first = typed("report", "--rules", pile, "-o", pile / output), (pile / output).read_bytes()
    again = typed("report", "--rules", pile, "-o", pile / output), (pile / output).read_bytes()
    assert (first[0].code, again[0].code, first[1] == again[1]) == (0, 0, True)


def test_a_case_among_its_articles_is_no_article(typed: Typed, pile: Path) -> None:
    """The same command twice adds nothing and finds nothing wrong."""
    typed("read", "--rules", pile, "--db", pile / "a.db")
    answer = typed("read", "--rules", pile, "--db", pile / "a.db")
    assert (answer.code, answer.err.startswith("0 new, 2 known")) == (0, True)


@pytest.mark.parametrize("to", ["html", "json", "jsonl", "schema.org", "prov", "webanno", "ftm"])
def test_what_sayso_wrote_is_told_and_not_read(typed: Typed, pile: Path, to: str) -> None:
    """A report read as an article would be a witness to all that it cites; it is one fault, whatever its length."""
    typed("export", "--rules", "--to", to, pile, "-o", pile / EXPORTS[to].output)
    answer = typed("articles", pile)
    told = f"1 fault:\n  articles/{EXPORTS[to].output}: sayso wrote this of articles; it is none"
    assert (answer.code, answer.out.count("\n"), answer.err.startswith(told)) == (1, 3, True)


def test_an_article_on_sayso_is_read(typed: Typed, tmp_path: Path) -> None:
    """Words of an article that look like the mark of a report do not make it one."""
    line = '{"id": "a", "text": "It said \\"sayso/report/1\\" and data-schema=\\"sayso/report/1\\" at its head."}\n'
    line += '{"id":"b","schema":"Article","text":"As FollowTheMoney has it, but for its properties."}\n'
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    assert typed("articles", "a.jsonl").code == 0
