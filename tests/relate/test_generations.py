"""`find_needless`, and a father and a son of one name in `find_entities`."""

from __future__ import annotations

import pytest

from sayso.relate.entities import find_entities
from sayso.relate.generations import NamedPerson, find_needless
from tests.relate.written import mention, with_mentions, write_article

SON = NamedPerson("a", "Roger J. Harmon Jr", ("Roger J. Harmon Jr", "Harmon"))


@pytest.mark.parametrize(
    ("others", "needless"),
    [
        ((), True),
        ((NamedPerson("b", "Roger Harmon", ("Roger Harmon",)),), True),
        ((NamedPerson("a", "Roger Harmon", ("Roger Harmon",)),), False),
        ((NamedPerson("a", "Peter Harmon", ("Peter Harmon",)),), True),
        ((NamedPerson("b", "Roger Harmon Jr", ("Roger Harmon Jr", "Harmon Jr")),), False),
    ],
)
def test_jr_tells_two_apart_only_where_there_may_be_two(others: tuple[NamedPerson, ...], needless: bool) -> None:
    """It is needless for a man called plain "Harmon", unless an article keeps it or names both."""
    assert (SON.name in find_needless((SON, *others))) == needless


def test_a_jr_who_is_never_called_by_his_surname_stays_one() -> None:
    """Nothing tells then that the "Jr." may be left out."""
    assert find_needless([NamedPerson("a", "Roger Harmon Jr", ("Roger Harmon Jr",))]) == frozenset()


@pytest.mark.parametrize(("called", "n_entities"), [("Harmon", 1), ("Harmon Jr.", 2)])
def test_a_son_joins_his_own_name_and_not_his_father(called: str, n_entities: int) -> None:
    """Another article's Roger Harmon is the one whom his article calls Harmon, not the one it calls Harmon Jr."""
    full, son = "Roger Harmon Jr.", write_article(f"{called} left after Roger Harmon Jr. came.", name="a")
    son = with_mentions(son, mention(son, called, chain=full), mention(son, full))
    other = write_article("Roger Harmon spoke.", name="b")
    found = find_entities([son, with_mentions(other, mention(other, "Roger Harmon"))])
    assert len(found.entities) == n_entities
