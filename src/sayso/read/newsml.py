"""News in XML: NewsML-G2 items and messages, and bare NITF.

Invariant: no document defines what it means: one that declares entities is refused, and nothing outside is ever
loaded. Each item with words is one article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import InputError
from sayso.model.article import Article, Fault
from sayso.read.assemble import Source, assemble_article
from sayso.read.detect import mend_text
from sayso.read.facts import from_fields
from sayso.read.feeds import is_feed
from sayso.read.news_records import strip_markup
from sayso.read.selection import Sieve
from sayso.text.normalize import normalize_line

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_XML_BYTES = 50_000_000
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.{0,200}?\?>\s*)?(?:<!--.{0,1000}?-->\s*|<!DOCTYPE[^\[>]{0,300}>\s*)*"
    rb"<(?:[\w.-]{1,40}:)?(newsItem|newsMessage|nitf)[\s>]",
    re.DOTALL,
)
_BLOCKS = frozenset("p hl1 hl2 h1 h2 h3 h4 h5 h6 li dt dd td th pre blockquote".split())
_SKIPPED = frozenset("script style media figure figcaption".split())


def is_newsml(head: bytes) -> bool:
    """Say whether an input begins as a NewsML-G2 or NITF document does."""
    return _ROOT.match(head) is not None


def read_newsml(stream: BinaryIO, source: Source, sieve: Sieve) -> Iterator[Article | Fault]:  # noqa: ARG001
    """Read each item of a document that has words.

    Raises:
        InputError: it is too large, damaged, no news, or declares entities.
    """
    data = stream.read(MAX_XML_BYTES + 1)
    if len(data) > MAX_XML_BYTES:
        raise InputError(source.name, f"an XML document may have {MAX_XML_BYTES:,} bytes at most", "split it")
    if is_feed(data):
        raise InputError(source.name, "this is a feed, not an article", "follow it with `sayso watch`")
    root = _parse(data, source.name)
    items = [root] if _name_of(root) in ("newsItem", "nitf") else list(_within(root, "newsItem"))
    if not items:
        hint = "save its text as a .txt file"
        raise InputError(source.name, f"this XML is no news: it holds <{_name_of(root)[:40]}>", hint)
    for number, item in enumerate(items, start=1):
        name = source.name if len(items) == 1 else f"{source.name}:{number}"
        text = _text_of(item)
        if not text:
            yield Fault(input=name, reason="this item holds no words: it may be of a picture or a film")
            continue
        facts, notes = from_fields(_fields_of(item), lambda words: mend_text(words).text)
        yield from (Fault(input=name, reason=note, lost=False) for note in notes)
        yield from assemble_article(text, replace(source, name=name, record=facts))


def _parse(data: bytes, name: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            name, f"this XML is damaged: {str(error).splitlines()[0][:120] if str(error) else ''}"
        ) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise InputError(name, "this XML declares entities, which no news needs")
    return root


def _fields_of(item: _Element) -> dict[str, object]:
    """Give what an item states, in fields of our own."""
    first, version = _words_of(item, "firstCreated"), _words_of(item, "versionCreated")
    authors = [name for part in _within(item, "creator", "contributor") if (name := _words_of(part, "name"))]
    languages = [part.get("tag") for part in _within(item, "language") if part.get("tag")]
    issued = next((part.get("norm") for part in _within(item, "date.issue")), None)
    found = {
        "id": item.get("guid") or next((part.get("id-string") for part in _within(item, "doc-id")), None),
        "title": _words_of(item, "headline", "hl1", "title"),
        "publisher": _source_of(item, "infoSource") or _source_of(item, "provider"),
        "authors": authors or _words_of(item, "by", "byline"),
        "published": first or version or issued,
        "modified": version if first and version != first else None,
        "language": languages[0] if languages else item.get("{http://www.w3.org/XML/1998/namespace}lang"),
    }
    return {key: value for key, value in found.items() if value}


def _source_of(item: _Element, kind: str) -> str | None:
    for part in _within(item, kind):
        if named := _words_of(part, "name") or part.get("literal"):
            return named
    return None


def _text_of(item: _Element) -> str:
    """Give the words of the content, a paragraph a block; the headline stands in the facts."""
    bodies = list(_within(item, "body.content")) or list(_within(item, "inlineXML")) or list(_within(item, "body"))
    blocks = [words for body in bodies[:1] for words in _blocks_of(body)]
    if not blocks:
        plain = ["".join(part.itertext()) for part in _within(item, "inlineData")]
        return strip_markup(next((words for words in plain if words.strip()), "")).strip()
    return "\n\n".join(blocks)


def _blocks_of(body: _Element) -> Sequence[str]:
    """Give the words of each block that holds no other block, in order; of all, if there are no blocks."""
    found = []
    for part in body.iter():
        if _name_of(part) not in _BLOCKS or any(_name_of(a) in _SKIPPED for a in part.iterancestors()):
            continue
        if any(_name_of(inner) in _BLOCKS for inner in part.iterdescendants()):
            continue
        if words := normalize_line("".join(part.itertext())):
            found.append(words)
    whole = normalize_line("".join(body.itertext()))
    return found or ([whole] if whole else [])


def _words_of(item: _Element, *names: str) -> str | None:
    """Give the words of the first element called by the first of these names that has any."""
    for name in names:
        for part in _within(item, name):
            if words := normalize_line("".join(part.itertext())):
                return words
    return None


def _within(item: _Element, *names: str) -> Iterator[_Element]:
    return (part for part in item.iter() if _name_of(part) in names)


def _name_of(part: _Element) -> str:
    """Give an element's name without its namespace; none for an entity."""
    return part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""
