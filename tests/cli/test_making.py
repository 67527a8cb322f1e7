"""`sayso read` and `sayso report` make what they say, whole, and say what they could not do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Typed


def test_report_infers_json_from_the_name(typed: Typed, pile: Path, tmp_path: Path) -> None:
    """A name that ends in .json gets the JSON document."""
    answer = typed("report", pile, "-o", "out.json")
    document = json.loads((tmp_path / "out.json").read_bytes())
    assert (answer.code, document["schema"], len(document["articles"])) == (0, "sayso/report/1", 2)


def test_report_without_a_name_writes_a_page(typed: Typed, pile: Path, tmp_path: Path) -> None:
    """Without -o the page is written into this folder, and its name is said."""
    answer = typed("report", pile)
    page = (tmp_path / "sayso-report.html").read_text(encoding="utf-8")
    assert (answer.code, answer.err, page[:15].lower()) == (0, "wrote sayso-report.html\n", "<!doctype html>")


def test_report_as_json_without_a_name_goes_to_standard_output(typed: Typed, pile: Path) -> None:
    """JSON without -o can be piped on."""
    answer = typed("report", pile, "--format", "json")
    assert (answer.code, json.loads(answer.out)["generated_at"]) == (0, None)


def test_report_as_csv_writes_a_folder(typed: Typed, pile: Path, tmp_path: Path) -> None:
    """CSV is one file a table."""
    answer = typed("report", pile, "--format", "csv", "-o", "tables")
    assert (answer.code, (tmp_path / "tables" / "articles.csv").exists()) == (0, True)


def test_report_to_a_dash_goes_to_standard_output(typed: Typed, pile: Path) -> None:
    """-o - is standard output, for a page too."""
    assert typed("report", pile, "-o", "-").out[:15].lower() == "<!doctype html>"


def test_two_runs_give_the_same_bytes(typed: Typed, pile: Path) -> None:
    """A second run changes nothing."""
    assert typed("report", pile, "-o", "-").out == typed("report", pile, "-o", "-").out


def test_a_case_gives_the_same_report_as_its_articles(typed: Typed, pile: Path) -> None:
    """Keeping articles in a case changes nothing in the report."""
    typed("read", pile)
    assert typed("report", "--format", "json").out == typed("report", pile, "--format", "json").out


def test_a_case_that_may_only_be_read_has_its_report(typed: Typed, pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where relations cannot be kept, they are made for this report."""
    typed("read", pile)
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    assert typed("report", "--format", "json").out == typed("report", pile, "--format", "json").out


def test_a_stamp_can_be_made_again(typed: Typed, pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH says when the report was made."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1710225600")
    assert json.loads(typed("report", pile, "--format", "json").out)["generated_at"] == "2024-03-12T06:40:00Z"


def test_a_stamp_is_there_when_asked_for(typed: Typed, pile: Path) -> None:
    """--stamp writes the time."""
    assert json.loads(typed("report", pile, "--format", "json", "--stamp").out)["generated_at"] is not None


def test_a_stamp_that_is_no_time_is_refused(typed: Typed, pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOURCE_DATE_EPOCH that is no number is wrong use."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert typed("report", pile).code == 2


def test_read_says_what_is_new(typed: Typed, pile: Path) -> None:
    """Reading says how many articles were new and what the case now holds."""
    answer = typed("read", pile, "--db", "a.db")
    assert (answer.code, answer.err) == (0, "2 new, 0 known; a.db holds 2 articles\n")


def test_reading_twice_adds_nothing(typed: Typed, pile: Path) -> None:
    """The same file is the same article."""
    typed("read", pile, "--db", "a.db")
    assert typed("read", pile, "--db", "a.db").err == "0 new, 2 known; a.db holds 2 articles\n"


def test_a_folder_that_is_not_there_is_wrong_use(typed: Typed) -> None:
    """No path that exists: exit code 2."""
    answer = typed("report", "nowhere")
    assert (answer.code, answer.err) == (2, "sayso: there is no such file or folder: nowhere\n")


def test_one_missing_path_among_good_ones_is_a_fault(typed: Typed, pile: Path, tmp_path: Path) -> None:
    """The others are reported on, and the exit code tells."""
    answer = typed("report", pile, "nowhere", "-o", "out.json")
    n_articles = len(json.loads((tmp_path / "out.json").read_bytes())["articles"])
    assert (answer.code, n_articles, "1 fault:\n  nowhere" in answer.err) == (1, 2, True)


def test_nothing_readable_is_said(typed: Typed, tmp_path: Path) -> None:
    """When not one article can be read, no report is written."""
    (tmp_path / "empty.txt").write_bytes(b"")
    answer = typed("report", "empty.txt", "-o", "out.html")
    last = answer.err.splitlines()[-1]
    expected = "sayso: no article could be read from empty.txt"
    assert (answer.code, last, (tmp_path / "out.html").exists()) == (1, expected, False)


def test_no_case_is_said(typed: Typed, tmp_path: Path) -> None:
    """Without paths and without a case, the message says what would make one."""
    answer = typed("report")
    expected = f"sayso: there is no case at {tmp_path / 'default.db'}: `sayso read PATH` makes one"
    assert (answer.code, answer.err.startswith(expected)) == (2, True)


def test_serve_makes_no_case_unasked(typed: Typed, tmp_path: Path) -> None:
    """A name that is misspelt is told, with both ways to a case, and leaves no file."""
    answer = typed("serve", "--db", "typo.db", "--no-browser", "--port", "0")
    expected = (
        "sayso: there is no case at typo.db: `sayso read PATH` makes one, "
        "or begin an empty one with --new and add articles in the browser\n"
    )
    assert (answer.code, answer.err, (tmp_path / "typo.db").exists()) == (2, expected, False)


def test_an_empty_case_says_what_would_fill_it(typed: Typed, tmp_path: Path) -> None:
    """A case into which nothing could be read is reported as empty."""
    (tmp_path / "empty.txt").write_bytes(b"")
    typed("read", "empty.txt")
    answer = typed("report")
    assert (answer.code, answer.err) == (2, "sayso: the case is empty: `sayso read PATH` puts articles into it\n")


@pytest.mark.parametrize(
    "content",
    [b"this is no database, and never was", b"SQLite format 3\x00" + b"\x07" * 2000],
    ids=["text", "damaged"],
)
def test_a_case_that_is_none_is_refused(typed: Typed, pile: Path, tmp_path: Path, content: bytes) -> None:
    """A file that is no case is left as it is."""
    case = tmp_path / "notes.db"
    case.write_bytes(content)
    answer = typed("read", pile, "--db", case)
    assert (answer.code, str(case) in answer.err, case.read_bytes()) == (2, True, content)


def test_output_that_is_a_folder_is_refused(typed: Typed, pile: Path, tmp_path: Path) -> None:
    """A page cannot be written over a folder."""
    assert typed("report", pile, "-o", tmp_path).code == 2


def test_output_in_no_folder_is_refused(typed: Typed, pile: Path) -> None:
    """A folder that is not there is not made in silence."""
    answer = typed("report", pile, "-o", "no/where/out.html")
    assert (answer.code, "there is no folder no/where" in answer.err) == (2, True)


def test_csv_over_a_file_is_refused(typed: Typed, pile: Path, tmp_path: Path) -> None:
    """CSV wants a folder and says so."""
    (tmp_path / "table.csv").write_text("kept")
    answer = typed("report", pile, "-o", "table.csv")
    assert (answer.code, (tmp_path / "table.csv").read_text()) == (2, "kept")


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "--nonsense"),
        ("report", "--format", "pdf"),
        ("report", "--jobs", "0"),
        ("report", "--jobs", "many"),
        ("quotes", "--json", "--csv", "articles"),
        ("report", "articles", "--published", "someday"),
        ("frobnicate",),
        ("read",),
        ("show",),
        ("verify", "nothing.html"),
        ("verify", "articles"),
        ("search", "--limit", "-3", "dam"),
        (),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("pile")
def test_wrong_use(typed: Typed, arguments: tuple[str, ...]) -> None:
    """What cannot be meant is refused with exit code 2 and a message, never a traceback."""
    answer = typed(*arguments)
    assert (answer.code, "Traceback" in answer.err, bool(answer.err.strip())) == (2, False, True)


def test_unicode_file_names(typed: Typed, pile: Path) -> None:
    """A file may be called as people write."""
    (pile / "gazette.txt").rename(pile / "газета „Óda” 🗞.txt")
    answer = typed("articles", pile, "--json")
    paths = [json.loads(line)["path"] for line in answer.out.splitlines()]
    assert (answer.code, paths) == (0, ["articles/газета „Óda” 🗞.txt", "articles/herald.txt"])


def test_faults_are_listed_up_to_twenty(typed: Typed, pile: Path) -> None:
    """The count is told, the first twenty are listed, and how to see the rest."""
    for number in range(25):
        (pile / f"{number:02}.txt").write_bytes(b"")
    lines = typed("report", pile, "-o", "out.html").err.splitlines()
    assert (lines[1], len(lines), lines[-1]) == ("25 faults:", 23, f"and 5 more: sayso faults {pile}")


def test_equal_faults_of_a_file_are_one_line(typed: Typed, pile: Path, tmp_path: Path) -> None:
    """What is wrong alike in many records is told once, with the first place and their number; the report has all."""
    lines = ['{"name": "no article"}'] * 400 + ['{"text": 7}', '{"text": "The lock at Velm was opened again."}']
    (pile / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    told = typed("report", pile, "-o", "out.json").err.splitlines()
    faults = json.loads((tmp_path / "out.json").read_bytes())["faults"]
    assert told[1] == "401 faults:"
    assert told[2].startswith("  articles/x.jsonl:1 and 399 more places in it: ")
    assert told[3].startswith("  articles/x.jsonl:401: its “text” is not text")
    assert (len(told), [fault["input"] for fault in faults[:3]], len(faults)) == (
        4,
        ["articles/x.jsonl:1", "articles/x.jsonl:2", "articles/x.jsonl:3"],
        401,
    )


def test_a_fault_of_our_own_is_told_as_such(typed: Typed, pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error has a message, its own exit code and no traceback."""
    monkeypatch.setattr("sayso.cli.source.report_on", None)
    answer = typed("report", pile)
    assert (answer.code, "fault of sayso" in answer.err, "Traceback" in answer.err) == (70, True, False)


def test_debugging_shows_where(typed: Typed, pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SAYSO_DEBUG=1 lets the error through."""
    monkeypatch.setattr("sayso.cli.source.report_on", None)
    monkeypatch.setenv("SAYSO_DEBUG", "1")
    with pytest.raises(TypeError):
        typed("report", pile)


def test_report_on_a_case_says_what_is_new(typed: Typed, pile: Path) -> None:
    """Since a run, what later ones read is new: in words, and in the document."""
    typed("read", pile / "gazette.txt")
    asked = typed("report", "--since", "none")
    run = asked.err.partition("give one of the runs of this case: ")[2].partition(" ")[0]
    typed("read", pile / "herald.txt")
    answer = typed("report", "--since", run, "--format", "json")
    news = json.loads(answer.out)["news"]
    assert (asked.code, answer.code, answer.err[:14]) == (2, 0, "new since run-")
    assert (news["since"], len(news["articles"])) == (run, 1)


def test_since_selects_among_files(typed: Typed, pile: Path) -> None:
    """Of files, --since asks for those published on a day or later, as ever."""
    answer = typed("report", pile, "--since", "2024-03-05", "--format", "json")
    document = json.loads(answer.out)
    assert (answer.code, len(document["articles"]), "news" in document) == (0, 1, False)
