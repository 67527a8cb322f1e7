"""The tables as SQLAlchemy Core sees them. The migrations make them; a test holds the two together.

Invariant: a table is the plural of its type and a column its field. A span is two columns, ``*_start`` and ``*_end``; a
list is JSON text; ``text`` and ``*_text`` hold the words of a span, for people and for the full-text index.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _maybe(name: str, refers_to: str | None = None, *, deferred: bool = False) -> Column[str | None]:
    if refers_to is None:
        return Column(name, Text)
    return Column(name, Text, ForeignKey(refers_to, deferrable=deferred, initially="DEFERRED" if deferred else None))


def _refers(name: str, to: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, ForeignKey(to), primary_key=key, nullable=False)


def _position(*, key: bool = True) -> Column[int]:
    return Column("position", Integer, primary_key=key, nullable=False, autoincrement=False)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True)


def _span(name: str) -> tuple[Column[int], Column[int]]:
    return Column(f"{name}_start", Integer, nullable=False), Column(f"{name}_end", Integer, nullable=False)


def _maybe_span(name: str) -> tuple[Column[int | None], Column[int | None]]:
    return Column(f"{name}_start", Integer), Column(f"{name}_end", Integer)


articles = Table(
    "articles",
    METADATA,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    _maybe("external_id"),
    _maybe("path"),
    _maybe("url"),
    _maybe("title"),
    *_maybe_span("title_span"),
    _maybe("publisher"),
    _text("authors"),
    _maybe("published_at"),
    _maybe("published_from"),
    _maybe("retrieved_at"),
    _maybe("language"),
    _text("furniture"),
    _text("sha256"),
    _text("text"),  # last at first, so that a scan of the other columns need not read it
    _maybe("published_zone"),
    _maybe("modified_at"),
    _maybe("modified_zone"),
    _maybe("source_encoding"),
    Column("source_map", Text, nullable=False, server_default="[]"),
    _maybe("record_id"),
    _maybe("record_digest"),
    _maybe("as_read"),  # no field: the date as read, where a judgement gives another
    Index("articles_in_order", "published_at", "path", "id"),
    Index("articles_by_path", "path", "id"),
    Index("articles_by_external_id", "external_id"),
    Index("articles_by_url", "url"),
    Index("articles_by_sha256", "sha256"),
    Index("articles_by_publisher", "publisher", "published_at"),
)

annotated_articles = Table(
    "annotated_articles",
    METADATA,
    _refers("article_id", "articles.id", key=True),
    _text("tool"),
    _text("version"),
    _text("annotator"),
    _maybe("weights"),
    _text("sentences"),
    _text("quotations"),
    _maybe("not_annotated"),
    Index("annotated_articles_by_annotator", "annotator", "weights"),
)

attributions = Table(
    "attributions",
    METADATA,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    _refers("article_id", "articles.id"),
    _position(key=False),
    _text("form"),
    _text("basis"),
    _maybe("speaker_name"),
    _maybe("speaker_kind"),
    *_maybe_span("speaker_span"),
    _text("text"),
    _maybe("source_text"),
    _maybe("cue_text"),
    _text("content"),
    *_maybe_span("source"),
    *_maybe_span("cue"),
    _text("via"),
    _maybe("nested_in", "attributions.id", deferred=True),
    Column("confidence", Float, nullable=False),
    Column("unbalanced", Boolean, nullable=False),
    Index("attributions_of_article", "article_id", "position"),
    Index("attributions_nested", "nested_in"),
    Index("attributions_by_speaker", "speaker_name"),
)

mentions = Table(
    "mentions",
    METADATA,
    _refers("article_id", "articles.id", key=True),
    _position(),
    *_span("span"),
    _text("text"),
    _text("kind"),
    _text("form"),
    _text("name"),
    _text("chain"),
    *_maybe_span("role"),
    _maybe("role_text"),
    sqlite_with_rowid=False,
)

time_expressions = Table(
    "time_expressions",
    METADATA,
    _refers("article_id", "articles.id", key=True),
    _position(),
    *_span("span"),
    _text("text"),
    _text("type"),
    _maybe("value"),
    _maybe("mod"),
    _maybe("zone"),
    sqlite_with_rowid=False,
)

figures = Table(
    "figures",
    METADATA,
    _text("id", key=True),
    _refers("article_id", "articles.id"),
    _position(key=False),
    *_span("span"),
    _text("text"),
    Column("value", Float, nullable=False),
    Column("value_to", Float),
    _text("unit"),
    _text("bound"),
    *_maybe_span("measured"),
    _maybe("measured_text"),
    _maybe("as_of"),
    _maybe("attribution", "attributions.id", deferred=True),
    _maybe("according_to"),
    Index("figures_of_article", "article_id", "position"),
    Index("figures_in_attribution", "attribution"),
)

relations = Table(  # one row: who made the tables below
    "relations",
    METADATA,
    Column("number", Integer, CheckConstraint("number = 1"), primary_key=True),
    _text("tool"),
    _text("version"),
    _text("annotator"),
    _maybe("weights"),
)

entities = Table(
    "entities",
    METADATA,
    _text("id", key=True),
    _position(key=False),
    _text("name"),
    _text("kind"),
    _text("forms"),
)

entity_places = Table(
    "entity_places",
    METADATA,
    _refers("entity_id", "entities.id", key=True),
    _position(),
    _refers("article", "articles.id"),
    *_span("span"),
    sqlite_with_rowid=False,
)

speakers = Table(
    "speakers",
    METADATA,
    _refers("attribution", "attributions.id", key=True),
    _refers("entity", "entities.id"),
    _position(key=False),
    Index("speakers_by_entity", "entity"),
)

stories = Table(
    "stories",
    METADATA,
    _text("id", key=True),
    _position(key=False),
    _maybe("title"),
    _maybe("begins_at"),
    _maybe("ends_at"),
)

story_articles = Table(
    "story_articles",
    METADATA,
    _refers("story_id", "stories.id", key=True),
    _position(),
    _refers("article", "articles.id"),
    Index("stories_of_article", "article", "story_id"),
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    METADATA,
    _position(),
    _refers("source", "articles.id"),
    _refers("target", "articles.id"),
    Column("share", Float, nullable=False),
    Column("verbatim", Boolean, nullable=False),
    _text("direction"),
    *_maybe_span("credit"),
    _text("passages"),
    Index("copies_by_source", "source"),
    Index("copies_by_target", "target"),
)

quote_families = Table(
    "quote_families",
    METADATA,
    _text("id", key=True),
    _position(key=False),
    _maybe("speaker", "entities.id"),
    _refers("fullest", "attributions.id"),
    Index("families_by_speaker", "speaker"),
)

family_members = Table(
    "family_members",
    METADATA,
    _refers("family_id", "quote_families.id", key=True),
    _position(),
    _refers("attribution", "attributions.id"),
    _text("change"),
    _text("edits"),
    Index("families_of_attribution", "attribution", "family_id"),
    sqlite_with_rowid=False,
)

quantities = Table(
    "quantities",
    METADATA,
    _text("id", key=True),
    _position(key=False),
    _text("label"),
    Column("disputed", Boolean, nullable=False),
)

quantity_figures = Table(
    "quantity_figures",
    METADATA,
    _refers("quantity_id", "quantities.id", key=True),
    _position(),
    _refers("figure", "figures.id"),
    Index("quantities_of_figure", "figure", "quantity_id"),
    sqlite_with_rowid=False,
)

positions = Table(
    "positions",
    METADATA,
    _refers("quantity_id", "quantities.id", key=True),
    _position(),
    Column("low", Float),
    Column("high", Float),
    _text("figures"),
    _text("origins"),
    sqlite_with_rowid=False,
)

claims = Table(
    "claims",
    METADATA,
    _text("id", key=True),
    _position(key=False),
    _text("claim"),
    _text("status"),
    _text("asserted"),
    _text("denied"),
    _text("doubted"),
    _text("not_observed"),
    _text("observed"),
    _text("origins"),
    _text("parties"),
    Column("doubtful", Boolean, nullable=False),
)

timeline_entries = Table(
    "timeline_entries",
    METADATA,
    _position(),
    _text("at"),
    _text("refs"),
    _text("places"),
    _text("said"),
    _text("dated_by"),
)

flags = Table(
    "flags",
    METADATA,
    _text("id", key=True),
    _position(key=False),
    _text("kind"),
    _text("detail"),
    _text("evidence"),
)

article_relations = Table(  # which of the above touch an article: made from them, for pages to look up
    "article_relations",
    METADATA,
    _refers("article", "articles.id", key=True),
    _text("kind", key=True),
    _text("relation", key=True),
    Index("articles_of_relation", "kind", "relation"),
    sqlite_with_rowid=False,
)

noted_spans = Table(
    "noted_spans",
    METADATA,
    _number(),
    _refers("article", "articles.id"),
    *_span("span"),
    _text("noted_at"),
    UniqueConstraint("article", "span_start", "span_end"),
)

judgements = Table(
    "judgements",
    METADATA,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    _text("kind"),
    _text("a"),
    _text("b"),
    _text("verdict"),
    _maybe("value"),
    *_maybe_span("value_span"),
    _maybe("was"),
    _text("anchors"),
    _text("decided_at"),
    _maybe("decided_by"),
    _maybe("withdrawn_at"),
    Index("judgements_by_subject", "kind", "a", "b"),
)

runs = Table(
    "runs",
    METADATA,
    _text("id", key=True),
    _text("started_at"),
    _maybe("ended_at"),
    _text("tool"),
    _text("version"),
    _text("annotator"),
    _maybe("weights"),
)

run_articles = Table(  # the run that brought an article first; none for those of before it was kept
    "run_articles",
    METADATA,
    _refers("article", "articles.id", key=True),
    _refers("run_id", "runs.id"),
    Index("articles_of_run", "run_id"),
    sqlite_with_rowid=False,
)

faults = Table(
    "faults",
    METADATA,
    _text("input", key=True),
    _text("reason", key=True),
    Column("lost", Boolean, nullable=False),
    _text("hint"),
    _maybe("run_id", "runs.id"),
)

fetches = Table(
    "fetches",
    METADATA,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    _text("address"),
    _text("fetched_at"),
    Column("status", Integer, nullable=False),
    _text("final_address"),
    _text("redirects"),
    _maybe("content_type"),
    _maybe("etag"),
    _maybe("last_modified"),
    _maybe("sha256"),
    Column("n_bytes", Integer, nullable=False),
    _maybe("cut_off"),
    _maybe("article_id", "articles.id"),
    _maybe("record_sha256"),
    Column("record", LargeBinary),  # last, so that a scan of the other columns need not read it
    Index("fetches_by_address", "address", "fetched_at"),
    Index("fetches_of_article", "article_id"),
    Index("fetches_in_order", "fetched_at", "id"),
)

file_versions = Table(
    "file_versions",
    METADATA,
    _number(),
    _text("file"),
    _maybe("folder"),
    _text("locator"),
    _refers("article_id", "articles.id"),
    _maybe("read_at"),
    Index("file_versions_of_file", "file"),
    Index("file_versions_of_locator", "locator", "number"),
    Index("file_versions_of_article", "article_id"),
)

replaced_articles = Table(  # filled by triggers on fetches and file_versions
    "replaced_articles", METADATA, _refers("article", "articles.id", key=True), sqlite_with_rowid=False
)

feeds = Table(
    "feeds",
    METADATA,
    _text("address", key=True),
    _maybe("title"),
    _maybe("checked_at"),
    _maybe("final_address"),
    _maybe("etag"),
    _maybe("last_modified"),
    Column("n_failures", Integer, nullable=False),
    _maybe("again_at"),
    Column("is_gone", Boolean, nullable=False),
)

feed_entries = Table(
    "feed_entries",
    METADATA,
    _refers("feed", "feeds.address", key=True),
    _text("key", key=True),
    _text("address"),
    _maybe("title"),
    _maybe("publisher"),
    _maybe("published_at"),
    _maybe("updated_at"),
    _text("seen_at"),
    _text("state"),
    Column("n_failures", Integer, nullable=False),
    _maybe("again_at"),
    _maybe("article_id", "articles.id"),
    Index("feed_entries_by_state", "state", "address"),
    sqlite_with_rowid=False,
)
