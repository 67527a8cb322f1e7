"""Check a built site: no page loads anything from another host, and every link within it leads somewhere.

python docs/check_site.py FOLDER     says what is wrong, and leaves with 1 if anything is
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADS = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"), ("video", "src")}


class _Page(HTMLParser):
    """Collects what a page loads, where it leads, and the places in it that can be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and (tag, name) in _LOADS:
                self.loads.append(value)
            elif value and (tag, name) == ("a", "href"):
                self.leads.append(value)
            elif value and name == "id":
                self.places.add(value)


def find_faults(site: Path) -> list[str]:
    """Give what is wrong with a site, a line each."""
    pages = {path.resolve(): _Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    faults = []
    for path, page in pages.items():
        name = path.relative_to(site.resolve()).as_posix()
        faults += [f"{name} loads {load}" for load in page.loads if urlsplit(load).netloc]
        for lead in page.leads:
            parts = urlsplit(lead)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            there = pages.get(target)
            if not target.exists() or (there and parts.fragment and unquote(parts.fragment) not in there.places):
                faults.append(f"{name} leads to {lead}, which is not there")
    styles = [path for path in site.rglob("*.css") if "url(http" in path.read_text(encoding="utf-8").replace(" ", "")]
    return faults + [f"{path.name} loads from another host" for path in styles]


def main() -> int:
    """Print the faults; return the exit code."""
    site = Path(sys.argv[1])
    faults = find_faults(site)
    print("\n".join(faults) or f"{len(list(site.rglob('*.html')))} pages, every link leads somewhere, no other host")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
