"""The API: each answer is one that its description names, and each record one that the report's schema allows."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.web.records import KINDS, UNNAMED
from tests.report.invented import AGENCY, FULLEST, ONE, TWO
from tests.web.asking import Answer, Asker

LISTS = [*KINDS, "search?q=wall"]


def read(answer: Answer) -> Any:
    """Read an answer's JSON."""
    return json.loads(answer.body)


def check(description: dict[str, Any], path: str, answer: Answer) -> list[str]:
    """Say in what an answer differs from what the description has for this path."""
    told = description["paths"][path]["get"]["responses"].get(str(answer.status))
    if told is None:
        return [f"{answer.status} is not described"]
    if answer.status == 304:
        return []
    kind = answer.headers["content-type"]
    if kind not in told["content"]:
        return [f"{kind} is not described"]
    schema = {**told["content"][kind]["schema"], "components": description["components"]}
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(read(answer))]


@pytest.fixture
def description(asker: Asker) -> Any:
    """Give the API's description of itself."""
    return read(asker.get("/api/v1/openapi.json"))


@pytest.mark.parametrize("name", list(KINDS))
def test_lists_are_as_described(asker: Asker, description: Any, name: str) -> None:
    """Each list answers with records of its type."""
    answer = asker.get(f"/api/v1/{name}")
    assert (answer.status, check(description, f"/{name}", answer)) == (200, [])


@pytest.mark.parametrize(
    ("name", "n"),
    [
        *[("articles", 2), ("stories", 1), ("speakers", 1), ("attributions", 3), ("figures", 2), ("families", 1)],
        *[("quantities", 1), ("claims", 1), ("copies", 1), ("timeline", 2), ("flags", 2), ("search?q=wall", 2)],
        *[("attributions?form=direct", 1), ("attributions?speaker=ent-keeper", 2), ("attributions?story=sto-dam", 3)],
        *[("attributions?family=fam-gates", 2), (f"figures?article={ONE.id}", 1), ("figures?quantity=qty-people", 2)],
        *[("articles?outlet=Tallwire", 1), ("articles?since=2031-05-04", 0), ("speakers?name=brask", 1)],
        *[(f"claims?article={TWO.id}", 1), (f"timeline?article={ONE.id}", 2), (f"timeline?article={TWO.id}", 0)],
        *[("flags?kind=quote+altered", 1), (f"copies?article={TWO.id}", 1), ("families?speaker=nobody", 0)],
    ],
)
def test_lists_are_narrowed(asker: Asker, name: str, n: int) -> None:
    """A list holds what it is narrowed to, and says how much that is."""
    found = read(asker.get(f"/api/v1/{name}"))
    assert (len(found["items"]), found["n_total"]) == (n, n)


@pytest.mark.parametrize("name", [name for name in KINDS if name not in UNNAMED])
def test_one_record_is_as_in_its_list(asker: Asker, description: Any, name: str) -> None:
    """Asked for by its id, a record is as described, and the same as in the list."""
    listed = read(asker.get(f"/api/v1/{name}"))["items"]
    answers = [asker.get(f"/api/v1/{name}/{quote(record['id'], safe='')}") for record in listed]
    assert [check(description, f"/{name}/{{id}}", answer) for answer in answers] == [[] for _ in listed]
    assert [read(answer) for answer in answers] == listed


def test_a_quote_carries_its_spans(asker: Asker) -> None:
    """An attribution comes with its exact words and where they stand."""
    found = read(asker.get(f"/api/v1/attributions/{FULLEST.id}"))
    assert found["exact"] == [AGENCY[start:end] for start, end in found["content"]]


@pytest.mark.parametrize("name", LISTS)
def test_stretches_hold_each_record_once(asker: Asker, name: str) -> None:
    """Read one by one, a list is the same as read at once."""
    sign = "&" if "?" in name else "?"
    whole = read(asker.get(f"/api/v1/{name}"))
    parts = [
        read(asker.get(f"/api/v1/{name}{sign}limit=1&offset={start}"))["items"] for start in range(whole["n_total"])
    ]
    assert [part[0] for part in parts] == whole["items"]


def test_links_lead_on(asker: Asker) -> None:
    """A stretch leads to the next one and to the one before."""
    assert asker.get("/api/v1/attributions?form=direct&limit=1").headers.get("link") is None
    assert asker.get("/api/v1/attributions?limit=1&offset=1").headers["link"] == (
        '</api/v1/attributions?limit=1&offset=2>; rel="next", </api/v1/attributions?limit=1&offset=0>; rel="prev"'
    )


def test_nothing_is_sent_twice(asker: Asker) -> None:
    """Who names the answer's tag is told that it is as it was."""
    tag = asker.get("/api/v1/claims").headers["etag"]
    again = asker.ask("GET", "/api/v1/claims", headers={"if-none-match": tag})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)


@pytest.mark.parametrize(
    ("path", "status"),
    [("claims/none", 404), ("nothing", 404), ("claims?limit=0", 422), ("articles?since=may", 422), ("search", 422)],
)
def test_errors_are_problems(asker: Asker, path: str, status: int) -> None:
    """An error is told as RFC 9457 has it."""
    answer = asker.get(f"/api/v1/{path}")
    assert (answer.status, answer.headers["content-type"], read(answer)["status"]) == (
        status,
        "application/problem+json",
        status,
    )


def test_nothing_is_changed(asker: Asker) -> None:
    """The API is for reading: a form is refused."""
    assert asker.post("/api/v1/claims", {}).status == 405


def test_another_host_is_refused(asker: Asker) -> None:
    """The guard of the pages stands before the API too."""
    asker.host = "evil.example"
    assert asker.get("/api/v1/articles").status == 421


ODD = st.one_of(
    st.text(max_size=30), st.integers().map(str), st.sampled_from(["", "'", '"', "*", "%", "\x00", "-1", "NaN"])
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_asked_is_answered_as_described(asker: Asker, description: Any, data: st.DataObject) -> None:
    """No value of any parameter leads to an answer that is not described, nor to an error of ours."""
    path = data.draw(st.sampled_from(sorted(description["paths"])))
    names = [given["name"] for given in description["paths"][path]["get"]["parameters"] if given["in"] == "query"]
    values = {name: data.draw(ODD) for name in names if data.draw(st.booleans())}
    id_ = data.draw(ODD.filter(lambda text: text.strip("./") and "/" not in text))
    answer = asker.get("/api/v1" + path.replace("{id}", quote(id_, safe="")) + "?" + urlencode(values))
    assert check(description, path, answer) == []
