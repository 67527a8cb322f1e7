"""`StoryStream`."""

from __future__ import annotations

import pytest

from sayso.relate.sketches import sketch_article
from sayso.relate.story_stream import StoryStream
from tests.relate.written import write_article

DAM = "Engineers opened the sluices of the Varda dam above Pelsk after cracks spread, minister Olga Tarn said."
TOWN = "Some 3,000 people left Pelsk overnight as water from the Varda dam rose, minister Olga Tarn said."
MIXED = "Cracks in the Varda dam above Pelsk made engineers open the sluices; 3,000 people left, Olga Tarn said."
CHESS = "Grandmaster Ilse Brandt won the Lakeside chess open in Norham after a long rook ending against Pavel Zeman."


def _stream(*texts: str) -> list[list[int]]:
    stream = StoryStream()
    for index, text in enumerate(texts):
        stream.add(sketch_article(write_article(text, name=f"a{index}", published_at="2024-01-01").article))
    return stream.list_stories()


@pytest.mark.parametrize(
    ("texts", "stories"),
    [
        ((), []),
        ((DAM,), [[0]]),
        ((DAM, CHESS), [[0], [1]]),
        ((DAM, CHESS, MIXED), [[0, 2], [1]]),
        ((DAM, TOWN, CHESS, MIXED), [[0, 1, 3], [2]]),
    ],
)
def test_an_article_starts_joins_or_bridges_stories(texts: tuple[str, ...], stories: list[list[int]]) -> None:
    """Each article comes to the story of its event, and one that ties two into one brings them together."""
    assert _stream(*texts) == stories


def test_a_story_larger_than_is_told_anew_still_grows() -> None:
    """Eighty articles on one event are one story, and another event stays out of it."""
    assert [len(story) for story in _stream(*[MIXED] * 79, CHESS, DAM)] == [80, 1]
