"""Each export is read by a program or a vocabulary that others made for its format."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.namespace import SDO

from sayso.report.export import export_as
from sayso.report.tables import TABLES, read_tables
from tests.report.invented import dossier

ENTITIES = [json.loads(line) for line in bytes(export_as(dossier(), "ftm")).splitlines()]
OA = Namespace("http://www.w3.org/ns/oa#")
TERMS = {"@vocab": str(OA), "id": "@id", "type": "@type"}
pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:rdflib")  # it warns of itself


def read_graph(document: dict[str, Any], terms: dict[str, str]) -> Graph:
    """Read JSON-LD as RDF, its terms told here: no context is fetched."""
    return Graph().parse(data=json.dumps({**document, "@context": terms}), format="json-ld")


@pytest.fixture(scope="module")
def model() -> Any:
    """Give FollowTheMoney's own model. Its library wants ICU, to write names in other scripts: not asked for here."""
    icu = ModuleType("icu")
    icu.Transliterator = SimpleNamespace(createInstance=lambda _: SimpleNamespace(transliterate=str))  # type: ignore[attr-defined]
    sys.modules.setdefault("icu", icu)
    from followthemoney import model

    return model


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity["id"])
def test_followthemoney_takes_each_entity_as_it_is(model: Any, entity: dict[str, Any]) -> None:
    """FollowTheMoney knows the schema and each property, and cleans no value away."""
    read = model.get_proxy(entity).to_dict()
    kept = {name: sorted(values) for name, values in read["properties"].items()}
    assert (read["schema"], kept) == (entity["schema"], {k: sorted(v) for k, v in entity["properties"].items()})


def test_schema_org_has_every_term() -> None:
    """As RDF, each property and each type of the JSON-LD is a term of schema.org as rdflib ships it."""
    document = json.loads(bytes(export_as(dossier(), "schema.org")))
    assert document["@context"] == "https://schema.org"
    graph = read_graph(document, {"@vocab": str(SDO)})
    terms = {term for _, term, _ in graph if term != RDF.type} | set(graph.objects(None, RDF.type))
    assert sorted(term for term in terms if term not in SDO) == []


def test_schema_org_has_each_property_for_its_type() -> None:
    """Each thing, nested ones too, has only properties that schema.org has for its type, as models made from it say."""
    things = list(typed(json.loads(bytes(export_as(dossier(), "schema.org")))))
    used = {(thing["@type"], name) for thing in things for name in thing if not name.startswith("@")}
    assert {name for _, name in used} >= {"spokenByCharacter", "claimInterpreter", "articleBody"}
    assert sorted((type_, name) for type_, name in used if name not in properties_of(type_)) == []


def typed(value: Any) -> Iterator[dict[str, Any]]:
    """Give every object that says its type, at any depth."""
    if isinstance(value, dict) and "@type" in value:
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from typed(each)


def properties_of(type_: str) -> set[str]:
    """Give the properties of a type of schema.org, its own and those that it inherits."""
    fields = getattr(import_module(f"pydantic2_schemaorg.{type_}"), type_).__fields__.values()
    return {field.alias for field in fields}


def test_annotations_are_read_and_given_back() -> None:
    """The IIIF consortium's models read each annotation strictly and lose nothing but our digest."""
    from iiif_prezi3.skeleton import AnnotationPage

    document = json.loads(bytes(export_as(dossier(), "webanno")))
    page = {**document["first"], "partOf": None}  # IIIF has a list there, the W3C one collection
    read = AnnotationPage.model_validate(page).model_dump_json(exclude_none=True, by_alias=True)
    assert json.loads(read)["items"] == leave_out("sha256", page["items"])


def leave_out(name: str, value: Any) -> Any:
    """Give a value without what it has under a name, at any depth."""
    if isinstance(value, dict):
        return {key: leave_out(name, each) for key, each in value.items() if key != name}
    return [leave_out(name, each) for each in value] if isinstance(value, list) else value


def test_annotations_are_linked_data() -> None:
    """As RDF, each annotation has a target that leads to the article, and nothing falls out of the graph."""
    document = json.loads(bytes(export_as(dossier(), "webanno")))
    graph = read_graph(document, TERMS)
    annotations = set(graph.subjects(RDF.type, None)) & set(graph.subjects(OA.target, None))
    assert len(annotations) == document["total"]


def test_datasette_opens_the_database(tmp_path: Path) -> None:
    """Datasette shows every table of the report with as many rows as it has, and searches the articles."""
    from datasette.app import Datasette

    path = tmp_path / "report.db"
    path.write_bytes(bytes(export_as(dossier(), "datasette")))

    async def look() -> tuple[dict[str, int], int]:
        datasette = Datasette([str(path)])
        await datasette.invoke_startup()
        shown = (await datasette.client.get("/report.json")).json()["tables"]
        found = await datasette.client.get("/report/articles.json?_search=wall")
        return {table["name"]: table["count"] for table in shown if not table["hidden"]}, found.status_code

    counts, status = asyncio.run(look())
    source = read_tables(dossier())
    assert (counts, status) == ({table.name: len(list(table.rows(source))) for table in TABLES}, 200)
