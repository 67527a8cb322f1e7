"""`sayso search` and `sayso show`: from a word to the articles, from an article to its marked text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import gives_rows, takes_articles
from sayso.cli.terminal import is_terminal, write_out

if TYPE_CHECKING:
    from sayso.model.article import Article
    from sayso.store.store import Hit, View

Row = dict[str, Any]


@click.command()
@click.argument("query", metavar="QUERY")
@takes_articles
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="At most so many articles and so many quotes.",
)
@gives_rows
def search(
    query: str,
    paths: tuple[Path, ...],
    db: Path | None,
    published: str | None,
    quiet: bool,
    limit: int,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Find articles and quotes that hold every word of QUERY.

    Case and accents do not matter; "exact phrases" and begin* work.
    """
    from sayso.cli.rows import Table, write_rows
    from sayso.cli.source import list_faults, open_source

    columns = ("kind", "article", "article_name", "published_at", "attribution", "span", "exact", "matches")
    shown = {"kind": "found in", "exact": "words", "article_name": "article", "published_at": "published"}
    table = Table(columns=columns, shown=shown, empty="Nothing was found.")
    with open_source(paths, db, published=published, quiet=quiet) as (store, faults):
        rows = list(_hit_rows(store.view(), query, limit))
    write_rows(table, rows, as_json=as_json, as_csv=as_csv)
    return list_faults(faults, paths)


@click.command()
@click.argument("ref", metavar="ARTICLE")
@takes_articles
def show(ref: str, paths: tuple[Path, ...], db: Path | None, published: str | None, quiet: bool) -> int:
    """Print an article with its spans marked: quotes, sources, cues, figures, times, furniture.

    ARTICLE is its id, the beginning of its id, its path or the end of it, its address or its external id.
    """
    from sayso.annotate.corrections import correct_article, group_corrections
    from sayso.cli.marking import draw_article, mark_article
    from sayso.cli.source import choose_asked, list_faults, open_source
    from sayso.pipeline import annotate_one

    with open_source(paths, db, published=published, quiet=quiet) as (store, faults):
        view = store.view()
        annotated = annotate_one(view.article(ref), choose_asked().layers)
        annotated = correct_article(annotated, group_corrections(view.judgements()))
    write_out(draw_article(annotated) if is_terminal(sys.stdout) else mark_article(annotated))
    return list_faults(faults, paths)


def _hit_rows(view: View, query: str, limit: int) -> Iterator[Row]:
    hits = view.search(query, limit)
    read: dict[str, Article] = {}
    for kind, found in (("quote", hits.quotes), ("article", hits.articles)):
        for hit in found:
            article = read.setdefault(hit.article_id, view.article(hit.article_id))
            yield _hit_row(kind, hit, article)


def _hit_row(kind: str, hit: Hit, article: Article) -> Row:
    return {
        "kind": kind,
        "article": article.id,
        "article_name": article.name,
        "published_at": article.published_at,
        "attribution": hit.attribution_id,
        "span": hit.span,
        "exact": hit.span.cut(article.text) if hit.span else article.title,
        "matches": list(hit.matches),
    }
