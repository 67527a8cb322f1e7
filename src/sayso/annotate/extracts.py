"""Extracts: a paragraph set without marks that the line before it gives to somebody, "The Courier reports:".

Invariant: an extract is one whole paragraph, and the line before it says nothing of what was said itself. Who speaks in
an extract with a cue of his own is read within it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.annotate.content_starts import TELLING
from sayso.annotate.drafts import Draft
from sayso.annotate.lexicon import CueWord, Lexicon
from sayso.annotate.regions import Cue, find_cues
from sayso.annotate.sources import Phrase, find_told_by
from sayso.annotate.tokens import Token
from sayso.annotate.units import Block
from sayso.model.annotation import Basis, Form
from sayso.model.nearby import Nearby
from sayso.model.span import Span, overlaps_any

_MOST_AFTER = 9  # tokens between the cue and the colon: "told the Courier by telephone on Monday"
_LEAST_WORDS = 8  # of an extract
_MARKS = "\"“”„‟«»‘’‚'`‹›*•·-–—([<"  # what begins with one is a quotation, an item of a list, a caption
_STOPS = (".", "!", "?", "…", ".”", '."', ".)", "?”", "!”", ".’")
_FIRST_PERSON = frozenset({"i", "we"})
_LEADS = frozenset({"read", "continue", "go on", "post", "begin"})
_POINTS = frozenset({"this", "following"})
_ASKS_ON = frozenset({"that", "how", "why", "what", "who"})


def find_extracts(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[Draft]:
    """Give one draft an extract, in order."""
    for before, block in pairwise(blocks):
        if text[before.span.end - 1] == ":" and before.units and _is_set_apart(block.span.cut(text)):
            draft = _given_by(before.units[-1].tokens, lexicon)
            if draft is not None:
                yield replace(draft, content=(block.span,), reach=before.units[-1].span)


def with_extracts(drafts: Iterable[Draft], extracts: Sequence[Draft]) -> list[Draft]:
    """Put extracts among other drafts; one that has words of an extract stays where all of it stands inside.

    An extract whose cue another draft gives words outside of it is none.
    """
    others = list(drafts)
    taken = Nearby(others, _cue_of)
    extracts = [each for each in extracts if not any(_says_more(draft, each) for draft in taken.near(_cue_of(each)))]
    among = Nearby(extracts, _parts_of)
    beside = ((draft, among.near(_parts_of(draft))) for draft in others)
    kept = [_within(draft, near) for draft, near in beside if all(_is_apart(draft, extract) for extract in near)]
    return sorted([*kept, *extracts], key=lambda d: (d.content[0].start, -d.content[-1].end))


def _cue_of(draft: Draft) -> tuple[Span, ...]:
    return () if draft.cue is None else (draft.cue,)


def _parts_of(draft: Draft) -> tuple[Span, ...]:
    return (*draft.content, *_cue_of(draft))


def _within(draft: Draft, extracts: Sequence[Draft]) -> Draft:
    outer = next((extract for extract in extracts if extract.content[0].contains(draft.content[0])), None)
    return draft if outer is None or draft.outer is not None else replace(draft, outer=outer)


def _says_more(draft: Draft, extract: Draft) -> bool:
    same = draft.cue is not None and extract.cue is not None and draft.cue.overlaps(extract.cue)
    return same and any(not span.overlaps(extract.content[0]) for span in draft.content)


def _is_apart(draft: Draft, extract: Draft) -> bool:
    """Say whether a draft has none of an extract's words, or is a smaller report that stands in it."""
    whole = extract.content[0]
    if not overlaps_any(whole, draft.content):
        return draft.cue is None or extract.cue is None or not draft.cue.overlaps(extract.cue)
    parts = [*draft.content, *filter(None, (draft.cue, draft.source))]
    return draft.cue is not None and all(whole.contains(part) for part in parts)


def _is_set_apart(paragraph: str) -> bool:
    sentence = paragraph.endswith(_STOPS) and len(paragraph.split()) >= _LEAST_WORDS
    return sentence and paragraph[0] not in _MARKS


def _given_by(tokens: Sequence[Token], lexicon: Lexicon) -> Draft | None:
    """Read whose the next paragraph is from the tokens of a sentence that ends in a colon."""
    told = _told_by(tokens, lexicon)
    if told is not None:
        return told
    for cue in reversed(find_cues(tokens, lexicon)):
        if cue.source is None or cue.word.thought or cue.word.participle:
            continue
        if cue.word.weak and not (cue.end + 1 == len(tokens) and _is_verb_of_saying(cue.word)):
            continue
        begin = min(cue.source.start, cue.start)
        quoted = begin > 0 and tokens[begin - 1].quotation >= 0  # "“It held,” Lang said:" has its words
        if quoted or tokens[cue.source.start].lower in _FIRST_PERSON or not _ends_with(tokens, cue, lexicon):
            return None
        return _draft(tokens, cue.source, Phrase(cue.start, cue.end), cue.word.basis)
    return None


def _is_verb_of_saying(word: CueWord) -> bool:
    """Say whether a word that may be a noun or a deed elsewhere tells of speech before a colon: "The letter reads:"."""
    return word.basis is Basis.ASSERTS and (word.noun or word.lemma in _LEADS)


def _told_by(tokens: Sequence[Token], lexicon: Lexicon) -> Draft | None:
    """Read "According to the Courier:" and "Per the Courier:", a line of their own."""
    width = {"according": 2, "per": 1}.get(tokens[0].lower, 0)
    source = find_told_by(tokens, width - 1, len(tokens), lexicon) if width and len(tokens) > width + 1 else None
    if source is None or source.end + 1 != len(tokens):
        return None
    return _draft(tokens, source, Phrase(0, width), Basis.ASSERTS)


def _ends_with(tokens: Sequence[Token], cue: Cue, lexicon: Lexicon) -> bool:
    """Say whether after a cue and its source stand but an addressee, a place, a time: "told the Courier on Monday:"."""
    at = cue.source.end if cue.inverted and cue.source is not None else cue.end
    rest, closed = tokens[at:-1], lexicon.closed
    if not rest:
        return True
    goes_on = closed["preposition"] | closed["time"] | closed["adverb"] | _POINTS
    first = rest[1] if rest[0].lower == "the" and len(rest) > 1 else rest[0]  # "said the following"
    leads = first.lower in goes_on or cue.word.lemma in TELLING
    clause = closed["auxiliary"] | closed["modal"] | closed["subordinator"] | _ASKS_ON
    return leads and len(rest) <= _MOST_AFTER and not any(t.quotation >= 0 or t.lower in clause for t in rest)


def _draft(tokens: Sequence[Token], source: Phrase, cue: Phrase, basis: Basis) -> Draft:
    return Draft(
        form=Form.DIRECT,
        content=(),
        source=source.to_span(tokens),
        cue=cue.to_span(tokens),
        basis=basis,
        reach=Span(tokens[0].start, tokens[-1].end),
    )
