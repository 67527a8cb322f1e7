"""What pages ask of the tables, as statements: every one bounded, or answered from an index alone.

Invariant: a statement takes its values as parameters; lists of ids go in as one JSON array (``:ids``).
"""

from __future__ import annotations

from sqlalchemy import text

_COUNTED = ("attributions", "figures", "entities", "stories", "quote_families", "claims", "copies", "flags")
COUNTS = text(
    "SELECT "
    + ", ".join(f"(SELECT count(*) FROM {name}) AS {name}" for name in (*_COUNTED, "faults", "noted_spans"))
    + ", (SELECT count(*) FROM articles) - (SELECT count(*) FROM replaced_articles) AS articles"
    ", (SELECT count(*) FROM replaced_articles) AS earlier_versions"
    ", (SELECT count(*) FROM quantities WHERE disputed) AS disputes"
    ", (SELECT count(DISTINCT entity) FROM speakers) AS speakers"
    ", (SELECT count(*) FROM claims WHERE doubtful) AS doubtful"
    ", (SELECT count(*) FROM articles WHERE published_at IS NULL) AS undated"
    ", (SELECT count(DISTINCT publisher) FROM articles) AS outlets"
    ", (SELECT count(*) FROM annotated_articles WHERE article_id NOT IN (SELECT article FROM replaced_articles))"
    " AS annotated"
    ", (SELECT min(published_at) FROM articles) AS first_at, (SELECT max(published_at) FROM articles) AS last_at"
    ", (SELECT count(*) FROM relations) AS is_related"
)

MADE_BY = text("SELECT tool, version, annotator, weights FROM annotated_articles LIMIT 1")

# Lists.
_ARTICLE = (
    "articles.id, articles.title, articles.publisher, articles.url, articles.path, articles.external_id,"
    " articles.published_at, articles.language"
)
_BY_TIME = "articles.published_at IS NULL, articles.published_at, coalesce(articles.path, ''), articles.id"
NEWEST = text(
    f"SELECT {_ARTICLE} FROM articles WHERE id NOT IN (SELECT article FROM replaced_articles)"
    " ORDER BY number DESC LIMIT :n OFFSET :start"
)
VERSIONS_OF = text(  # the view `versions`, but for one article and from indexes alone
    "SELECT address AS locator, article_id, fetched_at AS read_at, fetched_at AS order_at, number FROM fetches"
    " WHERE article_id IS NOT NULL AND address IN (SELECT address FROM fetches WHERE article_id = :article)"
    " UNION ALL SELECT locator, article_id, read_at, '' AS order_at, number FROM file_versions"
    " WHERE locator IN (SELECT locator FROM file_versions WHERE article_id = :article)"
    " ORDER BY locator, order_at, number"
)
STORIES = text(
    "SELECT stories.*, found.n_articles FROM"
    " (SELECT story_id, count(*) AS n_articles FROM story_articles GROUP BY story_id"
    "  ORDER BY n_articles DESC, story_id LIMIT :n OFFSET :start) AS found"
    " JOIN stories ON stories.id = found.story_id ORDER BY found.n_articles DESC, stories.id"
)
STORY = text(
    "SELECT stories.*, (SELECT count(*) FROM story_articles WHERE story_id = stories.id) AS n_articles"
    " FROM stories WHERE id = :id"
)
STORY_OF = text(
    "SELECT stories.* FROM story_articles JOIN stories ON stories.id = story_articles.story_id WHERE article = :article"
)
OUTLETS_OF_STORIES = text(
    "SELECT story_id, count(DISTINCT publisher) AS n_outlets, sum(published_at IS NULL) AS n_undated"
    " FROM story_articles JOIN articles ON articles.id = story_articles.article"
    " WHERE story_id IN (SELECT value FROM json_each(:ids)) GROUP BY story_id"
)
ARTICLES_OF_STORY = text(
    f"SELECT {_ARTICLE} FROM story_articles JOIN articles ON articles.id = story_articles.article"
    f" WHERE story_id = :story ORDER BY {_BY_TIME} LIMIT :n OFFSET :start"
)
ARTICLES_NAMED = text(
    f"SELECT {_ARTICLE} FROM articles WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY {_BY_TIME}"
)
SPEAKERS = text(  # `Entity.is_named`, but that SQLite knows no capitals beyond ASCII
    "SELECT entities.id, entities.name, entities.kind, found.n AS n_attributions FROM"
    " (SELECT entity, count(*) AS n FROM speakers GROUP BY entity) AS found JOIN entities ON entities.id = found.entity"
    " WHERE (:part = '' OR instr(lower(entities.forms), lower(:part))) AND (NOT :named"
    " OR (entities.kind <> 'unnamed' AND entities.name <> lower(entities.name)))"
    " ORDER BY n_attributions DESC, entities.name, entities.id LIMIT :n OFFSET :start"
)
SPEAKERS_OF_STORY = text(
    "SELECT entities.id, entities.name, entities.kind, count(*) AS n_attributions,"
    " count(DISTINCT attributions.article_id) AS n_articles"
    " FROM story_articles JOIN attributions ON attributions.article_id = story_articles.article"
    " JOIN speakers ON speakers.attribution = attributions.id JOIN entities ON entities.id = speakers.entity"
    " WHERE story_id = :story GROUP BY entities.id"
    " ORDER BY n_attributions DESC, entities.name, entities.id LIMIT :n OFFSET :start"
)

# One speaker.
_SAID = (
    " FROM speakers JOIN attributions ON attributions.id = speakers.attribution"
    " JOIN articles ON articles.id = attributions.article_id WHERE speakers.entity = :entity"
    " AND (:outlet IS NULL OR articles.publisher = :outlet)"
    " AND (:story IS NULL OR articles.id IN (SELECT article FROM story_articles WHERE story_id = :story))"
)
SAID_BY = text(f"SELECT attributions.id{_SAID} ORDER BY {_BY_TIME}, attributions.position LIMIT :n OFFSET :start")
SAID_COUNTED = text(
    f"SELECT publisher, day, count(*) AS n_articles, sum(n) AS n FROM (SELECT articles.publisher AS publisher,"
    f" substr(articles.published_at, 1, 10) AS day, count(*) AS n{_SAID} GROUP BY articles.id) GROUP BY publisher, day"
)
_SEVERAL = "(SELECT count(*) FROM family_members WHERE family_id = quote_families.id) AS n"
FAMILIES_OF_SPEAKER = text(
    f"SELECT id, {_SEVERAL} FROM quote_families WHERE speaker = :entity AND n > 1"
    " ORDER BY n DESC, position LIMIT :n OFFSET :start"
)
FAMILIES_NAMED = text(
    f"SELECT id, speaker, {_SEVERAL} FROM quote_families WHERE id IN (SELECT value FROM json_each(:ids))"
    " AND speaker IN (SELECT value FROM json_each(:speakers)) AND n > 1 ORDER BY n DESC, position"
)
SINGLE_SAYINGS = text(  # of some speakers, in one story: what stands in no family of several wordings
    "SELECT entity, id FROM (SELECT speakers.entity, attributions.id, row_number() OVER"
    f" (PARTITION BY speakers.entity ORDER BY {_BY_TIME}, attributions.position) AS nth"
    " FROM story_articles JOIN articles ON articles.id = story_articles.article"
    " JOIN attributions ON attributions.article_id = articles.id"
    " JOIN speakers ON speakers.attribution = attributions.id"
    " WHERE story_id = :story AND speakers.entity IN (SELECT value FROM json_each(:ids))"
    " AND NOT EXISTS (SELECT 1 FROM family_members AS one JOIN family_members AS other USING (family_id)"
    "  WHERE one.attribution = attributions.id AND other.attribution <> one.attribution)) WHERE nth <= :n"
)
ENTITY = text("SELECT * FROM entities WHERE id = :id")
ENTITY_NAMES = text("SELECT id, name FROM entities WHERE id IN (SELECT value FROM json_each(:ids))")

# What touches some articles.
_STORY_ARTICLES = "(SELECT article FROM story_articles WHERE story_id = :story)"
TOUCHING_STORY = text(
    "SELECT kind, relation, count(*) AS n_articles FROM article_relations"
    f" WHERE article IN {_STORY_ARTICLES} GROUP BY kind, relation"
)
TOUCHING_ARTICLE = text("SELECT kind, relation, 1 AS n_articles FROM article_relations WHERE article = :article")
DISPUTED = text("SELECT id FROM quantities WHERE disputed AND id IN (SELECT value FROM json_each(:ids))")
CLAIMS_NAMED = text(
    "SELECT id, doubtful FROM claims WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY doubtful, position"
)
TIMES_NAMED = text(
    "SELECT position, at FROM timeline_entries WHERE position IN (SELECT value FROM json_each(:ids)) ORDER BY position"
)
UNKNOWN_SAID = text(  # in one story: what is said by nobody known
    "SELECT attributions.id FROM story_articles JOIN articles ON articles.id = story_articles.article"
    " JOIN attributions ON attributions.article_id = articles.id"
    " WHERE story_id = :story AND attributions.id NOT IN (SELECT attribution FROM speakers)"
    f" ORDER BY {_BY_TIME}, attributions.position"
)
FORMS_THAT_HOLD = text("SELECT name, forms FROM entities WHERE name = :name OR instr(forms, :part)")
COPIES_IN_STORY = text(
    f"SELECT position, source, target FROM copies WHERE target IN {_STORY_ARTICLES} AND source IN {_STORY_ARTICLES}"
    " ORDER BY share DESC, position"
)
COPIES_OF_ARTICLE = text(
    "SELECT position FROM copies WHERE source = :article UNION SELECT position FROM copies WHERE target = :article"
)
COPIES_BETWEEN = text(
    "SELECT position FROM copies WHERE (source = :a AND target = :b) OR (source = :b AND target = :a)"
)

# Full text, narrowed. ``:query`` is in the language of FTS5.
_NARROWED = (
    " AND (:outlet IS NULL OR articles.publisher = :outlet)"
    " AND (:since IS NULL OR articles.published_at >= :since)"
    " AND (:until IS NULL OR substr(articles.published_at, 1, 10) <= :until)"
)
MOST_MATCHES = 10_000  # so many matches of the words are looked at: more common words are none to search by
_FOUND = "(SELECT rowid AS number, rank AS likeness FROM {0} WHERE {0} MATCH :query LIMIT {1}) AS found"
MATCHING_QUOTES = text(
    "SELECT likeness, found.number, articles.publisher, speakers.entity"
    f" FROM {_FOUND.format('attributions_fts', MOST_MATCHES)}"
    " CROSS JOIN attributions ON attributions.number = found.number"
    " CROSS JOIN articles ON articles.id = attributions.article_id"
    " LEFT JOIN speakers ON speakers.attribution = attributions.id"
    f" WHERE (:speaker IS NULL OR speakers.entity = :speaker){_NARROWED}"
)
MATCHING_ARTICLES = text(
    "SELECT likeness, found.number, articles.publisher, NULL"
    f" FROM {_FOUND.format('articles_fts', MOST_MATCHES)} CROSS JOIN articles ON articles.number = found.number"
    f" WHERE 1{_NARROWED}"
)
_MORE = "SELECT count(*) > {1} AS n FROM (SELECT 1 FROM {0} WHERE {0} MATCH :query LIMIT {1} + 1)"
MORE_QUOTES = text(_MORE.format("attributions_fts", MOST_MATCHES))
MORE_ARTICLES = text(_MORE.format("articles_fts", MOST_MATCHES))
LIST_ARTICLES = text(  # without words to look for
    f"SELECT {_ARTICLE} FROM articles WHERE 1{_NARROWED} ORDER BY {_BY_TIME} LIMIT :n OFFSET :start"
)
COUNT_LISTED = text(f"SELECT count(*) AS n FROM articles WHERE 1{_NARROWED}")
ALL_OUTLETS = text(
    "SELECT publisher AS value, publisher AS label, count(*) AS n FROM articles WHERE publisher IS NOT NULL"
    " GROUP BY publisher ORDER BY n DESC, publisher LIMIT :n"
)

# The note.
NOTED = text("SELECT article, span_start, span_end, noted_at FROM noted_spans ORDER BY number")
NOTE = text(
    "INSERT OR IGNORE INTO noted_spans (article, span_start, span_end, noted_at)"
    " VALUES (:article, :start, :end, :noted_at)"
)
UNNOTE = text("DELETE FROM noted_spans WHERE article = :article AND span_start = :start AND span_end = :end")

# Which relations touch an article: written with the relations.
_SIDES = ("asserted", "denied", "doubted", "not_observed", "observed")
_INTO = "INSERT OR IGNORE INTO article_relations (article, kind, relation) SELECT "
_PLACES = _INTO + "value ->> 'article', '{0}', {0}.{1} FROM {0}, json_each({0}.{2})"
INDEX_RELATIONS = (
    text(
        _INTO + "attributions.article_id, 'quote_families', family_id FROM family_members"
        " JOIN attributions ON attributions.id = family_members.attribution"
    ),
    text(
        _INTO + "figures.article_id, 'quantities', quantity_id FROM quantity_figures"
        " JOIN figures ON figures.id = quantity_figures.figure"
    ),
    *(
        text(
            _INTO + f"attributions.article_id, 'claims', claims.id FROM claims, json_each(claims.{side}) AS said"
            " JOIN attributions ON attributions.id = said.value"
        )
        for side in _SIDES
    ),
    text(_PLACES.format("flags", "id", "evidence")),
    text(_PLACES.format("timeline_entries", "position", "places")),
    text(
        _INTO + "attributions.article_id, 'timeline_entries', timeline_entries.position"
        " FROM timeline_entries, json_each(refs) AS said JOIN attributions ON attributions.id = said.value"
    ),
    text(
        _INTO + "figures.article_id, 'timeline_entries', timeline_entries.position"
        " FROM timeline_entries, json_each(refs) AS said JOIN figures ON figures.id = said.value"
    ),
)
