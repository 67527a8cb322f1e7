"""Kill `sayso watch` and `sayso read` at random moments, fifty times each, and see that nothing is lost or doubled.

    python benchmarks/kill_gathering.py [TIMES]

Runs against a server of its own on this machine. Each trial is a new case: the command is killed (SIGKILL) one to three
times, each soon after a random request of it, then run in peace, and the case must hold each article once, annotated,
with its record, and nothing waiting. Leaves with 1 if one trial fails.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.fetch.web import Web, run_web
from tests.gather.killing import N_PAGES, WHOLE, kill_sometime, lay_out, look_at, run_to_the_end

MOST_KILLS = 3


def watching(web: Web, folder: Path) -> Sequence[str]:
    del folder
    return ["watch", lay_out(web), "--once"]


def reading(web: Web, folder: Path) -> Sequence[str]:
    lay_out(web)
    (folder / "links.txt").write_text("\n".join(web.url(f"/{n}") for n in range(1, N_PAGES + 1)), "utf-8")
    return ["read", "--addresses", "links.txt", "--jobs", "1"]


def try_once(set_up: Callable[[Web, Path], Sequence[str]], seed: int) -> tuple[int, bool]:
    """Give how often the command was killed, and whether the case was whole in the end."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    stop = threading.Event()
    with tempfile.TemporaryDirectory() as name:
        web, folder = run_web(stop), Path(name)
        command = set_up(web, folder)
        n_kills = sum(kill_sometime(command, folder, web, chance) for _ in range(chance.randint(1, MOST_KILLS)))
        code = run_to_the_end(command, folder)
        found = look_at(folder / "case.db")
    stop.set()
    if (code, found) != (0, WHOLE):
        print(f"  seed {seed}: left with {code}, holds {found}", flush=True)
    return n_kills, (code, found) == (0, WHOLE)


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    failed = 0
    for set_up in (watching, reading):
        began = time.monotonic()
        trials = [try_once(set_up, seed) for seed in range(times)]
        n_kills, n_whole = sum(killed for killed, _ in trials), sum(whole for _, whole in trials)
        failed += times - n_whole
        took = time.monotonic() - began
        print(
            f"{set_up.__name__}: {times} trials, {n_kills} kills, {n_whole} cases whole in the end, {took:.0f} s",
            flush=True,
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
