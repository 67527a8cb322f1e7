"""Documents that a speaker's words stand in: "in a memo to his staff", "in court papers", "Lang's letter said".

Invariant: a document is a way only where its words tell who speaks in it: he says it there, wrote it, or it is his.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from sayso.annotate.drafts import Draft
from sayso.annotate.lexicon import load_lexicon
from sayso.model.annotation import Hop, HopKind
from sayso.model.span import Span

_WRITTEN = (
    r"memo(?:randum)?s?|manifesto|letters?|essay|op-ed|memoirs?|autobiography|diary|e-?mails?|blog ?post|affidavits?|"
    r"lawsuit|complaint|deposition|dissent|cable|motion|petition"
)
# "in a brief filed on Monday", not "in a brief statement"
_BRIEF = (
    r"brief(?! (?!(?:filed|supporting|opposing|submitted|signed|saying|arguing|that|in|with|on|to|by|for|when)\b)[a-z])"
)
_PAPER = (
    rf"{_WRITTEN}|(?:(?:legal|court|amicus) )?{_BRIEF}|(?:police|arrest|incident|autopsy) report"
    r"|note|book|resolution|indictment|(?:(?:arrest|search) )?warrant|filings?"
    r"|(?:court|legal) (?:papers|documents?|records|filings?)"
    r"|statement(?= (?:given |made )?to (?:the )?(?:police|investigators))"
)
_FILMED = r"(?:(?:body|dash|cellphone|surveillance|security|police)(?:[ -]?cam(?:era)?)? ){1,2}(?:video|footage)"
_RECORDING = (
    rf"(?:(?:audio|video|voice) )?recordings?|voicemail|{_FILMED}|(?:audio|video) ?tapes?"
    r"|video|footage|audio|tape|film|documentary|"
    r"(?:911|999|112|emergency) calls?"
)
_MANY = r"(?:court|legal) |e-?mails|letters|memos|affidavits|filings"
# "in a memo to his staff", "in court papers"; "passed a resolution that", where its subject is who speaks
_QUALIFIED = r"(?:(?!(?:the|an?|of|on|in|to|by|for|from|after|before|following|about)\b)[\w.’'-]+,? ){0,3}?"
_OWNER = r"(?:[A-Z][\w.&-]* ){0,3}[A-Z][\w.&-]*(?:[’']s|(?<=s)[’'])"  # "in Dyketec’s filing"
# Both begin with the letters that they can begin with, so that a search skips to those; "made" lacks its first.
_MADE = "(?<=w)rote|(?<=p)enned|(?<=a)uthored|(?<=s)ent|(?<=s)igned|(?<=f)iled|(?<=p)assed|(?<=a)dopted|(?<=c)irculated"
_DOCUMENT = re.compile(
    rf"[Iiwpasfc](?<!\w.)"
    rf"(?:(?<=[Ii])n (?:(?:an?|his|her|its|their|another|{_OWNER}|(?P<known>the|this|that)) {_QUALIFIED}|(?={_MANY}))"
    rf"|(?P<made>{_MADE}) (?:an?|the|his|her|its|their) {_QUALIFIED})"
    rf"(?P<name>(?P<paper>{_PAPER})|{_RECORDING})(?![\w-]| (?:about|from) |(?(paper) of |(?!)))"
)
# "on the video", "on body camera footage"
_ON_TAPE = re.compile(
    rf"[OoDd](?<!\w.)(?:(?<=[Oo])n|(?<=[Dd])uring) "
    rf"(?:(?:the|this|that|an?) {_QUALIFIED}|(?={_FILMED}|(?:video|tape|audio)\b))"
    rf"(?P<name>{_RECORDING})(?![\w-]| (?:about|from|of) )"
)
_CLAUSE_BEGINS = re.compile(r"(?:^|[.,;:”\"—–]|\b(?:But|And|Yet|Still))\s*$")
# "can be heard on the recording shouting", "is heard saying on video"; else "on the video" opens the sentence
_HEARD = re.compile(
    r"\b(?:heard|seen|says?|said|saying|(?:shout|yell|scream|tell|ask|plead|chant)(?:s|ed|ing)?)(?: \w+ly)?\s*$"
)
_IS_HEARD = re.compile(
    r" (?:(?:can|could|may) (?:also |clearly )?be|is|was|are|were) (?:also |clearly |then )?(?:heard|seen)\s*"
)
_NEAR = 16  # code points: "has recently signed"
_REST = 40  # "said late on Monday night in a memo"
# "Deputy Lang’s nine-page memo", "the memo"
_ITS_WRITER = re.compile(
    r"(?:.*(?:[’']s|s[’'])|[Tt]h(?:e|is|at)|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) "
    rf"(?:[\w-]+ ){{0,3}}?(?P<name>{_WRITTEN})(?![\w-])"
)

# "a Dyketec brochure about the plan": what a body gives out, or what is known by its writer’s name
_GIVEN_OUT = r"brochure|leaflet|pamphlet|newsletter|handbook|manual|prospectus|bulletin|fact sheet|circular"
_OF_MAKER = re.compile(
    r"(?:[Aa]n?|[Tt]he) (?P<maker>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}) (?:[a-z-]+ ){0,2}?"
    rf"(?P<name>memo(?:randum)?|letter|manifesto|cable|blog ?post|{_GIVEN_OUT})(?![\w-])"
)


class PaperFinder:
    """The documents that an article names as where somebody says something, found once and looked up by place."""

    def __init__(self, text: str) -> None:
        self._text = text
        papers = [match for match in _DOCUMENT.finditer(text) if _is_way(text, match)]
        papers += [match for match in _ON_TAPE.finditer(text) if _is_heard(text, match)]
        self._papers = sorted(papers, key=lambda match: match.start())
        self._starts = [match.start() for match in self._papers]

    def find(self, draft: Draft) -> tuple[Hop, ...]:
        """Give the document in which the source of a draft says what it says; none if its reach names two."""
        low, high = bisect_left(self._starts, draft.reach.start), bisect_left(self._starts, draft.reach.end)
        if low == high or draft.source is None:
            return ()
        skip = (*draft.content, draft.source)
        here = [each for each in self._papers[low:high] if not any(s.start <= each.start() < s.end for s in skip)]
        if len(here) != 1 or not self._is_beside(draft, draft.source, here[0]):
            return ()
        return (_hop(self._text, Span(*here[0].span("name"))),)

    def _is_beside(self, draft: Draft, source: Span, paper: re.Match[str]) -> bool:
        """Say whether a document belongs to a source and its cue, not to somebody else in the sentence."""
        at = paper.start()
        if paper.groupdict().get("made"):
            return 0 < at - source.end <= _NEAR
        parts = (source, *draft.content, *(() if draft.cue is None else (draft.cue,)))
        ends = [min(part.end, at) for part in parts if part.start < at]  # a cue may hold it: "said in a memo"
        if not ends:
            return _CLAUSE_BEGINS.search(self._text[draft.reach.start : at]) is not None
        said = draft.cue is None or draft.cue.start < at
        between = self._text[max(ends) : at]
        return len(between) <= _REST if said else not between.strip(" ,") or _IS_HEARD.fullmatch(between) is not None


def find_written(text: str, source: Span) -> Hop | None:
    """Give the document that a source names, where it stands for its writer: "Deputy Lang’s memo", "a Lang memo"."""
    written = _ITS_WRITER.match(text, *source) or _OF_MAKER.match(text, *source)
    return None if written is None else _hop(text, Span(*written.span("name")))


def find_maker_of(text: str, source: Span) -> Span | None:
    """Give the name before the document that a source names, if it may be its maker’s: "a Dyketec brochure"."""
    written = _OF_MAKER.match(text, *source)
    return None if written is None else Span(*written.span("maker"))


def _hop(text: str, span: Span) -> Hop:
    return Hop(name=span.cut(text), kind=HopKind.DOCUMENT, span=span)


def _is_way(text: str, match: re.Match[str]) -> bool:
    """Say whether a document known already is where one says it: "says in the memo", not "claims in the memo"."""
    if not match["known"]:
        return True
    before = text[max(0, match.start() - 30) : match.start()].rpartition("\n")[2]
    last = before.split()[-1].lower() if before.split() else ""
    cue = load_lexicon().cues.get(last)
    return _CLAUSE_BEGINS.search(before) is not None or (cue is not None and not cue.noun)


def _is_heard(text: str, match: re.Match[str]) -> bool:
    """Say whether somebody is heard on a tape: "is heard saying on the tape", "On the tape, he says"."""
    before = text[max(0, match.start() - 30) : match.start()].rpartition("\n")[2]
    return _CLAUSE_BEGINS.search(before) is not None or _HEARD.search(before) is not None
