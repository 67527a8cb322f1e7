"""A bundle is checked elsewhere: with its texts, or with the articles of whoever has them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from hashlib import sha256

import pytest

from sayso.errors import ReportError, SpanError
from sayso.model.article import Fault
from sayso.report.to_bundle import DIGESTS, list_digests, pack, to_bundle
from sayso.report.verify import Verification, verify_report
from tests.report.invented import ONE, TWO, dossier

WHOLE = to_bundle(dossier())
BARE = to_bundle(dossier(), hashes_only=True)
TEXTS = {article.sha256: article.text for article in (ONE, TWO)}


def files_of(bundle: bytes) -> dict[str, bytes]:
    """Unpack a bundle."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_same_bytes() -> None:
    """Two runs give the same zip."""
    assert to_bundle(dossier()) == WHOLE


def test_digests_are_those_of_the_files() -> None:
    """Each file but the list itself is listed with its SHA-256."""
    files = files_of(WHOLE)
    listed = dict(reversed(line.split("  ", 1)) for line in files.pop(DIGESTS).decode().splitlines())
    assert listed == {name: sha256(data).hexdigest() for name, data in files.items()}


def test_whole_bundle_verifies() -> None:
    """A bundle with its texts is checked as its report is."""
    found = verify_report(WHOLE)
    assert (found.kind, found.n_articles, found.n_missing, found.n_spans > 20) == ("bundle", 2, 0, True)


def test_bare_bundle_holds_no_text() -> None:
    """With hashes only, no text is in it and no span is cut; that is said."""
    assert verify_report(BARE) == Verification(kind="bundle", n_articles=0, n_spans=0, n_strings=0, n_missing=2)


def test_bare_bundle_verifies_with_the_articles() -> None:
    """Who has the articles can check all of it."""
    assert verify_report(BARE, TEXTS) == verify_report(WHOLE)


def test_a_changed_file_is_found() -> None:
    """A file that is not what its digest says is named."""
    files = files_of(WHOLE)
    files["run.json"] += b" "
    with pytest.raises(ReportError, match=r"run\.json: expected the digest"):
        verify_report(pack(files))


def test_an_added_file_is_found() -> None:
    """A file that no digest is listed of is named."""
    with pytest.raises(ReportError, match=r"note\.txt: is in the bundle"):
        verify_report(pack({**files_of(WHOLE), "note.txt": b"?"}))


def test_changed_words_are_found() -> None:
    """A report that says other words than its texts does not verify, even under digests that fit."""
    files = files_of(WHOLE)
    del files[DIGESTS]
    files["report.json"] = files["report.json"].replace(b"six gates", b"ten gates")
    with pytest.raises(SpanError, match="found 'We opened all six gates"):
        verify_report(pack({**files, DIGESTS: list_digests(files)}))


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK", WHOLE[:400], pack({"a": b"b"})])
def test_what_is_no_bundle_is_refused(data: bytes) -> None:
    """A zip that is broken or no bundle is said to be none."""
    with pytest.raises(ReportError, match="not a bundle"):
        verify_report(data)


def test_run_follows_the_dossier() -> None:
    """Whatever else a dossier tells changes the bundle."""
    assert to_bundle(replace(dossier(), faults=(Fault(input="x", reason="y"),))) != WHOLE
