"""Words that say how a sentence stands to what it speaks of: seen, not seen, heard of, false, hedged, only supposed.

Invariant: "has not seen" is never "denies"; each pattern ends where what is seen, heard of or called false begins.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator


class Keyed:
    """A pattern that needs some of its keys: most texts hold none, and a word is found much faster than a pattern."""

    def __init__(self, pattern: str, *keys: str) -> None:
        """``keys`` are in lower case; every match holds one of each group, in any case."""
        self._pattern, self._keys = re.compile(pattern, re.IGNORECASE), [group.split() for group in keys]

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Find the first match in a stretch of a text."""
        return self._pattern.search(text, start, end) if self._may_match(text, start, end) else None

    def find_all(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield the matches in a stretch of a text, in order."""
        return self._pattern.finditer(text, start, end) if self._may_match(text, start, end) else iter(())

    def _may_match(self, text: str, start: int, end: int) -> bool:
        here = text[start:end].lower()
        for group in self._keys:
            for key in group:
                if key in here:
                    break
            else:
                return False
        return True


_QUOTES = re.compile(r"[“”„«»\"‹›‘’'](?:(?<=[“”„«»\"‹›])|(?<!\w.)|(?!\w))")
_SEE = (
    r"(?:see|sees|seen|saw|seeing|observed?|observing|witness(?:ed|ing)?|noticed?|detect(?:ed|ing)?|spotted|found|find)"
)
_SIGNS = r"(?:signs?|evidence|indications?|proof|traces?|hints?|confirmation)"
_HARD = (
    r"(?:any|no|little|few|none|a|the|single|shred of|clear|clearer|concrete|real|hard|firm|credible|convincing|"
    r"further|new|such)"
)
_LEADS = (
    r"(?:\s+(?:as\s+yet|so\s+far|yet|whatsoever|at\s+all))?"
    rf"(?:\s+(?:{_HARD}\s+){{0,4}}{_SIGNS}(?:\s+(?:yet|so\s+far|whatsoever|at\s+all))?"
    r"(?:\s+(?:of|for|(?:to\s+(?:suggest|indicate|show|support|back\s+up|prove|confirm)|suggesting|indicating|showing|which"
    r"\s+suggests|supporting)(?:\s+that)?|that))?"
    r"|\s+(?:any|no)thing\s+(?:that|which|to)\s+(?:tells?|shows?|suggests?|indicates?|proves?)(?:\s+(?:me|us|that)\b){0,2})?"
)
NOT_SEEING = Keyed(
    rf"(?:(?:\b(?:not|never|nor|neither|cannot|without)|n[’']t)\s+(?:\w+\s+){{0,3}}?{_SEE}\b{_LEADS}"
    rf"|\b{_SEE}(?=\s+(?:as\s+yet\s+)?(?:no|nothing|little|few|none)\b){_LEADS}(?:\s+(?:no|little|few|none|nothing)\b)?"
    r"|\b(?:there(?:\s+(?:is|are|was|were|has\s+been|have\s+been)|[’']s)|remains?)\s+(?:still\s+|as\s+yet\s+|currently\s+)?"
    rf"(?:no|little|not\s+any)\s+(?:\w+\s+){{0,2}}?{_SIGNS}\b(?:\s+(?:yet|so\s+far))?(?:\s+(?:of|that|to\s+suggest|for))?"
    rf"|\b(?:no|little)\s+(?:\w+\s+){{0,2}}?{_SIGNS}\s+(?:of|that|for|to\s+(?:suggest|indicate|support|back\s+up))"
    r"|\b(?:could|can|was|were|is|are|been|have|has|had)\s*(?:not|n[’']t|unable|not\s+been\s+able)\s+(?:yet\s+)?(?:to\s+)?"
    r"(?:\w+ly\s+)?(?:verify|confirm|corroborate)\b(?:\s+(?:whether|that|if))?"
    r"|\bunable\s+to\s+(?:\w+ly\s+)?(?:verify|confirm|corroborate)\b(?:\s+(?:whether|that|if))?"
    r"|\b(?:have|has|had|having|with)\s+no\s+(?:such\s+|\w+\s+)?"
    r"(?:knowledge|records?|recollection|memory|information|word)\s+(?:of|on|that|about)"
    r"|(?:\b(?:not|never)|n[’']t)\s+(?:\w+\s+)?(?:recall|remember)\b(?:\s+that)?"
    r"|(?:\b(?:not|never)|n[’']t)\s+(?:\w+\s+)?aware\s+(?:of|that)\b|\baware\s+of\s+no\b|\bunaware\s+(?:of|that)\b"
    r"|\b(?:any|all)\s+(?:prior\s+|advance\s+)?knowledge\s+(?:of|that|about))",
    "know record recollection memory information word recall remember aware see saw observ witness notice detect "
    "spotted found find sign evidence indication proof trace hint confirm verify corroborate",
    "no never neither without n't n’t little few unable unaware knowledge",
)
SEEING = Keyed(
    r"\b(?:I|we|they|he|she|it|who|police|officers|witnesses|satellites?)(?:\s+(?:have|had|has|can|could|also|now|just|do|did|"
    r"actually|already|clearly)|[’'](?:ve|d))*\s+(?:see|seen|saw|seeing|witnessed|watched|observed)\b"
    rf"(?:\s+(?:{_HARD}\s+){{0,3}}{_SIGNS}(?:\s+(?:of|that|for))?|\s+that\b)?",
    "see saw witnessed watched observed",
)
HEARD = Keyed(
    r"\b(?P<only>(?:only|just)\s+)?(?:have\s+|had\s+|has\s+|[’'](?:ve|d)\s+)?(?P<late>(?:only|just)\s+)?heard\s+"
    r"(?:(?P<last>only|just)\s+)?(?:about|of|that|reports?\s+(?:of|that))\b",
    "heard",
)
FALSE = Keyed(
    r"(?:\b(?:is|are|was|were)(?:n[’']t\s+|\s+not\s+)(?:\w+ly\s+)?(?:true|accurate|correct)\b"
    r"|[’'](?:re|s)\s+not\s+(?:\w+ly\s+)?(?:true|accurate)\b"
    r"|\b(?:is|are|was|were|be|as|calls?|called)\s+(?:\w+ly\s+|just\s+|all\s+|plain\s+|pure\s+|an?\s+){0,3}"
    r"(?P<word>false|untrue|not\s+true|lies?|fake|nonsense|baseless|groundless|unfounded|fabricated|fabrication|hoax|"
    r"rubbish|wrong|incorrect|inaccurate|fiction|slander|misinformation|disinformation)\b)",
    "false true accurate correct lie fake nonsense baseless groundless unfounded fabricat hoax rubbish wrong "
    "fiction slander information",
)
_TOLD_BEFORE = 200  # code points before "is wrong" in which what was told stands
# What is told or believed is called false by "wrong" ("the report is wrong"); a deed, or one who erred, is only blamed
# ("that was wrong", "he was wrong to go").
_TOLD_WRONG = re.compile(
    r"\b(?:claims?|allegations?|accusations?|assertions?|contentions?|reports?|reporting|rumou?rs?|suggestions?|insinuations?"
    r"|notion|idea|stor(?:y|ies)|narrative|theory|premise|estimates?|figures|numbers|statistics|statements?|accounts?|articles?"
    r"|headlines?|information|assumptions?|predictions?|analysis|conclusions?|belief)\b(?:[^.;!?]|(?<=\b\w)\.)*"
    r"(?<!\bwhat)(?<!\bwhy)(?<!\bwhen)(?<!\bhe)(?<!\bshe)(?<!\bthey)(?<!\bit)(?<!\byou)(?<!\bwe)(?<!\bI)\s+$",
    re.IGNORECASE,
)
_PROVED = re.compile(r"\bprove[dn]\s+to\s+$", re.IGNORECASE)
_OF_A_DEED = re.compile(r"\s+(?:to|for|of|in)\b", re.IGNORECASE)
A_LIE = re.compile(r"\b(?:a|an|complete|pure|utter)\s+(?:lies?|fabrication|hoax|fiction|falsehood)\b", re.IGNORECASE)
DOUBTING = re.compile(
    r"\b(?:unlikely|doubtful|(?<!without )(?<!no )(?<!beyond )doubts?|questionable|implausible|dubious|"
    r"far\s+from\s+(?:being\s+)?(?:certain|clear|convincing|conclusive|proven|proof)|(?:not|n[’']t)\s+(?:\w+\s+)?(?:convinced|sure|certain|believe|clear)|sceptical|"
    r"skeptical|unclear|remains?\s+to\s+be\s+seen|hard\s+to\s+(?:believe|credit|take\s+at\s+face\s+value))\b",
    re.IGNORECASE,
)
SUPPOSED = re.compile(
    r"\b(?:if|when|once|unless|until(?!\s+(?:\d|now\b|today\b|recently\b|early\b|late\b|mid\b|last\b|after\b|(?:jan|febr|march|april|may\b"
    r"|june|july|aug|sept|octo|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)))|whether|urge|call\s+(?:up)?on|demand|should|ought\s+to|must|needs?\s+to|has\s+to|have\s+to|let\s+us|please|in\s+case|would\s+(?:like|love|prefer)|"
    r"as\s+long\s+as|provided\s+that)\b",
    re.IGNORECASE,
)
# "Moss's claim that", "a Ledger report that found that": what follows is what another said.
SAID_THAT = re.compile(
    r"\W*(?:(?:the|an?|any|all|these|those|such|his|her|its|their|no|[\w.-]+[’']s?|[A-Z][\w.-]*|[a-z-]+)\s+){0,6}?"
    r"(?:reports?|story|stories|articles?|claims?|allegations?|accusations?|assertions?|contentions?|suggestions?"
    r"|statements?|rumou?rs?|speculation|notion|idea|possibility|assessments?|findings?|conclusions?|theory)"
    r"(?:\s+(?:that|which)\s+(?:found|says?|said|claims?|claimed|alleged|reported|suggested|suggests|stated|showed|revealed)\b"
    r"(?:,[^,;.]{1,60},)?|\s+(?:alleging|claiming|saying|suggesting|asserting))?\s+that\s+"
)

# What was looked into and not found to be so: "could not link", "has not been proven", "unable to say whether"; what is
# unclear is doubted.
_COULD_NOT = (
    r"(?:\b(?:could|can|do|does|did|has|have|had|was|were|is|are)(?:\s+not|n[’']t)|\bcannot|\bunable|\bnot\s+(?:been\s+)?able"
    r"|\b(?:failed|inability))(?:\s+(?:yet|been\s+able|able|to|\w+ly|ever)){0,4}\s+"
)
_CANNOT_BE = (
    r"(?:\b(?:(?:could|can)(?:\s+not|n[’']t|\s+never)\s+(?:yet\s+)?be|cannot\s+be"
    r"|(?:no|none|nothing|not\s+one)\b[^.;,?!]{0,80}?\b(?:could|can)\s+be)\s+)"
)
_NEVER_BEEN = (
    r"(?:\b(?:(?:has|have|had)(?:\s+not|n[’']t|\s+never)\s+(?:yet\s+)?been"
    r"|(?:no|none|nothing|not\s+one)\b[^.;,?!]{0,80}?\b(?:has|have|had)\s+been)\s+)"
)
_WHETHER = r"(?:\s+(?:that|whether|if)\b)?"
_FOUND = (
    r"(?:(?:prove(?!\s+to\s)|determine|ascertain|substantiate)\b"
    r"|(?:establish|conclude)(?=\s+(?:that|whether|if|(?:an?|any)\s+(?:\w+\s+)?(?:link|connection|cause))\b))"
)
_WAS_FOUND = r"(?:prove[nd]|determined|established|ascertained|substantiated|verified|corroborated)"
NOT_ESTABLISHING = Keyed(
    rf"{_COULD_NOT}(?:{_FOUND}{_WHETHER}|(?:determined|established|concluded|proven)\s+(?:that|whether|if)\b"
    r"|(?=(?:link|tie|connect)\s)|(?:say|assert|tell)\s+(?:for\s+(?:sure|certain)\s+|with\s+certainty\s+)?(?:whether|if)\b)"
    r"|\b(?:unable|not\s+able|could\s+not|couldn[’']t|cannot)\s+(?:to\s+)?(?:conclusively|definitively)\s+(?:say|assert|state|link|confirm)"
    rf"{_WHETHER}|(?P<whole>(?:{_CANNOT_BE}|{_NEVER_BEEN})(?:\w+ly\s+)?{_WAS_FOUND}\b"
    rf"|(?:{_CANNOT_BE}(?:\w+ly\s+)?|{_NEVER_BEEN}\w+ly\s+)(?:linked|tied|connected)\b|\b(?:remains?|is|are|was|were)\s+"
    rf"(?:as\s+yet\s+|still\s+|currently\s+)?(?:unproven|unverified|unconfirmed|unsubstantiated|not\s+(?:yet\s+)?{_WAS_FOUND}))"
    r"|\bno\s+(?:\w+\s+)?(?:conclusive|definitive|direct|proven|established|clear|known|credible|causal|conclusively)\s+(?:\w+\s+)?"
    r"(?:links?|connections?|ties?|proof|evidence|findings?)\b(?:\s+(?:between|that|of|to)\b)?"
    r"|(?:\bnot|n[’']t|\bnever)\s+(?:\w+ly\s+)?(?:know|knew|sure|recall|remember)\s+(?:whether|if)\b"
    r"|\bno\s+(?:idea|word)(?:\s+on)?\s+(?:whether|if)\b"
    r"|(?P<doubted>(?:\bunclear|\buncertain|(?:\bnot|n[’']t)\s+(?:\w+ly\s+)?(?:clear|certain))\s+(?:whether|if)\b)"
    r"|\b(?:unknown|unsure|(?:no|any)\s+way\s+(?:of\s+knowing|to\s+know)"
    r"|too\s+(?:early|soon)\s+to\s+(?:say|tell|know|determine|conclude))\s+(?:whether|if|that)\b",
    "prove determine establish conclude ascertain substantiat link tie tied connect say assert tell verified "
    "corroborated unproven unverified unconfirmed proof evidence finding know knew sure certain clear recall remember "
    "uncertain unknown idea word way early soon",
)
# Calling it false in other words than those of `FALSE`, of which only what a clause says is told.
CLAIMS = re.compile(  # what is called absurd or garbage only there is called false
    r"^\W*(?:I\s+think\s+)?(?:it|that|this|they|these|those|all)\b|\b(?:claims?|allegations?|accusations?|assertions?|charges?|reports?|rumou?rs?|suggestions?|insinuations?|notion|idea"
    r"|story|stories|narrative|theory|premise|estimates?|figures|numbers|fears|lawsuits?|suits?|complaint)\b",
    re.IGNORECASE,
)
_BUNCH = (
    r"(?:(?:all|just|simply|absolutely|completely|totally|utterly|plainly|purely|entirely|an?|the|pure|plain|total|complete|utter|"
    r"sheer|absolute|gross|blatant|malicious|nothing\s+(?:more|but|other)(?:\s+than)?|(?:bunch|pack|load|lot|bundle|pile|"
    r"piece|web|string)\s+of)\s+){0,5}"
)
CALLED_FALSE = Keyed(
    rf"(?:\b(?:is|are|was|were|be|been|as|calls?|called)\s+|\b(?:that|it|this|they|these|those)[’'](?:s|re)\s+){_BUNCH}"
    r"(?:hooey|hogwash|baloney|nonsense|bogus|claptrap|lies|falsehoods?|fiction"
    r"|fabrications?|fabricated|smears?(?:\s+campaign)?|hoax|(?:misrepresent|mischaracteri[sz]|distort)(?:at)?ions?(?:\s+of\b)?|fake\s+news"
    r"|false|untrue|made[\s-]up(?!\s+of)|trumped[\s-]up)\b"
    rf"|(?P<of_claims>(?:\b(?:is|are|was|were|been)|[’'](?:s|re))\s+{_BUNCH}(?:garbage|rubbish|bunk|fantasy|absurd|ridiculous|preposterous|laughable|ludicrous|outlandish|invented"
    r"|concocted|(?:\w+ly\s+)?(?:exaggerated|overblown|overstated|inflated)|meritless|without\s+(?:any\s+)?(?:merit|foundation|basis|substance))\b"
    r"|\bha(?:s|ve|d)\s+no\s+(?:merit|basis|foundation|substance)\b)"
    r"|\b(?:prove[nd]|shown\s+to\s+be|turned\s+out\s+to\s+be)\s+(?:wrong|false|untrue|unfounded|baseless)\b"
    r"|\bthe\s+(?:exact\s+|very\s+|direct\s+)?opposite\s+(?:is|was|happened|has\s+happened)\b(?:\s+true\b|\s+the\s+case\b)?"
    r"|\bthe\s+other\s+way\s+a?round\b",
    "hooey hogwash baloney garbage rubbish nonsense bunk bogus claptrap lies falsehood fiction fantas fabricat smear "
    "hoax misrepresent mischaracteri distort fake false true made trumped absurd ridiculous preposterous laughable "
    "ludicrous outlandish invented concocted merit foundation basis substance opposite other proven proved turned "
    "shown exaggerated overblown overstated inflated",
)
BARELY_FALSE = re.compile(  # "Not true.", "Made up by Moss."
    r"\W*(?:(?:simply|absolutely|completely|totally|utterly|just|also)\s+)?(?:not\s+true\b|untrue\b|made\s+up\s+by\b[^.;]*)",
    re.IGNORECASE,
)
# "Contrary to Moss's claim, the ships came back": what follows stands against what another says.
CONTRARY = re.compile(
    r"\W*contrary\s+to\s+(?P<said>(?:[^\s.;:,?!]+\s+){0,8}?(?:claims?|allegations?|accusations?|assertions?|reports?|statements?"
    r"|suggestions?|rumou?rs?|conclusions?|findings?))\b[^,.;:?!]{0,60},\s+",
    re.IGNORECASE,
)

DISAGREEING = re.compile(  # of a clause: "he does not accept", "I reject"
    r"\W*(?:(?:I|we|he|she|they|it)\s+)?(?:(?:\w+ly|do|does|did|have|has|had|also)\s+)*?"
    r"(?:(?:(?:do|does|did)n[’']t|not)\s+(?:agree\s+with|accept|share|believe)|disagreed?\s+with|den(?:y|ies|ied)"
    r"|reject(?:s|ed)?|disput(?:es?|ed))\s+",
    re.IGNORECASE,
)

# Cues of one who answers others' words: what follows is what was answered, and not the answer.
_ANSWER = (
    r"^(?!.*\b(?:said|says?|saying|told|tells?|wrote|writes?|that)\b).*?"
    r"\b(?:react\w*|respon(?:d\w*|se)|comment\w*|remarks?|repl(?:y|ies|ied|ying)|answer\w*|views?)\b[^.;:]*"
)
_SUBJECT = r"\b(?:to|on|about|over|regarding)"
ANSWERING = re.compile(rf"{_ANSWER}{_SUBJECT}(?:\s+\w+){{0,3}}\s*$", re.IGNORECASE)
ANSWERING_WORDS = re.compile(
    rf"{_ANSWER}{_SUBJECT}\s+(?:\w+\s+){{0,2}}?(?:reports?|claims?|allegations?|accusations?|rumou?rs?|suggestions?)\s*$",
    re.IGNORECASE,
)


def find_false(text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
    """Find where a stretch of a text calls a thing false, by the words of `FALSE`; "that was wrong" blames a deed."""
    return next((found for found in FALSE.find_all(text, start, end) if not _only_blames(text, start, found)), None)


def _only_blames(text: str, start: int, found: re.Match[str]) -> bool:
    """Say whether a thing is called wrong that nobody told, or somebody for doing it."""
    if (found["word"] or "").lower() != "wrong":
        return False
    before = max(start, found.start() - _TOLD_BEFORE)
    if found.group()[:2].lower() == "be" and not _PROVED.search(text, before, found.start()):
        return True
    return not _TOLD_WRONG.search(text, before, found.start()) or _OF_A_DEED.match(text, found.end()) is not None


def blank_quotes(text: str) -> str:
    """Put a space for every quotation mark, so that a quoted word is a word; apostrophes within words stay.

    Offsets do not move.
    """
    return _QUOTES.sub(" ", text)
