"""What Python sees: a report on some articles, and a case that keeps them.

Invariant: it gives the very objects and bytes that the command line gives, prints nothing and reads no setting.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from sayso.annotate.annotator import choose_annotator
from sayso.engine.local import LocalEngine
from sayso.errors import UsageError
from sayso.gather.since import tell_news
from sayso.model.article import Article, Fault
from sayso.model.dossier import Dossier
from sayso.model.relation import Copy
from sayso.pipeline import Intake, make_dossier, read_into, report_on
from sayso.report.export import Exported, export_as
from sayso.report.notebook import to_table
from sayso.report.page.words import say_origins
from sayso.report.to_csv import to_csv
from sayso.report.to_html import to_html
from sayso.report.to_json import to_json
from sayso.report.verify import Verification, verify_report
from sayso.store.memory import MemoryStore
from sayso.store.store import CitedFigure, CitedQuote, Hits, Store
from sayso.writing import write_file, write_folder

AnyPath: TypeAlias = Path | str


class Report:
    """All that is known of some articles: who said what, which figures they give, which of them copy which.

    ``dossier`` is the whole of it, as core types.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._view = _keep_in_memory(dossier).view()

    def __repr__(self) -> str:
        n_attributions = sum(1 for _ in self.dossier.attributions())
        return f"<Report: {len(self.dossier.articles)} articles, {n_attributions} attributions>"

    def _repr_html_(self) -> str:
        """Show in a notebook what is claimed, with status and origins, and who is quoted most."""
        claims = self.dossier.relations.claims
        said = Counter(a.speaker.name for a in self.dossier.attributions() if a.speaker is not None)
        claimed = ((claim.claim, claim.status, say_origins(claim.origins, "attribution")) for claim in claims)
        return to_table(
            f"{repr(self)[1:-1]}: claims", ("claimed", "status", "origins"), claimed, len(claims)
        ) + to_table("who is quoted", ("speaker", "attributions"), said.most_common(), len(said))

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, by publication (undated last), then path, then id."""
        return tuple(annotated.article for annotated in self.dossier.articles)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What could not be read, or was read with a repair."""
        return self.dossier.faults

    def quotes(self, speaker: str | None = None) -> Quotes:
        """Who said what, in the order of the articles; with ``speaker``, what that person or body said.

        ``speaker`` is any of the names used, or a part of one; case and accents do not matter.
        """
        return Quotes(self._view.quotes(speaker))

    def figures(self) -> Figures:
        """Every figure, in the order of the articles."""
        return Figures(self._view.figures())

    def copies(self) -> tuple[Copy, ...]:
        """Which articles share text."""
        return self.dossier.relations.copies

    def article(self, ref: str) -> Article:
        """Find an article by its id, external id, address, path, or the beginning of its id.

        Raises:
            UsageError: no article is called so, or several are.
        """
        return self._view.article(ref)

    def to_html(self, *, generated_at: str | None = None) -> bytes:
        """Render the page, self-contained. ``generated_at`` is an instant in UTC, ISO 8601."""
        return to_html(self.dossier, generated_at=generated_at)

    def to_json(self, *, generated_at: str | None = None) -> bytes:
        """Render the document ``sayso/report/1``. ``generated_at`` is an instant in UTC, ISO 8601."""
        return to_json(self.dossier, generated_at=generated_at)

    def to_csv(self) -> dict[str, bytes]:
        """Render one CSV file a table: file name to bytes."""
        return to_csv(self.dossier)

    def export(self, to: str) -> Exported:
        """Render it in any format of `sayso export --to`: the bytes of a file, or of each file of a folder by its name.

        Raises:
            UsageError: there is no such format, or what it needs is not installed.
        """
        return export_as(self.dossier, to)

    def save(self, path: AnyPath) -> Path:
        """Write the report, whole or not at all: a page, a ``.json`` document, or CSV into a folder (no ending).

        Raises:
            UsageError: the ending is none of these, or the folder is not there.
            SaysoError: it cannot be written.
        """
        path = Path(path)
        match path.suffix.lower():
            case ".html" | ".htm":
                write_file(path, self.to_html())
            case ".json":
                write_file(path, self.to_json())
            case "":
                write_folder(path, self.to_csv())
            case suffix:
                raise UsageError(f"{path}: a report is written as .html, .json or into a folder, not as {suffix}")
        return path


class Case:
    """Articles kept in one SQLite file, with all that was found in them. A context manager; see `open_case`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def read(self, *paths: AnyPath, published: str | None = None, jobs: int = 1, rules: bool = False) -> Intake:
        """Read files and folders into the case; what is there already is not added twice.

        ``published`` is the date (ISO 8601) of articles that state none. More than one of ``jobs`` starts processes,
        which wants the guard ``if __name__ == "__main__":`` in a script. ``rules`` leaves the encoder out.
        """
        annotator = choose_annotator(rules=rules)
        return read_into(self._store, paths, assumed_published=published, annotator=annotator, engine=LocalEngine(jobs))

    def report(self, *, jobs: int = 1, rules: bool = False, since: str | None = None) -> Report:
        """Make the report on all that the case holds; ``rules`` as in `read`.

        With ``since``, a run's id or a date or an instant, it says what is new: ``Report.dossier.news``.

        Raises:
            UsageError: ``since`` is no time and no run of the case.
        """
        dossier = report_on(self._store, annotator=choose_annotator(rules=rules), engine=LocalEngine(jobs))
        return Report(dossier if since is None else tell_news(self._store.view(), dossier, since))

    def search(self, query: str, limit: int = 20) -> Hits:
        """Find articles and quotes that hold every word of the query, best first."""
        return self._store.view().search(query, limit)

    def article(self, ref: str) -> Article:
        """Find an article by its id, external id, address, path, or the beginning of its id.

        Raises:
            UsageError: no article is called so, or several are.
        """
        return self._store.view().article(ref)


class Quotes(tuple[CitedQuote, ...]):
    """Quotes in the order of the articles: a tuple, which a notebook shows as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        headings = ("speaker", "words", "article", "published")
        rows = ((quote.speaker, quote.text, quote.article, quote.published_at) for quote in self)
        return to_table(f"{len(self)} quotes", headings, rows, len(self))


class Figures(tuple[CitedFigure, ...]):
    """Figures in the order of the articles: a tuple, which a notebook shows as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        headings = ("value", "to", "unit", "bound", "words", "of what", "article", "published")
        rows = (
            (
                *(cited.figure.value, cited.figure.value_to, cited.figure.unit, cited.figure.bound.value),
                *(cited.text, cited.measured, cited.article, cited.published_at),
            )
            for cited in self
        )
        return to_table(f"{len(self)} figures", headings, rows, len(self))


def make_report(*paths: AnyPath, published: str | None = None, jobs: int = 1, rules: bool = False) -> Report:
    """Read files and folders and report on them; nothing is kept. What could not be read is in ``Report.faults``.

    ``published`` is the date (ISO 8601) of articles that state none. More than one of ``jobs`` starts processes, which
    wants the guard ``if __name__ == "__main__":`` in a script. ``rules`` leaves the encoder out:
    faster, and finds less.
    """
    annotator = choose_annotator(rules=rules)
    return Report(make_dossier(paths, assumed_published=published, annotator=annotator, engine=LocalEngine(jobs)))


def open_case(path: AnyPath) -> Case:
    """Open a case file; one that is not there is made.

    Raises:
        StoreError: it is no case, or one of a newer version.
    """
    from sayso.store.sqlite import open_store  # SQLAlchemy takes half a second

    return Case(open_store(path))


def verify(report: AnyPath | bytes) -> Verification:
    """Hash every text of a report (HTML or JSON, a path or its bytes) again and cut every span again.

    Raises:
        ReportError, SpanError: at the first difference.
    """
    return verify_report(report if isinstance(report, bytes) else Path(report).read_bytes())


def _keep_in_memory(dossier: Dossier) -> MemoryStore:
    store = MemoryStore()
    with store.writer() as writer:
        for judgement in dossier.judgements:  # first: a correction drops what was annotated without it
            writer.add_judgement(judgement)
        writer.add_articles(annotated.article for annotated in dossier.articles)
        writer.add_annotations(dossier.articles, dossier.provenance)
        writer.replace_relations(dossier.relations, dossier.provenance)
        writer.add_faults(dossier.faults)
    return store
