"""How well figures are read: 417 figures and 326 numbers that are none, labelled by hand in sentences drawn blind.

    python evals/figures.py [--show]

Reads the articles named in ``labels/figures.tsv`` from ../shared/data; says so and exits 0 where they are not there.
The sentences were drawn by the hash of article and place from eight sets (US political press, business, disasters,
courts, sport), first any with a number, then some with two or three, without a look at what sayso finds; each was then
read and labelled. A line of the labels is

    set  article  start  end  figure  value  value_to  unit  bound  measured  holder
    set  article  start  end  not     kind
    set  article  start  end  read

where ``unit`` is a currency, "%", "people" where no noun says so, or where its noun stands, and ``holder`` is "own"
(the article's voice), "?" (readers may differ) or where the words stand that name whose number it is. A "read" line is
a sentence whose every number is labelled. A figure is found when one of ours overlaps it; value, unit and bound are
judged on those found, the holder too, where it is not "?". "left alone" is the share of the other numbers (dates, ages,
durations, clock times, names, scores) that no figure takes. What was tuned was tuned on the articles whose id hashes to
an even number; the other half ("unseen") is scored apart. Whose number a figure is rests on the attributions, so it is
scored with the encoder too ("encoder").
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.annotate.annotator import RULES_ALONE, Annotator, annotate_article, choose_annotator
from sayso.model.annotation import AnnotatedArticle, Figure
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.model.span import Span

DATA = Path(__file__).resolve().parents[2] / "shared/data"
LABELS = Path(__file__).resolve().parent / "labels/figures.tsv"
FLOORS = {
    "all found": 0.955,
    "all value": 0.99,
    "all unit": 0.99,
    "all bound": 0.99,
    "all all three": 0.95,
    "all measured": 0.98,
    "all holder": 0.89,
    "all holder where one is named": 0.79,
    "all left alone": 0.99,
    "all right of those shown": 0.96,
    "unseen found": 0.93,
    "unseen value": 0.99,
    "unseen unit": 0.99,
    "unseen bound": 0.99,
    "unseen all three": 0.92,
    "unseen measured": 0.975,
    "unseen holder": 0.84,
    "unseen holder where one is named": 0.73,
    "unseen left alone": 0.99,
    "unseen right of those shown": 0.97,
    "all, encoder holder": 0.90,
    "all, encoder holder where one is named": 0.89,
    "unseen, encoder holder": 0.885,
    "unseen, encoder holder where one is named": 0.84,
}
_NOT_TELLING = frozenset("the of and a an in for to by mr ms mrs dr".split())


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled figure."""

    span: Span
    value: float
    value_to: float | None
    unit: str
    bound: str
    measured: Span | None
    holder: str | Span


@dataclass(slots=True)
class Sheet:
    """The labels of one article: figures, other numbers, and the sentences that were read."""

    figures: list[Label]
    others: list[Span]
    read: list[Span]


def read_labels(path: Path) -> dict[tuple[str, str], Sheet]:
    sheets: dict[tuple[str, str], Sheet] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, article, start, end, kind, *rest = line.split("\t")
        sheet = sheets.setdefault((name, article), Sheet([], [], []))
        span = Span(int(start), int(end))
        if kind == "figure":
            value, value_to, unit, bound, measured, holder = rest
            sheet.figures.append(
                Label(
                    span=span,
                    value=float(value),
                    value_to=float(value_to) if value_to else None,
                    unit=unit,
                    bound=bound,
                    measured=read_span(measured),
                    holder=read_span(holder) or holder,
                )
            )
        else:
            (sheet.others if kind == "not" else sheet.read).append(span)
    return sheets


def read_span(cell: str) -> Span | None:
    match = re.fullmatch(r"(\d+)-(\d+)", cell)
    return Span(int(match[1]), int(match[2])) if match else None


def is_unseen(article: str) -> bool:
    return hashlib.sha256(article.encode()).digest()[0] % 2 == 1


def annotate(row: dict[str, Any], by: Annotator) -> AnnotatedArticle:
    published = row.get("published") or row.get("dct") or row.get("retrieved")
    day = published[:10] if isinstance(published, str) else None
    article = Article(id=row["id"], text=row["text"], sha256=sha256_of(row["text"]), published_at=day)
    return annotate_article(article, by.layers)


def compare(annotated: AnnotatedArticle, sheet: Sheet, errors: list[str]) -> Counter[str]:
    """Count what is right in one article, and say what is not."""
    text = annotated.article.text
    left = list(annotated.figures)
    counts = Counter(gold=len(sheet.figures), others=len(sheet.others))
    for label in sheet.figures:
        overlapping = [figure for figure in left if figure.span.overlaps(label.span)]
        hit = next((figure for figure in overlapping if figure.value == label.value), None) or next(
            iter(overlapping), None
        )
        if hit is None:
            errors.append(f"missed   {around(text, label.span)}")
            continue
        left.remove(hit)
        counts["found"] += 1
        judged = {
            "value": hit.value == label.value and hit.value_to == label.value_to,
            "unit": has_unit(hit, label, text),
            "bound": hit.bound == label.bound,
        }
        if label.measured is not None:
            counts["with noun"] += 1
            judged["measured"] = hit.measured is not None and hit.measured.overlaps(label.measured)
        if label.holder != "?":
            counts["held"] += 1
            counts["held by someone"] += isinstance(label.holder, Span)
            judged["holder"] = has_holder(annotated, hit, label.holder)
            counts["someone right"] += judged["holder"] and isinstance(label.holder, Span)
        counts.update({name: int(right) for name, right in judged.items()})
        counts["whole"] += judged["value"] and judged["unit"] and judged["bound"]
        for name, right in judged.items():
            if not right:
                errors.append(f"{name:8} {around(text, label.span)}  [{said(hit)}]  {wanted(label, text)}")
    for span in sheet.others:
        taken = [figure for figure in left if figure.span.overlaps(span)]
        counts["left alone"] += not taken
        errors.extend(f"taken    {around(text, span)}  [{said(figure)}]" for figure in taken)
        left = [figure for figure in left if figure not in taken]
    for figure in left:
        if any(sentence.contains(figure.span) for sentence in sheet.read):
            counts["unlabelled"] += 1
            errors.append(f"besides  {around(text, figure.span)}  [{said(figure)}]")
    return counts


def has_unit(figure: Figure, label: Label, text: str) -> bool:
    noun = read_span(label.unit)
    wanted = noun.cut(text).lower() if noun else label.unit
    return label.unit == "?" or figure.unit == wanted


def has_holder(annotated: AnnotatedArticle, figure: Figure, holder: str | Span) -> bool:
    """Say whether the figure's number is whose the label says: by place of the source, or by a word of the name."""
    attribution = next((a for a in annotated.attributions if a.id == figure.attribution), None)
    if not isinstance(holder, Span):
        return attribution is None and figure.according_to is None
    source = attribution.source if attribution else None
    if figure.according_to is None and source is not None and source.overlaps(holder):
        return True
    speaker = attribution.speaker if attribution else None
    name = (
        figure.according_to
        or (speaker.name if speaker else None)
        or (source.cut(annotated.article.text) if source else "")
    )
    if source is not None and source.overlaps(holder) and speaker is not None and name == speaker.name:
        return True
    return bool(words_of(name) & words_of(holder.cut(annotated.article.text)))


def words_of(name: str) -> set[str]:
    return {word for word in re.findall(r"\w+", name.lower()) if word not in _NOT_TELLING}


def around(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 50]
    return " ".join(f"{before}[[{span.cut(text)}]]{after}".split())


def said(figure: Figure) -> str:
    to = "" if figure.value_to is None else f"-{figure.value_to}"
    return f"{figure.bound} {figure.value}{to} {figure.unit}; {figure.according_to or ''} {figure.attribution or 'own'}"


def wanted(label: Label, text: str) -> str:
    noun, holder = read_span(label.unit), label.holder
    held = holder.cut(text) if isinstance(holder, Span) else holder
    return f"{label.bound} {label.value} {noun.cut(text) if noun else label.unit}; {held}"


def main() -> int:
    sheets = read_labels(LABELS)
    names = sorted({name for name, _ in sheets})
    if not all((DATA / f"{name}.jsonl.gz").is_file() for name in names):
        print(f"figures: skipped, the articles of {DATA.name}/ are not beside this clone")
        return 0
    encoder = choose_annotator()
    totals: dict[str, Counter[str]] = {
        part: Counter() for part in ("all", "unseen", "all, encoder", "unseen, encoder")[: 2 if encoder.lacks else 4]
    }
    errors: list[str] = []
    for name in names:
        with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if (name, row["id"]) not in sheets:
                    continue
                unseen = is_unseen(row["id"])
                sheet = sheets[name, row["id"]]
                counts = compare(annotate(row, RULES_ALONE), sheet, [] if unseen else errors)
                totals["all"] += counts
                totals["unseen"] += counts if unseen else Counter()
                if not encoder.lacks:
                    counts = compare(annotate(row, encoder), sheet, [])
                    totals["all, encoder"] += counts
                    totals["unseen, encoder"] += counts if unseen else Counter()
    failed = 0
    for part, counts in totals.items():
        measures = {
            "found": counts["found"] / counts["gold"],
            "value": counts["value"] / counts["found"],
            "unit": counts["unit"] / counts["found"],
            "bound": counts["bound"] / counts["found"],
            "all three": counts["whole"] / counts["gold"],
            "measured": counts["measured"] / counts["with noun"],
            "holder": counts["holder"] / counts["held"],
            "holder where one is named": counts["someone right"] / counts["held by someone"],
            "left alone": counts["left alone"] / counts["others"],
            "right of those shown": counts["found"]
            / (counts["found"] + counts["others"] - counts["left alone"] + counts["unlabelled"]),
        }
        for kind, measured in measures.items():
            floor = FLOORS.get(f"{part} {kind}")
            if floor is None:
                continue
            failed += measured < floor
            print(f"  {'held  ' if measured >= floor else 'FAILED'} {part} {kind}: {measured:.4f} (at least {floor})")
    if "--show" in sys.argv:
        print("\n".join(sorted(errors)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
