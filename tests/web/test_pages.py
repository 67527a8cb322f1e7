"""Each page over the invented case: what it shows, what it leads to, and what it says when something is not there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.model.dossier import Dossier
from sayso.model.relation import Place, TimelineEntry
from sayso.store.sqlite import open_store
from sayso.web.app import make_app
from sayso.web.security import Address
from tests.report.invented import AGENCY, at, dossier
from tests.web.asking import Asker
from tests.web.conftest import NoWork, fill

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
    *(
        f"/stories/{{story}}/{section}"
        for section in ("claimed", "said", "figures", "copied", "when", "flags", "unknown")
    ),
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


def told(tmp_path: Path, filling: Dossier, path: str) -> str:
    """Give a page of a case that holds a dossier."""
    with open_store(tmp_path / "other.db") as store:
        fill(store, filling)
        asker = Asker(make_app(store, Address(), work=NoWork(store.path, tmp_path)))
        return asker.get(path.format(**IDS)).text


def test_undated_articles_are_counted(asker: Asker) -> None:
    """The days of a case and of a story are those of its dated articles, and how many have no date is said."""
    shown = [asker.get(path.format(**IDS)).text for path in ("/", "/stories/{story}")]
    assert ["3 May 2031, 1 undated" in page for page in shown] == [True, True]


def test_sure_claims_come_first(tmp_path: Path) -> None:
    """A story shows its claims as the report does: a doubtful one last, however many articles speak of it."""
    (claim,) = FILLED.relations.claims
    alone = replace(claim.parties[1], attributions=("att-crack",))
    sure = replace(claim, id="clm-crack", claim="it had not seen any crack", parties=(alone,))
    claims = (replace(claim, doubtful=True), sure)
    filling = replace(FILLED, relations=replace(FILLED.relations, claims=claims))
    page = told(tmp_path, filling, "/stories/{story}")
    shown = re.findall(r'<section class="claim"[^>]*>\s*<h3><a[^>]*>([^<>]+)</', page)
    assert ("1 claim and 1 doubtful" in page, shown) == (True, ["it had not seen any crack", "the wall has not moved"])


def test_the_storys_own_days_come_first(tmp_path: Path) -> None:
    """A story begins with its own days; what is long before stands on the page of all times."""
    old = TimelineEntry(at="1986", places=(Place(article=IDS["a"], span=at(AGENCY, "held overnight")),))
    timeline = (old, *FILLED.relations.timeline)
    filling = replace(FILLED, relations=replace(FILLED.relations, timeline=timeline))
    (tmp_path / "all").mkdir()
    pages = told(tmp_path, filling, "/stories/{story}"), told(tmp_path / "all", filling, "/stories/{story}/when")
    assert [re.findall(r'<li id="d1"[^>]*><h3>([^<]+)', page) for page in pages] == [["2 May 2031"], ["1986"]]


def test_unknown_speakers_are_not_left_out(asker: Asker) -> None:
    """What nobody known said is counted on the page of its story, and one click away."""
    story, unknown = (asker.get(path.format(**IDS)).text for path in ("/stories/{story}", "/stories/{story}/unknown"))
    assert ("1 attribution whose speaker is unknown" in story, "it had not seen any crack" in unknown) == (True, True)


def test_other_names_are_proposed(asker: Asker) -> None:
    """Beside the field for another name of a speaker stand the names that the articles use."""
    page = asker.get("/speakers/{speaker}".format(**IDS)).text
    assert '<option value="Lena Brasc">' in page


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
