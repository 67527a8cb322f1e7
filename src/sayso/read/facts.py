"""What an input states about an article, before anything is looked for in the text.

Invariant: a fact that is not usable is left out and told in a note, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sayso.text.normalize import normalize_line

Mend = Callable[[str], str]

_ADDRESS = re.compile(r"https?://[^\s\"'<>\\`]{1,4000}", re.IGNORECASE)
_NAME_BREAK = re.compile(r"\s*(?:,|;|\||\n|\band\b|&)\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|MD|M\.D|Ph\.?D|Esq)\.?", re.IGNORECASE)
_HOUSE = re.compile(r"(?<=\w)\s+(?:the\s+)?(?:associated press|AP|reuters|AFP)\b.*|\s+[–—-]\s.*", re.IGNORECASE)
_BY = re.compile(r"(?:written\s+)?by\b:?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Stated facts, cleaned. ``published``, ``modified``, ``retrieved`` and ``language`` are as the input gave them.

    They are still to be understood.
    """

    external_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: object = None
    modified: object = None
    language: str | None = None
    retrieved: object = None


NO_FACTS = Facts()


def from_fields(fields: Mapping[str, object], mend: Mend) -> tuple[Facts, list[str]]:
    """Build facts from a record's fields (a JSON object, a manifest row, a front matter); unknown fields are ignored.

    ``mend`` repairs the characters of a string. The second value holds a note for each field that was unusable.
    """
    notes: list[str] = []

    def text_of(*names: str) -> str | None:
        for name in names:
            value = fields.get(name)
            if value is None or value == "":
                continue
            if isinstance(value, int | float) and not isinstance(value, bool):
                value = str(value)
            if not isinstance(value, str):
                notes.append(f"“{name}” is not text and was left out")
                continue
            if cleaned := normalize_line(mend(value)):
                return cleaned
        return None

    def first_of(*names: str) -> object:
        return next((value for name in names if (value := fields.get(name)) not in (None, "")), None)

    url = text_of("url")
    if url is not None and not _ADDRESS.fullmatch(url):
        notes.append("“url” is no web address and was left out")
        url = None
    authors = _authors_of(first_of("authors", "author"), mend)
    if authors is None:
        notes.append("“authors” is neither text nor a list of names and was left out")
    facts = Facts(
        external_id=text_of("id", "external_id"),
        title=text_of("title"),
        publisher=text_of("publisher"),
        url=url,
        authors=authors or (),
        published=first_of("published", "published_at"),
        modified=first_of("modified", "modified_at"),
        language=text_of("language"),
        retrieved=first_of("retrieved", "retrieved_at"),
    )
    return facts, notes


def split_names(text: str) -> tuple[str, ...]:
    """Split a list of names as bylines write it ("By Ann Lee, Bo Ray Jr. and Cy Dow") into its names, in order."""
    names: list[str] = []
    for written in _NAME_BREAK.split(_BY.sub("", normalize_line(text), count=1)):
        part = _HOUSE.sub("", written) if written.count(" ") > 2 else written  # a reporter and the agency run together
        if names and _SUFFIX.fullmatch(part):
            names[-1] = f"{names[-1]}, {part}"
        elif part and part not in names:
            names.append(part)
    return tuple(names)


def _authors_of(value: object, mend: Mend) -> tuple[str, ...] | None:
    if value is None:
        return ()
    if isinstance(value, str):
        return split_names(mend(value))
    if isinstance(value, Mapping):  # schema.org Person
        value = [value]
    if not isinstance(value, list):
        return None
    names = [item.get("name") if isinstance(item, Mapping) else item for item in value]
    if not all(isinstance(name, str) for name in names):
        return None
    cleaned = (normalize_line(mend(str(name))) for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name))
