"""Killed at any moment and run again, reading and watching lose and double nothing (fifty times in benchmarks)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fetch.web import Web
from tests.gather.killing import N_PAGES, WHOLE, kill_sometime, lay_out, look_at, run_to_the_end

pytestmark = pytest.mark.loopback


def test_a_watch_that_is_killed_loses_nothing(web: Web, tmp_path: Path) -> None:
    """After two kills at random moments, one round in peace completes the case, each article once."""
    command = ["watch", lay_out(web), "--once"]
    for seed in range(2):
        kill_sometime(command, tmp_path, web, random.Random(seed))  # noqa: S311  (no secret)
    assert (run_to_the_end(command, tmp_path), look_at(tmp_path / "case.db")) == (0, WHOLE)


def test_a_read_that_is_killed_loses_nothing(web: Web, tmp_path: Path) -> None:
    """The same holds for a list of addresses."""
    lay_out(web)
    (tmp_path / "links.txt").write_text("\n".join(web.url(f"/{n}") for n in range(1, N_PAGES + 1)), "utf-8")
    command = ["read", "--addresses", "links.txt", "--jobs", "1"]
    for seed in range(2):
        kill_sometime(command, tmp_path, web, random.Random(seed))  # noqa: S311
    assert (run_to_the_end(command, tmp_path), look_at(tmp_path / "case.db")) == (0, WHOLE)
