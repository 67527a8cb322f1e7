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


_COMMON_NOUNS = frozenset(  # of sources: with a capital where they begin a sentence
    "source sources official officials aide aides adviser advisers analyst analysts expert experts critic critics "
    "spokesman spokeswoman spokesperson witness witnesses observer observers resident residents lawyer lawyers "
    "prosecutor prosecutors report reports statement statements study studies survey surveys poll polls document "
    "documents email emails e-mail e-mails memo letter indictment lawsuit complaint article story".split()
)


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

    @property
    def is_named(self) -> bool:
        """Say whether it bears a name: neither "a source", kept anonymous, nor "the study" does."""
        capital = any(c.isupper() for c in self.name)
        return self.kind is not EntityKind.UNNAMED and capital and self.name.casefold() not in _COMMON_NOUNS


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


class Manner(StrEnum):
    """How a passage, or a copy, stands to its source."""

    VERBATIM = "verbatim"
    EDITED = "lightly edited"
    REWRITTEN = "rewritten"
    QUOTED = "quotation"  # reported speech is all that the two share


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The same words twice: a span of the ``from`` article and one of the ``to`` article.

    "lightly edited" is up to one word in ten, "rewritten" more.
    """

    source: Span
    target: Span
    manner: Manner = Manner.VERBATIM


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

    @property
    def manner(self) -> Manner:
        """Say how the copy as a whole stands to its source: "rewritten" if more than half of the copied text is."""
        sizes = dict.fromkeys(Manner, 0)
        for passage in self.passages:
            sizes[passage.manner] += passage.target.end - passage.target.start
        n_own = sum(sizes.values()) - sizes[Manner.QUOTED]
        if not n_own:
            return Manner.QUOTED
        if 2 * sizes[Manner.REWRITTEN] > n_own:
            return Manner.REWRITTEN
        return Manner.VERBATIM if self.verbatim else Manner.EDITED


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


class Side(StrEnum):
    """Where an attribution stands to a proposition. "Not observed" is not "denied"."""

    ASSERTED = "asserted"
    OBSERVED = "observed"
    NOT_OBSERVED = "not_observed"
    DOUBTED = "doubted"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Speakers who are one voice on one side: a body, its parts and those who speak for it, or a person alone.

    ``speakers`` are entity ids, none where the texts do not tell who it is. ``attributions`` are in the order of
    publication; ``first_at`` and ``last_at`` are when the first and the last of them were published.
    """

    side: Side
    speakers: tuple[str, ...]
    attributions: tuple[str, ...]
    origins: Origins
    first_at: str | None = None
    last_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A proposition on which attributions take sides; lists hold attribution ids, in the order of publication.

    ``parties`` say the same by who speaks; ``status`` counts them in a closed phrase and says nothing of who is right.
    A ``doubtful`` one may speak of two matters, or its parties may be one.
    """

    id: str
    claim: str
    asserted: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    not_observed: tuple[str, ...] = ()
    observed: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    status: str
    origins: Origins
    doubtful: bool = False


class DatedBy(StrEnum):
    """What gives an entry of the timeline its time: a time expression of the text, or when the article appeared."""

    TEXT = "text"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """What happened or was said at a time.

    ``at`` is a TIMEX3 value, ``refs`` are ids of attributions or figures, ``said`` those of the attributions among them
    that were said then. Dated by the text, ``places`` are the sentences that state the time; dated by publication, they
    are the contents of one utterance, and ``at`` is when it first stood in print: it was said then or before.
    """

    at: str
    refs: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    said: tuple[str, ...] = ()
    dated_by: DatedBy = DatedBy.TEXT


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
    CIRCULAR_CHAIN = "circular chain"
    UNBALANCED = "unbalanced quotation marks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something to look at, never a verdict. ``detail`` lists words cut from the evidence, joined by " · "."""

    id: str
    kind: FlagKind
    detail: str
    evidence: tuple[Place, ...]
