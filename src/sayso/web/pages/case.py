"""The case: what came in, what is new, its stories.

Invariant: nothing here grows with the case but numbers.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from sayso.web.desk import Desk
from sayso.web.paging import turn_to
from sayso.web.render import render

N_STORIES, N_NEWEST, N_VOICES = 20, 12, 12

router = APIRouter()


@router.get("/")
def show_case(request: Request, page: int = 1) -> Response:
    """Show the case."""
    desk: Desk = request.app.state.desk
    view = desk.store.view()
    with desk.look() as lookup:
        counts = lookup.counts()
        turned = turn_to(page, size=N_STORIES, n_total=counts["stories"], path="/")
        return render(
            request,
            "case.html",
            counts=counts,
            stories=lookup.stories(N_STORIES, turned.start),
            page=turned,
            newest=lookup.newest(N_NEWEST),
            speakers=lookup.speakers(N_VOICES, only_named=True),
            runs=view.runs()[-1:],
            n_waiting=counts["articles"] - counts["annotated"],
        )


@router.get("/articles")
def list_newest(request: Request, page: int = 1) -> Response:
    """List the articles, the last that came in first."""
    desk: Desk = request.app.state.desk
    with desk.look() as lookup:
        turned = turn_to(page, size=50, n_total=lookup.counts()["articles"], path="/articles")
        return render(request, "listed.html", articles=lookup.newest(turned.size, turned.start), page=turned)
