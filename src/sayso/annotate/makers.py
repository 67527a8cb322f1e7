"""Whose "the email", "the petition" and "the year-long study" are: who sent, filed or published it just before.

Invariant: the maker is named in the sentence that brought the document in, and no later sentence brought in another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sayso.model.annotation import EntityKind, Mention
from sayso.model.span import Span

_REACH = 900  # code points back
_ALIKE = (  # what news calls by one another's name
    frozenset("report study survey poll analysis research paper review".split()),
    frozenset("statement release".split()),
    frozenset("email message note".split()),
    frozenset("lawsuit suit complaint petition filing".split()),
    frozenset("ad advert advertisement video spot".split()),
    frozenset("letter memo".split()),
    frozenset("book memoir autobiography".split()),
)
_MADE = re.compile(
    r"(?P<campaign>(?:[’']s?)? campaign)?(?:,[^,.\n]{2,80},)?\s(?:[a-z]+ly |also |has |had |then )*"
    r"(?:sent|sends|released|releases|issued|issues|filed|files|published|publishes|wrote|writes|posted|posts|penned|"
    r"submitted|produced|unveiled|launched|aired|tweeted|emailed|circulated|commissioned|conducted|put)(?: out)? "
)
_FROM = re.compile(r" (?:(?!reviewed|obtained|seen|viewed|read)[a-z-]+ ){0,3}?(?:from|by) (?:[Tt]he )?")
_ASIDE = re.compile(r"\b(?:in|of|from|at|near|for|with) (?:the )?$")  # "militias in Velm issued a statement"
_SIGNED = re.compile(r"[^.;\n]{0,40}\bsigned by\b")
_AND_ANOTHER = re.compile(r",? and [A-Z]")
_STOP = re.compile(r"[.!?][”\"’)]*\s|\n")


def alike(noun: str) -> frozenset[str]:
    """Give the nouns by which news calls a document of this kind too, itself among them."""
    return frozenset({noun}).union(*(nouns for nouns in _ALIKE if noun in nouns))


@cache
def _brought_in(noun: str) -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, alike(noun))))
    return re.compile(rf"\b(?:[Aa]n?|its|his|her|their|[Aa]nother|[Oo]ne) (?:[\w-]+ ){{0,4}}?(?:{nouns})\b")


@cache
def _put_together(noun: str) -> re.Pattern[str]:
    """Match what tells in a sentence of its own who made a document: "The survey, conducted by"."""
    nouns = "|".join(sorted(map(re.escape, alike(noun))))
    made = "put together|written|conducted|compiled|commissioned|produced|prepared|published|released|issued|filed"
    return re.compile(
        rf"\b[Tt]he (?:[\w-]+ ){{0,2}}?(?:{nouns})(?:, | was | is | has been |, which was | )(?:{made}) "
        r"(?:[A-Z][a-z]+day |this week |last week |last month |last year )?by (?:[Tt]he )?"
    )


@cache
def _told_apart(noun: str) -> re.Pattern[str]:
    made = r"(?:released |published |written |filed |conducted |signed )?"
    return re.compile(rf"\w+ (?:[\w-]+ ){{0,4}}?{re.escape(noun)},? {made}(?:by|from) ")


def is_told_apart(text: str, noun: str, at: int) -> bool:
    """Say whether a phrase at ``at`` with this head tells itself whose it is: "the report by the panel"."""
    return _told_apart(noun).match(text, at) is not None


def is_brought_in(text: str, noun: str, low: int, at: int) -> bool:
    """Say whether a document of this kind is brought in between two places: "a study"."""
    return _brought_in(noun).search(text, low, at) is not None


def find_maker(text: str, mentions: Sequence[Mention], noun: str, at: int) -> Mention | Span | None:
    """Find who made the document that a phrase at ``at`` with this head speaks of: a name, or a campaign's span.

    ``mentions`` are those before the phrase, in order.
    """
    documents = list(_brought_in(noun).finditer(text, max(0, at - _REACH), at))
    told = list(_put_together(noun).finditer(text, max(0, at - 2 * _REACH), at))
    if told and (not documents or documents[-1].start() < told[-1].start()):
        end = told[-1].end()
        maker = next((m for m in mentions if end in {m.span.start, _begin(m)} and m.kind is not EntityKind.PLACE), None)
        alone = maker is not None and _AND_ANOTHER.match(text, maker.span.end) is None
        return maker if alone else None
    if not documents:
        return None
    last = documents[-1]
    if _SIGNED.match(text, last.end()):
        return None  # its signers made it, not who gave it out
    by = _FROM.match(text, last.end())
    if by is not None:
        for mention in mentions:
            if by.end() in {mention.span.start, _begin(mention)} and mention.kind is not EntityKind.PLACE:
                return mention
    begin = max((m.end() for m in _STOP.finditer(text, max(0, last.start() - _REACH), last.start())), default=0)
    before = [m for m in mentions if begin <= m.span.start and m.span.end <= last.start()]
    made = _MADE.fullmatch(text, before[-1].span.end, last.start()) if before else None
    if made is None or before[-1].kind is EntityKind.PLACE or _ASIDE.search(text, begin, before[-1].span.start):
        return None
    return before[-1] if made["campaign"] is None else Span(before[-1].span.start, made.end("campaign"))


def _begin(mention: Mention) -> int:
    role = mention.role
    return role.start if role is not None and role.end <= mention.span.start else mention.span.start
