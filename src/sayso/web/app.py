"""The app: one case, its pages, and the guard before them. `/api/v1` is mounted beside the pages.

Invariant: every route that changes anything takes a form that this session was given; every error is a page that says
what is wrong and what to do, and no page shows where in our code it happened.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from sayso.config import read_clock
from sayso.errors import SaysoError, StoreError, UsageError
from sayso.store.sqlite import SqliteStore
from sayso.version import VERSION
from sayso.web.api import ROOT, make_api, tell_http
from sayso.web.assets import send_asset
from sayso.web.desk import Desk, NotThereError
from sayso.web.pages import about, adding, article, case, compare, exporting, judging, note, search, speaker, story
from sayso.web.render import render
from sayso.web.security import Address, Guard, RefusedError, check_form
from sayso.web.work import Work

PAGES = (case, story, speaker, article, compare, search, adding, judging, note, exporting, about)


def make_app(
    store: SqliteStore, address: Address, *, clock: Callable[[], str] = read_clock, work: Work | None = None
) -> ASGIApp:
    """Make the app that serves an open case at an address. Closing the app closes the case.

    ``clock`` tells the time as an instant in UTC, ISO 8601. ``work`` is the queue of tasks; a test gives its own.
    """
    desk = Desk(store, address, clock, work)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(title="sayso", version=VERSION, docs_url=None, redoc_url=None, openapi_url=None, lifespan=living)
    app.state.desk = desk
    for page in PAGES:
        app.include_router(page.router, dependencies=[Depends(check_form)], include_in_schema=False)
    app.add_api_route("/static/{name}", _send, include_in_schema=False)
    app.mount(ROOT, make_api(desk))
    for kind, status in _STATUSES.items():
        app.add_exception_handler(kind, _explain(status))
    app.add_exception_handler(HTTPException, _tell_http)
    app.add_exception_handler(RefusedError, _tell_refused)
    app.add_exception_handler(RequestValidationError, _explain(422))
    app.add_exception_handler(Exception, _explain(500))
    return Guard(app, address)


_STATUSES: dict[type[Exception], int] = {
    NotThereError: 404,
    UsageError: 400,
    StoreError: 503,
    SaysoError: 500,
}


def _send(request: Request, name: str) -> Response:
    answer = send_asset(name, request)
    if answer is None:
        raise NotThereError(f"there is no file {name!r}")
    return answer


def _explain(status: int) -> Callable[[Request, Exception], Response]:
    """Make what turns an error into a page."""

    def explain(request: Request, error: Exception) -> Response:
        known = isinstance(error, (SaysoError, NotThereError))
        reason = str(error) if known else "the address cannot be read" if status == 422 else type(error).__name__
        return render(request, "error.html", status=status, code=status, reason=reason)

    return explain


def _tell_http(request: Request, error: Exception) -> Response:
    if request.scope["path"].startswith(f"{ROOT}/"):  # one with a line break in it, which no mount takes
        return tell_http(request, error)
    code = error.status_code if isinstance(error, HTTPException) else 500
    reason = "there is no such page" if code == 404 else "this cannot be done here"
    return render(request, "error.html", status=code, code=code, reason=reason)


def _tell_refused(request: Request, error: Exception) -> Response:
    code = error.status if isinstance(error, RefusedError) else 403
    return render(request, "error.html", status=code, code=code, reason=str(error))
