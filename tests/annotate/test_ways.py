"""The way the words of an attribution came, told beside it."""

from __future__ import annotations

import pytest

from sayso.annotate.annotator import annotate_article
from sayso.annotate.chain import HopFinder
from sayso.annotate.drafts import Draft
from sayso.annotate.ways import find_ways
from sayso.model.annotation import Basis, EntityKind, Form, Speaker
from sayso.model.span import Span
from tests.annotate.made import make_article


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Two officers who spoke to Reuters said that the dyke had held.", "Reuters"),
        ("Farmers interviewed by the Guardian said that the dyke had held.", "Guardian"),
        ("An aide who has read the Guardian said that the dyke had held.", None),
        ("A study in the journal Marsh Medicine found that the dyke had held.", "Marsh Medicine"),
        ("BBC security correspondent Frank Holt said that the dyke had held.", "BBC"),
        ("BBC spokesman Frank Holt said that the dyke had held.", None),
        ("Anna Lang said through her lawyer that the dyke had held.", "lawyer"),
        ("“The dyke held,” Anna Lang said through an interpreter.", "interpreter"),
        ("Anna Lang said that the dyke had held, as she knew through her lawyer.", None),
    ],
)
def test_ways(text: str, way: str | None) -> None:
    """Who asked, published or spoke for the source is the way its words came; what else is named beside it is none."""
    told = annotate_article(make_article(text).article).attributions
    assert next((hop.name for each in told for hop in each.via), None) == way


@pytest.mark.parametrize(
    ("text", "source", "way"),
    [
        ("An aide, quoted by Ostland’s Tass news agency, said it held.", "An aide, quoted by Ostland’s Tass", ["Tass"]),
        ("Reuters’ Anna Holt spoke with aides, who said it held.", "who", ["Reuters"]),
        ("Reuters spoke to two aides, who said it held.", "who", ["Reuters"]),
        ("The mayor spoke with two aides, who said it held.", "who", []),
        ("Reuters reported. The mayor spoke with two aides, who said it held.", "who", []),
    ],
)
def test_who_asked(text: str, source: str, way: list[str]) -> None:
    """Who quotes the source, or asked him, is the way, if it is an outlet."""
    by, cue, said = text.index(source), text.index("said"), text.index("it held")
    told = Span(by, by + len(source))
    begin = text.rfind(". ", 0, by) + 2 if ". " in text[:by] else 0
    draft = Draft(
        form=Form.INDIRECT,
        content=(Span(said, len(text) - 1),),
        source=told,
        cue=Span(cue, cue + 4),
        basis=Basis.ASSERTS,
        reach=Span(begin, len(text)),
    )
    speaker = Speaker(name="aides", kind=EntityKind.UNNAMED, span=told)
    found = find_ways(text, HopFinder(text), [draft], [speaker])
    assert [hop.name for hop in found[0]] == way
