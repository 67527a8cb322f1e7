"""The report as FollowTheMoney entities, JSON lines, as Aleph and its kin load them.

Invariant: only schemata and properties of FollowTheMoney are used, every value is a string in a list, and every entity
that is referred to is in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sayso.codec import to_json_bytes
from sayso.model.dossier import Dossier
from sayso.model.ids import derive_id
from sayso.report.document import build_document

Json = dict[str, Any]
SCHEMATA = {"person": "Person", "organisation": "Organization"}
LANGUAGES = {
    "ar": "ara",
    "cs": "ces",
    "da": "dan",
    "de": "deu",
    "el": "ell",
    "en": "eng",
    "es": "spa",
    "fi": "fin",
    "fr": "fra",
    "he": "heb",
    "hu": "hun",
    "it": "ita",
    "ja": "jpn",
    "nl": "nld",
    "no": "nor",
    "pl": "pol",
    "pt": "por",
    "ro": "ron",
    "ru": "rus",
    "sv": "swe",
    "tr": "tur",
    "uk": "ukr",
    "zh": "zho",
}
"""ISO 639-1 to the three letters of ISO 639-3 that FollowTheMoney wants; other languages are left out."""


def to_ftm(dossier: Dossier) -> bytes:
    """Render UTF-8 JSON lines: an Article each, a Person or Organization for each entity, a Mention for each article
    that names one, a Note for each attribution (its words, on its article and its speaker).
    """  # noqa: D205  (one sentence that does not fit a line)
    return b"".join(to_json_bytes(entity) + b"\n" for entity in _entities(build_document(dossier)))


def _entities(document: Mapping[str, Any]) -> Iterator[Json]:
    for article in document["articles"]:
        yield _article(article)
    known = {entity["id"] for entity in document["entities"] if entity["kind"] in SCHEMATA}
    for entity in document["entities"]:
        if entity["id"] in known:
            yield from _named(entity)
    names = {article["id"]: article["title"] or article["path"] for article in document["articles"]}
    for attribution in document["attributions"]:
        speaker = (attribution["speaker"] or {}).get("id")
        yield _entity(
            attribution["id"],
            "Note",
            name=[names[attribution["article"]]],
            description=[" … ".join(attribution["exact"])],
            entity=[attribution["article"], speaker if speaker in known else None],
            keywords=[attribution["form"], attribution["basis"]],
        )


def _article(article: Mapping[str, Any]) -> Json:
    return _entity(
        article["id"],
        "Article",
        fileName=[(article["path"] or article["url"] or article["id"]).rsplit("/", 1)[-1] or article["id"]],
        title=[article["title"]],
        author=article["authors"],
        publisher=[article["publisher"]],
        sourceUrl=[article["url"]],
        publishedAt=[_instant(article["published_at"])],
        modifiedAt=[_instant(article["modified_at"])],
        retrievedAt=[_instant(article["retrieved_at"])],
        language=[LANGUAGES.get(article["language"] or "")],
        mimeType=["text/plain"],
        bodyText=[article["text"]],
    )


def _named(entity: Mapping[str, Any]) -> Iterator[Json]:
    schema = SCHEMATA[entity["kind"]]
    others = [form for form in entity["forms"] if form != entity["name"]]
    yield _entity(entity["id"], schema, name=[entity["name"]], alias=others)
    forms: dict[str, dict[str, None]] = {}
    for place in entity["mentions"]:
        forms.setdefault(place["article"], {})[place["exact"]] = None
    for article, names in forms.items():
        yield _entity(
            derive_id("mention", entity["id"], article),
            "Mention",
            document=[article],
            resolved=[entity["id"]],
            name=list(names),
            detectedSchema=[schema],
        )


def _entity(id_: str, schema: str, **properties: Iterable[str | None]) -> Json:
    kept = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _instant(value: str | None) -> str | None:
    """Give a date or an instant without its zone letter: FollowTheMoney's times are UTC and have none."""
    return value.removesuffix("Z") if value else None
