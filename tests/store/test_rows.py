"""What is laid out in rows comes back equal."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.store.rows import article_from, article_row
from sayso.store.sqlite import open_store
from sayso.store.store import article_order
from tests.store.samples import RULES, annotated_articles, articles


@given(articles())
def test_article_from_article_row(article: Article) -> None:
    """Any article comes back equal from its row."""
    assert article_from(article_row(article)) == article


@settings(max_examples=15)
@given(st.lists(annotated_articles(), max_size=4, unique_by=lambda annotated: annotated.article.id))
def test_annotated_articles_round_trip_through_a_case(empty_case: bytes, pile: list[AnnotatedArticle]) -> None:
    """Any annotated articles come back equal from a case file, layer by layer and in report order."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.db"
        path.write_bytes(empty_case)
        with open_store(path) as store:
            with store.writer() as writer:
                writer.add_articles(annotated.article for annotated in pile)
                writer.add_annotations(pile, RULES)
            found = list(store.view().annotated(RULES))
    assert found == sorted(pile, key=lambda annotated: article_order(annotated.article))
