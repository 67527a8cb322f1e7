"""The rows by which stories are told: articles in their order, who holds a term, and what each step changed.

Invariant: the last step can be undone, and then all is as it was before it; so a late article is put in its place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from sayso.codec import from_json_bytes, to_json_bytes


class KeptSteps:
    """What is kept of articles and stories. Positions count from 0 without gaps."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor
        self._taken: list[tuple[int, list[int]]] = []
        self._n_before = 0

    def add(
        self,
        *,
        number: int,
        key: tuple[str, str],
        digest: str,
        day: int | None,
        near: dict[int, float],
        terms: Sequence[tuple[str, float]],
    ) -> int:
        """Take the next article in, in no story yet; give its position. ``key`` is its publication and id."""
        last = self._cursor.execute("SELECT max(position) FROM story_steps").fetchone()[0]
        position = 0 if last is None else last + 1
        self._taken, self._n_before = [], self._n_stories()
        written = (to_json_bytes(list(near.items())), to_json_bytes([term for term, _ in terms]), self._undo())
        row = (position, number, key[1], key[0], digest, day, -1, *(each.decode() for each in written))
        self._cursor.execute("INSERT INTO story_steps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._cursor.executemany(
            "INSERT INTO term_holders VALUES (?, ?, ?)", [(term, position, weight) for term, weight in terms]
        )
        return position

    def keep_sketch(self, position: int, day: int | None, sketch: bytes, too_early: int | None) -> None:
        """Keep an article as it is compared; those of days before one that is too early are compared no more."""
        self._cursor.execute("INSERT INTO sketches VALUES (?, ?, ?)", (position, day, sketch))
        if too_early is not None:
            self._cursor.execute("DELETE FROM sketches WHERE day < ?", (too_early,))

    def sketch_at(self, position: int) -> bytes | None:
        """Give an article as it is compared, if that is still kept."""
        asked = self._cursor.execute("SELECT sketch FROM sketches WHERE position = ?", (position,))
        row = asked.fetchone()
        return bytes(row[0]) if row else None

    def last_key(self) -> tuple[str, str] | None:
        """Give the publication and id of the article taken in last."""
        asked = self._cursor.execute("SELECT sort_at, article FROM story_steps ORDER BY position DESC LIMIT 1")
        row = asked.fetchone()
        return (row[0], row[1]) if row else None

    def find(self, number: int) -> tuple[int, str] | None:
        """Give the position and the digest of an article, if it was taken in."""
        asked = self._cursor.execute("SELECT position, digest FROM story_steps WHERE number = ?", (number,))
        row = asked.fetchone()
        return (row[0], row[1]) if row else None

    def find_place(self, key: tuple[str, str]) -> int:
        """Give the first position that comes after a publication and id."""
        asked = self._cursor.execute(
            "SELECT position FROM story_steps WHERE (sort_at, article) > (?, ?) ORDER BY sort_at, article LIMIT 1", key
        )
        return int(asked.fetchone()[0])

    def undo(self, position: int) -> list[str]:
        """Undo all steps from a position on, the last first; give the ids of their articles."""
        undone = []
        asked = self._cursor.execute(
            "SELECT position, article, terms, undo FROM story_steps WHERE position >= ? ORDER BY position DESC",
            (position,),
        )
        for at, article, terms, written in asked.fetchall():
            n_before, was = from_json_bytes(written, tuple[int, list[tuple[int, list[int] | None]]])
            holding = [(term, at) for term in from_json_bytes(terms, list[str])]
            self._cursor.executemany("DELETE FROM term_holders WHERE term = ? AND position = ?", holding)
            self._cursor.execute("DELETE FROM story_steps WHERE position = ?", (at,))
            self._cursor.execute("DELETE FROM sketches WHERE position = ?", (at,))
            for story, members in was:
                if members is not None:
                    self._assign(story, members)
            for story, members in was:
                if members is None:  # the largest has what is left
                    self._cursor.execute("UPDATE story_steps SET story = ? WHERE story >= ?", (story, n_before))
            self._cursor.execute("UPDATE streams SET n_stories = ?", (n_before,))
            undone.append(article)
        return undone

    def count_holders(self, term: str, most: int) -> int:
        """Count the holders of a term, so many at most."""
        asked = "SELECT count(*) FROM (SELECT 1 FROM term_holders WHERE term = ? LIMIT ?)"
        return int(self._cursor.execute(asked, (term, most)).fetchone()[0])

    def find_holders(self, term: str, most: int) -> list[tuple[int, float]]:
        """Give the newest holders of a term, newest first."""
        asked = "SELECT position, weight FROM term_holders WHERE term = ? ORDER BY position DESC LIMIT ?"
        return self._cursor.execute(asked, (term, most)).fetchall()

    def count_published(self, first: int, last: int) -> int:
        """Count the articles that were published on some days."""
        asked = self._cursor.execute("SELECT count(*) FROM story_steps WHERE day BETWEEN ? AND ?", (first, last))
        return int(asked.fetchone()[0])

    def number_at(self, position: int) -> int:
        """Give the number of the article at a position."""
        return int(self._get("number", position))

    def day_at(self, position: int) -> int | None:
        """Give the day of publication of the article at a position."""
        day = self._get("day", position)
        return None if day is None else int(day)

    def story_at(self, position: int) -> int:
        """Give the story of the article at a position."""
        return int(self._get("story", position))

    def near_at(self, position: int) -> dict[int, float]:
        """Give the positions that the article at a position is near to, and how near."""
        return dict(from_json_bytes(str(self._get("near", position)), list[tuple[int, float]]))

    def list_members(self, story: int, most: int = -1) -> list[int]:
        """Give the positions in a story, ascending: all, or the newest."""
        asked = "SELECT position FROM story_steps WHERE story = ? ORDER BY position DESC LIMIT ?"
        return [row[0] for row in self._cursor.execute(asked, (story, most))][::-1]

    def list_stories(self) -> list[list[int]]:
        """Give the positions in each story."""
        stories: dict[int, list[int]] = {}
        for position, story in self._cursor.execute("SELECT position, story FROM story_steps ORDER BY position"):
            stories.setdefault(story, []).append(position)
        return list(stories.values())

    def take(self, story: int) -> list[int]:
        """Take a story away, in the step of the last article; give its positions, ascending."""
        members = self.list_members(story)
        self._taken.append((story, members))
        self._cursor.execute(
            "UPDATE story_steps SET undo = ? WHERE position = (SELECT max(position) FROM story_steps)",
            (self._undo().decode(),),
        )
        return members

    def put(self, members: Sequence[int]) -> None:
        """Make the next story."""
        story = self._n_stories()
        self._assign(story, members)
        self._cursor.execute("UPDATE streams SET n_stories = ?", (story + 1,))

    def _undo(self) -> bytes:
        """Say how to undo the step under way. The largest story is not listed, or they would grow quadratically."""
        largest = max((len(members) for _, members in self._taken), default=0)
        was: list[tuple[int, list[int] | None]] = []
        for story, members in self._taken:
            is_largest = len(members) == largest and all(listed is not None for _, listed in was)
            was.append((story, None if is_largest else members))
        return to_json_bytes((self._n_before, was))

    def _assign(self, story: int, members: Sequence[int]) -> None:
        self._cursor.executemany(
            "UPDATE story_steps SET story = ? WHERE position = ?", [(story, member) for member in members]
        )

    def _n_stories(self) -> int:
        return int(self._cursor.execute("SELECT n_stories FROM streams").fetchone()[0])

    def _get(self, column: str, position: int) -> Any:
        asked = f"SELECT {column} FROM story_steps WHERE position = ?"  # noqa: S608  (columns of our own)
        return self._cursor.execute(asked, (position,)).fetchone()[0]
