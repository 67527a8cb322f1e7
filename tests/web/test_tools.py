"""The case as tools for an assistant: a whole session with a real client, and each answer held to the articles."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from sayso.errors import UsageError
from sayso.store.sqlite import SqliteStore
from sayso.web.tools import MOST_CHARACTERS, TOOLS, CaseTools, make_server
from tests.report.invented import AGENCY
from tests.web.hostile import HOSTILE
from tests.web.test_hostile import keep


@pytest.fixture
def tools(store: SqliteStore) -> CaseTools:
    """Give the tools of the invented case."""
    return CaseTools(store)


def ask(store: SqliteStore, tool: str, **values: Any) -> Any:
    """Ask a server in this process, as a client does."""

    async def session() -> Any:
        async with Client(make_server(store)) as client:
            return await client.call_tool(tool, values)

    return asyncio.run(session())


def converse(path: Path, *asked: tuple[str, dict[str, Any]]) -> tuple[list[str], list[Any]]:
    """Start the command, list its tools, and ask it one thing after the other."""

    async def session() -> tuple[list[str], list[Any]]:
        server = StdioServerParameters(command=sys.executable, args=["-m", "sayso", "mcp", "--db", str(path)])
        async with Client(stdio_client(server)) as client:
            listed = await client.list_tools()
            return [tool.name for tool in listed.tools], [await client.call_tool(*each) for each in asked]

    return asyncio.run(session())


def test_a_session_over_standard_input(store: SqliteStore) -> None:
    """A real client finds all tools, asks for a speaker's words, and gets the very words of the article."""
    names, answers = converse(store.path, ("search", {"words": "wall"}), ("speakers", {"name": "Brask"}))
    found, speakers = (answer.structured_content for answer in answers)
    assert (tuple(names), found["n_total"] > 0, speakers["items"][0]["name"]) == (TOOLS, True, "Lena Brask")


def test_words_are_cut_from_the_articles(tools: CaseTools) -> None:
    """Each attribution's words stand in its article at its spans, and the article's digest is named."""
    answer = tools.quotes(limit=50)
    cited = {article["id"]: article["sha256"] for article in answer["articles"]}
    said = [(item["article"], tuple(span), words) for item in answer["items"] for span, words in pairs(item)]
    assert said == [(article, span, words_at(tools, article, span)) for article, span, _ in said]
    assert {article for article, _, _ in said} <= cited.keys()


def pairs(item: dict[str, Any]) -> list[tuple[Any, str]]:
    """Give each span of an attribution with the words that the answer has for it."""
    content = list(zip(item["content"], item["exact"], strict=True))
    return content + [(item[name], words) for name, words in item["words"].items()]


def words_at(tools: CaseTools, article: str, span: tuple[int, int]) -> str:
    """Ask for the text at a span."""
    return str(tools.article_span(article, *span)["words"])


def test_a_span_has_its_surroundings(tools: CaseTools) -> None:
    """A span is given with as much text on both sides as was asked for, and no more than there is."""
    first = next(item["id"] for item in tools.articles()["items"])
    answer = tools.article_span(first, 0, 5, around=3)
    assert (answer["span"], len(answer["words"])) == ([0, 8], 8)


def test_a_claim_comes_with_what_its_sides_say(tools: CaseTools) -> None:
    """The attributions on each side of a claim are beside it, with their words."""
    answer = tools.claims()
    sides = {id_ for item in answer["items"] for side in ("asserted", "denied", "not_observed") for id_ in item[side]}
    assert sides <= {record["id"] for record in answer["beside"]}


def test_a_quantity_comes_with_its_figures(tools: CaseTools) -> None:
    """The figures of a quantity are beside it."""
    answer = tools.quantities()
    assert {id_ for item in answer["items"] for id_ in item["figures"]} <= {record["id"] for record in answer["beside"]}


def test_articles_come_without_their_texts(tools: CaseTools) -> None:
    """A list of articles tells what they are, not what they say."""
    assert [key for item in tools.articles()["items"] for key in item if key == "text"] == []


@pytest.mark.parametrize(
    ("tool", "values"),
    [
        ("claims", {"claim_id": "no-such"}),
        ("article_span", {"article_id": "no-such"}),
        ("article_span", {"article_id": "art-agency", "start": 9, "end": 9}),
        ("quotes", {"limit": 0}),
        ("search", {"words": ""}),
        ("articles", {"since": "yesterday"}),
        ("no_such_tool", {}),
    ],
)
def test_what_cannot_be_answered_is_an_error(store: SqliteStore, tool: str, values: dict[str, Any]) -> None:
    """A wrong id, span, limit or day is an error that says so, and the server goes on."""
    assert ask(store, tool, **values).is_error


@pytest.mark.parametrize("words", ['"', "*", "NEAR(", "a" * 500, "wall AND", "\u202e", "'; DROP TABLE articles; --"])
def test_odd_words_are_searched_for(store: SqliteStore, words: str) -> None:
    """Whatever is typed is words to be found, and no statement of a query language."""
    assert not ask(store, "search", words=words).is_error


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_come_to_the_letter(store: SqliteStore, name: str) -> None:
    """What an article tries is text in the answer, as far as an answer goes, and stops no answer."""
    article = keep(store, name, HOSTILE[name])
    answer = ask(store, "article_span", article_id=article.id)
    assert answer.structured_content["words"] == HOSTILE[name][:MOST_CHARACTERS]


def test_without_its_library_it_says_what_to_do(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where mcp is missing the message names it."""
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(UsageError, match="mcp"):
        make_server(store)


def test_texts_are_whole(tools: CaseTools) -> None:
    """An article's text comes to the letter."""
    texts = [tools.article_span(item["id"])["words"] for item in tools.articles()["items"]]
    assert AGENCY in texts
