"""How well attributions are found: PolNeAR dev, exact and overlapping, by part, form and publisher; beside CofeNet.

    python evals/attribution.py [--rules] [--show N] [--limit N]

Reads ../shared/data/attribution/polnear-dev.jsonl.gz and polnear-sentences-dev.jsonl.gz; says so and exits 0 where they
are not there. Columns: the rules alone, and the product with the encoder where its weights are (``--rules`` leaves it
out). PolNeAR knows one level: attributions nested in another are not counted. Comparison is on letters and digits
only, for the gold keeps quotation marks and an opening "that", the product leaves them out (`training.evaluate`
compares the encoder's own spans to the character). Six of the 2,192 gold attributions have source and cue swapped
("said" as who says it); the last lines say what is reached with those set right. Floors are pinned with the digests
of what they were measured on.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from attribution_metrics import Pair, Tally, count_article, is_speech, letters, measure_sentences, same_source

from sayso.annotate.annotator import Annotator, annotate_article, choose_annotator
from sayso.annotate.lexicon import load_lexicon
from sayso.model.annotation import Attribution
from sayso.model.article import Article
from sayso.model.ids import sha256_of

DEV = Path(__file__).resolve().parents[2] / "shared/data/attribution/polnear-dev.jsonl.gz"
SENTENCES = DEV.with_name("polnear-sentences-dev.jsonl.gz")
DIGESTS = {  # sha256 of the corpora that the floors were measured on
    DEV: "1e5ec6f44e6b55764cdd1dd457b36e6301d869207d710eaf929270b26c27cf4c",
    SENTENCES: "7d644bf381465c54bcbb2769d6d5ee63faf05496c1483cf82d19325ad2071f50",
}
# digest of the weights that the encoder's floors were measured with
WEIGHTS = "640167272c24caf0cfb38c7fd91b980ec41ca232aa0f40d18ac9e43f9775a3c1"
# F1 unless the name says otherwise: rules, encoder.
FLOORS: dict[str, tuple[float, float]] = {
    "attribution": (58.8, 80.0),
    "content and source exact": (46.2, 68.0),
    "span exact: source": (63.7, 85.0),
    "span exact: cue": (55.3, 76.4),
    "span exact: content": (56.9, 73.6),
    "span overlaps: content": (65.1, 82.5),
    "reported speech recall": (82.9, 93.7),
    "reported speech precision": (88.7, 92.3),
    "direct: content exact": (89.3, 94.3),
    "direct: with right source": (86.3, 95.5),
    "indirect: with right source": (32.3, 72.9),
    "mixed: content exact": (45.1, 77.5),
    "mixed: with right source": (60.2, 90.0),
    "speaker of a named source": (98.1, 97.4),
}
# what swapped labels touch, measured once more with them set right
TOUCHED = ("attribution", "reported speech recall", "reported speech precision", "direct: with right source")
SET_RIGHT = ", swapped labels set right"
_NO_SOURCE = re.compile(r"(?i)\s*(?:said|says|told|asked|added|wrote|according to)\s*")
# BERT-base on its own test sentences (Wang et al., COLING 2022, "CofeNet"), exact F1 with marks counted.
PUBLISHED = {"sentence: source": 83.2, "sentence: cue": 75.3, "sentence: content": 72.9}
MEASURES = (
    "attribution",
    "content and source exact",
    *(f"span {how}: {part}" for part in ("source", "cue", "content") for how in ("exact", "overlaps")),
    "reported speech recall",
    "reported speech precision",
    *(f"{form}: {what}" for form in ("direct", "indirect", "mixed") for what in ("content exact", "with right source")),
    "speaker of a named source",
)


class Parts(NamedTuple):
    """An attribution as the metrics take it."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]


def gold_of(row: dict[str, Any]) -> list[Parts]:
    made = (Parts(*(tuple(sorted(map(tuple, a[p]))) for p in Parts._fields)) for a in row["attributions"])
    return [parts for parts in made if parts.content]


def set_right(text: str, gold: Parts) -> Parts:
    """Swap source and cue back where the gold has a verb of saying for who says it and somebody for the verb."""
    source, cue = (" ".join(text[start:end] for start, end in part) for part in (gold.source, gold.cue))
    swapped = _NO_SOURCE.fullmatch(source) and any(map(str.isalpha, cue)) and not is_speech(cue)
    return Parts(gold.cue, gold.source, gold.content) if swapped else gold


def parts_of(attribution: Attribution) -> Parts:
    source, cue = (((*span,),) if span is not None else () for span in (attribution.source, attribution.cue))
    return Parts(source, cue, tuple((*span,) for span in attribution.content))


def count_speaker(tally: Tally, text: str, gold: Parts, found: Attribution) -> None:
    """Where the gold source is a name, the speaker shown must share a word of it.

    Capitals of other words that begin a sentence ("They", "Several") are no names; "the New York businessman" is none.
    """
    words = [w.strip(".,’'\"“”") for s, e in gold.source for w in text[s:e].split()]
    names = {w.lower() for w in words if w[:1].isupper() and len(w) > 2 and w.lower() not in load_lexicon().not_names}
    if words and words[0].lower() == "the" and words[-1].islower() and words[-1] in load_lexicon().roles:
        return
    if names and found.speaker is not None:
        spoken = {w.strip(".,’'\"“”").lower() for w in found.speaker.name.split()}
        tally.add("speaker of a named source", gold=1, found=1, right=bool(names & spoken))


def evaluate(
    rows: Sequence[dict[str, Any]], sentences: Sequence[dict[str, Any]], annotator: Annotator, show: int
) -> Tally:
    tally, again = Tally(), Tally()
    found_in: dict[str, list[Parts]] = {}
    for row in rows:
        text = row["text"]
        article = Article(id=row["id"], text=text, sha256=sha256_of(text), title=row["title"])
        top = [a for a in annotate_article(article, annotator.layers).attributions if a.nested_in is None]
        gold, found = gold_of(row), [parts_of(a) for a in top]
        found_in[text] = found
        matched = count_article(tally, text, gold, found, row["publisher"], letters)
        for i, j in matched.items():
            if same_source(gold[i], found[j]):
                count_speaker(tally, text, gold[i], top[j])
        count_article(again, text, [set_right(text, g) for g in gold], found, row["publisher"], letters)
        if show > 0:
            show -= show_errors(text, gold, found, matched, show)
    for name in TOUCHED:
        tally.add(name + SET_RIGHT, gold=again.gold[name], found=again.found[name], right=again.right[name])
    by_sentence = measure_sentences([r["text"] for r in rows], sentences, found_in.__getitem__, words_only=True)
    for mine, theirs in (
        (tally.gold, by_sentence.gold),
        (tally.found, by_sentence.found),
        (tally.right, by_sentence.right),
    ):
        mine.update(theirs)
    return tally


def show_errors(text: str, gold: Sequence[Parts], found: Sequence[Parts], matched: dict[int, int], most: int) -> int:
    taken = set(matched.values())
    errors = [("MISSED", g) for i, g in enumerate(gold) if i not in matched]
    errors += [("SOURCE", gold[i]) for i, j in matched.items() if not same_source(gold[i], found[j])]
    errors += [("EXTRA", f) for j, f in enumerate(found) if j not in taken]
    for kind, parts in errors[:most]:
        source, cue, content = (" / ".join(text[s:e] for s, e in part)[:140] for part in parts)
        print(f"{kind} {source!r} {cue!r}: {content!r}")
    return min(most, len(errors))


def read_rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def is_corpus(path: Path) -> bool:
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == DIGESTS[path]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", action="store_true", help="leave the encoder out")
    parser.add_argument("--show", type=int, default=0, help="print so many errors of the last column")
    parser.add_argument("--limit", type=int, default=None, help="read so many articles only; no floor is checked")
    args = parser.parse_args()
    if not (DEV.exists() and SENTENCES.exists()):
        print(f"attribution: {DEV.name} is not here; nothing measured")
        return 0
    if not all(map(is_corpus, DIGESTS)):
        print("attribution: not the corpora that the floors were measured on")
        return 1
    rows, sentences = read_rows(DEV), read_rows(SENTENCES)
    annotators = [choose_annotator(rules=True), choose_annotator()]
    if args.rules or annotators[1].weights is None:
        annotators.pop()
    elif annotators[1].weights != WEIGHTS:
        print("other weights than those that the encoder's floors were measured with")
    tallies = [evaluate(rows[: args.limit], [] if args.limit else sentences, a, args.show) for a in annotators]
    print(f"{'precision, recall, F1':54}" + "".join(f"{a.name:>28}" for a in annotators))
    publishers = sorted(n for n in tallies[0].gold if n.startswith("publisher"))
    failed = 0
    for name in (*MEASURES, *publishers, *PUBLISHED, *(name + SET_RIGHT for name in TOUCHED)):
        scores = [t.scores(name) for t in tallies]
        floors = FLOORS.get(name, ())[: len(scores)] if args.limit is None else ()
        low = sum(s[2] < floor for s, floor in zip(scores, floors, strict=False))
        failed += low
        line = f"{name:54}" + "".join(f"{p:14.1f}{r:7.1f}{f:7.1f}" for p, r, f in scores)
        line += f"  published {PUBLISHED[name]}" if name in PUBLISHED else ""
        print(line + (f"  floors {floors}" if floors else "") + ("  BELOW" if low else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
