"""How well attributions are found: exact and overlapping F1 of source, cue, content and whole, apart by form.

Invariant: the metrics know only spans of characters, so rules, a model in training and the shipped product are measured
alike. ``training.evaluate`` measures weights with them, ``attribution.py`` the product.

What counts as the same is told by a `Places`: every character, as the annotators marked it (`places`), or letters and
digits without an opening "that" (`letters`), for the product leaves marks and "that" at the ends of a content out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from sayso.annotate.encoder.sheet import CLOSES, OPENS, find_marks

Pair = tuple[int, int]
Places = Callable[[str, Iterable[Pair]], frozenset[int]]
OVERLAPS = 0.5  # least Jaccard of contents that count as the same


class Parts(Protocol):
    """An attribution as spans, each part of none or more; half-open, in code points."""

    @property
    def source(self) -> tuple[Pair, ...]:
        """Who says it."""

    @property
    def cue(self) -> tuple[Pair, ...]:
        """The words that tell so."""

    @property
    def content(self) -> tuple[Pair, ...]:
        """What is said."""


_SPEECH = re.compile(
    r"(?i)\b(?:sa(?:y|id|ys|ying)|t(?:ell|old|ells|elling)|wr(?:ote|ite|ites|iting|itten)|according|add(?:ed|s|ing)?|"
    r"ask(?:ed|s|ing)?|not(?:ed|es|ing|e)|report(?:ed|s|ing)?|announc(?:ed|es|ing|e)|tweet(?:ed|s|ing)?|"
    r"explain(?:ed|s|ing)?|stat(?:ed|es|ing)|repl(?:ied|ies|ying)|continued|recall(?:ed|s|ing)?|declar(?:ed|es|ing)|"
    r"repeat(?:ed|ing)|quip(?:ped|s)|remark(?:ed|s)|respond(?:ed|s)|stress(?:ed|es)|insist(?:ed|s|ing)?)\b"
)


_THAT = re.compile(r"(?i)[^\w\n]*that ")


def is_speech(cue: str) -> bool:
    """Say whether a cue is one of reported speech, by its words."""
    return bool(_SPEECH.search(cue))


def places(_text: str, spans: Iterable[Pair]) -> frozenset[int]:
    """Give all places that the spans cover."""
    return frozenset(i for start, end in spans for i in range(start, end))


def letters(text: str, spans: Iterable[Pair]) -> frozenset[int]:
    """Give the places of letters and digits that the spans cover, an opening "that" left out."""
    ordered = sorted(spans)
    opens = _THAT.match(text, *ordered[0]) if ordered else None  # a mark before it changes nothing: “That was …”
    if opens:
        ordered[0] = (opens.end(), ordered[0][1])
    return frozenset(i for start, end in ordered for i in range(start, end) if text[i].isalnum())


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """Say how much two sets share."""
    return len(a & b) / len(a | b) if a or b else 0.0


def form_of(text: str, content: Sequence[Pair], depth: Sequence[int]) -> str:
    """Tell a content's form from how many of its letters stand inside quotation marks (`quote_depths`)."""
    inside = [depth[i + 1] > 0 for start, end in content for i in range(start, end) if text[i].isalnum()]
    if not inside or not any(inside):
        return "indirect"
    return "direct" if all(inside) else "mixed"


def quote_depths(text: str) -> list[int]:
    """Give for each place (shifted by one) how many quotations are open; paragraphs begin with none."""
    marks = {
        m.start: (1 if m.does == OPENS else -1) for m in find_marks(text) if m.depth == 0 and m.does in (OPENS, CLOSES)
    }
    depth, inside = [0], 0
    for index, character in enumerate(text):
        inside = 0 if character == "\n" else max(0, inside + marks.get(index, 0))
        depth.append(inside)
    return depth


class Tally:
    """Counts of gold, found and right, by name of the measure."""

    def __init__(self) -> None:
        self.gold: dict[str, int] = {}
        self.found: dict[str, int] = {}
        self.right: dict[str, int] = {}

    def add(self, name: str, *, gold: int = 0, found: int = 0, right: int = 0) -> None:
        """Count under one name."""
        for counts, n in ((self.gold, gold), (self.found, found), (self.right, right)):
            counts[name] = counts.get(name, 0) + n

    def scores(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1, 0 to 100."""
        right = self.right.get(name, 0)
        precision = 100 * right / max(1, self.found.get(name, 0))
        recall = 100 * right / max(1, self.gold.get(name, 0))
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def match(text: str, gold: Sequence[Parts], found: Sequence[Parts], cover: Places = places) -> dict[int, int]:
    """Pair contents one to one, best Jaccard first; equal ones are parted by source and cue."""
    pairs = []
    gold_sets = [[cover(text, part) for part in (g.content, g.source, g.cue)] for g in gold]
    found_sets = [[cover(text, part) for part in (f.content, f.source, f.cue)] for f in found]
    for i, (content, source, cue) in enumerate(gold_sets):
        for j, (content2, source2, cue2) in enumerate(found_sets):
            score = jaccard(content, content2)
            if score >= OVERLAPS:
                pairs.append((score, jaccard(source, source2), jaccard(cue, cue2), -i, -j))
    matched: dict[int, int] = {}
    used: set[int] = set()
    for *_, i, j in sorted(pairs, reverse=True):
        if -i not in matched and -j not in used:
            matched[-i] = -j
            used.add(-j)
    return matched


def same_source(gold: Parts, found: Parts) -> bool:
    """Say whether the sources share a place, or are both missing."""
    if not gold.source or not found.source:
        return not gold.source and not found.source
    return bool(places("", gold.source) & places("", found.source))


def count_article(
    tally: Tally, text: str, gold: Sequence[Parts], found: Sequence[Parts], publisher: str, cover: Places = places
) -> dict[int, int]:
    """Compare one article's attributions; return which found one (value) each gold one (key) was paired with."""
    depth = quote_depths(text)
    matched = match(text, gold, found, cover)
    whole = {i for i, j in matched.items() if same_source(gold[i], found[j])}
    n_gold, n_found = len(gold), len(found)
    for name in ("attribution", f"publisher: {publisher}"):
        tally.add(name, gold=n_gold, found=n_found, right=len(whole))
    tally.add("content overlaps", gold=n_gold, found=n_found, right=len(matched))
    exact_content = {i for i, j in matched.items() if cover(text, gold[i].content) == cover(text, found[j].content)}
    tally.add("content exact", gold=n_gold, found=n_found, right=len(exact_content))
    exact = sum(cover(text, gold[i].source) == cover(text, found[matched[i]].source) for i in exact_content)
    tally.add("content and source exact", gold=n_gold, found=n_found, right=exact)
    for part in ("source", "cue", "content"):
        a = {cover(text, [s]) for t in gold for s in getattr(t, part)}
        b = {cover(text, [s]) for t in found for s in getattr(t, part)}
        tally.add(f"span exact: {part}", gold=len(a), found=len(b), right=len(a & b))
        _count_overlaps(tally, f"span overlaps: {part}", sorted(map(sorted, a)), sorted(map(sorted, b)))

    def speech(parts: Parts) -> bool:
        return any(is_speech(text[start:end]) for start, end in parts.cue)

    spoken = {i for i, g in enumerate(gold) if speech(g)}
    heard = {j for j, f in enumerate(found) if speech(f)}
    by_found = {matched[i] for i in whole}
    tally.add("reported speech recall", gold=len(spoken), found=len(spoken), right=len(spoken & whole))
    tally.add("reported speech precision", gold=len(heard), found=len(heard), right=len(heard & by_found))
    for i, g in enumerate(gold):
        form = form_of(text, g.content, depth)
        tally.add(f"{form}: content exact", gold=1, found=1, right=i in exact_content)
        tally.add(f"{form}: with right source", gold=1, found=1, right=i in whole)
    return matched


def _count_overlaps(tally: Tally, name: str, gold: Sequence[Sequence[int]], found: Sequence[Sequence[int]]) -> None:
    """Count spans that share at least half of what both cover; one to one where the spans of a side are disjoint."""
    right = 0
    sets = [frozenset(f) for f in found]
    for g in map(frozenset, gold):
        right += any(jaccard(g, f) >= OVERLAPS for f in sets if g & f)
    tally.add(name, gold=len(gold), found=len(found), right=right)


_SKIP = re.compile(r"[\W_]+")


def measure_sentences(
    texts: Sequence[str],
    rows: Sequence[dict[str, Any]],
    find: Callable[[str], Sequence[Parts]],
    *,
    words_only: bool = False,
) -> Tally:
    """Exact F1 of spans within the sentences of CofeNet's split, from whole articles read at once.

    With ``words_only`` marks and an opening "that" do not count, for the product leaves them out.
    """
    tally = Tally()
    squeezed = []
    for text in texts:
        kept = [i for i, c in enumerate(text) if not _SKIP.match(c)]
        squeezed.append(("".join(text[i] for i in kept).lower(), kept))
    found: list[Sequence[Parts] | None] = [None] * len(texts)
    cursor = [0] * len(texts)
    at = 0
    for row in rows:
        words = [_SKIP.sub("", token).lower() for token in row["tokens"]]
        sentence = "".join(words)
        where = -1
        for number in [*range(at, len(texts)), *range(at)]:
            where = squeezed[number][0].find(sentence, cursor[number]) if sentence else -1
            if where < 0 and sentence:
                where = squeezed[number][0].find(sentence)
            if where >= 0:
                at = number
                break
        if where < 0:
            tally.add("unplaced", gold=1)
            continue
        cursor[at] = where
        spots = _place_tokens(texts[at], row["tokens"], squeezed[at][1], where)
        parts = found[at]
        if parts is None:
            parts = found[at] = find(texts[at])
        if words_only:
            spots = [spot if word else None for spot, word in zip(spots, words, strict=True)]
        _count_sentence(tally, row, spots, parts, words_only)
    return tally


_ANY_MARK = re.compile(r"\s*(?:''|``|[\"“”„«»‘’'`])")


def _place_tokens(text: str, tokens: Sequence[str], kept: Sequence[int], offset: int) -> list[Pair | None]:
    """Find each token in the text: words by their letters from ``offset`` on, marks in what lies between."""
    spots: list[Pair | None] = []
    end = kept[offset]
    for token in tokens:
        word = _SKIP.sub("", token)
        if word:
            first, last = kept[offset], kept[offset + len(word) - 1] + 1
            offset += len(word)
            outside = token.index(word[0])
            spots.append((first - outside if text[first - outside : first] == token[:outside] else first, last))
            end = last
            continue
        quote = token.strip("'`") == ""
        pattern = _ANY_MARK if quote else re.compile(r"\s*" + re.escape(token))
        found = pattern.match(text, end)
        spots.append((found.end() - len(found.group().strip()), found.end()) if found else None)
        end = found.end() if found else end
    if spots and spots[0] is None:  # a sentence that begins with a mark: look before its first word
        first_word = next((s for s in spots if s), None)
        if first_word and first_word[0] > 0 and _ANY_MARK.match(text, first_word[0] - 1):
            spots[0] = (first_word[0] - 1, first_word[0])
    return spots


def _count_sentence(
    tally: Tally, row: dict[str, Any], spots: Sequence[Pair | None], found: Sequence[Parts], words_only: bool
) -> None:
    tags, tokens = row["tags"], row["tokens"]
    numbers = [i for i, spot in enumerate(spots) if spot]

    def counted(run: Iterable[int], part: str) -> tuple[int, ...]:
        kept = tuple(i for i in run if spots[i])
        opens = words_only and part == "content" and kept and tokens[kept[0]].lower() == "that"
        return kept[1:] if opens else kept

    for part in ("source", "cue", "content"):
        runs: list[list[int]] = []
        previous = "O"
        for i, tag in enumerate(tags):
            if tag[2:] == part and (not runs or tag[0] == "B" or previous[2:] != part):
                runs.append([])
            if tag[2:] == part:
                runs[-1].append(i)
            previous = tag
        gold = {counted(run, part) for run in runs} - {()}
        guessed = set()
        for start, end in {s for t in found for s in getattr(t, part)}:
            inside = counted((i for i in numbers if start < spots[i][1] and spots[i][0] < end), part)  # type: ignore[index]
            if inside:
                guessed.add(inside)
        tally.add(f"sentence: {part}", gold=len(gold), found=len(guessed), right=len(gold & guessed))


def to_table(tally: Tally, names: Iterable[str]) -> str:
    """Write one line a measure: precision, recall, F1, and the number of gold items."""
    lines = []
    for name in names:
        p, r, f = tally.scores(name)
        lines.append(f"{name:34s} {p:6.1f} {r:6.1f} {f:6.1f}  of {tally.gold.get(name, 0)}")
    return "\n".join(lines)
