"""What a report states of itself, so that a change in any field of it shows, also where no text can tell.

Invariant: the digest of a table depends on its values alone, not on how they are spaced or ordered within a record, and
not on whether the articles' texts are in it: their own digests are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

_PAGE_PLACE = ' data-digest="{}"'


def digest_tables(document: Mapping[str, Any]) -> dict[str, str]:
    """Give the SHA-256 of each part of a report document, but for ``digests`` itself."""
    return {key: _digest(key, value) for key, value in document.items() if key != "digests"}


def digest_page(page: str, stated: str = "") -> str:
    """Give the SHA-256 of a page without the digest that it states."""
    bare = page.replace(_PAGE_PLACE.format(stated), _PAGE_PLACE.format(""), 1)
    return sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()


def state_digest(page: str) -> str:
    """Write its own digest into a page that has left the place for it empty."""
    return page.replace(_PAGE_PLACE.format(""), _PAGE_PLACE.format(digest_page(page)), 1)


def _digest(key: str, value: object) -> str:
    if key == "articles" and isinstance(value, list):  # a bundle keeps the texts beside the report
        value = [{**article, "text": None} for article in value]
    written = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode("ascii")).hexdigest()
