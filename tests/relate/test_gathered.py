"""`gather`: who is added to a claim, and what a denial answers, by a nearness that each test states."""

from __future__ import annotations

import pytest

from sayso.model.annotation import Basis
from sayso.model.judgement import JudgedKind, Judgement, Verdict
from sayso.model.relation import Claim
from sayso.relate.claims import find_claims
from tests.relate.written import count_reports, write_sayings

CLOSED = "the dam was closed before the flood"
NEVER = "the dam was closed"
SHUT = "engineers shut every gate of the dam days before the flood"
LEAK = "no water was let through the gates of the dam"
HELD = "before the flood the dam held back all of its water"
RAIN = "rain will spare the valley on Sunday"

Saying = tuple[str, str, Basis]
MOORE = ("Ann Moore", CLOSED, Basis.ASSERTS)
DAHL = ("Ole Dahl", NEVER, Basis.DENIES)
LUND = ("Eva Lund", SHUT, Basis.ASSERTS)
BERG = ("Bo Berg", LEAK, Basis.ASSERTS)


def _find(
    *sayings: Saying, near: float, judgements: tuple[Judgement, ...] = (), turned: bool = False
) -> tuple[Claim, ...]:
    articles, speakers = write_sayings(*sayings)
    return find_claims(
        articles[::-1] if turned else articles,
        speakers=speakers,
        origins_of=count_reports,
        judgements=judgements,
        nearness=lambda pairs: [0.0 if RAIN in one + other else near for one, other in pairs],
    )


def test_who_says_it_in_other_words_is_gathered() -> None:
    """A claim behind the fold gathers who is near to it, and not who speaks of the weather; its words are its own."""
    (claim,) = _find(LUND, BERG, ("Ann Moore", HELD, Basis.ASSERTS), ("Per Vik", RAIN, Basis.ASSERTS), near=0.95)
    assert (claim.status, claim.doubtful) == ("asserted by two parties, denied by one", True)
    assert claim.claim == SHUT


def test_nobody_is_gathered_from_far() -> None:
    """What is not near is left out, even where words are shared."""
    (claim,) = _find(MOORE, DAHL, ("Eva Lund", HELD, Basis.ASSERTS), near=0.2)
    assert claim.status == "asserted by one party, denied by one"


def test_a_claim_seen_first_gathers_only_the_likeliest() -> None:
    """What would be gathered behind the fold is not sure enough for a claim that is seen first."""
    (claim,) = _find(MOORE, DAHL, ("Eva Lund", HELD, Basis.ASSERTS), near=0.95)
    assert (claim.status, claim.doubtful) == ("asserted by one party, denied by one", False)


def test_a_claim_seen_first_gathers_nobody_who_tells_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who says in the very words that another will do it speaks of another matter, however likely the line takes it."""
    monkeypatch.setattr("sayso.relate.gathered._MEMBER_FIRST", 0.0)
    words = "will resign from the water council in May"
    lund, vik = (("Eva Lund", f"Rolf Berg {words}", Basis.ASSERTS), ("Per Vik", f"Tor Vik {words}", Basis.ASSERTS))
    (claim,) = _find(lund, ("Ole Dahl", lund[1], Basis.DENIES), vik, near=0.99)
    assert (claim.status, claim.doubtful) == ("asserted by one party, denied by one", False)


def test_who_denies_is_not_gathered_to_those_who_assert() -> None:
    """A party that stands on one side of a claim is not put on the other by what else it says."""
    (claim,) = _find(LUND, BERG, ("Bo Berg", HELD, Basis.ASSERTS), near=0.95)
    assert claim.status == "asserted by one party, denied by one"


def test_a_denial_that_met_nothing_answers_what_is_nearest() -> None:
    """What it most likely answers stands against it, behind the fold."""
    claims = _find(LUND, BERG, near=0.9)
    assert [(claim.status, claim.doubtful) for claim in claims] == [("asserted by one party, denied by one", True)]
    assert _find(LUND, BERG, near=-0.5) == ()


def test_what_a_person_keeps_apart_is_not_gathered() -> None:
    """A decision stands above every nearness."""
    sayings = (LUND, BERG, ("Ann Moore", HELD, Basis.ASSERTS))
    lund, berg, moore = (article.attributions[0].id for article in write_sayings(*sayings)[0])
    apart = tuple(
        Judgement(
            kind=JudgedKind.CLAIM, a=min(a, moore), b=max(a, moore), verdict=Verdict.DIFFERENT, decided_at="2031-06-01"
        )
        for a in (lund, berg)
    )
    (claim,) = _find(*sayings, near=0.95, judgements=apart)
    assert moore not in claim.asserted


@pytest.mark.parametrize("near", [0.3, 0.6, 0.95])
def test_the_order_of_articles_tells_nothing(near: float) -> None:
    """The same claims are found whichever article comes first."""
    sayings = (MOORE, DAHL, LUND, BERG)
    assert _find(*sayings, near=near) == _find(*sayings, near=near, turned=True)
