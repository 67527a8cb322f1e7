"""`sayso quotes`, `figures`, `copies` and `articles`: tables of what the articles hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import gives_rows, takes_articles

if TYPE_CHECKING:
    from sayso.model.article import Article
    from sayso.model.dossier import Dossier
    from sayso.store.store import CitedFigure, CitedQuote

Row = dict[str, Any]


@click.command()
@takes_articles
@click.option("--speaker", metavar="NAME", help="Only this speaker: any of the names used, or a part of one.")
@gives_rows
def quotes(
    paths: tuple[Path, ...],
    db: Path | None,
    published: str | None,
    quiet: bool,
    speaker: str | None,
    as_json: bool,
    as_csv: bool,
) -> int:
    """List who said what: every attribution, with its exact words."""
    from sayso.cli.rows import Table, write_rows
    from sayso.cli.source import list_faults, open_source, relate_source
    from sayso.cli.terminal import tell

    columns = (
        *("id", "article", "article_name", "published_at", "speaker", "speaker_as_named", "form", "basis"),
        *("content", "exact", "source", "cue", "confidence"),
    )
    shown = {"speaker": "speaker", "exact": "words", "basis": "basis", "article_name": "article"}
    table = Table(columns=columns, shown=shown, empty="Nobody is quoted in these articles.")
    with open_source(paths, db, published=published, quiet=quiet) as (store, faults):
        dossier, more_faults = relate_source(store, quiet=quiet)
        found = list(store.view().quotes(speaker))
        if speaker is not None and not found:
            tell(f"Nobody called {speaker!r} speaks here. {_speakers_of(dossier)}")
        else:
            texts = {annotated.article.id: annotated.article.text for annotated in dossier.articles}
            write_rows(table, [_quote_row(quote, texts) for quote in found], as_json=as_json, as_csv=as_csv)
    return list_faults(faults + more_faults, paths)


@click.command()
@takes_articles
@gives_rows
def figures(
    paths: tuple[Path, ...], db: Path | None, published: str | None, quiet: bool, as_json: bool, as_csv: bool
) -> int:
    """List every figure, with what it counts and whose number it is."""
    from sayso.cli.rows import Table, write_rows
    from sayso.cli.source import list_faults, open_source, relate_source

    columns = (
        *("id", "article", "article_name", "published_at", "span", "exact", "value", "value_to", "unit", "bound"),
        *("measured", "as_of", "according_to", "attribution"),
    )
    shown = {"exact": "figure", "bound": "bound", "value": "value", "value_to": "to", "unit": "unit"}
    shown |= {"according_to": "according to", "article_name": "article"}
    table = Table(columns=columns, shown=shown, empty="There is no figure in these articles.")
    with open_source(paths, db, published=published, quiet=quiet) as (store, faults):
        _, more_faults = relate_source(store, quiet=quiet)
        write_rows(table, map(_figure_row, store.view().figures()), as_json=as_json, as_csv=as_csv)
    return list_faults(faults + more_faults, paths)


@click.command()
@takes_articles
@gives_rows
def copies(
    paths: tuple[Path, ...], db: Path | None, published: str | None, quiet: bool, as_json: bool, as_csv: bool
) -> int:
    """List which articles share text, how much of it, and on what ground one is taken to have copied."""
    from sayso.cli.rows import Table, write_rows
    from sayso.cli.source import list_faults, open_source, relate_source

    columns = (
        "from",
        "from_name",
        "to",
        "to_name",
        "share",
        "verbatim",
        "manner",
        "direction",
        "credit",
        "passages",
        "exact",
    )
    shown = {"to_name": "article", "share": "shares", "from_name": "with", "direction": "direction", "exact": "words"}
    empty = "No article here shares text with another."
    table = Table(columns=columns, shown=shown, empty=empty, opened={"exact"})
    with open_source(paths, db, published=published, quiet=quiet) as (store, faults):
        dossier, more_faults = relate_source(store, quiet=quiet)
        write_rows(table, _copy_rows(dossier), as_json=as_json, as_csv=as_csv)
    return list_faults(faults + more_faults, paths)


@click.command()
@takes_articles
@gives_rows
def articles(
    paths: tuple[Path, ...], db: Path | None, published: str | None, quiet: bool, as_json: bool, as_csv: bool
) -> int:
    """List the articles, with what was found in each."""
    from sayso.cli.rows import Table, write_rows
    from sayso.cli.source import list_faults, open_source

    columns = (
        *("id", "external_id", "path", "url", "title", "title_span", "publisher", "published_at", "n_characters"),
        "replaced",
    )
    shown = {"id": "id", "published_at": "published", "publisher": "publisher", "title": "title", "path": "path"}
    table = Table(columns=columns, shown=shown, empty="The case holds no article: `sayso read PATH` adds some.")
    with open_source(paths, db, published=published, quiet=quiet) as (store, faults):
        view = store.view()
        replaced = view.replaced()
        rows = (_article_row(article, article.id in replaced) for article in view.articles())
        write_rows(table, rows, as_json=as_json, as_csv=as_csv)
    return list_faults(faults, paths)


def _quote_row(quote: CitedQuote, texts: dict[str, str]) -> Row:
    attribution, text = quote.attribution, texts[quote.article_id]
    return {
        "id": attribution.id,
        "article": quote.article_id,
        "article_name": quote.article,
        "published_at": quote.published_at,
        "speaker": quote.speaker,
        "speaker_as_named": attribution.speaker and attribution.speaker.name,
        "form": attribution.form.value,
        "basis": attribution.basis.value,
        "content": list(attribution.content),
        "exact": [span.cut(text) for span in attribution.content],
        "source": attribution.source and attribution.source.cut(text),
        "cue": attribution.cue and attribution.cue.cut(text),
        "confidence": attribution.confidence,
    }


def _figure_row(cited: CitedFigure) -> Row:
    figure = cited.figure
    return {
        "id": figure.id,
        "article": cited.article_id,
        "article_name": cited.article,
        "published_at": cited.published_at,
        "span": figure.span,
        "exact": cited.text,
        "value": _number(figure.value),
        "value_to": _number(figure.value_to),
        "unit": figure.unit,
        "bound": figure.bound.value,
        "measured": cited.measured,
        "as_of": figure.as_of,
        "according_to": figure.according_to,
        "attribution": figure.attribution,
    }


def _copy_rows(dossier: Dossier) -> Iterator[Row]:
    by_id = {annotated.article.id: annotated.article for annotated in dossier.articles}
    for copy in dossier.relations.copies:
        source, target = by_id[copy.source], by_id[copy.target]
        yield {
            "from": source.id,
            "from_name": source.name,
            "to": target.id,
            "to_name": target.name,
            "share": round(copy.share, 3),
            "verbatim": copy.verbatim,
            "manner": copy.manner.value,
            "direction": copy.direction.value,
            "credit": copy.credit and copy.credit.cut(target.text),
            "passages": [[passage.source, passage.target] for passage in copy.passages],
            "exact": [passage.target.cut(target.text) for passage in copy.passages],
        }


def _article_row(article: Article, is_replaced: bool) -> Row:
    return {
        "id": article.id,
        "external_id": article.external_id,
        "path": article.path,
        "url": article.url,
        "title": article.title,
        "title_span": article.title_span,
        "publisher": article.publisher,
        "published_at": article.published_at,
        "n_characters": len(article.text),
        "replaced": is_replaced,
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def _speakers_of(dossier: Dossier) -> str:
    counts: dict[str, int] = {}
    for entity_id in dossier.relations.speakers.values():
        counts[entity_id] = counts.get(entity_id, 0) + 1
    names = {entity.id: entity.name for entity in dossier.relations.entities}
    ranked = sorted((-n, names[entity_id]) for entity_id, n in counts.items() if entity_id in names)
    if not ranked:
        return "No speaker is known in these articles."
    shown = ", ".join(f"{name} ({-n})" for n, name in ranked[:20])
    return f"These do: {shown}{f' and {len(ranked) - 20} more' if len(ranked) > 20 else ''}."
