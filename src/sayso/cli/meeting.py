"""`sayso meets`: what new articles of a case meet, without relating the case anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import db_option, gives_rows, jobs_option, quiet_option, rules_option

if TYPE_CHECKING:
    from sayso.gather.meets import Meeting
    from sayso.store.store import View

Row = dict[str, Any]


@click.command()
@click.argument("refs", nargs=-1, metavar="[ARTICLE]...")
@db_option
@gives_rows
@jobs_option
@rules_option
@quiet_option
def meets(refs: tuple[str, ...], db: Path | None, as_json: bool, as_csv: bool, jobs: int | None, quiet: bool) -> int:
    """Tell what articles of the case copy, what copies them, and the story each is in.

    ARTICLE is its id, the beginning of its id, its path or the end of it, its address or its external id; without one,
    what the last run brought. The first time the whole case is taken in; from then on only what is new.
    """
    from sayso.cli.progress import watching
    from sayso.cli.rows import Table, write_rows
    from sayso.cli.source import choose_asked, open_case
    from sayso.engine.local import LocalEngine
    from sayso.gather.meets import list_last_read, meet_articles

    columns = (
        *("article", "article_name", "story", "story_title", "n_in_story"),
        *("other", "other_name", "is", "share", "manner", "direction"),
    )
    shown = {"article_name": "article", "story_title": "story", "n_in_story": "of", "is": "is", "other_name": "other"}
    shown |= {"share": "share", "manner": "manner", "direction": "direction"}
    table = Table(columns=columns, shown=shown, empty="The last run brought no article: name one.")
    with closing(open_case(db)) as store:
        view = store.view()
        ids = [view.article(ref).id for ref in refs] or list_last_read(store)
        with watching(quiet) as watch:
            met = meet_articles(store, ids, annotator=choose_asked(), engine=LocalEngine(jobs), watch=watch)
        write_rows(table, _rows(view, met), as_json=as_json, as_csv=as_csv)
    return 0


def _rows(view: View, met: tuple[Meeting, ...]) -> Iterator[Row]:
    """Give a row for each copy, or one for an article that has none."""
    for each in met:
        own: Row = {
            "article": each.article,
            "article_name": view.article(each.article).name,
            "story": each.story.id,
            "story_title": each.story.title,
            "n_in_story": len(each.story.articles),
        }
        for copy in each.copies:
            other = copy.source if copy.target == each.article else copy.target
            yield own | {
                "other": other,
                "other_name": view.article(other).name,
                "is": "target" if copy.target == each.article else "source",
                "share": round(copy.share, 3),
                "manner": copy.manner.value,
                "direction": copy.direction.value,
            }
        if not each.copies:
            yield own | dict.fromkeys(("other", "other_name", "is", "share", "manner", "direction"))
