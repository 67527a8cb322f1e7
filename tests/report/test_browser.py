"""The page in a real browser: nothing of an article runs, everything works with and without script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from sayso.model.annotation import AnnotatedArticle, Attribution, EntityKind, Form, Speaker
from sayso.model.article import Article, identify_article
from sayso.model.dossier import Dossier, Relations
from sayso.model.relation import Entity, Place
from sayso.model.span import Span
from sayso.report.to_html import to_html
from tests.report.invented import AGENCY, at, dossier

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: the page is not driven in a browser"),
]

NASTY = (
    "<script>window.ran=1</script><img src=x onerror='window.ran=1'><svg onload='window.ran=1'><style>*{display:none}"
    "</style></div></article><!-- <iframe srcdoc='<script>top.ran=1</script>'> ]]> {{7*7}} </script>\n"
    "“\u202eesrever \u2066isolated\u200b <a href=javascript:window.ran=1>click</a>"
    " &lt;b&gt; &amp; 𝒜é” said \u202eRo\u2069b.\n"
    "javascript:window.ran=1 data:text/html,<script>window.ran=1</script>\n"
)
LONG = "x" * 100_000


FAINT = """() => {
  const channel = (v) => (v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  const parts = (colour) => {
    const numbers = colour.match(/[\\d.]+/g).map(Number);
    return colour.startsWith('color') ? numbers : numbers.map((v, i) => (i < 3 ? v / 255 : v));
  };
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const ground = (element) => {
    const colour = parts(getComputedStyle(element).backgroundColor);
    return colour.length < 4 || colour[3] > 0 ? colour : ground(element.parentElement);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), bad = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (element.closest('.vh, .skip, script, style, svg')) continue;
    const style = getComputedStyle(element), a = light(parts(style.color)), b = light(ground(element));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5 || parseFloat(style.fontSize) < 14)
      bad.add(`${element.localName}.${element.className} ${ratio.toFixed(2)} ${style.fontSize}`);
  }
  return [...bad];
}"""


def hostile() -> Dossier:
    """Make a dossier of one article that tries everything, quoted whole, by a speaker whose name is markup."""
    text = f"{NASTY}{LONG}\n"
    id_, digest = identify_article(text, url="javascript:window.ran=1", external_id=None, path=None)
    name = at(text, "<script>window.ran=1</script>")
    article = Article(
        id=id_,
        text=text,
        sha256=digest,
        url="javascript:window.ran=1",
        title=name.cut(text),
        title_span=name,
        publisher='"><script>window.ran=1</script>',
        authors=("</style><script>window.ran=1</script>",),
        language='en" onmouseover="window.ran=1',
    )
    saying = Attribution(
        id="att-1",
        article_id=id_,
        form=Form.DIRECT,
        content=(Span(0, len(text) - 1),),
        speaker=Speaker(name=name.cut(text), kind=EntityKind.PERSON, span=name),
    )
    entity = Entity(
        id="ent-1",
        name=name.cut(text),
        kind=EntityKind.PERSON,
        forms=(name.cut(text),),
        mentions=(Place(article=id_, span=name),),
    )
    return Dossier(
        articles=(AnnotatedArticle(article=article, attributions=(saying,)),),
        relations=Relations(entities=(entity,), speakers={"att-1": "ent-1"}),
        provenance=dossier().provenance,
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser with a fresh profile for all tests of this file."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages, and give their addresses."""
    folder: Path = tmp_path_factory.mktemp("pages")
    pages = {"plain": to_html(dossier()), "hostile": to_html(hostile())}
    paths = {name: folder / f"{name}.html" for name in pages}
    for name, path in paths.items():
        path.write_bytes(pages[name])
    return {name: path.as_uri() for name, path in paths.items()}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty tab of 1280 by 900; what it writes to its console is kept in ``window.told``."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def heard(page: Page, address: str) -> list[str]:
    """Open an address, and give all messages, errors and requests but the page's own."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("request", lambda request: told.append(request.url))
    page.goto(address)
    page.wait_for_timeout(100)
    return [words for words in told if words != address and not words.startswith("data:")]


@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_quiet(page: Page, files: dict[str, str], name: str) -> None:
    """The page says nothing to the console, breaks no rule of its own policy, and asks for no other file."""
    assert heard(page, files[name]) == []


def test_nothing_of_an_article_runs(page: Page, files: dict[str, str]) -> None:
    """No script, handler, frame, image or style of an article comes to life."""
    heard(page, files["hostile"])
    alive = page.evaluate(
        "[window.ran ?? null, document.querySelectorAll('main :is(script, img, iframe, style)').length]"
    )
    assert alive == [None, 0]


def test_no_javascript_links(page: Page, files: dict[str, str]) -> None:
    """No link of the page leads anywhere but into the page."""
    heard(page, files["hostile"])
    assert page.evaluate("[...document.links].filter(a => !a.getAttribute('href').startsWith('#')).length") == 0


@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_texts_are_whole(page: Page, files: dict[str, str], name: str) -> None:
    """What the browser holds as an article's text is the article's text, to the letter."""
    heard(page, files[name])
    expected = {"plain": dossier, "hostile": hostile}[name]()
    shown = page.evaluate("[...document.querySelectorAll('[data-article]')].map(element => element.textContent)")
    assert shown == [annotated.article.text for annotated in expected.articles]


def test_citations_are_exact(page: Page, files: dict[str, str]) -> None:
    """Each citation in the browser holds the words at its span, counted in code points."""
    heard(page, files["hostile"])
    wrong = page.evaluate(
        """() => {
          const text = [...document.querySelector('[data-n="1"]').textContent];
          return [...document.querySelectorAll('[data-s]')].filter((element) => {
            const [start, end] = element.dataset.s.split('-').map(Number);
            return text.slice(start, end).join('') !== element.textContent;
          }).length;
        }"""
    )
    assert wrong == 0


@pytest.mark.parametrize("width", [360, 1600])
@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_nothing_sticks_out(page: Page, files: dict[str, str], name: str, width: int) -> None:
    """From a phone to a wide screen the page is as wide as its window, even with a word of 100,000 letters."""
    page.set_viewport_size({"width": width, "height": 900})
    heard(page, files[name])
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_readable(browser: Browser, files: dict[str, str], scheme: str) -> None:
    """All text is at least 14 pixels tall and stands out 4.5 to 1 from the page, by day and by night."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(files["plain"])
    faint = page.evaluate(FAINT)
    context.close()
    assert faint == []


def test_door_opens_at_the_words(page: Page, files: dict[str, str]) -> None:
    """A click on a quotation brings its place in the article into view, and the way back is one click."""
    heard(page, files["plain"])
    page.click("#said .fullest a.w")
    place = f"a1:{at(AGENCY, 'We opened').start}-{at(AGENCY, 'not moved,').end}"
    opened = page.evaluate("[location.hash.slice(1), document.querySelector(':target').checkVisibility()]")
    assert opened == [place, True]
    page.click(".back")
    assert page.evaluate("location.hash") == ""


def test_door_without_script(browser: Browser, files: dict[str, str]) -> None:
    """With script off the same click leads to the same place, and nothing asks for script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(files["plain"])
    page.click("#said .fullest a.w")
    shown = page.locator(".text :target").bounding_box()
    assert (shown is not None and 0 <= shown["y"] < 900, page.locator(".find").is_visible()) == (True, False)
    context.close()


def test_any_span_is_a_link(page: Page, files: dict[str, str]) -> None:
    """A pasted link to words that nothing marks brings them into view."""
    span = at(AGENCY, "wettest spring")
    heard(page, f"{files['plain']}#a1:{span.start}-{span.end}")
    held = page.evaluate("[...CSS.highlights.get('place')].map(range => range.toString())")
    assert held == ["wettest spring"]


def test_selection_gives_a_link(page: Page, files: dict[str, str]) -> None:
    """Words that one selects get a link of their own."""
    heard(page, files["plain"])
    page.evaluate(
        """() => {
          const node = document.createTreeWalker(document.querySelector('#a2 .text'), NodeFilter.SHOW_TEXT).nextNode();
          getSelection().setBaseAndExtent(node, 0, node, 6);
        }"""
    )
    page.wait_for_selector(".grab:not([hidden])")
    page.click("text=Copy a link")
    assert page.evaluate("location.hash") == "#a2:0-6"


def test_words_are_copied_with_their_source(browser: Browser, files: dict[str, str]) -> None:
    """Words that one opened are copied as a quotation, with outlet, date, headline and place."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    span = at(AGENCY, "wettest spring")
    page.goto(f"{files['plain']}#a1:{span.start}-{span.end}")
    page.click("text=Copy with its source")
    expect(page.locator(".grab")).to_contain_text("Copied")
    taken = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert taken == (
        "“wettest spring”\nTallwire, 3 May 2031, 06:10 UTC, “Dam at Orsava holds after night of rain”"
        f" (characters {span.start}–{span.end})"
    )


def test_unmarked_words_of_a_long_article_come_into_view(page: Page, files: dict[str, str]) -> None:
    """A link to words that no mark holds shows these words, not the middle of the article."""
    heard(page, f"{files['hostile']}#a1:{len(NASTY) + 90_000}-{len(NASTY) + 90_020}")
    top = page.evaluate("[...CSS.highlights.get('place')][0].getBoundingClientRect().top")
    assert 0 < top < 900


def test_filter_hides_no_target(page: Page, files: dict[str, str]) -> None:
    """A link leads to its place even if the filter had left its article out."""
    heard(page, files["plain"])
    page.fill("#find", "ministry")
    expect(page.locator("#a2")).to_be_hidden()
    page.evaluate("location.hash = 'a2:0-6'")
    expect(page.locator("#a2")).to_be_visible()


def test_find_goes_from_place_to_place(page: Page, files: dict[str, str]) -> None:
    """Enter leads to the next place that holds the words, with Shift to the one before."""
    heard(page, files["plain"])
    page.fill("#find", "Wall Has")
    expect(page.locator(".find output")).not_to_be_empty()
    place = """[...CSS.highlights.get('found')].map((range) => [
      range.toString(), range.startContainer.parentElement.closest('[data-find]').id, range.startOffset])"""
    found = []
    for key in ("Enter", "Enter", "Shift+Enter"):
        page.press("#find", key)
        found += page.evaluate(place)
    assert [words for words, *_ in found] == ["wall has"] * 3
    assert (found[0] == found[2], found[0] == found[1]) == (True, False)


def test_find_stands_in_the_link(page: Page, files: dict[str, str]) -> None:
    """The filter stands after a reload, in a link that one sends, and after going back from a place."""
    heard(page, f"{files['plain']}#find=ministry")
    shown = [page.locator(".speaker:visible").count()]
    page.fill("#find", "not there at all")
    expect(page.locator(".find output")).to_have_text("nothing")
    page.reload()
    shown.append(page.locator(".speaker:visible").count())
    page.evaluate("location.hash = 'a2:0-6'")
    page.go_back()
    assert (shown, page.input_value("#find")) == ([1, 0], "not there at all")


def test_captions_have_room_on_a_phone(page: Page, files: dict[str, str]) -> None:
    """On a phone the caption of a table, and each cell of a claim, is as wide as the table, not one letter a line."""
    page.set_viewport_size({"width": 360, "height": 800})
    heard(page, files["plain"])
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    narrow = page.evaluate(
        """[...document.querySelectorAll('caption:not(.vh), .claim td')].filter(c => c.offsetWidth < 200)
            .map(c => c.textContent)"""
    )
    assert narrow == []


def test_find(page: Page, files: dict[str, str]) -> None:
    """The key / leads to the filter, which keeps what holds the words and says how much that is."""
    heard(page, files["plain"])
    page.keyboard.press("/")
    page.keyboard.type("ministry")
    expect(page.locator(".find output")).not_to_be_empty()
    assert (page.inner_text(".find output"), page.locator(".speaker:visible").count()) == ("1 speaker, 1 article", 1)


def test_layers_switch_without_script(browser: Browser, files: dict[str, str]) -> None:
    """The layers of the articles are switched by the style sheet alone."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(files["plain"])
    page.uncheck("#l-said")
    assert page.locator("#a1 .i").first.is_visible() is False
    context.close()


def test_left_out_words_can_be_shown(page: Page, files: dict[str, str]) -> None:
    """What the fullest wording has instead is shown on demand."""
    heard(page, files["plain"])
    before = page.locator(".lost").first.is_visible()
    page.check("#show-lost")
    assert (before, page.locator(".lost").first.inner_text()) == (False, "We opened all six gates")


def test_landmarks(page: Page, files: dict[str, str]) -> None:
    """A screen reader finds one main part, one heading of the first level, and a name on every table."""
    heard(page, files["plain"])
    found = page.evaluate(
        """[document.querySelectorAll('main').length, document.querySelectorAll('h1').length,
            [...document.querySelectorAll('table')].filter(t => !t.caption).length, document.documentElement.lang,
            [...document.querySelectorAll('a, button, input')].filter(e => !(e.textContent.trim()
              || e.getAttribute('aria-label') || (e.labels && e.labels.length))).length]"""
    )
    assert found == [1, 1, 0, "en", 0]


def test_links_lead_somewhere(page: Page, files: dict[str, str]) -> None:
    """Each link into the page has its target in the browser's own tree."""
    heard(page, files["plain"])
    lost = page.evaluate(
        """[...document.links].map((link) => link.getAttribute('href').slice(1))
            .filter((id) => !document.getElementById(id))"""
    )
    assert lost == []


def test_unknown_speaker_is_said(page: Page, files: dict[str, str]) -> None:
    """A saying whose speaker is unknown stands last, under these words."""
    heard(page, files["plain"])
    assert page.locator(".speaker h3").last.inner_text().endswith("Speaker unknown")


def test_unread_date_is_said(page: Page, files: dict[str, str]) -> None:
    """An article without a date says so."""
    heard(page, files["plain"])
    assert "date unknown" in (page.locator("#a2 h3").text_content() or "")


def test_prints_whole(page: Page, files: dict[str, str]) -> None:
    """On paper the frame is gone and every article is there."""
    heard(page, files["plain"])
    page.emulate_media(media="print")
    assert (page.locator(".top").is_visible(), page.locator("article:visible").count()) == (False, 2)


def test_speaker_chip_matches_text(page: Page, files: dict[str, str]) -> None:
    """A speaker has the same hue on its chip and under its words."""
    heard(page, files["plain"])
    pair = page.evaluate(
        """[getComputedStyle(document.querySelector('#s1 .chip')).backgroundColor,
            getComputedStyle(document.querySelector('#a1 .q.s1')).textDecorationColor]"""
    )
    assert pair[0] == pair[1]
