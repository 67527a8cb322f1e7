"""Entities: the mentions of many articles become people, organisations and places, each once.

Invariant: an entity's name and forms are cut from texts, and two people with one surname stay two: what cannot be told
apart for certain is left alone, not guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sayso.model.annotation import AnnotatedArticle, Attribution, EntityKind, Mention, MentionForm
from sayso.model.ids import derive_id
from sayso.model.judgement import Judgement
from sayso.model.relation import Copy, Entity, Place
from sayso.model.span import Span
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.names import find_acronyms, frame_of, key_of_body, key_of_person, same_given, split_name

CLEARLY = 0.9  # of the articles that name a bearer of a surname in full: whom the bare surname means
JUDGED_AS = "name"  # the kind of a `Judgement` whose ``a`` and ``b`` are names of entities


_Key = tuple[str, EntityKind, str]  # article, kind and name of a chain


class Named(NamedTuple):
    """The entities of a pile, and the entity id of each attribution whose speaker is known."""

    entities: tuple[Entity, ...]
    speakers: Mapping[str, str]


@dataclass(slots=True)
class _Chain:
    """All that one article says of one entity."""

    article: str
    kind: EntityKind
    name: str
    named: bool
    forms: Counter[str] = field(default_factory=Counter)
    places: list[Span] = field(default_factory=list)


def find_entities(
    articles: Sequence[AnnotatedArticle], copies: Iterable[Copy] = (), judgements: Iterable[Judgement] = ()
) -> Named:
    """Merge mentions across articles into entities, sorted by id.

    Block by the key of the name, compare given names and acronyms, cluster under the judgements. A source without a
    name stays within its article, but where a copied passage holds it.
    """
    ordered = sorted(articles, key=lambda each: each.article.id)
    chains: dict[_Key, _Chain] = {}
    chain_of: dict[str, _Key] = {}
    for annotated in ordered:
        for mention in annotated.mentions:
            if mention.form is not MentionForm.PRONOUN:
                _add_mention(chains, mention, annotated.article.text)
        by_span = {mention.span: mention for mention in annotated.mentions}
        for attribution in annotated.attributions:
            if attribution.speaker is not None:
                chain_of[attribution.id] = _chain_of_speaker(chains, annotated, attribution, by_span)
    labels = _label_chains(chains)
    links = [*_link_people(labels), *_link_bodies(labels, ordered), *_link_copied(chains, labels, ordered, copies)]
    groups = cluster_records(sorted(set(labels.values())), links, _relabel(judgements, chains, labels))
    members: dict[str, list[_Key]] = {}
    for key in sorted(chains):
        members.setdefault(labels[key], []).append(key)
    entity_of: dict[_Key, str] = {}
    entities = []
    for group in groups:
        keys = [key for label in group for key in members[label]]
        entity = _make_entity(group[0], [chains[key] for key in keys])
        entities.append(entity)
        entity_of |= dict.fromkeys(keys, entity.id)
    speakers = {attribution: entity_of[key] for attribution, key in sorted(chain_of.items())}
    return Named(tuple(sorted(entities, key=lambda entity: entity.id)), speakers)


def _add_mention(chains: dict[_Key, _Chain], mention: Mention, text: str) -> None:
    key = (mention.article_id, mention.kind, mention.chain)
    chain = chains.get(key)
    named = mention.form is MentionForm.NAME and mention.kind is not EntityKind.UNNAMED
    if chain is None:
        chain = chains[key] = _Chain(mention.article_id, mention.kind, mention.chain, named)
    if named and not chain.named:  # the names count, once there is one; a role is no form of a named entity
        chain.named, chain.forms, chain.places = True, Counter(), []
    if named or not chain.named:
        form = mention.name if mention.name in mention.span.cut(text) else mention.span.cut(text)
        chain.forms[form] += 1
        chain.places.append(mention.span)


def _chain_of_speaker(
    chains: dict[_Key, _Chain],
    annotated: AnnotatedArticle,
    attribution: Attribution,
    by_span: Mapping[Span, Mention],
) -> _Key:
    """Find the chain that an attribution's speaker names; one is made where no mention stands for it."""
    speaker, article = attribution.speaker, annotated.article
    assert speaker is not None  # noqa: S101  (the caller asked)
    mention = by_span.get(speaker.span)
    for kind, name in (
        (mention.kind, mention.chain) if mention else (speaker.kind, speaker.name),
        (speaker.kind, speaker.name),
    ):
        if (article.id, kind, name) in chains:
            return article.id, kind, name
    for key in ((article.id, kind, speaker.name) for kind in EntityKind):
        if key in chains:
            return key
    key = (article.id, speaker.kind, speaker.name)
    form = speaker.name if speaker.name in speaker.span.cut(article.text) else speaker.span.cut(article.text)
    named = speaker.kind is not EntityKind.UNNAMED and form[:1].isupper()
    chains[key] = _Chain(article.id, speaker.kind, speaker.name, named, Counter({form: 1}), [speaker.span])
    return key


def _label_chains(chains: Mapping[_Key, _Chain]) -> dict[_Key, str]:
    """Give each chain a label that all chains of one name share; `_link_people` reads surname and given name from it.

    A bare surname goes to the only person who bears it, or to the one whom nearly all articles mean that give a
    name in full; else it stays within its article.
    """
    bearers: dict[str, Counter[str]] = {}
    for chain in chains.values():
        if chain.named and chain.kind is EntityKind.PERSON:
            person = key_of_person(chain.name)
            bearers.setdefault(person.surname, Counter())[_first_given(person.given)] += 1
    meant = {surname: _most_meant(given) for surname, given in bearers.items()}
    labels = {}
    for key, chain in chains.items():
        if not chain.named:
            labels[key] = f"unnamed|{chain.article}|{chain.name}"
        elif chain.kind is EntityKind.PERSON:
            person = key_of_person(chain.name)
            given = _first_given(person.given) or meant[person.surname]
            labels[key] = f"person|{person.surname}|" + (given if given is not None else f"|{chain.article}")
        elif chain.kind is EntityKind.OTHER and (given := _known_bearer(chain.name, bearers, meant)):
            labels[key] = f"person|{key_of_person(chain.name).surname}|{given}"
        else:
            labels[key] = "body|" + " ".join(key_of_body(chain.name))
    return labels


def _known_bearer(name: str, bearers: Mapping[str, Mapping[str, int]], meant: Mapping[str, str | None]) -> str | None:
    """Give the given name of the person whom a name of no known kind names.

    "Peskov" beside "Dmitry Peskov", and "Dmitri Peskov" in an article that does not show him to be a person.
    """
    person = key_of_person(name)
    if len(split_name(name)) == 1:
        return meant.get(person.surname)
    first = person.given[:1]
    known = any(given and same_given(first, (given,)) for given in bearers.get(person.surname, {}))
    return person.given[0] if first and known else None


def _first_given(given: Sequence[str]) -> str:
    return given[0] if given else ""


def _most_meant(bearers: Mapping[str, int]) -> str | None:
    """Give the given name that a bare surname stands for: "" where nobody bears one, ``None`` where it is not clear."""
    people: dict[str, int] = {}
    for name in sorted(filter(None, bearers), key=lambda name: (-bearers[name], -len(name), name)):
        one = next((other for other in people if same_given((name,), (other,))), name)
        people[one] = people.get(one, 0) + bearers[name]
    if not people:
        return ""
    most = next(iter(people))
    return most if people[most] >= CLEARLY * sum(people.values()) else None


def _link_people(labels: Mapping[_Key, str]) -> list[Link]:
    """Link the labels of one surname whose given names agree."""
    by_surname: dict[str, list[tuple[str, str]]] = {}
    by_frame: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for label in sorted(set(labels.values())):
        parts = label.split("|")
        if parts[0] == "person" and len(parts) == 3:
            by_surname.setdefault(parts[1], []).append((parts[2], label))
            if parts[2] and len(frame_of(parts[1])) >= 4:
                by_frame.setdefault((frame_of(parts[1]), parts[1][:1]), []).append((parts[1], parts[2], label))
    links = []
    for bearers in by_surname.values():
        full = [(given, label) for given, label in bearers if len(given) > 1]
        for index, (given, label) in enumerate(full):
            links += [Link(0.9, label, other) for name, other in full[index + 1 :] if same_given((given,), (name,))]
        for given, label in bearers:
            if len(given) == 1:
                same = [(name, other) for name, other in full if name[0] == given]
                if same and all(same_given((name,), (same[0][0],)) for name, _ in same):
                    links += [Link(0.7, label, other) for _, other in same]
    for spelt in by_frame.values():
        for index, (surname, given, label) in enumerate(spelt):
            links += [
                Link(0.6, label, other)
                for other_surname, name, other in spelt[index + 1 :]
                if surname != other_surname and len(name) > 1 and len(given) > 1 and same_given((given,), (name,))
            ]
    return links


def _link_bodies(labels: Mapping[_Key, str], articles: Sequence[AnnotatedArticle]) -> list[Link]:
    """Link an acronym to the one full name that the texts tie it to."""
    known = set(labels.values())
    full_names: dict[str, set[str]] = {}
    for annotated in articles:
        for acronym, full_name in find_acronyms(annotated.article.text):
            full_names.setdefault("body|" + " ".join(key_of_body(acronym)), set()).add(
                "body|" + " ".join(key_of_body(full_name))
            )
    return [
        Link(0.9, acronym, full)
        for acronym, names in sorted(full_names.items())
        if acronym in known and len(names) == 1
        for full in names & known
        if full != acronym
    ]


def _link_copied(
    chains: Mapping[_Key, _Chain],
    labels: Mapping[_Key, str],
    articles: Sequence[AnnotatedArticle],
    copies: Iterable[Copy],
) -> list[Link]:
    """Link unnamed sources that stand, in the same words, at the same place of a copied passage."""
    texts = {annotated.article.id: annotated.article.text for annotated in articles}
    unnamed: dict[str, list[tuple[Span, str]]] = {}
    for key, chain in chains.items():
        if not chain.named:
            unnamed.setdefault(chain.article, []).extend((span, labels[key]) for span in chain.places)
    links = []
    for copy in copies:
        if copy.source in unnamed and copy.target in unnamed:
            for passage in copy.passages:
                for here, label in unnamed[copy.target]:
                    if passage.target.contains(here):
                        links += [
                            Link(0.9, other, label)
                            for there, other in unnamed[copy.source]
                            if passage.source.contains(there)
                            and abs((there.start - passage.source.start) - (here.start - passage.target.start)) <= 40
                            and there.cut(texts[copy.source]).casefold() == here.cut(texts[copy.target]).casefold()
                        ]
    return links


def _relabel(
    judgements: Iterable[Judgement],
    chains: Mapping[_Key, _Chain],
    labels: Mapping[_Key, str],
) -> list[Judgement]:
    """Turn judgements on names into judgements on labels."""
    of_name: dict[str, set[str]] = {}
    decided = [judgement for judgement in judgements if judgement.kind == JUDGED_AS]
    if decided:
        for key, chain in chains.items():
            for form in chain.forms:
                of_name.setdefault(form, set()).add(labels[key])
    return [
        replace(judgement, a=a, b=b)
        for judgement in decided
        for a in sorted(of_name.get(judgement.a, ()))
        for b in sorted(of_name.get(judgement.b, ()))
        if a != b
    ]


_KIND_ORDER = list(EntityKind)


def _make_entity(label: str, chains: Sequence[_Chain]) -> Entity:
    forms: Counter[str] = Counter()
    kinds: Counter[EntityKind] = Counter()
    for chain in chains:
        forms.update(chain.forms)
        kinds[chain.kind] += len(chain.places)
    kind = min(kinds, key=lambda kind: (-kinds[kind], _KIND_ORDER.index(kind)))
    ranked = sorted(forms, key=lambda form: (-forms[form], -len(form), form))
    places = sorted({(chain.article, span) for chain in chains for span in chain.places})
    return Entity(
        id=derive_id("ent", label),
        name=_choose_name(ranked, kind),
        kind=kind,
        forms=tuple(ranked),
        mentions=tuple(Place(article=article, span=span) for article, span in places),
    )


def _choose_name(ranked: Sequence[str], kind: EntityKind) -> str:
    """Choose the most frequent form; of a person's, the most frequent that has a given name."""
    if kind is EntityKind.PERSON:
        return next((form for form in ranked if len(split_name(form)) > 1 and key_of_person(form).given), ranked[0])
    return ranked[0]
