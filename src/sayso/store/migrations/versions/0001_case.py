"""The first case file: articles, their annotations, what ties them, and what people decided.

The tables are written as SQL so that their notes stand in the file for whoever opens it with another tool.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """CREATE TABLE articles (
    number INTEGER NOT NULL PRIMARY KEY, -- for the full-text index; means nothing else
    id TEXT NOT NULL UNIQUE,
    external_id TEXT,
    path TEXT,
    url TEXT,
    title TEXT,
    title_span_start INTEGER,
    title_span_end INTEGER,
    publisher TEXT,
    authors TEXT NOT NULL, -- JSON: names
    published_at TEXT,
    published_from TEXT,
    retrieved_at TEXT,
    language TEXT,
    furniture TEXT NOT NULL, -- JSON: [start, end] pairs, in code points of text, as all offsets here
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL
)""",
    "CREATE INDEX articles_by_external_id ON articles (external_id)",
    "CREATE INDEX articles_by_path ON articles (path, id)",
    "CREATE INDEX articles_by_url ON articles (url)",
    "CREATE INDEX articles_in_order ON articles (published_at, path, id)",
    """CREATE TABLE annotated_articles (
    article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles(id),
    tool TEXT NOT NULL,
    version TEXT NOT NULL,
    annotator TEXT NOT NULL,
    weights TEXT,
    sentences TEXT NOT NULL, -- JSON: [start, end] pairs
    quotations TEXT NOT NULL -- JSON: what stands between quotation marks
)""",
    """CREATE TABLE attributions (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    form TEXT NOT NULL,
    basis TEXT NOT NULL,
    speaker_name TEXT,
    speaker_kind TEXT,
    speaker_span_start INTEGER,
    speaker_span_end INTEGER,
    text TEXT NOT NULL, -- the words of the content, one line for each of its spans
    source_text TEXT,
    cue_text TEXT,
    content TEXT NOT NULL, -- JSON: [start, end] pairs
    source_start INTEGER,
    source_end INTEGER,
    cue_start INTEGER,
    cue_end INTEGER,
    via TEXT NOT NULL, -- JSON: hops, outermost first
    nested_in TEXT,
    confidence FLOAT NOT NULL,
    unbalanced BOOLEAN NOT NULL,
    FOREIGN KEY (nested_in) REFERENCES attributions(id) DEFERRABLE INITIALLY DEFERRED
)""",
    "CREATE INDEX attributions_by_speaker ON attributions (speaker_name)",
    "CREATE INDEX attributions_nested ON attributions (nested_in)",
    "CREATE INDEX attributions_of_article ON attributions (article_id, position)",
    """CREATE TABLE mentions (
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    name TEXT NOT NULL,
    chain TEXT NOT NULL,
    role_start INTEGER,
    role_end INTEGER,
    role_text TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID""",
    """CREATE TABLE time_expressions (
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL,
    value TEXT,
    mod TEXT,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID""",
    """CREATE TABLE figures (
    id TEXT NOT NULL PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    value FLOAT NOT NULL,
    value_to FLOAT,
    unit TEXT NOT NULL,
    bound TEXT NOT NULL,
    measured_start INTEGER,
    measured_end INTEGER,
    measured_text TEXT,
    as_of TEXT,
    attribution TEXT,
    according_to TEXT,
    FOREIGN KEY (attribution) REFERENCES attributions(id) DEFERRABLE INITIALLY DEFERRED
)""",
    "CREATE INDEX figures_in_attribution ON figures (attribution)",
    "CREATE INDEX figures_of_article ON figures (article_id, position)",
    """CREATE TABLE relations ( -- one row: who made the tables from entities to flags
    number INTEGER NOT NULL PRIMARY KEY,
    tool TEXT NOT NULL,
    version TEXT NOT NULL,
    annotator TEXT NOT NULL,
    weights TEXT,
    CHECK (number = 1)
)""",
    """CREATE TABLE entities (
    id TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    forms TEXT NOT NULL -- JSON: the names used, most frequent first
)""",
    """CREATE TABLE entity_places (
    entity_id TEXT NOT NULL REFERENCES entities(id),
    position INTEGER NOT NULL,
    article TEXT NOT NULL REFERENCES articles(id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (entity_id, position)
) WITHOUT ROWID""",
    """CREATE TABLE speakers (
    attribution TEXT NOT NULL PRIMARY KEY REFERENCES attributions(id),
    entity TEXT NOT NULL REFERENCES entities(id),
    position INTEGER NOT NULL
)""",
    "CREATE INDEX speakers_by_entity ON speakers (entity)",
    """CREATE TABLE stories (
    id TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    title TEXT,
    begins_at TEXT,
    ends_at TEXT
)""",
    """CREATE TABLE story_articles (
    story_id TEXT NOT NULL REFERENCES stories(id),
    position INTEGER NOT NULL,
    article TEXT NOT NULL REFERENCES articles(id),
    PRIMARY KEY (story_id, position)
) WITHOUT ROWID""",
    """CREATE TABLE copies (
    position INTEGER NOT NULL PRIMARY KEY,
    source TEXT NOT NULL REFERENCES articles(id),
    target TEXT NOT NULL REFERENCES articles(id),
    share FLOAT NOT NULL,
    verbatim BOOLEAN NOT NULL,
    direction TEXT NOT NULL,
    credit_start INTEGER,
    credit_end INTEGER,
    passages TEXT NOT NULL -- JSON: pairs of spans
)""",
    """CREATE TABLE quote_families (
    id TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    speaker TEXT REFERENCES entities(id),
    fullest TEXT NOT NULL REFERENCES attributions(id)
)""",
    """CREATE TABLE family_members (
    family_id TEXT NOT NULL REFERENCES quote_families(id),
    position INTEGER NOT NULL,
    attribution TEXT NOT NULL REFERENCES attributions(id),
    change TEXT NOT NULL,
    edits TEXT NOT NULL, -- JSON: aligned differences to the fullest wording
    PRIMARY KEY (family_id, position)
) WITHOUT ROWID""",
    """CREATE TABLE quantities (
    id TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    disputed BOOLEAN NOT NULL
)""",
    """CREATE TABLE quantity_figures (
    quantity_id TEXT NOT NULL REFERENCES quantities(id),
    position INTEGER NOT NULL,
    figure TEXT NOT NULL REFERENCES figures(id),
    PRIMARY KEY (quantity_id, position)
) WITHOUT ROWID""",
    """CREATE TABLE positions (
    quantity_id TEXT NOT NULL REFERENCES quantities(id),
    position INTEGER NOT NULL,
    low FLOAT,
    high FLOAT,
    figures TEXT NOT NULL, -- JSON: ids
    origins TEXT NOT NULL, -- JSON: how many independent origins, and why
    PRIMARY KEY (quantity_id, position)
) WITHOUT ROWID""",
    """CREATE TABLE claims (
    id TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    claim TEXT NOT NULL,
    status TEXT NOT NULL,
    asserted TEXT NOT NULL, -- JSON: attribution ids, as in the four below
    denied TEXT NOT NULL,
    doubted TEXT NOT NULL,
    not_observed TEXT NOT NULL,
    observed TEXT NOT NULL,
    origins TEXT NOT NULL
)""",
    """CREATE TABLE timeline_entries (
    position INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    refs TEXT NOT NULL, -- JSON: ids of attributions or figures
    places TEXT NOT NULL -- JSON: spans of articles
)""",
    """CREATE TABLE flags (
    id TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    evidence TEXT NOT NULL -- JSON: spans of articles
)""",
    """CREATE TABLE judgements (
    kind TEXT NOT NULL,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    verdict TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    decided_by TEXT,
    PRIMARY KEY (kind, a, b),
    CHECK (a < b)
)""",
    """CREATE TABLE runs (
    id TEXT NOT NULL PRIMARY KEY,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    tool TEXT NOT NULL,
    version TEXT NOT NULL,
    annotator TEXT NOT NULL,
    weights TEXT
)""",
    """CREATE TABLE faults (
    input TEXT NOT NULL,
    reason TEXT NOT NULL,
    lost BOOLEAN NOT NULL,
    hint TEXT NOT NULL,
    run_id TEXT REFERENCES runs(id),
    PRIMARY KEY (input, reason)
)""",
)


def _full_text(index: str, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Index the words of a table's columns, kept in step by triggers; the words themselves are not stored twice."""
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
    forget = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.number, {old});"  # noqa: S608
    learn = f"INSERT INTO {index} (rowid, {names}) VALUES (new.number, {new});"  # noqa: S608  (names of our own)
    return (
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='number', "
        "tokenize='unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {learn} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {forget} END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {names} ON {table} BEGIN {forget} {learn} END",
    )


FULL_TEXT = (
    *_full_text("articles_fts", "articles", ("title", "text")),
    *_full_text("attributions_fts", "attributions", ("text", "speaker_name")),
)

VIEWS = (
    """CREATE VIEW quotes AS -- who said what, in which article
SELECT attributions.id, articles.publisher, articles.published_at, articles.title,
    coalesce(entities.name, attributions.speaker_name) AS speaker, attributions.speaker_name AS speaker_here,
    attributions.text, attributions.form, attributions.basis, attributions.source_text, attributions.cue_text,
    attributions.confidence, attributions.unbalanced, attributions.nested_in, attributions.article_id
FROM attributions
JOIN articles ON articles.id = attributions.article_id
LEFT JOIN speakers ON speakers.attribution = attributions.id
LEFT JOIN entities ON entities.id = speakers.entity""",
    """CREATE VIEW quote_wordings AS -- the wordings of one utterance, side by side
SELECT family_members.family_id, family_members.position, quotes.speaker, quotes.publisher, quotes.published_at,
    family_members.change, quotes.text, quotes.id AS attribution_id, quotes.article_id,
    family_members.attribution = quote_families.fullest AS is_fullest
FROM family_members
JOIN quote_families ON quote_families.id = family_members.family_id
JOIN quotes ON quotes.id = family_members.attribution""",
    """CREATE VIEW stated_figures AS -- figures with their words, whose they are, and the quantity they measure
SELECT figures.id, articles.publisher, articles.published_at, figures.text, figures.value, figures.value_to,
    figures.unit, figures.bound, figures.measured_text, figures.as_of, figures.according_to, quantities.label,
    quantities.disputed, quantities.id AS quantity_id, figures.attribution, figures.article_id
FROM figures
JOIN articles ON articles.id = figures.article_id
LEFT JOIN quantity_figures ON quantity_figures.figure = figures.id
LEFT JOIN quantities ON quantities.id = quantity_figures.quantity_id""",
    """CREATE VIEW copied_articles AS -- which article shares text with which, and on what ground it is called a copy
SELECT origin.publisher AS source_publisher, origin.title AS source_title, copy.publisher AS target_publisher,
    copy.title AS target_title, copies.share, copies.verbatim, copies.direction, copies.source, copies.target
FROM copies
JOIN articles AS origin ON origin.id = copies.source
JOIN articles AS copy ON copy.id = copies.target""",
)


def upgrade() -> None:
    """Make every table, index, trigger and view."""
    for statement in (*TABLES, *FULL_TEXT, *VIEWS):
        op.execute(statement)
