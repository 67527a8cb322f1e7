"""Killing a command at a random moment, again and again, and looking at what it left."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.fetch.web import Web
from tests.gather.written import feed, page

N_PAGES = 4


def lay_out(web: Web) -> str:
    """Let the web have pages and a feed of them that says whether it changed; give the feed's address."""
    for n in range(1, N_PAGES + 1):
        web.on(f"/{n}", page(n))
    return web.on("/rss", feed(web, *range(1, N_PAGES + 1), etag='"f"'))


def run_once(arguments: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    """Begin a command that may ask loopback."""
    command = [sys.executable, "-m", "sayso", *arguments, "--db", "case.db", "--allow-private", "--delay", "0.2"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def kill_sometime(arguments: Sequence[str], folder: Path, web: Web, chance: random.Random) -> bool:
    """Run a command and kill it soon after some request of it, if it makes so many; say whether it was killed."""
    asked_before = len(web.asked)
    until = chance.randint(0, N_PAGES + 2)
    process = run_once(arguments, folder)
    while process.poll() is None and len(web.asked) - asked_before < until:
        time.sleep(0.005)
    time.sleep(chance.uniform(0, 0.3))
    process.kill()
    process.communicate()
    return process.returncode != 0


def run_to_the_end(arguments: Sequence[str], folder: Path) -> int:
    """Run a command in peace; give its exit code."""
    process = run_once(arguments, folder)
    process.communicate(timeout=120)
    return process.returncode


def look_at(path: Path) -> dict[str, object]:
    """Give what a case holds: titles, how many are annotated or lack a record, what waits, and whether it is sound."""
    with closing(sqlite3.connect(path)) as case:
        titles = [title for (title,) in case.execute("SELECT title FROM articles ORDER BY title")]
        (n_annotated,) = case.execute("SELECT count(*) FROM annotated_articles").fetchone()
        (n_without_record,) = case.execute(
            "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM fetches WHERE record IS NOT NULL)"
        ).fetchone()
        (n_unread,) = case.execute("SELECT count(*) FROM feed_entries WHERE state <> 'read'").fetchone()
        (sound,) = case.execute("PRAGMA integrity_check").fetchone()
    return {
        "titles": titles,
        "annotated": n_annotated,
        "without a record": n_without_record,
        "unread": n_unread,
        "sound": sound,
    }


WHOLE = {
    "titles": [f"Dam {n} holds, says mayor" for n in range(1, N_PAGES + 1)],
    "annotated": N_PAGES,
    "without a record": 0,
    "unread": 0,
    "sound": "ok",
}
