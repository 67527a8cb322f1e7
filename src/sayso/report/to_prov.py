"""Where everything in the report comes from, as PROV-JSON (W3C Member Submission of 24 April 2013).

Invariant: every attribution and figure is derived from the article that it was cut from, with its span, and every
decision of a person from that person.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.codec import to_json_bytes
from sayso.model.dossier import Dossier
from sayso.model.ids import derive_id
from sayso.report.document import build_document
from sayso.report.iris import PREFIX

Json = dict[str, Any]
_PREFIXES = {"sayso": PREFIX, "terms": f"{PREFIX}terms:"}
_AGENTS = {"person": "prov:Person", "organisation": "prov:Organization"}


def to_prov(dossier: Dossier) -> bytes:
    """Render UTF-8 PROV-JSON: articles, attributions, figures and decisions as entities, the run as an activity, the
    tool, speakers, publishers and those who decided as agents.
    """  # noqa: D205  (one sentence that does not fit a line)
    graph = _Graph()
    document = build_document(dossier)
    graph.tell_run(document)
    for article in document["articles"]:
        graph.tell_article(article)
    for entity in document["entities"]:
        label = {"prov:label": entity["name"]}
        graph.add("agent", f"sayso:{entity['id']}", label | _typed(_AGENTS.get(entity["kind"], "terms:Voice")))
    for attribution in document["attributions"]:
        graph.tell_attribution(attribution)
    for figure in document["figures"]:
        graph.tell_cut("Figure", figure, [figure["span"]])
    for copy in document["copies"]:
        extra = {"terms:share": _literal(copy["share"], "xsd:double"), "terms:direction": copy["direction"]}
        graph.tell_derived(copy["to"], copy["from"], extra)
    for judgement in document["judgements"]:
        graph.tell_judgement(judgement)
    return to_json_bytes(graph.done(), indent=1)


class _Graph:
    """The records by kind, each under its id; relations are numbered as they are told."""

    def __init__(self) -> None:
        self._records: dict[str, dict[str, Json]] = {}
        self._n_relations = 0

    def done(self) -> Json:
        """Give the document."""
        return {"prefix": dict(_PREFIXES), **self._records}

    def add(self, kind: str, id_: str, record: Json) -> None:
        """Tell a record; the first one that is told of an id stays."""
        self._records.setdefault(kind, {}).setdefault(id_, record)

    def relate(self, kind: str, **ends: Any) -> None:
        """Tell a relation between records; ``prov__x`` stands for ``prov:x``."""
        self._n_relations += 1
        record = {name.replace("__", ":"): value for name, value in ends.items()}
        self._records.setdefault(kind, {})[f"_:r{self._n_relations}"] = record

    def tell_run(self, document: Mapping[str, Any]) -> None:
        """Tell the report, the run that made it, and with what."""
        made_by = document["provenance"]
        tool = {
            "prov:label": made_by["tool"],
            "terms:version": made_by["version"],
            "terms:annotator": made_by["annotator"],
        }
        tool |= {"terms:weights": made_by["weights"]} if made_by["weights"] else {}
        self.add("entity", "sayso:report", _typed("terms:Report") | {"terms:schema": document["schema"]})
        self.add("activity", "sayso:run", _typed("terms:Run"))
        self.add("agent", "sayso:tool", tool | _typed("prov:SoftwareAgent"))
        self.relate("wasAssociatedWith", prov__activity="sayso:run", prov__agent="sayso:tool")
        self.relate("wasGeneratedBy", prov__entity="sayso:report", prov__activity="sayso:run")

    def tell_article(self, article: Mapping[str, Any]) -> None:
        """Tell an article, and that the run used it."""
        id_ = f"sayso:{article['id']}"
        told = {"terms:sha256": article["sha256"]}
        names = ("title", "url", "path", "published_at", "retrieved_at", "record_id", "record_digest")
        told |= {f"terms:{name}": article[name] for name in names if article[name]}
        self.add("entity", id_, _typed("terms:Article") | told)
        self.relate("used", prov__activity="sayso:run", prov__entity=id_)
        if article["publisher"]:
            publisher = self._name_agent("publisher", article["publisher"], "prov:Organization")
            self.relate("wasAttributedTo", prov__entity=id_, prov__agent=publisher)

    def tell_attribution(self, attribution: Mapping[str, Any]) -> None:
        """Tell an attribution, and whose words it gives."""
        self.tell_cut("Attribution", attribution, attribution["content"])
        if attribution["speaker"] and attribution["speaker"]["id"]:
            speaker = f"sayso:{attribution['speaker']['id']}"
            self.relate("wasAttributedTo", prov__entity=f"sayso:{attribution['id']}", prov__agent=speaker)

    def tell_cut(self, type_: str, record: Mapping[str, Any], spans: list[tuple[int, int]]) -> None:
        """Tell what was cut from an article, and where."""
        where = {"terms:spans": " ".join(f"{start}-{end}" for start, end in spans)}
        self.add("entity", f"sayso:{record['id']}", _typed(f"terms:{type_}") | where)
        self.relate("wasGeneratedBy", prov__entity=f"sayso:{record['id']}", prov__activity="sayso:run")
        self.tell_derived(record["id"], record["article"], {})

    def tell_derived(self, of: str, source: str, extra: Json) -> None:
        """Tell that one record comes from another."""
        self.relate("wasDerivedFrom", prov__generatedEntity=f"sayso:{of}", prov__usedEntity=f"sayso:{source}", **extra)

    def tell_judgement(self, judgement: Mapping[str, Any]) -> None:
        """Tell a decision, and who made it; the report comes from it too."""
        id_ = f"sayso:{judgement['id']}"
        told = {f"terms:{name}": judgement[name] for name in ("kind", "verdict", "value", "decided_at")}
        self.add("entity", id_, _typed("terms:Judgement") | {k: v for k, v in told.items() if v is not None})
        self.relate("used", prov__activity="sayso:run", prov__entity=id_)
        if judgement["decided_by"]:
            person = self._name_agent("person", judgement["decided_by"], "prov:Person")
            self.relate("wasAttributedTo", prov__entity=id_, prov__agent=person)

    def _name_agent(self, kind: str, name: str, type_: str) -> str:
        """Tell an agent that has a name only, and give its id."""
        id_ = f"sayso:{derive_id(kind, name)}"
        self.add("agent", id_, {"prov:label": name} | _typed(type_))
        return id_


def _typed(type_: str) -> Json:
    return {"prov:type": {"$": type_, "type": "prov:QUALIFIED_NAME"}}


def _literal(value: object, type_: str) -> Json:
    return {"$": str(value), "type": type_}
