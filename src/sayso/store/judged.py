"""What a case must know of judgements to keep them and to give dated articles.

Invariant: an article's row holds the date that counts; the date as read is kept beside it for as long as a judgement
stands, so that reading the article again finds nothing new and withdrawing the judgement brings the date back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sayso.codec import from_json_bytes, to_json_bytes
from sayso.errors import UsageError
from sayso.model.article import Article, DateBasis
from sayso.model.judgement import PAIRS, JudgedKind, Judgement, Verdict

_DATED = ("published_at", "published_from", "published_zone")
_PUBLISHED = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?")
_TIMEX = re.compile(r"[0-9A-Z:_+\-.]{2,40}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_VERDICTS = {
    JudgedKind.SPEAKER: Verdict.IS,
    JudgedKind.PUBLISHED: Verdict.IS,
    JudgedKind.TIME: Verdict.IS,
    JudgedKind.ATTRIBUTION: Verdict.IS_NOT,
}


def check_judgement(judgement: Judgement) -> Judgement:
    """Return the judgement if it says what its kind can say.

    Raises:
        UsageError: two records are not in order, or verdict, value, anchor or instant are none for this kind.
    """
    kind, verdict, value = judgement.kind, judgement.verdict, judgement.value
    if kind in PAIRS:
        if not "" < judgement.a < judgement.b:
            raise UsageError(f"a judgement is on two records in order, not on {judgement.a!r} and {judgement.b!r}")
        if verdict in (Verdict.IS, Verdict.IS_NOT) or value is not None:
            raise UsageError(f"two records are same, different or unsure, not {verdict.value!r} {value or ''}".rstrip())
    else:
        if judgement.b or not judgement.a or len(judgement.anchors) != 1:
            raise UsageError(f"a judgement on a {kind.value!r} is on one record and its place")
        if verdict is not _VERDICTS[kind] or (kind is JudgedKind.ATTRIBUTION and value is not None):
            raise UsageError(f"what is judged of a {kind.value!r} is not {verdict.value!r} {value or ''}".rstrip())
        _check_value(judgement)
    for instant in (judgement.decided_at, judgement.withdrawn_at):
        if instant is not None and not _INSTANT.fullmatch(instant):
            raise UsageError(f"expected an instant in UTC, as 2022-02-16T08:30:00Z, found {instant!r}")
    return judgement


def _check_value(judgement: Judgement) -> None:
    kind, value = judgement.kind, judgement.value
    if kind is JudgedKind.PUBLISHED and not _PUBLISHED.fullmatch(value or ""):
        raise UsageError(f"expected a date or an instant in UTC, as 2022-02-16, found {value!r}")
    if kind is JudgedKind.TIME and not _TIMEX.fullmatch(value or ""):
        raise UsageError(f"expected a TIMEX3 value, as 2022-02-16, found {value!r}")
    if kind is JudgedKind.SPEAKER and (value is None) is not (judgement.value_span is None):
        raise UsageError("a speaker is a name and where it stands in the article, or neither: not known")
    if kind is not JudgedKind.PUBLISHED and not judgement.anchors[0].spans:
        raise UsageError(f"a judgement on a {kind.value!r} says where in the article it stands")


def decided_dates(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Give the publication dates that people decided, by article id."""
    return {j.a: j.value for j in judgements if j.kind is JudgedKind.PUBLISHED and j.value is not None}


def date_article(article: Article, dates: Mapping[str, str]) -> Article:
    """Give an article, as read, the date that was decided for it, if one was."""
    value = dates.get(article.id)
    if value is None:
        return article
    return replace(article, published_at=value, published_from=DateBasis.JUDGED, published_zone=None)


def date_row(row: Mapping[str, Any], dates: Mapping[str, str]) -> dict[str, Any]:
    """Do the same with the row of an article as read; what it was is kept in ``as_read``."""
    value = dates.get(row["id"])
    if value is None:
        return {**row, "as_read": None}
    as_read = to_json_bytes({name: row[name] for name in _DATED}).decode()
    dated = dict(zip(_DATED, (value, DateBasis.JUDGED.value, None), strict=True))
    return {**row, **dated, "as_read": as_read}


def undate_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give back the row of an article as it was read."""
    return {**row, **(from_json_bytes(row["as_read"], dict) if row.get("as_read") else {})}


def dates_touched(judgement: Judgement) -> Sequence[str]:
    """Give the ids of the articles whose date this judgement decides."""
    return (judgement.a,) if judgement.kind is JudgedKind.PUBLISHED else ()


def texts_touched(judgement: Judgement) -> Sequence[str]:
    """Give the SHA-256 of the texts whose annotations this judgement corrects: the same text is corrected alike."""
    corrects = judgement.kind in (JudgedKind.SPEAKER, JudgedKind.ATTRIBUTION, JudgedKind.TIME)
    return tuple(sorted({anchor.sha256 for anchor in judgement.anchors})) if corrects else ()


def merge_judgement(known: Judgement | None, judgement: Judgement) -> Judgement | None:
    """Give what to keep of a judgement that may be known; ``None`` if there is nothing new in it.

    The same decision is withdrawn once, at the earlier of two instants.
    """
    if known is None:
        return judgement
    instants = sorted(at for at in (known.withdrawn_at, judgement.withdrawn_at) if at is not None)
    withdrawn_at = instants[0] if instants else None
    return None if withdrawn_at == known.withdrawn_at else replace(known, withdrawn_at=withdrawn_at)
