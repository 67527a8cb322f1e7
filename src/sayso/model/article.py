"""An article as read: its text and where it came from. The text is never changed after reading.

Invariant: ``text`` holds no carriage return and no control character but newline and tab, so that every format we
write (HTML, CSV, JSON) gives back the same code points, and ``sha256`` is that of its UTF-8 bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sayso.model.ids import derive_id, sha256_of
from sayso.model.source_map import SourceRun, check_source_map
from sayso.model.span import Span, check_span

_NUMBERS = re.compile(r"(?::[0-9]{1,18})+\Z")  # of a record, in the name of an input


class DateBasis(StrEnum):
    """Where an article's publication date was found."""

    RECORD = "record"  # stated by the input's own metadata (a JSON line, later a page's)
    MANIFEST = "manifest"  # stated by the manifest beside the file
    TEXT = "text"  # a dateline or date line in the text itself
    ASSUMED = "assumed"  # the user said so, with --published
    JUDGED = "judged"  # a person decided so, for this article


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published news report (schema.org NewsArticle), as read. ``None`` means "not stated".

    ``id`` derives from where the article stood (``locator_of``) and from its text. ``published_at`` is ISO 8601: a date
    (``2022-02-16``) or an instant in UTC (``2022-02-16T08:30:00Z``), as precise as the input stated it;
    ``published_zone`` is the zone it was stated in, as hours and minutes east of Greenwich (``+05:30``).
    ``modified_at`` and ``modified_zone`` tell the same of the last change that the input states; it never stands in for
    the publication. ``title_span`` is where the headline stands in the text, if it does. ``furniture`` holds the spans
    that are page furniture, sorted and disjoint. ``language`` is an ISO 639-1 code. ``source_map`` says where the text
    stands in the saved page it was cut from, decoded as ``source_encoding`` (see `sayso.model.source_map`).
    ``record_id`` and ``record_digest`` name the record of the web archive that it was read from, as that states them.
    """

    id: str
    text: str
    sha256: str
    external_id: str | None = None
    path: str | None = None
    url: str | None = None
    title: str | None = None
    title_span: Span | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_at: str | None = None
    published_from: DateBasis | None = None
    published_zone: str | None = None
    modified_at: str | None = None
    modified_zone: str | None = None
    retrieved_at: str | None = None
    language: str | None = None
    furniture: tuple[Span, ...] = ()
    source_encoding: str | None = None
    source_map: tuple[SourceRun, ...] = ()
    record_id: str | None = None
    record_digest: str | None = None

    def __post_init__(self) -> None:
        previous = 0
        for span in self.furniture:
            check_span(span, self.text)
            if span.start < previous:
                raise ValueError(f"furniture spans overlap or are unsorted: {self.furniture!r}")
            previous = span.end
        if self.title_span is not None:
            check_span(self.title_span, self.text)
        check_source_map(self.source_map, self.text)

    @property
    def published_on(self) -> date | None:
        """The day of publication, ``None`` where it is not stated to the day."""
        try:
            return date.fromisoformat((self.published_at or "")[:10])
        except ValueError:
            return None

    @property
    def rank(self) -> tuple[str, str]:
        """The key by which articles stand where nothing else tells: their text, for a folder's name is chance."""
        return self.sha256, self.id

    @property
    def name(self) -> str:
        """What to call the article where space is short: its publisher, else its path, address or id."""
        return self.publisher or self.path or self.url or self.external_id or self.id


def identify_article(text: str, *, url: str | None, external_id: str | None, path: str | None) -> tuple[str, str]:
    """Give an article's id and the SHA-256 of its text.

    The id is made from the text and the first of: address, external id, last two parts of the path. The same file read
    from elsewhere keeps its id; the same text from two outlets stays two articles.
    """
    locator = url or external_id or "/".join((path or "").split("/")[-2:])
    digest = sha256_of(text)
    return derive_id("art", locator, digest), digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One input that could not be read, or was read with a repair worth telling. Nothing else was lost.

    ``input`` names the file or record, ``reason`` is a message for a person, ``lost`` says whether the input is absent
    from the report (else it was repaired and is there).
    """

    input: str
    reason: str
    lost: bool = True
    hint: str = field(default="")

    @property
    def rank(self) -> tuple[str, tuple[int, ...], str, str]:
        """The key by which faults are sorted: the file, the numbers of the record in it, the reason."""
        file, *numbers = _split_input(self.input)
        return file, tuple(map(int, numbers)), self.reason, self.input

    @property
    def file(self) -> str:
        """The file that the input is, or is a record of: ``"news.jsonl"`` of ``"news.jsonl:12"``."""
        return _split_input(self.input)[0]


def _split_input(name: str) -> list[str]:
    """Part the name of a file from the numbers behind it."""
    found = _NUMBERS.search(name)
    return [name[: found.start()], *found.group()[1:].split(":")] if found else [name]
