"""The note: spans that a person collected, each with its citation, to copy as Markdown or to print.

Invariant: a line of the note is the words at a span and where they stand; nothing is added to them.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.responses import PlainTextResponse, RedirectResponse

from sayso.errors import UsageError
from sayso.report.page.pile import Cite, Pile, link_of
from sayso.report.page.words import say_date
from sayso.store.lookups import Lookup
from sayso.store.parts import Wanted
from sayso.web.desk import Desk
from sayso.web.links import AcrossPages, read_span
from sayso.web.pages.judging import way_back
from sayso.web.render import render

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the note. ``speaker`` is who said these words, if they lie within an attribution."""

    words: Cite
    article: str
    title: str | None
    outlet: str
    date: str
    url: str | None
    speaker: str | None


@router.get("/note")
def show_note(request: Request) -> Response:
    """Show the note."""
    desk: Desk = request.app.state.desk
    with desk.look() as lookup:
        entries, pile = _entries(lookup)
    return render(request, "note.html", entries=entries, pile=pile, markdown=to_markdown(entries))


@router.get("/note.md")
def give_markdown(request: Request) -> Response:
    """Give the note as Markdown."""
    desk: Desk = request.app.state.desk
    with desk.look() as lookup:
        entries, _ = _entries(lookup)
    headers = {"Content-Disposition": 'attachment; filename="note.md"'}
    return PlainTextResponse(to_markdown(entries), media_type="text/markdown; charset=utf-8", headers=headers)


@router.post("/note/add")
async def add_to_note(request: Request) -> Response:
    """Put words of an article into the note."""
    desk: Desk = request.app.state.desk
    form = await request.form()
    article = desk.store.view().article(desk.article_id(str(form.get("article") or "")))
    span = read_span(f"{form.get('start')}-{form.get('end')}", len(article.text))
    if span is None:
        raise UsageError("these words do not stand in the article")
    desk.store.note_span(article.id, span, desk.clock())
    return RedirectResponse(way_back(form), 303)


@router.post("/note/remove")
async def remove_from_note(request: Request) -> Response:
    """Take words out of the note."""
    desk: Desk = request.app.state.desk
    form = await request.form()
    span = read_span(f"{form.get('start')}-{form.get('end')}", 10**9)
    if span is not None:
        desk.store.unnote_span(str(form.get("article") or ""), span)
    return RedirectResponse("/note", 303)


def to_markdown(entries: list[Entry]) -> str:
    """Write the note: each span as a block quotation, with its citation under it."""
    return "\n".join(_line(entry) for entry in entries)


def _line(entry: Entry) -> str:
    words = "\n> ".join(_escape(entry.words.words).split("\n"))
    title = f", “{_escape(entry.title)}”" if entry.title else ""
    where = f"<{entry.url}>, " if entry.url and not any(c in entry.url for c in "<> \n") else ""
    who = f"{_escape(entry.speaker)}, in " if entry.speaker else ""
    place = f"{where}characters {entry.words.span.start}–{entry.words.span.end} of {entry.article}"
    return f"> {words}\n>\n> — {who}{_escape(entry.outlet)}{title}, {entry.date} ({place})\n"


def _escape(words: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in words)


def _entries(lookup: Lookup) -> tuple[list[Entry], Pile]:
    noted = lookup.noted()
    ids = {each.article for each in noted}
    pile = Pile.of(lookup.part(Wanted(articles=ids)), AcrossPages())
    entries = []
    for each in noted:
        n = pile.numbers[each.article]
        article = pile.article(n)
        holding = (
            attribution
            for attribution in pile.dossier.articles[n - 1].attributions
            if any(span.contains(each.span) for span in (*attribution.content, attribution.extent))
        )
        voices = [voice for attribution in holding if (voice := pile.voice(attribution))]
        entries.append(
            Entry(
                words=pile.cite(each.article, each.span),
                article=article.id,
                title=article.title,
                outlet=pile.label(n),
                date=say_date(article.published_at),
                url=link_of(article),
                speaker=voices[-1].entity.name if voices else None,
            )
        )
    return entries, pile
