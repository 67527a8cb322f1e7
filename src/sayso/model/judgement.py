"""What a person decided. Stands in its own table; no run overwrites it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether two records are the same thing."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision on two records of one kind (articles in a story, quotes in a family, names of an entity).

    ``a`` sorts before ``b``. ``decided_at`` is an instant in UTC, ISO 8601.
    """

    kind: str
    a: str
    b: str
    verdict: Verdict
    decided_at: str
    decided_by: str | None = None
