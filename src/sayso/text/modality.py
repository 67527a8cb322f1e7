"""Words that say how a sentence stands to what it speaks of: seen, not seen, heard of, false, hedged, only supposed.

Invariant: "has not seen" is never "denies"; each pattern ends where what is seen, heard of or called false begins.
"""

from __future__ import annotations

import re
import sys


class Keyed:
    """A pattern that needs some of its keys: most texts hold none, and a word is found much faster than a pattern."""

    def __init__(self, pattern: str, *keys: str) -> None:
        """``keys`` are in lower case; every match holds one of each group, in any case."""
        self._pattern, self._keys = re.compile(pattern, re.IGNORECASE), [group.split() for group in keys]

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Find the first match in a stretch of a text."""
        here = text[start:end].lower()
        for group in self._keys:
            for key in group:
                if key in here:
                    break
            else:
                return None
        return self._pattern.search(text, start, end)


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
    rf"|\b{_SEE}(?=\s+(?:as\s+yet\s+)?(?:no|nothing|little|few|none)\b){_LEADS}(?:\s+(?:no|little|few|none)\b)?"
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


def blank_quotes(text: str) -> str:
    """Put a space for every quotation mark, so that a quoted word is a word; apostrophes within words stay.

    Offsets do not move.
    """
    return _QUOTES.sub(" ", text)
