"""What a name names, told by its own words and by those beside it.

Invariant: nothing outside the sentence is looked at, and where the words do not tell the kind is ``OTHER``.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.name_tokens import is_dateline
from sayso.annotate.roles import is_title
from sayso.annotate.tokens import Token
from sayso.model.annotation import EntityKind

HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "prof"})
ADDRESSED = frozenset("president speaker secretary chairman chairwoman chair mayor minister prime vice justice".split())
_ELECTED = frozenset("sen senator rep representative gov governor judge sheriff congressman congresswoman".split())
_BODIES = frozenset("division unit subsidiary nonprofit charity network website startup lobby".split())
SURNAMES = frozenset("may march april june august day week night".split())  # that are times too
_NAMED_AS_WORDS = frozenset("steel church court post bank".split())  # words of bodies that are surnames too
OF_FIRMS = frozenset(  # what a firm is called too: "its investor Velmik"
    "ally broadcaster broker builder client customer dealer developer employer investor maker owner partner producer "
    "publisher retailer rival shareholder sponsor supplier trader".split()
)
_AREAS = frozenset({"county", "district", "province", "prefecture", "oblast", "peninsula"})
_WORDS = frozenset({"is", "us", "who"})  # bodies only in capitals
# Words that begin or end no person's name: "Republican National Convention" is no Republican of that name.
_NO_FIRST = frozenset(
    "african american central eastern fifth first fourth free national new northern planned second social southern "
    "super third western world".split()
)
NO_LAST = frozenset(
    "act airport amendment arena avenue bowl bridge campaign caucus caucuses convention democrat democrats district "
    "doctrine freedom front games initiative island islands library pac parenthood prize progress project projects "
    "relief republican republicans square stadium street tower towers valley war watch".split()
)


def names_no_person(name: Sequence[Token]) -> bool:
    """Say whether a name of several words is nobody's: "Velm Valley Authority", "Bill of Rights"."""
    return len(name) > 1 and (name[0].lower in _NO_FIRST or name[-1].bare in NO_LAST or name[1].lower == "of")


def kind_of_name(
    name: Sequence[Token],
    title: int,
    tokens: Sequence[Token],
    start: int,
    end: int,
    lexicon: Lexicon,
) -> EntityKind | None:
    """Tell what a name names, or ``None`` for a capitalised word that is none."""
    whole = " ".join(t.bare for t in name)
    homonym = whole in lexicon.places or whole in lexicon.organisation_names or whole in SURNAMES
    if len(name) == 1 and title >= 0 and homonym and _addresses(tokens[start + title].bare):
        return EntityKind.PERSON  # "Mr. Bloomberg", "Rep. Jordan", "Mrs May"
    if (
        whole in lexicon.places
        or name[0].text == whole.upper() == "US"
        or (whole in lexicon.demonyms and whole[-1] not in "ns")
    ):
        return EntityKind.PLACE
    if (
        len(name) == 2
        and name[-1].bare in _NAMED_AS_WORDS
        and name[0].lower in lexicon.first_names
        and name[0].lower not in lexicon.places
    ):
        return EntityKind.PERSON  # "Michelle Steel"
    if (len(name) > 1 and name[-1].bare in _AREAS and name[-2].bare != "school") or is_dateline(
        tokens, start, end, lexicon
    ):
        return EntityKind.PLACE
    if whole in _WORDS and not name[0].text.isupper():
        return None
    outlet = len(name) > 1 and " ".join(t.text for t in name) in lexicon.outlets
    if (
        outlet
        or name[0].text == "The"
        or whole in lexicon.organisation_names
        or name[-1].bare in lexicon.organisation_words
    ):
        return EntityKind.ORGANISATION
    led = title >= 0 and tokens[start + title].bare in lexicon.titles  # "Chairman Sun Wenhai"
    if len(name) > 1 and any(
        t.bare in words for t in name[led:2] for words in (lexicon.organisation_words, lexicon.organisation_nouns)
    ):
        return EntityKind.ORGANISATION
    if len(name) > 2 and any(t.lower in {"for", "on", "and"} for t in name):
        return EntityKind.ORGANISATION  # what `joins_name` joins so
    if any(t.text == "&" for t in tokens[start:end]):
        return EntityKind.ORGANISATION
    timed = whole in lexicon.closed["time"] and whole not in SURNAMES
    if len(name) == 1 and (timed or whole in lexicon.demonyms):
        return None
    if len(name) == 1 and len(name[0].text) > 1 and name[0].text.isupper():
        return EntityKind.ORGANISATION
    if names_no_person(name):
        return EntityKind.ORGANISATION if _is_called_a_body(tokens, end, lexicon) else EntityKind.OTHER
    before = tokens[start - 1] if start else None
    if before is not None and before.lower == "the" and title < 0:
        return EntityKind.OTHER  # "the Anna Maria" is a ship, no woman
    lower_title = before is not None and before.is_word and not before.possessive and is_title(before.bare, lexicon)
    lower_title = lower_title and not (len(name) == 1 and tokens[start - 1].bare in OF_FIRMS)
    if title >= 0 or lower_title or (name[0].lower in lexicon.first_names and len(name) > 1):
        surname = name[-1].bare in lexicon.places or name[-1].bare[-1] not in "nsi"  # Denzel Washington, Dawn French
        people = name[-1].bare in lexicon.demonyms and not surname
        return EntityKind.OTHER if people else EntityKind.PERSON
    if len(name) in {2, 3} and _is_called_a_body(tokens, end, lexicon):
        return EntityKind.ORGANISATION
    if len(name) in {2, 3} and all(t.text[1:].islower() or "-" in t.text for t in name) and _age_follows(tokens, end):
        return EntityKind.PERSON
    return EntityKind.OTHER


def _addresses(title: str) -> bool:
    """Say whether a word is a title that only people have: "Mr.", "Sen.", but not "Attorney General"."""
    return any(title.rstrip(".") in words for words in (HONORIFICS, ADDRESSED, _ELECTED))


def _age_follows(tokens: Sequence[Token], end: int) -> bool:
    after = tokens[end : end + 3]
    return (
        len(after) >= 2 and after[0].text == "," and (after[1].text.isdigit() or after[1].lower in {"who", "a", "the"})
    )


def _is_called_a_body(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Say whether an apposition calls a name a body: ", a division of the ministry"."""
    if end + 1 >= len(tokens) or tokens[end].text != "," or tokens[end + 1].lower not in {"a", "an", "the"}:
        return False
    phrase = []
    for token in tokens[end + 2 : end + 8]:
        if not token.is_word or token.lower in lexicon.closed["preposition"] or token.lower in {"that", "which", "who"}:
            break
        phrase.append(token)
    return bool(phrase) and (phrase[-1].bare in lexicon.organisation_nouns or phrase[-1].bare in _BODIES)
