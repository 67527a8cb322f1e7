"""From cues and quotations to attributions in the making, one block of text at a time.

Invariant: a draft's content never takes in its own cue or source; a direct content begins and ends at quotation marks,
to the character; who the source is stays open (`attributions` resolves it in the order of the whole article).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.annotate.content_starts import AFTER_SUBJECT
from sayso.annotate.lexicon import CueWord, Lexicon
from sayso.annotate.regions import Cue, broken_region, find_cues, left_region, right_region, trails
from sayso.annotate.sources import Phrase, find_source_left, find_source_right, find_told_by
from sayso.annotate.tokens import Token, tokenize
from sayso.annotate.units import Block, Unit
from sayso.model.annotation import (
    Basis,
    Form,
    Quotation,
)
from sayso.model.span import Span

_MEANWHILE = frozenset({"when", "while", "as", "after", "before", "until"})
_SEEMING = frozenset({"seem", "appear", "sound", "look"})
_MOST_AS = 14  # words of "as the Courier first reported on Monday,"
_RELAYING = frozenset({"according", "per"})
_CLAUSE_WORDS = 4  # a clause before its cue has at least so many
_LONG_WORDS = 5  # a quotation of so many words can stand for itself
_UTTERANCE_WORDS = 8
_MAX_COLON_WORDS = 6  # "The mayor: …", not a sentence that ends in a colon
_HEADING_WORDS = 14
_TURN_WORDS = 8
_SMALL = 3  # letters; shorter words are small in a title too
_TITLED = 0.7
_TITLED_BY = frozenset({"titled", "entitled", "called", "headlined"})
_LINES = 8  # code points that blank lines take
_JUDGED_WORDS = 12  # called the charge “absurd”
JUDGING = frozenset(
    "call describe accuse criticise criticize condemn denounce praise hail dismiss blast slam mock defend deem "
    "judge".split()
)
SIGHTINGS = frozenset({"see", "find", "detect"})
PASTS = frozenset(  # of verbs that do not form theirs with "ed"
    "began blew bought broke brought built came caught chose cut drew drove fell fled flew fought found froze gave got "
    "grew had held hid hit hung kept knew led left lost made met paid put ran rose said sank saw sent shook shot shut "
    "sold sought spent spread stole stood struck swept swore threw told took tore went withdrew woke won wore "
    "wrote".split()
)
_DASHED_CUE = re.compile(
    r"\s[–—-]\s?(?P<cue>(?:\w+(?: \w+){0,4}?)?\s?(?:continues|continued|adds|added|says|said|explains|explained|"
    r"concludes|concluded|asks|asked|notes|noted|insists|insisted|writes|wrote|points out)"
    r"(?: \w+(?: \w+){0,4})?)\s?[–—-]\s"
)
# How often the source is right where the content is: on PolNeAR dev, 915 of 953 beside their cue, 7 of 9 carried over.
_SURE, _CARRIED = 0.95, 0.8


@dataclass(slots=True)
class Draft:
    """An attribution in the making."""

    form: Form
    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    basis: Basis
    reach: Span  # where to look for the chain
    confidence: float = _SURE
    carried: bool = False  # the speaker is whoever spoke last
    unsure: bool = False  # the source may well be another's: it is kept, and names nobody
    nested: bool = False  # read from inside a content: not who speaks in the flow of the text
    word: CueWord | None = None  # what the lexicon knows of the cue
    relays: bool = False  # the cue stands apart from a clause that it passes on: "…, according to", "…, X reported"
    outer: Draft | None = None  # the one whose content holds this one
    aside: bool = False  # passes on what the one inside says: a later "he" is that one
    told_of: bool = False  # by a noun, in what another says of it: "denied Lang’s claims that …"
    quotations: set[int] = field(default_factory=set)


class Reader:
    """Reads the units of one block."""

    def __init__(self, text: str, outer: Sequence[Quotation], lexicon: Lexicon) -> None:
        self._text, self._outer, self._lexicon = text, outer, lexicon

    def read_block(self, block: Block, spoken_before: bool) -> list[Draft]:
        """Read one block; ``spoken_before`` says whether the block before it attributed anything."""
        drafts: list[Draft] = []
        for unit in block.units:
            found = self.read_unit(unit)
            used = {q for d in found for q in d.quotations}
            found += self._left_over(unit, used, drafts, found, spoken_before)
            drafts.extend(sorted(found, key=lambda d: d.content[0].start))
        return drafts

    def read_unit(self, unit: Unit) -> list[Draft]:
        """Read what the cues of one sentence attribute; what stands inside a content is left to ``nesting``.

        But where a sentence is passed on whole ("…, he said, according to the Journal"), he is the one who speaks:
        both levels are read here, and the outer one stands aside.
        """
        found = self._according_to(unit) + self._as_told(unit) + self._by_cue(unit)
        kept: list[Draft] = []
        for draft in found:
            holders = [d for d in found if d is not draft and _holds(d, draft.cue)]
            sights = draft.word is not None and draft.word.lemma in SIGHTINGS  # "has seen no sign": part of his words
            apart = draft.word is not None and draft.word.weak and draft.form is Form.INDIRECT
            if holders and (sights or apart or not any(d.relays for d in holders)):
                continue
            draft.outer = min(holders, key=lambda d: d.content[-1].end - d.content[0].start, default=None)
            kept.append(draft)
        for draft in kept:
            if draft.outer is not None:
                draft.outer.aside = True
        return kept

    def _by_cue(self, unit: Unit) -> list[Draft]:
        tokens = unit.tokens
        cues = find_cues(tokens, self._lexicon)
        drafts: list[Draft] = []
        low = 0
        for index, cue in enumerate(cues):
            region, announced = right_region(tokens, cue, cues[index + 1 :], self._lexicon)
            region = self._without_meanwhile(tokens, region) if announced else region
            relays = low > 0 and trails(tokens, cue, self._lexicon)
            left = (
                left_region(tokens, cue, 0 if relays else low) if relays or not drafts or low < cue.start - 1 else None
            )
            quoted_left = left is not None and _ends_in_quotation(tokens, left)
            contents = self._choose(tokens, cue, region, announced, left, quoted_left)
            drafts.extend(replace(self._draft(unit, cue, pieces), relays=relays) for pieces in contents)
            if contents:
                low = max([cue.end, *(p.end for pieces in contents for p in pieces if p.start >= cue.start)])
        return drafts

    def _without_meanwhile(self, tokens: Sequence[Token], region: Phrase) -> Phrase:
        """End a region after “…,” where the writer goes on with when it was said: "saying, “Not me,” when asked"."""
        first, then = tokens[region.start : region.start + 1], tokens[region.start + 1 : region.start + 2]
        if not first or not then or first[0].quotation < 0 or then[0].lower not in _MEANWHILE:
            return region
        said = self._outer[first[0].quotation].inner.cut(self._text)
        return Phrase(region.start, region.start + 1) if said.endswith(",") else region

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
        finite = any(
            t.lower in self._lexicon.closed["auxiliary"] or t.lower.endswith("ed") or t.lower in PASTS for t in words
        )
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
        if cue.word.lemma in SIGHTINGS and tokens[phrase.start].lower == "no":
            return True  # "has seen no evidence": a report of not seeing
        if cue.word.weak and cue.word.lemma in JUDGING:
            return len(tokens[phrase.start : phrase.end]) <= _JUDGED_WORDS and any(
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
            or t.lower in PASTS
            or t.lower in {"wants", "needs"}
            for t in words
        )
        return len(words) >= 3 and (finite or any(t.quotation >= 0 for t in words) or len(words) >= 7)

    def _draft(self, unit: Unit, cue: Cue, pieces: Sequence[Phrase]) -> Draft:
        tokens = unit.tokens
        form, spans, quotations = self._assemble(tokens, pieces)
        source = None if cue.source is None else _trim_source(tokens, cue.source).to_span(tokens)
        return Draft(
            form=form,
            content=spans,
            source=source,
            cue=Span(tokens[cue.start].start, tokens[cue.end - 1].end),
            basis=cue.word.basis,
            reach=unit.span,
            word=cue.word,
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

    def _according_to(self, unit: Unit) -> list[Draft]:
        """Read "according to X, …" and "…, according to X"; "per X" likewise."""
        tokens = unit.tokens
        for at in [at for at, token in enumerate(tokens[:-2]) if token.lower in _RELAYING]:
            width = _told_by(tokens, at)
            if not width:
                continue
            source = find_told_by(tokens, at + width - 1, len(tokens), self._lexicon)
            if source is None:
                continue
            source = Phrase(source.start, _to_comma(tokens, source.end))
            words = Phrase(source.end, len(tokens)) if at <= 1 else Phrase(_open_bracket(tokens, at), at)
            region = _strip(tokens, words)
            if region is None or region.end - region.start < 3:
                continue
            return [self._relay(unit, region, source, Phrase(at, at + width), Basis.ASSERTS)]
        return []

    def _as_told(self, unit: Unit) -> list[Draft]:
        """Read "as X reported on Monday, …", which passes on what follows the comma."""
        tokens = unit.tokens
        at = next((i for i, token in enumerate(tokens[:2]) if token.lower == "as"), len(tokens))
        comma = next((i for i in range(at + 3, min(len(tokens), at + _MOST_AS)) if tokens[i].text == ","), len(tokens))
        region = _strip(tokens, Phrase(comma + 1, len(tokens))) if comma + 1 < len(tokens) else None
        if region is None or region.end - region.start < _CLAUSE_WORDS:
            return []
        closed, verb = self._lexicon.closed, comma - 1
        while verb > at and any(tokens[verb].lower in closed[c] for c in ("time", "adverb", "preposition")):
            verb -= 1
        word = self._lexicon.cues.get(tokens[verb].lower)
        source = find_source_left(tokens, verb, at + 1, self._lexicon)
        if word is None or word.thought or word.participle or source is None or word.lemma in _SEEMING:
            return []  # not "as odd as it may seem, …"
        return [self._relay(unit, region, source, Phrase(verb, verb + 1), word.basis)]

    def _relay(self, unit: Unit, region: Phrase, source: Phrase, cue: Phrase, basis: Basis) -> Draft:
        form, spans, quotations = self._assemble(unit.tokens, [region])
        told, by = source.to_span(unit.tokens), cue.to_span(unit.tokens)
        return Draft(form, spans, told, by, basis, unit.span, quotations=quotations, relays=True)

    def _left_over(
        self, unit: Unit, used: set[int], before: list[Draft], found: list[Draft], spoken_before: bool
    ) -> list[Draft]:
        """Give each quotation that no cue took to who spoke last, if it is an utterance of its own."""
        drafts: list[Draft] = []
        inside = [d.content[0].start <= unit.tokens[0].start for d in found]
        for position, token in enumerate(unit.tokens):
            if token.quotation < 0 or token.quotation in used:
                continue
            quotation = self._outer[token.quotation]
            words = quotation.inner.cut(self._text).split()
            alone = not any(t.is_word for t in unit.tokens)
            if alone and self._is_heading(unit.span, quotation):
                continue
            dashed = self._dashed(unit, token.quotation)
            if dashed is not None:
                drafts.append(dashed)
                continue
            colon = position > 0 and unit.tokens[position - 1].text == ":"
            least = _LONG_WORDS if colon else _UTTERANCE_WORDS
            if not alone and (len(words) < least or any(inside) or in_title_case(words)):
                continue
            # Beside other words it is the last speaker's only where he was being quoted all along.
            anchor = before[-1] if before and (alone or before[-1].form is not Form.INDIRECT) else None
            if alone and anchor is not None and anchor.form is Form.DIRECT and not drafts and anchor.cue is not None:
                anchor.content = (*anchor.content, *quotation.parts)
                anchor.quotations.add(token.quotation)
                continue
            source = find_source_left(unit.tokens, position - 1, 0, self._lexicon) if colon else None
            if source is not None and source.end - source.start > _MAX_COLON_WORDS:
                source = None
            drafts.append(
                Draft(
                    form=Form.DIRECT,
                    content=quotation.parts,
                    source=source.to_span(unit.tokens) if source else (anchor.source if anchor else None),
                    cue=anchor.cue if anchor and not source else None,
                    basis=Basis.ASSERTS,
                    reach=unit.span,
                    confidence=_CARRIED,
                    carried=source is None
                    and (anchor is not None or (alone and spoken_before and not self._is_turn(quotation))),
                    quotations={token.quotation},
                )
            )
        return drafts

    def _is_heading(self, line: Span, quotation: Quotation) -> bool:
        """Say whether a quotation is a line of its own without a stop: the heading of what follows."""
        text = self._text
        whole = text[max(0, line.start - _LINES) : line.start].rstrip(" \t")[-1:] in {"", "\n"} and text[
            line.end : line.end + 1
        ] in {"", "\n"}
        stop = text[quotation.inner.end - 1] in ".,!?…;:-–—" or not quotation.closed
        return whole and not stop and len(quotation.inner.cut(text).split()) <= _HEADING_WORDS

    def _is_turn(self, quotation: Quotation) -> bool:
        """Say whether a quotation is another's turn in a dialogue: a short question, or the answer to one."""
        text = self._text
        asks = text[quotation.inner.end - 1] == "?" and len(quotation.inner.cut(text).split()) <= _TURN_WORDS
        return asks or text[max(0, quotation.span.start - _LINES) : quotation.span.start].rstrip()[-2:-1] == "?"

    def _dashed(self, unit: Unit, index: int) -> Draft | None:
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
        return Draft(
            form=Form.DIRECT,
            content=(Span(quotation.inner.start, match.start()), Span(match.end(), quotation.inner.end)),
            source=source.to_span(tokens) if source else None,
            cue=Span(tokens[at].start, tokens[at].end),
            basis=self._lexicon.cues[tokens[at].lower].basis,
            reach=unit.span,
            quotations={index},
        )


def in_title_case(words: Sequence[str]) -> bool:
    """Say whether words are the title of a work: most that can be small are not."""
    long = [word.lstrip("(‘'“\"") for word in words if len(word) > _SMALL]
    return sum(word[:1].isupper() for word in long) > _TITLED * len(long)


def cut_at_cue(text: str, quotation: Quotation, lexicon: Lexicon) -> Quotation:
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


def _holds(draft: Draft, cue: Span | None) -> bool:
    return cue is not None and any(span.contains(cue) for span in draft.content)


def _trim_source(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    end = phrase.end
    while end - 1 > phrase.start and tokens[end - 1].text in {",", "—", "–", "-"}:
        end -= 1
    return Phrase(phrase.start, end)


def _open_bracket(tokens: Sequence[Token], at: int) -> int:
    """Give where the words before a place begin in a bracket that is open there: "it fell (by 5, | according to X)"."""
    closed = 0
    for i in range(at - 1, -1, -1):
        closed += {")": 1, "(": -1}.get(tokens[i].text, 0)
        if closed < 0:
            return i + 1 if i + 1 < at else 0
    return 0


def _told_by(tokens: Sequence[Token], at: int) -> int:
    """Give how many tokens from here on name a relay: "according to" two, ", per the Herald" one, else 0."""
    word = tokens[at].lower
    if word == "according":
        return 2 if tokens[at + 1].lower == "to" else 0
    if word != "per" or (at > 0 and tokens[at - 1].text != ","):
        return 0
    return int(tokens[at + 1].is_name or (tokens[at + 1].lower == "the" and tokens[at + 2].is_name))


def _to_comma(tokens: Sequence[Token], end: int) -> int:
    """Extend "two people" over "briefed on the inquiry" to the comma or stop that ends the phrase."""
    at = end
    while at < len(tokens) and at - end < 8 and tokens[at].is_word and tokens[at].lower not in {"and", "who", "but"}:
        at += 1
    if at < len(tokens) and tokens[at].quotation >= 0 and tokens[at - 1].lower in _TITLED_BY:
        return at + 1
    return at if at < len(tokens) and tokens[at].text in {",", "."} else end


def _ends_in_quotation(tokens: Sequence[Token], phrase: Phrase) -> bool:
    end = phrase.end - 1
    while end > phrase.start and not tokens[end].is_word and tokens[end].quotation < 0:
        end -= 1
    titles = end > phrase.start and tokens[end - 1].lower in _TITLED_BY
    return tokens[end].quotation >= 0 and not titles


def _strip(tokens: Sequence[Token], phrase: Phrase) -> Phrase | None:
    """Drop marks, "that" and a lone conjunction at the ends of a region; ``None`` if nothing is left."""
    start, end = phrase
    if start < end and tokens[start].lower in {"of", "about", "against"}:  # "warned of closures"
        start += 1
    while start < end and tokens[start].quotation < 0:
        token = tokens[start]
        lone = token.lower in {"but", "and"} and start + 1 < end and tokens[start + 1].quotation >= 0
        subject = start + 1 < end and tokens[start + 1].lower in AFTER_SUBJECT  # "said that was absurd"
        if (token.is_word and (token.lower != "that" or subject) and not lone) or token.text in "$£€#@([":
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
