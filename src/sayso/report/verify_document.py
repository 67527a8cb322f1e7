"""The JSON report against its own texts.

Invariant: each check names its place (``at``, a path of fields) before it reads anything, so that whatever is wrong is
reported where it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.errors import ReportError, SpanError
from sayso.model.ids import sha256_of
from sayso.report.digests import digest_tables
from sayso.report.names import plain

Record = dict[str, Any]
_TABLES = ("stories", "entities", "attributions", "quote_families", "figures", "quantities", "claims", "flags")
_SIDES = ("asserted", "denied", "doubted", "not_observed", "observed")


class DocumentCheck:
    """One walk over a document. ``run`` returns, or raises at the first difference; the counts tell what it read."""

    def __init__(self, document: Record) -> None:
        self.document = document
        self.at = ""
        self.n_spans = 0
        self.n_strings = 0
        self.texts: dict[str, str] = {}
        self.titles: dict[str, str | None] = {}
        self._plain_texts: dict[str, str] = {}
        self._ids: dict[str, dict[str, Record]] = {}
        self._forms: list[tuple[str, ...]] = []

    def run(self) -> None:
        """Check everything.

        Raises:
            ReportError: a hash, an id, a name or a string differs, or a field is missing.
            SpanError: a span does not lie in its text, or other words stand there.
        """
        try:
            self._walk()
        except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
            raise ReportError(f"{self.at}: not of the expected shape ({error!r})") from error

    def _walk(self) -> None:
        for number, article in enumerate(self.document["articles"]):
            self.at = f"articles[{number}]"
            self._article(article)
        self._ids["articles"] = {article["id"]: article for article in self.document["articles"]}
        for table in _TABLES:
            self.at = table
            self._ids[table] = {record["id"]: record for record in self.document[table]}
            self._equal(f"{table}: different ids", len(self.document[table]), len(self._ids[table]))
        self._forms = [tuple(map(plain, entity["forms"])) for entity in self._ids["entities"].values()]
        checks = {
            "stories": self._story,
            "entities": self._entity,
            "attributions": self._attribution,
            "quote_families": self._quote_family,
            "figures": self._figure,
            "quantities": self._quantity,
            "claims": self._claim,
            "copies": self._copy,
            "times": self._time,
            "timeline": self._timeline_entry,
            "flags": self._flag,
            "judgements": self._judgement,
        }
        for table, check in checks.items():
            for number, record in enumerate(self.document.get(table, [])):
                self.at = f"{table}[{number}]"
                check(record)
        self.at = "news"
        if "news" in self.document:
            self._news(self.document["news"])
        self.at = "digests"
        self._digests(self.document.get("digests"))

    def _digests(self, stated: object) -> None:
        """Check what no text can tell: a value, a side, a count, a date, an offset that leads to other words."""
        if not isinstance(stated, dict):
            raise ReportError("digests: it states none; write the report anew, if an earlier sayso wrote it")
        found = digest_tables(self.document)
        for table in sorted(found.keys() | stated.keys()):
            if found.get(table) != stated.get(table):
                raise ReportError(
                    f"{table}: it was changed after it was written: its digest is "
                    f"{found.get(table)!r}, and the report states {stated.get(table)!r}"
                )

    # -- what is equal, where ------------------------------------------------------------------------------------

    def _equal(self, what: str, expected: object, found: object) -> None:
        self.n_strings += isinstance(expected, str)
        if expected != found:
            raise ReportError(f"{self.at}: {what}: expected {expected!r}, found {found!r}")

    def _cut(self, article: str, span: list[int], field: str, exact: str | None = None) -> str:
        """Give the words at a span; if the report says which they are, they must be those."""
        if article not in self.texts:
            raise ReportError(f"{self.at}.{field}: expected the id of an article, found {article!r}")
        start, end = span
        text = self.texts[article]
        if not (type(start) is type(end) is int and 0 <= start < end <= len(text)):
            reason = f"{self.at}.{field}: article {article}: the span {span!r} does not lie in its text"
            raise SpanError(reason, text, int(start), int(end))
        self.n_spans += 1
        words = text[start:end]
        if exact is not None:
            self.n_strings += 1
            if words != exact:
                reason = f"{self.at}.{field}: article {article}: expected {exact!r}, found {words!r}"
                raise SpanError(reason, text, start, end)
        return words

    def _name(self, name: str, words: str, field: str) -> None:
        """Check that a name stands in the words it was made from, or is another name of an entity that does."""
        self.n_strings += 1
        if name.strip() and name.strip() in words:
            return
        wanted, found = plain(name), plain(words)
        if wanted.strip() and wanted in found:
            return
        if any(wanted in forms and any(form in found for form in forms) for forms in self._forms):
            return
        raise ReportError(f"{self.at}.{field}: expected a name that stands in {words[:200]!r}, found {name!r}")

    def _known(self, table: str, ids: Iterable[str | None], field: str) -> None:
        for id_ in ids:
            if id_ is not None and id_ not in self._ids[table]:
                raise ReportError(f"{self.at}.{field}: expected an id of {table}, found {id_!r}")

    def _reports(self, ids: Iterable[str], field: str) -> None:
        for id_ in ids:
            if id_ not in self._ids["attributions"] and id_ not in self._ids["figures"]:
                raise ReportError(f"{self.at}.{field}: expected an id of an attribution or a figure, found {id_!r}")

    def _places(self, places: list[Record], field: str) -> list[str]:
        return [
            self._cut(place["article"], place["span"], f"{field}[{number}]", place["exact"])
            for number, place in enumerate(places)
        ]

    # -- one method a table --------------------------------------------------------------------------------------

    def _article(self, article: Record) -> None:
        id_, text = article["id"], article["text"]
        if id_ in self.texts:
            raise ReportError(f"{self.at}: the id {id_!r} stands twice")
        self._equal(f"article {id_}: sha256 of its text", article["sha256"], sha256_of(text))
        self.texts[id_], self.titles[id_] = text, article["title"]
        for number, span in enumerate(article["furniture"]):
            self._cut(id_, span, f"furniture[{number}]")
        if article["title_span"] is not None:
            words = self._cut(id_, article["title_span"], "title_span")
            self._equal(f"article {id_}: title at its span", plain(article["title"] or ""), plain(words))

    def _story(self, story: Record) -> None:
        self._known("articles", story["articles"], "articles")
        titles = [self.titles[article] for article in story["articles"]]
        if story["title"] is not None and story["title"] not in titles:
            raise ReportError(f"{self.at}.title: expected one of {titles!r}, found {story['title']!r}")

    def _entity(self, entity: Record) -> None:
        mentions = self._places(entity["mentions"], "mentions")
        forms, mentioned = set(map(plain, entity["forms"])), set(map(plain, mentions))
        for number, form in enumerate(entity["forms"]):
            self.n_strings += 1
            if plain(form) not in mentioned and not any(plain(form) in plain(words) for words in mentions):
                raise ReportError(f"{self.at}.forms[{number}]: expected words of a mention, found {form!r}")
        for number, words in enumerate(mentions):
            if plain(words) not in forms and not any(form in plain(words) for form in forms):
                raise ReportError(f"{self.at}.mentions[{number}]: expected one of {entity['forms']!r}, found {words!r}")
        if plain(entity["name"]) not in forms:
            raise ReportError(f"{self.at}.name: expected one of {entity['forms']!r}, found {entity['name']!r}")
        self.n_strings += 1

    def _attribution(self, attribution: Record) -> None:
        article = attribution["article"]
        self.at = f"{self.at} ({attribution['id']})"
        self._equal("strings in exact", len(attribution["content"]), len(attribution["exact"]))
        for number, (span, exact) in enumerate(zip(attribution["content"], attribution["exact"], strict=True)):
            self._cut(article, span, f"content[{number}]", exact)
        for part in ("source", "cue"):
            if attribution[part] is not None:
                self._cut(article, attribution[part], part)
        speaker = attribution["speaker"]
        if speaker is not None:
            self._known("entities", [speaker["id"]], "speaker.id")
            self._name(speaker["name"], self._cut(article, speaker["span"], "speaker.span"), "speaker.name")
        for number, hop in enumerate(attribution["via"]):
            self._name(hop["name"], self._cut(article, hop["span"], f"via[{number}].span"), f"via[{number}].name")
        self._known("attributions", [attribution["nested_in"]], "nested_in")
        self._known("quote_families", [attribution["quote_family"]], "quote_family")

    def _quote_family(self, family: Record) -> None:
        members = [member["attribution"] for member in family["members"]]
        self._known("entities", [family["speaker"]], "speaker")
        self._known("attributions", [family["fullest"], *members], "members")
        if family["fullest"] not in members:
            raise ReportError(f"{self.at}.fullest: expected one of {members!r}, found {family['fullest']!r}")
        fullest = self._ids["attributions"][family["fullest"]]["article"]
        for number, member in enumerate(family["members"]):
            here = self._ids["attributions"][member["attribution"]]["article"]
            for n_edit, edit in enumerate(member["edits"]):
                field = f"members[{number}].edits[{n_edit}]"
                if edit["fullest"] is not None:
                    self._cut(fullest, edit["fullest"], f"{field}.fullest")
                if edit["here"] is not None:
                    self._cut(here, edit["here"], f"{field}.here")

    def _figure(self, figure: Record) -> None:
        self.at = f"{self.at} ({figure['id']})"
        self._cut(figure["article"], figure["span"], "span", figure["exact"])
        if figure["measured"] is not None:
            self._cut(figure["article"], figure["measured"], "measured")
        self._known("attributions", [figure["attribution"]], "attribution")
        self._known("quantities", [figure["quantity"]], "quantity")
        name = figure["according_to"]
        if name is not None and plain(name) not in self._plain_text(figure["article"]):
            self._name(name, self.texts[figure["article"]], "according_to")

    def _quantity(self, quantity: Record) -> None:
        self._known("figures", quantity["figures"], "figures")
        figures = [self._ids["figures"][f] for f in quantity["figures"]]
        label = plain(quantity["label"])
        self.n_strings += 1
        # "4,300km": the unit is no word of the text by itself
        counted = (plain(self.texts[f["article"]][slice(*f["measured"])]) for f in figures if f["measured"] is not None)
        if not any(label in self._plain_text(f["article"]) for f in figures) and label not in counted:
            raise ReportError(f"{self.at}.label: expected words of one of its articles, found {quantity['label']!r}")
        for number, position in enumerate(quantity["positions"]):
            self._known("figures", position["figures"], f"positions[{number}].figures")
            self._origins(position["origins"], f"positions[{number}].origins")

    def _plain_text(self, article: str) -> str:
        if article not in self._plain_texts:
            self._plain_texts[article] = plain(self.texts[article])
        return self._plain_texts[article]

    def _origins(self, origins: Record, field: str) -> None:
        self._reports((id_ for group in origins["groups"] for id_ in group), f"{field}.groups")
        for number, tie in enumerate(origins["why"]):
            self._reports((tie["a"], tie["b"]), f"{field}.why[{number}]")
            self._places(tie["evidence"], f"{field}.why[{number}].evidence")

    def _claim(self, claim: Record) -> None:
        for side in _SIDES:
            self._known("attributions", claim[side], side)
        sayings = [self._ids["attributions"][id_] for side in _SIDES for id_ in claim[side]]
        self.n_strings += 1
        if not any(plain(claim["claim"]) in plain(" ".join(saying["exact"])) for saying in sayings):
            raise ReportError(f"{self.at}.claim: expected words of one of its attributions, found {claim['claim']!r}")
        self._origins(claim["origins"], "origins")
        for number, party in enumerate(claim["parties"]):
            self._known("entities", party["speakers"], f"parties[{number}].speakers")
            self._known("attributions", party["attributions"], f"parties[{number}].attributions")
            self._origins(party["origins"], f"parties[{number}].origins")
        for side in _SIDES:
            of_parties = [id_ for party in claim["parties"] if party["side"] == side for id_ in party["attributions"]]
            self._equal(f"{side}, and the parties on it", sorted(claim[side]), sorted(of_parties))

    def _copy(self, copy: Record) -> None:
        self._known("articles", (copy["from"], copy["to"]), "from, to")
        for number, (there, here) in enumerate(copy["passages"]):
            source = self._cut(copy["from"], there, f"passages[{number}][0]")
            target = self._cut(copy["to"], here, f"passages[{number}][1]")
            if copy["verbatim"]:  # to the letter: curly or straight marks are no difference
                self._equal(f"passages[{number}], said to be verbatim", plain(source), plain(target))
        if copy["credit"] is not None:
            self._cut(copy["to"], copy["credit"], "credit")

    def _time(self, time: Record) -> None:
        self._cut(time["article"], time["span"], "span", time["exact"])

    def _timeline_entry(self, entry: Record) -> None:
        self._reports(entry["refs"], "refs")
        self._known("attributions", entry["said"], "said")
        self._equal("said, beyond refs", [], [id_ for id_ in entry["said"] if id_ not in entry["refs"]])
        self._places(entry["places"], "places")

    def _judgement(self, judgement: Record) -> None:
        """Check the places of a decision, as far as its articles are in the report."""
        for anchor in judgement["anchors"]:
            if anchor["article"] in self.texts:
                for number, span in enumerate(anchor["spans"]):
                    self._cut(anchor["article"], span, f"anchors[{number}]")
        if judgement["value_span"] is not None and judgement["anchors"][0]["article"] in self.texts:
            words = self._cut(judgement["anchors"][0]["article"], judgement["value_span"], "value_span")
            if judgement["kind"] == "speaker":
                self._name(judgement["value"], words, "value")

    def _flag(self, flag: Record) -> None:
        evidence = [" ".join(words.split()) for words in self._places(flag["evidence"], "evidence")]
        for piece in flag["detail"].split(" · ") if flag["detail"] else []:
            self.n_strings += 1
            if not any(" ".join(piece.split()) in words for words in evidence):
                raise ReportError(f"{self.at}.detail: expected words of the evidence {evidence!r}, found {piece!r}")

    def _news(self, news: Record) -> None:
        """Check that all that is called new is in the report, and cut what changed from both texts."""
        for field, table in (("articles", "articles"), ("speakers", "entities"), ("quotes", "attributions")):
            self._known(table, news[field], field)
        self._known("figures", news["figures"], "figures")
        for number, side in enumerate(news["sides"]):
            self._known("claims", [side["claim"]], f"sides[{number}].claim")
            self._known("entities", side["speakers"], f"sides[{number}].speakers")
            self._known("attributions", side["attributions"], f"sides[{number}].attributions")
        for number, origin in enumerate(news["origins"]):
            if origin["of"] not in self._ids["claims"] and origin["of"] not in self._ids["quantities"]:
                raise ReportError(f"{self.at}.origins[{number}].of: expected a claim or a quantity: {origin['of']!r}")
            self._reports(origin["reports"], f"origins[{number}].reports")
        for changed in news["changed"]:
            before = changed["before"]
            self._equal(f"earlier text {before['id']}: sha256", before["sha256"], sha256_of(before["text"]))
            self.texts[before["id"]] = before["text"]
            for number, change in enumerate(changed["changes"]):
                for side, article in (("before", before["id"]), ("after", changed["article"])):
                    if change[side] is not None:
                        at = f"changed[{number}].{side}"
                        self._cut(article, change[side]["span"], at, change[side]["exact"])
