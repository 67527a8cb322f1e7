"""The commands that reach the web, as a person types them; the web is a server on this machine."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.cli.gathering import _tell_round
from sayso.gather.feeds import Round
from sayso.model.article import Fault
from tests.cli.conftest import Typed
from tests.fetch.web import Web, answer, run_web
from tests.gather.written import feed, page

pytestmark = pytest.mark.loopback

ASK = ("--allow-private", "--delay", "0.2")


@pytest.fixture
def web() -> Iterator[Web]:
    """Give a web with two pages and a feed of them."""
    stop = threading.Event()
    made = run_web(stop)
    made.on("/1", page(1, moved=300), page(1, moved=340))
    made.on("/2", page(2))
    made.on("/rss", feed(made, 1, 2))
    yield made
    stop.set()


def test_read_takes_addresses_and_paths(typed: Typed, web: Web, pile: Path) -> None:
    """Files and addresses go into one case with one command."""
    got = typed("read", pile, web.url("/1"), *ASK)
    assert (got.code, got.out, got.err.startswith("3 new, 0 known; ")) == (0, "", True)


def test_read_asks_nothing_inside_without_leave(typed: Typed, web: Web) -> None:
    """An address on this machine is refused, told, and never asked."""
    got = typed("read", web.url("/1"))
    assert (got.code, "this very machine" in got.err, "--allow-private" in got.err, web.asked) == (1, True, True, [])


def test_read_takes_lists(typed: Typed, web: Web, tmp_path: Path) -> None:
    """A list of addresses is read; a line without one is told."""
    (tmp_path / "links.csv").write_text(f"what,url\none,{web.url('/1')}\nnone,-\ntwo,{web.url('/2')}\n", "utf-8")
    got = typed("read", "--addresses", tmp_path / "links.csv", *ASK)
    assert (got.code, "2 new, 0 known" in got.err, "links.csv:3: this line holds no web address" in got.err) == (
        1,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("read",), "name a file, a folder, a web address"),
        (("read", "--addresses", "none.txt"), "none.txt: this does not exist"),
        (("read", "nowhere.txt"), "there is no such file or folder"),
        (("watch",), "there is no case"),
        (("watch", "feeds.opml"), "feeds.opml: this does not exist"),
        (("watch", "http://a.example/", "--every", "soon"), "--every wants a time"),
        (("watch", "http://a.example/", "--once", "--rounds", "2"), "not for both"),
        (("versions",), "there is no case"),
        (("fetches",), "there is no case"),
    ],
)
def test_wrong_use_is_told(typed: Typed, arguments: tuple[str, ...], expected: str) -> None:
    """What cannot be done as typed is refused before anything is asked."""
    got = typed(*arguments)
    assert (got.code, expected in got.err) == (2, True)


def test_a_changed_page_is_told(typed: Typed, web: Web) -> None:
    """Reading a page again says what became of what, and `versions` gives it as data."""
    typed("read", web.url("/1"), *ASK)
    got = typed("read", web.url("/1"), *ASK)
    (row,) = map(json.loads, typed("versions", "--json").out.splitlines())
    assert (got.code, "“300” became “340”" in got.err, "1 new, 0 known, 1 changed" in got.err) == (0, True, True)
    assert (row["address"], row["before"], row["after"]) == (web.url("/1"), "300", "340")


def test_watch_goes_a_round(typed: Typed, web: Web) -> None:
    """A round is a line of its own; each new article is a line in the pipe; the case keeps following the feed."""
    first = typed("watch", web.url("/rss"), "--once", *ASK)
    second = typed("watch", "--rounds", "1", *ASK)
    lines = [line.split("\t")[2:] for line in first.out.splitlines()]
    assert lines == [[f"Dam {n} holds, says mayor", web.url(f"/{n}")] for n in (1, 2)]
    assert "round 1: 1 feed asked, 2 new entries, 2 new articles\n" in first.err
    assert ("round 1: 1 feed asked, 0 new entries, 0 new articles\n" in second.err, second.out) == (True, "")


def test_watch_tells_what_failed(typed: Typed, web: Web) -> None:
    """A feed that cannot be had is told, and the exit code of --once with it."""
    got = typed("watch", web.on("/rss", answer(status="404 Not Found")), "--once", *ASK)
    assert (got.code, "1 failed" in got.err, "answers 404" in got.err) == (1, True, True)


def test_a_round_tells_equal_faults_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong alike in many records of one address is a line, as when it is read; five lines are told."""
    alike = [Fault(input=f"http://a.example/x:{n}", reason="holds no text") for n in range(1, 41)]
    others = [Fault(input=f"http://a.example/y{n}", reason="answers 404", hint="later") for n in range(6)]
    counts = {"n_feeds": 1, "n_resting": 0, "n_failed": 0, "n_entries": 0, "n_waiting": 0}
    faults = (others[0], *alike, *others[1:])
    _tell_round(Round(number=1, articles=(), versions=(), faults=faults, **counts), 0.0)
    told = capsys.readouterr().err.splitlines()
    assert told[0].endswith(", 46 faults")
    assert told[1] == "  http://a.example/y0: answers 404 (later)"
    assert told[2] == "  http://a.example/x:1 and 39 more places in it: holds no text"
    assert (len(told), told[-1]) == (7, "  and 2 more: sayso faults")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_watch_stops_when_told(web: Web, tmp_path: Path, how: signal.Signals) -> None:
    """Stopped between rounds, a watch says what the case holds and leaves with 0: that is how it ends."""
    command = [sys.executable, "-m", "sayso", "watch", web.url("/rss"), "--db", "a.db", *ASK]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    first = process.stderr.readline()
    process.send_signal(how)
    _, rest = process.communicate(timeout=60)
    assert ("2 new articles" in first, process.returncode, rest.splitlines()[-1]) == (
        True,
        0,
        "stopped; a.db holds 2 articles",
    )


def test_fetches_are_evidence(typed: Typed, web: Web, tmp_path: Path) -> None:
    """What was fetched is listed, and comes out as one WARC file, the same each time."""
    typed("read", web.url("/1"), web.url("/2"), *ASK)
    rows = [json.loads(line) for line in typed("fetches", "--json").out.splitlines()]
    outs = [tmp_path / name for name in ("a.warc.gz", "b.warc.gz")]
    told = [typed("fetches", "--warc", out).err for out in outs]
    assert sorted((row["address"], row["status"]) for row in rows) == [(web.url("/1"), 200), (web.url("/2"), 200)]
    assert (told[0].startswith("wrote 2 records to "), outs[0].read_bytes()) == (True, outs[1].read_bytes())
    assert gzip.decompress(outs[0].read_bytes()).count(b"WARC-Type: response") == 2


@pytest.mark.parametrize("arguments", [("report", "pile", "-o", "r.html"), ("read", "pile"), ("quotes", "pile")])
def test_without_an_address_nothing_that_fetches_is_loaded(
    tmp_path: Path, pile: Path, arguments: tuple[str, ...]
) -> None:
    """A run over files loads no module of `fetch` that could open a connection, nor what it is built on."""
    look = (
        "import sys; sys.argv[0] = 'sayso'; from sayso.cli.running import run_command\n"
        f"code = run_command({list(arguments)!r})\n"
        "kept = ('httpcore2', 'h11', 'feedparser', 'protego', 'sayso.fetch.fetcher', 'sayso.fetch.connection')\n"
        "print(code, [name for name in kept if name in sys.modules], file=sys.stderr)"
    )
    pile.rename(tmp_path / "pile")
    environment = {"SAYSO_DB": str(tmp_path / "case.db"), "PATH": "", "HOME": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", look], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert ran.stderr.splitlines()[-1] == "0 []"
