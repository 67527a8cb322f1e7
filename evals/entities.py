"""Entities across articles, on piles written for it: which two mentions are one and which are not.

``entities_written.json`` holds small piles in the manner of news copy, with pairs of mentions; "1:Clinton spoke" is the
name that stands at the beginning of these words in text 1. A pair counts only if both names are found. Needs nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sayso.annotate.annotator import RULES, annotate_article
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article, identify_article
from sayso.relate.entities import find_entities

WRITTEN = Path(__file__).with_name("entities_written.json")
FLOOR_SAME, FLOOR_DIFFERENT = 0.98, 0.97


def main() -> int:
    piles = json.loads(WRITTEN.read_text(encoding="utf-8"))
    right = {"same": 0, "different": 0}
    n_pairs = dict.fromkeys(right, 0)
    for pile in piles:
        articles = [annotate(text, f"{n}.txt") for n, text in enumerate(pile["texts"])]
        entities, speakers = find_entities(articles)
        places = [(place.article, place.span, entity.id) for entity in entities for place in entity.mentions]
        places += [
            (each.article_id, each.speaker.span, speakers[each.id])
            for annotated in articles
            for each in annotated.attributions
            if each.speaker is not None
        ]
        entity_at = {(article, at): entity for article, span, entity in places for at in range(*span)}
        for kind in right:
            for first, second in pile[kind]:
                a, b = (find_entity(ref, articles, entity_at) for ref in (first, second))
                is_right = a is not None and b is not None and (a == b) == (kind == "same")
                right[kind] += is_right
                n_pairs[kind] += 1
                if not is_right:
                    print(f"  {kind}: {first} / {second}: {'not found' if a is None or b is None else 'wrong'}")
    same, different = (right[kind] / n_pairs[kind] for kind in ("same", "different"))
    print(f"one entity: {same:.3f} of {n_pairs['same']} pairs, floor {FLOOR_SAME:.3f}")
    print(f"two entities: {different:.3f} of {n_pairs['different']} pairs, floor {FLOOR_DIFFERENT:.3f}")
    return int(same < FLOOR_SAME or different < FLOOR_DIFFERENT)


def annotate(text: str, path: str) -> AnnotatedArticle:
    """Annotate a text by rules."""
    id_, digest = identify_article(text, url=None, external_id=None, path=path)
    return annotate_article(Article(id=id_, text=text, sha256=digest, path=path, language="en"), RULES)


def find_entity(ref: str, articles: Sequence[AnnotatedArticle], entity_at: dict[tuple[str, int], str]) -> str | None:
    """Give the entity whose name holds the first letter of some words of a text, which stand there once."""
    number, _, words = ref.partition(":")
    article = articles[int(number)].article
    assert article.text.count(words) == 1 or words[0].isupper(), ref
    return entity_at.get((article.id, article.text.index(words)))


if __name__ == "__main__":
    sys.exit(main())
