"""A manifest states facts about the files beside and below it, and what is not used is told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sayso.read.facts import Facts
from sayso.read.manifest import read_manifest
from sayso.read.reader import read_paths


@pytest.mark.parametrize(
    ("data", "facts", "lines"),
    [
        (b"path,publisher\na.txt,The Wire\n", Facts(publisher="The Wire"), []),
        (
            b'\xef\xbb\xbfPath;Publisher;Title\r\na.txt;The Wire;"One; two"\r\n',
            Facts(publisher="The Wire", title="One; two"),
            [],
        ),
        (b"path\tpublisher\n./a.txt\tThe Wire\n", Facts(publisher="The Wire"), []),
        (b"path,publisher\na.txt,Caf\xe9\n", Facts(publisher="Café"), ["m/manifest.csv"]),
        (b"path,publisher\na.txt,A\na.txt,B\n", Facts(publisher="A"), ["m/manifest.csv:3"]),
        (b"path,mood\na.txt,good\n", Facts(), ["m/manifest.csv"]),
        (b"path,title\na.txt,A,extra\n\n,\n", Facts(title="A"), ["m/manifest.csv:2"]),
        (b"path,title\nb.txt,B\n", Facts(), ["m/manifest.csv:2"]),
        (b"path,title\n../a.txt,A\n/etc/passwd,B\n", Facts(), ["m/manifest.csv:2", "m/manifest.csv:3"]),
        (b"title\nA\n", Facts(), ["m/manifest.csv"]),
        (b"path,url\na.txt,ftp://a\n", Facts(), ["m/manifest.csv:2"]),
        (b"", Facts(), ["m/manifest.csv"]),
        (bytes(range(256)), Facts(), ["m/manifest.csv"]),
        (b'path,title\na.txt,"' + b"x" * 200_000 + b'"\n', Facts(), ["m/manifest.csv"]),
    ],
)
def test_read_manifest(tmp_path: Path, data: bytes, facts: Facts, lines: list[str]) -> None:
    """Its rows are read whatever the separator and the mark, and each oddity is one fault."""
    (tmp_path / "a.txt").write_text("A.")
    (tmp_path / "manifest.csv").write_bytes(data)
    manifest = read_manifest(tmp_path / "manifest.csv", "m/", whole=True)
    assert (manifest.facts_of("a.txt"), [fault.input for fault in manifest.faults]) == (facts, lines)


def test_read_manifest_that_is_not_there(tmp_path: Path) -> None:
    """No manifest states nothing, and nothing is wrong with it."""
    assert read_manifest(tmp_path / "manifest.csv", "", whole=True).faults == ()


def test_read_manifest_beside_a_single_file(tmp_path: Path) -> None:
    """A file named alone has its row too, and rows for other files are no fault."""
    (tmp_path / "a.txt").write_text("A.")
    (tmp_path / "manifest.csv").write_text("path,publisher\na.txt,The Wire\ngone.txt,B\n")
    assert [getattr(outcome, "publisher", "") for outcome in read_paths([tmp_path / "a.txt"])] == ["The Wire"]


def test_read_manifest_nearest_first(tmp_path: Path) -> None:
    """For a file in a folder below, the manifest nearest to it counts."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("A.")
    (tmp_path / "in" / "b.txt").write_text("B.")
    (tmp_path / "in" / "manifest.csv").write_text("path,publisher\na.txt,Near\n")
    (tmp_path / "manifest.csv").write_text("path,publisher\nin/a.txt,Far\nin\\b.txt,Far\n")
    assert [getattr(outcome, "publisher", "") for outcome in read_paths([tmp_path])] == ["Near", "Far"]


def test_a_cell_has_one_limit_whatever_a_library_sets(tmp_path: Path) -> None:
    """The csv module's limit is for the whole process; what one run reads must not hang on who else is imported."""
    (tmp_path / "a.txt").write_text("A.")
    (tmp_path / "manifest.csv").write_bytes(b'path,title\na.txt,"' + b"x" * 200_000 + b'"\n')
    before = csv.field_size_limit(10_000_000)
    try:
        manifest = read_manifest(tmp_path / "manifest.csv", "m/", whole=True)
    finally:
        csv.field_size_limit(before)
    assert manifest.facts_of("a.txt") == Facts()
    assert [fault.input for fault in manifest.faults] == ["m/manifest.csv"]
