"""Whom "the candidate", "the Republican", "the New York businessman" may call: what a description and a person share.

Invariant: a description never goes to somebody of whom the article says what contradicts it: another party, another
office, another home.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from sayso.annotate.lexicon import Lexicon, load_lexicon
from sayso.annotate.phrases import is_plural
from sayso.annotate.tokens import Token
from sayso.model.annotation import EntityKind, Mention

# Nouns that news calls somebody by whom it has just named.
_CANDIDATES = frozenset("candidate challenger contender hopeful incumbent nominee".split())
_OFFICES = frozenset(
    "congressman congresswoman representative senator governor mayor judge justice general admiral president "
    "secretary minister".split()
)
_FAMED = frozenset("president governor secretary".split())  # whom news need not introduce
_ELECTED = frozenset("senator congressman congresswoman".split())
_LAWMAKERS = frozenset({"lawmaker", "legislator"})
_EXECUTIVE = frozenset("president governor mayor secretary".split())  # who is no lawmaker
_POLITICAL = (_OFFICES | _CANDIDATES) - {"president"} | frozenset(
    "billionaire businessman businesswoman democrat frontrunner lawmaker mogul republican runner secretary".split()
)
_BUSINESS = frozenset("billionaire businessman businesswoman celebrity developer mogul surgeon tycoon".split())
_SERVING = frozenset(  # who holds no elected office
    "adviser advisor aide ambassador anchor correspondent diplomat director editor envoy journalist manager professor "
    "reporter spokesman spokesperson spokeswoman strategist".split()
)
_JUST = 1000  # code points back
_OFTEN = 4  # mentions of whom an article is about
_NAME_WORDS = 3
EPITHETS = _CANDIDATES | frozenset(
    "actor actress admiral billionaire businessman businesswoman celebrity comedian congressman congresswoman "
    "conservative democrat developer entrepreneur filmmaker general governor independent journalist judge justice "
    "lawmaker legislator liberal libertarian magnate mayor mogul neurosurgeon physician politician pollster professor "
    "rapper republican retiree secretary senator singer socialist star surgeon tycoon "
    "president minister lawyer attorney activist strategist economist pastor rabbi doctor chairman chairwoman founder "
    "academic astronaut athlete biologist boxer chef columnist commentator designer diplomat documentarian engineer "
    "evangelist filmmaker financier golfer guitarist heiress historian investor musician novelist philanthropist "
    "philosopher playwright poet psychiatrist psychologist quarterback scholar scientist sociologist speechwriter "
    "swimmer veteran".split()
)
# Whom news calls so with a word beside: "the Velm Times reporter", but "the reporter" is who asked.
_BY_TRADE = frozenset("anchor blogger broadcaster correspondent host journalist native pundit reporter".split())
_PRESS = frozenset("anchor anchorman anchorwoman host journalist newsman newsreader presenter".split())
_PARTIES = {"republican": "r", "gop": "r", "democratic": "d", "democrat": "d"}
# what tells a party after a name, by its first letter or by a state and a word
_AFTER = re.compile(
    r",? ?\(?(?P<letter>[RD])(?:-[A-Z]|\., )|, [A-Z][\w ]{2,14} (?P<member>[RD])(?:epublican|emocrat)\b"
)
_RUNS = re.compile(
    r"(?:[’']s?)?(?: [a-z-]+){0,2} (?:campaign|campaigns|candidacy|bid|rally|rallies|rivals?|supporters|backers|"
    r"delegates|running mate|opponents?|voters|nomination|primary)\b|"
    r",? (?:[a-z]+ )?(?:is|was|has been|who is|are) (?:running|seeking)\b|[’']s? (?:presidential|Senate)\b"
)
_FROM = re.compile(r",? (?:\([RDI]-|(?:a )?(?:[A-Z]\w+ )?(?:of|from) [A-Z]|[A-Z][\w ]{2,14} (?:Republican|Democrat)\b)")
_NO_HOMES = frozenset(
    "sen gov rep senator governor representative congressman congresswoman mayor former president judge speaker house "
    "senate majority minority leader whip chairman chairwoman vice secretary justice supreme court u.s us longtime "
    "veteran incumbent".split()
)
_NOT_HIM = frozenset({"other", "next", "only", "first", "anonymous", "unnamed", "unidentified"})
_SELVES = frozenset({"who", "whose", "that", "whom", "with", "he", "she", "they"})


def find_parties(text: str, mentions: Sequence[Mention]) -> Mapping[str, str]:
    """Map each chain to "r" or "d" where a role or what follows the name tells the party."""
    parties: dict[str, str] = {}
    for mention in mentions:
        if mention.kind is not EntityKind.PERSON:
            continue
        match = _AFTER.match(text, mention.span.end)
        if match is not None:
            parties.setdefault(mention.chain, (match["letter"] or match["member"]).lower())
        elif mention.role is not None:
            told = {_PARTIES[w] for w in mention.role.cut(text).lower().split() if w in _PARTIES}
            if len(told) == 1:
                parties.setdefault(mention.chain, told.pop())
    return parties


@cache
def _place_words() -> frozenset[str]:
    lexicon = load_lexicon()
    return frozenset(word for place in (lexicon.places | lexicon.demonyms.keys()) for word in place.split())


def _tells_home(text: str, mention: Mention, lexicon: Lexicon) -> bool:
    """Say whether something beside a name tells where somebody is from or what he heads."""
    role = mention.role.cut(text).split() if mention.role is not None else []
    bare = {w.lower().strip(".,") for w in role if w[:1].isupper()} - _NO_HOMES - lexicon.roles
    return not bare.isdisjoint(_place_words()) or _FROM.match(text, mention.span.end) is not None


def find_words(roles: Sequence[tuple[str, frozenset[str], Mention]]) -> dict[str, frozenset[str]]:
    """Map each chain to the words of its roles."""
    found: dict[str, frozenset[str]] = {}
    for _, words, mention in roles:
        found[mention.chain] = found.get(mention.chain, frozenset()) | words
    return found


def find_campaigners(text: str, mentions: Sequence[Mention], words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Collect the chains of those who run for an office: called candidates, or with a campaign of their own."""
    found = {chain for chain, told in words.items() if told & _CANDIDATES}
    found.update(m.chain for m in mentions if m.chain not in found and _RUNS.match(text, m.span.end))
    return frozenset(found)


def party_of(phrase: Sequence[Token]) -> str | None:
    """Give the party that a phrase names, "r" or "d"."""
    told = {_PARTIES[t.bare] for t in phrase if t.bare in _PARTIES}
    return told.pop() if len(told) == 1 else None


def is_epithet(tokens: Sequence[Token], head: int, lexicon: Lexicon) -> bool:
    """Say whether a phrase may call somebody named before: "the longtime senator", but not "the senator who …"."""
    noun = tokens[head].bare
    if tokens[0].lower != "the" or head == 0:
        return False
    aged = any(t.lower.endswith("-old") for t in tokens[1:head])
    called = noun in EPITHETS | _PRESS or (noun in _BY_TRADE and any(t.is_name for t in tokens[1:head]))
    if not called and not (aged and noun in lexicon.roles and not is_plural(noun)):
        return False
    if any(t.possessive for t in tokens[:head]):
        return False  # "the candidate’s doctor"
    after = tokens[head + 1].lower if head + 1 < len(tokens) else ""
    if after in {"of", "for", "and"} and any(t.is_name for t in tokens[head + 2 :]):
        return False  # "the attorney general of Velm", "the chair and former head of the Velm committee"
    before = {t.lower for t in tokens[1:head]}
    return after not in _SELVES and not before & (lexicon.closed["conjunction"] | _NOT_HIM)


def introduced(text: str, noun: str, at: int) -> bool:
    """Say whether somebody nameless was brought in just before by the same noun: "a candidate"."""
    near = text[max(0, at - _JUST) : at]
    return re.search(rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w’'-]+ ){{0,3}}{re.escape(noun)}\b", near) is not None


def is_told_of(text: str, noun: str, at: int) -> bool:
    """Say whether a noun has just told in an apposition who somebody is: "Lang, the first mayor born there"."""
    near = text[max(0, at - 400) : at]
    return re.search(rf", the (?:[\w’'-]+ ){{0,3}}{re.escape(noun)}\b", near) is not None


class Descriptions:
    """What one article says of its people, to hold descriptions to; made once an article."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        roles: Sequence[tuple[str, frozenset[str], Mention]],
        lexicon: Lexicon,
    ) -> None:
        self._parties, self._words = find_parties(text, mentions), find_words(roles)
        self._campaigners = find_campaigners(text, mentions, self._words)
        self._homed = frozenset(m.chain for m in mentions if _tells_home(text, m, lexicon))
        self._peoples = lexicon.peoples
        self._named = Counter(mention.chain for mention in mentions)
        self._running = frozenset(p for chain, p in self._parties.items() if chain in self._campaigners)
        self._most = max((self._named[m.chain] for m in mentions if m.kind is EntityKind.PERSON), default=0)

    def fit(
        self,
        phrase: Sequence[Token],
        noun: str,
        chain: str,
        lives: bool | None,
        known: bool,
        alone: bool = False,
        leads: bool = False,
    ) -> bool | None:
        """Say whether a description may be of somebody; ``None`` where nothing speaks for it or against it.

        ``lives`` tells whether the home that the description names is his; ``None`` where it names none. ``known``
        lets an office be that of somebody whom the article names often and never introduces, as every reader knows him;
        ``alone`` that nobody else is named in the paragraph, ``leads`` that the sentence before is about him.
        """
        if (lives is False and chain in self._homed) or chain.lower() in self._peoples:
            return False
        party, words = party_of(phrase), self._words.get(chain, frozenset())
        if len(chain.split()) > _NAME_WORDS or (party is not None and self._parties.get(chain, party) != party):
            return False
        if noun == "president" and "vice" in words:
            return False
        if noun in _LAWMAKERS and words & _EXECUTIVE and not words & _ELECTED:
            return False
        if noun == "president" and noun in words:
            return None  # whoever bears the title has been tried
        if noun in _PRESS and not any(t.is_name for t in phrase[1:]):
            return True if words & _PRESS else None
        if noun in words or (party is not None and lives is None and self._parties.get(chain) == party):
            return True
        if noun in _PARTIES:
            return None if lives is None else True
        if noun in _CANDIDATES:
            if noun == "nominee" and party in self._running and chain not in self._parties:
                return None  # a party has one, and somebody else is told to run for it
            often = not words and self._named[chain] >= _OFTEN
            told = chain in self._campaigners or words & _POLITICAL or (often and self.is_about(chain))
            return True if told else False if words or often else None
        if noun in _OFFICES:
            former = any(t.lower == "former" for t in phrase)
            if former and noun not in words and any({noun, "former"} <= told for told in self._words.values()):
                return False  # somebody else has been it
            held = words - {"general"} if "attorney" in words else words
            if held & (_OFFICES | _BUSINESS | _SERVING) and not former:
                return False
            located = lives if noun == "president" else lives is not None  # of anything: its home must be told
            famed = known and (noun in _FAMED or (alone and noun in _ELECTED and len(phrase) == 2))
            famed = famed and not words and self._named[chain] >= _OFTEN
            famed = famed and (noun != "president" or self.is_about(chain))
            goes_on = leads and not words and noun != "president" and len(phrase) > 2  # "the chief justice"
            return True if located or famed or goes_on else None
        return True

    def is_told(self, phrase: Sequence[Token], noun: str, chain: str) -> bool:
        """Say whether the article tells of somebody what a description says: the noun, or the party."""
        party = party_of(phrase)
        return noun in self._words.get(chain, ()) or (party is not None and self._parties.get(chain) == party)

    def is_about(self, chain: str) -> bool:
        """Say whether nobody is named more than twice as often."""
        return self._named[chain] * 2 >= self._most

    def may_be(self, noun: str, chain: str) -> bool:
        """Say whether somebody bears a noun, or nothing that the article tells speaks against it."""
        words = self._words.get(chain, frozenset())
        return noun in words or not words & (_OFFICES | _BUSINESS | _SERVING)

    def learn(self, noun: str, chain: str) -> None:
        """Keep that somebody was called so; a president is known by a title, or by nothing."""
        if noun != "president":
            self._words[chain] = self._words.get(chain, frozenset()) | {noun}
