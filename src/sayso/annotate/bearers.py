"""Who bears a role: "the Ukrainian president", "the senator", "his lawyer", by the roles that stand beside names.

Invariant: a role of another country, office, home or time than the phrase tells is never the answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.paragraphs import begin_before
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import EntityKind, Mention, Speaker
from sayso.model.span import Span

OF_SOMEBODY = frozenset({"his", "her", "their", "its", "my", "our", "your"})
CALLED_SO = frozenset("president premier pope king queen chancellor emperor sultan emir ayatollah".split())
_PARTY = re.compile(r",? \(?[RDI]-(?P<state>[A-Z][\w.]*)")
_EVERYWHERE = frozenset(
    "house senate white congressional democratic gop labour labor conservative liberal tory united states".split()
)
_ABROAD = {"u.s.": "United States", "u.s": "United States", "us": "United States", "u.k.": "Britain", "uk": "Britain"}
_NOTHING: frozenset[str] = frozenset()
_LEAD, _SOON = 400, 1000  # code points
_FORMER = frozenset({"former", "ex", "onetime", "then", "retired"})
_IN_FULL = {
    "sen": ("senator",),
    "rep": ("representative", "congressman", "congresswoman", "lawmaker"),
    "gov": ("governor",),
    "gen": ("general",),
    "justice": ("judge",),
    "atty": ("attorney", "lawyer"),
    "attorney": ("lawyer",),
    "lawyer": ("attorney",),
    "sgt": ("sergeant",),
    "lt": ("lieutenant",),
    "col": ("colonel",),
    "det": ("detective",),
    "prof": ("professor",),
    "rev": ("reverend",),
}
_ADVOCATES = frozenset({"attorney", "lawyer"})
_PROSECUTORS = frozenset({"general", "district"})  # attorneys who are nobody's lawyer
_GENERALS = frozenset({"attorney", "inspector", "surgeon", "solicitor", "postmaster", "director", "secretary"})
_ALIKE = {"envoy": "ambassador"}
_HELD_ALONE = frozenset("judge mayor governor minister ambassador sheriff coroner bishop archbishop magistrate".split())
_ANYBODY = frozenset({"candidate", "nominee", "leader", "politician", "lawmaker", "member", "businessman", "contender"})
_BESIDE, _AFTER = 60, 120  # code points after a name
_MANY = 200  # roles of one word before an offset, and after it, among which its bearer is looked for
_OFTEN, _FAR_MORE = 4, 4  # mentions; times as many as another
_ADMINISTERS = re.compile(r"(?:[’']s?)? administration\b")


class Said:
    """Who has spoken so far."""

    def __init__(self) -> None:
        self.order: list[Speaker] = []
        self.names: set[str] = set()
        self.people: set[str] = set()

    def add(self, speaker: Speaker) -> None:
        """Note that somebody speaks, after all others."""
        self.order.append(speaker)
        self.names.add(speaker.name)
        if speaker.kind is EntityKind.PERSON:
            self.people.add(speaker.name)

    @property
    def last(self) -> Speaker | None:
        """Give who spoke last."""
        return self.order[-1] if self.order else None


class RoleFinder:
    """Finds the person who bears a role; made once an article."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        before: Callable[[int], Sequence[Mention]],
        named: Callable[[Mention], Speaker],
    ) -> None:
        """``before`` gives the mentions before an offset that no quotation holds; ``named`` their speakers."""
        self._text, self._mentions, self._lexicon = text, mentions, lexicon
        self._before, self._named = before, named
        self.countries = lexicon.countries
        self.roles = self._find_roles()
        self._by_word = self._sort_roles()
        self._have = {m: have for _, have, m in reversed(self.roles)}
        self._of_lands = frozenset(m.chain for _, have, m in self.roles if have & self.countries)
        self._bare: dict[str, frozenset[str]] = {}  # by a title, the chains of those who bear it alone or of a country
        self._by_chain: dict[str, list[Mention]] = {}
        for mention in mentions:
            self._by_chain.setdefault(mention.chain, []).append(mention)
        self._first_beside: dict[tuple[str, str], int | None] = {}
        self._counts = Counter(m.chain for m in mentions)
        self._people = Counter(m.chain for m in mentions if m.kind is EntityKind.PERSON)
        introduced = {m.chain for *_, m in self.roles}
        self._most_unknown = max((n for chain, n in self._people.items() if chain not in introduced), default=0)
        self._most_named = max(self._people.values(), default=0)
        self.former = self._find_former()
        self.heads = self._find_heads_of_state()

    def _find_roles(self) -> list[tuple[str, frozenset[str], Mention]]:
        roles = []
        for mention in self._mentions:
            if mention.role is not None:
                words = [t.bare.rstrip(".") for t in tokenize(self._text, mention.role) if t.is_word]
                words += [part for w in words if w.startswith("vice-") for part in w.split("-")]
                words += [full for w in words for full in _IN_FULL.get(w, ())]
                roles.append((words[-1] if words else "", frozenset(self.country(w) for w in words), mention))
        return roles

    def _sort_roles(self) -> dict[str, list[tuple[str, frozenset[str], Mention]]]:
        """Give the roles by each word by which one of them may be called, the last of "vice-president" too."""
        by_word: dict[str, list[tuple[str, frozenset[str], Mention]]] = {}
        for role in self.roles:
            parts = role[0].split("-")
            for word in {*role[1], *("-".join(parts[at:]) for at in range(len(parts)))}:
                by_word.setdefault(word, []).append(role)
        return by_word

    def country(self, word: str) -> str:
        """Give the country that a word names, "Ukrainian", else the word itself; in lower case."""
        return self._lexicon.demonyms.get(word, _ABROAD.get(word, word)).lower()

    def body_of(self, chain: str, noun: str, at: int) -> Speaker | None:
        """Give the body with this head that somebody is told to serve before an offset: "head of the Velm Bank"."""
        head = rf"(?P<body>[A-Z][\w.&’'-]* (?:[\w.&’'-]+ ){{0,4}}?(?i:{re.escape(noun)}))\b"
        called = re.compile(rf"\b(?P<role>[a-z]+) (?:of|at|for) (?:the |a )?{head}")
        for mention in self._by_chain.get(chain, ()):
            if mention.span.end > at:
                continue
            begin = min(mention.span.start, mention.role.start if mention.role is not None else at)
            stop = re.search(
                r"[.!?;]\s(?=[A-Z“])|\n", self._text[mention.span.end : min(at, mention.span.end + _AFTER + 2)]
            )
            end = min(mention.span.end + (stop.start() if stop else _AFTER), mention.span.end + _AFTER, at)
            body = called.search(self._text, begin, end)
            if body is not None and body["role"] in self._lexicon.roles:
                span = Span(*body.span("body"))
                return Speaker(name=span.cut(self._text), kind=EntityKind.ORGANISATION, span=span)
        return None

    def _find_former(self) -> frozenset[str]:
        """Collect the chains of those who hold none of their offices any more."""
        former = {m.chain for _, have, m in self.roles if have & _FORMER}
        return frozenset(former - {m.chain for _, have, m in self.roles if not have & _FORMER})

    def _is_outnumbered(self, chain: str) -> bool:
        """Say whether the article is about somebody whom it never introduces, rather than about a bearer of a title."""
        return self._most_unknown >= max(_OFTEN, _FAR_MORE * self._counts[chain])

    def _find_heads_of_state(self) -> Mapping[str, Mention]:
        """Map "president" and the like to the one whom the article means without a country, if one stands out.

        He bears the title alone, or an administration bears his name; no other such is named half as often.
        """
        counts = self._counts
        known: dict[str, dict[str, Mention]] = {}
        for last, have, mention in self.roles:
            if last in CALLED_SO and have <= {last, "united states"}:
                known.setdefault(last, {}).setdefault(mention.chain, mention)
        for mention in self._mentions:
            begin, end = mention.span
            if _ADMINISTERS.match(self._text, end) and self._text[max(0, begin - 3) : begin] != " a ":  # is yet to be
                known.setdefault("president", {}).setdefault(mention.chain, mention)
        found: dict[str, Mention] = {}
        for title, bearers in known.items():
            first, *others = sorted(bearers, key=lambda chain: (-counts[chain], chain))
            if self._is_outnumbered(first):
                continue
            if not others or counts[others[0]] * 2 <= counts[first]:
                found[title] = bearers[first]
        return found

    def find(
        self,
        phrase: Sequence[Token],
        noun: str,
        words: frozenset[str],
        at: int,
        office: frozenset[str],
        said: Said,
    ) -> Speaker | None:
        """Find who bears a role: the best by the words that stand with it; of several, who spoke or was named last."""
        last_name = said.last.name if said.last is not None else ""
        fits = [
            (len(words & have), m)
            for last, have, m in self._near_roles(noun, at)
            if not self._contradicts(words | office, have)
            and (office <= have or office <= self.countries)
            and ("former" not in words or have & _FORMER or m.chain == last_name)
            and ("vice" in have) == ("vice" in words or noun.startswith("vice-"))
            and (noun not in _ADVOCATES or not have & _PROSECUTORS - words)
            and (noun != "general" or not have & _GENERALS or have & words & _GENERALS)
        ]
        if "former" not in words:
            serving = [f for f in fits if f[1].chain not in self.former]
            if noun in CALLED_SO:  # a former one only where he speaks
                serving = serving or [f for f in fits if f[1].chain in said.names]
            fits = serving if noun in CALLED_SO else serving or fits
        earlier = [f for f in fits if f[1].span.start < at]
        if not earlier and at >= _LEAD:  # only an article's begin names later whom it speaks of, but for "his lawyer"
            ahead = at + (_SOON if phrase[0].lower in OF_SOMEBODY and len(phrase) == 2 else 0)
            earlier = [f for f in fits if f[1].span.start < ahead]
        fits = earlier or (fits if at < _LEAD else [])
        abroad = words & self.countries - {"united states"}
        fits = [f for f in fits if f[0] or not abroad or self._is_from(abroad, f[1], at)]
        homes = self.homes(phrase)
        fits = [f for f in fits if all(self.is_of(home, f[1], at) for home in homes)]
        if not fits:
            return None
        best = max(n for n, _ in fits)
        if not words & self.countries and noun in CALLED_SO:  # "the president", of no country, is the own one
            own = {m.chain for _, m in fits} - self._of_lands
            fits = [f for f in fits if not own or f[1].chain in own or f[1].chain == last_name]
            bare = self._bear_only(noun)
            fits = [f for f in fits if f[1].chain in bare and not words] or fits  # rather than a company's
            best = max(n for n, _ in fits)
        if phrase[0].lower in OF_SOMEBODY and best < len(words - {"former", "longtime"}):
            return None  # "his childhood friend" is not any friend
        chains = {m.chain: m for n, m in fits if n == best}
        if not words and (led := self._led_by(noun, at, chains, last_name)) is not None:
            return self._named(led)
        if phrase[0].lower in OF_SOMEBODY and (len(chains) > 1 or self._owned(next(iter(chains.values())))):
            return None
        if len(chains) == 1 and noun not in _ANYBODY:
            held = next(iter(chains.values()))
            hidden = noun in CALLED_SO and not words and self._is_outnumbered(held.chain)
            return None if hidden or self._is_foreign(held, words, at, said) else self._named(held)
        if said.last is not None and last_name in chains:
            return said.last
        low = begin_before(self._text, at)
        near = [m for m in self._before(at) if m.chain in chains and m.span.start > low]
        return self._named(near[-1]) if len({m.chain for m in near}) == 1 else None

    def _near_roles(self, noun: str, at: int) -> Sequence[tuple[str, frozenset[str], Mention]]:
        """Give the roles of a word, but for those that hundreds of others part from an offset."""
        roles = self._by_word.get(noun, [])
        if len(roles) <= _MANY:
            return roles
        here = bisect_left(roles, at, key=lambda role: role[2].span.start)
        return roles[max(0, here - _MANY) : here + _MANY]

    def _bear_only(self, noun: str) -> frozenset[str]:
        """Give the chains of those who bear a title and nothing with it but a country."""
        if noun not in self._bare:
            roles = self._by_word.get(noun, ())
            self._bare[noun] = frozenset(
                m.chain for last, have, m in roles if last == noun and have - {noun} <= self.countries
            )
        return self._bare[noun]

    def _led_by(self, noun: str, at: int, chains: Mapping[str, Mention], last_name: str) -> Mention | None:
        """Give the head of state whom "the president" means, unless another spoke last or alone is named near."""
        led = self.heads.get(noun)
        if led is None or last_name in chains:
            return None
        low = begin_before(self._text, at)
        here = {m.chain for m in self._before(at) if m.span.start > low} & chains.keys()
        return led if not here or led.chain in here else None

    def find_later(self, phrase: Sequence[Token], head: int) -> Mention | None:
        """Find whom an article's begin brings in by his office alone and names later: "a judge", then "Judge Lang".

        He is the only one of the article who bears it, and bears all that the phrase says of him.
        """
        at, noun = phrase[0].start, _ALIKE.get(phrase[head].bare, phrase[head].bare)
        if at >= _LEAD or noun not in _HELD_ALONE:
            return None
        words = {self.country(t.bare) for t in phrase[1:head]} - {noun, "united states", "federal", "top"}
        bearers = {m.chain: (have, m) for _, have, m in self.roles if noun in {_ALIKE.get(w, w) for w in have}}
        if len(bearers) != 1:
            return None
        have, found = next(iter(bearers.values()))
        return found if found.span.start > at and words <= have else None

    def _is_foreign(self, held: Mention, words: frozenset[str], at: int, said: Said) -> bool:
        """Say whether "the president", of no country, may be another than the Cuban one.

        He has not spoken yet, or is far more seldom named than another and not near.
        """
        have = self._have.get(held, _NOTHING)
        if not have & self.countries - words or not said.people:
            return False
        low = begin_before(self._text, at)
        near = any(m.chain == held.chain and m.span.start > low for m in self._before(at))
        seldom = self._most_named >= _OFTEN and self._most_named > 2 * self._people[held.chain]
        return self._named(held).name not in said.people or (seldom and not near)

    def homes(self, phrase: Sequence[Token]) -> frozenset[str]:
        """Give the names in a phrase that tell whose role it is: a town, a state, a firm; countries are told apart."""
        names = {self.country(t.bare) for t in phrase[1:-1] if t.is_name and t.bare not in self._lexicon.roles}
        return frozenset(names - self.countries - _EVERYWHERE)

    def is_of(self, home: str, held: Mention, at: int) -> bool:
        """Say whether a place stands beside somebody's name: "Sen. Ann Lee of Ohio", "(R-Ky.)" for Kentucky."""
        key = home, held.chain
        if key not in self._first_beside:
            fits = (m.span.end for m in self._by_chain.get(held.chain, ()) if self._is_beside(home, m, len(self._text)))
            self._first_beside[key] = next(fits, None)
        first = self._first_beside[key]
        if first is not None and first + _BESIDE <= at:
            return True
        named = self._by_chain.get(held.chain, [])
        begin, end = (bisect_right(named, place, key=lambda m: m.span.end) for place in (at - _BESIDE, at))
        return any(self._is_beside(home, mention, at) for mention in named[begin:end])

    def _is_beside(self, home: str, mention: Mention, at: int) -> bool:
        """Say whether a place stands beside one mention of somebody, up to an offset."""
        begin = mention.role.start if mention.role is not None else mention.span.start
        near = self._text[min(begin, mention.span.start) : min(at, mention.span.end + _BESIDE)]
        party = _PARTY.match(near[mention.span.end - begin :]) if begin <= mention.span.start else None
        return home in near.lower() or (party is not None and _shortens(party["state"], home))

    def _is_from(self, countries: frozenset[str], held: Mention, at: int) -> bool:
        """Say whether a country is named before ``at`` in the line where somebody bears his role: "he left France"."""
        low, high = self._text.rfind("\n", 0, held.span.start) + 1, self._text.find("\n", held.span.end)
        high = high if high >= 0 else len(self._text)
        line = Span(low, min(high, at) if at > held.span.end else high)
        return any(self.country(t.bare) in countries for t in tokenize(self._text, line))

    def _owned(self, mention: Mention) -> bool:
        """Say whether a role is somebody's by name: "Hale’s lawyer" is not "his lawyer"."""
        return mention.role is not None and any(t.possessive for t in tokenize(self._text, mention.role))

    def _contradicts(self, words: frozenset[str], have: frozenset[str]) -> bool:
        """Say whether two roles name different countries."""
        a, b = words & self.countries, have & self.countries
        return bool(a and b and not a & b)


def _shortens(short: str, name: str) -> bool:
    """Say whether letters of a name, in order and beginning with its first, are its abbreviation: Ky., Wis."""
    letters = iter(name)
    wanted = "".join(filter(str.isalpha, short.lower()))
    return bool(wanted) and wanted[0] == name[0] and all(letter in letters for letter in wanted)
