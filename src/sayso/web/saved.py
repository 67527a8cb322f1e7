"""The saved page of an article, as the case keeps it: the record of a fetch.

Invariant: nothing is read from a path that an article names, only from the case; what is shown is text.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import InputError
from sayso.model.article import Article
from sayso.model.fetching import Fetch
from sayso.read.warc import read_source
from sayso.store.store import View

MOST_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved page: its source, and the fetch that brought it. ``is_cut`` says that it is longer than shown."""

    text: str
    fetch: Fetch
    is_cut: bool


def read_saved(view: View, article: Article) -> Saved | None:
    """Give the page that an article was read from; ``None`` if the case does not keep it."""
    fetch = next((each for each in view.fetches() if each.article_id == article.id and each.record_sha256), None)
    record = view.record(fetch.id) if fetch else None
    if fetch is None or record is None:
        return None
    try:
        text = read_source(record)
    except InputError:  # an answer that is no page, or was cut off before its first word
        return None
    return Saved(text=text[:MOST_CHARACTERS], fetch=fetch, is_cut=len(text) > MOST_CHARACTERS)
