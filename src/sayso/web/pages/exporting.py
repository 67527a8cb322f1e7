"""The case as files for other tools, to be downloaded.

Invariant: a file is what `sayso export` writes of the same case; one that is not related is not exported half.
"""

from __future__ import annotations

import io
import zipfile

from fastapi import APIRouter, Request, Response

from sayso.errors import UsageError
from sayso.gather.since import tell_news
from sayso.pipeline import read_dossier
from sayso.report.export import EXPORTS, export_as
from sayso.report.to_bundle import to_bundle
from sayso.web.desk import Desk, NotThereError
from sayso.web.render import render

router = APIRouter()

WHAT = {
    "html": "the report as one page that opens anywhere",
    "bundle": "report, texts, decisions and digests, to be checked elsewhere with sayso verify",
    "hashes": "the same without the articles' texts",
    "csv": "tables, for a spreadsheet",
    "xlsx": "the same tables as a workbook",
    "parquet": "the same tables, typed, for data frames",
    "datasette": "the same tables as a SQLite database",
    "json": "the report as one document",
    "jsonl": "a record a line",
    "webanno": "W3C Web Annotations",
    "schema.org": "JSON-LD of articles, quotations and claims",
    "ftm": "FollowTheMoney entities",
    "prov": "where everything came from, as PROV",
}
"""Each format and what it is, in the order in which they are wanted."""
NEWS = ("html", "json")
"""The formats that can tell what is new."""
_MADE_AT = (2000, 1, 1, 0, 0, 0)  # of every file in a zip: same case, same bytes


@router.get("/export")
def show_formats(request: Request) -> Response:
    """Show what the case can be taken out as."""
    desk: Desk = request.app.state.desk
    with desk.look() as lookup:
        counts = lookup.counts()
    return render(request, "export.html", formats=WHAT, counts=counts)


@router.get("/export/{to}")
def give_export(request: Request, to: str, since: str = "") -> Response:
    """Give the case in a format; a report also with what is new ``since`` a run, a date or an instant."""
    if to not in WHAT:
        raise NotThereError(f"there is no format {to!r}")
    desk: Desk = request.app.state.desk
    with desk.look() as lookup:
        made_by = lookup.made_by()
    dossier = read_dossier(desk.store.view(), made_by) if made_by else None
    if dossier is None:
        raise UsageError("the articles are to be related first: Settings, “Relate all articles anew”")
    if since and to in NEWS:
        dossier = tell_news(desk.store.view(), dossier, since)
    made = to_bundle(dossier, hashes_only=True) if to == "hashes" else export_as(dossier, to)
    name = EXPORTS["bundle" if to == "hashes" else to].output
    if isinstance(made, dict):
        made, name = _zipped(made), f"{name}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
    return Response(made, media_type="application/octet-stream", headers=headers)


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _MADE_AT), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()
