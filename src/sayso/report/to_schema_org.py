"""The report as schema.org JSON-LD: articles, the quotations in them, who said them, and what is claimed.

Invariant: only types and properties of schema.org's own vocabulary are used, and nothing is rated: a claim says who
takes it up where, never whether it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sayso.codec import to_json_bytes
from sayso.model.dossier import Dossier
from sayso.report.document import build_document
from sayso.report.iris import to_iri

Json = dict[str, Any]
_THINGS = {"person": "Person", "organisation": "Organization", "place": "Place"}


def to_schema_org(dossier: Dossier) -> bytes:
    """Render UTF-8 JSON-LD: a graph of NewsArticle, Quotation (words in quotation marks, wholly or partly), Statement
    (words of the writer), Person, Organization, Place, Claim, and Collection for a story.

    ``position`` of what stands in an article is its span, ``start-end``, in code points of ``articleBody``.
    """  # noqa: D205  (one sentence that does not fit a line)
    document = build_document(dossier)
    graph = [_kept(node) for node in _nodes(document)]
    return to_json_bytes({"@context": "https://schema.org", "@graph": graph}, indent=1)


def _nodes(document: Mapping[str, Any]) -> Iterator[Json]:
    sources: dict[str, list[Json]] = {}
    for copy in document["copies"]:
        if copy["direction"] == "credited":
            sources.setdefault(copy["to"], []).append(_ref(copy["from"]))
    for article in document["articles"]:
        yield _article(article, sources.get(article["id"], []))
    for story in document["stories"]:
        parts = [_ref(article) for article in story["articles"]]
        yield {"@type": "Collection", "@id": to_iri(story["id"]), "name": story["title"], "hasPart": parts}
    for entity in document["entities"]:
        names = [form for form in entity["forms"] if form != entity["name"]]
        type_ = _THINGS.get(entity["kind"], "Thing")
        yield {"@type": type_, "@id": to_iri(entity["id"]), "name": entity["name"], "alternateName": names}
    for attribution in document["attributions"]:
        yield _saying(attribution)
    said = {attribution["id"]: attribution for attribution in document["attributions"]}
    for claim in document["claims"]:
        yield _claim(claim, said)


def _article(article: Mapping[str, Any], sources: list[Json]) -> Json:
    publisher = {"@type": "Organization", "name": article["publisher"]} if article["publisher"] else None
    return {
        "@type": "NewsArticle",
        "@id": to_iri(article["id"]),
        "identifier": article["id"],
        "url": article["url"],
        "headline": article["title"],
        "publisher": publisher,
        "author": [{"@type": "Person", "name": name} for name in article["authors"]],
        "datePublished": article["published_at"],
        "dateModified": article["modified_at"],
        "inLanguage": article["language"],
        "isBasedOn": sources,
        "articleBody": article["text"],
    }


def _saying(attribution: Mapping[str, Any]) -> Json:
    is_quoted = attribution["form"] != "indirect"
    speaker = attribution["speaker"]
    named = None
    if speaker and speaker["id"]:
        named = _ref(speaker["id"])
    elif speaker:
        named = {"@type": _THINGS.get(speaker["kind"], "Thing"), "name": speaker["name"]}
    return {
        "@type": "Quotation" if is_quoted else "Statement",
        "@id": to_iri(attribution["id"]),
        "text": attribution["exact"] if len(attribution["exact"]) > 1 else attribution["exact"][0],
        "spokenByCharacter" if is_quoted else "creator": named,
        "isPartOf": _ref(attribution["article"]),
        "position": ",".join(f"{start}-{end}" for start, end in attribution["content"]),
    }


def _claim(claim: Mapping[str, Any], said: Mapping[str, Mapping[str, Any]]) -> Json:
    asserted = [said[id_] for id_ in claim["asserted"]]
    speakers = dict.fromkeys(a["speaker"]["id"] for a in asserted if a["speaker"] and a["speaker"]["id"])
    return {
        "@type": "Claim",
        "@id": to_iri(claim["id"]),
        "text": claim["claim"],
        "appearance": [_ref(attribution["id"]) for attribution in asserted],
        "claimInterpreter": [_ref(id_) for id_ in speakers],
    }


def _ref(id_: str) -> Json:
    return {"@id": to_iri(id_)}


def _kept(node: Json) -> Json:
    """Leave out what the texts do not tell."""
    return {key: value for key, value in node.items() if value not in (None, [])}
