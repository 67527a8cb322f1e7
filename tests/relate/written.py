"""Annotated articles written by hand, for tests: what stands where is found by the words themselves."""

from __future__ import annotations

import re

from sayso.model.annotation import (
    AnnotatedArticle,
    Attribution,
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
