"""Ids derive from content, so a second run over the same input changes nothing."""

from __future__ import annotations

import hashlib


def derive_id(prefix: str, *parts: object) -> str:
    """Derive an id from what it names: the prefix, a dash and 16 hex digits of a SHA-256 over ``parts``.

    Parts are joined by an unlikely separator after ``str()``, so ``("ab", "c")`` and ``("a", "bc")`` differ.
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}-{digest[:16]}"


def sha256_of(text: str) -> str:
    """Give the SHA-256 of a text's UTF-8 bytes, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
