"""Corrections and the note: what is kept of each, and that it can be taken back."""

from __future__ import annotations

import pytest

from sayso.model.judgement import JudgedKind, Judgement, Verdict
from sayso.store.sqlite import SqliteStore
from sayso.web.pages.note import to_markdown
from tests.report.invented import AGENCY, at, dossier
from tests.web.asking import Asker
from tests.web.conftest import NOW, NoWork

FILLED = dossier()
FIRST = FILLED.articles[0].article
SAID = FILLED.articles[0].attributions[0]
SPAN = at(AGENCY, "wettest spring")


def kept(store: SqliteStore) -> Judgement:
    """Give the one judgement of the case."""
    (judgement,) = store.view().judgement_history()
    return judgement


def test_wrong_speaker(asker: Asker, store: SqliteStore, work: NoWork) -> None:
    """A speaker is said to be a name at its place in the article, and all is related anew."""
    name = FILLED.articles[0].mentions[0].span
    back = f"/articles/{FIRST.id}"
    answer = asker.post("/judge/speaker", {"attribution": SAID.id, "name": f"{name.start}-{name.end}", "back": back})
    found = kept(store)
    assert (answer.headers["location"], found.value, found.value_span, found.anchors[0].spans, work.asked[0].kind) == (
        back,
        name.cut(AGENCY),
        name,
        SAID.content,
        "relate",
    )


def test_speaker_not_known(asker: Asker, store: SqliteStore) -> None:
    """A speaker can be said to be not known."""
    asker.post("/judge/speaker", {"attribution": SAID.id, "name": ""})
    assert (kept(store).kind, kept(store).value) == (JudgedKind.SPEAKER, None)


def test_nobody_is_quoted(asker: Asker, store: SqliteStore) -> None:
    """An attribution can be said to be none."""
    asker.post("/judge/attribution", {"attribution": SAID.id})
    assert (kept(store).kind, kept(store).verdict, kept(store).decided_at) == (
        JudgedKind.ATTRIBUTION,
        Verdict.IS_NOT,
        NOW,
    )


def test_date_of_an_article(asker: Asker, store: SqliteStore) -> None:
    """The date that a person gives is the article's from then on."""
    asker.post("/judge/published", {"article": FIRST.id, "value": "2031-05-01"})
    assert store.view().article(FIRST.id).published_at == "2031-05-01"


def test_time_is_said(asker: Asker, store: SqliteStore) -> None:
    """A time expression can be said to mean a day."""
    fields = {"article": FIRST.id, "start": str(SPAN.start), "end": str(SPAN.end), "value": "2031-SP"}
    asker.post("/judge/time", fields)
    assert (kept(store).kind, kept(store).value, kept(store).anchors[0].spans) == (JudgedKind.TIME, "2031-SP", (SPAN,))


def test_another_event(asker: Asker, store: SqliteStore) -> None:
    """An article can be set apart from the story it was put into."""
    asker.post("/judge/article", {"article": FIRST.id, "story": FILLED.relations.stories[0].id})
    assert (kept(store).kind, kept(store).verdict) == (JudgedKind.ARTICLE, Verdict.DIFFERENT)


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_one_speaker_or_two(asker: Asker, store: SqliteStore, verdict: str) -> None:
    """Two names can be said to be one speaker, or two."""
    asker.post("/judge/name", {"name": "Lena Brask", "other": "Lena Brasc", "verdict": verdict})
    assert (kept(store).a, kept(store).b, kept(store).verdict.value) == ("Lena Brasc", "Lena Brask", verdict)


def test_undo(asker: Asker, store: SqliteStore, work: NoWork) -> None:
    """A decision that is taken back stands no more, and all is related anew without it."""
    asker.post("/judge/name", {"name": "Lena Brask", "other": "Lena Brasc", "verdict": "same"})
    asker.post("/judgements/withdraw", {"id": kept(store).id})
    assert (store.view().judgements(), kept(store).withdrawn_at, len(work.asked)) == ((), NOW, 2)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/judge/speaker", {"attribution": "att-none", "name": ""}),
        ("/judge/attribution", {}),
        ("/judge/published", {"article": FIRST.id, "value": "soon"}),
        ("/judge/time", {"article": FIRST.id, "start": "5", "end": "2", "value": "2031"}),
        ("/judge/time", {"article": FIRST.id, "start": "1", "end": "2", "value": "<b>"}),
        ("/judge/article", {"article": FIRST.id, "story": "sty-none"}),
        ("/judge/name", {"name": "A", "other": " A "}),
        ("/judge/name", {"name": "Lena Brask", "other": "Lena", "verdict": "same"}),
        ("/judgements/withdraw", {"id": "jdg-none"}),
        ("/note/add", {"article": FIRST.id, "start": "1", "end": "9999999"}),
    ],
)
def test_nonsense_is_refused(asker: Asker, store: SqliteStore, path: str, fields: dict[str, str]) -> None:
    """What cannot be decided is refused with a page that says why, and nothing is kept."""
    assert (asker.post(path, fields).status, store.view().judgement_history()) == (400, ())


def test_the_note_keeps_words(asker: Asker) -> None:
    """Words that are put into the note stand in its Markdown with their citation, once."""
    fields = {"article": FIRST.id, "start": str(SPAN.start), "end": str(SPAN.end)}
    asker.post("/note/add", fields)
    asker.post("/note/add", fields)
    written = asker.get("/note.md").text
    assert (written.count("> wettest spring\n"), f"characters {SPAN.start}–{SPAN.end} of {FIRST.id}" in written) == (
        1,
        True,
    )


def test_the_note_lets_go(asker: Asker) -> None:
    """Words can be taken out of the note."""
    fields = {"article": FIRST.id, "start": str(SPAN.start), "end": str(SPAN.end)}
    asker.post("/note/add", fields)
    asker.post("/note/remove", fields)
    assert asker.get("/note.md").text == ""


def test_markdown_of_nothing() -> None:
    """A note without words is an empty text."""
    assert to_markdown([]) == ""
