"""What to call an article in a list.

Invariant: the name is one that its input states: its outlet, else its host, else its file, else its id.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import urlsplit


class Named(Protocol):
    """What has the names of an article."""

    @property
    def id(self) -> str:
        """Give its id."""
        ...

    @property
    def publisher(self) -> str | None:
        """Give its outlet."""
        ...

    @property
    def url(self) -> str | None:
        """Give its address."""
        ...

    @property
    def path(self) -> str | None:
        """Give its file."""
        ...


def outlet(article: Named) -> str:
    """Say in a few letters where an article stood."""
    try:
        host = (urlsplit(article.url or "").hostname or "").removeprefix("www.")
    except ValueError:  # a bracket that never closes, and the like
        host = ""
    return article.publisher or host or PurePosixPath((article.path or "").replace("\\", "/")).name or article.id
