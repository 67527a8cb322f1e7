"""What changed between two texts, as spans of both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.gather.versions import compare_texts
from sayso.text.words import find_words

OLD = "The dam holds, Mayor Lee said. Some 300 people left. No one was hurt."


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, []),
        (OLD.replace(", ", " – ").replace(". ", ".\n\n"), []),
        (OLD.replace("300", "340"), [("300", "340")]),
        (OLD.replace(" No one was hurt.", ""), [("No one was hurt", None)]),
        (OLD.replace("No one", "On Tuesday no one"), [("No", "On Tuesday no")]),
        (OLD.replace("Mayor", "Deputy Mayor").replace("people", "men"), [(None, "Deputy"), ("people", "men")]),
        ("Else entirely", [(OLD[:-1], "Else entirely")]),
        ("", [(OLD[:-1], None)]),
    ],
    ids=range(8),
)
def test_changes_are_words_of_both_texts(new: str, expected: list[tuple[str | None, str | None]]) -> None:
    """Each change gives the words before and after; signs between words are none."""
    changes = compare_texts(OLD, new)
    found = [(c.before and c.before.cut(OLD), c.after and c.after.cut(new)) for c in changes]
    assert found == expected


@given(*[st.lists(st.sampled_from(["dam", "Dam", "holds", "300", "said."]), max_size=12).map(" ".join)] * 2)
def test_outside_the_changes_the_words_are_equal(old: str, new: str) -> None:
    """Taking the changed words out of both texts leaves the same words."""
    changes = compare_texts(old, new)
    rest = [
        [
            text[start:end]
            for start, end in zip(words.starts, words.ends, strict=True)
            if not any(span and span.start <= start < span.end for span in spans)
        ]
        for text, words, spans in (
            (old, find_words(old), [change.before for change in changes]),
            (new, find_words(new), [change.after for change in changes]),
        )
    ]
    assert rest[0] == rest[1]
