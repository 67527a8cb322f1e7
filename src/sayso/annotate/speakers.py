"""Who a source is, within one article: the name behind "he", "the minister", "the 44-year-old", "the report".

Invariant: a speaker's name is cut from a span of the article; where the text does not tell, the answer is ``None``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sayso.annotate.bearers import CALLED_SO, OF_SOMEBODY, RoleFinder, Said
from sayso.annotate.bodies import BodyFinder
from sayso.annotate.campaigns import CAMPAIGNS, campaign_of, only_named_so
from sayso.annotate.epithets import EPITHETS, Descriptions, introduced, is_epithet, is_told_of
from sayso.annotate.genders import find_genders, gender_of_word
from sayso.annotate.joint import find_pair, find_several
from sayso.annotate.lexicon import Lexicon
from sayso.annotate.links import SURE, Link
from sayso.annotate.named_sources import ACCOUNTS, find_named, find_poster
from sayso.annotate.paragraphs import begin_before
from sayso.annotate.phrases import PARTY_MEMBERS, describe, find_head, find_office, is_plural
from sayso.annotate.pronouns import Mentioned, PronounFinder, Spoke
from sayso.annotate.relatives import find_antecedent
from sayso.annotate.subjects import ItFinder
from sayso.annotate.they import TheyFinder
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import EntityKind, Mention, Speaker
from sayso.model.span import Span, trim

_HE = frozenset({"he", "himself"})
_UNSAID = frozenset({"not", "no", "none", "neither", "nor", "under"})  # "not a single prominent Republican"
_ADDRESSES = frozenset({"mr", "mrs", "ms", "mx", "dr"})
_GOES_ON = re.compile(r"(?!(?:who|whose|of|from|and|in)\b)[^\W\d_]")
_AHEAD = re.compile(
    r"(?:^|[\n.”\"’',?!])\s*(?:[A-Z][a-z]+ )$"
)  # "In his reply, Lang": whom the sentence goes on to name
_CLOSED_OFF = re.compile(  # "…, Velm Today, the local paper, said", "But Velm Today, …"
    r"(?:[,”\"’'] |^|\n|[.!?][”\"’]? )(?:(?:But|And|Yet|Still) )?(?:[Tt]he )?$"
)
_BESIDE = 60  # code points after a name
_MEMORY = 80  # mentions
_CERTAIN = 0.95  # a link from here on is right also where the rules find another
_SURELY = 0.85  # a link from here on leads from a description ("a lawyer") to who bears a name
_RUNNING = frozenset("presidential election re-election reelection own senate primary".split())
_ISSUED = frozenset("website site page report statement figures data letter release filing blog account".split())
_LONE = frozenset({"administration", "campaign"})
_BESIDE_NOUN = re.compile(r" (?P<word>[a-z][\w’'-]*)")
_CLOSED = ("preposition", "conjunction", "subordinator", "auxiliary", "pronoun")
_NEW_CLAUSE = re.compile(r"[—–;\n]| - |(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen))[.!?][”\"’']?\s")
_FIRST_CLAUSE = re.compile(
    r"(?:^|[.!?\n][”\"’']?\s*)"
    r"(?:When|As|While|After|Before|Although|Though|If|Since|Because|Even [a-z]+|[A-Z][a-z]+ing)(?: [a-z]+){0,2} $"
)  # "When he spoke, Lang …"
_PAIRS = frozenset({"two", "pair", "duo", "both", "couple"})
_LANDS, _FIRMS = (EntityKind.PLACE,), (EntityKind.ORGANISATION, EntityKind.OTHER)
_SIDE_BY_SIDE = {"nations": _LANDS, "countries": _LANDS, "companies": _FIRMS, "firms": _FIRMS, "agencies": _FIRMS}
_PLURAL_NAMES = frozenset({"news", "times", "series", "press"})


class SpeakerFinder:
    """Resolves sources in the order of the text; remembers who spoke last."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        quoted: Sequence[Span] = (),
        links: Mapping[int, Link] = MappingProxyType({}),
    ) -> None:
        self._links = links
        self._text, self._mentions, self._lexicon, self._quoted = text, mentions, lexicon, quoted
        self._starts = [m.span.start for m in mentions]
        self._by_name = {m.name.lower(): m for m in reversed(mentions) if not m.name.islower()}
        self._fullest = self._find_fullest()
        self._genders = find_genders(text, mentions, lexicon)
        self._pronouns = PronounFinder(text, mentions, lexicon, self._genders, quoted, self._bearer)
        self._roles = RoleFinder(text, mentions, lexicon, self._spoken_of, self._named)
        self._descriptions = Descriptions(text, mentions, self._roles.roles, lexicon)
        self._it = ItFinder(text, self._before, self._within_quotation, self._is_person)
        self._bodies = BodyFinder(text, mentions, lexicon, self._before, self._named, self._it.subject_near)
        self._they = TheyFinder(text, mentions, lexicon, self._spoken_of, self._within_quotation)
        self._said = Said()
        self._spoke: list[Spoke] = []
        self._unnamed: list[Speaker] = []
        self._mentioned = Mentioned()

    def _find_fullest(self) -> dict[str, Mention]:
        fullest: dict[str, Mention] = {}
        for mention in self._mentions:
            if mention.name == mention.chain:
                fullest.setdefault(mention.chain, mention)
        return fullest

    def resolve(self, source: Span | None, *, remember: bool = True, content: Sequence[Span] = ()) -> Speaker | None:
        """Find who a source is and, unless he is only quoted by another, remember that he spoke.

        ``content`` is what he says: by a pronoun or a description nobody is meant whom his own words name.
        """
        self._mentioned = self._find_mentioned(source, content) if source is not None else Mentioned()
        speaker = self._resolve(source) if source is not None else None
        told = speaker is not None and speaker.name in self._mentioned.plainly
        if told and source is not None and speaker is not None and self._is_anaphoric(source, speaker):
            speaker = None
        if speaker is not None and source is not None and not self._within_quotation(source):
            held = self._fullest.get(speaker.name)
            if held is not None and held.kind is EntityKind.PERSON and self._is_anaphoric(source, speaker):
                self._pronouns.echo(source.start, held)
        if speaker is not None and remember:
            self._said.add(speaker)
            if source is not None:
                self._spoke.append(Spoke(speaker, source, self._within_quotation(source)))
                if speaker.kind is EntityKind.OTHER:
                    self._pronouns.heard.add(speaker.name)
        return speaker

    def _find_mentioned(self, source: Span, content: Sequence[Span]) -> Mentioned:
        """Find whom the words of a source name, in words that are not quoted only after it.

        "Lang’s days are full, he said" may be Lang; so may be "When he left, Lang said".
        """
        people = [m for span in content for m in self._inside(span) if m.kind is EntityKind.PERSON]
        if not people:
            return Mentioned()
        quoted = frozenset(m.chain for m in people if self._is_quoted(m))
        ahead = _FIRST_CLAUSE.search(self._text, max(0, source.start - _BESIDE), source.start) is not None
        end = next((m.start() for m in _NEW_CLAUSE.finditer(self._text, source.end)), len(self._text))
        after = [m for m in people if source.end <= m.span.start < end and not ahead and not self._is_quoted(m)]
        return Mentioned(frozenset(m.chain for m in after if self._is_meant(m)), quoted)

    def _is_meant(self, mention: Mention) -> bool:
        """Say whether a name is of somebody and not only a part of what something is called: "Lang supporters"."""
        beside = _BESIDE_NOUN.match(self._text, mention.span.end)
        word = re.sub("n[’']t$", "", beside["word"]) if beside is not None else ""
        closed = self._lexicon.closed
        return not word or word.endswith("ed") or any(word in closed[c] for c in _CLOSED)

    def _is_anaphoric(self, source: Span, speaker: Speaker) -> bool:
        """Say whether a source is a pronoun or a description that stands for somebody whom it does not name."""
        word = source.cut(self._text).split()[0].lower()
        closed = self._lexicon.closed
        pointing = word in closed["pronoun"] or word in closed["determiner"]
        return pointing and all(m.chain != speaker.name for m in self._inside(source))

    def _bearer(self, noun: str, at: int) -> Mention | None:
        """Give who "the president" is at a place where he says nothing."""
        phrase = [t for t in tokenize(self._text, Span(at, at + len("The ") + len(noun))) if t.is_word]
        held = self._roles.find(phrase, noun, frozenset(), at, frozenset(), self._said)
        return self._fullest.get(held.name) if held is not None else self._roles.heads.get(noun)

    def last(self) -> Speaker | None:
        """Give who spoke last in the text so far."""
        return self._said.last

    def _resolve(self, source: Span) -> Speaker | None:
        joint = find_several(self._text, self._inside(source), source, self._lexicon)
        if joint is not None:
            return joint
        poster = find_poster(self._text, source, self._inside(source), self._by_name)
        if poster is not None:
            return self._named(poster) if isinstance(poster, Mention) else poster
        aside = self._text.find("(", source.start + 1, source.end)
        after = self._text[self._text.find(")", aside) + 1 : source.end].strip() if aside > 0 else ""
        if aside > 0 and not _GOES_ON.match(after):  # "Rep. Anna Rohde (D-Wis.)", not "UNICEF (…) spokesman John Budd"
            source = trim(Span(source.start, aside), self._text) or source
        tokens = [t for t in tokenize(self._text, source) if t.is_word]
        if not tokens or source.end - source.start == 1:  # "Q", "A"
            return None
        if len(tokens) == 1 and tokens[0].bare.rstrip(".") in _ADDRESSES:
            return None  # cut off from its name
        word = tokens[0].lower.replace("’", "'").partition("'")[0]  # "I’d"
        if (word in self._lexicon.closed["indefinite"] and word != "people") or word in _UNSAID:
            return None
        if tokens[0].text == "WHO":
            word = "the WHO"  # and no pronoun
        if len(tokens) == 1 and word in self._lexicon.closed["pronoun"] | {"who", "which"}:
            return self._of_pronoun(word, source.start)
        if word in {"his", "her"} and (len(tokens) == 1 or tokens[-1].bare in ACCOUNTS):  # "Lang delayed his reply"
            ahead = _AHEAD.search(self._text[max(0, source.start - _BESIDE) : source.start])
            return None if ahead else self._of_pronoun("he" if word == "his" else "she", source.start)
        head = find_head(self._text, tokens)
        named = find_named(self._text, self._inside(source), tokens, head, self._lexicon)
        if named is not None and named.name.lower() not in PARTY_MEMBERS:
            return self._named(named)
        noun = tokens[head].bare
        if noun in _ISSUED and (issuer := self._of_issuer(tokens[:head])) is not None:
            return issuer
        # "NATO Secretary General underlined", "minister says"
        titled = tokens[head].bare in self._lexicon.roles and (tokens[head].is_name or len(tokens) == 1)
        titled = titled and not (len(tokens) == 1 and tokens[0].is_name and noun not in CALLED_SO)  # a headline
        titled = titled and not tokens[head].bare.endswith("s") and word not in self._lexicon.closed["determiner"]
        definite = titled or word in {"the", "this", "that", "his", "her", "their", "its"}
        owner = tokens[0].bare in self._lexicon.places and tokens[0].possessive and head > 0
        if owner and noun in self._lexicon.roles and not is_plural(noun):  # "Velm’s foreign minister"
            found = self._of_definite([tokens[0], *tokens], head + 1)
            if found is not None:
                return found
        if definite:
            found = self._of_pair(tokens, head) or self._of_definite(tokens, head)
            if found is not None:
                return found
        if word in {"a", "an"} and noun in self._lexicon.roles and (later := self._roles.find_later(tokens, head)):
            return self._named(later)
        described = describe(self._text, tokens, head, definite, self._lexicon)
        if described is not None and described.kind is EntityKind.UNNAMED:
            self._unnamed.append(described)
        return described

    def _of_issuer(self, before: Sequence[Token]) -> Speaker | None:
        """Resolve "the agency’s latest figures" and "agency data" to the body whose they are."""
        at = next((i for i, t in enumerate(before) if t.bare in self._lexicon.organisation_nouns), len(before))
        led = [t.lower for t in before[:at]]
        beside = not led and at + 1 == len(before) and before[at].bare != "government"  # any that the article names
        if at == len(before) or before[at].is_name or not (led == ["the"] or beside):
            return None
        return self._of_role(before[: at + 1], before[at].bare, before[0].start, frozenset())

    def _of_definite(self, tokens: Sequence[Token], head: int) -> Speaker | None:
        """Resolve "the Ukrainian president" and "the Vermont senator and candidate"."""
        both = next((i for i in range(2, head) if tokens[i].lower == "and"), None)
        of_one = tokens[0].lower == "the" and not any(
            t.lower in self._lexicon.closed["determiner"] for t in tokens[1:head]
        )
        roles, words = self._lexicon.roles, {t.lower for t in tokens[:head]}
        several = tokens[both - 1].bare in roles | {"lady"} if both is not None else False
        if both is not None and of_one and several and tokens[head].bare in roles | EPITHETS:
            if any(t.lower == "of" for t in tokens[both:]):
                return None  # "the chair and ranking member of the panel" are two
            one = self._of_definite(tokens[:both], both - 1)
            other = self._of_definite([tokens[0], *tokens[both + 1 :]], head - both) if one is not None else None
            if one is None and (led := self._pronouns.leads_before(tokens[0].start)) is not None:
                return self._named(self._fullest[led]) if led in self._fullest and "former" in words else None
            return one if other is None or one is None or other.name == one.name else None
        at, noun = tokens[0].start, tokens[head].bare
        if head + 1 < len(tokens) and tokens[head + 1].lower == "who" and "," not in self._after(tokens[head]):
            return None  # "the witness who saw it": told apart by that, not by who has been named
        apposed = self._apposed_to(at, noun)
        if apposed is not None:
            return self._named(apposed)
        office = frozenset(self._roles.country(t.bare) for t in find_office(self._text, tokens, head))
        found = self._of_role(tokens[: head + 1], noun, at, office)
        if found is None and is_epithet(tokens, head, self._lexicon):
            found = self._of_epithet(tokens[: head + 1], noun, at)
        if found is None and len(tokens) == 2 and tokens[0].lower == "the":
            held = self._roles.heads.get(noun)
            found = None if held is None else self._named(held)
        return found

    def _apposed_to(self, at: int, noun: str) -> Mention | None:
        """Find the name that a description at ``at`` follows behind a comma: "…, Velm Today, the local paper, said"."""
        before = self._before(at)[-1:]
        held = before[0] if before and self._text[before[0].span.end : at] == ", " else None
        if held is None or not _CLOSED_OFF.search(self._text, max(0, held.span.start - 12), held.span.start):
            return None
        bodies = {EntityKind.ORGANISATION, EntityKind.OTHER}
        return held if held.kind in bodies and noun not in self._lexicon.roles and not is_plural(noun) else None

    def _after(self, token: Token) -> str:
        return self._text[token.end : token.end + 2]

    def _of_pair(self, tokens: Sequence[Token], head: int) -> Speaker | None:
        """Resolve "the two", "the pair" and "the two senators" to the two people last named side by side."""
        at, words = tokens[0].start, {t.bare for t in tokens[1 : head + 1]}
        if tokens[0].lower == "the" and words & _PAIRS and (kinds := _SIDE_BY_SIDE.get(tokens[head].bare)):
            low = begin_before(self._text, begin_before(self._text, at))
            return find_pair(self._text, self._spoken_of(at), low, kinds)
        several = is_plural(tokens[head].bare) and tokens[head].bare in self._lexicon.roles
        if tokens[0].lower != "the" or head > 3 or not words & _PAIRS or not (several or tokens[head].bare in _PAIRS):
            return None
        return find_pair(self._text, self._spoken_of(at), begin_before(self._text, at))

    def _inside(self, source: Span) -> Sequence[Mention]:
        return self._mentions[bisect_right(self._starts, source.start - 1) : bisect_right(self._starts, source.end - 1)]

    def _named(self, mention: Mention) -> Speaker:
        full = self._fullest.get(mention.chain, mention)
        return Speaker(
            name=full.name, kind=full.kind if full.kind is not EntityKind.OTHER else mention.kind, span=full.span
        )

    def _before(self, at: int) -> Sequence[Mention]:
        """Give the mentions before a place, as far back as a reader would remember them."""
        end = bisect_right(self._starts, at)
        return self._mentions[max(0, end - _MEMORY) : end]

    def _is_person(self, mention: Mention) -> bool:
        return mention.kind is EntityKind.PERSON or mention.chain in self._genders

    def _is_quoted(self, mention: Mention) -> bool:
        return self._within_quotation(mention.span)

    def _within_quotation(self, span: Span) -> bool:
        at = bisect_right(self._quoted, span) - 1
        return at >= 0 and self._quoted[at].contains(span)

    def _of_pronoun(self, word: str, at: int) -> Speaker | None:
        if word in {"i", "we", "you"}:
            return None
        if word == "who":
            whom = find_antecedent(self._text, at, self._before(at), self._lexicon)
            return self._named(whom) if isinstance(whom, Mention) else whom
        if word == "which":
            before = [m for m in self._before(at) if at - m.span.end <= 4]
            return self._named(before[-1]) if before else None
        if word == "it":
            body = self._it.find(at, self._spoke)
            return self._named(body) if isinstance(body, Mention) else body
        if word == "they":
            return self._they.find(at, self._spoke)
        gender = "m" if word in _HE else "f"
        link = self._links.get(at)
        found = self._pronouns.find(gender, at, self._spoke, link=link, mentioned=self._mentioned)
        found = found or self._pronouns.tied(gender, at)
        found = self._second(found, gender, at, link)
        return self._named(found) if isinstance(found, Mention) else found

    def _of_epithet(self, phrase: Sequence[Token], noun: str, at: int) -> Speaker | None:
        """Resolve "the candidate" and "the Vermont senator" to the person just spoken of who stands out."""
        named = [m for m in self._inside(Span(at, phrase[-1].end)) if m.kind is EntityKind.PERSON]
        if introduced(self._text, noun, at) or any(self._text[m.span.start - 1] == " " for m in named):
            return None  # "the Lang actor" plays Lang, "the “Anna Belle” actress" is one
        homes = self._roles.homes(phrase)
        known = not is_told_of(self._text, noun, at) and not (noun == "president" and phrase[1].lower == "former")
        people = [m for m in self._spoken_of(at) if m.kind is EntityKind.PERSON]
        here = {m.chain for m in people if m.span.start > self._text.rfind("\n", 0, at)}

        leads = self._pronouns.leads_before(at)

        def fit(chain: str, known: bool = known) -> bool | None:
            lives = self._lives(chain, homes, at)
            return self._descriptions.fit(phrase, noun, chain, lives, known, here == {chain}, chain == leads)

        found = self._pronouns.find(
            gender_of_word(noun, self._lexicon),
            at,
            self._spoke,
            lambda chain: chain.split()[-1].lower() not in homes and fit(chain),
            told_of=lambda chain: self._descriptions.is_told(phrase, noun, chain),
            mentioned=self._mentioned,
        )
        alone = people[-1] if len({m.chain for m in people}) == 1 else None  # nobody else has been named
        if found is None and alone is not None and self._descriptions.is_about(alone.chain):
            fitting = fit(alone.chain, False)
            found = alone if fitting or (fitting is None and homes and noun in self._lexicon.roles) else None
        if not isinstance(found, Mention):
            return None
        self._descriptions.learn(noun, found.chain)
        return self._named(found)

    def _outshine(self, held: Speaker, noun: str, at: int) -> Speaker | None:
        """Find who stands out here and may be called so too, where the bearer of a role is long out of sight."""
        low = begin_before(self._text, at)
        if any(m.span.start > low and m.chain == held.name for m in self._before(at)):
            return None
        other = self._pronouns.stands_out(gender_of_word(noun, self._lexicon), at, self._spoke)
        if other is None or other.span.start < self._text.rfind("\n", 0, at):
            return None
        return self._named(other) if self._descriptions.may_be(noun, other.chain) else None

    def _second(
        self, found: Mention | Speaker | None, gender: str, at: int, link: Link | None
    ) -> Mention | Speaker | None:
        """Hear the encoder's link too: it stands where the rules found nobody; where the two differ there is none.

        But one that is all but certain stands.

        It knows no one without a name. No rival is one of an earlier paragraph where the other stands in this, one whom
        the article names later, and, of who spoke last, one not named since.
        """
        if link is None or link.chance < SURE or link.mention.kind is not EntityKind.PERSON:
            return found
        told = self._mentioned.plainly if found is None else self._mentioned.plainly | self._mentioned.quoted
        if link.mention.chain in told:
            return found
        if isinstance(found, Speaker) and (link.chance < _SURELY or found.kind is not EntityKind.UNNAMED):
            return found
        if self._genders.get(link.mention.chain, gender) != gender:
            return found
        certain = link.chance >= _CERTAIN and link.mention.span.start < at
        if found is None or isinstance(found, Speaker) or certain:
            return link.mention
        same = found.chain.split()[-1].lower() == link.mention.chain.split()[-1].lower()
        begin = self._text.rfind("\n", 0, at)
        named = [m.span.start for m in self._before(at) if m.chain == link.mention.chain]
        nearer = not named or named[-1] < begin <= found.span.start
        return found if same or nearer or self._still_speaks(found, link.mention, at) else None

    def _still_speaks(self, found: Mention, rival: Mention, at: int) -> bool:
        """Say whether somebody spoke last and the rival was not named since, but in quotations."""
        last = self._spoke[-1] if self._spoke else None
        if last is None or last.speaker.name != self._named(found).name:
            return False
        since = self._mentions[bisect_right(self._starts, last.source.end) : bisect_right(self._starts, at)]
        return not any(m.chain == rival.chain and not self._is_quoted(m) for m in since)

    def _spoken_of(self, at: int) -> Sequence[Mention]:
        """Give the mentions before a place that no quotation holds."""
        return [m for m in self._before(at) if not self._is_quoted(m)]

    def _lives(self, chain: str, homes: frozenset[str], at: int) -> bool | None:
        """Say whether homes that a description names are somebody's; ``None`` where they may be no places."""
        held = self._fullest.get(chain)
        if homes and held is not None and all(self._roles.is_of(home, held, at) for home in homes):
            return True
        return False if any(home in place.split() for home in homes for place in self._lexicon.places) else None

    def _of_role(self, phrase: Sequence[Token], noun: str, at: int, office: frozenset[str]) -> Speaker | None:
        """Resolve "the Ukrainian president", "the ministry", "the report", "the insider" to what it stands for."""
        if noun.endswith("-old"):
            return self._of_age(noun, at)
        closed = self._lexicon.closed["determiner"]
        words = frozenset(self._roles.country(t.bare) for t in phrase if t.lower not in closed)
        words |= {part for word in words if "-" in word for part in word.split("-")}  # "ex-vice president"
        words -= {noun}
        if "and" in words:
            return None  # "the former first lady and U.S. senator" is not any senator
        noun = noun.rstrip("s") if noun not in self._lexicon.roles else noun
        if phrase[-1].bare.endswith("s") and not phrase[-1].bare.endswith("ss") and noun not in _PLURAL_NAMES:
            if phrase[0].lower in OF_SOMEBODY:
                return None
            return self._of_unnamed(noun, many=True) if len(phrase) > 2 else self._same_again(noun, at)
        # "the state’s governor" may be of any state; who speaks for somebody is seldom one of several
        elsewhere = any(t.possessive and not t.is_name for t in phrase[:-1]) and not noun.startswith("spokes")
        if (
            (noun in self._lexicon.roles or "-" in noun)
            and not elsewhere
            and (held := self._roles.find(phrase, noun, words, at, office, self._said))
        ):
            anybody = noun not in CALLED_SO and phrase[0].lower not in OF_SOMEBODY
            return (self._outshine(held, noun, at) if anybody else None) or held
        if phrase[0].lower in OF_SOMEBODY:
            return self._of_campaign(phrase, noun) or self._of_his_body(phrase, noun)
        found = self._bodies.find(noun, words, at, self._roles.homes(phrase) | office, self._spoke)
        if found is not None:
            return found
        if noun in CAMPAIGNS and len(phrase) == 2:
            return self._of_campaign(phrase, noun) or (
                only_named_so(self._text, self._mentions, noun) if noun in _LONE else None
            )
        if noun in self._lexicon.organisation_nouns:
            return None
        return self._of_unnamed(noun)

    def _of_age(self, noun: str, at: int) -> Speaker | None:
        """Resolve "the 44-year-old" to who is said to be 44, else to who stands out, else to who spoke last."""
        aged = re.compile(rf"(?:, | \(){re.escape(noun.partition('-')[0])}[,).]")
        told = [m for m in self._before(at) if aged.match(self._text, m.span.end)]
        found = told[-1] if told else self._pronouns.stands_out(None, at, self._spoke)
        if found is not None:
            return self._named(found)
        names = {EntityKind.PERSON, EntityKind.OTHER}
        people = [s for s in self._said.order[-2:] if s.kind in names and " " in s.name]
        return people[-1] if people else self._only_person_near(at)

    def _of_campaign(self, phrase: Sequence[Token], noun: str) -> Speaker | None:
        """Resolve "his campaign" to the name by which the article calls it elsewhere: "the Lang campaign"."""
        owner, at = phrase[0].lower, phrase[0].start
        if (
            noun not in CAMPAIGNS
            or owner not in {"his", "her", "the"}
            or not {t.lower for t in phrase[1:-1]} <= _RUNNING
            or self._within_quotation(Span(at, at))
        ):
            return None
        gender = {"his": "m", "her": "f"}.get(owner)
        meant = self._pronouns.find(gender, at, self._spoke, echo=False)
        return campaign_of(self._text, meant.chain, noun) if isinstance(meant, Mention) else None

    def _of_his_body(self, phrase: Sequence[Token], noun: str) -> Speaker | None:
        """Resolve "his committee" to the body of that kind which the role of its owner names."""
        gender = {"his": "m", "her": "f"}.get(phrase[0].lower)
        if gender is None or len(phrase) != 2 or noun not in self._lexicon.organisation_nouns or noun in CAMPAIGNS:
            return None
        at = phrase[0].start
        owner = self._pronouns.find(gender, at, self._spoke, echo=False)
        return self._roles.body_of(owner.chain, noun, at) if isinstance(owner, Mention) else None

    def _of_unnamed(self, noun: str, many: bool = False) -> Speaker | None:
        """Resolve "the insider" and "the officials" to the last one who spoke without a name."""
        if noun not in self._lexicon.unnamed:
            return None
        known = [s for s in reversed(self._unnamed[-2:]) if s.name.split()[-1].lower() in self._lexicon.unnamed]
        known = [s for s in known if s.name.endswith("s") == many]
        return known[0] if known else None

    def _same_again(self, noun: str, at: int) -> Speaker | None:
        """Resolve "the officials" to those who spoke last, "two defence officials", in this paragraph or before it."""
        last = self._spoke[-1] if self._spoke else None
        if last is None or last.speaker.kind is not EntityKind.UNNAMED or last.at < begin_before(self._text, at):
            return None
        return last.speaker if noun.rstrip("s") == last.speaker.name.split()[-1].lower().rstrip("s") else None

    def _only_person_near(self, at: int) -> Speaker | None:
        """Give the one person named in this paragraph or the one before it; ``None`` if there are two."""
        low = begin_before(self._text, at)
        near = [m for m in self._before(at) if m.kind is EntityKind.PERSON and m.span.start > low]
        return self._named(near[-1]) if len({m.chain for m in near}) == 1 else None
