"""Which of the reports that rules read inside a content are another's than who says the content.

Invariant: what a verb of deeds, of thinking or of seeing tells inside a content is no report, and neither are words
that only look like one there: "everything he says he wants", "the economy added 80,000 jobs".
"""

from __future__ import annotations

import re

from sayso.annotate.chain import name_outlet
from sayso.annotate.drafts import JUDGING, PASTS, SIGHTINGS, Draft
from sayso.annotate.lexicon import Lexicon
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span

_THOUGHT_ALOUD = frozenset({"predict", "forecast", "project", "estimate", "conclude", "decide", "rule"})
# What else these tell needs no words: one shares a house, adds jobs, threatens a neighbour.
_ALSO_DEEDS = frozenset(
    "maintain share question observe respond swear support rule reveal inform state shout add agree threaten dispute "
    "signal indicate detail assess relate complain explain declare teach elaborate plead underscore record "
    "conclude".split()
)
_WANT = re.compile(r" (?:that|permission|(?:[\w’'.-]+ ){0,5}to)\b")
_APART = 2  # words between such a verb and a quotation that is not its own
_VERBAL = ("ed", "n’t", "n't", "’re", "'re", "’ve", "'ve")
_SUBJECTS = frozenset("i you he she it we they there".split())
_INTRODUCES = re.compile(r"[,:]\s*[“\"‘']{1,2}")  # chanted, “Out!”
_OWN_VOICE = frozenset({"i", "we", "you", "it", "who", "one"})
_CONTRACTED = re.compile(r"(?:he|she|it|they|there|that|this|what|who)[’'](?:s|re|d|ll|ve)\b", re.IGNORECASE)
_OWN_END = re.compile(r"(?:^|\s)(?:I|[Ww]e|[Yy]ou|me|us)(?:[’'](?:d|m|ve|ll|re))?$")  # "Right now I’d", "Let me"
_COUNTS = re.compile(r" (?:[a-z][\w’-]* ){0,3}[$£€]?\d")  # "added a meager 38,000 jobs"
# After these a clause has no object of its own: "everything he says he wants", "than they claim it is".
_GAPS = re.compile(r"(?i)\b(?:everything|anything|something|nothing|things?|than|what|whatever)\s+$")
_AS_IT_IS = re.compile(r"(?:it|they|he|she) (?:is|was|are|were|does|did)\b")
_RELATIVES = frozenset({"who", "whom", "which", "that"})
_DONE = frozenset({"written", "shown", "given", "spoken", "seen", "known"})  # not "wrote": done to what stands before
_HAVE = re.compile(r"(?:\b(?:has|have|had|having|been|be)|[’'](?:ve|s|d))\s(?:\w+\s){0,2}$")
_OBJECTS = frozenset({"me", "us", "him", "them"})  # "write them a letter"
_THINGS = frozenset({"a", "an", "it", "them"})  # "wrote an opinion"
_TO_DO = re.compile(r"\bto (?:\w+ly )?$")  # "called her to urge"
_TIMELY = frozenset({"other", "ago", "last", "next", "same", "just"})
_NEAR = 24  # code points before a cue or a source


def is_of_another(text: str, draft: Draft, outer: Draft, lexicon: Lexicon) -> bool:
    """Say whether a draft inside a content reports the speech of somebody else than who says the content."""
    if draft.source is None or draft.cue is None:
        return False
    word = draft.word
    finding = word is not None and (word.thought or word.lemma in SIGHTINGS)
    finding = finding and _is_finding(text, draft.source, lexicon)
    thought = word is not None and word.thought and word.lemma not in _THOUGHT_ALOUD and not finding
    sight = word is not None and word.lemma in SIGHTINGS and not finding
    quotes = _INTRODUCES.fullmatch(text, draft.cue.end, draft.content[0].start) is not None
    judges = word is not None and word.lemma in JUDGING and draft.form is Form.MIXED  # called the plan “a trap”
    asks = draft.basis is Basis.ASKS and not _wants(text, draft)
    weak = word is not None and word.weak and not quotes and not judges and (asks or draft.basis is not Basis.ASKS)
    deed = draft.form is Form.INDIRECT and (asks or not _is_clause(text, draft, lexicon))
    if thought or sight or weak or deed or _only_looks_so(text, draft, lexicon):
        return False
    apart = text[draft.cue.end : draft.content[0].start].split()
    if len(apart) > _APART and apart[-1] != "that" and word is not None and word.lemma in _ALSO_DEEDS:
        return False  # "an officer who responded to a call had “no time to think,” a lawyer said"
    source = draft.source.cut(text).lower().replace("’", "'")
    if source.endswith("'s"):
        return False  # "the ministry's confirmed toll"
    first = source.split()[0].partition("'")[0]
    one = first == "one" and " " in source and not source.startswith("one of ")  # "one sailor said", not "one said"
    if (first in _OWN_VOICE and not one) or first in lexicon.closed["indefinite"]:
        return False
    if first not in lexicon.closed["pronoun"]:
        return outer.source is None or source != outer.source.cut(text).lower().replace("’", "'")
    # In his own words "he" is another; in the writer's it may be himself, but for “…,” she said, the Herald reported.
    passed_on = draft.form is Form.DIRECT and outer.cue is not None and outer.cue.start > draft.cue.end
    others = {_gender(text, draft.source, lexicon), _gender(text, outer.source, lexicon)} == {"m", "f"}
    return outer.form is Form.DIRECT or passed_on or others or passes_on(text, outer, lexicon)


def _wants(text: str, draft: Draft) -> bool:
    """Say whether somebody wants what is told: "requested permission to land", "demanded that the town pay"."""
    if draft.word is None or draft.cue is None or draft.source is None or draft.source.end > draft.cue.start:
        return False
    wants = draft.word.lemma in {"request", "demand", "urge", "ask"} and not draft.word.participle
    return wants and _WANT.match(text, draft.cue.end) is not None


def _gender(text: str, source: Span | None, lexicon: Lexicon) -> str:
    """Tell a man by "he" or his first name, "m", a woman "f"; "-" where a source tells nothing."""
    first = "" if source is None else source.cut(text).split()[0].lower()
    return {"he": "m", "she": "f"}.get(
        first, lexicon.first_names.get(first, lexicon.titles.get(first.rstrip("."), "-"))
    )


def _is_clause(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether a verb stands in what is asserted: "maintained a presence" and "shares a house" tell no speech."""
    if draft.word is None or draft.word.lemma not in _ALSO_DEEDS:
        return True
    if draft.cue is not None and text[draft.cue.end : draft.content[0].start].strip().lower() == "that":
        return True
    words = [token for span in draft.content for token in tokenize(text, span)]
    if words[0].lower in lexicon.closed["preposition"]:
        return words[0].lower == "to" and text[draft.content[0].start + 3 : draft.content[0].start + 4].islower()
    return _has_verb(words, lexicon)


def _is_finding(text: str, source: Span, lexicon: Lexicon) -> bool:
    """Say whether what found something is a document: "the autopsy found" tells, "the divers found" may only see."""
    return tokenize(text, source)[-1].lower in lexicon.documents


def passes_on(text: str, outer: Draft, lexicon: Lexicon) -> bool:
    """Say whether an outer source is no person who could be meant by "he": an outlet or a document."""
    if outer.source is None:
        return False
    source = outer.source.cut(text)
    return name_outlet(source.rstrip(".")) is not None or tokenize(text, outer.source)[-1].lower in lexicon.documents


def _only_looks_so(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether words have the look of a report and report nothing, or not what was read as said."""
    if draft.source is None or draft.cue is None:
        return False
    source = draft.source.cut(text)
    if _OWN_END.search(source) or _CONTRACTED.match(source):
        return True
    tokens = tokenize(text, draft.source)
    if tokens[0].lower in _OBJECTS:
        return True
    if draft.cue.start >= draft.source.end and _is_object_of(tokens, lexicon):
        return True  # "the man who officers say"
    before = text[max(0, draft.cue.start - _NEAR) : draft.cue.start]
    if draft.cue.cut(text).lower() in _DONE and _HAVE.search(before) is None:
        return True
    if draft.source.end <= draft.cue.start and _TO_DO.search(before) is not None:
        return True
    return draft.form is Form.INDIRECT and _says_nothing(text, draft, lexicon)


def _says_nothing(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether what was read as said is no proposition: a count, a time, a place, what is said of somebody."""
    if draft.source is None or draft.cue is None:
        return False
    first, word = draft.content[0], draft.word
    if first.start < draft.cue.start:
        return word is not None and word.lemma in _ALSO_DEEDS
    between = text[draft.cue.end : first.start].strip()
    closed, said = lexicon.closed, [token for span in draft.content for token in tokenize(text, span)]
    timely = closed["time"] | closed["determiner"] | closed["preposition"] | _TIMELY
    if all(token.lower in timely or not token.is_word for token in said):
        return True
    if between.endswith("that"):
        return False
    if word is not None and word.lemma == "add" and _COUNTS.match(text, draft.cue.end):
        return True
    if between.startswith("about"):
        return True  # "what he said about the quay"
    if draft.source.start >= draft.cue.end and said[0].lower in closed["auxiliary"]:
        return True  # "said my son was asleep": he is told of
    if word is not None and word.lemma == "write" and said[0].lower in _THINGS:
        return True
    before = text[max(0, draft.source.start - _NEAR) : draft.source.start]
    if not between and _GAPS.search(before) and said[0].lower not in closed["auxiliary"]:
        return True
    if not between and before.lower().endswith("as ") and _AS_IT_IS.match(text, first.start):
        return True
    if between.endswith(",") and said[0].lower.endswith("ing"):
        return True  # "protested in Orr, leading to delays"
    adverbial = said[0].lower in closed["preposition"] and said[0].lower != "to"
    return adverbial and not _has_verb(said, lexicon)


def _is_object_of(source: list[Token], lexicon: Lexicon) -> bool:
    """Say whether a source holds a noun and, after "who", the one who tells of it: "the man who officers"."""
    at = next((i for i in range(len(source) - 2, 0, -1) if source[i].lower in _RELATIVES), None)
    if at is None or not source[at - 1].is_word:
        return False
    first = source[at + 1]
    speaks = first.is_name or first.lower in _SUBJECTS or first.bare in lexicon.speaker_nouns
    return speaks and not _has_verb(source[at + 1 :], lexicon)


def _has_verb(tokens: list[Token], lexicon: Lexicon) -> bool:
    verbs = lexicon.closed["auxiliary"] | lexicon.closed["modal"] | _SUBJECTS | PASTS  # what has a subject has a verb
    return any(t.lower in verbs or t.lower.endswith(_VERBAL) or _CONTRACTED.match(t.lower) for t in tokens)
