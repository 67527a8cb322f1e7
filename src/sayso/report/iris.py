"""What records of a report are called in formats that want an IRI for each.

Invariant: the same id gives the same IRI, in every format, so that two exports can be laid side by side.
"""

from __future__ import annotations

from urllib.parse import quote

PREFIX = "urn:x-sayso:"


def to_iri(id_: str) -> str:
    """Give the IRI of an id: ``art-1f`` becomes ``urn:x-sayso:art-1f``. It leads nowhere; it only names."""
    return PREFIX + quote(id_, safe="-._~")
