"""A story: who claims what, which figures differ, who said what, who copies whom, when, and what to look at twice.

Invariant: the sections are those of the report, made from a part of the case; each shows its widest relations first and
leads to a page of all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request, Response

from sayso.report.page.claimed import propositions_of
from sayso.report.page.copied import N_PICTURED, picture_of, threads_of
from sayso.report.page.figures import quantities_of
from sayso.report.page.flagged import kinds_of
from sayso.report.page.pile import Pile
from sayso.report.page.said import N_FAMILIES, N_SPEAKERS, N_WORDINGS, Speaker, saying_of, speakers_of
from sayso.report.page.when import N_SHOWN, begin_of, days_of, is_before, strip_of
from sayso.store.lookups import ListedSpeaker, ListedStory, Lookup
from sayso.store.parts import Wanted
from sayso.web.desk import Desk, NotThereError
from sayso.web.links import AcrossPages, to_story
from sayso.web.paging import turn_to
from sayso.web.render import render

N_HUES_RANKED = 40
MOST_SPEAKERS = 100_000
N_ARTICLES = 30
N_SAYINGS = 4  # of a speaker that have no second wording
TOP: Mapping[str, int] = {"claimed": 8, "said": 6, "figures": 10, "copied": 16, "when": 24, "flags": 24}
PAGED: Mapping[str, int] = {
    "claimed": 20,
    "said": 12,
    "figures": 20,
    "copied": 32,
    "when": 40,
    "flags": 60,
    "unknown": 60,
}
_KINDS = {"claimed": "claims", "figures": "quantities", "when": "timeline_entries", "flags": "flags"}

router = APIRouter()


@router.get("/stories/{id_}")
def show_story(request: Request, id_: str, page: int = 1) -> Response:
    """Show a story: the widest of each section, and a page of its articles."""
    desk: Desk = request.app.state.desk
    with desk.look() as lookup:
        story = _find(lookup, id_)
        turned = turn_to(page, size=N_ARTICLES, n_total=story.n_articles, path=to_story(id_))
        whole = _look(lookup, story)
        shown = {name: of[: TOP[name]] for name, of in whole.ids.items()}
        shown["when"] = whole.ids["when"][whole.begins :][: TOP["when"]]
        return render(
            request,
            "story.html",
            story=story,
            page=turned,
            articles=lookup.articles_of(id_, N_ARTICLES, turned.start),
            section=None,
            tops=TOP,
            **_sections(lookup, whole, shown),
        )


@router.get("/stories/{id_}/{section}")
def show_section(request: Request, id_: str, section: str, page: int = 1) -> Response:
    """Show all of one section of a story, by pages."""
    if section not in PAGED:
        raise NotThereError(f"a story has no section {section!r}: it has {', '.join(PAGED)}")
    desk: Desk = request.app.state.desk
    with desk.look() as lookup:
        story = _find(lookup, id_)
        whole = _look(lookup, story)
        size = PAGED[section]
        paged = whole.unknown if section == "unknown" else whole.ids[section]
        turned = turn_to(page, size=size, n_total=len(paged), path=f"{to_story(id_)}/{section}")
        here = slice(turned.start, turned.start + size)
        shown = {name: of[here] if name == section else [] for name, of in whole.ids.items()}
        unknown = whole.unknown[here] if section == "unknown" else ()
        return render(
            request,
            "story.html",
            story=story,
            page=turned,
            articles=[],
            section=section,
            tops=PAGED,
            **_sections(lookup, whole, shown, unknown),
        )


def _find(lookup: Lookup, id_: str) -> ListedStory:
    story = lookup.story(id_)
    if story is None:
        raise NotThereError("there is no such story: the case was related anew since, or its address is cut short")
    return story


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """All that a story could show: ids for each section, the first to be shown first; its families, who speaks in it.

    ``n_doubtful`` of the claims are doubtful, ``begins`` counts the times that are background, ``unknown`` are the
    attributions of which it is not known who said so.
    """

    story: ListedStory
    ids: Mapping[str, Sequence[Any]]
    n_doubtful: int
    begins: int
    unknown: Sequence[str]
    families: Sequence[str]
    speaking: Sequence[tuple[ListedSpeaker, int]]


def _look(lookup: Lookup, story: ListedStory) -> _Whole:
    touching = lookup.touching(story=story.id)
    disputed = lookup.disputed(touching["quantities"])
    touching["quantities"].sort(key=lambda id_: id_ not in disputed)
    times = lookup.times_in_order(touching["timeline_entries"])
    claims = lookup.claims_in_order(touching["claims"])
    since = begin_of(story.begins_at)
    ids: dict[str, Sequence[Any]] = {name: touching[kind] for name, kind in _KINDS.items()}
    ids["claimed"], ids["when"] = [id_ for id_, _ in claims], [position for position, _ in times]
    speaking = lookup.speakers_of(story.id, MOST_SPEAKERS)
    ids["copied"] = lookup.copies(story=story.id)
    ids["said"] = [speaker.id for speaker, _ in speaking]
    return _Whole(
        story=story,
        ids=ids,
        n_doubtful=sum(is_doubtful for _, is_doubtful in claims),
        begins=next((n for n, (_, at) in enumerate(times) if since is None or not is_before(at, since)), 0),
        unknown=lookup.said_by_nobody_known(story.id),
        families=touching["quote_families"],
        speaking=speaking,
    )


def _sections(
    lookup: Lookup, whole: _Whole, ids: Mapping[str, Sequence[Any]], unknown: Sequence[str] = ()
) -> dict[str, Any]:
    """Make the sections of what is shown, each by the report's own functions; ``unknown``: said by nobody known."""
    ranked = [speaker.id for speaker, _ in whole.speaking[:N_HUES_RANKED]]
    single = lookup.single_sayings(whole.story.id, ids["said"], N_SAYINGS) if ids["said"] else []
    wanted = Wanted(
        claims=ids["claimed"],
        quantities=ids["figures"],
        copies=ids["copied"],
        timeline=ids["when"],
        flags=ids["flags"],
        families=lookup.families_by_speaker(whole.families, ids["said"], N_SAYINGS) if ids["said"] else (),
        attributions=[*single, *unknown],
        entities=ids["said"],
    )
    pile = Pile.of(lookup.part(wanted), AcrossPages(whole.story.id), ranked)
    shown = frozenset(ids["said"])
    speaking = [each for each in whole.speaking if each[0].id in shown]
    taken: set[str] = set()
    threads, days = threads_of(pile), days_of(pile)
    return {
        "totals": {name: len(of) for name, of in whole.ids.items()},
        "n_doubtful": whole.n_doubtful,
        "n_unknown": len(whole.unknown),
        "pile": pile,
        "speakers": _speakers(_only_said(pile, single), speaking),
        "claims": propositions_of(pile),
        "sayings": [saying_of(pile, pile.attributions[id_], taken) for id_ in unknown],
        "sums": quantities_of(pile),
        "lone": [],
        "threads": threads,
        "picture": picture_of(pile, threads),
        "earlier": [],
        "days": days,
        "strip": strip_of(days),
        "kinds": kinds_of(pile),
        "texts": [],
        "n_pictured": N_PICTURED,
        "n_shown": N_SHOWN,
        "n_families": N_FAMILIES,
        "n_speakers": N_SPEAKERS,
        "n_wordings": N_WORDINGS,
    }


def _only_said(pile: Pile, single: Sequence[str]) -> Pile:
    """Leave out of a pile those attributions that only another section needs."""
    families = pile.dossier.relations.quote_families
    said = {*single, *(member.attribution for family in families for member in family.members)}
    return replace(pile, attributions={id_: a for id_, a in pile.attributions.items() if id_ in said})


def _speakers(pile: Pile, speaking: Sequence[tuple[ListedSpeaker, int]]) -> list[Speaker]:
    """Show what these speakers said; how much more there is of it is counted in the whole story."""
    counted = {speaker.id: (speaker.n_attributions, n_articles) for speaker, n_articles in speaking}
    return [
        replace(
            speaker,
            n_attributions=counted[speaker.voice.entity.id][0],
            n_articles=counted[speaker.voice.entity.id][1],
            n_elsewhere=counted[speaker.voice.entity.id][0] - speaker.n_attributions,
        )
        for speaker in speakers_of(pile)
        if speaker.voice is not None and speaker.voice.entity.id in counted
    ]
