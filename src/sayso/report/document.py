"""A dossier as plain data: the document `sayso/report/1` that every export is a view of.

Invariant: every string is cut from an article at a span that stands beside it (as ``exact`` shows), is one of the
closed vocabularies, or is a normalised name, date or number beside the span it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.model.annotation import AnnotatedArticle, Attribution, Figure, TimeExpression
from sayso.model.dossier import Dossier
from sayso.model.judgement import Judgement
from sayso.model.news import ChangedArticle, News
from sayso.model.relation import (
    Claim,
    Copy,
    Entity,
    Flag,
    Origins,
    Party,
    Place,
    Position,
    Quantity,
    QuoteFamily,
    Story,
    TimelineEntry,
)

SCHEMA = "sayso/report/1"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Belongings:
    """What a dossier says of an annotation from outside: the text it stands in, its speaker, family and quantity."""

    texts: Mapping[str, str]
    speakers: Mapping[str, str]
    families: Mapping[str, str]
    quantities: Mapping[str, str]


def build_document(dossier: Dossier, *, generated_at: str | None = None) -> Json:
    """Build the report document: lists, dictionaries, strings and numbers only, in a fixed order.

    ``generated_at`` is an instant in UTC, ISO 8601, or ``None`` (then two runs give the same document).
    """
    relations = dossier.relations
    its = _Belongings(
        texts={annotated.article.id: annotated.article.text for annotated in dossier.articles},
        speakers=relations.speakers,
        families={m.attribution: family.id for family in reversed(relations.quote_families) for m in family.members},
        quantities={figure: quantity.id for quantity in reversed(relations.quantities) for figure in quantity.figures},
    )
    return {
        "schema": SCHEMA,
        "generated_at": generated_at,
        "provenance": {
            "tool": dossier.provenance.tool,
            "version": dossier.provenance.version,
            "annotator": dossier.provenance.annotator,
            "weights": dossier.provenance.weights,
        },
        "articles": [_article(annotated) for annotated in dossier.articles],
        "stories": [_story(story) for story in relations.stories],
        "entities": [_entity(entity, its) for entity in relations.entities],
        "attributions": [_attribution(attribution, its) for attribution in dossier.attributions()],
        "quote_families": [_quote_family(family) for family in relations.quote_families],
        "figures": [_figure(figure, its) for figure in dossier.figures()],
        "quantities": [_quantity(quantity, its) for quantity in relations.quantities],
        "claims": [_claim(claim, its) for claim in relations.claims],
        "copies": [_copy(copy) for copy in relations.copies],
        "times": [_time(time, its) for annotated in dossier.articles for time in annotated.times],
        "timeline": [_timeline_entry(entry, its) for entry in relations.timeline],
        "flags": [_flag(flag, its) for flag in relations.flags],
        "faults": [
            {"input": fault.input, "reason": fault.reason, "lost": fault.lost, "hint": fault.hint}
            for fault in dossier.faults
        ],
        "judgements": [_judgement(judgement) for judgement in dossier.judgements],
        **({"news": _news(dossier.news, its)} if dossier.news is not None else {}),
    }


def _article(annotated: AnnotatedArticle) -> Json:
    article = annotated.article
    return {
        "id": article.id,
        "external_id": article.external_id,
        "path": article.path,
        "url": article.url,
        "title": article.title,
        "title_span": article.title_span,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "published_at": article.published_at,
        "published_from": article.published_from.value if article.published_from else None,
        "published_zone": article.published_zone,
        "modified_at": article.modified_at,
        "modified_zone": article.modified_zone,
        "retrieved_at": article.retrieved_at,
        "record_id": article.record_id,
        "record_digest": article.record_digest,
        "language": article.language,
        "not_annotated": annotated.not_annotated,
        "sha256": article.sha256,
        "text": article.text,
        "furniture": list(article.furniture),
    }


def _story(story: Story) -> Json:
    return {
        "id": story.id,
        "title": story.title,
        "articles": list(story.articles),
        "begins_at": story.begins_at,
        "ends_at": story.ends_at,
    }


def _entity(entity: Entity, its: _Belongings) -> Json:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "forms": list(entity.forms),
        "mentions": _places(entity.mentions, its),
    }


def _attribution(attribution: Attribution, its: _Belongings) -> Json:
    text = its.texts[attribution.article_id]
    speaker = attribution.speaker
    return {
        "id": attribution.id,
        "article": attribution.article_id,
        "form": attribution.form.value,
        "content": list(attribution.content),
        "exact": [span.cut(text) for span in attribution.content],
        "source": attribution.source,
        "cue": attribution.cue,
        "speaker": speaker
        and {
            "id": its.speakers.get(attribution.id),
            "name": speaker.name,
            "kind": speaker.kind.value,
            "span": speaker.span,
        },
        "via": [{"name": hop.name, "kind": hop.kind.value, "span": hop.span} for hop in attribution.via],
        "nested_in": attribution.nested_in,
        "quote_family": its.families.get(attribution.id),
        "basis": attribution.basis.value,
        "confidence": _number(attribution.confidence),
        "unbalanced": attribution.unbalanced,
    }


def _quote_family(family: QuoteFamily) -> Json:
    return {
        "id": family.id,
        "speaker": family.speaker,
        "fullest": family.fullest,
        "members": [
            {
                "attribution": member.attribution,
                "change": member.change.value,
                "edits": [
                    {"kind": edit.kind.value, "fullest": edit.fullest, "here": edit.here} for edit in member.edits
                ],
            }
            for member in family.members
        ],
    }


def _figure(figure: Figure, its: _Belongings) -> Json:
    return {
        "id": figure.id,
        "article": figure.article_id,
        "span": figure.span,
        "exact": figure.span.cut(its.texts[figure.article_id]),
        "value": _number(figure.value),
        "value_to": _number(figure.value_to),
        "unit": figure.unit,
        "bound": figure.bound.value,
        "measured": figure.measured,
        "as_of": figure.as_of,
        "attribution": figure.attribution,
        "according_to": figure.according_to,
        "quantity": its.quantities.get(figure.id),
    }


def _quantity(quantity: Quantity, its: _Belongings) -> Json:
    return {
        "id": quantity.id,
        "label": quantity.label,
        "figures": list(quantity.figures),
        "disputed": quantity.disputed,
        "positions": [_position(position, its) for position in quantity.positions],
    }


def _position(position: Position, its: _Belongings) -> Json:
    return {
        "low": _number(position.low),
        "high": _number(position.high),
        "figures": list(position.figures),
        "origins": _origins(position.origins, its),
    }


def _origins(origins: Origins, its: _Belongings) -> Json:
    return {
        "reports": origins.reports,
        "lower": origins.lower,
        "upper": origins.upper,
        "groups": [list(group) for group in origins.groups],
        "why": [
            {
                "a": tie.a,
                "b": tie.b,
                "because": tie.because.value,
                "certain": tie.certain,
                "evidence": _places(tie.evidence, its),
            }
            for tie in origins.why
        ],
    }


def _claim(claim: Claim, its: _Belongings) -> Json:
    return {
        "id": claim.id,
        "claim": claim.claim,
        "asserted": list(claim.asserted),
        "denied": list(claim.denied),
        "doubted": list(claim.doubted),
        "not_observed": list(claim.not_observed),
        "observed": list(claim.observed),
        "parties": [_party(party, its) for party in claim.parties],
        "status": claim.status,
        "doubtful": claim.doubtful,
        "origins": _origins(claim.origins, its),
    }


def _party(party: Party, its: _Belongings) -> Json:
    return {
        "side": party.side.value,
        "speakers": list(party.speakers),
        "attributions": list(party.attributions),
        "first_at": party.first_at,
        "last_at": party.last_at,
        "origins": _origins(party.origins, its),
    }


def _copy(copy: Copy) -> Json:
    return {
        "from": copy.source,
        "to": copy.target,
        "share": _number(copy.share),
        "verbatim": copy.verbatim,
        "manner": copy.manner.value,
        "passages": [[passage.source, passage.target] for passage in copy.passages],
        "direction": copy.direction.value,
        "credit": copy.credit,
    }


def _time(time: TimeExpression, its: _Belongings) -> Json:
    return {
        "article": time.article_id,
        "span": time.span,
        "exact": time.span.cut(its.texts[time.article_id]),
        "type": time.type.value,
        "value": time.value,
        "mod": time.mod,
        "zone": time.zone,
    }


def _timeline_entry(entry: TimelineEntry, its: _Belongings) -> Json:
    return {
        "at": entry.at,
        "dated_by": entry.dated_by.value,
        "refs": list(entry.refs),
        "said": list(entry.said),
        "places": _places(entry.places, its),
    }


def _flag(flag: Flag, its: _Belongings) -> Json:
    return {
        "id": flag.id,
        "kind": flag.kind.value,
        "detail": flag.detail,
        "evidence": _places(flag.evidence, its),
    }


def _judgement(judgement: Judgement) -> Json:
    return {
        "id": judgement.id,
        "kind": judgement.kind.value,
        "a": judgement.a,
        "b": judgement.b,
        "verdict": judgement.verdict.value,
        "value": judgement.value,
        "value_span": judgement.value_span,
        "was": judgement.was,
        "anchors": [{"article": a.article, "sha256": a.sha256, "spans": list(a.spans)} for a in judgement.anchors],
        "decided_at": judgement.decided_at,
        "decided_by": judgement.decided_by,
    }


def _news(news: News, its: _Belongings) -> Json:
    return {
        "since": news.since,
        "articles": list(news.articles),
        "speakers": list(news.speakers),
        "quotes": list(news.quotes),
        "figures": list(news.figures),
        "sides": [
            {
                "claim": each.claim,
                "side": each.side.value,
                "speakers": list(each.speakers),
                "attributions": list(each.attributions),
            }
            for each in news.sides
        ],
        "origins": [{"of": each.of, "reports": list(each.reports)} for each in news.origins],
        "changed": [_changed(each, its) for each in news.changed],
    }


def _changed(changed: ChangedArticle, its: _Belongings) -> Json:
    before, after = changed.before, its.texts[changed.article]
    return {
        "article": changed.article,
        "before": {"id": before.id, "sha256": before.sha256, "text": before.text},
        "changes": [
            {
                "before": change.before and {"span": change.before, "exact": change.before.cut(before.text)},
                "after": change.after and {"span": change.after, "exact": change.after.cut(after)},
            }
            for change in changed.changes
        ],
    }


def _places(places: Iterable[Place], its: _Belongings) -> list[Json]:
    return [
        {"article": place.article, "span": place.span, "exact": place.span.cut(its.texts[place.article])}
        for place in places
    ]


def _number(value: float | None) -> float | int | None:
    """Give a whole number as an integer, so that it is written ``100000`` and not ``100000.0``."""
    return int(value) if value is not None and float(value).is_integer() else value
