"""`sayso verify`, `faults` and `schema`: what a report and a run can be held to."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli.options import any_path, gives_rows, paths_argument, published_option, takes_articles


@click.command()
@click.argument("report", type=any_path, metavar="REPORT")
@paths_argument
@published_option
def verify(report: Path, paths: tuple[Path, ...], published: str | None) -> int:
    """Hash every text of a report or bundle again and cut every span again; fail at the first difference.

    For a bundle that holds hashes only, name the articles (PATH): their texts are found by their digest.
    """
    from sayso.cli.terminal import tell, write_out
    from sayso.errors import ReportError, SaysoError, SpanError, UsageError
    from sayso.report.verify import verify_report

    try:
        data = report.read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UsageError(f"there is no report at {report}") from error
    except OSError as error:
        raise SaysoError(f"cannot read {report}: {error.strerror}") from error
    try:
        found = verify_report(data, _read_texts(paths, published) if paths else None)
    except (ReportError, SpanError) as error:
        tell(f"{report} does not verify: {error}")
        return 1
    if found.n_missing:
        tell(
            f"the files of {report} are what its digests say, but {found.n_missing} of its "
            f"{found.n_missing + found.n_articles} texts are not here: name the articles after it"
        )
        return 1
    write_out(
        f"{report} verifies: {found.n_articles} texts hashed, {found.n_spans} spans cut, "
        f"{found.n_strings} strings found where they are said to be\n"
    )
    return 0


def _read_texts(paths: tuple[Path, ...], published: str | None) -> dict[str, str]:
    """Read the texts of articles, by their digest; what cannot be read is missed later."""
    from sayso.cli.source import check_paths
    from sayso.model.article import Article
    from sayso.read.reader import read_paths

    check_paths(paths)
    found = read_paths(paths, assumed_published=published)
    return {article.sha256: article.text for article in found if isinstance(article, Article)}


@click.command()
@takes_articles
@gives_rows
def faults(
    paths: tuple[Path, ...], db: Path | None, published: str | None, quiet: bool, as_json: bool, as_csv: bool
) -> int:
    """List what could not be read, or was read with a repair."""
    from sayso.cli.rows import Table, write_rows
    from sayso.cli.source import open_source

    shown = {"input": "input", "reason": "what is wrong", "hint": "what to do", "lost": "lost"}
    table = Table(columns=("input", "reason", "lost", "hint"), shown=shown, empty="Nothing went wrong.")
    with open_source(paths, db, published=published, quiet=quiet, may_be_empty=True) as (store, _):
        found = store.view().faults()
    rows = [{"input": f.input, "reason": f.reason, "lost": f.lost, "hint": f.hint} for f in found]
    write_rows(table, rows, as_json=as_json, as_csv=as_csv)
    return 0


@click.command()
def schema() -> int:
    """Print the JSON Schema that every JSON report obeys."""
    import json

    from sayso.cli.terminal import write_out
    from sayso.report.to_json import report_schema

    write_out((json.dumps(report_schema(), indent=2, ensure_ascii=False) + "\n").encode("utf-8"))
    return 0
