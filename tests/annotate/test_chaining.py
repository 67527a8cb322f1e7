"""`chain_mentions`: which names of one article are one person."""

import pytest

from sayso.annotate.mentions import find_mentions
from tests.annotate.made import make_article


def chains(text: str) -> set[str]:
    """Give the chains of an article's mentions."""
    return {m.chain for m in find_mentions(make_article(text)).mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Peter Rohde Jr. came. Later Rohde left.", {"Peter Rohde Jr"}),
        ("Mr. Peter Rohde Jr. came. Later Rohde Jr. left with Rohde.", {"Peter Rohde Jr", "Rohde"}),
        ("Mr. Peter Rohde Jr. came. Later President Rohde left.", {"Peter Rohde Jr", "Rohde"}),
        ("Sen. Maria Elena Rohde came. Later Elena Rohde left.", {"Maria Elena Rohde"}),
        ("Sen. Maria Elena Rohde came. Later Bruno Rohde left.", {"Maria Elena Rohde", "Bruno Rohde"}),
        ("Mayor Alex de los Rohdes came. De los Rohdes wept; de los Rohdes left.", {"Alex de los Rohdes"}),
        ("President Pedro Lang Rohde came. Later Lang Rohde left.", {"Pedro Lang Rohde"}),
    ],
)
def test_a_person_is_called_by_the_end_of_his_name(text: str, expected: set[str]) -> None:
    """Without "Jr." where the article never keeps it, and by his last two names where he has three."""
    assert chains(text) == expected
