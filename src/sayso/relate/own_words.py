"""What a speaker says himself: his content without what another says within it, and the pronouns that are he.

Invariant: every span given lies within the attribution's content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sayso.model.annotation import Attribution, Basis, EntityKind, Form
from sayso.model.span import Span
from sayso.relate.statements import FIRST
from sayso.text.modality import SAID_THAT

# "Hale's claim to have seen it": what stands before what he says.
_CLAIM = re.compile(
    r"\W*(?:[^\s.;:,]+\s+){0,5}(?:claims?|assertions?|contentions?|allegations?)\s+(?:that\s+|of\s+)?", re.I
)

_LEADS_ON = re.compile(r"\W*(?:[^\s.;:]+\s+){0,5}that\W*")  # what is left of "Hale told the board that"


def own_words(
    text: str, attributions: Sequence[Attribution], speakers: Mapping[str, str]
) -> list[tuple[Attribution, tuple[Span, ...]]]:
    """Give each attribution with what its speaker says: what another says within it, and that he does, left out.

    What another says that the speaker denies or doubts stays: that is what he speaks of.
    """
    by_id = {attribution.id: attribution for attribution in attributions}
    inner: dict[str, list[Attribution]] = {}
    kept: dict[tuple[int, int], Attribution] = {}
    for attribution in attributions:
        outer, cut_out = by_id.get(attribution.nested_in or ""), True
        if outer is None:
            twin = kept.setdefault((attribution.extent.start, attribution.extent.end), attribution)
            if twin is not attribution:
                continue
        elif speakers.get(attribution.id) in (None, speakers.get(outer.id)):
            continue
        else:
            cut_out = not _is_denied(text, attribution, outer)
        inner.setdefault((attribution.nested_in if cut_out else None) or "", []).append(attribution)
    found = []
    for attribution in (each for group in inner.values() for each in group):
        holes = sorted(hole for each in inner.get(attribution.id, ()) for hole in _find_parts(each))
        parts = (part for span in attribution.content for part in _cut_out(span, holes))
        content = tuple(part for part in parts if not _LEADS_ON.fullmatch(text, *part))
        if content:
            found.append((attribution, content))
    return found


def _is_denied(text: str, inner: Attribution, outer: Attribution) -> bool:
    """Say whether the outer one denies what another says within it: "rebutted Hale's claim that it had burst"."""
    if outer.basis not in (Basis.DENIES, Basis.DOUBTS) or outer.form is Form.DIRECT:
        return False
    start = outer.extent.start
    said = SAID_THAT.match(outer.extent.cut(text))
    if said is not None and inner.extent.start <= start + said.end():
        return True
    return start < inner.extent.start and _CLAIM.fullmatch(text, start, inner.extent.start) is not None


def _find_parts(attribution: Attribution) -> Iterable[Span]:
    """Give where an attribution stands: its content, and the words that say who says so."""
    return (part for part in (attribution.extent, attribution.source, attribution.cue) if part is not None)


def _cut_out(span: Span, holes: Sequence[Span]) -> Iterable[Span]:
    start = span.start
    for hole in holes:
        if hole.start >= span.end or hole.end <= start:
            continue
        if hole.start > start:
            yield Span(start, hole.start)
        start = max(start, hole.end)
    if start < span.end:
        yield Span(start, span.end)


def own_pronouns(attribution: Attribution) -> frozenset[str]:
    """Give the subjects that may stand for the speaker: "I", and of reported words "he"; "we", "it" for a body.

    Whom a person means by "we" nobody can tell: a party, a country, those in the room.
    """
    speaker, direct = attribution.speaker, attribution.form is Form.DIRECT
    if speaker is None:
        return frozenset()
    if speaker.kind in (EntityKind.PERSON, EntityKind.UNNAMED):
        return frozenset(("i",) if direct or speaker.kind is EntityKind.UNNAMED else ("i", "he", "she"))
    return FIRST if direct else FIRST | {"it", "they", "their"}
