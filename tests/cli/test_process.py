"""The command as a process: signals, pipes, full disks and terminals of all kinds."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from subprocess import PIPE

import pytest

from sayso.pipeline import BATCH
from tests.cli.conftest import ARTICLES

SAYSO = [sys.executable, "-m", "sayso"]
PLACES = "Ostrel Karven Lodnik Brasov Timmen Walden Ferrol Opatik".split()


def write_pile(folder: Path, n_articles: int) -> Path:
    """Make up articles, each somewhat different from the others."""
    folder.mkdir()
    for number in range(n_articles):
        place = PLACES[number % len(PLACES)]
        text = "\n".join(ARTICLES.values()).replace("Ostrel", f"{place}-{number}").replace("400", str(100 + number))
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def run(*arguments: object, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end."""
    environment = {**os.environ, **settings}
    return subprocess.run([*SAYSO, *map(str, arguments)], capture_output=True, env=environment, timeout=120)


def run_in_shell(line: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell, in which ``sayso`` is the command."""
    script = f'sayso() {{ "{sys.executable}" -m sayso "$@"; }}; {line}'
    return subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, timeout=120)


def count(table: str, case: Path) -> int:
    """Count the rows of a table of a case while another process writes it."""
    try:
        with closing(sqlite3.connect(f"file:{case}?mode=ro", uri=True)) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  (our own)
    except sqlite3.Error:
        return 0


def stop_reading(
    *inputs: object, case: Path, how: signal.Signals, table: str, n_rows: int, jobs: int
) -> tuple[int, str]:
    """Read into a case and, when a table has so many rows, send a signal to all processes; give what it said first.

    Standard input stays open and empty: a run that reads it waits for the signal.
    """
    command = [*SAYSO, "read", *map(str, inputs), "--db", str(case), "--jobs", str(jobs)]
    with subprocess.Popen(command, stdin=PIPE, stderr=PIPE, start_new_session=True) as reading:
        while reading.poll() is None and count(table, case) < n_rows:
            time.sleep(0.005)
        os.killpg(reading.pid, how)
        said = reading.communicate(timeout=120)[1].decode()
    return reading.returncode, said.partition("\n")[0]


def finish_reading(folder: Path, case: Path) -> tuple[int, int, int, list[str]]:
    """Give the command again: its exit code, the rows there are then, and what lies beside the case."""
    again = run("read", folder, "--db", case, "--jobs", 1)
    beside = sorted(path.name for path in case.parent.iterdir())
    return again.returncode, count("articles", case), count("annotated_articles", case), beside


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_a_stopped_read_loses_nothing(tmp_path: Path, how: signal.Signals) -> None:
    """Whole batches are kept and the reason is told; the same command again makes the case as if undisturbed."""
    folder, case = write_pile(tmp_path / "pile", 70), tmp_path / "a.db"
    stopped = stop_reading(folder, "-", case=case, how=how, table="articles", n_rows=BATCH, jobs=1)
    kept = count("articles", case), count("annotated_articles", case)
    told = f"{case} holds {BATCH} articles; run the same command again to finish"
    assert (stopped, kept) == ((130, told), (BATCH, 0))
    assert finish_reading(folder, case) == (0, 70, 70, ["a.db", "pile"])


def test_stopped_workers_lose_nothing(tmp_path: Path) -> None:
    """A Ctrl-C that reaches the worker processes too leaves whole batches, and the same command again ends the work."""
    folder, case = write_pile(tmp_path / "pile", 6 * BATCH), tmp_path / "a.db"
    code, told = stop_reading(folder, case=case, how=signal.SIGINT, table="annotated_articles", n_rows=BATCH, jobs=2)
    n_annotated = count("annotated_articles", case)
    assert (code, told) == (130, f"{case} holds {6 * BATCH} articles; run the same command again to finish")
    assert n_annotated in range(BATCH, 6 * BATCH, BATCH)
    assert finish_reading(folder, case) == (0, 6 * BATCH, 6 * BATCH, ["a.db", "pile"])


def test_bytes_depend_on_nothing_but_the_input(tmp_path: Path) -> None:
    """Neither the seed of hashes nor the number of processes nor the time zone changes a byte."""
    folder = write_pile(tmp_path / "pile", 66)
    one = run("report", folder, "-o", "-", "--jobs", 1, PYTHONHASHSEED="1", TZ="UTC")
    two = run("report", folder, "-o", "-", "--jobs", 2, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C")
    assert (one.returncode, two.returncode, one.stdout == two.stdout, len(one.stdout) > 10_000) == (0, 0, True, True)


def limit_file_size() -> None:
    """Let the process write 16 kB a file, as if the disk were full then."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, 16_384))


def test_a_full_disk_leaves_no_half_report(tmp_path: Path) -> None:
    """What stood there stays, nothing lies beside it, and the reason is told."""
    folder, out = write_pile(tmp_path / "pile", 10), tmp_path / "out"
    out.mkdir()
    (out / "report.html").write_text("yesterday's")
    command = [*SAYSO, "report", str(folder), "-o", str(out / "report.html")]
    ran = subprocess.run(command, capture_output=True, preexec_fn=limit_file_size, timeout=60)
    left = {path.name: path.read_text() for path in out.iterdir()}
    assert (ran.returncode, b"File too large" in ran.stderr, left) == (1, True, {"report.html": "yesterday's"})


def test_a_full_disk_keeps_the_case(tmp_path: Path) -> None:
    """A case that cannot grow is told, and stays one that opens."""
    folder, case = write_pile(tmp_path / "pile", 10), tmp_path / "a.db"
    run("read", folder / "000.txt", "--db", case)
    command = [*SAYSO, "read", str(folder), "--db", str(case)]
    ran = subprocess.run(command, capture_output=True, preexec_fn=limit_file_size, timeout=60)
    assert (ran.returncode, b"Traceback" in ran.stderr, count("articles", case)) == (1, False, 1)


def test_a_case_that_finds_no_room_is_no_wrong_use(tmp_path: Path) -> None:
    """A disk that is full before the case is made is told as such, and not as a path that is wrong."""
    folder = write_pile(tmp_path / "pile", 1)
    command = [*SAYSO, "read", str(folder), "--db", str(tmp_path / "a.db")]
    ran = subprocess.run(command, capture_output=True, preexec_fn=limit_file_size, timeout=60)
    assert (ran.returncode, b"the disk is full" in ran.stderr) == (1, True)


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("sayso quotes pile | head -1 >/dev/null; echo ${PIPESTATUS[0]} >&2", 0, "0\n"),
        ("sayso --help | head -1 >/dev/null; echo ${PIPESTATUS[0]} >&2", 0, "0\n"),
        ("sayso quotes pile > /dev/full", 1, "sayso: cannot write to standard output: No space left on device\n"),
        ("sayso --help > /dev/full", 1, "sayso: the system says: No space left on device\n"),
        ("sayso report pile -o /dev/full", 1, "sayso: cannot write /dev/full: No space left on device"),
        ("sayso quotes pile >&-", 0, ""),
        ("sayso read pile --db a.db >&- 2>&-", 0, ""),
        ("sayso quotes pile <&- >/dev/null", 0, ""),
        ("sayso report pile -o /dev/stdout >/dev/null", 0, "wrote /dev/stdout\n"),
        ("cat pile/000.txt | sayso quotes - >/dev/null", 0, ""),
    ],
)
def test_pipes_and_devices(tmp_path: Path, line: str, code: int, says: str) -> None:
    """Closed, full and odd ends of pipes are met with the right exit code and without a traceback."""
    write_pile(tmp_path / "pile", 3)
    ran = run_in_shell(line, tmp_path)
    assert (ran.returncode, ran.stderr.decode().startswith(says), b"Traceback" in ran.stderr) == (code, True, False)


@pytest.mark.parametrize("command", ["quotes", "articles", "show"])
def test_an_ascii_terminal_does_not_crash(tmp_path: Path, command: str) -> None:
    """What the encoding of the terminal lacks is written as an escape."""
    folder = write_pile(tmp_path / "pile", 1)
    arguments = [command, "000.txt", folder] if command == "show" else [command, folder]
    ran = run(*arguments, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (ran.returncode, ran.stderr, ran.stdout.isascii()) == (0, b"", True)


def measure_help() -> float:
    """Give the processor time that `sayso --help` takes, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run("--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_help_answers_at_once() -> None:
    """`sayso --help` takes less than 0.3 s of processor time, at the best of three times: others use the machine."""
    assert min(measure_help() for _ in range(3)) < 0.3
