"""The report as W3C Web Annotations (Recommendation of 23 February 2017), an annotation collection in JSON-LD.

Invariant: each target selects its words twice, by quotation and by position; positions are code points of the article's
text as read, whose SHA-256 stands beside it, and cutting there gives the quotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sayso.codec import to_json_bytes
from sayso.model.dossier import Dossier
from sayso.report.document import build_document
from sayso.report.iris import PREFIX, to_iri

Json = dict[str, Any]
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sha256": f"{PREFIX}terms:sha256"}]
AROUND = 32  # code points before and after a quotation


def to_webanno(dossier: Dossier) -> bytes:
    """Render UTF-8 JSON-LD: one collection with one page; an annotation for each attribution, figure, time and flag,
    for each piece of furniture, each wording of an utterance that has several, and each passage that was copied.
    """  # noqa: D205  (one sentence that does not fit a line)
    document = build_document(dossier)
    texts = {article["id"]: article for article in document["articles"]}
    items = list(_annotations(document, texts))
    made_by = document["provenance"]
    generator = {"id": to_iri("sayso"), "type": "Software", "name": f"{made_by['tool']} {made_by['version']}"}
    page = {
        "id": to_iri("annotations-1"),
        "type": "AnnotationPage",
        "partOf": to_iri("annotations"),
        "startIndex": 0,
        "items": items,
    }
    collection = {
        "@context": CONTEXT,
        "id": to_iri("annotations"),
        "type": "AnnotationCollection",
        "generator": generator,
        "total": len(items),
    }
    if items:  # a page without annotations is none
        collection["first"] = page
    return to_json_bytes(collection, indent=1)


def _annotations(document: Mapping[str, Any], texts: Mapping[str, Json]) -> Iterator[Json]:
    for article in document["articles"]:
        for span in article["furniture"]:
            target = _target(article, span)
            yield _annotation(_name("furniture", article["id"], span), "classifying", [_tag("furniture")], [target])
    placed = {a["id"]: (texts[a["article"]], a["content"]) for a in document["attributions"]}
    for attribution in document["attributions"]:
        yield _annotation(attribution["id"], "identifying", _attribution_bodies(attribution), _at(placed, attribution))
    for figure in document["figures"]:
        bodies = [_tag(figure["bound"]), _text("describing", str(figure["value"])), _tag(figure["unit"])]
        if figure["value_to"] is not None:
            bodies.insert(2, _text("describing", str(figure["value_to"])))
        if figure["according_to"] is not None:
            bodies.append(_text("identifying", figure["according_to"]))
        yield _annotation(figure["id"], "describing", bodies, [_target(texts[figure["article"]], figure["span"])])
    for time in document["times"]:
        bodies = [_tag(time["type"]), *([_text("describing", time["value"])] if time["value"] else [])]
        name = _name("time", time["article"], time["span"])
        yield _annotation(name, "describing", bodies, [_target(texts[time["article"]], time["span"])])
    for flag in document["flags"]:
        targets = [_target(texts[place["article"]], place["span"]) for place in flag["evidence"]]
        if targets:
            yield _annotation(flag["id"], "highlighting", [_tag(flag["kind"])], targets)
    for family in document["quote_families"]:
        article, spans = placed[family["fullest"]]
        for member in family["members"]:
            if member["attribution"] != family["fullest"]:
                bodies = [_tag(member["change"]), *(_target(article, span, "linking") for span in spans)]
                name = f"{family['id']}-{member['attribution']}"
                yield _annotation(name, "linking", bodies, _at(placed, {"id": member["attribution"]}))
    for copy in document["copies"]:
        for there, here in copy["passages"]:
            bodies = [_tag(copy["manner"]), _tag(copy["direction"]), _target(texts[copy["from"]], there, "linking")]
            name = f"copy-{_name(copy['from'], copy['to'], here)}-{there[0]}-{there[1]}"
            yield _annotation(name, "linking", bodies, [_target(texts[copy["to"]], here)])


def _attribution_bodies(attribution: Mapping[str, Any]) -> list[Json]:
    bodies = [_tag(attribution["form"]), _tag(attribution["basis"])]
    if speaker := attribution["speaker"]:
        bodies.insert(0, _text("identifying", speaker["name"]))
        if speaker["id"]:  # beside the name, not on it: the id is a person's or a body's, not a text's
            source = to_iri(speaker["id"])
            bodies.insert(1, {"type": "SpecificResource", "purpose": "identifying", "source": source})
    return bodies


def _annotation(id_: str, motivation: str, bodies: list[Json], targets: list[Json]) -> Json:
    return {
        "id": to_iri(id_),
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _at(placed: Mapping[str, tuple[Json, list[tuple[int, int]]]], attribution: Mapping[str, Any]) -> list[Json]:
    article, spans = placed[attribution["id"]]
    return [_target(article, span) for span in spans]


def _target(article: Mapping[str, Any], span: tuple[int, int], purpose: str | None = None) -> Json:
    start, end = span
    text = article["text"]
    source = {"id": to_iri(article["id"]), "type": "Text", "format": "text/plain", "sha256": article["sha256"]}
    if article["language"]:
        source["language"] = article["language"]
    return {
        "type": "SpecificResource",
        **({"purpose": purpose} if purpose else {}),
        "source": source,
        **({"scope": article["url"]} if article["url"] else {}),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _tag(value: str) -> Json:
    return _text("tagging", value)


def _text(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _name(*parts: str | Iterable[int]) -> str:
    return "-".join(part if isinstance(part, str) else "-".join(map(str, part)) for part in parts)
