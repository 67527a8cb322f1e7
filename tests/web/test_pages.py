"""Each page over the invented case: what it shows, what it leads to, and what it says when something is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso.store.sqlite import open_store
from sayso.web.app import make_app
from sayso.web.security import Address
from tests.report.invented import AGENCY, at, dossier
from tests.web.asking import Asker
from tests.web.conftest import NoWork

FILLED = dossier()
IDS = {
    "story": FILLED.relations.stories[0].id,
    "speaker": next(iter(FILLED.relations.speakers.values())),
    "a": FILLED.articles[0].article.id,
    "b": FILLED.articles[1].article.id,
}
PATHS = [
    "/",
    "/stories/{story}",
    *(f"/stories/{{story}}/{section}" for section in ("claimed", "said", "figures", "copied", "when", "flags")),
    "/speakers",
    "/speakers?q=a",
    "/speakers/{speaker}",
    "/speakers/{speaker}?story={story}",
    "/articles",
    "/articles/{a}",
    "/articles/{a}?at=10-40",
    "/articles/{a}/explain?at=10-40",
    "/articles/{a}/saved",
    "/compare",
    "/compare?a={a}&b={b}",
    "/search",
    "/search?q=gates",
    "/search?q=gates&where=articles",
    "/faults",
    "/faults?every=1",
    "/settings",
    "/judgements",
    "/add",
    "/work",
    "/note",
    "/note.md",
]


@pytest.mark.parametrize("path", PATHS)
def test_answers(asker: Asker, path: str) -> None:
    """Each page of a filled case answers."""
    assert asker.get(path.format(**IDS)).status == 200


@pytest.mark.parametrize("path", [path for path in PATHS if "{" not in path])
def test_answers_on_nothing(tmp_path: Path, path: str) -> None:
    """Each page that needs no article answers for an empty case, too."""
    with open_store(tmp_path / "empty.db") as store:
        work = NoWork(store.path, store.path.parent)
        status = Asker(make_app(store, Address(), work=work)).get(path).status
        work.close()
    assert status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/stories/sty-none",
        "/stories/{story}/nothing",
        "/speakers/ent-none",
        "/articles/none",
        "/compare?a=x&b=y",
    ],
)
def test_not_there(asker: Asker, path: str) -> None:
    """What is not there is said to be not there."""
    assert asker.get(path.format(**IDS)).status == 404


@pytest.mark.parametrize("path", ["/?page=999999", "/?page=-3", "/articles?page=0", "/search?q=gates&page=77"])
def test_pages_out_of_range(asker: Asker, path: str) -> None:
    """A page before the first or past the last is still a page."""
    assert asker.get(path).status == 200


@pytest.mark.parametrize("at_", ["", "x", "5-2", "1-99999999999", "99999-100000", "-1", "1-2-3"])
def test_places_that_are_none(asker: Asker, at_: str) -> None:
    """A place that is none in this article is passed over."""
    assert asker.get(f"/articles/{IDS['a']}?at={at_}").status == 200


def test_links_lead_somewhere(asker: Asker) -> None:
    """Each link of each page to a page of ours is answered."""
    found: set[str] = set()
    for path in PATHS:
        found |= set(re.findall(r'href="(/[^"#]*)', asker.get(path.format(**IDS)).text))
    lost = sorted(link for link in found if asker.get(link.replace("&amp;", "&")).status != 200)
    assert lost == []


def test_a_place_is_marked(asker: Asker) -> None:
    """The words that an address names are marked in the text, and can be scrolled to."""
    span = at(AGENCY, "wettest spring")
    page = asker.get(f"/articles/{IDS['a']}?at={span.start}-{span.end}").text
    assert '<span id="at" class="here">wettest spring</span>' in page


def test_a_place_is_explained(asker: Asker) -> None:
    """Beside words of an attribution stands who said them."""
    attribution = FILLED.articles[0].attributions[0]
    page = asker.get(f"/articles/{IDS['a']}/explain?at={attribution.extent.start}-{attribution.extent.end}").text
    assert ("said by" in page, "This is wrong" in page) == (True, True)


def test_search_finds_the_words(asker: Asker) -> None:
    """A match is marked in its words, and leads to them."""
    page = asker.get("/search?q=%22six+gates%22").text
    assert '<span class="hit">six gates</span>' in page


def test_search_is_narrowed(asker: Asker) -> None:
    """An outlet that has no such words leaves nothing."""
    assert "Nothing was found" in asker.get("/search?q=gates&outlet=No+Such+Paper").text


def test_case_is_counted(asker: Asker) -> None:
    """The first page counts what is there."""
    assert f"{len(FILLED.articles)} articles" in asker.get("/").text


def test_faults_are_shown(asker: Asker) -> None:
    """Each fault is shown with its input."""
    page = asker.get("/faults?every=1").text
    assert [fault.input for fault in FILLED.faults if fault.input not in page] == []


def test_files_are_kept_for_ever(asker: Asker) -> None:
    """A file that is asked for by its digest may be kept; every page is asked for anew."""
    address = re.findall(r'href="(/static/app.css\?v=\w+)"', asker.get("/").text)[0]
    assert ("immutable" in asker.get(address).headers["cache-control"], asker.get("/").headers["cache-control"]) == (
        True,
        "no-store",
    )
