"""From what an address answered to its article: a page, a plain text, or a document.

Invariant: what kind of thing came is told by what is in it; where its host says otherwise, that is told. A page's word
for its own address holds only within the site that sent it, so that no page can pass for another's.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from urllib.parse import urlsplit

from sayso.errors import InputError
from sayso.model.article import Article, Fault, identify_article
from sayso.read.assemble import MAX_TEXT_BYTES, Source, assemble_article, assemble_page
from sayso.read.detect import Decoded, decode_bytes, is_page
from sayso.read.facts import Facts
from sayso.read.feeds import is_feed
from sayso.read.html import read_page
from sayso.read.selection import Sieve

_HEAD = 4096
_ARCHIVES = (b"WARC/", b"\x1f\x8b")
_DOCUMENTS = (b"%PDF-", b"PK\x03\x04")
_KINDS_OF_PAGES = ("", "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came. ``address`` was asked, ``final_address`` answered; ``fetched_at`` is an instant in UTC, ISO 8601."""

    content: bytes
    address: str
    final_address: str
    content_type: str | None
    fetched_at: str


def read_answer(answer: Answer, stated: Facts, *, assumed_published: str | None = None) -> Iterator[Article | Fault]:
    """Read what an address answered.

    Args:
        answer: what came, unpacked.
        stated: what a feed states of it: its publisher goes before the page's own word, all else after it.
        assumed_published: the publication date if nothing states one.

    Yields:
        The article, after a fault for each repair; or only a fault.
    """
    source = Source(
        name=answer.address,
        path=None,
        record=Facts(publisher=stated.publisher, url=answer.final_address, retrieved=answer.fetched_at),
        manifest=stated,
        assumed_published=assumed_published,
    )
    try:
        yield from _read(answer, source)
    except InputError as error:
        yield Fault(input=answer.address, reason=error.reason, hint=error.hint)


def _read(answer: Answer, source: Source) -> Iterator[Article | Fault]:
    content, said = answer.content, _kind_of(answer.content_type)
    if not content.strip():
        raise InputError(answer.address, "holds nothing")
    if is_feed(content):
        raise InputError(answer.address, "this is a feed, not an article", "follow it with sayso watch")
    if content.startswith(_ARCHIVES):
        raise InputError(answer.address, "this is an archive or packed data", "download it and name the file")
    if content.lstrip().startswith(_DOCUMENTS):
        yield from _read_document(content, source)
        return
    seen_page = is_page(content[:_HEAD])
    if seen_page and said not in _KINDS_OF_PAGES:
        reason = f"says that it is {said[:60]}, but is a web page; read as one"
        yield Fault(input=answer.address, reason=reason, lost=False)
    if seen_page or (said in _KINDS_OF_PAGES[1:3] and b"<" in content):
        page = read_page(content, url=answer.final_address, content_type=answer.content_type, name=answer.address)
        url = page.url if page.url and _same_site(page.url, answer.final_address) else answer.final_address
        yield from assemble_page(page, replace(source, record=replace(source.record, url=url)))
        return
    if len(content) > MAX_TEXT_BYTES:
        raise InputError(answer.address, f"an article may have {MAX_TEXT_BYTES:,} bytes of text at most")
    text, notes = _decode(content, answer)
    yield from (Fault(input=answer.address, reason=note, lost=False) for note in notes)
    yield from assemble_article(text, source)


def _read_document(content: bytes, source: Source) -> Iterator[Article | Fault]:
    from sayso.read.formats import find_reader  # which reads archives of answers, and so needs this module

    reader = find_reader("", content.lstrip()[:_HEAD])
    if reader is None:
        raise InputError(source.name, "this document cannot be read")
    for item in reader(io.BytesIO(content.lstrip()), source, Sieve()):
        yield _placed(item, source.record) if isinstance(item, Article) else item


def _placed(article: Article, known: Facts) -> Article:
    """Give the article of a document, which knows nothing of the web, the address that it came from."""
    article_id, _ = identify_article(article.text, url=known.url, external_id=article.external_id, path=None)
    return replace(
        article,
        id=article_id,
        url=known.url,
        path=None,
        publisher=known.publisher or article.publisher,
        retrieved_at=str(known.retrieved),
    )


def _decode(content: bytes, answer: Answer) -> Decoded:
    """Decode a plain text as its host says it is encoded, if it is; else by what is in it."""
    decoded = decode_bytes(content, answer.address)  # what is no text at all is refused here
    charset = _message_of(answer.content_type).get_content_charset()
    if charset is None:
        return decoded
    try:
        codecs.lookup(charset)
        text = content.decode(charset)
    except (LookupError, ValueError):
        return Decoded(decoded.text, (f"says that it is {charset[:40]}, but is not", *decoded.notes))
    return Decoded(text) if decoded.notes else decoded  # what is sound by itself needs no one's word


def _kind_of(content_type: str | None) -> str:
    return _message_of(content_type).get_content_type() if content_type else ""


def _message_of(content_type: str | None) -> Message:
    message = Message()
    if content_type:
        message["Content-Type"] = content_type.replace("\r", " ").replace("\n", " ")
    return message


def _same_site(one: str, other: str) -> bool:
    """Say whether two addresses are of one site: hosts that are equal but for a ``www.``, ``m.`` or ``amp.``."""
    try:
        hosts = [(urlsplit(address).hostname or "").rstrip(".") for address in (one, other)]
    except ValueError:
        return False
    bare = [host.removeprefix("www.").removeprefix("m.").removeprefix("amp.") for host in hosts]
    return bool(bare[0]) and bare[0] == bare[1]
