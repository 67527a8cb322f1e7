"""What is new in a pile since some of it was read: ids of what the dossier holds, and what a changed article changed.

Invariant: an item is new when none of its evidence stands in words that were read by then.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.article import Article
from sayso.model.relation import Side
from sayso.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """Words of the earlier text that the later one lacks, and those that stand there instead; one may be missing."""

    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedArticle:
    """An article that took the place of an earlier version of it, and what changed in its words.

    ``article`` is the id of the one that is in the dossier; ``before`` is the earlier one, which is not.
    """

    article: str
    before: Article
    changes: tuple[TextChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSide:
    """A party that was not on this side of a claim by then; ``attributions`` are what it says there."""

    claim: str
    side: Side
    speakers: tuple[str, ...]
    attributions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrigin:
    """A proven origin that stood behind a claim or a quantity (``of``, its id) by no report yet."""

    of: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """All that is new. ``since`` is a run's id, or a date or an instant in UTC, as it was asked for.

    ``articles`` were read after it. ``speakers`` are entities that had not spoken, ``quotes`` attributions whose
    utterance had not been quoted, ``figures`` those whose position no article had held. Each is in the dossier's order.
    """

    since: str
    articles: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    sides: tuple[NewSide, ...] = ()
    origins: tuple[NewOrigin, ...] = ()
    changed: tuple[ChangedArticle, ...] = ()
