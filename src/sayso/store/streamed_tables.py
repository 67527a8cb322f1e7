"""The tables of the streams of copies and stories, as SQLAlchemy Core sees them; see `sayso.store.tables`.

Invariant: what stands in them can be made anew from the articles and their annotations. Numbers are those of articles,
positions those in the order of publication.
"""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Float, Index, Integer, LargeBinary, Table, Text

from sayso.store.tables import METADATA


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


streams = Table(
    "streams",
    METADATA,
    _number("number", key=True),
    _text("settings"),
    _number("n_stories"),
    CheckConstraint("number = 1"),
)

waiting_articles = Table(  # filled by triggers on annotations and replaced_articles
    "waiting_articles", METADATA, _text("article", key=True), sqlite_with_rowid=False
)

bare_articles = Table(  # the same, for annotating
    "bare_articles", METADATA, _text("article", key=True), sqlite_with_rowid=False
)

streamed_articles = Table(
    "streamed_articles",
    METADATA,
    _number("number", key=True),
    _text("digest"),
    _number("n_words"),
    Column("shingles", LargeBinary, nullable=False),
    Column("print", LargeBinary, nullable=False),
)

shingle_holders = Table(
    "shingle_holders", METADATA, _number("shingle", key=True), _number("number", key=True), sqlite_with_rowid=False
)

print_holders = Table(
    "print_holders", METADATA, _number("band", key=True), _number("number", key=True), sqlite_with_rowid=False
)

met_pairs = Table(
    "met_pairs",
    METADATA,
    _number("a", key=True),
    _number("b", key=True),
    _number("source"),
    _number("target"),
    _text("direction"),
    _text("credit"),
    _text("chains"),
    Column("one_text", Boolean, nullable=False),
    _number("n_shared"),
    _number("n_least"),
    Index("met_pairs_by_later", "b"),
    sqlite_with_rowid=False,
)

story_steps = Table(
    "story_steps",
    METADATA,
    _number("position", key=True),
    Column("number", Integer, nullable=False, unique=True),
    _text("article"),
    _text("sort_at"),
    _text("digest"),
    Column("day", Integer),
    _number("story"),
    _text("near"),
    _text("terms"),
    _text("undo"),
    Index("story_steps_in_order", "sort_at", "article"),
    Index("story_steps_by_day", "day"),
    Index("story_steps_of_story", "story", "position"),
)

term_holders = Table(
    "term_holders",
    METADATA,
    _text("term", key=True),
    _number("position", key=True),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)

sketches = Table(
    "sketches",
    METADATA,
    _number("position", key=True),
    Column("day", Integer),
    Column("sketch", LargeBinary, nullable=False),
    Index("sketches_by_day", "day"),
)
