"""A case bundle: one zip with the report, its texts, what people decided, what made it, and a digest of each file.

Invariant: the same dossier gives the same bytes, and every file but the list of digests is in that list.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from hashlib import sha256

from sayso.codec import from_json_bytes, to_json_bytes
from sayso.model.dossier import Dossier
from sayso.report.to_json import to_json

SCHEMA = "sayso/bundle/1"
DIGESTS = "SHA256SUMS"
REPORT = "report.json"
JUDGEMENTS = "judgements.jsonl"
RUN = "run.json"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the time that each file bears: zip knows none before


def to_bundle(dossier: Dossier, *, hashes_only: bool = False) -> bytes:
    """Render the zip. ``hashes_only`` leaves the articles' texts out: who has the articles can still verify it.

    - ``report.json``: the document, with ``text`` of each article null;
    - ``texts/SHA256.txt``: each text in UTF-8, under its own digest;
    - ``judgements.jsonl``: what people decided, as `sayso judge import` reads it;
    - ``run.json``: what made the report, and whether texts are here;
    - ``SHA256SUMS``: the digest of each of these, as `sha256sum --check` reads it.
    """
    document = from_json_bytes(to_json(dossier), dict)
    articles = document["articles"]
    texts = {text_name(article["sha256"]): article["text"].encode("utf-8") for article in articles}
    for article in articles:
        article["text"] = None
    run = {
        "schema": SCHEMA,
        **document["provenance"],
        "report": document["schema"],
        "n_articles": len(articles),
        "texts": "hashes only" if hashes_only else "whole",
    }
    files = {
        JUDGEMENTS: b"".join(to_json_bytes(judgement) + b"\n" for judgement in dossier.judgements),
        REPORT: to_json_bytes(document) + b"\n",
        RUN: to_json_bytes(run, indent=1),
        **({} if hashes_only else texts),
    }
    return pack({**files, DIGESTS: list_digests(files)})


def text_name(digest: str) -> str:
    """Give the name under which a bundle holds a text."""
    return f"texts/{digest}.txt"


def list_digests(files: Mapping[str, bytes]) -> bytes:
    """Give the SHA-256 of each file, a line each, sorted by name."""
    return "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode("utf-8")


def pack(files: Mapping[str, bytes]) -> bytes:
    """Zip files, sorted by name, all at one time and with the same rights."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it was made
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()
