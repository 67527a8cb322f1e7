"""What the streams of copies and stories keep in a case: rows that they look up, and the articles that wait for them.

Invariant: a question costs what it finds, however large the case is. Nothing here commits.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection

from sayso.codec import from_builtins, from_json_bytes, to_json_bytes
from sayso.model.annotation import AnnotatedArticle
from sayso.store.kept_pairs import KeptPairs
from sayso.store.kept_steps import KeptSteps
from sayso.store.rows import ARTICLES

READ = 1024  # articles that are remembered, the last read
_TABLES = (
    *("streams", "waiting_articles", "streamed_articles", "shingle_holders"),
    *("print_holders", "met_pairs", "story_steps", "term_holders", "sketches"),
)
_STORY = ("title", "title_span_start", "title_span_end", "published_at", "furniture", "sha256")
_COPIES = (*_STORY, "publisher", "url", "quotations")
_READ = ("id", "text", *_COPIES)
_ARTICLE = (
    "SELECT a.id, a.text, a.title, a.title_span_start, a.title_span_end, a.published_at, a.furniture, a.sha256,"
    " a.publisher, a.url, n.quotations FROM articles a LEFT JOIN annotated_articles n ON n.article_id = a.id"
    " WHERE a.number = ?"
)
# An article that a later version of it replaced is in no pile.
_IN_PILE = (
    "SELECT 1 FROM annotated_articles WHERE article_id = ?1 AND annotator = ?2 AND weights IS ?3"
    " AND NOT EXISTS (SELECT 1 FROM replaced_articles WHERE article = ?1)"
)
_WAITING = (
    "SELECT a.number, w.article, coalesce(nullif(a.published_at, ''), '~') AS sort_at FROM waiting_articles w"
    " CROSS JOIN articles a ON a.id = w.article ORDER BY sort_at, w.article LIMIT ?"
)


class KeptStreams:
    """The kept state of both streams, on one connection: ``pairs`` for copies, ``steps`` for stories."""

    def __init__(self, connection: Connection) -> None:
        self._cursor = cast(sqlite3.Cursor, connection.connection.cursor())
        self.pairs, self.steps = KeptPairs(self._cursor), KeptSteps(self._cursor)
        self.read = lru_cache(maxsize=READ)(self._read)

    def begin(self, settings: str) -> None:
        """Drop all that was made by other settings; then every annotated article waits."""
        kept = self._cursor.execute("SELECT settings FROM streams").fetchone()
        if kept == (settings,):
            return
        for table in _TABLES:
            self._cursor.execute(f"DELETE FROM {table}")  # noqa: S608  (names of our own)
        self._cursor.execute("INSERT INTO streams VALUES (1, ?, 0)", (settings,))
        self._cursor.execute("INSERT INTO waiting_articles SELECT article_id FROM annotated_articles")

    def list_waiting(self, most: int) -> list[tuple[int, str, str]]:
        """Give the number, id and publication of articles that wait, in the order in which stories take them in."""
        return self._cursor.execute(_WAITING, (most,)).fetchall()

    def count_waiting(self) -> int:
        """Count the articles that wait."""
        return int(self._cursor.execute("SELECT count(*) FROM waiting_articles").fetchone()[0])

    def is_in_pile(self, article: str, annotator: str, weights: str | None) -> bool:
        """Say whether an article is annotated so, and no earlier version of a page."""
        return self._cursor.execute(_IN_PILE, (article, annotator, weights)).fetchone() is not None

    def wait(self, article: str) -> None:
        """Let an article wait."""
        self._cursor.execute("INSERT OR IGNORE INTO waiting_articles VALUES (?)", (article,))

    def settle(self, article: str) -> None:
        """Let an article wait no more."""
        self._cursor.execute("DELETE FROM waiting_articles WHERE article = ?", (article,))

    def list_last_read(self) -> list[str]:
        """Give the ids of the articles that the last run brought, in order."""
        last = "SELECT id FROM runs ORDER BY started_at DESC, rowid DESC LIMIT 1"
        asked = f"SELECT article FROM run_articles WHERE run_id = ({last}) ORDER BY article"  # noqa: S608  (our own)
        return [row[0] for row in self._cursor.execute(asked)]

    def number_of(self, article: str) -> int | None:
        """Give the number of an article."""
        row = self._cursor.execute("SELECT number FROM articles WHERE id = ?", (article,)).fetchone()
        return int(row[0]) if row else None

    def list_alike_texts(self, sha256: str) -> list[int]:
        """Give the numbers of the articles with this text."""
        found = self._cursor.execute("SELECT number FROM articles WHERE sha256 = ? ORDER BY id", (sha256,))
        return [row[0] for row in found]

    def _read(self, number: int) -> tuple[AnnotatedArticle, str, str]:
        """Give what the streams read of an article, and the digests of what copies and of what stories depend on."""
        row = dict(zip(_READ, self._row_of(number), strict=True))
        # what is not read here has no bearing on either stream
        blank: Mapping[str, Any] = {"authors": "[]", "source_map": "[]"}
        article = ARTICLES.from_row({**blank, **{k: v for k, v in row.items() if k != "quotations"}})
        quotations = from_json_bytes(row["quotations"] or "[]", object)
        annotated = from_builtins({"article": article, "quotations": quotations}, AnnotatedArticle)
        return annotated, _digest(row, _COPIES), _digest(row, _STORY)

    def _row_of(self, number: int) -> Sequence[Any]:
        found: Sequence[Any] = self._cursor.execute(_ARTICLE, (number,)).fetchone()
        return found


def _digest(row: Mapping[str, Any], names: Sequence[str]) -> str:
    return hashlib.sha256(to_json_bytes([row[name] for name in names])).hexdigest()[:32]
