"""What joins two capitalised words to one name: "of", "and", "for", a stop after an initial, a channel's number.

Invariant: a joined name begins and ends with a capital letter or a number; two names side by side are not joined.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.tokens import Token

JOINERS = frozenset(
    {"of", "de", "da", "di", "van", "von", "der", "den", "bin", "al", "el", "la", "le", "du", "ibn", "del", "dos"}
)
ARTICLES = frozenset({"la", "las", "los"})
_OF_THINGS = frozenset(  # "the Strait of Ost", "the Bill of Rights"
    "act bill book court declaration district duke earl gulf hall isle order plan statue strait straits treaty".split()
)
_CHANNELS = frozenset("abc cbs channel cw fox itv nbc news pbs radio sky tv".split())
_COUNTRIES = frozenset({"u.s", "us", "u.k", "uk", "u.n", "un", "eu"})
_WHOLE = frozenset({"house", "treasury", "exchange"})  # bodies of one word: "the House and …"
_CONCERNED = frozenset(  # "the Center for Lake Studies", "the Council on Fisheries"
    "agency alliance association bureau campaign center centers centre coalition commission committee conference "
    "council federation force forum foundation fund inquiry institute network office organization organisation panel "
    "society subcommittee survey trust union".split()
)
_FIELDS = frozenset(  # last words of what a ministry, an agency or a committee is for
    "affairs budget commerce communities control culture customs defence defense development education employment "
    "enforcement engineering environment excise explosives families finance fisheries fitness forestry government "
    "health housing industry innovation issues justice labor labour medicine pensions policies policy prevention "
    "protection recreation review reform rehabilitation rescue research resources rights science security services "
    "skills sport sports statistics studies technology tourism trade transport welfare".split()
)


def joins_name(tokens: Sequence[Token], start: int, at: int, lexicon: Lexicon) -> bool:
    """Say whether a word that is no name joins the name before it, from ``start``, to the one after it."""
    if at == start or at + 1 >= len(tokens):
        return False
    word, before, after = tokens[at].lower, tokens[at - 1], tokens[at + 1]
    if word.isdigit():
        return len(word) <= 2 and before.bare in _CHANNELS
    if word == ",":
        return _joins_list(tokens, start, at, lexicon)
    if word == "the":  # "the Center for the Study of Lakes"
        return after.is_name and before.lower in {"for", "of", "on"}
    article = after.lower == "the" and at + 2 < len(tokens) and tokens[at + 2].is_name
    if article and word in {"for", "of", "on"}:
        return before.bare in _CONCERNED and tokens[at + 2].bare not in lexicon.closed["time"]
    if not after.is_name:  # "Alex de los Santos"
        return word == "de" and after.lower in ARTICLES and at + 2 < len(tokens) and tokens[at + 2].is_name
    if word in ARTICLES and before.lower == "de":
        return True
    if word in {".", "of"}:
        stopped = before.lower in lexicon.abbreviations or len(before.text) == 1
        governed = any(t.lower in {"for", "on"} for t in tokens[start:at])
        return stopped if word == "." else governed or before.bare in lexicon.joined_by_of or before.bare in _OF_THINGS
    if word in {"for", "on"}:
        return before.bare in _CONCERNED and not before.possessive and after.bare not in lexicon.closed["time"]
    if word == "and":
        return _joins_fields(tokens, start, at, lexicon)
    return word in JOINERS or word == "&"


def _joins_list(tokens: Sequence[Token], start: int, at: int, lexicon: Lexicon) -> bool:
    """Tell "the Bureau of Alcohol, Tobacco, Firearms and Explosives" from a body and what is listed after it."""
    of = next((i for i in range(start + 1, at) if tokens[i].lower in {"of", "for", "on"}), 0)
    body = of and (tokens[of - 1].bare in _CONCERNED or tokens[of - 1].bare in lexicon.joined_by_of)
    if not body or tokens[at - 1].possessive:
        return False
    end = at + 1
    while end < len(tokens) and (tokens[end].is_name or tokens[end].text == ","):
        end += 1
    return end + 1 < len(tokens) and tokens[end].lower == "and" and _joins_fields(tokens, start, end, lexicon)


def _joins_fields(tokens: Sequence[Token], start: int, at: int, lexicon: Lexicon) -> bool:
    """Tell "the Food and Drug Administration" and "Department of Labour and Trade" from two names side by side."""
    end = at + 1
    while end < len(tokens) and tokens[end].is_name and not tokens[end - 1].possessive:
        end += 1
    last, before = tokens[end - 1].bare, tokens[at - 1]
    known = (lexicon.organisation_names, lexicon.demonyms, lexicon.places)
    if before.possessive or any(before.bare in names for names in known):
        return False
    if any(t.lower in {"of", "for", "on"} for t in tokens[start:at]):
        return last in _FIELDS
    opened = tokens[start].lower == "the"  # with a capital, where it begins a sentence
    start += opened
    of_country = tokens[start].bare.rstrip(".") in _COUNTRIES or tokens[start].bare in lexicon.places
    led = opened or of_country or (start > 0 and (tokens[start - 1].lower == "the" or tokens[start - 1].possessive))
    whole = any(before.bare in names for names in (lexicon.organisation_nouns, lexicon.first_names, _WHOLE))
    body = end - at > 2 and (last in _FIELDS or last in lexicon.organisation_words)
    field = at - start == 2 + of_country and before.bare in _FIELDS  # "the National Security and Defence Council"
    return led and body and not whole and (field or at - start == 1 + of_country)
