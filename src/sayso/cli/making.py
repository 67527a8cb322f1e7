"""`sayso read` and `sayso report`: articles in, a report out."""

from __future__ import annotations

from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import (
    addresses_option,
    allow_private_option,
    any_path,
    db_option,
    delay_option,
    jobs_option,
    published_option,
    quiet_option,
    rules_option,
    takes_articles,
    takes_selection,
    takes_selection_or_since,
)
from sayso.cli.terminal import tell, write_out
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.gather.pages import WebIntake
    from sayso.model.dossier import Dossier
    from sayso.pipeline import Intake
    from sayso.read.selection import Selection
    from sayso.store.sqlite import SqliteStore


class Format(StrEnum):
    """What a report can be written as."""

    HTML = "html"
    JSON = "json"
    CSV = "csv"


_OUTPUTS = {Format.HTML: "sayso-report.html", Format.JSON: "-", Format.CSV: "sayso-report-csv"}


@click.command()
@click.argument("inputs", nargs=-1, metavar="PATH_OR_ADDRESS...")
@addresses_option
@db_option
@published_option
@delay_option
@allow_private_option
@takes_selection
@jobs_option
@rules_option
@quiet_option
def read(
    inputs: tuple[str, ...],
    lists: tuple[Path, ...],
    db: Path | None,
    published: str | None,
    delay: float,
    allow_private: bool,
    selection: Selection,
    jobs: int | None,
    quiet: bool,
) -> int:
    """Add articles to a case: files, folders, and web addresses (https://…).

    What is there already is not added twice; an article that changed, in its file or at its address, takes
    the place of what it was, which is kept.
    """
    from sayso.cli.gathering import tell_versions
    from sayso.cli.progress import watching
    from sayso.cli.source import check_paths, choose_asked, list_faults, open_case
    from sayso.cli.web import list_addresses, read_web
    from sayso.config import list_files_of, read_clock
    from sayso.engine.local import LocalEngine
    from sayso.pipeline import read_into
    from sayso.read.addresses import is_address

    listed, faults = list_addresses(lists)
    addresses = [given for given in inputs if is_address(given)] + listed
    paths = tuple(Path(given) for given in inputs if not is_address(given))
    if not inputs and not lists:
        raise UsageError("name a file, a folder, a web address or, with --addresses, a list of them")
    if paths:
        check_paths(paths)
    counts = {"new": 0, "known": 0, "with new metadata": 0, "changed": 0, "renamed": 0, "left out": 0}
    engine, annotator = LocalEngine(jobs), choose_asked()
    with closing(open_case(db, create=True)) as store:
        try:
            with watching(quiet) as watch:
                if paths:
                    intake = read_into(
                        store,
                        paths,
                        assumed_published=published,
                        selection=selection,
                        annotator=annotator,
                        engine=engine,
                        clock=read_clock,
                        watch=watch,
                        leave_out=list_files_of(store.path),
                    )
                    _add_up(counts, intake)
                    counts["changed"] = len(intake.replaced)
                    counts["renamed"] = intake.n_renamed
                    counts["left out"] = intake.n_left_out
                    tell_versions(store.view(), intake.replaced)
                    faults += intake.faults
                if addresses:
                    found = read_web(
                        store,
                        addresses,
                        delay=delay,
                        allow_private=allow_private,
                        published=published,
                        annotator=annotator,
                        engine=engine,
                        watch=watch,
                    )
                    _add_up(counts, found)
                    counts["changed"] += len(found.versions)
                    faults += found.faults
        except KeyboardInterrupt:
            tell(f"{_held(store)}; run the same command again to finish")
            raise
        held = _held(store)
    always = ("new", "known")
    tell(f"{', '.join(f'{n} {what}' for what, n in counts.items() if n or what in always)}; {held}")
    return list_faults(faults)


@click.command()
@takes_articles
@takes_selection_or_since
@jobs_option
@click.option(
    "--output",
    "-o",
    type=any_path,
    metavar="OUT",
    help="Where to write: a file, a folder for CSV, or - for standard output.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([kind.value for kind in Format]),
    help="What to write; else as OUT ends, else html.",
)
@click.option("--stamp", is_flag=True, help="Write the time into the report, as generated_at.")
def report(
    paths: tuple[Path, ...],
    db: Path | None,
    published: str | None,
    quiet: bool,
    selection: Selection,
    since: str | None,
    jobs: int | None,
    output: Path | None,
    format_: str | None,
    stamp: bool,
) -> int:
    """Write a report on some articles, or on the case."""
    from sayso.cli.source import list_faults, open_source, relate_source
    from sayso.cli.target import check_target
    from sayso.config import read_stamp
    from sayso.writing import write_file, write_folder

    kind = Format(format_) if format_ else _format_of(output)
    target = output or Path(_OUTPUTS[kind])
    check_target(target, paths, is_folder=kind is Format.CSV, wanted=kind.value.upper())
    generated_at = read_stamp(stamp)
    with open_source(paths, db, published=published, selection=selection, jobs=jobs, quiet=quiet, target=target) as (
        store,
        faults,
    ):
        dossier, more_faults = relate_source(store, jobs=jobs, quiet=quiet)
        if since is not None:
            from sayso.gather.since import tell_news

            dossier = tell_news(store.view(), dossier, since)
    if dossier.news is not None:
        from sayso.report.page.fresh import say_news

        tell(f"new since {dossier.news.since}: {say_news(dossier.news)}")
    if kind is Format.CSV:
        from sayso.report.to_csv import to_csv

        write_folder(target, to_csv(dossier))
        tell(f"wrote {target}")
    else:
        data = _render(dossier, kind, generated_at)
        if str(target) == "-":
            write_out(data)
        else:
            write_file(target, data)
            tell(f"wrote {target}")
    return list_faults(faults + more_faults, paths)


def _format_of(output: Path | None) -> Format:
    """Tell what to write by how the name of the output ends.

    Raises:
        UsageError: it ends as a file of another kind does.
    """
    suffix = output.suffix.lower().removeprefix(".") if output and (output.is_file() or not output.exists()) else ""
    if suffix in tuple(Format):
        return Format(suffix)
    if suffix in ("", "htm", "xhtml"):
        return Format.HTML
    raise UsageError(
        f"{output}: a report is written as .html, .json or .csv; say which with --format, "
        "or see `sayso export --help` for other formats"
    )


def _render(dossier: Dossier, kind: Format, generated_at: str | None) -> bytes:
    if kind is Format.JSON:
        from sayso.report.to_json import to_json

        return to_json(dossier, generated_at=generated_at)
    from sayso.report.to_html import to_html

    return to_html(dossier, generated_at=generated_at)


def _add_up(counts: dict[str, int], intake: Intake | WebIntake) -> None:
    counts["new"] += intake.n_new
    counts["known"] += intake.n_known
    counts["with new metadata"] += intake.n_updated


def _held(store: SqliteStore) -> str:
    n_earlier = len(store.view().replaced())
    n_articles = store.view().n_articles() - n_earlier
    held = f"{store.path} holds {n_articles} article{'' if n_articles == 1 else 's'}"
    return held + (f" and {n_earlier} earlier version{'' if n_earlier == 1 else 's'}" if n_earlier else "")
