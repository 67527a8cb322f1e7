"""Furniture from the pile: what recurs is marked, what only looks alike is not."""

from __future__ import annotations

import pytest

from sayso.model.article import Article, identify_article
from sayso.model.source_map import SourceRun
from sayso.read.repeated import mark_repeated

BODIES = (
    "A barge struck the quay at Ollen before dawn, and the ferry to the islands stayed in port until noon.",
    "The council of Marrow put off its vote on the new bypass for a third time on Tuesday evening.",
    "Growers in the lower valley expect half of last year's plums after two nights of frost in April.",
    "A court in Estby cleared the former harbour master of every charge of fraud brought against him.",
    "Three schools will share one swimming pool from autumn, as repairs to the old baths have stalled.",
)


def page(body: str, *around: str, host: str = "gazette.example", is_page: bool = True) -> Article:
    """Give an article of some paragraphs, cut from a page of its own on ``host``."""
    text = "\n\n".join((body, *around))
    article_id, sha256 = identify_article(text, url=f"https://{host}/{len(body)}", external_id=None, path=None)
    source_map = (SourceRun(0, len(text), 0, len(text)),) if is_page else ()
    return Article(id=article_id, text=text, sha256=sha256, url=f"https://{host}/{len(body)}", source_map=source_map)


def marked(articles: list[Article]) -> list[list[str]]:
    """Give the words that are marked in each article."""
    return [[span.cut(article.text) for span in article.furniture] for article in mark_repeated(articles)]


def test_short_line_of_three_pages_is_marked() -> None:
    """A short line that three pages of a publisher share is furniture on each of them, whatever its numbers."""
    pages = [page(body, f"{number} readers follow this topic") for number, body in enumerate(BODIES[:3])]
    assert marked(pages) == [[f"{number} readers follow this topic"] for number in range(3)]


def test_long_line_at_the_end_of_most_pages_is_marked() -> None:
    """A paragraph with which nearly all pages end is furniture."""
    about = (
        "The Gazette has been printed in Ollen since 1911 and is owned by its readers; write to us at any time with "
    )
    pages = [page(body, about.strip()) for body in BODIES]
    assert marked(pages) == [[about.strip()]] * 5


@pytest.mark.parametrize(
    ("line", "n_pages"),
    [
        ("Follow us on the harbour page", 2),
        ("“Nobody was hurt,” the mayor wrote.", 4),
        ("The port authority said it would look into it.", 4),
        (
            "The bridge over the Ollen was closed in March after cracks were found in two of its piers and has been"
            " open to one lane since then.",
            3,
        ),
    ],
    ids=["too few pages", "a quotation", "someone said so", "background of a story"],
)
def test_other_lines_are_not(line: str, n_pages: int) -> None:
    """Nothing is marked that two pages share, that someone said, or that may be the background of a story."""
    assert marked([page(body, line) for body in BODIES[:n_pages]]) == [[]] * n_pages


def test_versions_of_one_page_count_once() -> None:
    """Four versions of an article share their lines because they are one article."""
    pages = [page(BODIES[0], BODIES[1], "Seen from the quay", f"Version {'i' * n}") for n in range(1, 5)]
    assert marked(pages) == [[], [], [], []]


def test_other_publishers_do_not_count() -> None:
    """A line shared across publishers is no publisher's furniture: it may be copied."""
    pages = [page(body, "More to come from here", host=f"paper{n}.example") for n, body in enumerate(BODIES)]
    assert marked(pages) == [[]] * 5


def test_plain_texts_are_left_alone() -> None:
    """Articles that were not cut from pages are given back as they are."""
    texts = [page(body, "Follow this topic", is_page=False) for body in BODIES]
    assert mark_repeated(texts) == texts
