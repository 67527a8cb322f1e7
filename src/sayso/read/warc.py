"""Web archives (WARC, and WACZ, which packs them): the pages that a crawler or a browser kept, one after another.

Invariant: an archive is read as a stream, one record in memory at a time, however large it is. A record that is damaged
costs itself; where the archive breaks off, all before is kept and the break is told.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from sayso.errors import InputError
from sayso.fetch.unpacking import PackedError, unpack_content
from sayso.model.article import Article, Fault
from sayso.read.assemble import Source
from sayso.read.facts import Facts
from sayso.read.fetched import Answer, read_answer
from sayso.read.html import MAX_PAGE_BYTES
from sayso.read.page_encoding import decode_page
from sayso.read.selection import Sieve

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_WARC = re.compile(rb"\s{0,4}WARC/\d")
_NEXT_RECORD = re.compile(rb"\r\n\r\nWARC/1\.[01]\r\n")
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_MOST_MEMBERS = 10_000
_BLOCK = 65_536
_MOST_GROWTH = 500  # so many times what a member of a WACZ may grow: WARC is mostly text, or packed already


class _Body(NamedTuple):
    """What a record holds, unpacked, and what was odd about it."""

    content: bytes
    notes: tuple[str, ...] = ()


def is_warc(head: bytes) -> bool:
    """Say whether an input begins as a WARC file does."""
    return _WARC.match(head) is not None


def is_wacz(names: list[str]) -> bool:
    """Say whether a zip file that holds files of these names is a WACZ."""
    return "datapackage.json" in names and any(_is_warc_name(name) for name in names)


def read_warc(stream: BinaryIO, source: Source, sieve: Sieve) -> Iterator[Article | Fault]:
    """Read the pages of a WARC file.

    Args:
        stream: the archive, unpacked.
        source: how the input is called, where it stands, and what a manifest states of all its pages.
        sieve: says which addresses need not be read; what it lets pass is to be asked again.

    Yields:
        Articles, and a fault for each record that was lost or repaired, named by the number of its record.
    """
    yield from _told_if_empty(_Archive(source, sieve).read(stream), source.name)


def read_wacz(stream: BinaryIO, source: Source, sieve: Sieve) -> Iterator[Article | Fault]:
    """Read the pages of every archive in a WACZ file, which is a zip file and must be one that can be searched.

    Raises:
        InputError: it is damaged, or too much of it.
    """
    yield from _told_if_empty(_read_members(stream, source, sieve), source.name)


def _read_members(stream: BinaryIO, source: Source, sieve: Sieve) -> Iterator[Article | Fault]:
    import gzip

    archive = _Archive(source, sieve)
    try:
        with zipfile.ZipFile(stream) as packed:
            members = [member for member in packed.infolist() if _is_warc_name(member.filename)]
            if len(members) > _MOST_MEMBERS:
                raise InputError(source.name, f"holds more than {_MOST_MEMBERS:,} archives")
            for member in sorted(members, key=lambda member: member.filename):
                if member.file_size > _MOST_GROWTH * max(member.compress_size, 1_000):
                    yield Fault(input=source.name, reason=f"{member.filename[:80]} grows too much when unpacked")
                    continue
                with packed.open(member) as inner:
                    if member.filename.lower().endswith(".gz"):
                        with gzip.GzipFile(fileobj=inner) as unpacked:
                            yield from archive.read(unpacked)  # type: ignore[arg-type]  # it reads as files do
                    else:
                        yield from archive.read(inner)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise InputError(source.name, f"this WACZ file is damaged: {error}") from error


def _is_warc_name(name: str) -> bool:
    return name.lower().endswith((".warc", ".warc.gz"))


def _told_if_empty(outcomes: Iterator[Article | Fault], name: str) -> Iterator[Article | Fault]:
    found = False
    for outcome in outcomes:
        found = True
        yield outcome
    if not found:
        yield Fault(input=name, reason="this archive holds no page that is wanted", lost=False)


class _LastingStream(io.RawIOBase):
    """A stream that ends where it breaks, and keeps why, so that all before the break is read."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._position = 0
        self.broken: BaseException | None = None

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def read(self, size: int = -1, /) -> bytes:
        """Read some bytes, at most ``size``; none at the end or the break."""
        try:
            data: bytes = self._stream.read1(size if size > 0 else _BLOCK)  # type: ignore[attr-defined]
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile, ValueError) as error:
            self.broken = error
            return b""
        self._position += len(data)
        return data


class _Archive:
    """One input's records, in one or more streams, numbered from 1."""

    def __init__(self, source: Source, sieve: Sieve) -> None:
        self.source, self.sieve = source, sieve
        self.numbers = count(1)
        self.number = 0
        self.seen: set[bytes] = set()  # short digests of the payloads, for records that only refer to one

    def read(self, stream: BinaryIO) -> Iterator[Article | Fault]:
        """Read one stream to its end, or to where it breaks."""
        from fastwarc.warc import ArchiveIterator

        lasting = _LastingStream(stream)
        broken: BaseException | None = None
        try:
            for record in ArchiveIterator(cast(BinaryIO, lasting), parse_http=True, auto_decode="none"):
                self.number = next(self.numbers)
                yield from self._read_record(record)
        except (OSError, ValueError) as error:
            broken = error
        except BaseException as error:  # a panic of the library in Rust is no Exception
            if type(error).__name__ != "PanicException":
                raise
            broken = error
        if (broken := lasting.broken or broken) is not None:
            where = f"at record {self.number}" if self.number else "from its start"
            reason = f"is damaged or cut off {where}; whatever comes after is lost ({_first_line(broken)})"
            yield Fault(input=self.source.name, reason=reason)

    def _read_record(self, record: WarcRecord) -> Iterator[Article | Fault]:
        from fastwarc.warc import WarcRecordType

        address = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
        is_web = address.lower().startswith(("http://", "https://"))
        if record.record_type == WarcRecordType.revisit and is_web:
            yield from self._tell_revisit(record, address)
        if record.record_type not in (WarcRecordType.response, WarcRecordType.resource) or not is_web:
            return
        self._note_payload(record)
        if not _is_page(record) or not self.sieve.admits_address(address):
            return
        try:
            body = _read_body(record)
            answer = Answer(
                content=body.content,
                address=address,
                final_address=address,
                content_type=_content_type_of(record),
                fetched_at=(record.headers.get("WARC-Date") or "").strip(),
            )
        except (InputError, PackedError) as error:
            reason = error.reason if isinstance(error, InputError) else str(error)
            yield self._fault(f"{address}: {reason}")
            return
        yield from (self._fault(f"{address}: {note}", lost=False) for note in body.notes)
        yield from self._read_page(answer, record)

    def _read_page(self, answer: Answer, record: WarcRecord) -> Iterator[Article | Fault]:
        stated = self.source.manifest
        shared = Facts(publisher=stated.publisher, published=stated.published, language=stated.language)
        for outcome in read_answer(answer, shared, assumed_published=self.source.assumed_published):
            if isinstance(outcome, Fault):
                yield replace(outcome, input=self._name, reason=f"{answer.address}: {outcome.reason}")
            else:
                yield replace(
                    outcome,
                    path=self.source.path,
                    record_id=_id_of(record),
                    record_digest=_digest_of(record),
                )

    def _tell_revisit(self, record: WarcRecord, address: str) -> Iterator[Fault]:
        """Tell of a record that says "the same as then", if what it refers to is another address's or not here."""
        if not self.sieve.admits_address(address):
            return
        key = _key_of(record)
        if key is None or key not in self.seen:
            reason = f"{address}: this record only refers to a page that another archive holds"
            yield self._fault(reason, hint="read the archive that holds it")
            return
        other = (record.headers.get("WARC-Refers-To-Target-URI") or address).strip().strip("<>")
        if other != address:
            yield self._fault(f"{address}: the same, byte for byte, as {other}; not added again", lost=False)

    def _note_payload(self, record: WarcRecord) -> None:
        if (key := _key_of(record)) is not None:
            self.seen.add(key)

    @property
    def _name(self) -> str:
        return f"{self.source.name}:{self.number}"

    def _fault(self, reason: str, *, lost: bool = True, hint: str = "") -> Fault:
        return Fault(input=self._name, reason=reason, lost=lost, hint=hint)


def read_source(record: bytes) -> str:
    """Read the source of the page in one record of an archive: what its article's source map counts in.

    Raises:
        InputError: the record holds no page that can be read.
    """
    from fastwarc.warc import ArchiveIterator

    try:
        found = next(iter(ArchiveIterator(io.BytesIO(record), parse_http=True, auto_decode="none")), None)
        if found is None:
            raise InputError("", "the record holds nothing")
        return decode_page(_read_body(found).content, _content_type_of(found))[0].text
    except PackedError as error:
        raise InputError("", str(error)) from error


def _is_page(record: WarcRecord) -> bool:
    """Say whether a record is a page that was given: pictures, scripts, redirects and errors are no articles."""
    kind = _content_type_of(record) or "text/html"  # those without a type are mostly pages
    if kind.split(";")[0].strip().lower() not in _PAGE_TYPES:
        return False
    status = record.http_headers.status_code if record.http_headers is not None else None
    return status is None or 200 <= status < 300


def _content_type_of(record: WarcRecord) -> str | None:
    headers = record.http_headers if record.http_headers is not None else record.headers
    return (headers.get("Content-Type") or "").strip() or None


def _read_body(record: WarcRecord) -> _Body:
    """Read what a record holds, and undo how it was packed.

    Raises:
        InputError: it is too large, or nothing of it is there.
        PackedError: it cannot be unpacked.
    """
    stated = record.content_length
    if stated > MAX_PAGE_BYTES:
        raise InputError("", f"a page may have {MAX_PAGE_BYTES:,} bytes at most, this one says {stated:,}")
    body = record.reader.read(stated + 1)
    notes = []
    if len(body) < stated:
        if not body.strip():
            raise InputError("", "the archive is cut off in this record; nothing of the page is there")
        notes.append(f"the archive is cut off in this record, after {len(body):,} of {stated:,} bytes of the page")
    if overrun := _NEXT_RECORD.search(body):
        body = body[: overrun.start()]
        notes.append("this record says that it is longer than it is; what follows the next record's start was left out")
    if truncated := record.headers.get("WARC-Truncated"):
        notes.append(f"the page is not whole: the crawler stopped it ({truncated[:40]})")
    headers = record.http_headers
    if headers is not None:
        if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
            body = join_chunks(body)
        encodings = [part.strip().lower() for part in (headers.get("Content-Encoding") or "").split(",")]
        body, more = _unpack(body, encodings)
        notes += more
    if not body.strip():
        raise InputError("", "holds nothing")
    return _Body(body, tuple(notes))


def _unpack(body: bytes, encodings: list[str]) -> _Body:
    """Undo Content-Encoding; many archives keep a body unpacked and its header as it was."""
    if body.lstrip()[:1] == b"<":
        return _Body(body)
    if encodings == ["br"]:
        return _Body(_unpack_brotli(body))
    content, notes = unpack_content(body, encodings, MAX_PAGE_BYTES)
    return _Body(content, notes)


def _unpack_brotli(body: bytes) -> bytes:
    import brotli

    unpacking, out = brotli.Decompressor(), bytearray()
    try:
        out += unpacking.process(body, output_buffer_limit=MAX_PAGE_BYTES + 1)
        while len(out) <= MAX_PAGE_BYTES and not unpacking.can_accept_more_data():
            out += unpacking.process(b"", output_buffer_limit=MAX_PAGE_BYTES + 1)
    except brotli.error as error:
        raise PackedError("says that it is packed as br, but is not") from error
    if len(out) > MAX_PAGE_BYTES:
        raise PackedError(f"grows to more than {MAX_PAGE_BYTES:,} bytes when unpacked")
    return bytes(out)


def join_chunks(body: bytes) -> bytes:
    """Join the chunks of a chunked body; what is not chunked, or breaks off, is given as far as it goes."""
    out, position = bytearray(), 0
    while found := _CHUNK.match(body, position):
        size = int(found[1], 16)
        out += body[found.end() : found.end() + size]
        position = found.end() + size
        if size == 0:
            break
        if body[position : position + 2] == b"\r\n":
            position += 2
    return bytes(out) if position else body


def _id_of(record: WarcRecord) -> str | None:
    return (record.headers.get("WARC-Record-ID") or "").strip().strip("<>") or None


def _digest_of(record: WarcRecord) -> str | None:
    stated = record.headers.get("WARC-Payload-Digest") or record.headers.get("WARC-Block-Digest") or ""
    return stated.strip() or None


def _key_of(record: WarcRecord) -> bytes | None:
    digest = (record.headers.get("WARC-Payload-Digest") or "").strip().lower()
    return hashlib.blake2b(digest.encode("utf-8", "replace"), digest_size=8).digest() if digest else None


def _first_line(error: BaseException) -> str:
    return (str(error) or "it cannot be read").splitlines()[0][:120]
