"""What is new in a case since a run or a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.gather.since import tell_news
from sayso.model.article import Article, identify_article
from sayso.model.fetching import Fetch
from sayso.model.news import News
from sayso.pipeline import read_into, report_on
from sayso.store.memory import MemoryStore

FIRST = "The ferry Maud ran aground off Sund on Monday. “We heard a bang,” said Eva Lund, a passenger."
LATER = "Two men were rescued near Sund on Tuesday. “It was cold,” said Jon Vik, one of them."


def _case(folder: Path) -> MemoryStore:
    """Read one file a day, on the third and the fourth of May, and then both again."""
    store = MemoryStore()
    days = iter(("2031-05-03T08:00:00Z", "2031-05-03T08:01:00Z", "2031-05-04T08:00:00Z", "2031-05-04T08:01:00Z"))
    for name, text in (("first.txt", FIRST), ("later.txt", LATER)):
        (folder / name).write_text(text, encoding="utf-8")
        read_into(store, [folder / name], clock=lambda: next(days))
    read_into(store, [folder], clock=lambda: "2031-05-05T08:00:00Z")
    return store


def _news(store: MemoryStore, since: str) -> News:
    news = tell_news(store.view(), report_on(store), since).news
    assert news is not None
    return news


@pytest.mark.parametrize(
    ("since", "new"),
    [
        ("2031-05-01", ["first.txt", "later.txt"]),
        ("2031-05-04", ["later.txt"]),
        ("2031-05-03T08:00:00Z", ["first.txt", "later.txt"]),
        ("2031-05-03T08:00:01Z", ["later.txt"]),
        ("2031-05-05", []),
    ],
)
def test_since_a_time(tmp_path: Path, since: str, new: list[str]) -> None:
    """What runs read that began then or later is new; reading the same again makes nothing new."""
    store = _case(tmp_path)
    articles = [Path(store.view().article(id_).path or "").name for id_ in _news(store, since).articles]
    assert (_news(store, since).since, articles) == (since, new)


@pytest.mark.parametrize(("number", "n_new"), [(0, 1), (1, 0), (2, 0)])
def test_since_a_run(tmp_path: Path, number: int, n_new: int) -> None:
    """What a run read is known at its end; a run is named by its id."""
    store = _case(tmp_path)
    run = store.view().runs()[number].id
    news = _news(store, run)
    assert (news.since, len(news.articles), len(news.quotes)) == (run, n_new, n_new)


@pytest.mark.parametrize(("since", "said"), [("yesterday", "no run is called so"), ("run-", "3 runs are called so")])
def test_since_what_is_not_there(tmp_path: Path, since: str, said: str) -> None:
    """Neither a time nor one run: the runs of the case are named."""
    store = _case(tmp_path)
    with pytest.raises(UsageError, match=rf"{said}: give one of the runs of this case: run-"):
        _news(store, since)


def test_an_article_of_no_run_was_known() -> None:
    """Where nothing tells when an article was read, it is not called new."""
    with pytest.raises(UsageError, match="this case has no record of its runs"):
        _news(MemoryStore(), "run-1")


PAGE = "https://sund.example/ferry"


def _watched() -> MemoryStore:
    """Give a case in which a page was read, as `sayso watch` reads, on two days, with one number changed."""
    store = MemoryStore()
    with store.writer() as writer:
        for day, number in ((3, "Two"), (4, "Five")):
            text = f"{number} men were hurt near Sund. “It was cold,” said Jon Vik, one of them."
            id_, digest = identify_article(text, url=PAGE, external_id=None, path=None)
            writer.add_article(Article(id=id_, text=text, sha256=digest, url=PAGE, language="en"))
            at = f"2031-05-0{day}T08:00:00Z"
            writer.add_fetch(
                Fetch(id=f"ftc-{day}", address=PAGE, fetched_at=at, status=200, final_address=PAGE, article_id=id_),
                None,
            )
    return store


@pytest.mark.parametrize(("since", "n_articles"), [("2031-05-04", 1), ("2031-05-05", 0)])
def test_of_a_watched_page_only_what_changed_is_new(since: str, n_articles: int) -> None:
    """A page read anew is compared with what was known of it; what it still says is no news."""
    news = _news(_watched(), since)
    changed = [
        change.before and change.before.cut(each.before.text) for each in news.changed for change in each.changes
    ]
    assert (len(news.articles), changed, news.quotes) == (n_articles, ["Two"] * n_articles, ())


def test_a_watched_page_that_was_not_known_is_no_changed_one() -> None:
    """Since before its first reading all of a page is new, and nothing of it has changed."""
    news = _news(_watched(), "2031-05-03")
    assert (len(news.articles), news.changed, len(news.quotes)) == (1, (), 1)
