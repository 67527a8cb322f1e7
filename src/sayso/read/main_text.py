"""Which blocks of a page are its article: trafilatura's judgement, corrected by where the blocks stand.

Invariant: what is chosen are whole blocks of the page in their order, none of them twice, so that nothing is said that
the page does not say there. Where trafilatura finds nothing or cannot be asked, the blocks' own density decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.read.headline import letters_of
from sayso.read.markup import Block, Markup, Node, parse_attributes

_WORD = re.compile(r"\w+")
_GRAM = 3
_COVERED = 0.5
_FRAME_TAGS = frozenset(("nav", "footer", "aside", "form", "figure", "figcaption"))
_FRAME_WORDS = re.compile(
    r"(?:^|[\s_-])(?:newsletter|related|recirc|promos?|promoted|shar(?:e|ing)|social|comments?|disqus|tags|taboola|outbrain"
    r"|subscri(?:be|ption)|signup|sign-up|copyright|breadcrumbs?|sidebar|widget|popular|trending|most-read|read-more"
    r"|readmore|also-read|bylines?|author-(?:bio|box|info)|bio|caption|credits?|gallery|slideshow|carousel|cookies?"
    r"|consent|advert(?:isement)?|sponsor(?:ed)?|toolbar|menu|footer|nav(?:igation)?|pagination|pager|print-only"
    r"|hidden|visually-hidden|sr-only|screen-reader-text|recommend(?:ed|ations)?|more-stories|infobox|timestamp|dateline-meta"
    r"|post-?info|reading-time|read-time)(?:$|[\s_-])",
    re.IGNORECASE,
)


_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")  # a letter of these says as much as three
_PARAGRAPH, _DOUBLED, _LINKED = 60, 60, 150  # letters
_MAIN_SHARE, _FRAME_SHARE, _LEAST_SHARE, _KIN_SHARE = 0.85, 0.5, 0.15, 0.3


@dataclass(slots=True)
class _Judged:
    """A block with what is judged of it; ``covered`` is the share of its words that trafilatura took."""

    index: int
    block: Block
    words: list[str]
    size: int
    covered: float = 0.0

    @property
    def linked(self) -> float:
        """The share of its characters that stand in links."""
        return self.block.n_linked / max(1, len(self.block.text))

    @property
    def is_seed(self) -> bool:
        return self.covered >= _COVERED

    @property
    def is_paragraph(self) -> bool:
        return self.size >= _PARAGRAPH and self.linked < 0.3


def choose_blocks(markup: Markup, extracted: str, title: str | None) -> list[int]:
    """Give the indices of the blocks that are the article, headline left out.

    ``extracted`` is what trafilatura took for the main text (empty: it was not asked, or found nothing).
    """
    judged = _judge(markup, extracted)
    framed = [_is_frame(node) for node in markup.nodes]
    plain = [j for j in judged if j.is_paragraph and not _in_frame(markup, framed, j.block.node)]
    seeds = [j for j in judged if j.is_seed]
    main, weights = _find_main(markup, plain)
    dense = [j for j in plain if _stands_in(markup, j.block.node, main)]
    if sum(j.size for j in seeds) < _LEAST_SHARE * sum(j.size for j in dense):
        for j in judged:
            inside = _stands_in(markup, j.block.node, main) and not _in_frame(markup, framed, j.block.node, main)
            j.covered = float(inside and j.linked < 0.5)
        seeds = [j for j in judged if j.is_seed]
    if not seeds:
        return []
    kin = _find_kin(markup, plain, seeds)
    main, weights = _find_main(markup, [*seeds, *kin])
    own = [j for j in plain if j.block.node == main and not j.is_seed]  # text that no element of its own holds
    total = weights[main]
    framed = [is_frame and weights[index] < _FRAME_SHARE * total for index, is_frame in enumerate(framed)]
    wanted = letters_of(title or "")
    taken = sorted(
        (
            j
            for j in {j.index: j for j in (*seeds, *kin, *own)}.values()
            if j.words
            and _stands_in(markup, j.block.node, main)
            and not _in_frame(markup, framed, j.block.node, main)
            and (j.linked <= 0.6 or j.size >= _LINKED)
            and not (wanted and letters_of(j.block.text) == wanted)
        ),
        key=lambda j: j.index,
    )
    doubled = _find_doubled(taken)
    return [j.index for j in taken if j.index not in doubled]


def _find_doubled(taken: Sequence[_Judged]) -> frozenset[int]:
    """Find the blocks that say again what others say: first a block that holds several, then the later of two."""
    grams = {j.index: set(_grams(j.words)) for j in taken if j.size >= _DOUBLED}
    held = Counter(gram for own in grams.values() for gram in own)
    doubled: set[int] = set()
    for j in sorted(taken, key=lambda j: (-j.size, -j.index)):
        own = grams.get(j.index)
        if own and sum(held[gram] > 1 for gram in own) >= 0.9 * len(own):
            doubled.add(j.index)
            held.subtract(own)
    return frozenset(doubled)


def _find_kin(markup: Markup, plain: Sequence[_Judged], seeds: Sequence[_Judged]) -> list[_Judged]:
    """Find the paragraphs that stand in the page as a good part of the seeds do, but that trafilatura missed."""
    shapes: Counter[tuple[str, str, str]] = Counter()
    for j in seeds:
        shapes[_shape(markup, j)] += j.size
    least = _KIN_SHARE * sum(j.size for j in seeds)
    return [j for j in plain if not j.is_seed and shapes[_shape(markup, j)] >= least]


def _judge(markup: Markup, extracted: str) -> list[_Judged]:
    blocks = markup.blocks
    lines = [_WORD.findall(line) for line in extracted.split("\n")]
    whole = {tuple(line) for line in lines}
    grams = set(_grams([word for line in lines for word in line]))
    judged = []
    rows: dict[int, list[_Judged]] = {}
    for index, block in enumerate(blocks):
        j = _Judged(index, block, _WORD.findall(block.text), _size(block.text))
        judged.append(j)
        row = markup.row_of(block)
        if row >= 0:
            rows.setdefault(row, []).append(j)
        else:
            j.covered = _cover(j.words, whole, grams)
    for cells in rows.values():  # trafilatura gives a row as one line
        covered = _cover([word for j in cells for word in j.words], whole, grams)
        for j in cells:
            j.covered = covered
    return judged


def _cover(words: Sequence[str], whole: set[tuple[str, ...]], grams: set[tuple[str, ...]]) -> float:
    if len(words) < _GRAM:
        return float(tuple(words) in whole) if words else 0.0
    own = _grams(words)
    return sum(gram in grams for gram in own) / len(own)


def _size(text: str) -> int:
    return len(text) + (0 if text.isascii() else 2 * len(_WIDE.findall(text)))


def _grams(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[n:] for n in range(_GRAM)), strict=False))


def _find_main(markup: Markup, seeds: Sequence[_Judged]) -> tuple[int, Counter[int]]:
    """Find the innermost element that holds nearly all of the seeds; also give how much of them each element holds."""
    weights: Counter[int] = Counter()
    total = 0
    for j in seeds:
        total += j.size
        weights[j.block.node] += j.size
    main = -1
    for index in range(len(markup.nodes) - 1, -1, -1):  # an element comes after what it stands in
        if weights[index]:
            weights[markup.nodes[index].parent] += weights[index]
            if main < 0 and weights[index] >= _MAIN_SHARE * total:
                main = index
    return main, weights


def _stands_in(markup: Markup, index: int, main: int) -> bool:
    while index > main:  # an element comes after what it stands in
        index = markup.nodes[index].parent
    return index == main or main < 0


def _in_frame(markup: Markup, framed: Sequence[bool], index: int, main: int = -1) -> bool:
    """Say whether an element, or one between it and ``main``, is no part of an article's text."""
    while index >= 0 and index != main:
        if framed[index]:
            return True
        index = markup.nodes[index].parent
    return False


def _is_frame(node: Node) -> bool:
    """Say whether an element is by its tag or name no part of an article's text."""
    if node.tag in _FRAME_TAGS:
        return True
    if not node.attributes or node.tag in ("p", "html", "body", "article", "main"):
        return False
    attributes = parse_attributes(node.attributes)
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
        return True
    return any(_FRAME_WORDS.search(attributes.get(name, "")) for name in ("class", "id"))


def _shape(markup: Markup, j: _Judged) -> tuple[str, str, str]:
    """Give what the paragraphs of one article share: their element, the one around it and its class."""
    if j.block.node < 0:
        return "", "", ""
    node = markup.nodes[j.block.node]
    if node.parent < 0:
        return node.tag, "", ""
    around = markup.nodes[node.parent]
    return node.tag, around.tag, parse_attributes(around.attributes).get("class", "")
