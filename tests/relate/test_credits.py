"""`find_credits`, `key_of_publisher`, `key_of_name`."""

from __future__ import annotations

import pytest

from sayso.relate.credits import find_credits, key_of_name, key_of_publisher
from tests.relate.written import write_article

BODY = "The harbour was closed on Monday after a crane fell.\n"


@pytest.mark.parametrize(
    ("text", "key", "whole"),
    [
        ("PORT ELLEN (Reuters) - " + BODY, "Reuters", True),
        ("PORT ELLEN, Scotland (AP) — " + BODY, "Associated Press", True),
        ("Crane falls\nBy Ann Moore, Associated Press\n" + BODY, "Associated Press", True),
        ("Crane falls\nBy Reuters\n" + BODY, "Reuters", True),
        ("Crane falls\nAgence France-Presse\n" + BODY, "AFP", True),
        (BODY + "AFP contributed to this report.", "AFP", False),
        (BODY + "(With inputs from PTI)", "PTI", False),
        (BODY + "© 2024 The Associated Press. All rights reserved.", "Associated Press", True),
        (BODY + "Source: Harbour Gazette", "harbourgazette", True),
        (BODY + "via Island Wire:\n" + BODY, "islandwire", False),
        (BODY + "The fall was first reported by the Harbour Gazette.", "harbourgazette", False),
        (BODY + "Ships wait offshore. – dpa", "dpa", True),
        (BODY + "Ships wait offshore. — Tide News Agency", "tide", True),
        ("PORT ELLEN (Tide) — " + BODY, "tide", True),
        ("Crane falls\nAnn Moore and Carl Hill, Associated Press\n" + BODY, "Associated Press", True),
        ("Crane falls\nAnn Moore | Associated Press\n" + BODY, "Associated Press", True),
        ("Crane falls\nBy ANN MOORE AP Maritime Writer\n" + BODY, "Associated Press", True),
        ("Crane falls\nPosted 6:08 am, March 4, by CNN Wires\n" + BODY, "CNN NewSource", True),
        ("Crane falls\nHarbour Gazette•\n" + BODY, "harbourgazette", True),
        ("Crane falls\nAuthored by Ann Moore via Dockside.com,\n" + BODY, "dockside", True),
        ("Crane falls\n(From The Harbour Gazette)\n" + BODY, "harbourgazette", True),
        ("Crane falls\nBy Ann Moore Harbour Times\n" + BODY, "harbourtimes", True),
        (BODY + "Contributing: Ann Moore; Associated Press", "Associated Press", False),
    ],
)
def test_a_credit_is_found(text: str, key: str, whole: bool) -> None:
    """Datelines, bylines, credit lines and notes name who a text came from."""
    assert [(credit.key, credit.whole) for credit in find_credits(write_article(text).article)] == [(key, whole)]


@pytest.mark.parametrize(
    "text",
    [
        BODY + "(AP Photo/Ann Moore)",
        "Photo: Ann Moore, Associated Press\n" + BODY,
        "Ann Moore, Associated Press\nA crane lies on its side across the quay while dockers look on.\n",
        "Ann Moore / AP\n" + BODY,
        BODY + "Reuters reported that two men were hurt.",
        BODY + "He told the AP that he saw it fall.",
        BODY + "Source: a survey of 1,007 dockers held in May.",
        "The Pennsylvania (PA) plant " + BODY * 20 + "was in Erie (PA) and it closed.",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    """A picture's credit, an agency in a sentence and a short form elsewhere are none."""
    assert [credit for credit in find_credits(write_article(text * 2).article) if credit.key != "PA Media"] == []


def test_a_credit_is_cut_from_the_text() -> None:
    """The span of a credit holds the name alone."""
    article = write_article("LEITH (Reuters) - " + BODY).article
    assert [credit.span.cut(article.text) for credit in find_credits(article)] == ["Reuters"]


@pytest.mark.parametrize(
    ("publisher", "key"),
    [
        ("reuters.com", "Reuters"),
        ("The Associated Press", "Associated Press"),
        ("Reuters (Web)", "Reuters"),
        ("tidenewsagency.com", "tide"),
        ("www.gazette.co.uk", "gazette"),
        (None, None),
    ],
)
def test_key_of_publisher(publisher: str | None, key: str | None) -> None:
    """A publisher is an agency by its name or its address, else the outlet's folded name."""
    assert key_of_publisher(write_article(BODY, publisher=publisher).article) == key


def test_names_and_addresses_of_one_outlet_agree() -> None:
    """An outlet's name and its address give one key."""
    assert {key_of_name(name) for name in ("The Daily Post", "dailypost.co.uk/news", "www.dailypost.com")} == {
        "dailypost"
    }
