"""How well attributions are found: PolNeAR dev, exact and overlapping, by form, beside the pinned floors.

    python evals/attribution.py [--show N]

Reads ../shared/data/attribution/polnear-dev.jsonl.gz; says so and exits 0 where it is not there.
Comparison is on letters and digits only; the gold keeps quotation marks and an opening "that", ours leaves them out.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from sayso.annotate.annotator import annotate_article
from sayso.model.annotation import AnnotatedArticle, Attribution
from sayso.model.article import Article
from sayso.model.ids import sha256_of

DEV = Path(__file__).resolve().parents[2] / "shared/data/attribution/polnear-dev.jsonl.gz"
# sha256 of the corpus the floors were measured on
DIGEST = "1e5ec6f44e6b55764cdd1dd457b36e6301d869207d710eaf929270b26c27cf4c"
FLOORS: dict[str, float] = {
    "attribution F1 (content Jaccard >= .5 and source overlaps)": 56.0,
    "content overlapping F1": 62.5,
    "content and source exact F1": 43.5,
    "speech found with source, recall": 86.0,
    "speech contents right, precision": 92.0,
    "direct content exact": 88.0,
    "direct found with right source": 80.5,
    "mixed found with right source": 60.5,
}
SPEECH = ("said", "says", "say", "told", "tells", "wrote", "writes", "according to", "added", "adds", "asked", "saying")


def letters(text: str, spans: Any) -> frozenset[int]:
    return frozenset(i for s, e in spans for i in range(s, e) if text[i].isalnum())


def content_letters(text: str, spans: Any) -> frozenset[int]:
    first = sorted(spans)[0] if spans else None
    if first is not None and text[first[0] : first[0] + 5].lower() == "that ":
        spans = [(first[0] + 5, first[1]), *sorted(spans)[1:]]
    return letters(text, spans)


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def form_of(text: str, spans: Any) -> str:
    """Tell a gold content's form from its quotation marks."""
    words = " ".join(text[s:e] for s, e in sorted(spans)).strip()
    words = words.removeprefix("that ").strip()
    marks = "\"“”''``"
    if not any(m in words for m in ('"', "“", "”", "''", "``")):
        return "indirect"
    inside = words[:1] in marks and words.rstrip(" .,")[-1:] in marks
    return "direct" if inside else "mixed"


def matched(gold: list[Any], found: list[Any], score: Any) -> dict[int, int]:
    pairs = sorted(((score(g, p), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(found)), reverse=True)
    out: dict[int, int] = {}
    used: set[int] = set()
    for value, i, j in pairs:
        if value < 0.5:
            break
        if -i not in out and -j not in used:
            out[-i] = -j
            used.add(-j)
    return out


def article_of(row: dict[str, Any]) -> Article:
    return Article(
        id=row["id"], text=row["text"], sha256=sha256_of(row["text"]), title=row["title"], published_at=row["published"]
    )


def evaluate(rows: list[dict[str, Any]], show: int = 0) -> dict[str, float]:
    n: dict[str, int] = dict.fromkeys(
        "gold found content attribution exact source_ok direct direct_exact direct_source mixed mixed_found indirect "
        "indirect_found speech speech_found speech_pred speech_hit source_gold source_hit".split(),
        0,
    )
    shown = 0
    for row in rows:
        text = row["text"]
        annotated: AnnotatedArticle = annotate_article(article_of(row))
        gold = [g for g in row["attributions"] if g["content"]]
        mine: list[Attribution] = [a for a in annotated.attributions if a.nested_in is None]
        g_content = [content_letters(text, g["content"]) for g in gold]
        p_content = [letters(text, a.content) for a in mine]
        g_source = [letters(text, g["source"]) for g in gold]
        p_source = [letters(text, [a.source] if a.source else []) for a in mine]
        hits = matched(g_content, p_content, jaccard)
        n["gold"] += len(gold)
        n["found"] += len(mine)
        n["content"] += len(hits)
        matched_mine = set(hits.values())
        for j, a in enumerate(mine):
            cue = a.cue.cut(text).lower() if a.cue else ""
            if cue in SPEECH:
                n["speech_pred"] += 1
                n["speech_hit"] += any(hits.get(i) == j for i in hits) if j in matched_mine else 0
            if show and shown < show and j not in matched_mine:
                shown += 1
                words = " / ".join(s.cut(text) for s in a.content)[:150]
                print("EXTRA ", repr(words), "| S:", a.source and a.source.cut(text), "| C:", cue)
        for i, g in enumerate(gold):
            form = form_of(text, g["content"])
            n[form] += 1
            j = hits.get(i, -1)
            source_ok = j >= 0 and (bool(g_source[i] & p_source[j]) or (not g_source[i] and not p_source[j]))
            n["attribution"] += source_ok
            n["exact"] += j >= 0 and g_content[i] == p_content[j] and g_source[i] == p_source[j]
            if form == "direct":
                n["direct_exact"] += j >= 0 and g_content[i] == p_content[j]
                n["direct_source"] += source_ok
            else:
                n[f"{form}_found"] += source_ok
            cue = " ".join(text[s:e] for s, e in g["cue"]).lower()
            if cue in SPEECH:
                n["speech"] += 1
                n["speech_found"] += source_ok
                if show and shown < show and not source_ok:
                    shown += 1
                    words = " / ".join(text[s:e] for s, e in g["content"])[:160]
                    got = mine[j].source if j >= 0 else None
                    print(
                        "MISSED" if j < 0 else "SOURCE", form, repr(words), "| S:", [text[s:e] for s, e in g["source"]]
                    )
                    print("       cue:", cue, "| found source:", got and got.cut(text))

    def f1(hit: int) -> float:
        return round(200 * hit / (n["gold"] + n["found"]), 1)

    def part(a: str, b: str) -> float:
        return round(100 * n[a] / max(1, n[b]), 1)

    return {
        "attribution F1 (content Jaccard >= .5 and source overlaps)": f1(n["attribution"]),
        "attribution recall": part("attribution", "gold"),
        "attribution precision": part("attribution", "found"),
        "content overlapping F1": f1(n["content"]),
        "content and source exact F1": f1(n["exact"]),
        "speech found with source, recall": part("speech_found", "speech"),
        "speech contents right, precision": part("speech_hit", "speech_pred"),
        "direct content exact": part("direct_exact", "direct"),
        "direct found with right source": part("direct_source", "direct"),
        "mixed found with right source": part("mixed_found", "mixed"),
        "indirect found with right source": part("indirect_found", "indirect"),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="print so many errors")
    parser.add_argument("--file", type=Path, default=DEV)
    parser.add_argument("--limit", type=int, default=None)
    args = parser.parse_args()
    if not args.file.exists():
        print(f"attribution: {args.file.name} is not here; nothing measured")
        return 0
    if args.file == DEV and hashlib.sha256(DEV.read_bytes()).hexdigest() != DIGEST:
        print("attribution: not the corpus that the floors were measured on")
        return 1
    with gzip.open(args.file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][: args.limit]
    result = evaluate(rows, args.show)
    bad = 0
    for name, value in result.items():
        floor = FLOORS.get(name)
        low = floor is not None and value < floor
        bad += low
        print(
            f"{name:62} {value:6.1f}" + (f"  floor {floor}" if floor is not None else "") + ("  BELOW" if low else "")
        )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
