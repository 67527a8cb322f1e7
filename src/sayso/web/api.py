"""The case as data, under ``/api/v1``: to be read, by stretches, each record as the report's schema has it.

Invariant: every answer is one that the description at ``/api/v1/openapi.json`` names; an error is a problem (RFC 9457);
the same case gives the same bytes, so an answer carries an ``ETag`` and is not sent twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

from sayso.codec import to_json_bytes
from sayso.errors import SaysoError, StoreError
from sayso.report.to_json import report_schema
from sayso.store.finding import Wish
from sayso.version import VERSION
from sayso.web.desk import Desk, NotThereError
from sayso.web.links import with_query
from sayso.web.records import KINDS, UNNAMED, Json, find_records, list_records, read_records

ROOT = "/api/v1"
MOST = 200  # records in an answer
Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many records.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many records to pass over.")]
Id = Annotated[str | None, Query(min_length=1, max_length=200)]
Day = Annotated[str | None, Query(pattern=r"^\d{4}-\d\d-\d\d$", description="A day, ISO 8601.")]

PROBLEM: Json = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
_PROBLEM = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}}
_ETAG = {"ETag": {"schema": {"type": "string"}}}


def _answers(schema: Json, *, described: str, missing: bool = False) -> dict[int | str, dict[str, Any]]:
    answers: dict[int | str, dict[str, Any]] = {
        200: {"description": described, "headers": _ETAG, "content": {"application/json": {"schema": schema}}},
        304: {"description": "As it was: `If-None-Match` names it.", "headers": _ETAG},
        422: {"description": "A value that is not one of those it can be.", **_PROBLEM},
        503: {"description": "The case cannot be read now.", **_PROBLEM},
    }
    return answers | ({404: {"description": "The case does not hold it.", **_PROBLEM}} if missing else {})


def _list_of(type_: str) -> dict[int | str, dict[str, Any]]:
    whole = {"type": "integer", "minimum": 0}
    schema = {
        "type": "object",
        "required": ["items", "n_total", "offset"],
        "properties": {
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{type_}"}},
            "n_total": whole,
            "offset": whole,
        },
    }
    return _answers(schema, described="A stretch of the list; `Link` leads to those before and after.")


def make_api(desk: Desk) -> FastAPI:
    """Make the app that is mounted at `ROOT`."""
    api = FastAPI(title="sayso", version=VERSION, docs_url=None, redoc_url=None, openapi_url=None)
    api.state.desk = desk
    _add_lists(api)
    for name in KINDS:
        if name not in UNNAMED:
            api.add_api_route(
                f"/{name}/{{id}}",
                _one(name),
                operation_id=f"one_of_{name}",
                response_class=Response,
                responses=_answers({"$ref": f"#/components/schemas/{KINDS[name][2]}"}, described="It.", missing=True),
            )
    api.add_exception_handler(RequestValidationError, _tell_invalid)
    api.add_exception_handler(HTTPException, tell_http)
    api.add_exception_handler(NotThereError, _problem(404))
    api.add_exception_handler(StoreError, _problem(503))
    api.add_exception_handler(SaysoError, _problem(500))
    description = describe(api)

    def tell(request: Request) -> Response:
        return _send(request, description)

    api.add_api_route("/openapi.json", tell, response_class=Response, include_in_schema=False)
    return api


def describe(api: FastAPI) -> Json:
    """Describe the API as OpenAPI 3.1, with the report's own schema of each record."""
    told = get_openapi(title="sayso", version=VERSION, routes=api.routes, servers=[{"url": ROOT}])
    definitions = json.dumps(report_schema()["$defs"]).replace("#/$defs/", "#/components/schemas/")
    told.setdefault("components", {})["schemas"] = {**json.loads(definitions), "problem": PROBLEM}
    return told


def _add_lists(api: FastAPI) -> None:
    def add(name: str, answer: Callable[..., Response], type_: str) -> None:
        api.add_api_route(
            f"/{name}", answer, operation_id=f"list_{name}", response_class=Response, responses=_list_of(type_)
        )

    def articles(
        request: Request,
        limit: Limit = 50,
        offset: Offset = 0,
        outlet: Id = None,
        story: Id = None,
        since: Day = None,
        until: Day = None,
    ) -> Response:
        """List articles, by publication."""
        return _list(request, "articles", limit, offset, outlet=outlet, story=story, since=since, until=until)

    def stories(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
        """List stories: the articles on one event."""
        return _list(request, "stories", limit, offset)

    def speakers(request: Request, limit: Limit = 50, offset: Offset = 0, name: Id = None) -> Response:
        """List people and bodies; with ``name``, those whose name holds it. Mentions are left to the articles."""
        return _list(request, "speakers", limit, offset, name=name)

    def attributions(
        request: Request,
        limit: Limit = 50,
        offset: Offset = 0,
        article: Id = None,
        story: Id = None,
        speaker: Id = None,
        form: Id = None,
        family: Id = None,
    ) -> Response:
        """List who said what, in the order of the texts."""
        narrowed = {"article": article, "story": story, "speaker": speaker, "form": form, "family": family}
        return _list(request, "attributions", limit, offset, **narrowed)

    def figures(
        request: Request,
        limit: Limit = 50,
        offset: Offset = 0,
        article: Id = None,
        story: Id = None,
        quantity: Id = None,
    ) -> Response:
        """List figures, in the order of the texts."""
        return _list(request, "figures", limit, offset, article=article, story=story, quantity=quantity)

    def families(
        request: Request, limit: Limit = 50, offset: Offset = 0, article: Id = None, speaker: Id = None
    ) -> Response:
        """List utterances with their wordings."""
        return _list(request, "families", limit, offset, article=article, speaker=speaker)

    def flags(request: Request, limit: Limit = 50, offset: Offset = 0, article: Id = None, kind: Id = None) -> Response:
        """List what a careful reader would stop at."""
        return _list(request, "flags", limit, offset, article=article, kind=kind)

    for answer in (articles, stories, speakers, attributions, figures, families, flags):
        add(answer.__name__, answer, KINDS[answer.__name__][2])
    for name in ("quantities", "claims", "copies", "timeline"):
        add(name, _by_article(name), KINDS[name][2])

    def search(
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=500)],
        limit: Limit = 20,
        offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
        speaker: Id = None,
        outlet: Id = None,
        since: Day = None,
        until: Day = None,
    ) -> Response:
        """Find what was said by its words: ``"exact phrase"`` and ``begin*`` too; best first."""
        desk: Desk = request.app.state.desk
        wish = Wish(words=q, speaker=speaker, outlet=outlet, since=since, until=until, n=limit, start=offset)
        with desk.look() as lookup:
            items, n_total = find_records(lookup, wish)
        values = {"q": q, "speaker": speaker, "outlet": outlet, "since": since, "until": until}
        return _stretch(request, "search", items, n_total, limit, offset, values)

    add("search", search, "attribution")


def _by_article(name: str) -> Callable[..., Response]:
    def answer(request: Request, limit: Limit = 50, offset: Offset = 0, article: Id = None) -> Response:
        return _list(request, name, limit, offset, article=article)

    answer.__doc__ = f"List {name}; with ``article``, those that touch it."
    return answer


def _one(name: str) -> Callable[..., Response]:
    def answer(request: Request, id: Annotated[str, Path(min_length=1, max_length=200)]) -> Response:  # noqa: A002
        desk: Desk = request.app.state.desk
        with desk.look() as lookup:
            items = read_records(lookup, name, [id])
        if not items:
            raise NotThereError(f"the case holds none of its {name} under {id!r}")
        return _send(request, items[0])

    answer.__doc__ = f"Give one of the {name}, by its id."
    return answer


def _list(request: Request, name: str, limit: int, offset: int, /, **narrowed: str | None) -> Response:
    desk: Desk = request.app.state.desk
    with desk.look() as lookup:
        items, n_total = list_records(lookup, name, limit, offset, narrowed)
    return _stretch(request, name, items, n_total, limit, offset, narrowed)


def _stretch(
    request: Request,
    name: str,
    items: list[Json],
    n_total: int,
    limit: int,
    offset: int,
    values: Mapping[str, str | None],
) -> Response:
    def at(start: int) -> str:
        return with_query(f"{ROOT}/{name}", {**values, "limit": limit, "offset": start})

    links = [f'<{at(offset + limit)}>; rel="next"'] if offset + limit < n_total else []
    links += [f'<{at(max(0, offset - limit))}>; rel="prev"'] if offset else []
    answer = _send(request, {"items": items, "n_total": n_total, "offset": offset})
    if links:
        answer.headers["Link"] = ", ".join(links)
    return answer


def _send(request: Request, value: object) -> Response:
    """Answer with JSON, or with 304 where the asker has it already."""
    body = to_json_bytes(value)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    known = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    if known & {etag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


_TITLES = {
    404: "Not Found",
    405: "Method Not Allowed",
    422: "Unprocessable Content",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


def _tell(status: int, detail: str) -> Response:
    problem = {"type": "about:blank", "title": _TITLES[status], "status": status, "detail": detail}
    return Response(to_json_bytes(problem), status, media_type="application/problem+json")


def _problem(status: int) -> Callable[[Request, Exception], Response]:
    return lambda _, error: _tell(status, str(error))


def _tell_invalid(_: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    return _tell(422, "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in faults))


def tell_http(_: Request, error: Exception) -> Response:
    """Answer an address or a method that is not known with a problem."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _tell(status, "there is no such address" if status == 404 else "only GET is known here")
