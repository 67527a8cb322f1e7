"""Worker processes, the chunks of items they hold, and what happens when one dies.

Invariant: each worker holds at most one chunk, so a death tells which items it had; a chunk leaves only when every
item in it has its outcome, and chunks leave in the order in which they came.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeAlias

from sayso.engine.engine import Item, Result
from sayso.errors import WorkerError

CHUNK = 8  # items sent at once: enough to hide the sending, few enough to share out evenly
CHUNKS_AHEAD = 4  # for each worker: how far finished work may run ahead of the slowest item, which bounds memory

Outcome: TypeAlias = tuple[bool, Any]  # (True, the result) or (False, the error that was raised)


@dataclass(slots=True)
class _Chunk:
    items: list[Any]
    outcomes: list[Outcome] = field(default_factory=list)
    one_by_one: bool = False  # a worker died over it

    def coming(self) -> list[Any]:
        """Give the items that go to a worker next."""
        left = self.items[len(self.outcomes) :]
        return left[:1] if self.one_by_one else left

    @property
    def finished(self) -> bool:
        return len(self.outcomes) == len(self.items)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    chunk: _Chunk | None = None
    ready: bool = False


class Crew(Generic[Item, Result]):
    """Up to ``jobs`` workers that apply ``function``. ``run`` is called once; leaving it in any way ends them."""

    def __init__(
        self, function: Callable[[Item], Result], jobs: int, instead: Callable[[Item, Exception], Result] | None
    ) -> None:
        self.function, self.jobs, self.instead = function, jobs, instead
        self.workers: list[_Worker] = []

    def run(self, items: Iterable[Item]) -> Iterator[Result]:
        """Give the results in the order of the items; see `Engine.map`."""
        chunks = _cut_chunks(items)
        in_order: deque[_Chunk] = deque()  # every chunk that was begun and has not left
        exhausted = False
        try:
            while True:
                while not exhausted and self._has_hands() and len(in_order) < self.jobs * CHUNKS_AHEAD:
                    chunk = next(chunks, None)
                    if chunk is None:
                        exhausted = True
                    else:
                        in_order.append(chunk)
                        self._send(chunk)
                while in_order and in_order[0].finished:
                    for item, outcome in zip(in_order[0].items, in_order[0].outcomes, strict=True):
                        yield self._settle(item, outcome)
                    in_order.popleft()
                if in_order:
                    self._receive()
                elif exhausted:
                    return
        finally:
            self._dismiss()

    def _settle(self, item: Item, outcome: Outcome) -> Result:
        succeeded, value = outcome
        if not succeeded and self.instead is None:
            raise value
        result: Result = value if succeeded else self.instead(item, value)  # type: ignore[misc]  # told apart above
        return result

    def _has_hands(self) -> bool:
        return len(self.workers) < self.jobs or any(worker.chunk is None for worker in self.workers)

    def _send(self, chunk: _Chunk) -> None:
        idle = [worker for worker in self.workers if worker.chunk is None]
        worker = idle[0] if idle else self._hire()
        worker.chunk = chunk
        with suppress(OSError):  # it died meanwhile: `_receive` finds that out
            worker.pipe.send(chunk.coming())

    def _hire(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self.function), daemon=True)
        with _interrupts_held():
            process.start()
        theirs.close()
        self.workers.append(_Worker(process, ours))
        return self.workers[-1]

    def _receive(self) -> None:
        """Wait until a worker says something, or dies, and take that in."""
        by_pipe = {worker.pipe: worker for worker in self.workers if worker.chunk is not None or not worker.ready}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]  # wait gives back what it was given
            try:
                outcomes = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if outcomes is None:
                worker.ready = True
                continue
            chunk, worker.chunk = worker.chunk, None
            if chunk is not None:
                chunk.outcomes.extend(outcomes)
                if not chunk.finished:
                    self._send(chunk)

    def _bury(self, worker: _Worker) -> None:
        worker.process.join()
        worker.pipe.close()
        self.workers.remove(worker)
        died = WorkerError(f"a worker process died ({_cause_of_death(worker.process.exitcode)})")
        if not worker.ready:
            raise WorkerError(
                f"{died} before it could begin; a script that asks for several jobs needs the guard "
                'if __name__ == "__main__":, or ask for one job'
            )
        if worker.chunk is None:
            return
        if worker.chunk.one_by_one:
            worker.chunk.outcomes.append((False, died))
        worker.chunk.one_by_one = True
        if not worker.chunk.finished:
            self._send(worker.chunk)

    def _dismiss(self) -> None:
        for worker in self.workers:
            worker.process.kill()  # it holds nothing that needs saving
        for worker in self.workers:
            worker.process.join()
            worker.pipe.close()
        self.workers.clear()


def _cut_chunks(items: Iterable[Any]) -> Iterator[_Chunk]:
    coming = iter(items)
    while chunk := list(islice(coming, CHUNK)):
        yield _Chunk(chunk)


def _cause_of_death(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        with suppress(ValueError):
            return f"signal {signal.Signals(-exit_code).name}"
    return f"exit code {exit_code}"


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start a process that a Ctrl-C at the terminal does not reach: the parent hears it, and ends its workers."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # else it is started inside, and unblocks the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: Connection, function: Callable[[Any], Any]) -> None:
    """Do what a worker does: answer each list of items with its outcomes, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError):
        pipe.send(None)
        while True:
            pipe.send_bytes(_pack([_attempt(function, item) for item in pipe.recv()]))


def _attempt(function: Callable[[Any], Any], item: Any) -> Outcome:
    try:
        return True, function(item)
    except Exception as error:
        return False, error


def _pack(outcomes: list[Outcome]) -> bytes:
    """Pickle outcomes so that the other side can read them; what does not pickle goes as an error in words."""
    return _pickled(outcomes) or pickle.dumps(
        [outcome if _pickled([outcome]) else (False, _in_words(outcome[1])) for outcome in outcomes]
    )


def _pickled(outcomes: list[Outcome]) -> bytes:
    """Pickle outcomes; nothing if they do not pickle, or an error among them cannot be made again from its pickle."""
    try:
        packed = pickle.dumps(outcomes)
        if not all(succeeded for succeeded, _ in outcomes):
            pickle.loads(packed)  # noqa: S301  (our own bytes)
    except Exception:
        return b""
    return packed


def _in_words(value: object) -> WorkerError:
    words = f": {value}" if isinstance(value, Exception) else " cannot be sent back by a worker"
    return WorkerError(f"{type(value).__name__}{words}")
