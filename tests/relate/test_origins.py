"""`trace_origins`."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.annotation import AnnotatedArticle, Bound, EntityKind, Figure, HopKind
from sayso.model.relation import Origins, TieReason
from sayso.relate.entities import find_entities
from sayso.relate.origins import trace_origins
from sayso.relate.quotes import find_quote_families
from sayso.relate.reuse import find_copies
from tests.relate.written import attribute, find, with_attributions, write_article

STORY = (
    "A crane toppled onto the quay of Port Ellen shortly before dawn on Monday, crushing two empty lorries and cutting "
    "the power to the ferry terminal. At least 14 dockers were hurt, and three of them were flown to the mainland by "
    "helicopter while the others were treated in the canteen by a nurse who lives across the road."
)


def _count(*articles: AnnotatedArticle) -> Origins:
    """Count the origins behind all that the articles report."""
    copies = find_copies(articles)
    entities, speakers = find_entities(articles, copies)
    families = find_quote_families(articles, entities, speakers)
    origins_of = trace_origins(articles, copies=copies, families=families, entities=entities, speakers=speakers)
    said = [attribution.id for article in articles for attribution in article.attributions]
    counted = [figure.id for article in articles for figure in article.figures]
    return origins_of([*said, *counted])


def _saying(
    name: str, speaker: str, words: str, kind: EntityKind = EntityKind.PERSON, via: str | None = None
) -> AnnotatedArticle:
    article = write_article(f"“{words}” said {speaker}{f' to the {via}' if via else ''}.", name=name)
    return with_attributions(article, attribute(article, words, speaker=speaker, kind=kind, via=via))


def _counting(text: str, *, name: str, publisher: str | None = None, number: str = "14 dockers") -> AnnotatedArticle:
    article = write_article(text, name=name, publisher=publisher)
    span = find(text, number)
    value = float(number.split()[0])
    figure = Figure(
        id=f"fig-{name}", article_id=article.article.id, span=span, value=value, unit="dockers", bound=Bound.AT_LEAST
    )
    return replace(article, figures=(figure,))


def test_one_speaker_is_one_origin() -> None:
    """However many articles quote a man, he is one witness; another man is another."""
    a, b = _saying("a", "Ann Moore", "The bolts broke."), _saying("b", "Ann Moore", "It was the bolts, I tell you.")
    c = _saying("c", "Carl Hill", "Bolts do not break.")
    assert [(each.reports, each.lower, each.upper) for each in (_count(a, b), _count(a, b, c))] == [
        (2, 1, 1),
        (3, 2, 2),
    ]


def test_a_source_without_a_name_may_be_any_of_the_others() -> None:
    """It counts for the upper bound alone, and for the lower where nobody has a name."""
    named = _saying("a", "Ann Moore", "The bolts broke.")
    unnamed = _saying("b", "a docker", "The bolts just broke.", kind=EntityKind.UNNAMED)
    assert [(each.lower, each.upper) for each in (_count(named, unnamed), _count(unnamed))] == [(1, 2), (1, 1)]


def test_a_copied_figure_is_one_origin() -> None:
    """A number that stands in a copied passage has the origin of the passage, and the tie shows both places."""
    counted = _count(_counting(STORY, name="a"), _counting(STORY, name="b"))
    assert (counted.upper, [(tie.because, tie.certain, len(tie.evidence)) for tie in counted.why]) == (
        1,
        [(TieReason.COPIED_PASSAGE, True, 2)],
    )


def test_own_figures_of_two_papers_may_be_one_or_two() -> None:
    """Nothing in the texts proves them one, nothing forbids it."""
    a = _counting("At least 14 dockers were hurt.", name="a")
    b = _counting("We count 14 dockers in hospital.", name="b")
    assert (_count(a, b).lower, _count(a, b).upper) == (1, 2)


def test_one_agency_behind_two_papers_is_one_origin() -> None:
    """Two texts wholly credited to one agency give its number; a contribution is a doubtful tie."""
    a = _counting("PORT ELLEN (Reuters) - Some 14 dockers were hurt.", name="a", publisher="gazette.com")
    b = _counting("LEITH (Reuters) - A crane hurt 14 dockers on Monday.", name="b", publisher="post.com")
    c = _counting("A crane hurt 14 dockers.\nReuters contributed to this report.", name="c", publisher="sun.com")
    assert [(each.lower, each.upper) for each in (_count(a, b), _count(a, c))] == [(1, 1), (1, 2)]
    assert [tie.because for tie in _count(a, b).why] == [TieReason.SAME_CREDIT]


def test_one_house_is_no_credit() -> None:
    """Two articles of one outlet share a publisher, not an origin."""
    a = _counting("At least 14 dockers were hurt.", name="a", publisher="gazette.com")
    b = _counting("We count 14 dockers in hospital.", name="b", publisher="gazette.com")
    assert _count(a, b).upper == 2


def test_a_body_and_a_part_of_it_may_be_one() -> None:
    """A country and its ministry are two at most, one at least."""
    a = _saying("a", "Russia", "The troops went home.", kind=EntityKind.PLACE)
    b = _saying("b", "Russia’s defence ministry", "Units returned to base.", kind=EntityKind.ORGANISATION)
    assert (_count(a, b).lower, _count(a, b).upper) == (1, 2)


def test_one_go_between_of_nobody_named() -> None:
    """What two articles have from one go-between, without a speaker, is one origin."""
    articles = []
    for name, words in (("a", "fourteen were hurt"), ("b", "hurt were fourteen in all")):
        article = write_article(f"It is said that {words}, the Tide Agency reports.", name=name)
        told = attribute(article, words, via="Tide Agency", via_kind=HopKind.AGENCY)
        articles.append(with_attributions(article, told))
    assert _count(*articles).upper == 1


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=3), st.booleans())
def test_a_reprint_raises_reports_and_never_origins(reprinted: list[str], credited: bool) -> None:
    """Whatever is printed again, under whatever name, the number of origins stays."""
    pile = {
        "a": _counting(STORY, name="a", publisher="gazette.com"),
        "b": _counting("PORT ELLEN (AP) - " + STORY.replace("two", "both").upper(), name="b", number="14 DOCKERS"),
        "c": _saying("c", "Ann Moore", "At least fourteen dockers were hurt when that crane came down on them."),
    }
    before = _count(*pile.values())
    prints = []
    for index, name in enumerate(reprinted):
        original = pile[name]
        text = original.article.text + ("\nSource: Gazette" if credited else "")
        article = write_article(text, name=f"x{index}", publisher="copyist.net")
        copied = [
            replace(each, id=f"{each.id}-{index}", article_id=article.article.id) for each in original.attributions
        ]
        figures = [replace(each, id=f"{each.id}-{index}", article_id=article.article.id) for each in original.figures]
        prints.append(replace(article, attributions=tuple(copied), figures=tuple(figures)))
    after = _count(*pile.values(), *prints)
    assert after.reports == before.reports + len(prints)
    assert (after.lower <= before.lower, after.upper <= before.upper) == (True, True)
