"""Words of innocence: "did nothing wrong", "complied with all laws" deny what the article accuses their party of.

Invariant: where the article accuses nobody of whom they are, they only assert what they say.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from sayso.model.annotation import Attribution, Basis
from sayso.model.span import Span
from sayso.relate.scopes import sentence_of
from sayso.relate.statements import Frame, Statement
from sayso.text.modality import blank_quotes
from sayso.text.words import STOPWORDS, find_words

_WRONG = r"(?:wrong|illegal|improper|unlawful|inappropriate|untoward|unethical|criminal)"
_LAWS = r"(?:laws?|rules?|regulations?|requirements?|polic(?:y|ies)|protocols?|procedures?|statutes?|guidelines)"
_ALL = r"(?:(?:all|the|every|any|its|our|their|[a-z]+al|[a-z]+able|relevant|existing|proper|local|state|and)\s+){0,5}"
_INNOCENT = re.compile(
    rf"\b(?:do|does|did|done)\s+(?:absolutely\s+)?nothing\s+(?:\w+ly\s+)?{_WRONG}\b"
    rf"|(?:\bnot|n[’']t|\bnever)\s+(?:\w+\s+)?(?:do|did|done)\s+anything\s+(?:\w+ly\s+)?{_WRONG}\b"
    r"|(?:\b(?:am|is|are|was|were)|[’'](?:s|m|re))\s+(?:\w+ly\s+)?innocent\b(?=\s+of\b|\W*$|\s+and\b)"
    r"|^\W*(?:(?:his|her|their|its)\s+)?(?:own\s+)?innocence\W*$"
    rf"|\b(?:bro(?:ke|ken)|violated)\s+no\s+{_ALL}{_LAWS}\b"
    rf"|(?P<kept>\b(?:compl(?:y|ies|ied)\s+with|abid(?:e|es|ed)\s+by|adher(?:e|es|ed)\s+to|follow(?:s|ed)?|obey(?:s|ed)?"
    rf"|in\s+(?:full\s+|strict\s+)?(?:compliance|accordance)\s+with)\s+{_ALL}{_LAWS}\b"
    r"|\b(?:act|behav)(?:ed|es|s)?\s+(?:\w+ly\s+(?:and\s+)?)?(?:lawfully|legally|appropriately|properly|ethically|correctly"
    r"|in\s+good\s+faith|within\s+the\s+(?:law|rules)|by\s+the\s+book)\b"
    r"|\b(?:was|were|is|did\s+everything)\s+(?:done\s+)?by\s+the\s+book\b)",
    re.IGNORECASE,
)
# Before words of keeping to the law: it was not so, or it is a promise or a duty.
_NOT_KEPT = re.compile(
    r"\b(?:not|never|fail\w*|to|will|would|must|should|can|could|may|shall|if|whether|nor|neither)\b|n[’']t\b|[’']ll\b",
    re.IGNORECASE,
)
_ACCUSING = re.compile(
    r"\b(?:accus\w+|alleg\w+|(?<!in )charg(?:ed|es|ing)|indict\w+|prosecut\w+|investigat\w+|lawsuits?"
    r"|sued|suing|complaints?|wrongdoing|misconduct|violat\w+|fraud\w*|scandals?|guilty|convict\w+|illegal\w*|unlawful\w*|crimes?|probe)\b",
    re.IGNORECASE,
)
_TITLES = frozenset("mr mrs ms dr sir the".split())


def plead_innocence(
    text: str, attribution: Attribution, statement: Statement, own: Collection[str]
) -> Statement | None:
    """Give a clause of innocence that answers an accusation as one that names its party alone; ``None`` for any other.

    ``own`` are the names of the speaker and of whom he speaks for, as compared. Time is linear in the text.
    """
    if attribution.basis in (Basis.DENIES, Basis.DOUBTS, Basis.ASKS) or statement.frame is not Frame.STATED:
        return None
    words = blank_quotes(statement.span.cut(text))
    found = _INNOCENT.search(words)
    if found is None or (found["kept"] and _NOT_KEPT.search(words, 0, found.start())):
        return None
    party = frozenset(name for name in statement.agents or own if name not in STOPWORDS | _TITLES)
    if not party or not _is_accused(text, statement, party):
        return None
    return replace(
        statement, heads=frozenset(), about=statement.about | party, names=statement.names | party, agents=party
    )


def _is_accused(text: str, statement: Statement, party: Collection[str]) -> bool:
    """Say whether another sentence of a text names a party beside a word of accusing."""
    here, seen = sentence_of(text, statement.span), -1
    for found in _ACCUSING.finditer(text):
        if found.start() < seen or here.start <= found.start() < here.end:
            continue
        sentence = sentence_of(text, Span(*found.span()))
        seen = sentence.end
        if not {form.removesuffix("'s") for form in find_words(text, [sentence]).forms}.isdisjoint(party):
            return True
    return False
