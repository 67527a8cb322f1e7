"""Sample archives and documents, made byte by byte, the same at every call."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Sequence

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
