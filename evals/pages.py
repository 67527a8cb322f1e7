"""How well pages are read: article-extraction-benchmark's 181 pages, as its own script counts, beside pinned floors.

    python evals/pages.py [--show N]

Reads ../shared/data/html; says so and exits 0 where it is not there. The text scored is the article without its
headline and without what is marked as furniture, for that is what the benchmark's texts hold. Dates and titles are
checked against what the pages state, found here by plain patterns that share no code with the reader.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from sayso.model.article import Article
from sayso.read.dates import parse_stated
from sayso.read.reader import read_paths

FOLDER = Path(__file__).resolve().parents[2] / "shared/data/html"
FLOORS = {
    "f1": 0.975,
    "precision": 0.974,
    "recall": 0.976,
    "pages read": 1.0,
    "characters mapped": 0.99,
    "titles as stated": 0.99,
    "dates as stated": 0.99,
    "dates of change as stated": 0.99,
}
CEILINGS = {"doubled paragraphs": 0}
_WORD = re.compile(r"\w+")
_PUBLISHED = re.compile(
    r"\"datePublished\"\s*:\s*\"([^\"]+)\""
    r"|<meta[^>]*(?:article:published_time|itemprop=\"datePublished\")[^>]*content=\"([^\"]+)\""
    r"|<meta[^>]*content=\"([^\"]+)\"[^>]*(?:article:published_time|itemprop=\"datePublished\")"
)
_MODIFIED = re.compile(
    r"\"dateModified\"\s*:\s*\"([^\"]+)\""
    r"|<meta[^>]*(?:article:modified_time|itemprop=\"dateModified\")[^>]*content=\"([^\"]+)\""
    r"|<meta[^>]*content=\"([^\"]+)\"[^>]*(?:article:modified_time|itemprop=\"dateModified\")"
)
_TITLE = re.compile(
    r"\"headline\"\s*:\s*\"((?:[^\"\\]|\\.)+)\"|<title[^>]*>([^<]+)|<h1[^>]*>(.{1,900}?)</h1>"
    r"|<meta[^>]*og:title[^>]*content=\"([^\"]+)\"",
    re.IGNORECASE | re.DOTALL,
)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words[i : i + 4])


def match(gold: str, found: str) -> tuple[float, float]:
    """Give precision and recall of the runs of four words, counted with their number."""
    wanted, given = shingles(gold), shingles(found)
    shared = sum((wanted & given).values())
    return shared / max(1, sum(given.values())), shared / max(1, sum(wanted.values()))


def body_of(article: Article) -> str:
    text, left_out = article.text, list(article.furniture)
    if article.title_span is not None:
        left_out.append(article.title_span)
    for start, end in sorted(left_out, reverse=True):
        text = f"{text[:start]}\n{text[end:]}"
    return text


def count_doubled(article: Article) -> int:
    paragraphs = Counter("".join(_WORD.findall(line)).lower() for line in article.text.split("\n"))
    return sum(n - 1 for letters, n in paragraphs.items() if len(letters) >= 80)


def share_mapped(article: Article, source: str) -> tuple[int, int]:
    """Count the letters that the map leads back to the same letters of the page, tags and references undone."""
    good = 0
    for start, end, source_start, source_end in article.source_map:
        here = "".join(article.text[start:end].split())
        there = unescape(re.sub(r"<[^>]*>", "", source[source_start:source_end]))
        good += len(here) * ("".join(there.split()) == here)
    return good, len("".join(article.text.split()))


def letters_of(text: str) -> str:
    plain = unescape(re.sub(r"<[^>]*>|\\u[0-9a-f]{4}|\\", "", text))
    return "".join(_WORD.findall(plain)).lower()


def stated_dates(pattern: re.Pattern[str], source: str) -> set[str]:
    values = (unescape(next(filter(None, found))) for found in pattern.findall(source))
    return {date for value in values if (date := parse_stated(value)) is not None}


def agrees(found: str | None, stated: set[str]) -> bool:
    return found is not None and any(
        found == date or found.startswith(date) or date.startswith(found) for date in stated
    )


def measure() -> Iterator[tuple[str, dict[str, float | None]]]:
    """Yield each page's address with its measures; ``None`` where the page states nothing to compare with."""
    gold = json.loads((FOLDER / "ground-truth.json").read_bytes())
    for key in sorted(gold):
        path = FOLDER / "pages" / f"{key}.html.gz"
        articles = [found for found in read_paths([path]) if isinstance(found, Article)]
        if len(articles) != 1:
            yield gold[key]["url"], {"read": 0.0, "precision": 0.0, "recall": 0.0}
            continue
        article = articles[0]
        source = gzip.decompress(path.read_bytes()).decode(article.source_encoding or "utf-8", "replace")
        precision, recall = match(gold[key]["articleBody"], body_of(article))
        published, modified = stated_dates(_PUBLISHED, source), stated_dates(_MODIFIED, source)
        title = letters_of(article.title or "")
        titles = [letters_of("".join(found)) for found in _TITLE.findall(source)]
        good, n_letters = share_mapped(article, source)
        yield (
            gold[key]["url"],
            {
                "read": 1.0,
                "precision": precision,
                "recall": recall,
                "doubled": count_doubled(article),
                "mapped": good,
                "letters": n_letters,
                "title": float(bool(title) and any(title in stated for stated in titles)) if titles else None,
                "published": float(agrees(article.published_at, published)) if published else None,
                "modified": float(agrees(article.modified_at, modified)) if modified else None,
            },
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list the N pages read worst")
    shown = parser.parse_args().show
    if not FOLDER.is_dir():
        print(f"pages: skipped, {FOLDER.parent.parent.name}/ with the pages is not beside this clone")
        return 0
    pages = list(measure())

    def mean(name: str) -> float:
        return statistics.mean(value for _, page in pages if (value := page.get(name)) is not None)

    precision, recall = mean("precision"), mean("recall")
    measures = {
        "f1": 2 * precision * recall / (precision + recall),
        "precision": precision,
        "recall": recall,
        "pages read": mean("read"),
        "characters mapped": mean("mapped") / mean("letters"),
        "titles as stated": mean("title"),
        "dates as stated": mean("published"),
        "dates of change as stated": mean("modified"),
        "doubled paragraphs": sum(page.get("doubled") or 0 for _, page in pages),
    }
    failed = 0
    for name, value in measures.items():
        held = value <= CEILINGS[name] if name in CEILINGS else value >= FLOORS[name]
        failed += not held
        bound = f"at most {CEILINGS[name]}" if name in CEILINGS else f"at least {FLOORS[name]}"
        print(f"{'held  ' if held else 'FAILED'} {name}: {value:.4f} ({bound})")
    for url, page in sorted(pages, key=lambda item: (item[1]["precision"] or 0) * (item[1]["recall"] or 0))[:shown]:
        print(f"  {page['precision']:.2f} {page['recall']:.2f} {url}")
    for url, page in pages if shown else ():
        if wrong := [name for name in ("title", "published", "modified") if page.get(name) == 0]:
            print(f"  {', '.join(wrong)}: {url}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
