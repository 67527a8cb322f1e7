"""Reading addresses into a case: what is kept, what is told, what is never doubled."""

from __future__ import annotations

import gzip
import hashlib
import io

import docx
import pytest

from sayso.errors import UsageError
from sayso.fetch.fetcher import Fetcher
from sayso.gather.pages import WebIntake, read_addresses_into, take_turns
from sayso.model.fetching import Redirect
from sayso.model.judgement import JudgedKind, Judgement, Verdict, anchor_article
from sayso.store.memory import MemoryStore
from tests.fetch.web import FakeClock, Web, answer, redirect
from tests.gather.written import page

pytestmark = pytest.mark.loopback


@pytest.fixture
def store() -> MemoryStore:
    """Give an empty case."""
    return MemoryStore()


def read(store: MemoryStore, fetcher: Fetcher, *addresses: str) -> WebIntake:
    """Read addresses into the case."""
    return read_addresses_into(store, addresses, fetcher)


def told(intake: WebIntake) -> list[tuple[str, bool]]:
    """Give what went wrong, and whether it lost the input."""
    return [(fault.reason, fault.lost) for fault in intake.faults]


def test_a_page_becomes_an_article(web: Web, fetcher: Fetcher, store: MemoryStore) -> None:
    """The article of a page bears its address, its own word on publisher and date, and when it was fetched."""
    intake = read(store, fetcher, web.on("/1", page()))
    (article,) = store.view().articles()
    assert (intake.n_new, told(intake), article.path) == (1, [], None)
    assert (article.url, article.publisher, article.published_at, article.title, article.retrieved_at) == (
        web.url("/1"),
        "Ostrel Gazette",
        "2024-03-04",
        "Dam 1 holds, says mayor",
        "2024-03-09T16:00:00Z",
    )


def test_what_came_is_kept_as_it_came(web: Web, fetcher: Fetcher, store: MemoryStore) -> None:
    """The case holds the answer's record, its digests, and the way that led to it."""
    web.on("/2", page(2))
    read(store, fetcher, web.on("/1", redirect("/2")))
    (fetch,) = store.view().fetches()
    record = store.view().record(fetch.id) or b""
    assert (fetch.redirects, fetch.final_address) == ((Redirect(address=web.url("/1"), status=302),), web.url("/2"))
    assert (hashlib.sha256(record).hexdigest(), fetch.status) == (fetch.record_sha256, 200)
    assert gzip.decompress(record).partition(b"<!doctype")[2] in page(2) + b"\r\n\r\n"


def test_a_page_that_did_not_change_adds_nothing(web: Web, fetcher: Fetcher, store: MemoryStore) -> None:
    """Asked again, a page may say 304, or send the same: the article is known, and its record is kept once."""
    one = web.on("/1", page(1, etag='"1"'), answer(status="304 Not Modified"))
    two = web.on("/2", page(2))
    first = read(store, fetcher, one, two)
    second = read(store, fetcher, one, two)
    records = [store.view().record(fetch.id) is not None for fetch in store.view().fetches()]
    assert ((first.n_new, second.n_new, second.n_known), sum(records), len(records)) == ((2, 0, 2), 2, 4)
    assert [asked.headers.get("if-none-match") for asked in web.asked if asked.path == "/1"] == [None, '"1"']


def test_a_page_that_changed_is_another_version(web: Web, fetcher: Fetcher, store: MemoryStore) -> None:
    """The new article takes the place of the old one, which is kept, and what changed is told in words of both."""
    address = web.on("/1", page(moved=300), page(moved=340))
    read(store, fetcher, address)
    intake = read(store, fetcher, address)
    (version,) = intake.versions
    (change,) = version.changes
    assert change.before is not None
    assert change.after is not None
    words = (change.before.cut(version.before.text), change.after.cut(version.after.text))
    assert (words, intake.n_new, store.view().n_articles()) == (("300", "340"), 1, 2)


def test_what_was_decided_on_a_page_holds_in_its_next_version(web: Web, fetcher: Fetcher, store: MemoryStore) -> None:
    """A date that a person decided is that of the page's new text too."""
    address = web.on("/1", page(moved=300), page(moved=340))
    read(store, fetcher, address)
    (old,) = store.view().articles()
    with store.writer() as writer:
        writer.add_judgement(
            Judgement(
                kind=JudgedKind.PUBLISHED,
                a=old.id,
                verdict=Verdict.IS,
                value="2024-03-03",
                was=old.published_at,
                anchors=(anchor_article(old),),
                decided_at="2024-03-09T17:00:00Z",
            )
        )
    (version,) = read(store, fetcher, address).versions
    assert store.view().article(version.after.id).published_at == "2024-03-03"


def test_a_page_that_came_only_in_part_replaces_nothing(web: Web, fetcher: Fetcher, store: MemoryStore) -> None:
    """A page that breaks off is no new version of a page that was read whole."""
    address = web.on("/1", page(), page(content_length="20000")[:-200])
    read(store, fetcher, address)
    intake = read(store, fetcher, address)
    assert (told(intake), store.view().n_articles()) == (
        [("came only in part; what was read before is kept", False)],
        1,
    )


def test_a_new_page_that_came_only_in_part_is_read(web: Web, fetcher: Fetcher, store: MemoryStore) -> None:
    """Where there is nothing better, the part is read, and said to be one."""
    intake = read(store, fetcher, web.on("/1", page(content_length="40000")))
    assert (intake.n_new, told(intake)) == (1, [("came only in part; the article may lack its end", False)])


@pytest.mark.parametrize(
    ("scripted", "expected"),
    [
        (answer(status="404 Not Found"), "answers 404: there is no such page"),
        (answer(status="410 Gone"), "answers 410: the page is gone for good"),
        (answer(b"x", status="418 Teapot"), "answers 418"),
        (answer(b""), "holds nothing"),
        (answer(gzip.compress(b"x"), kind="text/html"), "this is an archive or packed data"),
        (answer(b"\x89PNG\r\n\x1a\n\0\0\0", kind="text/html"), "this is an image, not text"),
        (answer(b"<rss version='2.0'></rss>", kind="text/html"), "this is a feed, not an article"),
        (answer(bytes(range(256)) * 9, kind="text/plain"), "this is binary data, not text"),
    ],
    ids=range(8),
)
def test_what_is_no_article_is_told(
    web: Web, fetcher: Fetcher, store: MemoryStore, scripted: bytes, expected: str
) -> None:
    """An answer without an article is told and kept, whatever its type claims."""
    intake = read(store, fetcher, web.on("/1", scripted))
    assert (told(intake), len(list(store.view().fetches()))) == ([(expected, True)], 1)


def test_a_document_at_an_address_is_read(web: Web, fetcher: Fetcher, store: MemoryStore) -> None:
    """A document is read as it would be from a file, whatever type its host claims."""
    document = docx.Document()
    for paragraph in ("Dam holds, says mayor", "The dam is holding, Mayor Ann Lee said on Monday, March 4, 2024."):
        document.add_paragraph(paragraph)
    document.save(written := io.BytesIO())
    intake = read(store, fetcher, web.on("/1", answer(written.getvalue(), kind="text/html")))
    (article,) = store.view().articles()
    assert (intake.n_new, article.url, "Mayor Ann Lee" in article.text) == (1, web.url("/1"), True)


def test_a_page_that_lies_about_its_type_is_read(web: Web, fetcher: Fetcher, store: MemoryStore) -> None:
    """A page that says it is an image is read as a page, and that is told."""
    lying = page().replace(b"text/html; charset=utf-8", b"image/png")
    intake = read(store, fetcher, web.on("/1", lying))
    assert (intake.n_new, told(intake)) == (1, [("says that it is image/png, but is a web page; read as one", False)])


@pytest.mark.parametrize("charset", ["ascii", "utf-16", "no-such", "shift_jis"])
def test_a_text_that_lies_about_its_encoding_is_read(
    web: Web, fetcher: Fetcher, store: MemoryStore, charset: str
) -> None:
    """A text that is not in the encoding it states is read in the one that it is in."""
    text = "“The dam holds,” Mayor Zoë Lee said on Monday. It was a long night."
    read(store, fetcher, web.on("/1", answer(text.encode(), kind=f"text/plain; charset={charset}")))
    (article,) = store.view().articles()
    assert article.text == text


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [("/right", "/right"), ("https://www.bbc.example/stolen", "/1")],
)
def test_a_page_speaks_for_its_own_site_alone(
    web: Web, fetcher: Fetcher, store: MemoryStore, canonical: str, expected: str
) -> None:
    """A page's canonical address holds within its site; that it stands elsewhere is no page's own word to give."""
    stated = web.url(canonical) if canonical.startswith("/") else canonical
    read(store, fetcher, web.on("/1", page(canonical=stated)))
    (article,) = store.view().articles()
    assert article.url == web.url(expected)


def test_one_address_that_fails_costs_itself_alone(web: Web, fetcher: Fetcher, store: MemoryStore) -> None:
    """Whatever one address does, the others are read; one that is named twice is asked once."""
    good = web.on("/1", page())
    intake = read(store, fetcher, "file:///etc/passwd", good, good + "#part", "http://a b/", "http://127.0.0.1:9/")
    assert (intake.n_new, len(intake.faults), web.paths()) == (1, 3, ["/1"])


def test_a_fault_that_was_mended_is_forgotten(web: Web, fetcher: Fetcher, store: MemoryStore) -> None:
    """A page that can be read the second time is no fault of the case any more."""
    address = web.on("/1", answer(status="404 Not Found"), page())
    read(store, fetcher, address)
    read(store, fetcher, address)
    assert (store.view().faults(), store.view().n_articles()) == ((), 1)


def test_a_date_that_is_none_is_refused(fetcher: Fetcher, store: MemoryStore) -> None:
    """The date to assume must be one."""
    with pytest.raises(UsageError, match="not a date"):
        read_addresses_into(store, [], fetcher, assumed_published="soon")


def test_hosts_take_turns(web: Web, fetcher: Fetcher, clock: FakeClock) -> None:
    """Addresses of several hosts are asked in turns, so that no one waits while another host is free."""
    other = f"http://localhost:{web.port}"
    addresses = [web.url("/1"), web.url("/2"), web.url("/3"), f"{other}/4", f"{other}/5"]
    for address in (asked := take_turns(addresses, fetcher)):
        fetcher.fetch(address)
    assert (web.paths(), clock.slept) == (["/1", "/4", "/2", "/5", "/3"], [1.0, 1.0])
    assert list(asked) == []
