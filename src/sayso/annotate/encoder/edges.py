"""Edges of reports mended once all of an article are known: what one took of the next, broke off in, or left open.

Invariant: no words are given to a draft that another draft has as its content, its cue or its source; what stands in
quotation marks is never cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.annotate.content_starts import AFTER_SUBJECT
from sayso.annotate.drafts import PASTS, Draft, in_title_case
from sayso.annotate.lexicon import Lexicon
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import Form
from sayso.model.nearby import Nearby
from sayso.model.span import Span, overlaps_any

# What joins the next report to the one before it: "they are committed | and urged", "he had waved, | while others"
_JOINED = re.compile(
    r"(?:[,;]?\s(?:and|but|or|while|as|after|before|although|though|because|since|by)(?:\s(?:then|also|now|later|even))?"
    r"|\s?[—–]|\s--?|,|(?<=[.!?][”\"’])|(?<=”))\s*$"
)
_LOOSE = re.compile(r"(?:,?\s(?:and|but|or|nor)(?:\s(?:already|also|then|now))?|\s?[(\[])$")
_PARTED = re.compile(r"\s?[,;:.—–)]|\s--?\s|\s*$")
_PLAIN = re.compile(r"[^.,;:!?()\n“”\"—–]{1,80}")
_TOLD = re.compile(r"(?i)\b(?:told|tells?|telling|informed|assured|reminded)$")
_ABBREVIATED = re.compile(r"(?:\b|-)(?P<word>[A-Za-z][A-Za-z.]*)$")
_STOP = re.compile(r"\.(?=,|\s[a-z(])")
_WHEN = re.compile(r"\s(?:(?:earlier|later?)\s)?(?:last|this|next)$")  # "a report earlier this"
_ONE_WORD = re.compile(r" (?P<word>[A-Za-z]+)\b")
_VERB = re.compile(r"\s(?P<verb>(?:\w+ly )?(?!that\b)[a-z][\w’'-]+)(?: that)?\s")
_PHRASE_GOES_ON = re.compile(r"[^\W_] [^\W\d_]")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_LAST_WORD = re.compile(r" [a-z][\w’'-]*(?=[,.;\n])")
_HALF_CLAUSE = re.compile(r"(?<=\w|\)), who(?: [a-z]\w*)?$")
# When it was said, after the quoted words: "called it “a trap” Friday at a rally"
_DAY_AFTER = re.compile(
    r"(?<=[”\"’'»])(?: on)?(?: (?:early|late))? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?(?: (?:at|in|on|during) [^,;“”\"\n]{1,60})?$"
)
# What went on meanwhile, or where it was said: "called it “a trap” as she left", "… in a statement on Monday"
_BESIDE = re.compile(
    r"(?<=[”\"’'»]) (?:as (?:he|she|they) [a-z]|in (?:a|an|his|her|their) (?:\w+ ){0,2}"
    r"(?:statement|interview|speech|tweet|post|email|letter|column|memo|essay)\b)[^“”\"\n]*$"
)
_BEGINS = re.compile(r"(?:[.!?][”\"’']{0,2}\s+|\n)(?=\S)")
_CLOSERS = {"(": ")", "[": "]"}
_HEADLINE = 240  # code points
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my", "your"})
_POINTING = frozenset({"that", "this", "these", "those"})
_EDGE = " \t\u00a0,;—–-"
_LEAST = 4  # words of a content
_NAMES = 5  # words of the rest of a name
_NEAR = 40  # code points between a source and its cue


class Mender:
    """Mends the edges of the drafts of one article."""

    def __init__(self, text: str, drafts: Sequence[Draft], lexicon: Lexicon) -> None:
        """``drafts`` are all of the article, in its order."""
        self._text, self._drafts, self._lexicon = text, drafts, lexicon
        flat = [draft for draft in drafts if draft.cue is not None and not draft.nested]
        self._by_cue_end = {draft.cue.end: draft for draft in flat if draft.cue is not None}
        self._by_source_end = {draft.source.end: draft for draft in flat if draft.source is not None}
        self._taken = Nearby([span for draft in drafts for span in _spans(draft)], lambda span: (span,))
        closed = lexicon.closed
        self._open = closed["preposition"] | _DETERMINERS
        self._small = (
            self._open | closed["determiner"] | closed["conjunction"] | closed["subordinator"] | closed["auxiliary"]
        )
        self._small |= closed["pronoun"] | closed["adverb"] | closed["time"] | closed["leading"]
        self._adverbs = (closed["adverb"] | closed["time"]) - {"reportedly", "allegedly"}
        self._circumstances = self._adverbs | self._open | {"last", "next", "this"}
        self._shortened = lexicon.abbreviations | lexicon.states | {"jr", "sr"}

    def mend(self) -> list[Draft]:
        """Give the drafts, each with its edges mended."""
        return [self._mended(self._with_time(self._with_verb(draft))) for draft in self._drafts]

    def _with_time(self, draft: Draft) -> Draft:
        """Give a cue that breaks off in "said last week" its end."""
        if draft.cue is None or _WHEN.search(self._text, *draft.cue) is None:
            return draft
        after = _ONE_WORD.match(self._text, draft.cue.end)
        if after is None or after["word"].lower() not in self._lexicon.closed["time"]:
            return draft
        rest = Span(*after.span())
        return draft if self._is_taken(rest) else replace(draft, cue=Span(draft.cue.start, rest.end))

    def _with_verb(self, draft: Draft) -> Draft:
        """Give a cue that is an adverb or a time, "last week", the verb that stands between it and what was said."""
        if draft.cue is None or draft.form is Form.DIRECT or draft.cue.end > draft.content[0].start:
            return draft
        told = [token.lower for token in tokenize(self._text, draft.cue)]
        if not any(word in self._adverbs for word in told) or not all(word in self._circumstances for word in told):
            return draft
        gap = Span(draft.cue.end, draft.content[0].start)
        verb = _VERB.fullmatch(self._text, *gap)
        if verb is None or self._is_taken(gap):
            return draft
        word = self._lexicon.cues.get(tokenize(self._text, Span(*verb.span("verb")))[-1].lower)
        basis = draft.basis if word is None else word.basis
        return replace(draft, cue=Span(draft.cue.start, verb.end("verb")), word=word, basis=basis)

    def _mended(self, draft: Draft) -> Draft:
        content = draft.content
        if draft.form is not Form.DIRECT:
            content = tuple(self._ended(draft, self._with_subject(draft, span)) for span in self._whole(draft))
        source = None if draft.source is None else self._source(draft, self._nearest(draft.source, draft.cue))
        return replace(draft, content=content, source=source)

    def _nearest(self, source: Span, cue: Span | None) -> Span:
        """Give the same name where the sentence of the cue begins with it: "Lang left. Lang was curt, saying …"."""
        if cue is None or not source.end < cue.start or not source.cut(self._text)[0].isupper():
            return source
        begins = [match.end() for match in _BEGINS.finditer(self._text, source.end, cue.start)]
        name = re.compile(re.escape(source.cut(self._text)) + r"(?![\w’'])")
        nearest = name.match(self._text, begins[-1]) if begins else None
        return source if nearest is None else Span(*nearest.span())

    def _is_taken(self, span: Span) -> bool:
        return overlaps_any(span, self._taken.near((span,)))

    def _ended(self, draft: Draft, span: Span) -> Span:
        """End a content before the next report, and before when it was said; close its bracket; no lone "and"."""
        span = self._without_occasion(draft, self._without_next(draft, span))
        words = span.cut(self._text)
        loose = _LOOSE.search(words)
        if loose is not None and (words[-1] in _CLOSERS or _PARTED.match(self._text, span.end)) and loose.start():
            return Span(span.start, span.start + loose.start())
        for opening, closing in _CLOSERS.items():
            if words.count(opening) == words.count(closing) + 1:
                end = span.end + (self._text[span.end : span.end + 1] == ".")
                return Span(span.start, end + 1) if self._text[end : end + 1] == closing else span
        if span.end == draft.content[-1].end:
            span = self._with_noun(draft, span)
        return self._with_stop(span)

    def _without_occasion(self, draft: Draft, span: Span) -> Span:
        words = span.cut(self._text) if draft.form is Form.MIXED else ""
        day = _DAY_AFTER.search(words) or _BESIDE.search(words)
        told = day is not None and draft.cue is not None and draft.cue.end <= span.start
        return Span(span.start, span.start + day.start()) if day is not None and told else span

    def _with_noun(self, draft: Draft, span: Span) -> Span:
        """Give a content that ends amid a phrase, "led by the special", its noun.

        Not after a noun or a preposition: "its endorsement of the bill" is followed by the verb of the sentence.
        """
        if draft.cue is None or draft.cue.end > span.start or not _PHRASE_GOES_ON.match(self._text, span.end - 1):
            return span
        told = tokenize(self._text, draft.cue)[-1].lower
        if told not in self._lexicon.cues or self._lexicon.cues[told].noun:
            return span
        line = self._text.find("\n", span.end)
        end = span.end
        for token in tokenize(self._text, Span(span.end, line if line >= 0 else len(self._text)))[:_NAMES]:
            plain = token.lower.isalpha() and token.lower not in self._small and token.lower not in PASTS
            plain = plain and (token.is_name or not token.lower.endswith(("s", "ed", "ing", "ly")))
            if not plain or token.start != end + 1 or self._is_taken(Span(token.start, token.end)):
                break
            end = token.end
        return span if end == span.end or self._is_headline(end) else Span(span.start, end)

    def _with_subject(self, draft: Draft, span: Span) -> Span:
        """Give "was absurd" of "said that was absurd" its subject, which was taken for the word that opens a clause."""
        if draft.cue is None or span != draft.content[0] or self._text[draft.cue.end : span.start] != " that ":
            return span
        verb = tokenize(self._text, span)[0].lower
        told = [token.lower for token in tokenize(self._text, draft.cue)]
        said = told[-1] in self._lexicon.cues and not any(
            word in _DETERMINERS for word in told
        )  # not "made a claim that is"
        return Span(span.start - len("that "), span.end) if said and verb in AFTER_SUBJECT else span

    def _without_next(self, draft: Draft, span: Span) -> Span:
        start = self._next_start(draft, span)
        if start is None:
            return span
        joined = _JOINED.search(self._text, span.start, start)
        kept = "" if joined is None else self._text[span.start : joined.start()].rstrip(_EDGE)
        return Span(span.start, span.start + len(kept)) if len(kept.split()) >= _LEAST else span

    def _next_start(self, draft: Draft, span: Span) -> int | None:
        """Give where the report begins whose cue, or whose source, a content ends with."""
        for end in (span.end, span.end - 1):
            other = self._by_cue_end.get(end)
            if other is not None and other is not draft and other.cue is not None and other.cue.start > span.start:
                led = other.source is not None and span.start < other.source.start < other.cue.start
                return other.source.start if led and other.source is not None else other.cue.start
            other = self._by_source_end.get(end)
            if other is not None and other is not draft and other.source is not None and other.cue is not None:
                ahead = 0 <= other.cue.start - other.source.end <= _NEAR
                if ahead and span.start < other.source.start:
                    return other.source.start
        return None

    def _whole(self, draft: Draft) -> list[Span]:
        """Join what breaks off at an article, "urged | a | crowd in Velm | to go"; whom one tells it to is left out."""
        spans: list[Span] = []
        for span in draft.content:
            if spans and self._breaks_off(spans[-1], span):
                told = draft.cue is not None and _TOLD.search(draft.cue.cut(self._text)) is not None
                if not (told and len(spans) == 1 and " " not in spans[0].cut(self._text)):
                    span = Span(spans[-1].start, span.end)
                spans.pop()
            spans.append(span)
        return spans

    def _breaks_off(self, before: Span, after: Span) -> bool:
        gap = Span(before.end, after.start)
        if not _PLAIN.fullmatch(self._text, *gap) or self._is_taken(gap):
            return False
        last = before.cut(self._text).split()[-1].lower()
        owned = re.match(r"[’']s\s", gap.cut(self._text)) is not None and len(gap.cut(self._text).split()) > 1
        return owned or last in self._lexicon.closed["determiner"] - _POINTING

    def _source(self, draft: Draft, source: Span) -> Span:
        others = [*draft.content, *([draft.cue] if draft.cue is not None else [])]
        if self._text[source.end : source.end + 1] == "%" and self._text[source.end - 1].isdigit():
            return Span(source.start, source.end + 1)
        if self._text[source.end : source.end + 1] == " " and not any(0 <= s.start - source.end <= 1 for s in others):
            source = self._closed(source)
        source = self._with_names(source, others)
        return self._with_stop(source)

    def _closed(self, source: Span) -> Span:
        """Give a source that breaks off at "of" or "in the" its noun where that ends the phrase, else cut there."""
        when = _WHEN.search(self._text, *source)
        source = source if when is None else Span(source.start, when.start())
        tokens = tokenize(self._text, source)
        kept = len(tokens)
        while kept > 1 and tokens[kept - 1].lower in self._open:
            kept -= 1
        if kept == len(tokens):
            return source
        noun = _LAST_WORD.match(self._text, source.end)
        if noun is not None and not self._is_taken(Span(*noun.span())):
            return Span(source.start, noun.end())
        names = self._run(source.end)
        if names and not self._is_taken(Span(source.end, names[-1].end)):
            return Span(source.start, names[-1].end)
        half = _HALF_CLAUSE.search(self._text, source.start, tokens[kept - 1].end)
        return Span(source.start, tokens[kept - 1].end if half is None else half.start())

    def _with_names(self, source: Span, others: Sequence[Span]) -> Span:
        """Give "the head of operations" the name that follows up to its cue, and "Special" of "Special Counsel" all."""
        names = self._run(source.end)
        if not names or self._is_headline(source.end):
            return source
        rest = Span(source.end, names[-1].end)
        taken = [span for span in self._taken.near((rest,)) if not span.overlaps(source)]
        if overlaps_any(rest, taken) or overlaps_any(rest, others):
            return source
        last = tokenize(self._text, source)[-1]
        beside = any(0 <= span.start - rest.end <= 1 for span in others)
        outlet = f"{last.text} {names[0].text.capitalize()}" in self._lexicon.outlets
        return Span(source.start, rest.end) if outlet or beside or last.is_name else source

    def _run(self, at: int) -> list[Token]:
        """Give the names that go on at a place, after one space."""
        if self._text[at : at + 1] != " ":
            return []
        line = self._text.find("\n", at)
        run: list[Token] = []
        before = self._text[self._text.rfind(" ", 0, at) + 1 : at]
        for token in tokenize(self._text, Span(at, min(line if line >= 0 else len(self._text), at + _HEADLINE)))[
            :_NAMES
        ]:
            outlet = not run and f"{before} {token.text.capitalize()}" in self._lexicon.outlets
            cue = token.lower in self._lexicon.cues
            if not outlet and (not token.is_name or token.lower in self._small or cue or token.possessive):
                break
            if run and token.start != run[-1].end + 1:
                break
            run.append(token)
        return run

    def _is_headline(self, at: int) -> bool:
        start = self._text.rfind("\n", 0, at) + 1
        return in_title_case(self._text[start : start + _HEADLINE].partition("\n")[0].split())

    def _with_stop(self, span: Span) -> Span:
        """Give "Okla" and "Jr" the stop that is theirs where it ends no sentence, "D-N.Y" always."""
        if self._text[span.end : span.end + 1] != ".":
            return span
        word = _ABBREVIATED.search(self._text, max(span.start, span.end - _NEAR), span.end)
        if word is None or ("." not in word["word"] and _STOP.match(self._text, span.end) is None):
            return span
        short = word["word"].lower() in self._shortened or len(word["word"]) == 1 or _INITIALS.fullmatch(word["word"])
        return Span(span.start, span.end + 1) if short else span


def _spans(draft: Draft) -> list[Span]:
    return [*draft.content, *(part for part in (draft.cue, draft.source) if part is not None)]
