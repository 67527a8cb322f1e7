"""What ties articles to one another. Relations refer to annotations by id and to text by article id and span.

Invariant: a relation is reproducible from the annotated articles and the judgements alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.annotation import EntityKind
from sayso.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A span of a given article: the evidence that everything else rests on."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation or place across articles. ``forms`` are the names used, most frequent first.

    ``mentions`` holds every place where one of the forms stands.
    """

    id: str
    name: str
    kind: EntityKind
    forms: tuple[str, ...]
    mentions: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles on one event, by publication. ``title`` is a headline of one of them, as cut."""

    id: str
    title: str | None
    articles: tuple[str, ...]
    begins_at: str | None = None
    ends_at: str | None = None


class Direction(StrEnum):
    """On what ground one article is taken to have copied another; never fame."""

    CREDITED = "credited"
    EARLIER = "earlier"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The same words twice: a span of the ``from`` article and one of the ``to`` article."""

    source: Span
    target: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Text that the article ``target`` shares with ``source``.

    ``share`` is the part of the target's text (furniture left out) that stands in the passages, 0 to 1. ``verbatim``
    says that each passage is the same to the letter. ``credit`` is the span of the target that names the origin.
    When ``direction`` is ``unknown`` the pair is ordered by id alone.
    """

    source: str
    target: str
    share: float
    verbatim: bool
    passages: tuple[Passage, ...]
    direction: Direction
    credit: Span | None = None


class Change(StrEnum):
    """What a wording does to the fullest wording of its utterance."""

    VERBATIM = "verbatim"
    CUT = "cut"
    JOINED = "joined"
    REWORDED = "reworded"
    OTHER_SPEAKER = "other speaker"


class EditKind(StrEnum):
    """An aligned difference, as seen from the fullest wording."""

    DROPPED = "dropped"  # the fullest has it, this wording lacks it
    ADDED = "added"  # this wording has it, the fullest lacks it
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One aligned difference. ``fullest`` and ``here`` are spans in the two articles' texts; one may be missing."""

    kind: EditKind
    fullest: Span | None = None
    here: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyMember:
    """One wording of an utterance."""

    attribution: str
    change: Change
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFamily:
    """One utterance in several wordings. ``speaker`` is an entity id; ``fullest`` an attribution id, also a member."""

    id: str
    speaker: str | None
    fullest: str
    members: tuple[FamilyMember, ...]


class TieReason(StrEnum):
    """Why two reports are, or may be, one origin."""

    COPIED_PASSAGE = "copied passage"
    SAME_CREDIT = "same credit"
    SAME_UTTERANCE = "same utterance"
    SAME_ARTICLE = "same article"
    SAME_HOLDER = "same holder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What joins two reports (attribution or figure ids) into one origin; ``evidence`` are the places that show it."""

    a: str
    b: str
    because: TieReason
    certain: bool
    evidence: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """How many independent origins stand behind some reports.

    ``reports`` counts the reports. ``lower`` joins all that may be one origin, ``upper`` only what the text proves;
    ``groups`` are the proven groups (ids of attributions or figures), ``why`` the ties.
    """

    reports: int
    lower: int
    upper: int
    groups: tuple[tuple[str, ...], ...]
    why: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Figures of one quantity that agree: the interval [low, high] they allow; ``None`` is unbounded."""

    low: float | None
    high: float | None
    figures: tuple[str, ...]
    origins: Origins


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Figures of the same thing. ``label`` is cut from the text of one of them."""

    id: str
    label: str
    figures: tuple[str, ...]
    disputed: bool
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A proposition on which attributions take sides; lists hold attribution ids."""

    id: str
    claim: str
    asserted: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    not_observed: tuple[str, ...] = ()
    observed: tuple[str, ...] = ()
    status: str
    origins: Origins


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """What happened or was said at a time.

    ``at`` is a TIMEX3 value, ``refs`` are ids of attributions or figures, ``places`` the sentences that state the time.
    """

    at: str
    refs: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


class FlagKind(StrEnum):
    """What a careful reader would stop at."""

    NAME_VARIANTS = "name variants"
    VENUE_DIFFERS = "venue differs"
    QUOTE_ALTERED = "quote altered"
    QUOTE_REWORDED = "quote reworded"
    SPEAKER_DIFFERS = "speaker differs"
    ROLE_DIFFERS = "role differs"
    ATTRIBUTION_LOST = "attribution lost"
    HEDGE_LOST = "hedge lost"
    HEADLINE_EXCEEDS_BODY = "headline exceeds body"
    DATE_DIFFERS = "date differs"
    SAME_ORIGIN = "same origin"
    UNBALANCED = "unbalanced quotation marks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something to look at, never a verdict. ``detail`` lists words cut from the evidence, joined by " · "."""

    id: str
    kind: FlagKind
    detail: str
    evidence: tuple[Place, ...]
