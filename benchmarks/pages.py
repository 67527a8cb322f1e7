"""Pages read a second, beside trafilatura alone on the same pages: the processor time of both and their ratio.

    python benchmarks/pages.py [FOLDER]

FOLDER holds pages (.html or .html.gz); without one, ../shared/data/html/pages is looked for, and not finding it is no
error. Both are measured in this process after one page as a warm-up, on pages already decompressed.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import trafilatura

from sayso.errors import InputError
from sayso.read.html import read_page

PAGES = Path(__file__).resolve().parents[2] / "shared/data/html/pages"


def load_pages(folder: Path) -> list[bytes]:
    paths = sorted([*folder.rglob("*.html"), *folder.rglob("*.html.gz")])
    return [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths]


def measure(read: Callable[[bytes], object], pages: Sequence[bytes]) -> float:
    """Give the processor seconds that reading all pages takes."""
    read(pages[0])
    start = time.process_time()
    for page in pages:
        read(page)
    return time.process_time() - start


def read_ours(page: bytes) -> None:
    try:
        read_page(page)
    except InputError as error:
        print(error, file=sys.stderr)


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    if not folder.is_dir():
        print("pages: skipped, there is no folder of pages beside this clone; name one")
        return 0
    pages = load_pages(folder)
    alone = measure(lambda page: trafilatura.extract(page, with_metadata=True, include_comments=False), pages)
    ours = measure(read_ours, pages)
    size = sum(map(len, pages)) / 1e6
    rates = f"{ours:.1f} s | {len(pages) / ours:.0f} | {alone:.1f} s | {ours / alone:.2f} ×"
    print(f"| {len(pages)} pages, {size:.0f} MB | {rates} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
