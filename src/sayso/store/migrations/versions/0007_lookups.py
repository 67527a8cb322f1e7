"""What pages look up: which relations touch an article, indexes for lists, and the spans that a person noted."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"

TABLES = (
    """CREATE TABLE article_relations (
    article TEXT NOT NULL REFERENCES articles(id),
    kind TEXT NOT NULL, -- the table of the relation
    relation TEXT NOT NULL, -- its id; of the timeline its position
    PRIMARY KEY (article, kind, relation)
) WITHOUT ROWID""",
    "CREATE INDEX articles_of_relation ON article_relations (kind, relation)",
    """CREATE TABLE noted_spans (
    number INTEGER NOT NULL PRIMARY KEY, -- the order in which they were noted
    article TEXT NOT NULL REFERENCES articles(id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    noted_at TEXT NOT NULL,
    UNIQUE (article, span_start, span_end)
)""",
    "CREATE INDEX articles_by_publisher ON articles (publisher, published_at)",
    "CREATE INDEX stories_of_article ON story_articles (article, story_id)",
    "CREATE INDEX families_of_attribution ON family_members (attribution, family_id)",
    "CREATE INDEX families_by_speaker ON quote_families (speaker)",
    "CREATE INDEX quantities_of_figure ON quantity_figures (figure, quantity_id)",
    "CREATE INDEX copies_by_source ON copies (source)",
    "CREATE INDEX copies_by_target ON copies (target)",
    "DELETE FROM relations",  # made anew at the next run, for pages to find
)


def upgrade() -> None:
    """Make the tables; what ties the articles is made anew, so that it can be looked up by article."""
    for statement in TABLES:
        op.execute(statement)
