"""Annotated articles written by hand, for tests: what stands where is found by the words themselves."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from sayso.model.annotation import (
    AnnotatedArticle,
    Attribution,
    Basis,
    EntityKind,
    Form,
    Hop,
    HopKind,
    Mention,
    MentionForm,
    Quotation,
    Speaker,
)
from sayso.model.article import Article, identify_article
from sayso.model.ids import derive_id
from sayso.model.relation import Origins
from sayso.model.span import Span

_QUOTED = re.compile(r"“[^“”]+”")


def find(text: str, words: str) -> Span:
    """Give the first place of the words."""
    start = text.index(words)
    return Span(start, start + len(words))


def write_article(
    text: str,
    *,
    name: str = "a",
    publisher: str | None = None,
    published_at: str | None = None,
    title: str | None = None,
    furniture: tuple[str, ...] = (),
) -> AnnotatedArticle:
    """Make an article whose curly quotations are annotated and nothing else. Its id begins with its name."""
    _, digest = identify_article(text, url=None, external_id=name, path=None)
    quotations = tuple(
        Quotation(
            span=Span(*match.span()),
            inner=Span(match.start() + 1, match.end() - 1),
            parts=(Span(match.start() + 1, match.end() - 1),),
            closed=True,
        )
        for match in _QUOTED.finditer(text)
    )
    article = Article(
        id=f"{name}-article",
        text=text,
        sha256=digest,
        external_id=name,
        title=title,
        publisher=publisher,
        published_at=published_at,
        furniture=tuple(sorted(find(text, words) for words in furniture)),
    )
    return AnnotatedArticle(article=article, quotations=quotations)


def with_mentions(annotated: AnnotatedArticle, *mentions: Mention) -> AnnotatedArticle:
    """Add mentions to an article."""
    return AnnotatedArticle(
        article=annotated.article,
        quotations=annotated.quotations,
        mentions=(*annotated.mentions, *mentions),
        attributions=annotated.attributions,
    )


def with_attributions(annotated: AnnotatedArticle, *attributions: Attribution) -> AnnotatedArticle:
    """Add attributions to an article."""
    return AnnotatedArticle(
        article=annotated.article,
        quotations=annotated.quotations,
        mentions=annotated.mentions,
        attributions=(*annotated.attributions, *attributions),
    )


def mention(
    annotated: AnnotatedArticle,
    words: str,
    *,
    chain: str | None = None,
    kind: EntityKind = EntityKind.PERSON,
    form: MentionForm = MentionForm.NAME,
    role: str | None = None,
) -> Mention:
    """Mention an entity by the first place of some words."""
    article = annotated.article
    return Mention(
        article_id=article.id,
        span=find(article.text, words),
        kind=kind,
        form=form,
        name=words,
        chain=chain or words,
        role=find(article.text, role) if role else None,
    )


def attribute(
    annotated: AnnotatedArticle,
    *content: str,
    speaker: str | None = None,
    kind: EntityKind = EntityKind.PERSON,
    form: Form = Form.DIRECT,
    cue: str | None = None,
    via: str | None = None,
    via_kind: HopKind = HopKind.BROADCASTER,
    unbalanced: bool = False,
) -> Attribution:
    """Attribute words to a speaker who is named in the article; all are found by their first place."""
    article = annotated.article
    spans = tuple(find(article.text, words) for words in content)
    source = find(article.text, speaker) if speaker else None
    return Attribution(
        id=derive_id("atr", article.id, *spans),
        article_id=article.id,
        form=form,
        content=spans,
        source=source,
        cue=find(article.text, cue) if cue else None,
        speaker=Speaker(name=speaker, kind=kind, span=source) if speaker and source else None,
        via=(Hop(name=via, kind=via_kind, span=find(article.text, via)),) if via else (),
        unbalanced=unbalanced,
    )


def write_sayings(*sayings: tuple[str, str, Basis]) -> tuple[list[AnnotatedArticle], dict[str, str]]:
    """Put whose words, the words and what the cue says each in an article of its own, a day later than the last.

    Gives the articles, and the entities that speak by attribution.
    """
    articles, speakers = [], {}
    for number, (speaker, words, basis) in enumerate(sayings):
        article = write_article(f"{speaker} said {words}.", name=f"a{number}", published_at=f"2031-05-0{number + 1}")
        attribution = replace(attribute(article, words, speaker=speaker, form=Form.INDIRECT), basis=basis)
        speakers[attribution.id] = f"ent-{speaker.lower().replace(' ', '-')}"
        articles.append(with_attributions(article, attribution))
    return articles, speakers


def count_reports(ids: Collection[str]) -> Origins:
    """Take every report for an origin."""
    return Origins(reports=len(ids), lower=len(ids), upper=len(ids), groups=())
