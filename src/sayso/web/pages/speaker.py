"""Speakers: all of them, and all that was attributed to one, over time and by outlet.

Invariant: every attribution of the speaker is on one of the pages, in the order of publication.
"""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from sayso.codec import from_json_bytes
from sayso.report.page.pile import Pile
from sayso.report.page.said import N_WORDINGS, gather, saying_of, speakers_of
from sayso.report.page.words import say_date
from sayso.store.lookups import Said
from sayso.store.parts import Wanted
from sayso.web.desk import Desk, NotThereError
from sayso.web.links import AcrossPages, to_speaker
from sayso.web.paging import turn_to
from sayso.web.render import render

N_SAYINGS, N_FAMILIES, N_LISTED = 30, 8, 60
N_OTHERS = 200  # names that are proposed as another of this speaker's
N_BARS = 60  # days, months or years in the picture
N_LABELLED = 8  # so few bars have each its time under it; more, the first and the last
_HEIGHT = 56.0

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What was said on a day (or in a month, a year): its place in per cent, its height in pixels."""

    name: str
    n: int
    x: float
    width: float
    height: float


@router.get("/speakers")
def list_speakers(request: Request, q: str = "", page: int = 1) -> Response:
    """List who is quoted, the most cited first; ``q`` is a part of a name."""
    desk: Desk = request.app.state.desk
    with desk.look() as lookup:
        n_total = lookup.counts()["speakers"] if not q else len(lookup.speakers(1_000_000, part=q))
        turned = turn_to(page, size=N_LISTED, n_total=n_total, path="/speakers", q=q)
        speakers = lookup.speakers(N_LISTED, turned.start, part=q)
        return render(request, "speakers.html", speakers=speakers, q=q, page=turned)


@router.get("/speakers/{id_}")
def show_speaker(
    request: Request, id_: str, outlet: str | None = None, story: str | None = None, page: int = 1
) -> Response:
    """Show all that a speaker said; in one outlet or one story, if one is given."""
    desk: Desk = request.app.state.desk
    with desk.look() as lookup:
        entity = lookup.entity(id_)
        if entity is None:
            raise NotThereError("there is no such speaker: the case was related anew, or the address is cut short")
        said = lookup.count_said(id_, outlet=outlet, story=story)
        turned = turn_to(
            page, size=N_SAYINGS, n_total=said.n_attributions, path=to_speaker(id_), outlet=outlet, story=story
        )
        ids = lookup.said_by(id_, N_SAYINGS, turned.start, outlet=outlet, story=story)
        families = lookup.families_of(id_, N_FAMILIES) if page == 1 and outlet is None and story is None else []
        pile = Pile.of(lookup.part(Wanted(attributions=ids, families=families)), AcrossPages(), [id_])
        speaker = next((each for each in speakers_of(pile) if each.voice and each.voice.entity.id == id_), None)
        taken: set[str] = set()
        return render(
            request,
            "speaker.html",
            entity=entity,
            others=[each.name for each in lookup.speakers(N_OTHERS) if each.id != id_],
            forms=[form for form in from_json_bytes(entity["forms"], list) if form != entity["name"]],
            pile=pile,
            speaker=speaker,
            sayings=gather(saying_of(pile, pile.attributions[said_id], taken) for said_id in ids),
            said=said,
            bars=bars_of(said),
            n_labelled=N_LABELLED,
            outlet=outlet,
            story=lookup.story(story) if story else None,
            page=turned,
            n_wordings=N_WORDINGS,
        )


def bars_of(said: Said) -> list[Bar]:
    """Draw how much was said when: by day, or where there are too many days by month, else by year."""
    for length in (10, 7, 4):
        counts: dict[str, int] = {}
        for day, n in said.days:
            counts[day[:length]] = counts.get(day[:length], 0) + n
        if len(counts) <= N_BARS:
            break
    most = max(counts.values(), default=1)
    wide = 100.0 / max(len(counts), N_LABELLED)
    return [
        Bar(
            name=say_date(day),
            n=n,
            x=round(number * wide, 2),
            width=round(wide * 0.8, 2),
            height=round(max(3.0, _HEIGHT * n / most), 1),
        )
        for number, (day, n) in enumerate(counts.items())
    ]
