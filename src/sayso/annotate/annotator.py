"""From an article to all its layers: a visible tuple of callables, applied in order.

Invariant: a layer takes an `AnnotatedArticle`, returns a new one with its own field filled, and reads only the fields
that earlier layers fill. What the trained encoder reads are layers in the same tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from sayso.annotate.attributions import find_attributions
from sayso.annotate.encoded import find_encoded_attributions
from sayso.annotate.encoder.weights import SHIPPED, check_files, read_digest
from sayso.annotate.figures import find_figures
from sayso.annotate.mentions import find_mentions
from sayso.annotate.quotations import find_quotations
from sayso.annotate.sentences import find_sentences
from sayso.annotate.times import find_times
from sayso.errors import WeightsError
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
ENCODED: tuple[Layer, ...] = tuple(
    find_encoded_attributions if layer is find_attributions else layer for layer in RULES
)
LANGUAGES = frozenset(("en",))  # those whose lexicons stand in ``lexicon/``; see docs/how-to/add-a-language.md


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """Layers under one name, by which a case knows whether an article has them already.

    ``weights`` is the digest of the encoder's weights. ``lacks`` says why it is not the encoder where it should be.
    """

    name: str
    layers: tuple[Layer, ...]
    weights: str | None = None
    lacks: str = ""


RULES_ALONE = Annotator(name="rules/1", layers=RULES)


@cache
def choose_annotator(*, rules: bool = False, folder: Path = SHIPPED) -> Annotator:
    """Take the encoder, or the rules alone where they are asked for or the encoder cannot be used."""
    if rules:
        return RULES_ALONE
    try:
        if find_spec("onnxruntime") is None:
            raise WeightsError("onnxruntime is not installed")
        check_files(folder)
        return Annotator(name="encoder/1", layers=ENCODED, weights=read_digest(folder))
    except WeightsError as error:
        return replace(RULES_ALONE, lacks=str(error))


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
