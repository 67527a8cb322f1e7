"""What is new, as JSON and as a section of the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from sayso.errors import SaysoError
from sayso.gather.versions import compare_texts
from sayso.model.dossier import Dossier
from sayso.model.ids import sha256_of
from sayso.model.news import ChangedArticle, NewOrigin, News, NewSide
from sayso.model.relation import Side
from sayso.report.page.fresh import say_news
from sayso.report.to_html import to_html
from sayso.report.to_json import report_schema, to_json
from sayso.report.verify import verify_report
from tests.report.invented import CUT, FEWER, PAPER, TWO, dossier

EARLIER = PAPER.replace("About 350", "Some 200")
BEFORE = replace(TWO, id="art-earlier", text=EARLIER, sha256=sha256_of(EARLIER), title_span=None, furniture=())
NEWS = News(
    since="2031-05-03T12:00:00Z",
    articles=(TWO.id,),
    speakers=("ent-keeper",),
    quotes=(CUT.id,),
    figures=(FEWER.id,),
    sides=(NewSide(claim="clm-wall", side=Side.ASSERTED, speakers=("ent-keeper",), attributions=(CUT.id,)),),
    origins=(NewOrigin(of="qty-people", reports=(FEWER.id,)),),
    changed=(ChangedArticle(article=TWO.id, before=BEFORE, changes=compare_texts(EARLIER, PAPER)),),
)


def told(news: News = NEWS) -> Dossier:
    """Give the made-up dossier with its news."""
    return replace(dossier(), news=news)


def document() -> dict[str, Any]:
    """Give it as the document one reads back."""
    found: dict[str, Any] = json.loads(to_json(told()))
    return found


def test_news_obey_the_schema_and_verify() -> None:
    """The document is one the schema knows, and every change is cut again from both texts, of which there are three."""
    jsonschema.Draft202012Validator(report_schema()).validate(document())
    assert verify_report(to_json(told())).n_articles == 3


def test_a_change_is_given_with_the_words_of_both_texts() -> None:
    """Two words stand for two others, each at its span."""
    (change,) = document()["news"]["changed"][0]["changes"]
    assert (change["before"]["exact"], change["after"]["exact"]) == ("Some 200", "About 350")


def test_without_news_nothing_is_said() -> None:
    """A report that was not asked for what is new has no such key and no such section."""
    assert (b'"news"' in to_json(dossier()), b'id="new"' in to_html(dossier())) == (False, False)


def test_the_page_with_news_verifies() -> None:
    """The earlier text stands on the page too, and is hashed and cut as the articles are."""
    assert verify_report(to_html(told())).n_articles == 3


def test_the_page_shows_what_went_and_what_came() -> None:
    """Words gone and words come stand side by side."""
    page = to_html(told()).decode()
    assert ("Some 200</bdi>" in page, ">About 350</a></ins>" in page) == (True, True)


def test_what_is_new_in_words() -> None:
    """Kinds of which nothing is new are left out."""
    assert say_news(replace(NEWS, sides=(), speakers=())) == "1 article, 1 changed article, 1 quote, 1 figure, 1 origin"


def test_nothing_new_in_words() -> None:
    """Nothing is "nothing"."""
    assert say_news(News(since="2031-05-03")) == "nothing"


@pytest.mark.parametrize(
    "change",
    [
        lambda news: news.update(speakers=["ent-none"]),
        lambda news: news.update(quotes=["att-none"]),
        lambda news: news["origins"][0].update(of="clm-none"),
        lambda news: news["changed"][0]["before"].update(text="Other words"),
        lambda news: news["changed"][0]["changes"][0]["after"].update(exact="About 450"),
    ],
)
def test_forged_news_fail(change: Callable[[dict[str, Any]], None]) -> None:
    """An id that is not there, another earlier text and other words are all found out."""
    forged = document()
    change(forged["news"])
    with pytest.raises(SaysoError, match="news"):
        verify_report(json.dumps(forged).encode())
