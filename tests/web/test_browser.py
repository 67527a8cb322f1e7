"""The app in a real browser, over the bundled example and real articles: read, add, correct, keys, no script."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from sayso.pipeline import read_into, report_on
from sayso.report.verify import verify_report
from sayso.store.sqlite import SqliteStore, open_store
from sayso.web.app import make_app
from sayso.web.security import Address
from tests.web.hostile import HOSTILE
from tests.web.test_hostile import keep

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: the app is not driven in a browser"),
]
ROOT = Path(__file__).parents[2]
PILES = {  # the folder, a date for articles that state none, and a word that they hold
    "crossing": (ROOT / "examples" / "crossing" / "articles", None, "ferry"),
    "pullback": (ROOT.parent / "shared" / "pullback" / "articles", "2022-02-16", "withdrawal"),  # where it is there
}
TEXT = (
    "The slipway at Port Adele will stay shut, Harbour Master Ines Calder said on Tuesday. “Nobody sails,” she said.\n"
)
PAGES = ("case", "story", "speakers", "speaker", "article", "place", "compare", "search", "add", "note", "faults")
PAGES += ("export", "judgements", "settings", "saved")
SLOW_MS = 60_000  # for a process to start on a busy machine


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser with a fresh profile for all tests of this file."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture(scope="module", params=[name for name, (folder, *_) in PILES.items() if folder.exists()])
def pile(request: pytest.FixtureRequest) -> str:
    """Name the pile that is driven."""
    return str(request.param)


@pytest.fixture(scope="module")
def word(pile: str) -> str:
    """Give a word that the pile's articles hold."""
    return PILES[pile][2]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, pile: str) -> Iterator[SqliteStore]:
    """Read the pile into a case."""
    folder, published, _ = PILES[pile]
    with open_store(tmp_path_factory.mktemp("case") / "case.db") as opened:
        read_into(opened, [folder], assumed_published=published)
        report_on(opened)
        keep(opened, "script", HOSTILE["script"] + HOSTILE["handlers"] + HOSTILE["svg"] + HOSTILE["css"])
        yield opened


@pytest.fixture(scope="module")
def served(store: SqliteStore) -> Iterator[str]:
    """Serve the case on a free port; give its address."""
    config = uvicorn.Config(
        "", host="127.0.0.1", port=0, log_level="error", access_log=False, lifespan="off", ws="none"
    )
    listening = config.bind_socket()
    port = listening.getsockname()[1]
    app = make_app(store, Address(port=port))
    config.app = app
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


@pytest.fixture(scope="module")
def addresses(store: SqliteStore, served: str, word: str) -> dict[str, str]:
    """Give the address of each page."""
    with store.lookup() as lookup:
        story = lookup.stories(1)[0].id
        speaker = lookup.speakers(1)[0].id
        one, other = (article.id for article in lookup.articles_of(story, 2))
    return {
        name: served + path
        for name, path in {
            "case": "/",
            "story": f"/stories/{story}",
            "speakers": "/speakers",
            "speaker": f"/speakers/{speaker}",
            "article": f"/articles/{one}",
            "place": f"/articles/{one}?at=200-320#at",
            "compare": f"/compare?a={one}&b={other}",
            "search": f"/search?q={word}",
            "add": "/add",
            "note": "/note",
            "export": "/export",
            "faults": "/faults",
            "judgements": "/judgements",
            "settings": "/settings",
            "saved": f"/articles/{one}/saved",
        }.items()
    }


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a window of 1280 by 900, as one who has not been here."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open an empty tab."""
    return context.new_page()


def settle(page: Page) -> None:
    """Wait until nothing is left to do."""
    page.goto(re.sub(r"(//[^/]+).*", r"\1/add", page.url))
    expect(page.locator("#work[hx-get]")).to_have_count(0, timeout=SLOW_MS)


def test_quiet_and_accessible(page: Page, addresses: dict[str, str], served: str) -> None:
    """No page says anything to the console or asks for anything elsewhere, and axe finds nothing serious on any."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on(
        "request", lambda request: told.append(request.url) if not request.url.startswith((served, "data:")) else None
    )
    axe = Axe()
    for name in PAGES:
        page.goto(addresses[name])
        found = axe.run(page).response["violations"]
        told += [f"{name}: {each['id']}" for each in found if each["impact"] in ("serious", "critical")]
    assert [words for words in told if not words.startswith((served, "data:"))] == []


@pytest.mark.parametrize("width", [360, 1600])
def test_nothing_sticks_out(page: Page, addresses: dict[str, str], width: int) -> None:
    """From a phone to a wide screen each page is as wide as its window."""
    page.set_viewport_size({"width": width, "height": 800})
    wide = {}
    for name in PAGES:
        page.goto(addresses[name])
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    assert {name: found for name, found in wide.items() if found > width} == {}


def test_from_a_quotation_to_its_words(page: Page, addresses: dict[str, str]) -> None:
    """A click on a wording in the story opens the article at these words, marked, with who said them beside."""
    page.goto(addresses["story"])
    page.locator("#said .saying a.w").first.click()
    expect(page.locator("#at").first).to_be_in_viewport()
    expect(page.locator("#explained")).to_contain_text("said by")


def test_words_under_the_cursor(page: Page, addresses: dict[str, str]) -> None:
    """Words that one points at are explained beside the text."""
    page.goto(addresses["article"])
    page.locator(".text .q").first.hover()
    expect(page.locator("#explained")).to_contain_text("said by")


def test_keys(page: Page, addresses: dict[str, str], served: str, word: str) -> None:
    """With the keyboard alone one steps from words to words, searches, and goes from page to page."""
    page.goto(addresses["article"])
    page.keyboard.press("j")
    expect(page.locator("#explained .known")).not_to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search?q={word}")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url(f"{served}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_search_is_narrowed(page: Page, addresses: dict[str, str]) -> None:
    """A facet narrows the search, and the search says by what."""
    page.goto(addresses["search"])
    page.locator(".found aside a").first.click()
    expect(page.locator("main")).to_contain_text("Narrowed:")


def test_compare_from_the_story(page: Page, addresses: dict[str, str]) -> None:
    """Two articles are chosen on the page of their story and stand side by side, with what each has alone."""
    page.goto(addresses["story"])
    page.get_by_role("button", name="Compare the two").click()
    expect(page.locator("h1")).to_contain_text("side by side")
    assert page.locator(".texts .text").count() == 2


def test_without_script(browser: Browser, addresses: dict[str, str]) -> None:
    """With script off every page reads, the layers switch, and a place is explained by its link."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses["article"])
    page.uncheck("#l-said")
    hidden = page.locator(".text .i").first.is_visible()
    page.check("#l-said")
    page.locator(".text .i").first.click()
    explained = page.locator("#explained").inner_text()
    context.close()
    assert (hidden, "said by" in explained) == (False, True)


def test_correct_and_undo(page: Page, addresses: dict[str, str]) -> None:
    """A wrong speaker is corrected beside the words, stands after relating anew, and is brought back by undoing."""
    page.goto(addresses["article"])
    page.locator(".text .i").first.focus()
    expect(page.locator("#explained dl").first).to_contain_text("said by")
    place = page.locator("#explained .meta a").first.get_attribute("href") or ""
    before = page.locator("#explained dl dd").first.inner_text()
    page.get_by_text("This is wrong").first.click()
    page.get_by_role("button", name="Wrong speaker").first.click()
    settle(page)
    page.goto(re.sub(r"(//[^/]+).*", r"\1", page.url) + place)
    corrected = page.locator("#explained dl dd").first.inner_text()
    page.goto(addresses["judgements"])
    page.get_by_role("button", name="Undo").first.click()
    settle(page)
    page.goto(re.sub(r"(//[^/]+).*", r"\1", page.url) + place)
    assert (corrected, page.locator("#explained dl dd").first.inner_text()) == ("speaker unknown", before)


def test_note(page: Page, addresses: dict[str, str]) -> None:
    """Words are put into the note with their citation."""
    page.goto(addresses["place"])
    page.get_by_role("button", name="Put these words into the note").click()
    page.goto(addresses["note"])
    assert page.locator("#markdown").input_value().startswith("> ")


def test_take_out_a_bundle(page: Page, addresses: dict[str, str], tmp_path: Path) -> None:
    """A bundle that is downloaded from the case verifies."""
    page.goto(addresses["export"])
    with page.expect_download() as download:
        page.get_by_role("link", name="bundle").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert (path.name, verify_report(path.read_bytes()).n_articles > 0) == ("sayso-bundle.zip", True)


def test_drop_files(page: Page, addresses: dict[str, str], tmp_path: Path) -> None:
    """Dropped files are read while the page tells how far it is; a bad one is a fault, the good one is in the case."""
    (tmp_path / "adele.txt").write_text(TEXT, "utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    page.goto(addresses["add"])
    page.set_input_files("input[type=file]", [tmp_path / "adele.txt", tmp_path / "broken.pdf"])
    page.get_by_role("button", name="Read the files").click()
    expect(page.locator("#work")).to_contain_text("1 new", timeout=SLOW_MS)
    expect(page.locator("#work")).to_contain_text("broken.pdf")
    page.goto(f"{addresses['search'].partition('?')[0]}?q=%22Nobody+sails%22")
    expect(page.locator(".hits")).to_contain_text("Nobody sails")


def test_nothing_of_an_article_runs(page: Page, served: str, store: SqliteStore) -> None:
    """No script, handler, picture or style of an article comes to life."""
    page.goto(f"{served}/articles/{store.view().article('script').id}")
    alive = "[window.ran ?? null, document.querySelectorAll('main :is(script, img, iframe, style, link)').length]"
    assert page.evaluate(alive) == [None, 0]


def test_two_tabs(context: BrowserContext, addresses: dict[str, str]) -> None:
    """A form of one tab is good after another tab was opened and has sent its own."""
    one, other = context.new_page(), context.new_page()
    one.goto(addresses["place"])
    other.goto(addresses["place"])
    other.get_by_role("button", name="Put these words into the note").click()
    one.get_by_role("button", name="Put these words into the note").click()
    assert "Not done" not in one.locator("main").inner_text()


def test_prints(page: Page, addresses: dict[str, str]) -> None:
    """On paper an article is its text, without the frame."""
    page.goto(addresses["article"])
    page.emulate_media(media="print")
    shown = [page.locator(selector).first.is_visible() for selector in (".text", ".top", ".beside", ".correct")]
    assert shown == [True, False, False, False]
