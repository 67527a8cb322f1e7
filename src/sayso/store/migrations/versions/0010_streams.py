"""What the streams of copies and of stories look up when an article comes, and which articles they have yet to take in.

All of it is made from the articles and their annotations, and is made anew where it was made by other settings.
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"

TABLES = (
    """CREATE TABLE streams ( -- one row: by which settings the tables below were made
    number INTEGER NOT NULL PRIMARY KEY,
    settings TEXT NOT NULL,
    n_stories INTEGER NOT NULL, -- stories that were ever told, which gives the next its number
    CHECK (number = 1)
)""",
    """CREATE TABLE waiting_articles ( -- those that came, changed or left since the streams took them in
    article TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID""",
    """CREATE TABLE streamed_articles (
    number INTEGER NOT NULL PRIMARY KEY, -- that of the article
    digest TEXT NOT NULL, -- of what finding copies reads of it
    n_words INTEGER NOT NULL,
    shingles BLOB NOT NULL, -- those by which it is found
    print BLOB NOT NULL -- MinHash, empty for a text too short for one
)""",
    """CREATE TABLE shingle_holders (
    shingle INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (shingle, number)
) WITHOUT ROWID""",
    """CREATE TABLE print_holders (
    band INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (band, number)
) WITHOUT ROWID""",
    """CREATE TABLE met_pairs (
    a INTEGER NOT NULL, -- the lower number
    b INTEGER NOT NULL,
    source INTEGER NOT NULL,
    target INTEGER NOT NULL,
    direction TEXT NOT NULL,
    credit TEXT NOT NULL, -- JSON
    chains TEXT NOT NULL, -- JSON: runs of equal words
    one_text BOOLEAN NOT NULL,
    n_shared INTEGER NOT NULL,
    n_least INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID""",
    "CREATE INDEX met_pairs_by_later ON met_pairs (b)",
    """CREATE TABLE story_steps ( -- articles in the order in which stories take them in
    position INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE, -- that of the article
    article TEXT NOT NULL,
    sort_at TEXT NOT NULL, -- its publication; a tilde without one
    digest TEXT NOT NULL, -- of what telling stories reads of it
    day INTEGER,
    story INTEGER NOT NULL,
    near TEXT NOT NULL, -- JSON: pairs of a position and how near it is
    terms TEXT NOT NULL, -- JSON: by which it is found
    undo TEXT NOT NULL -- JSON: how many stories there were, and which of them it touched
)""",
    "CREATE INDEX story_steps_in_order ON story_steps (sort_at, article)",
    "CREATE INDEX story_steps_by_day ON story_steps (day)",
    "CREATE INDEX story_steps_of_story ON story_steps (story, position)",
    """CREATE TABLE term_holders (
    term TEXT NOT NULL,
    position INTEGER NOT NULL,
    weight FLOAT NOT NULL,
    PRIMARY KEY (term, position)
) WITHOUT ROWID""",
    """CREATE TABLE sketches ( -- of what may still be compared: a later day drops those of days too long before
    position INTEGER NOT NULL PRIMARY KEY,
    day INTEGER,
    sketch BLOB NOT NULL -- JSON, packed by zlib
)""",
    "CREATE INDEX sketches_by_day ON sketches (day)",
    """CREATE TABLE bare_articles ( -- those without annotations
    article TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID""",
    "INSERT INTO bare_articles SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM annotated_articles)",
    """CREATE TRIGGER articles_come AFTER INSERT ON articles BEGIN
    INSERT OR IGNORE INTO bare_articles VALUES (new.id); END""",
    """CREATE TRIGGER annotated_articles_come AFTER INSERT ON annotated_articles BEGIN
    INSERT OR IGNORE INTO waiting_articles VALUES (new.article_id);
    DELETE FROM bare_articles WHERE article = new.article_id; END""",
    """CREATE TRIGGER annotated_articles_leave AFTER DELETE ON annotated_articles BEGIN
    INSERT OR IGNORE INTO waiting_articles VALUES (old.article_id);
    INSERT OR IGNORE INTO bare_articles VALUES (old.article_id); END""",
    # a later reading of a page takes the place of the earlier ones
    """CREATE TRIGGER fetches_come AFTER INSERT ON fetches WHEN new.article_id IS NOT NULL BEGIN
    INSERT OR IGNORE INTO waiting_articles
    SELECT DISTINCT article_id FROM fetches WHERE address = new.address AND article_id IS NOT NULL; END""",
    "CREATE INDEX articles_of_run ON run_articles (run_id)",
    "CREATE INDEX annotated_articles_by_annotator ON annotated_articles (annotator, weights)",
)


def upgrade() -> None:
    """Make the tables, empty: the streams take the articles in when they are first asked."""
    for statement in TABLES:
        op.execute(statement)
