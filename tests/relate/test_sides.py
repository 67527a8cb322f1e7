"""`read_lead`, `take_side`, `say_status`: the side that words take."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.annotation import Basis, Form
from sayso.model.relation import Origins, Party, Side
from sayso.model.span import Span
from sayso.relate.sides import Lead, read_lead, say_status, take_side, with_basis
from sayso.relate.statements import read_statements
from tests.relate.written import attribute, write_article


@pytest.mark.parametrize(
    ("before", "cue", "content", "basis", "expected"),
    [
        ("The mayor ", "said", " the dyke had burst", Basis.ASSERTS, Side.ASSERTED),
        ("The mayor ", "said", " the dyke had not burst", Basis.ASSERTS, Side.DENIED),
        ("The mayor ", "denied", " the dyke had burst", Basis.DENIES, Side.DENIED),
        ("The mayor ", "denied", " the dyke had not burst", Basis.DENIES, Side.ASSERTED),
        ("The mayor did not ", "deny", " the dyke had burst", Basis.DENIES, None),
        ("The mayor did not ", "say", " the dyke had burst", Basis.ASSERTS, None),
        ("The mayor ", "reacted to reports", " that the dyke had burst", Basis.ASSERTS, None),
        ("The mayor ", "commented on", " the burst dyke", Basis.ASSERTS, None),
        ("The mayor ", "commented", " that the dyke had burst", Basis.ASSERTS, Side.ASSERTED),
        ("The mayor ", "questioned", " whether the dyke had burst", Basis.DOUBTS, Side.DOUBTED),
        ("The mayor ", "asked", " whether the dyke had burst", Basis.ASKS, None),
        ("The mayor is not ", "seeing", " a burst dyke", Basis.ASSERTS, Side.NOT_OBSERVED),
        ("The mayor ", "saw", " no burst dyke", Basis.ASSERTS, Side.NOT_OBSERVED),
        ("The mayor ", "said", " we have only heard of a burst dyke", Basis.HEARD_OF, Side.NOT_OBSERVED),
        ("The mayor ", "said", " we saw the dyke burst", Basis.REPORTS_SEEING, Side.OBSERVED),
        ("The mayor ", "said", " the report that the dyke burst is false", Basis.DENIES, Side.DENIED),
        ("The mayor ", "said", " the arrest of Hale was unfounded", Basis.ASSERTS, None),
        ("The mayor ", "warned", " the dyke could burst", Basis.WARNS, Side.ASSERTED),
        ("The mayor ", "announced", " the closure of the dyke", Basis.ANNOUNCES, Side.ASSERTED),
        ("The pictures ", "show", " no sign of a burst dyke", Basis.REPORTS_NOT_SEEING, Side.NOT_OBSERVED),
        ("The inquiry ", "did not conclude", " that the dyke had burst", Basis.ASSERTS, Side.NOT_OBSERVED),
        ("The mayor ", "did not recall", " if the dyke had burst", Basis.ASSERTS, Side.NOT_OBSERVED),
        ("The mayor ", "did not confirm", " that the dyke had burst", Basis.ASSERTS, None),
        ("The judge ", "ruled", " that the dyke had burst", Basis.ASSERTS, Side.ASSERTED),
        ("The judge ", "ruled against", " a burst dyke", Basis.ASSERTS, None),
        ("The mayor ", "hinted", " that the dyke had burst", Basis.ASSERTS, Side.ASSERTED),
        ("The mayor ", "said", " nothing about the burst dyke", Basis.ASSERTS, None),
        ("The mayor ", "told", " Hale to burst the dyke", Basis.ASSERTS, None),
        ("The mayor ", "warned", " people not to burst the dyke", Basis.WARNS, None),
        ("The mayor ", "denied", " any burst, dismissing the reports as a hoax", Basis.DENIES, Side.DENIED),
    ],
)
def test_a_side_comes_from_cue_and_content(
    before: str, cue: str, content: str, basis: Basis, expected: Side | None
) -> None:
    """Cue, negation, seeing and truth words give the side; who did not say a thing takes none."""
    article = write_article(f"{before}{cue}{content}.")
    attribution = replace(attribute(article, content.strip(), cue=cue, form=Form.INDIRECT), basis=basis)
    statement = read_statements(article.article.text, attribution.content)[0]
    lead = read_lead(article.article.text, attribution)
    false_inside = "false" in content
    assert take_side(attribution, statement, lead, first=True, false_inside=false_inside) is expected


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("debunked", " the notion that the dyke had burst", Side.DENIED),
        ("pushed back on", " the suggestion that the dyke had burst", Side.DENIED),
        ("pushed back on", " the plan", None),
        ("sought to counter rebel allegations", " that the dyke had burst", Side.DENIED),
        ("fought back against claims", " the dyke had burst", Side.DENIED),
        ("countered", " that the dyke had burst", Side.ASSERTED),
        ("declined, saying", " that the dyke had burst", Side.ASSERTED),
        ("is sceptical", " that the dyke had burst", Side.DOUBTED),
        ("does not believe", " that the dyke had burst", Side.DOUBTED),
        ("does not say", " that the dyke had burst", None),
    ],
)
def test_a_cue_denies_by_what_it_is_about(cue: str, content: str, expected: Side | None) -> None:
    """Who turns against a notion denies it, and who is not convinced doubts."""
    article = write_article(f"The mayor {cue}{content}.")
    attribution = attribute(article, content.strip(), cue=cue, form=Form.INDIRECT)
    attribution = with_basis(article.article.text, replace(attribution, basis=Basis.ASSERTS))
    denying = attribution.basis is not Basis.ASSERTS
    statement = read_statements(article.article.text, attribution.content, denying=denying)[0]
    lead = read_lead(article.article.text, attribution)
    assert take_side(attribution, statement, lead, first=True, false_inside=False) is expected


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("was confirmed by", Side.ASSERTED),
        ("was not confirmed by", None),
        ("could not be independently confirmed by", Side.NOT_OBSERVED),
        ("cannot be confirmed by", Side.NOT_OBSERVED),
        ("could not have been announced by", None),
    ],
)
def test_what_stands_before_a_cue_that_says_not_is_not_asserted(cue: str, expected: Side | None) -> None:
    """A passive cue behind the words takes them back as an active one before them does."""
    article = write_article(f"That the dyke had burst {cue} the mayor.")
    attribution = attribute(article, "That the dyke had burst", cue=cue, form=Form.INDIRECT)
    statement = read_statements(article.article.text, attribution.content)[0]
    lead = read_lead(article.article.text, attribution)
    assert take_side(attribution, statement, lead, first=True, false_inside=False) is expected


def test_a_quotation_is_said_whatever_its_cue_says_of_the_speaker() -> None:
    """Behind words in quotation marks a "not" tells how they were said."""
    article = write_article("“The dyke burst,” he could not help saying.")
    attribution = attribute(article, "The dyke burst,", cue="could not help saying", form=Form.DIRECT)
    assert read_lead(article.article.text, attribution) is Lead.TELLING


def _party(side: Side, *speakers: str) -> Party:
    return Party(
        side=side, speakers=speakers, attributions=("att",), origins=Origins(reports=1, lower=1, upper=1, groups=())
    )


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ([_party(Side.ASSERTED, "a"), _party(Side.DENIED, "b")], "asserted by one party, denied by one"),
        (
            [_party(Side.ASSERTED, "a"), _party(Side.ASSERTED, "b"), _party(Side.NOT_OBSERVED)],
            "asserted by two parties, not observed by a speaker unknown",
        ),
        (
            [_party(Side.ASSERTED, "a"), _party(Side.DENIED, "a"), _party(Side.DENIED, "b")],
            "asserted by one party, denied by two; one on more than one side",
        ),
    ],
)
def test_the_status_counts_and_does_not_judge(parties: list[Party], expected: str) -> None:
    """A status is a closed phrase of counts."""
    assert say_status(parties) == expected


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("The mayor -did not say- that the dyke had burst", Basis.ASSERTS),
        ("If the mayor -believed- the dyke had burst", Basis.ASSERTS),
        ("The mayor -condemned a memo that alleges- leaks at the dyke", Basis.ASSERTS),
        ("The mayor -pushed back on Sunday at claims that- the dyke had burst", Basis.ASSERTS),
        ("The mayor -challenged- the nomination", Basis.DOUBTS),
        ("The mayor -questioned- why the dyke had burst", Basis.DOUBTS),
        ("The mayor has -faced questions on- how the dyke burst", Basis.DOUBTS),
        ("The mayor -refused- to close the dyke", Basis.DENIES),
        ("The mayor -declined to say- the dyke had been closed", Basis.DENIES),
        ("The mayor -declined on Monday- to endorse the finding that the dyke had burst", Basis.DENIES),
        ("The mayor -refused- the claim for the burst dyke", Basis.DENIES),
        ("The mayor -tackled allegations that- the dyke had burst", Basis.ASSERTS),
        ("The mayor -seized on reports- that the dyke had burst", Basis.ASSERTS),
        ("The mayor -suggested- closing the dyke", Basis.ASSERTS),
        ("The mayor -showed- no sign of closing the dyke", Basis.REPORTS_NOT_SEEING),
        ("The mayor -recalled- dyke closures in the spring", Basis.ASSERTS),
        ("The mayor -said- we do not want to see the dyke closed", Basis.REPORTS_NOT_SEEING),
        ("The mayor will -testify on- a dyke burst", Basis.ASSERTS),
        ("The mayor is -likely to see- opening the dyke as a very effective step", Basis.ASSERTS),
    ],
)
def test_a_cue_that_takes_no_side(text: str, basis: Basis) -> None:
    """What was not said, or only supposed, named or refused, is on no side."""
    before, cue, after = text.split("-")
    text = before + cue + after
    article = write_article(text)
    content = after.strip().removeprefix("that ")
    attribution = replace(
        attribute(article, content, speaker="mayor", form=Form.INDIRECT),
        basis=basis,
        cue=Span(len(before), len(before) + len(cue)),
        source=Span(text.index("mayor"), text.index("mayor") + 5),
    )
    statement = read_statements(text, attribution.content)[0]
    assert take_side(attribution, statement, read_lead(text, attribution), first=True, false_inside=False) is None
