"""An article with its spans marked: colours on a terminal, bracket marks in a pipe.

Invariant: taking the marks away gives back the article's text, but for signs that could drive the terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sayso.cli.terminal import escape, escape_line
from sayso.model.annotation import AnnotatedArticle, Figure
from sayso.model.article import Article
from sayso.model.span import Span

STYLES = {
    "quote": "bold",
    "source": "cyan",
    "cue": "italic",
    "figure": "reverse",
    "time": "underline",
    "furniture": "dim",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to show: its kind (a key of `STYLES`), and what to say beside it (a speaker, a number, a date)."""

    span: Span
    kind: str
    label: str = ""


def mark_article(annotated: AnnotatedArticle) -> str:
    """Give the text with each span in brackets: ``[quote Ann Lee: “No.”]``, ``[figure 3: three]``.

    Where two spans cross, the inner one is closed and opened again.
    """
    text, marks = annotated.article.text, find_marks(annotated)
    out = [_head_of(annotated.article)]
    open_marks: list[Mark] = []
    for start, end in pairwise(_edges(marks, text)):
        cut_short: list[Mark] = []
        while any(mark.span.end == start for mark in open_marks):
            mark = open_marks.pop()
            out.append("]")
            if mark.span.end != start:
                cut_short.insert(0, mark)
        for mark in cut_short + [mark for mark in marks if mark.span.start == start]:
            out.append(f"[{mark.kind}{f' {escape_line(mark.label)}' if mark.label else ''}: ")
            open_marks.append(mark)
        out.append(escape(text[start:end]))
    return "".join(out) + "]" * len(open_marks) + "\n"


def draw_article(annotated: AnnotatedArticle) -> str:
    """Give the text for a terminal, its spans in the styles of `STYLES`, with the key to them."""
    from rich.console import Console
    from rich.text import Text

    text, marks = annotated.article.text, find_marks(annotated)
    drawn = Text(_head_of(annotated.article))
    for kind, style in STYLES.items():
        drawn.append(kind, style).append("  ")
    drawn.append("\n\n")
    for start, end in pairwise(_edges(marks, text)):
        kinds = {mark.kind for mark in marks if mark.span.start <= start and end <= mark.span.end}
        drawn.append(escape(text[start:end]), " ".join(style for kind, style in STYLES.items() if kind in kinds))
    console = Console(file=sys.stdout)
    with console.capture() as capture:
        console.print(drawn, soft_wrap=False)
    return capture.get()


def find_marks(annotated: AnnotatedArticle) -> list[Mark]:
    """Give what to mark, outer spans before inner ones."""
    marks = [Mark(span, "furniture") for span in annotated.article.furniture]
    for attribution in annotated.attributions:
        speaker = attribution.speaker.name if attribution.speaker else "speaker unknown"
        marks += [Mark(span, "quote", speaker) for span in attribution.content]
        marks += [Mark(span, "source") for span in (attribution.source,) if span]
        marks += [Mark(span, "cue") for span in (attribution.cue,) if span]
    marks += [Mark(figure.span, "figure", _interval_of(figure)) for figure in annotated.figures]
    marks += [Mark(time.span, "time", time.value or "unresolved") for time in annotated.times]
    return sorted(
        set(marks), key=lambda mark: (mark.span.start, -mark.span.end, list(STYLES).index(mark.kind), mark.label)
    )


def _edges(marks: Iterable[Mark], text: str) -> list[int]:
    return sorted({0, len(text)}.union(*(mark.span for mark in marks)))


def _head_of(article: Article) -> str:
    known = (article.id, article.publisher, article.published_at or "date unknown", article.path or article.url)
    return escape(" · ".join(part for part in known if part)) + "\n\n"


def _interval_of(figure: Figure) -> str:
    value = f"{figure.value:,.15g}" + (f"–{figure.value_to:,.15g}" if figure.value_to is not None else "")
    return f"{figure.bound.value} {value} {figure.unit}"
