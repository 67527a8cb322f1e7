"""What is new in a pile, given which of its articles were read before.

Invariant: a pure function of the dossier, the ids known and the changes of pages; an item is new when none of its
evidence stands in words that were known. Words are known where their article is, or where a new version left them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from sayso.model.annotation import Attribution, Figure
from sayso.model.dossier import Dossier, Relations
from sayso.model.news import ChangedArticle, NewOrigin, News, NewSide
from sayso.model.relation import Origins
from sayso.model.span import Span, overlaps_any

_IsNew = Callable[[str], bool]


def what_is_new(
    dossier: Dossier, *, since: str, known: Collection[str], changed: Sequence[ChangedArticle] = ()
) -> News:
    """Say what is new in a dossier.

    Args:
        dossier: the pile as it is now.
        since: what to call that time; it is only passed on.
        known: ids of the articles that were read by then.
        changed: the articles that took the place of a known version of them, with what changed.
    """
    articles = [annotated.article.id for annotated in dossier.articles]
    anew = frozenset(articles).difference(known)
    rewritten = {
        each.article: tuple(sorted(change.after for change in each.changes if change.after is not None))
        for each in changed
    }

    def is_new_at(article: str, spans: Iterable[Span]) -> bool:
        if article not in anew:
            return False
        return article not in rewritten or any(overlaps_any(span, rewritten[article]) for span in spans)

    new_attributions = {a.id for a in dossier.attributions() if is_new_at(a.article_id, a.content)}
    new_figures = {f.id for f in dossier.figures() if is_new_at(f.article_id, (f.span,))}
    relations = dossier.relations

    def is_new(report: str) -> bool:
        return report in new_attributions or report in new_figures

    return News(
        since=since,
        articles=tuple(id_ for id_ in articles if id_ in anew),
        speakers=_speakers(relations, is_new),
        quotes=_quotes(dossier.attributions(), relations, is_new),
        figures=_figures(dossier.figures(), relations, is_new),
        sides=tuple(_sides(relations, is_new)),
        origins=tuple(_origins(relations, is_new)),
        changed=tuple(changed),
    )


def _speakers(relations: Relations, is_new: _IsNew) -> tuple[str, ...]:
    heard = {entity for attribution, entity in relations.speakers.items() if not is_new(attribution)}
    speaking = set(relations.speakers.values())
    return tuple(entity.id for entity in relations.entities if entity.id in speaking and entity.id not in heard)


def _quotes(attributions: Iterable[Attribution], relations: Relations, is_new: _IsNew) -> tuple[str, ...]:
    quoted = _shared_with_known(([m.attribution for m in f.members] for f in relations.quote_families), is_new)
    return tuple(each.id for each in attributions if is_new(each.id) and each.id not in quoted)


def _figures(figures: Iterable[Figure], relations: Relations, is_new: _IsNew) -> tuple[str, ...]:
    held = _shared_with_known((p.figures for quantity in relations.quantities for p in quantity.positions), is_new)
    return tuple(each.id for each in figures if is_new(each.id) and each.id not in held)


def _shared_with_known(groups: Iterable[Sequence[str]], is_new: _IsNew) -> set[str]:
    """Collect all that stands in a group with something known."""
    return {id_ for group in groups if not all(map(is_new, group)) for id_ in group}


def _sides(relations: Relations, is_new: _IsNew) -> Iterator[NewSide]:
    for claim in relations.claims:
        for party in claim.parties:
            if all(map(is_new, party.attributions)):
                yield NewSide(claim=claim.id, side=party.side, speakers=party.speakers, attributions=party.attributions)


def _origins(relations: Relations, is_new: _IsNew) -> Iterator[NewOrigin]:
    counted: list[tuple[str, Origins]] = [(claim.id, claim.origins) for claim in relations.claims]
    counted += [(quantity.id, p.origins) for quantity in relations.quantities for p in quantity.positions]
    for of, origins in counted:
        for group in origins.groups:
            if all(map(is_new, group)):
                yield NewOrigin(of=of, reports=group)
