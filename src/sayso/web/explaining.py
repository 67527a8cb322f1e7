"""What is known of a place in an article: every annotation and relation that stands there, each with its words.

Invariant: it only repeats what the case holds, by closed words and citations; where nothing stands, it says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.model.annotation import AnnotatedArticle, Attribution, Figure, MentionForm, TimeExpression
from sayso.model.relation import Copy, Flag, QuoteFamily
from sayso.model.span import Span
from sayso.report.page.figures import read_figure
from sayso.report.page.flagged import KIND_WORDS
from sayso.report.page.pile import Cite, Pile, Voice
from sayso.report.page.words import BASIS_WORDS, say_date, say_interval, say_origins, say_share


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing known: a label, and either words of ours or a citation, with a link if there is more to it."""

    label: str
    words: str = ""
    cite: Cite | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What is known of one annotation. ``attribution``, ``time`` say what can be corrected here."""

    kind: str
    span: Span
    words: Cite
    facts: list[Fact] = field(default_factory=list)
    voice: Voice | None = None
    attribution: Attribution | None = None
    time: TimeExpression | None = None


def explain(pile: Pile, annotated: AnnotatedArticle, at: Span) -> list[Explanation]:
    """Explain a place: what stands exactly there, then what touches it, the narrowest first; flags last."""
    found = [
        *(_attribution(pile, a) for a in annotated.attributions if _touches(a, at)),
        *(_figure(pile, f) for f in annotated.figures if f.span.overlaps(at)),
        *(_time(pile, t) for t in annotated.times if t.span.overlaps(at)),
        *_furniture(pile, annotated, at),
        *_copies(pile, annotated, at),
        *_flags(pile, annotated, at),
    ]
    return sorted(
        found, key=lambda each: (each.kind == "flag", each.span != at, each.span.end - each.span.start, each.span.start)
    )


def names_in(annotated: AnnotatedArticle) -> list[tuple[str, Span]]:
    """Give the names in an article, each once where it first stands: who a speaker could be."""
    text = annotated.article.text
    firsts: dict[str, Span] = {}
    for mention in annotated.mentions:
        if mention.form is MentionForm.NAME:
            firsts.setdefault(mention.span.cut(text), mention.span)
    return sorted(firsts.items(), key=lambda item: item[0].casefold())


def _touches(attribution: Attribution, at: Span) -> bool:
    parts = (*attribution.content, attribution.source, attribution.cue)
    return any(span is not None and span.overlaps(at) for span in parts)


def _attribution(pile: Pile, attribution: Attribution) -> Explanation:
    id_, voice = attribution.article_id, pile.voice(attribution)
    facts = [
        Fact(
            label="said by",
            words=voice.entity.name if voice else "speaker unknown",
            href=pile.roads.voice(voice) if voice else None,
        )
    ]
    if attribution.speaker is not None:
        facts.append(Fact(label="the name stands", cite=pile.cite(id_, attribution.speaker.span)))
    if attribution.source is not None:
        facts.append(Fact(label="called here", cite=pile.cite_words(id_, attribution.source)))
    if attribution.cue is not None:
        facts.append(Fact(label="cue", cite=pile.cite_words(id_, attribution.cue)))
    facts += [Fact(label=f"via {hop.kind.value}", cite=pile.cite_words(id_, hop.span)) for hop in attribution.via]
    facts.append(Fact(label="the speaker", words=BASIS_WORDS[attribution.basis]))
    facts.append(Fact(label="form", words=attribution.form.value))
    if attribution.nested_in is not None:
        facts.append(Fact(label="stands", words="within another’s words"))
    if attribution.unbalanced:
        facts.append(Fact(label="marks", words="a quotation mark stands alone"))
    facts.append(Fact(label="sure of the speaker", words=f"{attribution.confidence:.0%}".replace("%", " %")))
    family = pile.families.get(attribution.id)
    if family is not None and len(family.members) > 1:
        facts += _wordings(pile, family, attribution)
    return Explanation(
        kind="attribution",
        span=attribution.extent,
        words=pile.cite(id_, attribution.content[0]),
        facts=facts,
        voice=voice,
        attribution=attribution,
    )


def _wordings(pile: Pile, family: QuoteFamily, attribution: Attribution) -> Iterator[Fact]:
    for member in family.members:
        other = pile.attributions[member.attribution]
        if other.id == attribution.id:
            yield Fact(label="wording", words="the fullest" if other.id == family.fullest else member.change.value)
        else:
            change = "the fullest" if other.id == family.fullest else member.change.value
            label = f"{pile.label(pile.numbers[other.article_id])}, {change}"
            yield Fact(label=label, cite=pile.cite(other.article_id, other.content[0]))


def _figure(pile: Pile, figure: Figure) -> Explanation:
    facts = [Fact(label="read as", words=read_figure(figure))]
    if figure.measured is not None:
        facts.append(Fact(label="counts", cite=pile.cite_words(figure.article_id, figure.measured)))
    if figure.as_of is not None:
        facts.append(Fact(label="as of", words=say_date(figure.as_of)))
    spoken = pile.attributions.get(figure.attribution or "")
    voice = pile.voice(spoken) if spoken else None
    holder = figure.according_to or (voice.entity.name if voice else None)
    own = "speaker unknown" if spoken else "the article’s own voice"
    facts.append(Fact(label="whose figure", words=holder or own, href=pile.roads.voice(voice) if voice else None))
    for quantity in pile.dossier.relations.quantities:
        if figure.id in quantity.figures and len(quantity.figures) > 1:
            facts.append(Fact(label="of the same thing", words="disputed" if quantity.disputed else "not disputed"))
            for position in quantity.positions:
                facts.append(
                    Fact(label=say_interval(position.low, position.high), words=say_origins(position.origins, "figure"))
                )
    return Explanation(
        kind="figure", span=figure.span, words=pile.cite(figure.article_id, figure.span), facts=facts, voice=voice
    )


def _time(pile: Pile, time: TimeExpression) -> Explanation:
    facts = [Fact(label="read as", words=say_date(time.at) if time.at else "not known which")]
    facts.append(Fact(label="type", words=time.type.value.lower()))
    return Explanation(kind="time", span=time.span, words=pile.cite(time.article_id, time.span), facts=facts, time=time)


def _furniture(pile: Pile, annotated: AnnotatedArticle, at: Span) -> Iterator[Explanation]:
    for span in annotated.article.furniture:
        if span.overlaps(at):
            facts = [Fact(label="taken for", words="page furniture: nothing is quoted from it")]
            yield Explanation(
                kind="furniture", span=span, words=pile.cite_words(annotated.article.id, span), facts=facts
            )


def _copies(pile: Pile, annotated: AnnotatedArticle, at: Span) -> Iterator[Explanation]:
    for copy in pile.dossier.relations.copies:
        for here, other, there in _sides(copy, annotated.article.id):
            if here.overlaps(at):
                label = pile.label(pile.numbers[other])
                facts = [
                    Fact(label="stands too in", words=label, href=pile.roads.place(0, other, there)),
                    Fact(label="share of the copy", words=say_share(copy.share)),
                    Fact(label="direction", words=copy.direction.value),
                ]
                yield Explanation(
                    kind="shared text", span=here, words=pile.cite_words(annotated.article.id, here), facts=facts
                )


def _sides(copy: Copy, article_id: str) -> Iterator[tuple[Span, str, Span]]:
    for passage in copy.passages:
        if copy.target == article_id:
            yield passage.target, copy.source, passage.source
        elif copy.source == article_id:
            yield passage.source, copy.target, passage.target


def _flags(pile: Pile, annotated: AnnotatedArticle, at: Span) -> Iterator[Explanation]:
    for flag in pile.dossier.relations.flags:
        place = next((p for p in flag.evidence if p.article == annotated.article.id and p.span.overlaps(at)), None)
        if place is not None:
            yield Explanation(kind="flag", span=place.span, words=pile.cite_place(place), facts=_evidence(pile, flag))


def _evidence(pile: Pile, flag: Flag) -> list[Fact]:
    facts = [Fact(label=flag.kind.value, words=KIND_WORDS[flag.kind])]
    return facts + [
        Fact(label=pile.label(pile.numbers[place.article]), cite=pile.cite_place(place)) for place in flag.evidence[:8]
    ]
