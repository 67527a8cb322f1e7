"""`plead_innocence`: words of innocence answer what their party is accused of."""

from __future__ import annotations

import pytest

from sayso.model.annotation import Form
from sayso.relate.innocence import plead_innocence
from sayso.relate.statements import read_statements
from tests.relate.written import attribute, write_article


def _plead(before: str, words: str) -> bool:
    text = f"{before} Hale said {words}."
    article = write_article(text)
    attribution = attribute(article, words, speaker="Hale", form=Form.INDIRECT)
    statement = read_statements(text, attribution.content, ("hale",), pronouns=("he", "i"))[0]
    found = plead_innocence(text, attribution, statement, frozenset(("hale",)))
    assert found is None or (not found.heads and "hale" in found.about)
    return found is not None


@pytest.mark.parametrize(
    ("words", "pleads"),
    [
        ("he had done nothing wrong", True),
        ("he did not do anything illegal", True),
        ("he broke no laws", True),
        ("he complied with all applicable laws", True),
        ("he has always followed the rules", True),
        ("he acted within the law", True),
        ("he is innocent", True),
        ("he did not comply with the law", False),
        ("he will comply with the law", False),
        ("he would follow all rules from now on", False),
        ("innocent people had died", False),
        ("he did nothing on Friday", False),
    ],
)
def test_words_of_innocence(words: str, pleads: bool) -> None:
    """Having kept to the law answers an accusation; a promise to keep to it and a breach of it do not."""
    assert _plead("The harbour accused Hale of fraud.", words) is pleads


@pytest.mark.parametrize(
    ("before", "pleads"),
    [
        ("Police charged Hale with theft.", True),
        ("Police charged Moss with theft.", False),
        ("Hale opened the fair.", False),
    ],
)
def test_innocence_answers_an_accusation(before: str, pleads: bool) -> None:
    """Where nobody accuses the party, its words deny nothing."""
    assert _plead(before, "he did nothing wrong") is pleads
