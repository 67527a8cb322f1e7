"""The files that pages ask for: our style and script, and one vendored script. No others can be asked for.

Invariant: a file is found by its name in a table made at the start, never by a path; an address that holds the digest
of its file may be kept for ever.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

_FILES = {
    "page.css": ("sayso.report", "templates/page.css", "text/css; charset=utf-8"),
    "app.css": ("sayso.web", "static/app.css", "text/css; charset=utf-8"),
    "app.js": ("sayso.web", "static/app.js", "text/javascript; charset=utf-8"),
    "htmx.js": ("sayso.web", "static/vendor/htmx.min.js", "text/javascript; charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    data: bytes
    type: str
    digest: str


@cache
def read_asset(name: str) -> Asset | None:
    """Read one of the files; ``None`` if there is none of this name."""
    if name not in _FILES:
        return None
    package, path, type_ = _FILES[name]
    data = files(package).joinpath(path).read_bytes()
    return Asset(data, type_, hashlib.sha256(data).hexdigest()[:16])


def address_of(name: str) -> str:
    """Give the address of a file, which changes when the file does."""
    asset = read_asset(name)
    return f"/static/{name}" + (f"?v={asset.digest}" if asset else "")


def send_asset(name: str, request: Request) -> Response | None:
    """Answer a request for a file."""
    asset = read_asset(name)
    if asset is None:
        return None
    kept = "max-age=31536000, immutable" if request.query_params.get("v") == asset.digest else "no-cache"
    return Response(asset.data, media_type=asset.type, headers={"Cache-Control": kept, "ETag": f'"{asset.digest}"'})
