"""`load_frequencies`, `weigh_stem`."""

from __future__ import annotations

from sayso.relate.frequencies import SMALL_WEIGHT, load_frequencies, weigh_stem


def test_frequencies_are_parts_of_all_articles() -> None:
    """Each lies between one in a hundred and all."""
    assert [stem for stem, part in load_frequencies().items() if not 0.01 <= part <= 1] == []


def test_rare_words_weigh_more() -> None:
    """A function word weighs least, a common word more, a rare one most."""
    assert [weigh_stem("the"), weigh_stem("zither")] == [SMALL_WEIGHT, 1.0]
    assert SMALL_WEIGHT < weigh_stem("government") < weigh_stem("crane") <= 1.0
