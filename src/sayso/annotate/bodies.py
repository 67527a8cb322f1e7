"""Which body "the agency", "the poll" and "his campaign" are: one that bears the noun, else one that just spoke.

Invariant: a body is named only by words of the article that name it, never by a description alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from sayso.annotate.callings import (
    by_document,
    ended_by,
    find_ended_by,
    find_in_full,
    followed_by,
    led_by,
    made_of,
    told_to_be,
)
from sayso.annotate.campaigns import CAMPAIGNS
from sayso.annotate.lexicon import Lexicon
from sayso.annotate.makers import alike, find_maker, is_brought_in, is_told_apart
from sayso.annotate.outlets import may_be_outlet, may_have_asked, publishes, site_that_spoke
from sayso.annotate.paragraphs import begin_before, opens_sentence
from sayso.annotate.pronouns import Spoke
from sayso.annotate.seats import find_state, find_town
from sayso.model.annotation import EntityKind, Mention, Speaker
from sayso.model.span import Span

_SAME = frozenset({"new", "latest", "same", "whole", "recent", "full", "national"})
_OUTLETS = frozenset(
    "newspaper paper broadcaster network website site outlet magazine publication tabloid channel".split()
)
_WIRES = frozenset({"news", "wire"})
_PUBLICATIONS = _OUTLETS | {"agency"}
_HELD_BY_NOBODY = frozenset(
    "data figures documents emails records evidence results book case law bill act suit email memo letter tweet brief "
    "ad advert amendment order lawsuit complaint indictment ruling decision rule treaty constitution plan deal "
    "agreement draft story message post petition resolution filing affidavit transcript investigation".split()
)
_RULINGS = frozenset("ruling decision verdict opinion order".split())
_LAID_DOWN = frozenset(  # what an outlet that publishes it did not make
    "law bill act order ruling decision indictment lawsuit complaint memo document documents transcript emails".split()
)
_MANY = frozenset("report document documents study analysis memo review statement".split())  # of many in one article
_BY = re.compile(r"\bby (?:the )?$")
_ASKED = frozenset({"poll", "survey"})
_GIVEN_OUT = frozenset({"statement", "report"})
_REPORTED = re.compile(r" (?:has |had |first |also )?reported\b")
_REPORTS = re.compile(r" (?:has |had |first |also )?report(?:s|ed)\b")
_LONE_BODIES = frozenset({"agency", "bank", "company", "firm", "airline", "fund", "alliance", "university", "hospital"})
_NAMED_SO = CAMPAIGNS | frozenset("office family film trust fund union alliance".split())
_SORTS = {  # nouns to what ends the names of bodies that they may call
    "agency": frozenset("department bureau administration service commission authority".split()),
    "school": frozenset("university college academy institute".split()),
    "university": frozenset({"college"}),
    "institution": frozenset("university college museum".split()),
    "company": frozenset("inc corp co ltd llc plc motors airlines industries systems technologies holdings".split()),
    "firm": frozenset("inc corp co ltd llc plc associates partners capital securities holdings".split()),
    "group": frozenset("alliance coalition association union league foundation network project society club".split()),
    "organization": frozenset(
        "alliance coalition association foundation network project society institute center".split()
    ),
}
_NO_BODIES = frozenset({EntityKind.PERSON, EntityKind.PLACE})
_ANY_FIRM = frozenset({"company", "firm", "corporation"})
_FIRMS = frozenset("company firm operator airline carrier manufacturer maker retailer owner corporation".split())
_NO_FIRMS = frozenset("center centre institute society project network initiative fund".split())
_OFTEN = 3  # mentions of a body that an article is about
_PIECES = frozenset({"piece", "feature", "op-ed"})
_LOST = frozenset("failed unsuccessful losing former previous last earlier".split())
_FLYING = frozenset({"airline", "carrier"})
_GROUPS = frozenset("group organization organisation association".split())
_NO_GROUPS = frozenset(  # what ends the name of a body that nobody calls a group
    "ministry department agency bureau office council court parliament congress senate house party government "
    "university college school elementary bank police army administration county city inc corp co ltd llc plc".split()
)
_GATHERED = frozenset({"delegation", "caucus"})
_AGENCIES = frozenset("agency bureau department commission".split())
_NO_AGENCIES = frozenset(
    "party house senate congress parliament court university college campaign committee council".split()
)
_APPOSED = re.compile(r", (?:an?|the) $")
_LEAD = 60  # code points before a name
_TOLD = ("told ", "to ", "told the ")


class BodyFinder:
    """Finds the body that a phrase stands for; made once an article."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        before: Callable[[int], Sequence[Mention]],
        named: Callable[[Mention], Speaker],
        subject: Callable[[int], Mention | None],
    ) -> None:
        """``before`` gives the mentions before an offset, as far back as one remembers; ``named`` their speakers.

        ``subject`` gives the body that leads the sentence of an offset, or the one before it.
        """
        self._text, self._mentions, self._lexicon = text, mentions, lexicon
        self._before, self._named, self._subject = before, named, subject
        self._counts = Counter(m.chain for m in mentions)
        self._common = lexicon.documents | _ANY_FIRM  # "Company", which begins a sentence
        self._heard = 0  # how many of those who spoke stand in the next one
        self._spoken: dict[
            str, dict[Speaker, None]
        ] = {}  # bodies that spoke, by each word of their names, the last last

    def find(
        self,
        noun: str,
        words: frozenset[str],
        at: int,
        homes: frozenset[str],
        spoke: Sequence[Spoke],
    ) -> Speaker | None:
        """Find the body that a phrase with this head stands for.

        ``words`` are the words beside the head, ``homes`` the names among them that say whose body it is; ``spoke``
        are the sources so far, in order.
        """
        if words & _WIRES and noun in {"agency", "service"} and (wire := self._wire_near(at)) is not None:
            return wire
        if "news" in words and noun in _GROUPS | _OUTLETS:
            noun, words = "outlet", words - {"news"}
        if noun in {"state", "city", "town"} and not words:
            find = find_state if noun == "state" else find_town
            complemented = re.match(rf"\w+ {noun} of ", self._text[at : at + 20])  # "the city of Velm"
            place = None if complemented else find(self._text, self._before(at), at, self._lexicon)
            return None if place is None else self._named(place)
        if noun in _FIRMS and not words and (led := self._subject(at)) is not None and self._may_be_firm(led):
            return self._named(led)
        document = noun in self._lexicon.documents or noun in _PUBLICATIONS | _HELD_BY_NOBODY
        body = noun in self._lexicon.organisation_nouns
        if noun in _GIVEN_OUT and not words and (given := self._given_out(noun, at, spoke)) is not None:
            return given
        told_so = (body and noun not in CAMPAIGNS) or noun in _GROUPS
        if told_so and not words - _SAME and (told := self._introduced_as(noun, at)) is not None:
            return told
        heard = self._just_heard(spoke) if body and not words - _SAME else None
        if heard is not None and self._is_called(noun, heard.name):
            return heard
        if document or body or noun in _NAMED_SO:
            named = self._named_with(noun, words, at) or self._called_in_full(noun, words, at)
            if named is not None and homes <= set(named.name.lower().split()) | self._lexicon.countries:
                return named
        if noun in self._lexicon.documents and is_told_apart(self._text, noun, at):
            return None
        if noun in _RULINGS and not words - _SAME and (led := self._subject(at)) is not None and _is_court(led):
            return self._named(led)
        made = self._made_by(noun, at, spoke) if document and not homes else None
        if made is not None:
            return made
        last = [s.speaker for s in spoke[-2:]]
        if document and noun not in _HELD_BY_NOBODY and not words - _SAME:
            near = spoke[-2:]
            if noun in _MANY:
                near = [s for s in near if s.at > self._before_quoted(at) and not self._is_after_by(s.source)]
            near = [s for s in near if s.speaker.kind is EntityKind.ORGANISATION]
            near = [s for s in near if any(map(str.isupper, s.speaker.name))]
            near = [s for s in near if noun not in _PUBLICATIONS or may_be_outlet(noun, s.speaker.name, self._lexicon)]
            near = [s for s in near if noun not in _ASKED or may_have_asked(self._text, s, self._lexicon)]
            if near and not is_brought_in(self._text, noun, near[-1].source.end, at):
                return near[-1].speaker
            if noun in _OUTLETS:
                return self._only_outlet_near(at) or site_that_spoke(self._text, noun, at, spoke, self._lexicon)
        if noun in _PIECES or (noun == "board" and "editorial" in words):
            return self._only_outlet_near(at)
        if not body and noun not in _GROUPS:
            return self._headed(noun, at) if noun in _GATHERED and not words else None
        if (named_so := self._last_named(noun, words, spoke)) is not None:
            return named_so
        near = [s for s in spoke[-2:] if s.at > self._before_quoted(at) and noun in _FIRMS]
        near = [s for s in near if not _REPORTS.match(self._text, s.source.end)]  # an outlet
        firms = [
            s.speaker for s in near if self._is_body(s.speaker) and (self._is_firm(s.speaker) or self._is_alone(s, at))
        ]
        firms = [s for s in firms if not self._is_no_firm(s.name)]
        if noun in _FLYING:
            flying = [m for m in self._near(at, begin_before(self._text, at)) if "air" in m.name.lower()]
            return self._named(flying[0]) if len({m.chain for m in flying}) == 1 else None
        if firms:  # a union is no company
            return firms[-1]
        if noun in _ANY_FIRM and not words - _SAME and (main := self._main_firm(at)) is not None:
            return main
        if homes:
            return None
        if not words - _SAME and (served_by := self._served(noun, spoke, at)) is not None:
            return served_by
        if last and self._is_body(last[-1]) and self._is_called(noun, last[-1].name):
            return last[-1]
        if noun in _GROUPS and not words - _SAME and (near_by := self._only_called(noun, self._bodies_near(noun, at))):
            return near_by
        if not words - _SAME and (leader := self._leader(noun, at)) is not None:
            return leader
        served = self._just_heard(spoke)
        if served is not None and not (noun in _GROUPS and _is_no_group(served)):
            return served
        found = self._just_spoke(noun, at, spoke) or self._only_near(noun, at)
        return found or (None if words - _SAME else self._main_body(noun, at) or self._headed(noun, at))

    def _is_body(self, speaker: Speaker) -> bool:
        may_be = speaker.kind in {EntityKind.ORGANISATION, EntityKind.OTHER}
        return may_be and any(map(str.isupper, speaker.name)) and speaker.name.lower() not in self._common

    def _last_named(self, noun: str, words: frozenset[str], spoke: Sequence[Spoke]) -> Speaker | None:
        """Give the body that spoke last of those in whose names all these words stand."""
        for heard in spoke[self._heard :]:
            for word in heard.speaker.name.lower().split() if self._is_body(heard.speaker) else ():
                known = self._spoken.setdefault(word, {})
                known.pop(heard.speaker, None)
                known[heard.speaker] = None
        self._heard = len(spoke)
        for body in reversed(self._spoken.get(noun, {})):
            sure = " " in body.name or not opens_sentence(self._text, body.span.start)  # not "Union" that begins one
            if sure and words <= set(body.name.lower().split()) and " and the " not in body.name:
                return body
        return None

    def _made_by(self, noun: str, at: int, spoke: Sequence[Spoke]) -> Speaker | None:
        """Give who sent or published a document of this kind just before, or spoke by it before."""
        maker = find_maker(self._text, self._before(at), noun, at)
        if isinstance(maker, Span):
            return Speaker(name=maker.cut(self._text), kind=EntityKind.ORGANISATION, span=maker)
        if maker is not None:
            return None if noun in _LAID_DOWN and publishes(maker.name, self._lexicon) else self._named(maker)
        named = (s for s in reversed(spoke[-3:]) if s.speaker.kind is not EntityKind.UNNAMED)
        by_it = (s for s in named if by_document(alike(noun)).search(s.source.cut(self._text)))
        last = next((s for s in by_it if any(map(str.isupper, s.speaker.name))), None)
        other = last is not None and is_brought_in(self._text, noun, last.source.end, at)
        return None if last is None or other else last.speaker

    def _given_out(self, noun: str, at: int, spoke: Sequence[Spoke]) -> Speaker | None:
        """Give the body that spoke last, whose "statement" it is, or the outlet whose "report"."""
        near = [s for s in spoke[-3:] if s.at > begin_before(self._text, at)]
        if noun == "report":
            near = [
                s
                for s in near
                if _REPORTED.match(self._text, s.source.end) and publishes(s.speaker.name, self._lexicon)
            ]
        last = near[-1] if near else None
        if last is None or last.speaker.kind is not EntityKind.ORGANISATION or not last.speaker.name[:1].isupper():
            return None
        return last.speaker if noun == "report" or not publishes(last.speaker.name, self._lexicon) else None

    def _is_no_firm(self, name: str) -> bool:
        words = (word for word in name.lower().split() if word not in _FIRMS)
        return any(word in self._lexicon.organisation_nouns or word in _NO_FIRMS for word in words)

    def _is_after_by(self, source: Span) -> bool:
        return _BY.search(self._text, max(0, source.start - 8), source.start) is not None

    def _before_quoted(self, at: int) -> int:
        """Give where the paragraph before begins; those that only quote are passed over."""
        low = begin_before(self._text, at)
        while low > 0 and self._text[low + 1 : low + 2] in {"“", '"'}:
            low = begin_before(self._text, low)
        return low

    def _main_firm(self, at: int) -> Speaker | None:
        """Give the firm that an article is about: named thrice at least, and no other half as often."""
        named = [m for m in self._before(at) if self._may_be_firm(m)]
        counts = Counter(m.chain for m in named)
        (first, n), *others = counts.most_common() or [("", 0)]
        told = any(m.kind is EntityKind.ORGANISATION for m in named if m.chain == first)
        stands_out = n >= _OFTEN and told and all(count * 2 <= n for _, count in others)
        return self._named(next(m for m in named if m.chain == first)) if stands_out else None

    def _main_body(self, noun: str, at: int) -> Speaker | None:
        """Give the body near that the article names most and that may be called so: "the agency", "the group"."""
        named = [m for m in self._before(at) if self._may_be_called(noun, self._as_group(noun, m))]
        (first, n), *others = Counter(m.chain for m in named).most_common() or [("", 0)]
        low = begin_before(self._text, begin_before(self._text, at))
        near = [m for m in named if m.chain == first and m.span.start > low]
        return self._named(near[0]) if near and n >= _OFTEN and all(count * 2 <= n for _, count in others) else None

    def _may_be_firm(self, mention: Mention) -> bool:
        return (
            mention.kind in {EntityKind.ORGANISATION, EntityKind.OTHER}
            and not publishes(mention.name, self._lexicon)
            and not self._is_no_firm(mention.name)
            and not _shouted(mention.name)
            and not _REPORTS.match(self._text, mention.span.end)
        )

    def _is_firm(self, speaker: Speaker) -> bool:
        """Say whether one who spoke may be called a company: no outlet, no crowd, no channel."""
        name, lexicon = speaker.name, self._lexicon
        crowd = name.endswith("s") and (name.lower() in lexicon.roles or name.lower() in lexicon.organisation_nouns)
        return not publishes(name, self._lexicon) and not crowd and not name.endswith("TV")

    def _is_alone(self, spoke: Spoke, at: int) -> bool:
        """Say whether an outlet spoke for itself: no other body that may be a firm is named after it."""
        since = [m for m in self._before(at) if m.span.start >= spoke.source.end]
        since = [m for m in since if m.kind is EntityKind.ORGANISATION or self._counts[m.chain] >= _OFTEN]
        return publishes(spoke.speaker.name, self._lexicon) and not any(self._may_be_firm(m) for m in since)

    def _named_with(self, noun: str, words: frozenset[str], at: int) -> Speaker | None:
        """Find the last name that stood with a noun, or holds it: "a Bloomberg poll", "the Senate Committee"."""
        alone = not words - _SAME
        for mention in reversed(self._before(at)):
            person = mention.kind is EntityKind.PERSON and noun not in _NAMED_SO
            if person or _shouted(mention.name) or "," in mention.name:  # one body, not a list
                continue
            described = mention.kind is EntityKind.PLACE or mention.name.lower() in self._lexicon.demonyms
            if noun in _FIRMS and described:
                continue  # "the Velmish firm" describes it
            own = {w.strip(".,").lower() for w in mention.name.split()}
            headed = noun in own and len(own) > 1 and (bool(words - _SAME) or not made_of(noun).search(mention.name))
            if headed and words <= own and mention.kind is not EntityKind.PERSON:
                return self._named(mention)
            if not alone:
                continue
            low, begin = max(0, mention.span.start - _LEAD), mention.span.start
            apposed = _APPOSED.search(self._text, max(0, begin - 8), begin) if described else None
            if apposed is not None and ended_by(noun).match(self._text, begin):  # "Clean Shores, the Velm charity"
                told = [m for m in self._before(begin) if m.span.end == apposed.start()]
                if told and told[0].kind not in _NO_BODIES:
                    return self._named(told[0])
            if noun in self._text[low:begin].lower() and led_by(noun).search(self._text, low, begin):
                return self._named(mention)  # "the group Velm Watch"
            after = self._text[mention.span.end : mention.span.end + 40]
            if noun in after and (match := followed_by(noun).match(after)):
                filler = set(match["filler"].split())
                if filler & _LOST or filler & (
                    self._lexicon.closed["conjunction"] | self._lexicon.closed["preposition"]
                ):
                    continue  # "trucks and campaign signs"
                if filler & self._lexicon.closed["determiner"]:
                    if noun not in self._lexicon.documents:
                        continue  # "the court fined the agency"
                    if is_brought_in(self._text, noun, mention.span.end + match.end(), at):
                        return None  # since then there is another
                    return self._named(mention)  # "the museum issued a statement"
                span = Span(mention.span.start, mention.span.end + match.end())
                return Speaker(name=span.cut(self._text), kind=EntityKind.ORGANISATION, span=span)
        return None

    def _called_in_full(self, noun: str, words: frozenset[str], at: int) -> Speaker | None:
        """Give the one body before a place whose name ends with the phrase: of "the sheriff’s office" the Velm one."""
        if not words:
            return None
        phrase = re.search(rf"(?:[\w-]+[’']s )?(?:[\w-]+ ){{0,2}}{re.escape(noun)}\b", self._text[at : at + 60])
        said = phrase.group().split()[-len(words) - 1 :] if phrase is not None else []
        said = [word[:1].upper() + word[1:].lower() for word in said]
        if len(said) < 2:
            return None
        span = find_in_full(self._text, said, at)
        return None if span is None else Speaker(name=span.cut(self._text), kind=EntityKind.ORGANISATION, span=span)

    def _headed(self, noun: str, at: int) -> Speaker | None:
        """Give the one body that a head calls before a place, also within a role: "Port Agency director Anna Rohde"."""
        if noun not in _AGENCIES | _GATHERED:
            return None
        span = find_ended_by(self._text, noun, at)
        return None if span is None else Speaker(name=span.cut(self._text), kind=EntityKind.ORGANISATION, span=span)

    def _just_heard(self, spoke: Sequence[Spoke]) -> Speaker | None:
        """Give the body whose people spoke last, "officials at Harbour Watch", for "the agency"."""
        if not spoke or spoke[-1].speaker.kind in {EntityKind.PERSON, EntityKind.ORGANISATION}:
            return None
        source = spoke[-1].source
        inside = [m for m in self._before(source.end) if source.contains(m.span)][:1]
        before = self._text[source.start : inside[0].span.start].lower().split() if inside else []
        serves = {"at", "with", "for"} if inside and inside[0].kind is EntityKind.OTHER else {"at", "with", "for", "of"}
        served = [word for word in before if word != "the"][-1:]
        behind = self._text[inside[0].span.end : source.end].split() if inside else []
        if behind and not set(before) - {"the"} and behind[-1] in self._lexicon.roles:  # "Harbour Agency officials"
            served = ["for"] if inside[0].kind is EntityKind.ORGANISATION else []
        person = not inside or inside[0].kind in {EntityKind.PERSON, EntityKind.PLACE}
        return self._named(inside[0]) if not person and serves.intersection(served) else None

    def _just_spoke(self, noun: str, at: int, spoke: Sequence[Spoke]) -> Speaker | None:
        """Give the body that spoke last, in this paragraph or the one before, for "the group"."""
        if noun not in _GROUPS or not spoke or spoke[-1].at < begin_before(self._text, at):
            return None
        speaker = spoke[-1].speaker
        fits = (
            speaker.kind is EntityKind.ORGANISATION
            and speaker.name[:1].isupper()
            and not publishes(speaker.name, self._lexicon)
        )
        return speaker if fits and not _is_no_group(speaker) else None

    def _only_outlet_near(self, at: int) -> Speaker | None:
        """Give the one outlet named in this paragraph or the one before."""
        near = [m for m in self._near(at, begin_before(self._text, at)) if m.kind not in _NO_BODIES]
        near = [m for m in near if publishes(m.name, self._lexicon) and len(m.name) > 1]
        return self._named(near[0]) if len({m.chain for m in near}) == 1 else None

    def _wire_near(self, at: int) -> Speaker | None:
        """Give the agency named last in this paragraph or the one before."""
        near = self._near(at, begin_before(self._text, at))
        return next((self._named(m) for m in near if self._lexicon.outlets.get(m.name) == "agency"), None)

    def _may_be_called(self, noun: str, mention: Mention) -> bool:
        """Say whether nothing in the name of a body speaks against its being called so."""
        if (
            mention.kind is not EntityKind.ORGANISATION
            or publishes(mention.name, self._lexicon)
            or _shouted(mention.name)
        ):
            return False
        own = set(mention.name.lower().split())
        if noun in _AGENCIES:
            return not own & (_NO_AGENCIES | _SORTS["company"] | _GROUPS)
        return noun in _GROUPS and not own & _NO_GROUPS

    def _leader(self, noun: str, at: int) -> Speaker | None:
        """Give the body that this sentence or the one before it begins with, for "the agency" and "the group"."""
        led = self._subject(at)
        return self._named(led) if led is not None and self._may_be_called(noun, self._as_group(noun, led)) else None

    def _as_group(self, noun: str, mention: Mention) -> Mention:
        """Take a name of no known kind, of several words, for that of a group where the article is about it."""
        may_be = noun in _GROUPS and mention.kind is EntityKind.OTHER and " " in mention.name
        return replace(mention, kind=EntityKind.ORGANISATION) if may_be and self._is_told(mention) else mention

    def _served(self, noun: str, spoke: Sequence[Spoke], at: int) -> Speaker | None:
        """Give the body for which the person serves who spoke last: "Clean Shores director Anna Rohde"."""
        last = spoke[-1] if spoke else None
        if last is None or last.speaker.kind is not EntityKind.PERSON or last.at < begin_before(self._text, at):
            return None
        roles = [m.role for m in self._before(at) if m.chain == last.speaker.name and m.role is not None]
        spans = [last.source, *roles]
        bodies = [m for m in self._before(at) if m.kind not in _NO_BODIES and any(s.contains(m.span) for s in spans)]
        bodies = [m for m in bodies if self._may_be_called(noun, replace(m, kind=EntityKind.ORGANISATION))]
        return self._named(bodies[-1]) if len({m.chain for m in bodies}) == 1 else None

    def _introduced_as(self, noun: str, at: int) -> Speaker | None:
        """Give the body that was last told to be one: "Clean Shores, a small environmental group"."""
        low = begin_before(self._text, begin_before(self._text, at))
        for mention in self._near(at, low):
            told = None if mention.kind in _NO_BODIES else told_to_be(noun).match(self._text, mention.span.end)
            if told is not None and told.end() < at:
                return None if is_brought_in(self._text, noun, told.end(), at) else self._named(mention)
        return None

    def _only_near(self, noun: str, at: int) -> Speaker | None:
        """Give the one body named in this paragraph or the one before that may be called so, "the bank"."""
        near = self._bodies_near(noun, at)
        if (called := self._only_called(noun, near)) is not None:
            return called
        if noun not in _LONE_BODIES or len({m.chain for m in near}) != 1:
            return None
        if noun in _AGENCIES and _NO_AGENCIES & set(near[0].name.lower().split()):
            return None
        told = near[0].kind is EntityKind.ORGANISATION or self._counts[near[0].chain] >= _OFTEN
        return self._named(near[0]) if told else None

    def _bodies_near(self, noun: str, at: int) -> list[Mention]:
        return [
            m
            for m in self._near(at, begin_before(self._text, at))
            if (m.kind is EntityKind.ORGANISATION or (m.kind is EntityKind.OTHER and self._is_told(m)))
            and m.name not in self._lexicon.outlets
            and not _shouted(m.name)
            and not (noun in _FIRMS and self._is_no_firm(m.name))
            and not self._text[max(0, m.span.start - 9) : m.span.start].endswith(_TOLD)
        ]

    def _only_called(self, noun: str, near: Sequence[Mention]) -> Speaker | None:
        """Give the one body of several that news calls by a noun which it does not bear."""
        called = [m for m in near if self._is_called(noun, m.name)]
        return self._named(called[0]) if len({m.chain for m in called}) == 1 else None

    def _is_told(self, mention: Mention) -> bool:
        """Say whether a name of no known kind may be a body's: of two words, or one that the article is about."""
        return " " in mention.name or self._counts[mention.chain] >= _OFTEN

    def _is_called(self, noun: str, name: str) -> bool:
        """Say whether news calls a body of this name by a noun that it does not bear: the FBI "the bureau"."""
        last = name.split()[-1].lower()
        return name.lower() in self._lexicon.called.get(noun, frozenset()) or last in _SORTS.get(noun, frozenset())

    def _near(self, at: int, low: int) -> list[Mention]:
        return list(takewhile(lambda m: m.span.start > low, reversed(self._before(at))))


def _is_court(mention: Mention) -> bool:
    return not {"court", "circuit", "tribunal"}.isdisjoint(mention.name.lower().split())


def _is_no_group(speaker: Speaker) -> bool:
    return speaker.name.lower().split()[-1] in _NO_GROUPS


def _shouted(name: str) -> bool:
    """Tell a heading in capitals from an acronym."""
    return name.isupper() and len(name) > 6
