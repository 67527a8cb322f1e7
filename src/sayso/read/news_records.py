"""JSON as others write it: schema.org articles (JSON-LD), ninjs, and references (CSL-JSON, as Zotero exports them).

Invariant: each article of such a record becomes one record of our own fields, with the very strings that it holds; what
is no article is left alone, and that nothing of a record is an article is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.read.markup import read_markup

Fields = Mapping[str, object]

_ARTICLES = re.compile(r"(?:schema:|https?://schema\.org/)?(?:\w*Article|Report|\w*BlogPosting|SocialMediaPosting)")
_REFERENCES = frozenset(
    """article article-journal article-magazine article-newspaper book broadcast chapter document interview
    legal_case motion_picture pamphlet paper-conference post post-weblog report speech thesis webpage""".split()
)
_NINJS = frozenset("body_text body_html body_xhtml bodies headlines versioncreated versionCreated".split())
_DATED = frozenset(("issued", "container-title", "URL"))
_LISTS = ("@graph", "items", "_items", "itemListElement")
_MARKUP = re.compile(r"<(?:p|div|br|h\d|ul|ol|blockquote|section|article)\b[^<>]{0,500}>", re.IGNORECASE)
_DEEPEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """An article in fields of our own. ``notes`` tell what is odd, ``missing`` why it has no text, if it has none."""

    fields: Fields
    notes: tuple[str, ...] = ()
    missing: str = "has no “text”"
    hint: str = field(default="each record needs its article's words as “text”")


def translate_record(fields: Fields, depth: int = 0) -> Iterator[Translated]:
    """Yield each article of a record; a record of a kind that is not known comes as it is."""
    if isinstance(fields.get("text"), str):
        yield Translated(fields=fields)
        return
    nested = next((fields[name] for name in _LISTS if isinstance(fields.get(name), list)), None)
    if isinstance(nested, list) and depth < _DEEPEST and not _is_ninjs(fields) and "articleBody" not in fields:
        found = [item for item in nested if isinstance(item, dict) and _may_be_article(item)]
        for item in found:
            inner = item.get("item")
            yield from translate_record(inner if isinstance(inner, dict) else item, depth + 1)
        if not found:
            yield Translated(fields={}, missing="lists no article", hint="")
    elif "articleBody" in fields or "@type" in fields:
        yield _from_schema(fields)
    elif _is_ninjs(fields):
        yield from _from_ninjs(fields)
    elif str(fields.get("type")) in _REFERENCES and not _DATED.isdisjoint(fields):
        yield _from_reference(fields)
    else:
        yield Translated(fields=fields)


def strip_markup(text: str) -> str:
    """Give the paragraphs of a text that is HTML, parted by blank lines; any other text as it is."""
    if not _MARKUP.search(text):
        return text
    return "\n\n".join(block.text for block in read_markup(text).blocks)


def _may_be_article(item: Fields) -> bool:
    """Say whether an item of a list may be an article: in a graph stand sites, people and pictures too."""
    return "@type" not in item or "articleBody" in item or isinstance(item.get("item"), dict) or _is_article(item)


def _is_article(fields: Fields) -> bool:
    return any(_ARTICLES.fullmatch(kind) for kind in _texts_of(fields.get("@type")))


def _from_schema(fields: Fields) -> Translated:
    """Translate a schema.org article."""
    if not _is_article(fields) and "articleBody" not in fields:
        kind = ", ".join(_texts_of(fields.get("@type")))[:60] or "something else"
        return Translated(fields={}, missing=f"is no article but {kind}", hint="")
    page = fields.get("mainEntityOfPage")
    page = page.get("@id") if isinstance(page, Mapping) else page
    body = fields.get("articleBody")
    return _translated(
        text=strip_markup(body) if isinstance(body, str) else None,
        title=_first_text(fields.get("headline"), fields.get("name")),
        publisher=_name_of(fields.get("publisher")),
        authors=_names_of(fields.get("author")) or _names_of(fields.get("creator")),
        published=_first_text(fields.get("datePublished"), fields.get("dateCreated")),
        modified=_first_text(fields.get("dateModified")),
        language=_name_of(fields.get("inLanguage")),
        url=_first_address(fields.get("url"), page, fields.get("@id")),
        id=_first_text(fields.get("identifier")),
        missing="holds no “articleBody”",
    )


def _is_ninjs(fields: Fields) -> bool:
    standard = fields.get("standard")
    return (isinstance(standard, Mapping) and standard.get("name") == "ninjs") or (
        not _NINJS.isdisjoint(fields) and ("uri" in fields or "headline" in fields or "headlines" in fields)
    )


def _from_ninjs(fields: Fields, depth: int = 0) -> Iterator[Translated]:
    """Translate a ninjs item (1.x to 3.x), and the texts that stand beside it as its associations."""
    associated = fields.get("associations")
    items = list(associated.values()) if isinstance(associated, Mapping) else _list_of(associated)
    within = [item for item in items if isinstance(item, Mapping) and _body_of(item)]
    text = _body_of(fields)
    if text or not within:
        first = _first_text(fields.get("firstcreated"), fields.get("firstCreated"))
        version = _first_text(fields.get("versioncreated"), fields.get("versionCreated"))
        yield _translated(
            text=text,
            title=_first_text(fields.get("headline")) or _main_of(fields.get("headlines")),
            publisher=_name_of(fields.get("infosource") or fields.get("infosources"))
            or _first_text(fields.get("source"), fields.get("copyrightholder"), fields.get("copyrightHolder")),
            authors=_first_text(fields.get("byline"), fields.get("by")) or _names_of(fields.get("authors")),
            published=first or version,
            modified=version if first and version != first else None,
            language=_first_text(fields.get("language")),
            url=_first_address(fields.get("url"), fields.get("href")),
            id=_first_text(fields.get("uri"), fields.get("guid")),
            missing=f"holds no body but is of the type {str(fields.get('type', 'none'))[:40]}",
        )
    for item in within if depth < _DEEPEST else ():
        yield from _from_ninjs(item, depth + 1)


def _body_of(fields: Fields) -> str | None:
    """Give the words of a ninjs item: its plain text, else its markup."""
    plain = _first_text(fields.get("body_text"))
    if plain:
        return plain
    if marked := _first_text(fields.get("body_xhtml"), fields.get("body_html")):
        return strip_markup(marked)
    value = _main_of(fields.get("bodies"))
    return strip_markup(value) if value else None


def _main_of(values: object) -> str | None:
    """Give the value of the first headline or body of a list, one with the role ``main`` before others."""
    found = [item for item in _list_of(values) if isinstance(item, Mapping) and isinstance(item.get("value"), str)]
    roles = ("main", "plaintext", "plain")
    found.sort(key=lambda item: str(item.get("role", "")).rpartition(":")[2].lower() not in roles)  # stable
    return str(found[0]["value"]) if found else None


def _from_reference(fields: Fields) -> Translated:
    """Translate a reference, which as a rule holds an abstract at most."""
    url = _first_address(fields.get("URL"))
    translated = _translated(
        text=strip_markup(text) if (text := _first_text(fields.get("abstract"))) else None,
        title=_first_text(fields.get("title")),
        publisher=_first_text(fields.get("container-title"), fields.get("publisher")),
        authors=_names_of(fields.get("author")),
        published=_date_of(fields.get("issued")),
        retrieved=_date_of(fields.get("accessed")),
        language=_first_text(fields.get("language")),
        url=url,
        id=_first_text(fields.get("id"), fields.get("DOI")),
        missing="is a reference without an abstract: the article itself is not in this file",
        hint=f"read its address: {url}" if url else "give the article's own file",
    )
    note = "only its abstract is in this file, and was read as its text"
    return Translated(
        fields=translated.fields,
        notes=(note,) if text else (),
        missing=translated.missing,
        hint=translated.hint,
    )


def _translated(*, missing: str, hint: str = "", **fields: object) -> Translated:
    return Translated(fields={key: value for key, value in fields.items() if value}, missing=missing, hint=hint)


def _date_of(value: object) -> str | None:
    """Give a date as CSL writes it (``{"date-parts": [[2031, 5, 6]]}``), if it names a day."""
    if not isinstance(value, Mapping):
        return _first_text(value)
    parts = _list_of(value.get("date-parts"))
    first = parts[0] if parts and isinstance(parts[0], list) else []
    if len(first) >= 3:
        try:
            year, month, day = (int(str(part)) for part in first[:3])
        except ValueError:
            return None
        return f"{year:04}-{month:02}-{day:02}"
    return _first_text(value.get("raw"), value.get("literal")) if not first else None


def _names_of(value: object) -> list[str]:
    """Give the names of people or bodies, in any way that they are written."""
    return [name for item in (value if isinstance(value, list) else [value]) if (name := _name_of(item))]


def _name_of(value: object) -> str | None:
    if isinstance(value, list):
        flat = (item for item in value if not isinstance(item, list))  # no one nests names, but to break us
        return next((name for item in flat if (name := _name_of(item))), None)
    if isinstance(value, Mapping):
        if isinstance(value.get("family"), str):
            parts = (value.get("given"), value.get("non-dropping-particle"), value.get("family"), value.get("suffix"))
            return " ".join(part for part in parts if isinstance(part, str) and part)
        return _first_text(value.get("name"), value.get("literal"), value.get("alternateName"))
    return _first_text(value)


def _first_text(*values: object) -> str | None:
    return next((text for value in values for text in _texts_of(value) if text.strip()), None)


def _first_address(*values: object) -> str | None:
    texts = (text for value in values for text in _texts_of(value))
    return next((text for text in texts if text.lower().startswith(("http://", "https://"))), None)


def _texts_of(value: object) -> list[str]:
    """Give a string, a number or the strings of a list; JSON-LD writes ``{"@value": …}`` for a string too."""
    if isinstance(value, Mapping):
        value = value.get("@value")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [str(value)]
    return [item for item in _list_of(value) if isinstance(item, str)]


def _list_of(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [] if value is None else [value]
