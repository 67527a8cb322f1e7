"""The writing side of a case in SQLite: one transaction on one connection.

Invariant: nothing here commits; whoever opened the transaction keeps or drops it whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable

from sayso.codec import to_builtins
from sayso.errors import UsageError
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article, Fault
from sayso.model.dossier import Relations
from sayso.model.fetching import Feed, FeedEntry, Fetch
from sayso.model.judgement import Judgement, standing_judgements
from sayso.model.provenance import Provenance
from sayso.model.versions import FileVersion
from sayso.store import lookup_sql, sql
from sayso.store.failures import case_errors
from sayso.store.judged import (
    check_judgement,
    date_row,
    dates_touched,
    decided_dates,
    merge_judgement,
    texts_touched,
    undate_row,
)
from sayso.store.rows import (
    FETCHES,
    article_from,
    article_row,
    judgement_from,
    judgement_row,
    layer_rows,
    read_rows,
    relation_rows,
    whole_layers_row,
)
from sayso.store.store import Added, Run, check_annotated, compare_articles

T = TypeVar("T")
BATCH = 500  # articles whose rows are held at a time


class SqliteWriter:
    """See `sayso.store.store.Writer`."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self._path, self._connection = path, connection

    def add_article(self, article: Article) -> Added:
        """Add one article; many at once are faster."""
        return self.add_articles((article,))[0]

    def add_articles(self, articles: Iterable[Article]) -> tuple[Added, ...]:
        """Add articles and say of each, in order, whether it was new, known or updated."""
        outcome: list[Added] = []
        for batch in _in_batches(articles):
            with case_errors(self._path):
                outcome += self._add_batch(batch)
        return tuple(outcome)

    def _add_batch(self, batch: list[Article]) -> list[Added]:
        ids = json.dumps([article.id for article in batch])
        stored = {row["id"]: undate_row(row) for row in self._ask(sql.METADATA_BY_ID, ids=ids)}
        dates = self._decided_dates(ids)
        known: dict[str, Article] = {}
        new: dict[str, Article] = {}
        updated: dict[str, Article] = {}
        outcome = []
        for article in batch:
            if (
                article.id not in known and article.id in stored
            ):  # an id holds the text's digest, so the text is the same
                known[article.id] = article_from({**stored[article.id], "text": article.text})
            added = compare_articles(known.get(article.id), article)
            outcome.append(added)
            if added is Added.KNOWN:
                continue
            known[article.id] = article
            (updated if article.id in stored else new)[article.id] = article
        self._insert(sql.ADD_ARTICLES, [date_row(article_row(article), dates) for article in new.values()])
        if updated:
            self._update([date_row(article_row(article), dates) for article in updated.values()])
        return outcome

    def _update(self, rows: list[dict[str, Any]]) -> None:
        """Bring the metadata of articles up to date; what was annotated with the old is dropped."""
        changing = [{k: v for k, v in row.items() if k not in _UNCHANGING} | {"known_id": row["id"]} for row in rows]
        self._insert(sql.UPDATE_ARTICLES, changing)
        self._drop_annotations([row["id"] for row in rows])

    def _decided_dates(self, ids: str) -> dict[str, str]:
        history = map(judgement_from, self._ask(sql.DATE_JUDGEMENTS, ids=ids))
        return decided_dates(standing_judgements(history))

    def add_annotations(self, annotated: Iterable[AnnotatedArticle], provenance: Provenance) -> None:
        """Keep the layers of articles that are in the case, in place of those they had; drops the relations."""
        for batch in _in_batches(annotated):
            with case_errors(self._path):
                self._annotate_batch({each.article.id: each for each in batch}, provenance)

    def _annotate_batch(self, by_id: dict[str, AnnotatedArticle], provenance: Provenance) -> None:
        rows = self._connection.execute(sql.DIGESTS_BY_ID, {"ids": json.dumps(list(by_id))})
        digests = {row.id: row.sha256 for row in rows}
        for id_, annotated in by_id.items():
            check_annotated(annotated, digests.get(id_))
        self._drop_annotations(list(by_id))
        self._insert(sql.ADD_WHOLE, [whole_layers_row(annotated, provenance) for annotated in by_id.values()])
        for name, statement in sql.ADD_LAYERS.items():
            self._insert(statement, [row for annotated in by_id.values() for row in layer_rows(name, annotated)])

    def _drop_annotations(self, article_ids: list[str]) -> None:
        """Drop the layers of articles, and with them what refers to these; all else that ties articles is only old."""
        for statement in (*sql.DROP_TOUCHING, *sql.DROP_LAYERS):
            self._connection.execute(statement, {"ids": json.dumps(article_ids)})

    def replace_relations(self, relations: Relations, provenance: Provenance) -> None:
        """Keep what ties the annotated articles together, in place of what was kept before."""
        with case_errors(self._path):
            self._drop_relations()
            for table, rows in relation_rows(relations):
                self._insert(table.insert(), rows)
            for statement in lookup_sql.INDEX_RELATIONS:
                self._connection.execute(statement)
            self._connection.execute(sql.ADD_RELATIONS_MADE, to_builtins(provenance))

    def _drop_relations(self) -> None:
        for statement in sql.DROP_RELATIONS:
            self._connection.execute(statement)

    def add_faults(self, faults: Iterable[Fault], *, run_id: str | None = None) -> None:
        """Keep faults; the same input and reason are kept once, under the latest run."""
        rows = [{**to_builtins(fault), "run_id": run_id} for fault in faults]
        with case_errors(self._path):
            self._insert(sql.KEEP_FAULT, rows)

    def forget_faults(self, inputs: Iterable[str]) -> None:
        """Drop the faults of inputs that are read again: of each file and of its records (``"news.jsonl:12"``)."""
        values = {"inputs": json.dumps(list(inputs))}
        with case_errors(self._path):
            self._connection.execute(sql.FORGET_FAULTS, values)

    def add_judgement(self, judgement: Judgement) -> Added:
        """Keep a person's decision; it stands instead of earlier ones on the same subject."""
        with case_errors(self._path):
            known = self._judgement(check_judgement(judgement).id)
            kept = merge_judgement(known, judgement)
            if kept is None:
                return Added.KNOWN
            if known is None:
                self._connection.execute(sql.ADD_JUDGEMENT, judgement_row(kept))
            else:
                values = {"judgement_id": kept.id, "withdrawn_at": kept.withdrawn_at}
                self._connection.execute(sql.WITHDRAW_JUDGEMENT, values)
            self._obey(kept)
            return Added.UPDATED if known else Added.NEW

    def withdraw_judgement(self, judgement_id: str, withdrawn_at: str) -> None:
        """Take a decision back; the one before it on the same subject, if any, stands again."""
        with case_errors(self._path):
            known = self._judgement(judgement_id)
        if known is None:
            raise UsageError(f"the case holds no judgement {judgement_id!r}")
        self.add_judgement(replace(known, withdrawn_at=withdrawn_at))

    def _judgement(self, judgement_id: str) -> Judgement | None:
        found = self._ask(sql.JUDGEMENT_BY_ID, id=judgement_id)
        return judgement_from(found[0]) if found else None

    def _obey(self, judgement: Judgement) -> None:
        """Date the article that a judgement is on, and drop what is to be made anew."""
        self._connection.execute(sql.RELATIONS_ARE_OLD)
        if touched := dates_touched(judgement):
            ids = json.dumps(touched)
            dates = self._decided_dates(ids)
            self._update([date_row(undate_row(row), dates) for row in self._ask(sql.METADATA_BY_ID, ids=ids)])
        if texts := texts_touched(judgement):
            self._drop_annotations([row["id"] for row in self._ask(sql.IDS_BY_DIGEST, ids=json.dumps(texts))])

    def add_run(self, run: Run) -> None:
        """Keep a run; the same id again (with ``ended_at``) completes it."""
        row = to_builtins(run)
        with case_errors(self._path):
            self._connection.execute(sql.KEEP_RUN, row | row.pop("provenance"))

    def add_to_run(self, run_id: str, article_ids: Iterable[str]) -> None:
        """Keep that a run brought these articles; the first run that is told of an article stays the one."""
        self._keep(sql.ADD_TO_RUN, [{"article": article_id, "run_id": run_id} for article_id in article_ids])

    def add_fetch(self, fetch: Fetch, record: bytes | None) -> None:
        """Keep what an address answered, and the WARC record of it; one with a known id is known."""
        self._keep(sql.ADD_FETCH, [{**FETCHES.to_row(to_builtins(fetch)), "record": record}])

    def add_file_versions(self, versions: Iterable[FileVersion]) -> None:
        """Keep which articles files gave, in this order; each replaces the one before under its locator."""
        self._keep(sql.ADD_FILE_VERSIONS, [to_builtins(version) for version in versions])

    def keep_feed(self, feed: Feed) -> None:
        """Keep a feed, in place of what was known of it."""
        self._keep(sql.KEEP_FEED, [to_builtins(feed)])

    def keep_entries(self, entries: Iterable[FeedEntry]) -> None:
        """Keep entries of feeds, in place of what was known of each."""
        self._keep(sql.KEEP_ENTRY, [to_builtins(entry) for entry in entries])

    def _keep(self, statement: Executable, rows: list[dict[str, Any]]) -> None:
        with case_errors(self._path):
            self._insert(statement, rows)

    def _ask(self, statement: Executable, **values: object) -> list[dict[str, Any]]:
        return read_rows(self._connection.execute(statement, values))

    def _insert(self, statement: Executable, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(statement, rows)


_UNCHANGING = frozenset({"number", "id", "text", "sha256"})


def _in_batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch
