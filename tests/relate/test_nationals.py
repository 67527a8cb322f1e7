"""`tie_nationals`, `without_country`: bodies named with their country and without."""

from __future__ import annotations

import pytest

from sayso.model.annotation import EntityKind
from sayso.relate.names import key_of_person
from sayso.relate.nationals import tie_nationals, without_country


@pytest.mark.parametrize(
    ("names", "n"),
    [
        (("Iranian Revolutionary Guard", "Revolutionary Guard"), 1),
        (("Iranian Revolutionary Guard", "Cuban Revolutionary Guard", "Revolutionary Guard"), 0),
        (("Georgia House", "House"), 0),
        (("Iranian government", "government"), 0),
        (("Harbour Revolutionary Guard", "Revolutionary Guard"), 0),
    ],
)
def test_a_body_with_and_without_its_country(names: tuple[str, ...], n: int) -> None:
    """A name that says enough is tied to the one fuller name with a country before it."""
    found = [(name, EntityKind.ORGANISATION, f"body|{name}") for name in names]
    assert len(list(tie_nationals(found))) == n


@pytest.mark.parametrize(
    ("name", "given"),
    [("Chinese Holtek", ()), ("Jordan Holt", ("jordan",)), ("Asian American", ("asian",)), ("Ann Moore", ("ann",))],
)
def test_a_country_is_no_given_name(name: str, given: tuple[str, ...]) -> None:
    """The word for what is of a country is left out; a name that is a country's own is not."""
    assert without_country(key_of_person(name)).given == given
