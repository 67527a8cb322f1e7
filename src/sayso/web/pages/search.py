"""Searching the case: words and phrases, in quotes or in articles, by speaker, outlet and day.

Invariant: each match shows its very words and leads to them; what could narrow the search stands beside it, counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from sayso.report.highlight import Mark, highlight
from sayso.report.page.pile import Pile
from sayso.store.finding import Found, Wish
from sayso.store.lookups import Listed, Lookup
from sayso.store.parts import Wanted
from sayso.store.store import Hit
from sayso.web.desk import Desk
from sayso.web.links import AcrossPages, to_article
from sayso.web.paging import turn_to
from sayso.web.render import render

N_HITS = 20
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A match as shown: its words with the matches marked, its article's number in the pile, and its speaker."""

    n: int
    html: Markup | None
    href: str
    title: str | None
    speaker: str | None
    speaker_id: str | None


@router.get("/search")
def search(
    request: Request,
    q: str = "",
    where: str = "quotes",
    speaker: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    page: int = 1,
) -> Response:
    """Search; ``where`` is quotes or articles."""
    desk: Desk = request.app.state.desk
    quotes = where != "articles"
    values = {
        "q": q,
        "where": None if quotes else "articles",
        "speaker": speaker,
        "outlet": outlet,
        "since": since,
        "until": until,
    }
    with desk.look() as lookup:
        wish = Wish(
            words=q[:500],
            quotes=quotes,
            speaker=speaker or None,
            outlet=outlet or None,
            since=since if _DAY.fullmatch(since or "") else None,
            until=until if _DAY.fullmatch(until or "") else None,
            n=N_HITS,
            start=(max(1, page) - 1) * N_HITS,
        )
        found = lookup.find(wish)
        turned = turn_to(page, size=N_HITS, n_total=found.n_matches, path="/search", **values)
        entity = lookup.entity(speaker) if speaker else None
        matches, pile = _show(lookup, found)
        return render(
            request,
            "search.html",
            q=q,
            values=values,
            found=found,
            matches=matches,
            listed=_in_order(lookup.articles_named(found.listed), found.listed),
            pile=pile,
            page=turned,
            speaker_name=entity["name"] if entity else None,
        )


def _show(lookup: Lookup, found: Found) -> tuple[list[Match], Pile]:
    quotes = [hit.attribution_id for hit in found.hits if hit.attribution_id]
    shown = [hit.article_id for hit in found.hits]
    texts = lookup.part(Wanted(attributions=quotes, bare=shown))
    pile = Pile.of(texts, AcrossPages())
    return [_match(pile, hit) for hit in found.hits], pile


def _match(pile: Pile, hit: Hit) -> Match:
    n = pile.numbers[hit.article_id]
    article = pile.article(n)
    attribution = pile.attributions.get(hit.attribution_id or "")
    voice = pile.voice(attribution) if attribution else None
    html = None
    if hit.span is not None:
        marks = [Mark(span=match, classes="hit") for match in hit.matches]
        html = highlight(hit.span.cut(article.text), marks, start=hit.span.start)
    place = attribution.content[0] if attribution else (hit.matches[0] if hit.matches else hit.span)
    name = voice.entity.name if voice else (attribution.speaker.name if attribution and attribution.speaker else None)
    return Match(
        n=n,
        html=html,
        href=to_article(article.id, place),
        title=article.title,
        speaker=name,
        speaker_id=voice.entity.id if voice else None,
    )


def _in_order(listed: Sequence[Listed], ids: Sequence[str]) -> list[Listed]:
    by_id = {each.id: each for each in listed}
    return [by_id[id_] for id_ in ids if id_ in by_id]
