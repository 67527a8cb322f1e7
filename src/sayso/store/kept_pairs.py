"""The rows by which copies are found: who holds a shingle or a band of a print, and which articles are aligned.

Invariant: numbers are those of articles in the case; of the holders of one shingle no more than asked for are read.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from sayso.codec import from_json_bytes, to_json_bytes

_MET = "source, target, direction, credit, chains, one_text, n_shared, n_least"
_NAMES = _MET.split(", ")
_LIST = f"SELECT {_MET} FROM met_pairs"  # noqa: S608  (columns of our own)


class KeptPairs:
    """What is kept of articles and pairs of them."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def add(self, number: int, digest: str, n_words: int) -> None:
        """Take an article in, without shingles or print yet."""
        self._cursor.execute("INSERT INTO streamed_articles VALUES (?, ?, ?, x'', x'')", (number, digest, n_words))

    def n_words(self, number: int) -> int:
        """Give the number of an article's words."""
        asked = self._cursor.execute("SELECT n_words FROM streamed_articles WHERE number = ?", (number,))
        return int(asked.fetchone()[0])

    def digest_of(self, number: int) -> str | None:
        """Give the digest under which an article was taken in."""
        row = self._cursor.execute("SELECT digest FROM streamed_articles WHERE number = ?", (number,)).fetchone()
        return str(row[0]) if row else None

    def list_numbers(self) -> list[int]:
        """Give all articles that were taken in."""
        return [row[0] for row in self._cursor.execute("SELECT number FROM streamed_articles ORDER BY number")]

    def list_holders(self, shingle: int, most: int) -> tuple[int, ...]:
        """Give the articles that hold a shingle, so many at most."""
        asked = self._cursor.execute("SELECT number FROM shingle_holders WHERE shingle = ? LIMIT ?", (shingle, most))
        return tuple(row[0] for row in asked)

    def hold(self, number: int, shingles: Sequence[int]) -> None:
        """Put an article among the holders of shingles."""
        self._cursor.executemany("INSERT INTO shingle_holders VALUES (?, ?)", [(value, number) for value in shingles])
        blob = array("q", shingles).tobytes()
        self._cursor.execute("UPDATE streamed_articles SET shingles = ? WHERE number = ?", (blob, number))

    def shingles_of(self, number: int) -> array[int]:
        """Give the shingles by which an article is found."""
        asked = self._cursor.execute("SELECT shingles FROM streamed_articles WHERE number = ?", (number,))
        return array("q", asked.fetchone()[0])

    def hold_print(self, number: int, own: array[int], n_bands: int) -> Iterator[tuple[int, array[int]]]:
        """Keep the print of an article; give those before that share a band of it, with their prints."""
        bands = _cut_bands(own, n_bands)
        found: set[int] = set()
        for band in bands:
            found.update(
                row[0] for row in self._cursor.execute("SELECT number FROM print_holders WHERE band = ?", band)
            )
        self._cursor.executemany("INSERT INTO print_holders VALUES (?, ?)", [(*band, number) for band in bands])
        self._cursor.execute("UPDATE streamed_articles SET print = ? WHERE number = ?", (own.tobytes(), number))
        for other in sorted(found):
            asked = self._cursor.execute("SELECT print FROM streamed_articles WHERE number = ?", (other,))
            yield other, array("I", asked.fetchone()[0])

    def drop(self, number: int, n_bands: int) -> array[int]:
        """Let an article go, with its pairs; give the shingles that it held."""
        shingles = self.shingles_of(number)
        asked = self._cursor.execute("SELECT print FROM streamed_articles WHERE number = ?", (number,))
        bands = _cut_bands(array("I", asked.fetchone()[0]), n_bands)
        self._cursor.executemany(
            "DELETE FROM shingle_holders WHERE shingle = ? AND number = ?", [(value, number) for value in shingles]
        )
        self._cursor.executemany(
            "DELETE FROM print_holders WHERE band = ? AND number = ?", [(*band, number) for band in bands]
        )
        self._cursor.execute("DELETE FROM met_pairs WHERE a = ?1 OR b = ?1", (number,))
        self._cursor.execute("DELETE FROM streamed_articles WHERE number = ?", (number,))
        return shingles

    def keep_pair(self, met: dict[str, Any]) -> None:
        """Keep an aligned pair."""
        pair = sorted((met["source"], met["target"]))
        values = [to_json_bytes(met[name]).decode() if name in ("credit", "chains") else met[name] for name in _NAMES]
        self._cursor.execute("INSERT INTO met_pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*pair, *values))

    def has_pair(self, pair: tuple[int, int]) -> bool:
        """Say whether a pair, the lower number first, is aligned."""
        return self._cursor.execute("SELECT 1 FROM met_pairs WHERE a = ? AND b = ?", pair).fetchone() is not None

    def count(self, pair: tuple[int, int], n: int) -> None:
        """Add to the shingles that a pair shares."""
        self._cursor.execute("UPDATE met_pairs SET n_shared = n_shared + ? WHERE a = ? AND b = ?", (n, *pair))

    def list_pairs(self, number: int | None = None) -> list[dict[str, Any]]:
        """Give the aligned pairs of one article, or of all."""
        if number is None:
            return list(_read_pairs(self._cursor.execute(_LIST)))
        rows = list(_read_pairs(self._cursor.execute(f"{_LIST} WHERE a = ?", (number,))))
        return rows + list(_read_pairs(self._cursor.execute(f"{_LIST} WHERE b = ?", (number,))))


def _read_pairs(rows: Iterable[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        met = dict(zip(_NAMES, row, strict=True))
        yield {
            **met,
            "credit": from_json_bytes(met["credit"], object),
            "chains": from_json_bytes(met["chains"], object),
            "one_text": bool(met["one_text"]),
        }


def _cut_bands(own: array[int], n_bands: int) -> list[tuple[int]]:
    """Give a number for each band of a print; two prints with an equal band have its number in common."""
    size = len(own) // n_bands
    return [
        (
            int.from_bytes(
                blake2b(bytes((at,)) + own[at * size : (at + 1) * size].tobytes(), digest_size=8).digest(),
                "big",
                signed=True,
            ),
        )
        for at in range(n_bands if size else 0)
    ]
