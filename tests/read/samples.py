"""Sample archives and documents, made byte by byte, the same at every call."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

PAGE = """<!doctype html><html lang="en"><head><title>Weir at {place} gives way</title>
<meta property="og:site_name" content="Vale Courier">
<meta property="article:published_time" content="2031-05-0{day}T10:00:00+01:00"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Weir at {place} gives way</h1>
<p>The weir above {place} gave way on Monday night, and the mayor told reporters that nobody had been hurt.</p>
<p>“We have been lucky, and luck is no plan,” said Orla Venn, who leads the valley's council of engineers.</p>
<p>About 240 households were told to boil their water until the end of the week, the utility said.</p>
</article></body></html>"""
TEXT = (
    "Weir at {place} gives way\n\n"
    "The weir above {place} gave way on Monday night, and the mayor told reporters that nobody had been hurt.\n\n"
    "“We have been lucky, and luck is no plan,” said Orla Venn, who leads the valley's council of engineers.\n\n"
    "About 240 households were told to boil their water until the end of the week, the utility said."
)


def make_page(place: str = "Harl", day: int = 6) -> bytes:
    """Make a page, in UTF-8."""
    return PAGE.format(place=place, day=day).encode()


def make_record(
    body: bytes,
    address: str = "https://courier.example/weir",
    *,
    number: int = 1,
    kind: str = "response",
    status: str = "200 OK",
    headers: Sequence[str] = ("Content-Type: text/html; charset=utf-8",),
    fields: Sequence[str] = (),
    length: int | None = None,
) -> bytes:
    """Make one record of a WARC file; ``length`` is what it lies about its own."""
    block = "\r\n".join((f"HTTP/1.1 {status}", *headers, "", "")).encode() + body
    head = (
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        f"WARC-Target-URI: {address}",
        "WARC-Date: 2031-05-08T06:00:00Z",
        "Content-Type: application/http; msgtype=response",
        *fields,
        f"Content-Length: {len(block) if length is None else length}",
    )
    return "\r\n".join((*head, "", "")).encode() + block + b"\r\n\r\n"


def make_wacz(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Make a WACZ file of archives; those called ``.gz`` are packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in (("datapackage.json", b'{"profile": "data-package"}'), *members):
            content = gzip.compress(data, mtime=0) if name.endswith(".gz") else data
            packed.writestr(zipfile.ZipInfo(name, (2031, 5, 8, 6, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


Drawn = tuple[float, float, float, str]  # from the left, from below, size of letters (points), words


def make_pdf(pages: Sequence[Sequence[Drawn]], info: Sequence[tuple[str, str]] = ()) -> bytes:
    """Make a PDF document that draws these words."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        drawn = [f"BT /F1 {size} Tf {x} {y} Td ({_escape(words)}) Tj ET" for x, y, size, words in page]
        content = "\n".join(drawn).encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    stated = " ".join(f"/{key} ({_escape(value)})" for key, value in info)
    objects.append(f"<< {stated} >>".encode("cp1252"))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, written in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    trailer = (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    return bytes(out) + trailer.encode()


def _escape(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def draw_lines(lines: Sequence[str], *, top: float = 760, left: float = 72, size: float = 11) -> list[Drawn]:
    """Place lines below one another; an empty one is a gap, one that begins with a tab is indented."""
    leading = size * 1.2
    return [
        (left + 18 * line.startswith("\t"), top - leading * number, size, line.strip())
        for number, line in enumerate(lines)
        if line.strip()
    ]


def make_docx(
    paragraphs: Sequence[tuple[str, str]], *, title: str = "", author: str = "", table: bool = False
) -> bytes:
    """Make a DOCX document of paragraphs, each a style and its words."""
    import docx

    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    document.core_properties.modified = datetime(2031, 5, 7, 9, 30)
    for style, words in paragraphs:
        document.add_paragraph(words, style=style)
    if table:
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text, cells[1].text = "Households", "240"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
