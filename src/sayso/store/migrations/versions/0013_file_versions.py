"""Which article a file gave when it was read, so that one that was edited in its file is a new version of itself.

Which articles a later version replaced stands in a table, for all that lists articles asks; triggers keep it, whatever
wrote the reading.
"""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"

_STANDS = """(EXISTS (
    SELECT 1 FROM fetches AS f WHERE f.article_id = {0} AND NOT EXISTS (
        SELECT 1 FROM fetches AS g WHERE g.address = f.address AND g.article_id IS NOT NULL
        AND (g.fetched_at, g.number) > (f.fetched_at, f.number)))
    OR EXISTS (
    SELECT 1 FROM file_versions AS f WHERE f.article_id = {0} AND NOT EXISTS (
        SELECT 1 FROM file_versions AS g WHERE g.locator = f.locator AND g.number > f.number)))"""
_SETTLE = """
    DELETE FROM replaced_articles WHERE article IN ({0}) AND {1};
    INSERT OR IGNORE INTO replaced_articles SELECT article_id FROM ({0}) AS read WHERE NOT {2}; END"""
_AT_ADDRESS = "SELECT DISTINCT article_id FROM fetches WHERE address = new.address AND article_id IS NOT NULL"
_IN_FILE = "SELECT DISTINCT article_id FROM file_versions WHERE locator = new.locator"
# what stands is another now: the streams look at the article again, and what ties the articles is to be made anew
_TELL = """
    INSERT OR IGNORE INTO waiting_articles VALUES ({}.article);
    DELETE FROM relations; END"""
STATEMENTS = (
    """CREATE TABLE file_versions (
    number INTEGER NOT NULL PRIMARY KEY,
    file TEXT NOT NULL, -- a digest of where it lies
    folder TEXT, -- the same of its folder
    locator TEXT NOT NULL, -- tells one article of the file from its others, through its versions
    article_id TEXT NOT NULL REFERENCES articles(id),
    read_at TEXT
)""",
    "CREATE INDEX file_versions_of_file ON file_versions (file)",
    "CREATE INDEX file_versions_of_locator ON file_versions (locator, number)",
    "CREATE INDEX file_versions_of_article ON file_versions (article_id)",
    """CREATE TABLE replaced_articles ( -- those that are the last version under no locator
    article TEXT NOT NULL PRIMARY KEY REFERENCES articles(id)
) WITHOUT ROWID""",
    """CREATE VIEW versions AS -- which article an address, or a file, gave when it was read
SELECT address AS locator, article_id, fetched_at AS read_at, fetched_at AS order_at, number FROM fetches
WHERE article_id IS NOT NULL
UNION ALL SELECT locator, article_id, read_at, '' AS order_at, number FROM file_versions""",
    f"INSERT INTO replaced_articles SELECT DISTINCT article_id FROM versions AS read"  # noqa: S608  (names of our own)
    f" WHERE NOT {_STANDS.format('read.article_id')}",
    "DROP TRIGGER fetches_come",
    "CREATE TRIGGER fetches_come AFTER INSERT ON fetches WHEN new.article_id IS NOT NULL BEGIN"
    + _SETTLE.format(_AT_ADDRESS, _STANDS.format("article"), _STANDS.format("read.article_id")),
    "CREATE TRIGGER file_versions_come AFTER INSERT ON file_versions BEGIN"
    + _SETTLE.format(_IN_FILE, _STANDS.format("article"), _STANDS.format("read.article_id")),
    "CREATE TRIGGER replaced_articles_come AFTER INSERT ON replaced_articles BEGIN" + _TELL.format("new"),
    "CREATE TRIGGER replaced_articles_leave AFTER DELETE ON replaced_articles BEGIN" + _TELL.format("old"),
)


def upgrade() -> None:
    """Make the tables. Files that were read before are known by the paths of their articles until they are read again.

    Pages of the web have their versions already.
    """
    for statement in STATEMENTS:
        op.execute(statement)
