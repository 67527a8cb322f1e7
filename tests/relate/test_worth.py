"""`weigh_claim`: how likely a claim speaks of one matter and has two parties."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.annotation import Basis, Form
from sayso.model.relation import Side
from sayso.relate.statements import read_statements
from sayso.relate.worth import Told, load_lines, measure_tie, measure_voices, read_told, weigh_claim
from tests.relate.written import attribute, write_article


def _told(speaker: str, words: str, side: Side = Side.ASSERTED, basis: Basis = Basis.ASSERTS) -> Told:
    article = write_article(f"{speaker} said {words}.", name=speaker)
    attribution = replace(attribute(article, words, speaker=speaker, form=Form.INDIRECT), basis=basis)
    (statement,) = read_statements(article.article.text, attribution.content, ())
    weights = dict.fromkeys(statement.about, 0.8)
    return read_told(article.article, attribution, statement, weights, side, (speaker,))


_TOLD = _told("Ann Moore", "the chairlift had been overloaded all morning")


def test_what_shares_its_words_is_of_one_matter() -> None:
    """Two who say nearly the same are surer of one matter than two who share what happens alone."""
    near = weigh_claim([_TOLD, _told("Ole Dahl", "the chairlift was overloaded that morning")])
    far = weigh_claim([_TOLD, _told("Ole Dahl", "lorries on the pass road were overloaded with timber in March")])
    assert near.is_sure
    assert near.matter > far.matter


def test_a_denial_by_its_verb_is_surer_than_a_negation() -> None:
    """Who denies a thing speaks of it more surely than whose clause happens to hold a "not"."""
    words = "the chairlift was overloaded"
    by_verb = weigh_claim([_TOLD, _told("Peak Lifts", words, Side.DENIED, Basis.DENIES)])
    by_not = weigh_claim([_TOLD, _told("Peak Lifts", words, Side.DENIED)])
    assert by_verb.matter > by_not.matter


def test_one_body_is_hardly_two_parties() -> None:
    """Two bodies of one country are less surely two parties than two people are."""
    words = "the bridge at Northby had been closed since dawn"
    bodies = weigh_claim([_told("Gondal", words), _told("Gondal police", words)])
    people = weigh_claim([_told("Ann Moore", words), _told("Ole Dahl", "it closed the bridge")])
    assert bodies.parties < people.parties


def test_a_claim_is_parted_at_its_weak_tie() -> None:
    """A third that speaks of something else is a part of its own."""
    same = _told("Ole Dahl", "the chairlift was overloaded that morning")
    other = _told("Joss Lund", "lorries on the pass road were laden with timber in March")
    assert weigh_claim([_TOLD, same, other]).parts == ((0, 1), (2,))


@given(st.permutations(["the chairlift was overloaded", "the chairlift stood still", "lorries were laden"]))
def test_which_of_two_is_first_changes_nothing(words: list[str]) -> None:
    """Both measures are the same for either order."""
    a, b = _told("Ann Moore", words[0]), _told("Ole Dahl", words[1], Side.DENIED)
    assert measure_tie(a, b) == measure_tie(b, a)
    assert measure_voices(a, b) == measure_voices(b, a)


@pytest.mark.parametrize("side", [Side.ASSERTED, Side.DENIED])
def test_each_feature_has_its_weight(side: Side) -> None:
    """The shipped lines weigh what is measured, and nothing else."""
    other = _told("Peak Lifts", "the chairlift was overloaded", side)
    line = load_lines()["agreed" if side is Side.ASSERTED else "opposed"]
    assert {*measure_tie(_TOLD, other), "one", "attributions"} == set(line.weights)
    assert {*measure_voices(_TOLD, other), "one"} == set(load_lines()["parties"].weights)
