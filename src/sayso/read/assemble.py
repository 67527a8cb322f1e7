"""From a text and what was stated about it to an article.

Invariant: what a record states goes before what a manifest states, that before what the text shows, that before what
the user assumed. Nothing is taken from the file's own dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.model.article import Article, DateBasis, Fault, identify_article
from sayso.read.dates import find_date, parse_stated, parse_zone
from sayso.read.detect import mend_text
from sayso.read.facts import NO_FACTS, Facts
from sayso.read.furniture import find_furniture, find_title_copies
from sayso.read.fused import take_out_links
from sayso.read.headline import cut_lines, find_byline, find_headline
from sayso.read.html import Page
from sayso.read.language import settle_language
from sayso.text.normalize import normalize_text

MAX_TEXT_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known beside the text: how the input is called, where it stands, and what states facts about it.

    ``page`` is the page that the text was cut from, if it was.
    """

    name: str
    path: str | None
    record: Facts = NO_FACTS
    manifest: Facts = NO_FACTS
    assumed_published: str | None = None
    page: Page | None = None


def assemble_article(text: str, source: Source) -> Iterator[Article | Fault]:
    """Yield the article, after what had to be repaired or left out; only a fault if the text is none."""
    notes: tuple[str, ...] = ()
    if source.page is None:  # what was cut from a page is mended already, and its offsets are fixed
        text, notes = mend_text(text)
        text, taken_out = take_out_links(normalize_text(text))
        notes += taken_out
    yield from (Fault(input=source.name, reason=note, lost=False) for note in notes)
    if not text.strip():
        yield Fault(input=source.name, reason="holds no text")
        return
    if len(text) > MAX_TEXT_BYTES or len(text.encode()) > MAX_TEXT_BYTES:
        yield Fault(
            input=source.name,
            reason=f"an article may have {MAX_TEXT_BYTES:,} bytes of text at most",
            hint="split it into its articles, or give them as JSON lines",
        )
        return
    published_at, basis, faults = _date_of(text, source)
    yield from faults
    retrieved = source.record.retrieved or source.manifest.retrieved
    retrieved_at = parse_stated(retrieved)
    if retrieved is not None and retrieved_at is None:
        yield _undated(source, "retrieved", retrieved)
    yield _mark_up(text, source, published_at, basis, retrieved_at)


def assemble_page(page: Page, source: Source) -> Iterator[Article | Fault]:
    """Yield the article of a page, after what had to be repaired. What ``source.record`` states goes first."""
    yield from (Fault(input=source.name, reason=note, lost=False) for note in page.notes)
    stated = source.record
    seen = page.published_at if page.published_from is DateBasis.RECORD else None
    record = Facts(
        external_id=stated.external_id,
        title=stated.title or page.title,
        publisher=stated.publisher or page.publisher,
        url=stated.url or page.url,
        authors=stated.authors or page.authors,
        published=stated.published or seen,
        modified=stated.modified or page.modified_at,
        language=stated.language or page.language,
        retrieved=stated.retrieved or page.retrieved_at,
    )
    yield from assemble_article(page.text, replace(source, record=record, page=page))


def _mark_up(
    text: str, source: Source, published_at: str | None, basis: DateBasis | None, retrieved_at: str | None
) -> Article:
    """Find headline, byline and furniture in the text, and put all together."""
    record, manifest, page = source.record, source.manifest, source.page
    lines = cut_lines(text)
    title = record.title or manifest.title
    furniture = find_furniture(lines)
    headline = find_headline(lines, title, furniture)
    if headline is not None:
        title = title or lines[headline].text
        furniture = (furniture | find_title_copies(lines, title, headline)) - {headline}
    elif title is not None:
        furniture |= find_title_copies(lines, title, None)
    byline = find_byline(lines)
    if byline is not None:
        furniture |= {byline[0]}
    url = record.url or manifest.url
    article_id, sha256 = identify_article(text, url=url, external_id=record.external_id, path=source.path)
    return Article(
        id=article_id,
        text=text,
        sha256=sha256,
        external_id=record.external_id,
        path=source.path,
        url=url,
        title=title,
        title_span=None if headline is None else lines[headline].span,
        publisher=record.publisher or manifest.publisher,
        authors=record.authors or manifest.authors or (byline[1] if byline else ()),
        published_at=published_at,
        published_from=basis,
        published_zone=_zone_of(
            published_at, (record.published, manifest.published), page.published_zone if page else None
        ),
        modified_at=parse_stated(record.modified),
        modified_zone=_zone_of(parse_stated(record.modified), (record.modified,), page.modified_zone if page else None),
        language=settle_language(record.language or manifest.language, text),
        retrieved_at=retrieved_at,
        furniture=tuple(lines[number].span for number in sorted(furniture)),
        source_encoding=page.source_encoding if page else None,
        source_map=page.source_map if page else (),
    )


def _zone_of(instant: str | None, stated: tuple[object, ...], of_page: str | None) -> str | None:
    """Give the zone in which an instant was stated: the page's own, else that of the value it was read from."""
    if instant is None or "T" not in instant:
        return None
    read_from = next((value for value in stated if value is not None and parse_stated(value) == instant), None)
    return of_page or parse_zone(read_from)


def _date_of(text: str, source: Source) -> tuple[str | None, DateBasis | None, list[Fault]]:
    """Give the publication date, what states it, and a fault for each stated date that could not be understood."""
    faults: list[Fault] = []
    stated = ((source.record.published, DateBasis.RECORD), (source.manifest.published, DateBasis.MANIFEST))
    for value, basis in stated:
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if (published_at := parse_stated(value)) is not None:
            return published_at, basis, faults
        faults.append(_undated(source, "published", value))
    seen = source.page.published_at if source.page else None
    if (published_at := find_date(text) or seen) is not None:
        return published_at, DateBasis.TEXT, faults
    if source.assumed_published is not None:
        return source.assumed_published, DateBasis.ASSUMED, faults
    return None, None, faults


def _undated(source: Source, field: str, value: object) -> Fault:
    shown = str(value)
    shown = shown if len(shown) <= 40 else shown[:39] + "…"
    return Fault(
        input=source.name,
        reason=f"“{field}” is no date that can be read one way only: {shown}",
        lost=False,
        hint="write it as 2022-02-16 or 2022-02-16T08:30:00Z",
    )
