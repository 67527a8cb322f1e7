"""From annotated articles to what ties them together: the path of `relate`, written once.

Invariant: the relations depend on the set of articles and judgements alone; the order in which articles come changes
nothing. Each relation is found by block, compare, cluster.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.annotation import AnnotatedArticle
from sayso.model.dossier import Relations
from sayso.model.judgement import Judgement
from sayso.relate.entities import find_entities
from sayso.relate.flags import find_flags
from sayso.relate.quotes import find_quote_families
from sayso.relate.reuse import find_copies
from sayso.relate.stories import find_stories


def relate_articles(articles: Sequence[AnnotatedArticle], judgements: Sequence[Judgement] = ()) -> Relations:
    """Relate a pile of annotated articles. What a person decided is obeyed."""
    articles = sorted(articles, key=lambda annotated: annotated.article.id)
    copies = find_copies(articles)
    stories = find_stories(articles, judgements)
    entities, speakers = find_entities(articles, copies, judgements)
    families = find_quote_families(articles, entities, speakers, judgements)
    flags = find_flags(articles, entities=entities, speakers=speakers, families=families)
    return Relations(
        entities=entities,
        speakers=speakers,
        stories=stories,
        copies=copies,
        quote_families=families,
        flags=flags,
    )
