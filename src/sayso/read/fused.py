"""Links that a careless scraper has run into a sentence, taken out of it again.

Invariant: only what no sentence can hold is taken out, and that it was is told in a note; all else stays as it is.
"""

from __future__ import annotations

import re

# “Sen. Hale Thomas (Tom) HaleFerry strike ends Union to vote MORE (Ost) said”: after the name in the sentence the name
# in full, run into the headlines of a box that unfolds.
_WORD = r"(?:(?:[^\W\d_a-z]|\()[\w.()’'-]*|de|del|der|la|van|von)"
_BOX = re.compile(
    rf"(?<!\w)(?P<name>[^\W\d_a-z][\w’'-]*[^\W\d_A-Z])(?P<box> (?:{_WORD} ){{0,6}}(?P=name)(?=[^\W_a-z]|['‘’“\"(])"
    r"[^\n]{1,900}? MORE)(?!\w)"
)


def take_out_links(text: str) -> tuple[str, tuple[str, ...]]:
    """Give the text without the boxes that stand in its sentences, and a note if there were any."""
    if " MORE" not in text:
        return text, ()
    text, n_taken = _BOX.subn(lambda box: box["name"], text)
    if not n_taken:
        return text, ()
    return text, (f"links that had run into its sentences were left out ({n_taken} of them)",)
