"""One response as a WARC 1.1 record (ISO 28500), which other tools read, and which proves itself by its digests.

Invariant: the same response gives the same bytes. The body stands as it was sent, still packed; only the chunks it may
have come in are joined, and the header that told of them is renamed, as Common Crawl does.
"""

from __future__ import annotations

import gzip
import hashlib
import uuid
from collections.abc import Iterable, Sequence

Header = tuple[bytes, bytes]

_HOP_HEADERS = (b"transfer-encoding",)


def make_record(
    *,
    address: str,
    fetched_at: str,
    ip: str | None,
    status_line: bytes,
    headers: Sequence[Header],
    body: bytes,
    cut_off: str | None = None,
) -> bytes:
    """Make the record of a response, as one gzip member.

    Args:
        address: the address that answered.
        fetched_at: an instant in UTC, ISO 8601.
        ip: the IP number that answered.
        status_line: such as ``HTTP/1.1 200 OK``.
        headers: as they came, in their order.
        body: as it was sent.
        cut_off: why the body is not whole: ``length``, ``time`` or ``disconnect``.
    """
    lines = [status_line, *(_prefixed(name) + b": " + value for name, value in headers)]
    block = b"\r\n".join((*lines, b"", body))
    fields = [
        ("WARC-Type", "response"),
        ("WARC-Target-URI", address),
        ("WARC-Date", fetched_at),
        *([("WARC-IP-Address", ip)] if ip else []),
        ("WARC-Payload-Digest", f"sha256:{hashlib.sha256(body).hexdigest()}"),
        *([("WARC-Truncated", cut_off)] if cut_off else []),
        ("Content-Type", "application/http;msgtype=response"),
    ]
    return _pack(fields, block)


def make_warcinfo(written_at: str, fields: Iterable[tuple[str, str]]) -> bytes:
    """Make the record that a WARC file begins with: who wrote it, ``fields`` telling more."""
    block = "".join(f"{name}: {value}\r\n" for name, value in fields).encode()
    return _pack(
        [("WARC-Type", "warcinfo"), ("WARC-Date", written_at), ("Content-Type", "application/warc-fields")], block
    )


def _pack(fields: list[tuple[str, str]], block: bytes) -> bytes:
    digest = hashlib.sha256(block).hexdigest()
    seed = hashlib.sha256(repr((fields, digest)).encode()).digest()
    fields = [
        ("WARC-Record-ID", f"<urn:uuid:{uuid.UUID(bytes=seed[:16], version=4)}>"),
        *fields,
        ("WARC-Block-Digest", f"sha256:{digest}"),
        ("Content-Length", str(len(block))),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return gzip.compress(b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n", compresslevel=6, mtime=0)


def _prefixed(name: bytes) -> bytes:
    return b"X-Crawler-" + name if name.lower() in _HOP_HEADERS else name
