"""What a sentence is about, and which body "it" is: the one that the sentence or the one before it begins with.

Invariant: only a body that leads its clause, or just spoke, is "it"; where a thing leads ("the plan") there is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from sayso.annotate.paragraphs import begin_before, find_paragraphs
from sayso.annotate.phrases import is_plural
from sayso.annotate.pronouns import Spoke
from sayso.annotate.sentences import split_sentences
from sayso.model.annotation import EntityKind, Mention, Speaker
from sayso.model.span import Span

_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.OTHER})
_JOINER = (
    r"(?:But|And|Yet|So|Still|Then|Also|Now|Instead|However|Meanwhile|Separately|Finally|Later|Earlier|[A-Z][a-z]+ly)"
)
_PLAIN = r"[^,;:“”\"\n]{1,90}"
_ASIDE = (  # what may stand before the subject of a sentence: "In a statement on Monday, "
    r"(?:In|On|At|After|Before|During|Since|Under|For|By|With|Within|Following|Despite|Until|Last|Asked|[A-Z][a-z]+ing|"
    rf"Although|Though|While|When|As|If|Because)\b{_PLAIN}(?:, (?:which|who) {_PLAIN})?, "
)
_FRONT = re.compile(rf"\W*(?:{_JOINER},? )?(?:{_ASIDE})?(?:{_ASIDE})?")
_BEGINS = re.compile(rf"\W*(?:{_JOINER},? )?(?:{_ASIDE})?(?:and |but |then |also )?")
_MODIFIERS = re.compile(
    r"(?:[Tt]he |[Aa]n? |[Ii]ts )?(?:(?!(?:of|in|at|from|for|by|with|on|to|and)\b)[A-Za-z][\w’'-]* ){0,3}"
)
_PREPOSITION = re.compile(
    r"\b(?:of|in|from|by|with|to|for|against|about|at|over|between|under|on) (?:an? |the )?$", re.IGNORECASE
)
_VERBS = (
    "is was will would could can may might must should have does did has had said told went made took gave wrote ran "
    "won held led came became began left met saw sought kept put set sent shot fell rose lost built bought sold drew "
    "grew fought found struck hit cut broke chose spent brought stood paid laid let drove threw withdrew spoke"
)
_ACTS = re.compile(
    r"(?: \([^()\n]{1,30}\))?(?:, [^.;“”\"\n]{2,110}?,)?\s+"
    r"(?:also |then |later |now |already |still |never |often |since |[a-z]+ly |[A-Z][a-z]+day |on [A-Z][a-z]+day )*"
    rf"(?:{_VERBS.replace(' ', '|')}|[a-z]{{2,}}(?:ed|s))\b"
)
_NO_ACT = re.compile(
    r"\s+(?:officials|sources|lawmakers|investigators|authorities|prosecutors|leaders|aides|shares|stocks|'s)\b"
)
_EXPLETIVE = re.compile(
    r"[Ii]t (?:also |then |later |now |has |had |[a-z]+ly )*"
    r"(?:is|was|were|been|seems?|seemed|appears?|appeared|emerged|became|turned|marks|marked|takes|took)\b"
)
_TRAILS = re.compile(r"it (?:also )?[a-z]+(?: [^,.;“”\"\n]{0,60})?[.,\n]")
_SEVERAL = re.compile(r"\W*[A-Z][a-z]+s\b")
_WITHIN = re.compile(r"(?:\b(?:what|which|that|because|as|when|if|where)|[—–-]) $")
_JOINED = re.compile(r"(?:,|\b(?:and|but|though|although|while)) (?:[a-z]+ly,? )?$")


class ItFinder:
    """Finds the body that "it" stands for; made once an article."""

    def __init__(
        self,
        text: str,
        before: Callable[[int], Sequence[Mention]],
        is_quoted: Callable[[Span], bool],
        is_person: Callable[[Mention], bool],
    ) -> None:
        """``before`` gives the mentions before an offset, ``is_quoted`` says whether a quotation holds a span."""
        self._text, self._before, self._is_quoted, self._is_person = text, before, is_quoted, is_person
        self._paragraphs = find_paragraphs(text)

    def find(self, at: int, spoke: Sequence[Spoke]) -> Mention | Speaker | None:
        """Find who an "it" at an offset is; ``spoke`` are the sources so far, in order."""
        if _EXPLETIVE.match(self._text, at):
            return None
        here, previous = self._sentences(at)
        lead = self._text[here.start : at]
        quoted = lead.rstrip().endswith(("”", '"', "’", "'"))
        if quoted or (lead.endswith(", ") and _TRAILS.match(self._text, at)):
            return self._last_body(spoke, begin_before(self._text, at))
        begun = Span(here.start, at)
        meant = self._within(begun) or self._spoke_first(begun, spoke)
        if meant is not None or previous is None or not _BEGINS.fullmatch(lead):
            return meant
        return self._leader(previous, spoke)

    def subject_near(self, at: int) -> Mention | None:
        """Find the body that leads the sentence of an offset, else, where a phrase begins it, the one before."""
        here, previous = self._sentences(at)
        for sentence in (Span(here.start, at), previous):
            if sentence is None:
                return None
            found = self._subject(sentence)
            if found is not None:
                return self._as_body(found)
            if not _BEGINS.fullmatch(self._text, here.start, at):
                return None
        return None

    def _subject(self, sentence: Span) -> Mention | None:
        """Find the name that a sentence begins with and that does something; ``None`` where another word leads."""
        begin = self._front_end(sentence)
        for mention in self._before(sentence.end):
            if mention.span.start < begin:
                continue
            low = (
                mention.role.start
                if mention.role is not None and begin <= mention.role.start < mention.span.start
                else mention.span.start
            )
            leads = _MODIFIERS.fullmatch(self._text, begin, low)
            if leads is None or self._is_quoted(mention.span):
                return None
            return mention if self._acts(mention) else None
        return None

    def _acts(self, mention: Mention) -> bool:
        end = mention.span.end
        return _ACTS.match(self._text, end) is not None and not _NO_ACT.match(self._text, end)

    def _leader(self, sentence: Span, spoke: Sequence[Spoke]) -> Mention | Speaker | None:
        """Give the body that leads a sentence: by name, or by a phrase that spoke there ("The agency said")."""
        return self._spoke_first(sentence, spoke) or self._as_body(self._subject(sentence))

    def _as_body(self, found: Mention | None) -> Mention | None:
        return found if found is not None and found.kind in _BODIES and not self._is_person(found) else None

    def _spoke_first(self, sentence: Span, spoke: Sequence[Spoke]) -> Speaker | None:
        """Give the body whose words a sentence begins with."""
        begin = self._front_end(sentence)
        for each in reversed(spoke[-3:]):
            if begin <= each.source.start < sentence.end and _MODIFIERS.fullmatch(self._text, begin, each.source.start):
                return each.speaker if self._is_body(each.speaker) else None
        return None

    def _front_end(self, sentence: Span) -> int:
        front = _FRONT.match(self._text, sentence.start, sentence.end)
        return front.end() if front is not None else sentence.start

    def _within(self, before: Span) -> Mention | None:
        """Find the one body that a clause before "it" in its sentence is about."""
        acts = [m for m in self._before(before.end) if m.span.start >= before.start and not self._is_quoted(m.span)]
        acts = [m for m in acts if self._acts(m) and not _PREPOSITION.search(self._text, before.start, m.span.start)]
        if any(self._is_person(m) for m in acts):
            return None
        acts = [m for m in acts if m.kind in _BODIES]
        lead = self._text[before.start : before.end]
        if not acts and _SEVERAL.match(lead) and _JOINED.search(lead):  # "Sailors met NATO, and it …"
            acts = [m for m in self._before(before.end) if m.span.start >= before.start and m.kind in _BODIES]
            acts = [m for m in acts if not _PREPOSITION.search(self._text, before.start, m.span.start)]
        if len({m.chain for m in acts}) < 2:
            return acts[0] if acts else None
        return acts[-1] if _WITHIN.search(lead) else acts[0] if _JOINED.search(lead) else None

    def _last_body(self, spoke: Sequence[Spoke], low: int) -> Speaker | None:
        """Give the body that spoke last, not before an offset."""
        last = spoke[-1] if spoke else None
        return last.speaker if last is not None and last.at >= low and self._is_body(last.speaker) else None

    def _is_body(self, speaker: Speaker) -> bool:
        several = is_plural(speaker.name.split()[-1]) and speaker.kind is not EntityKind.ORGANISATION
        return speaker.kind in _BODIES and not several

    def _sentences(self, at: int) -> tuple[Span, Span | None]:
        """Give the sentence of an offset and the one before it, perhaps of the paragraph before."""
        index = bisect_right(self._paragraphs, (at, len(self._text) + 1)) - 1
        inside = [s for s in split_sentences(self._text, self._paragraphs[index]) if s.start <= at]
        if len(inside) > 1:
            return inside[-1], inside[-2]
        earlier = list(split_sentences(self._text, self._paragraphs[index - 1])) if index else []
        return inside[-1] if inside else Span(at, at), earlier[-1] if earlier else None
