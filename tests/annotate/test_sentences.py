"""Sentences and paragraphs."""

import pytest

from sayso.annotate.paragraphs import find_paragraphs
from sayso.annotate.sentences import find_sentences
from tests.annotate.made import make_article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Lt. Gen. Ana Ruiz spoke. She left.", ["Lt. Gen. Ana Ruiz spoke.", "She left."]),
        ("Mr. J. R. Poole paid $4.5m. He left.", ["Mr. J. R. Poole paid $4.5m.", "He left."]),
        ("It opens at 10 a.m. The fee is $5.", ["It opens at 10 a.m.", "The fee is $5."]),
        ("It opens at 10 a.m. Friday in Lorn.", ["It opens at 10 a.m. Friday in Lorn."]),
        ("He moved to the U.S. The firm stayed.", ["He moved to the U.S.", "The firm stayed."]),
        ("It began at 5 p.m. on Monday.", ["It began at 5 p.m. on Monday."]),
        ("“Stop!” she said. He did.", ["“Stop!” she said.", "He did."]),
        ("“It is over.” He left.", ["“It is over.”", "He left."]),
        ("So... we wait.", ["So... we wait."]),
        ("Forty children fell ill. Parents came.", ["Forty children fell ill.", "Parents came."]),
        ("She lives in Peoria, Ill. Parents came.", ["She lives in Peoria, Ill. Parents came."]),
        ("Flights (all of them.) resumed.", ["Flights (all of them.) resumed."]),
    ],
)
def test_a_full_stop_ends_a_sentence_but_not_an_abbreviation(text: str, expected: list[str]) -> None:
    """Titles, initials, decimals and times keep their sentence whole."""
    assert [s.cut(text) for s in find_sentences(make_article(text)).sentences] == expected


def test_a_row_of_dots_is_no_trouble() -> None:
    """A contents page may fill its lines with dots: however many, they end a sentence once, or none."""
    dots = "." * 20_000
    text = f"Floods{dots}12. Ferries…{dots} They sank."
    assert [len(s.cut(text)) for s in find_sentences(make_article(text)).sentences] == [20_009, 20_008, 10]


def test_wrapped_lines_are_one_paragraph() -> None:
    """A line break inside a sentence that goes on in small letters ends no paragraph."""
    text = "The ferry left the quay\nbefore dawn.\nNobody saw it."
    assert [p.cut(text) for p in find_paragraphs(text)] == ["The ferry left the quay\nbefore dawn.", "Nobody saw it."]
