"""What a page asks of a case file: counts, stretches of lists, and which relations touch what.

Invariant: everything a lookup gives is as of one moment, and no question takes longer for a larger case than an index
over it needs: the texts of a case are never read through.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Executable

from sayso.model.dossier import Dossier
from sayso.model.provenance import Provenance
from sayso.model.span import Span
from sayso.model.versions import Version
from sayso.store import lookup_sql as sql
from sayso.store.failures import case_errors
from sayso.store.finding import Found, Wish, find
from sayso.store.listing import list_keys
from sayso.store.parts import Wanted, read_part
from sayso.store.rows import Row, read_rows
from sayso.version import VERSION

RELATED = ("quote_families", "quantities", "claims", "flags", "timeline_entries")
"""The relations that are looked up by the articles they touch."""
MOST_OUTLETS = 40  # of a speaker, those that quote it most


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article as a list shows it."""

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    path: str | None
    external_id: str | None
    published_at: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedStory:
    """A story as a list shows it; ``title`` is a headline of one of its articles."""

    id: str
    title: str | None
    begins_at: str | None
    ends_at: str | None
    n_articles: int
    n_outlets: int = 0
    n_undated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSpeaker:
    """A speaker as a list shows it."""

    id: str
    name: str
    kind: str
    n_attributions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a speaker said, counted: in all, by outlet and by day (ISO 8601), each with its number."""

    n_attributions: int
    n_articles: int
    outlets: tuple[tuple[str | None, int], ...]
    days: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A span that a person put into the note, and when (UTC, ISO 8601)."""

    article: str
    span: Span
    noted_at: str


class Lookup:
    """One look into a case file, as of one moment. Lists are given by stretches: ``n`` records from ``start``."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self._path, self._connection = path, connection

    def counts(self) -> Mapping[str, Any]:
        """Count what the case holds, by table; ``first_at`` and ``last_at`` are the articles' dates."""
        return self._ask(sql.COUNTS)[0]

    def newest(self, n: int, start: int = 0) -> list[Listed]:
        """Give the articles that came in last."""
        return [Listed(**row) for row in self._ask(sql.NEWEST, n=n, start=start)]

    def versions_of(self, article: str) -> list[Version]:
        """Give what was read wherever an article was read, by locator; under one of them in the order of reading."""
        rows = self._ask(sql.VERSIONS_OF, article=article)
        return [Version(**{name: row[name] for name in ("locator", "article_id", "read_at")}) for row in rows]

    def stories(self, n: int, start: int = 0) -> list[ListedStory]:
        """Give the stories, those with most articles first."""
        rows = self._ask(sql.STORIES, n=n, start=start)
        counted = self._ask(sql.OUTLETS_OF_STORIES, ids=json.dumps([row["id"] for row in rows]))
        by_story = {each["story_id"]: each for each in counted}
        return [_story(row, by_story.get(row["id"], {})) for row in rows]

    def story(self, id_: str) -> ListedStory | None:
        """Give a story by its id."""
        rows = self._ask(sql.STORY, id=id_)
        counted = self._ask(sql.OUTLETS_OF_STORIES, ids=json.dumps([id_]))
        return _story(rows[0], counted[0] if counted else {}) if rows else None

    def story_of(self, article: str) -> str | None:
        """Give the id of the story that an article belongs to."""
        rows = self._ask(sql.STORY_OF, article=article)
        return str(rows[0]["id"]) if rows else None

    def articles_of(self, story: str, n: int, start: int = 0) -> list[Listed]:
        """Give the articles of a story, by publication."""
        return [Listed(**row) for row in self._ask(sql.ARTICLES_OF_STORY, story=story, n=n, start=start)]

    def articles_named(self, ids: Collection[str]) -> list[Listed]:
        """Give some articles by id, by publication."""
        return [Listed(**row) for row in self._ask(sql.ARTICLES_NAMED, ids=json.dumps(list(ids)))]

    def speakers(self, n: int, start: int = 0, *, part: str = "", only_named: bool = False) -> list[ListedSpeaker]:
        """Give the speakers, the most cited first; with ``part``, those of whose names one holds it.

        ``only_named`` leaves out those that no name tells: "a source", "the study".
        """
        rows = self._ask(sql.SPEAKERS, n=n, start=start, part=part, named=only_named)
        return [ListedSpeaker(**row) for row in rows]

    def speakers_of(self, story: str, n: int, start: int = 0) -> list[tuple[ListedSpeaker, int]]:
        """Give who speaks in a story, the most cited in it first, each with the number of its articles."""
        rows = self._ask(sql.SPEAKERS_OF_STORY, story=story, n=n, start=start)
        return [
            (ListedSpeaker(**{k: v for k, v in row.items() if k != "n_articles"}), row["n_articles"]) for row in rows
        ]

    def entity(self, id_: str) -> Row | None:
        """Give the row of an entity."""
        rows = self._ask(sql.ENTITY, id=id_)
        return rows[0] if rows else None

    def said_by(
        self, entity: str, n: int, start: int = 0, *, outlet: str | None = None, story: str | None = None
    ) -> list[str]:
        """Give the ids of what a speaker said, by publication; in one outlet or story, if one is given."""
        rows = self._ask(sql.SAID_BY, entity=entity, outlet=outlet, story=story, n=n, start=start)
        return [row["id"] for row in rows]

    def count_said(self, entity: str, *, outlet: str | None = None, story: str | None = None) -> Said:
        """Count what a speaker said. The counts by outlet are of all outlets, all others of the one given."""
        rows = self._ask(sql.SAID_COUNTED, entity=entity, outlet=None, story=story)
        outlets: Counter[str | None] = Counter()
        days: Counter[str] = Counter()
        n_attributions = n_articles = 0
        for row in rows:
            outlets[row["publisher"]] += row["n"]
            if outlet in (None, row["publisher"]):
                n_attributions += row["n"]
                n_articles += row["n_articles"]
                if row["day"] is not None:
                    days[row["day"]] += row["n"]
        return Said(
            n_attributions=n_attributions,
            n_articles=n_articles,
            outlets=tuple(sorted(outlets.items(), key=lambda item: (-item[1], item[0] or ""))[:MOST_OUTLETS]),
            days=tuple(sorted(days.items())),
        )

    def families_of(self, entity: str, n: int, start: int = 0) -> list[str]:
        """Give the ids of a speaker's utterances that have several wordings, the most told first."""
        return [row["id"] for row in self._ask(sql.FAMILIES_OF_SPEAKER, entity=entity, n=n, start=start)]

    def families_by_speaker(self, ids: Sequence[str], speakers: Sequence[str], n: int) -> list[str]:
        """Give of some utterances those of some speakers that have several wordings: the ``n`` most told of each."""
        rows = self._ask(sql.FAMILIES_NAMED, ids=json.dumps(list(ids)), speakers=json.dumps(list(speakers)))
        told: Counter[str] = Counter()
        found = []
        for row in rows:
            told[row["speaker"]] += 1
            if told[row["speaker"]] <= n:
                found.append(row["id"])
        return found

    def single_sayings(self, story: str, entities: Sequence[str], n: int) -> list[str]:
        """Give the ids of the first ``n`` sayings of each speaker in a story that have no second wording."""
        rows = self._ask(sql.SINGLE_SAYINGS, story=story, ids=json.dumps(list(entities)), n=n)
        return [row["id"] for row in rows]

    def touching(self, *, story: str | None = None, article: str | None = None) -> dict[str, list[str]]:
        """Give the relations of each kind in `RELATED` that touch a story or an article, the widest first."""
        rows = (
            self._ask(sql.TOUCHING_ARTICLE, article=article) if article else self._ask(sql.TOUCHING_STORY, story=story)
        )
        found: dict[str, list[tuple[int, str]]] = {kind: [] for kind in RELATED}
        for row in rows:
            found[row["kind"]].append((-row["n_articles"], row["relation"]))
        return {kind: [relation for _, relation in sorted(relations)] for kind, relations in found.items()}

    def claims_in_order(self, claims: Sequence[str]) -> list[tuple[str, bool]]:
        """Order some claims as the report does, and say of each whether it is doubtful: those that are stand last."""
        return [(row["id"], bool(row["doubtful"])) for row in self._ask(sql.CLAIMS_NAMED, ids=json.dumps(list(claims)))]

    def times_in_order(self, entries: Sequence[str]) -> list[tuple[str, str]]:
        """Give some entries of the timeline in its order, each with its time (TIMEX3)."""
        rows = self._ask(sql.TIMES_NAMED, ids=json.dumps([int(entry) for entry in entries]))
        return [(str(row["position"]), row["at"]) for row in rows]

    def said_by_nobody_known(self, story: str) -> list[str]:
        """Give the ids of what is said in a story by a speaker who is not known, by publication."""
        return [row["id"] for row in self._ask(sql.UNKNOWN_SAID, story=story)]

    def is_name(self, name: str) -> bool:
        """Say whether the articles name somebody so."""
        part = json.dumps(name, ensure_ascii=False)[1:-1]
        rows = self._ask(sql.FORMS_THAT_HOLD, name=name, part=part)
        return any(name == row["name"] or name in json.loads(row["forms"]) for row in rows)

    def disputed(self, quantities: Sequence[str]) -> frozenset[str]:
        """Give those of some quantities that are disputed."""
        return frozenset(row["id"] for row in self._ask(sql.DISPUTED, ids=json.dumps(list(quantities))))

    def copies(
        self, *, story: str | None = None, article: str | None = None, pair: tuple[str, str] | None = None
    ) -> list[int]:
        """Give the positions of the copies within a story (largest share first), of an article, or of a pair."""
        if story is not None:
            rows = self._ask(sql.COPIES_IN_STORY, story=story)
        elif article is not None:
            rows = self._ask(sql.COPIES_OF_ARTICLE, article=article)
        else:
            a, b = pair or ("", "")
            rows = self._ask(sql.COPIES_BETWEEN, a=a, b=b)
        return [row["position"] for row in rows]

    def listed(self, name: str, n: int, start: int, narrowed: Mapping[str, str | None]) -> tuple[list[str], int]:
        """Give a stretch of one of the `LISTS`, as keys, and how many there are in all."""
        with case_errors(self._path):
            return list_keys(self._connection, name, n, start, narrowed)

    def made_by(self) -> Provenance | None:
        """Say what annotated the case; ``None`` if nothing did yet."""
        rows = self._ask(sql.MADE_BY)
        return Provenance(**rows[0]) if rows else None

    def part(self, wanted: Wanted) -> Dossier:
        """Read a part of the case as a dossier."""
        made_by = self.made_by() or Provenance(tool="sayso", version=VERSION, annotator="none")
        with case_errors(self._path):
            return read_part(self._connection, wanted, made_by)

    def find(self, wish: Wish) -> Found:
        """Search the case."""
        with case_errors(self._path):
            return find(self._connection, wish)

    def outlets(self, n: int) -> list[tuple[str, int]]:
        """Give the outlets with most articles."""
        return [(row["value"], row["n"]) for row in self._ask(sql.ALL_OUTLETS, n=n)]

    def noted(self) -> list[Noted]:
        """Give the spans of the note, in the order in which they were noted."""
        return [
            Noted(article=row["article"], span=Span(row["span_start"], row["span_end"]), noted_at=row["noted_at"])
            for row in self._ask(sql.NOTED)
        ]

    def _ask(self, statement: Executable, **values: object) -> list[dict[str, Any]]:
        with case_errors(self._path):
            return read_rows(self._connection.execute(statement, values))


def _story(row: Mapping[str, Any], counted: Mapping[str, Any]) -> ListedStory:
    fields = {name: row[name] for name in ("id", "title", "begins_at", "ends_at", "n_articles")}
    return ListedStory(**fields, n_outlets=counted.get("n_outlets", 0), n_undated=counted.get("n_undated", 0))
