"""Articles that were edited in their files: what `sayso read` says, and what the other commands show of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLES, Typed


@pytest.fixture
def edited(typed: Typed, pile: Path) -> Path:
    """Read the pile, and edit one of its files."""
    assert typed("read", "--rules", "-q", pile).code == 0
    (pile / "herald.txt").write_text(ARTICLES["herald.txt"].replace("400", "450"), encoding="utf-8")
    return pile


def test_read_says_what_changed(typed: Typed, edited: Path, tmp_path: Path) -> None:
    """The words are told, and that the case holds no article more; the next reading has nothing to say."""
    case = f"{tmp_path / 'default.db'} holds 2 articles and 1 earlier version"
    assert typed("read", "--rules", "-q", edited).err.splitlines() == [
        "changed: articles/herald.txt (1 change)",
        "  “400” became “450”",
        f"1 new, 1 known, 1 changed; {case}",
    ]
    assert typed("read", "--rules", "-q", edited).err == f"0 new, 2 known; {case}\n"


def test_the_older_version_is_kept_apart(typed: Typed, edited: Path) -> None:
    """`versions` and `search` find it, `articles` marks it; no figure counts it, and the path is of the new one."""
    typed("read", "--rules", "-q", edited)
    (changed,) = map(json.loads, typed("versions", "--json").out.splitlines())
    assert (changed["address"], changed["before"], changed["after"]) == ("articles/herald.txt", "400", "450")
    listed = [json.loads(line) for line in typed("articles", "--json").out.splitlines()]
    assert {each["id"] for each in listed if each["replaced"]} == {changed["before_article"]}
    values = [json.loads(line)["value"] for line in typed("figures", "--rules", "-q", "--json").out.splitlines()]
    assert (sorted(values), "400" in typed("search", "400 people", "-q").out) == ([300, 450], True)
    assert "450" in typed("show", "herald.txt", "-q").out
    assert "400" in typed("show", changed["before_article"], "-q").out


def test_a_renamed_file_is_told(typed: Typed, pile: Path) -> None:
    """An article in a file of another name is no second one."""
    typed("read", "--rules", "-q", pile)
    (pile / "herald.txt").rename(pile / "herald-1.txt")
    assert "1 new, 1 known, 1 renamed; " in typed("read", "--rules", "-q", pile).err


def test_a_decision_holds_in_the_edited_article(typed: Typed, edited: Path) -> None:
    """A speaker that was corrected stays corrected, and the decision can be taken back there."""
    rows = [json.loads(line) for line in typed("quotes", "--rules", "-q", "--json").out.splitlines()]
    quote = next(row["id"] for row in rows if "400" in " ".join(row["exact"]))
    typed("judge", "date", "herald.txt", "2024-03-06", "--rules")
    typed("judge", "speaker", quote, "--unknown", "--rules")  # its paragraph changes: it holds no more
    typed("read", "--rules", "-q", edited)
    rows = [json.loads(line) for line in typed("quotes", "--rules", "-q", "--json").out.splitlines()]
    assert {(row["published_at"], row["speaker"]) for row in rows if "450" in " ".join(row["exact"])} == {
        ("2024-03-06", "fire service")
    }
    typed("judge", "undo", "--rules")
    typed("judge", "undo", "--rules")
    rows = [json.loads(line) for line in typed("quotes", "--rules", "-q", "--json").out.splitlines()]
    assert {row["published_at"] for row in rows} == {"2024-03-04", "2024-03-05"}
