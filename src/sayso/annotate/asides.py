"""Who is named only beside what an article tells: beneath a picture, as who took it, posted it or asked.

Invariant: what stands right beside a name tells it, nothing else.
"""

from __future__ import annotations

import re

from sayso.model.annotation import Mention
from sayso.model.span import Span

_ASKS = re.compile(
    r" (?:then |also )?(?:asked|asks|pressed|presses|questioned|quizzed|interviewed|interrupted|tried to press)\b"
)
_ASKED_BY = re.compile(
    r"\b(?:asked|pressed|questioned|quizzed|interviewed|challenged)\b[^.;:“”\"\n]{0,40}? by [^.;:“”\"\n]{0,40}$"
)
_CREDIT = re.compile(r"\b(?:photos?|photographs?|pictures?|images?|credit)(?: credit)?(?::| by) $", re.IGNORECASE)
_CAPTION = re.compile(  # a line beneath a picture
    r"^(?:(?:FILE PHOTO|FILE -|File photo|Photo:|Image:|Image caption)[^\n]*|[^\n]{10,400}?(?:REUTERS/[^\n]{3,40}|"
    r"Photograph: [^\n]{3,60}|/Getty Images\)?)\.?)\n",
    re.MULTILINE,
)
_CAPTIONED = ("FILE ", "File photo", "Photo:", "Image", "REUTERS/", "Photograph: ", "/Getty")  # one is in each of them


def find_captions(text: str) -> list[Span]:
    """Find the lines beneath pictures."""
    if not any(key in text for key in _CAPTIONED):  # as in most texts, and a word is found faster than a pattern
        return []
    return [Span(*m.span()) for m in _CAPTION.finditer(text)]


def is_credited(text: str, mention: Mention) -> bool:
    """Say whether a name only tells whose picture stands there."""
    begin = mention.span.start
    led = text[max(0, begin - 3) : begin].endswith((": ", "by "))
    return led and _CREDIT.search(text, max(0, begin - 20), begin) is not None


def signs(text: str, mention: Mention) -> bool:
    """Say whether a name only tells whose post stands there; who posts may be told of elsewhere."""
    begin, end = mention.span
    return text[max(0, begin - 2) : begin] in {"— ", "- "} and text.startswith(" (@", end)


def asks(text: str, end: int) -> bool:
    """Say whether who is named up to an offset only asks."""
    return _ASKS.match(text, end) is not None


def is_asked_by(text: str, begin: int) -> bool:
    """Say whether who is named from an offset on only asks: "asked by the host"."""
    near = text[max(0, begin - 90) : begin]
    return " by " in near and _ASKED_BY.search(near) is not None
