"""HTML as blocks of text that know where they stand in the source: a tokenizer of our own, for its offsets.

Invariant: whatever the source, one pass over it gives blocks in its order, in time linear in its length and without
recursion. Each character of a block lies in a run that leads to the source, but for a line break made of ``<br>``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from sayso.model.source_map import SourceRun

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike
    strong sub sup time tt u var wbr""".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_RAW = frozenset("script style textarea title xmp noembed noframes iframe".split())
_UNFOLDS = re.compile(
    r"class\s*=\s*[\"']?[^\"'>]*\b(?:rollover|tooltip|popover)[\w-]*(?:block|body|box|content|text)\b"
)
_SKIPPED = frozenset("template svg math canvas object video audio select button datalist dialog map".split())
_ENDS_PARAGRAPH = frozenset(
    """address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
    hr main menu nav ol p pre section table ul""".split()
)
_CLOSES = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tr": ("tr", "td", "th"), "td": ("td", "th")}
_CLOSES |= {"th": ("td", "th"), "option": ("option",)}
_LISTS = frozenset(("ul", "ol", "dl", "table", "menu"))
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_TAG_STOP = re.compile(r"[\"'>]")
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_PIECE = re.compile(r"[ \t\n\r\f]+|&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?|[^ \t\n\r\f&]+|&")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
MAX_DEPTH = 2000


class Node(NamedTuple):
    """An element: the index of its parent (-1: none), its name in lower case, and its attributes as written.

    ``inside`` is where its content begins in the source.
    """

    parent: int
    tag: str
    attributes: str
    inside: int = 0


@dataclass(slots=True)
class Block:
    """A run of text that no block-level tag breaks. ``node`` is the index of the innermost block-level element.

    ``runs`` map the block's own text to the source; ``n_linked`` of its characters stand in links.
    """

    text: str
    node: int
    runs: tuple[SourceRun, ...]
    n_linked: int = 0


@dataclass(slots=True)
class Markup:
    """What a source holds: its elements, its blocks, the contents of raw elements and the comments before the page."""

    nodes: list[Node] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    raw: list[tuple[Node, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def ancestors(self, index: int) -> Iterator[Node]:
        """Yield an element and what it stands in, innermost first."""
        while index >= 0:
            node = self.nodes[index]
            yield node
            index = node.parent

    def row_of(self, block: Block) -> int:
        """Give the table row that a block is a cell of, -1 for none."""
        index = block.node
        if index >= 0 and self.nodes[index].tag in ("td", "th"):
            parent = self.nodes[index].parent
            return parent if parent >= 0 and self.nodes[parent].tag == "tr" else -1
        return -1


def parse_attributes(written: str) -> dict[str, str]:
    """Give an element's attributes, names in lower case, character references resolved; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def read_markup(source: str) -> Markup:
    """Read the elements and the text of an HTML source. It never raises."""
    return _Reader(source).read()


def _is_skipped(node: Node) -> bool:
    """Say whether what an element holds is no part of the sentence it stands in: a control, a box that unfolds."""
    if node.tag in _SKIPPED:
        return True
    return node.tag == "span" and "class" in node.attributes and _UNFOLDS.search(node.attributes) is not None


class _Reader:
    """One pass over one source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.markup = Markup()
        self.open: list[int] = []  # indices of open elements
        self.n_open: Counter[str] = Counter()
        self.skipping = 0  # how many open elements have content that no reader sees
        self.pieces: list[str] = []
        self.runs: list[SourceRun] = []
        self.length = 0
        self.n_linked = 0
        self.space: tuple[int, int] | None = None  # white space of the source that waits for a word
        self.absent: set[str] = set()  # marks of which none is left in the source

    def read(self) -> Markup:
        source, position = self.source, 0
        while (start := source.find("<", position)) >= 0:
            if start > position:
                self.take_text(position, start)
            position = self.take_tag(start)
        self.take_text(position, len(source))
        self.end_block()
        return self.markup

    def take_tag(self, start: int) -> int:
        """Take what opens at ``start`` with ``<``; give where to go on."""
        source = self.source
        if source.startswith("<!--", start):
            end = self.find_ahead("-->", start + 4)
            if len(self.markup.comments) < 20:
                self.markup.comments.append(source[start + 4 : min(end if end >= 0 else start, start + 2000)])
            # an unclosed comment hides nothing here: a reader of evidence would rather see too much
            return end + 3 if end >= 0 else start + 4
        if source.startswith("<![CDATA[", start):
            end = self.find_ahead("]]>", start)
            self.take_text(start + 9, end if end >= 0 else len(source))
            return end + 3 if end >= 0 else len(source)
        if source.startswith(("<!", "<?"), start):
            end = self.find_ahead(">", start)
            return end + 1 if end >= 0 else len(source)
        closing = source.startswith("</", start)
        name = _NAME.match(source, start + 1 + closing)
        if name is None:
            self.take_text(start, start + 1)
            return start + 1
        end = self.find_tag_end(name.end())
        tag = name[0].lower().rpartition(":")[2]
        if closing:
            self.close(tag)
            return end
        attributes = source[name.end() : max(name.end(), end - 1)]
        node = self.start(tag, attributes, end)
        if tag in _RAW and not (attributes.endswith("/") and tag != "script"):
            return self.take_raw(tag, node, end)
        if tag not in _VOID and not (attributes.endswith("/") and tag not in _INLINE):
            self.open.append(node)
            self.n_open[tag] += 1
            self.skipping += _is_skipped(self.markup.nodes[node])
        return end

    def find_tag_end(self, position: int) -> int:
        """Give where a tag ends, its ``>`` included; a ``>`` in quotation marks ends none."""
        source = self.source
        at = position
        while stop := _TAG_STOP.search(source, at):
            mark = stop[0]
            if mark == ">":
                return stop.end()
            at = max(stop.end(), self.find_ahead(mark, stop.end()) + 1)
        self.absent |= {'"', "'"}  # all that follows lies in quotation marks: take them for letters
        end = source.find(">", position)
        return end + 1 if end >= 0 else len(source)

    def find_ahead(self, mark: str, position: int) -> int:
        """Find a mark from ``position`` on, -1 for none; none is looked for again where none is left."""
        if mark in self.absent:
            return -1
        found = self.source.find(mark, position)
        if found < 0:
            self.absent.add(mark)
        return found

    def start(self, tag: str, attributes: str, inside: int) -> int:
        """Note an element that opens; give its index."""
        if tag == "br" and not self.skipping:
            self.take_break()
        elif tag not in _INLINE and not self.skipping:
            self.end_block()
        if tag in _ENDS_PARAGRAPH and self.n_open["p"] and not self.skipping:
            self.close("p")
        for name in _CLOSES.get(tag, ()):
            self.close_within_list(name)
        while len(self.open) >= MAX_DEPTH:
            self.pop()
        nodes = self.markup.nodes
        nodes.append(Node(self.open[-1] if self.open else -1, tag, attributes, inside))
        return len(nodes) - 1

    def close(self, tag: str) -> None:
        """Close an element and what is still open in it; a closing tag that nothing opened is none."""
        if tag not in _INLINE and not self.skipping:
            self.end_block()
        if self.n_open[tag]:
            while self.pop() != tag:
                pass

    def close_within_list(self, tag: str) -> None:
        """Close an item that the next item ends, if no list was opened within it."""
        for index in reversed(self.open[-8:]):
            name = self.markup.nodes[index].tag
            if name == tag:
                self.close(tag)
                return
            if name in _LISTS:
                return

    def pop(self) -> str:
        node = self.markup.nodes[self.open.pop()]
        self.n_open[node.tag] -= 1
        self.skipping -= _is_skipped(node)
        return node.tag

    def take_raw(self, tag: str, node: int, start: int) -> int:
        """Keep the contents of an element that holds no markup; give where its end tag begins."""
        found = _end_of(tag).search(self.source, start)
        end = found.start() if found else len(self.source)
        if tag in ("script", "title"):
            self.markup.raw.append((self.markup.nodes[node], self.source[start:end]))
        return found.end() if found else end

    def take_break(self) -> None:
        if self.length and self.pieces[-1] != "\n":
            self.pieces.append("\n")
            self.length += 1
            self.space = None
        elif self.length:  # two in a row part paragraphs
            self.end_block()

    def take_text(self, start: int, end: int) -> None:
        """Add text of the source to the block: white space folded, character references resolved."""
        if self.skipping or start >= end:
            return
        linked = self.n_open["a"] > 0
        for piece in _PIECE.finditer(self.source, start, end):
            words = piece[0]
            if words[0] in " \t\n\r\f":
                self.add_space(piece.start(), piece.end())
                continue
            if words[0] == "&":
                words = unescape(words)
                if words.isspace() and words in " \t\n\r\f":
                    self.add_space(piece.start(), piece.end())
                    continue
            if _UNPRINTABLE.search(words):
                self.add_printable(piece.start(), words, len(piece[0]))
            else:
                self.add(words, piece.start(), piece.end())
            self.n_linked += len(words) if linked else 0

    def add_printable(self, start: int, words: str, n_source: int) -> None:
        """Add a piece but for the characters that no output carries."""
        if len(words) != n_source:
            self.add(_UNPRINTABLE.sub("", words), start, start + n_source)
            return
        at = 0
        for found in (*_UNPRINTABLE.finditer(words), None):
            stop = found.start() if found else len(words)
            self.add(words[at:stop], start + at, start + stop)
            at = found.end() if found else stop

    def add_space(self, start: int, end: int) -> None:
        if self.length and self.pieces[-1] != "\n":
            self.space = (self.space[0] if self.space and self.space[1] == start else start, end)

    def add(self, words: str, start: int, end: int) -> None:
        """Add words that stand at ``start`` to ``end`` in the source, after the space that waits for them."""
        if not words:
            return
        if self.space is not None:
            self.append(" ", *self.space)
            self.space = None
        self.append(words, start, end)

    def append(self, words: str, start: int, end: int) -> None:
        self.pieces.append(words)
        here, self.length = self.length, self.length + len(words)
        if self.runs:
            before = self.runs[-1]
            straight = before[1] - before[0] == before[3] - before[2] and len(words) == end - start
            if straight and before[1] == here and before[3] == start:
                self.runs[-1] = SourceRun(before[0], self.length, before[2], end)
                return
        self.runs.append(SourceRun(here, self.length, start, end))

    def end_block(self) -> None:
        """Close the block, if it holds any text."""
        self.space = None
        if not self.length:
            return
        while self.pieces and self.pieces[-1] == "\n":
            self.pieces.pop()
        text = "".join(self.pieces)
        if text and not text.isspace():
            self.markup.blocks.append(Block(text, self.block_node(), tuple(self.runs), self.n_linked))
        self.pieces, self.runs, self.length, self.n_linked = [], [], 0, 0

    def block_node(self) -> int:
        """Give the innermost open element that is block-level."""
        nodes = self.markup.nodes
        for index in reversed(self.open[-50:]):
            if nodes[index].tag not in _INLINE:
                return index
        return self.open[-1] if self.open else -1


_END_TAGS = {tag: re.compile(rf"</{tag}(?=[\s/>])[^>]*>?", re.IGNORECASE) for tag in _RAW}


def _end_of(tag: str) -> re.Pattern[str]:
    return _END_TAGS[tag]
