"""Which place "the state" and "the city" are, where they say something: the one that an article is about.

Invariant: a place that another rivals is not meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.occurrences import find_word
from sayso.model.annotation import EntityKind, Mention

_OFTEN = 3  # mentions of a town that an article is about
_DATELINE = re.compile(r"(?:, [A-Z][\w.]+)? (?:[-—–]{1,2}|\([A-Z])")


def find_state(text: str, before: Sequence[Mention], at: int, lexicon: Lexicon) -> Mention | None:
    """Find the American state that an article is about, or that its sentence has named.

    ``before`` are the mentions before the offset where "the state" stands, in order; for a town as well.
    """
    named = [m for m in before if m.name.lower() in lexicon.american_states]
    if not named:
        return None
    between = text[named[-1].span.end : at]
    if "\n" not in between and ". " not in between:
        return named[-1]
    (first, n), *others = Counter(m.name for m in named).most_common()
    here = {m.name for m in named if m.span.start > text.rfind("\n", 0, at)}
    stands_out = here <= {first} and all(count * 3 <= n for _, count in others)
    return next(m for m in named if m.name == first) if stands_out else None


def find_town(text: str, before: Sequence[Mention], at: int, lexicon: Lexicon) -> Mention | None:
    """Find the town that an article is filed from and names again, or the place that is no land and named most."""
    for mention in before:
        if mention.name.isupper() and len(mention.name) > 3 and _DATELINE.match(text, mention.span.end):
            name = mention.name.title()
            again = [m for m in before if m.name == name and m.kind is not EntityKind.PERSON]
            filed = sum(begin + len(name) <= at for begin in islice(find_word(text, name), _OFTEN - 1)) == _OFTEN - 1
            return (again[0] if again else mention) if filed else None
    lands = lexicon.countries | lexicon.american_states
    named = [m for m in before if m.kind is EntityKind.PLACE and m.name.lower() not in lands]
    (first, n), *others = Counter(m.name for m in named).most_common() or [("", 0)]
    often = n >= _OFTEN and all(count * 2 <= n for _, count in others)
    return next(m for m in named if m.name == first) if often else None
