"""What people decided and this report obeys, in words.

Invariant: every judgement that stands is listed, by its subject; what it is on is shown by the words that stand there.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.judgement import Anchor, JudgedKind, Judgement, Verdict
from sayso.report.page.pile import Pile

LONGEST = 120  # characters of a quotation that is named
KIND_WORDS = {
    JudgedKind.ARTICLE: "Articles of one event",
    JudgedKind.QUOTE: "Wordings of one utterance",
    JudgedKind.NAME: "Names of one",
    JudgedKind.FIGURE: "Figures of one thing",
    JudgedKind.CLAIM: "Words on one claim",
    JudgedKind.SPEAKER: "Speaker",
    JudgedKind.ATTRIBUTION: "Quotation",
    JudgedKind.PUBLISHED: "Date of an article",
    JudgedKind.TIME: "Time",
}
VERDICT_WORDS = {
    Verdict.SAME: "yes",
    Verdict.DIFFERENT: "no",
    Verdict.UNSURE: "unsure",
    Verdict.IS: "is",
    Verdict.IS_NOT: "is none",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision: what it is on, the words there, and what was decided, when and by whom."""

    what: str
    parts: tuple[str, ...]
    verdict: str
    value: str | None
    was: str | None
    at: str
    by: str | None


def decisions_of(pile: Pile) -> list[Decision]:
    """Tell every judgement that stands."""
    texts = {annotated.article.id: annotated.article for annotated in pile.dossier.articles}

    def cut(anchor: Anchor, instead: str) -> str:
        article = texts.get(anchor.article)
        if article is None or article.sha256 != anchor.sha256:
            return instead
        if not anchor.spans:
            return article.title or article.name
        words = " … ".join(span.cut(article.text) for span in anchor.spans)
        return words if len(words) <= LONGEST else words[:LONGEST] + "…"

    def tell(judgement: Judgement) -> Decision:
        ids = [id_ for id_ in (judgement.a, judgement.b) if id_]
        anchors = dict(zip(ids, judgement.anchors, strict=False))
        return Decision(
            what=KIND_WORDS[judgement.kind],
            parts=tuple(cut(anchors[id_], id_) if id_ in anchors else id_ for id_ in ids),
            verdict="is not known" if _is_unknown(judgement) else VERDICT_WORDS[judgement.verdict],
            value=judgement.value,
            was=judgement.was if judgement.kind is not JudgedKind.ATTRIBUTION else None,
            at=judgement.decided_at,
            by=judgement.decided_by,
        )

    return [tell(judgement) for judgement in pile.dossier.judgements]


def _is_unknown(judgement: Judgement) -> bool:
    return judgement.kind is JudgedKind.SPEAKER and judgement.value is None
