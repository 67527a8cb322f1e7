"""`relate_articles`."""

from __future__ import annotations

from sayso.model.annotation import AnnotatedArticle
from sayso.model.dossier import Relations
from sayso.relate.relator import relate_articles
from tests.relate.written import attribute, mention, with_attributions, with_mentions, write_article

WORDS = "The bolts were rusted through, and everybody on this quay knew it."
REST = (
    "A crane toppled onto the quay of Port Ellen shortly before dawn on Monday, crushing two empty lorries and cutting "
    "the power to the ferry terminal for the third time this winter, harbour officials said in a note to the council."
)


def _pile() -> list[AnnotatedArticle]:
    pile = []
    for name in ("a", "b", "c"):
        article = write_article(f"{REST} “{WORDS}” said Ann Moore.", name=name, publisher=f"paper-{name}")
        article = with_mentions(article, mention(article, "Ann Moore"))
        pile.append(with_attributions(article, attribute(article, WORDS, speaker="Ann Moore")))
    return pile


def test_nothing_is_related_to_nothing() -> None:
    """An empty pile has no relations."""
    assert relate_articles([]) == Relations()


def test_the_order_of_articles_changes_nothing() -> None:
    """The same pile in another order gives the same relations."""
    pile = _pile()
    assert relate_articles(pile[::-1]) == relate_articles(pile)


def test_a_pile_is_related_in_every_way() -> None:
    """Three prints of one text: one story, three pairs of copies, one family, one speaker."""
    related = relate_articles(_pile())
    assert (
        len(related.stories),
        len(related.copies),
        [len(family.members) for family in related.quote_families],
        [entity.name for entity in related.entities],
        len(related.speakers),
    ) == (1, 3, [3], ["Ann Moore"], 3)


def test_every_id_that_a_relation_names_is_in_the_pile() -> None:
    """Families, speakers and stories refer to what is there."""
    pile = _pile()
    related = relate_articles(pile)
    attributions = {attribution.id for each in pile for attribution in each.attributions}
    named = {member.attribution for family in related.quote_families for member in family.members}
    assert (named <= attributions, set(related.speakers) <= attributions) == (True, True)
    assert set(related.speakers.values()) <= {entity.id for entity in related.entities}
