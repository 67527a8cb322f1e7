"""What reading a large web archive costs: pages a second and the highest memory, beside warcio on the same file.

    python benchmarks/read_warc.py [PILE.jsonl.gz] [--megabytes N] [--host NAME]

Writes an archive of the pile's articles with warcio, in a temporary folder that is removed after: each is a page of
its own with the scripts, menus and teasers of a news site around it, so that pages are as heavy as real ones; articles
come again at other addresses until the archive is large enough. Then two processes read it, one after the other:
`read_paths`, which gives articles and is asked for their number, and warcio, which gives records and is asked for the
number of their bytes. Warcio finds no text, title or date, so the ratio is no race; it says what the articles cost
beyond the bare records, and carries over to other machines. With ``--host`` only the pages of one of the 97 hosts are
wanted: what is left is the cost of the stream itself. Runs on Linux only. Prints a row of the table in README.md.
"""

from __future__ import annotations

import argparse
import gzip
import html
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from report_pile import Cost, measure
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PILE = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "archive" / "allsides-20k.jsonl.gz"
OURS = """
import sys
from sayso.model.article import Article
from sayso.read.reader import read_paths
from sayso.read.selection import Sieve, make_selection
sieve = Sieve(make_selection(hosts=sys.argv[2:]))
print(sum(isinstance(found, Article) for found in read_paths([sys.argv[1]], sieve=sieve)))
"""
PEER = """
import sys
from warcio.archiveiterator import ArchiveIterator
with open(sys.argv[1], "rb") as stream:
    print(sum(len(record.content_stream().read()) for record in ArchiveIterator(stream)))
"""
SCRIPT = (
    "<script>(function(){"
    + "var tracked = window.queue || []; tracked.push(['view', 'article']);" * 300
    + "})()</script>"
)
MENU = "<nav><ul>" + "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(120)) + "</ul></nav>"
TEASERS = (
    "<aside>"
    + "".join(f'<div><a href="/t/{n}">Something else that happened, {n}</a></div>' for n in range(60))
    + "</aside>"
)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the reading of a web archive.")
    parser.add_argument("pile", type=Path, nargs="?", default=PILE)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--host", action="append", default=[], help="as outlet5.example")
    asked = parser.parse_args()
    if not asked.pile.exists():
        print(f"{asked.pile} is not there: nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pile.warc"
        n_pages = write_archive(asked.pile, path, asked.megabytes * 1_000_000)
        size = path.stat().st_size
        ours = measure([sys.executable, "-c", OURS, str(path), *asked.host])
        peer = measure([sys.executable, "-c", PEER, str(path)])
    print(to_row(n_pages, size, ours, peer, asked.host))
    return 0


def write_archive(pile: Path, path: Path, n_bytes: int) -> int:
    """Write at least so many bytes of pages; give their number."""
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=False, warc_version="1.1")
        for number, page in enumerate(cut_pages(pile)):
            if out.tell() >= n_bytes:
                return number
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            address = f"https://outlet{number % 97}.example/{number}"
            record = writer.create_warc_record(
                address,
                "response",
                payload=io.BytesIO(page),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2031-05-06T06:00:00Z"},
            )
            writer.write_record(record)
    raise AssertionError("the pages never end")


def cut_pages(pile: Path) -> Iterator[bytes]:
    """Yield the articles of a pile as pages, again and again."""
    while True:
        with gzip.open(pile, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield to_page(json.loads(line))


def to_page(row: dict[str, str]) -> bytes:
    title = html.escape(row.get("title") or "Untitled")
    paragraphs = "".join(f"<p>{html.escape(part)}</p>\n" for part in row["text"].split("\n\n") if part.strip())
    stated = f'<meta property="article:published_time" content="{html.escape(row.get("published") or "")}">'
    head = f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{stated}{SCRIPT}</head>'
    body = f"{MENU}<article><h1>{title}</h1>{paragraphs}</article>{TEASERS}"
    return f"<!doctype html>{head}<body>{body}</body></html>".encode()


def to_row(n_pages: int, size: int, ours: Cost, peer: Cost, hosts: list[str]) -> str:
    """Give the table's row."""
    cells = (
        f"{size / 1e6:,.0f} MB",
        f"{n_pages:,}" + (f", of which {len(hosts)}/97 wanted" if hosts else ""),
        f"{ours.wall:.1f} s",
        f"{ours.cpu:.1f} s",
        f"{n_pages / ours.cpu:.0f}",
        f"{ours.peak / 1e6:.0f} MB",
        f"{peer.cpu:.1f} s",
        f"{peer.peak / 1e6:.0f} MB",
        f"{ours.cpu / peer.cpu:.0f} ×",
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
