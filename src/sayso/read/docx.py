"""Office documents (.docx): paragraphs in their order, and what the document states of itself.

Invariant: a document is unpacked only within limits, and nothing it refers to is fetched; comments, deleted words,
headers and footers are no part of its text.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.errors import InputError
from sayso.model.article import Article, Fault
from sayso.read.assemble import Source, assemble_article
from sayso.read.facts import Facts
from sayso.text.normalize import normalize_line

if TYPE_CHECKING:
    from docx.document import Document

_MOST_BYTES = 200_000_000
_MOST_XML_BYTES = 50_000_000
_TITLE_STYLES = ("Title", "Heading 1")
_ENTITY = b"<!ENTITY"
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"  # how a zip file, and an older office document, begins


def is_docx(names: list[str]) -> bool:
    """Say whether a zip file that holds files of these names is a DOCX."""
    return "word/document.xml" in names


def read_docx(stream: BinaryIO, source: Source) -> Iterator[Article | Fault]:
    """Read a document, from a file that can be searched.

    Raises:
        InputError: it is damaged, would grow beyond measure, or holds no text.
    """
    _check_sizes(stream, source.name)
    import docx

    try:
        document = docx.Document(stream)
        paragraphs = list(_paragraphs_of(document))
        facts = _facts_of(document, paragraphs)
    except MemoryError:
        raise
    except Exception as error:  # python-docx and lxml break in many ways on what is no document
        raise InputError(source.name, f"this document is damaged: {_tell_fault(error)}") from error
    text = "\n\n".join(words for words, _ in paragraphs)
    if not text:
        raise InputError(source.name, "this document holds no text")
    yield from assemble_article(text, replace(source, record=facts))


def _check_sizes(stream: BinaryIO, name: str) -> None:
    try:
        with zipfile.ZipFile(stream) as packed:
            members = packed.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise InputError(name, "this document is encrypted", "save it without a password")
            xml = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
            if sum(member.file_size for member in members) > _MOST_BYTES or xml > _MOST_XML_BYTES:
                reason = (
                    f"grows to more than {_MOST_XML_BYTES:,} bytes of text, or {_MOST_BYTES:,} in all, when unpacked"
                )
                raise InputError(name, reason)
            for member in members:
                if member.filename.endswith((".xml", ".rels")) and _ENTITY in packed.read(member):
                    raise InputError(name, "this document defines entities, which no office program writes")
    except (InputError, MemoryError):
        raise
    except Exception as error:  # zipfile and zlib break in many ways on what is damaged
        raise InputError(name, *tell_unpackable(stream)) from error
    stream.seek(0)


def tell_unpackable(stream: BinaryIO) -> tuple[str, str]:
    """Say why an input that should be a zip file cannot be unpacked, and what to do."""
    stream.seek(0)
    head = stream.read(len(_OLE))
    if head == _OLE:
        return "this is an office document of the old kind, or one with a password", "save it as .docx, without one"
    if not head.startswith(_ZIP):
        return "this is no zip file, as a document (.docx) and a web archive (.wacz) are", ""
    try:
        stream.seek(0)
        with zipfile.ZipFile(stream) as packed:
            packed.namelist()
    except Exception:  # the list of what is packed stands at the end
        return "this zip file is cut off, or its end is damaged: the list of its parts is missing", ""
    return "this zip file is damaged: one of its parts cannot be unpacked", ""


def _tell_fault(error: Exception) -> str:
    from lxml.etree import XMLSyntaxError

    if isinstance(error, XMLSyntaxError):
        return "a part of it is no XML, or is cut off"
    if isinstance(error, KeyError):
        return "a part is missing that every document has"
    return "its parts are not those of a text document"


def _paragraphs_of(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the words and the style of each paragraph that has words; the cells of a table's row are one."""
    from docx.text.paragraph import Paragraph

    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            words, style = normalize_line(block.text), _style_of(block)
            if words:
                yield words, style
            continue
        for row in block.rows:
            cells = dict.fromkeys(cell._tc for cell in row.cells)  # merged cells come once for each place
            texts = (normalize_line(" ".join(_words_in(cell))) for cell in cells)
            if line := " ".join(text for text in texts if text):
                yield line, ""


def _words_in(element: Any) -> Iterator[str]:
    for part in element.iter():
        if isinstance(part.tag, str) and part.tag.endswith("}t"):
            yield part.text or ""


def _style_of(paragraph: Any) -> str:
    try:
        return str(paragraph.style.name or "")
    except (AttributeError, KeyError, ValueError):
        return ""


def _facts_of(document: Document, paragraphs: list[tuple[str, str]]) -> Facts:
    """Take the title from the page, else from the properties; the date of making one is no publication."""
    properties = document.core_properties
    shown = next((words for words, style in paragraphs[:5] if style in _TITLE_STYLES), None)
    author = normalize_line(properties.author or "")
    modified = properties.modified
    return Facts(
        title=shown or normalize_line(properties.title or "") or None,
        authors=(author,) if author and author != "python-docx" else (),
        modified=modified.strftime("%Y-%m-%dT%H:%M:%SZ") if modified else None,
        language=normalize_line(properties.language or "") or None,
    )
