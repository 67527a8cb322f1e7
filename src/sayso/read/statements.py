"""What a page states of itself: JSON-LD, OpenGraph, microdata and meta elements, read before its text is looked at.

Invariant: a fact is taken as stated or not at all; the sources are asked in the order JSON-LD, OpenGraph and article
tags, microdata, other meta elements. A date of change never stands in for the date of publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from sayso.read.dates import parse_stated, parse_zone
from sayso.read.facts import split_names
from sayso.read.markup import Markup, Node, parse_attributes
from sayso.text.normalize import normalize_line

_ARTICLE_TYPES = re.compile(
    r"(?:.*/)?(?:\w*Article|\w*NewsArticle|Report|Blog(?:Posting)?|\w*Posting|Review)", re.ASCII
)
_PAGE_TYPES = re.compile(r"(?:.*/)?\w*Page", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\`]{1,4000}", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_PUBLISHED = (
    *("article:published_time", "article:published", "article.published", "og:article:published_time"),
    *("og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued"),
    *(
        "dcterms.date",
        "dc.date",
        "dcterms.created",
        "pubdate",
        "pub_date",
        "publishdate",
        "publish-date",
        "publish_date",
    ),
    *("published_at", "published", "article_date_original", "datecreated", "cxenseparse:recs:publishtime", "date"),
    *("originalpublicationdate", "pdate", "citation_publication_date", "citation_date", "ptime", "displaydate"),
)
_MODIFIED = (
    *("article:modified_time", "article:modified", "article.updated", "article:updated_time", "og:modified_time"),
    *("datemodified", "dateupdated", "dcterms.modified", "dc.date.modified", "article_date_updated", "updated-date"),
    *("og:updated_time", "last-modified", "lastmod", "revision_date", "utime"),
)
_AUTHORS = (
    *("author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl"),
    *("article_author", "article:author", "content-creator", "creator", "authors", "citation_author"),
)
_PUBLISHERS = ("og:site_name", "dc.publisher", "publisher", "application-name", "copyrightholder", "cre")
_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "parsely-title",
    "headline",
    "title",
)
_LANGUAGES = ("og:locale", "content-language", "dc.language", "dcterms.language", "inlanguage", "language")
_NO_AUTHOR = re.compile(r"(?:https?:)?//|www\.|@|\.(?:com|org|net)\b", re.IGNORECASE)
_MAX_JSON, _MAX_ITEMS, _MAX_AUTHORS, _MAX_NAME = 4_000_000, 2000, 20, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What is stated, cleaned; ``titles`` holds every title stated, the most trusted first. ``None``: not stated."""

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published_at: str | None = None
    published_zone: str | None = None
    modified_at: str | None = None
    modified_zone: str | None = None
    url: str | None = None
    language: str | None = None


def read_statements(markup: Markup, source: str, url: str | None = None) -> Statements:
    """Collect what a page states; ``url`` is where it was read from, for addresses relative to it."""
    meta = _read_meta(markup)
    items = _read_microdata(markup, source)
    stated = from_json_ld([content for node, content in markup.raw if "ld+json" in node.attributes.lower()])
    published, published_zone = _first_date(_values(meta, _PUBLISHED), _values(items, ("datepublished", "datecreated")))
    modified, modified_zone = _first_date(_values(meta, _MODIFIED), _values(items, ("datemodified", "dateupdated")))
    return Statements(
        titles=_distinct(
            *stated.titles,
            *_values(meta, _TITLES[:1]),
            *_values(items, ("headline",)),
            *_values(meta, _TITLES[1:]),
            *(unescape(content) for node, content in markup.raw if node.tag == "title"),
        ),
        authors=stated.authors or _authors_of(meta, items, markup, source),
        publisher=stated.publisher or next(iter(_distinct(*_values(meta, _PUBLISHERS))), None),
        published_at=stated.published_at or published,
        published_zone=stated.published_zone if stated.published_at else published_zone,
        modified_at=stated.modified_at or modified,
        modified_zone=stated.modified_zone if stated.modified_at else modified_zone,
        url=_canonical(markup, meta, url) or stated.url,
        language=_language_of(markup, meta, items) or stated.language,
    )


def from_json_ld(contents: Sequence[str]) -> Statements:
    """Read the article that some JSON-LD documents describe: the one that states most of headline, date and author.

    What it does not say of its dates is taken from the other articles and pages described there.
    """
    entries: list[Mapping[str, object]] = []
    for content in contents:
        entries += _flatten(_load_json(content))
    by_id = {str(entry["@id"]): entry for entry in reversed(entries) if "@id" in entry and len(entry) > 1}
    articles = [entry for entry in entries if _is_a(entry, _ARTICLE_TYPES)]
    articles.sort(key=lambda e: -sum(name in e for name in ("headline", "datePublished", "author")))
    described = [*articles, *(entry for entry in entries if _is_a(entry, _PAGE_TYPES) and "datePublished" in entry)]
    if not described:
        return Statements()
    entry = described[0]
    published, published_zone = _first_date(
        [e.get("datePublished") for e in described], [e.get("dateCreated") for e in articles]
    )
    modified, modified_zone = _first_date([e.get("dateModified") for e in described])
    address = entry.get("url") or entry.get("mainEntityOfPage")
    if isinstance(address, Mapping):
        address = address.get("@id") or address.get("url")
    return Statements(
        titles=_distinct(entry.get("headline"), entry.get("name"), entry.get("alternativeHeadline")),
        authors=_names(entry.get("author") or entry.get("creator"), by_id),
        publisher=_name(entry.get("publisher") or entry.get("sourceOrganization"), by_id),
        published_at=published,
        published_zone=published_zone,
        modified_at=modified,
        modified_zone=modified_zone,
        url=address if isinstance(address, str) and _ADDRESS.fullmatch(address) else None,
        language=_text(entry.get("inLanguage")),
    )


def _load_json(content: str) -> object:
    """Give what a script holds, forgiving what pages do to JSON; ``None`` if it is none."""
    text = content.strip().removeprefix("<![CDATA[").removeprefix("<!--").removeprefix("//<![CDATA[")
    text = text.removesuffix("-->").removesuffix("]]>").removesuffix("//").strip().rstrip(";")
    if not text or len(text) > _MAX_JSON:
        return None
    for candidate in (text, re.sub(r",(?=\s*[}\]])", "", text)):
        try:
            return json.JSONDecoder(strict=False).raw_decode(candidate)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _flatten(value: object) -> list[Mapping[str, object]]:
    """Give all objects of a JSON-LD document that may describe something, outermost first."""
    found: list[Mapping[str, object]] = []
    waiting = [value]
    while waiting and len(found) < _MAX_ITEMS:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item[:_MAX_ITEMS]
        elif isinstance(item, Mapping):
            found.append(item)
            waiting += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if key in item]
            waiting += [item[key] for key in ("author", "publisher") if isinstance(item.get(key), (Mapping, list))]
    return found


def _is_a(entry: Mapping[str, object], types: re.Pattern[str]) -> bool:
    kinds = entry.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and types.fullmatch(kind) for kind in kinds)


def _name(value: object, by_id: Mapping[str, Mapping[str, object]]) -> str | None:
    """Give the name of one organisation, as stated."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        other = by_id.get(str(value.get("@id")), {})
        value = value.get("name") or other.get("name") or value.get("legalName")
    return next(iter(_distinct(value)), None)


def _names(value: object, by_id: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    """Give the names of people or organisations, however they are nested; ``@id`` is looked up."""
    names: list[str] = []
    waiting = [value]
    while waiting and len(names) < _MAX_AUTHORS:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item[:_MAX_AUTHORS]
        elif isinstance(item, Mapping):
            named = item.get("name")
            if named is None and (other := by_id.get(str(item.get("@id")))) is not None and other is not item:
                named = other.get("name")
            waiting[:0] = named[:_MAX_AUTHORS] if isinstance(named, list) else [named]
        elif isinstance(item, str):
            names += _clean_names(item)
    return tuple(dict.fromkeys(names))


def _clean_names(text: str) -> list[str]:
    text = normalize_line(unescape(_TAGS.sub(" ", text[:400])))
    if _NO_AUTHOR.search(text):
        return []
    return [name for name in split_names(text) if 1 < len(name) <= _MAX_NAME and not name.isdigit()]


def _read_meta(markup: Markup) -> dict[str, list[str]]:
    """Give the contents of the meta elements by their name in lower case."""
    found: dict[str, list[str]] = {}
    for node in markup.nodes:
        if node.tag == "meta":
            attributes = parse_attributes(node.attributes)
            content = attributes.get("content")
            for key in ("property", "name", "itemprop", "http-equiv"):
                if content and (name := attributes.get(key)):
                    found.setdefault(name.strip().lower(), []).append(content)
    return found


def _read_microdata(markup: Markup, source: str) -> dict[str, list[str]]:
    """Give the values of microdata and of ``<time>`` that say when, by property in lower case."""
    found: dict[str, list[str]] = {}
    for node in markup.nodes:
        if "itemprop" not in node.attributes and node.tag != "time":
            continue
        attributes = parse_attributes(node.attributes)
        value = attributes.get("content") or attributes.get("datetime")
        for name in attributes.get("itemprop", "").lower().split():
            if name in (
                "headline",
                "author",
                "datepublished",
                "datemodified",
                "datecreated",
                "dateupdated",
                "inlanguage",
            ):
                found.setdefault(name, []).append(value or _text_in(node, source))
        if node.tag == "time" and value:
            said = f"{attributes.get('class', '')} {'pubdate' if 'pubdate' in attributes else ''}".lower()
            if "updated" in said and "publish" not in said:
                found.setdefault("dateupdated", []).append(value)
            elif "publish" in said or "pubdate" in said:
                found.setdefault("datecreated", []).append(value)
    return found


def _text_in(node: Node, source: str) -> str:
    """Give the words in a small element."""
    end = source.find(f"</{node.tag}", node.inside, node.inside + 1000)
    return unescape(_TAGS.sub(" ", source[node.inside : end])) if end >= 0 else ""


def _values(found: Mapping[str, Sequence[str]], names: Sequence[str]) -> Iterator[str]:
    return (value for name in names for value in found.get(name, ()))


def _first_date(*groups: Iterator[str] | Sequence[object]) -> tuple[str | None, str | None]:
    """Give the first value that is a date, an instant rather than a date alone on the same day, and its zone."""
    values = [unescape(v).strip() if isinstance(v, str) else v for group in groups for v in group]
    dates = [(stated, parse_zone(value)) for value in values if (stated := parse_stated(value)) is not None]
    if not dates:
        return None, None
    first = dates[0]
    if "T" not in first[0]:
        return next((other for other in dates if other[0].startswith(first[0] + "T")), first)
    return first


def _authors_of(
    meta: Mapping[str, Sequence[str]], items: Mapping[str, Sequence[str]], markup: Markup, source: str
) -> tuple[str, ...]:
    for group in (*([value] for value in _values(meta, _AUTHORS)), list(_values(items, ("author",)))):
        if names := tuple(dict.fromkeys(name for value in group for name in _clean_names(value))):
            return names[:_MAX_AUTHORS]
    linked = (
        _text_in(n, source) for n in markup.nodes if n.tag == "a" and re.search(r"rel=[\"']?author", n.attributes)
    )
    return tuple(dict.fromkeys(name for text in linked for name in _clean_names(text)))[:_MAX_AUTHORS]


def _canonical(markup: Markup, meta: Mapping[str, Sequence[str]], url: str | None) -> str | None:
    """Give the address that a page gives itself; one that leads to the front of a site is a mistake, not an address."""
    links = (parse_attributes(n.attributes) for n in markup.nodes if n.tag == "link" and "canonical" in n.attributes)
    stated = [a["href"] for a in links if "canonical" in a.get("rel", "").lower().split() and "href" in a]
    for candidate in (*stated, *_values(meta, ("og:url",))):
        try:
            address = urljoin(url or "", candidate.strip())
            is_front = not urlsplit(address).path.strip("/") and not urlsplit(address).query
        except ValueError:
            continue
        if _ADDRESS.fullmatch(address) and not is_front:
            return address
    return None


def _language_of(markup: Markup, meta: Mapping[str, Sequence[str]], items: Mapping[str, Sequence[str]]) -> str | None:
    html = next((parse_attributes(node.attributes) for node in markup.nodes if node.tag == "html"), {})
    stated = (html.get("lang"), html.get("xml:lang"), *_values(meta, _LANGUAGES), *_values(items, ("inlanguage",)))
    return next((value for value in stated if value), None)


def _text(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("alternateName") or value.get("name")
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, str) else None


def _distinct(*values: object) -> tuple[str, ...]:
    cleaned = (normalize_line(unescape(_TAGS.sub(" ", v[:2000]))) for v in values if isinstance(v, str))
    return tuple(dict.fromkeys(value for value in cleaned if value))
