"""Versions: which article an address or a file gave when it was read, and which when it was read again.

Invariant: the versions under one locator are told in the order in which they were read, and the last of them stands.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An article that was read under a locator: an address, or the `FileVersion.locator` of an article in a file.

    ``read_at`` is an instant in UTC, ISO 8601, where a clock was at hand.
    """

    locator: str
    article_id: str
    read_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVersion:
    """An article that a file gave: the first under its locator, or the one that replaced the one before.

    ``file`` and ``folder`` are digests of where the file and its folder lie, for a case tells nobody the folders of the
    machine that it was made on; a file that is known by its name alone has no folder.
    ``locator`` tells the article from the file's others, through all its versions.
    """

    file: str
    folder: str | None = None
    locator: str
    article_id: str
    read_at: str | None = None
