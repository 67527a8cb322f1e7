"""Articles made of one text, for the tests of the layers."""

from sayso.annotate.calendar_rules import read_day
from sayso.annotate.times import read_times
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article
from sayso.model.ids import sha256_of


def make_article(text: str) -> AnnotatedArticle:
    """Give an article without any layer."""
    return AnnotatedArticle(article=Article(id="art-1", text=text, sha256=sha256_of(text), published_at="2024-03-06"))


def read_values(text: str, published: str | None = "2022-02-16") -> list[tuple[str, str | None]]:
    """Give every time expression of a text as it stands, with its value, seen from a day."""
    return [(time.span.cut(text), time.value) for time in read_times(text, "art-1", read_day(published))]
