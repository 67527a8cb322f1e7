"""The case as files: each format is what the command line writes, and what is half is not given."""

from __future__ import annotations

import io
import zipfile

import pytest

from sayso.gather.since import tell_news
from sayso.model.dossier import Dossier
from sayso.model.judgement import JudgedKind, Judgement, Verdict
from sayso.pipeline import read_dossier
from sayso.report.export import EXPORTS, export_as
from sayso.store.sqlite import SqliteStore
from sayso.web.pages.exporting import WHAT
from tests.web.asking import Asker
from tests.web.conftest import MADE_BY

JUDGED = Judgement(
    kind=JudgedKind.NAME, a="Brandt", b="Zoë Brandt", verdict=Verdict.SAME, decided_at="2031-05-07T08:00:00Z"
)


def kept(store: SqliteStore) -> Dossier:
    """Give what the case holds."""
    dossier = read_dossier(store.view(), MADE_BY)
    assert dossier is not None
    return dossier


def test_every_format_is_offered() -> None:
    """All formats of `sayso export` are on the page, and the bundle without texts."""
    assert sorted(WHAT) == sorted([*EXPORTS, "hashes"])


@pytest.mark.parametrize("to", [name for name in EXPORTS if name not in ("csv", "parquet")])
def test_a_file_is_what_the_command_writes(asker: Asker, store: SqliteStore, to: str) -> None:
    """A format that is one file comes as this file, under its name."""
    answer = asker.get(f"/export/{to}")
    named = answer.headers["content-disposition"]
    assert (answer.status, answer.body, EXPORTS[to].output in named) == (200, export_as(kept(store), to), True)


@pytest.mark.parametrize("to", ["html", "json"])
def test_a_report_tells_what_is_new(asker: Asker, store: SqliteStore, to: str) -> None:
    """A report that is asked for since a day says what is new since then, as the command does."""
    told = tell_news(store.view(), kept(store), "2031-05-04")
    assert asker.get(f"/export/{to}?since=2031-05-04").body == export_as(told, to)


def test_since_no_time(asker: Asker) -> None:
    """What is neither a time nor a run is refused with a page that says so."""
    assert asker.get("/export/html?since=soon").status == 400


@pytest.mark.parametrize("to", ["csv", "parquet"])
def test_a_folder_comes_as_a_zip(asker: Asker, store: SqliteStore, to: str) -> None:
    """A format of several files comes as a zip that holds each of them."""
    archive = zipfile.ZipFile(io.BytesIO(asker.get(f"/export/{to}").body))
    assert {name: archive.read(name) for name in archive.namelist()} == export_as(kept(store), to)


def test_the_page_names_each_format(asker: Asker) -> None:
    """Each format is a link with a word on what it is."""
    page = asker.get("/export").text
    assert [to for to in WHAT if f'href="/export/{to}"' not in page] == []


def test_an_unknown_format_is_not_there(asker: Asker) -> None:
    """What is no format is a page that is not there."""
    assert asker.get("/export/docx").status == 404


def test_what_is_not_related_is_not_given(asker: Asker, store: SqliteStore) -> None:
    """After a change the case is to be related first, and the page says so."""
    related = asker.get("/export/json").status
    with store.writer() as writer:
        writer.add_judgement(JUDGED)
    assert (related, asker.get("/export/json").status, "Relate them anew" in asker.get("/export").text) == (
        200,
        400,
        True,
    )
