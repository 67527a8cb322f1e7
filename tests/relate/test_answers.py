"""`read_answer` and `find_claims`: what is denied without being told, and what it speaks of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.annotation import AnnotatedArticle, Basis, EntityKind, Form
from sayso.model.relation import Claim
from sayso.model.span import Span
from sayso.relate.answers import Answer, read_answer
from sayso.relate.claims import find_claims
from sayso.relate.statements import read_statements
from tests.relate.written import attribute, count_reports, with_attributions, write_article


@pytest.mark.parametrize(
    ("words", "basis", "expected"),
    [
        ("the report", Basis.DENIES, Answer(of_report=True)),
        ("the Harbour Gazette story", Basis.DENIES, Answer(("harbour", "gazett"), of_report=True)),
        ("a report by the Ledger", Basis.DENIES, Answer(("ledger",), of_report=True)),
        ("Moss’s allegations", Basis.DENIES, Answer(("moss",))),
        ("all the allegations against him", Basis.DENIES, Answer()),
        ("the allegations of wrongdoing", Basis.DENIES, Answer()),
        ("her accusations are false", Basis.DENIES, Answer(of_person=True)),
        ("The article is not accurate", Basis.DENIES, Answer(of_report=True)),
        ("I deny these allegations, many of them old", Basis.ASSERTS, Answer()),
        ("it did not agree with the Ledger report", Basis.ASSERTS, Answer(("ledger",), of_report=True)),
        ("contrary to Moss’s wild claim, the plant held", Basis.ASSERTS, Answer(("moss",))),
        ("the allegation of fraud", Basis.DENIES, None),
        ("the report that the plant leaked", Basis.DENIES, None),
        ("having any information about Moss’s claims", Basis.DENIES, None),
        ("the request", Basis.DENIES, None),
        ("the report", Basis.ASSERTS, None),
    ],
)
def test_whose_words_are_denied(words: str, basis: Basis, expected: Answer | None) -> None:
    """A noun of telling with its owner is an answer; what says what was told, or denies a thing, is none."""
    article = write_article(f"Rowan Hale said {words}.")
    attribution = replace(attribute(article, words, speaker="Rowan Hale", form=Form.INDIRECT), basis=basis)
    statement = read_statements(article.article.text, attribution.content)[0]
    assert read_answer(article.article.text, attribution, statement, first=True) == expected


def _claims(*sayings: tuple[str, str, str, Basis]) -> tuple[Claim, ...]:
    """Find the claims of one article; each saying is its speaker, its cue, its words and what the cue does."""
    text = " ".join(f"{speaker} {cue} {words}." for speaker, cue, words, _ in sayings)
    article, speakers, found = write_article(text, published_at="2031-05-01"), {}, []
    for speaker, cue, words, basis in sayings:
        kind = EntityKind.ORGANISATION if speaker.startswith("The ") else EntityKind.PERSON
        one = attribute(article, words, speaker=speaker, form=Form.INDIRECT, kind=kind)
        at = text.index(f"{cue} {words}")
        one = replace(one, basis=basis, cue=Span(at, at + len(cue)))
        speakers[one.id] = f"ent-{speaker.lower().replace(' ', '-')}"
        found.append(one)
    annotated: AnnotatedArticle = with_attributions(article, *found)
    return find_claims([annotated], speakers=speakers, origins_of=count_reports)


def test_a_report_is_answered_by_whom_it_names() -> None:
    """Who denies "the report" denies what the outlet reported of him, and nothing that another said."""
    claims = _claims(
        ("The Harbour Gazette", "reported", "that Moss tied flood aid to a land sale in Lund", Basis.ASSERTS),
        ("Jon Ekberg", "said", "that rain fell on four villages near the coast", Basis.ASSERTS),
        ("Ada Moss", "denied", "the report", Basis.DENIES),
    )
    assert [(claim.claim, claim.status) for claim in claims] == [
        ("Moss tied flood aid to a land sale in Lund", "asserted by one party, denied by one")
    ]


def test_allegations_are_of_the_one_who_denies_them() -> None:
    """Of two who are accused each denies what is said of him."""
    claims = _claims(
        ("Ida Berg", "alleged", "that Moss pocketed the harbour fund in March", Basis.ASSERTS),
        ("Lena Roth", "alleged", "that Hale burned the ferry ledgers at night", Basis.ASSERTS),
        ("Ada Moss", "denies", "the allegations", Basis.DENIES),
    )
    assert [claim.claim for claim in claims] == ["Moss pocketed the harbour fund in March"]


def test_nothing_that_fits_is_no_claim() -> None:
    """Where no one reported anything, whoever denies "the report" stands against nobody."""
    assert not _claims(
        ("Jon Ekberg", "said", "that rain fell on four villages near the coast", Basis.ASSERTS),
        ("Ada Moss", "denied", "the report", Basis.DENIES),
    )


def test_advisers_words_are_not_those_of_whom_they_advise() -> None:
    """Who rejects Moss's suggestion does not speak of what his advisers said; his office speaks for him."""
    told = "that the harbour fund paid for the ferry"
    rejected = ("Jon Ekberg", "rejected", "Moss’s claim", Basis.DENIES)
    assert not _claims(("Moss’s advisers", "said", told, Basis.ASSERTS), rejected)
    assert _claims(("Moss’s office", "said", told, Basis.ASSERTS), rejected)
