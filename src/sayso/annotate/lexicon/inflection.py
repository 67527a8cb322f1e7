"""English verb forms from a base form, irregular past forms given after slashes ("write/wrote/written")."""

from __future__ import annotations

_VOWELS = "aeiou"
_DOUBLING = frozenset(
    {"quip", "admit", "rebut", "commit", "beg", "plan", "nod", "chip", "slam", "swap", "rap", "refer"}
)


def inflect(entry: str) -> tuple[str, ...]:
    """Give all forms of a verb: base, third person, -ing, past and past participle."""
    base, *irregular = entry.split("/")
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = base + "es"
    elif base.endswith("y") and base[-2] not in _VOWELS:
        third = base[:-1] + "ies"
    else:
        third = base + "s"
    double = base + base[-1] if base in _DOUBLING else base
    if base.endswith("e") and not base.endswith("ee"):
        ing, past = base[:-1] + "ing", base + "d"
    elif base.endswith("ee"):
        ing, past = base + "ing", base + "d"
    elif base.endswith("y") and base[-2] not in _VOWELS:
        ing, past = base + "ing", base[:-1] + "ied"
    else:
        ing, past = double + "ing", double + "ed"
    if base in {"put", "begin", "set"}:
        ing = base + base[-1] + "ing"
    return tuple(dict.fromkeys((base, third, ing, *(irregular or (past,)))))
