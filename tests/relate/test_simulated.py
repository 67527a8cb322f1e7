"""What must hold of copies, quote families and origins on piles with known truth (`benchmarks/simulator`)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.simulator.pile import Pile, Question, simulate_pile
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.annotation import AnnotatedArticle
from sayso.model.relation import Change, Direction, Manner, Origins
from sayso.relate.entities import find_entities
from sayso.relate.origins import trace_origins
from sayso.relate.quotes import find_quote_families
from sayso.relate.reuse import find_copies

PILE = simulate_pile(60, seed=5)


def _ask(articles: tuple[AnnotatedArticle, ...], reports: tuple[str, ...]) -> Origins:
    copies = find_copies(articles)
    entities, speakers = find_entities(articles, copies)
    families = find_quote_families(articles, entities, speakers)
    return trace_origins(articles, copies=copies, families=families, entities=entities, speakers=speakers)(reports)


def _reprint(annotated: AnnotatedArticle, note: str) -> AnnotatedArticle:
    """Print an article again in another house, under a note that adds a line at its foot; its offsets stay."""
    article = replace(annotated.article, id="reprint", publisher="copyist.net", text=annotated.article.text + note)
    attributions = {each.id: replace(each, id=f"re-{each.id}", article_id="reprint") for each in annotated.attributions}
    return replace(
        annotated,
        article=article,
        attributions=tuple(attributions.values()),
        figures=tuple(
            replace(each, id=f"re-{each.id}", article_id="reprint", attribution=f"re-{each.attribution}")
            if each.attribution
            else replace(each, id=f"re-{each.id}", article_id="reprint")
            for each in annotated.figures
        ),
        mentions=tuple(replace(each, article_id="reprint") for each in annotated.mentions),
    )


@settings(max_examples=8)
@given(
    st.sampled_from(PILE.questions),
    st.data(),
    st.sampled_from(["", "\nSource: Daily Tide", "\nAFP contributed to this report."]),
)
def test_a_reprint_raises_reports_and_never_origins(question: Question, data: st.DataObject, note: str) -> None:
    """Whichever article that reports a thing is printed again, with whatever credit, the origins do not grow."""
    reports = question.reports
    holders = [
        each
        for each in PILE.articles
        if {a.id for a in each.attributions} & set(reports) or {figure.id for figure in each.figures} & set(reports)
    ]
    reprint = _reprint(data.draw(st.sampled_from(holders)), note)
    again = tuple(f"re-{key}" for key in reports)
    before, after = _ask(PILE.articles, reports), _ask((*PILE.articles, reprint), (*reports, *again))
    assert after.reports > before.reports
    assert (after.lower <= before.lower, after.upper <= before.upper) == (True, True)


def test_a_pile_depends_on_size_and_seed_alone() -> None:
    """The same size and seed give the same pile, another seed another."""
    assert simulate_pile(60, seed=5) == PILE
    assert simulate_pile(60, seed=6) != PILE


@pytest.mark.parametrize("pile", [PILE, simulate_pile(60, seed=8)])
def test_copies_of_a_simulated_pile(pile: Pile) -> None:
    """Nearly all pairs are found and nearly none that are not; no event's article copies another event's."""
    found = {
        tuple(sorted((copy.source, copy.target)))
        for copy in find_copies(pile.articles)
        if copy.manner is not Manner.QUOTED
    }
    assert len(found - pile.copies - pile.doubtful) <= 0.02 * len(pile.copies)
    assert len(pile.copies - found) <= 0.02 * len(pile.copies)


def test_a_credit_gives_the_right_direction() -> None:
    """Where a text credits another house, that house's article is never taken for the copy."""
    credited = [copy for copy in find_copies(PILE.articles) if copy.direction is Direction.CREDITED]
    assert credited
    assert [copy for copy in credited if copy.target in PILE.sources[copy.source]] == []


def test_families_keep_two_speakers_apart() -> None:
    """No family holds two named speakers but as another speaker's."""
    entities, speakers = find_entities(PILE.articles)
    unnamed = {entity.id for entity in entities if entity.name == "an official"}
    families = find_quote_families(PILE.articles, entities, speakers)
    of_one = [
        {speakers.get(each.attribution) for each in family.members if each.change is not Change.OTHER_SPEAKER}
        for family in families
    ]
    assert families
    assert [names for names in of_one if len(names - unnamed - {None}) > 1] == []
