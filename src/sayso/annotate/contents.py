"""Contents mended before they are read again: what is said of a claim is no part of it, whom one told it to is.

Invariant: a content loses words at its end alone, and gains only words between two of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.annotate.drafts import PASTS, Draft
from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.tokens import tokenize
from sayso.model.annotation import Form
from sayso.model.span import Span, overlaps_any

_NOUN = re.compile(
    r"\b(?:claim|allegation|accusation|assertion|suggestion|contention|insinuation|statement|boast)s?"
    r"(?P<link> of(?: \w+ing)?| that)?$",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r",? (?:(?:is|are|was|were)(?:n[’']t)?|(?:has|have|had)(?: not)?(?: since| long| also| now)? been"
    r"|(?:prove[sd]?|turn(?:s|ed) out)(?: to be)?) (?:not |an? |simply |just |also |\w+ly ){0,3}"
    r"(?:false|untrue|true|baseless|groundless|unfounded|unsubstantiated|unproven|wrong|incorrect|inaccurate|correct|"
    r"accurate|misleading|exaggerated|fake|bogus|lies?|hoax|fabrication|fiction|nonsense|absurd|ridiculous|rubbish|"
    r"debunked|refuted|disproved|disproven|discredited|rejected|disputed)\b",
    re.IGNORECASE,
)
_CLAUSE_OF_ITS_OWN = re.compile(
    r"\b(?:that|which|who|what|where|when|if|because|although|though|while|until|says?|said)\b", re.IGNORECASE
)
_STOPS = re.compile(r"[\s.!?]*")
_TELLS = re.compile(r"\b(?:told|tells?|telling|informed|assured|reminded|boasted to an?)$", re.IGNORECASE)
_TO_WHOM = re.compile(r" (?:[\w.’'-]+ ){0,7}?[\w.’'-]+(?<! and)(?<! but) ")


def with_addressee(text: str, draft: Draft) -> Draft:
    """Join what only whom it was told to parts: "Lang told | deputies | he had fallen asleep", police said."""
    if len(draft.content) == 1:
        return draft
    taken = [part for part in (draft.source, draft.cue) if part is not None]
    joined = [draft.content[0]]
    for span in draft.content[1:]:
        gap = Span(joined[-1].end, span.start)
        told = _TELLS.search(text, joined[-1].start, joined[-1].end) is not None
        if told and _TO_WHOM.fullmatch(text, *gap) and not overlaps_any(gap, taken):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return draft if len(joined) == len(draft.content) else replace(draft, content=tuple(joined))


def without_verdict(text: str, draft: Draft) -> Draft:
    """Cut what is said of a claim off its content.

    "Claim of" takes no clause, so the first such verb is the sentence’s. After "claim that" it is where the claim opens
    the sentence and has a verb before it: "Lang’s claim that he built the quay | is untrue."
    """
    if draft.form is not Form.INDIRECT or draft.source is None or draft.cue is None or len(draft.content) != 1:
        return draft
    noun, said = _NOUN.search(draft.cue.cut(text)), draft.content[0]
    verdict = _VERDICT.search(text, *said)
    if noun is None or verdict is None or not draft.source.end <= draft.cue.end <= said.start:
        return draft
    before = Span(said.start, verdict.start())
    follows = noun["link"] or text[draft.cue.end : said.start]
    if follows.strip().lower().startswith("of"):
        ends = _CLAUSE_OF_ITS_OWN.search(text, *before) is None
    else:
        alone = _STOPS.fullmatch(text, said.end, draft.reach.end) is not None
        ends = alone and draft.source.start == draft.reach.start and verdict.end() == said.end
        ends = ends and _has_verb(text, before)
    return replace(draft, content=(before,)) if ends and len(before.cut(text).split()) > 1 else draft


def _has_verb(text: str, span: Span) -> bool:
    closed = load_lexicon().closed
    verbs = closed["auxiliary"] | closed["modal"] | PASTS
    return any(token.lower in verbs or token.lower.endswith("ed") for token in tokenize(text, span))
