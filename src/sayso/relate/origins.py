"""Origins: how many independent witnesses stand behind some reports.

Invariant: ties only ever join. Adding a report that is a reprint of another raises the number of reports and never the
number of origins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.model.annotation import AnnotatedArticle, EntityKind, Hop, HopKind
from sayso.model.relation import Change, Copy, Entity, Origins, Place, QuoteFamily, Tie, TieReason
from sayso.model.span import Span
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.credits import Credit, find_credits, key_of_name, key_of_publisher
from sayso.relate.names import key_of_body

OriginsOf = Callable[[Sequence[str]], Origins]
_DRIFT = 60  # code points by which two places may be off in a passage that was lightly edited


@dataclass(frozen=True, slots=True)
class _Report:
    """An attribution or a figure as a witness. ``holder`` is an entity id, ``None`` for the article's own voice."""

    id: str
    place: Place
    holder: str | None
    family: str | None
    change: Change | None
    via: tuple[tuple[str, Span], ...]


def trace_origins(
    articles: Sequence[AnnotatedArticle],
    *,
    copies: Iterable[Copy] = (),
    families: Iterable[QuoteFamily] = (),
    entities: Iterable[Entity] = (),
    speakers: Mapping[str, str] | None = None,
) -> OriginsOf:
    """Prepare a function that counts the origins behind reports, given as ids of attributions and figures.

    What it is asked about must be one thing said or counted: it asks who stands behind it, not what it is. Certain
    ties: one holder, one copied passage, one utterance not reworded, two articles wholly credited to one agency, one
    article speaking twice in its own voice. Uncertain: a reworded utterance, a part credited to one agency, a body and
    a part of it. A source without a name, or the article's own voice, may be any of the others: it counts for
    ``upper``, and for ``lower`` only where nobody else stands.
    """
    named = {entity.id: entity for entity in entities if entity.kind is not EntityKind.UNNAMED}
    reports = _read_reports(articles, families, named, speakers or {})
    copies_of: dict[str, list[Copy]] = {}
    for copy in copies:
        copies_of.setdefault(copy.source, []).append(copy)
    credits_of = {annotated.article.id: _read_credits(annotated) for annotated in articles}

    def origins_of(ids: Sequence[str]) -> Origins:
        asked = [reports[key] for key in sorted(set(ids)) if key in reports]
        ties = [
            *_tie_by_article(asked),
            *_tie_by_holder(asked, named),
            *_tie_by_passage(asked, copies_of),
            *_tie_by_family(asked),
            *_tie_by_credit(asked, credits_of),
        ]
        keys = [report.id for report in asked]
        proven = cluster_records(keys, [Link(1.0, tie.a, tie.b) for tie in ties if tie.certain])
        possible = cluster_records(keys, [Link(1.0, tie.a, tie.b) for tie in ties])
        n_named = sum(any(reports[key].holder in named for key in group) for group in possible)
        return Origins(
            reports=len(asked),
            lower=max(n_named, min(1, len(asked))),
            upper=len(proven),
            groups=proven,
            why=tuple(_unique(ties)),
        )

    return origins_of


def _unique(ties: Iterable[Tie]) -> list[Tie]:
    """Give the ties in order, each pair once for each reason."""
    kept: dict[tuple[str, str, str], Tie] = {}
    for tie in ties:
        kept.setdefault((tie.a, tie.b, tie.because.value), tie)
    return [kept[key] for key in sorted(kept)]


def _read_reports(
    articles: Sequence[AnnotatedArticle],
    families: Iterable[QuoteFamily],
    named: Mapping[str, Entity],
    speakers: Mapping[str, str],
) -> dict[str, _Report]:
    family_of = {member.attribution: (family.id, member.change) for family in families for member in family.members}
    holders_of_form: dict[str, set[str]] = {}
    for entity in named.values():
        for form in entity.forms:
            holders_of_form.setdefault(form, set()).add(entity.id)
    reports = {}
    for annotated in articles:
        article_id = annotated.article.id
        for attribution in annotated.attributions:
            family, change = family_of.get(attribution.id, (None, None))
            reports[attribution.id] = _Report(
                id=attribution.id,
                place=Place(article=article_id, span=attribution.extent),
                holder=speakers.get(attribution.id),
                family=family,
                change=change,
                via=tuple((key_of_name(hop.name), hop.span) for hop in attribution.via if not _is_any(hop)),
            )
        for figure in annotated.figures:
            inside = reports.get(figure.attribution or "")
            bearers = holders_of_form.get(figure.according_to or "", set())
            reports[figure.id] = _Report(
                id=figure.id,
                place=Place(article=article_id, span=figure.span),
                holder=inside.holder if inside else next(iter(bearers)) if len(bearers) == 1 else None,
                family=inside.family if inside else None,
                change=inside.change if inside else None,
                via=inside.via if inside else (),
            )
    return reports


def _is_any(hop: Hop) -> bool:
    """Say whether a step may be another in each article: "a letter", "court papers"."""
    return hop.kind is HopKind.DOCUMENT and hop.name.islower()


def _read_credits(annotated: AnnotatedArticle) -> tuple[Credit, ...]:
    """Give an article's credits; a publisher that is credited elsewhere counts as its own credit, without a span."""
    own = key_of_publisher(annotated.article)
    found = find_credits(annotated.article)
    return (*found, Credit(key=own, span=Span(0, 0), whole=True)) if own else found


def _tie(a: _Report, b: _Report, because: TieReason, certain: bool, *evidence: Place) -> Tie:
    first, second = sorted((a, b), key=lambda report: report.id)
    places = evidence or (first.place, second.place)
    return Tie(a=first.id, b=second.id, because=because, certain=certain, evidence=places)


def _in_groups(reports: Iterable[_Report], keys: Callable[[_Report], Iterable[str]]) -> list[list[_Report]]:
    groups: dict[str, list[_Report]] = {}
    for report in reports:
        for key in keys(report):
            groups.setdefault(key, []).append(report)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]


def _tie_by_article(reports: Sequence[_Report]) -> list[Tie]:
    """Tie what one article says in one voice; its own voice may give what a speaker in it said."""
    ties = []
    for group in _in_groups(reports, lambda report: (report.place.article,)):
        first_of: dict[str | None, _Report] = {}
        for report in group:
            first = first_of.setdefault(report.holder, report)
            if first is not report:
                ties.append(_tie(first, report, TieReason.SAME_ARTICLE, True))
        own, others = first_of.get(None), [report for holder, report in first_of.items() if holder is not None]
        if own is not None and len(others) == 1:
            ties.append(_tie(own, others[0], TieReason.SAME_ARTICLE, False))
    return ties


def _tie_by_holder(reports: Sequence[_Report], named: Mapping[str, Entity]) -> list[Tie]:
    """Tie the reports of one holder; a body and a part of it, by their names, may be one."""
    ties = []
    first_of: dict[str, _Report] = {}
    for group in _in_groups(reports, lambda report: (report.holder,) if report.holder else ()):
        ties += [_tie(group[0], other, TieReason.SAME_HOLDER, True) for other in group[1:]]
    for report in reports:
        if (
            report.holder
            and report.holder in named
            and named[report.holder].kind in (EntityKind.ORGANISATION, EntityKind.PLACE)
        ):
            first_of.setdefault(report.holder, report)
    keys = {holder: set(key_of_body(named[holder].name)) for holder in first_of}
    holders = sorted(first_of)
    for index, a in enumerate(holders):
        for b in holders[index + 1 :]:
            if keys[a] < keys[b] or keys[b] < keys[a]:
                ties.append(_tie(first_of[a], first_of[b], TieReason.SAME_HOLDER, False))
    return ties


def _tie_by_passage(reports: Sequence[_Report], copies_of: Mapping[str, Sequence[Copy]]) -> list[Tie]:
    """Tie reports that stand at one place of a copied passage."""
    by_article: dict[str, list[_Report]] = {}
    for report in reports:
        by_article.setdefault(report.place.article, []).append(report)
    ties = []
    for source in sorted(by_article):
        for copy in copies_of.get(source, ()):
            for passage in copy.passages if copy.target in by_article else ():
                for there in by_article[source]:
                    for here in by_article[copy.target]:
                        if _same_place(passage.source, there.place.span, passage.target, here.place.span):
                            evidence = (
                                Place(article=source, span=passage.source),
                                Place(article=copy.target, span=passage.target),
                            )
                            ties.append(_tie(there, here, TieReason.COPIED_PASSAGE, True, *evidence))
    return ties


def _same_place(source: Span, there: Span, target: Span, here: Span) -> bool:
    inside = source.contains(there) and target.contains(here)
    return inside and abs((there.start - source.start) - (here.start - target.start)) <= _DRIFT


def _tie_by_family(reports: Sequence[_Report]) -> list[Tie]:
    """Tie the wordings of one utterance, the first of those that say the same words with each other."""
    ties = []
    for group in _in_groups(reports, lambda report: (report.family,) if report.family else ()):
        plain = [report for report in group if report.change in (Change.VERBATIM, Change.CUT, Change.JOINED)]
        ties += [_tie(plain[0], other, TieReason.SAME_UTTERANCE, True) for other in plain[1:]]
        first = plain[0] if plain else group[0]
        ties += [
            _tie(first, other, TieReason.SAME_UTTERANCE, False)
            for other in group
            if other not in plain and other is not first
        ]
    return ties


def _tie_by_credit(reports: Sequence[_Report], credits_of: Mapping[str, Sequence[Credit]]) -> list[Tie]:
    """Tie what two articles give in their own voice under one agency's name, or from nobody named by one go-between."""
    ties = []
    for group in _in_groups(reports, lambda report: {key: None for key, _ in report.via}):
        lost = [report for report in group if report.holder is None]
        ties += [_tie(lost[0], other, TieReason.SAME_CREDIT, True) for other in lost[1:]]
    own = [report for report in reports if report.holder is None and not report.via]
    credit_of = {
        (report.id, credit.key): credit
        for report in own
        for credit in reversed(credits_of.get(report.place.article, ()))
    }
    keys_of = {report.id: [key for (holder, key) in credit_of if holder == report.id] for report in own}
    for group in _in_groups(own, lambda report: keys_of[report.id]):
        shared = set(keys_of[group[0].id]).intersection(*(keys_of[report.id] for report in group))
        for other in group[1:]:
            for key in sorted(shared):
                a, b = credit_of[group[0].id, key], credit_of[other.id, key]
                places = [
                    Place(article=report.place.article, span=credit.span)
                    for report, credit in ((group[0], a), (other, b))
                    if credit.span.end
                ]
                if places:  # two articles of one outlet share a publisher, not an origin
                    ties.append(_tie(group[0], other, TieReason.SAME_CREDIT, a.whole and b.whole, *places))
    return ties
