"""What takes long (reading, asking the web, relating) is done by a process of its own, one task at a time.

Invariant: the server answers while it works; what a task kept is whole, however it ends; a task that fails is told as
such and the next one begins. Two tabs are two askers of one queue.
"""

from __future__ import annotations

import multiprocessing
import shutil
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Literal

from sayso.model.article import Fault
from sayso.revisions import KnownBy

ADDED = "added"  # the folder in a task's folder where its files lie: part of their paths in the case
MOST_FAULTS = 50  # shown of a task; the page of faults lists all


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do. ``folder`` holds `ADDED`, a folder of files to read, and is deleted afterwards.

    ``known_by`` says whether such a file may be one that was added before.
    """

    kind: Literal["read", "fetch", "relate"]
    folder: Path | None = None
    addresses: tuple[str, ...] = ()
    published: str | None = None
    known_by: KnownBy = KnownBy.NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the task under way has come, or how the last one ended. ``n_waiting`` tasks come after it.

    ``step`` is what is being done (``""``: nothing yet). ``n_total`` is ``None`` where it is not known.
    """

    kind: str
    step: str = ""
    n_done: int = 0
    n_total: int | None = None
    name: str = ""
    n_waiting: int = 0
    is_running: bool = True
    n_new: int = 0
    n_known: int = 0
    n_updated: int = 0
    n_changed: int = 0
    faults: tuple[Fault, ...] = ()
    failure: str | None = None


class Work:
    """The queue of tasks of one case. ``run`` is what the process does; a test gives another."""

    def __init__(self, path: Path, run: Callable[[Path, Task, Connection], None] | None = None) -> None:
        self._path, self._run = path, run or run_task
        self._tasks: deque[Task] = deque()
        self._progress: Progress | None = None
        self._changed = threading.Condition()
        self._process: SpawnProcess | None = None
        self._is_closed = False
        self._thread = threading.Thread(target=self._work, name="sayso-work", daemon=True)
        self._thread.start()

    def ask(self, task: Task) -> None:
        """Put a task into the queue. One that only relates waits once, however often it is asked for."""
        with self._changed:
            if not (task.kind == "relate" and any(waiting.kind == "relate" for waiting in self._tasks)):
                self._tasks.append(task)
            self._changed.notify_all()

    def progress(self) -> Progress | None:
        """Say how far things are; ``None`` before the first task."""
        with self._changed:
            told = self._progress
            n_waiting = len(self._tasks)
            if n_waiting and (told is None or not told.is_running):
                return Progress(kind=self._tasks[0].kind, n_waiting=n_waiting - 1)
            return replace(told, n_waiting=n_waiting) if told else None

    def wait(self, timeout_s: float) -> bool:
        """Wait until nothing is left to do; say whether that came to pass."""
        with self._changed:
            return self._changed.wait_for(self._is_idle, timeout_s)

    def close(self) -> None:
        """End the task under way (what it kept stays) and forget the others."""
        with self._changed:
            self._is_closed = True
            left = list(self._tasks)
            self._tasks.clear()
            process = self._process
            self._changed.notify_all()
        if process is not None:
            process.terminate()
        for task in left:
            _clear(task)
        self._thread.join(timeout=10)

    def _is_idle(self) -> bool:
        return not self._tasks and (self._progress is None or not self._progress.is_running)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._tasks or self._is_closed)
                if self._is_closed:
                    return
                task = self._tasks.popleft()
                self._progress = Progress(kind=task.kind)
            try:
                self._do(task)
            finally:
                _clear(task)

    def _do(self, task: Task) -> None:
        """Run a task in a process and take in what it tells."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=self._run, args=(self._path, task, there), name=f"sayso-{task.kind}")
        with self._changed:
            if self._is_closed:
                return
            process.start()
            self._process = process
        there.close()
        told = Progress(kind=task.kind)
        try:
            while True:
                told = here.recv()
                with self._changed:
                    self._progress = told
        except EOFError:
            process.join()
        if told.is_running:  # it ended without a word
            told = replace(told, is_running=False, failure=f"it ended early (exit code {process.exitcode})")
        with self._changed:
            self._process = None
            self._progress = told
            self._changed.notify_all()


def _clear(task: Task) -> None:
    if task.folder is not None:
        shutil.rmtree(task.folder, ignore_errors=True)


def run_task(path: Path, task: Task, pipe: Connection) -> None:
    """Do a task on the case at ``path`` and tell of it through ``pipe``: a `Progress` at each step, one at the end."""
    from sayso.errors import SaysoError

    told = Progress(kind=task.kind)
    try:
        told = _run(path, task, pipe)
    except SaysoError as error:
        told = replace(told, failure=str(error))
    except Exception as error:  # a fault of ours: the person is told, and the server lives on
        told = replace(told, failure=f"unexpected {type(error).__name__}: {error}")
    pipe.send(replace(told, is_running=False))
    pipe.close()


def _run(path: Path, task: Task, pipe: Connection) -> Progress:
    import os

    from sayso.config import read_clock
    from sayso.gather.pages import WebIntake
    from sayso.pipeline import Intake, Step, read_into, report_on
    from sayso.store.sqlite import open_store

    told = Progress(kind=task.kind)

    def watch(step: Step, n_done: int, n_total: int | None, name: str) -> None:
        nonlocal told
        told = replace(told, step=step.value, n_done=n_done, n_total=n_total, name=name)
        pipe.send(told)

    path = path.absolute()
    with open_store(path, wait_s=60.0) as store:
        intake: Intake | WebIntake | None = None
        if task.kind == "read" and task.folder is not None:
            os.chdir(task.folder)  # so that an article's path holds no folder of this machine
            intake = read_into(
                store,
                [ADDED],
                assumed_published=task.published,
                clock=read_clock,
                watch=watch,
                known_by=task.known_by,
            )
        elif task.kind == "fetch":
            from sayso.fetch.fetcher import Fetcher
            from sayso.gather.pages import read_addresses_into

            with Fetcher() as fetcher:
                intake = read_addresses_into(
                    store, task.addresses, fetcher, assumed_published=task.published, clock=read_clock, watch=watch
                )
        if intake is not None:
            told = replace(
                told,
                n_new=intake.n_new,
                n_known=intake.n_known,
                n_updated=intake.n_updated,
                n_changed=len(intake.replaced if isinstance(intake, Intake) else intake.versions),
                faults=intake.faults[:MOST_FAULTS],
            )
        report_on(store, watch=watch)
    return told
