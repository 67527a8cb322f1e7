"""Denials and what they answer in other words, by a nearness that each test states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sayso.model.annotation import Basis, Form
from sayso.model.relation import Claim
from sayso.relate.claims import find_claims
from tests.relate.written import attribute, count_reports, with_attributions, write_article

TOLD = "storm relief for the harbour hinged on her backing a waterfront hotel"
DENIED = "the harbour's storm money depended on support for the waterfront hotel"
AGAIN = "storm relief for the harbour was tied to her backing the waterfront hotel"


def _find(*sayings: tuple[str, str, str, Basis], near: tuple[str, ...] = (TOLD, DENIED, AGAIN)) -> tuple[Claim, ...]:
    """Find the claims of some sayings, each in an article of its own; those of ``near`` say the same."""
    articles, speakers = [], {}
    for number, (speaker, cue, words, basis) in enumerate(sayings):
        article = write_article(f"{speaker} {cue} {words}.", name=f"a{number}", published_at=f"2031-05-0{number + 1}")
        attribution = replace(attribute(article, words, speaker=speaker, cue=cue, form=Form.INDIRECT), basis=basis)
        speakers[attribution.id] = f"ent-{speaker}"
        articles.append(with_attributions(article, attribution))

    def measure(pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [0.9 if all(any(words in each for words in near) for each in pair) else 0.0 for pair in pairs]

    return find_claims(articles, speakers=speakers, origins_of=count_reports, nearness=measure)


def test_a_denial_meets_what_is_told_in_other_words() -> None:
    """Who is denied and who says the same again stand against him who denies it, behind the fold."""
    claims = _find(
        ("Moore", "said", TOLD, Basis.ASSERTS),
        ("Dahl", "denied that", DENIED, Basis.DENIES),
        ("Lund", "said", AGAIN, Basis.ASSERTS),
    )
    assert [(claim.status, claim.doubtful) for claim in claims] == [("asserted by two parties, denied by one", True)]


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("rejected", "a request for money for the harbour's hotel"),
        ("denied", "the harbour's request for the hotel money"),
    ],
)
def test_a_refusal_is_no_denial(cue: str, words: str) -> None:
    """A request that is refused tells of nothing that is not so."""
    said = ("Moore", "said", TOLD, Basis.ASSERTS)
    assert _find(said, ("Dahl", cue, words, Basis.DENIES), near=(TOLD, words)) == ()


def test_what_is_far_does_not_meet() -> None:
    """Clauses that share words and do not say the same stay apart."""
    said = ("Moore", "said", TOLD, Basis.ASSERTS)
    assert _find(said, ("Dahl", "denied that", DENIED, Basis.DENIES), near=()) == ()


def test_who_speaks_contrary_to_a_claim_does_not_share_it() -> None:
    """His words are near to it, and yet he does not say so."""
    against = f"contrary to her claim, {TOLD}"
    said, denied = ("Lund", "said", against, Basis.ASSERTS), ("Dahl", "denied that", DENIED, Basis.DENIES)
    assert _find(said, denied, near=(against, TOLD, DENIED)) == ()


def test_nobody_denies_himself() -> None:
    """What one party says in two ways is no dispute."""
    said = ("Moore", "said", TOLD, Basis.ASSERTS)
    assert _find(said, ("Moore", "denied that", DENIED, Basis.DENIES)) == ()
