"""What a source does by saying it: the cue tells most, the content's own "we have not seen" the rest.

Invariant: "has not seen" is never "denies"; a basis comes from words of the cue or the content, not from the speaker.
"""

from __future__ import annotations

import re

from sayso.model.annotation import Basis

_SEE = r"(?:see|seen|saw|seeing|observed?|witness(?:ed)?|noticed?|detect(?:ed)?)"
_SIGNS = r"(?:signs?|evidence|indications?|proof|trace)"
_NOT_SEEING = re.compile(
    rf"(?:(?:\bnot|n[’']t|\bnever|\bnor|\bneither)\s+(?:\w+\s+){{0,3}}?{_SEE}\b"
    rf"|\b{_SEE}\s+(?:as yet\s+)?(?:no|little|few|none)\b"
    r"|\b(?:there (?:is|are|was|were|has been|have been)|remains?)\s+(?:still\s+|as yet\s+)?"
    rf"no\s+(?:\w+\s+){{0,2}}?{_SIGNS}\b"
    rf"|\bno\s+(?:\w+\s+){{0,2}}?{_SIGNS}\s+(?:of|that|to)\b)",
    re.IGNORECASE,
)
_SEEING = re.compile(
    r"\b(?:I|we|they|he|she)(?:\s+(?:have|had|has|can|could|also|now|just|do|did|actually)|[’'](?:ve|d))*"
    r"\s+(?:see|seen|saw|seeing|witnessed|watched|observed)\b",
    re.IGNORECASE,
)
_HEARD = re.compile(r"\b(?:just |only |have |had |[’']ve )*heard (?:about|of|that|only)\b", re.IGNORECASE)
_FALSE = re.compile(
    r"\b(?:is|are|was|were|be)\s+(?:simply |completely |totally |entirely |just |absolutely |all )?[“\"'‘]?"
    r"(?:false|untrue|not true|a lie|lies|fake|nonsense|baseless|groundless|fabricated)\b",
    re.IGNORECASE,
)


def find_basis(cue: Basis, content: str) -> Basis:
    """Decide the basis from the cue's own and from what the content says of seeing, hearing and truth."""
    if cue in {Basis.DENIES, Basis.DOUBTS}:
        return cue
    if _NOT_SEEING.search(content):
        return Basis.REPORTS_NOT_SEEING
    if cue is not Basis.ASSERTS:
        return cue
    if _FALSE.search(content):
        return Basis.DENIES
    if _HEARD.search(content):
        return Basis.HEARD_OF
    return Basis.REPORTS_SEEING if _SEEING.search(content) else cue
