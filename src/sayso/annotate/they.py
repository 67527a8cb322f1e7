"""Who "they" are: a group named in the sentence or just before it, two who stand side by side, or a body that spoke.

Invariant: a group is named by words of the article before "they"; where others begin a sentence since, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sayso.annotate.joint import find_pair
from sayso.annotate.lexicon import Lexicon
from sayso.annotate.paragraphs import begin_before, opens_clause
from sayso.annotate.phrases import RECORDINGS
from sayso.annotate.pronouns import Spoke
from sayso.model.annotation import EntityKind, Mention, Speaker
from sayso.model.span import Span

_OPENS = re.compile(  # the begin of a sentence or of a clause
    r"(?:^|[\n.”\"’',?!])\s*(?:(?:But|And|Yet|Still|Instead|However|Then),? |[A-Z][a-z]+(?: [a-z]+)?, )?$"
)
_GOES_ALONG = re.compile(  # "Lang and Holt agree, but they …", "…, but in their report they …"
    r",[”\"’']? (?:but|and|yet|so) (?:[a-z]+ly |(?:in|on|at|with|during|by|for) (?:[a-z]+ ){1,5}?(?:their [a-z]+ )?)?$"
)
# several begin a sentence, or a clause that only tells when or why: "once the boats were in, they"
_OTHERS = re.compile(
    r"[.!?][”\"’']?\s+(?!(?:This|His|Its|As|Was|Is|Has|Does|Perhaps) )"
    r"(?:[A-Z][\w’'-]* )?(?:[\w’'-]*[a-z]s\b|[\w’'-]+ and )|"
    r"\b(?i:once|when|after|because|if|while|before|since|until|although|though) (?:the |their |these )?"
    r"(?:[\w’'-]+ ){0,2}?[a-z]+s (?:were|are|have|had|do|did|[a-z]+ed)\b[^.,;]*$"
)
_GROUP = re.compile(
    r"(?<![\w-])(?<!\bto )(?<!\bfor )(?<!\bwith )(?<!\bfrom )(?<!\bby )(?<!\bagainst )(?<!\bthese )(?<!\ball )"
    r"(?<!\bthan )(?P<the>[Tt]he )?(?P<one>[A-Z][a-z]+)s\b"
)
_PARTISANS = frozenset({"republicans", "democrats"})
_BESIDE, _NEAR = 60, 200  # code points before "they": what its clause begins with, a group


class TheyFinder:
    """Finds who "they" are; made once an article."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        spoken_of: Callable[[int], Sequence[Mention]],
        is_quoted: Callable[[Span], bool],
    ) -> None:
        """``spoken_of`` gives the mentions before an offset that no quotation holds; ``is_quoted`` tells of a span."""
        self._text, self._mentions, self._lexicon = text, mentions, lexicon
        self._spoken_of, self._is_quoted = spoken_of, is_quoted
        self._surnames = frozenset(m.chain.split()[-1].lower() for m in mentions if m.kind is EntityKind.PERSON)

    def find(self, at: int, spoke: Sequence[Spoke]) -> Speaker | None:
        """Find who a "they" at an offset is; ``spoke`` are the sources so far, in order."""
        before = self._text[max(0, at - _BESIDE) : at]
        opens, along = _OPENS.search(before), _GOES_ALONG.search(before) is not None
        begin = at - len(before) + opens.start() if opens else at
        leads = begin <= self._text.rfind("\n", 0, at) + 1  # the paragraph
        low = max(begin_before(self._text, at) + 1 if leads else self._text.rfind("\n", 0, at) + 1, at - _NEAR)
        for match in reversed(list(_GROUP.finditer(self._text, low, at))):
            group = Span(match.start("one"), match.end())
            if not opens_clause(self._text, group, at):
                continue
            called = group.cut(self._text)
            known = called.lower() in self._lexicon.peoples or called.lower() in _PARTISANS
            family = match["the"] is not None and match["one"].lower() in self._surnames  # "the Langs"
            if (family or known) and not self._is_quoted(group):
                return Speaker(name=called, kind=EntityKind.OTHER, span=group)
        last = spoke[-1] if spoke else None
        if opens and last is not None and self._are_two(last, at):
            return last.speaker
        if not opens and not along:
            return None  # "because they": whoever the clause is about
        pair = find_pair(self._text, self._spoken_of(at), begin_before(self._text, at))
        if pair is not None and self._leads_on(pair.span, at, leads):
            one_of = last is not None and any(m.name.split()[-1] in pair.name for m in self._inside(last.speaker.span))
            if last is None or last.at < pair.span.end or one_of:
                return pair
        if last is None or not self._may_be(last.speaker):
            return None
        since = self._text[last.source.end : begin].strip("\n")
        return None if "\n" in since or _OTHERS.search(since) else last.speaker

    def _inside(self, span: Span) -> Sequence[Mention]:
        return [m for m in self._mentions if span.contains(m.span)]

    def _leads_on(self, group: Span, at: int, anywhere: bool) -> bool:
        """Say whether a sentence begins with a group, and no other begins with several since.

        It is that of an offset or the one before, but for ``anywhere``.
        """
        return opens_clause(self._text, group, group.end if anywhere else at) and not _OTHERS.search(
            self._text[group.end : at]
        )

    def _may_be(self, speaker: Speaker) -> bool:
        """Say whether a speaker may be "they": no person, no document, nor one who is not named ("a governor")."""
        head = speaker.name.split()[-1].lower()
        if speaker.kind is EntityKind.UNNAMED:
            return head not in self._lexicon.roles or head.endswith("s")
        return speaker.kind is not EntityKind.PERSON and head not in self._lexicon.documents and head not in RECORDINGS

    def _are_two(self, last: Spoke, at: int) -> bool:
        """Say whether two people spoke together last, in this paragraph or the one before."""
        if last.speaker.kind is not EntityKind.OTHER or self._text.count("\n\n", last.at, at) > 1:
            return False
        people = [m for m in self._inside(last.speaker.span) if m.kind is EntityKind.PERSON]
        return len(people) == 2 and " and " in last.speaker.name
