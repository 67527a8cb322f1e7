"""The table commands give the same rows in every form, each with its article, its span and its exact words."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.read.reader import read_paths
from tests.cli.conftest import Typed

TABLES = ("quotes", "figures", "copies", "articles", "faults")


def rows_of(out: str) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in out.splitlines()]


def test_quotes_carry_their_words(typed: Typed, pile: Path) -> None:
    """A quote's words stand in its article at its span."""
    texts = {article.id: article.text for article in read_paths([pile])}  # type: ignore[union-attr]
    rows = rows_of(typed("quotes", pile, "--json").out)
    cut = [[texts[row["article"]][start:end] for start, end in row["content"]] for row in rows]
    assert ([row["exact"] for row in rows], len(rows) >= 4) == (cut, True)


def test_figures_carry_their_words(typed: Typed, pile: Path) -> None:
    """A figure's words stand in its article at its span."""
    texts = {article.id: article.text for article in read_paths([pile])}  # type: ignore[union-attr]
    rows = rows_of(typed("figures", pile, "--json").out)
    cut = [texts[row["article"]][slice(*row["span"])] for row in rows]
    assert ([row["exact"] for row in rows], {300, 400} <= {row["value"] for row in rows}) == (cut, True)


@pytest.mark.parametrize("name", ["Bruno Óvári", "ovari", "BRUNO", "Óvári"])
def test_a_speaker_is_found_by_any_name(typed: Typed, pile: Path, name: str) -> None:
    """Surname, case and accents: each finds the same speaker."""
    rows = rows_of(typed("quotes", pile, "--speaker", name, "--json").out)
    assert ["I would not sleep below it," in row["exact"] for row in rows].count(True) == 1


def test_a_speaker_who_is_not_there(typed: Typed, pile: Path) -> None:
    """An unknown name is no error: the speakers that there are, are told."""
    answer = typed("quotes", pile, "--speaker", "Nobody Atall")
    assert (answer.code, answer.out, "Ann Lee" in answer.err) == (0, "", True)


@pytest.mark.parametrize("command", TABLES)
def test_csv_has_the_keys_of_json(typed: Typed, pile: Path, command: str) -> None:
    """The columns of CSV are the keys of JSON, in the same order, and there are as many rows."""
    (pile / "empty.txt").write_bytes(b"")
    (pile / "reprint.txt").write_text((pile / "herald.txt").read_text("utf-8"), "utf-8")
    rows = rows_of(typed(command, pile, "--json").out)
    header, *lines = csv.reader(io.StringIO(typed(command, pile, "--csv").out, newline=""))
    assert ([header] * len(rows), len(lines)) == ([list(row) for row in rows], len(rows))


@pytest.mark.parametrize("command", TABLES)
def test_a_pipe_gets_tab_separated_lines(typed: Typed, pile: Path, command: str) -> None:
    """Without a terminal there is a header and one line a row, each with as many tabs."""
    lines = typed(command, pile).out.splitlines()
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}


@pytest.mark.parametrize("command", ["quotes", "figures", "articles"])
def test_a_terminal_gets_a_table(typed: Typed, pile: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """A person sees headings and a table without tabs."""
    monkeypatch.setattr("sayso.cli.rows.is_terminal", lambda _: True)
    answer = typed(command, pile)
    assert (answer.code, "article" in answer.out or "published" in answer.out, "\t" in answer.out) == (0, True, False)


def test_a_terminal_is_told_that_there_is_nothing(typed: Typed, pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty table says so in words."""
    monkeypatch.setattr("sayso.cli.rows.is_terminal", lambda _: True)
    assert typed("faults", pile).err == "Nothing went wrong.\n"


def test_a_case_gives_the_rows_of_its_articles(typed: Typed, pile: Path) -> None:
    """The same rows come out of a case and out of paths."""
    typed("read", pile)
    assert typed("quotes", "--json").out == typed("quotes", pile, "--json").out


def test_copies_say_how_much_is_shared(typed: Typed, pile: Path) -> None:
    """A reprint shares all of its text."""
    reprint = "Courier\n\n" + (pile / "herald.txt").read_text("utf-8")
    (pile / "courier.txt").write_text(reprint, "utf-8")
    (row,) = rows_of(typed("copies", pile, "--json").out)
    assert ({row["from_name"], row["to_name"]}, row["share"] > 0.9) == (
        {"articles/courier.txt", "articles/herald.txt"},
        True,
    )


def test_a_terminal_sees_how_copied_passages_begin(typed: Typed, pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person sees the first words of what is shared; a pipe gets all of it."""
    words = (pile / "herald.txt").read_text("utf-8")
    (pile / "courier.txt").write_text("Courier\n\n" + words, "utf-8")
    piped = typed("copies", pile).out
    monkeypatch.setattr("sayso.cli.rows.is_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", "200")
    shown = typed("copies", pile).out
    last = "according to the fire service"
    assert ("Engineers doubt Ostrel dam" in shown, last in shown, last in piped) == (True, False, True)


def test_faults_name_input_and_reason(typed: Typed, pile: Path) -> None:
    """An empty file is listed with what is wrong with it."""
    (pile / "empty.txt").write_bytes(b"")
    (row,) = rows_of(typed("faults", pile, "--json").out)
    assert (row["input"].rpartition("/")[2], row["lost"], bool(row["reason"])) == ("empty.txt", True, True)


def test_faults_of_a_case_are_kept(typed: Typed, pile: Path) -> None:
    """What went wrong when reading into a case can be asked for later."""
    (pile / "empty.txt").write_bytes(b"")
    typed("read", pile)
    assert len(rows_of(typed("faults", "--json").out)) == 1


def test_a_formula_does_not_run_in_a_spreadsheet(typed: Typed, pile: Path) -> None:
    """A cell of CSV that begins like a formula is guarded."""
    (pile / "trap.txt").write_text("=HYPERLINK(1)\n\nThe dam is safe, Ann Lee said.\n", "utf-8")
    rows = csv.DictReader(io.StringIO(typed("articles", pile / "trap.txt", "--csv").out, newline=""))
    assert [row["title"] for row in rows if row["title"]][:1] in ([], ["'=HYPERLINK(1)"])
