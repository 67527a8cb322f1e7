"""What was fetched from the web, as evidence, and the feeds that are followed."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = (
    """CREATE TABLE fetches (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL, -- as asked
    fetched_at TEXT NOT NULL,
    status INTEGER NOT NULL,
    final_address TEXT NOT NULL, -- as answered
    redirects TEXT NOT NULL, -- JSON: addresses between the two, with the status by which each led on
    content_type TEXT,
    etag TEXT,
    last_modified TEXT,
    sha256 TEXT, -- of the body as sent
    n_bytes INTEGER NOT NULL,
    cut_off TEXT,
    article_id TEXT REFERENCES articles(id),
    record_sha256 TEXT,
    record BLOB -- one WARC record, as a gzip member: several in a row are a WARC file
)""",
    "CREATE INDEX fetches_by_address ON fetches (address, fetched_at)",
    "CREATE INDEX fetches_of_article ON fetches (article_id)",
    "CREATE INDEX fetches_in_order ON fetches (fetched_at, id)",
    """CREATE TABLE feeds (
    address TEXT NOT NULL PRIMARY KEY,
    title TEXT,
    checked_at TEXT,
    final_address TEXT,
    etag TEXT,
    last_modified TEXT,
    n_failures INTEGER NOT NULL, -- in a row
    again_at TEXT,
    is_gone BOOLEAN NOT NULL
)""",
    """CREATE TABLE feed_entries (
    feed TEXT NOT NULL REFERENCES feeds(address),
    "key" TEXT NOT NULL,
    address TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    published_at TEXT,
    updated_at TEXT,
    seen_at TEXT NOT NULL,
    state TEXT NOT NULL,
    n_failures INTEGER NOT NULL,
    again_at TEXT,
    article_id TEXT REFERENCES articles(id),
    PRIMARY KEY (feed, "key")
) WITHOUT ROWID""",
    "CREATE INDEX feed_entries_by_state ON feed_entries (state, address)",
)


def upgrade() -> None:
    """Make the tables; a case kept before has fetched nothing."""
    for statement in TABLES:
        op.execute(statement)
