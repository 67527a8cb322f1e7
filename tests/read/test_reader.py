"""Whatever lies at a path, reading gives articles and faults, in one order, and never raises."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.model.article import Article, DateBasis, Fault
from sayso.read import assemble, reader
from sayso.read.reader import read_paths

WORDS = "The ferry Orla sank off Ardmouth on Sunday."


def shown(paths: list[Path | str]) -> list[str]:
    """Give each outcome as its path, or the input and reason of a fault."""
    return [
        f"{outcome.input}: {outcome.reason}" if isinstance(outcome, Fault) else str(outcome.path)
        for outcome in read_paths(paths)
    ]


def write(folder: Path, **files: str) -> Path:
    """Write files into a folder; two underscores stand for a slash, one for a dot."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_read_paths_walks_a_folder_in_order(tmp_path: Path) -> None:
    """Files come in sorted order, with paths from the folder's own name on; hidden files are passed by."""
    folder = write(tmp_path / "pile", b_txt="B.", a__z_txt="Z.", a__b_md="A.", _hidden="H.", c_jsonl='{"text": "C."}')
    assert shown([folder]) == ["pile/a/b.md", "pile/a/z.txt", "pile/b.txt", "pile/c.jsonl"]


def test_read_paths_keeps_an_id_however_a_file_is_reached(tmp_path: Path) -> None:
    """A file named beside its folder is the same article, and comes once."""
    folder = write(tmp_path / "pile", a_txt=WORDS)
    assert shown([folder, folder / "a.txt", tmp_path / "pile" / ".." / "pile"]) == ["pile/a.txt"]


def test_read_paths_keeps_the_same_text_of_two_files(tmp_path: Path) -> None:
    """One text in two files is two articles."""
    assert shown([write(tmp_path / "pile", a_txt=WORDS, b_txt=WORDS)]) == ["pile/a.txt", "pile/b.txt"]


def test_read_paths_tells_when_records_cannot_be_told_apart(tmp_path: Path) -> None:
    """One text from two publishers, without ids, is kept once, and the other is told as lost."""
    rows = [{"text": WORDS, "publisher": publisher} for publisher in ("A", "B", "A")]
    folder = write(tmp_path / "pile", a_jsonl="\n".join(map(json.dumps, rows)))
    assert shown([folder]) == [
        "pile/a.jsonl",
        "pile/a.jsonl: holds one text twice, from two publishers or dates, and nothing tells them apart",
    ]


def test_read_paths_reports_what_is_no_article(tmp_path: Path) -> None:
    """Images, pages, tables and databases are told, by their names alone."""
    folder = write(tmp_path / "pile", a_png="x", b_html="x", c_csv="x", d_db="x", e_pdf="x", f_txt="")
    assert [line.split(":")[0] for line in shown([folder])] == [
        f"pile/{path.name}" for path in sorted(folder.iterdir())
    ]


def test_read_paths_reads_gzip(tmp_path: Path) -> None:
    """Each format is read from gzip too, and a cut stream costs only what was cut."""
    folder = write(tmp_path / "pile")
    folder.mkdir()
    records = "".join(f'{{"id": "{n}", "text": "{os.urandom(40).hex()}"}}\n' for n in range(500))
    (folder / "a.txt.gz").write_bytes(gzip.compress(WORDS.encode()))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(records.encode())[:20_000])
    (folder / "c.txt.gz").write_bytes(WORDS.encode())
    lines = shown([folder])
    assert (lines[0], lines.count("pile/b.jsonl.gz") > 200) == ("pile/a.txt.gz", True)
    assert ["damaged or cut off" in line for line in lines[-3:]] == [False, True, True]


def test_read_paths_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes through the pipe is told apart by its content, and the pipe stays open."""
    pipe = io.TextIOWrapper(
        io.BufferedReader(io.BytesIO(b'{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}\n'))
    )
    monkeypatch.setattr(sys, "stdin", pipe)
    outcomes = [outcome for outcome in read_paths(["-"]) if isinstance(outcome, Article)]
    assert [(outcome.path, outcome.text) for outcome in outcomes] == [("-", "One."), ("-", "Two.")]
    assert not pipe.buffer.closed


@pytest.mark.parametrize("name", ["gone", "gone/deeper.txt", "a\0b", "x" * 5000])
def test_read_paths_tells_what_is_not_there(tmp_path: Path, name: str) -> None:
    """A path that does not exist, or cannot, is a fault."""
    assert [isinstance(outcome, Fault) and outcome.lost for outcome in read_paths([tmp_path / name])] == [True]


def test_read_paths_limits_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text beyond the limit is lost, from a file or a record, and the next is not."""
    monkeypatch.setattr(reader, "MAX_TEXT_BYTES", 50)
    monkeypatch.setattr(assemble, "MAX_TEXT_BYTES", 50)
    rows = '{"text": "' + "x" * 51 + '"}\n{"text": "B."}\n'
    folder = write(tmp_path / "pile", a_txt="x" * 51, b_jsonl=rows, c_txt="x" * 50)
    reason = "an article may have 50 bytes of text at most"
    assert shown([folder]) == [f"pile/a.txt: {reason}", f"pile/b.jsonl:1: {reason}", "pile/b.jsonl", "pile/c.txt"]


def test_read_paths_prefers_what_is_stated_closest(tmp_path: Path) -> None:
    """A record's date goes before the manifest's, that before the text's, that before the assumed one."""
    top = "15 July 2018\n"
    folder = write(
        tmp_path / "pile",
        manifest_csv="path,published\na.jsonl,2020-01-02\nb.txt,2020-01-03\n",
        a_jsonl=json.dumps({"id": "1", "text": top, "published": "2020-01-01"}) + '\n{"id": "2", "text": "B."}',
        b_txt=top,
        c_txt=top,
        d_txt="D.",
    )
    outcomes = [
        outcome for outcome in read_paths([folder], assumed_published="5 May 2005") if isinstance(outcome, Article)
    ]
    assert [(outcome.published_at, outcome.published_from) for outcome in outcomes] == [
        ("2020-01-01", DateBasis.RECORD),
        ("2020-01-02", DateBasis.MANIFEST),
        ("2020-01-03", DateBasis.MANIFEST),
        ("2018-07-15", DateBasis.TEXT),
        ("2005-05-05", DateBasis.ASSUMED),
    ]


def test_read_paths_refuses_an_assumed_date_that_is_none() -> None:
    """The user's own date is checked before anything is read."""
    with pytest.raises(UsageError):
        read_paths([], assumed_published="soon")


@pytest.mark.parametrize("suffix", [".txt", ".md", ".jsonl", ".json", ".json.gz", ".txt.gz", ".unknown"])
@given(data=st.one_of(st.binary(max_size=600), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_read_paths_never_raises(tmp_path: Path, suffix: str, data: bytes) -> None:
    """Any bytes under any name are articles and faults."""
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    assert {type(outcome) for outcome in read_paths([path])} <= {Article, Fault}


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)
field_names = st.sampled_from(["id", "text", "title", "publisher", "published", "url", "authors", "retrieved"])


@given(rows=st.lists(st.dictionaries(field_names, json_values, max_size=8), max_size=4))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_read_paths_takes_any_record(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    """Any values under the known names are articles and faults, and each record gives at least one of them."""
    path = tmp_path / "x.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert {type(outcome) for outcome in read_paths([path])} <= {Article, Fault}
