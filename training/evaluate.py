"""How well attributions are found: exact and overlapping F1, apart by form, by publisher and by typography.

Invariant: the metrics know only spans of characters, so rules, the torch model and the shipped one are measured alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.annotate.encoder.decode import FloatArray, Found, Heads, Run, Settings, decode, encode
from sayso.annotate.encoder.sheet import CLOSES, OPENS, Sheet, SheetMaker, find_marks
from training.augment import with_marks, without_breaks
from training.corpus import Document, Pair, Triple, read_polnear, split_held

Finder = Callable[[str], Sequence[Triple]]
OVERLAPS = 0.5  # least Jaccard of contents that count as the same

_SPEECH = re.compile(
    r"(?i)\b(?:sa(?:y|id|ys|ying)|t(?:ell|old|ells|elling)|wr(?:ote|ite|ites|iting|itten)|according|add(?:ed|s|ing)?|"
    r"ask(?:ed|s|ing)?|not(?:ed|es|ing|e)|report(?:ed|s|ing)?|announc(?:ed|es|ing|e)|tweet(?:ed|s|ing)?|"
    r"explain(?:ed|s|ing)?|stat(?:ed|es|ing)|repl(?:ied|ies|ying)|continued|recall(?:ed|s|ing)?|declar(?:ed|es|ing)|"
    r"repeat(?:ed|ing)|quip(?:ped|s)|remark(?:ed|s)|respond(?:ed|s)|stress(?:ed|es)|insist(?:ed|s|ing)?)\b"
)


def is_speech(cue: str) -> bool:
    """Say whether a cue is one of reported speech, by its words."""
    return bool(_SPEECH.search(cue))


def places(spans: Iterable[Pair]) -> frozenset[int]:
    """Give all places that the spans cover."""
    return frozenset(i for start, end in spans for i in range(start, end))


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """Say how much two sets share."""
    return len(a & b) / len(a | b) if a or b else 0.0


def _form(text: str, content: Sequence[Pair], depth: Sequence[int]) -> str:
    letters = [depth[i + 1] > 0 for start, end in content for i in range(start, end) if text[i].isalnum()]
    if not letters or not any(letters):
        return "indirect"
    return "direct" if all(letters) else "mixed"


def _depths(text: str) -> list[int]:
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


def match(gold: Sequence[Triple], found: Sequence[Triple]) -> dict[int, int]:
    """Pair contents one to one, best Jaccard first; equal ones are parted by source and cue."""
    pairs = []
    gold_sets = [(places(g.content), places(g.source), places(g.cue)) for g in gold]
    found_sets = [(places(f.content), places(f.source), places(f.cue)) for f in found]
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


def same_source(gold: Triple, found: Triple) -> bool:
    """Say whether the sources share a place, or are both missing."""
    if not gold.source or not found.source:
        return not gold.source and not found.source
    return bool(places(gold.source) & places(found.source))


def count_article(tally: Tally, text: str, gold: Sequence[Triple], found: Sequence[Triple], publisher: str) -> None:
    """Compare one article's attributions."""
    depth = _depths(text)
    matched = match(gold, found)
    whole = {i for i, j in matched.items() if same_source(gold[i], found[j])}
    n_gold, n_found = len(gold), len(found)
    for name in ("attribution", f"publisher: {publisher}"):
        tally.add(name, gold=n_gold, found=n_found, right=len(whole))
    tally.add("content overlaps", gold=n_gold, found=n_found, right=len(matched))
    exact_content = {i for i, j in matched.items() if gold[i].content == found[j].content}
    tally.add("content exact", gold=n_gold, found=n_found, right=len(exact_content))
    exact = sum(gold[i].source == found[matched[i]].source for i in exact_content)
    tally.add("content and source exact", gold=n_gold, found=n_found, right=exact)
    for part in ("source", "cue", "content"):
        a = {s for t in gold for s in getattr(t, part)}
        b = {s for t in found for s in getattr(t, part)}
        tally.add(f"span exact: {part}", gold=len(a), found=len(b), right=len(a & b))

    def speech(triple: Triple) -> bool:
        return any(is_speech(text[start:end]) for start, end in triple.cue)

    spoken = {i for i, g in enumerate(gold) if speech(g)}
    heard = {j for j, f in enumerate(found) if speech(f)}
    by_found = {matched[i] for i in whole}
    tally.add("reported speech recall", gold=len(spoken), found=len(spoken), right=len(spoken & whole))
    tally.add("reported speech precision", gold=len(heard), found=len(heard), right=len(heard & by_found))
    for i, g in enumerate(gold):
        form = _form(text, g.content, depth)
        tally.add(f"{form}: content exact", gold=1, found=1, right=i in exact_content)
        tally.add(f"{form}: with right source", gold=1, found=1, right=i in whole)


def measure(documents: Iterable[Document], find: Finder) -> Tally:
    """Find and count over articles."""
    tally = Tally()
    for document in documents:
        gold = [t for t in document.triples or () if t.content]
        count_article(tally, document.text, gold, find(document.text), document.publisher)
    return tally


def british(document: Document) -> Document:
    """Give the article with British single quotation marks."""
    return with_marks(document, "british")


_SKIP = re.compile(r"[\W_]+")


def measure_sentences(documents: Sequence[Document], rows: Sequence[dict[str, Any]], find: Finder) -> Tally:
    """Exact F1 of spans within the sentences of CofeNet's split, from whole articles read at once."""
    tally = Tally()
    squeezed = []
    for document in documents:
        kept = [i for i, c in enumerate(document.text) if not _SKIP.match(c)]
        squeezed.append(("".join(document.text[i] for i in kept).lower(), kept))
    found: list[Sequence[Triple] | None] = [None] * len(documents)
    cursor = [0] * len(documents)
    at = 0
    for row in rows:
        words = [_SKIP.sub("", token).lower() for token in row["tokens"]]
        sentence = "".join(words)
        where = -1
        for number in [*range(at, len(documents)), *range(at)]:
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
        spots = _place_tokens(documents[at].text, row["tokens"], squeezed[at][1], where)
        triples = found[at]
        if triples is None:
            triples = found[at] = find(documents[at].text)
        _count_sentence(tally, row["tags"], spots, triples)
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
        match = pattern.match(text, end)
        spots.append((match.end() - len(match.group().strip()), match.end()) if match else None)
        end = match.end() if match else end
    if spots and spots[0] is None:  # a sentence that begins with a mark: look before its first word
        first_word = next((s for s in spots if s), None)
        if first_word and first_word[0] > 0 and _ANY_MARK.match(text, first_word[0] - 1):
            spots[0] = (first_word[0] - 1, first_word[0])
    return spots


def _count_sentence(tally: Tally, tags: Sequence[str], spots: Sequence[Pair | None], triples: Sequence[Triple]) -> None:
    numbers = [i for i, spot in enumerate(spots) if spot]
    for part in ("source", "cue", "content"):
        gold: set[tuple[int, ...]] = set()
        current: list[int] = []
        for i in range(len(tags) + 1):
            tag = tags[i] if i < len(tags) else "O"
            if tag != f"I-{part}" and current:
                gold.add(tuple(current))
                current = []
            if tag[2:] == part:
                current.append(i)
        gold = {tuple(i for i in run if spots[i]) for run in gold} - {()}
        guessed = set()
        for start, end in {s for t in triples for s in getattr(t, part)}:
            inside = tuple(i for i in numbers if start < spots[i][1] and spots[i][0] < end)  # type: ignore[index]
            if inside:
                guessed.add(inside)
        tally.add(f"sentence: {part}", gold=len(gold), found=len(guessed), right=len(gold & guessed))


TABLE = (
    "attribution",
    "content and source exact",
    "content exact",
    "content overlaps",
    "span exact: source",
    "span exact: cue",
    "span exact: content",
    "reported speech recall",
    "reported speech precision",
    "direct: content exact",
    "direct: with right source",
    "mixed: content exact",
    "mixed: with right source",
    "indirect: content exact",
    "indirect: with right source",
)


def to_table(tally: Tally, names: Iterable[str]) -> str:
    """Write one line a measure: precision, recall, F1, and the number of gold items."""
    lines = []
    for name in names:
        p, r, f = tally.scores(name)
        lines.append(f"{name:34s} {p:6.1f} {r:6.1f} {f:6.1f}  of {tally.gold.get(name, 0)}")
    return "\n".join(lines)


def to_triples(found: Iterable[Found]) -> list[Triple]:
    """Keep the spans only."""
    return [Triple(f.source, f.cue, f.content) for f in found]


def finder(maker: SheetMaker, run: Run, heads: Heads, settings: Settings) -> Finder:
    """Make a function from a text to its attributions; a text met again is not encoded twice."""
    cache: dict[str, tuple[Sheet, FloatArray]] = {}

    def find(text: str) -> list[Triple]:
        if text not in cache:
            sheet = maker.sheet(text)
            cache[text] = (sheet, encode(sheet, run))
        sheet, rows = cache[text]
        return to_triples(decode(sheet, rows, heads, settings))

    return find


def report(documents: Sequence[Document], sentences: Path | None, find: Finder, *, variants: bool = True) -> str:
    """Measure everything there is to measure on some articles."""
    tally = measure(documents, find)
    out = [to_table(tally, TABLE)]
    out.append(to_table(tally, sorted(n for n in tally.gold if n.startswith("publisher"))))
    if sentences is not None and sentences.exists():
        with gzip.open(sentences, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        by_sentence = measure_sentences(documents, rows, find)
        out.append(to_table(by_sentence, sorted(by_sentence.gold)))
    if variants:
        for name, change in (
            ("British marks", british),
            ("British straight marks", lambda d: with_marks(d, "british straight")),
            ("no paragraph breaks", without_breaks),
            ("no marks", lambda d: with_marks(d, "none")),
        ):
            changed = measure([change(d) for d in documents], find)
            out.append(
                name + "\n" + to_table(changed, ("attribution", "content and source exact", "direct: content exact"))
            )
    return "\n\n".join(out)


def main() -> None:
    """Measure a trained checkpoint or an exported model."""
    from training.runtime import from_folder

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="folder with encoder.onnx, or with weights.pt")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--part", choices=["held", "dev"], default="held")
    parser.add_argument("--plain", action="store_true", help="leave the variants of typography out")
    args = parser.parse_args()
    split = "train" if args.part == "held" else "dev"
    documents = read_polnear(
        args.data / f"attribution/polnear-{split}.jsonl.gz", args.data / f"mentions/polnear-silver-{split}.jsonl.gz"
    )
    if args.part == "held":
        documents = split_held(documents)[1]
    documents = [replace(d, mentions=None, links=None) for d in documents]
    maker, run, heads, settings = from_folder(args.model, args.base)
    sentences = args.data / "attribution/polnear-sentences-dev.jsonl.gz" if args.part == "dev" else None
    print(report(documents, sentences, finder(maker, run, heads, settings), variants=not args.plain))


if __name__ == "__main__":
    main()
