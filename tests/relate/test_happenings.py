"""`match_phrase`: words that tell of one happening."""

from __future__ import annotations

import pytest

from sayso.relate.happenings import match_phrase
from sayso.text.words import find_words, stem_words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("withdrawing its boats", ("+withdraw", False, (0,))),
        ("pulled some of its boats back", ("+withdraw", False, (0, 5))),
        ("pulled the door open", None),
        ("acquitted of all charges", ("+convict", True, (0,))),
        ("soldiers", ("=troops", False, (0,))),
        ("sang", None),
    ],
)
def test_a_phrase_is_matched_by_its_stems(words: str, expected: tuple[str, bool, tuple[int, ...]] | None) -> None:
    """Verbs, nouns and particles that stand apart give the happening; the reverse of it says so."""
    found = match_phrase([stem for stem, _ in stem_words(find_words(words).forms)], 0)
    assert (found and (found[0].happening, found[0].reverse, found[1])) == expected
