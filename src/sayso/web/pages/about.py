"""Faults of the runs, settings, and the door where the token is asked for.

Invariant: what is shown of the machine is the case's own path and what made its contents; no token is ever shown.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from sayso.web.desk import Desk
from sayso.web.paging import turn_to
from sayso.web.render import render
from sayso.web.security import ENTER, MOST_BYTES, MOST_FILES, holds_token, set_cookie

router = APIRouter()


@router.get("/faults")
def show_faults(request: Request, every: bool = False, page: int = 1) -> Response:
    """Show what could not be read, or was read with a repair: in the last run, or ever."""
    desk: Desk = request.app.state.desk
    view = desk.store.view()
    runs = view.runs()
    faults = view.faults() if every or not runs else view.faults(runs[-1].id)
    turned = turn_to(page, size=100, n_total=len(faults), path="/faults", every="1" if every else None)
    shown = faults[turned.start : turned.start + turned.size]
    return render(
        request, "faults.html", faults=shown, every=every or not runs, run=runs[-1] if runs else None, page=turned
    )


@router.get("/settings")
def show_settings(request: Request) -> Response:
    """Show what made the case, and what is allowed here."""
    desk: Desk = request.app.state.desk
    with desk.look() as lookup:
        counts, made_by = lookup.counts(), lookup.made_by()
    return render(
        request,
        "settings.html",
        path=desk.path.absolute(),
        counts=counts,
        made_by=made_by,
        address=desk.address,
        read_only=desk.store.read_only,
        most_mib=MOST_BYTES // 2**20,
        most_files=MOST_FILES,
    )


@router.get(ENTER)
def ask_token(request: Request) -> Response:
    """Ask for the token."""
    return render(request, "enter.html", wrong=False)


@router.post(ENTER)
async def take_token(request: Request) -> Response:
    """Let in who knows the token."""
    desk: Desk = request.app.state.desk
    form = await request.form()
    if not holds_token(desk.address, form.get("token")):
        return render(request, "enter.html", status=403, wrong=True)
    answer = RedirectResponse("/", 303)
    answer.headers.append("Set-Cookie", set_cookie(desk.address, request.state.session.cookie))
    return answer
