"""Blame: who is said to have done a thing, in whatever words, and what meets it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.annotation import AnnotatedArticle, Basis, Form
from sayso.model.relation import Claim
from sayso.relate.claims import find_claims
from tests.relate.written import attribute, count_reports, with_attributions, write_article

Saying = tuple[str, str, str, Basis]  # whose words, the cue, the words, what the cue says


def _claims(*sayings: Saying) -> tuple[Claim, ...]:
    articles: list[AnnotatedArticle] = []
    speakers = {}
    for number, (speaker, cue, words, basis) in enumerate(sayings):
        article = write_article(f"{speaker} {cue} {words}.", name=f"a{number}", published_at=f"2031-05-0{number + 1}")
        attribution = replace(
            attribute(article, words, speaker=speaker, cue=cue, form=Form.INDIRECT),
            basis=basis,
        )
        speakers[attribution.id] = f"ent-{speaker.lower().replace(' ', '-')}"
        articles.append(with_attributions(article, attribution))
    return find_claims(articles, speakers=speakers, origins_of=count_reports)


@pytest.mark.parametrize(
    ("sayings", "expected"),
    [
        (
            (
                ("Vostania", "accused", "Gondal of attacking two tankers off its coast", Basis.ASSERTS),
                ("Ann Moore", "said", "Gondal was behind the attacks on the tankers", Basis.ASSERTS),
                ("Gondal", "denied", "any involvement", Basis.DENIES),
            ),
            "asserted by two parties, denied by one",
        ),
        (
            (
                ("Ann Moore", "blamed", "the attack on the harbour on Gondal", Basis.ASSERTS),
                ("Ole Dahl", "said", "Gondal was responsible for the blast in the harbour", Basis.ASSERTS),
            ),
            "asserted by two parties",
        ),
        (
            (
                ("Mira Sund", "accused", "Rowan Hale of groping her at a party", Basis.ASSERTS),
                ("Rowan Hale", "denied", "the allegations", Basis.DENIES),
            ),
            "asserted by one party, denied by one",
        ),
        (
            (
                ("Mira Sund", "accused", "Hale of sexually assaulting her", Basis.ASSERTS),
                ("Rowan Hale", "said", "it never happened", Basis.ASSERTS),
            ),
            "asserted by one party, denied by one",
        ),
        (
            (
                ("Mira Sund", "accused", "Hale of sexually assaulting her", Basis.ASSERTS),
                ("Kate Orr", "dismissed", "Sund’s allegations", Basis.DENIES),  # who speaks for him
            ),
            "asserted by one party, denied by one",
        ),
        (
            (
                ("Ann Moore", "said", "Gondal was behind the attack", Basis.ASSERTS),
                ("Ole Dahl", "said", "Gondal played no part in the attack", Basis.ASSERTS),
            ),
            "asserted by one party, denied by one",
        ),
        (
            (
                ("The Tide", "reported", "Hale directed his lawyer to lie to the court", Basis.ASSERTS),
                ("Ann Moore", "said", "Hale had instructed the lawyer to lie to the court", Basis.ASSERTS),
            ),
            "asserted by two parties",
        ),
    ],
)
def test_the_blamed_and_the_blaming_meet(sayings: tuple[Saying, ...], expected: str) -> None:
    """Accused of it, behind it, involved in it: one proposition, and who answers for himself denies it."""
    (claim,) = _claims(*sayings)
    assert claim.status == expected


@pytest.mark.parametrize(
    "sayings",
    [
        (  # of another
            ("Vostania", "accused", "North Gondal of shelling the port", Basis.ASSERTS),
            ("South Gondal", "denied", "any involvement", Basis.DENIES),
        ),
        (  # of another deed
            ("Ann Moore", "accused", "Hale of attacking the convoy", Basis.ASSERTS),
            ("Ole Dahl", "accused", "Hale of destroying evidence of the attack", Basis.ASSERTS),
        ),
        (  # an ally's name blames nobody
            ("Ann Moore", "said", "the Gondal-backed rebels were behind the attack", Basis.ASSERTS),
            ("Ole Dahl", "said", "Gondal was behind the attack", Basis.ASSERTS),
        ),
        (  # asked, not said
            ("Ann Moore", "said", "the inquiry would look into the involvement of Hale in the fraud", Basis.ASSERTS),
            ("Ole Dahl", "said", "Hale was involved in the fraud", Basis.ASSERTS),
        ),
        (  # not said
            ("Ann Moore", "stopped short of blaming", "Gondal for the attack", Basis.ASSERTS),
            ("Ole Dahl", "blamed", "Gondal for the attack", Basis.ASSERTS),
        ),
        (  # a reproach tells of no deed
            ("Ann Moore", "blamed", "Hale for being careless with the keys", Basis.ASSERTS),
            ("Hale", "denied", "that any of the accusations were true", Basis.DENIES),
        ),
        (  # of two things, nobody can tell which
            ("Ann Moore", "accused", "Hale of bribing two officials", Basis.ASSERTS),
            ("Ole Dahl", "accused", "Hale of poisoning a well", Basis.ASSERTS),
            ("Rowan Hale", "denied", "the accusations", Basis.DENIES),
        ),
    ],
)
def test_what_does_not_meet(sayings: tuple[Saying, ...]) -> None:
    """Another who is blamed, another deed, or nothing stated."""
    assert _claims(*sayings) == ()
