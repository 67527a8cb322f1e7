"""What a person decided: that two records are one or not, or what one record really is. No run overwrites it.

Invariant: a judgement is never changed, only withdrawn, and it knows its records by their place in the text as well as
by their ids, so that it is obeyed after the text was annotated anew by something that gives other ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sayso.model.annotation import Attribution
from sayso.model.article import Article
from sayso.model.ids import derive_id
from sayso.model.span import Span

LEAST_SHARED = 0.5  # of the code points of two places together: what makes them the place of one record


class JudgedKind(StrEnum):
    """What a judgement is on: two records of one kind, or one thing that was read wrongly."""

    ARTICLE = "article"  # two articles: of one story?
    QUOTE = "quote"  # two attributions: one utterance?
    NAME = "name"  # two names, as the articles give them: one entity?
    FIGURE = "figure"  # two figures: of one quantity?
    CLAIM = "claim"  # two attributions: on one proposition?
    SPEAKER = "speaker"  # one attribution: whose words are they?
    ATTRIBUTION = "attribution"  # one attribution: is it one at all?
    PUBLISHED = "published"  # one article: when was it published?
    TIME = "time"  # one time expression: which TIMEX3 value?


PAIRS = frozenset(
    (JudgedKind.ARTICLE, JudgedKind.QUOTE, JudgedKind.NAME, JudgedKind.FIGURE, JudgedKind.CLAIM)
)  # what is judged same, different or unsure; all else is a correction


class Verdict(StrEnum):
    """Whether two records are the same thing; or that one record is, or is not, what it was taken for."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    IS = "is"
    IS_NOT = "is not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a record stands: an article, by id and by the SHA-256 of its text, and spans of it.

    ``spans`` are those of an attribution's content, or the one of a figure or a time expression; none for a whole
    article.
    """

    article: str
    sha256: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of one person, at one moment.

    On two records (``kind`` in `PAIRS`): ``a`` sorts before ``b``, both are ids (of a ``name``: the names themselves),
    and ``verdict`` is same, different or unsure. On one record: ``a`` is its id, ``b`` is empty, and ``verdict`` and
    ``value`` say what it is:

    ===========  =================  ==========================================================================
    kind         verdict            value
    ===========  =================  ==========================================================================
    speaker      is                 a name that stands in the article at ``value_span``; ``None``: not known
    attribution  is not             ``None``: nobody is quoted here
    published    is                 a date or an instant in UTC, ISO 8601; ``value_span``, if given, states it
    time         is                 a TIMEX3 value
    ===========  =================  ==========================================================================

    ``was`` is what stood there when it was decided, for people to read. ``anchors`` hold the place of ``a`` and of
    ``b`` (none for names). Instants are UTC, ISO 8601. A withdrawn judgement is kept, and obeyed no more.
    """

    kind: JudgedKind
    a: str
    b: str = ""
    verdict: Verdict
    value: str | None = None
    value_span: Span | None = None
    was: str | None = None
    anchors: tuple[Anchor, ...] = ()
    decided_at: str
    decided_by: str | None = None
    withdrawn_at: str | None = None

    @property
    def id(self) -> str:
        """The same decision has the same id in every case; withdrawing it changes nothing in it."""
        return derive_id(
            "jdg", self.kind, self.a, self.b, self.verdict, self.value, self.decided_at, self.decided_by or ""
        )

    @property
    def subject(self) -> tuple[str, str, str]:
        """What was decided on: a later decision on the same takes the place of this one."""
        return self.kind.value, self.a, self.b


def standing_judgements(history: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Give the last word on each subject, sorted by subject, withdrawn ones left out.

    ``history`` is sorted by ``decided_at``; of two in one second the later in it is the later word.
    """
    last = {judgement.subject: judgement for judgement in history if judgement.withdrawn_at is None}
    return tuple(judgement for _, judgement in sorted(last.items()))


def find_anchored(anchor: Anchor, attributions: Iterable[Attribution]) -> Attribution | None:
    """Find the attribution that stands where another once stood, among those of its article; ``None`` if none does.

    It shares most of the code points, and at least half of those of both together.
    """
    found = ((_share(anchor.spans, attribution.content), attribution) for attribution in attributions)
    near = [(share, attribution) for share, attribution in found if share >= LEAST_SHARED]
    return min(near, key=lambda each: (-each[0], each[1].extent, each[1].id), default=(0.0, None))[1]


def _share(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    whole = sum(span.end - span.start for span in (*one, *other)) - common
    return common / whole if whole > 0 else 0.0


def anchor_article(article: Article) -> Anchor:
    """Give the place of a whole article."""
    return Anchor(article=article.id, sha256=article.sha256)


def anchor_spans(article: Article, *spans: Span) -> Anchor:
    """Give a place in an article."""
    return Anchor(article=article.id, sha256=article.sha256, spans=tuple(sorted(spans)))
