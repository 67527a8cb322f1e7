"""What a process of work does in the tests of its queue; imports little, for a process begins with it."""

from __future__ import annotations

import time
from multiprocessing.connection import Connection
from pathlib import Path

from sayso.web.work import Progress, Task


def fail(_path: Path, _task: Task, _pipe: Connection) -> None:
    """End without a word."""
    raise SystemExit(3)


def count(_path: Path, task: Task, pipe: Connection) -> None:
    """Tell of two steps."""
    pipe.send(Progress(kind=task.kind, step="reading", n_done=1))
    pipe.send(Progress(kind=task.kind, n_new=2, is_running=False))
    pipe.close()


def sleep(_path: Path, _task: Task, _pipe: Connection) -> None:
    """Take long."""
    time.sleep(60)
