"""The arguments and options that several commands share, each worded once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

any_path = click.Path(path_type=Path, readable=False)  # whether it can be read, the reader finds out, and tells

paths_argument = click.argument("paths", nargs=-1, type=any_path, metavar="[PATH]...")
db_option = click.option(
    "--db",
    type=any_path,
    metavar="FILE",
    help="The case; else SAYSO_DB, else one in your data folder.",
)
published_option = click.option(
    "--published", metavar="DATE", help="When articles that state no date were published, as 2022-02-16."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes to work in; else one a core for more than 64 articles.",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="No progress bars.")
addresses_option = click.option(
    "--addresses",
    "lists",
    multiple=True,
    type=any_path,
    metavar="FILE",
    help="A list of web addresses: text, CSV or OPML; may be given several times.",
)
delay_option = click.option(
    "--delay",
    type=click.FloatRange(min=0.2, max=3600),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Between two requests to one host, if it does not ask for more.",
)
allow_private_option = click.option(
    "--allow-private", is_flag=True, help="Ask addresses on this machine and in private networks too."
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
csv_option = click.option("--csv", "as_csv", is_flag=True, help="CSV, as spreadsheets read it.")


def takes_articles(command: Command) -> Command:
    """Let a command look at paths, read in memory, or without any at the case."""
    for part in (quiet_option, published_option, db_option, paths_argument):
        command = part(command)
    return command


def gives_rows(command: Command) -> Command:
    """Let a command say in which form it wants its rows."""
    return json_option(csv_option(command))
