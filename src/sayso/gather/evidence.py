"""What was fetched, as a WARC file that other tools read and that proves itself.

Invariant: the file holds each answer's bytes as they came, by time; the same case gives the same file. A record whose
bytes are no longer those that were kept is told and stops the writing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import StoreError
from sayso.fetch.record import make_warcinfo
from sayso.store.store import View
from sayso.version import VERSION
from sayso.writing import write_chunks


def write_warc(view: View, path: Path) -> int:
    """Write every record of a case to a file, whole or not at all; give how many.

    Raises:
        StoreError: a record is damaged.
        SaysoError: the file cannot be written.
    """
    kept = [fetch for fetch in view.fetches() if fetch.record_sha256 is not None]
    n_records = 0

    def records() -> Iterator[bytes]:
        nonlocal n_records
        if kept:
            yield make_warcinfo(
                kept[0].fetched_at, [("software", f"sayso/{VERSION}"), ("format", "WARC File Format 1.1")]
            )
        for fetch in kept:
            record = view.record(fetch.id)
            if record is None:  # the same answer as before: its record stands there
                continue
            if hashlib.sha256(record).hexdigest() != fetch.record_sha256:
                raise StoreError(f"the record of {fetch.address} ({fetch.id}) is damaged")
            n_records += 1
            yield record

    write_chunks(path, records())
    return n_records
