"""A case bundle against its own digests, and its report against the texts.

Invariant: nothing of a bundle is written anywhere; what is read of it is bounded, whatever the zip says of itself.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sayso.errors import ReportError
from sayso.report.document import SCHEMA
from sayso.report.to_bundle import DIGESTS, REPORT, text_name
from sayso.report.verify_document import DocumentCheck

MOST_BYTES = 2 * 2**30  # of a bundle's files, unpacked
_DIGEST = re.compile(r"([0-9a-f]{64})  (\S.*)")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedBundle:
    """What was found right: so many files by their digest, texts, spans and strings.

    ``n_missing`` counts the articles whose text was not there; if any was not, no span was cut.
    """

    n_files: int
    n_articles: int
    n_missing: int
    n_spans: int
    n_strings: int


def check_bundle(data: bytes, texts: Mapping[str, str] | None = None) -> CheckedBundle:
    """Check a bundle; ``texts`` are texts from elsewhere, by their SHA-256, for a bundle that holds hashes only.

    Raises:
        ReportError: it is no bundle, a digest differs, or what its report says does.
        SpanError: a span does not lie in its text, or other words stand there.
    """
    files = _unpack(data)
    listed = _read_digests(files)
    for name in sorted(listed):
        found = sha256(files[name]).hexdigest() if name in files else "no such file"
        if found != listed[name]:
            raise ReportError(f"{name}: expected the digest {listed[name]}, found {found}")
    unlisted = sorted(files.keys() - listed.keys() - {DIGESTS})
    if unlisted:
        raise ReportError(f"{unlisted[0]}: is in the bundle, but not in its {DIGESTS}")
    document = _read_report(files)
    try:
        n_missing = _fill_in(document["articles"], files, texts or {})
        n_articles = len(document["articles"])
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ReportError(f"{REPORT}: articles are not of the expected shape ({error!r})") from error
    if n_missing:
        return CheckedBundle(
            n_files=len(listed), n_articles=n_articles - n_missing, n_missing=n_missing, n_spans=0, n_strings=0
        )
    check = DocumentCheck(document)
    check.run()
    return CheckedBundle(
        n_files=len(listed), n_articles=n_articles, n_missing=0, n_spans=check.n_spans, n_strings=check.n_strings
    )


def _unpack(data: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as packed:
                    content = packed.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise ReportError(f"not a bundle: unpacked it is more than {MOST_BYTES // 2**20} MiB")
                if entry.filename in files:
                    raise ReportError(f"not a bundle: {entry.filename!r} is in it twice")
                files[entry.filename] = content
    except _BROKEN as error:
        raise ReportError(f"not a bundle: the zip cannot be read ({error})") from error
    return files


def _read_digests(files: Mapping[str, bytes]) -> dict[str, str]:
    if DIGESTS not in files or REPORT not in files:
        raise ReportError(f"not a bundle: a zip without {DIGESTS} and {REPORT}")
    listed: dict[str, str] = {}
    for line in files[DIGESTS].decode("utf-8", "replace").splitlines():
        found = _DIGEST.fullmatch(line)
        if found is None:
            raise ReportError(f"{DIGESTS}: cannot read the line {line[:80]!r}")
        listed[found[2]] = found[1]
    return listed


def _read_report(files: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        document = json.loads(files[REPORT])
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{REPORT}: not JSON ({error})") from error
    found = document.get("schema") if isinstance(document, dict) else None
    if found != SCHEMA:
        raise ReportError(f"{REPORT}: expected {SCHEMA!r}, found {found!r}; verify with the version that wrote it")
    return dict(document)


def _fill_in(articles: list[dict[str, Any]], files: Mapping[str, bytes], texts: Mapping[str, str]) -> int:
    """Put the texts into the articles; give how many are not there."""
    n_missing = 0
    for article in articles:
        name = text_name(article["sha256"])
        text = files[name].decode("utf-8") if name in files else texts.get(article["sha256"])
        article["text"] = text
        n_missing += text is None
    return n_missing
