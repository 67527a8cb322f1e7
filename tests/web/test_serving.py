"""`sayso serve` as a process: it says where it listens, answers there, and leaves cleanly."""

from __future__ import annotations

import hashlib
import re
import signal
import subprocess
import sys
import urllib.request
from importlib.resources import files
from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.store.sqlite import SqliteStore
from sayso.web.serving import serve_case


@pytest.mark.loopback
def test_serve(tmp_path: Path) -> None:
    """The case is served where it says, and is one whole file when it was stopped."""
    case = tmp_path / "case.db"
    command = [sys.executable, "-m", "sayso", "serve", "--db", str(case), "--new", "--port", "0", "--no-browser"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    first = process.stderr.readline()
    address = re.findall(r"http://\S+", first)[0]
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  (the address that we are told)
        page = answer.read().decode()
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=60)
    left = sorted(path.name for path in tmp_path.iterdir())
    outcome = (process.returncode, "This case is empty" in page, rest.endswith("stopped\n"), left)
    assert outcome == (0, True, True, ["case.db"])


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # uvicorn leaves the socket open
def test_address_that_is_not_ours(store: SqliteStore) -> None:
    """An address of another machine cannot be listened on, and that is said."""
    with pytest.raises(UsageError, match="cannot listen"):
        serve_case(store, host="192.0.2.7", port=0, token=None, tell=print, open_browser=False)


def test_vendored_files_are_what_they_were() -> None:
    """Each vendored file has the digest that is listed beside it."""
    folder = files("sayso.web").joinpath("static", "vendor")
    listed = dict(line.split("  ")[::-1] for line in folder.joinpath("SHA256SUMS").read_text("ascii").splitlines())
    assert {name: hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() for name in listed} == listed


def test_every_vendored_file_is_listed() -> None:
    """No vendored file stands without its digest."""
    folder = files("sayso.web").joinpath("static", "vendor")
    listed = {line.split("  ")[1] for line in folder.joinpath("SHA256SUMS").read_text("ascii").splitlines()}
    assert {entry.name for entry in folder.iterdir()} == listed | {"SHA256SUMS"}
