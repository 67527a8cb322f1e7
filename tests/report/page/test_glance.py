"""Whom the first lines of a report count and name as named speakers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.annotation import EntityKind
from sayso.report.page.glance import Glance, glance_at
from sayso.report.page.pile import Pile
from sayso.report.page.said import speakers_of
from tests.report.invented import dossier


def glance_with(name: str, kind: EntityKind) -> Glance:
    """Sum up the invented dossier, whose most cited speaker is called otherwise."""
    drawn = dossier()
    first = next(iter(Pile.of(drawn).ordered_voices())).entity
    called = replace(first, name=name, kind=kind)
    entities = tuple(called if entity is first else entity for entity in drawn.relations.entities)
    pile = Pile.of(replace(drawn, relations=replace(drawn.relations, entities=entities)))
    return glance_at(pile, [], speakers_of(pile), [], [], [])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("source", EntityKind.UNNAMED),
        ("senior Velmish official", EntityKind.UNNAMED),
        ("report", EntityKind.ORGANISATION),
        ("Polls", EntityKind.ORGANISATION),
        ("witnesses", EntityKind.OTHER),
    ],
)
def test_a_common_noun_is_no_named_speaker(name: str, kind: EntityKind) -> None:
    """Who is told by a common noun alone is no named speaker, but counted among all of them."""
    named, called = glance_with("Anna Rohde", EntityKind.PERSON), glance_with(name, kind)
    numbers = [next(words for words, _ in glance.counts if "named speaker" in words) for glance in (named, called)]
    n_before, n_after = (int(words.split()[0]) for words in numbers)
    assert (n_before - n_after, called.n_voices) == (1, named.n_voices)
    assert name not in {voice.entity.name for voice, _ in called.voices}
