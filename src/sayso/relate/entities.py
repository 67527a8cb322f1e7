"""Entities: the mentions of many articles become people, organisations and places, each once.

Invariant: an entity's name and forms are cut from texts, and two people with one surname stay two: what cannot be told
apart for certain is left alone, not guessed.
"""

from __future__ import annotations

import re
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
from sayso.relate.credits import find_agency
from sayso.relate.generations import NamedPerson, find_needless, without_generation
from sayso.relate.names import (
    PersonKey,
    find_acronyms,
    frame_of,
    initials_of,
    key_of_body,
    key_of_person,
    names_country,
    same_given,
    split_name,
)
from sayso.relate.nationals import tie_nationals, without_country
from sayso.relate.surnames import calls_by_surname, find_meant, full_given

_LEFT_OUT = 2  # first words of a longer name
JUDGED_AS = "name"  # the kind of a `Judgement` whose ``a`` and ``b`` are names of entities


_Key = tuple[str, EntityKind, str]  # article, kind and name of a chain


class Named(NamedTuple):
    """The entities of a pile, and the entity id of each attribution whose speaker is known."""

    entities: tuple[Entity, ...]
    speakers: Mapping[str, str]


@dataclass(slots=True)
class _Chain:
    """All that one article says of one entity.

    ``roles`` are the last words of the titles and roles beside its names, ``titles`` say whether it is "m" (Mr), "f"
    (Ms) or "w" (Mrs: perhaps by her husband's name). ``offices`` are whole roles, as compared, that name a country too.
    """

    article: str
    kind: EntityKind
    name: str
    named: bool
    forms: Counter[str] = field(default_factory=Counter)
    places: list[Span] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    offices: set[tuple[str, ...]] = field(default_factory=set)


def find_entities(
    articles: Sequence[AnnotatedArticle], copies: Iterable[Copy] = (), judgements: Iterable[Judgement] = ()
) -> Named:
    """Merge mentions across articles into entities, sorted by id.

    Block by the key of the name, compare given names and acronyms, cluster under the judgements. A source without a
    name stays within its article, but where a copied passage holds it.
    """
    ordered = sorted(articles, key=lambda each: each.article.rank)
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
    links = [
        *_link_people(labels),
        *_link_shortened(labels),
        *_link_bodies(labels, ordered),
        *_link_offices(chains, labels),
        *_link_copied(chains, labels, ordered, copies),
    ]
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


_PAST = re.compile(r"\b(?:former|ex|then|late|deputy|acting|next|incoming|outgoing)\b", re.IGNORECASE)


def _read_office(role: str) -> set[tuple[str, ...]]:
    """Read a role that only one can hold at a time: of a country, definite, and now."""
    if _PAST.search(role) or re.match(r"an?\s", role, re.IGNORECASE):
        return set()
    key = key_of_body(role)
    return {key} if len(key) > 1 and names_country(key) and not key[-1].endswith("als") else set()


_GROUP = re.compile(r"(?:crats|cans|ians|ists|atives|erals|makers|ors)$")  # House Democrats are not all Democrats
_TITLES = {"Mr": "m", "Sir": "m", "Lord": "m", "Ms": "f", "Miss": "f", "Dame": "f", "Mrs": "w"}
_TITLE = re.compile(rf"\b({'|'.join(_TITLES)})\.?\s{{1,2}}\Z")


def _add_mention(chains: dict[_Key, _Chain], mention: Mention, text: str) -> None:
    key = (mention.article_id, mention.kind, mention.chain)
    chain = chains.get(key)
    named = mention.form is MentionForm.NAME and mention.kind is not EntityKind.UNNAMED
    if chain is None:
        chain = chains[key] = _Chain(mention.article_id, mention.kind, mention.chain, named)
    if named and not chain.named:  # the names count, once there is one; a role is no form of a named entity
        chain.named, chain.forms, chain.places = True, Counter(), []
    if named:
        if mention.role is not None and (words := mention.role.cut(text).split()):
            chain.roles.add(words[-1].casefold().rstrip("."))
            chain.offices |= _read_office(mention.role.cut(text))
        if title := _TITLE.search(text, max(0, mention.span.start - 10), mention.span.start):
            chain.titles.add(_TITLES[title[1]])
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


_BODIES = (EntityKind.PLACE, EntityKind.ORGANISATION)


def _label_chains(chains: Mapping[_Key, _Chain]) -> dict[_Key, str]:
    """Give each chain a label that all chains of one name share; `_link_people` reads surname and given name from it.

    A bare surname goes to the only person who bears it, to the only bearer with its title or role, or to whom it nearly
    always means (`find_meant`); else it stays within its article.
    """
    people = _read_people(chains)
    bearers: dict[str, Counter[str]] = {}
    called: dict[str, Counter[str]] = {}  # the bearers whom an article calls by the surname alone, too
    full: dict[str, dict[str, list[_Chain]]] = {}
    here: dict[tuple[str, str], set[str]] = {}  # the given names that an article gives with a surname, "" for none
    for key, chain in chains.items():
        if chain.named and chain.kind in (EntityKind.PERSON, EntityKind.OTHER):
            person = people[key]
            given = full_given(person.given)
            here.setdefault((chain.article, person.surname), set()).add(given)
            if chain.kind is EntityKind.PERSON:
                bearers.setdefault(person.surname, Counter())[given] += 1
                if len(given) > 1:
                    full.setdefault(person.surname, {}).setdefault(given, []).append(chain)
                    called.setdefault(person.surname, Counter())[given] += calls_by_surname(chain.forms, person)
    meant = {surname: find_meant(given, called.get(surname, {})) for surname, given in bearers.items()}
    bodies = {key_of_body(chain.name) for chain in chains.values() if chain.kind in _BODIES}
    labels = {}
    for key, chain in chains.items():
        person = people[key]
        beside = here.get((chain.article, person.surname), set())
        whose: str | None = full_given(person.given)
        if not chain.named:
            labels[key] = f"unnamed|{chain.article}|{chain.name}"
        elif chain.kind is EntityKind.PERSON:
            if not whose:
                whose = _resolve_surname(chain, meant[person.surname], full.get(person.surname, {}))
            labels[key] = f"person|{person.surname}|" + (whose if whose is not None else f"|{chain.article}")
        elif (
            chain.kind is EntityKind.OTHER
            and not _GROUP.search(chain.name)
            and (bearer := _known_bearer(person, bearers, meant, beside)) is not None
            and (bearer or key_of_body(chain.name) not in bodies)  # "Biarritz", which one article takes for a person
        ):
            labels[key] = f"person|{person.surname}|{bearer}"
        else:
            labels[key] = "body|" + " ".join(key_of_body(chain.name))
    return labels


def _read_people(chains: Mapping[_Key, _Chain]) -> dict[_Key, PersonKey]:
    """Read each chain's name as a person's; a "Jr." is left out where it tells nobody apart."""
    named = [NamedPerson(chain.article, chain.name, chain.forms) for chain in chains.values() if chain.named]
    needless = find_needless(named)
    keys = {key: key_of_person(chain.name) for key, chain in chains.items()}
    keys = {key: without_generation(read) if chains[key].name in needless else read for key, read in keys.items()}
    return {key: without_country(read) if key[1] is EntityKind.OTHER else read for key, read in keys.items()}


def _known_bearer(
    person: PersonKey, bearers: Mapping[str, Mapping[str, int]], meant: Mapping[str, str | None], beside: set[str]
) -> str | None:
    """Give the given name of the person whom a name of no known kind names.

    "Peskov" beside "Dmitry Peskov", and "Dmitri Peskov" in an article that does not show him to be a person, or that
    calls him "Peskov" too. ``beside`` are the given names that the article has with the surname.
    """
    if not person.given:
        alone = [given for given in beside if given]
        return alone[0] if len(alone) == 1 else meant.get(person.surname)  # "" for one who is a lone name in both
    first = person.given[:1]
    known = any(given and same_given(first, (given,)) for given in bearers.get(person.surname, {}))
    return full_given(person.given) if first and (known or ("" in beside and len(person.given) == 1)) else None


def _resolve_surname(chain: _Chain, meant: str | None, bearers: Mapping[str, Sequence[_Chain]]) -> str | None:
    """Give the given name of the person whom a bare surname names: ``None`` where it is not clear, "" for nobody known.

    "Mrs. Harmon" is not John Harmon, and "Ms. Lee" nobody who is a Mr. elsewhere.
    """
    fitting = [given for given, named in sorted(bearers.items()) if _titles_fit(chain.titles, named)]
    if not fitting:
        return None if bearers else meant
    if meant in fitting:
        return meant
    same_role = [given for given in fitting if any(chain.roles & other.roles for other in bearers[given])]
    one = same_role[0] if same_role else None
    if one is not None and all(same_given(tuple(one.split()), tuple(other.split())) for other in same_role):
        return one
    return fitting[0] if len(fitting) == 1 and len(bearers) > 1 and chain.titles else None


def _titles_fit(titles: set[str], bearer: Sequence[_Chain]) -> bool:
    theirs = set[str]().union(*(chain.titles for chain in bearer))
    if "w" in titles:
        return bool(theirs & {"w", "f"})
    if "f" in titles:
        return theirs != {"m"}
    return "m" not in titles or not theirs or "m" in theirs


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
            links += [
                Link(0.9, label, other)
                for name, other in full[index + 1 :]
                if same_given(tuple(given.split()), tuple(name.split())) and _is_clear(given, name, full)
            ]
        for given, label in bearers:
            if len(given) == 1:
                same = [(name, other) for name, other in full if name[0] == given]
                if same and all(same_given(tuple(name.split()), tuple(same[0][0].split())) for name, _ in same):
                    links += [Link(0.7, label, other) for _, other in same]
    for spelt in by_frame.values():
        for index, (surname, given, label) in enumerate(spelt):
            links += [
                Link(0.6, label, other)
                for other_surname, name, other in spelt[index + 1 :]
                if surname != other_surname
                and len(name) > 1
                and len(given) > 1
                and same_given(tuple(given.split()), tuple(name.split()))
            ]
    return links


def _link_shortened(labels: Mapping[_Key, str]) -> list[Link]:
    """Link "Elena Rohde" to the one Maria Elena Rohde: the last words of a longer name, two at least."""
    full: dict[tuple[str, ...], set[str]] = {}
    for (_, kind, name), label in labels.items():
        words = split_name(name)
        if kind is EntityKind.PERSON:
            for begin in range(1, min(len(words) - 1, _LEFT_OUT + 1)):
                full.setdefault(words[begin:], set()).add(label)
    links = set()
    for (_, kind, name), label in labels.items():
        longer = full.get(split_name(name), set()) if kind in (EntityKind.PERSON, EntityKind.OTHER) else set()
        if len(longer) == 1 and label not in longer:
            links.add(Link(0.7, label, *longer))
    return sorted(links)


def _is_clear(one: str, other: str, full: Sequence[tuple[str, str]]) -> bool:
    """Say whether two given names may be linked: with a George W. and a George H.W., "George Bush" is neither."""
    short, *_ = sorted((one, other), key=lambda given: (" " in given, given))
    if " " in short:
        return True
    fuller = {name.split()[1][0] for name, _ in full if " " in name and same_given((short,), tuple(name.split()))}
    return len(fuller) <= 1


def _link_bodies(labels: Mapping[_Key, str], articles: Sequence[AnnotatedArticle]) -> list[Link]:
    """Link an acronym to the one full name that the texts tie it to, and the names of one news agency."""
    known = set(labels.values())
    full_names: dict[str, set[str]] = {}
    for annotated in articles:
        for acronym, full_name in find_acronyms(annotated.article.text):
            full_names.setdefault("body|" + " ".join(key_of_body(acronym)), set()).add(
                "body|" + " ".join(key_of_body(full_name))
            )
    for acronym, names in _match_initials(labels):
        full_names.setdefault(acronym, names)
    agencies: dict[str, set[str]] = {}
    for (_, kind, name), label in labels.items():
        may_be = kind in (EntityKind.ORGANISATION, EntityKind.OTHER) and not label.startswith("person|")
        if may_be and (agency := find_agency(name)) is not None:  # Michael Bloomberg is no agency
            agencies.setdefault(agency, set()).add(label)
    of_one = [Link(0.9, one, min(names)) for names in agencies.values() for one in sorted(names - {min(names)})]
    bodies = ((name, kind, label) for (_, kind, name), label in labels.items() if label.startswith("body|"))
    of_one += [Link(0.8, full, short) for full, short in tie_nationals(bodies) if full != short]
    return of_one + [
        Link(0.9, acronym, full)
        for acronym, names in sorted(full_names.items())
        if acronym in known and _are_one(names)
        for full in names & known
        if full != acronym
    ]


def _match_initials(labels: Mapping[_Key, str]) -> list[tuple[str, set[str]]]:
    """Find the acronyms that are the initials of a body's name: "FDA", where no text says what it stands for."""
    acronyms: dict[str, str] = {}
    full: dict[str, set[str]] = {}
    for (_, kind, name), label in labels.items():
        if kind not in (EntityKind.ORGANISATION, EntityKind.OTHER) or not label.startswith("body|"):
            continue
        letters, words = name.replace(".", ""), re.findall(r"[\w.-]+", name)
        if letters.isalpha() and letters.isupper() and 3 <= len(letters) <= 6:
            acronyms[letters.lower()] = label
        elif len(words) + name.count("-") >= 3 and name[0].isupper():
            country = len(words[0].replace(".", "")) == 2 and words[0].isupper()  # "U.S. Food and Drug Administration"
            for initials in initials_of(words) | (initials_of(words[1:]) if country else frozenset()):
                full.setdefault(initials, set()).add(label)
    return [(label, full[letters]) for letters, label in sorted(acronyms.items()) if letters in full]


def _are_one(names: set[str]) -> bool:
    """Say whether names as labelled are one body's: all words of the shortest stand in the others."""
    shortest, *others = sorted((set(name.split("|")[1].split()) for name in names), key=len)
    return all(shortest < other for other in others)


def _link_offices(chains: Mapping[_Key, _Chain], labels: Mapping[_Key, str]) -> list[Link]:
    """Link "Ukraine's foreign minister" to the one person whom another article calls so by name."""
    holders: dict[tuple[str, ...], set[str]] = {}
    for key, chain in chains.items():
        if chain.named:
            for office in chain.offices:
                holders.setdefault(office, set()).add(labels[key])
    links = []
    for key, chain in chains.items():
        if not chain.named:
            held = [holder for office in sorted(_read_office(chain.name)) for holder in sorted(holders.get(office, ()))]
            links += [Link(0.8, labels[key], held[0])] if len(held) == 1 else []
    return links


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
    chains = [chain for chain in chains if chain.named] or chains  # a role is no form of a named entity
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
    """Choose the most frequent form: of a person's that has a given name, of a country's that is its own name."""
    if kind is EntityKind.PERSON:
        return next((form for form in ranked if len(split_name(form)) > 1 and key_of_person(form).given), ranked[0])
    if kind is EntityKind.PLACE and not ranked[0].replace(".", "").isupper():  # "Turkey" for "Turkish", but "US"
        own = next((form for form in ranked if set(split_name(form)) == set(key_of_body(form))), None)
        return own or min((form for form in ranked if ranked[0].startswith(form) and len(form) > 2), key=len)
    return ranked[0]
