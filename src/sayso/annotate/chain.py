"""The chain between an article and a speaker: "told the BBC", "according to a report by CNN", "in an interview with".

Invariant: every hop has the span where it is named; a hop is an outlet of the lexicon or stands after such words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.annotate.lexicon import load_lexicon
from sayso.model.annotation import Hop, HopKind
from sayso.model.span import Span


@cache
def _outlets() -> re.Pattern[str]:
    """Match the name of a listed outlet, the longest first; names are tried by their first letter."""
    by_letter: dict[str, list[str]] = {}
    for name in sorted(load_lexicon().outlets, key=len, reverse=True):
        by_letter.setdefault(name[0], []).append(re.escape(name[1:]))
    names = "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")


_TALK = r"(?:interview|conversation|commentary|comments?|remarks|statement|phone call)"
_RUN = r"(?:reported|published|quoted|cited|carried|obtained|seen|aired|broadcast|run)"
_PIECE = r"(?:piece|report|story|article|column|essay|interview|broadcast)s?"
_FILLER = (
    "the an? its state state-run state-owned official local private public news television TV radio broadcaster "
    "channel network agency newspaper daily magazine programme report piece article story reports interview "
    "published from by in on with to host anchor "
    "last this week month Sunday Monday Tuesday Wednesday Thursday Friday Saturday yesterday "
    "Russian German French British American Italian Ukrainian Iranian Turkish Israeli Chinese"
)
_LEADS = re.compile(
    rf"(?:\b(?:told|tells|telling|informed|asked by)|\b{_TALK} (?:with|to|for|on|given to)"
    r"|\b(?:speaking|spoke|speaks|talking) (?:to|on|with)"
    rf"|\baccording to|\b{_RUN} (?:by|in|on)|\b{_PIECE} (?:by|in|from|on|for)|\bciting|\bquoting|\bvia|\bsource:"
    rf"|\binterviewed (?:by|on)|\bappear(?:ing|ed) on)\s+(?:(?:{_FILLER.replace(' ', '|')}|[\w-]+[’']s),?\s+){{0,6}}$"
    r"|(?:\b(?:said|says|saying|given|spoke)|declared)\b[^.]{0,60}\bto\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:’s|'s)?(?: news agency| news| agency)?(?:, (?:citing|quoting)[^,.]{1,60},|,?) "
    r"(?:reported|reports|has reported|says|said|quot(?:ed|es)|cit(?:ed|es)|carried|"
    r"(?:had )?(?:reached|contacted|interviewed))\b",
    re.IGNORECASE,
)


_KINDS_OF_PAPER = (
    r"(?:Radio|TV|Television|News|Times|Daily|Standard|Herald|Post|Journal|Gazette|Courier|Tribune|Dispatch|Chronicle|Mail|"
    r"Mirror|Star|Express|Echo|Argus|Examiner|Inquirer|Ledger|Broadcasting|Weekly|Magazine|Globe|Sun|Observer|Telegraph|Press|"
    r"Bee|Sentinel|Enquirer|Insider|Beacon|Gleaner|Shimbun|Zeitung|Agency|News Agency|Channel)"
)
_OUTLET = (
    rf"(?:(?:[A-Z][\w’'-]+\s+){{0,3}}{_KINDS_OF_PAPER}(?:\s+(?![A-Z][a-z]+day\b)[A-Z][\w’'-]+|\s+of\s+[A-Z][\w’'-]+|\s+\d+)?"
    r"|[A-Z][a-z]+(?:wire|press))(?![\w-]|[’'](?!s\b))"
)
_UNLISTED = re.compile(
    rf"\b(?:told|tells|interview with|speaking to|spoke to|quoted by|according to|{_RUN} (?:by|in|on))\s+"
    rf"(?:the\s+|[\w-]+[’']s\s+)?(?P<name>{_OUTLET})"
)
# A station is not its network, and its number is part of its name: "CNN affiliate KVLM", "Fox 12 News".
_STATION = re.compile(
    r"\s+(?:affiliate|station|member station)\s+(?P<name>[A-Z][\w-]*(?:\s+(?:[A-Z][\w-]*|\d+(?!\s*[a-z]))){0,2})"
)
_NUMBERED = re.compile(r"\s+\d{1,2}(?:\s+News|(?=[.,;:’'”\"]|\s+(?:that|what|how|why|he|she|they|it|on|in)\b))")
# After these words a station's call sign and a site are outlets too: "told KVLM", "an interview with Tidenews.com".
_SPOKEN_TO = r"\b(?:told|tells|telling|interview (?:with|on)|speaking (?:to|on)|spoke (?:to|with)|quoted by)\s+"
_SITE_OR_STATION = re.compile(
    rf"{_SPOKEN_TO}(?:the\s+)?(?P<name>[KW][A-Z]{{3}}(?:-(?:TV|FM|AM))?|[A-Z][\w-]*\.(?:com|org|net))(?![\w-])"
)
# Called an outlet once ("the Orsava news agency"), a name is one throughout ("told Orsava").
_DESCRIBED = re.compile(
    r"(?<!\b[Aa] )(?<!\b[Aa]n )\b(?P<name>[A-Z][\w-]+) "
    r"(?:(?:news|press) (?P<agency>agency|service)|newspaper|tabloid)\b(?! [A-Z])"
)
# "told the Ostland broadcaster KVO that": what kind of outlet it is stands before its name.
_CALLED_BEFORE = re.compile(
    rf"(?:{_SPOKEN_TO}|\b(?:according to|{_RUN} (?:by|in|on))\s+)(?:[\w’'-]+\s+){{0,4}}?"
    r"(?P<noun>news agency|newspaper|daily|magazine|weekly|tabloid|broadcaster|channel|television|TV|radio|station|"
    r"network|website)\s+(?P<name>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,2}?)"
    r"(?=\s*(?:[.,;:”\"\n]|(?:that|on|in|at|he|she|they|it|there|last|this|[A-Z][a-z]+day)\b))"
)
# Whose reporter speaks: "the Courier’s Ann Holt", "BBC correspondent Ann Holt".
_POSSESSED = re.compile(r"(?:’s|'s|‘s|’|')\s+(?=[A-Z][\w’'-]+\.?\s+[A-Z])")
_REPORTER = re.compile(
    r"(?:’s|'s|‘s|’|')?\s+(?:[\w-]+\s+){0,3}?(?:correspondent|reporter|columnist|commentator|editor|writer)\s+(?=[A-Z])"
)
_TOLD_IT = re.compile(
    rf"{_SPOKEN_TO}the\s+(?P<noun>newspaper|paper|magazine|network|broadcaster|station|news agency|"
    r"(?:news )?(?:website|site|outlet|organi[sz]ation)|publication|tabloid)\b"
)
_KINDS_OF_NOUN = {
    **dict.fromkeys(("newspaper", "paper", "magazine", "tabloid"), HopKind.OUTLET),
    **dict.fromkeys(("network", "broadcaster", "station", "channel", "television", "TV", "radio"), HopKind.BROADCASTER),
    "news agency": HopKind.AGENCY,
}
_IN_SIGHT = 1200  # code points between an outlet and "told the newspaper"
_THE = re.compile(r"(?:[Tt]he\s+)")
_NAMED_OUTLET = re.compile(_OUTLET)
_BROADCAST = re.compile(r"\b(?:Radio|TV|Television|Broadcasting|Channel)\b")
_TOLD = re.compile(r"\b(?:told|tells|telling|interview (?:with|on)|speaking (?:to|on)|spoke to)\s+(?:the\s+)?$")
_CREDIT = re.compile(r"^[ \t(\[]*(?i:sources?):[ \t]*(?P<name>[^\n,;()\[\]]{2,40}?)[ \t.)\]]*$", re.MULTILINE)


_CALLED = {
    **dict.fromkeys(("news agency", "press agency"), HopKind.AGENCY),
    **dict.fromkeys(("broadcaster", "state broadcaster", "state television", "state tv"), HopKind.BROADCASTER),
    **dict.fromkeys(("newspaper", "paper", "magazine", "tabloid", "daily"), HopKind.OUTLET),
}


class HopFinder:
    """The outlets that an article names as a way the words came, found once and looked up by place."""

    def __init__(self, text: str) -> None:
        self._text = text
        hops = [hop for match in _outlets().finditer(text) if (hop := _hop(text, match)) is not None]
        unlisted = [
            _unlisted(match)
            for pattern in (_UNLISTED, _SITE_OR_STATION, _CALLED_BEFORE)
            for match in pattern.finditer(text)
        ]
        for hop in (*unlisted, *_described(text)):
            if not any(hop.span.overlaps(known.span) for known in hops):
                hops.append(hop)
        placed = sorted([*((hop.span, hop) for hop in hops), *_told_again(text, hops)], key=lambda each: each[0])
        self._places, self._hops = [place for place, _ in placed], [hop for _, hop in placed]
        self._told = {place for place in self._places if _TOLD.search(text, max(0, place.start - 40), place.start)}
        self._starts = [place.start for place in self._places]

    def find(self, within: Span, skip: Sequence[Span] = ()) -> tuple[Hop, ...]:
        """Give the hops of a stretch, each name once, the one that was told last; ``skip`` holds contents and sources.

        Otherwise they come in the order of the text.
        """
        low, high = bisect_left(self._starts, within.start), bisect_left(self._starts, within.end)
        places = [i for i in range(low, high) if not any(self._places[i].overlaps(s) for s in skip)]
        places.sort(key=lambda i: self._places[i] in self._told)
        here = [self._hops[i] for i in places]
        return tuple(
            {hop.name: hop for hop in reversed(here)}[name] for name in dict.fromkeys(hop.name for hop in here)
        )

    def of_reporter(self, source: Span) -> tuple[Hop, ...]:
        """Give the outlet whose reporter a source names: "the Courier’s Ann Holt", "BBC correspondent Ann Holt"."""
        start = _THE.match(self._text, *source)
        found = _outlets().match(self._text, start.end() if start else source.start, source.end)
        if found is None:
            found = _NAMED_OUTLET.match(self._text, start.end() if start else source.start, source.end)
        if found is None:
            return ()
        if not any(after.match(self._text, found.end(), source.end) for after in (_POSSESSED, _REPORTER)):
            return ()
        name = found.group()
        return (Hop(name=name, kind=name_outlet(name) or HopKind.OUTLET, span=Span(*found.span())),)


def name_outlet(name: str) -> HopKind | None:
    """Say which kind of outlet a name is by the word list or by its own words; ``None`` if by neither."""
    known = load_lexicon().outlets.get(name)
    if known is not None:
        return HopKind(known)
    if (kind := _CALLED.get(" ".join(name.lower().split()[-2:]), _CALLED.get(name.lower()))) is not None:
        return kind
    if name.endswith("Agency") and len(name.split()) > 2:
        return None  # one that protects the environment, not one that reports
    if re.fullmatch(_OUTLET, name.removeprefix("The ").removeprefix("the ")) is None:
        return None
    if _BROADCAST.search(name):
        return HopKind.BROADCASTER
    return HopKind.AGENCY if "Agency" in name or name.endswith("wire") else HopKind.OUTLET


def find_credit(text: str) -> Hop | None:
    """Find the outlet that a line of its own credits with the whole article: "Source: NDTV"."""
    for match in _CREDIT.finditer(text):
        kind = name_outlet(match["name"])
        if kind is not None:
            return Hop(name=match["name"], kind=kind, span=Span(*match.span("name")))
    return None


def _unlisted(match: re.Match[str]) -> Hop:
    name, noun = match.group("name"), match.groupdict().get("noun") or ""
    kind = name_outlet(name) or _KINDS_OF_NOUN.get(noun, HopKind.OUTLET)
    return Hop(name=name, kind=kind, span=Span(*match.span("name")))


def _described(text: str) -> Iterator[Hop]:
    """Find the names that the article calls an agency or a newspaper once, where they are a way again."""
    lexicon, kinds = load_lexicon(), dict[str, HopKind]()
    for match in _DESCRIBED.finditer(text):
        name, word = match["name"], match["name"].lower()
        known = word in lexicon.demonyms or word in lexicon.places or word in lexicon.organisation_names
        if not (known or name.endswith(("’s", "'s")) or word in lexicon.closed["time"] | lexicon.closed["determiner"]):
            kinds[name] = HopKind.AGENCY if match["agency"] else HopKind.OUTLET
    if not kinds:
        return
    for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(kinds)))})(?![\w-])", text):
        if _is_way(text, match):
            yield Hop(name=match.group(), kind=kinds[match.group()], span=Span(*match.span()))


def _told_again(text: str, hops: Sequence[Hop]) -> Iterator[tuple[Span, Hop]]:
    """Find where "told the newspaper" tells of the outlet that was named last, if it is of that kind."""
    listed = [m for m in _outlets().finditer(text) if " " in m.group() or m.group().isupper()]  # "Time" may be no name
    kinds = {Span(*m.span()): HopKind(load_lexicon().outlets[m.group()]) for m in listed}
    named = sorted((kinds | {hop.span: hop.kind for hop in hops}).items())
    starts = [span.start for span, _ in named]
    for match in _TOLD_IT.finditer(text):
        at = bisect_left(starts, match.start()) - 1
        if at < 0 or named[at][0].start < match.start() - _IN_SIGHT:
            continue
        span, kind = named[at]
        wanted = _KINDS_OF_NOUN.get(match["noun"], kind)
        if kind is wanted:
            yield Span(*match.span("noun")), Hop(name=span.cut(text), kind=kind, span=span)


def _is_way(text: str, match: re.Match[str]) -> bool:
    """Say whether the words around an outlet's name tell that words came through it."""
    before = text[max(0, match.start() - 90) : match.start()].rpartition("\n")[2]
    return _LEADS.search(before) is not None or _AFTER.match(text[match.end() : match.end() + 40]) is not None


def _hop(text: str, match: re.Match[str]) -> Hop | None:
    if not _is_way(text, match):
        return None
    kind, span = HopKind(load_lexicon().outlets[match.group()]), Span(*match.span())
    if kind is HopKind.BROADCASTER:
        if station := _STATION.match(text, match.end()):
            span = Span(*station.span("name"))
        elif numbered := _NUMBERED.match(text, match.end()):
            span = Span(match.start(), numbered.end())
    return Hop(name=span.cut(text), kind=kind, span=span)
