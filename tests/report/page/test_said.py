"""Sayings are grouped under their speakers, and none is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from sayso.model.dossier import Dossier
from sayso.model.span import Span
from sayso.report.page.pile import Pile
from sayso.report.page.said import Saying, Speaker, gather, saying_of, speakers_of
from tests.report.drawn import dossiers
from tests.report.invented import CUT, FULLEST, dossier

SHOWN = speakers_of(Pile.of(dossier()))


def anchors(speaker: Speaker) -> list[str]:
    """Give the anchors of all that stands under a speaker."""
    family = [saying for found in speaker.families for saying in (found.fullest, *found.others)]
    return [again for saying in (*family, *speaker.shown, *speaker.rest) for again in anchors_of(saying)]


def anchors_of(saying: Saying) -> list[str]:
    """Give the anchor of a saying and of its repetitions."""
    return [saying.id, *(again.id for again in saying.also)]


def test_unknown_speakers_come_last() -> None:
    """What has no known speaker stands under nobody, at the end."""
    assert [speaker.voice and speaker.voice.entity.name for speaker in SHOWN] == ["Lena Brask", None]


def test_names_and_roles_are_cited() -> None:
    """A speaker's other names and roles are words of the articles."""
    first = SHOWN[0]
    assert ([form.words for form in first.forms], [role.words for role in first.roles]) == (
        ["Lena Brasc"],
        ["its keeper"],
    )


def test_fullest_stands_first() -> None:
    """In a family the fullest wording stands first, the others say what they change."""
    family = SHOWN[0].families[0]
    assert (family.fullest.n, [(other.n, other.change) for other in family.others]) == (1, [(2, "reworded")])


def test_told_and_wordings() -> None:
    """How often an utterance is told and in how many wordings are two numbers: signs and capitals make no wording."""
    relations = dossier().relations
    again = replace(CUT, id="att-again", content=(Span(CUT.content[0].start, CUT.content[0].end - 1),))
    first, second = dossier().articles
    family = relations.quote_families[0]
    members = (*family.members, replace(family.members[1], attribution=again.id))
    made = replace(
        dossier(),
        articles=(first, replace(second, attributions=(*second.attributions, again))),
        relations=replace(relations, quote_families=(replace(family, members=members),)),
    )
    (shown,) = speakers_of(Pile.of(made))[0].families
    assert (shown.n_told, shown.n_wordings, shown.n_articles) == (3, 2, 2)


def test_gather() -> None:
    """The same words in two places are shown once, with both places; other words stay apart."""
    pile = Pile.of(dossier())
    taken: set[str] = set()
    sayings = [saying_of(pile, attribution, taken) for attribution in (FULLEST, CUT, FULLEST)]
    assert [anchors_of(saying) for saying in gather(sayings)] == [["q1:135-203", "q1:135-203+"], ["q2:59-127"]]


@given(dossiers())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_no_attribution_is_lost(drawn: Dossier) -> None:
    """Every attribution has an anchor in this section, and no anchor is given twice."""
    found = [anchor for speaker in speakers_of(Pile.of(drawn)) for anchor in anchors(speaker)]
    assert (len(found) >= len(list(drawn.attributions())), len(found)) == (True, len(set(found)))
