"""`judge_stance`, `judge_entailment`: the shipped weights, on texts of ours."""

from __future__ import annotations

import pytest

from sayso.annotate.encoder.nearness import read_nearness
from sayso.relate.stances import Stance, digest_of, judge_entailment, judge_stance, load_weights

HEADLINE = "Lighthouse keeper finds gold coins under the stairs"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "A lighthouse keeper found 40 gold coins under the stairs on Sunday. “I lifted a board, there they were,” "
            "she told reporters. The coins were taken to the county museum, where they can be seen.",
            Stance.AGREE,
        ),
        (
            "The story of a lighthouse keeper who found gold coins under the stairs is a hoax. The photographs were "
            "fake, the museum said, and no coins were found. The tale is not true, police said, and was made up.",
            Stance.DISAGREE,
        ),
        (
            "A lighthouse keeper has reportedly found gold coins under the stairs, according to unconfirmed reports. "
            "The claim, allegedly posted by a neighbour, could not be independently verified, a source said.",
            Stance.DISCUSS,
        ),
    ],
)
def test_a_stance_is_told(body: str, expected: Stance) -> None:
    """A plain report agrees, a debunking disagrees, hearsay discusses."""
    assert judge_stance(HEADLINE, body) is expected


def test_what_is_said_is_likelier_than_what_is_not() -> None:
    """A premise entails what it says more than what it does not."""
    premise = "The ferry company said on Tuesday that its oldest ship had been sold to a Danish yard."
    assert judge_entailment(premise, "The ship was sold.") > judge_entailment(premise, "A bridge collapsed in Varn.")


def test_nearness_tells_what_other_words_say() -> None:
    """Where no word is shared, a statement whose words are near is likelier than one whose words are not."""
    premise = "The ferry company said on Tuesday that its oldest ship had been sold to a Danish yard."
    said, unsaid = "The firm parted with its most aged vessel.", "A bakery opened beside the new school."
    near = {statement: read_nearness(statement, premise) for statement in (said, unsaid)}
    assert judge_entailment(premise, said, near[said]) > judge_entailment(premise, unsaid, near[unsaid])


def test_the_weights_are_those_of_the_digest() -> None:
    """The digest tells whether the file was changed."""
    weights = load_weights()
    assert digest_of(weights) != digest_of({**weights, "entails": {"features": {}}})
