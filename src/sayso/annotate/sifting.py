"""Which of the names that rules found are none, by the encoder: words with a capital for another reason.

Invariant: a name is told over all its mentions together; a name that the lexicon knows, a place and a person who is
named in full elsewhere stay whatever the encoder says.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from sayso.annotate.chaining import chain_mentions
from sayso.annotate.encoder.decode import FloatArray, Words
from sayso.annotate.encoder.naming import KINDS, mean_chances, place_spans
from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.paragraphs import opens_sentence
from sayso.model.annotation import EntityKind, Mention
from sayso.model.span import Span

_ORGANISATION, _PLACE, _OTHER = (1 + KINDS.index(kind) for kind in ("organisation", "place", "other"))
_SURELY_NONE = {EntityKind.OTHER: 0.9, EntityKind.ORGANISATION: 0.9, EntityKind.PERSON: 0.95}
_LIKELY_BODY, _LIKELY_NONE = 0.35, 0.6  # an acronym is taken for a body by its letters alone: "GDP" is none
_SURELY, _SURELY_PART = 0.9, 0.1  # chances of being no part of a name
_SMALL = ("preposition", "conjunction", "subordinator", "auxiliary", "pronoun")
_ALSO_SMALL = frozenset({"a", "an", "the", "this", "that", "these", "posted", "updated", "published"})


def sift_mentions(mentions: Sequence[Mention], words: Words, chances: FloatArray) -> tuple[Mention, ...]:
    """Leave out what surely is no name and cut off words that are no part of one; the rest is chained anew.

    ``chances`` are those of `read_chances`, of the shape (words, 1 + kinds).
    """
    called = {m.name for m in mentions} | {m.name.split()[-1] for m in mentions if m.kind is EntityKind.PERSON}
    places = place_spans(words, [(m.span.start, m.span.end) for m in mentions])
    trimmed = [
        _trimmed(m, words, chances, called, int(first), int(after)) if " " in m.name else m
        for m, first, after in zip(mentions, places.first, places.after, strict=True)
    ]
    means = _means_by_name(trimmed, words, chances)
    kept = [sifted for m in trimmed if (sifted := _sifted(m, means[m.name])) is not None]
    if kept == list(mentions):
        return tuple(mentions)
    return tuple(chain_mentions([m if m.chain == m.name else replace(m, chain=m.name) for m in kept], words.text))


def _trimmed(mention: Mention, words: Words, chances: FloatArray, called: Set[str], first: int, after: int) -> Mention:
    """Cut off what surely is no part of a name: "Former Velm", "Ask Peter Lang" at a sentence’s begin, "Velm An".

    ``called`` are the names that the article has, with the surnames of its people; ``first`` and ``after`` are the
    mention's words.
    """
    start, end = mention.span
    while after - first > 1 and chances[after - 1, 0] >= _SURELY and _is_small(words, after - 1):
        after -= 1
        end = int(words.ends[after - 1])
    while after - first > 1 and chances[first, 0] >= _SURELY and words.text[words.starts[first + 1] - 1] == " ":
        rest = Span(int(words.starts[first + 1]), end)
        told = rest.cut(words.text) in called or bool((chances[first + 1 : after, 0] <= _SURELY_PART).all())
        if not _is_small(words, first) and not (told and opens_sentence(words.text, start)):
            break
        first, start = first + 1, rest.start
    span = Span(start, end)
    if span == mention.span:
        return mention
    name, lexicon = span.cut(words.text), load_lexicon()
    body = name.lower() in lexicon.organisation_names or name in lexicon.outlets
    kind = EntityKind.ORGANISATION if body else mention.kind
    return replace(mention, span=span, name=name, chain=name, kind=kind)


def _is_small(words: Words, at: int) -> bool:
    word, closed = words.text[words.starts[at] : words.ends[at]].lower(), load_lexicon().closed
    return word in _ALSO_SMALL or (word != "may" and any(word in closed[some] for some in _SMALL))


def _means_by_name(mentions: Sequence[Mention], words: Words, chances: FloatArray) -> dict[str, FloatArray]:
    rows = mean_chances(chances, place_spans(words, [(m.span.start, m.span.end) for m in mentions]))
    numbers: dict[str, list[int]] = {}
    for number, mention in enumerate(mentions):
        numbers.setdefault(mention.name, []).append(number)
    return {name: rows[at].mean(axis=0) if len(at) > 1 else rows[at[0]] for name, at in numbers.items()}


def _sifted(mention: Mention, chances: FloatArray) -> Mention | None:
    """Give a mention as it is, with no kind where its letters alone made it a body, or ``None`` for no name."""
    name, lexicon = mention.name, load_lexicon()
    known = name.lower().replace(".", "") in lexicon.organisation_names or mention.chain != name
    if known or mention.kind not in _SURELY_NONE:
        return mention
    if chances[0] >= _SURELY_NONE[mention.kind] and not any(word.islower() for word in name.split()):
        return None
    if mention.kind is EntityKind.OTHER and name.lower() in lexicon.demonyms:
        return None  # what is left of "Longtime American"
    acronym = mention.kind is EntityKind.ORGANISATION and " " not in name and name.isupper()
    unlikely = chances[_ORGANISATION] < _LIKELY_BODY and chances[0] + chances[_OTHER] + chances[_PLACE] >= _LIKELY_NONE
    return replace(mention, kind=EntityKind.OTHER) if acronym and unlikely else mention
