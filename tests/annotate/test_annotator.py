"""Which articles get layers."""

from __future__ import annotations

import pytest

from sayso.annotate.annotator import annotate_article
from sayso.model.article import Article
from sayso.model.ids import sha256_of

TEXT = "“Der Zug fährt nicht”, sagte Jan Berg."


@pytest.mark.parametrize(
    ("language", "n_quotations", "reason"),
    [("de", 0, "language de"), ("en", 1, None), (None, 1, None)],
    ids=["another language", "English", "not known"],
)
def test_other_languages_are_not_annotated(language: str | None, n_quotations: int, reason: str | None) -> None:
    """An article in a language without a lexicon has no layers, and says why."""
    annotated = annotate_article(Article(id="a", text=TEXT, sha256=sha256_of(TEXT), language=language))
    assert (len(annotated.quotations), annotated.not_annotated) == (n_quotations, reason)
