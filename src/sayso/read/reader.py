"""From paths to articles: the way in.

Invariant: whatever lies at a path, reading it yields articles and faults and raises nothing; one bad input costs itself
alone. The same inputs give the same articles in the same order, and no article twice.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from sayso.errors import InputError, UsageError
from sayso.model.article import Article, Fault
from sayso.read.assemble import MAX_TEXT_BYTES, Source, assemble_article, assemble_page
from sayso.read.dates import parse_stated
from sayso.read.detect import decode_bytes, encoding_marked, is_ours, is_page, mend_text, refuse_binary
from sayso.read.facts import NO_FACTS, Facts, from_fields
from sayso.read.files import (
    JSON_SUFFIXES,
    MARKDOWN_SUFFIXES,
    PAGE_SUFFIXES,
    TEXT_SUFFIXES,
    UNREADABLE_SUFFIXES,
    InputFile,
    find_inputs,
    open_input,
    tell_why,
)
from sayso.read.formats import find_reader
from sayso.read.html import MAX_PAGE_BYTES, read_page
from sayso.read.markdown import split_front_matter, strip_markdown
from sayso.read.mhtml import is_mhtml, read_mhtml
from sayso.read.news_records import Translated, translate_record
from sayso.read.records import read_records
from sayso.read.selection import Sieve
from sayso.text.normalize import normalize_text

_JSON_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*\{)")
_HEAD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a file held: the ids of its articles, in order, each with the SHA-256 of its text.

    ``is_whole`` says that none of them was left out as not wanted, and that the file did not break off.
    """

    file: InputFile
    articles: Mapping[str, str]
    is_whole: bool


def read_paths(
    paths: Sequence[Path | str],
    *,
    assumed_published: str | None = None,
    sieve: Sieve | None = None,
    leave_out: Collection[Path] = (),
    tell_held: Callable[[Held], None] | None = None,
) -> Iterator[Article | Fault]:
    """Read articles from files, folders (walked in sorted order) and ``-`` (standard input).

    Read are plain text (``.txt``, ``.text``), Markdown (``.md``, ``.markdown``), JSON lines or arrays of objects with
    ``text``, or as CSL-JSON, ninjs or JSON-LD write articles (``.jsonl``, ``.ndjson``, ``.json``, ``.jsonld``),
    NewsML-G2 and NITF (``.xml``), saved pages (``.html``, ``.htm``, ``.xhtml``, ``.mhtml``, ``.mht``), web archives
    (``.warc``, ``.wacz``), documents (``.pdf``, ``.docx``) and mail (``.eml``), each also with ``.gz``; a file with
    another ending, and standard input, is read by what is in it. A ``manifest.csv`` in a folder states facts about the
    files beside and below it.

    Args:
        paths: what to read, in this order. A file that is reached twice is read once.
        assumed_published: the publication date of articles that state none.
        sieve: which articles are wanted, if not all; it counts those that are left out.
        leave_out: what the run itself writes, passed over where it lies in a folder of ``paths``.
        tell_held: is told what each file held when the last of it was given.

    Yields:
        Articles, and a fault for each input that was lost or repaired; faults of an article come before it.

    Raises:
        UsageError: ``assumed_published`` is no date.
    """
    assumed = None
    if assumed_published is not None:
        assumed = parse_stated(assumed_published)
        if assumed is None:
            raise UsageError(f"not a date that can be read one way only: {assumed_published} (write it as 2022-02-16)")
    return _read_all(find_inputs(paths, leave_out), assumed, sieve or Sieve(), tell_held)


def _read_all(
    inputs: Iterable[InputFile | Fault],
    assumed: str | None,
    sieve: Sieve,
    tell_held: Callable[[Held], None] | None,
) -> Iterator[Article | Fault]:
    seen: dict[str, tuple[str | None, str | None]] = {}
    unwanted: set[str] = set()
    for file in inputs:
        if isinstance(file, Fault):
            yield file
            continue
        held: dict[str, str] = {}
        n_left_out = sieve.n_left_out
        is_broken = False
        for outcome in _read_file(file, assumed, sieve):
            if isinstance(outcome, Fault):
                is_broken |= outcome.lost and outcome.input == file.name
            else:
                held[outcome.id] = outcome.sha256
                stated = (outcome.publisher, outcome.published_at)
                if outcome.id in seen:
                    if seen[outcome.id] != stated and outcome.url is None and outcome.external_id is None:
                        yield Fault(
                            input=file.name,
                            reason="holds one text twice, from two publishers or dates, and nothing tells them apart",
                            hint="give each record its own “id” or “url”",
                        )
                    continue
                seen[outcome.id] = stated
                if not sieve.admits(outcome):
                    unwanted.add(outcome.id)
                    continue
            yield outcome
        if tell_held is not None:
            wanted = {id_: sha256 for id_, sha256 in held.items() if id_ not in unwanted}
            is_whole = not is_broken and sieve.n_left_out == n_left_out and len(wanted) == len(held)
            tell_held(Held(file=file, articles=wanted, is_whole=is_whole))


def _read_file(file: InputFile, assumed: str | None, sieve: Sieve) -> Iterator[Article | Fault]:
    """Read all articles of one input, whatever goes wrong in it."""
    if (reason := UNREADABLE_SUFFIXES.get(file.suffix)) is not None and not file.is_standard_input:
        yield Fault(input=file.name, reason=reason)
        return
    try:
        with open_input(file) as stream:
            head = cast(io.BufferedReader, stream).peek(_HEAD)[:_HEAD]
            if is_ours(head):
                raise InputError(file.name, "sayso wrote this of articles; it is none", "keep it out of their folder")
            if (read := find_reader(file.suffix, head)) is not None:
                source = Source(name=file.name, path=file.name, manifest=file.facts, assumed_published=assumed)
                yield from read(stream, source, sieve)
            elif _is_saved_page(file, head):
                yield from _read_saved_page(file, stream, assumed)
            elif _holds_records(file, head):
                yield from _read_records(file, stream, head, assumed)
            else:
                yield from _read_text(file, stream, assumed)
    except InputError as error:
        yield _to_fault(error)
    except (OSError, EOFError, zlib.error) as error:
        yield Fault(input=file.name, reason=tell_why(error))


def _holds_records(file: InputFile, head: bytes) -> bool:
    """Tell JSON from text: by the name's ending, else by how it begins."""
    if file.suffix in JSON_SUFFIXES:
        return True
    if file.suffix in (*TEXT_SUFFIXES, *MARKDOWN_SUFFIXES):
        return False
    return _JSON_START.match(head.decode(encoding_marked(head) or "utf-8", "replace")) is not None


def _is_saved_page(file: InputFile, head: bytes) -> bool:
    """Tell a page by the name's ending, else by how it begins."""
    if file.suffix in JSON_SUFFIXES:
        return False
    return file.suffix in PAGE_SUFFIXES or is_page(head) or is_mhtml(head)


def _read_saved_page(file: InputFile, stream: BinaryIO, assumed: str | None) -> Iterator[Article | Fault]:
    """Read a page that a browser saved, as HTML or as one MIME message."""
    data = stream.read(MAX_PAGE_BYTES + 1)
    stated, content_type, saved = file.facts.url, None, None
    if is_mhtml(data[:_HEAD]):
        part = read_mhtml(data, file.name)
        data, content_type, saved = part.data, part.content_type, part.saved
        stated = stated or part.url
    page = read_page(data, url=stated, content_type=content_type, name=file.name)
    source = Source(
        name=file.name,
        path=file.name,
        record=Facts(retrieved=saved),
        manifest=file.facts,
        assumed_published=assumed,
    )
    yield from assemble_page(page, source)


def _read_text(file: InputFile, stream: BinaryIO, assumed: str | None) -> Iterator[Article | Fault]:
    """Read a file that is one article."""
    data = stream.read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        reason = f"an article may have {MAX_TEXT_BYTES:,} bytes of text at most"
        raise InputError(file.name, reason, "split it into its articles, or give them as JSON lines")
    text, notes = decode_bytes(data, file.name)
    yield from (Fault(input=file.name, reason=note, lost=False) for note in notes)
    stated = NO_FACTS
    if file.suffix in MARKDOWN_SUFFIXES:
        fields, text = split_front_matter(normalize_text(text))
        stated, notes = _facts_of(fields, strip_markdown)
        yield from (Fault(input=file.name, reason=note, lost=False) for note in notes)
        text = strip_markdown(text)
    source = Source(name=file.name, path=file.name, record=stated, manifest=file.facts, assumed_published=assumed)
    yield from assemble_article(text, source)


def _read_records(file: InputFile, stream: BinaryIO, head: bytes, assumed: str | None) -> Iterator[Article | Fault]:
    """Read a file of JSON records, each an article. Bytes that are no UTF-8 are kept for `mend_text` to decode."""
    marked = encoding_marked(head)
    if marked in (None, "utf-8-sig"):
        refuse_binary(head, file.name)
    wide = marked is not None and marked != "utf-8-sig"
    errors = "replace" if wide else "surrogateescape"
    reader = io.TextIOWrapper(stream, encoding=marked or "utf-8", errors=errors, newline="\n")
    try:
        for record in read_records(reader, file.name):
            if isinstance(record, InputError):
                yield _to_fault(record)
                continue
            for translated in translate_record(record.fields):
                yield from _read_record(translated, f"{file.name}:{record.where}", file, assumed)
    finally:
        reader.detach()  # standard input is not ours to close


def _read_record(record: Translated, name: str, file: InputFile, assumed: str | None) -> Iterator[Article | Fault]:
    text = record.fields.get("text")
    if not isinstance(text, str):
        yield Fault(input=name, reason=record.missing if text is None else "its “text” is not text", hint=record.hint)
        return
    facts, notes = _facts_of(record.fields)
    yield from (Fault(input=name, reason=note, lost=False) for note in (*record.notes, *notes))
    # one row of a manifest cannot tell the titles or addresses of many records
    shared = Facts(publisher=file.facts.publisher, published=file.facts.published, retrieved=file.facts.retrieved)
    source = Source(name=name, path=file.name, record=facts, manifest=shared, assumed_published=assumed)
    yield from assemble_article(text, source)


def _facts_of(fields: Mapping[str, object], strip: Callable[[str], str] = str) -> tuple[Facts, tuple[str, ...]]:
    facts, notes = from_fields(fields, lambda text: strip(mend_text(text).text))
    return facts, tuple(notes)


def _to_fault(error: InputError) -> Fault:
    return Fault(input=error.input, reason=error.reason, hint=error.hint)
