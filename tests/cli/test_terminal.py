"""What reaches a terminal cannot drive it."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.progress import watching
from sayso.cli.terminal import escape, escape_json, escape_line
from sayso.pipeline import Step, watch_nothing

DRIVING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")


class FakeTerminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@given(st.text())
def test_nothing_drives_the_terminal(text: str) -> None:
    """No control sign and no sign that turns the direction of text comes through."""
    assert DRIVING.search(escape(text)) is None


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_json_stays_what_it_is(text: str) -> None:
    """Escaping JSON changes no value in it."""
    assert json.loads(escape_json(json.dumps(text, ensure_ascii=False))) == text


def test_signs_are_written_out() -> None:
    """An escape sequence is shown, not obeyed."""
    assert escape("\x1b[31mred\u202e") == "\\x1b[31mred\\u202e"


def test_a_cell_stays_on_its_line() -> None:
    """Tabs and line breaks in a cell are written out."""
    assert escape_line("a\tb\nc") == "a\\tb\\nc"


def test_progress_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The step, the count and the article are shown; an article's name cannot drive the terminal."""
    stream = FakeTerminal()
    monkeypatch.setattr("sys.stderr", stream)
    with watching(quiet=False) as watch:
        watch(Step.READING, 1, None, "first.txt")
        watch(Step.ANNOTATING, 3, 4, "[bold]\x1b]0;evil")
    shown = stream.getvalue()
    assert ("annotating" in shown, "3/4" in shown, "[bold]\\x1b]0;evil" in shown) == (True, True, True)


def test_progress_is_quiet_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is shown where nobody looks."""
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with watching(quiet=False) as watch:
        assert watch is watch_nothing
