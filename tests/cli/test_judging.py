"""`sayso judge`: decided once, obeyed by every later run, on more articles too; taken back; carried to another case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Typed

LATER = """Dam at Ostrel holds, mayor repeats

OSTREL, March 6, 2024 - “There is no danger to the town,” Lee told reporters. Mayor Ann Lee was at the dam on Wednesday.
"""


@pytest.fixture
def case(typed: Typed, pile: Path) -> Path:
    """Read the pile into the case, by rules alone."""
    assert typed("read", "--rules", "-q", pile).code == 0
    return pile


def _rows(typed: Typed, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in typed(*arguments, "--json").out.splitlines()]


def _quote(typed: Typed, words: str) -> dict[str, Any]:
    found = _rows(typed, "quotes", "--rules", "-q")
    return next(row for row in found if words in " ".join(row["exact"]))


def _report(typed: Typed) -> dict[str, Any]:
    return json.loads(typed("report", "--rules", "-q", "--format", "json", "-o", "-").out)


def test_a_wrong_speaker_is_corrected_for_good(typed: Typed, case: Path) -> None:
    """The quote has the speaker that was decided, after more articles were read too; the report says by whom."""
    quote = _quote(typed, "I would not sleep")["id"]
    assert typed("judge", "speaker", quote, "Ostrel", "--rules", "--by", "Ida").code == 0
    (case / "later.txt").write_text(LATER, encoding="utf-8")
    typed("read", "--rules", "-q", case)
    decided = [(each["kind"], each["value"], each["decided_by"]) for each in _report(typed)["judgements"]]
    assert (_quote(typed, "I would not sleep")["speaker"], decided) == ("Ostrel", [("speaker", "Ostrel", "Ida")])


@pytest.mark.usefixtures("case")
def test_taking_back_brings_the_speaker_back(typed: Typed) -> None:
    """After an undo the quote has the speaker that was found, and the list is empty but for its history."""
    quote = _quote(typed, "I would not sleep")
    typed("judge", "speaker", quote["id"], "--unknown", "--rules")
    between = _quote(typed, "I would not sleep")["speaker"]
    typed("judge", "undo", "--rules")
    after = _quote(typed, "I would not sleep")["speaker"]
    standing, history = _rows(typed, "judge", "list"), _rows(typed, "judge", "list", "--all")
    assert (between, after, standing, len(history)) == (None, quote["speaker"], [], 1)


def test_what_is_no_quote_is_left_out(typed: Typed, case: Path) -> None:
    """Nobody is quoted there any more, in a later run neither."""
    quote = _quote(typed, "We have moved")["id"]
    typed("judge", "not-a-quote", quote, "--rules")
    typed("read", "--rules", "-q", case)
    assert quote not in [row["id"] for row in _rows(typed, "quotes", "--rules", "-q")]


def test_two_stories(typed: Typed, case: Path) -> None:
    """Articles that a person put apart are apart, and with more articles too."""
    typed("judge", "different", "gazette.txt", "herald.txt")
    (case / "later.txt").write_text(LATER, encoding="utf-8")
    typed("read", "--rules", "-q", case)
    report = _report(typed)
    paths = {article["id"]: Path(article["path"]).name for article in report["articles"]}
    together = [{paths[id_] for id_ in story["articles"]} for story in report["stories"]]
    assert [names for names in together if {"gazette.txt", "herald.txt"} <= names] == []


@pytest.mark.usefixtures("case")
def test_two_quotes_on_one_claim(typed: Typed) -> None:
    """Whether two quotes speak of one claim is another question than whether they are one utterance."""
    ids = [_quote(typed, words)["id"] for words in ("There is no danger", "I would not sleep")]
    typed("judge", "same", *ids, "--claim", "--rules")
    typed("judge", "different", *ids, "--rules")
    assert [(row["kind"], row["verdict"]) for row in _rows(typed, "judge", "list")] == [
        ("claim", "same"),
        ("quote", "different"),
    ]


@pytest.mark.usefixtures("case")
def test_two_names(typed: Typed) -> None:
    """Two names that a person took for one are one entity."""
    assert typed("judge", "same", "Ann Lee", "Bruno Óvári").code == 0
    names = [set(entity["forms"]) for entity in _report(typed)["entities"]]
    assert [forms for forms in names if {"Ann Lee", "Bruno Óvári"} <= forms] != []


def test_a_date(typed: Typed, case: Path) -> None:
    """An article has the date that was decided; taking it back brings the one it was read with."""
    typed("judge", "date", "gazette.txt", "2024-03-01", "--rules")
    read = typed("read", "--rules", "-q", case).err
    decided = {row["path"].rpartition("/")[2]: row["published_at"] for row in _rows(typed, "articles")}
    typed("judge", "undo", "--rules")
    undone = {row["path"].rpartition("/")[2]: row["published_at"] for row in _rows(typed, "articles")}
    assert (decided["gazette.txt"], undone["gazette.txt"], read.split(";")[0]) == (
        "2024-03-01",
        "2024-03-04",
        "0 new, 2 known",
    )


@pytest.mark.usefixtures("case")
def test_words_that_tell_a_time(typed: Typed) -> None:
    """What some words mean is corrected, in the report too."""
    typed("judge", "date", "herald.txt", "2024-03-04", "--words", "Tuesday", "--rules")
    times = [time["value"] for time in _report(typed)["times"] if time["exact"] == "Tuesday"]
    assert times == ["2024-03-04"]


def test_decisions_go_to_another_case(typed: Typed, case: Path, tmp_path: Path) -> None:
    """What is exported is imported elsewhere, once, before or after the articles are read."""
    typed("judge", "speaker", _quote(typed, "I would not sleep")["id"], "Ostrel", "--rules")
    typed("judge", "export", "decided.jsonl")
    other = tmp_path / "other.db"
    typed("read", "--rules", "-q", case, "--db", other)
    first = typed("judge", "import", "decided.jsonl", "--db", other, "--rules").err
    again = typed("judge", "import", "decided.jsonl", "--db", other, "--rules").err
    speakers = [row["speaker"] for row in _rows(typed, "quotes", "--rules", "-q", "--db", str(other))]
    assert (first, again, "Ostrel" in speakers) == (
        "1 new, 0 taken back, 0 known\n",
        "0 new, 0 taken back, 1 known\n",
        True,
    )


@pytest.mark.usefixtures("case")
def test_a_damaged_line_is_told(typed: Typed, tmp_path: Path) -> None:
    """A line that is no decision is a fault; the others are taken in."""
    (tmp_path / "odd.jsonl").write_text('{"kind": "name"}\nnonsense\n', encoding="utf-8")
    answer = typed("judge", "import", "odd.jsonl")
    assert (answer.code, answer.err.splitlines()[:2]) == (1, ["0 new, 0 taken back, 0 known", "2 faults:"])


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("same", "gazette.txt", "Ann Lee"), "decide on two of one kind"),
        (("same", "gazette.txt", "gazette.txt"), "are the same article"),
        (("same", "Ann Lee", "Bruno Óvári", "--claim"), "ids of two quotes"),
        (("same", "Ann Lee", "Nobody Atall"), "holds no article and no name"),
        (("same", "att-0", "att-1"), "no quote is called"),
        (("same", "fig-0", "fig-1"), "no figure is called"),
        (("speaker", "att-0"), "--unknown"),
        (("date", "gazette.txt", "some day"), "expected a date"),
        (("date", "gazette.txt", "2024-03-04", "--words", "no such words"), "does not hold the words"),
        (("undo",), "nothing was decided"),
        (("undo", "jdg-0"), "no decision is called"),
        (("import", "nowhere.jsonl"), "No such file"),
    ],
)
def test_what_cannot_be_decided(typed: Typed, arguments: tuple[str, ...], message: str) -> None:
    """What the case does not hold is told, and nothing is kept."""
    answer = typed("judge", *arguments)
    assert (answer.code, message in answer.err, _rows(typed, "judge", "list", "--all")) == (2, True, [])


@pytest.mark.usefixtures("case")
def test_a_name_that_the_article_lacks(typed: Typed) -> None:
    """A speaker is a name that stands in the article: nothing is made up."""
    answer = typed("judge", "speaker", _quote(typed, "I would not sleep")["id"], "Napoleon")
    assert (answer.code, "does not name 'Napoleon'" in answer.err) == (2, True)


def test_a_part_of_a_name_is_answered_with_the_names(typed: Typed, pile: Path) -> None:
    """Who types a surname alone is told how the case writes the name."""
    typed("read", "--rules", pile)
    answer = typed("judge", "same", "bruno", "Lee")
    assert (answer.code, "no name 'bruno': did you mean 'Bruno Óvári'" in answer.err) == (2, True)
