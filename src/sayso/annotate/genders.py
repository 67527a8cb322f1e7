"""Whether a person of an article is a man or a woman, as far as titles, roles, first names and pronouns tell.

Invariant: where the signs of one person disagree, those that stand beside the name count before the first name if they
agree and are several: a lone "Mrs. Lang" may be another than Peter Lang.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.annotate.lexicon import Lexicon
from sayso.model.annotation import EntityKind, Mention

# First names that men and women bear: they tell nothing.
EITHER = frozenset(
    "alex alexis andrea ashley casey chris dana devon drew jackie jamie jan jean jessie jordan kelly kerry kim lee "
    "leslie lynn morgan nicola pat robin sam sandy sasha shannon stacy stacey taylor terry tracy".split()
)
_WOMEN = frozenset(
    "actress anchorwoman assemblywoman aunt businesswoman chairwoman congresswoman councilwoman daughter forewoman "
    "girl girlfriend granddaughter grandmother heiress hostess mother niece policewoman schoolgirl sister spokeswoman "
    "stateswoman stepdaughter stepmother widow wife woman".split()
)
_MEN = frozenset(
    "anchorman assemblyman boy boyfriend brother businessman chairman congressman councilman father fireman foreman "
    "fisherman gentleman grandfather grandson husband man nephew policeman salesman schoolboy son spokesman statesman "
    "stepfather stepson uncle widower".split()
)
_BESIDE = 24  # code points before a name
# "Rohde said she", "Rohde, who has her doubts": the pronoun is the subject's own
_OWN = re.compile(
    r"(?:,? who)? (?:says?|said|added|adds|thinks?|thought|believes?|believed|argued|argues|noted|insisted|insists) "
    r"(?:[A-Z][a-z]+day )?(?:that )?(?P<word>he|she)\b|"
    r",? and (?P<own>his|her) (?:wife|husband|family|children|campaign|team|son|daughter|staff|colleagues)\b|"
    r" (?P<self>himself|herself)\b"
)


def gender_of_word(word: str, lexicon: Lexicon) -> str | None:
    """Tell the gender, "m" or "f", that a title or role says: "congresswoman", "Mrs."; ``None`` where it says none."""
    word = word.rstrip(".").lower()
    if word in _WOMEN or word in _MEN:
        return "f" if word in _WOMEN else "m"
    gender = lexicon.titles.get(word, "-")
    return None if gender == "-" else gender


def find_genders(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> Mapping[str, str]:
    """Map each chain whose gender is told to "m" or "f"; linear in the mentions."""
    told: dict[str, list[str]] = {}
    named: dict[str, str] = {}
    for mention in mentions:
        if gender := _gender_beside(text, mention, lexicon):
            told.setdefault(mention.chain, []).append(gender)
        if gender := _gender_of_name(mention, lexicon):
            named.setdefault(mention.chain, gender)
    beside = {
        chain: genders[0]
        for chain, genders in told.items()
        if chain not in named or (len(genders) > 1 and named[chain] not in genders)
    }
    owned: dict[str, list[str]] = {}
    for mention in mentions:
        known = mention.chain in beside or mention.chain in named
        if known or mention.kind not in {EntityKind.PERSON, EntityKind.OTHER}:
            continue
        match = _OWN.match(text, mention.span.end, mention.span.end + 60)
        if match is not None:
            word = match["word"] or match["own"] or match["self"]
            owned.setdefault(mention.chain, []).append("m" if word in {"he", "his", "himself"} else "f")
    agreed = {chain: genders[0] for chain, genders in owned.items() if len(set(genders)) == 1}
    return {**agreed, **named, **beside}


def _gender_beside(text: str, mention: Mention, lexicon: Lexicon) -> str | None:
    """Tell a gender from a title or a role beside the name ("Mrs", "the actress")."""
    before = text[max(0, mention.span.start - _BESIDE) : mention.span.start].split()
    role = re.split(r" (?:of|for|to) ", mention.role.cut(text))[0].split() if mention.role is not None else []
    for word in (*reversed(before[-1:]), *reversed(role)):
        if gender := gender_of_word(word, lexicon):
            return gender
    return None


def _gender_of_name(mention: Mention, lexicon: Lexicon) -> str | None:
    first = mention.chain.split()[0].lower()
    return None if first in EITHER else lexicon.first_names.get(first)
