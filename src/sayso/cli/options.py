"""The arguments and options that several commands share, each worded once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

Command = TypeVar("Command", bound=Callable[..., Any])

RULES_ALONE = "sayso.rules"  # under this key a command's context says whether rules alone are to annotate

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
rules_option = click.option(
    "--rules",
    is_flag=True,
    expose_value=False,
    callback=lambda context, _, asked: context.meta.update({RULES_ALONE: asked}),
    help="Annotate by rules alone, without the encoder: faster, and finds less.",
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
SELECTING = (
    click.option(
        "--language", "languages", multiple=True, metavar="CODE", help="Only articles in this language, as en."
    ),
    click.option("--since", metavar="DATE", help="Only articles published (else captured) on this day or later."),
    click.option("--until", metavar="DATE", help="Only articles published (else captured) on this day or earlier."),
    click.option("--host", "hosts", multiple=True, metavar="NAME", help="Only pages of this host and its subdomains."),
    click.option("--match", metavar="PATTERN", help="Only articles whose title, address or text a pattern fits."),
)
_SINCE = click.option(
    "--since",
    metavar="DATE|RUN",
    help="Of a case: say what is new since a run or a time. Of files: only articles published on this day or later.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
csv_option = click.option("--csv", "as_csv", is_flag=True, help="CSV, as spreadsheets read it.")


class InOrder(click.Group):
    """Lists commands as they were added, in the order in which a newcomer needs them, each with its whole sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Give the commands' names."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands; what does not fit a line goes on in the next, and is not cut off."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.get_short_help_str(limit=300)) for name, each in self.commands.items()])


def takes_articles(command: Command) -> Command:
    """Let a command look at paths, read in memory, or without any at the case."""
    for part in (quiet_option, rules_option, published_option, db_option, paths_argument):
        command = part(command)
    return command


def takes_selection(command: Command) -> Command:
    """Let a command be told which of the articles it reads are wanted, as the argument ``selection``."""

    @wraps(command)
    def selecting(*, languages: Any, hosts: Any, since: Any, until: Any, match: Any, **others: Any) -> Any:
        from sayso.read.selection import make_selection

        selection = make_selection(languages=languages, hosts=hosts, since=since, until=until, match=match)
        return command(selection=selection, **others)

    for part in reversed(SELECTING):
        selecting = part(selecting)
    return cast(Command, selecting)


def takes_selection_or_since(command: Command) -> Command:
    """Select among files, as `takes_selection`; of a case, ``--since`` asks what is new (argument ``since``)."""

    @wraps(command)
    def choosing(*, paths: Any, languages: Any, hosts: Any, since: Any, until: Any, match: Any, **others: Any) -> Any:
        from sayso.read.selection import make_selection

        of_files = since if paths else None
        selection = make_selection(languages=languages, hosts=hosts, since=of_files, until=until, match=match)
        return command(paths=paths, selection=selection, since=None if paths else since, **others)

    for part in reversed(SELECTING):
        choosing = (_SINCE if part is SELECTING[1] else part)(choosing)
    return cast(Command, choosing)


def gives_rows(command: Command) -> Command:
    """Let a command say in which form it wants its rows."""
    return json_option(csv_option(command))
