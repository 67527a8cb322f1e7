"""The training texts: articles with attributions, mentions and name links, and how they become arrays.

Invariant: every span of a ``Document`` is ``(start, end)`` in code points of its ``text``, and an edit of the text
moves all spans with it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from sayso.annotate.encoder.sheet import IntArray, Sheet, SheetMaker

Pair = tuple[int, int]
SOURCE, CUE, CONTENT = 0, 1, 2
N_TAGS = 7  # O, then B and I of source, cue, content
MENTION_KINDS = {"PERSON": 0, "ORGANIZATION": 1, "LOCATION": 2, "MISC": 3, "PER": 0, "ORG": 1, "LOC": 2}
N_MENTION_TAGS = 9  # O, then B and I of person, organisation, place, other
IGNORE = -100
HELD_EVERY = 15  # every 15th training article is kept for choosing


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution as annotated: each part is zero or more spans."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what is known of it; ``None`` means that this layer is not annotated here."""

    id: str
    publisher: str
    text: str
    triples: tuple[Triple, ...] | None
    mentions: tuple[tuple[int, int, int], ...] | None  # start, end, kind
    links: tuple[tuple[Pair, tuple[Pair, ...]], ...] | None  # a pronoun or role, and the names of the same entity


def _read_rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _spans(values: Iterable[Sequence[int]]) -> tuple[Pair, ...]:
    return tuple(sorted((int(start), int(end)) for start, end in values))


_NOT_A_QUERY = re.compile(r"\d|[$%]|^(?:it|this|that|which|there)$|^(?:its|our|their|his|her|my|your) ", re.IGNORECASE)


def _name_links(
    text: str, names: Sequence[tuple[int, int, int]], chains: Iterable[Sequence[Sequence[int]]]
) -> tuple[tuple[Pair, tuple[Pair, ...]], ...]:
    """Turn coreference chains into links from a pronoun or role to the names of the same chain."""
    starts = {start: (start, end) for start, end, kind in names}
    ends = {end: (start, end) for start, end, kind in names if kind != 3}
    links: list[tuple[Pair, tuple[Pair, ...]]] = []
    for chain in chains:
        found: list[Pair] = []
        queries: list[Pair] = []
        for start, end in chain:
            head = starts.get(start)
            tail = ends.get(end)
            if head and (head[1] == end or text[head[1] : head[1] + 1] == ","):
                found.append(head)
            elif tail and "," not in text[start:end]:
                found.append(tail)
            elif not any(start <= s < end for s, _, _ in names) and not _NOT_A_QUERY.search(text[start:end]):
                queries.append((start, end))
        if found:
            links.extend((query, tuple(sorted(set(found)))) for query in queries if query[1] - query[0] < 80)
    return tuple(sorted(links))


def read_polnear(attribution: Path, silver: Path) -> list[Document]:
    """Read PolNeAR's articles, with CoreNLP's names and chains where there are some."""
    machine = {row["id"]: row for row in _read_rows(silver)}
    documents = []
    for row in _read_rows(attribution):
        text = row["text"]
        triples = tuple(
            Triple(*(_spans(a[part]) for part in ("source", "cue", "content"))) for a in row["attributions"]
        )
        other = machine.get(row["id"])
        names = links = None
        if other is not None:
            found = {(int(e["span"][0]), int(e["span"][1]), MENTION_KINDS[e["type"]]) for e in other["entities"]}
            names = tuple(sorted(found))
            links = _name_links(text, names, other["chains"])
        documents.append(Document(row["id"], row["publisher"], text, triples, names, links))
    return documents


def split_held(documents: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """Part the training articles into those to learn from and those to choose by."""
    ordered = sorted(documents, key=lambda d: d.id)
    held = ordered[::HELD_EVERY]
    chosen = {d.id for d in held}
    return [d for d in ordered if d.id not in chosen], held


_GLUE_LEFT = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "n't", "'"])


def read_ner(path: Path, *, sentences_a_text: int = 10) -> list[Document]:
    """Read CoNLL-like sentences (IOB1 tags) and join runs of them to short texts, spaced as in print."""
    documents = []
    rows = _read_rows(path)
    for first in range(0, len(rows), sentences_a_text):
        text = ""
        names: list[tuple[int, int, int]] = []
        for row in rows[first : first + sentences_a_text]:
            previous = "O"
            for index, (token, tag) in enumerate(zip(row["tokens"], row["ner"], strict=True)):
                if index and token not in _GLUE_LEFT and text[-1:] not in "([$":
                    text += " "
                start = len(text)
                text += token
                if tag != "O" and names and tag[0] == "I" and previous[1:] == tag[1:]:
                    names[-1] = (names[-1][0], len(text), names[-1][2])
                elif tag != "O":
                    names.append((start, len(text), MENTION_KINDS[tag[2:]]))
                previous = tag
            text += "\n\n"
        documents.append(Document(f"{path.stem}-{first}", "", text, None, tuple(names), None))
    return documents


def edit_text(document: Document, edits: Sequence[tuple[int, int, str]]) -> Document:
    """Replace ``text[start:end]`` by the given string for each edit; edits do not overlap.

    A span that begins or ends with an edited stretch keeps it. An insertion (``start == end``) at a span's end stays
    outside it.
    """
    text = document.text
    out: list[str] = []
    moved = np.zeros(len(text) + 1, dtype=np.int64)  # where a span's start goes
    ended = np.zeros(len(text) + 1, dtype=np.int64)  # where a span's end goes
    at, size = 0, 0
    for start, end, new in sorted(edits, key=lambda e: (e[0], e[1])):
        kept = np.arange(at + 1, start + 1)
        moved[kept] = ended[kept] = size + kept - at
        out += [text[at:start], new]
        size += start - at
        moved[start + 1 : end] = size
        ended[start + 1 : end] = size + len(new)
        size += len(new)
        moved[end] = size
        if start < end:
            ended[end] = size
        at = end
    kept = np.arange(at + 1, len(text) + 1)
    moved[kept] = ended[kept] = size + kept - at
    out.append(text[at:])

    def move(pair: Pair) -> Pair:
        return int(moved[pair[0]]), int(ended[pair[1]])

    def move_all(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        return tuple((s, e) for s, e in map(move, pairs) if s < e)

    triples = None
    if document.triples is not None:
        triples = tuple(
            t
            for t in (Triple(move_all(t.source), move_all(t.cue), move_all(t.content)) for t in document.triples)
            if t.cue and t.content
        )
    mentions = None
    if document.mentions is not None:
        mentions = tuple((*move((s, e)), kind) for s, e, kind in document.mentions)
    links = None
    if document.links is not None:
        links = tuple((move(q), move_all(names)) for q, names in document.links)
    return replace(document, text="".join(out), triples=triples, mentions=mentions, links=links)


@dataclass(frozen=True, slots=True)
class Example:
    """A document as arrays over word pieces. Spans are (first, last) piece indices, last inclusive."""

    document: Document
    sheet: Sheet
    tags: IntArray
    mention_tags: IntArray
    cues: tuple[Pair, ...]
    roles: tuple[tuple[tuple[Pair, ...], tuple[Pair, ...]], ...]  # for each cue: source and content spans
    links: tuple[tuple[int, tuple[int, ...]], ...]  # piece of the query, pieces where its names begin
    names: IntArray  # pieces where a name begins


def _locate(sheet: Sheet, span: Pair) -> Pair | None:
    """Give the first and last piece of a span of characters."""
    first = int(np.searchsorted(sheet.ends, span[0], side="right"))
    last = int(np.searchsorted(sheet.starts, span[1], side="left")) - 1
    return (first, last) if first <= last else None


def _tag(tags: IntArray, spans: Iterable[Pair], kind: int) -> None:
    for first, last in spans:
        tags[first : last + 1] = 2 + 2 * kind
        tags[first] = 1 + 2 * kind


def to_example(document: Document, maker: SheetMaker) -> Example:
    """Read a document and lay its annotations on the pieces."""
    sheet = maker.sheet(document.text)
    tags = np.full(len(sheet), IGNORE, dtype=np.int64)
    cues: list[Pair] = []
    roles: list[tuple[tuple[Pair, ...], tuple[Pair, ...]]] = []

    def locate_all(spans: Iterable[Pair]) -> tuple[Pair, ...]:
        return tuple(found for found in (_locate(sheet, span) for span in spans) if found)

    if document.triples is not None:
        tags[:] = 0
        for triple in document.triples:
            source, cue, content = (locate_all(part) for part in (triple.source, triple.cue, triple.content))
            for kind, spans in ((CONTENT, content), (SOURCE, source), (CUE, cue)):
                _tag(tags, spans, kind)
            if cue:
                cues.append((cue[0][0], cue[-1][1]))
                roles.append((source, content))
    mention_tags = np.full(len(sheet), IGNORE, dtype=np.int64)
    names: list[int] = []
    if document.mentions is not None:
        mention_tags[:] = 0
        for start, end, kind in document.mentions:
            found = _locate(sheet, (start, end))
            if found:
                _tag(mention_tags, [found], kind)
                names.append(found[0])
    links = []
    for query, linked in document.links or ():
        at = _locate(sheet, query)
        if at:
            links.append((at[0], tuple(sorted({f[0] for f in locate_all(linked)}))))
    return Example(
        document,
        sheet,
        tags,
        mention_tags,
        tuple(cues),
        tuple(roles),
        tuple(links),
        np.array(sorted(set(names)), dtype=np.int64),
    )
