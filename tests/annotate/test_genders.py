"""Genders: from titles, roles, first names and the pronoun that follows a name."""

import pytest

from sayso.annotate.genders import find_genders, gender_of_word
from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.mentions import find_mentions
from tests.annotate.made import make_article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs. Perrin spoke.", {"Perrin": "f"}),
        ("Peter Lang spoke.", {"Peter Lang": "m"}),
        ("Anna Rohde spoke.", {"Anna Rohde": "f"}),
        ("Kim Rohde spoke.", {}),
        ("Congresswoman Kim Rohde spoke.", {"Kim Rohde": "f"}),
        ("Mayor Kim Rohde said she would go.", {"Kim Rohde": "f"}),
        ("Mayor Kim Lang and his wife left.", {"Kim Lang": "m"}),
        ("Mr. Anna Rohde left. Mr. Anna Rohde spoke.", {"Anna Rohde": "m"}),
        ("Chairman Anna Rohde left.", {"Anna Rohde": "f"}),
        ("Kim Lang said he would go. Kim Lang said she was late.", {}),
        ("Anna Rohde, a spokesman for Mr. Lang, left.", {"Anna Rohde": "f", "Lang": "m"}),
    ],
)
def test_signs_of_gender(text: str, expected: dict[str, str]) -> None:
    """Names that both bear tell nothing, what stands beside them does."""
    mentions = find_mentions(make_article(text)).mentions
    assert dict(find_genders(text, mentions, load_lexicon())) == expected


def test_a_word_tells_a_gender_or_none() -> None:
    """Roles and titles, with or without a full stop."""
    lexicon = load_lexicon()
    assert [gender_of_word(w, lexicon) for w in ("Mrs.", "actress", "businessman", "mayor")] == ["f", "f", "m", None]
