"""Furniture found from the pile itself: lines that recur on pages of one publisher that otherwise differ.

Invariant: only whole lines of pages are marked, never a headline, a line with quotation marks or one that tells who
said something; a line counts once for pages that are versions of one another. Outlets repeat the background of a story
as they repeat their share lines, so a long line is marked only where nearly all pages end or begin with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from sayso.model.article import Article
from sayso.model.span import Span, overlaps_any
from sayso.read.headline import Line, cut_lines, letters_of

LEAST_PAGES = 3  # pages that must share a short line
_LEAST_PAGES_LONG, _SHARE_SHORT, _SHARE_LONG = 4, 0.2, 0.6
_SHORT, _LONG, _EDGE = 20, 120, 4  # words; words; lines from the top or the end
_VERSION = 0.5  # of the lines of the shorter page stand in the other: the two are versions
_SPOKEN = re.compile(
    r"[\"“”„«»]|\b(?:said|says|say|told|tells|according|added|announced|reported|wrote|denied|warned|confirmed)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def mark_repeated(articles: Sequence[Article]) -> list[Article]:
    """Give the articles, in their order, with the lines marked as furniture that recur on pages of one publisher.

    Articles that were not cut from a page, or whose publisher is not known, are given as they are. Time is linear in
    the text, and in the number of pairs of one publisher's pages.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        if article.source_map and (name := _publisher_of(article)):
            groups[name].append(index)
    marked = list(articles)
    for indices in groups.values():
        if len(indices) >= LEAST_PAGES:
            pages = [articles[index] for index in indices]
            for index, article in zip(indices, _mark_pages(pages), strict=True):
                marked[index] = article
    return marked


def _publisher_of(article: Article) -> str:
    """Give what pages of one publisher share: the host of their address, else the name they state."""
    if article.url is not None:
        try:
            return (urlsplit(article.url).hostname or "").removeprefix("www.")
        except ValueError:
            return ""
    return letters_of(article.publisher or "")


def _mark_pages(pages: Sequence[Article]) -> list[Article]:
    lines = [cut_lines(page.text) for page in pages]
    versions = _find_versions(lines)
    n_distinct = len(set(versions))
    holders: dict[str, set[int]] = defaultdict(set)
    at_edge: dict[str, bool] = defaultdict(lambda: True)
    for number, own in enumerate(lines):
        for position, line in enumerate(own):
            key = _key_of(line)
            holders[key].add(versions[number])
            at_edge[key] &= position < _EDGE or position >= len(own) - _EDGE
    recurring = {
        key
        for key, found in holders.items()
        if key and len(found) >= LEAST_PAGES and len(found) >= _SHARE_SHORT * n_distinct
    }
    long_ones = {
        key
        for key in recurring
        if at_edge[key] and len(holders[key]) >= max(_LEAST_PAGES_LONG, _SHARE_LONG * n_distinct)
    }
    return [_mark(page, own, recurring, long_ones) for page, own in zip(pages, lines, strict=True)]


def _mark(page: Article, lines: Sequence[Line], recurring: set[str], long_ones: set[str]) -> Article:
    kept = [page.title_span] if page.title_span else []
    found: list[Span] = []
    for line in lines:
        key, n_words = _key_of(line), len(line.text.split())
        is_furniture = key in recurring if n_words <= _SHORT else key in long_ones and n_words <= _LONG
        if is_furniture and not _SPOKEN.search(line.text) and not overlaps_any(line.span, (*kept, *page.furniture)):
            found.append(line.span)
    return replace(page, furniture=tuple(sorted((*page.furniture, *found)))) if found else page


def _find_versions(lines: Sequence[Sequence[Line]]) -> Mapping[int, int]:
    """Give, for each page, the first page that it is a version of (itself, if of none before it)."""
    keys = [{_key_of(line) for line in own if len(line.text.split()) > 8} for own in lines]
    first: dict[int, int] = {}
    for number, own in enumerate(keys):
        first[number] = next(
            (
                first[other]
                for other in range(number)
                if len(own & keys[other]) > _VERSION * min(len(own), len(keys[other]))
            ),
            number,
        )
    return first


def _key_of(line: Line) -> str:
    """Fold a line for comparison: its letters in lower case, numbers as 0 ("12 comments", "3 comments")."""
    return letters_of(_DIGITS.sub("0", line.text))
