"""The outlets between an article and a speaker: "told the BBC", "according to a report by CNN", "in an interview with".

Invariant: every hop has the span where it is named; a hop is an outlet of the lexicon or stands after such words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.occurrences import find_word
from sayso.model.annotation import Hop, HopKind
from sayso.model.nearby import Cover, Nearby
from sayso.model.span import Span


@cache
def _outlets() -> re.Pattern[str]:
    """Match the name of a listed outlet, the longest first; names are tried by their first letter.

    What stands before a name is looked at behind that letter: a search skips to where a pattern's first letters are.
    """
    by_letter: dict[str, list[str]] = {}
    for name in sorted(load_lexicon().outlets, key=len, reverse=True):
        by_letter.setdefault(name[0], []).append(re.escape(name[1:]))
    names = "|".join(rf"{re.escape(letter)}(?<![\w-].)(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(rf"(?:{names})(?![\w-])")


_TALK = r"(?:interview|conversation|commentary|comments?|remarks|statement|phone call|appearance|town hall)"
_RUN = r"(?:reported|published|quoted|cited|carried|obtained|seen|reviewed|viewed|heard|aired|broadcast|posted|run)"
_EARLIER = r"(?: (?:first|earlier|later|also|previously|exclusively|recently|\w+day))?"  # "obtained earlier by"
_PIECE = r"(?:piece|report|study|story|article|column|essay|op-ed|interview|broadcast)s?"
_FILLER = (
    "the an? its his her their state state-run state-owned official semi-official semiofficial local private public "
    "news television TV radio broadcaster "
    "channel station network agency newspaper daily magazine journal medical scientific programme "
    "report piece article story reports interview "
    "published from by in on with to host anchor "
    "last this week month Sunday Monday Tuesday Wednesday Thursday Friday Saturday yesterday"
)
_TO_OUTLET = (
    rf"(?:\b(?:told|tells?|telling|informed|asked by)|\b{_TALK} (?:with|to|for|on|(?:given|sent|provided|emailed) to)"
    r"|\b(?:speaking|spoke|speaks|talking) (?:to|on|with)"
    rf"|\baccording to|\bper|\b{_RUN}{_EARLIER} (?:by|in|on)|\b{_PIECE} (?:by|in|from|on|for)"
    r"|\bciting|\bquoting|\bvia|\bsource:"
    r"|\b(?:provided|leaked|released|given) to|\bshared with"
    rf"|\b(?:writing|wrote|writes|written) (?:in|for|on)"
    r"|\binterviewed (?:by|on)|\bappear(?:ing|ed) on)\s+[“\"]?"
)
_SAYS = (
    r"(?:sa(?:id|ys|ying)|stat(?:ed|es|ing)|argu(?:ed|es|ing)|boast(?:ed|s|ing)|suggest(?:ed|s|ing)|confirm(?:ed|s|ing)"
    r"|describ(?:ed|es|ing)|complain(?:ed|s|ing)|explain(?:ed|s|ing)|admit(?:ted|s|ting)|den(?:ied|ies|ying)"
    r"|acknowledg(?:ed|es|ing)|claim(?:ed|s|ing)|insist(?:ed|s|ing)|declar(?:ed|es|ing)|defend(?:ed|s|ing))"
)
_TO_WHOM = (
    rf"(?:\b(?:{_SAYS}|given|spoke)|declared)\b[^.]{{0,60}}\bto\s+(?:the\s+)?$"
    # "said Sunday on CNN", "On CNN, the mayor said"
    rf"|(?:\b(?:{_SAYS}|told|asked|asserted|added|remarks?|comments?|interviews?)\b"
    r"[^.“”\"]{0,40}\s(?:on|during)|^(?:on|during)|[.”\"] (?:on|during))\s+(?:the\s+|an?\s+)?[“\"]?$"
)


@cache
def _leads() -> re.Pattern[str]:
    """Match words that lead up to an outlet, of whatever people or country: "told the Ostish", "told Ostland’s"."""
    people = "|".join(re.escape(word) for word in sorted(load_lexicon().demonyms))
    place = r"(?-i:[A-Z])[\w-]+(?=\s+(?:radio|television|TV|news|broadcaster|newspaper|magazine|daily)\b)"
    of_whom = rf"(?:{_FILLER.replace(' ', '|')}|{people}|(?-i:[A-Z])[\w-]+[’']s|{place})"
    return re.compile(rf"{_TO_OUTLET}(?:{of_whom},?\s+){{0,6}}$|{_TO_WHOM}", re.IGNORECASE)


# "in a recent Tidewire interview", "in her Courier column"
_BEFORE_TALK = re.compile(
    r"\b(?:in|during|through|from|to)\s+(?:the|an?|his|her|their)\s+(?:[a-z][\w-]*\s+){0,2}[“\"]?$", re.IGNORECASE
)
_OWN_TALK = re.compile(
    r"(?:[’']s?)?[”\"]?\s+(?:(?:radio|television|TV|podcast|video|phone)\s+)?"
    r"(?:interview|op-ed|opinion piece|column|essay|town hall|podcast|appearance)s?\b"
)
_AFTER = re.compile(
    r"^(?:’s|'s)?(?: news agency| news| agency)?(?:, (?:citing|quoting)[^,.]{1,60},|,?) "
    r"(?:(?:first |also |has |previously |earlier )?(?:reported|reports)|says|said|adds|added|writes|wrote|notes|noted|"
    r"quot(?:ed|es)|cit(?:ed|es)|carried|"
    r"(?:had )?(?:reached|contacted|interviewed))\b",
    re.IGNORECASE,
)
# "…, though the Velmish Tidewire agency said": it tells something else
_ANOTHER_CLAUSE = re.compile(r"\b(?:though|although|while|whereas|but) (?:the )?(?:[\w-]+ ){0,2}$", re.IGNORECASE)


_KINDS_OF_PAPER = (
    r"(?:Radio|TV|Television|News|Times|Daily|Standard|Herald|Post|Journal|Gazette|Courier|Tribune|Dispatch|Chronicle|Mail|"
    r"Mirror|Star|Express|Sentinel|Telegram|(?<!Federal )Register|Echo|Argus|Examiner|"
    r"Inquirer|Ledger|Broadcasting|Weekly|Magazine|Globe|Sun|Observer|Telegraph|"
    r"Press(?! (?:Secretary|Offic|Club|Corps))|"
    r"Agency|News Agency|Channel)"
)
_OUTLET = (
    rf"(?:(?:[A-Z][\w’'-]+\s+){{0,3}}(?:[A-Z][a-z]+-)?{_KINDS_OF_PAPER}"
    rf"(?:-{_KINDS_OF_PAPER}|\s+(?:and|&)\s+{_KINDS_OF_PAPER}|\s+(?![A-Z][a-z]+day\b)[A-Z][\w’'-]+|\s+of\s+[A-Z][\w’'-]+|\s+\d+)?"
    r"|[A-Z][a-z]+(?:wire|press))"
    r"(?![\w-]|[’'](?!s\b)|[’']s (?:Office|Department|Bureau|Union|Guild|Association|Society))"
)
_BEFORE_WORD = r"[\s(\[“\"‘'—–-]"  # a search skips to these, and would try a bare "\b" at every letter
# What the patterns of outlets that stand in no list begin with: they are tried only there.
_TELLING = re.compile(
    rf"{_BEFORE_WORD}(?=told\b|tells?\b|speaking\b|spoke\b|interview\b|quoted\b|according\b|per\b|{_RUN}\b"
    r"|(?:column|essay|op-ed|article|writing|wrote)\b|(?:said|says|asked|argued|insisted|claimed|appear(?:ed|ing))\b)"
)
_UNLISTED = re.compile(
    rf"{_BEFORE_WORD}(?:told|tells?|interview with|speaking to|spoke to|quoted by|according to|per|{_RUN} (?:by|in|on)"
    rf"|(?:column|essay|op-ed|article) (?:in|for)|(?:writing|wrote) (?:in|for))\s+(?:the\s+)?(?P<name>{_OUTLET})"
)
# After these words a call sign and a site are outlets too: "told WVLM", "an interview with Tidenews.com".
_SITE_OR_STATION = re.compile(
    rf"{_BEFORE_WORD}(?:told|tells?|interview with|speaking to|spoke (?:to|with)|{_RUN}{_EARLIER} by)\s+(?:the\s+)?"
    r"(?P<name>[KW][A-Z]{3}(?:-(?:TV|FM|AM))?|[A-Z]{2,4}-TV|[A-Z][\w-]*\.(?:com|org|net|TV|tv))(?![\w-])"
)
# What is told in an interview or an e-mail is told to an outlet: "told Tidemark in an interview".
_IN_A_TALK = re.compile(
    rf"{_BEFORE_WORD}(?:told|tells?)\s+(?:the\s+)?(?P<asked>[A-Z][\w&-]*(?: [A-Z][\w&-]*){{0,2}})\s+"
    r"(?:by|in an?|via|over the) (?:(?:phone|telephone|recent|brief|exclusive|written|video|email|e-mail|prepared) )?"
    r"(?:interview|e-?mail|statement|phone)\b"
)
_LONGEST_BEFORE = 140  # code points of a name and what stands between it and its trade or medium
# "state media", "Ostish television": named by what it is alone, and that is rarer than what stands before it
_MEDIUM = re.compile(
    r" (?P<medium>media|television|TV|radio)(?![\w-]| (?:[A-Z]|station|channel|network|host|"
    r"personalit|show|interview|program|outlets|organi[sz]|compan|appearance|ad\b|ads\b))"
)
_WHOSE_MEDIUM = re.compile(
    r"(?<![\w-])(?:(?:(?P<whose>[A-Z][\w.]+) )?(?:state|state-run|state-owned|local|public|national|foreign)"
    r"|(?P<people>[A-Z][\w.]+))$"
)
# "told a local radio station", "told the club’s website": named by what it is, and by nobody’s name
_A_MEDIUM = re.compile(
    rf"{_BEFORE_WORD}(?:told|tells|interview with|speaking to|spoke (?:to|with))\s+(?:(?:an?|one|another)\s+"
    r"(?P<name>(?:[\w-]+\s+){0,2}?(?:newspaper|tabloid|broadcaster|magazine|news (?:agency|site|website|channel|outlet)"
    r"|(?:radio|television|TV|news) (?:station|channel|network|program(?:me)?|show)))"
    r"(?=[.;:”\"]|,(?! [“\"]?[A-Z])|\s(?:that|what|how|why|he|she|it|they|there|the|his|her|its|their|by|in|on|this|"
    r"last|earlier|after|as|[A-Z]\w+day)\b|$)"
    r"|(?:the|its|his|her|their)\s+(?P<site>(?:[\w’'-]+\s+){1,2}?web ?site)(?![\w-]|,? [A-Z]))"
)
# What is called a paper right there: "told the “Dockside” magazine", "told the Velmish daily Delo".
_A_PAPER = re.compile(
    rf"{_BEFORE_WORD}(?:told|tells|interview with|speaking to|spoke to|quoted by)\s+"
    r"(?:(?:the|an?|[A-Z][\w-]+(?:[’']s)?)\s+){1,2}"
    r"(?:(?:daily|weekly|monthly|newspaper|magazine|tabloid)\s+[“\"]?(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*)"
    r"|[“\"](?P<quoted>[A-Z][^”\"\n]{2,30})[”\"] "
    r"(?:newspaper|magazine|tabloid|daily|weekly|podcast|program(?:me)?|show))"
)
# said on “Meet the Town”
_PROGRAMME = re.compile(
    rf"{_BEFORE_WORD}(?:said|says|told|tells|asked|argued|insisted|claimed|interview|appear(?:ed|ing)|speaking|spoke)\b"
    r"[^.“”\"\n]{0,30} on (?:the )?[“\"](?P<shown>[A-Z][\w’']*(?: (?:the|of|&|and|with|[A-Z][\w’']*)){1,4}),?[”\"]"
)
# A station is not its network, and its number is part of its name: "CNN affiliate KVLM", "Fox 12 News".
_STATION = re.compile(
    r"\s+(?:affiliate|station|member station)\s+(?P<name>[A-Z][\w-]*(?:\s+(?:[A-Z][\w-]*|\d+(?!\s*[a-z]))){0,2})"
)
_BRANCH = re.compile(
    r"\s+(?:Sports?|Business|Radio|Arabic|Persian|Deportes|World Service)(?![\w-])|\s+affiliate(?![\w-])"
)
_NUMBERED = re.compile(r"\s+\d{1,2}(?:\s+News|(?=[.,;:’'”\"]|\s+(?:that|what|how|why|he|she|they|it|on|in)\b))")
_BROADCAST = re.compile(r"\b(?:Radio|TV|Television|Broadcasting|Channel)\b")
_TOLD = re.compile(r"\b(?:told|tells|telling|interview (?:with|on)|speaking (?:to|on)|spoke to)\s+(?:the\s+)?$")
_CREDIT = re.compile(r"^[ \t(\[]*(?i:sources?):[ \t]*(?P<name>[^\n,;()\[\]]{2,40}?)[ \t.)\]]*$", re.MULTILINE)


_TRADES = {
    r"(?:news|press) agency|newswire|wire service": HopKind.AGENCY,
    r"broadcaster|(?:television|TV|radio|news) (?:network|station|channel)": HopKind.BROADCASTER,
    r"newspaper|magazine|tabloid|publication|journal|news (?:web)?site|blog": HopKind.OUTLET,
}
_SHORT_TRADES = {r"agency": HopKind.AGENCY, r"network": HopKind.BROADCASTER, r"paper": HopKind.OUTLET}
_TRADE = "|".join(_TRADES)
_A_NAME = r"(?P<name>[A-Z](?<!The)[\w-]*(?: (?:and |of |the )?[A-Z][\w-]*){0,3})(?![\w-])"
_TRADE_WORD = re.compile(rf"\b(?:{_TRADE})\b")
# Around such a word: "the newspaper Delo Velm", "Velm’s Orel news agency", "Lines and Lamps, the trade newspaper".
_NAME_AFTER = re.compile(rf"\b(?P<trade>{_TRADE}) [“\"]?{_A_NAME}")
_NAMES_BEFORE = tuple(
    re.compile(rf"{_A_NAME}{between}(?P<trade>{_TRADE})$") for between in (" ", r", (?:the|an?) (?:[\w-]+ ){0,3}")
)
# "Witnesses told the station": the one that others told something right before
_THE_LAST = re.compile(r"[Tt]he (?<!\w.{4})(?:station|affiliate|outlet|channel|news site|website)(?![\w-]| [A-Z])")
_RIGHT_BEFORE = 500  # code points
_WORDS = re.compile(r"[\w-]+(?: [\w-]+){0,6}")  # as many as the longest name has
_WORD = re.compile(r"[\w-]+")
_THE_TRADE = re.compile(rf"[Tt]he (?<!\w.{{4}})(?P<trade>{_TRADE}|{'|'.join(_SHORT_TRADES)})(?![\w-]| [A-Z])")


_CALLED = {
    **dict.fromkeys(("news agency", "press agency"), HopKind.AGENCY),
    **dict.fromkeys(("broadcaster", "state broadcaster", "state television", "state tv"), HopKind.BROADCASTER),
    **dict.fromkeys(
        ("newspaper", "paper", "magazine", "tabloid", "daily", "state media", "local media"), HopKind.OUTLET
    ),
}


class HopFinder:
    """The outlets that an article names as a way the words came, found once and looked up by place."""

    def __init__(self, text: str) -> None:
        outlets = load_lexicon().outlets
        named = [(Span(*match.span()), HopKind(outlets[match.group()])) for match in _outlets().finditer(text)]
        known = Cover(span for span, _ in named)
        named += [each for each in _introduced(text) if not known.touches(each[:1])]
        named.sort()
        listed = [hop for span, kind in named if (hop := _hop(text, span, kind)) is not None]
        told = [match.start() for match in _TELLING.finditer(text)]
        programmes = [*_find_at(_PROGRAMME, text, told)]
        unlisted = [match for p in (_UNLISTED, _SITE_OR_STATION, _A_PAPER) for match in _find_at(p, text, told)]
        others = [_unlisted(match) for match in (*unlisted, *programmes)]
        others += [*_asked(text, told), *_media(text), *_mediums(text, told)]
        shown = Nearby((Span(*match.span("shown")) for match in programmes), lambda span: (span,))
        listed = [hop for hop in listed if not _is_within(hop.span, shown)]  # “Tidewire This Morning”
        taken = Cover(hop.span for hop in listed)
        others = [hop for hop in others if not taken.touches((hop.span,))]
        found = [(hop.span.start, hop) for hop in listed + others]
        found += [*_called_back(text, named), *_told_again(text, listed + others)]
        self._hops = sorted(found, key=lambda each: (each[0], each[1].span))
        self._told = {at for at, _ in self._hops if _TOLD.search(text, max(0, at - 40), at)}
        self._starts = [at for at, _ in self._hops]

    def find(self, within: Span, skip: Sequence[Span] = ()) -> tuple[Hop, ...]:
        """Give the hops of a stretch, each name once, the one that was told last; ``skip`` holds contents and sources.

        Otherwise they come in the order of the text.
        """
        low, high = bisect_left(self._starts, within.start), bisect_left(self._starts, within.end)
        if low == high:  # as in most
            return ()
        here = [(at, hop) for at, hop in self._hops[low:high] if not any(s.start <= at < s.end for s in skip)]
        hops = [hop for _, hop in sorted(here, key=lambda each: each[0] in self._told)]
        return tuple(
            {hop.name: hop for hop in reversed(hops)}[name] for name in dict.fromkeys(hop.name for hop in hops)
        )


def _is_within(span: Span, others: Nearby[Span]) -> bool:
    """Say whether a span is a part of another."""
    return any(other.contains(span) and other != span for other in others.near((span,)))


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
    group = match.lastgroup or "name"
    kind = HopKind.BROADCASTER if group == "shown" else name_outlet(match[group]) or HopKind.OUTLET
    return Hop(name=match[group], kind=kind, span=Span(*match.span(group)))


def _find_at(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """Give the matches of a pattern that begin at some places, in order; none overlaps the one before it."""
    end = 0
    for at in places:
        if at >= end and (match := pattern.match(text, at)) is not None:
            end = match.end()
            yield match


def _asked(text: str, told: Sequence[int]) -> Iterator[Hop]:
    """Give whom somebody told something in an interview, unless the name is a person's."""
    lexicon = load_lexicon()
    for match in _find_at(_IN_A_TALK, text, told):
        first = match["asked"].split()[0].lower().rstrip(".")
        if first not in lexicon.first_names and first not in lexicon.titles and first not in lexicon.organisation_words:
            yield _unlisted(match)


def _media(text: str) -> Iterator[Hop]:
    """Give media without a name that words were told to or reported by: "told state television"."""
    lexicon, done = load_lexicon(), 0
    for medium in _MEDIUM.finditer(text):
        low = max(done, medium.start() - _LONGEST_BEFORE)
        match = _WHOSE_MEDIUM.search(text, low, medium.start())
        if match is None:
            continue
        done = medium.end()
        people = match["people"] or match["whose"]
        known = people is None or (people.lower() in lexicon.demonyms and people.lower() not in lexicon.places)
        if people is not None and not known and people not in ("US", "U.S.", "UK"):
            if match["people"]:
                continue
            span = Span(match.start() + len(people) + 1, medium.end())
        else:
            span = Span(match.start(), medium.end())
        if _is_told_to(text, span):
            kind = HopKind.OUTLET if medium["medium"] == "media" else HopKind.BROADCASTER
            yield Hop(name=span.cut(text), kind=kind, span=span)


def _mediums(text: str, told: Sequence[int]) -> Iterator[Hop]:
    """Give the medium that words were told to, where it has no name of its own: "told a local radio station"."""
    for match in _find_at(_A_MEDIUM, text, told):
        span = Span(*match.span(match.lastgroup or "name"))
        yield Hop(name=span.cut(text), kind=HopKind.UNNAMED, span=span)


def _hop(text: str, span: Span, kind: HopKind) -> Hop | None:
    talk = _OWN_TALK.match(text, span.end) is not None and _BEFORE_TALK.search(_before(text, span)) is not None
    if not talk and not _is_told_to(text, span):
        return None
    if kind is HopKind.BROADCASTER:
        if station := _STATION.match(text, span.end):
            span = Span(*station.span("name"))
        elif branch := _BRANCH.match(text, span.end):
            span = Span(span.start, branch.end())
        elif numbered := _NUMBERED.match(text, span.end):
            span = Span(span.start, numbered.end())
    return Hop(name=span.cut(text), kind=kind, span=span)


def _is_told_to(text: str, span: Span) -> bool:
    """Say whether what stands beside a name makes it a way the words came: "told the", "reported"."""
    before = _before(text, span)
    if _leads().search(before) is not None:
        return True
    return _AFTER.match(text[span.end : span.end + 40]) is not None and _ANOTHER_CLAUSE.search(before) is None


def _before(text: str, span: Span) -> str:
    return text[max(0, span.start - 90) : span.start].rpartition("\n")[2]


def _introduced(text: str) -> Iterator[tuple[Span, HopKind]]:
    """Give each place of a name that the article itself calls a newspaper, an agency or the like."""
    lexicon = load_lexicon()
    kinds = {match["name"]: _kind_of_trade(match["trade"]) for match in _find_trades(text) if not _is_place(match)}
    # not "a Velmish newspaper", "the Sunday newspaper"
    no_names = lexicon.demonyms, lexicon.closed["time"]
    kinds = {name: kind for name, kind in kinds.items() if not any(name.lower() in words for words in no_names)}
    done = dict.fromkeys(kinds, 0)  # where the last place of a name ends
    for first in dict.fromkeys(name.partition(" ")[0] for name in kinds):
        for begin in find_word(text, first):
            words = _WORDS.match(text, begin) if text[begin - 1 : begin] != "-" else None
            for end in _ends_of_words(words) if words is not None else ():
                name = text[begin:end]
                if begin >= done.get(name, len(text)):
                    done[name] = end
                    yield Span(begin, end), kinds[name]


def _ends_of_words(words: re.Match[str]) -> Iterator[int]:
    """Give where each of some words ends."""
    return (words.start() + space.end() for space in _WORD.finditer(words.group()))


def _is_place(match: re.Match[str]) -> bool:
    """Say whether a name before a trade only tells where: "an Ostland radio station", not "New York magazine"."""
    return match["name"].lower() in load_lexicon().places and match["trade"] != "magazine"


def _find_trades(text: str) -> Iterator[re.Match[str]]:
    """Find the names that stand beside a word for an outlet, by that word, which is rarer than names are."""
    for word in _TRADE_WORD.finditer(text):
        low, end = max(0, word.start() - _LONGEST_BEFORE), word.end()
        found = (_NAME_AFTER.match(text, word.start()), *(each.search(text, low, end) for each in _NAMES_BEFORE))
        yield from filter(None, found)


def _kind_of_trade(noun: str) -> HopKind:
    return next(kind for trade, kind in (_TRADES | _SHORT_TRADES).items() if re.fullmatch(trade, noun))


def _called_back(text: str, named: Sequence[tuple[Span, HopKind]]) -> Iterator[tuple[int, Hop]]:
    """Give where the last outlet of its kind is called "the newspaper", after words of telling, with that outlet."""
    passed, last = 0, dict[HopKind, Span]()  # how many of those named end before here, and the last one of each kind
    ends = sorted((span.end, span, kind) for span, kind in named)
    another: dict[str, int] = {}  # where a trade is first named; "the agency" may be one that was named without "news"
    for match in _THE_TRADE.finditer(text):
        while passed < len(ends) and ends[passed][0] <= match.start():
            _, span, kind = ends[passed]
            last[kind] = max(last.get(kind, span), span)
            passed += 1
        if not _is_told_to(text, Span(*match.span())):
            continue
        kind, trade = _kind_of_trade(match["trade"]), match["trade"]
        if trade in _SHORT_TRADES and trade not in another:
            first = re.search(rf"(?<!news )\b{trade}\b", text, re.IGNORECASE)
            another[trade] = len(text) if first is None else first.end()
        if kind in last and another.get(trade, len(text)) > match.start():
            yield match.start(), Hop(name=last[kind].cut(text), kind=kind, span=last[kind])


def _told_again(text: str, hops: Sequence[Hop]) -> Iterator[tuple[int, Hop]]:
    """Give where the one outlet that was told something right before is called "the station", and told again."""
    told = Nearby(hops, lambda hop: (hop.span,))
    for match in _THE_LAST.finditer(text):
        around = told.near((Span(match.start() - _RIGHT_BEFORE, match.start()),))
        near = [hop for hop in around if match.start() - _RIGHT_BEFORE < hop.span.start < match.start()]
        if near and len({hop.name for hop in near}) == 1 and _is_told_to(text, Span(*match.span())):
            yield match.start(), near[-1]
