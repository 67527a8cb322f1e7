"""An article: its text with its layers, what is known of the words one points at, and the saved page as text.

Invariant: the text shown is the article's, to the letter; a saved page is shown as its source, and never runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fastapi import APIRouter, Request, Response

from sayso.gather.versions import NewVersion, compare_versions
from sayso.model.annotation import AnnotatedArticle
from sayso.model.source_map import locate_in_source
from sayso.model.span import Span
from sayso.model.versions import Version
from sayso.report.highlight import Mark, highlight
from sayso.report.page.figures import quantities_of
from sayso.report.page.pile import Pile
from sayso.report.page.texts import text_of
from sayso.store.lookups import Lookup
from sayso.store.parts import Wanted
from sayso.store.store import View
from sayso.web.desk import Desk
from sayso.web.explaining import explain, names_in
from sayso.web.links import AcrossPages, read_span, to_article
from sayso.web.render import render
from sayso.web.saved import read_saved

MOST = 60  # relations of each kind that are read with an article
MOST_VERSIONS = 12  # the latest readings of an article; `sayso versions` lists all
MOST_CHANGES = 8  # shown of a version
N_HUES_RANKED = 12

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An article as a page works with it."""

    pile: Pile
    annotated: AnnotatedArticle
    story: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What an article was changed to: ``words`` are the first of its changes, before and after."""

    version: NewVersion
    words: Sequence[tuple[str | None, str | None]]


def open_article(lookup: Lookup, id_: str) -> Opened:
    """Read an article with what touches it."""
    touching = lookup.touching(article=id_)
    story = lookup.story_of(id_)
    wanted = Wanted(
        articles=(id_,),
        families=touching["quote_families"][:MOST],
        quantities=touching["quantities"][:MOST],
        flags=touching["flags"][:MOST],
        copies=lookup.copies(article=id_)[:MOST],
    )
    ranked = [speaker.id for speaker, _ in lookup.speakers_of(story, N_HUES_RANKED)] if story else []
    pile = Pile.of(lookup.part(wanted), AcrossPages(story), ranked)
    return Opened(pile=pile, annotated=pile.dossier.articles[pile.numbers[id_] - 1], story=story)


@router.get("/articles/{ref}")
def show_article(request: Request, ref: str, at: str | None = None) -> Response:
    """Show an article; ``at`` is a span of it, which is marked and explained."""
    desk: Desk = request.app.state.desk
    id_ = desk.article_id(ref)
    with desk.look() as lookup:
        opened = open_article(lookup, id_)
        span = read_span(at, len(opened.annotated.article.text))
        sums = quantities_of(opened.pile)
        explained = explain(opened.pile, opened.annotated, span) if span else []
        read = lookup.versions_of(id_)
        last = {version.locator: version.article_id for version in read}.values()
        copies = opened.pile.dossier.relations.copies
        alike = sorted(
            {copy.source if copy.target == id_ else copy.target for copy in copies if id_ in (copy.source, copy.target)}
        )
        text = text_of(
            opened.pile,
            id_,
            {figure: sum_.id for sum_ in sums for figure in sum_.figures},
            [Mark(span=span, classes="here", id="at")] if span else (),
        )
        return render(
            request,
            "article.html",
            t=text,
            pile=opened.pile,
            story=lookup.story(opened.story) if opened.story else None,
            alike=lookup.articles_named(alike[:20]),
            changes=_changes_of(desk.store.view(), read),
            latest=sorted(last) if id_ not in last else [],
            at=span,
            explained=explained,
            names_here=names_in(opened.annotated),
            back=to_article(id_, span) if span else to_article(id_),
        )


def _changes_of(view: View, read: Sequence[Version]) -> list[Changed]:
    """Give what changed between the versions of an article, the latest change first."""
    found = []
    for earlier, later in pairwise(read[-MOST_VERSIONS:]):
        if earlier.locator == later.locator and earlier.article_id != later.article_id:
            version = compare_versions(view, earlier, later)
            texts = version.before.text, version.after.text
            words = [
                (change.before and change.before.cut(texts[0]), change.after and change.after.cut(texts[1]))
                for change in version.changes[:MOST_CHANGES]
            ]
            found.append(Changed(version=version, words=words))
    return found[::-1]


@router.get("/articles/{ref}/explain")
def explain_place(request: Request, ref: str, at: str) -> Response:
    """Explain a place of an article: the part of its page beside the text."""
    desk: Desk = request.app.state.desk
    id_ = desk.article_id(ref)
    with desk.look() as lookup:
        opened = open_article(lookup, id_)
        span = read_span(at, len(opened.annotated.article.text))
        return render(
            request,
            "explained.html",
            article=opened.annotated.article,
            pile=opened.pile,
            at=span,
            explained=explain(opened.pile, opened.annotated, span) if span else [],
            names_here=names_in(opened.annotated),
            back=to_article(id_, span) if span else to_article(id_),
        )


@router.get("/articles/{ref}/saved")
def show_saved(request: Request, ref: str, at: str | None = None) -> Response:
    """Show the saved page that an article was cut from, as text, with the article's words marked in it."""
    desk: Desk = request.app.state.desk
    view = desk.store.view()
    article = view.article(desk.article_id(ref))
    saved = read_saved(view, article)
    html = None
    if saved is not None:
        runs = locate_in_source(article.source_map, Span(0, len(article.text))) if article.text else ()
        marks = [Mark(span=span, classes="c") for span in runs if span.end <= len(saved.text)]
        span = read_span(at, len(article.text))
        here = locate_in_source(article.source_map, span)[:1] if span else ()
        marks += [Mark(span=each, classes="here", id="at") for each in here if each.end <= len(saved.text)]
        html = highlight(saved.text, marks)
    return render(request, "saved.html", article=article, saved=saved, html=html)
