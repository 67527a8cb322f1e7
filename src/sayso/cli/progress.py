"""Progress bars on a terminal's standard error; nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sayso.cli.terminal import escape_line, is_terminal
from sayso.pipeline import Step, Watcher, watch_nothing


@contextmanager
def watching(quiet: bool) -> Iterator[Watcher]:
    """Give what shows how far a run has come: what is read, how many are left."""
    if quiet or not is_terminal(sys.stderr):
        yield watch_nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
    from rich.text import Text

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(
        *columns, TextColumn("{task.fields[name]}", markup=False), console=Console(file=sys.stderr), transient=True
    )
    tasks: dict[Step, TaskID] = {}

    def watch(step: Step, n_done: int, n_total: int | None, name: str) -> None:
        if step not in tasks:
            tasks[step] = progress.add_task(step.value, total=n_total, name="")
        shown = Text(escape_line(name))
        shown.truncate(40, overflow="ellipsis")
        progress.update(tasks[step], completed=n_done, total=n_total, name=shown.plain)

    with progress:
        yield watch
