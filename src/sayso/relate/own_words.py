"""What a speaker says himself: his content without what another says within it, and the pronouns that are he.

Invariant: every span given lies within the attribution's content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.model.annotation import Attribution, EntityKind, Form
from sayso.model.span import Span
from sayso.relate.statements import FIRST


def own_words(
    attributions: Sequence[Attribution], speakers: Mapping[str, str]
) -> list[tuple[Attribution, tuple[Span, ...]]]:
    """Give each attribution with what its speaker says: what another says within it, and that he does, left out."""
    by_id = {attribution.id: attribution for attribution in attributions}
    inner: dict[str, list[Attribution]] = {}
    kept: dict[tuple[int, int], Attribution] = {}
    for attribution in attributions:
        outer = by_id.get(attribution.nested_in or "")
        if outer is None:
            twin = kept.setdefault((attribution.extent.start, attribution.extent.end), attribution)
            if twin is not attribution:
                continue
        elif speakers.get(attribution.id) in (None, speakers.get(outer.id)):
            continue
        inner.setdefault(attribution.nested_in or "", []).append(attribution)
    found = []
    for attribution in (each for group in inner.values() for each in group):
        holes = sorted(hole for each in inner.get(attribution.id, ()) for hole in _find_parts(each))
        content = tuple(part for span in attribution.content for part in _cut_out(span, holes))
        if content:
            found.append((attribution, content))
    return found


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
