"""Words of a text, folded so that two spellings of one word compare equal.

Invariant: `Words` keeps, for each word, where it stands in the text; folding never moves a span.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

# After a space; plain letters before white space or a comma are the word they look like, and are tried first.
_WORD = re.compile(r"\s?+([A-Za-z]++(?=[\s,])|(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+(?:['’ʼ][^\W_]+)*)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: ``forms`` folded, ``starts`` and ``ends`` in code points, all of one length."""

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.forms)


def find_words(text: str, pieces: Iterable[tuple[int, int]] | None = None) -> Words:
    """Find the words of a text, or of some ``(start, end)`` pieces of it, in order. Time is linear in the text."""
    found: list[re.Match[str]] = []
    for start, end in pieces if pieces is not None else ((0, len(text)),):
        found.extend(_WORD.finditer(text, start, end))
    return Words(
        forms=tuple([fold_word(match[1]) for match in found]),
        starts=tuple([match.start(1) for match in found]),
        ends=tuple([match.end(1) for match in found]),
    )


@lru_cache(maxsize=1 << 17)
def fold_word(word: str) -> str:
    """Fold case, accents and the kinds of apostrophe; drop the dots of an acronym ("U.S." is "us")."""
    if word.isascii():
        folded = word.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ʼ", "'").casefold())
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    return folded.replace(".", "") if "." in folded and not folded[0].isdigit() else folded


# Irregular verbs and nouns of news copy: each line is one stem and the forms that fold into it.
_IRREGULAR = """
be am is are was were been being|have has had having|do does did done doing|go goes went gone going
say says said saying|see sees saw seen seeing|hear heard|know knew known|think thought|take took taken|give gave given
get got gotten|make made|come came|tell told|find found|leave left|feel felt|keep kept|hold held|bring brought
begin began begun|show shown|stand stood|lose lost|pay paid|meet met|send sent|build built|buildup|fall fell fallen
speak spoke spoken|write wrote written|lead led|grow grew grown|win won|understand understood|draw drew drawn
break broke broken|spend spent|rise rose risen|drive drove driven|buy bought|wear wore worn|choose chose chosen
fight fought|die dying|lie lying|man men|woman women|child children|people person|strike struck
shoot shot|flee fled|catch caught|teach taught|seek sought|sell sold|mean meant|become became|put putting
cut cutting|forget forgot forgotten|forgive forgave|eat ate eaten|fly flew flown|throw threw thrown|hide hid hidden
swear swore sworn|steal stole stolen|wake woke woken|withdraw withdrew withdrawn withdrawal
life lives|wife wives|half halves|foot feet|this these|that those|not n't|will wo|can ca could|shall sha should
"""
_STEM_OF = {
    form: forms[0]
    for line in _IRREGULAR.split("\n")
    for group in line.split("|")
    if (forms := group.split())
    for form in forms
}
_ENDINGS = (
    ("ations", "at"),
    ("ation", "at"),
    ("ating", "at"),
    ("ated", "at"),
    ("ates", "at"),
    ("ate", "at"),
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("ily", "y"),
    ("ly", ""),
    ("sses", "ss"),
    ("es", ""),
    ("s", ""),
    ("e", ""),
)


@lru_cache(maxsize=1 << 16)
def stem_word(word: str) -> str:
    """Give a crude English stem of a folded word: enough to join "withdrawing" and "withdraws". Never shown."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in _STEM_OF:
        return _STEM_OF[word]
    if len(word) > 3 and word.isalpha():
        for ending, instead in _ENDINGS:
            if (
                word.endswith(ending)
                and len(word) - len(ending) >= 3
                and not (ending == "s" and word.endswith(("ss", "us", "is")))
            ):
                stem = word[: len(word) - len(ending)] + instead
                if ending in ("ing", "ed") and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls":
                    stem = stem[:-1]
                return _STEM_OF.get(stem, stem)
    return word


_CONTRACTED = {"'ve": "have", "'re": "be", "'m": "be", "'ll": "will", "'d": "would", "n't": "not", "'s": "be"}
_PRONOUNS = frozenset(
    ("i", "you", "he", "she", "it", "we", "they", "that", "this", "there", "what", "who", "here", "where", "how", "let")
)


@lru_cache(maxsize=1 << 16)
def expand_word(word: str) -> tuple[str, ...]:
    """Give the stems of a folded word with contractions undone: "don't" is "do", "not"; "it's" is "it", "be"."""
    if "'" in word:
        head, _, tail = word.partition("'")
        if tail == "t" and head.endswith("n") and len(head) > 2:
            return (stem_word(head[:-1] if head != "can" else "can"), "not")
        whole = _CONTRACTED.get("'" + tail)
        if whole is not None and head and (tail != "s" or head in _PRONOUNS):
            return (stem_word(head), whole)
    if word == "cannot":
        return ("can", "not")
    return (stem_word(word),)


_STOPWORDS = """
a an the and or but nor so yet if then than as at by for from in into of off on onto out over to up with without
about above across after against along among around before behind below between beyond despite down during except
near since through toward towards under until upon within i me my mine myself we us our ours ourselves you your
yours yourself he him his himself she her hers herself it its itself they them their theirs themselves this that
these those here there who whom whose which what when where why how be am is are was were been being have has had
having do does did doing will would shall should can could may might must not no only just also too very more most
much many some any all each every both either neither such own same other another again ever never now still even
well however while because though although whether ago per via mr mrs ms dr sir said say says saying told tell
according added one two three first last new year years day days time week weeks month months monday tuesday
wednesday thursday friday saturday sunday january february march april june july august september october november
december
"""
STOPWORDS = frozenset(_STOPWORDS.split())  # words that tell nothing of what a text is about

_FUNCTION_STEMS = """
a an the and or but so if then than as at by for from in into of off on out over to up with i me my we us our you
your he him his she her it its they them their this that here there who which what when where why how be have do
will would shall can may might must not no only just also too very more all one now well because while
"""
FUNCTION_STEMS = frozenset(_FUNCTION_STEMS.split())  # stems that carry little of what a sentence says


def stem_words(words: Sequence[str]) -> list[tuple[str, int]]:
    """Expand folded words into stems, each with the index of the word it came from."""
    return [(stem, index) for index, word in enumerate(words) for stem in expand_word(word)]
