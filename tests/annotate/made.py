"""Articles made of one text, for the tests of the layers."""

from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.model.ids import sha256_of


def make_article(text: str) -> AnnotatedArticle:
    """Give an article without any layer."""
    return AnnotatedArticle(article=Article(id="art-1", text=text, sha256=sha256_of(text), published_at="2024-03-06"))
