"""The articles themselves, with their layers.

Invariant: the text content of an article's text is the article's text; labels are attributes, shown by the style sheet.
Built last, because every place that another section links to must get its anchor here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sayso.model.annotation import AnnotatedArticle, Attribution
from sayso.model.article import Article, DateBasis
from sayso.model.relation import Manner
from sayso.model.span import Span
from sayso.report.highlight import Door, Mark, highlight
from sayso.report.page.flagged import flag_id
from sayso.report.page.pile import Cite, Pile, anchor, link_of
from sayso.report.page.said import saying_id
from sayso.report.page.wordings import merge
from sayso.report.page.words import say_date

DATE_WORDS = {
    DateBasis.RECORD: "as its record says",
    DateBasis.MANIFEST: "as the manifest says",
    DateBasis.TEXT: "as its text says",
    DateBasis.ASSUMED: "assumed by you",
    DateBasis.JUDGED: "as you decided",
}


_CLOSING = tuple('"”’»“')  # German ends with what English begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article as shown."""

    n: int
    article: Article
    title: Cite | None
    date: str
    date_from: str | None
    link: str | None
    n_attributions: int
    n_figures: int
    not_annotated: str | None
    cited_as: str
    html: Markup


def texts_of(pile: Pile, quantity_ids: dict[str, str]) -> list[Text]:
    """Mark up every article. ``quantity_ids`` gives a figure's anchor in the section of figures."""
    titles = [
        pile.cite(annotated.article.id, annotated.article.title_span) if annotated.article.title_span else None
        for annotated in pile.dossier.articles
    ]
    copied = _copied(pile)
    notes = _notes(pile)
    return [
        _text(pile, annotated, title, _marks(pile, annotated, copied, quantity_ids), _doors(pile, annotated, notes))
        for annotated, title in zip(pile.dossier.articles, titles, strict=True)
    ]


def text_of(pile: Pile, article_id: str, quantity_ids: dict[str, str], marks: Sequence[Mark] = ()) -> Text:
    """Mark up one article of the pile, with further marks."""
    annotated = pile.dossier.articles[pile.numbers[article_id] - 1]
    span = annotated.article.title_span
    title = pile.cite(article_id, span) if span else None
    layers = [*marks, *_marks(pile, annotated, _copied(pile), quantity_ids)]
    return _text(pile, annotated, title, layers, _doors(pile, annotated, _notes(pile)))


def _text(pile: Pile, annotated: AnnotatedArticle, title: Cite | None, marks: list[Mark], doors: list[Door]) -> Text:
    article = annotated.article
    return Text(
        n=pile.numbers[article.id],
        article=article,
        title=title,
        date=say_date(article.published_at),
        date_from=DATE_WORDS[article.published_from] if article.published_from and article.published_at else None,
        link=link_of(article),
        n_attributions=len(annotated.attributions),
        n_figures=len(annotated.figures),
        not_annotated=annotated.not_annotated,
        cited_as=cite_as(pile, article),
        html=highlight(article.text, marks, doors),
    )


def cite_as(pile: Pile, article: Article) -> str:
    """Name an article as one does who quotes it: outlet, date, headline, address."""
    headline = f"“{article.title}”" if article.title else ""
    parts = (pile.label(pile.numbers[article.id]), say_date(article.published_at), headline, article.url or "")
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _copied(pile: Pile) -> dict[str, list[Span]]:
    """Give the spans of each article that stand in an article it may have copied."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for copy in (copy for copy in pile.dossier.relations.copies if copy.manner is not Manner.QUOTED):
        spans[copy.target] += [passage.target for passage in copy.passages]
    return {article_id: merge(found) for article_id, found in spans.items()}


def _notes(pile: Pile) -> dict[str, list[Door]]:
    notes: dict[str, list[Door]] = defaultdict(list)
    for number, flag in enumerate(pile.dossier.relations.flags, start=1):
        for place in flag.evidence:
            notes[place.article].append(
                Door(
                    at=place.span.start,
                    classes="note",
                    href=pile.roads.flag(flag_id(number), place),
                    label=f"Flag: {flag.kind.value}",
                    data=(("data-l", flag.kind.value),),
                )
            )
    return notes


def _marks(
    pile: Pile, annotated: AnnotatedArticle, copied: dict[str, list[Span]], quantity_ids: dict[str, str]
) -> list[Mark]:
    """Collect the layers, the widest first. Each place that is linked to gets its anchor on the first mark it meets."""
    article = annotated.article
    n = pile.numbers[article.id]
    layers: list[tuple[Span, str, str | None, tuple[tuple[str, str], ...]]] = []
    layers += [(span, "x", None, ()) for span in article.furniture]
    layers += [(span, "c", None, ()) for span in copied.get(article.id, [])]
    if article.title_span is not None:
        layers.append((article.title_span, "h", None, ()))
    for attribution in annotated.attributions:
        hue = _hue(pile, attribution)
        layers += [(span, f"q {hue}", None, ()) for span in attribution.content]
        if attribution.source is not None:
            layers.append((attribution.source, f"n {hue}", None, ()))
    for figure in annotated.figures:
        target = quantity_ids.get(figure.id)
        layers.append((figure.span, "f", pile.roads.quantity(target, figure) if target else None, ()))
    for time in annotated.times:
        layers.append((time.span, "w", None, (("title", say_date(time.at)),)))
    waiting = set(pile.places.get(n, ()))
    marks = []
    for span, classes, href, data in layers:
        id_ = anchor(n, span) if span in waiting else None
        waiting.discard(span)
        marks.append(Mark(span=span, classes=classes, id=id_, href=href, data=data))
    return marks + [Mark(span=span, id=anchor(n, span)) for span in sorted(waiting)]


def _hue(pile: Pile, attribution: Attribution) -> str:
    voice = pile.voice(attribution)
    return "su" if voice is None else f"s{voice.hue}"


def _doors(pile: Pile, annotated: AnnotatedArticle, notes: dict[str, list[Door]]) -> list[Door]:
    doors = list(notes.get(annotated.article.id, []))
    for attribution in annotated.attributions:
        voice = pile.voice(attribution)
        who = voice.entity.name if voice else "speaker unknown"
        doors.append(
            Door(
                at=_behind(annotated.article.text, attribution.content[-1].end),
                classes=f"i {_hue(pile, attribution)}",
                href=pile.roads.saying(saying_id(pile, attribution), attribution),
                label=f"Said by {who}",
                data=(("data-l", voice.initials if voice else "?"),),
            )
        )
    return doors


def _behind(text: str, end: int) -> int:
    """Give where initials stand: behind the mark that closes the quotation, if one does."""
    return end + 1 if text[end : end + 1] in _CLOSING else end
