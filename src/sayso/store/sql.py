"""What is asked of the tables, as statements. No connection, no rows of data in here.

Invariant: a statement takes its values as parameters; lists of ids go in as one JSON array (``:ids``).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Delete, Select, Text, and_, bindparam, cast, delete, func, insert, or_, select, text, tuple_
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.sql.dml import Insert

from sayso.store.rows import ARTICLES, LAYERS, RELATIONS, Layout
from sayso.store.streamed_tables import bare_articles
from sayso.store.tables import (
    annotated_articles,
    article_relations,
    articles,
    attributions,
    entities,
    faults,
    feed_entries,
    feeds,
    fetches,
    figures,
    file_versions,
    judgements,
    relations,
    replaced_articles,
    run_articles,
    runs,
    speakers,
)

_wanted = func.json_each(bindparam("ids")).table_valued("value")
_ids = select(_wanted.c.value)
_others = article_relations.alias("others")
_in_order = (
    articles.c.published_at.is_(None),
    articles.c.published_at,
    func.coalesce(articles.c.path, ""),
    articles.c.id,
)
_by_annotator = and_(
    annotated_articles.c.annotator == bindparam("annotator"),
    annotated_articles.c.weights.is_not_distinct_from(bindparam("weights")),
)

# What names articles and gives their order.
COUNT_ARTICLES = select(func.count()).select_from(articles)
ARTICLE_IDS = select(articles.c.id).order_by(*_in_order)
ANNOTATED_IDS = ARTICLE_IDS.join(annotated_articles, annotated_articles.c.article_id == articles.c.id)
_stands = articles.c.id.not_in(select(replaced_articles.c.article))
STANDING_IDS = ANNOTATED_IDS.where(_stands)
ANNOTATED_BY_IDS = ANNOTATED_IDS.where(_by_annotator)
_annotated = annotated_articles.c
_by_others = (  # ranges of an index, for a case has many articles, and hardly ever one of these
    (_annotated.annotator < bindparam("annotator"),),
    (_annotated.annotator > bindparam("annotator"),),
    (_annotated.annotator == bindparam("annotator"), _annotated.weights < bindparam("weights")),
    (_annotated.annotator == bindparam("annotator"), _annotated.weights > bindparam("weights")),
    (_annotated.annotator == bindparam("annotator"), _annotated.weights.is_(None), bindparam("weights").is_not(None)),
    (_annotated.annotator == bindparam("annotator"), _annotated.weights >= "", bindparam("weights").is_(None)),
)
UNANNOTATED_IDS = ARTICLE_IDS.where(
    articles.c.id.in_(
        select(bare_articles.c.article).union(*(select(_annotated.article_id).where(*each) for each in _by_others))
    )
)
_known = (articles.c.id, articles.c.external_id, articles.c.url, articles.c.path)
NAMED_EXACTLY = select(*_known).where(or_(*(column == bindparam("ref") for column in _known)))
NAMED_IN_PART = select(*_known).where(
    or_(
        and_(articles.c.id >= bindparam("ref"), articles.c.id < bindparam("after")),
        func.substr(articles.c.path, -func.length(bindparam("ref")) - 1) == "/" + bindparam("ref"),
    )
)

# What a stretch of articles holds, by their ids.
ARTICLES_BY_ID = select(*ARTICLES.columns()).where(articles.c.id.in_(_ids))
METADATA_BY_ID = select(*(c for c in ARTICLES.columns() if c.name != "text")).where(articles.c.id.in_(_ids))
WHOLE_BY_ID = select(annotated_articles).where(annotated_articles.c.article_id.in_(_ids))
IDS_BY_DIGEST = select(articles.c.id).where(articles.c.sha256.in_(_ids))
DIGESTS_BY_ID = select(articles.c.id, articles.c.sha256).where(articles.c.id.in_(_ids))


def _layer_by_id(layout: Layout) -> Select[Any]:
    table = layout.table
    return select(*layout.columns()).where(table.c.article_id.in_(_ids)).order_by(table.c.article_id, table.c.position)


LAYERS_BY_ID = {name: _layer_by_id(layout) for name, layout in LAYERS.items()}
_headline = (articles.c.publisher, articles.c.path, articles.c.url, articles.c.external_id, articles.c.published_at)
QUOTES_BY_ID = (
    select(
        *LAYERS["attributions"].columns(),
        attributions.c.text.label("words"),
        func.coalesce(*_headline[:4], articles.c.id).label("name"),
        articles.c.published_at,
        entities.c.id.label("entity_id"),
        entities.c.name.label("entity_name"),
    )
    .join(articles, articles.c.id == attributions.c.article_id)
    .outerjoin(speakers, speakers.c.attribution == attributions.c.id)
    .outerjoin(entities, entities.c.id == speakers.c.entity)
    .where(attributions.c.article_id.in_(_ids))
    .order_by(attributions.c.article_id, attributions.c.position)
)
FIGURES_BY_ID = (
    select(
        *LAYERS["figures"].columns(),
        figures.c.text.label("words"),
        figures.c.measured_text.label("measured_words"),
        func.coalesce(*_headline[:4], articles.c.id).label("name"),
        articles.c.published_at,
    )
    .join(articles, articles.c.id == figures.c.article_id)
    .where(figures.c.article_id.in_(_ids))
    .order_by(figures.c.article_id, figures.c.position)
)

# Who speaks.
SPEAKER_NAMES = select(attributions.c.speaker_name).where(attributions.c.speaker_name.is_not(None)).distinct()
ENTITY_NAMES = select(entities.c.id, entities.c.name, entities.c.forms)
_names = func.json_each(bindparam("names")).table_valued("value")
_entities = func.json_each(bindparam("entities")).table_valued("value")
SPEAKING_IN_IDS = ARTICLE_IDS.where(
    _stands,
    articles.c.id.in_(
        select(attributions.c.article_id)
        .where(attributions.c.speaker_name.in_(select(_names.c.value)))
        .union(
            select(attributions.c.article_id)
            .join(speakers, speakers.c.attribution == attributions.c.id)
            .where(speakers.c.entity.in_(select(_entities.c.value)))
        )
    ),
)

ATTRIBUTIONS_IN_PART = (
    select(attributions.c.id)
    .where(attributions.c.id >= bindparam("ref"), attributions.c.id < bindparam("after"))
    .limit(9)
)
ATTRIBUTION_BY_ID = select(*LAYERS["attributions"].columns()).where(attributions.c.id == bindparam("id"))

# Full text. The marks around a match are control characters, which no article holds.
OPEN, CLOSE = "\x01", "\x02"
FIND_ARTICLES = text("SELECT rowid FROM articles_fts WHERE articles_fts MATCH :query ORDER BY rank, rowid LIMIT :n")
FIND_QUOTES = text(
    "SELECT rowid FROM attributions_fts WHERE attributions_fts MATCH :query ORDER BY rank, rowid LIMIT :n"
)
MARK_ARTICLES = text(
    "SELECT articles.id, highlight(articles_fts, 1, :open, :close) AS marked"
    " FROM json_each(:numbers) AS found CROSS JOIN articles_fts ON articles_fts.rowid = found.value"
    " JOIN articles ON articles.number = found.value"
    " WHERE articles_fts MATCH :query ORDER BY found.key"
)
MARK_QUOTES = text(
    "SELECT attributions.id, attributions.article_id, attributions.content,"
    " highlight(attributions_fts, 0, :open, :close) AS marked"
    " FROM json_each(:numbers) AS found CROSS JOIN attributions_fts ON attributions_fts.rowid = found.value"
    " JOIN attributions ON attributions.number = found.value"
    " WHERE attributions_fts MATCH :query ORDER BY found.key"
)

# Small tables.
FAULTS = select(faults)
FAULTS_OF_RUN = FAULTS.where(faults.c.run_id == bindparam("run_id"))
JUDGEMENTS = select(judgements).order_by(judgements.c.decided_at, judgements.c.number)
JUDGEMENT_BY_ID = select(judgements).where(judgements.c.id == bindparam("id"))
DATE_JUDGEMENTS = JUDGEMENTS.where(judgements.c.kind == "published", judgements.c.a.in_(_ids))
RUNS = select(runs).order_by(runs.c.started_at, text("runs.rowid"))
ARTICLES_OF_RUNS = select(run_articles).order_by(run_articles.c.article)
RELATIONS_MADE = select(relations)

# What was fetched, and the feeds that are followed.
_fetch = [column for column in fetches.c if column.name not in ("number", "record")]
FETCHES = select(*_fetch).order_by(fetches.c.fetched_at, fetches.c.number)
LAST_READING = (
    select(*_fetch)
    .where(fetches.c.address == bindparam("address"), fetches.c.article_id.is_not(None))
    .order_by(fetches.c.fetched_at.desc(), fetches.c.number.desc())
    .limit(1)
)
VERSIONS = text("SELECT locator, article_id, read_at FROM versions ORDER BY locator, order_at, number")
REPLACED = select(replaced_articles.c.article)
_later = file_versions.alias("later")
_last_versions = (
    select(*(column for column in file_versions.c if column.name != "number"))
    .where(
        ~select(_later.c.number)
        .where(_later.c.locator == file_versions.c.locator, _later.c.number > file_versions.c.number)
        .exists()
    )
    .order_by(file_versions.c.number)
)
COUNT_FILE_VERSIONS = text("SELECT coalesce(max(number), 0) AS n FROM file_versions")
VERSIONS_IN = _last_versions.where(file_versions.c.file.in_(_ids))
VERSIONS_WITH = (
    _last_versions.add_columns(articles.c.sha256)
    .join(articles, articles.c.id == file_versions.c.article_id)
    .where(articles.c.sha256.in_(_ids))
)
UNLOCATED = (
    select(articles.c.path, articles.c.id)
    .where(
        articles.c.path.in_(_ids),
        *(~select(t.c.number).where(t.c.article_id == articles.c.id).exists() for t in (file_versions, fetches)),
    )
    .order_by(articles.c.number)
)
RECORD = select(fetches.c.record).where(fetches.c.id == bindparam("id"))
FEEDS = select(feeds).order_by(feeds.c.address)
ENTRIES = select(feed_entries).order_by(feed_entries.c.feed, feed_entries.c.seen_at, feed_entries.c.key)
ENTRIES_OF_FEED = ENTRIES.where(feed_entries.c.feed == bindparam("feed"))

# Writing.
ADD_ARTICLES = insert(articles)
UPDATE_ARTICLES = (
    articles.update()
    .where(articles.c.id == bindparam("known_id"))
    .values({c.name: bindparam(c.name) for c in articles.c if c.name not in ("number", "id", "text", "sha256")})
)
ADD_WHOLE = insert(annotated_articles)
ADD_LAYERS = {name: insert(layout.table) for name, layout in LAYERS.items()}
RELATIONS_ARE_OLD = delete(relations)


def _touching(kind: str) -> Select[Any]:
    found = article_relations.c
    return select(found.relation).where(found.kind == kind, found.article.in_(_ids))


def _drop_touching(kind: str) -> list[Delete]:
    """Drop the relations of a kind that touch some articles, with their parts and what says that they touch them."""
    layout, all_parts = next(each for each in RELATIONS.values() if each[0].table.name == kind)
    key = layout.table.c["id"] if "id" in layout.table.c else cast(layout.table.c.position, Text)
    parts = [delete(p.layout.table).where(p.layout.table.c[p.parent].in_(_touching(kind))) for p in all_parts]
    return [*parts, delete(layout.table).where(key.in_(_touching(kind)))]


_TOUCHED = ("quote_families", "quantities", "claims", "timeline_entries", "flags")
DROP_TOUCHING = (
    RELATIONS_ARE_OLD,
    *(statement for kind in _TOUCHED for statement in _drop_touching(kind)),
    delete(speakers).where(
        speakers.c.attribution.in_(select(attributions.c.id).where(attributions.c.article_id.in_(_ids)))
    ),
    delete(article_relations).where(
        tuple_(article_relations.c.kind, article_relations.c.relation).in_(
            select(_others.c.kind, _others.c.relation).where(_others.c.article.in_(_ids))
        )
    ),
)
DROP_LAYERS = (
    *(delete(layout.table).where(layout.table.c.article_id.in_(_ids)) for layout in reversed(list(LAYERS.values()))),
    delete(annotated_articles).where(annotated_articles.c.article_id.in_(_ids)),
)
DROP_RELATIONS = (
    delete(relations),
    delete(article_relations),
    delete(speakers),
    *(delete(p.layout.table) for _, all_parts in reversed(list(RELATIONS.values())) for p in all_parts),
    *(delete(layout.table) for layout, _ in reversed(list(RELATIONS.values()))),
)
ADD_RELATIONS_MADE = insert(relations)
_inputs = func.json_each(bindparam("inputs")).table_valued("value")
FORGET_FAULTS = delete(faults).where(
    select(_inputs.c.value)
    .where(
        or_(
            faults.c.input == _inputs.c.value,
            func.substr(faults.c.input, 1, func.length(_inputs.c.value) + 1) == _inputs.c.value.op("||")(":"),
        )
    )
    .exists()
)


def _keep(table: Any) -> Insert:
    """Insert a row, or bring the row with its primary key up to date."""
    statement = upsert(table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={c.name: statement.excluded[c.name] for c in table.c if not c.primary_key},
    )


ADD_FETCH = upsert(fetches).on_conflict_do_nothing()
ADD_FILE_VERSIONS = insert(file_versions)
KEEP_FEED = _keep(feeds)
KEEP_ENTRY = _keep(feed_entries)
KEEP_FAULT = _keep(faults)
ADD_JUDGEMENT = insert(judgements)
WITHDRAW_JUDGEMENT = (
    judgements.update()
    .where(judgements.c.id == bindparam("judgement_id"))
    .values(withdrawn_at=bindparam("withdrawn_at"))
)
KEEP_RUN = _keep(runs)
ADD_TO_RUN = upsert(run_articles).on_conflict_do_nothing(index_elements=[run_articles.c.article])
