"""Counts work by the lines that run, which no clock and no other process moves."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

MOST, SLACK = 2.8, 3000  # times; runs of a line, for what only remembers so far back

Runs = Counter[tuple[str, int]]


def count_runs(folder: str, work: Callable[[], object]) -> Runs:
    """Count how often each line of the files under a folder runs in some work; what C does is not seen."""
    runs: Runs = Counter()

    def follow(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            runs[frame.f_code.co_filename, frame.f_lineno] += 1
        return follow

    def enter(frame: FrameType, _event: str, _: Any) -> Any:
        return follow if frame.f_code.co_filename.startswith(folder) else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        work()
    finally:
        sys.settrace(before)
    return runs


def find_grown(once: Runs, twice: Runs, slack: int = SLACK) -> dict[str, tuple[int, int]]:
    """Give the lines that ran far more than twice as often in twice the work."""
    return {
        f"{Path(file).name}:{line}": (once[file, line], n)
        for (file, line), n in twice.items()
        if n > MOST * once[file, line] + slack
    }
