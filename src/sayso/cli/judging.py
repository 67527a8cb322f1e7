"""`sayso judge`: what a person decides, obeyed by every later run; listed, exported, imported, taken back.

Invariant: a decision is kept with the place of what it is on, and nothing is decided on what the case does not hold.
"""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import InOrder, any_path, db_option, gives_rows, rules_option
from sayso.cli.terminal import tell, write_out
from sayso.errors import ReportError, UsageError
from sayso.model.ids import derive_id
from sayso.model.judgement import Anchor, JudgedKind, Judgement, Verdict, anchor_article, anchor_spans
from sayso.model.span import Span

if TYPE_CHECKING:
    from sayso.store.sqlite import SqliteStore
    from sayso.store.store import View

Row = dict[str, Any]
by_option = click.option("--by", metavar="NAME", help="Who decides; else the name you are logged in by.")


@click.group(cls=InOrder)
def judge() -> None:
    """Decide what is one and what is not, and correct what was read wrongly. Every later run obeys.

    A QUOTE is its id, as sayso quotes --json shows it, or the beginning of it; an ARTICLE is its id,
    path or address.
    """


def _pair_command(verdict: Verdict, help_: str) -> click.Command:
    @click.command(verdict.value, help=help_)
    @click.argument("a", metavar="A")
    @click.argument("b", metavar="B")
    @click.option(
        "--claim", is_flag=True, help="A and B are quotes: do they speak of one claim, be they one utterance or not?"
    )
    @by_option
    @rules_option
    @db_option
    def command(a: str, b: str, claim: bool, by: str | None, db: Path | None) -> int:
        return _decide(db, lambda view: _on_pair(view, verdict, a, b, claim=claim), by)

    return command


_OF_WHAT = (
    "Two articles (of one story), two quotes or figures by id (one utterance, one quantity), or two names (of one)."
)
judge.add_command(_pair_command(Verdict.SAME, f"Decide that A and B are one. {_OF_WHAT}"))
judge.add_command(_pair_command(Verdict.DIFFERENT, f"Decide that A and B are not one. {_OF_WHAT}"))
judge.add_command(_pair_command(Verdict.UNSURE, f"Decide that nobody can tell whether A and B are one. {_OF_WHAT}"))


@judge.command()
@click.argument("quote", metavar="QUOTE")
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--unknown", is_flag=True, help="The text does not tell whose words they are.")
@by_option
@rules_option
@db_option
def speaker(quote: str, name: str | None, unknown: bool, by: str | None, db: Path | None) -> int:
    """Decide whose words QUOTE gives: NAME, as the article writes it somewhere."""
    if (name is None) is not unknown:
        raise UsageError("give a name that stands in the article, or --unknown")

    def decide(view: View) -> dict[str, Any]:
        attribution, article = _quote_of(view, quote)
        span = None
        if name is not None:
            start = min(
                _places(name, article.text),
                key=lambda at: (abs(at - attribution.extent.start), at),
                default=None,
            )
            if start is None:
                raise UsageError(f"{article.name} does not name {name!r}: give a name as it stands in the article")
            span = Span(start, start + len(name))
        return {
            "kind": JudgedKind.SPEAKER,
            "a": attribution.id,
            "verdict": Verdict.IS,
            "value": name,
            "value_span": span,
            "was": attribution.speaker.name if attribution.speaker else None,
            "anchors": (anchor_spans(article, *attribution.content),),
        }

    return _decide(db, decide, by)


@judge.command("not-a-quote")
@click.argument("quote", metavar="QUOTE")
@by_option
@rules_option
@db_option
def not_a_quote(quote: str, by: str | None, db: Path | None) -> int:
    """Decide that nobody is quoted where QUOTE was found."""

    def decide(view: View) -> dict[str, Any]:
        attribution, article = _quote_of(view, quote)
        return {
            "kind": JudgedKind.ATTRIBUTION,
            "a": attribution.id,
            "verdict": Verdict.IS_NOT,
            "was": " … ".join(span.cut(article.text) for span in attribution.content),
            "anchors": (anchor_spans(article, *attribution.content),),
        }

    return _decide(db, decide, by)


@judge.command()
@click.argument("article", metavar="ARTICLE")
@click.argument("value", metavar="DATE")
@click.option(
    "--words", metavar="WORDS", help="Correct what these words of the article mean, not when it was published."
)
@by_option
@rules_option
@db_option
def date(article: str, value: str, words: str | None, by: str | None, db: Path | None) -> int:
    """Decide when ARTICLE was published: a DATE, as 2022-02-16, or an instant, as 2022-02-16T08:30:00Z."""

    def decide(view: View) -> dict[str, Any]:
        found = view.article(article)
        if words is None:
            anchor, on = anchor_article(found), found.id
            return _correction(JudgedKind.PUBLISHED, on, value, found.published_at, anchor)
        start = next(_places(words, found.text), None)
        if start is None:
            raise UsageError(f"{found.name} does not hold the words {words!r}")
        span = Span(start, start + len(words))
        annotated = view.annotated_article(found.id)
        was = next((time.value for time in annotated.times if time.span == span), None) if annotated else None
        on = derive_id("tmx", found.id, *span)
        return _correction(JudgedKind.TIME, on, value, was, anchor_spans(found, span))

    return _decide(db, decide, by)


@judge.command("list")
@click.option("--all", "everything", is_flag=True, help="Also what was decided otherwise later, or taken back.")
@gives_rows
@db_option
def list_(everything: bool, as_json: bool, as_csv: bool, db: Path | None) -> int:
    """List what was decided and stands."""
    from sayso.cli.rows import Table, write_rows

    columns = ("id", "kind", "a", "b", "verdict", "value", "was", "decided_at", "decided_by", "withdrawn_at")
    shown = {name: name for name in ("id", "kind", "a", "b", "verdict", "value", "decided_at")}
    with _case(db) as store:
        view = store.view()
        found = view.judgement_history() if everything else view.judgements()
    rows: Iterator[Row] = ({name: getattr(each, name) for name in columns} for each in found)
    table = Table(columns=columns, shown=shown, empty="Nothing was decided.")
    write_rows(table, rows, as_json=as_json, as_csv=as_csv)
    return 0


@judge.command()
@click.argument("judgement", required=False, metavar="[ID]")
@rules_option
@db_option
def undo(judgement: str | None, db: Path | None) -> int:
    """Take a decision back: the last one, or the one with this ID. The one before it stands again."""
    from sayso.config import read_clock

    with _case(db) as store:
        standing = [each for each in store.view().judgement_history() if each.withdrawn_at is None]
        found = [each for each in standing if judgement is None or each.id.startswith(judgement)]
        if not found:
            raise UsageError(f"no decision is called {judgement!r}" if judgement else "nothing was decided")
        if judgement is not None and len(found) > 1:
            raise UsageError(
                f"{len(found)} decisions are called {judgement!r}: give one of {', '.join(e.id for e in found)}"
            )
        with store.writer() as writer:
            writer.withdraw_judgement(found[-1].id, read_clock())
        _apply(store)
    tell(f"taken back: {_in_words(found[-1])}")
    return 0


@judge.command("export")
@click.argument("output", type=any_path, metavar="[FILE]", required=False)
@db_option
def export(output: Path | None, db: Path | None) -> int:
    """Write all that was decided, taken back or not, as JSON lines; to standard output without FILE."""
    from sayso.codec import to_json_bytes
    from sayso.writing import write_file

    with _case(db) as store:
        data = b"".join(to_json_bytes(each) + b"\n" for each in store.view().judgement_history())
    if output is None or str(output) == "-":
        write_out(data)
    else:
        write_file(output, data)
        tell(f"wrote {output}")
    return 0


@judge.command("import")
@click.argument("source", type=any_path, metavar="FILE")
@rules_option
@db_option
def import_(source: Path, db: Path | None) -> int:
    """Take in what was decided in another case (JSON lines of sayso judge export)."""
    from sayso.cli.source import list_faults
    from sayso.model.article import Fault
    from sayso.store.store import Added

    try:
        lines = source.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"{source}: {error.strerror}") from error
    counts = dict.fromkeys(Added, 0)
    faults: list[Fault] = []
    with _case(db) as store:
        with store.writer() as writer:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    try:
                        counts[writer.add_judgement(_read(line))] += 1
                    except (ReportError, UsageError) as error:
                        faults.append(Fault(input=f"{source}:{number}", reason=str(error).split("\n", 1)[0]))
        _apply(store)
    tell(f"{counts[Added.NEW]} new, {counts[Added.UPDATED]} taken back, {counts[Added.KNOWN]} known")
    return list_faults(faults)


def _read(line: bytes) -> Judgement:
    from sayso.codec import from_json_bytes

    return from_json_bytes(line, Judgement)


@contextmanager
def _case(db: Path | None) -> Iterator[SqliteStore]:
    from sayso.cli.source import open_case

    with closing(open_case(db)) as store:
        yield store


def _decide(db: Path | None, decide: Callable[[View], dict[str, Any]], by: str | None) -> int:
    from sayso.config import read_clock

    with _case(db) as store:
        judgement = Judgement(**decide(store.view()), decided_at=read_clock(), decided_by=by or _me())
        with store.writer() as writer:
            writer.add_judgement(judgement)
        _apply(store)
    tell(f"decided: {_in_words(judgement)}")
    return 0


def _apply(store: SqliteStore) -> None:
    """Annotate anew what a correction is on; the next report relates anew."""
    from sayso.cli.source import choose_asked
    from sayso.engine.local import LocalEngine
    from sayso.pipeline import annotate_case

    annotate_case(store, annotator=choose_asked(), engine=LocalEngine(1))


def _me() -> str | None:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return None


def _on_pair(view: View, verdict: Verdict, first: str, second: str, *, claim: bool) -> dict[str, Any]:
    (kind, a), (other, b) = _find(view, first), _find(view, second)
    if claim and (kind, other) == (JudgedKind.QUOTE, JudgedKind.QUOTE):
        kind = other = JudgedKind.CLAIM
    elif claim:
        raise UsageError("with --claim, give the ids of two quotes")
    if kind is not other:
        raise UsageError(f"{first!r} is a {kind.value}, {second!r} a {other.value}: decide on two of one kind")
    (a_id, a_anchor), (b_id, b_anchor) = sorted((a, b), key=lambda each: each[0])
    if a_id == b_id:
        raise UsageError(f"{first!r} and {second!r} are the same {kind.value}")
    anchors = tuple(anchor for anchor in (a_anchor, b_anchor) if anchor is not None)
    return {"kind": kind, "a": a_id, "b": b_id, "verdict": verdict, "anchors": anchors}


def _find(view: View, ref: str) -> tuple[JudgedKind, tuple[str, Anchor | None]]:
    """Find what a word of the command line names: a quote or a figure by its id, an article, else a name."""
    if ref.startswith("att-"):
        attribution, article = _quote_of(view, ref)
        return JudgedKind.QUOTE, (attribution.id, anchor_spans(article, *attribution.content))
    if ref.startswith("fig-"):
        figure = next((cited.figure for cited in view.figures() if cited.figure.id.startswith(ref)), None)
        if figure is None:
            raise UsageError(f"no figure is called {ref!r}: give an id, as `sayso figures --json` shows it")
        return JudgedKind.FIGURE, (figure.id, anchor_spans(view.article(figure.article_id), figure.span))
    try:
        article = view.article(ref)
    except UsageError:
        if not any(ref in (mention.name, mention.chain) for each in view.annotated() for mention in each.mentions):
            raise UsageError(f"the case holds no article and no name {ref!r}{_near_names(view, ref)}") from None
        return JudgedKind.NAME, (ref, None)
    return JudgedKind.ARTICLE, (article.id, anchor_article(article))


def _near_names(view: View, ref: str) -> str:
    """Tell which names of the case hold a word that was given for one."""
    names = {mention.name for each in view.annotated() for mention in each.mentions}
    near = sorted(name for name in names if ref.casefold() in name.casefold())
    return f": did you mean {' or '.join(map(repr, near[:5]))}?" if near and ref else ""


def _quote_of(view: View, ref: str) -> tuple[Any, Any]:
    attribution = view.attribution(ref)
    return attribution, view.article(attribution.article_id)


def _correction(kind: JudgedKind, on: str, value: str, was: str | None, anchor: Anchor) -> dict[str, Any]:
    return {"kind": kind, "a": on, "verdict": Verdict.IS, "value": value, "was": was, "anchors": (anchor,)}


def _places(words: str, text: str) -> Iterator[int]:
    """Give where some words stand in a text as whole words."""
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return (found.start() for found in re.finditer(pattern, text) if words)


def _in_words(judgement: Judgement) -> str:
    value = judgement.value if judgement.value is not None or judgement.kind is not JudgedKind.SPEAKER else "not known"
    parts = (judgement.id, judgement.kind.value, judgement.a, judgement.b, judgement.verdict.value, value)
    return " ".join(part for part in parts if part)
