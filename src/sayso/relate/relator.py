"""From annotated articles to what ties them together: the path of `relate`, written once.

Invariant: the relations depend on the set of articles and judgements alone; the order in which articles come changes
nothing. Each relation is found by block, compare, cluster.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.annotation import AnnotatedArticle
from sayso.model.dossier import Relations
from sayso.model.judgement import Judgement
from sayso.relate.claims import find_claims
from sayso.relate.disputes import find_quantities
from sayso.relate.entities import find_entities
from sayso.relate.flags import find_flags
from sayso.relate.gathered import Nearness
from sayso.relate.judged import find_judged
from sayso.relate.origins import trace_origins
from sayso.relate.quotes import find_quote_families
from sayso.relate.reuse import find_copies
from sayso.relate.stories import find_stories
from sayso.relate.timeline import build_timeline


def relate_articles(
    articles: Sequence[AnnotatedArticle], judgements: Sequence[Judgement] = (), *, nearness: Nearness | None = None
) -> Relations:
    """Relate a pile of annotated articles. What a person decided is obeyed.

    ``nearness`` tells how near two stretches of words are; without it claims and wordings meet by the
    words they share alone.
    """
    articles = sorted(articles, key=lambda annotated: annotated.article.rank)
    judgements = find_judged(judgements, articles)
    copies = find_copies(articles)
    stories = find_stories(articles, judgements)
    entities, speakers = find_entities(articles, copies, judgements)
    families = find_quote_families(articles, entities, speakers, judgements, nearness)
    origins_of = trace_origins(articles, copies=copies, families=families, entities=entities, speakers=speakers)
    quantities = find_quantities(articles, origins_of=origins_of, stories=stories, judgements=judgements)
    claims = find_claims(
        articles,
        entities=entities,
        speakers=speakers,
        origins_of=origins_of,
        stories=stories,
        judgements=judgements,
        nearness=nearness,
    )
    timeline = build_timeline(articles, families)
    flags = find_flags(
        articles, entities=entities, speakers=speakers, families=families, copies=copies, quantities=quantities
    )
    return Relations(
        entities=entities,
        speakers=speakers,
        stories=stories,
        copies=copies,
        quote_families=families,
        quantities=quantities,
        claims=claims,
        timeline=timeline,
        flags=flags,
    )
