"""Inputs that are neither text nor one page: which reader reads them, told by the name's ending or by what is in it.

Invariant: what is in an input goes before its name, so that what comes through a pipe, or under a wrong name, is read
for what it is. A reader is loaded when it is needed.
"""

from __future__ import annotations

import gzip
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, TypeAlias, cast

from sayso.errors import InputError
from sayso.model.article import Article, Fault
from sayso.read.assemble import Source
from sayso.read.detect import is_page
from sayso.read.docx import is_docx, read_docx, tell_unpackable
from sayso.read.mail import is_mail, read_mail
from sayso.read.newsml import is_newsml, read_newsml
from sayso.read.pdf import is_pdf, read_pdf
from sayso.read.selection import Sieve
from sayso.read.warc import is_wacz, is_warc, read_wacz, read_warc

Reader: TypeAlias = Callable[[BinaryIO, Source, Sieve], Iterator[Article | Fault]]

_MOST_MEMBERS = 100_000
_IN_MEMORY = 32_000_000
_MOST_SPOOLED = 2_000_000_000
_BLOCK = 1 << 20


def find_reader(suffix: str, head: bytes) -> Reader | None:
    """Give the reader of an input with this ending that begins like this; ``None`` if text or a page may be in it."""
    if is_warc(head) or suffix == ".warc":
        return read_warc
    if is_pdf(head) or suffix == ".pdf":
        return read_pdf
    if is_mail(head) or suffix == ".eml":
        return read_mail
    if is_newsml(head) or (suffix == ".xml" and not is_page(head)):
        return read_newsml
    if head.startswith(b"PK\x03\x04") or suffix in (".wacz", ".docx"):
        return _read_zip
    return None


def _read_zip(stream: BinaryIO, source: Source, sieve: Sieve) -> Iterator[Article | Fault]:
    """Read what is packed as a zip file: a WACZ or a DOCX."""
    with _searchable(stream, source.name) as searchable:
        try:
            with zipfile.ZipFile(searchable) as packed:
                names = packed.namelist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise InputError(source.name, *tell_unpackable(searchable)) from error
        if len(names) > _MOST_MEMBERS:
            raise InputError(source.name, f"packs more than {_MOST_MEMBERS:,} files")
        searchable.seek(0)
        if is_wacz(names):
            yield from read_wacz(searchable, source, sieve)
        elif is_docx(names):
            yield from read_docx(searchable, source)
        else:
            raise InputError(source.name, "this is a zip archive of files", "unpack it and name the folder")


@contextmanager
def _searchable(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Give the stream if it can be searched; else (a pipe, or gzip) what is in it, in a file that is not kept."""
    if stream.seekable() and not isinstance(stream, gzip.GzipFile):
        yield stream
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as kept:
        while block := stream.read(_BLOCK):
            kept.write(block)
            if kept.tell() > _MOST_SPOOLED:
                raise InputError(
                    name, f"a pipe may bring {_MOST_SPOOLED:,} bytes of this at most", "name the file itself"
                )
        kept.seek(0)
        yield cast(BinaryIO, kept)
