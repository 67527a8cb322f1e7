"""What the tests of the command line stand on: a few articles on one invented event, and a way to type commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sayso.cli.running import run_command

ARTICLES = {
    "gazette.txt": """Dam at Ostrel holds, says mayor

OSTREL, March 4, 2024 - The dam above Ostrel is holding, Mayor Ann Lee said on Monday.

“There is no danger to the town,” Lee told reporters. “We have moved 300 people as a precaution.”
""",
    "herald.txt": """Engineers doubt Ostrel dam

OSTREL, March 5, 2024 - A crack has opened in the dam above Ostrel, engineer Bruno Óvári said on Tuesday.

“I would not sleep below it,” Óvári said. More than 400 people have left their homes, according to the fire service.
""",
}


@dataclass(frozen=True)
class Answer:
    """What came back from a command."""

    code: int
    out: str
    err: str


Typed = Callable[..., Answer]


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Give a folder with two articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def typed(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Typed:
    """Give a function that runs a command in this process, in an empty folder and with no case of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_DB", str(tmp_path / "default.db"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.delenv("SAYSO_DEBUG", raising=False)

    def run(*arguments: object) -> Answer:
        code = run_command([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Answer(code, out, err)

    return run
