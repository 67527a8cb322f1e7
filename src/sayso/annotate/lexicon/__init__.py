"""The words of a language that the rules know, as data: adding a language is adding a folder of lists.

Invariant: a lexicon is read once, never changes, and holds only lower-case words but for proper names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.annotate.lexicon.inflection import inflect
from sayso.model.annotation import Basis

_CALLED = "called "  # begins a section


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWord:
    """One form of a cue verb: its basis, and whether it reports only beside "that", a colon or a quotation."""

    lemma: str
    basis: Basis
    weak: bool
    participle: bool  # an -ing form
    thought: bool = False  # thinks rather than says
    noun: bool = False  # the same form is a common noun ("the report", "two claims")

    @property
    def says(self) -> bool:
        """Whether it says by itself: neither a verb of thinking nor one that reports only beside what announces it."""
        return not (self.weak or self.thought)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything the rules look up. Sets hold lower-case words; ``cues`` maps each form of each cue verb."""

    cues: Mapping[str, CueWord]
    particles: frozenset[str]  # forms of cue verbs with a particle: "pointed out"
    cue_words: frozenset[str]  # the words that begin a form: "pointed"
    roles: frozenset[str]
    organisation_nouns: frozenset[str]
    documents: frozenset[str]
    unnamed: frozenset[str]
    closed: Mapping[str, frozenset[str]]
    titles: Mapping[str, str]
    organisation_words: frozenset[str]
    organisation_names: frozenset[str]
    called: Mapping[str, frozenset[str]]  # a noun to the names of bodies that news calls so
    first_names: Mapping[str, str]
    places: frozenset[str]
    demonyms: Mapping[str, str]  # adjective or capital, lower case, to country
    peoples: frozenset[str]  # "ukrainians"
    countries: frozenset[str]  # all in lower case
    not_names: frozenset[str]
    abbreviations: frozenset[str]
    states: frozenset[str]  # how copy shortens the states of a country: "wis", "d.c"
    american_states: frozenset[str]
    outlets: Mapping[str, str]  # name as written to its kind: agency, broadcaster, outlet
    speaker_nouns: frozenset[str]  # nouns that can head a source
    happening_nouns: Mapping[str, str]  # "shooting", "slaying" to the family of what they name
    happening_verbs: Mapping[str, str]  # and so forms of verbs: "shot", "killed"
    planned: frozenset[str]  # families of what is told of before it happens: "election"
    joined_by_of: frozenset[str]  # words of a name that "of" may follow
    breaks: frozenset[str]  # words at which a noun phrase ends, going left


def _sections(language: str, name: str) -> Iterator[tuple[str, str]]:
    section = ""
    text = files(__package__).joinpath(language, f"{name}.txt").read_text("utf-8")
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif line and not line.startswith("#"):
            yield section, line


def _words(language: str, name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for section, line in _sections(language, name):
        found.setdefault(section, set()).update(line.split())
    return {section: frozenset(words) for section, words in found.items()}


def _cues(language: str) -> dict[str, CueWord]:
    cues: dict[str, CueWord] = {}
    nouns = frozenset().union(*(line.split() for section, line in _sections(language, "nouns") if section == "act"))
    for section, line in _sections(language, "cues"):
        name, _, strength = section.rpartition(" ") if section.endswith((" weak", " thought")) else (section, "", "")
        weak, basis = strength == "weak", Basis(name)
        verb, _, particle = line.partition(" ")
        lemma = f"{verb.split('/')[0]} {particle}".strip()
        for form in inflect(verb):
            key = f"{form} {particle}".strip()
            bare = form in {verb, inflect(verb)[1]}
            noun = bare and verb in nouns
            word = CueWord(
                lemma=lemma,
                basis=basis,
                weak=weak or noun,
                participle=form.endswith("ing"),
                noun=noun,
                thought=strength == "thought",
            )
            if key not in cues or (cues[key].weak and not weak):
                cues[key] = word
    return cues


def _happenings(language: str, kind: str) -> dict[str, str]:
    found = ((section.split()[:2], line) for section, line in _sections(language, "happenings"))
    return {word: family for (part, family), line in found if part == kind for word in line.split()}


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Read the lexicon of a language from its folder of lists."""
    nouns = _words(language, "nouns")
    cues = _cues(language)
    demonyms: dict[str, str] = {}
    places: set[str] = {line.lower() for _, line in _sections(language, "places")}
    for _, line in _sections(language, "countries"):
        country, people, capitals = line.split("|")
        places.add(country.lower())
        demonyms.update({word.lower(): country for word in people.split(",") if word})
        for capital in filter(None, capitals.split(",")):
            places.add(capital.lower())
            demonyms.setdefault(capital.lower(), country)
    organisations = _words(language, "organisations")
    closed = _words(language, "closed")
    roles = nouns["role"] | frozenset(noun + "s" for noun in nouns["role"])
    organisation_nouns = nouns["organisation"] | frozenset(noun + "s" for noun in nouns["organisation"])
    documents = nouns["document"] | frozenset(noun + "s" for noun in nouns["document"])
    titles = dict(line.split() for _, line in _sections(language, "titles"))
    shortened = _words(language, "abbreviations")
    abbreviations = frozenset().union(*shortened.values())
    return Lexicon(
        cues=cues,
        particles=frozenset(key for key in cues if " " in key),
        cue_words=frozenset(key.split()[0] for key in cues),
        roles=roles,
        organisation_nouns=organisation_nouns,
        documents=documents,
        unnamed=nouns["unnamed"],
        closed=closed,
        titles=titles,
        organisation_words=organisations["suffix"],
        organisation_names=organisations["name"],
        called={noun.removeprefix(_CALLED): names for noun, names in organisations.items() if noun.startswith(_CALLED)},
        first_names={name: section for section, line in _sections(language, "first_names") for name in line.split()},
        places=frozenset(places),
        demonyms=demonyms,
        peoples=frozenset(demonym + "s" for demonym in demonyms),
        countries=frozenset(country.lower() for country in demonyms.values()),
        not_names=frozenset().union(*_words(language, "not_names").values()),
        abbreviations=abbreviations,
        states=shortened["state"],
        american_states=frozenset(line.lower() for kind, line in _sections(language, "places") if kind == "state"),
        outlets={line.partition(" ")[2]: line.partition(" ")[0] for _, line in _sections(language, "agencies")},
        speaker_nouns=roles | organisation_nouns | documents | nouns["unnamed"],
        joined_by_of=organisations["suffix"] | roles,
        happening_nouns=_happenings(language, "noun"),
        happening_verbs=_happenings(language, "verb"),
        planned=frozenset(
            name.split()[1] for name, _ in _sections(language, "happenings") if name.endswith(" planned")
        ),
        breaks=closed["subordinator"] | closed["auxiliary"] - {"'s", "’s"},
    )
