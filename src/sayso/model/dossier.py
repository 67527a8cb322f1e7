"""All that is known of a pile of articles: what `relate` makes and every report shows.

Invariant: every id that a relation names is in the dossier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sayso.model.annotation import AnnotatedArticle, Attribution, Figure
from sayso.model.article import Fault
from sayso.model.judgement import Judgement
from sayso.model.news import News
from sayso.model.provenance import Provenance
from sayso.model.relation import Claim, Copy, Entity, Flag, Quantity, QuoteFamily, Story, TimelineEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """What ties a pile together. ``speakers`` gives each attribution with a known speaker its entity's id."""

    entities: tuple[Entity, ...] = ()
    speakers: Mapping[str, str] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    copies: tuple[Copy, ...] = ()
    quote_families: tuple[QuoteFamily, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    claims: tuple[Claim, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A pile, annotated and related. ``articles`` are sorted by publication, then path, then id.

    ``judgements`` are those that stand, sorted by subject. ``news`` is what is new in it, where that was asked for.
    """

    articles: tuple[AnnotatedArticle, ...]
    relations: Relations
    provenance: Provenance
    faults: tuple[Fault, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    news: News | None = None

    def attributions(self) -> Iterator[Attribution]:
        """Every attribution, in the order of the articles and of the text."""
        for annotated in self.articles:
            yield from annotated.attributions

    def figures(self) -> Iterator[Figure]:
        """Every figure, in the order of the articles and of the text."""
        for annotated in self.articles:
            yield from annotated.figures
