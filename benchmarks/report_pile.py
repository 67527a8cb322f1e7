"""What `sayso report` costs on a pile of real articles: time, memory, size of the page, and how that compares.

    python benchmarks/report_pile.py [PILE.jsonl.gz]

Every figure is of whole processes, started here one after the other: the report as HTML, the same as JSON, `verify`
of that, and the peer. Memory is the highest sum of resident pages over a command and all its children, looked at
fifty times a second; pages that processes share are counted for each. Prints one row of the table in README.md; runs
on Linux only.

The peer is the least that a script could do with the pile: decompress, decode, and cut everything between double
quotation marks with one regular expression. It finds no speaker, no copy and no figure, so the ratio is no race; it
says how many times the bare reading of the pile a whole report costs, which carries over to other machines.
"""

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PILE = ROOT.parent / "shared" / "data" / "copies" / "helsinki.jsonl.gz"
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
PEER = """
import gzip, json, re, sys
quotes = re.compile('“([^”]*)”|"([^"]*)"')
path = sys.argv[1]
with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
    print(sum(len(quotes.findall(json.loads(line)["text"])) for line in lines))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one command took: seconds by the clock, seconds of processor time, bytes of memory at the highest."""

    wall: float
    cpu: float
    peak: int


def measure(command: list[str]) -> Cost:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed.
    """
    begin, peak = time.perf_counter(), 0
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            peak = max(peak, sum(map(resident_bytes, family_of(process.pid))))
            time.sleep(0.02)
        wall = time.perf_counter() - begin
        process.returncode = code = os.waitstatus_to_exitcode(status)
        if code:
            errors.seek(0)
            raise RuntimeError(f"{command} gave {code}:\n{errors.read().decode(errors='replace')}")
    return Cost(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=max(peak, usage.ru_maxrss * 1024))


def family_of(pid: int) -> list[int]:
    """Give a process and all that descend from it."""
    family = [pid]
    for member in family:
        for listing in Path(f"/proc/{member}/task").glob("*/children"):
            try:
                family.extend(map(int, listing.read_text().split()))
            except OSError:  # it has just ended
                continue
    return family


def resident_bytes(pid: int) -> int:
    """Give the resident memory of a process, 0 once it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES
    except OSError:
        return 0


def count_articles(pile: Path) -> int:
    """Count the lines of a pile."""
    data = pile.read_bytes()
    return (gzip.decompress(data) if pile.suffix == ".gz" else data).strip().count(b"\n") + 1


def main() -> int:
    """Measure, print a row, return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pile", nargs="?", type=Path, default=PILE, help="articles as JSON lines, perhaps gzipped")
    pile = parser.parse_args().pile
    if not pile.is_file():
        print(f"skipped: {pile.name} is not there; give the path of a pile of JSON lines")
        return 0
    sayso = [sys.executable, "-m", "sayso"]
    with tempfile.TemporaryDirectory() as folder:
        page, document = Path(folder) / "report.html", Path(folder) / "report.json"
        html = measure([*sayso, "report", str(pile), "-o", str(page)])
        json = measure([*sayso, "report", str(pile), "--format", "json", "-o", str(document)])
        verify = measure([*sayso, "verify", str(document)])
        page_size, document_size = page.stat().st_size, document.stat().st_size
    peer = measure([sys.executable, "-c", PEER, str(pile)])
    n_articles = count_articles(pile)
    print(
        f"| {pile.name} | {n_articles:,} | {html.wall:.1f} s | {html.cpu:.1f} s | {html.peak / 1e6:.0f} MB "
        f"| {n_articles / html.wall:.0f} | {page_size / 1e6:.1f} MB | {json.wall:.1f} s | {document_size / 1e6:.1f} MB "
        f"| {verify.wall:.1f} s | {html.cpu / peer.cpu:.0f} × |"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
