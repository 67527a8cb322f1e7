"""Adding articles: files dropped, a text pasted, addresses named. What comes of it is told as it is done.

Invariant: an upload is written under a folder of its own, by a name without a path; what cannot be read is a fault, and
nothing else is lost.
"""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from pathlib import Path, PurePosixPath

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse

from sayso.errors import UsageError
from sayso.read.addresses import is_address
from sayso.read.dates import parse_stated
from sayso.revisions import KnownBy
from sayso.web.desk import Desk
from sayso.web.render import render
from sayso.web.security import RefusedError
from sayso.web.work import ADDED, Task

MOST_ADDRESSES = 200
LONGEST_NAME = 120

router = APIRouter()


@router.get("/add")
def show_adding(request: Request) -> Response:
    """Show the three ways to add articles."""
    desk: Desk = request.app.state.desk
    return render(request, "add.html", read_only=desk.store.read_only)


@router.get("/work")
def show_work(request: Request) -> Response:
    """Show how far the work is: a part of any page."""
    return render(request, "work.html")


@router.post("/add/files")
async def add_files(request: Request) -> Response:
    """Read uploaded files."""
    form = await request.form()
    uploads = [item for item in form.getlist("files") if isinstance(item, UploadFile) and item.filename]
    if not uploads:
        raise UsageError("no file was chosen")
    published = read_day(form)  # before there is a folder that a refusal would leave behind
    folder = _make_folder()
    taken: set[str] = set()
    for upload in uploads:
        name = safe_name(upload.filename or "", taken)
        with (folder / ADDED / name).open("wb") as file:
            shutil.copyfileobj(upload.file, file)
    return _begin(request, Task(kind="read", folder=folder, published=published))


@router.post("/add/text")
async def add_text(request: Request) -> Response:
    """Read a pasted text."""
    form = await request.form()
    text = str(form.get("text") or "")
    if not text.strip():
        raise UsageError("no text was pasted")
    published = read_day(form)
    folder = _make_folder()
    given = str(form.get("name") or "").strip()
    name = safe_name(given or "pasted", set())
    (folder / ADDED / f"{PurePosixPath(name).stem}.txt").write_text(text, "utf-8", errors="replace", newline="")
    known_by = KnownBy.NAME if given else KnownBy.NOTHING  # two texts without a name are two texts
    return _begin(request, Task(kind="read", folder=folder, published=published, known_by=known_by))


@router.post("/add/addresses")
async def add_addresses(request: Request) -> Response:
    """Fetch and read web addresses: the only time that this server asks anything of another."""
    form = await request.form()
    words = str(form.get("addresses") or "").split()
    addresses = [word for word in words if is_address(word) and word.lower().startswith(("http://", "https://"))]
    if not addresses or len(addresses) < len(words):
        wrong = next((word for word in words if word not in addresses), "")
        raise UsageError(f"no web address: {wrong[:80]!r}" if wrong else "no address was named")
    if len(addresses) > MOST_ADDRESSES:
        raise RefusedError(413, f"at most {MOST_ADDRESSES} addresses at once; `sayso read --addresses` takes more")
    return _begin(request, Task(kind="fetch", addresses=tuple(addresses), published=read_day(form)))


@router.post("/relate")
def relate(request: Request) -> Response:
    """Relate the articles anew."""
    return _begin(request, Task(kind="relate"))


def read_day(form: FormData) -> str | None:
    """Give the day that was stated for articles that state none.

    Raises:
        UsageError: it is no date.
    """
    day = str(form.get("published") or "").strip()
    if day and parse_stated(day) is None:
        raise UsageError(f"not a date that can be read one way only: {day[:40]!r} (write it as 2022-02-16)")
    return day or None


def safe_name(given: str, taken: set[str]) -> str:
    """Make a file name of what a browser calls an upload: no folder, no sign that drives anything, none twice."""
    last = given.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C").strip(" .")
    stem, dot, ending = kept.rpartition(".")
    name = f"{stem[: LONGEST_NAME - len(ending)]}{dot}{ending[:20]}" if stem else ending[:LONGEST_NAME]
    name = name or "unnamed"
    n = 2
    unique = name
    while unique.casefold() in taken:
        stem, dot, ending = name.rpartition(".")
        unique = f"{stem} ({n}).{ending}" if stem else f"{name} ({n})"
        n += 1
    taken.add(unique.casefold())
    return unique


def _make_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="sayso-"))
    (folder / ADDED).mkdir()
    return folder


def _begin(request: Request, task: Task) -> Response:
    desk: Desk = request.app.state.desk
    desk.work.ask(task)
    return RedirectResponse("/add", 303)
