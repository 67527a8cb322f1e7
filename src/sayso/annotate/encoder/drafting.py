"""From what the decoder found to drafts: contents to the character of their quotation marks, form and basis.

Invariant: a draft's content holds neither its cue nor its source, begins and ends at words or at quotation marks, and
takes a quotation whole or not at all unless the cue stands inside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sayso.annotate.basis import find_cue_basis
from sayso.annotate.drafts import SIGHTINGS, Draft, in_title_case
from sayso.annotate.encoder.decode import Found, Settings, confidence, worth
from sayso.annotate.lexicon import CueWord, Lexicon
from sayso.annotate.merging import cut_out
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import Form, Quotation
from sayso.model.span import Span, join_touching, overlaps_any, trim

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_WORD_GOES_ON = re.compile(r"[-'’](?!(?:s|re|ve|d|ll|m)\b)[^\W\d_]\w*")
_NUMBER_GOES_ON = re.compile(r"(?:(?<=\d)[.,]|(?<=\d[.,]))\d+(?:[.,]\d+)*")
_IN_WORD = "-'’"
_WORD_BEGAN = re.compile(r"(?<!\w)(?:\w+[-'’])+$")
_LEAD = re.compile(r"(?:As (?:for|to) [^,\n]{1,60}|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}),\s*")
_TAIL = re.compile(r"\s*(?:when|until|while|after|before|as|though|although|because|where)\b")
_GOES_ON = re.compile(
    r"[“\"‘']?(?:should|would|could|will|was|were|is|are|had|has|have|may|might|must|did|does|can)(?:n[’']t)?\s"
)
_PUT_TO = re.compile(
    r"(?i)\b(?:asked|pressed|questioned|quizzed|told|informed|warned|notified|ordered|instructed|accused|advised|urged|"
    r"reminded|assured|briefed|expected|believed|thought|reported|alleged|suspected|praised|critici[sz]ed|blamed|credited|"
    r"charged|acquitted|supposed|estimated|said|peppered)\b"
)
_PUT_FIRST = re.compile(r"Asked|Pressed|Questioned|Quizzed|Told|Informed")  # not "Said Lang: …"
_CALLED_SO = re.compile(r"(?i)(?:alleged|reported|rumou?red|suspected|supposed|expected|anticipated)\b")
_IS = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|got|gets|[Ww]hen|[Ii]f)(?: (?:also|then|again|later|not|\w+ly)){0,3}\s*$"
)
_ANSWERS = re.compile(r"(?i)(?:respond|react|repl)(?:s|ed|ing|y|ies|ied|ying)? to\s*")
_PUTS = re.compile(r"(?i)put(?:s|ting)?")
_AT = re.compile(r"\bat\b")
_BEGINS = re.compile(r"(?:^|[.!?\n])[\"”’']*\s*$")
_LONGEST = 40  # code points of a word
_CLOSING = re.compile(r"[^()\n]{0,60}\)")
_POSSESSED = re.compile(r"s [^,.;:–—“”\"\n]{1,60}(?=, )")
_MOST = 0.5  # a content that holds so much of a quotation takes it whole; one that holds less leaves it
_NAME_FOLLOWS = re.compile(r" [A-Z]\w")
_INITIALS = re.compile(r"(?:(?<!\w)|(?<=[A-Z]\.))[A-Z]\.[A-Z]\.")  # their last stop is no sentence's alone
_REST_OF_NAME = re.compile(r"(?:(?<=\b[A-Z])\. | |-)\w")
_NO_STOP = re.compile(r"[^,.;:“”\"\n]{2,100}")
_KIND_FOLLOWS = re.compile(r" ([a-z]+)\b")  # "A Velm" of "A Velm official"
_NO_MORE_THAN_COMMA = re.compile(r"[ \u00a0]?[,;:(–—-]{0,2}[ \u00a0]")
_MEANWHILE = re.compile(r", (?:as|while|when|after|before) (?:he|she|they|\w+ing)\b")
_NAME = re.compile(r"(?:[Tt]he )?[A-Z]\w+")
_ONE = frozenset({"a", "an", "another", "one", "some"})
_LOOSE = frozenset({"and", "but", "or", "as", "which"})
_OPENING = frozenset({"the", "a", "an"})
_HALF_CLAUSE = re.compile(r"(?<=\w|\)),? who(?: [a-z]\w*(?: (?:with|in|for|at|on|to|by|from|of))?)?$")
_HALF = frozenset({"the", "a", "an", "his", "its", "their"})
_WITH_PARTICLE = frozenset({"according", "go", "goes", "going", "went"})
_NEAR = 6  # code points: a mark, "that"
_CLAUSE = 160  # code points
_HEADLINE = 240  # code points
_NAMES = 60  # code points that the rest of a name takes
_STRAY = 3  # words
# Alone beside a quotation it is what the quoted words are said of: "what she called “…”", "called it, again, “…”".
_SPOKEN_OF = frozenset("it this that which what whom them him her us".split())
_CLAUSE_WORDS = 3  # "that it held"
_NOUN_WORDS = 4
_SPACE = " \t\n\r\u00a0\u200b"
_EDGE = _SPACE + ",;:–—-"
_LAST = _EDGE + "."


class Drafter:
    """Makes the drafts of one article."""

    def __init__(
        self,
        text: str,
        outer: Sequence[Quotation],
        units: Sequence[Span],
        names: Sequence[Span],
        lexicon: Lexicon,
    ) -> None:
        """``outer`` are the outermost quotations, ``units`` the stretches in which to look for a chain.

        ``names`` are what no part of a report ends inside of. All are sorted.
        """
        self._text, self._outer, self._units, self._lexicon = text, outer, units, lexicon
        self._names, self._name_starts = names, [name.start for name in names]
        self._adverbs = lexicon.closed["adverb"] | lexicon.closed["leading"]
        self._bare_verbs = lexicon.closed["auxiliary"] - lexicon.closed["modal"]
        self._opening = _OPENING | lexicon.closed["preposition"]
        self._starts = [q.span.start for q in outer]
        self._unit_starts = [unit.start for unit in units]

    def draft(self, found: Found, settings: Settings) -> Draft | None:
        """Make one draft; ``None`` where nothing is left of its content, or it is likely no report."""
        cue = self._whole_words(Span(*found.cue[0]))
        source = self._source(self._whole_words(Span(*found.source[0])), cue) if found.source else None
        taken = tuple(part for part in (cue, source) if part is not None)
        around = self._around(cue)
        content = self._content(found.content, around, taken)
        if not content:
            return None
        if source is not None and (self._is_subject(source, cue, content) or self._is_put_to(source, cue)):
            source = None
        if source is not None:
            source = self._with_whole_name(source, (cue, *content))
        tokens = self._without_half_phrase(tokenize(self._text, cue), content if source is None else (*content, source))
        cue = Span(cue.start, tokens[-1].end)
        content = tuple(self._with_whole_name(span, taken) for span in content)
        quotations = {i for span in content for i in self._overlapped(span)} - {around}
        form, word = self._form(content, quotations), self._cue_word(tokens)
        if form is Form.INDIRECT and (self._is_bare(tokens) or self._is_no_report(source, cue, content)):
            return None
        if worth(found, settings) < settings.least_worth and form is not Form.DIRECT and not self._is_saying(word):
            return None
        sure = confidence(found, settings)
        return Draft(
            form=form,
            content=content,
            source=source,
            cue=cue,
            basis=find_cue_basis(cue.cut(self._text), word, form, self._lexicon.cues),
            reach=self._reach(cue),
            confidence=sure,
            unsure=source is not None and sure < settings.named,
            nested=around is not None,
            word=word,
            quotations=quotations,
        )

    def _is_subject(self, source: Span, cue: Span, content: Sequence[Span]) -> bool:
        """Say whether "said Lang, a general, “should have gone”" tells of Lang: what was said goes on with a verb."""
        if not cue.end <= source.start < content[0].start or content[0].start - source.end > _LONGEST:
            return False
        return _GOES_ON.match(content[0].cut(self._text)) is not None

    def _is_no_report(self, source: Span | None, cue: Span, content: Sequence[Span]) -> bool:
        """Say whether a cue only tells what is, gives a name, puts somebody in a place, or "responds to" something."""
        answered = _ANSWERS.fullmatch(self._text, cue.start, max(cue.end, content[0].start)) is not None
        return answered or self._is_naming(source, cue, content) or self._is_placing(cue, content)

    def _is_placing(self, cue: Span, content: Sequence[Span]) -> bool:
        """Say whether "puts" only puts: "puts her on the defensive", not "puts the toll at nine"."""
        return _PUTS.fullmatch(self._text, *cue) is not None and _AT.search(self._text, *content[0]) is None

    def _is_bare(self, cue: Sequence[Token]) -> bool:
        """Say whether a cue is nothing but "was" or "has", which reports nothing."""
        return all(token.lower in self._bare_verbs for token in cue)

    def _is_naming(self, source: Span | None, cue: Span, content: Sequence[Span]) -> bool:
        """Say whether a cue only gives a name to what stands before it: "a band called Dry Dock"."""
        if source is None or cue.cut(self._text) != "called" or content[0].start - cue.end > 1:
            return False
        named = _NAME.match(self._text, content[0].start)
        first = tokenize(self._text, source)[0].lower
        return named is not None and first in _ONE and self._text[source.end : cue.start].strip(" ,") == ""

    @staticmethod
    def _is_saying(word: CueWord | None) -> bool:
        """Say whether a cue is a plain verb of saying, or of seeing: "has seen no sign"."""
        return word is not None and (word.says or word.lemma in SIGHTINGS)

    def _without_half_phrase(self, cue: Sequence[Token], others: Sequence[Span]) -> Sequence[Token]:
        """Leave out the begin of a phrase that is no part of the report: "said in a", "wrote on" of "wrote on Monday".

        ``others`` are the source and the content: "a critic of" stays where the content follows.
        """
        end = len(cue)
        while end > 1 and self._is_half(cue[end - 2], cue[end - 1], others):
            end -= 1
        return cue[:end]

    def _is_half(self, before: Token, last: Token, others: Sequence[Span]) -> bool:
        if last.lower in _HALF:
            return True
        if last.lower not in self._lexicon.closed["preposition"] or before.lower in _WITH_PARTICLE:
            return False
        return not any(0 <= span.start - last.end <= _NEAR for span in others)

    def _is_put_to(self, source: Span, cue: Span) -> bool:
        """Say whether "was asked by X", "Asked about it, X …", "X’s alleged …" tell of another than X, or of nobody."""
        if source.end <= cue.start and source.cut(self._text).endswith(("’s", "'s")):
            return _CALLED_SO.match(self._text, *cue) is not None
        word = _PUT_TO.search(self._text, *cue)
        if word is None:
            return False
        before = self._text[max(0, word.start() - _LONGEST) : word.start()]
        if not _IS.search(before) and not (_PUT_FIRST.match(word.group()) and _BEGINS.search(before)):
            return False
        before = self._text[max(0, source.start - _LONGEST) : source.start].rstrip()
        return source.start < word.end() or not before.endswith(" by")

    def _whole_words(self, span: Span) -> Span:
        """Stretch a span over the rest of "O’Neill", "Crouse-Mays" and "2,500", of which it holds a part."""
        start, end = span
        if number := _NUMBER_GOES_ON.match(self._text, end):
            end = number.end()
        if self._text[end - 1] in _IN_WORD and start < end - 1 and _WORD_GOES_ON.match(self._text, end - 1):
            end -= 1
        while (after := _WORD_GOES_ON.match(self._text, end)) and self._text[end - 1].isalnum():
            end = after.end()
        inside = start < end and self._text[start].isalnum() and self._text[max(0, start - 1)] in _IN_WORD
        if inside and (before := _WORD_BEGAN.search(self._text[max(0, start - _LONGEST) : start])):
            start -= len(before.group())
        return Span(start, end)

    def _source(self, span: Span, cue: Span) -> Span | None:
        """Leave out what is no name or role: another paragraph, "…, as he left", the adverb of "Lang further said"."""
        breaks = list(_PARAGRAPH.finditer(self._text, span.start, span.end))
        if breaks and span.start >= cue.end:
            span = Span(span.start, breaks[0].start())
        elif breaks:
            span = Span(breaks[-1].end(), span.end)
        told = _MEANWHILE.search(self._text, *span) if span.start >= cue.end else None
        span = span if told is None else Span(span.start, told.start())
        source = self._balanced(trim(span, self._text, _EDGE))
        tokens = tokenize(self._text, source) if source is not None else []
        end = len(tokens)
        while end > 1 and self._is_loose(tokens[end - 1]):
            end -= 1
        if end < len(tokens):
            kept = self._balanced(Span(tokens[0].start, tokens[end - 1].end))
            return None if kept is None else self._completed(kept, tokens[:end], cue)
        return self._completed(self._without_half_clause(source, cue), tokens, cue) if source is not None else None

    def _with_whole_name(self, span: Span, others: Sequence[Span]) -> Span:
        """Give a span that ends amid a name, "the mayor of New", the rest of it that is no other part's."""
        at = bisect_right(self._name_starts, span.end) - 1
        if at < 0 or not self._name_starts[at] < span.end < self._names[at].end:
            return span
        rest = Span(span.end, self._names[at].end)
        whole = rest.end - rest.start <= _NAMES and _REST_OF_NAME.match(self._text, *rest)
        if not whole or overlaps_any(rest, others) or self._is_headline(span.end):
            return span
        return Span(span.start, rest.end)

    def _is_headline(self, at: int) -> bool:
        """Say whether the line at a place is set as a headline, in which a capital begins no name."""
        start = self._text.rfind("\n", 0, at) + 1
        return in_title_case(self._text[start : start + _HEADLINE].partition("\n")[0].split())

    def _is_loose(self, token: Token) -> bool:
        """Say whether no source ends with a token: "Lang also", "a general who lost but", "Lang –"."""
        return token.lower in self._adverbs or token.lower in _LOOSE or not token.is_word

    def _without_half_clause(self, source: Span, cue: Span) -> Span:
        """Give a source that broke off in "Lang, who lost" the rest of that clause, else leave the clause out."""
        broken = _HALF_CLAUSE.search(source.cut(self._text))
        if broken is None:
            return source
        rest = self._text[source.end : cue.start] if source.end < cue.start else ""
        if rest.rstrip().endswith(",") and len(rest) <= _CLAUSE and not re.search(r"[,.!?\n]", rest.rstrip()[:-1]):
            return Span(source.start, source.end + len(rest.rstrip()) - 1)
        return Span(source.start, source.start + broken.start())

    def _completed(self, source: Span, tokens: Sequence[Token], cue: Span) -> Span:
        """Give a source that broke off at "the", "Mr" or "House Speaker" the names or the noun that follow."""
        titles = self._lexicon.titles
        open_end = len(tokens) > 1 and tokens[-1].lower in self._opening
        if open_end and _NO_STOP.fullmatch(self._text, source.end, max(source.end, cue.start)):
            return Span(source.start, source.end + len(self._text[source.end : cue.start].rstrip()))
        kind = _KIND_FOLLOWS.match(self._text, source.end)
        if kind and len(tokens) > 1 and tokens[0].lower in _OPENING and tokens[-1].is_name:
            return Span(source.start, kind.end()) if kind[1] in self._lexicon.roles else source
        opens = all(t.lower in _OPENING or (t.is_name and t.bare.rstrip(".") in titles) for t in tokens)
        last = tokens[-1].bare.rstrip(".")
        first = len(tokens) == 1 and tokens[0].lower in self._lexicon.first_names
        stop = "." if last in titles and self._text[source.end : source.end + 1] == "." else ""
        follows = _NAME_FOLLOWS.match(self._text, source.end + len(stop)) is not None
        titled = (last in titles or last in self._lexicon.roles or first) and tokens[-1].is_name and follows
        if not titled and not (opens and (last in titles or last in _OPENING)):
            return source
        limit = cue.start if cue.start >= source.end else len(self._text)
        line = self._text.find("\n", source.end)
        limit = min(limit, source.end + _NAMES, line if line >= 0 else limit)
        end, one = None, last in {"a", "an"}  # "a Velm resident": one of a kind, whose kind must be told
        for token in tokenize(self._text, Span(source.end, max(source.end, limit))):
            role = token.lower in titles or token.lower in self._lexicon.roles
            if role or (token.is_name and not one):
                end = token.end - (2 if token.possessive else 0)
            elif token.text != "." and not token.is_name:
                break
            if token.possessive:
                break
        if end is None and len(tokens) == 1 and last in _OPENING:
            end = self._noun_end(Span(source.end, max(source.end, limit)))
        return source if end is None else Span(source.start, end)

    def _noun_end(self, after: Span) -> int | None:
        """Give where the noun ends that stands after a lone article, at the longest; ``None`` where there is none."""
        closed, end = self._lexicon.closed, None
        stops = self._lexicon.breaks | closed["preposition"] | closed["conjunction"] | closed["adverb"]
        for index, token in enumerate(tokenize(self._text, after)[:_NOUN_WORDS]):
            if not token.is_word or token.lower in stops or (index and token.lower.endswith("ed")):
                break
            end = token.end
        return end

    def _balanced(self, source: Span | None) -> Span | None:
        """Close the bracket that a source opens, "Rep. Anna Rohde (D-Wis.)", and give "the head of Lang’" the rest."""
        if source is not None and self._text[source.end - 1] in "'’" and self._text[source.end - 2].isalnum():
            rest = _POSSESSED.match(self._text, source.end)
            source = source if rest is None else Span(source.start, rest.end())
        source = self._to_title_end(source)
        if source is None or source.cut(self._text).count("(") <= source.cut(self._text).count(")"):
            return source
        after = _CLOSING.match(self._text, source.end)
        return source if after is None else Span(source.start, after.end())

    def _to_title_end(self, source: Span | None) -> Span | None:
        """Give a source that breaks off amid a title in quotation marks, "the author of “Dry Dock", the rest of it."""
        at = -1 if source is None else bisect_right(self._starts, source.end) - 1
        if source is None or at < 0:
            return source
        title = self._outer[at]
        amid = source.start <= title.span.start < source.end < title.span.end and title.closed
        return Span(source.start, title.span.end) if amid and title.span.end - source.end <= _NAMES else source

    def _around(self, cue: Span) -> int | None:
        """Give the quotation that a cue stands in: then another is quoted inside it."""
        at = bisect_right(self._starts, cue.start) - 1
        return at if at >= 0 and self._outer[at].inner.contains(cue) else None

    def _overlapped(self, span: Span) -> Iterator[int]:
        at = max(0, bisect_right(self._starts, span.start) - 1)
        while at < len(self._outer) and self._starts[at] < span.end:
            if self._outer[at].inner.overlaps(span):
                yield at
            at += 1

    def _content(self, spans: Sequence[tuple[int, int]], around: int | None, taken: Sequence[Span]) -> tuple[Span, ...]:
        whole: list[Span] = []
        for start, end in spans:
            span = self._whole_words(Span(start, end))
            if around is None:
                whole.extend(self._to_quotations(span))
            elif (inside := trim(span, self._text, _SPACE)) is not None:
                inner = self._outer[around].inner
                whole.append(Span(max(inside.start, inner.start), min(inside.end, inner.end)))
        joined = join_touching(sorted(span for span in whole if span.start < span.end))
        parts = (part for span in joined for part in cut_out(span, sorted(taken)))
        bared = (self._bare(self._to_its_quotation(part)) for part in parts)
        bare = [span for span in bared if span is not None]
        whole = self._of_its_sentence(list(self._without_that(self._run_on(bare))), taken[0])
        return self._without_strays(self._of_one_line(whole, taken))

    def _of_its_sentence(self, spans: Sequence[Span], cue: Span) -> list[Span]:
        """Leave out the sentences before the cue's own, where they quote: "…, “it held”. Now it leaks, she said".

        What is a quotation and no more may go on one of before.
        """
        begin = self._unit_starts[max(0, bisect_right(self._unit_starts, cue.start) - 1)]
        kept: list[Span] = []
        for span in reversed(spans):
            if span.start < begin < span.end <= cue.start and self._quotes(Span(span.start, begin)):
                kept.append(Span(begin, span.end))
            elif not kept or span.end > begin or self._is_quotation(kept[-1]):
                kept.append(span)
        return kept[::-1]

    def _is_quotation(self, span: Span) -> bool:
        return any(span in (self._outer[i].span, self._outer[i].inner) for i in self._overlapped(span))

    def _quotes(self, span: Span) -> bool:
        return any(True for _ in self._overlapped(span))

    def _of_one_line(self, spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
        """Leave out words of another line where the cue's own holds some: "Lang says" of a headline, and what follows.

        Quotations go on over lines.
        """
        end = self._text.find("\n", max(part.end for part in taken))
        start = self._text.rfind("\n", 0, min(part.start for part in taken))
        here = [s.start > start and (end < 0 or s.end <= end) for s in spans]
        kept = [s for s, near in zip(spans, here, strict=True) if near or self._quotes(s)]
        return kept if any(here) else list(spans)

    def _run_on(self, spans: Sequence[Span]) -> Sequence[Span]:
        """Join what only a comma or a dash parts: "On Monday", "the dyke held" of "On Monday, the dyke held"."""
        joined: list[Span] = []
        for span in spans:
            if joined and _NO_MORE_THAN_COMMA.fullmatch(self._text, joined[-1].end, span.start):
                joined[-1] = Span(joined[-1].start, span.end)
            else:
                joined.append(span)
        return joined

    def _to_its_quotation(self, span: Span) -> Span:
        """Leave the writer's words beside one quotation: "“So far,” when he …", "As for the dyke, “it held”"."""
        held = [self._outer[i] for i in self._overlapped(span)]
        if len(held) != 1 or not held[0].closed:
            return span
        quoted = held[0].span
        comma = held[0].inner.cut(self._text).rstrip(_SPACE).endswith(",")
        ends_there = quoted.start == span.start and comma and _TAIL.match(self._text, quoted.end, span.end)
        led = quoted.end >= span.end and _LEAD.fullmatch(self._text, span.start, quoted.start)
        return quoted if ends_there or led else span

    def _without_strays(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Leave out a word or two beside a quotation, a name that the tags took for words said; not "called it"."""
        quoted = any(self._outer[i].span.contains(span) for span in spans for i in self._overlapped(span))
        return tuple(
            span
            for span in spans
            if not quoted
            or len(span.cut(self._text).split()) > _STRAY
            or span.cut(self._text) in _SPOKEN_OF
            or any(True for _ in self._overlapped(span))
        )

    def _to_quotations(self, span: Span) -> Iterator[Span]:
        """Stretch a content over the quotations it holds for the most part, and take it off the others."""
        start, end = span
        for index in self._overlapped(span):
            quotation = self._outer[index]
            if not quotation.closed:
                continue
            inner = quotation.inner
            if len(quotation.parts) > 1 and quotation.span.contains(Span(start, end)):
                yield from quotation.parts  # no content of the encoder's crosses a line
                return
            shared = min(end, inner.end) - max(start, inner.start)
            if shared >= _MOST * (inner.end - inner.start):
                start, end = min(start, quotation.span.start), max(end, quotation.span.end)
            elif quotation.span.contains(Span(start, end)):
                start, end = quotation.span
            elif start < quotation.span.start:
                end = quotation.span.start
            else:
                start = quotation.span.end
        if start < end:
            yield Span(start, end)

    def _bare(self, span: Span) -> Span | None:
        """Leave out the marks at the ends, and the comma or stop that is the sentence's."""
        for index in self._overlapped(span):
            quotation = self._outer[index]
            if quotation.span.contains(span):
                return trim(
                    Span(max(span.start, quotation.inner.start), min(span.end, quotation.inner.end)), self._text
                )
        inner = trim(span, self._text, _EDGE)
        if inner is None or not any(map(str.isalnum, inner.cut(self._text))):
            return None
        end = inner.start + len(inner.cut(self._text).rstrip(_LAST))
        return Span(inner.start, end + (_INITIALS.match(self._text, max(inner.start, end - 3), end + 1) is not None))

    def _without_that(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Leave out an opening "that", but for one that goes on from a quotation: "“It held,” he said, that it had".

        One that begins a sentence or a quotation, or stands before a lone noun ("reversed that ruling"), points at
        something: it stays.
        """
        for before, span in zip((None, *spans), spans, strict=False):
            stays = not self._text.startswith("that ", *span) or len(span.cut(self._text).split()) < _CLAUSE_WORDS
            stays = stays or any(self._outer[i].inner.start == span.start for i in self._overlapped(span))
            if not stays and before is not None:
                stays = any(self._outer[i].span.contains(before) for i in self._overlapped(before))
            yield span if stays else self._bare(Span(span.start + 5, span.end)) or span

    def _form(self, content: Sequence[Span], quotations: set[int]) -> Form:
        text = self._text
        quoted = [self._outer[i].inner for i in sorted(quotations)]
        inside = outside = False
        for span in content:
            at = span.start
            for inner in [q for q in quoted if q.overlaps(span)]:
                outside = outside or any(map(str.isalnum, text[at : max(at, inner.start)]))
                inside = True
                at = min(inner.end, span.end)
            outside = outside or any(map(str.isalnum, text[at : span.end]))
        return Form.MIXED if inside and outside else Form.DIRECT if inside else Form.INDIRECT

    def _reach(self, cue: Span) -> Span:
        at = bisect_right(self._unit_starts, cue.start) - 1
        return self._units[at] if at >= 0 and self._units[at].end >= cue.end else cue

    def _cue_word(self, cue: Sequence[Token]) -> CueWord | None:
        """Find the word of a cue that the lexicon knows, one with its particle first: "has pointed out".

        What one goes on doing says what he does: "continues to deny", "began denying".
        """
        words = [token.lower for token in cue if token.is_word]
        words = [w for w in words if not w.startswith(("continu", "began", "begin", "begun"))] or words
        pairs = [" ".join(words[i : i + 2]) for i in range(len(words) - 1)]
        known = [word for word in pairs if word in self._lexicon.particles] + words
        return next((self._lexicon.cues[word] for word in known if word in self._lexicon.cues), None)
