"""From a draft to an article with offsets: its text, and the true annotation of all that is tagged in it.

Invariant: every span is counted while the text is put together, and never searched for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from sayso.model.annotation import (
    AnnotatedArticle,
    Attribution,
    Bound,
    EntityKind,
    Figure,
    Form,
    Mention,
    MentionForm,
    Quotation,
    Speaker,
)
from sayso.model.article import Article, identify_article
from sayso.model.ids import derive_id
from sayso.model.span import Span

from .newsroom import Draft
from .prose import Piece, Sentence, Tag
from .statements import UNNAMED

FIRST_DAY = datetime(2031, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An article, its ``reports`` as (utterance or count, id of attribution or figure), and its credits' spans."""

    annotated: AnnotatedArticle
    reports: tuple[tuple[str, str], ...]
    credits: tuple[tuple[Span, bool], ...]


class _Sheet:
    """The text so far, and where the tagged pieces of each sentence came to stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.placed: list[tuple[Sentence, list[tuple[Tag | None, Span]]]] = []

    def add(self, text: str) -> Span:
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return Span(start, self.length)

    def set(self, sentence: Sentence) -> None:
        self.placed.append((sentence, [(piece.tag, self.add(piece.text)) for piece in sentence.pieces]))


def set_article(draft: Draft, random: Random) -> Printed:
    """Print a draft.

    Three stated times in a hundred are late, a fifth are dates alone, a tenth are not stated; what came before the
    events of the pile is always dated.
    """
    sheet = _Sheet()
    sheet.set(draft.headline)
    title = Span(0, sheet.length)
    sheet.add("\n\n")
    for line in draft.head:
        sheet.set(line)
        sheet.add("\n")
    sheet.set(Sentence(line=-1, pieces=draft.dateline, whole=True))
    for number, paragraph in enumerate(draft.paragraphs):
        sheet.add("\n\n" if number else "")
        for place, sentence in enumerate(paragraph):
            sheet.add(" " if place else "")
            sheet.set(sentence)
    for line in draft.foot:
        sheet.add("\n\n")
        sheet.set(line)
    text = "".join(sheet.parts)
    article_id, digest = identify_article(text, url=None, external_id=draft.id, path=None)
    article = Article(
        id=article_id,
        text=text,
        sha256=digest,
        external_id=draft.id,
        title=title.cut(text),
        title_span=title,
        publisher=draft.house.publisher(random),
        published_at=_state_time(draft.at, random),
        language="en",
    )
    return _annotate(article, sheet)


def _state_time(at: int, random: Random) -> str | None:
    if at < 0:
        return (FIRST_DAY + timedelta(minutes=at)).strftime("%Y-%m-%d")
    late = random.randrange(6 * 60, 30 * 60) if random.random() < 0.03 else 0
    moment = FIRST_DAY + timedelta(minutes=at + late)
    chance = random.random()
    if chance < 0.1:
        return None
    return moment.strftime("%Y-%m-%d") if chance < 0.3 else moment.strftime("%Y-%m-%dT%H:%M:00Z")


def _annotate(article: Article, sheet: _Sheet) -> Printed:
    quotations: list[Quotation] = []
    attributions: list[Attribution] = []
    figures: list[Figure] = []
    mentions: list[Mention] = []
    reports: list[tuple[str, str]] = []
    credited: list[tuple[Span, bool]] = []
    for sentence, places in sheet.placed:
        quotations += _quotations(sentence.pieces, places)
        credited += [(span, sentence.whole) for tag, span in places if tag is Tag.CREDIT]
        attribution = _attribute(article, sentence, places)
        numbers = [span for tag, span in places if tag is Tag.NUMBER]
        if attribution:
            attributions.append(attribution)
            if attribution.speaker and attribution.speaker.kind is EntityKind.PERSON:
                mentions.append(_mention(article, attribution.speaker))
        for span in numbers:
            figures.append(_figure(article, span, attribution))
        if sentence.about and numbers:
            reports.append((sentence.about, figures[-1].id))
        elif sentence.about and attribution:
            reports.append((sentence.about, attribution.id))
    annotated = AnnotatedArticle(
        article=article,
        quotations=tuple(quotations),
        attributions=tuple(attributions),
        figures=tuple(figures),
        mentions=tuple(mentions),
    )
    return Printed(annotated=annotated, reports=tuple(reports), credits=tuple(credited))


def _quotations(pieces: tuple[Piece, ...], places: list[tuple[Tag | None, Span]]) -> list[Quotation]:
    opened: int | None = None
    found = []
    for piece, (_, span) in zip(pieces, places, strict=True):
        if piece.text == "“":
            opened = span.start
        elif piece.text == "”" and opened is not None:
            inner = Span(opened + 1, span.start)
            found.append(Quotation(span=Span(opened, span.end), inner=inner, parts=(inner,), closed=True))
            opened = None
    return found


def _attribute(article: Article, sentence: Sentence, places: list[tuple[Tag | None, Span]]) -> Attribution | None:
    content = _join([span for tag, span in places if tag in (Tag.CONTENT, Tag.NUMBER)])
    source = next((span for tag, span in places if tag is Tag.SOURCE), None)
    if not content or source is None or sentence.by is None:
        return None
    kind = EntityKind.UNNAMED if sentence.by == UNNAMED else EntityKind.PERSON
    form = Form.INDIRECT
    if sentence.quoted:
        form = Form.MIXED if len(content) == 1 and content[0].end - content[0].start < 40 else Form.DIRECT
    return Attribution(
        id=derive_id("atr", article.id, *content),
        article_id=article.id,
        form=form,
        content=tuple(content),
        source=source,
        cue=next((span for tag, span in places if tag is Tag.CUE), None),
        speaker=Speaker(name=sentence.by, kind=kind, span=source),
    )


def _join(spans: list[Span]) -> list[Span]:
    """Join spans that touch."""
    if not spans:
        return []
    starts = [spans[0].start] + [b.start for a, b in pairwise(spans) if a.end != b.start]
    ends = [a.end for a, b in pairwise(spans) if a.end != b.start] + [spans[-1].end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def _figure(article: Article, span: Span, attribution: Attribution | None) -> Figure:
    return Figure(
        id=derive_id("fig", article.id, span),
        article_id=article.id,
        span=span,
        value=float(span.cut(article.text)),
        unit="things",
        bound=Bound.EXACTLY,
        attribution=attribution.id if attribution else None,
    )


def _mention(article: Article, speaker: Speaker) -> Mention:
    return Mention(
        article_id=article.id,
        span=speaker.span,
        kind=EntityKind.PERSON,
        form=MentionForm.NAME,
        name=speaker.name,
        chain=speaker.name,
    )
