"""Reuse of reported speech: two articles that share a quotation word for word and no other text.

Invariant: one of the two quotations is whole and stands in the other's quotation marks to the word; each article is
tied to the first that has the words, so that the ties grow with the articles and not with their pairs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.model.annotation import Form
from sayso.model.nearby import Cover
from sayso.model.relation import Copy, Manner
from sayso.model.span import Span
from sayso.relate.background import is_old
from sayso.relate.directions import direct_pair
from sayso.relate.passages import LEAST_QUOTE, Comparable, cut_passage
from sayso.text.align import Run
from sayso.text.shingles import hash_shingles

MOST_HOLDERS = 64  # words that more articles quote say nothing of two of them

Words = tuple[str, ...]


class _Held(NamedTuple):
    """Where quoted words stand: the index of the text, and that of the first of them in it."""

    text: int
    first: int


def find_requotes(texts: Sequence[Comparable], known: Collection[tuple[str, str]]) -> list[Copy]:
    """Find the pairs that share nothing but quotations of LEAST_QUOTE words or more, without those already ``known``.

    A quotation counts if some article attributes it to a source: a title or a slogan is no reported speech. Time is
    linear in the words quoted.
    """
    shared: dict[tuple[int, int], list[Run]] = {}
    for words, holders in _find_holders(texts, _read_spoken(texts)):
        if len(holders) <= MOST_HOLDERS:
            for source, target in _tie_to_first(texts, holders):
                runs = shared.setdefault((source.text, target.text), [])
                if not any(target.first < run.b + run.length and run.b < target.first + len(words) for run in runs):
                    runs.append(Run(source.first, target.first, len(words)))
    found = []
    for (i, j), runs in sorted(shared.items()):
        pair, house = (texts[i].id, texts[j].id), texts[i].publisher
        if pair not in known and pair[::-1] not in known and (house is None or house != texts[j].publisher):
            found.append(_make_copy(texts, i, j, sorted(runs, key=lambda run: run.b)))
    return found


def _read_spoken(texts: Sequence[Comparable]) -> set[Words]:
    """Collect the words of whole quotations that are said to be somebody's."""
    spoken = set()
    for text in texts:
        contents = Cover(
            span
            for attribution in text.annotated.attributions
            if attribution.form is not Form.INDIRECT
            for span in attribution.content
        )
        for first, last in _quoted_ranges(text):
            place = Span(text.starts[first], text.ends[last - 1])
            if last - first >= LEAST_QUOTE and contents.touches((place,)):
                spoken.add(text.forms[first:last])
    return spoken


def _quoted_ranges(text: Comparable) -> Iterator[tuple[int, int]]:
    """Give the words of each quotation, paragraph by paragraph, as ranges of indices."""
    for quotation in text.annotated.quotations:
        if quotation.closed and quotation.depth == 0:
            for part in quotation.parts:
                first, last = bisect_left(text.starts, part.start), bisect_left(text.starts, part.end)
                if first < last:
                    yield first, last


def _find_holders(texts: Sequence[Comparable], spoken: set[Words]) -> list[tuple[Words, list[_Held]]]:
    """Find where each of the spoken words stand in quotation marks, once a text; the longest first."""
    by_head: dict[int, list[Words]] = {}
    for words in sorted(spoken):
        by_head.setdefault(hash_shingles(words[:LEAST_QUOTE], LEAST_QUOTE)[0], []).append(words)
    holders: dict[Words, dict[int, int]] = {}
    for index, text in enumerate(texts):
        for first, last in _quoted_ranges(text):
            for place, head in enumerate(hash_shingles(text.forms[first:last], LEAST_QUOTE), start=first):
                for words in by_head.get(head, ()):
                    if place + len(words) <= last and text.forms[place : place + len(words)] == words:
                        holders.setdefault(words, {}).setdefault(index, place)
    shared = [(words, [_Held(*held) for held in sorted(at.items())]) for words, at in holders.items() if len(at) > 1]
    return sorted(shared, key=lambda each: (-len(each[0]), each[0]))


def _tie_to_first(texts: Sequence[Comparable], holders: Sequence[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Tie each holder to the first, as (source, target); after a week without news the words begin anew."""
    ordered = sorted(holders, key=lambda held: (texts[held.text].annotated.article.published_at or "~", held.text))
    first = ordered[0]
    for held in ordered[1:]:
        if is_old(texts[first.text], texts[held.text]):
            first = held
            continue
        source = direct_pair(texts, *sorted((first.text, held.text)))[0]
        yield (first, held) if source == first.text else (held, first)


def _make_copy(texts: Sequence[Comparable], i: int, j: int, runs: Sequence[Run]) -> Copy:
    source, target = texts[i], texts[j]
    _, _, direction, credit = direct_pair(texts, *sorted((i, j)))
    passages = [cut_passage([run], source, target) for run in runs]
    return Copy(
        source=source.id,
        target=target.id,
        share=round(sum(run.length for run in runs) / len(target.forms), 4),
        verbatim=all(passage.manner is Manner.VERBATIM for passage in passages),
        passages=tuple(replace(passage, manner=Manner.QUOTED) for passage in passages),
        direction=direction,
        credit=credit.span if credit else None,
    )
