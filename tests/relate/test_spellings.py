"""`find_spellings`: one name in several spellings."""

from __future__ import annotations

import pytest

from sayso.relate.entities import find_entities
from sayso.relate.spellings import find_spellings
from tests.relate.written import mention, with_mentions, write_article


def _found(*people: tuple[str, ...]) -> int:
    """Count what is found in articles that each name these people."""
    articles = []
    for number, named in enumerate(people):
        article = write_article(" and ".join(named) + " left the quay.", name=str(number))
        articles.append(with_mentions(article, *(mention(article, name) for name in named)))
    entities, _ = find_entities(articles)
    return len(list(find_spellings(articles, entities)))


@pytest.mark.parametrize(
    ("first", "second", "n"),
    [
        ("Federica Holt", "Frederica Holt", 1),
        ("Jeronimo Holt", "Jeromino Holt", 1),
        ("Martin Carter", "Martin Carver", 1),
        ("Martin Berg", "Martina Berg", 0),
        ("Martin Lamb", "Martin Lambs", 0),
        ("Martin Holt", "Helen Holt", 0),
    ],
)
def test_a_slip(first: str, second: str, n: int) -> None:
    """Few letters in one of two names make one person, where both articles speak of another as well."""
    assert _found((first, "Ann Moore"), (second, "Ann Moore")) == n


def test_two_people_are_no_slip() -> None:
    """Articles that share nobody, and one that names both, speak of two people."""
    assert _found(("Martin Carter",), ("Martin Carver",)) == 0
    assert _found(("Martin Carter", "Martin Carver", "Ann Moore"), ("Martin Carter", "Ann Moore")) == 0
