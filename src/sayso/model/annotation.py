"""What one article says, span by span. Every layer's output; no type here knows of a second article.

Invariant: each span lies in the text of the article it annotates, and each normalised value (a name, a date, a number)
stands beside the span it was made from.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.article import Article
from sayso.model.span import Span, check_span


class Form(StrEnum):
    """How the words are given (PARC): in quotation marks, in the writer's words, or partly each."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Basis(StrEnum):
    """What the source does by saying it. "Has not seen" is not "denies"."""

    ASSERTS = "asserts"
    ANNOUNCES = "announces"
    DENIES = "denies"
    DOUBTS = "doubts"
    REPORTS_SEEING = "reports seeing"
    REPORTS_NOT_SEEING = "reports not seeing"
    HEARD_OF = "heard of"
    ASKS = "asks"
    WARNS = "warns"
    PROMISES = "promises"


class EntityKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    UNNAMED = "unnamed"  # a source kept anonymous: "a senior official"
    OTHER = "other"


class HopKind(StrEnum):
    """What stands between the article and the speaker."""

    OUTLET = "outlet"
    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    DOCUMENT = "document"
    ORGANISATION = "organisation"  # a body that passes on what another said: "the ministry says the pilot reported"
    PERSON = "person"
    UNNAMED = "unnamed"


MEDIA = frozenset((HopKind.OUTLET, HopKind.AGENCY, HopKind.BROADCASTER))  # hops that publish


class MentionForm(StrEnum):
    """How an entity is mentioned: by name, by role ("the minister"), or by pronoun."""

    NAME = "name"
    ROLE = "role"
    PRONOUN = "pronoun"


class Bound(StrEnum):
    """Which numbers a figure allows."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    UP_TO = "up to"
    LESS_THAN = "less than"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The name of a source within one article. ``span`` is the mention the name was cut from, often elsewhere."""

    name: str
    kind: EntityKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of the chain from the article towards the speaker ("told the BBC"), outermost first."""

    name: str
    kind: HopKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content together. ``content`` is one or more spans, sorted, marks at their ends left out.

    ``speaker`` is ``None`` where the text does not tell who it is. ``nested_in`` is the id of the attribution whose
    content holds this one. ``confidence`` is the estimated probability, 0 to 1, that the speaker is right.
    ``unbalanced`` says that a quotation mark of the content opens or closes alone.
    """

    id: str
    article_id: str
    form: Form
    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    speaker: Speaker | None = None
    via: tuple[Hop, ...] = ()
    nested_in: str | None = None
    basis: Basis = Basis.ASSERTS
    confidence: float = 1.0
    unbalanced: bool = False

    def __post_init__(self) -> None:
        if not self.content or list(self.content) != sorted(self.content):
            raise ValueError(f"content must be one or more sorted spans: {self.content!r}")

    @property
    def extent(self) -> Span:
        """From the first to the last code point of the content."""
        return Span(self.content[0].start, self.content[-1].end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names something. ``name`` is the name as compared: no title, no possessive ending.

    ``chain`` is the same for all mentions of one entity within the article: the chain's fullest name. ``role`` is the
    span of a title or role that stands with the name ("NATO Secretary-General").
    """

    article_id: str
    span: Span
    kind: EntityKind
    form: MentionForm
    name: str
    chain: str
    role: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A counted quantity: ``value`` (and ``value_to`` for a range) of ``unit``, with its bound.

    ``unit`` is a singular-free label cut from the text in lower case ("troops"), or an ISO 4217 code for money, or
    ``"%"``. ``measured`` is the span of what is counted. ``attribution`` is the id of the attribution whose content
    holds the figure, ``None`` for the article's own voice; ``according_to`` is whose number it is, as named.
    ``as_of`` is a TIMEX3 value.
    """

    id: str
    article_id: str
    span: Span
    value: float
    value_to: float | None = None
    unit: str
    bound: Bound
    measured: Span | None = None
    as_of: str | None = None
    attribution: str | None = None
    according_to: str | None = None


class TimexType(StrEnum):
    """TimeML's types of time expression."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """TIMEX3: ``value`` is ``None`` where the anchor is unknown ("Tuesday" in an article without a date).

    ``value`` tells a time of day as the text does ("2022-02-16T16:00"); ``zone`` is the offset from UTC that the text
    states with it, as ISO 8601 writes it ("-05:00", "Z"), or ``None``.
    """

    article_id: str
    span: Span
    type: TimexType
    value: str | None
    mod: str | None = None
    zone: str | None = None

    @property
    def at(self) -> str | None:
        """The value with its zone: an instant where both are known, as entries of the timeline have it."""
        return None if self.value is None else self.value + (self.zone or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedArticle:
    """An article with its layers. A layer takes one of these and returns a new one with its own field filled.

    ``not_annotated`` says why there are no layers ("language de"), where there cannot be any.
    """

    article: Article
    sentences: tuple[Span, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    not_annotated: str | None = None

    def __post_init__(self) -> None:
        text = self.article.text
        for attribution in self.attributions:
            for span in (*attribution.content, attribution.source, attribution.cue):
                if span is not None:
                    check_span(span, text)
        spans = [item.span for layer in (self.quotations, self.mentions, self.times, self.figures) for item in layer]
        if not all(0 <= start < end <= len(text) for start, end in spans):  # every layer looks at all of them again
            for span in spans:
                check_span(span, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Text between quotation marks: ``span`` takes in the marks, ``inner`` leaves them out.

    ``parts`` holds one inner span a paragraph when the quotation runs over several. ``closed`` is false when no
    closing mark was found; then the span ends with its paragraph. ``opened`` is false when its first mark was left out;
    then the span begins with its first word. ``depth`` is 0 outside any other quotation.
    """

    span: Span
    inner: Span
    parts: tuple[Span, ...]
    closed: bool
    opened: bool = True
    depth: int = 0
