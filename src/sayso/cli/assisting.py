"""`sayso mcp`: the case as tools for an assistant."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

import click

from sayso.cli.options import db_option, jobs_option
from sayso.cli.terminal import tell


@click.command()
@db_option
@jobs_option
def mcp(db: Path | None, jobs: int | None) -> int:
    """Answer an assistant's questions on the case, over standard input and output (Model Context Protocol).

    The assistant starts this command; it only looks, and asks nothing of the network. A case with articles that are not
    related yet is related first.
    """
    from sayso.cli.source import open_case, relate_source
    from sayso.web.tools import make_server

    with closing(open_case(db)) as store:
        server = make_server(store)
        with store.lookup() as lookup:
            counts = lookup.counts()
        if counts["articles"] and not counts["is_related"]:
            tell("relating the case first")
            relate_source(store, jobs=jobs, quiet=True)
        with suppress(KeyboardInterrupt):  # the way to stop it
            server.run("stdio")
    return 0
