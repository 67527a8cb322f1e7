"""No input breaks a run: what is wrong with one file is told, and the rest of the run is as if it were not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLES, Typed

RECORD = json.dumps({"id": "r1", "text": ARTICLES["gazette.txt"].replace("Ostrel", "Ostrava")})


def write_sparse(path: Path) -> None:
    """Make a file of 50 MB that holds nothing but zeros."""
    with path.open("wb") as file:
        file.truncate(50_000_000)


def write_large(path: Path) -> None:
    """Make a file of 50 MB of words."""
    path.write_bytes(b"The dam holds. " * 3_400_000)


BAD: dict[str, tuple[str, Callable[[Path], object]]] = {
    "empty": ("bad.txt", lambda path: path.write_bytes(b"")),
    "blank": ("bad.txt", lambda path: path.write_bytes(b" \n\n\t ")),
    "binary": ("bad.txt", lambda path: path.write_bytes(bytes(range(256)) * 40)),
    "image": ("bad.jpg", lambda path: path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(500))),
    "50 MB of zeros": ("bad.txt", write_sparse),
    "50 MB of words": ("bad.txt", write_large),
    "a line cut in half": ("bad.jsonl", lambda path: path.write_text(f"{RECORD[:60]}\n")),
    "no JSON": ("bad.jsonl", lambda path: path.write_text("dear editor\n")),
    "no text in it": ("bad.jsonl", lambda path: path.write_text('{"id": "r1", "title": "Dam"}\n')),
    "a number": ("bad.jsonl", lambda path: path.write_text("17\n")),
    "a cut archive": ("bad.txt.gz", lambda path: path.write_bytes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03cut")),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_costs_itself_only(typed: Typed, pile: Path, kind: str) -> None:
    """The bad file is named once with its reason, the others are reported on, and the exit code tells."""
    name, write = BAD[kind]
    good = json.loads(typed("report", pile, "--format", "json").out)
    write(pile / name)
    answer = typed("report", pile, "--format", "json")
    report = json.loads(answer.out)
    assert answer.code == 1
    assert (report["attributions"], report["figures"]) == (good["attributions"], good["figures"])
    assert [name in fault["input"] for fault in report["faults"]] == [True]


def test_a_line_cut_in_half_costs_that_line(typed: Typed, pile: Path) -> None:
    """The other records of the file are read."""
    (pile / "news.jsonl").write_text(f"{RECORD}\n{RECORD[:60]}\n{RECORD.replace('r1', 'r2')}\n")
    answer = typed("report", pile, "--format", "json")
    assert (answer.code, len(json.loads(answer.out)["articles"])) == (1, 4)


def test_broken_utf8_is_read_and_told(typed: Typed, pile: Path) -> None:
    """Bytes that are no UTF-8 lose no article."""
    (pile / "torn.txt").write_bytes(ARTICLES["herald.txt"].encode().replace(b"sleep", b"sl\xff\xfe\x80eep"))
    answer = typed("report", pile, "--format", "json")
    assert (answer.code in (0, 1), len(json.loads(answer.out)["articles"])) == (True, 3)


def test_a_fault_that_was_mended_is_forgotten(typed: Typed, pile: Path) -> None:
    """A file that is read well the second time is no fault of the case any more."""
    (pile / "late.txt").write_bytes(b"")
    first = typed("read", pile)
    (pile / "late.txt").write_text(ARTICLES["gazette.txt"].replace("Ostrel", "Ostrava"), "utf-8")
    second = typed("read", pile)
    assert (first.code, second.code, typed("faults", "--json").out) == (1, 0, "")


@pytest.mark.parametrize(
    "text",
    [
        "“" * 50_000,
        '"' * 50_000 + " said Ann Lee.",
        "a" * 100_000,
        "said " * 20_000,
        "<script>alert(1)</script> said Ann Lee.",
        "“\u202eNo\u200b\u2066,” Ann Lee said.",
        "\ufeff“No,” \u0300\u0301 Ann Lee\u0000 said.",
        "1" * 20_000 + " people",
        "9,999,999,999,999,999,999,999 people, $1e400, ½¾⅞ and ٣ people on February 31, 0000",
        "שלום אמר. " * 2_000,
    ],
    ids=["marks", "straight marks", "one word", "cues", "script", "bidi", "combining", "digits", "numbers", "Hebrew"],
)
def test_no_text_breaks_a_run(typed: Typed, pile: Path, text: str) -> None:
    """Whatever an article says, it is reported on and the report verifies."""
    (pile / "odd.txt").write_text(text, encoding="utf-8")
    answer = typed("report", pile, "-o", "out.html")
    assert (answer.code, typed("verify", "out.html").code) == (0, 0)
