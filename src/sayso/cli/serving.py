"""`sayso serve`: the case in a browser."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from sayso.cli.options import db_option
from sayso.cli.terminal import tell


@click.command()
@db_option
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Where to listen; 0: any.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="On another address than this machine's own a token is asked for.",
)
@click.option("--token", metavar="WORDS", help="The token to ask for; else a random one where one is needed.")
@click.option("--new", "is_new", is_flag=True, help="Begin an empty case where there is none yet.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def serve(db: Path | None, port: int, host: str, token: str | None, is_new: bool, no_browser: bool) -> int:
    """Show the case in a browser, and work in it: add articles, correct, search, compare. Stop with Ctrl-C.

    It is for this machine alone, and asks nothing of any other, but for the web addresses that you name in it.
    """
    from sayso.cli.source import open_case
    from sayso.web.serving import serve_case

    otherwise = "begin an empty one with --new and add articles in the browser"
    with open_case(db, create=is_new, otherwise=otherwise) as store, suppress(KeyboardInterrupt):  # the way to stop it
        serve_case(store, host=host, port=port, token=token, tell=tell, open_browser=not no_browser)
    tell("stopped")
    return 0
