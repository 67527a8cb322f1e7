"""When a normalised name still is the name that stands in the text.

Invariant: normalising only ever takes away (case, accents of compatibility, punctuation, the possessive ending); the
words left stand in the text in the same order, side by side.
"""

from __future__ import annotations

import re
import unicodedata

_POSSESSIVE = re.compile(r"['’ʼ]s?\b(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def plain(name: str) -> str:
    """Reduce a name to its words as compared, each with a space before and after: ``"Kyiv’s Mayor" -> " kyiv mayor "``.

    NFKC, lower case (``casefold``), no possessive ending, no punctuation. ``plain(a) in plain(b)`` says that the words
    of ``a`` stand side by side in ``b``.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return f" {' '.join(_WORD.findall(_POSSESSIVE.sub(' ', folded)))} "
