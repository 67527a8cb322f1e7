"""How well attributions are found: exact and overlapping F1, apart by form, by publisher and by typography.

Invariant: the metrics (``evals/attribution_metrics.py``) know only spans of characters, so the torch model and the
shipped one are measured alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from evals.attribution_metrics import Tally, count_article, measure_sentences, to_table

from sayso.annotate.encoder.decode import FloatArray, Found, Heads, Run, Settings, decode
from sayso.annotate.encoder.sheet import Sheet, SheetMaker
from sayso.annotate.encoder.windows import Encoder
from training.augment import with_marks, without_breaks
from training.corpus import Document, Triple, read_polnear, split_held

Finder = Callable[[str], Sequence[Triple]]


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


def to_triples(found: Iterable[Found]) -> list[Triple]:
    """Keep the spans only."""
    return [Triple(f.source, f.cue, f.content) for f in found]


def finder(maker: SheetMaker, run: Run, heads: Heads, settings: Settings) -> Finder:
    """Make a function from a text to its attributions; a text met again is not encoded twice."""
    cache: dict[str, tuple[Sheet, FloatArray]] = {}

    def find(text: str) -> list[Triple]:
        if text not in cache:
            sheet = maker.sheet(text)
            cache[text] = (sheet, Encoder(run).encode(sheet))
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
        by_sentence = measure_sentences([d.text for d in documents], rows, find)
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
