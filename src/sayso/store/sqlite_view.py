"""The reading side of a case in SQLite. Streams: article ids first, then a stretch of articles at a time.

Invariant: no read outlives the step that asked for it, so a writer never waits for a reader who went for coffee; an
article that vanishes between two steps is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Engine, Executable, select

from sayso.codec import from_builtins, from_json_bytes
from sayso.model.annotation import AnnotatedArticle, Attribution, Figure
from sayso.model.article import Article, Fault
from sayso.model.dossier import Relations
from sayso.model.fetching import Feed, FeedEntry, Fetch
from sayso.model.judgement import Judgement, standing_judgements
from sayso.model.provenance import Provenance
from sayso.model.span import Span
from sayso.model.versions import FileVersion, Version
from sayso.store import sql
from sayso.store.failures import case_errors
from sayso.store.rows import (
    FETCHES,
    LAYERS,
    Row,
    annotated_from,
    article_from,
    judgement_from,
    read_rows,
    relations_from,
)
from sayso.store.search import Term, bears_name, fold_words, parse_query, place_in_content, show_matches
from sayso.store.store import CitedFigure, CitedQuote, Hit, Hits, Known, Run, pick_article, pick_attribution

STRETCH = 200  # articles read at a time


class SqliteView:
    """See `sayso.store.store.View`."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path, self._engine = path, engine

    def n_articles(self) -> int:
        """Count the articles."""
        return int(self._ask(sql.COUNT_ARTICLES)[0]["count_1"])

    def articles(self) -> Iterator[Article]:
        """Give every article, in report order."""
        return self._stream_articles(sql.ARTICLE_IDS)

    def unannotated(self, provenance: Provenance) -> Iterator[Article]:
        """Give the articles that lack annotations by that annotator with those weights, in report order."""
        return self._stream_articles(sql.UNANNOTATED_IDS, **_annotator(provenance))

    def annotated(self, provenance: Provenance | None = None) -> Iterator[AnnotatedArticle]:
        """Give the annotated articles, in report order; with ``provenance``, those of that annotator and weights."""
        which, values = (sql.ANNOTATED_BY_IDS, _annotator(provenance)) if provenance else (sql.ANNOTATED_IDS, {})
        for ids in self._stretches(which, **values):
            yield from self._annotated(ids)

    def annotated_article(self, article_id: str) -> AnnotatedArticle | None:
        """Give one annotated article; ``None`` if the case does not hold it, or not annotated."""
        return next(self._annotated([article_id]), None)

    def _annotated(self, ids: Sequence[str]) -> Iterator[AnnotatedArticle]:
        statements = [sql.ARTICLES_BY_ID, sql.WHOLE_BY_ID, *sql.LAYERS_BY_ID.values()]
        articles, whole, *layers = self._ask_all(statements, ids=json.dumps(ids))
        article_of = {row["id"]: row for row in articles}
        whole_of = {row["article_id"]: row for row in whole}
        rows_of = dict(zip(LAYERS, map(_by_article, layers), strict=True))
        with case_errors(self._path):
            for id_ in (id_ for id_ in ids if id_ in whole_of):
                of_article = {name: rows.get(id_, []) for name, rows in rows_of.items()}
                yield annotated_from(article_of[id_], whole_of[id_], of_article)

    def attribution(self, ref: str) -> Attribution:
        """Find an attribution by its id or the beginning of its id."""
        found = [row["id"] for row in self._ask(sql.ATTRIBUTIONS_IN_PART, ref=ref, after=f"{ref}\U0010ffff")]
        rows = self._ask(sql.ATTRIBUTION_BY_ID, id=pick_attribution(ref, found))
        with case_errors(self._path):
            return from_builtins(LAYERS["attributions"].from_row(rows[0]), Attribution)

    def relations(self, provenance: Provenance) -> Relations | None:
        """Give the relations of all annotated articles, or ``None`` if they are to be made anew."""
        with case_errors(self._path), self._engine.connect() as connection:
            made = read_rows(connection.execute(sql.RELATIONS_MADE))
            if not made or from_builtins(made[0], Provenance) != provenance:
                return None

            return relations_from(lambda table: read_rows(connection.execute(select(table))))

    def article(self, ref: str) -> Article:
        """Find an article by its id, external id, address, path, the end of its path, or the beginning of its id."""
        rows = self._ask(sql.NAMED_EXACTLY, ref=ref) or self._ask(sql.NAMED_IN_PART, ref=ref, after=f"{ref}\U0010ffff")
        id_ = pick_article(ref, [Known(**row) for row in rows], self.replaced() if len(rows) > 1 else ())
        found = self._ask(sql.ARTICLES_BY_ID, ids=json.dumps([id_]))
        with case_errors(self._path):
            return article_from(found[0])

    def search(self, query: str, limit: int = 20) -> Hits:
        """Find articles and quotes (words and speaker) that hold every word of the query."""
        terms = parse_query(query)
        if not terms:
            return Hits()
        match = " ".join(map(to_match, terms))
        articles = self._marked(sql.FIND_ARTICLES, sql.MARK_ARTICLES, match, limit)
        quotes = self._marked(sql.FIND_QUOTES, sql.MARK_QUOTES, match, limit)
        return Hits(articles=tuple(map(to_article_hit, articles)), quotes=tuple(map(to_quote_hit, quotes)))

    def quotes(self, speaker: str | None = None) -> Iterator[CitedQuote]:
        """Give attributions in report order, without those of replaced articles; with ``speaker``, his alone."""
        wanted = fold_words(speaker or "")
        if speaker is not None and not wanted:
            return
        related = bool(self._ask(sql.RELATIONS_MADE))  # else what is in their tables is of before some change
        entity_names = {
            row["id"]: (row["name"], *from_json_bytes(row["forms"], list))
            for row in (self._ask(sql.ENTITY_NAMES) if related else ())
        }
        here = [row["speaker_name"] for row in self._ask(sql.SPEAKER_NAMES)] if wanted else []
        names = {name for name in here if bears_name((name,), wanted)}
        entities = {id_ for id_, forms in entity_names.items() if wanted and bears_name(forms, wanted)}
        which, values = sql.STANDING_IDS, {}
        if wanted:
            which, values = (
                sql.SPEAKING_IN_IDS,
                {"names": json.dumps(sorted(names)), "entities": json.dumps(sorted(entities))},
            )
        for row in self._stream_rows(which, sql.QUOTES_BY_ID, **values):
            if not wanted or row["speaker_name"] in names or row["entity_id"] in entities:
                yield CitedQuote(
                    article_id=row["article_id"],
                    article=row["name"],
                    published_at=row["published_at"],
                    speaker=(row["entity_name"] if related else None) or row["speaker_name"],
                    text=row["words"],
                    attribution=from_builtins(LAYERS["attributions"].from_row(row), Attribution),
                )

    def figures(self) -> Iterator[CitedFigure]:
        """Give every figure, in report order, without those of replaced articles."""
        for row in self._stream_rows(sql.STANDING_IDS, sql.FIGURES_BY_ID):
            yield CitedFigure(
                article_id=row["article_id"],
                article=row["name"],
                published_at=row["published_at"],
                text=row["words"],
                measured=row["measured_words"],
                figure=from_builtins(LAYERS["figures"].from_row(row), Figure),
            )

    def faults(self, run_id: str | None = None) -> tuple[Fault, ...]:
        """Give the faults, sorted by file, record and reason; with ``run_id``, those that this run met."""
        rows = self._ask(sql.FAULTS) if run_id is None else self._ask(sql.FAULTS_OF_RUN, run_id=run_id)
        return tuple(sorted((from_builtins(row, Fault) for row in rows), key=lambda fault: fault.rank))

    def judgements(self) -> tuple[Judgement, ...]:
        """Give what people decided, the last word on each subject, sorted by kind, ``a`` and ``b``."""
        return standing_judgements(self.judgement_history())

    def judgement_history(self) -> tuple[Judgement, ...]:
        """Give all that people ever decided, withdrawn or not, in the order in which they did."""
        return tuple(map(judgement_from, self._ask(sql.JUDGEMENTS)))

    def runs(self) -> tuple[Run, ...]:
        """Give the runs, by start; within a second, in the order in which they were kept."""
        return tuple(from_builtins({**row, "provenance": row}, Run) for row in self._ask(sql.RUNS))

    def articles_of_runs(self) -> dict[str, str]:
        """Give each article's id the id of the run that brought it, as far as that was kept; by article id."""
        return {row["article"]: row["run_id"] for row in self._ask(sql.ARTICLES_OF_RUNS)}

    def fetches(self) -> Iterator[Fetch]:
        """Give what was fetched, by time; within a second, in the order in which it was kept."""
        return (from_builtins(FETCHES.from_row(row), Fetch) for row in self._ask(sql.FETCHES))

    def last_reading(self, address: str) -> Fetch | None:
        """Give the latest fetch of an address that an article was read from."""
        rows = self._ask(sql.LAST_READING, address=address)
        return from_builtins(FETCHES.from_row(rows[0]), Fetch) if rows else None

    def versions(self) -> Iterator[Version]:
        """Give which articles were read where, by locator; those under one locator in the order of reading."""
        return (Version(**row) for row in self._ask(sql.VERSIONS))

    def replaced(self) -> frozenset[str]:
        """Give the ids of the articles that are earlier versions: the last one under no locator."""
        return frozenset(row["article"] for row in self._ask(sql.REPLACED))

    def n_file_versions(self) -> int:
        """Count what was ever kept of the articles that files gave."""
        return int(self._ask(sql.COUNT_FILE_VERSIONS)[0]["n"])

    def versions_in(self, files: Sequence[str]) -> dict[str, tuple[FileVersion, ...]]:
        """Give the last version under each locator of some files, by file, in the order of reading."""
        found: dict[str, list[FileVersion]] = {}
        for row in self._ask(sql.VERSIONS_IN, ids=json.dumps(files)):
            found.setdefault(row["file"], []).append(FileVersion(**row))
        return {file: tuple(versions) for file, versions in found.items()}

    def versions_with(self, texts: Sequence[str]) -> dict[str, tuple[FileVersion, ...]]:
        """Give the last versions that have one of some texts, by the SHA-256 of it, in the order of reading."""
        found: dict[str, list[FileVersion]] = {}
        for row in self._ask(sql.VERSIONS_WITH, ids=json.dumps(texts)):
            version = FileVersion(**{name: value for name, value in row.items() if name != "sha256"})
            found.setdefault(row["sha256"], []).append(version)
        return {sha256: tuple(versions) for sha256, versions in found.items()}

    def unlocated(self, paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Give the ids of the articles with some paths of which it is not kept where they were read, by path."""
        found: dict[str, list[str]] = {}
        for row in self._ask(sql.UNLOCATED, ids=json.dumps(paths)):
            found.setdefault(row["path"], []).append(row["id"])
        return {path: tuple(ids) for path, ids in found.items()}

    def record(self, fetch_id: str) -> bytes | None:
        """Give the WARC record of a fetch, if it is kept."""
        rows = self._ask(sql.RECORD, id=fetch_id)
        return rows[0]["record"] if rows else None

    def feeds(self) -> tuple[Feed, ...]:
        """Give the feeds that are followed, by address."""
        return tuple(from_builtins(row, Feed) for row in self._ask(sql.FEEDS))

    def entries(self, feed: str | None = None) -> tuple[FeedEntry, ...]:
        """Give the entries of one feed, or of all, by feed, when they were first seen, and key."""
        rows = self._ask(sql.ENTRIES) if feed is None else self._ask(sql.ENTRIES_OF_FEED, feed=feed)
        return tuple(from_builtins(row, FeedEntry) for row in rows)

    def _ask(self, statement: Executable, **values: object) -> Sequence[Row]:
        return self._ask_all([statement], **values)[0]

    def _ask_all(self, statements: Sequence[Executable], **values: object) -> list[Sequence[Row]]:
        """Give the rows of several statements, all as of one moment."""
        with case_errors(self._path), self._engine.connect() as connection:
            return [read_rows(connection.execute(statement, values)) for statement in statements]

    def _stretches(self, which: Executable, **values: object) -> Iterator[list[str]]:
        ids: list[str] = [row["id"] for row in self._ask(which, **values)]
        return (ids[start : start + STRETCH] for start in range(0, len(ids), STRETCH))

    def _stream_articles(self, which: Executable, **values: object) -> Iterator[Article]:
        for ids in self._stretches(which, **values):
            rows = {row["id"]: row for row in self._ask(sql.ARTICLES_BY_ID, ids=json.dumps(ids))}
            with case_errors(self._path):
                yield from (article_from(rows[id_]) for id_ in ids if id_ in rows)

    def _stream_rows(self, which: Executable, statement: Executable, **values: object) -> Iterator[Row]:
        for ids in self._stretches(which, **values):
            rows = _by_article(self._ask(statement, ids=json.dumps(ids)))
            for id_ in ids:
                with case_errors(self._path):
                    yield from rows.get(id_, ())

    def _marked(self, find: Executable, mark: Executable, match: str, limit: int) -> Sequence[Row]:
        """Find by rank, then mark the matches of what is shown alone: marking costs more than finding."""
        numbers = json.dumps([found["rowid"] for found in self._ask(find, query=match, n=limit)])
        return self._ask(mark, query=match, numbers=numbers, open=sql.OPEN, close=sql.CLOSE)


def _annotator(provenance: Provenance) -> dict[str, str | None]:
    return {"annotator": provenance.annotator, "weights": provenance.weights}


def _by_article(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(row)
    return found


def to_match(term: Term) -> str:
    """Say a term in the language of FTS5, where words in quotation marks are only words."""
    return f'"{" ".join(term.words)}"' + ("*" if term.prefix else "")


def _unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Give a text without its marks, and the spans they stood around."""
    pieces: list[str] = []
    spans, at, start = [], 0, 0
    for opened in marked.split(sql.OPEN):
        inside, closed, after = opened.rpartition(sql.CLOSE)
        if closed:
            start = at
            at += len(inside)
            spans.append(Span(start, at))
        pieces += (inside, after)
        at += len(after)
    return "".join(pieces), tuple(spans)


def to_article_hit(row: Row) -> Hit:
    """Give the hit of an article whose text has its matches marked."""
    text, found = _unmark(row["marked"])
    span, matches = show_matches(found, text)
    return Hit(article_id=row["id"], span=span, matches=matches)


def to_quote_hit(row: Row) -> Hit:
    """Give the hit of a quote whose words have their matches marked."""
    content = tuple(Span(*span) for span in from_json_bytes(row["content"], list))
    matches = place_in_content(content, _unmark(row["marked"])[1])
    shown = Span(content[0].start, content[-1].end)
    return Hit(article_id=row["article_id"], attribution_id=row["id"], span=shown, matches=matches)
