"""PDF documents: pages as lines, lines as paragraphs, without what recurs at the head and foot of pages.

Invariant: nothing a document says costs more than the limits; a page that breaks is told and costs itself. Every word
kept was drawn on a page, in the order the document draws them.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.model.article import Article, Fault
from sayso.read.assemble import Source, assemble_article
from sayso.read.facts import Facts, split_names
from sayso.read.lines import ends_sentence, join_lines, words_of
from sayso.read.selection import Sieve
from sayso.text.normalize import normalize_line

MAX_PDF_BYTES = 200_000_000
_MOST_PAGES = 2_000
_MOST_CHARS = 5_000_000
_MOST_DRAWING = 60_000_000  # bytes of drawing operations on all pages: what reading costs
# glyphs that a typesetter joins, not letters that anyone wrote
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_NUMBER = re.compile(r"\d+")
_END = 2048  # bytes, in which a PDF says that it ends
_EDGE = 3  # lines at the head and at the foot of a page that may be furniture
_LEADING, _INDENT, _FULL = 1.35, 0.6, 0.85
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?(Z|[+-]\d\d)?'?(\d\d)?")


@dataclass(slots=True)
class Line:
    """A line as drawn: where it begins and stands (points from the lower left corner), and the size of its letters."""

    text: str
    x: float
    y: float
    size: float


def is_pdf(head: bytes) -> bool:
    """Say whether an input begins as a PDF does; some have junk before their mark."""
    return b"%PDF-" in head[:1024]


def read_pdf(stream: BinaryIO, source: Source, sieve: Sieve) -> Iterator[Article | Fault]:  # noqa: ARG001
    """Read a PDF document as one article.

    Raises:
        InputError: it is too large, encrypted, damaged, or its pages are images.
    """
    import io

    data = stream.read(MAX_PDF_BYTES + 1)
    if len(data) > MAX_PDF_BYTES:
        raise InputError(source.name, f"a PDF may have {MAX_PDF_BYTES:,} bytes at most", "save its text as .txt")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _open(io.BytesIO(data), source.name, _tell_fault(data))
    pages: list[list[Line]] = []
    n_broken = 0
    for lines in _pages_of(reader, source.name):
        n_broken += lines is None
        pages.append(lines or [])
    if n_broken:
        reason = f"{n_broken} of {len(pages)} pages could not be read, or not in full"
        yield Fault(input=source.name, reason=reason, lost=False)
    text = join_pages(drop_furniture(pages))
    if not text.strip():
        hint = "it may be images: put it through character recognition first"
        raise InputError(source.name, "no text could be read in this PDF", hint)
    yield from assemble_article(text, replace(source, record=_facts_of(reader)))


def _tell_fault(data: bytes) -> str:
    """Say what is wrong with a PDF, should it not open."""
    if not is_pdf(data):
        return "this is no PDF: it does not begin as one"
    if b"%%EOF" not in data[-_END:]:
        return "this PDF is cut off: its end is missing"
    return "this PDF is damaged: the list of its parts cannot be read"


def _open(stream: Any, name: str, fault: str) -> Any:
    import pypdf
    from pypdf.errors import DependencyError

    try:
        reader = pypdf.PdfReader(stream)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(name, "this PDF is encrypted", "save it without a password")
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(name, f"a PDF may have {_MOST_PAGES:,} pages at most", "split it")
    except InputError:
        raise
    except DependencyError as error:
        raise InputError(name, "this PDF is encrypted", "save it without a password") from error
    except MemoryError:
        raise
    except Exception as error:  # pypdf breaks in many ways on what is damaged
        raise InputError(name, fault) from error
    return reader


def _pages_of(reader: Any, name: str) -> Iterator[list[Line] | None]:
    """Yield the lines of each page, ``None`` for one that breaks."""
    n_drawn = n_chars = 0
    for number in range(len(reader.pages)):
        try:
            page = reader.pages[number]
            n_drawn += _length_of(page)
            if n_drawn > _MOST_DRAWING:
                raise InputError(name, f"draws with more than {_MOST_DRAWING:,} bytes", "split it")
            lines = _lines_of(page)
        except InputError:
            raise
        except MemoryError:
            raise
        except Exception:  # told by number
            yield None
            continue
        n_chars += sum(len(line.text) for line in lines)
        if n_chars > _MOST_CHARS:
            raise InputError(name, f"holds more than {_MOST_CHARS:,} characters", "split it")
        yield lines


def _length_of(page: Any) -> int:
    contents = page.get_contents()
    return len(contents.get_data()) if contents is not None else 0


def _lines_of(page: Any) -> list[Line]:
    """Give the lines of a page in the order it draws them."""
    lines: list[Line] = []

    def take(text: str, current: Sequence[float], matrix: Sequence[float], _font: Any, size: float) -> None:
        x = matrix[4] * current[0] + matrix[5] * current[2] + current[4]
        y = matrix[4] * current[1] + matrix[5] * current[3] + current[5]
        size = abs(size * matrix[3] * current[3]) or abs(size) or 10.0
        for index, part in enumerate(text.split("\n")):
            if index == 0 and lines and abs(lines[-1].y - y) < 0.4 * size:
                lines[-1].text += part
            elif part.strip():
                lines.append(Line(part, x, y, size))

    page.extract_text(visitor_text=take)
    for line in lines:
        line.text = normalize_line(line.text)
    return [line for line in lines if line.text]


def drop_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Leave out lines at the head and foot that recur on most pages, numbers aside, and bare page numbers there."""
    kept = [list(page) for page in pages]
    if len(pages) < 2:
        return kept
    counts = Counter(shape for page in pages for shape in {_shape_of(line) for line in _edges_of(page)})
    least = max(2, (len(pages) + 1) // 2)
    for index, page in enumerate(pages):
        edges = [line for line in _edges_of(page) if counts[_shape_of(line)] >= least]
        dropped = {id(line) for line in edges}
        kept[index] = [line for line in page if id(line) not in dropped]
    return kept


def _edges_of(page: Sequence[Line]) -> list[Line]:
    """Give the highest and the lowest lines of a page, wherever they were drawn in it."""
    ordered = sorted(page, key=lambda line: -line.y)
    return ordered[:_EDGE] + ordered[max(_EDGE, len(ordered) - _EDGE) :]


def _shape_of(line: Line) -> str:
    return _NUMBER.sub("0", line.text.lower())


def join_pages(pages: Sequence[Sequence[Line]]) -> str:
    """Join the lines of all pages to paragraphs, parted by blank lines; a paragraph may go on over a page's end."""
    lines = [line for page in pages for line in page]
    words = words_of(line.text.translate(_LIGATURES) for line in lines)
    width = _width_of(lines)
    leading = _leading_of(lines)
    paragraphs: list[list[Line]] = []
    for page in pages:
        for number, line in enumerate(page):
            if paragraphs and _goes_on(paragraphs[-1], line, width, leading, turned=number == 0):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
    return "\n\n".join(join_lines([line.text.translate(_LIGATURES) for line in part], words) for part in paragraphs)


def _goes_on(paragraph: Sequence[Line], line: Line, width: float, leading: float, *, turned: bool) -> bool:
    """Say whether a line goes on with a paragraph; ``turned`` says that it is the first of another page."""
    last, size = paragraph[-1], max(line.size, 1.0)
    if abs(last.size - line.size) > 0.12 * size:
        return False
    drop = last.y - line.y
    if not turned and 0 <= drop <= _LEADING * max(leading, 0.5 * size):
        left = paragraph[1].x if len(paragraph) > 1 else min(last.x, line.x)
        indented = line.x - left > _INDENT * size and line.x - last.x > _INDENT * size
        return not indented and not (ends_sentence(last.text) and len(last.text) < _FULL * width)
    # another column or page: a sentence that has not ended goes on
    moved = turned or drop < 0 or abs(line.x - last.x) > 4 * size
    return moved and not ends_sentence(last.text) and len(last.text) > _FULL * width / 2


def _leading_of(lines: Sequence[Line]) -> float:
    drops = [a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 4 * max(a.size, 1.0)]
    return median(drops) if drops else 12.0


def _width_of(lines: Sequence[Line]) -> float:
    """Give the number of characters that a full line has."""
    lengths = sorted(len(line.text) for line in lines)
    return float(lengths[int(0.75 * (len(lengths) - 1))]) if lengths else 0.0


def _facts_of(reader: Any) -> Facts:
    """Give what the document says of itself; when it was made is no publication, so it stands as the last change."""
    try:
        stated = reader.metadata or {}
        title, author = (normalize_line(str(stated.get(key) or "")) for key in ("/Title", "/Author"))
        made = str(stated.get("/ModDate") or stated.get("/CreationDate") or "")
    except Exception:  # a document that says it wrongly says nothing
        return Facts()
    return Facts(
        title=title if len(title.split()) > 2 else None,  # the rest are names of files
        authors=split_names(author)[:10] if author else (),
        modified=_instant_of(made),
    )


def _instant_of(made: str) -> str | None:
    """Read a date as PDF writes it (``D:20220216083000+01'00'``)."""
    if not (found := _DATE.match(made)):
        return None
    date = "-".join(found.group(1, 2, 3))
    if found[4] is None or found[7] is None:
        return date
    zone = "Z" if found[7] == "Z" else f"{found[7]}:{found[8] or '00'}"
    return f"{date}T{found[4]}:{found[5]}:{found[6]}{zone}"
