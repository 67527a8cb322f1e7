"""What the command line says of itself."""

from __future__ import annotations

import pytest

from sayso.cli.app import app
from tests.cli.conftest import Typed


@pytest.mark.parametrize("asked", [("--help",), ("judge", "--help")])
def test_no_sentence_of_the_list_of_commands_is_cut_off(typed: Typed, asked: tuple[str, ...]) -> None:
    """A list of commands tells what each does to the end."""
    answer = typed(*asked)
    assert (answer.code, "..." in answer.out.partition("Commands:")[2]) == (0, False)


def test_help_is_a_command_too(typed: Typed) -> None:
    """`sayso help` and `sayso help COMMAND` show what --help does."""
    assert typed("help").out == typed("--help").out
    assert [typed("help", name).out == typed(name, "--help").out for name in app.commands] == [True] * len(app.commands)
