"""The bundled example from end to end: eight articles in, and what a reader must find in the report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from sayso.model.article import Article
from sayso.pipeline import make_dossier
from sayso.read.reader import read_paths
from sayso.report.to_html import to_html
from sayso.report.to_json import to_json
from sayso.report.verify import verify_report

CROSSING = Path(__file__).parent.parent / "examples" / "crossing"
ARTICLES = CROSSING / "articles"
MINISTER = "Ilyas Makhovsky"
BEYOND = pytest.mark.xfail(reason="beyond the rules of this version: the speaker stays unknown, or is another")


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    """Give what a careful reader finds in the eight articles."""
    found: dict[str, Any] = json.loads((CROSSING / "gold.json").read_bytes())
    return found


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Give the texts as read, by the name of their file."""
    found = [article for article in read_paths([ARTICLES]) if isinstance(article, Article)]
    return {(article.path or "").rpartition("/")[2]: article.text for article in found}


@pytest.fixture(scope="module")
def data() -> bytes:
    """Give the report as written."""
    return to_json(make_dossier([ARTICLES]))


@pytest.fixture(scope="module")
def report(data: bytes) -> Report:
    """Give the report, ready to be asked."""
    return Report(json.loads(data))


class Report:
    """A report document with the look-ups a reader does by eye."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.articles = {article["id"]: article for article in document["articles"]}
        self.attributions = {attribution["id"]: attribution for attribution in document["attributions"]}
        self.figures = {figure["id"]: figure for figure in document["figures"]}

    def file_of(self, article_id: str) -> str:
        """Give the two digits that the file of an article begins with."""
        return str(self.articles[article_id]["path"]).rpartition("/")[2][:2]

    def words(self, attribution: dict[str, Any]) -> str:
        """Give the content of an attribution, its parts joined by a bar."""
        text = self.articles[attribution["article"]]["text"]
        return " | ".join(text[start:end] for start, end in attribution["content"])

    def saying(self, file: str, part: str) -> dict[str, Any]:
        """Give the shortest attribution of a file whose content holds these words."""
        found = [a for a in self.attributions.values() if self.file_of(a["article"]) == file and part in self.words(a)]
        return min(found, key=lambda a: len(self.words(a)), default={"speaker": None, "not found": part})

    def speaker(self, file: str, part: str) -> str | None:
        """Give the name of who said these words in that file."""
        speaker = self.saying(file, part).get("speaker")
        return speaker["name"] if speaker else None

    def counted(self, file: str, part: str) -> dict[str, Any]:
        """Give the figure of a file whose span holds these words."""
        found = [
            figure
            for figure in self.figures.values()
            if self.file_of(figure["article"]) == file
            and part in self.articles[figure["article"]]["text"][slice(*figure["span"])]
        ]
        return found[0] if found else {"not found": part}


def spans_with_words(gold: dict[str, Any]) -> Iterator[tuple[str, list[int] | None, str | None]]:
    """Give every span of the gold file, with its article and the words it must cut."""
    for layer in ("figures", "times", "boilerplate"):
        for entry in gold[layer]:
            yield entry["article"], entry["span"], entry["words"]
    for entry in gold["attributions"]:
        for span, words in zip(entry["content"], entry["words"]["content"], strict=True):
            yield entry["article"], span, words
        yield entry["article"], entry["source"], entry["words"]["source"]
        yield entry["article"], entry["cue"], entry["words"]["cue"]


def test_gold_spans_cut_their_words(gold: dict[str, Any], texts: dict[str, str]) -> None:
    """Each span of the gold file cuts exactly the words that stand beside it."""
    wrong = [
        (file, span, words)
        for file, span, words in spans_with_words(gold)
        if (texts[file][slice(*span)] if span else None) != words
    ]
    assert wrong == []


def test_gold_names_only_what_it_holds(gold: dict[str, Any]) -> None:
    """Each id that a claim, a dispute or a nested attribution of the gold file names is in the gold file."""
    sides = [gold["claims"][0][side] for side in ("asserted", "denied", "not_observed")]
    named = {id_ for side in sides for id_ in side} | {a["nested_in"] for a in gold["attributions"]} - {None}
    named |= {id_ for dispute in gold["figure_disputes"] for id_ in dispute["figures"] + dispute["not_in_it"]}
    assert named <= {entry["id"] for layer in ("attributions", "figures") for entry in gold[layer]}


def test_no_fault(report: Report) -> None:
    """All eight articles are read and annotated without a fault."""
    assert (len(report.articles), report.document["faults"]) == (8, [])


def test_verifies(data: bytes) -> None:
    """Every hash, span and name of the report is right, as `sayso verify` sees it."""
    assert verify_report(data).n_articles == 8


def test_same_bytes_twice(data: bytes) -> None:
    """A second run over the same files gives the same bytes."""
    assert to_json(make_dossier([ARTICLES])) == data


def test_same_page_twice() -> None:
    """The page, too, is the same byte for byte."""
    assert to_html(make_dossier([ARTICLES])) == to_html(make_dossier([ARTICLES]))


def test_one_story(report: Report) -> None:
    """The eight articles are one story."""
    assert [len(story["articles"]) for story in report.document["stories"]] == [8]


@pytest.mark.parametrize(
    ("file", "date", "stated_in"),
    [
        ("01", "2024-03-12T06:40:00Z", "manifest"),
        ("05", "2024-03-13", "manifest"),
        ("06", "2024-03-12", "text"),
        ("07", "2024-03-13T21:30:00Z", "record"),
    ],
)
def test_dates(report: Report, file: str, date: str, stated_in: str) -> None:
    """Each article has the date it states, from the place that states it."""
    dates = {report.file_of(id_): (a["published_at"], a["published_from"]) for id_, a in report.articles.items()}
    assert dates[file] == (date, stated_in)


@pytest.mark.parametrize(
    ("file", "words", "speaker"),
    [
        ("01", "She rolled over in less than a minute", "Juna Kestrel"),
        ("01", "I held a child's hand", "Juna Kestrel"),
        ("01", "Anyone who says otherwise", "Petra Vannik"),
        ("02", "We have not been inside yet", "Marit Hollum"),
        ("01", "the hull had settled on its side", "Tomas Brey"),
        ("03", "She rolled over in under a minute", "Juna Kestrel"),
        ("04", "The list we were given had 138 names on it", MINISTER),
        pytest.param("04", "I would rather be slow than wrong", MINISTER, marks=BEYOND),
        ("04", "They keep bringing us tea", "Emil Brandt"),
        ("05", "I worked that route for 20 years", "Aldous Pike"),
        pytest.param("05", "I will not stand here", MINISTER, marks=BEYOND),
        pytest.param("06", "we do not distribute the guilt", MINISTER, marks=BEYOND),
        pytest.param("06", "I do not know, madam", MINISTER, marks=BEYOND),
        ("06", "We have received nobody alive", "Osk Lindemar"),
        ("06", "There was no overload", "Petra Vannik"),
        ("06", "I see only the iron", "Marit Hollum"),
        ("07", "The first boat brought us nine people", "Osk Lindemar"),
        ("07", "I should not have told them that", "Osk Lindemar"),
        ("07", "until then it's just paper", MINISTER),
        ("07", "I would rather be slow than wrong", MINISTER),
        ("08", "We are counting people, not assigning blame", MINISTER),
    ],
)
def test_who_said_it(report: Report, file: str, words: str, speaker: str) -> None:
    """The words are given to the one who said them, under one name in all articles."""
    assert report.speaker(file, words) == speaker


def test_several_paragraphs(report: Report) -> None:
    """A quotation of which each paragraph opens and only the last closes is one attribution."""
    saying = report.saying("07", "The first boat brought us nine people")
    assert report.words(saying).endswith("I should not have told them that,")


def test_name_variants(report: Report) -> None:
    """Makhovsky, Makhovskyi and Makhowskij are one man."""
    minister = next(entity for entity in report.document["entities"] if entity["name"] == MINISTER)
    assert {"Ilyas Makhovsky", "Ilias Makhovskyi", "Iljas Makhowskij"} <= set(minister["forms"])


@pytest.mark.parametrize("file", ["04", "05", "06", "07"])
def test_interview_in_four_wordings(report: Report, file: str) -> None:
    """Each outlet that quotes the interview with Radio Ondra is in the family of its fullest wording."""
    fullest = report.saying("04", "The list we were given had 138 names on it")
    family = next(f for f in report.document["quote_families"] if f["fullest"] == fullest["id"])
    members = {report.file_of(report.attributions[m["attribution"]]["article"]) for m in family["members"]}
    assert file in members


def test_reprint_is_credited(report: Report) -> None:
    """The reprint is a copy of the agency's article, on its own word."""
    copies = {(report.file_of(c["from"]), report.file_of(c["to"])): c for c in report.document["copies"]}
    copy = copies["01", "02"]
    assert (copy["direction"], copy["share"] > 0.9) == ("credited", True)


def test_silent_rewrite_is_found(report: Report) -> None:
    """The rewrite without a credit shares text with the agency's article, which is earlier."""
    copies = {(report.file_of(c["from"]), report.file_of(c["to"])): c["direction"] for c in report.document["copies"]}
    assert {copies.get(("01", "03")), copies.get(("02", "03"))} & {"earlier"} == {"earlier"}


@pytest.mark.parametrize(
    ("file", "words", "value", "bound"),
    [
        ("01", "14 people", 14, "at least"),
        ("01", "as many as 30", 30, "up to"),
        ("04", "two dozen", 24, "about"),
        ("04", "Seventeen people", 17, "exactly"),
        ("05", "more than 160", 160, "more than"),
        ("05", "£3.3m", 3_300_000, "exactly"),
        ("07", "$4.2m", 4_200_000, "exactly"),
        ("07", "between 150 and 170", 150, "between"),
        ("08", "More than 40 people", 40, "more than"),
    ],
)
def test_figures(report: Report, file: str, words: str, value: float, bound: str) -> None:
    """A figure has the value and the bound that its words state."""
    figure = report.counted(file, words)
    assert (figure.get("value"), figure.get("bound")) == (value, bound)


def test_passengers_are_disputed(report: Report) -> None:
    """That 138 passengers were on board and that it was more than 160 cannot both be true, and the report says so."""
    owner = report.counted("01", "138 passengers")
    quantity = next(q for q in report.document["quantities"] if owner["id"] in q["figures"])
    values = {report.figures[id_]["value"] for id_ in quantity["figures"]}
    assert (quantity["disputed"], {138, 160} <= values) == (True, True)


@pytest.mark.parametrize(
    ("file", "words", "basis"),
    [
        ("01", "the ferry was overloaded", "denies"),
        ("01", "excess weight", "reports not seeing"),
        ("08", "they have seen no sign of overloading", "reports not seeing"),
        ("08", "it would withdraw the licence", "announces"),
    ],
)
def test_basis(report: Report, file: str, words: str, basis: str) -> None:
    """Who denies is not taken for one who has not seen, nor the other way round."""
    assert report.saying(file, words).get("basis") == basis


def test_chain(report: Report) -> None:
    """A statement to a broadcaster that is known through an agency keeps both steps."""
    hops = report.saying("08", "We are counting people, not assigning blame").get("via", [])
    assert [hop["name"] for hop in hops] == ["Tidewire", "Radio Ondra"]


def test_mark_that_never_closes(report: Report) -> None:
    """A quotation that is never closed ends with its paragraph and is said to be unbalanced."""
    flags = [flag for flag in report.document["flags"] if flag["kind"] == "unbalanced quotation marks"]
    assert "08" in {report.file_of(place["article"]) for flag in flags for place in flag["evidence"]}


def test_nothing_from_furniture(report: Report, gold: dict[str, Any]) -> None:
    """No attribution and no figure is taken from what is page furniture."""
    areas = [(entry["article"][:2], *entry["span"]) for entry in gold["boilerplate"]]
    taken = [(report.file_of(a["article"]), span) for a in report.attributions.values() for span in a["content"]]
    taken += [(report.file_of(figure["article"]), figure["span"]) for figure in report.figures.values()]
    leaks = [(f, s) for f, s in taken for file, start, end in areas if f == file and s[0] < end and start < s[1]]
    assert leaks == []


def _without_ids(document: dict[str, Any]) -> list[Any]:
    """Give what a report says of its articles, with the places of the records for their ids, sorted."""
    files = {article["id"]: Path(article["path"]).name for article in document["articles"]}
    stands = {
        each["id"]: f"{files[each['article']]} {each.get('span') or each['content']} {each.get('cue')}"
        for each in (*document["attributions"], *document["figures"])
    }
    said = [[stands[each["id"]], str(each["speaker"] and each["speaker"]["name"])] for each in document["attributions"]]
    families = [
        [stands[member["attribution"]] for member in family["members"]] for family in document["quote_families"]
    ]
    quantities = [sorted(stands[figure] for figure in quantity["figures"]) for quantity in document["quantities"]]
    sides = ("asserted", "denied", "doubted", "not_observed")
    claims = [
        [claim["claim"], *([stands[id_] for id_ in claim[side]] for side in sides)] for claim in document["claims"]
    ]
    flags = [[flag["kind"], flag["detail"]] for flag in document["flags"]]
    copies = [[files[copy["from"]], files[copy["to"]], copy["direction"]] for copy in document["copies"]]
    return [sorted(found) for found in (said, copies, families, quantities, claims, flags)]


def test_what_a_folder_is_called_changes_nothing(tmp_path: Path, data: bytes) -> None:
    """The same files in a folder of another name are told of in the same way: ids alone differ."""
    copied = tmp_path / "winter"
    copytree(ARTICLES, copied)
    assert _without_ids(json.loads(to_json(make_dossier([copied])))) == _without_ids(json.loads(data))
