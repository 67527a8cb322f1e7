"""From an article to all its layers: a visible tuple of callables, applied in order.

Invariant: a layer takes an `AnnotatedArticle`, returns a new one with its own field filled, and reads only the fields
that earlier layers fill. A trained encoder is another layer in the same tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.annotate.attributions import find_attributions
from sayso.annotate.figures import find_figures
from sayso.annotate.mentions import find_mentions
from sayso.annotate.quotations import find_quotations
from sayso.annotate.sentences import find_sentences
from sayso.annotate.times import find_times
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article

Layer = Callable[[AnnotatedArticle], AnnotatedArticle]

RULES: tuple[Layer, ...] = (
    find_sentences,
    find_quotations,
    find_times,
    find_mentions,
    find_attributions,
    find_figures,
)
ANNOTATOR = "rules/1"
LANGUAGES = frozenset(("en",))  # those whose lexicons stand in ``lexicon/``; see docs/how-to/add-a-language.md


def annotate_article(article: Article, layers: Sequence[Layer] = RULES) -> AnnotatedArticle:
    """Run the layers over one article, in order; over none, if it is in a language that they do not know.

    English rules on another language would give nonsense, so such an article only says why it has no layers. One whose
    language could not be told is taken for English.
    """
    if article.language is not None and article.language not in LANGUAGES:
        return AnnotatedArticle(article=article, not_annotated=f"language {article.language}")
    annotated = AnnotatedArticle(article=article)
    for layer in layers:
        annotated = layer(annotated)
    return annotated
