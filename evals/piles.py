"""Piles of public sets as articles, for the evals that measure whole reports: ids in ``labels/piles.json``.

A pile is some articles on one event (or on two much alike), drawn from an archive by words and days, or the articles
around one summit. None of their text is part of the project.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sayso.model.article import Article, identify_article
from sayso.model.span import Span

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared" / "data"
SETS = {"archive": SHARED / "archive" / "allsides-20k.jsonl.gz", "helsinki": SHARED / "copies" / "helsinki.jsonl.gz"}


def list_piles() -> dict[str, dict[str, Any]]:
    """Give each pile by its name: the set that its articles are from, and their ids."""
    piles: dict[str, dict[str, Any]] = json.loads((HERE / "labels" / "piles.json").read_text(encoding="utf-8"))
    return piles


def can_read_piles() -> bool:
    """Say whether the sets are beside this clone."""
    return all(path.is_file() for path in SETS.values())


def read_pile(pile: Mapping[str, Any]) -> list[Article]:
    """Give the articles of a pile as the set has them, each under the set's own id as ``external_id``."""
    rows = _read_rows(pile["set"])
    return [_make_article(rows[name]) for name in pile["articles"]]


@cache
def _read_rows(name: str) -> dict[str, dict[str, Any]]:
    wanted = {id_ for pile in list_piles().values() if pile["set"] == name for id_ in pile["articles"]}
    with gzip.open(SETS[name], "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines) if row["id"] in wanted}


def _to_utc(instant: str) -> str:
    return datetime.fromisoformat(instant).astimezone(UTC).isoformat().replace("+00:00", "Z")


def _make_article(row: Mapping[str, Any]) -> Article:
    text, title = row["text"], row.get("title")
    id_, digest = identify_article(text, url=row.get("url"), external_id=row["id"], path=None)
    at = text.find(title) if title else -1
    return Article(
        id=id_,
        text=text,
        sha256=digest,
        external_id=row["id"],
        language="en",
        title=title,
        title_span=Span(at, at + len(title)) if title and at >= 0 else None,
        publisher=row.get("publisher"),
        published_at=row.get("published") or _to_utc(row["retrieved"]),
    )
