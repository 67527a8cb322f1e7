"""The commands, and the order in which `sayso --help` lists them."""

from __future__ import annotations

import click

from sayso.cli import (
    assisting,
    claiming,
    exporting,
    gathering,
    judging,
    looking,
    making,
    meeting,
    proving,
    serving,
    tables,
)
from sayso.cli.options import InOrder
from sayso.version import VERSION


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, message="sayso %(version)s")
def app() -> None:
    """Who said what, on whose say-so, span by span, across many news articles on one event.

    Give articles to a command (sayso report articles/), or read them into a case once (sayso read articles/)
    and look at that. A PATH is a file or a folder: text, saved pages, PDF, DOCX, mail,
    JSON lines, web archives and more.
    """


for command in (
    making.read,
    making.report,
    exporting.export,
    tables.quotes,
    tables.figures,
    claiming.claims,
    tables.copies,
    tables.articles,
    looking.search,
    looking.show,
    gathering.watch,
    meeting.meets,
    gathering.versions,
    gathering.fetches,
    judging.judge,
    serving.serve,
    assisting.mcp,
    proving.verify,
    proving.faults,
    proving.schema,
):
    app.add_command(command)
