"""Where things stand in the app: one address a thing, so that each can be pasted in a mail.

Invariant: an id enters an address only here, quoted; the part after ``?at=`` is a span of the article, in code points.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from sayso.model.annotation import Attribution, Figure
from sayso.model.relation import Place
from sayso.model.span import Span
from sayso.report.page.pile import Voice

_AT = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


def to_article(id_: str, span: Span | None = None) -> str:
    """Give the address of an article, or of words of it."""
    return f"/articles/{quote(id_, safe='')}" + (f"?at={span.start}-{span.end}#at" if span else "")


def to_speaker(id_: str, **narrowed: str | int | None) -> str:
    """Give the address of all that a speaker said."""
    return with_query(f"/speakers/{quote(id_, safe='')}", narrowed)


def to_story(id_: str) -> str:
    """Give the address of a story."""
    return f"/stories/{quote(id_, safe='')}"


def to_comparison(a: str, b: str) -> str:
    """Give the address of two articles side by side."""
    return with_query("/compare", {"a": a, "b": b})


def with_query(path: str, values: Mapping[str, str | int | None]) -> str:
    """Add what is not empty as a query."""
    kept = {name: value for name, value in values.items() if value not in (None, "")}
    return path + (f"?{urlencode(kept)}" if kept else "")


def read_span(at: str | None, length: int) -> Span | None:
    """Read ``at=120-180`` or ``at=120`` as a span of a text of this length; ``None`` if it is none."""
    found = _AT.fullmatch(at or "")
    if found is None:
        return None
    start = int(found[1])
    end = int(found[2]) if found[2] else start + 1
    return Span(start, end) if 0 <= start < end <= length else None


class AcrossPages:
    """The roads of the sections that the report has too, when each article and speaker has a page of its own."""

    numbered = False

    def __init__(self, story: str | None = None) -> None:
        self._story = story

    def article(self, n: int, article_id: str) -> str:  # noqa: ARG002  (as in `Roads`)
        """Give the address of an article."""
        return to_article(article_id)

    def place(self, n: int, article_id: str, span: Span) -> str:  # noqa: ARG002
        """Give the address of words."""
        return to_article(article_id, span)

    def voice(self, voice: Voice) -> str:
        """Give the address of a speaker; within a story, of what it said there."""
        return to_speaker(voice.entity.id, story=self._story)

    def quantity(self, id_: str, figure: Figure) -> str:  # noqa: ARG002
        """Lead from a figure to what is known of it, beside its article."""
        return to_article(figure.article_id, figure.span)

    def saying(self, id_: str, attribution: Attribution) -> str:  # noqa: ARG002
        """Lead from words to what is known of them, beside their article."""
        return to_article(attribution.article_id, attribution.extent)

    def flag(self, id_: str, place: Place) -> str:  # noqa: ARG002
        """Lead from a flag's mark to what is known of its place."""
        return to_article(place.article, place.span)
