"""`sayso export`: the report in the formats of other tools, or as a bundle that can be checked elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import any_path, jobs_option, takes_articles, takes_selection
from sayso.cli.terminal import tell, write_out
from sayso.errors import UsageError
from sayso.report.export import EXPORTS

if TYPE_CHECKING:
    from sayso.read.selection import Selection


@click.command()
@takes_articles
@takes_selection
@jobs_option
@click.option("--to", required=True, type=click.Choice(list(EXPORTS)), help="The format.")
@click.option(
    "--output",
    "-o",
    type=any_path,
    metavar="OUT",
    help="Where to write: a file, a folder for csv, or - for standard output.",
)
@click.option("--hashes-only", is_flag=True, help="Of a bundle: without the articles' texts.")
def export(
    paths: tuple[Path, ...],
    db: Path | None,
    published: str | None,
    quiet: bool,
    selection: Selection,
    jobs: int | None,
    to: str,
    output: Path | None,
    hashes_only: bool,
) -> int:
    """Write the report on some articles, or on the case, for other tools."""
    from sayso.cli.source import list_faults, open_source, relate_source
    from sayso.cli.target import check_target
    from sayso.report.export import export_as
    from sayso.report.to_bundle import to_bundle
    from sayso.writing import write_file, write_folder

    if hashes_only and to != "bundle":
        raise UsageError("--hashes-only is for --to bundle: the other formats show words of the articles")
    target = output or Path(EXPORTS[to].output)
    check_target(target, paths, is_folder=not Path(EXPORTS[to].output).suffix, wanted=to)
    with open_source(paths, db, published=published, selection=selection, jobs=jobs, quiet=quiet, target=target) as (
        store,
        faults,
    ):
        dossier, more_faults = relate_source(store, jobs=jobs, quiet=quiet)
    exported = to_bundle(dossier, hashes_only=True) if hashes_only else export_as(dossier, to)
    if isinstance(exported, dict):
        write_folder(target, exported)
        tell(f"wrote {target}")
    elif str(target) == "-":
        write_out(exported)
    else:
        write_file(target, exported)
        tell(f"wrote {target}")
    return list_faults(faults + more_faults, paths)
