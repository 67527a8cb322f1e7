"""Who said what, by rules: a cue verb, the source beside it, the words it governs.

Invariant: an attribution's content never takes in its own cue or source; a direct content begins and ends at quotation
marks, to the character; where no rule finds the speaker there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso.annotate.basis import find_basis
from sayso.annotate.chain import find_hops
from sayso.annotate.lexicon import Lexicon, load_lexicon
from sayso.annotate.regions import Cue, broken_region, find_cues, left_region, right_region
from sayso.annotate.sentences import split_sentences
from sayso.annotate.sources import Phrase, find_source_left, find_source_right
from sayso.annotate.speakers import SpeakerFinder
from sayso.annotate.tokens import Token, tokenize
from sayso.annotate.units import Block, Unit, split_blocks
from sayso.model.annotation import (
    AnnotatedArticle,
    Attribution,
    Basis,
    EntityKind,
    Form,
    Hop,
    HopKind,
    Quotation,
    Speaker,
)
from sayso.model.ids import derive_id
from sayso.model.span import Span

_CLAUSE_WORDS = 4  # a clause before its cue has at least so many
_LONG_WORDS = 5  # a quotation of so many words can stand for itself
_UTTERANCE_WORDS = 8
_MAX_COLON_WORDS = 6  # "The mayor: …", not a sentence that ends in a colon
_NESTING_LENGTH = 60  # a shorter quotation holds no attribution of its own
_JUDGED_WORDS = 12  # called the charge “absurd”
_JUDGING = frozenset(
    "call describe accuse criticise criticize condemn denounce praise hail dismiss blast slam mock defend deem "
    "judge".split()
)
_DASHED_CUE = re.compile(
    r"\s[–—-]\s?(?P<cue>(?:\w+(?: \w+){0,4}?)?\s?(?:continues|continued|adds|added|says|said|explains|explained|"
    r"concludes|concluded|asks|asked|notes|noted|insists|insisted|writes|wrote|points out)"
    r"(?: \w+(?: \w+){0,4})?)\s?[–—-]\s"
)
# How often the speaker of each kind of evidence is right, measured on articles read by hand (evals/attribution.py).
_SURE, _CARRIED = 0.95, 0.8


@dataclass(slots=True)
class _Draft:
    """An attribution in the making."""

    form: Form
    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    basis: Basis
    reach: Span  # where to look for the chain
    confidence: float = _SURE
    carried: bool = False  # the speaker is whoever spoke last
    nested: bool = False  # read from inside a quotation
    quotations: set[int] = field(default_factory=set)


def find_attributions(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Fill ``attributions``."""
    lexicon = load_lexicon()
    text = annotated.article.text
    outer = [q if q.closed else _cut_at_cue(text, q, lexicon) for q in annotated.quotations if q.depth == 0]
    drafts: list[_Draft] = []
    previous: list[_Draft] = []
    for block in split_blocks(annotated, outer, lexicon):
        here = _Reader(annotated.article.text, outer, lexicon).read_block(block, bool(previous))
        drafts.extend(here)
        previous = here
    return replace(annotated, attributions=tuple(_finish(annotated, drafts, outer, lexicon)))


class _Reader:
    """Reads the units of one block."""

    def __init__(self, text: str, outer: Sequence[Quotation], lexicon: Lexicon) -> None:
        self._text, self._outer, self._lexicon = text, outer, lexicon

    def read_block(self, block: Block, spoken_before: bool) -> list[_Draft]:
        drafts: list[_Draft] = []
        for unit in block.units:
            found = self._according_to(unit)
            found += self._by_cue(unit)
            used = {q for d in found for q in d.quotations}
            found += self._left_over(unit, used, drafts, found, spoken_before)
            found += self._inside(unit)
            drafts.extend(sorted(found, key=lambda d: d.content[0].start))
        return drafts

    def _by_cue(self, unit: Unit) -> list[_Draft]:
        tokens = unit.tokens
        cues = find_cues(tokens, self._lexicon)
        drafts: list[_Draft] = []
        low = 0
        for index, cue in enumerate(cues):
            region, announced = right_region(tokens, cue, cues[index + 1 :], self._lexicon)
            left = left_region(tokens, cue, low) if not drafts or low < cue.start - 1 else None
            quoted_left = left is not None and _ends_in_quotation(tokens, left)
            contents = self._choose(tokens, cue, region, announced, left, quoted_left)
            drafts.extend(self._draft(unit, cue, pieces) for pieces in contents)
            if contents:
                low = max([cue.end, *(p.end for pieces in contents for p in pieces if p.start >= cue.start)])
        return drafts

    def _inside(self, unit: Unit) -> list[_Draft]:
        """Read what a quotation itself attributes: “The ministry said it had pulled back,” it said."""
        drafts: list[_Draft] = []
        for token in unit.tokens:
            if token.quotation < 0 or token.end - token.start < _NESTING_LENGTH:
                continue
            for part in self._outer[token.quotation].parts:
                for sentence in split_sentences(self._text, part):
                    inner = Unit(sentence, tokenize(self._text, sentence))
                    drafts.extend(replace(d, nested=True) for d in self._by_cue(inner) if self._third_person(d))
        return drafts

    def _third_person(self, draft: _Draft) -> bool:
        """Say whether a nested source is somebody else than "I", "we" or "you"."""
        if draft.source is None or draft.cue is None or draft.basis is Basis.ASKS:
            return False
        word = self._lexicon.cues[draft.cue.cut(self._text).lower()]
        pronouns = self._lexicon.closed["pronoun"] | self._lexicon.closed["determiner"] | {"people", "everyone"}
        return not word.weak and not word.thought and draft.source.cut(self._text).lower() not in pronouns

    def _choose(
        self, tokens: Sequence[Token], cue: Cue, region: Phrase, announced: bool, left: Phrase | None, quoted_left: bool
    ) -> list[tuple[Phrase, ...]]:
        """Choose what was said: the words around the cue, the quotation before, the words after, or the clause before.

        One tuple an attribution; its phrases are the pieces of the content.
        """
        after = None if cue.inverted and left is not None and not announced else _strip(tokens, region)
        if (resumed := broken_region(tokens, cue, self._lexicon)) is not None and left is not None and not quoted_left:
            before, rest = _strip(tokens, left), _strip(tokens, Phrase(resumed, region.end))
            if before is not None and rest is not None and not self._subordinate(tokens, before, leads=True):
                return [(before, rest)]
        if quoted_left and left is not None:
            before = _strip(tokens, left)
            if before is None:
                return []
            if after is not None and tokens[after.start].quotation >= 0:  # broken by its cue
                return [(before, after)]
            return self._split_quoted(tokens, before)
        if after is not None and (announced or self._is_clause(tokens, after, cue)):
            return self._split_quoted(tokens, after)
        before = _strip(tokens, left) if left is not None else None
        if before is None or cue.word.participle or cue.word.weak or before.end - before.start < _CLAUSE_WORDS:
            return []
        return [] if self._subordinate(tokens, before) else self._split_quoted(tokens, before)

    def _split_quoted(self, tokens: Sequence[Token], phrase: Phrase) -> list[tuple[Phrase, ...]]:
        """Take apart a region that strings long quotations together with words of the writer."""
        long = [i for i in range(phrase.start, phrase.end) if self._n_words(tokens[i]) >= _LONG_WORDS]
        loose = sum(t.is_word for t in tokens[phrase.start : phrase.end])
        if len(long) < 2 or not loose or loose > 2 * sum(self._n_words(tokens[i]) for i in long):
            return [(phrase,)]
        return [(Phrase(i, i + 1),) for i in long]

    def _n_words(self, token: Token) -> int:
        return len(self._outer[token.quotation].inner.cut(self._text).split()) if token.quotation >= 0 else 0

    def _subordinate(self, tokens: Sequence[Token], phrase: Phrase, *, leads: bool = False) -> bool:
        """Tell "When asked about it" and "On Tuesday" from a clause, or a part of one, that can be said."""
        first = tokens[phrase.start].lower
        if leads:
            adverbial = first in self._lexicon.closed["preposition"] or first in self._lexicon.closed["adverb"]
            return adverbial or first in self._lexicon.closed["subordinator"] or first.endswith("ing")
        words = tokens[phrase.start : phrase.end]
        finite = any(t.lower in self._lexicon.closed["auxiliary"] or t.lower.endswith("ed") for t in words)
        if first in {
            "when",
            "while",
            "as",
            "after",
            "before",
            "although",
            "though",
            "because",
            "since",
            "asked",
            "speaking",
            "until",
            "once",
        }:
            return not any(t.text == "," for t in words)
        return (
            not finite
            and not any(t.quotation >= 0 for t in words)
            and not any(t.lower.endswith("s") for t in words[1:])
        )

    def _is_clause(self, tokens: Sequence[Token], phrase: Phrase, cue: Cue) -> bool:
        """Say whether unannounced words after a cue are a clause: "said it would go", not "said on Monday"."""
        if cue.word.weak and cue.word.lemma in _JUDGING:
            return len(tokens[phrase.start : phrase.end]) <= 12 and any(
                tokens[i].quotation >= 0 for i in range(phrase.start, phrase.end)
            )
        if cue.word.weak:
            return (
                any(tokens[i].quotation >= 0 for i in range(phrase.start, phrase.end))
                and cue.word.basis is not Basis.ASSERTS
            )
        closed = self._lexicon.closed
        words = tokens[phrase.start : phrase.end]
        first = words[0].lower
        if cue.word.basis is not Basis.ASSERTS:
            return len(words) >= 2 and first not in {"by"}
        if first in closed["conjunction"] or (
            first in closed["preposition"] and first not in {"for", "in", "with", "at", "on"}
        ):
            return False
        if not cue.word.thought and len(words) >= 2 and first in closed["pronoun"]:
            return True
        if not cue.word.thought and len(words) >= 4 and first not in closed["time"]:
            return True
        finite = any(
            t.lower in closed["auxiliary"]
            or t.lower in closed["modal"]
            or t.lower.endswith(("ed", "n’t", "n't", "’s", "’re"))
            or t.lower in {"said", "went", "came", "took", "made", "got", "left", "saw", "wants", "needs"}
            for t in words
        )
        return len(words) >= 3 and (finite or any(t.quotation >= 0 for t in words) or len(words) >= 7)

    def _draft(self, unit: Unit, cue: Cue, pieces: Sequence[Phrase]) -> _Draft:
        tokens = unit.tokens
        form, spans, quotations = self._assemble(tokens, pieces)
        source = None if cue.source is None else _span(tokens, _trim_source(tokens, cue.source))
        return _Draft(
            form=form,
            content=spans,
            source=source,
            cue=Span(tokens[cue.start].start, tokens[cue.end - 1].end),
            basis=cue.word.basis,
            reach=unit.span,
            quotations=quotations,
        )

    def _assemble(self, tokens: Sequence[Token], pieces: Sequence[Phrase]) -> tuple[Form, tuple[Span, ...], set[int]]:
        """Turn token runs into content spans: bare quotations to the character, the rest from first to last word."""
        spans: list[Span] = []
        forms: set[Form] = set()
        quotations: set[int] = set()
        for piece in pieces:
            body = tokens[piece.start : piece.end]
            quoted = [t.quotation for t in body if t.quotation >= 0]
            quotations.update(quoted)
            words = [t for t in body if t.is_word]
            if quoted and not words:
                forms.add(Form.DIRECT)
                spans.extend(part for q in quoted for part in self._outer[q].parts)
            else:
                forms.add(Form.MIXED if quoted else Form.INDIRECT)
                spans.append(Span(body[0].start, body[-1].end))
        form = forms.pop() if len(forms) == 1 else Form.MIXED
        return form, tuple(sorted(spans)), quotations

    def _according_to(self, unit: Unit) -> list[_Draft]:
        """Read "according to X, …" and "…, according to X"."""
        tokens = unit.tokens
        for at in range(len(tokens) - 2):
            if tokens[at].lower != "according" or tokens[at + 1].lower != "to":
                continue
            source = find_source_right(tokens, at + 1, len(tokens), self._lexicon)
            if source is None:
                continue
            source = Phrase(source.start, _to_comma(tokens, source.end))
            if at <= 1:
                region = _strip(tokens, Phrase(source.end, len(tokens)))
            else:
                if self._has_source(tokens[:at]):
                    continue  # the words have a nearer source; this one is a step of the chain
                region = _strip(tokens, Phrase(0, at))
            if region is None or region.end - region.start < 3:
                continue
            form, spans, quotations = self._assemble(tokens, [region])
            cue = Span(tokens[at].start, tokens[at + 1].end)
            return [_Draft(form, spans, _span(tokens, source), cue, Basis.ASSERTS, unit.span, quotations=quotations)]
        return []

    def _has_source(self, tokens: Sequence[Token]) -> bool:
        """Say whether the words before "according to" are somebody's already."""
        cues = self._lexicon.cues
        said = any(t.lower in cues and not cues[t.lower].weak for t in tokens)
        return said and (any(t.quotation >= 0 for t in tokens) or bool(find_cues(tokens, self._lexicon)))

    def _left_over(
        self, unit: Unit, used: set[int], before: list[_Draft], found: list[_Draft], spoken_before: bool
    ) -> list[_Draft]:
        """Give each quotation that no cue took to who spoke last, if it is an utterance of its own."""
        drafts: list[_Draft] = []
        inside = [d.content[0].start <= unit.tokens[0].start for d in found]
        for position, token in enumerate(unit.tokens):
            if token.quotation < 0 or token.quotation in used:
                continue
            quotation = self._outer[token.quotation]
            words = quotation.inner.cut(self._text).split()
            alone = not any(t.is_word for t in unit.tokens)
            dashed = self._dashed(unit, token.quotation)
            if dashed is not None:
                drafts.append(dashed)
                continue
            if not alone and (len(words) < _UTTERANCE_WORDS or any(inside)):
                continue
            # Beside other words it is the last speaker's only where he was being quoted all along.
            anchor = before[-1] if before and (alone or before[-1].form is not Form.INDIRECT) else None
            if alone and anchor is not None and anchor.form is Form.DIRECT and not drafts and anchor.cue is not None:
                anchor.content = (*anchor.content, *quotation.parts)
                anchor.quotations.add(token.quotation)
                continue
            colon = position > 0 and unit.tokens[position - 1].text == ":"
            source = find_source_left(unit.tokens, position - 1, 0, self._lexicon) if colon else None
            if source is not None and source.end - source.start > _MAX_COLON_WORDS:
                source = None
            drafts.append(
                _Draft(
                    form=Form.DIRECT,
                    content=quotation.parts,
                    source=_span(unit.tokens, source) if source else (anchor.source if anchor else None),
                    cue=anchor.cue if anchor and not source else None,
                    basis=Basis.ASSERTS,
                    reach=unit.span,
                    confidence=_CARRIED,
                    carried=source is None and (anchor is not None or (alone and spoken_before)),
                    quotations={token.quotation},
                )
            )
        return drafts

    def _dashed(self, unit: Unit, index: int) -> _Draft | None:
        """Read a cue between dashes inside the marks: "So far – he continues – we see none"."""
        quotation = self._outer[index]
        match = _DASHED_CUE.search(self._text, *quotation.inner)
        if match is None or len(quotation.parts) > 1:
            return None
        tokens = tokenize(self._text, Span(*match.span("cue")))
        at = next((i for i, t in enumerate(tokens) if t.lower in self._lexicon.cues), None)
        if at is None:
            return None
        source = find_source_left(tokens, at, 0, self._lexicon) or find_source_right(
            tokens, at, len(tokens), self._lexicon
        )
        return _Draft(
            form=Form.DIRECT,
            content=(Span(quotation.inner.start, match.start()), Span(match.end(), quotation.inner.end)),
            source=_span(tokens, source) if source else None,
            cue=Span(tokens[at].start, tokens[at].end),
            basis=self._lexicon.cues[tokens[at].lower].basis,
            reach=unit.span,
            quotations={index},
        )


def _cut_at_cue(text: str, quotation: Quotation, lexicon: Lexicon) -> Quotation:
    """End a quotation that never closes before the first ", the minister said" inside it."""
    tokens = tokenize(text, quotation.inner)
    for cue in find_cues(tokens, lexicon):
        begin = cue.start if cue.source is None else min(cue.start, cue.source.start)
        if cue.word.weak or cue.word.thought or begin < 3 or tokens[begin - 1].text not in {",", "—", "–", "?", "!"}:
            continue
        end = tokens[begin - 1].end
        inner = Span(quotation.inner.start, end)
        return replace(quotation, span=Span(quotation.span.start, end), inner=inner, parts=(inner,))
    return quotation


def _span(tokens: Sequence[Token], phrase: Phrase) -> Span:
    return Span(tokens[phrase.start].start, tokens[phrase.end - 1].end)


def _trim_source(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    end = phrase.end
    while end - 1 > phrase.start and tokens[end - 1].text in {",", "—", "–", "-"}:
        end -= 1
    return Phrase(phrase.start, end)


def _to_comma(tokens: Sequence[Token], end: int) -> int:
    """Extend "two people" over "briefed on the inquiry" to the comma or stop that ends the phrase."""
    at = end
    while at < len(tokens) and at - end < 8 and tokens[at].is_word and tokens[at].lower not in {"and", "who", "but"}:
        at += 1
    return at if at < len(tokens) and tokens[at].text in {",", "."} else end


def _ends_in_quotation(tokens: Sequence[Token], phrase: Phrase) -> bool:
    end = phrase.end - 1
    while end > phrase.start and not tokens[end].is_word and tokens[end].quotation < 0:
        end -= 1
    return tokens[end].quotation >= 0


def _strip(tokens: Sequence[Token], phrase: Phrase) -> Phrase | None:
    """Drop marks, "that" and a lone conjunction at the ends of a region; ``None`` if nothing is left."""
    start, end = phrase
    if start < end and tokens[start].lower in {"of", "about", "against"}:  # "warned of closures"
        start += 1
    while start < end and tokens[start].quotation < 0:
        token = tokens[start]
        lone = token.lower in {"but", "and"} and start + 1 < end and tokens[start + 1].quotation >= 0
        if (token.is_word and token.lower != "that" and not lone) or token.text in "$£€#@([":
            break
        start += 1
    while (
        end > start
        and tokens[end - 1].quotation < 0
        and not tokens[end - 1].is_word
        and tokens[end - 1].text not in "%)]"
    ):
        end -= 1
    return Phrase(start, end) if start < end else None


def _finish(
    annotated: AnnotatedArticle, drafts: Sequence[_Draft], outer: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[Attribution]:
    """Name the speakers in the order of the text, follow the chain, nest, and give ids."""
    article = annotated.article
    finder = SpeakerFinder(article.text, annotated.mentions, lexicon, [q.span for q in outer])
    finished: list[Attribution] = []
    via: tuple[Hop, ...] = ()
    speaking: Speaker | None = None
    for draft in drafts:
        if draft.nested:
            finished.append(_attribution(annotated, draft, finder.resolve(draft.source, remember=False), (), outer))
            continue
        speaker = finder.last() if draft.carried and draft.source is None else finder.resolve(draft.source)
        hops = find_hops(article.text, draft.reach, (*draft.content, *([draft.source] if draft.source else [])))
        if speaker is None or speaking is None or speaker.name != speaking.name:
            via = ()
        via, speaking = hops or via, speaker
        finished.append(_attribution(annotated, draft, speaker, via, outer))
    seen: set[str] = set()
    for attribution in _nested(finished):
        if attribution.id not in seen:
            seen.add(attribution.id)
            yield attribution


def _attribution(
    annotated: AnnotatedArticle,
    draft: _Draft,
    speaker: Speaker | None,
    via: tuple[Hop, ...],
    outer: Sequence[Quotation],
) -> Attribution:
    article = annotated.article
    words = " ".join(span.cut(article.text) for span in draft.content)
    return Attribution(
        id=derive_id("att", article.id, *(n for span in draft.content for n in span), draft.source, draft.cue),
        article_id=article.id,
        form=draft.form,
        content=draft.content,
        source=draft.source,
        cue=draft.cue,
        speaker=speaker,
        via=via,
        basis=find_basis(draft.basis, words),
        confidence=draft.confidence if speaker is not None else 0.0,
        unbalanced=any(not outer[q].closed for q in draft.quotations),
    )


def _nested(attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """Tie each attribution to the smallest other one whose content holds its content and cue."""
    for inner in attributions:
        holders = [
            outer
            for outer in attributions
            if outer.id != inner.id
            and any(
                span.contains(inner.extent) and (inner.cue is None or span.contains(inner.cue))
                for span in outer.content
            )
            and outer.extent != inner.extent
        ]
        if not holders:
            yield inner
            continue
        outer = min(holders, key=lambda a: (a.extent.end - a.extent.start, a.id))
        via = inner.via or (*outer.via, *_as_hop(outer))
        yield replace(inner, nested_in=outer.id, via=via)


def _as_hop(outer: Attribution) -> tuple[Hop, ...]:
    """Make the outer speaker a step on the way to the inner one."""
    if outer.speaker is None or outer.source is None:
        return ()
    kinds = {EntityKind.PERSON: HopKind.PERSON, EntityKind.UNNAMED: HopKind.UNNAMED}
    known = load_lexicon().outlets.get(outer.speaker.name)
    kind = HopKind(known) if known else kinds.get(outer.speaker.kind, HopKind.DOCUMENT)
    return (Hop(name=outer.speaker.name, kind=kind, span=outer.speaker.span),)
