"""What a person decides: a speaker is wrong, nobody is quoted, two are one, this is the date. And taking it back.

Invariant: a decision is kept before the answer is sent, with the place it is on; every one can be undone from the page
that lists them all, and from the line that confirms it.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from sayso.errors import UsageError
from sayso.model.article import Article
from sayso.model.ids import derive_id
from sayso.model.judgement import JudgedKind, Judgement, Verdict, anchor_article, anchor_spans
from sayso.model.span import Span
from sayso.web.desk import Desk
from sayso.web.links import read_span
from sayso.web.render import render

KIND_WORDS = {
    JudgedKind.ARTICLE: "of one event",
    JudgedKind.QUOTE: "one utterance",
    JudgedKind.NAME: "one speaker",
    JudgedKind.FIGURE: "figures of one thing",
    JudgedKind.CLAIM: "one claim",
    JudgedKind.SPEAKER: "the speaker",
    JudgedKind.ATTRIBUTION: "an attribution",
    JudgedKind.PUBLISHED: "the date of an article",
    JudgedKind.TIME: "a time",
}

router = APIRouter()


@router.get("/judgements")
def list_judgements(request: Request) -> Response:
    """List all that was decided, the latest first."""
    desk: Desk = request.app.state.desk
    history = desk.store.view().judgement_history()[::-1]
    return render(request, "judgements.html", judgements=history[:500], n=len(history), kinds=KIND_WORDS)


@router.post("/judgements/withdraw")
async def withdraw(request: Request) -> Response:
    """Take a decision back."""
    desk: Desk = request.app.state.desk
    form = await request.form()
    desk.withdraw(str(form.get("id") or ""))
    return RedirectResponse(way_back(form), 303)


@router.post("/judge/speaker")
async def judge_speaker(request: Request) -> Response:
    """Say whose words an attribution's are: a name at a span of its article, or nobody known."""
    desk: Desk = request.app.state.desk
    form = await request.form()
    view = desk.store.view()
    attribution = view.attribution(str(form.get("attribution") or ""))
    article = view.article(attribution.article_id)
    span = read_span(str(form.get("name") or ""), len(article.text))
    judgement = Judgement(
        kind=JudgedKind.SPEAKER,
        a=attribution.id,
        verdict=Verdict.IS,
        value=span.cut(article.text) if span else None,
        value_span=span,
        was=attribution.speaker.name if attribution.speaker else None,
        anchors=(anchor_spans(article, *attribution.content),),
        decided_at=desk.clock(),
    )
    return _keep(desk, judgement, form)


@router.post("/judge/attribution")
async def judge_attribution(request: Request) -> Response:
    """Say that nobody is quoted at a place."""
    desk: Desk = request.app.state.desk
    form = await request.form()
    view = desk.store.view()
    attribution = view.attribution(str(form.get("attribution") or ""))
    article = view.article(attribution.article_id)
    judgement = Judgement(
        kind=JudgedKind.ATTRIBUTION,
        a=attribution.id,
        verdict=Verdict.IS_NOT,
        was=" … ".join(span.cut(article.text) for span in attribution.content)[:500],
        anchors=(anchor_spans(article, *attribution.content),),
        decided_at=desk.clock(),
    )
    return _keep(desk, judgement, form)


@router.post("/judge/published")
async def judge_published(request: Request) -> Response:
    """Say when an article was published."""
    desk: Desk = request.app.state.desk
    form = await request.form()
    article = _article(desk, form)
    judgement = Judgement(
        kind=JudgedKind.PUBLISHED,
        a=article.id,
        verdict=Verdict.IS,
        value=str(form.get("value") or ""),
        was=article.published_at,
        anchors=(anchor_article(article),),
        decided_at=desk.clock(),
    )
    return _keep(desk, judgement, form)


@router.post("/judge/time")
async def judge_time(request: Request) -> Response:
    """Say which time an expression means, as a TIMEX3 value."""
    desk: Desk = request.app.state.desk
    form = await request.form()
    article = _article(desk, form)
    span = read_span(f"{form.get('start')}-{form.get('end')}", len(article.text))
    if span is None:
        raise UsageError("these words do not stand in the article")
    annotated = desk.store.view().annotated_article(article.id)
    judgement = Judgement(
        kind=JudgedKind.TIME,
        a=time_id(article, span),
        verdict=Verdict.IS,
        value=str(form.get("value") or "").strip(),
        was=next((time.value for time in annotated.times if time.span == span), None) if annotated else None,
        anchors=(anchor_spans(article, span),),
        decided_at=desk.clock(),
    )
    return _keep(desk, judgement, form)


@router.post("/judge/article")
async def judge_article(request: Request) -> Response:
    """Say that an article does not tell of the event of its story: it and the story's first other are apart."""
    desk: Desk = request.app.state.desk
    form = await request.form()
    article = _article(desk, form)
    with desk.look() as lookup:
        others = [each.id for each in lookup.articles_of(str(form.get("story") or ""), 2) if each.id != article.id]
    if not others:
        raise UsageError("this story has no other article")
    other = desk.store.view().article(others[0])
    first, second = sorted((article, other), key=lambda each: each.id)
    judgement = Judgement(
        kind=JudgedKind.ARTICLE,
        a=first.id,
        b=second.id,
        verdict=Verdict.DIFFERENT,
        was=f"{article.title or article.name}"[:200],
        anchors=(anchor_article(first), anchor_article(second)),
        decided_at=desk.clock(),
    )
    return _keep(desk, judgement, form)


@router.post("/judge/name")
async def judge_name(request: Request) -> Response:
    """Say whether two names are one speaker's."""
    desk: Desk = request.app.state.desk
    form = await request.form()
    names = sorted({str(form.get(field) or "").strip()[:200] for field in ("name", "other")})
    if len(names) != 2 or not names[0]:
        raise UsageError("name two different names")
    with desk.look() as lookup:
        unknown = [name for name in names if not lookup.is_name(name)]
    if unknown:
        raise UsageError(f"no article names anybody “{unknown[0]}”: write the name as an article does")
    judgement = Judgement(
        kind=JudgedKind.NAME,
        a=names[0],
        b=names[1],
        verdict=Verdict.SAME if form.get("verdict") == "same" else Verdict.DIFFERENT,
        decided_at=desk.clock(),
    )
    return _keep(desk, judgement, form)


def time_id(article: Article, span: Span) -> str:
    """Name a time expression by its place: it has no id of its own."""
    return derive_id("tmx", article.id, span.start, span.end)


def _article(desk: Desk, form: FormData) -> Article:
    return desk.store.view().article(desk.article_id(str(form.get("article") or "")))


def _keep(desk: Desk, judgement: Judgement, form: FormData) -> Response:
    desk.keep(judgement)
    return RedirectResponse(way_back(form), 303)


def way_back(form: FormData) -> str:
    """Give the page of ours that a form came from."""
    back = str(form.get("back") or "")
    if not back.startswith("/") or back.startswith(("//", "/\\")) or any(ord(c) < 33 for c in back):
        return "/judgements"
    return back
