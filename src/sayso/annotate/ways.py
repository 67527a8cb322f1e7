"""The way the words of each attribution came: told beside it, gone on with by its speaker, or through who tells of it.

Invariant: a way runs from the article towards the speaker; nobody is a step on the way to himself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.annotate.chain import HopFinder, find_credit, name_outlet
from sayso.annotate.drafts import Draft
from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.papers import PaperFinder, find_written
from sayso.annotate.phrases import find_head
from sayso.annotate.tokens import tokenize
from sayso.model.annotation import MEDIA, Attribution, EntityKind, Hop, HopKind, Speaker
from sayso.model.span import Span

# Who speaks on is no longer in the interview that he gave.
_ELSEWHERE = re.compile(
    r"\b(?:tweet(?:s|ed|ing)?|on (?:Twitter|Facebook|X)|posted|told (?:reporters|journalists)|"
    r"(?:news|press) conference|in (?:a|his|her|their) (?:statement|speech|letter|memo|email)|"
    r"repeatedly|multiple times|previously|often|frequently|regularly|routinely|"
    r"(?:at|during) (?:an?|the|his|her|their) (?:[\w-]+ ){0,2}?(?:rally|town hall|hearing|meeting|summit|conference)|"
    r"(?i:speaking to an?)|to (?!the\b)(?-i:[A-Z])[a-z]+ (?:that|my|his|her))\b"
)
_EVER = re.compile(r"(?:has|have) ")  # "has called it a hoax": not on that one occasion
_HAS = re.compile(r"\b(?:has|have) (?:\w+ ){0,2}$")
_WRITING = re.compile(
    r"(?:writes?|wrote|writing|add(?:s|ed|ing)|continue[sd]?|went on|goes on|stat(?:es|ed)|concluded?)\b"
)
# "said at a rally", "testified", "in a speech": what is told to an outlet after it is another talk
_SETTING = re.compile(r"\b(?:at|during|to|in|after|before|when|earlier|last|previously|asked)\b", re.IGNORECASE)
_SAID = re.compile(r"says?|said|describe[sd]|call(?:s|ed)|recall(?:s|ed)|argue[sd]|insist(?:s|ed)")
_OF_OUTLET = re.compile(
    r"(?:the )?(?P<name>[A-Z][\w.&-]*(?: [\w.&-]+){0,3})(?:[’']s|(?<=s)[’']) (?=[A-Z])", re.IGNORECASE
)
# "e-mails obtained by the Courier": who shows what is cited
_SHOWN_BY = re.compile(
    r"\b(?:(?:obtained|seen|reviewed|viewed|heard|published|posted|aired|broadcast)(?: \w+)? (?:by|in|on)"
    r"|(?:provided|leaked|released|given) to|shared with"
    # and who asked whom it cites: "two officers who spoke to the Courier", "an aide, quoted by the state agency Orel"
    r"|(?:study|report|paper|research|survey) in|(?:quoted|cited|interviewed|contacted|reached|questioned) by"
    r"|(?:spoke|speaking|talked) (?:to|with))\s+"
    r"(?:the\s+)?(?:[\w.]+[’']s?\s+)?"
    r"(?:(?:state|local|news|agency|newspaper|broadcaster|magazine|daily|journal|medical|scientific)\s+){0,3}$",
    re.IGNORECASE,
)
# "Tidewire’s Ann Holt spoke with officers, who said"
_ASKED = re.compile(
    r"(?:^|[.,;“\"] |\b(?:But|And|When|Yet),? )(?:[Tt]he )?(?P<name>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})(?:[’']s?)?"
    r"(?: [A-Z][\w.’'-]*){0,3} (?:also |later |then )?(?:spoke|talked) (?:with|to) [^,;.:\n]{2,80}, $"
)
_REPORTER = re.compile(
    r"(?:[Tt]he |[Aa]n? )?(?P<name>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}) (?:[\w-]+ ){0,3}?"
    r"(?:[Rr]eporter|[Cc]orrespondent) (?=[A-Z])"
)
# "denied it through his lawyer", "said through an interpreter": who speaks for him, on this occasion
_VOICE = re.compile(
    r"\b(?:[Tt]hrough|via) (?:an?|his|her|its|their|the) (?P<name>(?:[a-z][\w-]* ){0,2}?"
    r"(?:spokes(?:man|woman|person|people)|lawyers?|attorneys?|solicitors?|publicist|interpreter|translator))"
    r"(?![\w-]|,? [A-Z])"
)
_BESIDE = re.compile(r"[”\" ,]*(?:(?:on|in|to|by|late|early|at) [\w ]{1,24}|\w+day)?[ ,]*")
# "told the crowd": another talk than the one with the outlet, of which the host or "the paper" are
_TELLS_OTHERS = re.compile(
    r"(?:told|tells?)(?! (?:us|me|(?:the )?(?:(?:news)?paper|magazine|outlet|network|station|broadcaster|agency|program"
    r"|show|co-?host|host|anchor|reporter|interviewer|moderator))\b)"
)
_FIRST_PERSON = re.compile(r"(?:I|we|my|our)\b.{0,12}", re.IGNORECASE)  # what he says of himself is no step further


def find_ways(
    text: str, chain: HopFinder, drafts: Sequence[Draft], speakers: Sequence[Speaker | None]
) -> list[tuple[Hop, ...]]:
    """Give the hops of each draft, in the order of the text; ``speakers`` are theirs.

    Who speaks on does so in the same talk until something tells of another. A draft that stands inside another has
    only its own hops here; `pass_through` gives it those of the other.
    """
    papers = PaperFinder(text)
    credit = find_credit(text)  # how the words of a source that the article does not name came
    beside: dict[Span, list[Draft]] = {}  # the drafts of one sentence
    for draft in drafts:
        beside.setdefault(draft.reach, []).append(draft)
    ways: list[tuple[Hop, ...]] = []
    via: tuple[Hop, ...] = ()
    speaking: Speaker | None = None
    previous: Draft | None = None
    for draft, speaker in zip(drafts, speakers, strict=True):
        named = (*draft.content, *([draft.source] if draft.source else []))
        hops = tuple(
            hop for hop in chain.find(draft.reach, named) if not _is_of_another(draft, hop, beside[draft.reach])
        )
        if draft.nested or draft.aside:
            ways.append(hops if draft.nested else _house(text, draft, speaker))
            previous = None
            continue
        hops = hops or _house(text, draft, speaker) or _shown_by(text, chain, draft, speaker) or _asked(text, draft)
        if not hops and not draft.carried:
            hops = papers.find(draft) or _written(text, draft, speaker)
        goes_on = speaker is not None and speaking is not None and _is_same(speaker, speaking)
        if goes_on and previous is not None and not ways[-1] and _begins_talk(text, previous, draft):
            ways[-1] = tuple(hop for hop in hops if hop.kind in MEDIA)
        via = hops or (via if goes_on and not _is_elsewhere(text, previous, draft, via) else ())
        unnamed = speaker is not None and speaker.kind is EntityKind.UNNAMED
        voice = _voice(text, draft)
        ways.append((credit,) if not (via or voice) and unnamed and credit is not None else (*via, *voice))
        speaking, previous = speaker, draft
    return ways


def _is_of_another(draft: Draft, hop: Hop, beside: Sequence[Draft]) -> bool:
    """Say whether an outlet was told by who speaks later in a sentence: "Holt left, but Lang told Tidewire"."""
    if draft.nested or draft.outer or draft.source is None:
        return False
    before = max(draft.source.end, draft.cue.end if draft.cue else 0)
    if before > hop.span.start or not draft.reach.contains(hop.span):
        return False
    return any(
        each.source is not None
        and each.source != draft.source
        and not (each.nested or each.aside)
        and before < each.source.start
        and each.source.end <= hop.span.start
        and (each.cue is None or each.cue.start < hop.span.start)
        for each in beside
    )


def pass_through(text: str, outer: Attribution, inner: Attribution, chain: HopFinder) -> tuple[Hop, ...]:
    """Give the way of words that are told within another's: his way, himself, and their own hops."""
    its_own = inner.speaker is not None and outer.speaker is not None and inner.speaker.name == outer.speaker.name
    its_own = its_own or (inner.source is not None and _FIRST_PERSON.fullmatch(text, *inner.source) is not None)
    through = (*outer.via, *(() if its_own else _as_hops(text, outer, chain)))
    steps = tuple({hop.name: hop for hop in through}.values())
    if inner.speaker is None and _is_nobody(text, inner):  # a person's say is then no way that leads anywhere
        steps = tuple(hop for hop in steps if hop.kind not in (HopKind.PERSON, HopKind.UNNAMED))
    known = [hop for hop in inner.via if any(hop.name in step.name or step.name in hop.name for step in steps)]
    return (*steps, *(hop for hop in inner.via if hop not in known))


def _is_nobody(text: str, inner: Attribution) -> bool:
    """Say whether the source of what is told is no person by its words either, as "he" and "her boss" are."""
    words = [] if inner.source is None else [token for token in tokenize(text, inner.source) if token.is_word]
    head = words[find_head(text, words)].bare if words else ""
    return head not in load_lexicon().roles and head not in ("he", "she", "they", "who")


def _is_same(one: Speaker, other: Speaker) -> bool:
    """Say whether two names are one speaker's: "Lang" and "Anna Lang II" too, where he is a person."""
    a, b = set(one.name.split()), set(other.name.split())
    return one.name == other.name or (one.kind is other.kind is EntityKind.PERSON and (a <= b or b <= a))


def _is_elsewhere(text: str, previous: Draft | None, draft: Draft, via: Sequence[Hop]) -> bool:
    """Say whether a draft has left the talk or the document that the words before it came through."""
    if draft.cue is not None and _EVER.match(text, draft.cue.start):
        return True
    ever = draft.cue is not None and _HAS.search(text, draft.reach.start, draft.cue.start) is not None
    if ever or any(_ELSEWHERE.search(part) for part in _beside(text, draft)):
        return True
    if draft.cue is not None and _TELLS_OTHERS.match(text, draft.cue.start):
        return True
    if not via or via[-1].kind is not HopKind.DOCUMENT or draft.carried or _goes_on_writing(text, draft):
        return False
    return previous is None or not _goes_on_telling(text, previous, draft)


def _goes_on_telling(text: str, previous: Draft, draft: Draft) -> bool:
    """Say whether who speaks in a document goes on in the sentence or, as "he", in the paragraph without a setting."""
    if draft.source is not None and draft.source == previous.source:
        return True
    if draft.source is None or draft.source.cut(text).lower() not in ("he", "she", "they", "it"):
        return False
    return "\n" not in text[previous.reach.end : draft.reach.start] and not _has_setting(text, draft)


def _goes_on_writing(text: str, draft: Draft) -> bool:
    """Say whether words may still be those of a document: "he wrote", "she added"; who "said" may speak elsewhere."""
    return draft.cue is not None and _WRITING.match(text, *draft.cue) is not None


def _begins_talk(text: str, first: Draft, told: Draft) -> bool:
    """Say whether the sentence before "he told the BBC" is of that talk too: one that says no other setting."""
    if told.source is None or told.cue is None or told.cue.cut(text) not in ("told", "tells"):
        return False
    if told.source.cut(text).lower() not in ("he", "she", "they") or first.cue is None or first.source is None:
        return False
    if _SAID.fullmatch(text, *first.cue) is None or text[first.reach.end : told.reach.start].strip():
        return False
    return not _has_setting(text, first)


def _has_setting(text: str, draft: Draft) -> bool:
    """Say whether words beside those that are said tell where or when: "said at a rally", "testified in May"."""
    return any(_SETTING.search(part) for part in _beside(text, draft))


def _beside(text: str, draft: Draft) -> tuple[str, str]:
    """Give the words before what is said, and those after it."""
    return text[draft.reach.start : draft.content[0].start], text[draft.content[-1].end : draft.reach.end]


def _written(text: str, draft: Draft, speaker: Speaker | None) -> tuple[Hop, ...]:
    """Give the document for whose writer a source stands: "Lang’s memo said", "the memo said"."""
    if draft.source is None or speaker is None or (written := find_written(text, draft.source)) is None:
        return ()
    itself = speaker.name.split()[-1].lower() == written.name.split()[-1].lower()  # nobody is known to have written it
    return () if itself else (written,)


def _house(text: str, draft: Draft, speaker: Speaker | None) -> tuple[Hop, ...]:
    """Give the outlet of the reporter who speaks: "the Courier’s Ann Holt said", not where he tweets."""
    if draft.source is None or speaker is None or speaker.kind is not EntityKind.PERSON:
        return ()
    if draft.cue is not None and draft.cue.cut(text).lower().startswith("tweet"):
        return ()
    house = _of_outlet(text, draft.source)
    return () if house is None else (house,)


def _shown_by(text: str, chain: HopFinder, draft: Draft, speaker: Speaker | None) -> tuple[Hop, ...]:
    """Give the outlet that has what a source cites: "according to e-mails obtained by the Courier"."""
    if draft.source is None:
        return ()
    shown = [h for h in chain.find(draft.source) if _SHOWN_BY.search(text, draft.source.start, h.span.start)]
    return tuple(hop for hop in shown if speaker is None or speaker.name != hop.name)


def _asked(text: str, draft: Draft) -> tuple[Hop, ...]:
    """Give the outlet that asked who speaks: "Tidewire spoke with officers, who said"."""
    if draft.source is None or draft.source.cut(text).lower() != "who":
        return ()
    asked = _named(_ASKED.search(text, draft.reach.start, draft.source.start))
    return () if asked is None else (asked,)


def _voice(text: str, draft: Draft) -> tuple[Hop, ...]:
    """Give who spoke for the source on this one occasion: "through his lawyer", beside what tells of the saying."""
    if draft.source is None or draft.cue is None:
        return ()
    for match in _VOICE.finditer(text, *draft.reach):
        at, parts = match.start(), (draft.source, draft.cue, *draft.content)
        if any(span.start <= at < span.end for span in (draft.source, *draft.content)):
            continue
        between = text[max((min(part.end, at) for part in parts if part.start < at), default=draft.reach.start) : at]
        if _BESIDE.fullmatch(between) is not None:
            return (Hop(name=match["name"], kind=HopKind.UNNAMED, span=Span(*match.span("name"))),)
    return ()


def _of_document(text: str, source: Span) -> Span | None:
    """Give the words for a document in a source that nobody is known to have written: "the arrest warrant"."""
    words = [token for token in tokenize(text, source) if token.is_word]
    head = find_head(text, words) if words else 0
    if not words or words[head].bare not in load_lexicon().documents:
        return None
    first = next(i for i in range(head + 1) if words[i].lower not in load_lexicon().closed["determiner"])
    return None if any(word.possessive for word in words[:head]) else Span(words[first].start, words[head].end)


def _of_outlet(text: str, source: Span) -> Hop | None:
    """Find the outlet whose reporter a source names: "the Courier’s Ann Holt", "Courier reporter Ann Holt"."""
    return _named(_OF_OUTLET.match(text, *source)) or _named(_REPORTER.match(text, *source))


def _named(match: re.Match[str] | None) -> Hop | None:
    """Make the name in a match a step, if it is an outlet’s."""
    kind = None if match is None else name_outlet(match["name"])
    return None if match is None or kind is None else Hop(name=match["name"], kind=kind, span=Span(*match.span("name")))


def _as_hops(text: str, outer: Attribution, chain: HopFinder) -> tuple[Hop, ...]:
    """Make the outer source a step on the way to the inner one: the outlet in it ("a piece by …"), or the speaker."""
    if outer.source is not None and (named := chain.find(outer.source)) and not set(named) <= set(outer.via):
        return named  # and what was only shown by an outlet is a step of its own
    if outer.source is None:
        return ()
    if outer.speaker is None:
        shown = _of_document(text, outer.source)
        return () if shown is None else (Hop(name=shown.cut(text), kind=HopKind.DOCUMENT, span=shown),)
    name = outer.speaker.name
    house = _of_outlet(text, outer.source)
    if house is not None and name != house.name:
        return (house, Hop(name=name, kind=HopKind.PERSON, span=outer.speaker.span))
    kinds = {EntityKind.PERSON: HopKind.PERSON, EntityKind.UNNAMED: HopKind.UNNAMED}
    kind = name_outlet(name) or kinds.get(outer.speaker.kind)
    if kind is None:  # a name without "the" is an outlet: "Handelsblatt reported, citing people"
        bare = outer.source == outer.speaker.span and name[:1].isupper() and " " not in name
        lexicon, last = load_lexicon(), name.lower().rpartition(" ")[2]
        if bare and last not in lexicon.roles and last not in lexicon.documents:
            kind = HopKind.OUTLET
        elif last in lexicon.documents or not (last in lexicon.organisation_nouns or any(map(str.isupper, name))):
            kind = HopKind.DOCUMENT
        else:
            kind = HopKind.ORGANISATION
    return (Hop(name=name, kind=kind, span=outer.speaker.span),)
